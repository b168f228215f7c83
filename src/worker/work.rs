//! The thread itself: it takes one request after the other, and tells what the top bar has to show.

use std::collections::VecDeque;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};

use crate::desk::Desk;
use crate::env::Env;

use super::{Answer, Beginning, Failure, Kdf, Request, Status, Ticket, WAITING};
use super::{
    by_itself, closing, keeping, notices, opening, people, preferences, register, rights, settings, sticks, unfinished,
};

/// Nobody asks anything for so long: time for what can wait.
const A_WHILE: std::time::Duration = std::time::Duration::from_secs(5);

/// What the thread works with.
pub(super) struct Work {
    pub(super) env: Env,
    pub(super) kdf: Kdf,
    pub(super) folder: Option<std::path::PathBuf>,
    pub(super) desk: Option<Desk>,
    pub(super) status: Status,
    pub(super) marked: people::Marked,
    pub(super) by_itself: by_itself::ByItself,
    pub(super) sticks: sticks::Watch,
    /// Where a lead has said that the day's badges go.
    pub(super) badges: Option<crate::desk::BadgeFolder>,
    /// How many of the desk's notices were told.
    noticed: usize,
}

impl Work {
    pub(super) fn new(beginning: Beginning) -> Self {
        let Beginning { env, kdf, folder } = beginning;
        let (marked, by_itself) = (people::Marked::default(), by_itself::ByItself::default());
        let (status, sticks) = (Status::default(), sticks::Watch::default());
        Self { env, kdf, folder, desk: None, status, marked, by_itself, sticks, badges: None, noticed: 0 }
    }

    /// The open desk.
    pub(super) fn desk(&mut self) -> Result<&mut Desk, Failure> {
        self.desk.as_mut().ok_or(Failure::Locked)
    }

    /// Notes that something reached the disk just now.
    pub(super) fn saved(&mut self) {
        self.status.saved_at = Some(self.env.now());
    }

    /// What the desk noticed since this was last asked.
    fn new_notices(&mut self) -> Vec<String> {
        let all = self.desk.as_ref().map_or(&[][..], |desk| desk.vault().notices());
        let new = all.get(self.noticed..).unwrap_or_default().iter().map(ToString::to_string).collect();
        self.noticed = all.len();
        new
    }

    /// Writes into the audit log what was looked at. Where the disk refuses, it waits; the next save tells of the disk.
    pub(super) fn note_looks(&mut self) {
        if let Some(desk) = self.desk.as_mut() {
            _ = desk.note_looks();
        }
    }

    /// The next request; nothing once the window is gone. Where none comes for a while, what was looked at is noted
    /// meanwhile, the desk backs itself up where that is due, and a notice whose day has come begins; what is plugged in is looked
    /// at more often, where somebody waits for a stick. `told` hears of it.
    fn next(&mut self, requests: &Receiver<(Ticket, Request)>, told: &dyn Fn(Answer)) -> Option<(Ticket, Request)> {
        let mut wait = A_WHILE;
        loop {
            let nap = self.sticks.next_look().map_or(wait, |next| wait.min(next));
            match requests.recv_timeout(nap) {
                Ok(next) => return Some(next),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {
                    if let Some(plugged) = sticks::changed(self) {
                        told(plugged);
                    }
                    wait -= nap;
                    if !wait.is_zero() {
                        continue;
                    }
                    self.note_looks();
                    let before = self.status;
                    by_itself::back_up(self);
                    if let Some(session) = self.begins_notices() {
                        told(session);
                    }
                    if self.status != before {
                        told(Answer::Status(self.status));
                    }
                    wait = by_itself::LOOK_AGAIN;
                }
            }
        }
    }

    /// Begins the notices whose day has come: the window may have been open since the day before. The desk as it is then, which
    /// makes forms that are open ask again; nothing where none began. Where the disk refuses, whoever saves is told.
    fn begins_notices(&mut self) -> Option<Answer> {
        let env = self.env.clone();
        let desk = self.desk.as_mut()?;
        if !desk.begin_due_notices().ok()? {
            return None;
        }
        let session = opening::session(desk, &env).ok()?;
        self.saved();
        Some(Answer::Opening(opening::Answer::Session(session)))
    }

    /// Does what was asked; `tell` is for what is known before it is done.
    fn answer(&mut self, request: Request, tell: &mut dyn FnMut(Answer)) -> Answer {
        let answer = match request {
            Request::Opening(request) => opening::answer(self, request).map(Answer::Opening),
            Request::Register(request) => register::answer(self, request).map(Answer::Register),
            Request::People(request) => people::answer(self, request).map(Answer::People),
            Request::Rights(request) => rights::answer(self, request).map(Answer::Rights),
            Request::Closing(request) => closing::answer(self, request, tell).map(Answer::Closing),
            Request::Settings(request) => settings::answer(self, request).map(Answer::Settings),
            Request::Notices(request) => notices::answer(self, request).map(Answer::Notices),
            Request::Keeping(request) => keeping::answer(self, request, tell).map(Answer::Keeping),
            Request::Unfinished(request) => unfinished::answer(self, request).map(Answer::Unfinished),
            Request::Watch(watched) => Ok(sticks::watch(self, watched)),
            Request::Preferences(request) => Ok(Answer::Preferences(preferences::answer(self, request))),
        };
        answer.unwrap_or_else(Answer::Failed)
    }
}

/// Works until the window is gone and everything it asked is done.
pub(super) fn run(
    mut work: Work,
    requests: &Receiver<(Ticket, Request)>,
    answers: &Sender<(Ticket, Answer)>,
    wake: &(impl Fn() + Send),
) {
    let mut waiting = VecDeque::new();
    loop {
        waiting.extend(requests.try_iter());
        if work.desk.as_ref().is_some_and(Desk::looks_wait) {
            work.note_looks();
        }
        let told = |answer| {
            _ = answers.try_send((Ticket::NEVER, answer));
            wake();
        };
        // Also where there is always something to do: a disk that refuses is tried again and again.
        if let Some(plugged) = sticks::changed(&mut work) {
            told(plugged);
        }
        if let Some(desk) = work.desk.as_ref().filter(|_| waiting.is_empty()) {
            desk.make_room();
        }
        let next = waiting.pop_front().or_else(|| work.next(requests, &told));
        let Some((ticket, request)) = next else { return work.note_looks() };
        waiting.extend(requests.try_iter());
        let before = work.status;
        if let Some(session) = work.begins_notices() {
            told(session);
        }
        let opens = matches!(request, Request::Opening(_));
        let newer = |request: &Request| waiting.iter().any(|(_, later)| makes_stale(later, request));
        let mut tell = |answer: Answer| {
            // How far something has come may be missed; the room that is left is for answers.
            if answers.len() < WAITING {
                _ = answers.try_send((ticket, answer));
                wake();
            }
        };
        let answer = if newer(&request) { Answer::Stale } else { work.answer(request, &mut tell) };
        // A desk that was locked begins on a screen that knows nothing of before.
        let begins = matches!(answer, Answer::Opening(opening::Answer::Unlocked(_)));
        // A window that is closing reads nothing any more; what it asked is done all the same.
        _ = answers.try_send((ticket, answer));
        if begins || work.status != before {
            _ = answers.try_send((ticket, Answer::Status(work.status)));
        }
        let noticed = work.new_notices();
        // What was found while the desk was opened is told with that.
        if !opens && !noticed.is_empty() {
            _ = answers.try_send((ticket, Answer::Noticed(noticed)));
        }
        wake();
    }
}

/// Whether `later` makes `earlier` pointless: only the newest search counts.
fn makes_stale(later: &Request, earlier: &Request) -> bool {
    match (later, earlier) {
        (Request::People(later), Request::People(earlier)) => later.makes_stale(earlier),
        (Request::Register(later), Request::Register(earlier)) => later.makes_stale(earlier),
        (Request::Rights(later), Request::Rights(earlier)) => later.makes_stale(earlier),
        (Request::Closing(later), Request::Closing(earlier)) => later.makes_stale(earlier),
        (Request::Notices(later), Request::Notices(earlier)) => later.makes_stale(earlier),
        (Request::Keeping(later), Request::Keeping(earlier)) => later.makes_stale(earlier),
        (Request::Unfinished(later), Request::Unfinished(earlier)) => later.makes_stale(earlier),
        _ => false,
    }
}

//! The thread that owns the desk, asked as the window asks it.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so and stops")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use lanyard::desk::{Desk, Kdf, NewRequest, Passphrase};
use lanyard::domain::age::AgeAnswer;
use lanyard::domain::draft::RegistrationDraft;
use lanyard::domain::form::Field;
use lanyard::domain::ids::{RegistrationId, VisitorId};
use lanyard::domain::rights::{Arrived, Right};
use lanyard::domain::rules::{Copies, DeskRules};
use lanyard::domain::staff::Handle;
use lanyard::env::Env;
use lanyard::worker::preferences::{self, Look, Preferences};
use lanyard::worker::{
    Answer, Beginning, Failure, Request, Status, Ticket, Worker, closing, keeping, opening, people, register, rights,
};

use crate::desk::looking::acts;
use crate::desk::scene::{Closed, Scene, lead, passphrase};

/// A desk that nobody has open, and the thread that may open it.
struct Thread {
    worker: Worker,
    desk: Closed,
    woken: Arc<AtomicUsize>,
}

impl Thread {
    fn new() -> Self {
        let desk = Scene::new().close();
        let woken = Arc::new(AtomicUsize::new(0));
        let counting = woken.clone();
        let beginning =
            Beginning { env: desk.env.clone(), kdf: Kdf::for_tests(), folder: Some(desk.folder.join("Day.lanyard")) };
        let wake = move || {
            counting.fetch_add(1, Ordering::SeqCst);
        };
        Self { worker: Worker::start(beginning, wake).unwrap(), desk, woken }
    }

    fn unlocked() -> Self {
        let mut thread = Self::new();
        let ticket = thread.unlock(lead(), passphrase());
        assert!(matches!(thread.answer(ticket), Answer::Opening(opening::Answer::Unlocked(_))));
        thread
    }

    fn unlock(&mut self, handle: Handle, passphrase: Passphrase) -> Ticket {
        self.worker.ask(Request::Opening(opening::Request::Unlock { handle, passphrase }))
    }

    /// Waits for one answer; others are let go.
    fn answer(&mut self, ticket: Ticket) -> Answer {
        let patience = Instant::now() + Duration::from_secs(60);
        while Instant::now() < patience {
            match self.worker.next_answer() {
                Some((found, answer))
                    if found == ticket && !matches!(answer, Answer::Status(_) | Answer::Noticed(_)) =>
                {
                    return answer;
                }
                Some(_) => {}
                None => std::thread::sleep(Duration::from_millis(1)),
            }
        }
        panic!("no answer within a minute");
    }

    fn form(&self, name: &str) -> Box<RegistrationDraft> {
        let env = &self.desk.env;
        let mut draft = RegistrationDraft::new(RegistrationId(env.new_id()), VisitorId(env.new_id()));
        draft.fields.insert(Field::GivenName, name.to_owned());
        draft.thirteen_or_over = Some(AgeAnswer::Yes);
        Box::new(draft)
    }

    fn save(&mut self, draft: Box<RegistrationDraft>) -> Ticket {
        let event = self.desk.event.clone();
        self.worker.ask(Request::Register(register::Request::Save { draft, event }))
    }

    fn find(&mut self, query: &str) -> Ticket {
        let (event, query) = (self.desk.event.clone(), query.to_owned());
        self.worker.ask(Request::People(people::Request::Find { event, query, limit: 10 }))
    }
}

#[test]
fn the_door_shows_handles_and_nothing_else() {
    let mut thread = Thread::new();
    let ticket = thread.worker.ask(Request::Opening(opening::Request::Look));
    let Answer::Opening(opening::Answer::Door(door)) = thread.answer(ticket) else { panic!("no door") };
    assert!(door.is_desk);
    assert_eq!(door.handles, [lead()], "the recovery code is nobody's handle");
    assert_eq!(door.organisation, None);
    assert!(thread.woken.load(Ordering::SeqCst) >= 1, "the window is woken for an answer");
}

#[test]
fn a_locked_desk_does_nothing() {
    let mut thread = Thread::new();
    let form = thread.form("Hannah");
    let ticket = thread.save(form);
    assert!(matches!(thread.answer(ticket), Answer::Failed(Failure::Locked)));
}

#[test]
fn a_wrong_passphrase_is_an_answer_of_its_own_and_leaves_the_desk_locked() {
    let mut thread = Thread::new();
    let ticket = thread.unlock(lead(), Passphrase::given("not that one"));
    assert!(matches!(thread.answer(ticket), Answer::Failed(Failure::WrongPassphrase)));
    let ticket = thread.find("");
    assert!(matches!(thread.answer(ticket), Answer::Failed(Failure::Locked)));
}

#[test]
fn what_is_saved_is_found_and_the_time_of_it_is_told() {
    let mut thread = Thread::unlocked();
    let form = thread.form("Hannah");
    let saving = thread.save(form);
    let finding = thread.find("han");
    let (mut saved, mut told, mut found) = (false, false, None);
    let patience = Instant::now() + Duration::from_secs(60);
    while found.is_none() && Instant::now() < patience {
        match thread.worker.next_answer() {
            Some((ticket, Answer::Register(register::Answer::Saved(_)))) => saved = ticket == saving,
            Some((_, Answer::Status(status))) => told |= status.saved_at.is_some(),
            Some((ticket, Answer::People(people::Answer::Found(hits)))) if ticket == finding => {
                found = Some(hits.len());
            }
            _ => std::thread::sleep(Duration::from_millis(1)),
        }
    }
    assert_eq!((saved, told, found), (true, true, Some(1)));
    assert!(!thread.worker.is_busy());
}

#[test]
fn r18_r27_what_a_request_would_do_is_shown_to_a_lead_and_the_look_is_noted() {
    let mut thread = Thread::unlocked();
    let form = thread.form("Hannah");
    let about = form.registration;
    let saving = thread.save(form);
    thread.answer(saving);
    let look = rights::Request::Look { about, right: Some(Right::Erase) };
    let ticket = thread.worker.ask(Request::Rights(look));
    let Answer::Rights(rights::Answer::Looked(looked)) = thread.answer(ticket) else { panic!("nothing is shown") };
    assert_eq!(looked.subject.name.as_deref(), Some("Hannah"));
    assert_eq!(looked.erasure.unwrap().registrations, [looked.subject.reference]);
    assert_eq!(looked.sent.unwrap().len(), 0);
    let received = thread.desk.env.now().date_naive();
    let new = NewRequest { right: Right::Erase, received, how: Arrived::AtDesk, about: Some(about) };
    let ticket = thread.worker.ask(Request::Rights(rights::Request::Record(new)));
    let Answer::Rights(rights::Answer::Recorded(request)) = thread.answer(ticket) else { panic!("not recorded") };
    let ticket = thread.worker.ask(Request::Rights(rights::Request::List));
    let Answer::Rights(rights::Answer::Listed(list)) = thread.answer(ticket) else { panic!("no list") };
    assert_eq!(list.len(), 1);
    assert!(list[0].request == request && list[0].about.as_ref().unwrap().name.as_deref() == Some("Hannah"));
    // Nobody made sure who asks.
    let ticket = thread.worker.ask(Request::Rights(rights::Request::Erase(request.reference)));
    assert!(matches!(thread.answer(ticket), Answer::Failed(Failure::Said(_))));
    let Thread { worker, desk, .. } = thread;
    drop(worker);
    let kinds: Vec<String> = acts(&desk.open().desk, 0).into_iter().map(|act| act.0).collect();
    for kind in ["requests", "erasure", "request"] {
        assert!(kinds.iter().any(|noted| noted == kind), "{kind}: {kinds:?}");
    }
}

#[test]
fn only_the_newest_of_waiting_searches_is_done() {
    let mut thread = Thread::new();
    // The thread is busy with a passphrase while these come in.
    let unlocking = thread.unlock(lead(), passphrase());
    let tickets: Vec<_> = ["h", "ha", "han"].map(|query| thread.find(query)).into();
    assert!(matches!(thread.answer(unlocking), Answer::Opening(_)));
    let answers: Vec<_> = tickets.into_iter().map(|ticket| thread.answer(ticket)).collect();
    assert!(matches!(answers[0], Answer::Stale));
    assert!(matches!(answers[1], Answer::Stale));
    assert!(matches!(answers[2], Answer::People(people::Answer::Found(_))));
}

#[test]
fn closing_the_window_waits_for_what_was_asked() {
    let mut thread = Thread::unlocked();
    let names: Vec<_> = (0..100).map(|number| format!("Visitor{number}")).collect();
    for name in &names {
        let form = thread.form(name);
        thread.save(form);
    }
    let Thread { worker, desk, .. } = thread;
    drop(worker);
    let scene = desk.open();
    assert_eq!(scene.desk.find(&scene.event, "visitor", 200).unwrap().len(), names.len());
}

#[test]
fn locking_lets_somebody_else_open_the_desk() {
    let mut thread = Thread::unlocked();
    let folder = thread.desk.folder.join("Day.lanyard");
    assert!(Desk::open(&folder, &lead(), &passphrase(), &thread.desk.env).is_err(), "one instance at a time");
    let ticket = thread.worker.ask(Request::Opening(opening::Request::Lock));
    assert!(matches!(thread.answer(ticket), Answer::Opening(opening::Answer::Door(_))));
    assert!(Desk::open(&folder, &lead(), &passphrase(), &thread.desk.env).is_ok());
}

#[test]
fn r27_what_was_looked_at_is_noted_when_the_desk_is_locked_or_the_window_closed() {
    for locked in [true, false] {
        let mut thread = Thread::unlocked();
        let ticket = thread.find("marker");
        assert!(matches!(thread.answer(ticket), Answer::People(_)));
        if locked {
            let ticket = thread.worker.ask(Request::Opening(opening::Request::Lock));
            thread.answer(ticket);
        }
        let Thread { worker, desk, .. } = thread;
        drop(worker);
        let noted = acts(&desk.open().desk, 0);
        assert!(noted.iter().any(|(kind, ..)| kind == "find"), "{noted:?}");
        assert!(!noted.iter().any(|(_, _, details)| details.contains("marker")), "{noted:?}");
    }
}

#[test]
fn what_was_set_for_this_computer_is_there_again_and_a_damaged_file_is_no_obstacle() {
    let mut thread = Thread::new();
    let set = Preferences { look: Look::Contrast, reduce_motion: true, ..Preferences::default() };
    let ticket = thread.worker.ask(Request::Preferences(preferences::Request::Write(set.clone())));
    thread.answer(ticket);
    let read = |thread: &mut Thread| {
        let ticket = thread.worker.ask(Request::Preferences(preferences::Request::Read));
        let Answer::Preferences(preferences) = thread.answer(ticket) else { panic!("no preferences") };
        preferences
    };
    assert_eq!(read(&mut thread), set);
    let state: &Env = &thread.desk.env;
    std::fs::write(state.state_dir().join("window.json"), "{ not json").unwrap();
    assert_eq!(read(&mut thread), Preferences::default());
}

/// A thread with this desk open, and a folder to write to.
fn unlocked_with_a_stick(desk: Closed) -> (Thread, PathBuf) {
    let beginning =
        Beginning { env: desk.env.clone(), kdf: Kdf::for_tests(), folder: Some(desk.folder.join("Day.lanyard")) };
    let mut thread =
        Thread { worker: Worker::start(beginning, || ()).unwrap(), desk, woken: Arc::new(AtomicUsize::new(0)) };
    let ticket = thread.unlock(lead(), passphrase());
    thread.answer(ticket);
    let stick = thread.desk.folder.join("stick");
    std::fs::create_dir_all(&stick).unwrap();
    (thread, stick)
}

#[test]
fn how_far_the_day_is_written_is_told_before_it_is_done_and_ends_nothing_r21() {
    let mut scene = Scene::new();
    scene.register(crate::desk::scene::WALK_INS);
    let (office, _) = scene.recipient("office", &[lanyard::domain::purpose::Purpose::RecordKeeping]);
    let (mut thread, stick) = unlocked_with_a_stick(scene.close());
    let write = closing::Write {
        event: thread.desk.event.clone(),
        to: vec![office.clone()],
        folder: stick,
        seal: vec![office],
        stop: closing::Stop::default(),
    };
    let ticket = thread.worker.ask(Request::Closing(closing::Request::Write(write)));
    let mut told = 0;
    loop {
        match thread.answer(ticket) {
            Answer::Closing(closing::Answer::Progress(_)) => {
                assert!(thread.worker.is_busy(), "it is not the answer");
                told += 1;
            }
            Answer::Closing(closing::Answer::Written(written)) => {
                assert_eq!(written.copied.len(), 1);
                break;
            }
            _ => panic!("neither written nor on the way"),
        }
    }
    assert!(told >= 2, "sealing and copying at least: {told}");
}

#[test]
fn what_is_sealed_when_somebody_stops_it_is_copied_the_next_time_r22() {
    let mut scene = Scene::new();
    scene.register(crate::desk::scene::WALK_INS);
    let (office, _) = scene.recipient("office", &[lanyard::domain::purpose::Purpose::RecordKeeping]);
    scene.desk.close_day(&scene.event, std::slice::from_ref(&office)).unwrap();
    let (mut thread, stick) = unlocked_with_a_stick(scene.close());
    let write = |stop: closing::Stop| closing::Write {
        event: thread.desk.event.clone(),
        to: vec![office.clone()],
        folder: stick.clone(),
        seal: Vec::new(),
        stop,
    };
    let stopped = closing::Stop::default();
    stopped.ask();
    let (first, second) = (write(stopped), write(closing::Stop::default()));
    let ticket = thread.worker.ask(Request::Closing(closing::Request::Write(first)));
    let Answer::Closing(closing::Answer::Stuck(stuck)) = thread.answer(ticket) else { panic!("it was to stop") };
    assert!(stuck.asked && stuck.waiting && stuck.copied.is_empty());
    let ticket = thread.worker.ask(Request::Closing(closing::Request::Write(second)));
    loop {
        match thread.answer(ticket) {
            Answer::Closing(closing::Answer::Written(written)) => {
                assert_eq!(written.copied.len(), 1);
                assert!(!written.copied[0].fresh);
                return;
            }
            Answer::Closing(closing::Answer::Progress(_)) => {}
            _ => panic!("it was to be written"),
        }
    }
}

/// The rules of a desk, as its lead set them.
fn set(thread: &mut Thread, rules: DeskRules) {
    let ticket = thread.worker.ask(Request::Keeping(keeping::Request::SetRules(rules)));
    assert!(matches!(thread.answer(ticket), Answer::Keeping(keeping::Answer::Rules(now)) if now == rules));
}

/// A desk whose clock goes on by half an hour with every look at it, after what was done at it.
fn hurrying(before: impl FnOnce(&mut Desk, &Path)) -> (Thread, PathBuf, Env) {
    let closed = Scene::new().close();
    let folder = closed.folder.join("Day.lanyard");
    let (start, looks) = (closed.env.now(), AtomicUsize::new(0));
    let later = move || {
        let looks = i64::try_from(looks.fetch_add(1, Ordering::SeqCst)).unwrap();
        start + chrono::TimeDelta::minutes(30 * looks)
    };
    let env = Env::told(later, 17, closed.folder.join("state"));
    let mut desk = Desk::open(&folder, &lead(), &passphrase(), &env).unwrap();
    before(&mut desk, &folder);
    drop(desk);
    let beginning = Beginning { env: env.clone(), kdf: Kdf::for_tests(), folder: Some(folder.clone()) };
    let (desk, woken) = (Closed { env: env.clone(), ..closed }, Arc::new(AtomicUsize::new(0)));
    let mut thread = Thread { worker: Worker::start(beginning, || ()).unwrap(), desk, woken };
    let ticket = thread.unlock(lead(), passphrase());
    thread.answer(ticket);
    (thread, folder, env)
}

/// What the top bar is told once it is so.
fn status(thread: &mut Thread, is: impl Fn(&Status) -> bool) -> Status {
    let patience = Instant::now() + Duration::from_secs(60);
    loop {
        match thread.worker.next_answer() {
            Some((_, Answer::Status(status))) if is(&status) => return status,
            _ => std::thread::sleep(Duration::from_millis(20)),
        }
        assert!(Instant::now() < patience, "it never was so");
    }
}

#[test]
fn r22_a_desk_that_nobody_asks_anything_backs_itself_up_and_keeps_no_more_than_was_set() {
    let mut asked_for = Vec::new();
    let (mut thread, folder, env) =
        hurrying(|desk, _| asked_for.extend((0..4).map(|_| desk.backup(None).unwrap().taken_at)));
    set(&mut thread, DeskRules { copies: Copies::of(3).unwrap(), ..DeskRules::default() });
    let newer = |status: &Status| status.backed_up_at.is_some_and(|at| asked_for.iter().all(|before| *before < at));
    assert_eq!(status(&mut thread, newer).backup_failed_at, None);
    drop(thread.worker);
    let desk = Desk::open(&folder, &lead(), &passphrase(), &env).unwrap();
    let backups = desk.backups().unwrap();
    assert_eq!(backups.len(), 3, "the oldest went once another one was there: {backups:?}");
    let last = acts(&desk, 0).into_iter().rfind(|(kind, ..)| kind == "backup").unwrap();
    assert!(last.2.contains("by_itself"), "{last:?}");
}

#[test]
fn r22_a_backup_by_itself_that_failed_is_told_and_nothing_else_is_lost_by_it() {
    // A file stands where the backups would go.
    let (mut thread, folder, env) = hurrying(|_, folder| {
        std::fs::remove_dir(folder.join("backups")).unwrap();
        std::fs::write(folder.join("backups"), "x").unwrap();
    });
    status(&mut thread, |status| status.backup_failed_at.is_some());
    drop(thread.worker);
    let desk = Desk::open(&folder, &lead(), &passphrase(), &env).unwrap();
    assert!(desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r26_a_desk_that_is_left_open_over_midnight_begins_a_notice_by_itself_and_tells_the_window() {
    let closed = Scene::new().close();
    let (start, hours) = (closed.env.now(), Arc::new(AtomicUsize::new(0)));
    let moved = hours.clone();
    let clock = move || start + chrono::TimeDelta::hours(i64::try_from(moved.load(Ordering::SeqCst)).unwrap());
    let env = Env::told(clock, 23, closed.folder.join("state"));
    let mut scene = Closed { env: env.clone(), ..closed }.open();
    let mut notice = scene.desk.event(&scene.event).unwrap().notice().clone();
    notice.version = "2.0".to_owned();
    notice.effective_from = scene.desk.now().date_naive().succ_opt().unwrap();
    scene.desk.publish_notice(&scene.event, notice).unwrap();
    let desk = scene.close();
    let beginning = Beginning { env, kdf: Kdf::for_tests(), folder: Some(desk.folder.join("Day.lanyard")) };
    let worker = Worker::start(beginning, || ()).unwrap();
    let mut thread = Thread { worker, desk, woken: Arc::new(AtomicUsize::new(0)) };
    let ticket = thread.unlock(lead(), passphrase());
    let Answer::Opening(opening::Answer::Unlocked(session)) = thread.answer(ticket) else { panic!("locked") };
    assert_eq!(session.events[0].notice().version, "1.0");
    // Nobody asks anything meanwhile.
    hours.store(8, Ordering::SeqCst);
    let patience = Instant::now() + Duration::from_secs(60);
    let session = loop {
        match thread.worker.next_answer() {
            Some((Ticket::NEVER, Answer::Opening(opening::Answer::Session(session)))) => break session,
            _ => std::thread::sleep(Duration::from_millis(20)),
        }
        assert!(Instant::now() < patience, "the window was told nothing");
    };
    assert_eq!(session.events[0].notice().version, "2.0");
}

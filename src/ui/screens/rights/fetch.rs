//! What this screen asks of the desk, and what it does with the answers.

use std::collections::VecDeque;
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::domain::ids::RegistrationId;
use crate::domain::rights::{Identity, Outcome, Request as Standing, Right, Step};
use crate::ui::out::{Out, Wish};
use crate::ui::time;
use crate::ui::toast::Toast;
use crate::worker::rights::{Answer as Told, Request as Ask};
use crate::worker::{Answer, Failure, LetterAbout, Request, ShownRequest, Subject, Ticket};

use super::dialogs::Dialog;
use super::effects::not_reached;
use super::{Key, Report, Rights};

/// What is shown of somebody: who, and for which right.
pub(super) type About = (RegistrationId, Option<Right>);

/// What was asked and is not answered yet.
#[derive(Default)]
pub(super) struct Asked {
    standing: Option<Ticket>,
    list: Option<Ticket>,
    look: Option<(Ticket, About)>,
    change: Option<Ticket>,
    /// What is done once that is.
    next: VecDeque<Next>,
    /// It notes how it is known that it is them, which is less than what was done before it.
    identifies: bool,
    /// What is said of what was done before it.
    said: Option<String>,
    /// The count on the rail is asked for.
    counted: bool,
    /// The list may have changed.
    pub(super) stale: bool,
    /// What is shown of somebody may have changed.
    pub(super) look_again: bool,
}

/// One thing to do about the request that is chosen.
pub(super) enum Next {
    /// Note how it is known that it is them.
    Identify(Identity),
    /// Say whom it is about.
    Found(RegistrationId),
    /// Take it a step on.
    GoOn(Step),
    Restrict,
    Decide,
    Erase,
    Copy(PathBuf),
    Letter(LetterAbout, PathBuf),
    Lift(RegistrationId),
    /// Go where it is corrected.
    Correct(RegistrationId),
    /// Go where it is taken back.
    TakeBack(RegistrationId),
}

impl Asked {
    /// Whether something is being done.
    pub(super) fn is_changing(&self) -> bool {
        self.change.is_some()
    }
}

impl Rights {
    /// Asks once for where requests stand: how many are pressing is shown on every screen.
    pub fn keep_count(&mut self, out: &mut Out<'_>) {
        if !std::mem::replace(&mut self.asked.counted, true) {
            self.asked.standing = Some(out.ask(Request::Rights(Ask::Standing)));
        }
    }

    /// Whether something is being done.
    pub(super) fn is_busy(&self) -> bool {
        self.asked.is_changing()
    }

    /// Asks for what is not known, or not known any more.
    pub(super) fn ask_for_what_is_missing(&mut self, out: &mut Out<'_>) {
        if self.asked.list.is_none() && std::mem::take(&mut self.asked.stale) {
            self.asked.list = Some(out.ask(Request::Rights(Ask::List)));
        }
        let wanted = self.wants_look();
        let asked = self.asked.look.as_ref().map(|(_, about)| *about);
        if wanted == asked && !self.asked.look_again {
            return;
        }
        let known = self.looked.as_ref().map(|looked| (looked.subject.id, looked.right));
        let Some((about, right)) = wanted.filter(|wanted| known != Some(*wanted) || self.asked.look_again) else {
            return;
        };
        self.asked.look_again = false;
        self.asked.look = Some((out.ask(Request::Rights(Ask::Look { about, right })), (about, right)));
    }

    /// Whom the chosen request is about. What is done is not looked at again.
    fn wants_look(&self) -> Option<About> {
        match self.selected? {
            Key::Draft => {
                let draft = self.draft.as_ref()?;
                Some((draft.about?, draft.right()))
            }
            Key::Saved(_) => {
                let request = &self.saved()?.request;
                let asked_about = self.dialog.as_ref().and_then(Dialog::found);
                Some((request.about.or(asked_about)?, Some(request.right)))
            }
        }
    }

    /// Somebody as far as they are known.
    pub(super) fn subject_known(&self, id: RegistrationId) -> Option<&Subject> {
        let looked = self.looked.as_ref().map(|looked| &looked.subject);
        let listed = self.list.iter().filter_map(|shown| shown.about.as_ref());
        looked.into_iter().chain(listed).find(|subject| subject.id == id)
    }

    /// Does these things about the request that is chosen, one after the other; records it first where it is not.
    pub(super) fn do_all(&mut self, next: impl IntoIterator<Item = Next>, today: NaiveDate, out: &mut Out<'_>) {
        if self.is_busy() {
            return;
        }
        let new = match (self.selected, &mut self.draft) {
            (Some(Key::Draft), Some(draft)) => {
                let Some(new) = draft.check(today) else {
                    self.ask_for_what_is_wrong();
                    return;
                };
                Some(new)
            }
            _ => None,
        };
        let identity = self.new_identity();
        self.asked.next = identity.map(Next::Identify).into_iter().chain(next).collect();
        (self.report, self.asked.said, self.asked.identifies) = (None, None, false);
        match new {
            Some(new) => self.asked.change = Some(out.ask(Request::Rights(Ask::Record(new)))),
            None => self.go_on(out),
        }
    }

    /// Asks for the next thing that is to be done.
    fn go_on(&mut self, out: &mut Out<'_>) {
        let Some(next) = self.asked.next.pop_front() else { return };
        let Some(reference) = self.saved().map(|shown| shown.request.reference.clone()) else { return };
        self.asked.identifies = matches!(next, Next::Identify(_));
        let ask = match next {
            Next::Identify(by) => Ask::GoOn { reference, step: Step::Identified { by } },
            Next::Found(about) => Ask::GoOn { reference, step: Step::Found { about } },
            Next::GoOn(step) => Ask::GoOn { reference, step },
            Next::Restrict => Ask::Restrict(reference),
            Next::Decide => Ask::Decide(reference),
            Next::Erase => Ask::Erase(reference),
            Next::Copy(into) => Ask::Copy { reference, into },
            Next::Letter(about, into) => Ask::Letter { reference, about, into },
            Next::Lift(id) => Ask::Lift(id),
            Next::Correct(id) => return out.wish(Wish::Correct(id)),
            Next::TakeBack(id) => return out.wish(Wish::TakeBack(id)),
        };
        self.asked.change = Some(out.ask(Request::Rights(ask)));
    }

    /// Takes an answer that belongs to this screen; gives any other back.
    pub fn answer(&mut self, ticket: Ticket, answer: Answer, out: &mut Out<'_>) -> Option<Answer> {
        match answer {
            Answer::Rights(told) => {
                let mut told = Some(told);
                let written = self.complaint.as_mut().is_some_and(|complaint| complaint.take(ticket, &mut told, out));
                if written {
                    out.wish(Wish::Say(Toast::done("Written down.")));
                }
                if let Some(told) = told {
                    self.take(ticket, told, out);
                }
                None
            }
            Answer::Failed(failure) => self.failed(ticket, failure).map(Answer::Failed),
            other => Some(other),
        }
    }

    fn take(&mut self, ticket: Ticket, told: Told, out: &mut Out<'_>) {
        let asked = &mut self.asked;
        self.worded_on = None;
        match told {
            Told::Standing(standing) if asked.standing == Some(ticket) => {
                asked.standing = None;
                self.standing = standing;
            }
            Told::Listed(list) if asked.list == Some(ticket) => {
                asked.list = None;
                self.choose_first |= !self.known && self.selected.is_none();
                self.standing = list.iter().map(|shown| shown.request.clone()).collect();
                (self.list, self.known) = (list, true);
            }
            Told::Looked(looked) if asked.look.as_ref().is_some_and(|(asked, _)| *asked == ticket) => {
                asked.look = None;
                self.looked = Some(looked);
            }
            told if asked.change == Some(ticket) => {
                asked.change = None;
                self.changed(told, out);
            }
            _ => {}
        }
    }

    /// Something was done: what is known of it is put right at once, and looked at again after.
    fn changed(&mut self, told: Told, out: &mut Out<'_>) {
        (self.asked.stale, self.asked.look_again) = (true, true);
        let (request, words) = match told {
            Told::Recorded(request) => {
                self.draft = None;
                self.selected = Some(Key::Saved(request.id));
                let more = if request.right.restricts_at_once() && request.about.is_some() {
                    " They are restricted at once."
                } else {
                    ""
                };
                let words = format!("Recorded. Reply by {}.{more}", time::long_day(request.due()));
                (Some(request), words)
            }
            Told::WentOn(request) => {
                let words = went_on(&request);
                (Some(request), words)
            }
            Told::Erased(request, erasure) => {
                self.forget_words_about(request.about);
                self.report = Some(Report::of("Erased. This was not reached", not_reached(&erasure)));
                (Some(request), "Erased. The screen says what was not reached.".to_owned())
            }
            Told::Copied(request, copy) => {
                let folder = copy.folder.display().to_string();
                let lines = vec![
                    folder,
                    format!("{}: {}", super::words::count(copy.files.len(), "file", "files"), copy.files.join(", ")),
                    "Anybody who has that folder can read it: hand it over, then remove it".to_owned(),
                ];
                self.report = Some(Report::of("The copy is written, in plain form", lines));
                (Some(request), "The copy is written. Hand it over, then remove it.".to_owned())
            }
            Told::LetterWritten(files) => {
                let lines = files.iter().map(|file| file.display().to_string());
                let remove = "Anybody who has that folder can read it: send it, then remove the files".to_owned();
                self.report = Some(Report::of("The letter is written, in plain form", lines.chain([remove]).collect()));
                (None, "The letter is written. Send it, then remove the files.".to_owned())
            }
            Told::Lifted(_) => (None, "In use again, from now on.".to_owned()),
            Told::Standing(_) | Told::Listed(_) | Told::Looked(_) | Told::Complaint(_) | Told::WrittenDown => return,
        };
        if let Some(request) = request {
            self.know(request);
        }
        (self.identity, self.no_identity) = (Some(0), false);
        let words = self.asked.said.take().filter(|_| self.asked.identifies).unwrap_or(words);
        self.asked.said = Some(words.clone());
        self.go_on(out);
        if !self.is_busy() {
            self.close_dialog = true;
            self.to_list = true;
            out.wish(Wish::Say(Toast::done(words)));
        }
    }

    /// Where a request stands now.
    fn know(&mut self, request: Standing) {
        let known = |all: &mut Vec<Standing>| match all.iter_mut().find(|known| known.id == request.id) {
            Some(known) => *known = request.clone(),
            None => all.push(request.clone()),
        };
        known(&mut self.standing);
        let about = request.about.and_then(|id| self.subject_known(id)).cloned();
        match self.list.iter_mut().find(|shown| shown.request.id == request.id) {
            Some(shown) => {
                shown.about = shown.about.take().or(about);
                shown.request = request;
            }
            None => self.list.push(ShownRequest { request, about, is_done: false }),
        }
    }

    /// Something was not done: it is said where it was asked, or in a dialog that says what is safe.
    fn failed(&mut self, ticket: Ticket, failure: Failure) -> Option<Failure> {
        if self.complaint.as_mut().is_some_and(|complaint| complaint.failed(ticket, &failure)) {
            return None;
        }
        let asked = &mut self.asked;
        if asked.change.take_if(|asked| *asked == ticket).is_some() {
            asked.next.clear();
            (asked.stale, asked.look_again) = (true, true);
            match &mut self.dialog {
                Some(Dialog::Copy(form) | Dialog::Letter(_, form)) => form.failed(&failure.to_string()),
                _ => self.failure = Some(failure.to_string()),
            }
            return None;
        }
        let of_look = asked.look.take_if(|(asked, _)| *asked == ticket).is_some();
        let of_list = asked.list.take_if(|asked| *asked == ticket).is_some();
        let of_count = asked.standing.take_if(|asked| *asked == ticket).is_some();
        if of_look {
            self.looked = None;
        }
        let mine = of_look || of_list || of_count;
        (!mine || failure != Failure::Locked).then_some(failure)
    }
}

/// What is said once a step is made.
fn went_on(request: &Standing) -> String {
    match (request.outcome, request.right) {
        (None, Right::Complaint) if request.acknowledged => {
            format!("Acknowledged. Answer it by {}.", time::long_day(request.due()))
        }
        (None, _) => format!("Noted. Reply by {}.", time::long_day(request.due())),
        (Some(Outcome::Done), Right::Restrict) => {
            "Restricted. They are in no batch, no statistics and no search.".to_owned()
        }
        (Some(Outcome::Done), Right::Object) => "Decided: the use stops. They stay restricted.".to_owned(),
        (Some(Outcome::GroundsWeighMore), _) => "Decided: the use goes on. Tell them why.".to_owned(),
        (Some(Outcome::Done), _) => "Closed as done.".to_owned(),
        (Some(_), _) => "Closed. Tell them how it ended.".to_owned(),
    }
}

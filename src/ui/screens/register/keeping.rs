//! The half-filled form on the disk: from the moment R11 is settled, within a second of typing, encrypted; and forms that a
//! crash left behind, offered by name and time.

use std::borrow::Cow;

use egui::Ui;

use crate::domain::code::Code;
use crate::domain::draft::RegistrationDraft;
use crate::domain::ids::RegistrationId;
use crate::ui::out::{Out, Seen};
use crate::ui::screens::keeping_pace::KeepingPace;
use crate::ui::scripts::in_words;
use crate::worker::{Answer, BegunForm, Keeping, Request, Ticket, register};

use super::form::Form;
use super::{Register, noted};

/// What of the form is on the disk.
pub(super) struct Kept {
    event: Code,
    last: Option<RegistrationDraft>,
    pace: KeepingPace,
    on_its_way: Option<Ticket>,
    listing: Option<Ticket>,
    resuming: Option<Ticket>,
    begun: Vec<BegunForm>,
    /// What keeping failed with, shown as long as it lasts.
    pub(super) trouble: Option<String>,
}

impl Kept {
    pub(super) fn new(event: Code, out: &mut Out<'_>) -> Self {
        let listing = Some(out.ask(Request::Register(register::Request::Begun(event.clone()))));
        let (last, on_its_way, resuming, begun, trouble) = (None, None, None, Vec::new(), None);
        Self { event, last, pace: KeepingPace::default(), on_its_way, listing, resuming, begun, trouble }
    }

    /// A form to go on with, newest first.
    pub(super) fn offered(&self) -> Option<&BegunForm> {
        self.begun.first()
    }

    /// The form at hand is done with.
    pub(super) fn forget(&mut self) {
        self.last = None;
    }
}

/// What a form of before is called: by its name, where it has one.
pub(super) fn called(begun: &BegunForm) -> Cow<'_, str> {
    if begun.name.is_empty() { "A form without a name".into() } else { in_words(&begun.name) }
}

impl Register {
    /// Sends the form to the disk when it has changed, not more often than it can be written.
    pub fn keep(&mut self, ui: &Ui, out: &mut Out<'_>) {
        self.note_beside();
        if self.has_unkept() && self.kept.pace.is_due(ui, self.kept.on_its_way.is_some()) {
            self.send(out);
        }
    }

    /// Whether the disk does not know the form as it stands.
    fn has_unkept(&self) -> bool {
        let last = self.kept.last.as_ref();
        !self.trial && last != Some(&*self.as_typed()) && (last.is_some() || !self.is_blank())
    }

    /// One that may not be kept is sent too once a part of it was: the desk takes it from the disk again (R11).
    fn send(&mut self, out: &mut Out<'_>) {
        let draft = self.as_typed().into_owned();
        self.kept.last = Some(draft.clone());
        let request = register::Request::Keep { draft: Box::new(draft), event: self.kept.event.clone() };
        self.kept.on_its_way = Some(out.ask(Request::Register(request)));
    }

    /// Sends the form to the disk now, where it may be kept: the window is about to close. Says whether anything would be
    /// lost with it: a form that may not be kept, or that the disk refused.
    pub fn keep_before_closing(&mut self, out: &mut Out<'_>) -> bool {
        self.keep_at_once(out);
        !self.is_blank() && !self.form.may_be_kept()
    }

    /// Sends what was typed last to the desk now, which keeps what may be kept (R11).
    pub fn keep_at_once(&mut self, out: &mut Out<'_>) {
        self.note_beside();
        if self.has_unkept() {
            self.send(out);
        }
    }

    /// Whether what is on the screen is neither saved nor kept, although the disk was asked to.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        matches!(self.dialog, Some(super::dialogs::Dialog::NotSaved(_)))
            || (self.kept.trouble.is_some() && !self.is_blank())
    }

    /// Asks whether the form on the screen may be lost.
    pub fn ask_before_closing(&mut self) {
        // It is asked of staff.
        self.own_screen = None;
        self.dialog = Some(super::dialogs::Dialog::Closing);
    }

    pub(super) fn resume(&mut self, out: &mut Out<'_>) {
        let Some(begun) = self.kept.offered() else { return };
        let request = register::Request::Resume { event: self.kept.event.clone(), form: begun.registration };
        self.kept.resuming = Some(out.ask(Request::Register(request)));
    }

    pub(super) fn drop_begun(&mut self, form: RegistrationId, out: &mut Out<'_>) {
        self.kept.begun.retain(|begun| begun.registration != form);
        out.ask(Request::Register(register::Request::Drop(form)));
    }

    pub(super) fn kept_answer(&mut self, ticket: Ticket, answer: Answer, seen: &Seen<'_>) -> Option<Answer> {
        let kept = &mut self.kept;
        let ours = Some(ticket);
        match answer {
            Answer::Register(register::Answer::Kept(keeping)) if kept.on_its_way == ours => {
                kept.on_its_way = None;
                kept.trouble = None;
                let sent = kept.last.as_ref().map(|sent| sent.registration);
                if keeping == Keeping::Saved && sent == Some(self.form.draft.registration) && !self.is_saving() {
                    // It was being saved when the desk was locked, and is.
                    let name = self.form.draft.name();
                    self.begin_anew(seen);
                    self.docked.said = Some(format!("{} was saved already", in_words(&name)));
                }
            }
            Answer::Failed(failure) if kept.on_its_way == ours => {
                kept.on_its_way = None;
                kept.trouble = Some(failure.to_string());
                // What did not reach the disk is sent again, a little later.
                kept.last = None;
                kept.pace.was_refused();
            }
            Answer::Stale if kept.on_its_way == ours => kept.on_its_way = None,
            Answer::Register(register::Answer::Begun(begun)) if kept.listing == ours => {
                kept.listing = None;
                kept.begun = begun;
                let at_hand = self.form.draft.registration;
                kept.begun.retain(|form| form.registration != at_hand);
            }
            Answer::Register(register::Answer::Resumed(draft)) if kept.resuming == ours => {
                kept.resuming = None;
                kept.begun.retain(|form| form.registration != draft.registration);
                kept.last = Some((*draft).clone());
                (self.telling.how, self.alike) = noted(&draft);
                self.form = Form::of(*draft, seen.event.clone(), seen.today);
                self.docked.to_do = self.form.to_ask_again();
                self.forget_typing = true;
                self.focus = Some(crate::domain::field_error::Place::Field(crate::domain::form::Field::FullName));
            }
            Answer::Register(register::Answer::Dropped) => {}
            other => return Some(other),
        }
        None
    }
}

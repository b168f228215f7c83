//! The half-filled form on the disk: from the moment R11 is settled, within a second of typing, encrypted; and forms that a
//! crash left behind, offered by name and time.

use std::time::Duration;

use egui::Ui;

use crate::domain::code::Code;
use crate::domain::draft::RegistrationDraft;
use crate::ui::out::{Out, Seen};
use crate::worker::{Answer, BegunForm, Keeping, Request, Ticket, register};

use super::Register;
use super::form::Form;

/// How often what was typed goes to the disk, in seconds.
const EVERY: f64 = 0.4;

/// What of the form is on the disk.
pub(super) struct Kept {
    event: Code,
    last: Option<RegistrationDraft>,
    sent_at: f64,
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
        Self { event, last, sent_at: 0.0, on_its_way, listing, resuming, begun, trouble }
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

impl Register {
    /// Sends the form to the disk when it has changed, not more often than it can be written.
    pub(super) fn keep(&mut self, ui: &Ui, out: &mut Out<'_>) {
        let kept = &mut self.kept;
        if kept.last.as_ref() == Some(&self.form.draft) || (kept.last.is_none() && self.form.is_empty()) {
            return;
        }
        let now = ui.input(|input| input.time);
        let due = kept.sent_at + EVERY;
        if kept.on_its_way.is_some() || now < due {
            ui.ctx().request_repaint_after(Duration::from_secs_f64((due - now).clamp(0.05, EVERY)));
            return;
        }
        // One that may not be kept is sent too once a part of it was: the desk takes it from the disk again (R11).
        let draft = self.form.draft.clone();
        kept.last = Some(draft.clone());
        kept.sent_at = now;
        let request = register::Request::Keep { draft: Box::new(draft), event: kept.event.clone() };
        kept.on_its_way = Some(out.ask(Request::Register(request)));
    }

    pub(super) fn resume(&mut self, out: &mut Out<'_>) {
        let Some(begun) = self.kept.offered() else { return };
        let request = register::Request::Resume { event: self.kept.event.clone(), form: begun.registration };
        self.kept.resuming = Some(out.ask(Request::Register(request)));
    }

    pub(super) fn drop_begun(&mut self, out: &mut Out<'_>) {
        if !self.kept.begun.is_empty() {
            let begun = self.kept.begun.remove(0);
            out.ask(Request::Register(register::Request::Drop(begun.registration)));
        }
    }

    pub(super) fn kept_answer(&mut self, ticket: Ticket, answer: Answer, seen: &Seen<'_>) -> Option<Answer> {
        let kept = &mut self.kept;
        let ours = Some(ticket);
        match answer {
            Answer::Register(register::Answer::Kept(keeping)) if kept.on_its_way == ours => {
                kept.on_its_way = None;
                kept.trouble = None;
                debug_assert!(keeping != Keeping::Saved || kept.last.is_none(), "a saved form is not kept on");
            }
            Answer::Failed(failure) if kept.on_its_way == ours => {
                kept.on_its_way = None;
                kept.trouble = Some(failure.to_string());
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
                self.form = Form::of(*draft, seen.event.clone(), seen.today);
                self.focus = Some(crate::domain::field_error::Place::Field(crate::domain::form::Field::FullName));
            }
            Answer::Register(register::Answer::Dropped) => {}
            other => return Some(other),
        }
        None
    }
}

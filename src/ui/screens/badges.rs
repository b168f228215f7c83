//! Beginning the badges of a day (R12, R22): a lead says once where they go, and that they know what plain form means; then everybody
//! makes them by pressing a key.

use egui::{Context, Id, Ui};

use crate::domain::event::Event;
use crate::ui::out::Seen;
use crate::ui::widgets::Text;
use crate::worker::Right;
use crate::worker::badges::Request;

use super::plain_form::{PlainForm, Words};

const WORDS: Words = Words {
    folder: "Where badges go",
    known: "I see to it that they are printed from there and removed",
    missing: "Tick it first: these files are not locked",
};

/// What a lead says before the first badge of a day.
#[derive(Default)]
pub(super) struct BeginBadges(PlainForm);

impl BeginBadges {
    /// What it is called.
    pub(super) const TITLE: &str = "Badges of today";
    /// What whoever may not say it is told.
    pub(super) const ASK_A_LEAD: &str =
        "Badges are files that are not locked. Ask a desk lead to say first where today’s go.";

    /// Whether badges are being made at the event at hand, today.
    pub(super) fn are_begun(seen: &Seen<'_>) -> bool {
        seen.status.badges == Some((seen.event.id(), seen.today))
    }

    /// Whether whoever works here may begin them.
    pub(super) fn may_begin(seen: &Seen<'_>) -> bool {
        Right::Badges.belongs_to(seen.session.who.role)
    }

    /// What has the keyboard first.
    pub(super) fn focus_id(id: Id) -> Id {
        PlainForm::focus_id(id)
    }

    /// What it comes to, the folder, and what has to be ticked.
    pub(super) fn ui(&mut self, ui: &mut Ui, id: Id) {
        let lead = "Each badge is written into one folder as a PDF to print, in plain form: anybody who has the folder can read it. \
                    Until the day ends, everybody at this desk can then make them there.";
        Text::body(lead).muted().wrap().show(ui);
        ui.add_space(12.0);
        self.0.ui(ui, id, WORDS);
    }

    /// Whether the desk was asked.
    pub(super) fn waits(&self) -> bool {
        self.0.waits
    }

    /// What to ask of the desk, once everything is said.
    pub(super) fn begin(&mut self, ctx: &Context, event: &Event) -> Option<Request> {
        let form = &mut self.0;
        let into = form.into(ctx)?;
        form.waits = true;
        Some(Request::Begin { event: event.definition().code.clone(), into })
    }

    /// The desk did not begin them.
    pub(super) fn failed(&mut self, why: &str) {
        self.0.failed(why);
    }
}

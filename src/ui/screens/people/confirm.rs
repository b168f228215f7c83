//! Confirming that the guardian of a child whom a list brought agreed in person (R11): nobody at this desk met them when it was taken.

use egui::{Id, Key, Ui, vec2};

use crate::domain::guardian::InPerson;
use crate::domain::ids::RegistrationId;
use crate::ui::icons::{self, Icon};
use crate::ui::keys::{COMMAND, pressed};
use crate::ui::screens::flow;
use crate::ui::scripts::in_words;
use crate::ui::widgets::{Banner, BannerKind, Button, Dialog, OptionCard, Text, dialog_footer};
use crate::worker::Failure;
use crate::worker::people::Request;

use super::shown::Shown;
use super::{Done, painted};

/// The dialog's id.
pub(super) fn id() -> Id {
    Id::unique("confirm guardian dialog")
}

const LEAD: &str =
    "A list brought this child, and says that their guardian agreed. They are in no batch until you confirm it.";

const SAYS: &str = "Their parent or guardian agreed in person to us keeping this, and is the child’s parent or legally responsible \
                    for them. How do you know?";

/// What it can be known by, in the words of whoever confirms it.
const WAYS: [(InPerson, Icon, &str, &str); 3] = [
    (InPerson::GuardianHere, icons::USERS, "They are here", "and say so to me again"),
    (InPerson::FormSeen, icons::NOTE_PENCIL, "I have seen their form", "which they filled in and signed in person"),
    (InPerson::StaffAsked, icons::IDENTIFICATION_BADGE, "A colleague asked them", "in person, and says so"),
];

/// The dialog. It has no `Debug`: it names somebody.
pub(super) struct Confirm {
    who: RegistrationId,
    title: String,
    chosen: Option<InPerson>,
    wrong: Option<String>,
    waits: bool,
}

impl Confirm {
    pub(super) fn of(shown: &Shown) -> Self {
        let title = format!("Confirm the guardian of {}", in_words(&shown.name));
        Self { who: shown.id, title, chosen: None, wrong: None, waits: false }
    }

    /// The desk did not do it.
    pub(super) fn failed(&mut self, failure: &Failure) {
        (self.waits, self.wrong) = (false, Some(failure.to_string()));
    }

    pub(super) fn ui(&mut self, ui: &Ui) -> Done {
        let title = self.title.clone();
        let dialog = Dialog::new(id(), &title).own_title().focus(way_id(InPerson::GuardianHere));
        let shown = dialog.show(ui.ctx(), |ui| {
            painted::title(ui, &self.title, LEAD);
            ui.add_space(12.0);
            let room = ui.ctx().content_rect().height() - 220.0;
            flow::scrolled(ui, room.max(100.0), "confirm guardian", |ui| self.ways(ui));
            self.buttons(ui)
        });
        match shown.inner {
            Some(false) => Done::Closed,
            None if shown.closed => Done::Closed,
            pressed_do if (pressed_do == Some(true) || pressed(ui, COMMAND, Key::Enter)) && !self.waits => {
                self.confirm().map_or(Done::NotYet, Done::Ask)
            }
            _ => Done::NotYet,
        }
    }

    fn ways(&mut self, ui: &mut Ui) {
        Text::body(SAYS).wrap().show(ui);
        ui.add_space(10.0);
        for (way, icon, name, detail) in WAYS {
            let rect = ui.allocate_space(vec2(ui.available_width(), OptionCard::HEIGHT)).1;
            if OptionCard::new(way_id(way), icon, name, detail).at(ui, rect, self.chosen == Some(way)).clicked() {
                (self.chosen, self.wrong) = (Some(way), None);
            }
            ui.add_space(8.0);
        }
        if let Some(wrong) = &self.wrong {
            ui.add_space(4.0);
            Banner::new(BannerKind::Danger, wrong).show(ui);
        }
    }

    fn buttons(&self, ui: &mut Ui) -> Option<bool> {
        let cancel = Button::secondary("Cancel").key("Esc").id(id().with("cancel"));
        let confirm = Button::primary("Confirm").icon(icons::SEAL_CHECK).enabled(!self.waits).id(id().with("do"));
        let width = cancel.natural_width(ui) + confirm.natural_width(ui) + 10.0;
        let mut pressed = None;
        dialog_footer(ui, "", width, |ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            if cancel.show(ui).clicked() {
                pressed = Some(false);
            }
            if confirm.show(ui).clicked() {
                pressed = Some(true);
            }
        });
        pressed
    }

    fn confirm(&mut self) -> Option<Request> {
        let Some(known_by) = self.chosen else {
            self.wrong = Some("Choose how you know it. Where you do not, ask their guardian first.".to_owned());
            return None;
        };
        (self.waits, self.wrong) = (true, None);
        Some(Request::ConfirmGuardian { registration: self.who, known_by: Some(known_by) })
    }
}

fn way_id(way: InPerson) -> Id {
    id().with(way.code())
}

//! Letting somebody's emergency contact go who asked for it (R2): what it reaches is said before, and why is for the log.

use egui::{Id, Key, Ui};

use crate::domain::ids::RegistrationId;
use crate::domain::text::Line;
use crate::domain::unfinished::{Dialog as Written, Typed, Unfinished};
use crate::ui::icons;
use crate::ui::keys::{COMMAND, pressed};
use crate::ui::screens::flow;
use crate::ui::scripts::in_words;
use crate::ui::theme::Themed;
use crate::ui::widgets::{Banner, BannerKind, Button, Dialog, Field, Text, Type, dialog_footer, or_lead_to_error};
use crate::worker::people::Request;
use crate::worker::{ContactForgotten, Failure};

use super::shown::Shown;
use super::{Done, painted};

/// The dialog's id.
pub(super) fn id() -> Id {
    Id::unique("emergency contact dialog")
}

const LEAD: &str = "For an emergency contact who asks for it. The visitor stays, with everything else.";

const REACHES: [(icons::Icon, &str); 3] = [
    (
        icons::ERASER,
        "They go from every version of what was said, the search, half-filled forms and this desk’s backups.",
    ),
    (icons::PACKAGE, "Whoever was sent what the visitor said is told with their next batch."),
    (icons::WARNING_CIRCLE, "It cannot be undone."),
];

/// The dialog. It has no `Debug`: it names somebody.
pub(super) struct ForgetContact {
    who: RegistrationId,
    title: String,
    reason: String,
    /// Whoever works here meant to do it: what is missing is said.
    tried: bool,
    wrong: Option<String>,
    waits: bool,
}

impl ForgetContact {
    pub(super) fn of(shown: &Shown) -> Self {
        let title = format!("Forget the emergency contact of {}", in_words(&shown.name));
        Self { who: shown.id, title, reason: String::new(), tried: false, wrong: None, waits: false }
    }

    /// What is typed and not done yet.
    pub(super) fn unfinished(&self) -> Option<Unfinished> {
        let mut typed = Typed::default();
        typed.put("reason", &self.reason);
        Unfinished::of(Written::Contact, Some(self.who), typed).filter(|_| !self.waits)
    }

    /// Puts it in again.
    pub(super) fn take_up(&mut self, typed: &Typed) {
        self.reason = typed.text("reason");
    }

    /// What is said once it is done.
    pub(super) fn done(done: &ContactForgotten) -> String {
        let told = if done.told.is_empty() { "It was sent to nobody." } else { "Whoever was sent it is told." };
        match (&done.left_over, done.set_aside) {
            (Some(_), _) => "Forgotten here. The backups are replaced when the desk is opened next.".to_owned(),
            (None, 0) => format!("The emergency contact is forgotten. {told}"),
            (None, _) => "Forgotten here. A desk that was set aside could not be reached.".to_owned(),
        }
    }

    /// The desk did not do it.
    pub(super) fn failed(&mut self, failure: &Failure) {
        (self.waits, self.wrong) = (false, Some(failure.to_string()));
    }

    pub(super) fn ui(&mut self, ui: &Ui) -> Done {
        let title = self.title.clone();
        let dialog = Dialog::new(id(), &title).own_title().focus(id().with("reason"));
        let shown = dialog.show(ui.ctx(), |ui| {
            painted::title(ui, &self.title, LEAD);
            ui.add_space(12.0);
            let room = ui.ctx().content_rect().height() - 220.0;
            flow::scrolled(ui, room.max(100.0), "emergency contact", |ui| self.fields(ui));
            self.buttons(ui)
        });
        match shown.inner {
            Some(false) => Done::Closed,
            None if shown.closed => Done::Closed,
            pressed_do if (pressed_do == Some(true) || pressed(ui, COMMAND, Key::Enter)) && !self.waits => {
                or_lead_to_error(ui.ctx(), self.forget()).map_or(Done::NotYet, Done::Ask)
            }
            _ => Done::NotYet,
        }
    }

    fn fields(&mut self, ui: &mut Ui) {
        for (at, (icon, words)) in REACHES.into_iter().enumerate() {
            let colour = if at + 1 == REACHES.len() { ui.palette().warning } else { ui.palette().info };
            flow::said(ui, icon, colour, words, Type::Body, false);
            ui.add_space(6.0);
        }
        ui.add_space(6.0);
        let missing = (self.tried && Line::parse(&self.reason).is_err()).then_some("Say why, in one line");
        let field = Field::new(id().with("reason"), "Why").hint("They asked us to").error(missing);
        field.max_chars(200).show(ui, &mut self.reason);
        ui.add_space(4.0);
        Text::caption("It stays in the log for good: name nobody in it.").muted().wrap().show(ui);
        if let Some(wrong) = &self.wrong {
            ui.add_space(10.0);
            Banner::new(BannerKind::Danger, wrong).show(ui);
        }
    }

    fn buttons(&self, ui: &mut Ui) -> Option<bool> {
        let cancel = Button::secondary("Cancel").key("Esc").id(id().with("cancel"));
        let forget = Button::danger("Forget them").icon(icons::ERASER).enabled(!self.waits).id(id().with("do"));
        let width = cancel.natural_width(ui) + forget.natural_width(ui) + 10.0;
        let mut pressed = None;
        dialog_footer(ui, "", width, |ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            if cancel.show(ui).clicked() {
                pressed = Some(false);
            }
            if forget.show(ui).clicked() {
                pressed = Some(true);
            }
        });
        pressed
    }

    fn forget(&mut self) -> Option<Request> {
        self.tried = true;
        Line::parse(&self.reason).ok()?;
        (self.waits, self.wrong) = (true, None);
        Some(Request::ForgetContact { registration: self.who, reason: self.reason.clone() })
    }
}

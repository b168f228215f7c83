//! "I have been photographed already" (R12): what has to be known to find the recording, and that print cannot be recalled.

use egui::{Id, Key, Ui};

use crate::domain::ids::RegistrationId;
use crate::domain::removal::Recorded;
use crate::domain::unfinished::{Dialog as Written, Typed, Unfinished};
use crate::ui::icons;
use crate::ui::keys::{COMMAND, pressed};
use crate::ui::questions::NOT_HERE;
use crate::ui::screens::flow;
use crate::ui::scripts::in_words;
use crate::ui::theme::Themed;
use crate::ui::widgets::{Banner, BannerKind, Button, Dialog, Field, Type, dialog_footer, or_lead_to_error};
use crate::worker::Failure;
use crate::worker::people::Request;

use super::{Done, painted};

/// The dialog's id.
pub(super) fn id() -> Id {
    Id::unique("removal dialog")
}

/// What is asked, and what it may look like.
const ASKED: [(&str, &str, &str); 3] = [
    ("When", "About half past ten", "Write when it was"),
    ("Where", "By the main stairs", "Write where it was"),
    ("What they look like", "Green coat, red scarf, with a brown dog", "Write what they look like"),
];

/// Which of them is about the person.
const LOOKS: usize = 2;

/// The dialog. What is typed describes somebody: it has no `Debug`.
pub(super) struct AskRemoval {
    who: RegistrationId,
    title: String,
    typed: [String; 3],
    /// What is missing was asked for.
    missing: bool,
    wrong: Option<String>,
    waits: bool,
}

impl AskRemoval {
    /// About this person.
    pub(super) fn of(who: RegistrationId, name: &str) -> Self {
        let title = format!("Take {} out of a recording", in_words(name));
        Self { who, title, typed: Default::default(), missing: false, wrong: None, waits: false }
    }

    /// What is typed and not noted yet.
    pub(super) fn unfinished(&self) -> Option<Unfinished> {
        let mut typed = Typed::default();
        ASKED.iter().zip(&self.typed).for_each(|((label, ..), text)| typed.put(*label, text));
        Unfinished::of(Written::Removal, Some(self.who), typed).filter(|_| !self.waits)
    }

    /// Puts it in again.
    pub(super) fn take_up(&mut self, typed: &Typed) {
        self.typed = ASKED.map(|(label, ..)| typed.text(label));
    }

    /// What is said once it is noted.
    pub(super) const DONE: &str =
        "Noted for the photographer. Tell them that what is printed already cannot be recalled.";

    /// The desk did not note it.
    pub(super) fn failed(&mut self, failure: &Failure) {
        (self.waits, self.wrong) = (false, Some(failure.to_string()));
    }

    pub(super) fn ui(&mut self, ui: &Ui) -> Done {
        let dialog = Dialog::new(id(), &self.title.clone()).own_title().focus(field_id(0)).show(ui.ctx(), |ui| {
            painted::title(
                ui,
                &self.title,
                "Already photographed, recorded or filmed? It goes on the photographer’s list.",
            );
            ui.add_space(12.0);
            let room = ui.ctx().content_rect().height() - 220.0;
            flow::scrolled(ui, room.max(120.0), "removal", |ui| self.fields(ui));
            self.buttons(ui)
        });
        let enter = pressed(ui, COMMAND, Key::Enter);
        match dialog.inner {
            Some(false) => Done::Closed,
            None if dialog.closed => Done::Closed,
            pressed if (pressed == Some(true) || enter) && !self.waits => {
                or_lead_to_error(ui.ctx(), self.note()).map_or(Done::NotYet, Done::Ask)
            }
            _ => Done::NotYet,
        }
    }

    fn fields(&mut self, ui: &mut Ui) {
        for (at, ((label, hint, error), typed)) in ASKED.into_iter().zip(&mut self.typed).enumerate() {
            let error = (self.missing && typed.trim().is_empty()).then_some(error);
            let caution = (at == LOOKS).then_some(NOT_HERE);
            let field = Field::new(field_id(at), label).hint(hint).error(error).caution(caution);
            field.max_chars(200).show(ui, typed);
            ui.add_space(10.0);
        }
        let words =
            "Print cannot be recalled: tell them so. Their answers stay as they are; change them with Withdraw.";
        flow::said(ui, icons::WARNING_CIRCLE, ui.palette().warning, words, Type::Body, false);
        if let Some(wrong) = &self.wrong {
            ui.add_space(10.0);
            Banner::new(BannerKind::Danger, wrong).show(ui);
        }
    }

    fn buttons(&self, ui: &mut Ui) -> Option<bool> {
        let cancel = Button::secondary("Cancel").key("Esc").id(id().with("cancel"));
        let note = Button::primary("Note it").icon(icons::CAMERA_SLASH).enabled(!self.waits).id(id().with("do"));
        let width = cancel.natural_width(ui) + note.natural_width(ui) + 10.0;
        let mut pressed = None;
        dialog_footer(ui, "", width, |ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            if cancel.show(ui).clicked() {
                pressed = Some(false);
            }
            if note.show(ui).clicked() {
                pressed = Some(true);
            }
        });
        pressed
    }

    fn note(&mut self) -> Option<Request> {
        self.missing = true;
        let [taken, place, looked_like] = &self.typed;
        match Recorded::parse(taken, place, looked_like) {
            Ok(said) => {
                (self.waits, self.wrong) = (true, None);
                Some(Request::AskRemoval { registration: self.who, said })
            }
            Err(error) => {
                // What is missing is said where it is missing; what is no line of text is not.
                let whole = self.typed.iter().all(|typed| !typed.trim().is_empty());
                self.wrong = whole.then(|| error.to_string());
                None
            }
        }
    }
}

fn field_id(at: usize) -> Id {
    id().with(("field", at))
}

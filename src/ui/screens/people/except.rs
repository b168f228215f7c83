//! Recording the exception for a professional of higher education (R8): why news may go to their address at work without a Yes.

use egui::{Id, Key, Ui};

use crate::domain::ids::RegistrationId;
use crate::domain::professional::ProfessionalException;
use crate::ui::icons;
use crate::ui::keys::{COMMAND, pressed};
use crate::ui::questions::NOT_HERE;
use crate::ui::screens::flow;
use crate::ui::widgets::{Banner, BannerKind, Button, Dialog, Field, Tick, dialog_footer};
use crate::worker::Failure;
use crate::worker::people::Request;

use super::shown::Shown;
use super::{Done, painted};

/// The dialog's id.
pub(super) fn id() -> Id {
    Id::unique("exception dialog")
}

const LEAD: &str = "This rests on legitimate interests: an existing relationship, and no objection. In doubt, ask for their consent instead.";

/// The dialog. It has no `Debug`: it says who works where.
pub(super) struct Except {
    who: RegistrationId,
    title: String,
    institution: String,
    role: String,
    relationship: String,
    offered_opt_out: bool,
    wrong: Option<String>,
    waits: bool,
}

impl Except {
    pub(super) fn of(shown: &Shown) -> Self {
        Self {
            who: shown.id,
            title: format!("News to {} at work", shown.name),
            institution: String::new(),
            role: String::new(),
            relationship: String::new(),
            offered_opt_out: false,
            wrong: None,
            waits: false,
        }
    }

    /// The desk did not do it.
    pub(super) fn failed(&mut self, failure: &Failure) {
        self.waits = false;
        self.wrong = Some(failure.to_string());
    }

    pub(super) fn ui(&mut self, ui: &mut Ui) -> Done {
        let title = self.title.clone();
        let dialog = Dialog::new(id(), &title).own_title().focus(id().with("institution"));
        let shown = dialog.show(ui.ctx(), |ui| self.contents(ui));
        if shown.inner == Some(Pressed::Record) || pressed(ui, COMMAND, Key::Enter) {
            return self.record();
        }
        if shown.closed || shown.inner == Some(Pressed::Cancel) { Done::Closed } else { Done::NotYet }
    }

    fn contents(&mut self, ui: &mut Ui) -> Option<Pressed> {
        painted::title(ui, &self.title, LEAD);
        ui.add_space(10.0);
        let room = (ui.ctx().content_rect().height() - 220.0).max(100.0);
        flow::scrolled(ui, room, "exception", |ui| {
            Field::new(id().with("institution"), "Where they work")
                .hint("A university or college")
                .show(ui, &mut self.institution);
            ui.add_space(10.0);
            Field::new(id().with("role"), "What they do there").show(ui, &mut self.role);
            ui.add_space(10.0);
            let field = Field::new(id().with("relationship"), "What we have to do with each other");
            let field = field.hint("Such as: brings a class each year").caution(Some(NOT_HERE));
            field.show(ui, &mut self.relationship);
            ui.add_space(12.0);
            let words = "They were offered to opt out, and did not";
            Tick::new(id().with("opt out"), words).show(ui, &mut self.offered_opt_out);
            if let Some(wrong) = &self.wrong {
                ui.add_space(12.0);
                Banner::new(BannerKind::Danger, wrong).show(ui);
            }
        });
        let record = Button::primary("Record").icon(icons::CHECK_CIRCLE).enabled(!self.waits).id(id().with("record"));
        let cancel = Button::secondary("Cancel").key("Esc").id(id().with("cancel"));
        let width = record.natural_width(ui) + cancel.natural_width(ui) + 10.0;
        let mut pressed = None;
        dialog_footer(ui, "", width, |ui| {
            if cancel.show(ui).clicked() {
                pressed = Some(Pressed::Cancel);
            }
            if record.show(ui).clicked() {
                pressed = Some(Pressed::Record);
            }
        });
        pressed
    }

    fn record(&mut self) -> Done {
        if self.waits {
            return Done::NotYet;
        }
        match ProfessionalException::parse(&self.institution, &self.role, &self.relationship, self.offered_opt_out) {
            Ok(exception) => {
                (self.waits, self.wrong) = (true, None);
                Done::Ask(Request::Except { registration: self.who, exception: Box::new(exception) })
            }
            Err(wrong) => {
                self.wrong = Some(wrong.to_string());
                Done::NotYet
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pressed {
    Record,
    Cancel,
}

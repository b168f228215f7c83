//! Recording the exception for a professional of higher education (R8): why news may go to their address at work without a Yes.

use egui::{Id, Key, Ui};

use crate::domain::ids::RegistrationId;
use crate::domain::professional::ProfessionalException;
use crate::domain::text::Line;
use crate::domain::unfinished::{Dialog as Written, Typed, Unfinished};
use crate::ui::icons;
use crate::ui::keys::{COMMAND, pressed};
use crate::ui::questions::NOT_HERE;
use crate::ui::screens::flow;
use crate::ui::scripts::in_words;
use crate::ui::widgets::{Banner, BannerKind, Button, Dialog, Field, Tick, dialog_footer, or_lead_to_error};
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
    /// Whoever works here meant to record it: what is missing is said.
    tried: bool,
    wrong: Option<String>,
    waits: bool,
}

impl Except {
    pub(super) fn of(shown: &Shown) -> Self {
        Self {
            who: shown.id,
            title: format!("News to {} at work", in_words(&shown.name)),
            institution: String::new(),
            role: String::new(),
            relationship: String::new(),
            offered_opt_out: false,
            tried: false,
            wrong: None,
            waits: false,
        }
    }

    /// What is typed and not recorded yet.
    pub(super) fn unfinished(&self) -> Option<Unfinished> {
        let mut typed = Typed::default();
        typed.put("institution", &self.institution);
        typed.put("role", &self.role);
        typed.put("relationship", &self.relationship);
        typed.put_tick("offered", self.offered_opt_out);
        Unfinished::of(Written::Exception, Some(self.who), typed).filter(|_| !self.waits)
    }

    /// Puts it in again.
    pub(super) fn take_up(&mut self, typed: &Typed) {
        self.institution = typed.text("institution");
        self.role = typed.text("role");
        self.relationship = typed.text("relationship");
        self.offered_opt_out = typed.tick("offered");
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
            if self.waits {
                return Done::NotYet;
            }
            return or_lead_to_error(ui.ctx(), self.record()).map_or(Done::NotYet, Done::Ask);
        }
        if shown.closed || shown.inner == Some(Pressed::Cancel) { Done::Closed } else { Done::NotYet }
    }

    fn contents(&mut self, ui: &mut Ui) -> Option<Pressed> {
        painted::title(ui, &self.title, LEAD);
        ui.add_space(10.0);
        let room = (ui.ctx().content_rect().height() - 220.0).max(100.0);
        flow::scrolled(ui, room, "exception", |ui| {
            let tried = self.tried;
            let missing = |typed: &str, words| (tried && Line::parse(typed).is_err()).then_some(words);
            let error = missing(&self.institution, "Write where they work");
            Field::new(id().with("institution"), "Where they work")
                .hint("A university or college")
                .error(error)
                .show(ui, &mut self.institution);
            ui.add_space(10.0);
            let error = missing(&self.role, "Write what they do there");
            Field::new(id().with("role"), "What they do there").error(error).show(ui, &mut self.role);
            ui.add_space(10.0);
            let error = missing(&self.relationship, "Write what the relationship is");
            let field = Field::new(id().with("relationship"), "What we have to do with each other").error(error);
            let field = field.hint("Such as: brings a class each year").caution(Some(NOT_HERE));
            field.show(ui, &mut self.relationship);
            ui.add_space(12.0);
            let words = "They were offered to opt out, and did not";
            let tick = Tick::new(id().with("opt out"), words).wrong(tried && !self.offered_opt_out);
            tick.show(ui, &mut self.offered_opt_out);
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

    fn record(&mut self) -> Option<Request> {
        self.tried = true;
        match ProfessionalException::parse(&self.institution, &self.role, &self.relationship, self.offered_opt_out) {
            Ok(exception) => {
                (self.waits, self.wrong) = (true, None);
                Some(Request::Except { registration: self.who, exception: Box::new(exception) })
            }
            Err(wrong) => {
                self.wrong = Some(wrong.to_string());
                None
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pressed {
    Record,
    Cancel,
}

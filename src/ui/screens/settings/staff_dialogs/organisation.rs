//! The organisation's own key, with what it lets its holder read said before it is added.

use egui::{Id, Ui};

use crate::ui::icons;
use crate::ui::screens::flow;
use crate::ui::screens::path_field::{AGE_KEY, PathField, PathWords};
use crate::ui::theme::Themed;
use crate::ui::widgets::text::Type;
use crate::ui::widgets::{Button, Dialog as Shell, Field, dialog_footer, or_lead_to_error};
use crate::worker::settings;

use super::super::then::Then;
use super::wrong;

/// What is asked for.
const ORGANISATION_KEY: PathWords = PathWords { missing: "Paste the key", choose: "Choose its file", ..AGE_KEY };

/// The key as typed.
#[derive(Default)]
pub(in crate::ui::screens::settings) struct AddKey {
    name: String,
    key: PathField,
    tried: bool,
    pub(super) error: Option<String>,
}

impl AddKey {
    pub(super) fn ui(&mut self, ui: &mut Ui, id: Id, busy: bool) -> Then<settings::Request> {
        let mut request = None;
        let title = "Add the organisation’s key";
        let shown = Shell::new(id, title).width(620.0).focus(id.with("name")).show(ui.ctx(), |ui| {
            ui.add_space(8.0);
            let room = ui.ctx().content_rect().height() - 170.0;
            flow::scrolled(ui, room, "organisation key", |ui| self.fields(ui, id));
            let add = Button::primary("Let them read it").icon(icons::BUILDINGS).enabled(!busy).id(id.with("add"));
            let cancel = Button::secondary("Cancel").id(id.with("cancel"));
            let width = add.natural_width(ui) + cancel.natural_width(ui) + 10.0;
            dialog_footer(ui, "", width, |ui| {
                let closed = cancel.show(ui).clicked();
                if add.show(ui).clicked() {
                    request = or_lead_to_error(ui.ctx(), self.parse());
                }
                closed
            })
        });
        Then::of(request, shown.closed || shown.inner)
    }

    fn fields(&mut self, ui: &mut Ui, id: Id) {
        let p = ui.palette();
        let words = "Whoever holds its secret half can read this desk, every copy and every backup made from now on: \
                     every name, every answer and every sensitive detail.";
        flow::said(ui, icons::WARNING.fill(), p.warning, words, Type::Body, false);
        ui.add_space(12.0);
        let no_name = (self.tried && self.name.trim().is_empty()).then_some("Write whose key it is");
        Field::new(id.with("name"), "Whose key it is")
            .hint("Admissions office")
            .error(no_name)
            .show(ui, &mut self.name);
        ui.add_space(10.0);
        self.key.ui(ui, id.with("key"), ORGANISATION_KEY);
        wrong(ui, self.error.as_deref());
    }

    fn parse(&mut self) -> Option<settings::Request> {
        self.tried = true;
        self.error = None;
        let name = self.name.trim().to_owned();
        self.key.path(ORGANISATION_KEY).filter(|_| !name.is_empty())?;
        Some(settings::Request::AddOrganisation { name, key: self.key.text().to_owned() })
    }
}

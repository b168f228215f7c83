//! The organisation's own key, with what it lets its holder read said before it is added.

use egui::{Id, Ui};

use crate::ui::icons;
use crate::ui::screens::flow;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::Type;
use crate::ui::widgets::{Button, Dialog as Shell, Field, dialog_footer, or_lead_to_error};
use crate::worker::settings;

use super::super::then::Then;
use super::wrong;

/// The key as typed.
#[derive(Default)]
pub(in crate::ui::screens::settings) struct AddKey {
    name: String,
    key: String,
    tried: bool,
    pub(super) error: Option<String>,
}

impl AddKey {
    pub(super) fn ui(&mut self, ui: &mut Ui, id: Id, busy: bool) -> Then<settings::Request> {
        let mut request = None;
        let title = "Add the organisation’s key";
        let shown = Shell::new(id, title).width(620.0).focus(id.with("name")).show(ui.ctx(), |ui| {
            ui.add_space(8.0);
            let p = ui.palette();
            let words = "Whoever holds its secret half can read this desk, every copy and every backup made from now on: \
                         every name, every answer and every sensitive detail.";
            flow::said(ui, icons::WARNING.fill(), p.warning, words, Type::Body, false);
            ui.add_space(12.0);
            let missing = |text: &str, words: &'static str| (self.tried && text.trim().is_empty()).then_some(words);
            let (no_name, no_key) = (missing(&self.name, "Write whose key it is"), missing(&self.key, "Paste the key"));
            Field::new(id.with("name"), "Whose key it is").hint("Admissions office").error(no_name).show(ui, &mut self.name);
            ui.add_space(10.0);
            Field::new(id.with("key"), "age public key").hint("age1…").error(no_key).show(ui, &mut self.key);
            wrong(ui, self.error.as_deref());
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

    fn parse(&mut self) -> Option<settings::Request> {
        self.tried = true;
        self.error = None;
        let (name, key) = (self.name.trim().to_owned(), self.key.trim().to_owned());
        if name.is_empty() || key.is_empty() { None } else { Some(settings::Request::AddOrganisation { name, key }) }
    }
}

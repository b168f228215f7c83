//! Letting somebody in: name, handle, role and a first passphrase.

use egui::{Id, Rect, Ui, pos2, vec2};
use zeroize::Zeroizing;

use crate::domain::staff::{Handle, Role};
use crate::domain::unfinished::Typed;
use crate::ui::icons;
use crate::ui::screens::flow;
use crate::ui::screens::recipient_dialogs::code_of;
use crate::ui::scripts::reads_differently;
use crate::ui::short;
use crate::ui::widgets::text::Text;
use crate::ui::widgets::{Button, Choice, ChoiceOption, Dialog as Shell, Field, dialog_footer, or_lead_to_error};
use crate::worker::{NewReader, Passphrase, settings, suggest_passphrase};

use super::super::then::Then;
use super::wrong;
use crate::ui::screens::settings::staff::role_words;

/// Somebody as typed.
#[derive(Default)]
pub(in crate::ui::screens::settings) struct AddPerson {
    name: String,
    handle: String,
    own_handle: bool,
    role: Option<usize>,
    passphrase: Zeroizing<String>,
    seen: bool,
    tried: bool,
    pub(super) error: Option<String>,
}

pub(in crate::ui::screens::settings) const ROLES: [Role; 4] = [Role::Desk, Role::Lead, Role::Office, Role::DataOfficer];

impl AddPerson {
    /// What is typed, but for the passphrase.
    pub(in crate::ui::screens::settings) fn typed(&self) -> Typed {
        let mut typed = Typed::default();
        typed.put("name", &self.name);
        if self.own_handle {
            typed.put("handle", &self.handle);
        }
        typed.put_place("role", self.role);
        typed
    }

    /// The same again.
    pub(in crate::ui::screens::settings) fn again(typed: &Typed) -> Self {
        let name = typed.text("name");
        let handle = typed.get("handle").map_or_else(|| handle_of(&name), str::to_owned);
        let (own_handle, role) = (typed.get("handle").is_some(), typed.place("role"));
        Self { name, handle, own_handle, role, ..Self::default() }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, id: Id, busy: bool) -> Then<settings::Request> {
        let lead =
            "They open the desk with a passphrase of their own. Type it together, or write down one that is suggested.";
        let mut request = None;
        let shown =
            Shell::new(id, "Add a person").lead(lead).width(620.0).focus(id.with("name")).show(ui.ctx(), |ui| {
                ui.add_space(12.0);
                let room = ui.ctx().content_rect().height() - 220.0;
                flow::scrolled(ui, room, "add person", |ui| self.fields(ui, id));
                let add = Button::primary("Add them").icon(icons::USER_PLUS).enabled(!busy).id(id.with("add"));
                let cancel = Button::secondary("Cancel").id(id.with("cancel"));
                let width = add.natural_width(ui) + cancel.natural_width(ui) + 10.0;
                dialog_footer(ui, if busy { "Making their key" } else { "" }, width, |ui| {
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
        let tried = self.tried;
        let name_error = (tried && self.name.trim().is_empty()).then_some("Write their name");
        let handle_error = if tried { short::handle(&self.handle) } else { None };
        let wide = ui.available_width() > 480.0;
        let reading = reads_differently(&self.name);
        let high = Field::height_for(name_error.is_some() || handle_error.is_some() || reading, 40.0);
        let row = flow::row(ui, if wide { high } else { 2.0 * high + 10.0 });
        let half = if wide { (row.width() - 12.0) / 2.0 } else { row.width() };
        let first = Rect::from_min_size(row.min, vec2(half, high));
        let field = Field::new(id.with("name"), "Name").error(name_error).reading(reading);
        if field.at(ui, first, &mut self.name).response.changed() && !self.own_handle {
            self.handle = handle_of(&self.name);
        }
        let at = if wide { pos2(row.right() - half, row.top()) } else { pos2(row.left(), row.bottom() - high) };
        let field = Field::new(id.with("handle"), "Handle, seen before the desk is open").error(handle_error);
        if field.at(ui, Rect::from_min_size(at, vec2(half, high)), &mut self.handle).response.changed() {
            self.own_handle = true;
        }
        ui.add_space(10.0);
        let options = ROLES.map(|role| ChoiceOption::new(role_words(role)));
        let role_error = (tried && self.role.is_none()).then_some("Choose what they may do");
        Choice::new(id.with("role"), "Role", &options).error(role_error).show(ui, &mut self.role);
        ui.add_space(10.0);
        let pass_error = if tried { short::passphrase(&self.passphrase) } else { None };
        let label = if self.seen { "Hide" } else { "Show" };
        let mark = if self.seen { icons::EYE_SLASH } else { icons::EYE };
        let field = Field::new(id.with("passphrase"), "Passphrase").password(!self.seen).error(pass_error);
        if field.trailing_button(mark, label).show(ui, &mut self.passphrase).trailing_pressed {
            self.seen = !self.seen;
        }
        ui.add_space(8.0);
        if Button::secondary("Suggest one").icon(icons::DICE_FIVE).small().id(id.with("suggest")).show(ui).clicked()
            && let Ok(words) = suggest_passphrase()
        {
            (self.passphrase, self.seen) = (words, true);
        }
        ui.add_space(4.0);
        Text::caption("They can change it themselves, here.").muted().show(ui);
        wrong(ui, self.error.as_deref());
    }

    fn parse(&mut self) -> Option<settings::Request> {
        self.tried = true;
        self.error = None;
        if self.name.trim().is_empty() {
            return None;
        }
        Some(settings::Request::AddPerson(Box::new(NewReader {
            handle: Handle::parse(&self.handle).ok()?,
            name: self.name.trim().to_owned(),
            role: *ROLES.get(self.role?)?,
            passphrase: Passphrase::new_for_vault(&self.passphrase).ok()?,
        })))
    }
}

/// The handle that follows a name.
fn handle_of(name: &str) -> String {
    code_of(name.split_whitespace().next().unwrap_or_default())
}

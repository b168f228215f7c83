//! Changing one's own passphrase. Nobody can change anybody else's.

use egui::{Id, Ui};
use zeroize::Zeroizing;

use crate::ui::icons;
use crate::ui::short;
use crate::ui::widgets::text::Text;
use crate::ui::widgets::{Button, Dialog as Shell, Field, dialog_footer, or_lead_to_error};
use crate::worker::{Passphrase, settings, suggest_passphrase};

use super::super::then::Then;
use super::wrong;

/// The new one, twice.
#[derive(Default)]
pub(in crate::ui::screens::settings) struct NewPassphrase {
    new: Zeroizing<String>,
    again: Zeroizing<String>,
    seen: bool,
    tried: bool,
    pub(super) error: Option<String>,
}

impl NewPassphrase {
    pub(super) fn ui(&mut self, ui: &mut Ui, id: Id, busy: bool) -> Then<settings::Request> {
        let lead = "The old one opens nothing any more. Every key of the desk is changed with it, and recipients compare \
                    its six words again.";
        let mut request = None;
        let shown = Shell::new(id, "Change your passphrase").lead(lead).focus(id.with("new")).show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            let wrong_words = if self.tried { short::passphrase(&self.new) } else { None };
            let label = if self.seen { "Hide" } else { "Show" };
            let mark = if self.seen { icons::EYE_SLASH } else { icons::EYE };
            let field = Field::new(id.with("new"), "New passphrase").password(!self.seen).error(wrong_words);
            if field.trailing_button(mark, label).show(ui, &mut self.new).trailing_pressed {
                self.seen = !self.seen;
            }
            ui.add_space(10.0);
            let differs = (self.tried && self.new != self.again).then_some("Type the same again");
            let field = Field::new(id.with("again"), "The same again").password(!self.seen).error(differs);
            field.show(ui, &mut self.again);
            ui.add_space(8.0);
            if Button::secondary("Suggest one").icon(icons::DICE_FIVE).small().id(id.with("suggest")).show(ui).clicked()
                && let Ok(words) = suggest_passphrase()
            {
                (self.new, self.again, self.seen) = (words, Zeroizing::default(), true);
            }
            ui.add_space(4.0);
            Text::caption("Three random words are easy to remember and hard to guess.").muted().wrap().show(ui);
            wrong(ui, self.error.as_deref());
            let change = Button::primary("Change it").icon(icons::KEY).enabled(!busy).id(id.with("change"));
            let cancel = Button::secondary("Cancel").enabled(!busy).id(id.with("cancel"));
            let width = change.natural_width(ui) + cancel.natural_width(ui) + 10.0;
            dialog_footer(ui, if busy { "Changing every key" } else { "" }, width, |ui| {
                let closed = cancel.show(ui).clicked();
                if change.show(ui).clicked() {
                    request = or_lead_to_error(ui.ctx(), self.parse());
                }
                closed
            })
        });
        Then::of(request, (shown.closed && !busy) || shown.inner)
    }

    fn parse(&mut self) -> Option<settings::Request> {
        self.tried = true;
        self.error = None;
        if self.new != self.again {
            return None;
        }
        Some(settings::Request::ChangePassphrase(Passphrase::new_for_vault(&self.new).ok()?))
    }
}

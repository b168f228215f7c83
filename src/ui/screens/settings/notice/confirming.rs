//! What cannot be undone is done by whoever knows their passphrase: the box for it, and the buttons under it.

use egui::{Id, Ui};
use zeroize::Zeroizing;

use crate::ui::icons;
use crate::ui::widgets::{Button, Field, dialog_footer, or_lead_to_error};
use crate::worker::Passphrase;

/// A passphrase that is asked for before something is published.
#[derive(Default)]
pub(super) struct Confirming {
    typed: Zeroizing<String>,
    tried: bool,
    error: Option<String>,
}

impl Confirming {
    /// The box that the keyboard begins in.
    pub(super) fn focus_id(id: Id) -> Id {
        id.with("passphrase")
    }

    /// It was not done, and why; the passphrase is asked for again.
    pub(super) fn failed(&mut self, words: String) {
        (self.typed, self.error) = (Zeroizing::default(), Some(words));
    }

    /// Shows the box and the buttons, of which `publish` is the one that does it; what is to be done it with, once it is pressed,
    /// and whether it is left.
    pub(super) fn ui(&mut self, ui: &mut Ui, id: Id, publish: &str, busy: bool) -> (Option<Passphrase>, bool) {
        let missing = (self.tried && self.typed.is_empty()).then_some("Write your passphrase");
        let wrong = self.error.as_deref().or(missing);
        let field = Field::new(Self::focus_id(id), "Your passphrase").password(true).error(wrong);
        let field = field.show(ui, &mut self.typed);
        let publish = Button::primary(publish).icon(icons::SEAL_CHECK).enabled(!busy).id(id.with("publish"));
        let cancel = Button::secondary("Not yet").enabled(!busy).id(id.with("cancel"));
        let width = publish.natural_width(ui) + cancel.natural_width(ui) + 10.0;
        let mut wanted = None;
        let left = dialog_footer(ui, if busy { "Publishing" } else { "" }, width, |ui| {
            let left = cancel.show(ui).clicked();
            if publish.show(ui).clicked() || (field.entered && !busy) {
                (self.tried, self.error) = (true, None);
                let typed = (!self.typed.is_empty()).then(|| Passphrase::given(&self.typed));
                wanted = or_lead_to_error(ui.ctx(), typed);
            }
            left
        });
        (wanted, left)
    }
}

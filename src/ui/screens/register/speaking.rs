//! In which language the visitor is asked, where the event's version stands in more than one (R13). It is a small choice in the
//! consent card's header, and on whatever the visitor has before them while the screen is turned to them; it is in nobody's way
//! who never uses it: every form begins in the language that the notice was published in.
//!
//! What was answered before another language is chosen stays as it was answered. An answer can only be given while its full
//! statement is on the screen, so that its proof names the words that stood there then: changing what stands there now changes
//! nothing about them. Whatever is answered, or answered anew, after that is answered to the new words.

use egui::{Id, Key, Rect, Ui};

use crate::domain::event::Event;
use crate::domain::language::name;
use crate::text::{Words, say};
use crate::ui::keys::{ALT, pressed};
use crate::ui::screens::languages::{Choosing, Chose, Languages};

use super::Register;

/// Between the choice and "Told us".
const GAP: f32 = 6.0;
/// What stands before "Told us", where there is room for both.
const CAPTION: f32 = 64.0;

impl Register {
    /// Shows the choice, between `left` and `right` in the header's row; where what is left of it ends.
    pub(super) fn language_ui(&mut self, ui: &mut Ui, row: Rect, left: f32, right: f32) -> f32 {
        let Some(languages) = Languages::of(self.form.event()) else { return right };
        let choosing = Choosing { caption: CAPTION, ..Choosing::for_staff(Id::unique("language of the questions")) };
        let chose = languages.at(ui, row.with_min_x(left).with_max_x(right - GAP), choosing);
        let now = name(self.form.language());
        chose.response.on_hover_text(format!("The visitor is asked in {now}. Alt+L changes it"));
        if let Some(tag) = chose.language {
            self.form.speak(&tag);
        }
        chose.left - 4.0
    }

    /// Alt+L: the next language, whatever has the keyboard.
    pub(super) fn language_key(&mut self, ui: &Ui) {
        if let Some(next) = next_language(ui, self.form.event()) {
            self.form.speak(&next);
        }
    }
}

/// The language that Alt+L leads to, where it is pressed.
pub(super) fn next_language(ui: &Ui, event: &Event) -> Option<String> {
    pressed(ui, ALT, Key::L).then(|| Languages::of(event)?.next().map(str::to_owned)).flatten()
}

/// The same choice for the visitor themselves, whose screen this is (R13).
pub(super) struct TheirLanguage {
    languages: Languages,
    choosing: Choosing<'static>,
}

impl TheirLanguage {
    /// Of an event in the language that they read it in; nothing where it has no other.
    pub(super) fn of(event: &Event, words: Words) -> Option<Self> {
        let id = Id::unique("own screen").with("language");
        let choosing = Choosing { id, label: say!(words, "own-language"), words, caption: 0.0 };
        Some(Self { languages: Languages::of(event)?, choosing })
    }

    /// How wide it is with the names in full.
    pub(super) fn natural_width(&self, ui: &Ui) -> f32 {
        self.languages.natural_width(ui, self.choosing)
    }

    /// Shows it at the right of a row.
    pub(super) fn at(&self, ui: &mut Ui, row: Rect) -> Chose {
        self.languages.at(ui, row, self.choosing)
    }
}

//! A passphrase while it is typed: wiped when it is done with, and never remembered by the text edit.

use egui::text::{CCursor, CCursorRange};
use egui::widgets::text_edit::TextEditState;
use egui::{Context, Event, Id, Modifiers, Rect, Ui};
use zeroize::{Zeroize, Zeroizing};

use super::field::{Field, FieldResponse};
use crate::ui::icons;

/// A secret that is being typed.
pub struct Secret {
    id: Id,
    text: Zeroizing<String>,
    shown: bool,
}

impl Secret {
    /// An empty one, whose text edit has this id.
    #[must_use]
    pub fn new(id: Id) -> Self {
        Self { id, text: Zeroizing::default(), shown: false }
    }

    /// Whose text edit it is.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }

    /// What is typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Puts a suggestion there, to be read.
    pub fn suggest(&mut self, text: &str) {
        self.text.zeroize();
        self.text.push_str(text);
        self.shown = true;
    }

    /// Whether it can be read on the screen.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.shown
    }

    /// Wipes it, and what egui remembers of the field.
    pub fn wipe(&mut self, ctx: &Context) {
        self.text.zeroize();
        self.shown = false;
        ctx.data_mut(|data| data.remove::<TextEditState>(self.id));
    }

    /// Gives it the keyboard, with all of it selected: the next key writes it anew.
    pub fn select(&self, ctx: &Context) {
        let mut state = TextEditState::load(ctx, self.id).unwrap_or_default();
        let end = CCursor::new(self.text.chars().count());
        state.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(0), end)));
        state.store(ctx, self.id);
        ctx.memory_mut(|memory| memory.request_focus(self.id));
    }

    /// Gives it the keyboard, at its end.
    pub fn go_on(&self, ctx: &Context) {
        let mut state = TextEditState::load(ctx, self.id).unwrap_or_default();
        let end = CCursor::new(self.text.chars().count());
        state.cursor.set_char_range(Some(CCursorRange::one(end)));
        state.store(ctx, self.id);
        ctx.memory_mut(|memory| memory.request_focus(self.id));
    }

    /// Shows it in a field, with Show and Hide at its end.
    pub fn at(&mut self, ui: &mut Ui, rect: Rect, field: Field<'_>) -> FieldResponse {
        let (icon, words) = if self.shown { (icons::EYE_SLASH, "Hide") } else { (icons::EYE, "Show") };
        self.edit(ui, rect, field.trailing_button(icon, words))
    }

    /// Shows it in a field that is never readable.
    pub fn hidden_at(&mut self, ui: &mut Ui, rect: Rect, field: Field<'_>) -> FieldResponse {
        self.shown = false;
        self.edit(ui, rect, field)
    }

    fn edit(&mut self, ui: &mut Ui, rect: Rect, field: Field<'_>) -> FieldResponse {
        let response = field.password(!self.shown).at(ui, rect, &mut self.text);
        if response.trailing_pressed {
            self.shown = !self.shown;
            self.go_on(ui.ctx());
        }
        // Ctrl+Z would bring back what was typed, and so egui would keep it.
        if let Some(mut state) = TextEditState::load(ui.ctx(), self.id) {
            state.clear_undoer();
            state.store(ui.ctx(), self.id);
        }
        response
    }
}

/// Whether Caps Lock seems to be on, as far as what was just typed tells: a capital without Shift, or a small letter with
/// it. The system tells programs of keys, not of its locks.
#[must_use]
pub fn caps_lock(ctx: &Context) -> Option<bool> {
    ctx.input(|input| {
        let typed = input.events.iter().rev().find_map(|event| match event {
            Event::Text(text) => text.chars().next().filter(|letter| letter.is_alphabetic()),
            _ => None,
        })?;
        let Modifiers { shift, .. } = input.modifiers;
        (typed.is_uppercase() != typed.is_lowercase()).then(|| typed.is_uppercase() != shift)
    })
}

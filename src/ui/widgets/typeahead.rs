//! A field that offers what it knows while one writes.

use egui::{Id, Key, Modifiers, Rect, Ui};

use super::field::{Field, FieldResponse};
use super::keys;
use super::matching::{self, ChoiceOption, Match};
use super::popup::{Footer, List, Open, Row};
use crate::ui::tokens::tokens;

/// How wide the list is at least: a long option, and what can be kept, are read whole.
const LEAST: f32 = 300.0;

/// A field with suggestions. Arrows move, Enter takes, Escape closes, Ctrl+Space keeps what was written.
#[must_use]
pub struct TypeAhead<'a> {
    field: Field<'a>,
    id: Id,
    name: &'a str,
    options: &'a [ChoiceOption<'a>],
    things: &'a str,
    keeps: bool,
    arrow: bool,
    /// Which options are not offered, because they are chosen already.
    without: &'a [usize],
}

/// What happened to it.
pub struct TypeAheadResponse {
    /// The field's own.
    pub field: FieldResponse,
    /// An option was taken: its place in the list.
    pub picked: Option<usize>,
    /// What was written was kept as it is.
    pub kept: bool,
}

impl<'a> TypeAhead<'a> {
    /// Suggestions under a field; `things` is what they are: "courses".
    pub fn new(id: Id, label: &'a str, options: &'a [ChoiceOption<'a>], things: &'a str) -> Self {
        Self {
            field: Field::new(id, label),
            id,
            name: label,
            options,
            things,
            keeps: false,
            arrow: false,
            without: &[],
        }
    }

    /// What is not in the list can be kept as well.
    pub fn keeps(mut self, keeps: bool) -> Self {
        self.keeps = keeps;
        self
    }

    /// With the mark of a list, and pressing the field opens it: there are few to choose from.
    pub fn arrow(mut self) -> Self {
        self.arrow = true;
        self
    }

    /// Without these, which are chosen already.
    pub fn without(mut self, chosen: &'a [usize]) -> Self {
        self.without = chosen;
        self
    }

    /// Sets the field up: optional, hint, error, height.
    pub fn field(mut self, set: impl FnOnce(Field<'a>) -> Field<'a>) -> Self {
        self.field = set(self.field);
        self
    }

    /// Shows it at the cursor.
    pub fn show(self, ui: &mut Ui, text: &mut String) -> TypeAheadResponse {
        let (_, rect) = ui.allocate_space(self.field.size(ui));
        self.at(ui, rect, text)
    }

    /// Shows it from the top of this rectangle.
    pub fn at(self, ui: &mut Ui, rect: Rect, text: &mut String) -> TypeAheadResponse {
        let mut suggest = Suggest::begin(ui, self.id, self.options, self.without, text, self.keeps);
        let field = if self.arrow { self.field.list_mark() } else { self.field };
        let field = field.keep_escape(suggest.open.open).at(ui, rect, text);
        if self.arrow && field.response.clicked() {
            (suggest.open.open, suggest.open.at, suggest.open.moved) = (true, 0, true);
        }
        let changed = field.response.changed();
        let pressed = suggest.finish(ui, &field, changed, text, self.name, self.things, field.rect);
        let mut picked = pressed;
        if picked.is_none() && field.left {
            // A name that was written in full is as good as a pick; where nothing else can stand, the row that Enter would
            // have taken is as well.
            picked = matching::exact(self.options, text).or(suggest.left_at).or_else(|| suggest.row(text));
        }
        if let Some(option) = picked.and_then(|index| self.options.get(index))
            && text != option.label
        {
            option.label.clone_into(text);
            cursor_to_end(ui, self.id, text);
        }
        TypeAheadResponse { field, picked, kept: suggest.kept }
    }
}

/// The list under a field: what fits what was written, and the keys for it.
pub(super) struct Suggest<'a> {
    pub(super) open: Open,
    pub(super) kept: bool,
    /// The row that the list was left at, where only what is in it can stand.
    left_at: Option<usize>,
    id: Id,
    options: &'a [ChoiceOption<'a>],
    without: &'a [usize],
    keeps: bool,
}

impl<'a> Suggest<'a> {
    /// Takes the list's keys before the field sees them.
    pub(super) fn begin(
        ui: &Ui,
        id: Id,
        options: &'a [ChoiceOption<'a>],
        without: &'a [usize],
        text: &str,
        keeps: bool,
    ) -> Self {
        let open = Open::load(ui, id);
        let mut suggest = Self { open, kept: false, left_at: None, id, options, without, keeps };
        let ctx = ui.ctx();
        let focused = ui.memory(|memory| memory.has_focus(id));
        if !focused {
            suggest.left_at = suggest.row(text);
        }
        let open = &mut suggest.open;
        if !focused {
            // A press on a row takes the focus for a pass: the list stays until the row has heard it.
            open.open &= ctx.input(|input| input.pointer.any_down() || input.pointer.any_released());
        } else if open.open {
            open.arrows(ui, filtered(options, without, text).len());
            if keys::plain(ctx, Key::Escape) {
                open.open = false;
            }
        } else if keys::plain(ctx, Key::ArrowDown) {
            (open.open, open.at, open.moved) = (true, 0, true);
        }
        suggest
    }

    /// The row that the list stands at, where only what is in it can stand.
    fn row(&self, text: &str) -> Option<usize> {
        let typed = self.open.open && !self.keeps && !text.trim().is_empty();
        let found = typed.then(|| filtered(self.options, self.without, text));
        found.and_then(|found| found.get(self.open.at).map(|found| found.index))
    }

    /// Enter and Ctrl+Space, read after the field has what was written before them in the same pass.
    fn take(&mut self, ui: &Ui, field: &FieldResponse, text: &str) -> Option<usize> {
        if !field.response.has_focus() {
            return None;
        }
        let (ctx, words) = (ui.ctx(), !text.trim().is_empty());
        let mut picked = None;
        if self.open.open && keys::plain(ctx, Key::Enter) {
            picked = filtered(self.options, self.without, text).get(self.open.at).map(|found| found.index);
            self.kept = picked.is_none() && self.keeps && words;
            self.open.open = false;
        } else if self.keeps && words && (keys::take(ctx, Modifiers::CTRL, Key::Space) || keys::plain(ctx, Key::Enter))
        {
            (self.kept, self.open.open) = (true, false);
        }
        picked
    }

    /// Shows the list after the field.
    #[expect(clippy::too_many_arguments, reason = "one caller each from the two fields that have a list")]
    pub(super) fn finish(
        &mut self,
        ui: &Ui,
        field: &FieldResponse,
        changed: bool,
        text: &str,
        name: &str,
        things: &str,
        under: Rect,
    ) -> Option<usize> {
        if changed {
            (self.open.open, self.open.at, self.open.moved) = (!text.trim().is_empty(), 0, true);
        }
        let mut picked = self.take(ui, field, text);
        if self.open.open {
            let found = filtered(self.options, self.without, text);
            let count = format!("{} of {} {things}", found.len(), self.options.len());
            let none = format!("None of the {things} fits");
            let keep = (self.keeps && !text.trim().is_empty()).then_some(text.trim());
            let list = List {
                id: self.id,
                name,
                under,
                least: LEAST,
                from: f32::NEG_INFINITY,
                at: self.open.at.min(found.len().saturating_sub(1)),
                moved: self.open.moved,
                row_height: tokens().control.row,
                enter: true,
                none: &none,
                footer: Some(Footer { count: &count, announced: false, keep, choose: "choose" }),
            };
            self.open.moved = false;
            let row = |index: usize| {
                let Some(Match { index, found, .. }) = found.get(index).cloned() else {
                    return Row { label: "", detail: "", found: 0..0, chosen: false };
                };
                let option = self.options.get(index).copied().unwrap_or_default();
                Row { label: option.label, detail: option.detail, found, chosen: false }
            };
            if let Some(row) = list.show(ui, found.len(), row) {
                picked = found.get(row).map(|found| found.index);
                self.open.open = false;
                field.response.request_focus();
            }
        }
        let expanded = self.open.open;
        ui.ctx().accesskit_node_builder(self.id, |node| {
            node.set_role(egui::Role::EditableComboBox);
            node.set_expanded(expanded);
        });
        self.open.clone().store(ui, self.id);
        picked
    }
}

fn filtered(options: &[ChoiceOption<'_>], without: &[usize], text: &str) -> Vec<Match> {
    let mut found = matching::matches(options, text);
    found.retain(|found| !without.contains(&found.index));
    found
}

/// Puts the cursor after what was written for the person.
pub(super) fn cursor_to_end(ui: &Ui, id: Id, text: &str) {
    if let Some(mut state) = egui::TextEdit::load_state(ui.ctx(), id) {
        let end = egui::text::CCursor::new(text.chars().count());
        state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
        state.store(ui.ctx(), id);
    }
}

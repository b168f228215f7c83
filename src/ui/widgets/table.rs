//! Rows of people: only those that are seen are made.

use egui::{Align2, CornerRadius, Id, Key, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::paint::{focus_ring, hover};
use super::text::{self, Type};
use super::{keys, place};
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;

/// One column.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    /// Its title.
    pub title: &'a str,
    /// From the left of the table, to where its words begin.
    pub left: f32,
    /// How wide its words may be.
    pub width: f32,
    /// Numbers end at its right.
    pub right: bool,
}

impl<'a> Column<'a> {
    /// A column of words.
    pub const fn new(title: &'a str, left: f32, width: f32) -> Self {
        Self { title, left, width, right: false }
    }

    /// A column of numbers.
    pub const fn numbers(title: &'a str, left: f32, width: f32) -> Self {
        Self { title, left, width, right: true }
    }

    /// Its part of a row.
    pub fn of(&self, row: Rect) -> Rect {
        Rect::from_min_size(pos2(row.left() + self.left, row.top()), vec2(self.width, row.height()))
    }
}

/// How high the titles are.
pub const HEADER: f32 = 36.0;

/// Paints the titles, and the line under them.
pub fn table_header(ui: &mut Ui, rect: Rect, columns: &[Column<'_>]) {
    let p = ui.palette();
    ui.painter().rect_filled(rect, 0.0, p.sunken);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (1.0, p.border));
    for column in columns {
        let title = text::Text::caption_strong(column.title).muted();
        let title = if column.right { title.right() } else { title };
        title.at(ui, column.of(rect));
    }
}

/// Rows under a header. One stop for Tab; arrows, Home, End and the page keys select, Enter opens.
#[must_use]
pub struct Rows<'a> {
    id: Id,
    name: &'a str,
    count: usize,
    height: f32,
    selected: Option<usize>,
    reveal: bool,
}

/// What happened to the rows.
#[derive(Clone, Copy, Debug, Default)]
pub struct RowsResponse {
    /// The row that was selected in this pass.
    pub selected: Option<usize>,
    /// The row that was opened: Enter, or pressed twice.
    pub opened: Option<usize>,
    /// The rows have the keyboard.
    pub focused: bool,
}

impl<'a> Rows<'a> {
    /// So many rows of what `name` says.
    pub fn new(id: Id, name: &'a str, count: usize) -> Self {
        Self { id, name, count, height: tokens().control.row, selected: None, reveal: false }
    }

    /// How high a row is.
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// The row that is selected.
    pub fn selected(mut self, selected: Option<usize>) -> Self {
        self.selected = selected;
        self
    }

    /// Scrolls so that the selected row is seen.
    pub fn reveal(mut self, reveal: bool) -> Self {
        self.reveal = reveal;
        self
    }

    /// Shows them in this rectangle: `name` says what a row is called, `row` paints its cells.
    pub fn at(
        self,
        ui: &mut Ui,
        rect: Rect,
        name: impl Fn(usize) -> String,
        mut row: impl FnMut(&mut Ui, Rect, usize, bool),
    ) -> RowsResponse {
        let mut out = RowsResponse::default();
        let list = ui.interact(rect, self.id, Sense::focusable_noninteractive());
        list.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, self.name));
        out.focused = list.has_focus();
        let mut reveal = self.reveal;
        if out.focused {
            keys::hold(ui, self.id, false);
            out.selected = self.keys(ui, rect);
            reveal |= out.selected.is_some();
            if keys::plain(ui.ctx(), Key::Enter) {
                out.opened = self.selected;
            }
        }
        let selected = out.selected.or(self.selected);
        place(ui, rect, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            let mut area = ScrollArea::vertical().id_salt(self.id).auto_shrink(false);
            if let Some(at) = selected.filter(|_| reveal) {
                area = area.vertical_scroll_offset(self.offset(ui, at, rect.height()));
            }
            let shown = area.show_viewport(ui, |ui, seen| {
                ui.set_height(self.height * self.count as f32);
                let first = (seen.top() / self.height).floor() as usize;
                let end = ((seen.bottom() / self.height).ceil() as usize).min(self.count);
                ui.skip_ahead_auto_ids(first);
                let (all, size) = (ui.max_rect(), vec2(ui.max_rect().width(), self.height));
                for index in first..end {
                    let top = pos2(all.left(), all.top() + index as f32 * self.height);
                    let at = Rect::from_min_size(top, size);
                    let on = selected == Some(index);
                    self.one(ui, at, index, on, &name, &mut out, list.has_focus());
                    row(ui, at, index, on);
                }
            });
            ui.data_mut(|data| data.insert_temp(self.id, shown.state.clamped_offset().y));
        });
        if out.focused && selected.is_none() {
            focus_ring(ui, rect.shrink(5.0), 2.0);
        }
        out
    }

    /// The least scrolling that shows the row.
    fn offset(&self, ui: &Ui, at: usize, seen: f32) -> f32 {
        let now: f32 = ui.data(|data| data.get_temp(self.id)).unwrap_or(0.0);
        let top = at as f32 * self.height;
        now.clamp((top + self.height - seen).max(0.0), top)
    }

    fn keys(&self, ui: &Ui, rect: Rect) -> Option<usize> {
        let last = self.count.checked_sub(1)?;
        let page = ((rect.height() / self.height) as usize).max(1);
        let at = self.selected.unwrap_or(0);
        let press = |key| keys::plain(ui.ctx(), key);
        if press(Key::ArrowDown) {
            Some(self.selected.map_or(0, |at| (at + 1).min(last)))
        } else if press(Key::ArrowUp) {
            Some(at.saturating_sub(1))
        } else if press(Key::PageDown) {
            Some((at + page).min(last))
        } else if press(Key::PageUp) {
            Some(at.saturating_sub(page))
        } else if press(Key::Home) {
            Some(0)
        } else if press(Key::End) {
            Some(last)
        } else {
            None
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one caller, in a loop")]
    fn one(
        &self,
        ui: &Ui,
        rect: Rect,
        index: usize,
        on: bool,
        name: &impl Fn(usize) -> String,
        out: &mut RowsResponse,
        focused: bool,
    ) {
        let response = ui.interact(rect, self.id.with(("row", index)), Sense::CLICK);
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, on, name(index)));
        if response.clicked() {
            out.selected = Some(index);
            ui.memory_mut(|memory| memory.request_focus(self.id));
        }
        if response.double_clicked() {
            out.opened = Some(index);
        }
        row_background(ui, rect, 0.0, hover(ui, &response), on);
        if on && focused {
            focus_ring(ui, rect.shrink(5.0), 2.0);
        }
    }
}

/// Paints a row's ground, with such corners below: `near` is how much the pointer is on it.
pub fn row_background(ui: &Ui, rect: Rect, below: f32, near: f32, selected: bool) {
    let p = ui.palette();
    let corner = CornerRadius { sw: below as u8, se: below as u8, ..CornerRadius::ZERO };
    if selected {
        ui.painter().rect_filled(rect, corner, p.selection);
        let mark = CornerRadius { se: 0, ..corner };
        ui.painter().rect_filled(rect.with_max_x(rect.left() + 4.0), mark, p.accent);
    } else if near > 0.0 {
        ui.painter().rect_filled(rect, corner, p.hover.gamma_multiply(near));
    }
    // Under the last one of a frame is the frame's own line.
    if below == 0.0 {
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (1.0, p.border));
    }
}

/// Paints one line in a cell; a selected row's name is semibold.
pub fn cell(ui: &Ui, rect: Rect, words: &str, face: Type, color: egui::Color32) {
    let galley = text::elided(ui, words, face, rect.width());
    text::paint(ui, galley, rect, Align2::LEFT_CENTER, color);
}

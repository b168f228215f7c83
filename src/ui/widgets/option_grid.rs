//! One of several, each a card that says what it means: a dot, a name, what it is, and an icon at its end.

use egui::{Align2, Id, Key, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::frame::{self, ERROR};
use super::keys;
use super::lead;
use super::paint::{boxed, focus_ring, hover, icon, only_plain_keys};
use super::text::{self, Type};
use crate::ui::icons::Icon;
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;

const GAP: f32 = 8.0;

/// One card of the grid.
#[derive(Clone, Copy)]
pub struct GridOption<'a> {
    /// At its end.
    pub icon: Icon,
    /// What is chosen.
    pub name: &'a str,
    /// What that means, in two lines at most.
    pub detail: &'a str,
}

/// Cards in rows. One stop for Tab; arrows move and choose.
#[must_use]
pub struct OptionGrid<'a> {
    id: Id,
    label: &'a str,
    options: &'a [GridOption<'a>],
    columns: usize,
    error: Option<&'a str>,
}

impl<'a> OptionGrid<'a> {
    /// How high a card is.
    pub const CARD: f32 = 66.0;

    /// A choice between these, so many beside each other.
    pub fn new(id: Id, label: &'a str, options: &'a [GridOption<'a>], columns: usize) -> Self {
        Self { id, label, options, columns: columns.max(1), error: None }
    }

    /// What to do about what is wrong.
    pub fn error(mut self, error: Option<&'a str>) -> Self {
        self.error = error;
        self
    }

    /// The id of the part that can hold the keyboard now: the chosen one, or the first.
    pub fn focus_id(id: Id, selected: Option<usize>) -> Id {
        id.with(selected.unwrap_or(0))
    }

    /// How high all of it is.
    pub fn height(&self) -> f32 {
        let rows = self.options.len().div_ceil(self.columns) as f32;
        rows * (Self::CARD + GAP) - GAP + if self.error.is_some() { ERROR } else { 0.0 }
    }

    /// Shows it at the cursor, as wide as there is room; `changed()` when another is chosen.
    pub fn show(self, ui: &mut Ui, selected: &mut Option<usize>) -> Response {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), self.height()));
        self.at(ui, rect, selected)
    }

    /// Shows it from the top of this rectangle.
    pub fn at(self, ui: &mut Ui, rect: Rect, selected: &mut Option<usize>) -> Response {
        let mut response = ui.interact(rect, self.id, Sense::hover());
        ui.ctx().accesskit_node_builder(self.id, |node| {
            node.set_role(Role::RadioGroup);
            node.set_label(self.label);
            if let Some(error) = self.error {
                node.set_invalid(egui::accesskit::Invalid::True);
                node.set_description(error);
            }
        });
        lead::take_if_led(ui, Self::focus_id(self.id, *selected), rect, self.error.is_some());
        let before = *selected;
        self.keys(ui, selected);
        let width = (rect.width() - GAP * (self.columns as f32 - 1.0)) / self.columns as f32;
        for index in 0..self.options.len() {
            let (row, column) = (index / self.columns, index % self.columns);
            let at = rect.min + vec2((width + GAP) * column as f32, (Self::CARD + GAP) * row as f32);
            self.card(ui, Rect::from_min_size(at, vec2(width, Self::CARD)), index, selected);
        }
        if let Some(error) = self.error {
            frame::error(ui, rect.with_max_y(rect.top() + self.height() - ERROR), error);
        }
        if *selected != before {
            response.mark_changed();
        }
        response
    }

    fn keys(&self, ui: &Ui, selected: &mut Option<usize>) {
        let count = self.options.len();
        let focused = (0..count).find(|index| ui.memory(|memory| memory.has_focus(self.id.with(*index))));
        let Some(at) = focused else { return };
        keys::hold(ui, self.id.with(at), false);
        let by = [
            (Key::ArrowRight, 1),
            (Key::ArrowLeft, count - 1),
            (Key::ArrowDown, self.columns % count),
            (Key::ArrowUp, count - self.columns % count),
        ];
        let pressed = by.into_iter().find(|(key, _)| keys::plain(ui.ctx(), *key));
        if let Some((_, by)) = pressed {
            let to = (at + by) % count;
            *selected = Some(to);
            ui.memory_mut(|memory| memory.request_focus(self.id.with(to)));
        }
    }

    fn card(&self, ui: &Ui, rect: Rect, index: usize, selected: &mut Option<usize>) {
        let Some(option) = self.options.get(index) else { return };
        let id = self.id.with(index);
        // One stop for Tab: the chosen card, or the first; and the one that has the keyboard already.
        let stop = *selected == Some(index) || (selected.is_none() && index == 0);
        let sense = if stop || ui.memory(|memory| memory.has_focus(id)) { Sense::click() } else { Sense::CLICK };
        let mut response = ui.interact(rect, id, sense).on_hover_cursor(egui::CursorIcon::PointingHand);
        only_plain_keys(ui, &mut response);
        if response.clicked() {
            *selected = Some(index);
        }
        let chosen = *selected == Some(index);
        let words = format!("{}, {}", option.name, option.detail);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, &words));
        paint(ui, rect, option, chosen, &response);
        if response.has_focus() {
            focus_ring(ui, rect, tokens().radius.control);
        }
    }
}

fn paint(ui: &Ui, rect: Rect, option: &GridOption<'_>, chosen: bool, response: &Response) {
    let (p, near) = (ui.palette(), hover(ui, response));
    let (fill, edge, line) = if chosen {
        (p.accent_soft, p.accent, tokens().line.selected)
    } else {
        (p.surface.lerp_to_gamma(p.hover, near), p.border_control, ui.mode().border())
    };
    boxed(ui.painter(), rect, tokens().radius.control, fill, line, edge);
    let dot = Rect::from_center_size(pos2(rect.left() + 22.0, rect.center().y), vec2(22.0, 22.0));
    boxed(ui.painter(), dot, 11.0, p.surface, ui.mode().border(), if chosen { p.accent } else { p.border_control });
    if chosen {
        ui.painter().circle_filled(dot.center(), 6.0, p.accent);
    }
    icon(ui.painter(), option.icon, pos2(rect.right() - 21.0, rect.center().y - 2.0), 20.0, p.text);
    let words = Rect::from_min_max(pos2(rect.left() + 41.0, rect.top()), pos2(rect.right() - 36.0, rect.bottom()));
    let name = text::line(ui, option.name, Type::Strong);
    let detail = text::paragraph(ui, option.detail, Type::Caption, words.width(), 2);
    let high = name.size().y + detail.size().y;
    let top = (rect.center().y - high / 2.0).round();
    let name_at = Rect::from_min_size(pos2(words.left(), top), vec2(words.width(), name.size().y));
    let below = name_at.translate(vec2(0.0, name.size().y));
    text::paint(ui, name, name_at, Align2::LEFT_TOP, p.text);
    text::paint(ui, detail, below, Align2::LEFT_TOP, p.text_muted);
}

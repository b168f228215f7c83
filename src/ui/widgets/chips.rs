//! Chips: what was chosen, each with a cross; and filters that are on or off.

use std::ops::Range;

use egui::{Align2, Event, Id, Key, Pos2, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::field::Field;
use super::frame::{self, LABEL};
use super::keys;
use super::matching::{self, ChoiceOption};
use super::paint::{boxed, focus_ring, hover, icon, pressable};
use super::text::{self, Type};
use super::typeahead::{Suggest, cursor_to_end};
use crate::text::{Words, say};
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{Theme, Themed};
use crate::ui::tokens::tokens;

/// A filter: pill, 36 high, with a count.
#[must_use]
pub struct FilterChip<'a> {
    id: Id,
    label: &'a str,
    count: Option<&'a str>,
    icon: Option<(Icon, egui::Color32)>,
}

impl<'a> FilterChip<'a> {
    /// A filter by this name.
    pub fn new(id: Id, label: &'a str) -> Self {
        Self { id, label, count: None, icon: None }
    }

    /// How many it would leave.
    pub fn count(mut self, count: &'a str) -> Self {
        self.count = Some(count);
        self
    }

    /// An icon before the name, while it is off.
    pub fn icon(mut self, icon: Icon, color: egui::Color32) -> Self {
        self.icon = Some((icon, color));
        self
    }

    /// Shows it at the cursor; `clicked()` is for the caller to hear.
    pub fn show(self, ui: &mut Ui, on: bool) -> Response {
        let p = ui.palette();
        let (face, ink) = if on { (Type::Strong, p.on_accent_soft) } else { (Type::Body, p.text) };
        let label = text::line(ui, self.label, face);
        let count = self.count.map(|count| text::line(ui, count, Type::Body));
        let before = if on { Some((icons::CHECK.bold(), ink)) } else { self.icon };
        let mut width = label.size().x.round() + 30.0;
        width += before.map_or(0.0, |_| 22.0) + count.as_ref().map_or(0.0, |count| count.size().x.round() + 6.0);
        let (_, rect) = ui.allocate_space(vec2(width, tokens().control.compact));
        let response = pressable(ui, rect, self.id, true);
        response.widget_info(|| {
            WidgetInfo::selected(Role::Button, true, on, format!("{} {}", self.label, self.count.unwrap_or("")).trim())
        });
        let fill = if on { p.accent_soft } else { p.surface.lerp_to_gamma(p.hover, hover(ui, &response)) };
        boxed(ui.painter(), rect, 18.0, fill, 1.0, if on { p.accent } else { p.border_control });
        let mut x = rect.left() + 15.0;
        if let Some((before, color)) = before {
            icon(ui.painter(), before, pos2(x + 8.0, rect.center().y), 16.0, color);
            x += 22.0;
        }
        x = text::paint(ui, label, rect.with_min_x(x), Align2::LEFT_CENTER, ink).right().round() + 6.0;
        if let Some(count) = count {
            text::paint(ui, count, rect.with_min_x(x), Align2::LEFT_CENTER, if on { ink } else { p.text_muted });
        }
        if response.has_focus() {
            focus_ring(ui, rect, 18.0);
        }
        response
    }
}

/// How high a chip is.
const CHIP: f32 = 28.0;

/// Paints a chosen thing, and says whether its cross was pressed.
fn chip(ui: &mut Ui, id: Id, at: Pos2, label: &str, max: f32, focusable: bool, words: Words) -> (Rect, Response) {
    let (left, middle) = (at.x, at.y);
    let p = ui.palette();
    let edge = if ui.mode() == Theme::Contrast { 1.0 } else { 0.0 };
    let galley = text::elided(ui, label, Type::Body, max);
    let width = galley.size().x.round() + 44.0 + 2.0 * edge;
    let rect = Rect::from_min_size(pos2(left, middle - CHIP / 2.0), vec2(width, CHIP));
    boxed(ui.painter(), rect, CHIP / 2.0, p.accent_soft, edge, p.on_accent_soft);
    text::paint(ui, galley, rect.with_min_x(left + 10.0 + edge), Align2::LEFT_CENTER, p.on_accent_soft);
    let cross = Rect::from_center_size(pos2(rect.right() - 16.0 - edge, middle), vec2(24.0, 24.0));
    let sense = if focusable { Sense::click() } else { Sense::CLICK };
    let response = ui.interact(cross, id, sense).on_hover_cursor(egui::CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, say!(words, "list-remove", what = label)));
    if response.hovered() {
        ui.painter().circle_filled(cross.center(), 12.0, p.selection);
    }
    icon(ui.painter(), icons::X, cross.center(), 16.0, p.on_accent_soft);
    if response.has_focus() {
        focus_ring(ui, cross, 12.0);
    }
    (rect, response)
}

/// A chosen thing outside a field; `clicked()` on its cross, which says in `words` what it does.
pub fn removable_chip(ui: &mut Ui, id: Id, label: &str, words: Words) -> Response {
    let galley = text::line(ui, label, Type::Body);
    let edge = if ui.mode() == Theme::Contrast { 2.0 } else { 0.0 };
    let (_, rect) = ui.allocate_space(vec2(galley.size().x.round() + 44.0 + edge, CHIP));
    chip(ui, id, rect.left_center(), label, f32::INFINITY, true, words).1
}

/// A field of chips, with suggestions for more. It is one stop for Tab: from the empty box the arrow to the left goes to the
/// chips, where the arrows move, and Backspace, Delete, Enter and Space take away.
#[must_use]
pub struct ChipsField<'a> {
    id: Id,
    label: &'a str,
    options: &'a [ChoiceOption<'a>],
    things: &'a str,
    optional: bool,
    hint: &'a str,
    error: Option<&'a str>,
    height: f32,
    width: Option<f32>,
    without: &'a [usize],
    above: f32,
}

/// What happened to it. The caller keeps the chips.
pub struct ChipsResponse {
    /// The text edit's own.
    pub response: Response,
    /// An option to add: its place in the list.
    pub picked: Option<usize>,
    /// Words to add as they were written.
    pub kept: Option<String>,
    /// The chip to take away.
    pub removed: Option<usize>,
    /// The keyboard left it in this pass.
    pub left: bool,
}

impl<'a> ChipsField<'a> {
    /// Chips by this name; `things` is what they are: "courses".
    pub fn new(id: Id, label: &'a str, options: &'a [ChoiceOption<'a>], things: &'a str) -> Self {
        let height = tokens().control.height;
        let (optional, hint, error, width, above) = (false, "", None, None, LABEL);
        Self { id, label, options, things, optional, hint, error, height, width, without: &[], above }
    }

    /// Marked as optional.
    pub fn optional(mut self, optional: bool) -> Self {
        self.optional = optional;
        self
    }

    /// What stands in it while it is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// What to do about what is wrong.
    pub fn error(mut self, error: Option<&'a str>) -> Self {
        self.error = error;
        self
    }

    /// How high the box is.
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// How wide it is; otherwise as wide as there is room.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// The gap from the label to the box: 2, or 4 in a tall window.
    pub fn label_gap(mut self, gap: f32) -> Self {
        self.above = frame::LINE + gap;
        self
    }

    /// Without these options, which are chips already.
    pub fn without(mut self, chosen: &'a [usize]) -> Self {
        self.without = chosen;
        self
    }

    /// Shows it at the cursor.
    pub fn show(self, ui: &mut Ui, chips: &[impl AsRef<str>], text: &mut String) -> ChipsResponse {
        let width = self.width.unwrap_or_else(|| ui.available_width());
        let below = if self.error.is_some() { frame::ERROR } else { 0.0 };
        let (_, rect) = ui.allocate_space(vec2(width, self.above + self.height + below));
        self.at(ui, rect, chips, text)
    }

    /// Shows it from the top of this rectangle.
    pub fn at(self, ui: &mut Ui, rect: Rect, chips: &[impl AsRef<str>], text: &mut String) -> ChipsResponse {
        frame::label(ui, rect, self.label, self.optional);
        let bounds = Rect::from_min_size(pos2(rect.left(), rect.top() + self.above), vec2(rect.width(), self.height));
        frame::control(ui, bounds, self.error.is_some(), true);
        if let Some(error) = self.error {
            frame::error(ui, bounds, error);
        }
        let focused = ui.memory(|memory| memory.has_focus(self.id));
        let mut removed = None;
        if focused && text.is_empty() && !chips.is_empty() && keys::plain(ui.ctx(), Key::Backspace) {
            removed = Some(chips.len() - 1);
        }
        let at = |ui: &Ui| (0..chips.len()).find(|at| ui.memory(|memory| memory.has_focus(self.chip_id(*at))));
        if let Some(at) = at(ui) {
            removed = self.chip_keys(ui, at, chips.len(), text);
        } else if focused && text.is_empty() && !chips.is_empty() && keys::plain(ui.ctx(), Key::ArrowLeft) {
            self.go(ui, Some(chips.len() - 1));
        }
        // What a key has led to takes the keyboard in the same pass, or egui would take it back.
        let at = at(ui);
        let (right, crossed) = self.chips(ui, bounds, chips, at);
        if let Some(gone) = crossed.filter(|gone| Some(*gone) == at) {
            self.go(ui, after(gone, chips.len()));
        }
        let mut suggest = Suggest::begin(ui, self.id, self.options, self.without, text, true);
        let inner = Rect::from_x_y_ranges(right..=bounds.right() - 2.0, bounds.y_range());
        let hint = if chips.is_empty() { self.hint } else { "Add more" };
        let field = Field::new(self.id, self.label).bare().optional(self.optional).hint(hint).error_beside(self.error);
        let field = field.height(self.height).keep_escape(suggest.open.open).at(ui, inner, text);
        if field.response.has_focus() {
            focus_ring(ui, bounds, tokens().radius.control);
        }
        let changed = field.response.changed();
        let pressed = suggest.finish(ui, &field, changed, text, self.label, self.things, bounds);
        let mut picked = pressed;
        let mut kept = (suggest.kept && picked.is_none()).then(|| text.trim().to_owned());
        if field.left && picked.is_none() && kept.is_none() && !text.trim().is_empty() {
            // What was written and not taken is kept: it would be lost from sight otherwise.
            picked = matching::exact(self.options, text).filter(|index| !self.without.contains(index));
            kept = picked.is_none().then(|| text.trim().to_owned());
        }
        if picked.is_some() || kept.is_some() {
            text.clear();
        }
        ChipsResponse { left: field.left, response: field.response, picked, kept, removed: removed.or(crossed) }
    }

    fn chip_id(&self, at: usize) -> Id {
        self.id.with(("chip", at))
    }

    /// The keyboard goes to a chip, or back to the box.
    fn go(&self, ui: &Ui, to: Option<usize>) {
        let id = to.map_or(self.id, |at| self.chip_id(at));
        ui.memory_mut(|memory| memory.request_focus(id));
        // At once: an arrow of the next pass would lead away from it.
        keys::hold(ui, id, true);
    }

    /// The keys of the chip that has the keyboard; the one that they take away. What is written there belongs in the box.
    fn chip_keys(&self, ui: &Ui, at: usize, count: usize, text: &mut String) -> Option<usize> {
        let ctx = ui.ctx();
        keys::hold(ui, self.chip_id(at), true);
        let next = Some(at + 1).filter(|next| *next < count);
        let moves = [
            (Key::ArrowLeft, Some(at.saturating_sub(1))),
            (Key::ArrowRight, next),
            (Key::Home, Some(0)),
            (Key::End, None),
            (Key::Escape, None),
        ];
        if let Some((_, to)) = moves.into_iter().find(|(key, _)| keys::plain(ctx, *key)) {
            self.go(ui, to);
            return None;
        }
        if keys::plain(ctx, Key::Backspace) || keys::plain(ctx, Key::Delete) {
            self.go(ui, after(at, count));
            return Some(at);
        }
        let written = keys::written(ctx);
        if !written.trim().is_empty() {
            ctx.input_mut(|input| input.events.retain(|event| !matches!(event, Event::Text(_))));
            text.push_str(&written);
            self.go(ui, None);
            cursor_to_end(ui, self.id, text);
        }
        None
    }

    /// Which chips there is room for beside what can be written: the last ones, or those from the one that has the keyboard.
    fn in_sight(&self, ui: &Ui, chips: &[impl AsRef<str>], room: f32, most: f32, at: Option<usize>) -> Range<usize> {
        let wide = |at: usize| text::elided(ui, chips[at].as_ref(), Type::Body, most).size().x.round() + 44.0 + GAP;
        let (mut first, mut left) = (chips.len(), room);
        while first > 0 {
            let width = wide(first - 1);
            if width > left && first < chips.len() {
                break;
            }
            left -= width;
            first -= 1;
        }
        let Some(at) = at.filter(|at| *at < first) else { return first..chips.len() };
        let (mut end, mut left) = (at + 1, room - wide(at));
        while end < chips.len() && wide(end) <= left {
            left -= wide(end);
            end += 1;
        }
        at..end
    }

    /// Paints the chips that there is room for; those before them, and after them, are counted instead.
    fn chips(&self, ui: &mut Ui, bounds: Rect, chips: &[impl AsRef<str>], at: Option<usize>) -> (f32, Option<usize>) {
        let edge = ui.mode().border();
        let left = bounds.left() + if chips.is_empty() { frame::PADDING } else { 6.0 } + edge;
        let most = (bounds.width() * 0.45).max(60.0);
        let shown = self.in_sight(ui, chips, bounds.right() - left - 90.0, most, at);
        let count = |ui: &Ui, x: f32, hidden: usize| {
            if hidden == 0 {
                return x;
            }
            let galley = text::line(ui, &format!("+{hidden}"), Type::Strong);
            let at = bounds.with_min_x(x + 4.0);
            text::paint(ui, galley, at, Align2::LEFT_CENTER, ui.palette().text_muted).right().round() + 8.0
        };
        let mut x = count(ui, left, shown.start);
        let mut crossed = None;
        for index in shown.clone() {
            let spot = pos2(x, bounds.center().y);
            // Tab comes to the box and not to every chip: only the one that the arrows came to takes the keyboard.
            let focusable = at == Some(index);
            let label = chips[index].as_ref();
            let (rect, cross) = chip(ui, self.chip_id(index), spot, label, most, focusable, Words::english());
            x = rect.right() + GAP;
            if cross.clicked() {
                crossed = Some(index);
            }
        }
        (count(ui, x, chips.len() - shown.end), crossed)
    }
}

/// Between two chips.
const GAP: f32 = 6.0;

/// Where the keyboard goes when a chip of so many is taken away: to the one that takes its place, or to the last; without one,
/// back to the box.
fn after(gone: usize, count: usize) -> Option<usize> {
    (count > 1).then(|| gone.min(count - 2))
}

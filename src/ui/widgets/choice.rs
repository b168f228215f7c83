//! One of many, from a list that drops down.

use egui::{Align2, Id, Key, Modifiers, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::frame::{self, ERROR, LABEL};
use super::matching::{self, ChoiceOption};
use super::paint::{focus_ring, icon};
use super::popup::{List, Open, Row};
use super::text::{self, Type};
use super::{keys, lead};
use crate::ui::icons::{self, Icon};
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;

/// Letters typed within this time belong together.
const TOGETHER: f64 = 0.8;

/// A list to choose from. Arrows and letters move, Enter takes, Escape closes; Backspace takes an optional choice back.
#[must_use]
pub struct Choice<'a> {
    id: Id,
    label: &'a str,
    options: &'a [ChoiceOption<'a>],
    above: f32,
    optional: bool,
    hint: &'a str,
    prefix: &'a str,
    icon: Option<Icon>,
    error: Option<&'a str>,
    height: f32,
    width: Option<f32>,
    list_width: f32,
    enabled: bool,
    tab_stop: bool,
}

impl<'a> Choice<'a> {
    /// A choice whose box has this id.
    pub fn new(id: Id, label: &'a str, options: &'a [ChoiceOption<'a>]) -> Self {
        let (icon, error, width) = (None, None, None);
        let height = tokens().control.height;
        Self {
            id,
            label,
            options,
            above: LABEL,
            optional: false,
            hint: "Choose",
            prefix: "",
            icon,
            error,
            height,
            width,
            list_width: 0.0,
            enabled: true,
            tab_stop: true,
        }
    }

    /// Marked as optional.
    pub fn optional(mut self, optional: bool) -> Self {
        self.optional = optional;
        self
    }

    /// What stands in the box while nothing is chosen.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// A small word before what was chosen, such as a country's letters.
    pub fn prefix(mut self, prefix: &'a str) -> Self {
        self.prefix = prefix;
        self
    }

    /// An icon at the beginning of the box.
    pub fn leading_icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
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

    /// The list is at least this wide, where the box is narrower.
    pub fn list_width(mut self, width: f32) -> Self {
        self.list_width = width;
        self
    }

    /// The gap from the label to the box: 2, or 4 in a tall window.
    pub fn label_gap(mut self, gap: f32) -> Self {
        self.above = frame::LINE + gap;
        self
    }

    /// Without a label above: it is only read out.
    pub fn no_label(mut self) -> Self {
        self.above = 0.0;
        self
    }

    /// Whether it can be changed.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Whether Tab stops here.
    pub fn tab_stop(mut self, stop: bool) -> Self {
        self.tab_stop = stop;
        self
    }

    /// Shows it at the cursor; `changed()` when another is chosen.
    pub fn show(self, ui: &mut Ui, selected: &mut Option<usize>) -> Response {
        let width = self.width.unwrap_or_else(|| ui.available_width());
        let high = self.height + self.above + if self.error.is_some() { ERROR } else { 0.0 };
        let (_, rect) = ui.allocate_space(vec2(width, high));
        self.at(ui, rect, selected)
    }

    /// Shows it from the top of this rectangle.
    pub fn at(self, ui: &mut Ui, rect: Rect, selected: &mut Option<usize>) -> Response {
        let top = rect.top() + self.above;
        if self.above > 0.0 {
            frame::label(ui, rect, self.label, self.optional);
        }
        let bounds = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), self.height));
        lead::take_if_led(ui, self.id, bounds, self.error.is_some());
        let before = *selected;
        let focused = ui.memory(|memory| memory.has_focus(self.id));
        let mut open = Open::load(ui, self.id);
        let was_open = open.open;
        if focused {
            self.keys(ui, &mut open, selected);
        } else {
            // The keyboard went elsewhere.
            open.open = false;
        }
        let sense = match (self.enabled, self.tab_stop || focused) {
            (false, _) => Sense::hover(),
            (true, true) => Sense::click(),
            (true, false) => Sense::CLICK,
        };
        let mut response = ui.interact(bounds, self.id, sense).on_hover_cursor(egui::CursorIcon::PointingHand);
        if response.clicked_by(egui::PointerButton::Primary) || asked(ui, &response) {
            response.request_focus();
            self.set_open(&mut open, !was_open, *selected);
        } else if was_open && response.clicked_elsewhere() && !self.in_list(ui) {
            open.open = false;
        }
        self.paint(ui, bounds, *selected, &response);
        if open.open {
            let mut under = bounds;
            under.max.x = under.left() + under.width().max(self.list_width);
            let list = List {
                id: self.id,
                name: self.label,
                under,
                at: open.at,
                moved: open.moved,
                row_height: tokens().control.row_dense,
                enter: false,
                footer: None,
            };
            open.moved = false;
            let row = |index: usize| {
                let option = self.options.get(index).copied().unwrap_or_default();
                Row { label: option.label, detail: option.detail, found: 0..0, chosen: *selected == Some(index) }
            };
            if let Some(picked) = list.show(ui, self.options.len(), row) {
                *selected = Some(picked);
                open.open = false;
                response.request_focus();
            }
        }
        if let Some(error) = self.error {
            frame::error(ui, bounds, error);
        }
        let expanded = open.open;
        open.store(ui, self.id);
        if *selected != before {
            response.mark_changed();
        }
        self.say(&response, *selected, expanded);
        response
    }

    fn set_open(&self, open: &mut Open, now: bool, selected: Option<usize>) {
        open.open = now && self.enabled;
        open.at = selected.unwrap_or(0);
        open.moved = true;
        open.typed.clear();
    }

    fn in_list(&self, ui: &Ui) -> bool {
        let layer = egui::LayerId::new(egui::Order::Foreground, self.id.with("popup"));
        ui.input(|input| input.pointer.interact_pos()).is_some_and(|at| ui.ctx().layer_id_at(at) == Some(layer))
    }

    fn keys(&self, ui: &Ui, open: &mut Open, selected: &mut Option<usize>) {
        let ctx = ui.ctx();
        keys::hold(ui, self.id, open.open);
        let typed = keys::written(ctx);
        let press =
            keys::plain(ctx, Key::Enter) || (open.typed.is_empty() || !open.open) && keys::plain(ctx, Key::Space);
        if !typed.trim().is_empty() {
            let now = ctx.input(|input| input.time);
            if !open.open {
                self.set_open(open, true, *selected);
            }
            if now - open.typed_at > TOGETHER {
                open.typed.clear();
            }
            open.typed.push_str(&typed);
            open.typed_at = now;
            if let Some(best) = matching::matches(self.options, &open.typed).first() {
                (open.at, open.moved) = (best.index, true);
            }
        } else if !open.open && self.optional && (keys::plain(ctx, Key::Backspace) || keys::plain(ctx, Key::Delete)) {
            *selected = None;
        } else if !open.open {
            let wanted = press || keys::plain(ctx, Key::ArrowDown) || keys::plain(ctx, Key::ArrowUp);
            if wanted || keys::take(ctx, Modifiers::ALT, Key::ArrowDown) {
                self.set_open(open, true, *selected);
            }
        } else if press {
            *selected = (open.at < self.options.len()).then_some(open.at).or(*selected);
            open.open = false;
        } else if keys::plain(ctx, Key::Escape) {
            open.open = false;
        } else if keys::plain(ctx, Key::Home) {
            (open.at, open.moved) = (0, true);
        } else if keys::plain(ctx, Key::End) {
            (open.at, open.moved) = (self.options.len().saturating_sub(1), true);
        } else {
            open.arrows(ui, self.options.len());
        }
    }

    fn paint(&self, ui: &Ui, bounds: Rect, selected: Option<usize>, response: &Response) {
        let p = ui.palette();
        frame::control(ui, bounds, self.error.is_some(), self.enabled);
        let mut inner = frame::inside(ui, bounds);
        let caret = pos2(inner.right() - 8.0, bounds.center().y);
        icon(ui.painter(), icons::CARET_DOWN, caret, 16.0, if self.enabled { p.text_muted } else { p.text_disabled });
        inner.max.x -= 24.0;
        if let Some(before) = self.icon {
            icon(ui.painter(), before, pos2(inner.left() + 8.0, bounds.center().y), 16.0, p.text_muted);
            inner.min.x += 24.0;
        }
        if !self.prefix.is_empty() {
            let galley = text::line(ui, self.prefix, Type::Caption);
            let end = text::paint(ui, galley, inner, Align2::LEFT_CENTER, p.text_muted).right();
            inner.min.x = end.round() + 5.0;
        }
        let option = selected.and_then(|index| self.options.get(index));
        let (words, color) = option.map_or((self.hint, p.text_muted), |option| (option.label, p.text));
        let galley = text::elided(ui, words, Type::Body, inner.width());
        text::paint(ui, galley, inner, Align2::LEFT_CENTER, if self.enabled { color } else { p.text_disabled });
        if response.has_focus() {
            focus_ring(ui, bounds, tokens().radius.control);
        }
    }

    fn say(&self, response: &Response, selected: Option<usize>, expanded: bool) {
        let value = selected.and_then(|index| self.options.get(index)).map_or("", |option| option.label);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, self.enabled, self.label);
            info.current_text_value = Some(value.to_owned());
            info
        });
        response.ctx.accesskit_node_builder(response.id, |node| {
            node.set_expanded(expanded);
            node.set_has_popup(egui::accesskit::HasPopup::Listbox);
            if let Some(error) = self.error {
                node.set_invalid(egui::accesskit::Invalid::True);
                node.set_description(error);
            } else if self.optional {
                node.set_description("Optional");
            }
        });
    }
}

/// A screen reader asks for a press.
pub(super) fn asked(ui: &Ui, response: &Response) -> bool {
    ui.input(|input| input.has_accesskit_action_request(response.id, egui::accesskit::Action::Click))
}

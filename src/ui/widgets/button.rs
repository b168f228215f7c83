//! Buttons: a verb, perhaps an icon before it and the key that does the same after it.

use egui::{Align2, Color32, CursorIcon, Id, Pos2, Rect, Response, Role, Ui, WidgetInfo, pos2, vec2};

use super::paint::{boxed, focus_ring, hover, icon, pressable};
use super::text::{self, Type};
use crate::ui::icons::Icon;
use crate::ui::theme::{Theme, Themed};
use crate::ui::tokens::tokens;

/// How much a button asks to be pressed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Primary,
    Secondary,
    Quiet,
    Danger,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Size {
    /// As high as a small one, where many stand in a row.
    Tight,
    Small,
    Normal,
    Large,
}

/// A state that the gallery shows without a pointer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Under the pointer.
    Hover,
    /// Held down.
    Pressed,
    /// Holding the keyboard.
    Focus,
}

/// A button.
#[must_use]
pub struct Button<'a> {
    label: &'a str,
    name: Option<&'a str>,
    kind: Kind,
    size: Size,
    icon: Option<Icon>,
    icon_after: Option<Icon>,
    key: Option<&'a str>,
    width: Option<f32>,
    full: bool,
    enabled: bool,
    id: Option<Id>,
    look: Option<Look>,
}

impl<'a> Button<'a> {
    fn new(label: &'a str, kind: Kind) -> Self {
        Self {
            label,
            name: None,
            kind,
            size: Size::Normal,
            icon: None,
            icon_after: None,
            key: None,
            width: None,
            full: false,
            enabled: true,
            id: None,
            look: None,
        }
    }

    /// What the screen is for. One to a screen.
    pub fn primary(label: &'a str) -> Self {
        Self::new(label, Kind::Primary)
    }

    /// Anything else that can be done.
    pub fn secondary(label: &'a str) -> Self {
        Self::new(label, Kind::Secondary)
    }

    /// What is rarely wanted: no border, except in high contrast.
    pub fn quiet(label: &'a str) -> Self {
        Self::new(label, Kind::Quiet)
    }

    /// What cannot be taken back.
    pub fn danger(label: &'a str) -> Self {
        Self::new(label, Kind::Danger)
    }

    /// An icon without words, and the name that is read out for it.
    pub fn only(icon: Icon, name: &'a str) -> Self {
        Self { icon: Some(icon), name: Some(name), ..Self::new("", Kind::Quiet) }
    }

    /// An icon before the label.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// An icon after the label.
    pub fn icon_after(mut self, icon: Icon) -> Self {
        self.icon_after = Some(icon);
        self
    }

    /// The key that does the same; the button only shows it. None where it is empty.
    pub fn key(mut self, key: &'a str) -> Self {
        self.key = (!key.is_empty()).then_some(key);
        self
    }

    /// What is read out instead of the label.
    pub fn name(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    /// 36 high.
    pub fn small(mut self) -> Self {
        self.size = Size::Small;
        self
    }

    /// 36 high, with a smaller icon and less around it.
    pub fn tight(mut self) -> Self {
        self.size = Size::Tight;
        self
    }

    /// 48 high.
    pub fn large(mut self) -> Self {
        self.size = Size::Large;
        self
    }

    /// Exactly this wide.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// As wide as there is room.
    pub fn full_width(mut self) -> Self {
        self.full = true;
        self
    }

    /// Whether it can be pressed.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Its id: by default the label's, within the parent.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// As if under the pointer, held or focused: for the gallery.
    pub fn look(mut self, look: Look) -> Self {
        self.look = Some(look);
        self
    }

    /// How high it is.
    pub fn height(&self) -> f32 {
        let control = &tokens().control;
        match self.size {
            Size::Tight | Size::Small => control.compact,
            Size::Normal => control.height,
            Size::Large => control.large,
        }
    }

    /// How wide its words make it.
    pub fn natural_width(&self, ui: &Ui) -> f32 {
        if self.label.is_empty() && self.key.is_none() {
            return self.height();
        }
        self.content(ui) + 2.0 * (self.padding() + ui.mode().border())
    }

    fn padding(&self) -> f32 {
        match (self.kind, self.size) {
            (_, Size::Tight) => 7.0,
            (Kind::Quiet, _) => 10.0,
            (_, Size::Small) => 12.0,
            (_, Size::Normal) => 14.0,
            (_, Size::Large) => 20.0,
        }
    }

    /// How large an icon is, and how far from the words.
    fn icon_and_gap(&self) -> (f32, f32) {
        let control = &tokens().control;
        if self.size == Size::Tight { (control.icon_s, 6.0) } else { (control.icon_m, 8.0) }
    }

    fn content(&self, ui: &Ui) -> f32 {
        let (side, gap) = self.icon_and_gap();
        let label = text::line(ui, self.label, Type::Strong).size().x.round();
        let key = self.key.map_or(0.0, |key| 21.0 + text::line(ui, key, Type::Caption).size().x.round());
        let icons = f32::from(u8::from(self.icon.is_some()) + u8::from(self.icon_after.is_some()));
        icons * (side + if self.label.is_empty() { 0.0 } else { gap }) + label + key
    }

    /// Shows it at the cursor.
    pub fn show(self, ui: &mut Ui) -> Response {
        let width = if self.full { ui.available_width() } else { self.width.unwrap_or_else(|| self.natural_width(ui)) };
        let (_, rect) = ui.allocate_space(vec2(width, self.height()));
        self.at(ui, rect)
    }

    /// Shows it in this rectangle.
    pub fn at(self, ui: &mut Ui, rect: Rect) -> Response {
        let name = self.name.unwrap_or(self.label);
        let id = self.id.unwrap_or_else(|| ui.make_persistent_id(("button", name)));
        let mut response = pressable(ui, rect, id, self.enabled);
        if self.label.is_empty() && self.enabled {
            response = response.on_hover_text(name);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Button, self.enabled, name));
        if let Some(key) = self.key {
            ui.ctx().accesskit_node_builder(id, |node| node.set_keyboard_shortcut(key));
        }
        self.paint(ui, rect, &response);
        response
    }

    fn paint(&self, ui: &Ui, rect: Rect, response: &Response) {
        let (fill, border, ink) = self.colors(ui, response);
        let radius = tokens().radius.control;
        boxed(ui.painter(), rect, radius, fill, ui.mode().border(), border);
        let (side, gap) = self.icon_and_gap();
        let mut x = rect.center().x - self.content(ui) / 2.0;
        let middle = rect.center().y;
        if let Some(before) = self.icon {
            let centre = if self.label.is_empty() { rect.center() } else { pos2(x.round() + side / 2.0, middle) };
            icon(ui.painter(), before, centre, side, ink);
            x += side + gap;
        }
        x = put(ui, self.label, Type::Strong, pos2(x.round(), middle), ink);
        if let Some(key) = self.key {
            ui.painter().vline(x + 10.5, middle - 9.0..=middle + 9.0, (1.0, ink));
            x = put(ui, key, Type::Caption, pos2(x + 21.0, middle), ink);
        }
        if let Some(after) = self.icon_after {
            icon(ui.painter(), after, pos2(x + gap + side / 2.0, middle), side, ink);
        }
        if response.has_focus() || self.look == Some(Look::Focus) {
            focus_ring(ui, rect, radius);
        }
    }

    fn colors(&self, ui: &Ui, response: &Response) -> (Color32, Color32, Color32) {
        let (p, clear) = (ui.palette(), Color32::TRANSPARENT);
        if !self.enabled {
            return match self.kind {
                Kind::Quiet => (clear, clear, p.text_disabled),
                _ => (p.sunken, p.border, p.text_disabled),
            };
        }
        let pressed = response.is_pointer_button_down_on() || self.look == Some(Look::Pressed);
        let near = if self.look == Some(Look::Hover) { 1.0 } else { hover(ui, response) };
        let edge = if ui.mode() == Theme::Contrast { p.accent } else { clear };
        match self.kind {
            Kind::Primary if pressed => (p.accent_pressed, p.accent, p.on_accent),
            Kind::Primary => (p.accent.lerp_to_gamma(p.accent_hover, near), p.accent, p.on_accent),
            Kind::Secondary if pressed => (p.accent_soft, p.border_control, p.text),
            Kind::Secondary => (p.surface.lerp_to_gamma(p.hover, near), p.border_control, p.text),
            Kind::Quiet if pressed => (p.accent_soft, edge, p.accent),
            Kind::Quiet => (p.hover.gamma_multiply(near), edge, p.accent),
            Kind::Danger if pressed => (p.danger.lerp_to_gamma(p.on_danger_soft, 0.6), p.danger, p.on_danger),
            Kind::Danger => (p.danger.lerp_to_gamma(p.on_danger_soft, 0.3 * near), p.danger, p.on_danger),
        }
    }
}

/// A line from `left`, in the middle of its height; returns where it ends.
fn put(ui: &Ui, words: &str, face: Type, left: Pos2, ink: Color32) -> f32 {
    let galley = text::line(ui, words, face);
    let width = galley.size().x.round();
    text::paint(ui, galley, Rect::from_center_size(left, vec2(0.0, 20.0)), Align2::LEFT_CENTER, ink);
    left.x + width
}

/// Words that are pressed, underlined.
pub fn link(ui: &mut Ui, words: &str) -> Response {
    link_as(ui, words, Type::Body, None)
}

/// A link of any face and colour.
pub fn link_as(ui: &mut Ui, words: &str, face: Type, color: Option<Color32>) -> Response {
    let galley = text::line(ui, words, face);
    let (_, rect) = ui.allocate_space(vec2(galley.size().x.ceil(), face.line()));
    let id = ui.make_persistent_id(("link", words));
    // The words are lower than a finger: what is pressed reaches over and under them.
    let hit = rect.expand2(vec2(0.0, (tokens().control.min_hit - rect.height()).max(0.0) / 2.0));
    let response = pressable(ui, hit, id, true).on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, words));
    let color = color.unwrap_or(ui.palette().link);
    text::paint(ui, galley, rect, Align2::LEFT_CENTER, color);
    let thick = if response.hovered() { 2.0 } else { 1.0 };
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (thick, color));
    if response.has_focus() {
        focus_ring(ui, rect, tokens().radius.small);
    }
    response
}

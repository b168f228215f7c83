//! What several widgets paint: rings, borders, icons, dashes, surfaces that float.

use egui::{Align2, Color32, CornerRadius, Id, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui};

use crate::ui::icons::Icon;
use crate::ui::laid_out::{How, laid_out};
use crate::ui::theme::{self, Theme, Themed, seconds};
use crate::ui::tokens::tokens;

use super::{dialog, regain};

/// Corners of the tokens, as egui has them.
pub fn corners(radius: f32) -> CornerRadius {
    CornerRadius::same(radius as u8)
}

/// The ring around what has the keyboard: outside the control, past a clear gap, and never cut off.
pub fn focus_ring(ui: &Ui, rect: Rect, radius: f32) {
    ring(ui, rect, radius, ui.palette().focus);
}

/// A focus ring in another colour, for what lies on the rail.
pub fn ring(ui: &Ui, rect: Rect, radius: f32, color: Color32) {
    let (gap, width) = (tokens().line.focus_gap, ui.mode().ring());
    let outside = gap + width;
    let painter = ui.painter().with_clip_rect(ui.clip_rect().expand(outside));
    let stroke = Stroke::new(width, color);
    painter.rect_stroke(rect.expand(outside), corners(radius + outside), stroke, StrokeKind::Inside);
}

/// A filled box with its border inside.
pub fn boxed(painter: &Painter, rect: Rect, radius: f32, fill: Color32, border: f32, color: Color32) {
    painter.rect(rect, corners(radius), fill, Stroke::new(border, color), StrokeKind::Inside);
}

/// An icon in the middle of a square of `size` around `centre`.
pub fn icon(painter: &Painter, icon: Icon, centre: Pos2, size: f32, color: Color32) {
    let mut code = [0; 4];
    let galley = laid_out(painter.ctx(), icon.code().encode_utf8(&mut code), How::Icon(icon, size.to_bits()), || {
        painter.layout_no_wrap(icon.code().to_string(), icon.font(size), Color32::PLACEHOLDER)
    });
    painter.galley(Align2::CENTER_CENTER.anchor_size(centre, galley.size()).min, galley, color);
}

/// A border of dashes, which means that nobody has been asked.
pub fn dashed(painter: &Painter, rect: Rect, radius: f32, color: Color32) {
    let rect = rect.shrink(0.5);
    let mut path = Vec::with_capacity(24);
    let corner = |path: &mut Vec<Pos2>, centre: Pos2, from: f32| {
        for step in 0..=4 {
            let angle = (from + 22.5 * step as f32).to_radians();
            path.push(centre + radius * egui::Vec2::angled(angle));
        }
    };
    let inner = rect.shrink(radius);
    corner(&mut path, inner.left_top(), 180.0);
    corner(&mut path, inner.right_top(), 270.0);
    corner(&mut path, inner.right_bottom(), 0.0);
    corner(&mut path, inner.left_bottom(), 90.0);
    if let Some(first) = path.first().copied() {
        path.push(first);
    }
    painter.extend(Shape::dashed_line(&path, Stroke::new(1.0, color), 3.0, 2.0));
}

/// A card: surface, border and a soft shadow.
pub fn card(ui: &Ui, rect: Rect) {
    let (t, p) = (tokens(), ui.palette());
    floating(ui, rect, t.radius.card, p.surface, theme::shadow(t.shadow.card, p.shadow_card));
}

/// A popup or a toast: raised over everything.
pub fn raised(ui: &Ui, rect: Rect, radius: f32) {
    let (t, p) = (tokens(), ui.palette());
    floating(ui, rect, radius, p.raised, theme::shadow(t.shadow.raised, p.shadow_raised));
}

/// Any surface with a shadow.
pub fn floating(ui: &Ui, rect: Rect, radius: f32, fill: Color32, shadow: egui::Shadow) {
    if ui.mode() != Theme::Contrast {
        ui.painter().add(shadow.as_shape(rect, corners(radius)));
    }
    boxed(ui.painter(), rect, radius, fill, tokens().line.hairline, ui.palette().border);
}

/// How far the pointer's colour has come: 0 at rest, 1 under the pointer.
pub fn hover(ui: &Ui, response: &Response) -> f32 {
    let time = seconds(ui, tokens().motion.fast);
    let hovered = response.hovered() && response.enabled();
    ui.ctx().animate_bool_with_time_and_easing(response.id.with("hover"), hovered, time, egui::emath::easing::cubic_out)
}

/// How soon what has appeared is read out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Announced {
    /// When there is a pause.
    InTime,
    /// At once: something is wrong.
    AtOnce,
}

/// Has what appears or changes here read out to whoever does not see it, wherever the keyboard is (WCAG 2.2, 4.1.3).
pub fn announce(ui: &Ui, id: Id, when: Announced) {
    let live = match when {
        Announced::InTime => egui::accesskit::Live::Polite,
        Announced::AtOnce => egui::accesskit::Live::Assertive,
    };
    ui.ctx().accesskit_node_builder(id, |node| node.set_live(live));
}

/// A press, by pointer or by Space and Enter alone.
///
/// egui presses what has the focus whatever else is held, and again while a key is held down: Ctrl+Enter saves the form
/// and must not press Clear as well.
pub fn pressable(ui: &Ui, rect: Rect, id: Id, enabled: bool) -> Response {
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    if enabled {
        regain::regain(ui, id);
    } else {
        regain::note_loss(ui, id);
    }
    let mut response = ui.interact(rect, id, sense);
    only_plain_keys(ui, &mut response);
    if response.clicked() {
        dialog::note_press(ui, id);
    }
    if enabled { response.on_hover_cursor(egui::CursorIcon::PointingHand) } else { response }
}

/// Takes back a press that came from a key held down, or held with another.
pub fn only_plain_keys(ui: &Ui, response: &mut Response) {
    if response.flags.contains(egui::response::Flags::FAKE_PRIMARY_CLICKED) && response.has_focus() {
        let plain = ui.input(|input| {
            use egui::{Event, Key};
            let plain = |event: &Event| matches!(event, Event::Key { key: Key::Enter | Key::Space, pressed: true, repeat: false, modifiers, .. } if !modifiers.any());
            let asked = input.has_accesskit_action_request(response.id, egui::accesskit::Action::Click);
            asked || input.events.iter().any(plain)
        });
        if !plain {
            response.flags -= egui::response::Flags::FAKE_PRIMARY_CLICKED;
        }
    }
}

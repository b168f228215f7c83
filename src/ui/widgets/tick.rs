//! A box to tick, one dot of several, and a switch.

use egui::{Align2, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::lead;
use super::paint::{boxed, focus_ring, hover, icon, pressable};
use super::text::{self, Type};
use crate::ui::icons;
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;

const SIDE: f32 = 22.0;
/// In the smaller one, of those that stand close together.
const SMALL: f32 = 18.0;
const GAP: f32 = 8.0;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Tick,
    Radio,
    Switch,
}

/// A mark with words after it.
struct Mark<'a> {
    id: Id,
    label: &'a str,
    silent: bool,
    enabled: bool,
    tab_stop: bool,
    small: bool,
    wrong: bool,
    shape: Shape,
}

impl Mark<'_> {
    fn side(&self) -> f32 {
        match (self.shape, self.small) {
            (Shape::Switch, _) => 44.0,
            (_, true) => SMALL,
            (_, false) => SIDE,
        }
    }

    fn show(self, ui: &mut Ui, on: bool) -> Response {
        let words = if self.silent { 0.0 } else { GAP + text::line(ui, self.label, Type::Body).size().x.ceil() };
        let (_, rect) =
            ui.allocate_space(vec2(self.side().max(tokens().control.min_hit) + words, tokens().control.min_hit));
        let stop = self.tab_stop || ui.memory(|memory| memory.has_focus(self.id));
        lead::take_if_led(ui, self.id, rect, self.wrong);
        let response =
            if stop { pressable(ui, rect, self.id, self.enabled) } else { ui.interact(rect, self.id, Sense::CLICK) };
        let role = match self.shape {
            Shape::Tick => Role::CheckBox,
            Shape::Radio => Role::RadioButton,
            Shape::Switch => Role::Switch,
        };
        // What is said is the state after the press.
        let on_now = if response.clicked() { self.shape == Shape::Radio || !on } else { on };
        response.widget_info(|| WidgetInfo::selected(role, self.enabled, on_now, self.label));
        if self.wrong {
            ui.ctx().accesskit_node_builder(self.id, |node| node.set_invalid(egui::accesskit::Invalid::True));
        }
        let side = if self.small { SMALL } else { SIDE };
        let bounds = Rect::from_min_size(pos2(rect.left(), rect.center().y - side / 2.0), vec2(side, side));
        let (p, near) = (ui.palette(), hover(ui, &response));
        let edge = if self.enabled { p.border_control } else { p.border };
        let fill = p.surface.lerp_to_gamma(p.hover, near);
        let border = ui.mode().border();
        let (ringed, radius) = match self.shape {
            Shape::Tick => {
                let (fill, edge) =
                    if on { (p.accent.lerp_to_gamma(p.accent_hover, near), p.accent) } else { (fill, edge) };
                boxed(ui.painter(), bounds, tokens().radius.small, fill, border, edge);
                if on {
                    icon(ui.painter(), icons::CHECK.bold(), bounds.center(), side - 6.0, p.on_accent);
                }
                (bounds, tokens().radius.small)
            }
            Shape::Radio => {
                boxed(ui.painter(), bounds, 11.0, fill, border, if on { p.accent } else { edge });
                if on {
                    ui.painter().circle_filled(bounds.center(), 6.0, p.accent);
                }
                (bounds, 11.0)
            }
            Shape::Switch => {
                let pill = Rect::from_min_size(pos2(rect.left(), rect.center().y - 12.0), vec2(44.0, 24.0));
                self.switch(ui, pill, on, near);
                (pill, 12.0)
            }
        };
        if !self.silent {
            let at = rect.with_min_x(rect.left() + self.side() + GAP);
            let color = if self.enabled { p.text } else { p.text_disabled };
            text::paint(ui, text::line(ui, self.label, Type::Body), at, Align2::LEFT_CENTER, color);
        }
        if response.has_focus() {
            focus_ring(ui, ringed, radius);
        }
        response
    }

    fn switch(&self, ui: &Ui, pill: Rect, on: bool, near: f32) {
        let p = ui.palette();
        let (fill, edge) =
            if on { (p.accent.lerp_to_gamma(p.accent_hover, near), p.accent) } else { (p.surface, p.border_control) };
        ui.painter().rect(pill, 12.0, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
        let x = if on { pill.right() - 13.0 } else { pill.left() + 12.0 };
        ui.painter().circle_filled(pos2(x, pill.center().y), 8.0, if on { p.on_accent } else { p.border_control });
    }
}

macro_rules! marks {
    ($($(#[$doc:meta])* $name:ident $value:ty, $read:expr, $press:expr;)*) => {$(
        $(#[$doc])*
        #[must_use]
        pub struct $name<'a>(Mark<'a>);

        impl<'a> $name<'a> {
            /// One with these words after it.
            pub fn new(id: Id, label: &'a str) -> Self {
                Self(Mark { id, label, silent: false, enabled: true, tab_stop: true, small: false, wrong: false, shape: Shape::$name })
            }

            /// Without its words, which are only read out.
            pub fn no_label(mut self) -> Self {
                self.0.silent = true;
                self
            }

            /// Smaller, where two stand close together; what can be pressed stays as high.
            pub fn small(mut self) -> Self {
                self.0.small = true;
                self
            }

            /// Whether Tab stops here; there has to be another way to it for the keyboard.
            pub fn tab_stop(mut self, stop: bool) -> Self {
                self.0.tab_stop = stop;
                self
            }

            /// It has to be pressed before anything comes of the rest: a press that could not be done leads here.
            pub fn wrong(mut self, wrong: bool) -> Self {
                self.0.wrong = wrong;
                self
            }

            /// Whether it can be pressed.
            pub fn enabled(mut self, enabled: bool) -> Self {
                self.0.enabled = enabled;
                self
            }

            /// Shows it at the cursor; `changed()` when it was pressed.
            pub fn show(self, ui: &mut Ui, value: $value) -> Response {
                let read: fn(&$value) -> bool = $read;
                let press: fn($value) -> bool = $press;
                let mut response = self.0.show(ui, read(&value));
                if response.clicked() && press(value) {
                    response.mark_changed();
                }
                response
            }
        }
    )*};
}

marks! {
    /// A box to tick.
    Tick &mut bool, |on| **on, |on| { *on = !*on; true };
    /// One dot of several: pressing it is for the caller to hear.
    Radio bool, |on| *on, |on| !on;
    /// On or off, at once.
    Switch &mut bool, |on| **on, |on| { *on = !*on; true };
}

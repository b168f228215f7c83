//! The name of a key in a small box.

use egui::{Align2, Color32, Pos2, Rect, Response, Sense, Ui, pos2, vec2};

use super::paint::boxed;
use super::text::{self, Type};
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;

/// A key hint. It is for the eye: the button it belongs to says its key itself.
#[must_use]
pub struct KeyHint<'a> {
    key: &'a str,
    color: Option<Color32>,
}

impl<'a> KeyHint<'a> {
    /// How high it is.
    pub const HEIGHT: f32 = 20.0;

    /// A hint for one key, or for keys held together.
    pub fn new(key: &'a str) -> Self {
        Self { key, color: None }
    }

    /// In another colour, border and all.
    pub fn color(mut self, color: Color32) -> Self {
        self.color = Some(color);
        self
    }

    /// How wide it is.
    pub fn width(&self, ui: &Ui) -> f32 {
        text::line(ui, self.key, Type::Caption).size().x.round() + 12.0
    }

    /// Paints it from here, in the middle of its height; returns where it ends.
    pub fn paint(self, ui: &Ui, left: Pos2) -> f32 {
        let p = ui.palette();
        let face = if self.color.is_some() { Type::CaptionStrong } else { Type::Caption };
        let galley = text::line(ui, self.key, face);
        let size = vec2(galley.size().x.round() + 12.0, Self::HEIGHT);
        let rect = Rect::from_min_size(pos2(left.x, (left.y - Self::HEIGHT / 2.0).round()), size);
        let (fill, border, ink) = match self.color {
            Some(color) => (p.surface, color, color),
            None => (p.sunken, p.border, p.text_muted),
        };
        boxed(ui.painter(), rect, tokens().radius.small, fill, 1.0, border);
        text::paint(ui, galley, rect, Align2::CENTER_CENTER, ink);
        rect.right()
    }

    /// Shows it at the cursor.
    pub fn show(self, ui: &mut Ui) -> Response {
        let size = vec2(self.width(ui), Self::HEIGHT);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        self.paint(ui, rect.left_center());
        response
    }
}

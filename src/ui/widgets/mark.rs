//! The mark: a badge on its strap, painted with shapes.

use egui::{Color32, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::paint::corners;
use crate::ui::theme::Themed;

/// The mark, in a square.
#[must_use]
pub struct Mark {
    size: f32,
    on_rail: bool,
}

impl Mark {
    /// A mark of this size: 40 is drawn.
    pub fn new(size: f32) -> Self {
        Self { size, on_rail: false }
    }

    /// White, for the rail.
    pub fn on_rail(mut self) -> Self {
        self.on_rail = true;
        self
    }

    /// Shows it at the cursor.
    pub fn show(self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(self.size), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, "Lanyard"));
        self.paint(ui, rect);
        response
    }

    /// Paints it into this square.
    pub fn paint(&self, ui: &Ui, rect: Rect) {
        let p = ui.palette();
        let (badge, ink) = if self.on_rail { (p.rail_text, p.rail) } else { (p.accent, p.on_accent) };
        let unit = self.size / 40.0;
        let at = |x: f32, y: f32| rect.min + unit * vec2(x, y);
        let side = |mirror: bool| {
            let x = |x: f32| if mirror { 40.0 - x } else { x };
            // Each reaches over the middle: two soft edges that only meet leave a seam.
            vec![at(x(7.0), 2.0), at(x(12.4), 2.0), at(x(20.6), 13.2), at(x(20.6), 18.0), at(x(17.0), 18.0)]
        };
        let painter = ui.painter();
        let none = Stroke::NONE;
        let mut right = side(true);
        right.reverse();
        painter.add(Shape::convex_polygon(side(false), p.strap, none));
        painter.add(Shape::convex_polygon(right, p.strap, none));
        painter.rect_filled(Rect::from_min_max(at(7.5, 16.4), at(32.5, 39.6)), corners(5.0 * unit), badge);
        painter.rect_filled(Rect::from_min_max(at(15.6, 19.4), at(24.4, 22.4)), corners(1.5 * unit), ink);
        painter.circle_filled(at(20.0, 28.0), 3.3 * unit, ink);
        painter.add(Shape::convex_polygon(shoulders(at(20.0, 36.0), 6.2 * unit, 3.8 * unit), ink, none));
    }
}

/// Half an ellipse.
fn shoulders(centre: Pos2, wide: f32, high: f32) -> Vec<Pos2> {
    let point = |step: u8| {
        let angle = std::f32::consts::PI * (1.0 + f32::from(step) / 12.0);
        pos2(centre.x + wide * angle.cos(), centre.y + high * angle.sin())
    };
    (0..=12).map(point).collect()
}

/// Initials in a circle.
#[must_use]
pub struct Avatar<'a> {
    name: &'a str,
    size: f32,
    strong: bool,
}

impl<'a> Avatar<'a> {
    /// For this person, 32 across.
    pub fn new(name: &'a str) -> Self {
        Self { name, size: 32.0, strong: false }
    }

    /// So many across: 44 in a detail pane.
    pub fn size(mut self, size: f32) -> Self {
        self.size = size;
        self
    }

    /// Filled with the accent: the one who is chosen.
    pub fn strong(mut self) -> Self {
        self.strong = true;
        self
    }

    /// Shows it at the cursor.
    pub fn show(self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(self.size), Sense::hover());
        self.paint(ui, rect);
        response
    }

    /// Paints it into this square.
    pub fn paint(&self, ui: &Ui, rect: Rect) {
        use super::text::{self, Type};
        let p = ui.palette();
        let (fill, ink): (Color32, Color32) =
            if self.strong { (p.accent, p.on_accent) } else { (p.accent_soft, p.on_accent_soft) };
        let edge = if ui.mode() == crate::ui::theme::Theme::Contrast { 1.0 } else { 0.0 };
        ui.painter().circle(rect.center(), self.size / 2.0 - edge / 2.0, fill, Stroke::new(edge, ink));
        let face = if self.size < 40.0 { Type::CaptionStrong } else { Type::Strong };
        text::paint(ui, text::line(ui, &initials(self.name), face), rect, egui::Align2::CENTER_CENTER, ink);
    }
}

/// The first letters of the first and the last word.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_come_from_both_ends() {
        assert_eq!(initials("Amara Osei-Lindqvist"), "AO");
        assert_eq!(initials("Ludwig van Beethoven"), "LB");
        assert_eq!(initials("Łukasz"), "Ł");
        assert_eq!(initials(""), "");
    }
}

//! In place of the top bar while a form is tried: that nothing of it is kept, and the way back.

use egui::{Rect, Ui, pos2, vec2};

use crate::ui::icons;
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;
use crate::ui::widgets::paint::{Announced, announce, icon};
use crate::ui::widgets::{Button, Text};

use super::Parts;

/// Shows it; whether somebody wants to go back.
pub(super) fn ui(ui: &mut Ui, parts: &Parts) -> bool {
    let band = parts.top;
    let p = ui.palette();
    ui.painter().rect_filled(band, 0.0, p.warning_soft);
    ui.painter().hline(band.x_range(), band.bottom() - 0.5, (tokens().line.hairline, p.warning));
    let gutter = if parts.narrow { 12.0 } else { tokens().layout.gutter };
    let inside = band.shrink2(vec2(gutter, 0.0));
    let back = Button::secondary("Back to settings").small();
    let back = if parts.narrow { back } else { back.key("Esc") };
    let size = vec2(back.natural_width(ui), 36.0);
    let back_at = Rect::from_min_size(pos2(inside.right() - size.x, band.center().y - 18.0), size);
    let pressed = back.at(ui, back_at).clicked();
    icon(ui.painter(), icons::PLAY.fill(), pos2(inside.left() + 10.0, band.center().y), 20.0, p.warning);
    let words = inside.with_min_x(inside.left() + 30.0).with_max_x(back_at.left() - 12.0);
    let said = Text::strong("Trial: nothing is kept").color(p.on_warning_soft).at(ui, words);
    announce(ui, said.id, Announced::InTime);
    if !parts.narrow {
        let rest = words.with_min_x(words.left() + 176.0);
        let words = "Fill it in as at the desk. Saving, counting and clearing leave nothing behind.";
        Text::body(words).color(p.on_warning_soft).at(ui, rest);
    }
    pressed
}

//! Scrolling to what has the keyboard: egui leaves it out of sight.

use egui::{Id, Key, Ui, vec2};

use super::{frame, keys};

/// Call this last inside a scroll area: when the keyboard has just come to something in it that is not seen, it is
/// scrolled to. Scrolling by hand is left alone after that.
pub fn follow_focus(ui: &Ui, salt: &str) {
    let id = Id::unique(("followed focus", salt));
    let now = ui.memory(egui::Memory::focused);
    let before: Option<Option<Id>> = ui.data(|data| data.get_temp(id));
    if before.flatten() == now {
        return;
    }
    ui.data_mut(|data| data.insert_temp(id, now));
    let Some(response) = now.and_then(|focused| ui.ctx().read_response(focused)) else { return };
    let (seen, content) = (ui.clip_rect(), ui.min_rect());
    let inside = response.layer_id == ui.layer_id() && content.intersects(response.rect);
    // With the line below it, in which what is wrong will be told.
    let below = (response.rect.bottom() + frame::ERROR).min(content.bottom()).max(response.rect.bottom());
    let whole = response.rect.with_max_y(below);
    if inside && !seen.shrink(4.0).contains_rect(whole) {
        ui.scroll_to_rect(whole.expand(12.0), None);
    }
}

/// Call this inside a scroll area of this height whose contents take no keys: arrows and page keys move what is read.
pub fn scroll_by_keys(ui: &Ui, height: f32) {
    const LINE: f32 = 40.0;
    let page = height - LINE;
    let by = [(Key::ArrowDown, -LINE), (Key::ArrowUp, LINE), (Key::PageDown, -page), (Key::PageUp, page)];
    for (key, by) in by {
        if keys::plain(ui.ctx(), key) {
            ui.scroll_with_delta(vec2(0.0, by));
        }
    }
}

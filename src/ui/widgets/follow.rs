//! Scrolling with the keyboard: to what has it, which egui leaves out of sight, and through what is only read.

use egui::{Id, Key, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use super::{frame, keys, paint};

/// Call this last inside a scroll area: when the keyboard has just come to something in it that is not seen, it is
/// scrolled to. Scrolling by hand is left alone after that, and the page keys move what stands around it.
pub fn follow_focus(ui: &Ui, salt: &str) {
    let id = Id::unique(("followed focus", salt));
    let now = ui.memory(egui::Memory::focused);
    let before: Option<Option<Id>> = ui.data(|data| data.get_temp(id));
    ui.data_mut(|data| data.insert_temp(id, now));
    let Some(response) = now.and_then(|focused| ui.ctx().read_response(focused)) else { return };
    let (seen, content) = (ui.clip_rect(), ui.min_rect());
    if response.layer_id != ui.layer_id() || !content.intersects(response.rect) {
        return;
    }
    if before.flatten() == now {
        scroll_by_pages(ui, seen.height());
        return;
    }
    // With the line below it, in which what is wrong will be told.
    let below = (response.rect.bottom() + frame::ERROR).min(content.bottom()).max(response.rect.bottom());
    let whole = response.rect.with_max_y(below);
    if !seen.shrink(4.0).contains_rect(whole) {
        ui.scroll_to_rect(whole.expand(12.0), None);
    }
}

/// Shows, inside a scroll area, what is read there: nobody needs a mouse for its end. Where something in it takes the keyboard, the
/// page keys move it from there. Where nothing does, and it is higher than its place, it is a stop for Tab itself, called `name`,
/// and the arrows move it too.
pub fn read_by_keys<R>(ui: &mut Ui, salt: &str, name: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let before = stops(ui);
    let made = add(ui);
    let (seen, content) = (ui.clip_rect(), ui.min_rect());
    if stops(ui) == before && content.height() > seen.height() + 1.0 {
        // To the sides nothing is cut off: what is seen ends where the contents do.
        let seen = Rect::from_x_y_ranges(content.x_range(), seen.y_range());
        stop(ui, Id::unique(("read by keys", salt)), name, seen);
    } else {
        follow_focus(ui, salt);
    }
    made
}

/// How many things in this layer the keyboard can come to, so far in this pass.
fn stops(ui: &Ui) -> usize {
    let layer = ui.layer_id();
    ui.ctx().viewport(|viewport| {
        let shown = viewport.this_pass.widgets.get_layer(layer);
        shown.filter(|widget| widget.enabled && widget.sense.is_focusable()).count()
    })
}

fn stop(ui: &Ui, id: Id, name: &str, seen: Rect) {
    const AROUND: f32 = 5.0;
    let response = ui.interact(seen, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Pane, true, name));
    if response.has_focus() {
        keys::hold(ui, id, false);
        scroll_by_keys(ui, seen.height());
        paint::focus_ring(ui, seen.shrink(AROUND), 4.0);
    }
}

/// What stays in sight of a page when the next one comes.
const LINE: f32 = 40.0;

/// Call this inside a scroll area of this height whose contents take no keys: arrows and page keys move what is read.
pub fn scroll_by_keys(ui: &Ui, height: f32) {
    // As far as there is anything.
    const END: f32 = 100_000.0;
    scroll_by(ui, [(Key::ArrowDown, -LINE), (Key::ArrowUp, LINE), (Key::End, -END), (Key::Home, END)]);
    scroll_by_pages(ui, height);
}

fn scroll_by_pages(ui: &Ui, height: f32) {
    let page = height - LINE;
    scroll_by(ui, [(Key::PageDown, -page), (Key::PageUp, page)]);
}

fn scroll_by<const N: usize>(ui: &Ui, by: [(Key, f32); N]) {
    for (key, by) in by {
        if keys::plain(ui.ctx(), key) {
            ui.scroll_with_delta(vec2(0.0, by));
        }
    }
}

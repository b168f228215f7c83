//! Scrolling with the keyboard: to what has it, which egui leaves out of sight, and through what is only read.

use egui::{Id, Key, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use super::{frame, keys, paint};

/// Call this last inside a scroll area: when the keyboard has just come to something in it that is not seen, it is
/// scrolled to, with what is [read with it](read_with). Scrolling by hand is left alone after that, and the page keys move what
/// stands around it.
pub fn follow_focus(ui: &Ui, salt: &str) {
    let id = Id::unique(("followed focus", salt));
    let now = ui.memory(egui::Memory::focused);
    let before: Option<Option<Id>> = ui.data(|data| data.get_temp(id));
    ui.data_mut(|data| data.insert_temp(id, now));
    let Some(response) = now.and_then(|focused| ui.ctx().read_response(focused)) else { return };
    let (seen, content) = (ui.clip_rect(), ui.min_rect());
    // What stands above a page that scrolls is always in sight, also where the page reaches behind it.
    let beside = response.interact_rect.is_positive() && !seen.intersects(response.interact_rect);
    if response.layer_id != ui.layer_id() || !content.intersects(response.rect) || beside {
        return;
    }
    if before.flatten() == now {
        scroll_by_pages(ui, seen.height());
        return;
    }
    // With the line below it, in which what is wrong will be told.
    let below = (response.rect.bottom() + frame::ERROR).min(content.bottom()).max(response.rect.bottom());
    let whole = response.rect.with_max_y(below);
    let with: Option<(Id, Rect)> = ui.data(|data| data.get_temp(read()));
    let with = with.filter(|(id, _)| *id == response.id).map_or(whole, |(_, words)| whole.union(words));
    let whole = if with.height() <= seen.height() { with } else { whole };
    let edge = 4.0_f32.min((seen.height() - whole.height()) / 2.0).max(0.0);
    if !seen.shrink(edge).contains_rect(whole) {
        let air = AIR.min((seen.height() - whole.height()) / 2.0).max(0.0);
        ui.scroll_to_rect(whole.expand(air), None);
    }
}

/// Around what is scrolled to.
const AIR: f32 = 12.0;

/// Says what has to be read with this control while it has the keyboard: [`follow_focus`] brings both into sight, where there is
/// room for both.
pub fn read_with(ui: &Ui, id: Id, words: Rect) {
    if ui.memory(|memory| memory.has_focus(id)) {
        ui.data_mut(|data| data.insert_temp(read(), (id, words)));
    }
}

fn read() -> Id {
    Id::unique("read with what has the keyboard")
}

/// Whether all of this is in sight: nothing of it is scrolled away, and nothing that is open lies over it.
#[must_use]
pub fn in_sight(ui: &Ui, rect: Rect) -> bool {
    // What rounding to whole pixels may do.
    let seen = ui.clip_rect().intersect(ui.ctx().content_rect()).expand(0.5);
    let mine = ui.layer_id();
    let over = ui.memory(|memory| {
        let others = memory.areas().visible_layer_ids().into_iter().filter(|layer| *layer != mine);
        let shared = others.filter_map(|layer| Some((layer, memory.area_rect(layer.id)?.intersect(rect))));
        let mut shared = shared.filter(|(_, both)| both.is_positive());
        shared.any(|(layer, both)| memory.layer_id_at(both.center()) == Some(layer))
    });
    seen.contains_rect(rect) && !over
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

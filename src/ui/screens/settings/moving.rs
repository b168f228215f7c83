//! Moving something in a list: by its six dots with the mouse, or by Alt and an arrow from the keyboard.

use egui::{CursorIcon, Id, Key, Pos2, Rect, Sense, Ui, vec2};

use crate::ui::icons;
use crate::ui::keys::{ALT, pressed};
use crate::ui::theme::Themed;
use crate::ui::widgets::paint;

/// How wide the six dots are to be hit.
const HANDLE: f32 = 24.0;

/// The six dots, in the middle of this place; whether they are being dragged. They are for the mouse: the keys do the same,
/// and are what is read out.
pub(super) fn handle(ui: &Ui, id: Id, middle: Pos2) -> bool {
    let rect = Rect::from_center_size(middle, vec2(HANDLE, 36.0));
    let response = ui.interact(rect, id, Sense::DRAG);
    let dragged = response.dragged();
    let ink = if dragged || response.hovered() { ui.palette().text } else { ui.palette().text_muted };
    paint::icon(ui.painter(), icons::DOTS_SIX_VERTICAL.bold(), middle, 18.0, ink);
    response.on_hover_cursor(if dragged { CursorIcon::Grabbing } else { CursorIcon::Grab });
    dragged
}

/// The place that the pointer stands for among these rows, which are the others; the list follows it past its edges.
pub(super) fn place_under_pointer(ui: &Ui, others: impl Iterator<Item = Rect>) -> Option<usize> {
    let pointer = ui.ctx().pointer_interact_pos()?;
    ui.scroll_to_rect(Rect::from_center_size(pointer, vec2(1.0, 84.0)), None);
    Some(others.filter(|row| row.center().y < pointer.y).count())
}

/// One place up or down, where the keyboard asked for it.
pub(super) fn step(ui: &Ui) -> Option<isize> {
    if pressed(ui, ALT, Key::ArrowUp) {
        Some(-1)
    } else if pressed(ui, ALT, Key::ArrowDown) {
        Some(1)
    } else {
        None
    }
}

/// Said of something that has moved.
pub(super) fn moved_to(name: &str, place: usize, count: usize) -> String {
    format!("{name}: {} of {count}", place + 1)
}

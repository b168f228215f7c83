//! Putting things where the design draws them.

use egui::{Align, Layout, Rect, Ui, UiBuilder};

/// Runs `add` in a child that is exactly `rect`, and leaves the parent's cursor alone.
///
/// Screens lay themselves out by rectangles, and make their widgets in the order of Tab, which is not always the order of
/// sight. Ids that are named (`ui.make_persistent_id`) do not depend on how many children were placed before.
pub fn place<R>(ui: &mut Ui, rect: Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min));
    add(&mut ui.new_child(builder))
}

//! Cards whose height follows what is in them, and pages that scroll: for what is read from top to bottom.

use egui::{Rect, ScrollArea, Shape, Stroke, StrokeKind, Ui, UiBuilder, vec2};

use crate::ui::icons::Icon;
use crate::ui::theme::{self, Theme, Themed};
use crate::ui::tokens::tokens;
use crate::ui::widgets::paint::{corners, icon};
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{follow_focus, place, read_by_keys};

/// A card at the cursor, as wide as there is room and as high as what is in it.
pub(super) fn hug<R>(ui: &mut Ui, padding: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let (t, p) = (tokens(), ui.palette());
    let under = ui.painter().add(Shape::Noop);
    let outside = ui.available_rect_before_wrap();
    let inside =
        Rect::from_min_max(outside.min + vec2(padding, padding), egui::pos2(outside.right() - padding, f32::INFINITY));
    let mut child = ui.new_child(UiBuilder::new().max_rect(inside));
    child.spacing_mut().item_spacing = vec2(0.0, 0.0);
    let made = add(&mut child);
    let bottom = child.min_rect().bottom() + padding;
    let rect = Rect::from_min_max(outside.min, egui::pos2(outside.right(), bottom.round()));
    let radius = corners(t.radius.card);
    let border = Stroke::new(t.line.hairline, p.border);
    let mut shapes = Vec::with_capacity(2);
    if ui.mode() != Theme::Contrast {
        shapes.push(theme::shadow(t.shadow.card, p.shadow_card).as_shape(rect, radius).into());
    }
    shapes.push(egui::epaint::RectShape::new(rect, radius, p.surface, border, StrokeKind::Inside).into());
    ui.painter().set(under, Shape::Vec(shapes));
    ui.allocate_rect(rect, egui::Sense::hover());
    made
}

/// A column that scrolls when what is in it is higher than `rect`.
pub(super) fn column<R>(ui: &mut Ui, rect: Rect, salt: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    scrolls(ui, rect, salt, |ui| {
        let made = within(ui, rect, add);
        follow_focus(ui, salt);
        made
    })
}

/// The same for what may hold nothing to press: where it scrolls, it takes the keyboard itself, and is called `name`.
pub(super) fn reading<R>(ui: &mut Ui, rect: Rect, salt: &str, name: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    scrolls(ui, rect, salt, |ui| read_by_keys(ui, salt, name, |ui| within(ui, rect, add)))
}

/// What a card casts, and the ring around what has the keyboard, lie outside of it.
const AROUND: f32 = 5.0;

fn scrolls<R>(ui: &mut Ui, rect: Rect, salt: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    // The bar to scroll by stands in the margin beside the cards.
    const BAR: f32 = 6.0;
    let whole = rect.expand(AROUND);
    place(ui, whole.with_max_x(whole.right() + BAR), |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, add)
    })
    .inner
}

fn within<R>(ui: &mut Ui, rect: Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.available_rect_before_wrap();
    let left = Rect::from_min_max(room.min + vec2(AROUND, AROUND), egui::pos2(rect.right(), f32::INFINITY));
    let mut child = ui.new_child(UiBuilder::new().max_rect(left));
    child.spacing_mut().item_spacing = vec2(0.0, 0.0);
    let made = add(&mut child);
    let used = child.min_rect();
    ui.allocate_rect(used.expand(AROUND), egui::Sense::hover());
    made
}

/// What stands between a dialog's title and its buttons: it scrolls where it is higher than the room, beside a bar that is in
/// the dialog's margin and covers nothing.
pub(super) fn scrolled(ui: &mut Ui, room: f32, salt: &str, add: impl FnOnce(&mut Ui)) {
    const BAR: f32 = 14.0;
    let at = ui.available_rect_before_wrap();
    let whole = Rect::from_min_size(at.min - vec2(AROUND, 0.0), vec2(at.width() + AROUND + BAR, room));
    let used = place(ui, whole, |ui| {
        let area = ScrollArea::vertical().id_salt(salt).auto_shrink([false, true]).max_height(room);
        let shown = area.show(ui, |ui| {
            let left = Rect::from_min_size(ui.cursor().min + vec2(AROUND, 0.0), vec2(at.width(), f32::INFINITY));
            let mut child = ui.new_child(UiBuilder::new().max_rect(left));
            child.spacing_mut().item_spacing = vec2(0.0, 0.0);
            add(&mut child);
            ui.allocate_rect(child.min_rect(), egui::Sense::hover());
            follow_focus(ui, salt);
        });
        shown.content_size.y.min(room)
    });
    row(ui, used);
}

/// The whole width at the cursor, this high.
pub(super) fn row(ui: &mut Ui, height: f32) -> Rect {
    ui.allocate_space(vec2(ui.available_width(), height)).1
}

/// A line across, as wide as the room and `over` wider at both ends.
pub(super) fn divider(ui: &mut Ui, over: f32) {
    let rect = row(ui, 1.0).expand2(vec2(over, 0.0));
    ui.painter().hline(rect.x_range(), rect.center().y, (1.0, ui.palette().border));
}

/// An icon, and words beside it over as many lines as they take.
pub(super) fn said(ui: &mut Ui, mark: Icon, color: egui::Color32, words: &str, face: Type, muted: bool) {
    let width = ui.available_width() - 30.0;
    let galley = text::paragraph(ui, words, face, width, usize::MAX);
    let rect = row(ui, galley.size().y.max(20.0));
    icon(ui.painter(), mark, egui::pos2(rect.left() + 10.0, rect.top() + 10.0), 20.0, color);
    let at = rect.with_min_x(rect.left() + 30.0);
    let words = Text::new(words, face).wrap();
    if muted {
        words.muted().at(ui, at)
    } else {
        words.at(ui, at)
    };
}

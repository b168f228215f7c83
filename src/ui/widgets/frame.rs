//! What every field has around it: a label above, a box, and a line below when something is wrong.

use egui::{
    Align2, Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::button::link_as;
use super::key_hint::KeyHint;
use super::paint::{Announced, announce, corners, icon};
use super::place;
use super::text::{self, Type};
use crate::text::{Words, say};
use crate::ui::icons::{self, Icon};
use crate::ui::scripts;
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;

/// How high a label is.
pub(super) const LINE: f32 = 18.0;
/// From the top of the label to the top of the box.
pub(super) const LABEL: f32 = 20.0;
/// From the bottom of the box to the bottom of the line that says what is wrong.
pub(super) const ERROR: f32 = 22.0;
/// From the box's border to the text in it.
pub(super) const PADDING: f32 = 10.0;

/// Paints a label, and after it that what it is the label of can be left out.
pub(super) fn label(ui: &Ui, rect: Rect, words: &str, optional: bool) {
    label_in(ui, rect, words, optional, Words::english());
}

/// The same in another language.
pub(super) fn label_in(ui: &Ui, rect: Rect, words: &str, optional: bool, language: Words) {
    let p = ui.palette();
    let row = Rect::from_min_size(rect.min, vec2(rect.width(), LINE));
    let galley = text::elided(ui, words, Type::CaptionStrong, row.width());
    let end = text::paint(ui, galley, row, Align2::LEFT_CENTER, p.text).right();
    if optional {
        let rest = row.with_min_x((end + 6.0).round());
        let galley = text::elided(ui, say!(language, "optional"), Type::Caption, rest.width());
        text::paint(ui, galley, rest, Align2::LEFT_CENTER, p.text_muted);
    }
}

/// Paints the box of a field.
pub(super) fn control(ui: &Ui, rect: Rect, wrong: bool, enabled: bool) {
    let p = ui.palette();
    let border = if wrong { 2.0 } else { ui.mode().border() };
    let color = if wrong { p.danger } else { p.border_control };
    let (fill, color) = if enabled { (p.surface, color) } else { (p.sunken, p.border) };
    let radius: CornerRadius = corners(tokens().radius.control);
    ui.painter().rect(rect, radius, fill, Stroke::new(border, color), StrokeKind::Inside);
}

/// Where the text of a box goes.
pub(super) fn inside(ui: &Ui, rect: Rect) -> Rect {
    rect.shrink2(vec2(PADDING + ui.mode().border(), 0.0))
}

/// Paints what is wrong, under the box; where that is too narrow for the words, also beside, as far as the place goes.
pub(in crate::ui) fn error(ui: &Ui, under: Rect, words: &str) {
    said(ui, under, words, ui.palette().danger, icons::WARNING_CIRCLE.fill(), Announced::AtOnce);
}

/// Paints what looks unusual and is kept all the same, in the same way.
pub(super) fn remark(ui: &Ui, under: Rect, words: &str) {
    said(ui, under, words, ui.palette().warning, icons::WARNING.fill(), Announced::InTime);
}

/// Paints what not to write, quietly, in the same place. It is told by the field itself.
pub(super) fn caution(ui: &Ui, under: Rect, words: &str) {
    let row = wide_enough(ui, error_row(under), words);
    let color = ui.palette().text_muted;
    icon(ui.painter(), icons::INFO, pos2(row.left() + 8.0, row.center().y), 16.0, color);
    let words_at = row.with_min_x(row.left() + 21.0);
    let galley = text::elided(ui, words, Type::Caption, words_at.width());
    let painted = text::paint(ui, galley, words_at, Align2::LEFT_CENTER, color);
    let id = ui.unique_id().with(("caution", under.left() as i32, under.top() as i32));
    ui.interact(painted, id, Sense::hover()).widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
}

/// Paints how a name will read, in the same place.
pub(super) fn reading(ui: &mut Ui, under: Rect, name: &str) {
    let row = Rect::from_min_size(pos2(under.left(), under.bottom() + 3.0), vec2(under.width(), 18.0));
    let palette = ui.palette();
    let caption = scripts::Look { size: 13.0, strong: false, color: palette.text_muted };
    let strong = scripts::Look { strong: true, color: palette.text, ..caption };
    place(ui, row, |ui| scripts::reading_below(ui, name, caption, strong));
}

fn said(ui: &Ui, under: Rect, words: &str, color: Color32, sign: Icon, when: Announced) {
    let row = wide_enough(ui, error_row(under), words);
    icon(ui.painter(), sign, pos2(row.left() + 8.0, row.center().y), 16.0, color);
    let words_at = row.with_min_x(row.left() + 21.0);
    let galley = text::elided(ui, words, Type::CaptionStrong, words_at.width());
    let painted = text::paint(ui, galley, words_at, Align2::LEFT_CENTER, color);
    // Told by the field itself too; this is for whoever has gone on to the next one.
    let said =
        ui.interact(painted, ui.unique_id().with(("error", under.left() as i32, under.top() as i32)), Sense::hover());
    said.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    announce(ui, said.id, when);
}

/// The row with room for the words, to the right first and then to the left, within the place that they are shown in.
fn wide_enough(ui: &Ui, row: Rect, words: &str) -> Rect {
    let needed = 22.0 + text::line(ui, words, Type::CaptionStrong).size().x.ceil();
    let room = ui.max_rect().x_range();
    if needed <= row.width() {
        return row;
    }
    let right = (row.left() + needed).min(room.max).max(row.right());
    row.with_max_x(right).with_min_x((right - needed).max(room.min).min(row.left()))
}

/// Offers a better spelling under the box: the words before, what would be taken, and the key that takes it.
pub(super) fn suggestion(ui: &mut Ui, under: Rect, (before, better, key): (&str, &str, &str)) -> Response {
    let row = error_row(under);
    let color = mark(ui, row);
    let at = row.with_min_x(row.left() + 21.0);
    let galley = text::line(ui, before, Type::CaptionStrong);
    let x = text::paint(ui, galley, at, Align2::LEFT_CENTER, color).right() + 4.0;
    let pressed = place(ui, at.with_min_x(x), |ui| link_as(ui, better, Type::CaptionStrong, Some(color)));
    let galley = text::line(ui, "?", Type::CaptionStrong);
    let x = text::paint(ui, galley, at.with_min_x(pressed.rect.right()), Align2::LEFT_CENTER, color).right();
    KeyHint::new(key).color(color).paint(ui, pos2(x + 8.0, row.center().y));
    pressed
}

fn error_row(under: Rect) -> Rect {
    Rect::from_min_size(pos2(under.left(), under.bottom() + 4.0), vec2(under.width(), 18.0))
}

fn mark(ui: &Ui, row: Rect) -> Color32 {
    let color = ui.palette().danger;
    icon(ui.painter(), icons::WARNING_CIRCLE.fill(), pos2(row.left() + 8.0, row.center().y), 16.0, color);
    color
}

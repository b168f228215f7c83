//! The list that drops from a field: above everything, moving nothing.

use std::ops::Range;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align2, Area, Color32, Id, Key, Order, Rect, Role, Sense, Stroke, Ui, UiKind, WidgetInfo, pos2, vec2};

use super::key_hint::KeyHint;
use super::keys;
use super::paint::{Announced, announce, icon, raised};
use super::text::{self, Type};
use crate::ui::icons;
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;

/// What is remembered about a list between passes.
#[derive(Clone, Debug, Default)]
pub(super) struct Open {
    pub(super) open: bool,
    /// Which row Enter would take.
    pub(super) at: usize,
    /// What was typed to find a row, and when.
    pub(super) typed: String,
    pub(super) typed_at: f64,
    /// The row has moved, and must be seen.
    pub(super) moved: bool,
    /// What was chosen when the list opened.
    pub(super) before: Option<usize>,
    /// Somebody went to the row, with letters or arrows.
    pub(super) reached: bool,
    /// What was typed fits no row.
    pub(super) fits_nothing: bool,
    /// What was typed and fitted no row, after the list was left.
    pub(super) missed: String,
}

/// Forgets what was typed into lists.
pub fn forget_lists(ctx: &egui::Context) {
    ctx.data_mut(egui::util::IdTypeMap::remove_by_type::<Open>);
}

impl Open {
    pub(super) fn load(ui: &Ui, id: Id) -> Self {
        ui.data(|data| data.get_temp(id.with("list"))).unwrap_or_default()
    }

    pub(super) fn store(self, ui: &Ui, id: Id) {
        ui.data_mut(|data| data.insert_temp(id.with("list"), self));
    }

    /// Moves by the arrows of this pass, round the ends.
    pub(super) fn arrows(&mut self, ui: &Ui, count: usize) {
        let (down, up) = (keys::plain(ui.ctx(), Key::ArrowDown), keys::plain(ui.ctx(), Key::ArrowUp));
        if count > 0 && (down || up) {
            self.go_to(if down { (self.at + 1) % count } else { (self.at + count - 1) % count });
        }
    }

    /// Moves to a row because somebody asked for it.
    pub(super) fn go_to(&mut self, row: usize) {
        (self.at, self.moved, self.reached, self.fits_nothing) = (row, true, true, false);
    }
}

/// One row.
pub(super) struct Row<'a> {
    pub(super) label: &'a str,
    pub(super) detail: &'a str,
    /// The part of the label that was typed.
    pub(super) found: Range<usize>,
    pub(super) chosen: bool,
}

/// The line at the bottom.
pub(super) struct Footer<'a> {
    pub(super) count: &'a str,
    /// It is read out: what was typed fits nothing.
    pub(super) announced: bool,
    /// What Ctrl+Space would keep.
    pub(super) keep: Option<&'a str>,
    /// What the arrows do.
    pub(super) choose: &'a str,
}

/// A list under (or, without room, over) a box.
pub(super) struct List<'a> {
    pub(super) id: Id,
    pub(super) name: &'a str,
    pub(super) under: Rect,
    /// How wide it is at least, where the box is narrower.
    pub(super) least: f32,
    /// What is above this is not covered.
    pub(super) from: f32,
    pub(super) at: usize,
    pub(super) moved: bool,
    pub(super) row_height: f32,
    /// The hint after the row that Enter would take.
    pub(super) enter: bool,
    /// What stands in it where there is no row.
    pub(super) none: &'a str,
    pub(super) footer: Option<Footer<'a>>,
}

/// How many rows are seen at once.
const SEEN: usize = 7;
/// Between the list and the edge of the window.
const EDGE: f32 = 2.0;
const FOOTER: f32 = 36.0;

impl List<'_> {
    /// Shows `count` rows; says which was pressed.
    pub(super) fn show<'r>(self, ui: &Ui, count: usize, row: impl Fn(usize) -> Row<'r>) -> Option<usize> {
        let footer = if self.footer.is_some() { FOOTER } else { 0.0 };
        let high = self.row_height * count.clamp(1, SEEN) as f32 + footer;
        let screen = ui.ctx().content_rect();
        let (below, above) = (self.under.bottom() + 3.0, self.under.top() - 3.0);
        let (room, room_above) = (screen.bottom() - below - EDGE, above - screen.top().max(self.from) - EDGE);
        // Where neither side has room for all of it, it scrolls on the one that has more.
        let (top, high) = match high {
            high if high <= room => (below, high),
            high if high <= room_above => (above - high, high),
            _ if room >= room_above => (below, room),
            _ => (above - room_above, room_above),
        };
        let wide = self.under.width().max(self.least).min(screen.width());
        let left = self.under.left().min(screen.right() - wide).max(screen.left());
        let rect = Rect::from_min_size(pos2(left, top), vec2(wide, high));
        let area = Area::new(self.id.with("popup")).kind(UiKind::Popup).order(Order::Foreground).fixed_pos(rect.min);
        let area = area.constrain(false).fade_in(false).role(Role::ListBox).accessible_name(self.name);
        area.show(ui.ctx(), |ui| {
            ui.set_min_size(rect.size());
            ui.set_clip_rect(screen);
            // What is pressed between rows stays in the list.
            ui.interact(rect, self.id.with("ground"), Sense::CLICK);
            raised(ui, rect, tokens().radius.card);
            let rows = rect.with_max_y(rect.bottom() - footer);
            let pressed = if count == 0 {
                self.without_rows(ui, rows);
                None
            } else {
                super::place(ui, rows, |ui| self.rows(ui, rows, count, row))
            };
            if let Some(footer) = &self.footer {
                self.foot(ui, rect.with_min_y(rows.bottom()), footer);
            }
            pressed
        })
        .inner
    }

    fn without_rows(&self, ui: &Ui, rect: Rect) {
        let inner = rect.shrink2(vec2(13.0, 0.0));
        let galley = text::elided(ui, self.none, Type::Body, inner.width());
        let painted = text::paint(ui, galley, inner, Align2::LEFT_CENTER, ui.palette().text_muted);
        let said = ui.interact(painted, self.id.with("none"), Sense::hover());
        said.widget_info(|| WidgetInfo::labeled(Role::Label, true, self.none));
        announce(ui, said.id, Announced::InTime);
    }

    fn rows<'r>(&self, ui: &mut Ui, rect: Rect, count: usize, row: impl Fn(usize) -> Row<'r>) -> Option<usize> {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        ui.set_clip_rect(rect);
        let mut scroll = egui::ScrollArea::vertical().id_salt(self.id.with("scroll")).max_height(rect.height());
        if self.moved {
            let offset = (self.at as f32 + 0.5) * self.row_height - rect.height() / 2.0;
            scroll = scroll
                .vertical_scroll_offset(offset.clamp(0.0, (self.row_height * count as f32 - rect.height()).max(0.0)));
        }
        let mut pressed = None;
        scroll.show_rows(ui, self.row_height, count, |ui, range| {
            for index in range {
                if self.row(ui, index, &row(index)) {
                    pressed = Some(index);
                }
            }
        });
        pressed
    }

    fn row(&self, ui: &mut Ui, index: usize, row: &Row<'_>) -> bool {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), self.row_height));
        // The keyboard stays in the field: rows are for the pointer and for screen readers.
        let response = ui.interact(rect, self.id.with(("row", index)), Sense::CLICK);
        let at = index == self.at;
        let said = if row.detail.is_empty() { row.label.to_owned() } else { format!("{}, {}", row.label, row.detail) };
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, row.chosen, said.as_str()));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(at));
        let p = ui.palette();
        if at || response.hovered() {
            let inner = rect.shrink2(vec2(1.0, 0.0));
            let fill = if at { p.selection } else { p.hover };
            let round = tokens().radius.card as u8 - 1;
            let mut corner = egui::CornerRadius::ZERO;
            if index == 0 {
                (corner.nw, corner.ne) = (round, round);
            }
            ui.painter().rect_filled(inner, corner, fill);
            if at {
                ui.painter().rect_filled(
                    inner.with_max_x(inner.left() + 4.0).with_min_y(inner.top() + 1.0),
                    0.0,
                    p.accent,
                );
            }
        }
        let inner = rect.shrink2(vec2(13.0, 0.0));
        let mut right = inner.right();
        if at && self.enter {
            let hint = KeyHint::new("Enter");
            right -= hint.width(ui);
            hint.paint(ui, pos2(right, rect.center().y));
            right -= 11.0;
        }
        if row.chosen {
            right -= 20.0;
            icon(ui.painter(), icons::CHECK.bold(), pos2(right + 10.0, rect.center().y), 16.0, p.accent);
            right -= 8.0;
        }
        if !row.detail.is_empty() {
            let galley = text::line(ui, row.detail, Type::Caption);
            right = text::paint(ui, galley, inner.with_max_x(right), Align2::RIGHT_CENTER, p.text_muted).left() - 12.0;
        }
        let room = right - inner.left();
        let galley = if crate::ui::scripts::reads_differently(row.label) {
            text::elided(ui, row.label, Type::Body, room)
        } else {
            ui.fonts_mut(|fonts| fonts.layout_job(found(row, p.text, room)))
        };
        text::paint(ui, galley, inner, Align2::LEFT_CENTER, p.text);
        response.clicked()
    }

    fn foot(&self, ui: &Ui, rect: Rect, footer: &Footer<'_>) {
        let p = ui.palette();
        let round = tokens().radius.card as u8 - 1;
        let corner = egui::CornerRadius { nw: 0, ne: 0, sw: round, se: round };
        ui.painter().rect_filled(rect.shrink2(vec2(1.0, 0.0)).with_max_y(rect.bottom() - 1.0), corner, p.sunken);
        ui.painter().hline(rect.x_range().shrink(1.0), rect.top() + 0.5, (1.0, p.border));
        let inner = rect.shrink2(vec2(13.0, 0.0));
        let put = |words: &str, right: f32| {
            let galley = text::line(ui, words, Type::Caption);
            text::paint(ui, galley, inner.with_max_x(right), Align2::RIGHT_CENTER, p.text_muted).left()
        };
        let key = |words: &str, right: f32| {
            let hint = KeyHint::new(words);
            let left = right - hint.width(ui);
            hint.paint(ui, pos2(left, rect.center().y));
            left
        };
        let mut right = inner.right();
        if let Some(keep) = footer.keep {
            let room = right - inner.left() - KeyHint::new("Ctrl+Space").width(ui) - 4.0;
            right = put(&kept_words(ui, keep, room), right) - 4.0;
            right = key("Ctrl+Space", right) - 16.0;
        }
        // In a narrow list the count says more than the arrows, which everyone knows; and what can be done, more than both.
        let count = text::line(ui, footer.count, Type::Caption).size().x;
        if right - inner.left() > count + 110.0 {
            right = put(footer.choose, right) - 4.0;
            right = key("↓", right) - 4.0;
            right = key("↑", right) - 8.0;
        }
        if footer.keep.is_none() || right - inner.left() >= count {
            let galley = text::elided(ui, footer.count, Type::Caption, right - inner.left());
            let painted = text::paint(ui, galley, inner, Align2::LEFT_CENTER, p.text_muted);
            if footer.announced {
                let said = ui.interact(painted, self.id.with("foot"), Sense::hover());
                said.widget_info(|| WidgetInfo::labeled(Role::Label, true, footer.count));
                announce(ui, said.id, Announced::InTime);
            }
        }
    }
}

/// As much of what would be kept as there is room to say.
fn kept_words(ui: &Ui, keep: &str, room: f32) -> String {
    let all = keep.chars().count();
    let said = |count: usize| {
        let part: String = keep.chars().take(count).collect();
        format!("keep “{part}{}” as typed", if count < all { "…" } else { "" })
    };
    let fits = |words: &String| text::line(ui, words, Type::Caption).size().x <= room;
    (1..=all.min(24)).rev().map(said).find(fits).unwrap_or_else(|| "keep as typed".to_owned())
}

/// The label with the part that was typed in semibold, underlined.
fn found(row: &Row<'_>, color: Color32, width: f32) -> LayoutJob {
    let plain = TextFormat { color, ..text::format(Type::Body) };
    let strong = TextFormat { font_id: Type::Strong.font(), underline: Stroke::new(1.0, color), ..plain.clone() };
    let mut job = LayoutJob::default();
    let (a, b) = (row.found.start, row.found.end);
    let pieces = (row.label.get(..a), row.label.get(a..b), row.label.get(b..));
    if let (Some(before), Some(middle), Some(after)) = pieces {
        job.append(before, 0.0, plain.clone());
        job.append(middle, 0.0, strong);
        job.append(after, 0.0, plain);
    } else {
        job.append(row.label, 0.0, plain);
    }
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(0.0));
    job
}

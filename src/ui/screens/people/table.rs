//! The list itself: titles, rows, and what stands there when there is nobody.

use std::cell::RefCell;
use std::sync::Arc;

use egui::{Align2, Color32, Galley, Pos2, Rect, Ui, pos2, vec2};

use crate::ui::icons;
use crate::ui::out::{Out, Section, Seen, Wish};
use crate::ui::shell::Parts;
use crate::ui::theme::{Theme, Themed};
use crate::ui::widgets::{Button, Column, HEADER, KeyHint, Rows, Tag, TagKind, Text, Type, place, table_header, text};

use super::list::{ALL_WITHDRAWN, RESTRICTED, Row, WAITS};
use super::painted::Painted;
use super::{People, rows_id, top};

const FOOTER: f32 = 40.0;
/// Two lines of words, and what is around them.
const ROW: f32 = 46.0;
const COUNTS: f32 = 154.0;
/// What the mark of whoever is not to be recorded takes, at the right of the names.
const MARK: f32 = 24.0;

/// How wide the words of a row may be.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Widths {
    pub(super) name: f32,
    pub(super) came: f32,
    pub(super) subjects: f32,
}

/// Where the columns begin, from the left of the table.
#[derive(Clone, Copy)]
struct Lefts {
    came: f32,
    subjects: f32,
    counts: f32,
    widths: Widths,
}

impl Lefts {
    /// As drawn at 758. At 200 % the name, the state and the way on are left.
    fn of(width: f32, narrow: bool) -> Self {
        let counts = width - COUNTS - if narrow { 32.0 } else { 0.0 };
        if narrow {
            let widths = Widths { name: counts - 24.0 - MARK, came: 0.0, subjects: 0.0 };
            return Self { came: counts, subjects: counts, counts, widths };
        }
        let subjects = (counts * 414.0 / 604.0).round();
        let came = (counts * 338.0 / 604.0).round();
        let widths =
            Widths { name: came - 24.0 - MARK, came: subjects - came - 8.0, subjects: counts - subjects - 12.0 };
        Self { came, subjects, counts, widths }
    }
}

impl People {
    pub(super) fn list_card(&mut self, ui: &mut Ui, card: Rect, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) {
        // The border of the card stays in sight.
        let inside = card.shrink2(vec2(1.0, 0.0));
        let top = Rect::from_min_size(card.min, vec2(card.width(), top::height(parts)));
        self.top(ui, top, parts, seen, out);
        let line = ui.palette().border;
        ui.painter().hline(inside.x_range(), top.bottom() + 0.5, (1.0, line));
        let lefts = Lefts::of(card.width(), parts.narrow);
        let header = Rect::from_min_max(
            pos2(inside.left(), top.bottom() + 1.0),
            pos2(inside.right(), top.bottom() + 1.0 + HEADER),
        );
        header_row(ui, header, &lefts, parts.narrow);
        let footer = if parts.narrow { 0.0 } else { FOOTER };
        let rows = Rect::from_min_max(header.left_bottom(), pos2(inside.right(), card.bottom() - footer - 1.0));
        if self.list.len() > 0 || !self.list.known {
            self.rows(ui, rows, &lefts, parts);
        } else {
            self.nobody(ui, rows, seen, out);
        }
        if !parts.narrow {
            footer_row(ui, Rect::from_min_max(pos2(inside.left(), card.bottom() - FOOTER), inside.max));
        }
    }

    fn rows(&mut self, ui: &mut Ui, rect: Rect, lefts: &Lefts, parts: &Parts) {
        self.galleys.mark(&self.list.terms);
        let reveal = std::mem::take(&mut self.list.reveal);
        let (list, selected) = (&self.list, self.list.selected_at());
        let icons = self.galleys.icons(ui);
        let galleys = RefCell::new(&mut self.galleys);
        let mut sight: Option<(usize, usize)> = None;
        let rows = Rows::new(rows_id(), &list.name, list.len()).height(ROW).selected(selected).reveal(reveal);
        let done = rows.at(
            ui,
            rect,
            |at| list.row(at).map_or_else(|| "…".to_owned(), Row::said),
            |ui, row_rect, at, on| {
                sight = Some((sight.map_or(at, |(first, _)| first), at + 1));
                let Some(row) = list.row(at) else { return };
                let mut galleys = galleys.borrow_mut();
                let painted = galleys.row(ui, row, lefts.widths, on);
                paint_row(ui, row_rect, row, painted, lefts, &icons);
                if parts.narrow {
                    let centre = pos2(row_rect.right() - 20.0, row_rect.center().y);
                    crate::ui::widgets::paint::icon(
                        ui.painter(),
                        icons::CARET_RIGHT,
                        centre,
                        16.0,
                        ui.palette().text_muted,
                    );
                }
            },
        );
        let was = std::mem::replace(&mut self.list.in_sight, sight.map_or(0..0, |(first, end)| first..end));
        self.galleys.ahead(ui, self.list.next_in_sight(&was), lefts.widths);
        if let Some(at) = done.selected {
            self.list.select_at(at);
            if parts.narrow && ui.input(|input| input.pointer.any_released()) {
                self.opened(parts);
            }
        }
        if done.opened.is_some() {
            self.opened(parts);
        }
    }

    /// One line of fact, one action.
    fn nobody(&mut self, ui: &mut Ui, rect: Rect, seen: &Seen<'_>, out: &mut Out<'_>) {
        let query = self.list.query.trim().to_owned();
        let words = if !query.is_empty() {
            format!("No one matches ‘{query}’.")
        } else if !self.list.filters.is_empty() {
            "No one is left by these filters.".to_owned()
        } else if seen.session.who.role == crate::domain::staff::Role::Desk {
            "No one yet today. Register the first visitor, Ctrl+1.".to_owned()
        } else {
            "No one yet. Register the first visitor, Ctrl+1.".to_owned()
        };
        let label = match (query.is_empty(), self.list.filters.is_empty()) {
            (_, false) => "Show everyone",
            (true, true) => "Register a visitor",
            (false, true) => "Register them",
        };
        let middle = rect.top() + (rect.height() * 0.36).min(160.0);
        let line = Rect::from_min_size(pos2(rect.left() + 16.0, middle - 12.0), vec2(rect.width() - 32.0, 24.0));
        Text::body(&words).muted().centre().at(ui, line);
        let button = Button::secondary(label).small().id(egui::Id::unique("nobody found"));
        let size = vec2(button.natural_width(ui), 36.0);
        let at = Rect::from_center_size(pos2(rect.center().x, line.bottom() + 30.0), size);
        if button.at(ui, at).clicked() {
            match (query.is_empty(), self.list.filters.is_empty()) {
                (_, false) => {
                    self.list.filters.clear();
                    self.list.stirred = true;
                }
                (true, true) => out.wish(Wish::Go(Section::Register)),
                (false, true) => out.wish(Wish::RegisterNamed(query)),
            }
        }
    }
}

fn header_row(ui: &mut Ui, rect: Rect, lefts: &Lefts, narrow: bool) {
    let name = Column::new("Name and contact", 12.0, lefts.widths.name);
    let counts = Column::new("Yes, no, not asked", lefts.counts, COUNTS - 8.0);
    if narrow {
        table_header(ui, rect, &[name, counts]);
    } else {
        let came = Column::new("Came", lefts.came, lefts.widths.came);
        let subjects = Column::new("Interested in", lefts.subjects, lefts.widths.subjects);
        table_header(ui, rect, &[name, came, subjects, counts]);
    }
}

fn paint_row(ui: &Ui, rect: Rect, row: &Row, painted: &Painted, lefts: &Lefts, icons: &[Arc<Galley>; 4]) {
    let p = ui.palette();
    let painter = ui.painter();
    let left = rect.left() + 12.0;
    let middle = rect.center().y;
    let (up, down) = if row.has_below() { (middle - 9.0, middle + 9.0) } else { (middle, middle) };
    let name_at = pos2(left, (up - painted.name.size().y / 2.0).round());
    for &(from, to) in &painted.marks {
        let mark = Rect::from_min_max(pos2(left + from, up - 9.0), pos2(left + to, up + 9.0));
        painter.rect_filled(mark, 2.0, p.warning_soft);
        if ui.mode() != Theme::Light {
            // On a dark ground the soft colour is too close to that of the row.
            painter.hline(mark.x_range(), mark.bottom() - 1.0, (2.0, p.warning));
        }
    }
    painter.galley(name_at, painted.name.clone(), p.text);
    if row.has_below() {
        put(ui, &painted.contact, pos2(left, down), p.text_muted);
    }
    let at = |x: f32| pos2(rect.left() + x, middle);
    let mark = |centre: Pos2, icon: &Arc<Galley>, colour: Color32| {
        painter.galley(Align2::CENTER_CENTER.anchor_size(centre, icon.size()).min, icon.clone(), colour);
    };
    if row.listed.do_not_record.any() {
        mark(at(lefts.widths.name + MARK), &icons[3], p.text);
    }
    if lefts.widths.came > 0.0 {
        put(ui, &painted.came, at(lefts.came), p.text_muted);
        put(ui, &painted.subjects, at(lefts.subjects), p.text);
    }
    let tag = if row.listed.waits {
        Some(Tag::new(TagKind::Warning, WAITS).icon(icons::HOURGLASS))
    } else if row.listed.restricted {
        Some(Tag::new(TagKind::Neutral, RESTRICTED).icon(icons::LOCK_SIMPLE))
    } else if row.listed.all_withdrawn {
        Some(Tag::new(TagKind::Neutral, ALL_WITHDRAWN).icon(icons::PROHIBIT))
    } else {
        None
    };
    if let Some(tag) = tag {
        tag.paint(ui, at(lefts.counts));
        return;
    }
    let colours = [p.consent_given, p.consent_refused, p.consent_not_asked];
    let words = [p.consent_given, p.consent_refused, p.text_muted];
    for (number, x) in [0.0, 44.0, 88.0].into_iter().enumerate() {
        let centre = at(lefts.counts + x + 8.0);
        mark(centre, &icons[number], colours[number]);
        put(ui, &painted.counts[number], at(lefts.counts + x + 20.0), words[number]);
    }
}

/// A line from `left`, in the middle of its height.
fn put(ui: &Ui, galley: &Arc<Galley>, left: Pos2, colour: Color32) {
    let at = pos2(left.x, (left.y - galley.size().y / 2.0).round());
    ui.painter().galley(at, galley.clone(), colour);
}

/// What the keys do, and what is kept of it.
fn footer_row(ui: &mut Ui, rect: Rect) {
    let p = ui.palette();
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, (1.0, p.border));
    let mut x = rect.left() + 13.0;
    let middle = rect.center().y;
    let keys = [(&["↑", "↓"][..], "move"), (&["Alt+E"], "amend"), (&["Alt+W"], "withdraw"), (&["Alt+B"], "badge")];
    for (keys, words) in keys {
        for key in keys {
            x = KeyHint::new(key).paint(ui, pos2(x, middle)) + 5.0;
        }
        let galley = text::line(ui, words, Type::Caption);
        let width = galley.size().x;
        put(ui, &galley, pos2(x, middle), p.text_muted);
        x += width.round() + 16.0;
    }
    let note = Rect::from_min_max(pos2(x, rect.top()), pos2(rect.right() - 14.0, rect.bottom()));
    place(ui, note, |ui| Text::caption("Every change is logged").muted().right().at(ui, note));
}

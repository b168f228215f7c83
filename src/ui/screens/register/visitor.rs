//! The left card: who the visitor is, and where each field has its place on it.

use egui::{Rect, Ui, pos2, vec2};

use crate::domain::email;
use crate::domain::field_error::Place;
use crate::domain::form::Field;
use crate::ui::icons;
use crate::ui::out::{Out, Seen};
use crate::ui::scripts;
use crate::ui::shell::Parts;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::Type;
use crate::ui::widgets::{Button, paint, place};

use super::rows::{ERROR, Heights, LABEL, Row, rooms};
use super::{Columns, Register};

/// What *Yes*, *No* and *Not sure* side by side need, with the thickest lines.
const AGE: f32 = 174.0;
/// What the label of *Wants to start* needs, with *optional* after it.
const YEAR: f32 = 142.0;

/// A cell of the card.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Cell {
    Text(Field),
    Phone,
    Birth,
    Age,
    Send,
    Subjects,
    Options(Field),
    Country(Field),
}

impl Cell {
    /// Whose error stands under it.
    pub(super) fn places(&self) -> Vec<Place> {
        match self {
            Self::Text(field) | Self::Options(field) | Self::Country(field) => vec![Place::Field(*field)],
            Self::Phone => vec![Place::Field(Field::Phone)],
            Self::Birth => vec![Place::Field(Field::DateOfBirth)],
            Self::Age => vec![Place::ThirteenOrOver],
            Self::Send => vec![Place::Send],
            Self::Subjects => vec![Place::Field(Field::Subjects)],
        }
    }
}

/// How wide each was drawn.
pub(super) fn drawn(field: Field) -> f32 {
    match field {
        Field::FullName => 354.0,
        Field::GivenName | Field::FamilyName | Field::BadgeName => 206.0,
        Field::Email => 284.0,
        Field::Organisation => 258.0,
        Field::Country | Field::Nationality => 168.0,
        Field::Postcode => 122.0,
        _ => 280.0,
    }
}

impl Register {
    /// The rows of the card, in the order of the picture; those for a child's form are others (R11).
    pub(super) fn rows(&self) -> Vec<Row<Cell>> {
        let form = &self.form;
        let text = |field: Field| form.asks(field).then_some((Cell::Text(field), drawn(field)));
        let options = |field: Field, width: f32| form.asks(field).then_some((Cell::Options(field), width));
        let send = (!form.event().definition().send.is_empty()).then_some((Cell::Send, 198.0));
        let birth = form.asks(Field::DateOfBirth).then_some((Cell::Birth, 172.0));
        let names = Row::new(
            [Field::FullName, Field::GivenName, Field::FamilyName, Field::BadgeName].into_iter().filter_map(text),
        );
        let asked = usize::from(birth.is_some());
        let age = Row::new([birth, Some((Cell::Age, 178.0)), send].into_iter().flatten()).at_least(asked, AGE);
        let subjects = form.asks(Field::Subjects);
        let mut rows = vec![names];
        if form.needs_guardian() {
            rows.push(age);
            let subjects = subjects.then_some((Cell::Subjects, 354.0));
            let school = form.asks(Field::Organisation).then_some((Cell::Text(Field::Organisation), 206.0));
            rows.push(Row::new([subjects, school].into_iter().flatten()));
        } else {
            let phone = form.asks(Field::Phone).then_some((Cell::Phone, 276.0));
            rows.push(Row::new([text(Field::Email), phone].into_iter().flatten()));
            rows.push(age);
            rows.push(Row::new(subjects.then_some((Cell::Subjects, 572.0))));
            let looking = options(Field::LookingFor, 416.0);
            rows.push(Row::new([looking, options(Field::YearOfEntry, 144.0)].into_iter().flatten()).at_least(1, YEAR));
            let country = form.asks(Field::Country).then_some((Cell::Country(Field::Country), 168.0));
            let home = [text(Field::Organisation), country, text(Field::Postcode)];
            rows.push(Row::new(home.into_iter().flatten()));
        }
        rows.retain(|row| !row.is_empty());
        rows
    }

    pub(super) fn visitor_height(&self, parts: &Parts) -> f32 {
        let heights = self.heights(parts);
        let rows = self.rows().len() as f32;
        let mut height = heights.head + 3.0 + rows * (LABEL + heights.box_height + heights.gap);
        height += self.form.notes() as f32 * ERROR;
        if self.form.needs_guardian() {
            height += self.guardian_height(heights) + heights.gap;
        }
        height + self.more_height(heights)
    }

    pub(super) fn heights(&self, parts: &Parts) -> Heights {
        let squeezed = self.alike.shown().is_some() || self.more_open || self.form.notes() > 0;
        Heights::of(parts.window.height(), self.form.needs_guardian(), squeezed)
    }

    pub(super) fn visitor_card(&mut self, ui: &mut Ui, card: Rect, parts: &Parts, seen: &Seen<'_>) {
        paint::card(ui, card);
        let inner = card.shrink2(vec2(17.0, 0.0));
        let heights = self.heights(parts);
        let body = Rect::from_min_max(
            pos2(card.left() + 1.0, card.top() + heights.head),
            pos2(card.right() - 1.0, card.bottom() - 1.0),
        );
        let fits = self.visitor_height(parts) <= card.height() + 1.0 || parts.narrow;
        if fits {
            self.visitor_rows(ui, Rect::from_min_max(pos2(inner.left(), body.top()), inner.max), heights, seen);
        } else {
            place(ui, body, |ui| {
                egui::ScrollArea::vertical().id_salt("visitor").auto_shrink(false).show(ui, |ui| {
                    let top = ui.cursor().top();
                    let area = Rect::from_min_max(pos2(inner.left(), top), pos2(inner.right(), f32::INFINITY));
                    let bottom = self.visitor_rows(ui, area, heights, seen);
                    let used = Rect::from_min_max(pos2(inner.left(), top), pos2(inner.right(), bottom + 12.0));
                    ui.allocate_rect(used, egui::Sense::hover());
                    crate::ui::widgets::follow_focus(ui, "visitor");
                });
            });
        }
    }

    /// Every row, from the top down; gives back where the last one ends.
    fn visitor_rows(&mut self, ui: &mut Ui, area: Rect, heights: Heights, seen: &Seen<'_>) -> f32 {
        let mut y = area.top() + 3.0;
        let child = self.form.needs_guardian();
        for (number, row) in self.rows().into_iter().enumerate() {
            if child && number == 2 {
                y = self.guardian_panel(ui, pos2(area.left(), y), area.width(), heights, seen) + heights.gap;
            }
            let cells: Vec<_> = row.place(area.left(), y, area.width(), LABEL + heights.box_height).collect();
            let noted = |cell: &Cell| cell.places().iter().any(|place| self.note_at(place));
            let notes: Vec<_> = cells.iter().map(|(cell, rect)| (*rect, noted(cell))).collect();
            let has_error = notes.iter().any(|(_, noted)| *noted);
            for ((cell, rect), room) in cells.iter().zip(rooms(area.x_range(), &notes)) {
                let whole = Rect::from_x_y_ranges(room, rect.y_range());
                place(ui, whole, |ui| self.cell(ui, cell, *rect, heights, seen));
            }
            y += LABEL + heights.box_height + heights.gap + if has_error { ERROR } else { 0.0 };
        }
        if child && self.rows().len() <= 2 {
            y = self.guardian_panel(ui, pos2(area.left(), y), area.width(), heights, seen) + heights.gap;
        }
        self.more(ui, pos2(area.left(), y), area.width(), heights, seen)
    }

    /// Whether a line stands under what is at this place: an error, a remark, a suggestion, or how a name reads.
    pub(super) fn note_at(&self, place: &Place) -> bool {
        let form = &self.form;
        let told = form.error(place).is_some() || form.remark(place).is_some();
        told || self.suggestion(place).is_some() || self.reads(place)
    }

    /// Whether the name at this place is written from right to left, so that how it reads stands below it.
    pub(super) fn reads(&self, place: &Place) -> bool {
        // What is wrong comes first: there is one line.
        match place {
            _ if self.form.error(place).is_some() => false,
            Place::Field(field) if field.is_name() || *field == Field::BadgeName => {
                scripts::reads_differently(self.form.draft.field(*field))
            }
            _ => false,
        }
    }

    /// What may have been meant; never taken over by itself.
    pub(super) fn suggestion(&self, place: &Place) -> Option<String> {
        match place {
            Place::Field(Field::Email) if self.saving.left_email(&self.form) => {
                email::suggest(self.form.draft.field(Field::Email))
            }
            _ => None,
        }
    }

    fn cell(&mut self, ui: &mut Ui, cell: &Cell, rect: Rect, heights: Heights, seen: &Seen<'_>) {
        match cell {
            Cell::Text(field) => self.text_cell(ui, *field, rect, heights),
            Cell::Phone => self.phone_cell(ui, rect, heights),
            Cell::Birth => self.birth_cell(ui, rect, heights),
            Cell::Age => self.age_cell(ui, rect, heights),
            Cell::Send => self.send_cell(ui, rect, heights, seen),
            Cell::Subjects => self.subjects_cell(ui, rect, heights),
            Cell::Options(field) => self.options_cell(ui, *field, rect, heights),
            Cell::Country(field) => self.country_cell(ui, *field, rect, heights),
        }
    }

    /// What stands in the cards' first line. It comes last in the order of Tab: its buttons have keys of their own.
    pub(super) fn card_headers(
        &mut self,
        ui: &mut Ui,
        columns: &Columns,
        parts: &Parts,
        seen: &Seen<'_>,
        out: &mut Out<'_>,
    ) {
        let left = columns.left;
        let row = self.heights(parts).title_row(left);
        let title = row.left_center();
        ui.painter().text(title, egui::Align2::LEFT_CENTER, "Visitor", Type::Title.font(), ui.palette().text);
        if self.party.is_some() {
            let at = row.with_max_x(left.right() - 17.0).with_min_x(left.right() - 200.0);
            let clicked = place(ui, at, |ui| {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    Button::quiet("Same party").icon(icons::USERS).small().show(ui).clicked()
                })
                .inner
            });
            if clicked {
                self.same_party(seen);
            }
        }
        self.consent_header(ui, columns.right, parts, seen, out);
    }
}

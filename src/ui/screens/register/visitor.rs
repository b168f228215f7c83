//! The left card: who the visitor is, and where each field has its place on it.

use egui::{Rect, Ui, pos2, vec2};

use crate::domain::email;
use crate::domain::field_error::{GuardianField, Place};
use crate::domain::form::Field;
use crate::ui::icons;
use crate::ui::out::Seen;
use crate::ui::scripts;
use crate::ui::shell::Parts;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::Type;
use crate::ui::widgets::{Button, paint, place};

use super::layout::{self, Cell};
use super::rows::{ERROR, Heights, LABEL, Row, rooms};
use super::{Columns, Register};

impl Register {
    /// The rows of the card as it is now.
    fn rows(&self) -> Vec<Row<Cell>> {
        layout::rows(self.form.event(), self.form.needs_guardian())
    }

    pub(super) fn visitor_height(&self, parts: &Parts) -> f32 {
        let heights = self.heights(parts);
        let mut height = layout::rows_height(self.rows().len(), heights);
        height += self.form.notes() as f32 * ERROR;
        height += layout::cautions_height(self.form.event(), self.form.needs_guardian());
        if self.form.needs_guardian() {
            height += self.guardian_height(heights) + heights.gap;
        }
        height + self.more_height(heights)
    }

    pub(super) fn heights(&self, parts: &Parts) -> Heights {
        let squeezed = self.may_be().is_some() || self.more_open || self.form.notes() > 0;
        let of = |window: f32| Heights::of(window, self.form.needs_guardian(), squeezed);
        let whole = parts.window.height();
        // What is pressed stays as wide, whatever stands above it.
        Heights { yes_or_no: of(whole).yes_or_no, ..of(whole - self.above) }
    }

    pub(super) fn visitor_card(&mut self, ui: &mut Ui, card: Rect, parts: &Parts, seen: &Seen<'_>) {
        paint::card(ui, card);
        let inner = card.shrink2(vec2(17.0, 0.0));
        let heights = self.heights(parts);
        let body = Rect::from_min_max(
            pos2(card.left() + 1.0, card.top() + heights.head),
            pos2(card.right() - 1.0, card.bottom() - 1.0),
        );
        let fits = layout::has_room(card, self.visitor_height(parts)) || parts.narrow;
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

    /// Whether a line stands under what is at this place: an error, a remark, a suggestion, how a name reads, or what not to write.
    pub(super) fn note_at(&self, place: &Place) -> bool {
        let free = layout::is_free_text(self.form.event(), place);
        free || self.form.is_noted(place) || self.suggestion(place).is_some() || self.reads(place)
    }

    /// Whether the name at this place is written from right to left, so that how it reads stands below it.
    pub(super) fn reads(&self, place: &Place) -> bool {
        let name = match place {
            Place::Field(field) if field.names_somebody() => self.form.draft.field(*field),
            Place::Guardian(GuardianField::Name) => self.form.draft.guardian_field(GuardianField::Name),
            _ => return false,
        };
        // What is wrong comes first: there is one line.
        self.form.error(place).is_none() && scripts::reads_differently(name)
    }

    /// What may have been meant; never taken over by itself.
    pub(super) fn suggestion(&self, place: &Place) -> Option<String> {
        let typed = match place {
            Place::Field(Field::Email) => self.form.draft.field(Field::Email),
            Place::Guardian(GuardianField::Email) => self.form.draft.guardian_field(GuardianField::Email),
            _ => return None,
        };
        if self.saving.left_email(place, typed) { email::suggest(typed) } else { None }
    }

    fn cell(&mut self, ui: &mut Ui, cell: &Cell, rect: Rect, heights: Heights, seen: &Seen<'_>) {
        match cell {
            Cell::Text(field) if self.is_left_out(*field) => {}
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

    /// What stands in the cards' first line. It comes in the order of Tab after the questions, and before the bar.
    pub(super) fn card_headers(&mut self, ui: &mut Ui, columns: &Columns, parts: &Parts) {
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
                self.same_party();
            }
        }
        self.consent_header(ui, columns.right, parts);
    }
}

//! The parent or guardian panel: who answers for a child, and their own Yes to both questions (R11).

use egui::{Align2, Id, Pos2, Rect, Ui, pos2, vec2};

use crate::domain::field_error::{GuardianField, Place};
use crate::domain::form::Field;
use crate::ui::icons;
use crate::ui::out::{Out, Seen};
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;
use crate::ui::widgets::text::Type;
use crate::ui::widgets::{ChoiceOption, ConsentChoice, ConsentRow, ConsentState, Field as TextField, TypeAhead, paint};

use super::Register;
use super::rows::{BETWEEN, ERROR, Heights, LABEL};

/// What somebody can be to a child. A teacher or leader is not among them: they cannot agree.
const RELATIONSHIPS: [&str; 7] = [
    "Mother",
    "Father",
    "Parent",
    "Legal guardian",
    "Grandparent with parental responsibility",
    "Foster carer",
    "Step-parent with parental responsibility",
];

const PADDING: f32 = 12.0;
const TITLE: f32 = 31.0;
/// From the last field to the first answer.
const BEFORE: f32 = 2.0;

impl Register {
    /// How tall the panel is now.
    pub(super) fn guardian_height(&self, heights: Heights) -> f32 {
        let field = LABEL + heights.box_height;
        let notes = [[GuardianField::Name, GuardianField::Relationship], [GuardianField::Email, GuardianField::Phone]];
        let errors =
            notes.iter().filter(|pair| pair.iter().any(|field| self.note_at(&Place::Guardian(*field)))).count();
        let answers = [GuardianField::Responsible, GuardianField::Consent];
        let wrong = answers.iter().filter(|field| self.form.error(&Place::Guardian(**field)).is_some()).count();
        TITLE + 2.0 * field + heights.gap + BEFORE + 2.0 * heights.answer + 4.0 + (errors + wrong) as f32 * ERROR
    }

    /// Paints the panel; gives back where it ends.
    pub(super) fn guardian_panel(
        &mut self,
        ui: &mut Ui,
        at: Pos2,
        width: f32,
        heights: Heights,
        _seen: &Seen<'_>,
        _out: &mut Out<'_>,
    ) -> f32 {
        let panel = Rect::from_min_size(at, vec2(width, self.guardian_height(heights)));
        let palette = ui.palette();
        let line = (tokens().line.hairline, palette.info);
        ui.painter().rect(panel, 6.0, palette.info_soft, line, egui::StrokeKind::Inside);
        self.guardian_title(ui, panel);
        let inner = Rect::from_min_max(
            pos2(panel.left() + PADDING, panel.top() + TITLE),
            pos2(panel.right() - PADDING, panel.bottom()),
        );
        let field = LABEL + heights.box_height;
        let mut y = inner.top();
        let split = inner.width() * (374.0 / 546.0);
        let name = Rect::from_min_size(pos2(inner.left(), y), vec2(split, field));
        let relationship = Rect::from_min_max(pos2(name.right() + BETWEEN, y), pos2(inner.right(), y + field));
        self.guardian_text(ui, GuardianField::Name, "Full name", name, heights);
        self.relationship(ui, relationship, heights);
        y += field + heights.gap + self.error_under(&[GuardianField::Name, GuardianField::Relationship]);
        let split = inner.width() * (294.0 / 546.0);
        let email = Rect::from_min_size(pos2(inner.left(), y), vec2(split, field));
        let phone = Rect::from_min_max(pos2(email.right() + BETWEEN, y), pos2(inner.right(), y + field));
        self.guardian_text(ui, GuardianField::Email, "Their email", email, heights);
        let (dial, number) = super::cells::dial_and_number(phone);
        self.dial(ui, Id::unique("guardian dial"), "Their phone", dial, heights);
        self.guardian_text(ui, GuardianField::Phone, "Their phone", number, heights);
        y += field + BEFORE + self.error_under(&[GuardianField::Email, GuardianField::Phone]);
        let child = self.child();
        let responsible = format!("“Are you {child}’s parent, or legally responsible for them?”");
        let row = |y: f32| Rect::from_x_y_ranges(inner.x_range(), y..=y + heights.answer);
        y = self.guardian_answer(ui, GuardianField::Responsible, &responsible, row(y), heights);
        let consent = format!("“Do you agree to us keeping {child}’s details?”");
        self.guardian_answer(ui, GuardianField::Consent, &consent, row(y), heights);
        panel.bottom()
    }

    fn error_under(&self, fields: &[GuardianField]) -> f32 {
        if fields.iter().any(|field| self.note_at(&Place::Guardian(*field))) { ERROR } else { 0.0 }
    }

    fn guardian_title(&self, ui: &Ui, panel: Rect) {
        let palette = ui.palette();
        let y = panel.top() + 16.0;
        paint::icon(ui.painter(), icons::USERS.fill(), pos2(panel.left() + 22.0, y), 18.0, palette.info);
        let at = pos2(panel.left() + 40.0, y);
        let title = ui.painter().text(at, Align2::LEFT_CENTER, "Parent or guardian", Type::Strong.font(), palette.text);
        let child = self.child();
        let why = if self.form.age().is_some() {
            let consent = self.form.event().definition().ages.consent;
            format!("Needed because {child} is under {consent}. They must be here.")
        } else {
            "Needed unless a date of birth says otherwise. They must be here.".to_owned()
        };
        let at = pos2(title.right() + 9.0, y);
        ui.painter().text(at, Align2::LEFT_CENTER, why, Type::Caption.font(), palette.text_muted);
    }

    /// What to call the child.
    pub(super) fn child(&self) -> String {
        let badge = self.form.draft.field(Field::BadgeName);
        if !badge.is_empty() {
            return badge.to_owned();
        }
        let given = self.form.draft.field(Field::GivenName);
        let full = self.form.draft.field(Field::FullName);
        let first = if given.is_empty() { full.split_whitespace().next().unwrap_or_default() } else { given };
        if first.is_empty() { "the child".to_owned() } else { first.to_owned() }
    }

    /// Who answers for whom, for the tag beside *Consent*.
    pub(super) fn child_tag(&self) -> Option<String> {
        if !self.form.needs_guardian() {
            return None;
        }
        let guardian = self.form.draft.guardian_field(GuardianField::Name);
        let guardian = guardian.split_whitespace().next().unwrap_or("A guardian");
        Some(format!("{guardian} answers for {}", self.child()))
    }

    /// What to ask the guardian, while their consent is what is missing.
    pub(super) fn guardian_question(&self) -> Option<String> {
        if !self.form.needs_guardian() || self.form.draft.guardian_field(GuardianField::Consent) == "yes" {
            return None;
        }
        let guardian = self.form.draft.guardian_field(GuardianField::Name);
        let whom = if guardian.is_empty() { "the parent or guardian" } else { guardian };
        Some(format!("Ask {whom}: “Do you agree to us keeping {}’s details?”", self.child()))
    }

    fn guardian_text(&mut self, ui: &mut Ui, field: GuardianField, label: &str, rect: Rect, heights: Heights) {
        let at = Place::Guardian(field);
        let id = Self::id(&at);
        let error = self.form.error(&at).map(str::to_owned);
        let before = self.form.draft.guardian.get(&field).cloned().unwrap_or_default();
        let mut typed = before.clone();
        let edit = TextField::new(id, label).error(error.as_deref()).height(heights.box_height);
        // The dialling code beside it has the label.
        let response = if field == GuardianField::Phone {
            edit.no_label().at(ui, rect.with_min_y(rect.top() + LABEL), &mut typed)
        } else {
            edit.at(ui, rect, &mut typed)
        };
        self.focus_if_asked(ui, &at, id);
        self.guardian_typed(field, &before, typed, response.left);
    }

    fn guardian_typed(&mut self, field: GuardianField, before: &str, typed: String, left: bool) {
        let at = Place::Guardian(field);
        if typed != before {
            self.form.draft.guardian.insert(field, typed);
            self.form.changed(&at);
        }
        if left {
            self.form.leave(&at);
        }
    }

    fn relationship(&mut self, ui: &mut Ui, rect: Rect, heights: Heights) {
        let field = GuardianField::Relationship;
        let at = Place::Guardian(field);
        let id = Self::id(&at);
        let error = self.form.error(&at).map(str::to_owned);
        let before = self.form.draft.guardian.get(&field).cloned().unwrap_or_default();
        let mut typed = before.clone();
        let options = RELATIONSHIPS.map(ChoiceOption::new);
        let response = TypeAhead::new(id, "They are the child’s", &options, "answers")
            .field(|edit| edit.error(error.as_deref()).height(heights.box_height))
            .keeps(true)
            .at(ui, rect, &mut typed)
            .field;
        self.focus_if_asked(ui, &at, id);
        self.guardian_typed(field, &before, typed, response.left);
    }

    /// One of the two questions to the guardian, with its full words and Yes and No of equal weight.
    fn guardian_answer(&mut self, ui: &mut Ui, field: GuardianField, words: &str, row: Rect, heights: Heights) -> f32 {
        let at = Place::Guardian(field);
        let palette = ui.palette();
        let middle = row.center().y;
        let both = 2.0 * heights.yes_or_no + 6.0;
        let buttons = Rect::from_min_size(pos2(row.right() - both, middle - 18.0), vec2(both, 36.0));
        let width = buttons.left() - row.left() - 8.0;
        let galley = ui.painter().layout(words.to_owned(), Type::Strong.font(), palette.text, width);
        ui.painter().galley(pos2(row.left(), middle - galley.size().y / 2.0), galley, palette.text);
        let chosen = match self.form.draft.guardian_field(field) {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let id = Self::id(&at);
        let state = match chosen {
            None => ConsentState::NotAsked,
            Some(true) => ConsentState::Yes(""),
            Some(false) => ConsentState::No(""),
        };
        let response = ConsentRow::new(id, icons::USERS, words, state)
            .only_answers()
            .answer_width(heights.yes_or_no)
            .at(ui, buttons);
        self.focus_if_asked(ui, &at, ConsentRow::focus_id(id));
        if let Some(choice) = response.chosen {
            let said = match choice {
                ConsentChoice::Yes => "yes",
                ConsentChoice::No => "no",
                ConsentChoice::NotAsked => "",
            };
            self.form.draft.guardian.insert(field, said.to_owned());
            self.form.changed(&at);
        }
        match self.form.error(&at) {
            Some(error) => {
                let error = error.to_owned();
                super::cells::error_line(ui, row.with_max_y(row.bottom() - 4.0), &error);
                row.bottom() + ERROR
            }
            None => row.bottom(),
        }
    }
}

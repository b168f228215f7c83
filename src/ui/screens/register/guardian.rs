//! The parent or guardian panel: who answers for a child, and their own Yes to both questions (R11).

use egui::{Align2, Pos2, Rect, Role, Ui, UiBuilder, pos2, vec2};

use crate::domain::answer::Said;
use crate::domain::field_error::{GuardianField, Place};
use crate::domain::form::Field;
use crate::domain::purpose::{GuardianQuestion, Question};
use crate::ui::icons;
use crate::ui::out::Seen;
use crate::ui::screens::meant;
use crate::ui::scripts::in_words;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::tokens::tokens;
use crate::ui::widgets::text::{self, Type};
use crate::ui::widgets::{
    ChoiceOption, ConsentRow, ConsentState, Field as TextField, TypeAhead, paint, place, question_row,
};

use super::Register;
use super::rows::{BETWEEN, ERROR, Heights, LABEL, rooms};

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
        let wrong = Question::TO_GUARDIAN.iter().filter(|asked| self.form.error(&Place::Question(**asked)).is_some());
        let wrong = wrong.count();
        TITLE + 2.0 * field + heights.gap + BEFORE + 2.0 * heights.answer + 4.0 + (errors + wrong) as f32 * ERROR
    }

    /// Paints the panel; gives back where it ends.
    pub(super) fn guardian_panel(
        &mut self,
        ui: &mut Ui,
        at: Pos2,
        width: f32,
        heights: Heights,
        seen: &Seen<'_>,
    ) -> f32 {
        let panel = Rect::from_min_size(at, vec2(width, self.guardian_height(heights)));
        let group = UiBuilder::new().max_rect(panel).accessibility_role(Role::Group);
        let ui = &mut ui.new_child(group);
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_label("Parent or guardian"));
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
        let [first, second] =
            self.rooms(inner, [(name, GuardianField::Name), (relationship, GuardianField::Relationship)]);
        place(ui, first, |ui| self.guardian_text(ui, GuardianField::Name, "Full name", name, heights));
        place(ui, second, |ui| self.relationship(ui, relationship, heights));
        y += field + heights.gap + self.error_under(&[GuardianField::Name, GuardianField::Relationship]);
        let split = inner.width() * (294.0 / 546.0);
        let email = Rect::from_min_size(pos2(inner.left(), y), vec2(split, field));
        let phone = Rect::from_min_max(pos2(email.right() + BETWEEN, y), pos2(inner.right(), y + field));
        let [first, second] = self.rooms(inner, [(email, GuardianField::Email), (phone, GuardianField::Phone)]);
        place(ui, first, |ui| self.guardian_text(ui, GuardianField::Email, "Their email", email, heights));
        let (dial, number) = super::phone::dial_and_number(phone);
        // What its list was left with stands below it, within the panel.
        place(ui, second, |ui| {
            self.dial(ui, &Place::Guardian(GuardianField::Phone), "Their phone", dial, heights);
        });
        place(ui, second, |ui| self.guardian_text(ui, GuardianField::Phone, "Their phone", number, heights));
        y += field + BEFORE + self.error_under(&[GuardianField::Email, GuardianField::Phone]);
        for question in [GuardianQuestion::Responsible, GuardianQuestion::Consent] {
            let row = Rect::from_x_y_ranges(inner.x_range(), y..=y + heights.answer);
            y = self.guardian_answer(ui, question, row, heights, seen);
        }
        panel.bottom()
    }

    /// Where each of two boxes is, with the room that the words under it have.
    fn rooms(&self, inner: Rect, boxes: [(Rect, GuardianField); 2]) -> [Rect; 2] {
        let notes = boxes.map(|(rect, field)| (rect, self.note_at(&Place::Guardian(field))));
        let rooms = rooms(inner.x_range(), &notes);
        [0, 1].map(|at| Rect::from_x_y_ranges(rooms[at], notes[at].0.y_range()))
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
        let why = if self.form.age().is_some() {
            let consent = self.form.event().definition().ages.consent;
            format!("Needed because {} is under {consent}. They must be here.", in_words(&self.child()))
        } else {
            "Needed unless a date of birth says otherwise. They must be here.".to_owned()
        };
        let galley = text::line(ui, &why, Type::Caption);
        ui.painter().galley(pos2(title.right() + 9.0, y - galley.size().y / 2.0), galley, palette.text_muted);
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
        Some(format!("{} answers for {}", in_words(guardian), in_words(&self.child())))
    }

    /// What to ask the guardian, while their consent is what is missing.
    pub(super) fn guardian_question(&self) -> Option<String> {
        let consent = Question::Guardian(GuardianQuestion::Consent);
        if !self.form.needs_guardian() || self.form.draft.said(consent) == Some(Said::Yes) {
            return None;
        }
        let guardian = self.form.draft.guardian_field(GuardianField::Name);
        let whom = if guardian.is_empty() { "the parent or guardian" } else { guardian };
        let words = self.form.event().statement(consent)?;
        Some(format!("Ask {}: “{}”", in_words(whom), words.as_str()))
    }

    fn guardian_text(&mut self, ui: &mut Ui, field: GuardianField, label: &str, rect: Rect, heights: Heights) {
        let at = Place::Guardian(field);
        let id = Self::id(&at);
        let error = self.form.error(&at).map(str::to_owned);
        let before = self.form.draft.guardian.get(&field).cloned().unwrap_or_default();
        let mut typed = before.clone();
        let remark = self.form.remark(&at).map(str::to_owned);
        let suggestion = self.suggestion(&at);
        let offer = suggestion.as_deref().map(|meant| meant::offered(&before, meant));
        let edit = TextField::new(id, label).error(error.as_deref()).remark(remark.as_deref());
        // The visitor's own box has the same label.
        let edit = if field == GuardianField::Name { edit.named("Guardian's full name") } else { edit };
        let edit = edit.suggestion(offer.as_ref().map(|(words, meant, key)| (*words, meant.as_ref(), *key)));
        let edit = edit.reading(self.reads(&at)).height(heights.box_height);
        // The dialling code beside it has the label.
        let response = if field == GuardianField::Phone {
            edit.no_label().at(ui, rect.with_min_y(rect.top() + LABEL), &mut typed)
        } else {
            edit.at(ui, rect, &mut typed)
        };
        self.focus_if_asked(ui, &at, id);
        if response.suggestion_taken
            && let Some(whole) = suggestion
        {
            typed = whole;
        }
        if response.left && field == GuardianField::Email {
            self.saving.emails_left.insert(at, typed.clone());
        }
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
            .arrow()
            .at(ui, rect, &mut typed)
            .field;
        self.focus_if_asked(ui, &at, id);
        self.guardian_typed(field, &before, typed, response.left);
    }

    /// One of the two questions to the guardian, with Yes and No of equal weight. Its exact words stand in the *Read out*
    /// strip while it has the keyboard or the pointer, as those of every question do (R13).
    fn guardian_answer(
        &mut self,
        ui: &mut Ui,
        question: GuardianQuestion,
        row: Rect,
        heights: Heights,
        seen: &Seen<'_>,
    ) -> f32 {
        let asked = Question::Guardian(question);
        let at = Place::Question(asked);
        let id = Self::id(&at);
        let words = self.guardian_words(question);
        let time = self.form.said(asked).map(|(said, at)| (said, time::clock(at)));
        let state = match &time {
            None => ConsentState::NotAsked,
            Some((Said::Yes, at)) => ConsentState::Yes(at),
            Some((_, at)) => ConsentState::No(at),
        };
        let response = question_row(ui, id, &words, state, row, heights.yes_or_no);
        self.focus_if_asked(ui, &at, ConsentRow::focus_id(id));
        let hovered = ui.rect_contains_pointer(row);
        self.strip.wants(asked, response.focused, hovered);
        if let Some(choice) = response.chosen {
            if self.strip.shows(asked) {
                let telling = self.telling.clone();
                self.form.answer(asked, choice.said(), &telling, seen.env);
                if response.move_on && question == GuardianQuestion::Responsible {
                    self.focus = Some(Place::Question(Question::Guardian(GuardianQuestion::Consent)));
                }
            } else {
                // The words come first: this press shows them, the next one answers (R13).
                self.strip.refused();
                self.focus = Some(at.clone());
            }
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

    /// What a question to the guardian is about, with the child's name.
    fn guardian_words(&self, question: GuardianQuestion) -> String {
        let child = self.child();
        let child = in_words(&child);
        match question {
            GuardianQuestion::Responsible => format!("Parent of {child}, or legally responsible for them"),
            GuardianQuestion::Consent => format!("Agrees to us keeping {child}’s details"),
        }
    }
}

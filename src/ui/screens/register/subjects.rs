//! What somebody is interested in, as chips; and what still stands in that box.

use std::borrow::Cow;

use egui::{Rect, Ui};

use crate::domain::draft::RegistrationDraft;
use crate::domain::field_error::Place;
use crate::domain::form::Field;
use crate::ui::widgets::{ChipsField, ChoiceOption, matching};

use super::Register;
use super::rows::Heights;

impl Register {
    pub(super) fn subjects_cell(&mut self, ui: &mut Ui, rect: Rect, heights: Heights) {
        let at = Place::Field(Field::Subjects);
        let id = Self::id(&at);
        let offers = self.form.event().offers(Field::Subjects).to_vec();
        let options: Vec<_> =
            offers.iter().map(|offer| ChoiceOption::with_detail(offer.label(), offer.detail())).collect();
        let mut chips: Vec<String> = chips_of(self.form.draft.field(Field::Subjects));
        let taken: Vec<_> = options
            .iter()
            .enumerate()
            .filter(|(_, each)| chips.iter().any(|chip| chip == each.label))
            .map(|(at, _)| at)
            .collect();
        let optional = self.form.is_optional(Field::Subjects);
        let hint = if offers.is_empty() { "Type a subject" } else { "Type a subject or course code" };
        let error = self.form.error(&at).map(str::to_owned);
        let response = ChipsField::new(id, "Interested in", &options, "courses")
            .optional(optional)
            .hint(hint)
            .error(error.as_deref())
            .height(heights.box_height)
            .without(&taken)
            .at(ui, rect, &chips, &mut self.subject);
        self.focus_if_asked(ui, &at, id);
        let added = response.picked.map(|at| options[at].label.to_owned()).or(response.kept);
        if added.is_some() || response.removed.is_some() {
            if let Some(gone) = response.removed.filter(|gone| *gone < chips.len()) {
                chips.remove(gone);
            }
            chips.extend(added.as_deref().map(one_subject));
            *self.form.typed(Field::Subjects) = chips.join("; ");
            self.form.changed(&at);
        }
        if response.left {
            self.leave(Field::Subjects);
        }
    }

    /// Takes what stands in that box and is no subject yet: saving comes before the box is left.
    pub(super) fn take_subject(&mut self) {
        if let Cow::Owned(draft) = self.as_typed() {
            self.form.draft = draft;
        }
        self.subject.clear();
    }

    /// The form with what stands in that box and is no subject yet: what has to be on the disk (R1).
    pub(super) fn as_typed(&self) -> Cow<'_, RegistrationDraft> {
        let typed = self.subject.trim().to_owned();
        if typed.is_empty() {
            return Cow::Borrowed(&self.form.draft);
        }
        let offers = self.form.event().offers(Field::Subjects);
        let options: Vec<_> =
            offers.iter().map(|offer| ChoiceOption::with_detail(offer.label(), offer.detail())).collect();
        let named = matching::exact(&options, &typed).map(|at| options[at].label.to_owned());
        let mut chips = chips_of(self.form.draft.field(Field::Subjects));
        let subject = one_subject(&named.unwrap_or(typed));
        if !chips.contains(&subject) {
            chips.push(subject);
        }
        let mut draft = self.form.draft.clone();
        draft.fields.insert(Field::Subjects, chips.join("; "));
        Cow::Owned(draft)
    }
}

/// A semicolon parts one subject from the next; within one it would make two.
fn one_subject(typed: &str) -> String {
    typed.replace(';', ",")
}

/// The subjects of a form, one by one.
fn chips_of(typed: &str) -> Vec<String> {
    typed.split(';').map(str::trim).filter(|subject| !subject.is_empty()).map(str::to_owned).collect()
}

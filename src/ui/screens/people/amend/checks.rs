//! A correction is checked as it would be kept, field by field as each is left.

use chrono::NaiveDate;

use crate::domain::age::AgeAnswer;
use crate::domain::draft::RegistrationDraft;
use crate::domain::event::Event;
use crate::domain::field_error::FieldError;
use crate::domain::form::Field;
use crate::domain::record::to_draft;

use super::super::shown::Shown;
use super::entries::{Entry, What};

/// What a correction is checked against before it is sent.
pub(super) struct Against {
    /// The form as it was kept.
    draft: RegistrationDraft,
    event: Event,
    /// The day that their age is worked out on.
    day: NaiveDate,
}

impl Against {
    /// Nothing where nothing is kept of them any more.
    pub(super) fn of(shown: &Shown) -> Option<Self> {
        let (record, history) = (shown.record()?, &shown.history);
        let draft = to_draft(history.registered.id, history.registered.visitor, record);
        Some(Self { draft, event: history.event.clone(), day: history.registered.came_on(record) })
    }

    /// Everything that is wrong with the form as these make it. The desk has the last word, when it is saved: only it knows what
    /// stands.
    pub(super) fn wrong<'a>(
        &self,
        entries: impl Iterator<Item = &'a Entry>,
        age: Option<AgeAnswer>,
    ) -> Vec<FieldError> {
        let mut draft = self.draft.clone();
        let mut born_anew = false;
        for entry in entries {
            entry.correct(&mut draft);
            born_anew |= entry.is_changed() && entry.what == What::Field(Field::DateOfBirth);
        }
        if born_anew || age.is_some() {
            draft.thirteen_or_over = age;
        }
        draft.parse(&self.event, self.day).err().unwrap_or_default()
    }
}

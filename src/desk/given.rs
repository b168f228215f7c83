//! The answers that somebody gave, and the words that they were given in (R13): whatever is said to them of these answers later is in
//! the same words, and so is what takes one back without anybody being asked, as an objection to all news does.

use rusqlite::Connection;

use crate::domain::answer::Answer;
use crate::domain::event::Event;
use crate::domain::event_words::EventWords;
use crate::domain::purpose::Question;
use crate::store::registrations::Version;
use crate::store::{answers, events};

use super::DeskError;

/// What was answered with a registration.
pub(super) struct Given {
    /// The event, as it was set when they last said something of themselves.
    pub(super) event: Event,
    /// Their answers, in the order of the ledger.
    pub(super) answers: Vec<Answer>,
}

impl Given {
    /// The answers of the registration in that row, of which `newest` is what was said last.
    pub(super) fn of(conn: &Connection, row: i64, newest: &Version) -> Result<Self, DeskError> {
        let event = events::at_version(conn, newest.event_version)?.ok_or(DeskError::NoSuchEvent)?.event;
        let answers = answers::of_registration(conn, row)?.into_iter().map(|kept| kept.answer).collect();
        Ok(Self { event, answers })
    }

    /// The words of the newest answer, where those are of this version of the notice; else those that it was published in.
    pub(super) fn words(&self) -> &EventWords {
        self.event.words_as_answered(self.answers.iter())
    }

    /// The same of the newest answer to this question.
    pub(super) fn words_for(&self, question: Question) -> &EventWords {
        self.event.words_as_answered(self.answers.iter().filter(|answer| answer.question == question))
    }
}

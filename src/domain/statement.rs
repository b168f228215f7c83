//! Which statements the words of a notice have: one for each question, and for each way of recording a second one, for those who
//! are recorded unless they object (R12). Nobody is asked for permission there, so that the first says what is not so.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::purpose::{Medium, Purpose, Question};

/// One statement of a notice, by what it is about. Its exact words belong to a version.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Statement {
    question: Question,
    by_objection: bool,
}

impl Statement {
    /// The one that asks a question.
    #[must_use]
    pub const fn of(question: Question) -> Self {
        Self { question, by_objection: false }
    }

    /// The one that says that people are recorded, and that they may object.
    #[must_use]
    pub fn of_objection(medium: Medium) -> Self {
        Self { question: Question::Recording(medium), by_objection: true }
    }

    /// Every statement there is, in the order of the screen.
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        let both = |question| [Some(Self::of(question)), Self::of(question).objecting()];
        Question::ALL.into_iter().flat_map(both).flatten()
    }

    /// Those of objection.
    pub fn all_of_objection() -> impl Iterator<Item = Self> + Clone {
        Medium::ALL.iter().map(|&medium| Self::of_objection(medium))
    }

    /// The one of objection to the same; nothing where there is nothing to object to.
    #[must_use]
    pub fn objecting(self) -> Option<Self> {
        match self.question {
            Question::Recording(medium) => Some(Self::of_objection(medium)),
            _ => None,
        }
    }

    /// The question that is answered to it.
    #[must_use]
    pub fn question(self) -> Question {
        self.question
    }

    /// What is done with what was said to it (R6); nothing where that is no purpose of its own.
    #[must_use]
    pub fn purpose(self) -> Option<Purpose> {
        if self.by_objection {
            return Some(Purpose::RecordingByObjection);
        }
        Purpose::ALL.iter().copied().find(|&purpose| self.question.concerns(purpose))
    }

    /// Whether it is one of objection.
    #[must_use]
    pub fn is_of_objection(self) -> bool {
        self.by_objection
    }

    /// The word used in files: that of its question, or such as `recording.photo.objection`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self.question {
            Question::Recording(medium) if self.by_objection => match medium {
                Medium::Photo => "recording.photo.objection",
                Medium::Audio => "recording.audio.objection",
                Medium::Video => "recording.video.objection",
            },
            question => question.code(),
        }
    }

    /// Reads [`Statement::code`] back.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|statement| statement.code() == code)
    }
}

impl From<Question> for Statement {
    fn from(question: Question) -> Self {
        Self::of(question)
    }
}

impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Statement {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Statement {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let code = <std::borrow::Cow<'de, str>>::deserialize(d)?;
        Self::from_code(&code).ok_or_else(|| serde::de::Error::custom("no such question"))
    }
}

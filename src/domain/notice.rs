//! Privacy notices: versions that are published once and never changed (R25, R26), and the exact words of every
//! question, which belong to a version (R7, R13).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::answer::NoticeHash;
use super::coded::coded;
use super::organisation::{Fact, Profile, listed};
use super::purpose::Question;
use super::retention::Retention;
use super::text::Line;

/// How much a version differs from the one before it (R26).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ChangeKind {
    /// Wording: nobody needs to be told.
    Small,
    /// Meaning: those registered under an earlier version have to be told.
    Substantial,
}

coded!(ChangeKind { Small => "small", Substantial => "substantial" });

/// One version of one notice in one language.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeVersion {
    /// The notice's name, such as `open-day`.
    pub notice: String,
    /// Its version, such as `4.2`.
    pub version: String,
    /// BCP 47 tag of its language.
    pub language: String,
    /// The first day it holds.
    pub effective_from: NaiveDate,
    /// How much it changed.
    pub change: ChangeKind,
    /// The periods that its text states; an event opens only when its own are the same (R24).
    pub retention: Retention,
    /// What staff say first.
    pub first_say: String,
    /// How a person can stop news, for the `{how}` of a statement.
    pub how_to_stop: String,
    /// Whom to ask and where to complain (R25), as it stands in the text too: for receipts and records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contacts: Option<Contacts>,
    /// The exact statement of each question. `{organisation}` and `{how}` are filled in.
    pub statements: BTreeMap<Question, String>,
    /// The notice itself, in Markdown.
    pub text: String,
}

/// Whom to ask about data, and where to complain (R25).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contacts {
    /// The controller by its full name, where the notice names one beside the event's organisation (UK GDPR, article 13(1)(a)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub controller: Option<String>,
    /// Where the organisation is written to.
    pub address: String,
    /// Its address for questions about data.
    pub email: String,
    /// Its data protection officer, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_protection_officer: Option<String>,
    /// Whom to complain to beside the organisation.
    pub regulator: String,
    /// Under which number the organisation is registered there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration_number: Option<String>,
}

/// A notice that cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoticeError {
    /// A question is asked that the notice has no words for.
    #[error("The notice has no statement for the question {0}. Add one under [statements], then try again.")]
    NoStatement(Question),
    /// It names what is not known of the organisation (R25).
    #[error(
        "The notice names what is not known here of the organisation: {}. Nothing was published; set it under Privacy \
         notice in the settings, or with `lanyard organisation set`.",
        listed(.0)
    )]
    Unfilled(Vec<Fact>),
    /// A statement is empty, has control characters or is too long.
    #[error("The notice's statement for {0} has to be one line of text.")]
    NotALine(Question),
}

impl NoticeVersion {
    /// SHA-256 over the version's own JSON: any change of words makes another version.
    #[must_use]
    pub fn hash(&self) -> NoticeHash {
        let json = serde_json::to_vec(self).unwrap_or_default();
        NoticeHash(Sha256::digest(&json).into())
    }

    /// The exact words in which `question` is asked on behalf of `organisation`.
    ///
    /// # Errors
    /// When this version does not ask that question.
    pub fn statement(&self, question: Question, organisation: &str) -> Result<Line, NoticeError> {
        let words = self.statements.get(&question).ok_or(NoticeError::NoStatement(question))?;
        let filled = words.replace("{organisation}", organisation).replace("{how}", &self.how_to_stop);
        Line::parse_up_to(&filled, Line::LONGEST).map_err(|_| NoticeError::NotALine(question))
    }

    /// The version as it is published on behalf of `organisation`: what its text says of the organisation is filled in, and
    /// whom it names stands beside it (R25, R26). Contacts that a version brings along are kept to. One that is filled in
    /// already stays as it is.
    ///
    /// # Errors
    /// [`NoticeError::Unfilled`] names what the text asks for and `profile` lacks.
    pub fn filled(self, organisation: &str, profile: &Profile) -> Result<Self, NoticeError> {
        let profile = profile.or_as_in(self.contacts.as_ref());
        let mut missing = Vec::new();
        let mut fill = |words: &str| {
            profile.fill(words, organisation).unwrap_or_else(|lacks| {
                missing.extend(lacks);
                String::new()
            })
        };
        let (text, first_say, how_to_stop) = (fill(&self.text), fill(&self.first_say), fill(&self.how_to_stop));
        missing.sort_unstable();
        missing.dedup();
        if !missing.is_empty() {
            return Err(NoticeError::Unfilled(missing));
        }
        let contacts = self.contacts.or_else(|| profile.contacts());
        Ok(Self { text, first_say, how_to_stop, contacts, ..self })
    }
}

//! A receipt of exactly what was answered (R13), with whom to ask and where to complain (R25).

use chrono::{DateTime, FixedOffset};

use super::answer::{GivenBy, How, Said};
use super::language;
use super::notice::Contacts;
use super::notice_draft::same_language;
use super::statement::Statement;

/// What a visitor takes home. It has no `Debug`: it is personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The name on the badge.
    pub name: String,
    /// The badge's reference.
    pub reference: String,
    /// The event.
    pub event: String,
    /// Who holds it.
    pub organisation: String,
    /// BCP 47 tag of the language in which they were asked, the last one where it was changed; what stands around the answers
    /// follows it.
    pub language: String,
    /// When they registered.
    pub registered_at: DateTime<FixedOffset>,
    /// Every answer, in their order.
    pub answered: Vec<Answered>,
    /// How to take a Yes back.
    pub how_to_stop: String,
    /// Whom to ask and where to complain.
    pub contacts: Option<Contacts>,
}

/// One answer.
#[derive(Clone, PartialEq, Eq)]
pub struct Answered {
    /// To which statement.
    pub to: Statement,
    /// Its exact words.
    pub words: String,
    /// What was said.
    pub said: Said,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// How it reached the desk.
    pub how: How,
    /// Who gave it.
    pub given_by: GivenBy,
    /// The number of the notice that the words belong to.
    pub notice_version: String,
    /// BCP 47 tag of the language of the words.
    pub language: String,
}

impl Receipt {
    /// Whether there is any Yes on it: else nothing was agreed to.
    #[must_use]
    pub fn has_a_yes(&self) -> bool {
        self.answered.iter().any(|answered| answered.said == Said::Yes)
    }
}

impl Answered {
    /// What the language of the words is called by those who speak it, where it is another one than that of the receipt (R13).
    #[must_use]
    pub fn in_another_language(&self, receipts: &str) -> Option<&str> {
        (!same_language(&self.language, receipts)).then(|| language::own_name(&self.language))
    }
}

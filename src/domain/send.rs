//! "Send them": what a person asked to be sent, by one channel, once (R28). No news follows from it.

use serde::{Deserialize, Serialize};

use super::coded::coded;

/// The ways of sending something that was asked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SendBy {
    /// To the email address.
    Email,
    /// To the postal address.
    Post,
}

coded!(SendBy { Email => "email", Post => "post" });

/// Something an event can send: a prospectus by post, a course list by email.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sendable {
    /// What, as staff say it.
    pub what: String,
    /// By which one channel.
    pub by: SendBy,
}

impl Sendable {
    /// "Prospectus by post".
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} by {}", self.what, self.by)
    }

    /// What a label says, whether or not an event offers it.
    #[must_use]
    pub fn of_label(label: &str) -> Option<Self> {
        let (what, by) = label.trim().rsplit_once(" by ")?;
        Some(Self { what: what.to_owned(), by: SendBy::from_code(by)? })
    }

    /// Finds what was asked for by its label, in any case.
    #[must_use]
    pub fn find<'a>(all: &'a [Self], typed: &str) -> Option<&'a Self> {
        let typed = typed.trim().to_lowercase();
        all.iter().find(|s| s.label().to_lowercase() == typed)
    }
}

//! What the sheets say that a data protection officer needs on the worst day and on every other: the incident sheet for a laptop
//! that is gone (R22), and the record of processing (R27). Counts and settings, and nothing about anybody.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::notice::Contacts;
use super::purpose::{Category, Purpose, Question};

/// What was on a laptop, for whoever has to say so within 72 hours (UK GDPR, article 33).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Incident {
    /// When the sheet was written.
    pub at: DateTime<FixedOffset>,
    /// Where its numbers come from.
    pub from: Source,
    /// What is held of each event.
    pub events: Vec<Holding>,
    /// How many people can open the desk, beside the recovery code and the organisation's key.
    pub readers: Option<usize>,
    /// The newest batch to each recipient.
    pub batches: Vec<LastBatch>,
    /// When the newest backup was made, where one is known.
    pub backup_at: Option<DateTime<FixedOffset>>,
    /// The last act of the audit log, and the value of the chain there.
    pub audit_head: (u64, String),
    /// Whom to ask and where to report.
    pub contacts: Option<Contacts>,
}

/// Where the numbers of an incident sheet come from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Source {
    /// The desk itself, or a copy of it.
    Desk,
    /// The last batch that the office has: what came after it is not in the numbers.
    Batch {
        /// Its number.
        sequence: u32,
        /// When it was closed.
        closed_at: DateTime<FixedOffset>,
    },
}

/// What is held of one event.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Holding {
    /// The event.
    pub event: String,
    /// How many registrations are held.
    pub people: u64,
    /// How many of them are of children under 13, or of whom it is not known.
    pub children: u64,
    /// Which kinds of ordinary data, and of how many.
    pub kinds: Vec<(&'static str, u64)>,
    /// Which categories the law protects specially, and of how many.
    pub special: Vec<(Category, u64)>,
    /// How many half-filled forms.
    pub forms: u64,
}

/// The newest batch to a recipient.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LastBatch {
    /// To whom.
    pub recipient: String,
    /// Its number.
    pub sequence: u32,
    /// When it was closed, UTC.
    pub at: String,
    /// SHA-256 of the sealed file, once sealed.
    pub file_sha256: Option<String>,
}

/// Whom data goes to, for the record of processing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receives {
    /// Its name.
    pub name: String,
    /// What for.
    pub purposes: Vec<Purpose>,
}

/// A day at an event, in numbers, for whoever closes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DaySummary {
    /// The event.
    pub event: String,
    /// The event's own date.
    pub day: NaiveDate,
    /// When the sheet was written.
    pub at: DateTime<FixedOffset>,
    /// How many people of that day there are.
    pub people: u64,
    /// How many of them are under 13, or may be.
    pub children: u64,
    /// How many declined everything and were only counted.
    pub counted_only: u64,
    /// How many people there are of all days of the event.
    pub of_all_days: u64,
    /// How many wait for a guardian.
    pub waiting: u64,
    /// How many are kept and used for nothing.
    pub restricted: u64,
    /// How many forms were begun and neither saved nor cleared.
    pub begun: u64,
    /// How many took something back since the last batch to anybody.
    pub took_back: u64,
    /// For each question, how many Yes, No and not asked.
    pub answers: Vec<(Question, [u64; 3])>,
}

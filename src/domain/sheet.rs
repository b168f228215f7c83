//! What the sheets say that a data protection officer needs on the worst day and on every other: the incident sheet for a laptop
//! that is gone (R22), and the record of processing (R27). Counts and settings, and nothing about anybody.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::data_kind::DataKind;
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
    /// What is held of nobody at any event, such as complaints of people who are not on the record, and how much of it; nothing where
    /// that is not known, as at the office.
    pub elsewhere: Option<Vec<(DataKind, u64)>>,
    /// What desks hold that a restore set aside, which lie in the same folder; nothing where there are none, or that is not known, as
    /// at the office.
    pub set_aside: Option<SetAsides>,
    /// Who can open it; nothing where that is not known, as at the office.
    pub openers: Option<Openers>,
    /// The newest batch to each recipient.
    pub batches: Vec<LastBatch>,
    /// When the newest backup was made, where one is known.
    pub backup_at: Option<DateTime<FixedOffset>>,
    /// The last act of the audit log, and the value of the chain there.
    pub audit_head: (u64, String),
    /// Whom to ask and where to report.
    pub contacts: Option<Contacts>,
}

/// Desks that a restore set aside.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SetAsides {
    /// How many.
    pub desks: usize,
    /// How many of them could not be reached: what they hold is not known.
    pub unreached: usize,
    /// How many registrations are only there, in those that could be.
    pub people: usize,
}

/// Where the numbers of an incident sheet come from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Source {
    /// The desk itself, or a copy of it.
    Desk,
    /// The batches that the office has: what came after them is not in the numbers.
    Batches(FromBatches),
}

/// The batches that numbers were added up from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FromBatches {
    /// How many.
    pub count: usize,
    /// The newest one's number.
    pub newest: u32,
    /// When that was closed.
    pub closed_at: DateTime<FixedOffset>,
    /// What should be there before it and is not: the numbers are too low then.
    pub missing: Vec<Missing>,
    /// The kinds of data that stay on a desk: no batch tells of them.
    pub untold: Vec<DataKind>,
}

/// Batches that were not given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Missing {
    /// One that another follows.
    Batch {
        /// The desk's epoch.
        epoch: u32,
        /// Its number in that.
        sequence: u32,
    },
    /// All of an earlier epoch, if there were any: a restored backup begins a new one.
    Epoch(u32),
}

/// Who can open a desk.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Openers {
    /// How many people, by their passphrases.
    pub people: usize,
    /// Whether there is a printed recovery code.
    pub recovery_code: bool,
    /// Who holds the organisation's key, where there is one: it opens every copy.
    pub organisation: Option<String>,
}

/// What is held of one event.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Holding {
    /// The event.
    pub event: String,
    /// How many registrations are held.
    pub people: u64,
    /// How many of them are of children who need a guardian's consent, or of whom it is not known (R11).
    pub children: u64,
    /// Under which age that is, as the event sets it; nothing where that is not known, as at the office.
    pub consent_age: Option<u32>,
    /// Which kinds of ordinary data, and of how many.
    pub kinds: Vec<(DataKind, u64)>,
    /// Which categories the law protects specially, and of how many; at the office, of how many they were sent.
    pub special: Vec<(Category, u64)>,
    /// How many half-filled forms; nothing where that is not known, as at the office.
    pub forms: Option<u64>,
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
    /// It is in use no more: it was sent something before.
    pub before: bool,
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
    /// How many of them are under the event's age of consent, or may be.
    pub children: u64,
    /// Under which age a guardian consents, as the event sets it (R11).
    pub consent_age: u32,
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

/// Keys that do something in one place, for a sheet to lie beside the laptop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KeyGroup {
    /// Where.
    pub title: &'static str,
    /// Each key, and what it does.
    pub keys: &'static [(&'static str, &'static str)],
}

/// What goes with sealed files when they are handed over: which they are, and how to tell that they are whole (R21, R22).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HandOver {
    /// Of which event.
    pub event: String,
    /// When the sheet was written.
    pub at: DateTime<FixedOffset>,
    /// Who closed the day.
    pub by: String,
    /// The six words of the key that the files are signed with.
    pub desk_words: String,
    /// The files.
    pub files: Vec<HandedOver>,
}

/// A sealed file that is handed over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HandedOver {
    /// To whom.
    pub recipient: String,
    /// Its name.
    pub name: String,
    /// How big it is.
    pub bytes: u64,
    /// How many people are in it.
    pub people: u64,
    /// SHA-256 of it, in groups of four hexadecimal digits.
    pub fingerprint: String,
}

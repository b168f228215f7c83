//! The tables of a batch, format version 1: every file, column and code that another program may rely on.
//!
//! A batch always holds all of [`ALWAYS`], with a header row alone where there is nothing to say. [`SPECIAL_CATEGORY`]
//! and [`EQUALITY`] exist only in a batch that may have them.
//!
//! An answer, a guardian or a special value stands in a batch only together with its registration, and its foreign key
//! is required, so that an orphan is an error for every reader. What happens to somebody who was sent earlier is
//! therefore a row of [`ACTIONS`], which points to no other table; a corrected person is sent again whole, with
//! `amended_at`, beside the action that says so.

mod changes;
mod consents;
mod people;
mod special;

pub use changes::ACTIONS;
pub use consents::{CONSENT_EVENTS, NOTICE_VERSIONS};
pub use people::{ANSWERS, EMERGENCY_CONTACTS, GUARDIANS, REGISTRATIONS};
pub use special::{EQUALITY, SPECIAL_CATEGORY};

use super::table::{ForeignKey, TableSpec};

/// The tables that every batch has. A table stands after those that it points to.
pub static ALWAYS: [&TableSpec; 7] =
    [&REGISTRATIONS, &NOTICE_VERSIONS, &GUARDIANS, &EMERGENCY_CONTACTS, &ANSWERS, &CONSENT_EVENTS, &ACTIONS];

/// The tables that only some batches have.
pub static SOMETIMES: [&TableSpec; 2] = [&SPECIAL_CATEGORY, &EQUALITY];

/// Every table of the format.
pub fn all() -> impl Iterator<Item = &'static TableSpec> {
    ALWAYS.into_iter().chain(SOMETIMES)
}

/// How an answer about consent stands; the five ways of not saying yes are different (R13).
pub const SAID: &[&str] = &["yes", "no", "withdrawn", "objected", "left-blank", "not-asked"];

/// The key that ties a row to its registration.
const OF_REGISTRATION: ForeignKey =
    ForeignKey { column: "registration", table: "registrations.csv", target: "registration" };

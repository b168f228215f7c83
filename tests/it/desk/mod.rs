//! Tests of `desk`: whole days.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so and stops")]

mod audited;
mod columns;
pub(crate) mod day;
mod drafts;
mod duplicates;
mod elsewhere;
mod flips;
pub(crate) mod looking;
mod outbox;
mod restored_notices;
mod restoring;
pub(crate) mod scene;
mod staff;
mod telling;
mod undoing;

//! Tests of `domain`.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so and stops")]

mod ages;
mod badges;
mod contact;
mod dates;
mod effort;
mod equality;
mod field_order;
mod finding;
mod fixtures;
mod forms;
mod ledger;
mod likeness;
mod names_and_text;
mod notice_drafts;
mod notice_translations;
mod permits;
mod round_trip;
mod statements;
mod translation_drafts;
mod walk_ins;

//! People, events, notices, purposes, consents, permits. Pure: no IO, no clock, no randomness, no SQL.

pub mod answer;
pub mod form;
pub mod ids;
pub mod ledger;
pub mod moment;
pub mod notice;
pub mod purpose;
pub mod retention;

//! People, events, notices, purposes, consents, permits. Pure: no IO, no clock, no randomness, no SQL.

pub mod code;

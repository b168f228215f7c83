//! People, events, notices, purposes, consents, permits. Pure: no IO, no clock, no randomness, no SQL.

pub mod age;
pub mod country;
pub mod date;
pub mod email;
pub mod name;
pub mod phone;
pub mod postcode;
pub mod search_key;
pub mod text;

//! Tests of `domain`.

#![allow(clippy::unwrap_used)]

mod ages;
mod contact;
mod dates;
mod finding;
mod names_and_text;
mod walk_ins;

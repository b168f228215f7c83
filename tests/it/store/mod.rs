//! Tests of `store`.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up stops")]

mod drafts;
mod erasing;
mod finding;
mod fixtures;
mod guards;
mod links;
mod lookalikes;
mod looking_up;
mod migrations;
mod proving;
mod roll;
mod undoing;

//! Tests of `batch`: what it writes, who else can read it, and what is caught when it is not as it was made.

#![allow(
    clippy::unwrap_used,
    clippy::needless_pass_by_value,
    reason = "a test that cannot be set up says so and stops"
)]

mod acknowledgements;
mod cells;
mod chain;
mod codes;
mod copies;
mod judges;
pub(crate) mod keys;
pub(crate) mod sample;
pub(crate) mod tamper;
mod verify;
mod writing;

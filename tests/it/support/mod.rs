//! What several tests need: scratch folders, outside tools, a terminal to answer prompts.

#![allow(dead_code, reason = "a test takes what it needs, and not every system has a test for everything")]
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test that cannot be set up says so and stops")]

#[cfg(unix)]
pub(crate) mod foreign;
pub(crate) mod linked;
pub(crate) mod pages;
pub(crate) mod pdf;
#[cfg(unix)]
pub(crate) mod pty;
pub(crate) mod scratch;
pub(crate) mod settings;
pub(crate) mod tools;
pub(crate) mod welsh;

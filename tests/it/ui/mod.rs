//! The window, driven by what stands on it: the real app on a real vault in a folder of its own.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so and stops")]

mod binary;
mod door;
mod register;
pub(crate) mod stage;
mod typing;

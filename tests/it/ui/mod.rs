//! The window, driven by what stands on it: the real app on a real vault in a folder of its own.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so and stops")]

mod binary;
mod brush;
mod closing;
mod door;
mod people;
mod register;
mod scripts;
mod settings;
pub(crate) mod stage;
mod typing;
mod widgets;

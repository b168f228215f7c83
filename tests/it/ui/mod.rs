//! The window, driven by its labels as those who hear it find their way, on a real vault with a fixed clock.

mod register;
pub(crate) mod stage;

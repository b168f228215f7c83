//! The window: what it looks like, and what it says.
//!
//! | file | what is in it |
//! |---|---|
//! | [`tokens`] | colours by role and every size, read once from `assets/tokens.toml` |
//! | [`theme`] | light, dark and high contrast: egui's own style, and the palette a widget paints with |
//! | [`fonts`], [`icons`] | IBM Plex Sans and Phosphor |
//! | [`widgets`] | buttons, fields, consent rows: everything a screen is made of |
//! | [`gallery`] | all of them on one sheet, to be looked at |
//! | [`app`], [`screens`] | which screen there is, and every screen |
//! | [`start`] | how the window opens, and what is said where it cannot |

pub mod app;
mod app_icon;
pub mod fonts;
pub mod gallery;
pub mod icons;
mod keyboard;
pub mod keys;
pub mod laid_out;
mod missing;
pub mod out;
pub mod pick;
pub mod questions;
pub mod screens;
pub mod scripts;
pub mod settled;
pub mod shell;
mod short;
pub mod size;
pub mod start;
pub mod theme;
pub mod time;
pub mod toast;
pub mod tokens;
pub mod typing_ahead;
pub mod widgets;

//! Names in every script.
//!
//! IBM Plex Sans writes Latin, Greek, Cyrillic and Vietnamese. The other scripts have a font each, which is read when
//! the first name needs it ([`install`]).
//!
//! egui joins and shapes letters within a run of one font, but it puts runs in the order they are kept, not in the one
//! they are read: it would draw the two words of "محمد علي" swapped. So a name that is *shown* goes through [`Name`] or
//! [`shown()`], which order it; words of ours that hold one are ordered in [`paragraph()`], line by line, and say with
//! [`in_words()`] where it stands. A name that is *edited* stays in its field as it was typed, for a cursor needs the order
//! of the value; [`reading_below`] says beneath the field how it will read. Neither changes the value.

mod fonts;
mod lines;
mod name;
mod shown;

pub use crate::scripts::{Run, Script, ScriptSet, in_words, needed, reads_differently, visual_runs, without_signs};
pub use fonts::install;
pub use lines::paragraph;
pub use name::{Name, reading_below};
pub use shown::{Look, Shown, fitted, line, shown};

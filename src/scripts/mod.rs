//! Which font writes a text and in what order it is read: for the window, and for what is printed.

mod fonts;
mod order;
mod script;

pub use fonts::{font, plex};
pub use order::{Ordered, Run, in_words, reads_differently, visual_runs, without_signs};
pub use script::{Script, ScriptSet, needed};

pub(crate) use order::clusters;

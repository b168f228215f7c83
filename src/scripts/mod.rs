//! Which font writes a text and in what order it is read: for the window, and for what is printed.

mod fonts;
mod order;
mod script;

pub use fonts::{font, plex};
pub use order::{Run, reads_differently, visual_runs};
pub use script::{Script, ScriptSet, needed};

pub(crate) use order::clusters;

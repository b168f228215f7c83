//! What others wrote down for the desk: an event's settings, and lists of visitors. Nothing here reads a folder or a
//! clock: text comes in, and what the domain understands goes out.

pub mod event_changes;
pub mod event_file;
mod rows;
pub mod walk_in;
mod walk_in_column;

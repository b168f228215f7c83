//! The window: what it looks like, and what it says.
//!
//! | file | what is in it |
//! |---|---|
//! | [`scripts`] | names in every script: their fonts, and the order in which they are read |

pub mod scripts;

//! What a batch says to somebody who does not have this program.

/// Its name in the batch.
pub const FILE: &str = "README.txt";

/// Its text.
pub const TEXT: &str = include_str!("../../assets/batch-README.txt");

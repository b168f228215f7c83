//! What can go wrong between the program and its tables.

use crate::domain::record::RecordError;

/// A read or write of the tables that did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite refused. Its own message names tables and columns, never values.
    #[error("The database did not answer as it should. What was saved before is safe; run `lanyard check`.")]
    Sql(#[from] rusqlite::Error),
    /// A row does not hold together.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The operating system gave no random bytes.
    #[error(
        "The system gave no random numbers, so nothing was saved. Try again; if it happens again, restart the laptop."
    )]
    NoRandomness,
    /// An answer with that id is kept with that registration already: saving twice is saving once.
    #[error("This answer was saved before and is kept. Nothing was changed.")]
    KeptAlready,
    /// A row holds a word or a number that this program never writes.
    #[error("A stored {what} cannot be read. Nothing was changed; run `lanyard check`.")]
    Unreadable {
        /// What kind of thing it is.
        what: &'static str,
    },
}

impl StoreError {
    /// For `ok_or` and `map_err` when a stored word is none of ours.
    pub(super) fn unreadable(what: &'static str) -> Self {
        Self::Unreadable { what }
    }
}

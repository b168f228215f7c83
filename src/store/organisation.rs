//! What is known of the organisation that holds the events (R25).

use rusqlite::{Connection, OptionalExtension, Transaction};

use crate::domain::organisation::Profile;

use super::StoreError;

/// What is known; nothing where nothing was ever set.
///
/// # Errors
/// When the tables cannot be read.
pub fn read(conn: &Connection) -> Result<Option<Profile>, StoreError> {
    let json: Option<String> = conn.query_row("SELECT profile FROM organisation", [], |row| row.get(0)).optional()?;
    json.map(|json| serde_json::from_str(&json).map_err(|_| StoreError::unreadable("organisation"))).transpose()
}

/// Sets it.
///
/// # Errors
/// When the tables cannot be written.
pub fn set(tx: &Transaction<'_>, profile: &Profile) -> Result<(), StoreError> {
    let json = serde_json::to_string(profile).map_err(|_| StoreError::unreadable("organisation"))?;
    tx.execute(
        "INSERT INTO organisation (only_row, profile) VALUES (1, ?1)
         ON CONFLICT (only_row) DO UPDATE SET profile = excluded.profile",
        [json],
    )?;
    Ok(())
}

//! Visitors who declined everything: a number per event and day (R1).

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::domain::ids::EventId;

use super::StoreError;

/// Counts one more.
///
/// # Errors
/// When the tables cannot be written.
pub fn add(tx: &Transaction<'_>, event: EventId, day: NaiveDate) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO count_only (event, local_day, visitors) VALUES (?1, ?2, 1)
         ON CONFLICT (event, local_day) DO UPDATE SET visitors = visitors + 1",
        params![event.0.as_bytes(), day.to_string()],
    )?;
    Ok(())
}

/// How many were counted on that day.
///
/// # Errors
/// When the tables cannot be read.
pub fn total(conn: &Connection, event: EventId, day: NaiveDate) -> Result<u64, StoreError> {
    let total: Option<i64> = conn
        .query_row(
            "SELECT visitors FROM count_only WHERE event = ?1 AND local_day = ?2",
            params![event.0.as_bytes(), day.to_string()],
            |row| row.get(0),
        )
        .optional()?;
    u64::try_from(total.unwrap_or(0)).map_err(|_| StoreError::unreadable("count"))
}

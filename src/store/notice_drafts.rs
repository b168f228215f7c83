//! Versions of a notice that are being written: one for each event, until it is published or discarded (R26).

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::domain::ids::EventId;
use crate::domain::notice_draft::NoticeDraft;
use crate::domain::staff::Handle;

use super::{StoreError, sql};

/// A draft as it is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptNoticeDraft {
    /// What is typed.
    pub draft: NoticeDraft,
    /// When it was last typed in.
    pub updated_at: DateTime<FixedOffset>,
    /// The handle of who was typing.
    pub staff: String,
}

/// Keeps an event's draft as it stands now.
///
/// # Errors
/// When the tables cannot be written.
pub fn save(
    tx: &Transaction<'_>,
    event: EventId,
    draft: &NoticeDraft,
    staff: &Handle,
    at: DateTime<FixedOffset>,
) -> Result<(), StoreError> {
    let payload = serde_json::to_string(draft).map_err(|_| StoreError::unreadable("notice draft"))?;
    tx.execute(
        "INSERT INTO notice_draft (event, staff, updated_at, updated_offset, payload) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (event) DO UPDATE SET staff = excluded.staff, updated_at = excluded.updated_at,
             updated_offset = excluded.updated_offset, payload = excluded.payload",
        params![event.0.as_bytes(), staff.as_str(), sql::utc(at), sql::offset(at), payload],
    )?;
    Ok(())
}

/// An event's draft.
///
/// # Errors
/// When the tables cannot be read.
pub fn load(conn: &Connection, event: EventId) -> Result<Option<KeptNoticeDraft>, StoreError> {
    let query = "SELECT payload, updated_at, updated_offset, staff FROM notice_draft WHERE event = ?1";
    let found = conn
        .prepare_cached(query)?
        .query_row([&event.0.as_bytes()[..]], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, i32>(2)?, row.get(3)?))
        })
        .optional()?;
    let Some((payload, at, offset, staff)) = found else { return Ok(None) };
    let draft = serde_json::from_str(&payload).map_err(|_| StoreError::unreadable("notice draft"))?;
    Ok(Some(KeptNoticeDraft { draft, updated_at: sql::time(&at, offset)?, staff }))
}

/// Lets an event's draft go; answers whether there was one.
///
/// # Errors
/// When the tables cannot be written.
pub fn remove(tx: &Transaction<'_>, event: EventId) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM notice_draft WHERE event = ?1", [&event.0.as_bytes()[..]])? > 0)
}

//! Half-filled forms that may be kept (R11): they survive a crash, and go when the registration is saved or cleared.

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::domain::draft::{RegistrationDraft, StorableDraft};
use crate::domain::ids::{EventId, RegistrationId};
use crate::domain::staff::Handle;

use super::{StoreError, sql};

/// A kept form, without what is in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptDraft {
    /// Which form.
    pub registration: RegistrationId,
    /// When it was last typed in, in UTC.
    pub updated_at: DateTime<FixedOffset>,
    /// Who was typing.
    pub staff: String,
}

/// Keeps a form as it stands now.
///
/// # Errors
/// When the tables cannot be written.
pub fn save(
    tx: &Transaction<'_>,
    draft: &StorableDraft,
    event: EventId,
    staff: &Handle,
    at: DateTime<FixedOffset>,
) -> Result<(), StoreError> {
    let payload = serde_json::to_string(draft.draft()).map_err(|_| StoreError::unreadable("draft"))?;
    tx.execute(
        "INSERT INTO draft (registration, event, staff, updated_at, payload) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (registration) DO UPDATE SET
             staff = excluded.staff, updated_at = excluded.updated_at, payload = excluded.payload",
        params![draft.draft().registration.0.as_bytes(), event.0.as_bytes(), staff.as_str(), sql::utc(at), payload],
    )?;
    Ok(())
}

/// The kept forms of an event, newest first.
///
/// # Errors
/// When the tables cannot be read.
pub fn list(conn: &Connection, event: EventId) -> Result<Vec<KeptDraft>, StoreError> {
    let mut statement =
        conn.prepare("SELECT registration, updated_at, staff FROM draft WHERE event = ?1 ORDER BY updated_at DESC")?;
    let rows = statement
        .query_map([&event.0.as_bytes()[..]], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?, row.get(2)?)))?;
    rows.map(|row| {
        let (registration, updated_at, staff): (_, String, _) = row?;
        let updated_at = sql::time(&updated_at, 0)?;
        Ok(KeptDraft { registration: RegistrationId(sql::id(&registration)?), updated_at, staff })
    })
    .collect()
}

/// A kept form.
///
/// # Errors
/// When the tables cannot be read.
pub fn load(conn: &Connection, registration: RegistrationId) -> Result<Option<RegistrationDraft>, StoreError> {
    let payload: Option<String> = conn
        .query_row("SELECT payload FROM draft WHERE registration = ?1", [&registration.0.as_bytes()[..]], |row| {
            row.get(0)
        })
        .optional()?;
    payload.map(|json| serde_json::from_str(&json).map_err(|_| StoreError::unreadable("draft"))).transpose()
}

/// Lets every form of an event go; answers how many there were.
///
/// # Errors
/// When the tables cannot be written.
pub fn remove_of_event(tx: &Transaction<'_>, event: EventId) -> Result<usize, StoreError> {
    Ok(tx.execute("DELETE FROM draft WHERE event = ?1", [&event.0.as_bytes()[..]])?)
}

/// Every kept form.
///
/// # Errors
/// When the tables cannot be read.
pub fn all(conn: &Connection) -> Result<Vec<(RegistrationId, RegistrationDraft)>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT registration, payload FROM draft")?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, String>(1)?)))?;
    rows.map(|row| {
        let (id, json) = row?;
        let draft = serde_json::from_str(&json).map_err(|_| StoreError::unreadable("draft"))?;
        Ok((RegistrationId(sql::id(&id)?), draft))
    })
    .collect()
}

/// Of which event a kept form is, and when and by whom it was last typed in.
///
/// # Errors
/// When the tables cannot be read.
pub fn about(conn: &Connection, registration: RegistrationId) -> Result<Option<(EventId, KeptDraft)>, StoreError> {
    let query = "SELECT event, updated_at, staff FROM draft WHERE registration = ?1";
    let read = |row: &Row<'_>| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, String>(1)?, row.get(2)?));
    let found = conn.prepare_cached(query)?.query_row([&registration.0.as_bytes()[..]], read).optional()?;
    let Some((event, updated_at, staff)) = found else { return Ok(None) };
    let updated_at = sql::time(&updated_at, 0)?;
    Ok(Some((EventId(sql::id(&event)?), KeptDraft { registration, updated_at, staff })))
}

/// Keeps a form without something that was let go; when it was last typed in, and by whom, stays.
///
/// # Errors
/// When the tables cannot be written.
pub fn replace(tx: &Transaction<'_>, draft: &RegistrationDraft) -> Result<(), StoreError> {
    let payload = serde_json::to_string(draft).map_err(|_| StoreError::unreadable("draft"))?;
    let id = draft.registration.0;
    tx.execute("UPDATE draft SET payload = ?2 WHERE registration = ?1", params![&id.as_bytes()[..], payload])?;
    Ok(())
}

/// Lets a form go: it was saved, or cleared.
///
/// # Errors
/// When the tables cannot be written.
pub fn remove(tx: &Transaction<'_>, registration: RegistrationId) -> Result<bool, StoreError> {
    Ok(tx.prepare_cached("DELETE FROM draft WHERE registration = ?1")?.execute([&registration.0.as_bytes()[..]])? > 0)
}

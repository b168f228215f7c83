//! Versions of a notice in other languages that are being written: any number for each event, each until it is published or
//! thrown away (R13, R26).

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, Transaction, params};

use crate::domain::answer::NoticeHash;
use crate::domain::ids::{EventId, TranslationDraftId};
use crate::domain::staff::Handle;
use crate::domain::translation_draft::{TranslationDraft, TranslationOf};

use super::{StoreError, sql};

/// A draft as it is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptTranslationDraft {
    /// Which.
    pub id: TranslationDraftId,
    /// Of what it was begun.
    pub of: TranslationOf,
    /// What is typed.
    pub draft: TranslationDraft,
    /// When it was last typed in.
    pub updated_at: DateTime<FixedOffset>,
    /// The handle of who was typing.
    pub staff: String,
}

/// Keeps a draft of an event as it stands now. Of what it is stays as it was begun.
///
/// # Errors
/// When the tables cannot be written.
pub fn save(
    tx: &Transaction<'_>,
    event: EventId,
    (id, of): (TranslationDraftId, TranslationOf),
    draft: &TranslationDraft,
    staff: &Handle,
    at: DateTime<FixedOffset>,
) -> Result<(), StoreError> {
    let payload = serde_json::to_string(draft).map_err(|_| StoreError::unreadable("translation draft"))?;
    let notice = match of {
        TranslationOf::Draft => None,
        TranslationOf::Published(hash) => Some(hash.0),
    };
    tx.execute(
        "INSERT INTO translation_draft (id, event, notice, staff, updated_at, updated_offset, payload)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE SET staff = excluded.staff, updated_at = excluded.updated_at,
             updated_offset = excluded.updated_offset, payload = excluded.payload",
        params![id.0.as_bytes(), event.0.as_bytes(), notice, staff.as_str(), sql::utc(at), sql::offset(at), payload],
    )?;
    Ok(())
}

/// The drafts of an event, in the order in which they were begun.
///
/// # Errors
/// When the tables cannot be read.
pub fn of_event(conn: &Connection, event: EventId) -> Result<Vec<KeptTranslationDraft>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT id, notice, payload, updated_at, updated_offset, staff FROM translation_draft WHERE event = ?1 ORDER BY id",
    )?;
    let mut rows = statement.query([&event.0.as_bytes()[..]])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, notice): (Vec<u8>, Option<[u8; 32]>) = (row.get(0)?, row.get(1)?);
        let payload: String = row.get(2)?;
        let (at, offset): (String, i32) = (row.get(3)?, row.get(4)?);
        all.push(KeptTranslationDraft {
            id: TranslationDraftId(sql::id(&id)?),
            of: notice.map_or(TranslationOf::Draft, |hash| TranslationOf::Published(NoticeHash(hash))),
            draft: serde_json::from_str(&payload).map_err(|_| StoreError::unreadable("translation draft"))?,
            updated_at: sql::time(&at, offset)?,
            staff: row.get(5)?,
        });
    }
    Ok(all)
}

/// Lets a draft go.
///
/// # Errors
/// When the tables cannot be written.
pub fn remove(tx: &Transaction<'_>, id: TranslationDraftId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM translation_draft WHERE id = ?1", [&id.0.as_bytes()[..]])?;
    Ok(())
}

//! Recordings to be taken out (R12).

use rusqlite::{Connection, Transaction, params};
use uuid::Uuid;

use crate::domain::ids::EventId;
use crate::domain::removal::{Found, Recorded, RemovalId};
use crate::domain::text::Line;

use super::act::{Appending, commit_row, plain_commitment};
use super::{StoreError, sql};

/// Appends what somebody said of a recording.
///
/// # Errors
/// When the tables cannot be written.
pub fn append(appending: &mut Appending<'_>, id: RemovalId, row: i64, said: &Recorded) -> Result<(), StoreError> {
    let [taken, place, looked_like] = [&said.taken, &said.place, &said.looked_like].map(Line::as_str);
    let (salt, commitment) = commit_row(&payload(id.0, row, taken, place, looked_like))?;
    appending.tx.execute(
        "INSERT INTO removal (id, registration, act, ordinal, taken, place, looked_like, salt, commitment)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            id.0.as_bytes(),
            row,
            appending.act(),
            appending.next_place().ordinal,
            taken,
            place,
            looked_like,
            salt,
            commitment
        ],
    )?;
    appending.place(commitment);
    Ok(())
}

/// The canonical JSON that a removal's commitment covers.
pub(super) fn payload(id: Uuid, row: i64, taken: &str, place: &str, looked_like: &str) -> Vec<u8> {
    serde_json::to_vec(&("lanyard removal 1", id, row, taken, place, looked_like)).unwrap_or_default()
}

/// Appends how a removal ended.
///
/// # Errors
/// When the tables cannot be written, or it ended before.
pub fn end(appending: &mut Appending<'_>, id: RemovalId, found: Found) -> Result<(), StoreError> {
    appending.tx.execute(
        "INSERT INTO removal_end (removal, found, act, ordinal) VALUES (?1, ?2, ?3, ?4)",
        params![id.0.as_bytes(), found.code(), appending.act(), appending.next_place().ordinal],
    )?;
    appending.place(end_commitment(id.0, found.code()));
    Ok(())
}

/// SHA-256 over how a removal ended.
pub(super) fn end_commitment(id: Uuid, found: &str) -> [u8; 32] {
    plain_commitment(&serde_json::json!(["lanyard removal end 1", id, found]))
}

/// Lets what was said of recordings go, with everything else of a registration that has a tombstone.
pub(super) fn forget(tx: &Transaction<'_>, row: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE removal SET taken = NULL, place = NULL, looked_like = NULL, salt = NULL WHERE registration = ?1",
        [row],
    )?;
    Ok(())
}

/// A removal as it is kept. It has no `Debug`: it says what somebody looks like.
pub struct Kept {
    /// Its id.
    pub id: RemovalId,
    /// Whose: the row of their registration.
    pub row: i64,
    /// The act that asked for it.
    pub asked: i64,
    /// What they said; `None` once erased.
    pub said: Option<Recorded>,
    /// How it ended.
    pub found: Option<Found>,
}

/// Every removal of an event, oldest first; of every event where none is named.
///
/// # Errors
/// When the tables cannot be read.
pub fn all(conn: &Connection, event: Option<EventId>) -> Result<Vec<Kept>, StoreError> {
    let wrong = || StoreError::unreadable("removal");
    let mut statement = conn.prepare_cached(
        "SELECT removal.id, removal.registration, taken, removal.place, looked_like, found, removal.act FROM removal
             JOIN registration ON row = removal.registration LEFT JOIN removal_end ON removal = removal.id
         WHERE ?1 IS NULL OR event = ?1 ORDER BY removal.act, removal.ordinal",
    )?;
    let event = event.map(|event| event.0.as_bytes().to_vec());
    let mut rows = statement.query([event])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let text = |column| row.get::<_, Option<String>>(column);
        let said = match (text(2)?, text(3)?, text(4)?) {
            (Some(taken), Some(place), Some(like)) => {
                Some(Recorded::parse(&taken, &place, &like).map_err(|_| wrong())?)
            }
            _ => None,
        };
        let found = text(5)?.map(|found| Found::from_code(&found).ok_or_else(wrong)).transpose()?;
        let id = RemovalId(sql::id(&row.get::<_, Vec<u8>>(0)?)?);
        all.push(Kept { id, row: row.get(1)?, asked: row.get(6)?, said, found });
    }
    Ok(all)
}

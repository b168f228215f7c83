//! Who receives batches (R21).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use zeroize::Zeroizing;

use crate::domain::code::Code;
use crate::domain::ids::EventId;
use crate::domain::purpose::Purpose;

use super::act::Appending;
use super::{StoreError, sql};

/// A recipient as kept.
pub struct Recipient {
    /// Its row.
    pub id: i64,
    /// Its short name in file names.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// Its age public key.
    pub age_key: String,
    /// Its minisign public key, for acknowledgements.
    pub minisign_key: String,
    /// What it may receive data for.
    pub purposes: BTreeSet<Purpose>,
    /// The key of the ids that it knows people by.
    pub id_key: Zeroizing<[u8; 32]>,
    /// Whether both ends compared the six key words.
    pub words_checked: bool,
    /// Whether the desk's signing key was replaced after that: this recipient has the old one pinned.
    pub desk_key_changed: bool,
}

const RECIPIENT: &str = "SELECT id, code, name, age_key, minisign_key, purposes, id_key, words_checked IS NOT NULL, \
     desk_key_changed FROM recipient";

/// Appends a recipient; its key words are not compared yet.
///
/// # Errors
/// When the tables cannot be written, or the code is in use.
pub fn append(appending: &Appending<'_>, new: &Recipient) -> Result<(), StoreError> {
    let purposes = serde_json::to_string(&new.purposes).map_err(|_| StoreError::unreadable("purpose"))?;
    let (age, minisign, id_key) = (&new.age_key, &new.minisign_key, &new.id_key[..]);
    appending.tx.execute(
        "INSERT INTO recipient (code, name, age_key, minisign_key, purposes, id_key, act)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![new.code.as_str(), new.name, age, minisign, purposes, id_key, appending.act()],
    )?;
    Ok(())
}

/// Notes that the words were compared, and when.
///
/// # Errors
/// When the tables cannot be written.
pub fn mark_checked(tx: &Transaction<'_>, id: i64, at: DateTime<FixedOffset>) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE recipient SET words_checked = ?2, desk_key_changed = 0 WHERE id = ?1",
        params![id, sql::utc(at)],
    )?;
    Ok(())
}

/// When and by whom a recipient was added, and when its words were compared.
pub struct Dates {
    /// When it was added.
    pub added_at: DateTime<FixedOffset>,
    /// The handle of who added it.
    pub added_by: String,
    /// When its words were compared.
    pub checked_at: Option<DateTime<FixedOffset>>,
}

/// The dates of a recipient.
///
/// # Errors
/// When the tables cannot be read.
pub fn dates(conn: &Connection, id: i64) -> Result<Dates, StoreError> {
    let query = "SELECT at, at_offset, staff, words_checked FROM recipient JOIN act ON act.sequence = recipient.act
        WHERE recipient.id = ?1";
    type Row = (String, i32, String, Option<String>);
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    let (at, offset, added_by, checked): Row = conn.query_row(query, [id], read)?;
    let checked_at = checked.map(|at| sql::time(&at, 0)).transpose()?;
    Ok(Dates { added_at: sql::time(&at, offset)?, added_by, checked_at })
}

/// Takes a recipient out of use. What was disclosed to it stays on record.
///
/// # Errors
/// When the tables cannot be written.
pub fn remove(tx: &Transaction<'_>, id: i64) -> Result<(), StoreError> {
    tx.execute("UPDATE recipient SET removed = 1 WHERE id = ?1", [id])?;
    Ok(())
}

/// The recipient in use with that code.
///
/// # Errors
/// When the tables cannot be read.
pub fn by_code(conn: &Connection, code: &Code) -> Result<Option<Recipient>, StoreError> {
    let query = format!("{RECIPIENT} WHERE code = ?1 AND removed = 0");
    conn.query_row(&query, [code.as_str()], columns).optional()?.map(recipient).transpose()
}

/// Every recipient in use, by code.
///
/// # Errors
/// When the tables cannot be read.
pub fn list(conn: &Connection) -> Result<Vec<Recipient>, StoreError> {
    let mut statement = conn.prepare(&format!("{RECIPIENT} WHERE removed = 0 ORDER BY code"))?;
    let rows = statement.query_map([], columns)?;
    rows.map(|row| recipient(row?)).collect()
}

/// Every recipient that is in use no more and that batches of an event went to before, by code.
///
/// # Errors
/// When the tables cannot be read.
pub fn no_more(conn: &Connection, event: EventId) -> Result<Vec<Recipient>, StoreError> {
    let mut statement = conn.prepare(&format!(
        "{RECIPIENT} WHERE removed = 1 AND id IN (SELECT recipient FROM batch WHERE event = ?1) ORDER BY code, id"
    ))?;
    let rows = statement.query_map([&event.0.as_bytes()[..]], columns)?;
    rows.map(|row| recipient(row?)).collect()
}

/// The name of every recipient there ever was, by its row.
///
/// # Errors
/// When the tables cannot be read.
pub fn names(conn: &Connection) -> Result<BTreeMap<i64, String>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT id, name FROM recipient")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Every recipient that ever had that code, those out of use too.
///
/// # Errors
/// When the tables cannot be read.
pub fn ever_called(conn: &Connection, code: &Code) -> Result<Vec<Recipient>, StoreError> {
    let mut statement = conn.prepare(&format!("{RECIPIENT} WHERE code = ?1 ORDER BY id"))?;
    let rows = statement.query_map([code.as_str()], columns)?;
    rows.map(|row| recipient(row?)).collect()
}

type Columns = (i64, String, String, String, String, String, Vec<u8>, bool, bool);

fn columns(row: &Row<'_>) -> rusqlite::Result<Columns> {
    row.try_into()
}

fn recipient(columns: Columns) -> Result<Recipient, StoreError> {
    let (id, code, name, age_key, minisign_key, purposes, id_key, words_checked, desk_key_changed) = columns;
    Ok(Recipient {
        id,
        code: Code::new(&code).map_err(|_| StoreError::unreadable("code"))?,
        name,
        age_key,
        minisign_key,
        purposes: serde_json::from_str(&purposes).map_err(|_| StoreError::unreadable("purpose"))?,
        id_key: Zeroizing::new(sql::digest(&id_key)?),
        words_checked,
        desk_key_changed,
    })
}

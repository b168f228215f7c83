//! Recipients, sealed batches and disclosures, so that nobody is told anew what they were told, and everybody is told
//! what has changed (R21).
//!
//! Acts of the restored vault go on from the backup's last one, so a batch counts as having taken in that one at most:
//! else whatever is withdrawn next would pass for told. Telling twice is harmless.

use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use crate::domain::ids::{BatchId, EventId};

use super::super::act::Appending;
use super::super::batches::{self as kept, Disclosure};
use super::super::{StoreError, registrations, sql};
use super::{Shared, bytes};

/// Carries recipients over that the restored vault has not, with the key of the ids that they know people by, and takes
/// those out of use that were removed. Answers which recipient is which, from the replaced vault's row to the restored
/// one's, and how many came or went.
///
/// # Errors
/// When the tables cannot be read or written.
pub fn recipients(from: &Connection, appending: &Appending<'_>) -> Result<(BTreeMap<i64, i64>, u64), StoreError> {
    let tx = appending.tx;
    let mut known = BTreeMap::new();
    let mut changed = 0;
    // The removed ones first: a code may be in use again.
    let mut theirs =
        from.prepare("SELECT id, id_key, removed, words_checked FROM recipient ORDER BY removed DESC, id")?;
    let mut rows = theirs.query([])?;
    while let Some(row) = rows.next()? {
        let (id, removed, checked): (i64, bool, Option<String>) = (row.get(0)?, row.get(2)?, row.get(3)?);
        let query = "SELECT id FROM recipient WHERE id_key = ?1";
        let ours = tx.query_row(query, [row.get::<_, Vec<u8>>(1)?], |row| row.get(0)).optional()?;
        let ours = if let Some(ours) = ours {
            let update =
                "UPDATE recipient SET removed = ?2, words_checked = coalesce (words_checked, ?3) WHERE id = ?1";
            let was: bool = tx.query_row("SELECT removed FROM recipient WHERE id = ?1", [ours], |row| row.get(0))?;
            tx.execute(update, params![ours, was || removed, checked])?;
            changed += u64::from(removed && !was);
            ours
        } else {
            changed += 1;
            copy_row(from, appending, "recipient", ("id", id), &[("id", Value::Null), act(appending)])?
        };
        known.insert(id, ours);
    }
    Ok((known, changed))
}

/// Carries sealed batches over, with their disclosures of the people whom the restored vault has; answers how many
/// batches. What was only reserved nobody has, and it is left.
///
/// # Errors
/// When the tables cannot be read or written.
pub fn batches(
    from: &Connection,
    appending: &mut Appending<'_>,
    shared: &Shared,
    recipients: &BTreeMap<i64, i64>,
    last_act: u64,
) -> Result<u64, StoreError> {
    let mut carried = 0;
    let mut theirs = from.prepare(
        "SELECT row, id, recipient, event, state, file_sha256, manifest_sha256, through_act FROM batch
         WHERE state <> 'reserved' ORDER BY row",
    )?;
    let mut rows = theirs.query([])?;
    while let Some(row) = rows.next()? {
        let (theirs, id, event): (i64, Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(3)?);
        let tx = appending.tx;
        // Reserved before the backup, and sealed after it.
        let update = "UPDATE batch SET state = ?2, file_sha256 = ?3, manifest_sha256 = ?4 WHERE id = ?1";
        let digests: (Option<Vec<u8>>, Option<Vec<u8>>) = (row.get(5)?, row.get(6)?);
        if tx.execute(update, params![id, row.get::<_, String>(4)?, digests.0, digests.1])? > 0 {
            continue;
        }
        let has_event = "SELECT EXISTS (SELECT 1 FROM event WHERE id = ?1)";
        let event_known: bool = tx.query_row(has_event, [event], |row| row.get(0))?;
        let Some(&recipient) = recipients.get(&row.get(2)?).filter(|_| event_known) else { continue };
        let through = row.get::<_, i64>(7)?.min(i64::try_from(last_act).unwrap_or(i64::MAX));
        let ours = [("row", Value::Null), ("recipient", recipient.into()), ("through_act", through.into())];
        let ours: Vec<_> = ours.into_iter().chain([act(appending)]).collect();
        let batch = copy_row(from, appending, "batch", ("row", theirs), &ours)?;
        let mut members = kept::disclosures(from, theirs)?;
        members.retain_mut(|member| match shared.rows.get(&member.registration) {
            Some(&row) => {
                member.registration = row;
                true
            }
            None => false,
        });
        disclose(appending, batch, members)?;
        carried += 1;
    }
    Ok(carried)
}

/// A sealed batch that is known from its file alone.
pub struct SealedFile<'a> {
    /// The id that it gets here.
    pub id: BatchId,
    /// The recipient's row.
    pub recipient: i64,
    /// The event.
    pub event: EventId,
    /// Its epoch.
    pub epoch: u32,
    /// Its number.
    pub sequence: u32,
    /// The purposes, as JSON.
    pub purposes: &'a str,
    /// When it was closed.
    pub created_at: chrono::DateTime<chrono::FixedOffset>,
    /// The manifest before it.
    pub previous: Option<[u8; 32]>,
    /// The last act of the backup.
    pub last_act: u64,
    /// The file's name.
    pub file_name: &'a str,
    /// The file's digest.
    pub file_sha256: [u8; 32],
    /// Its manifest's digest.
    pub manifest: [u8; 32],
}

/// Appends a batch of which only the sealed file is left, with what it disclosed.
///
/// # Errors
/// When the tables cannot be written.
pub fn sealed_file(
    appending: &mut Appending<'_>,
    file: &SealedFile<'_>,
    members: Vec<Disclosure>,
) -> Result<(), StoreError> {
    let tx = appending.tx;
    tx.execute(
        "INSERT INTO batch (id, recipient, event, epoch, sequence, purposes, columns, created_at, previous, through_act,
             state, file_name, file_sha256, manifest_sha256, act)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, '[]', ?7, ?8, ?9, 'sealed', ?10, ?11, ?12, ?13)",
        params![
            bytes(&file.id.0),
            file.recipient,
            bytes(&file.event.0),
            file.epoch,
            file.sequence,
            file.purposes,
            sql::utc(file.created_at),
            file.previous,
            i64::try_from(file.last_act).unwrap_or(i64::MAX),
            file.file_name,
            file.file_sha256,
            file.manifest,
            appending.act()
        ],
    )?;
    let batch = tx.last_insert_rowid();
    disclose(appending, batch, members)
}

/// A batch that the vault knows at a place of a chain.
pub struct Known {
    /// Its row.
    pub row: i64,
    /// Its manifest, once sealed.
    pub manifest: Option<[u8; 32]>,
}

/// The batch at a place of the chain to a recipient.
///
/// # Errors
/// When the tables cannot be read.
pub fn batch_at(conn: &Connection, recipient: i64, epoch: u32, sequence: u32) -> Result<Option<Known>, StoreError> {
    let query = "SELECT row, manifest_sha256 FROM batch WHERE recipient = ?1 AND epoch = ?2 AND sequence = ?3";
    let known = |row: &rusqlite::Row<'_>| Ok(Known { row: row.get(0)?, manifest: row.get(1)? });
    Ok(conn.query_row(query, params![recipient, epoch, sequence], known).optional()?)
}

/// Appends the disclosures of a batch. A version that only the replaced vault had counts as the newest one here, so that
/// the next correction, which takes its number, is told.
fn disclose(appending: &mut Appending<'_>, batch: i64, members: Vec<Disclosure>) -> Result<(), StoreError> {
    let tx = appending.tx;
    let mut insert = tx.prepare_cached(
        "INSERT INTO disclosure (batch, registration, version, columns, purposes) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for Disclosure { registration, version, columns, purposes } in members {
        let version = version.min(registrations::newest(tx, registration)?.version);
        insert.execute(params![batch, registration, version, columns.cast_signed(), purposes.cast_signed()])?;
    }
    Ok(())
}

/// The column that names the act a row was appended with.
fn act(appending: &Appending<'_>) -> (&'static str, Value) {
    ("act", appending.act().into())
}

/// Copies one row as it is, whatever columns its table has, but for those that mean something else in this vault.
/// Answers the new row's number.
fn copy_row(
    from: &Connection,
    appending: &Appending<'_>,
    table: &str,
    (key, row): (&str, i64),
    ours: &[(&str, Value)],
) -> Result<i64, StoreError> {
    let mut statement = from.prepare_cached(&format!("SELECT * FROM {table} WHERE {key} = ?1"))?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let value = |row: &rusqlite::Row<'_>, name: &String| match ours.iter().find(|(column, _)| column == name) {
        Some((_, value)) => Ok(value.clone()),
        None => row.get(name.as_str()),
    };
    let values: Vec<Value> = statement.query_row([row], |row| names.iter().map(|name| value(row, name)).collect())?;
    let (columns, marks) = (names.join(", "), vec!["?"; names.len()].join(", "));
    appending
        .tx
        .prepare_cached(&format!("INSERT INTO {table} ({columns}) VALUES ({marks})"))?
        .execute(params_from_iter(values))?;
    Ok(appending.tx.last_insert_rowid())
}

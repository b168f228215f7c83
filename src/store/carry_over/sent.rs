//! Recipients, sealed batches and disclosures, so that nobody is told anew what they were told, and everybody is told
//! what has changed (R21).
//!
//! Acts of the restored vault go on from the backup's last one, so a batch counts as having taken in that one at most:
//! else whatever is withdrawn next would pass for told. Telling twice is harmless, but for a notice that changed: people
//! would hear of it twice (R26). Its act here holds nothing else, so a batch that told of it counts as having taken in that.

use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params, params_from_iter};

use crate::domain::ids::{BatchId, EventId};

use super::super::act::Appending;
use super::super::batches::{self, NewBatch, SealedBefore};
use super::super::disclosures::{self, Disclosure};
use super::super::{StoreError, registrations, sql};
use super::{SetAgain, Shared};

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
    let key_changed = key_changed(from)?;
    let query =
        format!("SELECT id, id_key, removed, words_checked, {key_changed} FROM recipient ORDER BY removed DESC, id");
    let mut theirs = from.prepare(&query)?;
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
            copy_recipient(from, appending, id)?
        };
        // The desk's key is that of the replaced vault, or a newer one, which then says so itself.
        let key_changed: bool = row.get(4)?;
        tx.execute("UPDATE recipient SET desk_key_changed = ?2 WHERE id = ?1", params![ours, key_changed])?;
        known.insert(id, ours);
    }
    Ok((known, changed))
}

/// Whether a recipient has an older key of the desk pinned, as a column. A vault that was not brought up to date does not
/// say of whom that is so: there, once the key was replaced, of everybody.
fn key_changed(from: &Connection) -> Result<&'static str, StoreError> {
    let query = "SELECT EXISTS (SELECT 1 FROM pragma_table_info ('recipient') WHERE name = 'desk_key_changed')";
    Ok(if from.query_row(query, [], |row| row.get(0))? {
        "desk_key_changed"
    } else {
        "words_checked IS NOT NULL AND EXISTS (SELECT 1 FROM act WHERE kind = 'change-signing-key')"
    })
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
    set_again: &[SetAgain],
) -> Result<u64, StoreError> {
    let mut carried = 0;
    let mut theirs = from.prepare(
        "SELECT row, id, recipient, event, epoch, sequence, purposes, columns, created_at, previous, through_act, state,
             file_name, file_sha256, manifest_sha256
         FROM batch WHERE state <> 'reserved' ORDER BY row",
    )?;
    let mut rows = theirs.query([])?;
    while let Some(row) = rows.next()? {
        let text = |column| row.get::<_, String>(column);
        let (tx, id): (_, Vec<u8>) = (appending.tx, row.get(1)?);
        let (file_sha256, manifest): ([u8; 32], [u8; 32]) = (row.get(13)?, row.get(14)?);
        let query = "SELECT row FROM batch WHERE id = ?1";
        if let Some(ours) = tx.query_row(query, [&id], |row| row.get(0)).optional()? {
            // Reserved before the backup, perhaps, and sealed after it.
            batches::mark_sealed(tx, ours, &file_sha256, &manifest)?;
            set_state(tx, ours, &text(11)?)?;
            refusals(from, tx, (row.get(0)?, ours), shared)?;
            continue;
        }
        let event: Vec<u8> = row.get(3)?;
        let query = "SELECT EXISTS (SELECT 1 FROM event WHERE id = ?1)";
        let event_known: bool = tx.query_row(query, [&event], |row| row.get(0))?;
        let Some(&recipient) = recipients.get(&row.get(2)?).filter(|_| event_known) else { continue };
        let event_id = EventId(sql::id(&event)?);
        let (purposes, columns, created_at, file_name) = (text(6)?, text(7)?, text(8)?, text(12)?);
        let new = NewBatch {
            id: BatchId(sql::id(&id)?),
            recipient,
            event: event_id,
            epoch: row.get(4)?,
            sequence: row.get(5)?,
            purposes: &purposes,
            columns: &columns,
            created_at: sql::time(&created_at, 0)?,
            previous: row.get(9)?,
            file_name: &file_name,
        };
        let through = row.get::<_, i64>(10)?.unsigned_abs();
        let told = set_again.iter().filter(|again| again.event == event_id && again.then <= through);
        let through_act = told.map(|again| again.now).max().unwrap_or(through.min(last_act));
        let members = members(from, tx, row.get(0)?, shared)?;
        let sealed = SealedBefore { through_act, file_sha256, manifest };
        let ours = batches::append_sealed(appending, &new, members, &sealed)?;
        set_state(tx, ours, &text(11)?)?;
        refusals(from, tx, (row.get(0)?, ours), shared)?;
        carried += 1;
    }
    Ok(carried)
}

/// What the recipient of a batch did not take in of the people whom the restored vault has (R24).
fn refusals(
    from: &Connection,
    tx: &Transaction<'_>,
    (theirs, ours): (i64, i64),
    shared: &Shared,
) -> Result<(), StoreError> {
    if !super::knows_requests(from)? {
        return Ok(());
    }
    let mut refused = from.prepare_cached("SELECT registration FROM rejection WHERE batch = ?1")?;
    let mut keep =
        tx.prepare_cached("INSERT INTO rejection (batch, registration) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?;
    for row in refused.query_map([theirs], |row| row.get::<_, i64>(0))? {
        if let Some(row) = shared.rows.get(&row?) {
            keep.execute(params![ours, row])?;
        }
    }
    Ok(())
}

/// Sealed, or acknowledged too.
fn set_state(tx: &Transaction<'_>, batch: i64, state: &str) -> Result<(), StoreError> {
    tx.execute("UPDATE batch SET state = ?2 WHERE row = ?1 AND state <> ?2", params![batch, state])?;
    Ok(())
}

/// What a batch disclosed of the people whom the restored vault has. A version that only the replaced vault had counts as
/// the newest one here, so that the next correction, which takes its number, is told.
fn members(
    from: &Connection,
    tx: &Transaction<'_>,
    batch: i64,
    shared: &Shared,
) -> Result<Vec<Disclosure>, StoreError> {
    let mut members = Vec::new();
    for told in disclosures::of_batch_in(from, batch, super::version(from)? >= 7)? {
        let Some(&registration) = shared.rows.get(&told.registration) else { continue };
        let version = told.version.min(registrations::newest(tx, registration)?.version);
        members.push(Disclosure { registration, version, ..told });
    }
    Ok(members)
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
    let known = |row: &Row<'_>| Ok(Known { row: row.get(0)?, manifest: row.get(1)? });
    Ok(conn.query_row(query, params![recipient, epoch, sequence], known).optional()?)
}

/// Copies a recipient as it is, whatever columns it has, but for its row and its act. Answers its row here.
fn copy_recipient(from: &Connection, appending: &Appending<'_>, id: i64) -> Result<i64, StoreError> {
    let mut statement = from.prepare_cached("SELECT * FROM recipient WHERE id = ?1")?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let value = |row: &Row<'_>, name: &String| match name.as_str() {
        "id" => Ok(Value::Null),
        "act" => Ok(appending.act().into()),
        other => row.get(other),
    };
    let values: Vec<Value> = statement.query_row([id], |row| names.iter().map(|name| value(row, name)).collect())?;
    let (columns, marks) = (names.join(", "), vec!["?"; names.len()].join(", "));
    let insert = format!("INSERT INTO recipient ({columns}) VALUES ({marks})");
    appending.tx.prepare_cached(&insert)?.execute(params_from_iter(values))?;
    Ok(appending.tx.last_insert_rowid())
}

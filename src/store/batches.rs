//! Batches as they are reserved, sealed and acknowledged: their places in a chain, and their files (R21).

use std::fmt::Write;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::domain::code::Code;
use crate::domain::ids::{BatchId, EventId};

use super::act::{Appending, plain_commitment};
use super::disclosures::Disclosure;
use super::{StoreError, sql};

/// A batch as kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Batch {
    /// Its row.
    pub row: i64,
    /// Its id.
    pub id: BatchId,
    /// The event.
    pub event: EventId,
    /// The epoch.
    pub epoch: u32,
    /// Its number among the batches of this epoch to this recipient, from 1.
    pub sequence: u32,
    /// When it was closed, UTC.
    pub created_at: String,
    /// The manifest before it.
    pub previous: Option<[u8; 32]>,
    /// The last act that it takes in.
    pub through_act: i64,
    /// Its own manifest, once sealed.
    pub manifest: Option<[u8; 32]>,
    /// The sealed file's digest, once sealed.
    pub file_sha256: Option<[u8; 32]>,
}

/// A batch to reserve.
pub struct NewBatch<'a> {
    /// Its id.
    pub id: BatchId,
    /// The recipient's row.
    pub recipient: i64,
    /// The event.
    pub event: EventId,
    /// The epoch.
    pub epoch: u32,
    /// Its number.
    pub sequence: u32,
    /// The purposes, as JSON.
    pub purposes: &'a str,
    /// The columns, as JSON.
    pub columns: &'a str,
    /// When.
    pub created_at: chrono::DateTime<chrono::FixedOffset>,
    /// The manifest before it.
    pub previous: Option<[u8; 32]>,
    /// The file's name.
    pub file_name: &'a str,
}

const BATCH: &str = "SELECT row, id, event, epoch, sequence, created_at, previous, through_act, manifest_sha256,
    file_sha256 FROM batch";

/// What was reserved in an epoch that is over was never sealed: nobody was given it, and nobody will be.
pub(super) const GIVEN: &str = "(state <> 'reserved' OR epoch = (SELECT epoch FROM desk))";

/// Reserves a batch: number, members and columns, all in the transaction of the act that closes the day, which commits to
/// every one of them.
///
/// # Errors
/// When the tables cannot be written.
pub fn reserve(appending: &mut Appending<'_>, new: &NewBatch<'_>, members: &[Disclosure]) -> Result<i64, StoreError> {
    let through_act = appending.act();
    append(appending, new, members, through_act)
}

/// A batch that was sealed by a vault which this one was restored after.
pub struct SealedBefore {
    /// The last act of this vault that it can have taken in.
    pub through_act: u64,
    /// The sealed file's digest.
    pub file_sha256: [u8; 32],
    /// Its manifest's digest.
    pub manifest: [u8; 32],
}

/// Appends a batch that is sealed already, and what it disclosed, in any order.
///
/// # Errors
/// When the tables cannot be written.
pub fn append_sealed(
    appending: &mut Appending<'_>,
    new: &NewBatch<'_>,
    mut members: Vec<Disclosure>,
    sealed: &SealedBefore,
) -> Result<i64, StoreError> {
    members.sort_unstable_by_key(|member| member.registration);
    let through_act = i64::try_from(sealed.through_act).map_err(|_| StoreError::unreadable("sequence"))?;
    let row = append(appending, new, &members, through_act)?;
    mark_sealed(appending.tx, row, &sealed.file_sha256, &sealed.manifest)?;
    Ok(row)
}

/// Appends a reserved batch. The members are in the order of their registrations.
fn append(
    appending: &mut Appending<'_>,
    new: &NewBatch<'_>,
    members: &[Disclosure],
    through_act: i64,
) -> Result<i64, StoreError> {
    let tx = appending.tx;
    let created_at = sql::utc(new.created_at);
    tx.execute(
        "INSERT INTO batch (id, recipient, event, epoch, sequence, purposes, columns, created_at, previous, through_act,
             state, file_name, act, ordinal)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'reserved', ?11, ?12, ?13)",
        params![
            new.id.0.as_bytes(),
            new.recipient,
            new.event.0.as_bytes(),
            new.epoch,
            new.sequence,
            new.purposes,
            new.columns,
            created_at,
            new.previous,
            through_act,
            new.file_name,
            appending.act(),
            appending.next_place().ordinal
        ],
    )?;
    let batch = tx.last_insert_rowid();
    let mut insert = tx.prepare_cached(
        "INSERT INTO disclosure (batch, registration, version, columns, purposes, recordings, stops, bases)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    let mut told = Told::default();
    for member in members {
        let bits = |bits: u64| i64::try_from(bits).map_err(|_| StoreError::unreadable("disclosure"));
        let (columns, purposes) = (bits(member.columns)?, bits(member.purposes)?);
        let (recordings, stops) = (bits(member.recordings)?, bits(member.stops)?);
        let bases = member.bases.map(bits).transpose()?;
        let of = (member.registration, member.version);
        insert.execute(params![batch, of.0, of.1, columns, purposes, recordings, stops, bases])?;
        told.add(member);
    }
    appending.place(commitment(&Committed {
        row: batch,
        id: new.id.0,
        recipient: new.recipient,
        event: new.event.0,
        epoch: new.epoch,
        sequence: new.sequence,
        purposes: new.purposes,
        columns: new.columns,
        created_at: &created_at,
        previous: new.previous.as_ref().map(<[u8; 32]>::as_slice),
        through_act,
        file_name: new.file_name,
        members: told.digest(),
    }));
    Ok(batch)
}

/// As much of a batch as its act commits to: everything that is settled when it is reserved.
pub(super) struct Committed<'a> {
    pub(super) row: i64,
    pub(super) id: Uuid,
    pub(super) recipient: i64,
    pub(super) event: Uuid,
    pub(super) epoch: u32,
    pub(super) sequence: u32,
    pub(super) purposes: &'a str,
    pub(super) columns: &'a str,
    pub(super) created_at: &'a str,
    pub(super) previous: Option<&'a [u8]>,
    pub(super) through_act: i64,
    pub(super) file_name: &'a str,
    pub(super) members: [u8; 32],
}

/// SHA-256 over what a batch's act commits to.
pub(super) fn commitment(batch: &Committed<'_>) -> [u8; 32] {
    plain_commitment(&serde_json::json!([
        "lanyard batch 1",
        batch.row,
        batch.id,
        batch.recipient,
        batch.event,
        batch.epoch,
        batch.sequence,
        batch.purposes,
        batch.columns,
        batch.created_at,
        batch.previous.map(hex::encode),
        batch.through_act,
        batch.file_name,
        hex::encode(batch.members)
    ]))
}

/// A batch's members as one text, as the SQL that is [`MEMBERS`] writes it, hashed on the way.
#[derive(Default)]
struct Told {
    hash: Sha256,
    line: String,
}

impl Told {
    fn add(&mut self, member: &Disclosure) {
        let Disclosure { registration, version, columns, purposes, recordings, stops, bases } = member;
        let between = if self.line.is_empty() { "" } else { ";" };
        self.line.clear();
        // Writing to a string cannot fail.
        _ = write!(self.line, "{between}{registration},{version},{columns},{purposes},{recordings},{stops}");
        if let Some(bases) = bases {
            _ = write!(self.line, ",{bases}");
        }
        self.hash.update(&self.line);
    }

    fn digest(self) -> [u8; 32] {
        self.hash.finalize().into()
    }
}

/// The members of the batch that is called `batch` in the statement around it, in the order of their registrations. Where the bases
/// were not kept, nothing stands for them: what was committed to before there were any still holds.
pub(super) const MEMBERS: &str = "SELECT group_concat (
        format ('%d,%d,%d,%d,%d,%d', registration, version, disclosure.columns, disclosure.purposes, recordings, stops)
        || ifnull (',' || bases, ''), ';'
        ORDER BY registration)
    FROM disclosure WHERE disclosure.batch = batch.row";

/// The digest of the text that [`MEMBERS`] gives.
pub(super) fn members_digest(members: Option<&str>) -> [u8; 32] {
    Sha256::digest(members.unwrap_or_default()).into()
}

/// Notes that a batch is in the outbox and was read back.
///
/// # Errors
/// When the tables cannot be written.
pub fn mark_sealed(tx: &Transaction<'_>, row: i64, file: &[u8; 32], manifest: &[u8; 32]) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE batch SET state = 'sealed', file_sha256 = ?2, manifest_sha256 = ?3 WHERE row = ?1 AND state = 'reserved'",
        params![row, file, manifest],
    )?;
    Ok(())
}

/// The newest batch of this epoch to a recipient.
///
/// # Errors
/// When the tables cannot be read.
pub fn newest(conn: &Connection, recipient: i64, epoch: u32) -> Result<Option<Batch>, StoreError> {
    let query = format!("{BATCH} WHERE recipient = ?1 AND epoch = ?2 ORDER BY sequence DESC LIMIT 1");
    conn.query_row(&query, params![recipient, epoch], columns).optional()?.map(batch).transpose()
}

/// Whether there is a batch of this epoch to whoever has, or had, this code.
///
/// # Errors
/// When the tables cannot be read.
pub fn any_under(conn: &Connection, code: &Code) -> Result<bool, StoreError> {
    let query = "SELECT EXISTS (SELECT 1 FROM batch JOIN recipient ON recipient.id = recipient
                 WHERE code = ?1 AND batch.epoch = (SELECT epoch FROM desk))";
    Ok(conn.query_row(query, [code.as_str()], |row| row.get(0))?)
}

/// Whether a sealed batch has this file name.
///
/// # Errors
/// When the tables cannot be read.
pub fn is_sealed(conn: &Connection, file_name: &str) -> Result<bool, StoreError> {
    let query = "SELECT EXISTS (SELECT 1 FROM batch WHERE file_name = ?1 AND state <> 'reserved')";
    Ok(conn.query_row(query, [file_name], |row| row.get(0))?)
}

/// A batch that nobody has acknowledged.
pub struct Waiting {
    /// The epoch that its number counts in.
    pub epoch: u32,
    /// Its number.
    pub sequence: u32,
    /// The name of its file in the outbox.
    pub file_name: String,
    /// The digest of that file.
    pub file_sha256: [u8; 32],
    /// How many people are in it.
    pub people: u64,
}

/// The batches to a recipient that are sealed and not acknowledged, oldest first: those of earlier epochs too.
///
/// # Errors
/// When the tables cannot be read.
pub fn waiting(conn: &Connection, recipient: i64) -> Result<Vec<Waiting>, StoreError> {
    let mut statement = conn.prepare(
        "SELECT epoch, sequence, file_name, file_sha256,
             (SELECT count(*) FROM disclosure WHERE disclosure.batch = batch.row AND disclosure.columns <> 0)
         FROM batch WHERE recipient = ?1 AND state = 'sealed' ORDER BY epoch, sequence",
    )?;
    let rows = statement.query_map([recipient], |row| {
        let (epoch, sequence, file_name, file_sha256) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        Ok(Waiting { epoch, sequence, file_name, file_sha256, people: row.get::<_, i64>(4)?.cast_unsigned() })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A batch by its row.
///
/// # Errors
/// When the tables cannot be read, or it is not there.
pub fn by_row(conn: &Connection, row: i64) -> Result<Batch, StoreError> {
    batch(conn.query_row(&format!("{BATCH} WHERE row = ?1"), [row], columns)?)
}

/// The last act that any earlier batch of an event to this recipient took in; 0 where there is none. A batch of another
/// event says nothing of these people, however late it is.
///
/// # Errors
/// When the tables cannot be read.
pub fn through_act(conn: &Connection, recipient: i64, event: EventId, before: Option<i64>) -> Result<i64, StoreError> {
    Ok(conn.query_row(
        &format!(
            "SELECT coalesce(max(through_act), 0) FROM batch
             WHERE recipient = ?1 AND event = ?2 AND row < ?3 AND {GIVEN}"
        ),
        params![recipient, event.0.as_bytes(), before.unwrap_or(i64::MAX)],
        |row| row.get(0),
    )?)
}

/// The chain's value after an act.
///
/// # Errors
/// When there is no such act.
pub fn chain_at(conn: &Connection, act: i64) -> Result<[u8; 32], StoreError> {
    let chain: Vec<u8> = conn.query_row("SELECT chain FROM act WHERE sequence = ?1", [act], |row| row.get(0))?;
    sql::digest(&chain)
}

/// The newest batch to anybody that was closed in this epoch: to whom, its number and the last act that it takes in.
///
/// # Errors
/// When the tables cannot be read.
pub fn newest_to_anybody(conn: &Connection) -> Result<Option<(String, u32, u64)>, StoreError> {
    let query = "SELECT name, sequence, through_act FROM batch JOIN recipient ON recipient.id = recipient
                 WHERE batch.epoch = (SELECT epoch FROM desk) ORDER BY batch.row DESC LIMIT 1";
    let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)?.cast_unsigned()));
    Ok(conn.query_row(query, [], read).optional()?)
}

type Columns = (i64, [u8; 16], [u8; 16], u32, u32, String, Option<[u8; 32]>, i64, Option<[u8; 32]>, Option<[u8; 32]>);

fn columns(row: &Row<'_>) -> rusqlite::Result<Columns> {
    row.try_into()
}

fn batch(columns: Columns) -> Result<Batch, StoreError> {
    let (row, id, event, epoch, sequence, created_at, previous, through_act, manifest, file_sha256) = columns;
    let (id, event) = (BatchId(Uuid::from_bytes(id)), EventId(Uuid::from_bytes(event)));
    Ok(Batch { row, id, event, epoch, sequence, created_at, previous, through_act, manifest, file_sha256 })
}

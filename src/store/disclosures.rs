//! What of whom went out, with which batch and to whom (R21): the rows under every batch.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, Row, params};

use crate::domain::address::Addresses;

use super::StoreError;
use super::batches::GIVEN;
use super::shared::{self, ADDRESSES};

/// What of one person goes, or went, out with a batch. No columns: they are only told that it is gone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Disclosure {
    /// Whose registration.
    pub registration: i64,
    /// Which version of what they said.
    pub version: u32,
    /// Bits at positions in `Column::ALL`.
    pub columns: u64,
    /// Bits at positions in `Purpose::ALL`.
    pub purposes: u64,
    /// What stood for each of `Medium::ALL`: digits that are positions in `Standing::ALL`.
    pub recordings: u64,
    /// Channels whose address alone goes out, to be stopped there: bits at positions in `Channel::ALL`.
    pub stops: u64,
    /// On which bases it rested when it was reserved: bits at positions in `Ground::ALL`. `None` where that was not kept.
    pub bases: Option<u64>,
}

impl Disclosure {
    /// Whether the recipient knows the person by an id: an address to be stopped comes without one.
    #[must_use]
    pub fn is_by_id(&self) -> bool {
        self.columns != 0 || self.stops == 0
    }
}

/// What goes out with a batch, oldest registration first.
///
/// # Errors
/// When the tables cannot be read.
pub fn of_batch(conn: &Connection, batch: i64) -> Result<Vec<Disclosure>, StoreError> {
    of_batch_with(conn, batch, "bases")
}

/// The same in a vault that is read as it is: one that was not brought up to date may not keep the bases.
///
/// # Errors
/// When the tables cannot be read.
pub(super) fn of_batch_in(conn: &Connection, batch: i64, keeps_bases: bool) -> Result<Vec<Disclosure>, StoreError> {
    of_batch_with(conn, batch, if keeps_bases { "bases" } else { "NULL" })
}

fn of_batch_with(conn: &Connection, batch: i64, bases: &str) -> Result<Vec<Disclosure>, StoreError> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {SAID}, {bases} FROM disclosure WHERE batch = ?1 ORDER BY registration"))?;
    let rows = statement.query_map([batch], disclosure)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What a recipient was last told of each registration that it knows by an id, in batches before `before`.
///
/// # Errors
/// When the tables cannot be read.
pub fn newest(conn: &Connection, recipient: i64, before: Option<i64>) -> Result<HashMap<i64, Disclosure>, StoreError> {
    newest_told(conn, recipient, before, "(disclosure.columns <> 0 OR stops = 0)")
}

/// The newest disclosure of each registration to a recipient, in batches before `before`, of those that `which` says.
fn newest_told(
    conn: &Connection,
    recipient: i64,
    before: Option<i64>,
    which: &str,
) -> Result<HashMap<i64, Disclosure>, StoreError> {
    // With `max`, the other columns are those of the row that it was found in.
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {SAID}, bases, max(batch) FROM disclosure JOIN batch ON batch.row = disclosure.batch
         WHERE recipient = ?1 AND batch.row < ?2 AND {GIVEN} AND {which} GROUP BY registration"
    ))?;
    let rows = statement.query_map(params![recipient, before.unwrap_or(i64::MAX)], disclosure)?;
    Ok(rows.map(|row| row.map(|told| (told.registration, told))).collect::<Result<_, _>>()?)
}

/// Whom a recipient was ever sent any of these columns of, in whichever batch before `before`: bits at positions in
/// `Column::ALL`.
///
/// # Errors
/// When the tables cannot be read.
pub fn ever_sent(
    conn: &Connection,
    recipient: i64,
    columns: u64,
    before: Option<i64>,
) -> Result<HashSet<i64>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT DISTINCT registration FROM disclosure JOIN batch ON batch.row = disclosure.batch
         WHERE recipient = ?1 AND {GIVEN} AND disclosure.columns & ?2 <> 0 AND batch.row < ?3"
    ))?;
    let before = before.unwrap_or(i64::MAX);
    let rows = statement.query_map(params![recipient, columns.cast_signed(), before], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The addresses that a recipient was last told to stop of people whom it knows by no id: of whom, as of which version, and by
/// which channels.
///
/// # Errors
/// When the tables cannot be read.
pub fn last_stops(conn: &Connection, recipient: i64) -> Result<HashMap<i64, Disclosure>, StoreError> {
    newest_told(conn, recipient, None, "disclosure.columns = 0 AND stops <> 0")
}

/// The batches, by their rows, in which a recipient was last told of somebody; 0 where it never was.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ToldIn {
    /// Something of them, by their id.
    pub sent: i64,
    /// That an address of theirs is to be stopped.
    pub stopped: i64,
}

/// In which batches before `before` a recipient was last told of each registration.
///
/// # Errors
/// When the tables cannot be read.
pub fn told_in(conn: &Connection, recipient: i64, before: Option<i64>) -> Result<HashMap<i64, ToldIn>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT registration, max(iif (disclosure.columns <> 0, batch.row, 0)), max(iif (stops <> 0, batch.row, 0))
         FROM disclosure JOIN batch ON batch.row = disclosure.batch
         WHERE recipient = ?1 AND batch.row < ?2 AND {GIVEN} GROUP BY registration"
    ))?;
    let rows = statement.query_map(params![recipient, before.unwrap_or(i64::MAX)], |row| {
        Ok((row.get(0)?, ToldIn { sent: row.get(1)?, stopped: row.get(2)? }))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Every address that a recipient was told to stop, in batches up to `through`: the batch's row, by which channels as bits at
/// positions in `Channel::ALL`, and what was said then that addresses are made of. Of whom everything is erased, nothing.
///
/// # Errors
/// When the tables cannot be read.
pub fn each_stop(
    conn: &Connection,
    recipient: i64,
    through: i64,
    mut take: impl FnMut(i64, u64, Addresses<'_>),
) -> Result<(), StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT batch, stops, {ADDRESSES} FROM disclosure JOIN batch ON batch.row = disclosure.batch
         JOIN registration_version ON place = (disclosure.registration << 20) + disclosure.version
         WHERE recipient = ?1 AND batch.row <= ?2 AND {GIVEN} AND stops <> 0 AND salt IS NOT NULL"
    ))?;
    let mut rows = statement.query(params![recipient, through])?;
    while let Some(row) = rows.next()? {
        take(row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned(), shared::said(row, 2)?);
    }
    Ok(())
}

/// Whether a registration is in any batch, sealed or on its way to be.
///
/// # Errors
/// When the tables cannot be read.
pub fn has(conn: &Connection, registration: i64) -> Result<bool, StoreError> {
    let query = "SELECT EXISTS (SELECT 1 FROM disclosure WHERE registration = ?1)";
    Ok(conn.query_row(query, [registration], |row| row.get(0))?)
}

/// One batch that something of a person went out with.
pub struct SentWith {
    /// The recipient's row.
    pub recipient: i64,
    /// The batch's number.
    pub sequence: u32,
    /// When it was closed, UTC.
    pub created_at: String,
    /// What of them.
    pub disclosure: Disclosure,
}

/// Every batch that a registration was in, oldest first (R21).
///
/// # Errors
/// When the tables cannot be read.
pub fn sent_with(conn: &Connection, registration: i64) -> Result<Vec<SentWith>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {SAID}, bases, recipient, sequence, created_at FROM disclosure JOIN batch ON batch.row = disclosure.batch
         WHERE registration = ?1 AND {GIVEN} ORDER BY batch.row"
    ))?;
    let rows = statement.query_map([registration], |row| {
        let (recipient, sequence, created_at) = (row.get(7)?, row.get(8)?, row.get(9)?);
        Ok(SentWith { recipient, sequence, created_at, disclosure: disclosure(row)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The sealed files that something of a registration is in.
///
/// # Errors
/// When the tables cannot be read.
pub fn files_with(conn: &Connection, registration: i64) -> Result<Vec<String>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT file_name FROM batch JOIN disclosure ON disclosure.batch = batch.row
         WHERE registration = ?1 AND disclosure.columns <> 0 AND file_sha256 IS NOT NULL",
    )?;
    let files = statement.query_map([registration], |row| row.get(0))?;
    Ok(files.collect::<Result<_, _>>()?)
}

/// The columns that [`disclosure`] reads, but for the bases, which come after them.
const SAID: &str = "registration, version, disclosure.columns, disclosure.purposes, recordings, stops";

fn disclosure(row: &Row<'_>) -> rusqlite::Result<Disclosure> {
    let bits = |column: usize| row.get::<_, i64>(column).map(i64::cast_unsigned);
    Ok(Disclosure {
        registration: row.get(0)?,
        version: row.get(1)?,
        columns: bits(2)?,
        purposes: bits(3)?,
        recordings: bits(4)?,
        stops: bits(5)?,
        bases: row.get::<_, Option<i64>>(6)?.map(i64::cast_unsigned),
    })
}

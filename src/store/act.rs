//! Acts: the audit log and the spine of the ledger (R13, R27).
//!
//! Every use case that changes something appends one act. Its commitment covers its own columns and the commitments of
//! the rows appended with it, in their order; its chain value covers the act before it. No act holds personal data.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::domain::act_kind::{ActKind, NotedKind};
use crate::domain::ids::{DeskId, LedgerPlace};
use crate::domain::staff::Handle;

use super::{StoreError, sql};

/// What the chain begins with.
pub const CHAIN_START: [u8; 32] = [0; 32];

/// What was done, by whom, when, and to whom; never what was said.
pub struct Act<'a> {
    /// The kind of act.
    pub kind: ActKind,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Who.
    pub staff: &'a Handle,
    /// The id of what it was done to.
    pub subject: Option<Uuid>,
    /// Counts and ids that explain it; no personal data.
    pub details: Value,
}

/// An act while its rows are being appended. [`Appending::finish`] fills the act in; without it the transaction cannot
/// commit.
pub struct Appending<'t> {
    pub(super) tx: &'t Transaction<'t>,
    desk: DeskId,
    epoch: u32,
    sequence: u64,
    previous: [u8; 32],
    commitments: Vec<[u8; 32]>,
}

/// Who this desk is, and in which epoch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DeskIdentity {
    /// Its id.
    pub desk: DeskId,
    /// Its epoch.
    pub epoch: u32,
}

/// The last act: its number and the value of the chain there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Head {
    /// The last act's number; 0 before the first.
    pub sequence: u64,
    /// The chain's value after it.
    pub chain: [u8; 32],
}

/// Reads who this desk is.
///
/// # Errors
/// When the desk's row is not there.
pub fn identity(conn: &Connection) -> Result<DeskIdentity, StoreError> {
    let read = |row: &rusqlite::Row<'_>| Ok(DeskIdentity { desk: DeskId(row.get(0)?), epoch: row.get(1)? });
    Ok(conn.prepare_cached("SELECT desk, epoch FROM desk")?.query_row([], read)?)
}

/// What a desk begins with.
pub struct Founding<'a> {
    /// Its id, drawn at random.
    pub desk: DeskId,
    /// Its signing key.
    pub signing_key: &'a [u8],
    /// The vault's generation in which that key was made.
    pub signing_since: u64,
    /// The key of the hashes that keep an erased person from coming back (R18).
    pub suppression_key: &'a [u8],
}

/// Writes who this desk is, once, when the vault is made.
///
/// # Errors
/// When there is one already.
pub fn found_desk(tx: &Transaction<'_>, founding: &Founding<'_>) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO desk (only_row, desk, epoch, signing_key, signing_since, suppression_key)
         VALUES (1, ?1, 1, ?2, ?3, ?4)",
        params![
            founding.desk.0,
            founding.signing_key,
            i64::try_from(founding.signing_since).unwrap_or(i64::MAX),
            founding.suppression_key
        ],
    )?;
    Ok(())
}

/// Reads the last act that is finished.
///
/// # Errors
/// When the tables cannot be read.
pub fn head(conn: &Connection) -> Result<Head, StoreError> {
    let last = conn
        .prepare_cached("SELECT sequence, chain FROM act WHERE unfinished IS NULL ORDER BY sequence DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?)))
        .optional()?;
    match last {
        None => Ok(Head { sequence: 0, chain: CHAIN_START }),
        Some((sequence, chain)) => {
            let sequence = u64::try_from(sequence).map_err(|_| StoreError::unreadable("sequence"))?;
            Ok(Head { sequence, chain: sql::digest(&chain)? })
        }
    }
}

/// The epoch that an act belongs to, and the value of the chain after it.
///
/// # Errors
/// When the table cannot be read.
pub fn at(conn: &Connection, sequence: u64) -> Result<Option<(u32, [u8; 32])>, StoreError> {
    let sequence = i64::try_from(sequence).unwrap_or(i64::MAX);
    let found = conn
        .prepare_cached("SELECT epoch, chain FROM act WHERE sequence = ?1 AND unfinished IS NULL")?
        .query_row([sequence], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, Vec<u8>>(1)?)))
        .optional()?;
    found.map(|(epoch, chain)| Ok((epoch, sql::digest(&chain)?))).transpose()
}

/// When an act was done, and by whom.
///
/// # Errors
/// When the table cannot be read.
pub fn who_and_when(conn: &Connection, sequence: u64) -> Result<Option<(Handle, DateTime<FixedOffset>)>, StoreError> {
    let sequence = i64::try_from(sequence).unwrap_or(i64::MAX);
    let found = conn
        .prepare_cached("SELECT staff, at, at_offset FROM act WHERE sequence = ?1")?
        .query_row([sequence], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, i32>(2)?)))
        .optional()?;
    let Some((staff, at, offset)) = found else { return Ok(None) };
    let staff = Handle::parse(&staff).map_err(|_| StoreError::unreadable("staff"))?;
    Ok(Some((staff, sql::time(&at, offset)?)))
}

/// When each member of staff did something last, as far as the newest acts tell, so many of them; all where none is given.
///
/// # Errors
/// When the table cannot be read.
pub fn last_of_each(
    conn: &Connection,
    newest: Option<u32>,
) -> Result<BTreeMap<Handle, DateTime<FixedOffset>>, StoreError> {
    let sql = "SELECT max(sequence) FROM act WHERE sequence > (SELECT max(sequence) FROM act) - ?1 GROUP BY staff";
    let among = newest.map_or(i64::MAX, i64::from);
    let mut newest = conn.prepare(sql)?;
    let newest = newest.query_map([among], |row| row.get::<_, i64>(0))?;
    let mut last = BTreeMap::new();
    for sequence in newest {
        last.extend(who_and_when(conn, sequence?.cast_unsigned())?);
    }
    Ok(last)
}

/// One act as it is kept.
pub struct Noted {
    /// Its number.
    pub sequence: u64,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// The handle of who did it.
    pub staff: String,
    /// What was done.
    pub kind: NotedKind,
    /// The id of what it was done to.
    pub subject: Option<Uuid>,
    /// What explains it.
    pub details: Value,
    /// The chain's value after it.
    pub chain: [u8; 32],
}

/// Acts from `from` on, in their order, at most so many; where `subject` is given, those that were done to it.
///
/// # Errors
/// When the table cannot be read.
pub fn noted(conn: &Connection, from: u64, most: usize, subject: Option<Uuid>) -> Result<Vec<Noted>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT sequence, at, at_offset, staff, kind, subject, details, chain FROM act
         WHERE sequence >= ?1 AND unfinished IS NULL AND (?2 IS NULL OR subject = ?2) ORDER BY sequence LIMIT ?3",
    )?;
    let from = i64::try_from(from).unwrap_or(i64::MAX);
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![from, subject.as_ref().map(|id| &id.as_bytes()[..]), most])?;
    let mut acts = Vec::new();
    while let Some(row) = rows.next()? {
        let subject: Option<Vec<u8>> = row.get(5)?;
        let details: String = row.get(6)?;
        acts.push(Noted {
            sequence: row.get::<_, i64>(0)?.cast_unsigned(),
            at: sql::time(&row.get::<_, String>(1)?, row.get(2)?)?,
            staff: row.get(3)?,
            kind: NotedKind::of(&row.get::<_, String>(4)?),
            subject: subject.as_deref().map(sql::id).transpose()?,
            details: serde_json::from_str(&details).map_err(|_| StoreError::unreadable("act"))?,
            chain: sql::digest(&row.get::<_, Vec<u8>>(7)?)?,
        });
    }
    Ok(acts)
}

/// When an act was done, in UTC, as it was written.
///
/// # Errors
/// When the tables cannot be read.
pub fn time(conn: &Connection, sequence: u64) -> Result<Option<String>, StoreError> {
    let sequence = i64::try_from(sequence).unwrap_or(i64::MAX);
    Ok(conn.query_row("SELECT at FROM act WHERE sequence = ?1", [sequence], |row| row.get(0)).optional()?)
}

/// Begins an act: its number is settled, its rows can be appended.
///
/// # Errors
/// When the tables cannot be read or written.
pub fn begin<'t>(tx: &'t Transaction<'t>) -> Result<Appending<'t>, StoreError> {
    let DeskIdentity { desk, epoch } = identity(tx)?;
    let head = head(tx)?;
    let appending =
        Appending { tx, desk, epoch, sequence: head.sequence + 1, previous: head.chain, commitments: Vec::new() };
    tx.prepare_cached(
        "INSERT INTO act (sequence, epoch, kind, at, at_offset, staff, details, commitment, chain, unfinished)
         VALUES (?1, ?2, '', '', 0, '', '', zeroblob(32), zeroblob(32), 1)",
    )?
    .execute(params![appending.act(), epoch])?;
    Ok(appending)
}

impl Appending<'_> {
    /// The act's number.
    #[must_use]
    pub fn sequence(&self) -> u64 {
        self.sequence
    }

    /// The transaction that the act is written in, for what belongs to it and is no row of it.
    #[must_use]
    pub fn transaction(&self) -> &Transaction<'_> {
        self.tx
    }

    /// The act's number as its column.
    pub(super) fn act(&self) -> i64 {
        i64::try_from(self.sequence).unwrap_or(i64::MAX)
    }

    /// The place that the next row will have.
    pub(super) fn next_place(&self) -> LedgerPlace {
        let ordinal = u32::try_from(self.commitments.len()).unwrap_or(u32::MAX);
        LedgerPlace { desk: self.desk, epoch: self.epoch, sequence: self.sequence, ordinal }
    }

    /// Takes the commitment of the row at the next place in.
    pub(super) fn place(&mut self, commitment: [u8; 32]) {
        self.commitments.push(commitment);
    }

    /// Fills the act in, over the rows appended so far.
    ///
    /// # Errors
    /// When the tables cannot be written.
    pub fn finish(self, act: &Act<'_>) -> Result<u64, StoreError> {
        let at = sql::utc(act.at);
        let details = act.details.to_string();
        let columns = ActColumns {
            sequence: self.sequence,
            epoch: self.epoch,
            kind: act.kind.code(),
            at: &at,
            at_offset: sql::offset(act.at),
            staff: act.staff.as_str(),
            subject: act.subject.as_ref().map(|id| id.as_bytes().as_slice()),
            details: &details,
        };
        let commitment = commitment(&columns, &self.commitments);
        let chain = chain(&self.previous, &commitment);
        self.tx
            .prepare_cached(
                "UPDATE act SET kind = ?2, at = ?3, at_offset = ?4, staff = ?5, subject = ?6, details = ?7,
                     commitment = ?8, chain = ?9, unfinished = NULL
                 WHERE sequence = ?1",
            )?
            .execute(params![
                self.act(),
                columns.kind,
                columns.at,
                columns.at_offset,
                columns.staff,
                columns.subject,
                columns.details,
                commitment,
                chain
            ])?;
        Ok(self.sequence)
    }
}

/// An act's own columns, as its commitment covers them.
pub(super) struct ActColumns<'a> {
    pub(super) sequence: u64,
    pub(super) epoch: u32,
    pub(super) kind: &'a str,
    pub(super) at: &'a str,
    pub(super) at_offset: i32,
    pub(super) staff: &'a str,
    pub(super) subject: Option<&'a [u8]>,
    pub(super) details: &'a str,
}

/// SHA-256 over the act's columns, as a JSON array, and its rows' commitments.
pub(super) fn commitment(act: &ActColumns<'_>, rows: &[[u8; 32]]) -> [u8; 32] {
    let columns = serde_json::json!([
        "lanyard act 1",
        act.sequence,
        act.epoch,
        act.kind,
        act.at,
        act.at_offset,
        act.staff,
        act.subject.map(hex::encode),
        act.details
    ]);
    let mut hash = Sha256::new();
    hash.update(columns.to_string());
    for row in rows {
        hash.update(row);
    }
    hash.finalize().into()
}

/// The chain's next value.
pub(super) fn chain(previous: &[u8; 32], commitment: &[u8; 32]) -> [u8; 32] {
    Sha256::new().chain_update(previous).chain_update(commitment).finalize().into()
}

/// A row's salt, drawn anew for each, and SHA-256 over it and the payload.
pub(super) fn commit_row(payload: &[u8]) -> Result<([u8; 16], [u8; 32]), StoreError> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|_| StoreError::NoRandomness)?;
    Ok((salt, row_commitment(&salt, payload)))
}

/// SHA-256 over the columns, as a JSON array, of a row that holds nothing about a person: it needs no salt.
pub(super) fn plain_commitment(columns: &Value) -> [u8; 32] {
    Sha256::digest(columns.to_string()).into()
}

/// SHA-256 over a row's salt and payload.
pub(super) fn row_commitment(salt: &[u8], payload: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(salt).chain_update(payload).finalize().into()
}

//! Proving that the ledger is as it was written: every row against its commitment, every act against its rows, and the
//! chain over the acts (R13, R27). Nothing is kept in memory but one act.

use rusqlite::Connection;

use crate::domain::ids::VisitorId;

use super::act::{ActColumns, CHAIN_START, chain, commitment, row_commitment};
use super::links::{LinkKind, NewLink};
use super::{StoreError, answers, links, registrations, sql};

/// A ledger that holds together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Whole {
    /// How many acts there are.
    pub acts: u64,
    /// How many rows they appended.
    pub rows: u64,
}

/// The first place where the ledger is not as it was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "The ledger was changed: act {act} does not hold, at {what}. Keep this vault as it is and tell the data protection officer."
)]
pub struct Break {
    /// The act's number.
    pub act: u64,
    /// What of it.
    pub what: &'static str,
}

/// Goes through the whole ledger.
///
/// # Errors
/// When the tables cannot be read. A ledger that was changed is an answer, not an error.
pub fn verify(conn: &Connection) -> Result<Result<Whole, Break>, StoreError> {
    let mut statement = conn.prepare(
        "SELECT sequence, epoch, kind, at, at_offset, staff, subject, details, commitment, chain FROM act
         ORDER BY sequence",
    )?;
    let mut acts = statement.query([])?;
    let (mut whole, mut previous) = (Whole { acts: 0, rows: 0 }, CHAIN_START);
    while let Some(row) = acts.next()? {
        let act: i64 = row.get(0)?;
        let sequence = act.cast_unsigned();
        let broken = |what| Ok(Err(Break { act: sequence, what }));
        if sequence != whole.acts + 1 {
            return broken("its number");
        }
        let rows = match rows_of(conn, act)? {
            Ok(rows) => rows,
            Err(what) => return broken(what),
        };
        let (kind, at, staff, details): (String, String, String, String) =
            (row.get(2)?, row.get(3)?, row.get(5)?, row.get(7)?);
        let subject: Option<Vec<u8>> = row.get(6)?;
        let columns = ActColumns {
            sequence,
            epoch: row.get(1)?,
            kind: &kind,
            at: &at,
            at_offset: row.get(4)?,
            staff: &staff,
            subject: subject.as_deref(),
            details: &details,
        };
        let expected = commitment(&columns, &rows);
        if sql::digest(&row.get::<_, Vec<u8>>(8)?)? != expected {
            return broken("its own columns or its list of rows");
        }
        previous = chain(&previous, &expected);
        if sql::digest(&row.get::<_, Vec<u8>>(9)?)? != previous {
            return broken("its place in the chain");
        }
        whole.acts += 1;
        whole.rows += rows.len() as u64;
    }
    Ok(Ok(whole))
}

type Rows = Result<Vec<[u8; 32]>, &'static str>;

/// The commitments of an act's rows in their order, each checked against its payload unless that is erased.
fn rows_of(conn: &Connection, act: i64) -> Result<Rows, StoreError> {
    let mut found: Vec<(u32, [u8; 32])> = Vec::new();
    if let Err(what) = versions(conn, act, &mut found)? {
        return Ok(Err(what));
    }
    if let Err(what) = consents(conn, act, &mut found)? {
        return Ok(Err(what));
    }
    found.sort_unstable_by_key(|(ordinal, _)| *ordinal);
    let mut rows: Vec<_> = found.into_iter().map(|(_, commitment)| commitment).collect();
    rows.extend(links_of(conn, act)?);
    Ok(Ok(rows))
}

type Checked = Result<(), &'static str>;

fn versions(conn: &Connection, act: i64, found: &mut Vec<(u32, [u8; 32])>) -> Result<Checked, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT registration, version, ordinal, salt, commitment,
             EXISTS (SELECT 1 FROM tombstone WHERE tombstone.registration = registration_version.registration)
         FROM registration_version WHERE act = ?1",
    )?;
    let mut rows = statement.query([act])?;
    while let Some(row) = rows.next()? {
        let (registration, version): (i64, u32) = (row.get(0)?, row.get(1)?);
        let salt: Option<Vec<u8>> = row.get(3)?;
        let kept = sql::digest(&row.get::<_, Vec<u8>>(4)?)?;
        let buried: bool = row.get(5)?;
        match salt {
            None if !buried => return Ok(Err("a registration that is gone without a tombstone")),
            None => {}
            Some(salt) => {
                let all = registrations::versions(conn, registration)?;
                let said = all.iter().find(|said| said.version == version);
                let payload = said.and_then(|said| {
                    said.record.as_ref().map(|record| registrations::payload(said.reason.as_deref(), record))
                });
                if payload.is_none_or(|payload| row_commitment(&salt, &payload) != kept) {
                    return Ok(Err("what a registration says"));
                }
            }
        }
        found.push((row.get(2)?, kept));
    }
    Ok(Ok(()))
}

fn consents(conn: &Connection, act: i64, found: &mut Vec<(u32, [u8; 32])>) -> Result<Checked, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT registration, id, ordinal, salt, commitment,
             EXISTS (SELECT 1 FROM tombstone WHERE tombstone.registration = consent_event.registration)
         FROM consent_event WHERE act = ?1",
    )?;
    let mut rows = statement.query([act])?;
    while let Some(row) = rows.next()? {
        let (registration, id): (i64, Vec<u8>) = (row.get(0)?, row.get(1)?);
        let salt: Option<Vec<u8>> = row.get(3)?;
        let kept = sql::digest(&row.get::<_, Vec<u8>>(4)?)?;
        let buried: bool = row.get(5)?;
        match salt {
            None if !buried => return Ok(Err("an answer that is gone without a tombstone")),
            None => {}
            Some(salt) => {
                let id = sql::id(&id)?;
                let Ok(all) = answers::of_registration(conn, registration) else { return Ok(Err("an answer")) };
                let given = all.iter().find(|given| given.answer.id.0 == id);
                if given.is_none_or(|given| row_commitment(&salt, &answers::payload(&given.answer)) != kept) {
                    return Ok(Err("an answer"));
                }
            }
        }
        found.push((row.get(2)?, kept));
    }
    Ok(Ok(()))
}

/// An act of linking appends its reversal first and what is said instead after it.
fn links_of(conn: &Connection, act: i64) -> Result<Vec<[u8; 32]>, StoreError> {
    let mut statement = conn
        .prepare_cached("SELECT id, kind, one, other, reverses FROM link WHERE act = ?1 ORDER BY reverses IS NULL")?;
    let mut rows = statement.query([act])?;
    let mut commitments = Vec::new();
    while let Some(row) = rows.next()? {
        let id = |column: usize| sql::id(&row.get::<_, Vec<u8>>(column)?);
        let reverses: Option<Vec<u8>> = row.get(4)?;
        let kind = LinkKind::from_code(&row.get::<_, String>(1)?);
        let link = NewLink {
            id: id(0)?,
            kind: kind.ok_or_else(|| StoreError::unreadable("link"))?,
            one: VisitorId(id(2)?),
            other: VisitorId(id(3)?),
            reverses: reverses.as_deref().map(sql::id).transpose()?,
        };
        commitments.push(links::commitment(&link));
    }
    Ok(commitments)
}

//! Equality answers under pseudonyms (R4): nothing here says whose they are without the key.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use hmac::{Hmac, KeyInit, Mac};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use sha2::Sha256;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::domain::equality::{EqualityAnswers, EqualityQuestion};
use crate::domain::ids::{BatchId, EventId, RegistrationId};

use super::{StoreError, sql};

/// Stands for a registration in the tables of equality monitoring, and nowhere else.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pseudonym([u8; 16]);

impl Pseudonym {
    /// As an id, from which those that recipients know are made.
    #[must_use]
    pub fn as_id(self) -> Uuid {
        Uuid::from_bytes(self.0)
    }
}

/// Makes pseudonyms.
pub struct Pseudonyms(Hmac<Sha256>);

impl Pseudonyms {
    /// As this vault makes them; `None` where no answers were ever kept, so that there is no key.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn of(conn: &Connection) -> Result<Option<Self>, StoreError> {
        let key: Option<Vec<u8>> =
            conn.prepare_cached("SELECT key FROM equality_key")?.query_row([], |row| row.get(0)).optional()?;
        Ok(key.map(Zeroizing::new).map(|key| Self::under(&key)))
    }

    /// The same, with the key made now where there is none.
    ///
    /// # Errors
    /// When the tables cannot be written; when the system gives no random bytes.
    pub fn made(tx: &Transaction<'_>) -> Result<Self, StoreError> {
        if let Some(known) = Self::of(tx)? {
            return Ok(known);
        }
        let mut key = Zeroizing::new([0; 32]);
        getrandom::fill(&mut key[..]).map_err(|_| StoreError::NoRandomness)?;
        keep_key(tx, &key[..])?;
        Ok(Self::under(&key[..]))
    }

    fn under(key: &[u8]) -> Self {
        Self(Hmac::new_from_slice(key).expect("HMAC takes a key of any length"))
    }

    /// The pseudonym of a registration.
    #[must_use]
    pub fn of_registration(&self, id: RegistrationId) -> Pseudonym {
        let digest = self.0.clone().chain_update(id.0.as_bytes()).finalize().into_bytes();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        Pseudonym(bytes)
    }
}

fn keep_key(tx: &Transaction<'_>, key: &[u8]) -> Result<(), StoreError> {
    tx.execute("INSERT INTO equality_key (only_row, key) VALUES (1, ?1)", [key])?;
    Ok(())
}

/// Keeps what was answered, in the place of what was answered before.
///
/// # Errors
/// When the tables cannot be written.
pub fn keep(
    tx: &Transaction<'_>,
    whose: Pseudonym,
    event: EventId,
    day: NaiveDate,
    answers: &EqualityAnswers,
) -> Result<(), StoreError> {
    drop_answers(tx, whose)?;
    let mut insert = tx.prepare_cached(
        "INSERT INTO equality_answer (pseudonym, question, code, event, day) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (question, code) in answers.codes() {
        insert.execute(params![whose.0, question.code(), code, event.0.as_bytes(), day.to_string()])?;
    }
    Ok(())
}

/// Lets the answers under a pseudonym go; says whether there were any.
///
/// # Errors
/// When the tables cannot be written.
pub fn drop_answers(tx: &Transaction<'_>, whose: Pseudonym) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM equality_answer WHERE pseudonym = ?1", [whose.0])? > 0)
}

/// Notes that nothing may be kept under a pseudonym again.
///
/// # Errors
/// When the tables cannot be written.
pub fn stop(tx: &Transaction<'_>, whose: Pseudonym) -> Result<(), StoreError> {
    tx.execute("INSERT INTO equality_stop (pseudonym) VALUES (?1) ON CONFLICT (pseudonym) DO NOTHING", [whose.0])?;
    Ok(())
}

/// Whether it was stopped.
///
/// # Errors
/// When the tables cannot be read.
pub fn is_stopped(conn: &Connection, whose: Pseudonym) -> Result<bool, StoreError> {
    let query = "SELECT EXISTS (SELECT 1 FROM equality_stop WHERE pseudonym = ?1)";
    Ok(conn.prepare_cached(query)?.query_row([whose.0], |row| row.get(0))?)
}

/// What stands under a pseudonym, and the day it was answered.
///
/// # Errors
/// When the tables cannot be read, or hold what no page could have said.
pub fn answers(conn: &Connection, whose: Pseudonym) -> Result<Option<(EqualityAnswers, NaiveDate)>, StoreError> {
    let wrong = || StoreError::unreadable("equality answer");
    let mut statement = conn.prepare_cached("SELECT question, code, day FROM equality_answer WHERE pseudonym = ?1")?;
    let rows = statement.query_map([whose.0], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
    })?;
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    let Some((.., day)) = rows.first() else { return Ok(None) };
    let day = day.parse().map_err(|_| wrong())?;
    let codes = rows.iter().map(|(question, code, _)| {
        let question = EqualityQuestion::from_code(question).ok_or_else(wrong)?;
        Ok::<_, StoreError>((question, code.as_str()))
    });
    let answers = EqualityAnswers::from_codes(codes.collect::<Result<Vec<_>, _>>()?).ok_or_else(wrong)?;
    Ok(Some((answers, day)))
}

/// Under which pseudonyms there are answers of an event, in their order.
///
/// # Errors
/// When the tables cannot be read.
pub fn of_event(conn: &Connection, event: EventId) -> Result<BTreeSet<Pseudonym>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT DISTINCT pseudonym FROM equality_answer WHERE event = ?1")?;
    let rows = statement.query_map([&event.0.as_bytes()[..]], |row| row.get::<_, [u8; 16]>(0))?;
    Ok(rows.map(|row| row.map(Pseudonym)).collect::<Result<_, _>>()?)
}

/// Under which pseudonym the answers of a registration are kept; `None` where none ever were of anybody.
pub(super) fn of_row(conn: &Connection, row: i64) -> Result<Option<Pseudonym>, StoreError> {
    let Some(pseudonyms) = Pseudonyms::of(conn)? else { return Ok(None) };
    let id: Vec<u8> = conn.query_row("SELECT id FROM registration WHERE row = ?1", [row], |row| row.get(0))?;
    Ok(Some(pseudonyms.of_registration(RegistrationId(sql::id(&id)?))))
}

/// Whose answers of one event are kept, and whose are still to be acknowledged: by a recipient of their own, where there is
/// one. Without one they are for totals alone, and wait for nobody (R4, R24).
pub(super) struct Answered {
    pseudonyms: Option<Pseudonyms>,
    kept: BTreeSet<Pseudonym>,
    waiting: BTreeSet<Pseudonym>,
}

impl Answered {
    /// Reads them. Nothing finer than the day is known of an answer: one that was given again after that day's batch counts as
    /// taken in with it.
    pub(super) fn of(conn: &Connection, event: EventId) -> Result<Self, StoreError> {
        let mut statement = conn.prepare_cached(
            "SELECT DISTINCT pseudonym FROM equality_answer AS answer
             WHERE event = ?1
                 AND EXISTS (
                     SELECT 1 FROM recipient WHERE purposes LIKE '%\"equality-monitoring\"%' AND removed = 0)
                 AND NOT EXISTS (
                     SELECT 1 FROM equality_sent AS sent JOIN batch ON batch.id = sent.batch
                     WHERE sent.pseudonym = answer.pseudonym AND batch.state = 'acknowledged'
                         AND substr(batch.created_at, 1, 10) >= answer.day)",
        )?;
        let rows = statement.query_map([&event.0.as_bytes()[..]], |row| row.get::<_, [u8; 16]>(0))?;
        let waiting = rows.map(|row| row.map(Pseudonym)).collect::<Result<_, _>>()?;
        Ok(Self { pseudonyms: Pseudonyms::of(conn)?, kept: of_event(conn, event)?, waiting })
    }

    /// Whether there are answers of a registration, and whether they wait.
    pub(super) fn by(&self, id: RegistrationId) -> (bool, bool) {
        let whose = self.pseudonyms.as_ref().map(|pseudonyms| pseudonyms.of_registration(id));
        let is_in = |all: &BTreeSet<Pseudonym>| whose.is_some_and(|whose| all.contains(&whose));
        (is_in(&self.kept), is_in(&self.waiting))
    }
}

/// Notes whose answers are in a batch.
///
/// # Errors
/// When the tables cannot be written.
pub fn send(tx: &Transaction<'_>, batch: BatchId, whose: &BTreeSet<Pseudonym>) -> Result<(), StoreError> {
    let mut insert = tx.prepare_cached("INSERT INTO equality_sent (batch, pseudonym) VALUES (?1, ?2)")?;
    whose.iter().try_for_each(|one| insert.execute(params![batch.0.as_bytes(), one.0]).map(drop))?;
    Ok(())
}

/// Whose answers are in a batch, in the order of pseudonyms.
///
/// # Errors
/// When the tables cannot be read.
pub fn in_batch(conn: &Connection, batch: BatchId) -> Result<Vec<Pseudonym>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT pseudonym FROM equality_sent WHERE batch = ?1 ORDER BY pseudonym")?;
    let rows = statement.query_map([&batch.0.as_bytes()[..]], |row| row.get::<_, [u8; 16]>(0))?;
    Ok(rows.map(|row| row.map(Pseudonym)).collect::<Result<_, _>>()?)
}

/// A batch that the answers under a pseudonym went out with.
pub struct Sent {
    /// The recipient's row.
    pub recipient: i64,
    /// The batch's number.
    pub sequence: u32,
    /// When the batch was closed, UTC.
    pub at: String,
}

/// Every batch that the answers under a pseudonym went out with, oldest first.
///
/// # Errors
/// When the tables cannot be read.
pub fn sent_with(conn: &Connection, whose: Pseudonym) -> Result<Vec<Sent>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT recipient, sequence, created_at FROM equality_sent JOIN batch ON batch.id = equality_sent.batch
         WHERE pseudonym = ?1 ORDER BY batch.row",
    )?;
    let rows = statement
        .query_map([whose.0], |row| Ok(Sent { recipient: row.get(0)?, sequence: row.get(1)?, at: row.get(2)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether a batch with the answers of that day, or of a later one, is acknowledged.
pub(super) fn is_taken_in(conn: &Connection, whose: Pseudonym, day: NaiveDate) -> Result<bool, StoreError> {
    let query = "SELECT EXISTS (SELECT 1 FROM equality_sent JOIN batch ON batch.id = equality_sent.batch
        WHERE pseudonym = ?1 AND batch.state = 'acknowledged' AND substr(batch.created_at, 1, 10) >= ?2)";
    Ok(conn.prepare_cached(query)?.query_row(params![whose.0, day.to_string()], |row| row.get(0))?)
}

/// Lets everything go that stands under the pseudonym of a registration, with all else that was said with it.
pub(super) fn forget(tx: &Transaction<'_>, row: i64) -> Result<(), StoreError> {
    let Some(whose) = of_row(tx, row)? else { return Ok(()) };
    for table in ["equality_answer", "equality_stop", "equality_sent"] {
        tx.execute(&format!("DELETE FROM {table} WHERE pseudonym = ?1"), [whose.0])?;
    }
    Ok(())
}

/// Carries over from a replaced vault who had it stopped, lets answers go that it no longer had, and notes what it sent; `shared`
/// are the registrations that both have. Answers how many registrations were stopped or lost their answers.
pub(super) fn carry_over(
    from: &Connection,
    tx: &Transaction<'_>,
    shared: impl Iterator<Item = RegistrationId>,
) -> Result<u64, StoreError> {
    let Some(theirs) = Pseudonyms::of(from)? else { return Ok(0) };
    if Pseudonyms::of(tx)?.is_none() {
        let key: Vec<u8> = from.query_row("SELECT key FROM equality_key", [], |row| row.get(0))?;
        keep_key(tx, &Zeroizing::new(key))?;
    }
    let ours = Pseudonyms::made(tx)?;
    let mut known = tx.prepare("SELECT EXISTS (SELECT 1 FROM batch WHERE id = ?1)")?;
    let mut batches = from.prepare("SELECT batch FROM equality_sent WHERE pseudonym = ?1")?;
    let mut insert = tx.prepare(
        "INSERT INTO equality_sent (batch, pseudonym) VALUES (?1, ?2) ON CONFLICT (batch, pseudonym) DO NOTHING",
    )?;
    let mut changed = 0;
    for id in shared {
        let (there, here) = (theirs.of_registration(id), ours.of_registration(id));
        let stopped = is_stopped(from, there)? && !is_stopped(tx, here)?;
        if stopped {
            stop(tx, here)?;
        }
        let gone = answers(from, there)?.is_none() && drop_answers(tx, here)?;
        changed += u64::from(stopped || gone);
        for batch in batches.query_map([there.0], |row| row.get::<_, Vec<u8>>(0))? {
            let batch = batch?;
            if known.query_row([&batch], |row| row.get(0))? {
                insert.execute(params![batch, here.0])?;
            }
        }
    }
    Ok(changed)
}

/// Whether answers stand, or a stop is noted, of nobody whose registration is kept: then they outlived an erasure (R18).
pub(super) fn outlives(conn: &Connection) -> Result<bool, StoreError> {
    let Some(pseudonyms) = Pseudonyms::of(conn)? else { return Ok(false) };
    let mut statement = conn.prepare(
        "SELECT id FROM registration WHERE NOT EXISTS (SELECT 1 FROM tombstone WHERE registration = registration.row)",
    )?;
    let mut kept = BTreeSet::new();
    for id in statement.query_map([], |row| row.get::<_, Vec<u8>>(0))? {
        kept.insert(pseudonyms.of_registration(RegistrationId(sql::id(&id?)?)));
    }
    let mut statement =
        conn.prepare("SELECT pseudonym FROM equality_answer UNION SELECT pseudonym FROM equality_stop")?;
    for one in statement.query_map([], |row| row.get::<_, [u8; 16]>(0))? {
        if !kept.contains(&Pseudonym(one?)) {
            return Ok(true);
        }
    }
    Ok(false)
}

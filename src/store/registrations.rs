//! Registrations and their versions: what was said, appended version by version.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params, params_from_iter};

use crate::domain::coded::coded;
use crate::domain::ids::{EventId, RegistrationId, VisitorId};
use crate::domain::record::RegistrationRecord;

use super::act::{Appending, commit_row, plain_commitment};
use super::lookup::{self, Key};
use super::{StoreError, links, sql, unfinished};

/// Where a registration stands. It follows the acts, which are the truth.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum State {
    /// As usual.
    Standing,
    /// Undone after saving; its values are erased.
    Undone,
    /// Waiting for a guardian (R11); never leaves.
    Quarantined,
    /// Kept, and used for nothing (R19).
    Restricted,
    /// Erased at the person's wish (R18).
    Erased,
}

coded!(State {
    Standing => "standing",
    Undone => "undone",
    Quarantined => "quarantined",
    Restricted => "restricted",
    Erased => "erased",
});

impl State {
    /// Whether what was said is erased.
    #[must_use]
    pub fn is_gone(self) -> bool {
        matches!(self, Self::Undone | Self::Erased)
    }
}

/// A registration's own row: its ids, its reference and when it was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Registered {
    /// Its place in the table; rises with time.
    pub row: i64,
    /// Its id.
    pub id: RegistrationId,
    /// Whose it is.
    pub visitor: VisitorId,
    /// At which event.
    pub event: EventId,
    /// What the badge says.
    pub reference: String,
    /// When it was saved.
    pub registered_at: DateTime<FixedOffset>,
    /// The event's own date then.
    pub local_day: NaiveDate,
    /// Where it stands.
    pub state: State,
}

impl Registered {
    /// The day that their age is worked out on: the one they came on, where a list was typed in later (R11).
    #[must_use]
    pub fn came_on(&self, said: &RegistrationRecord) -> NaiveDate {
        said.aged_on.as_deref().and_then(|day| day.parse().ok()).unwrap_or(self.local_day)
    }
}

/// What is needed to make a registration's row.
pub struct NewRegistration<'a> {
    /// Its id.
    pub id: RegistrationId,
    /// Whose it is.
    pub visitor: VisitorId,
    /// At which event.
    pub event: EventId,
    /// What the badge will say.
    pub reference: &'a str,
    /// When it is saved.
    pub registered_at: DateTime<FixedOffset>,
    /// The event's own date then.
    pub local_day: NaiveDate,
}

/// The newest version of what was said, with its number.
pub struct Version {
    /// 1 for the first.
    pub version: u32,
    /// The act that appended it.
    pub act: u64,
    /// The settings of the event that it was taken under.
    pub event_version: i64,
    /// Why it was amended.
    pub reason: Option<String>,
    /// What was said; `None` once erased.
    pub record: Option<RegistrationRecord>,
}

const REGISTERED: &str = "row, id, visitor, event, reference, registered_at, registered_offset, local_day, state";

/// Appends the row of a registration, without what was said.
///
/// # Errors
/// When the tables cannot be written.
pub fn append(appending: &mut Appending<'_>, new: &NewRegistration<'_>) -> Result<i64, StoreError> {
    let place = appending.next_place();
    appending
        .tx
        .prepare_cached(
            "INSERT INTO registration
                 (id, visitor, event, reference, registered_at, registered_offset, local_day, state, act, ordinal)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'standing', ?8, ?9)",
        )?
        .execute(params![
            new.id.0.as_bytes(),
            new.visitor.0.as_bytes(),
            new.event.0.as_bytes(),
            new.reference,
            sql::utc(new.registered_at),
            sql::offset(new.registered_at),
            new.local_day.to_string(),
            appending.act(),
            place.ordinal
        ])?;
    let row = appending.tx.last_insert_rowid();
    lookup::appended(appending.tx, row)?;
    appending.place(row_commitment(row, new));
    Ok(row)
}

/// SHA-256 over a registration's own row, but for its state, which follows the acts.
pub(super) fn row_commitment(row: i64, new: &NewRegistration<'_>) -> [u8; 32] {
    let (at, offset) = (sql::utc(new.registered_at), sql::offset(new.registered_at));
    plain_commitment(&serde_json::json!([
        "lanyard registration row 1",
        row,
        new.id,
        new.visitor,
        new.event,
        new.reference,
        at,
        offset,
        new.local_day
    ]))
}

/// Appends a version of what was said.
///
/// # Errors
/// When the tables cannot be written.
pub fn append_version(
    appending: &mut Appending<'_>,
    row: i64,
    version: u32,
    event_version: i64,
    reason: Option<&str>,
    record: &RegistrationRecord,
) -> Result<(), StoreError> {
    let (salt, commitment) = commit_row(&payload(row, version, event_version, reason, record))?;
    let ordinal = appending.next_place().ordinal;
    let mut values: Vec<Value> = vec![
        ((row << 20) + i64::from(version)).into(),
        appending.act().into(),
        ordinal.into(),
        event_version.into(),
        reason.map(str::to_owned).into(),
    ];
    values.extend(record.values().into_iter().map(|value| Value::from(value.map(str::to_owned))));
    values.push(salt.to_vec().into());
    values.push(commitment.to_vec().into());
    let columns = RegistrationRecord::COLUMNS.join(", ");
    let marks = vec!["?"; values.len()].join(", ");
    let insert = format!(
        "INSERT INTO registration_version
             (place, act, ordinal, event_version, reason, {columns}, salt, commitment) VALUES ({marks})"
    );
    appending.tx.prepare_cached(&insert)?.execute(params_from_iter(values))?;
    appending.place(commitment);
    Ok(())
}

/// The canonical JSON that a version's commitment covers: whose it is, which one, and what it says.
pub(super) fn payload(
    row: i64,
    version: u32,
    event_version: i64,
    reason: Option<&str>,
    record: &RegistrationRecord,
) -> Vec<u8> {
    serde_json::to_vec(&("lanyard registration 1", row, version, event_version, reason, record)).unwrap_or_default()
}

/// Finds a registration by its id.
///
/// # Errors
/// When the tables cannot be read.
pub fn find(conn: &Connection, id: RegistrationId) -> Result<Option<Registered>, StoreError> {
    one(conn, &Key::Id.query(REGISTERED), &id.0.as_bytes()[..])
}

/// Finds a registration by its row.
///
/// # Errors
/// When the tables cannot be read.
pub fn by_row(conn: &Connection, row: i64) -> Result<Option<Registered>, StoreError> {
    one(conn, &format!("SELECT {REGISTERED} FROM registration WHERE row = ?1"), row)
}

/// Finds a registration by the reference on its badge.
///
/// # Errors
/// When the tables cannot be read.
pub fn by_reference(conn: &Connection, reference: &str) -> Result<Option<Registered>, StoreError> {
    one(conn, &Key::Reference.query(REGISTERED), reference)
}

/// How many registrations an event has, gone ones among them.
///
/// # Errors
/// When the tables cannot be read.
pub fn count(conn: &Connection, event: EventId) -> Result<u64, StoreError> {
    let count: i64 =
        conn.query_row("SELECT count(*) FROM registration WHERE event = ?1", [&event.0.as_bytes()[..]], |row| {
            row.get(0)
        })?;
    Ok(count.unsigned_abs())
}

/// The lowest and the highest row of an event, or of one of its days; `None` where there is none.
///
/// # Errors
/// When the tables cannot be read.
pub fn span(conn: &Connection, event: EventId, day: Option<NaiveDate>) -> Result<Option<(i64, i64)>, StoreError> {
    let day = day.map(|day| day.to_string());
    let span = conn
        .prepare_cached(
            "SELECT min(row), max(row) FROM registration WHERE event = ?1 AND local_day = ifnull(?2, local_day)",
        )?
        .query_row(params![event.0.as_bytes(), day], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let (lowest, highest): (Option<i64>, Option<i64>) = span;
    Ok(lowest.zip(highest))
}

/// The rows of whoever an act after `sequence` was about, and of all who are the same person as they are: what stands
/// for them may have changed.
///
/// # Errors
/// When the tables cannot be read.
pub fn touched_since(conn: &Connection, sequence: u64) -> Result<BTreeSet<i64>, StoreError> {
    let sequence = i64::try_from(sequence).unwrap_or(i64::MAX);
    // Their ids are compared in one look at all registrations, however many acts there were.
    let mut statement = conn.prepare_cached(
        "SELECT visitor FROM registration WHERE id IN (SELECT subject FROM act WHERE sequence > ?1)
         UNION SELECT one FROM link WHERE act > ?1 UNION SELECT other FROM link WHERE act > ?1",
    )?;
    let visitors = statement.query_map([sequence], |row| row.get::<_, Vec<u8>>(0))?;
    let mut rows = BTreeSet::new();
    for visitor in visitors {
        rows.extend(links::rows_of_person(conn, VisitorId(sql::id(&visitor?)?))?);
    }
    Ok(rows)
}

/// Every registration of a visitor, oldest first.
///
/// # Errors
/// When the tables cannot be read.
pub fn of_visitor(conn: &Connection, visitor: VisitorId) -> Result<Vec<Registered>, StoreError> {
    let mut statement = conn.prepare_cached(&format!("{} ORDER BY row", Key::Visitor.query(REGISTERED)))?;
    let rows = statement.query_map([&visitor.0.as_bytes()[..]], registered_columns)?;
    rows.map(|row| registered(row?)).collect()
}

/// The row and the id of every registration of an event, oldest first.
///
/// # Errors
/// When the tables cannot be read.
pub fn of_event(conn: &Connection, event: EventId) -> Result<Vec<(i64, RegistrationId)>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT row, id FROM registration WHERE event = ?1 ORDER BY row")?;
    let rows = statement.query_map([&event.0.as_bytes()[..]], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?)))?;
    rows.map(|row| row.map_err(StoreError::from).and_then(|(row, id)| Ok((row, RegistrationId(sql::id(&id)?)))))
        .collect()
}

/// Every version of what was said, oldest first.
///
/// # Errors
/// When the tables cannot be read.
pub fn versions(conn: &Connection, row: i64) -> Result<Vec<Version>, StoreError> {
    let columns = RegistrationRecord::COLUMNS.join(", ");
    let mut statement = conn.prepare_cached(&format!(
        "SELECT version, act, event_version, reason, salt IS NULL, {columns} FROM registration_version
         WHERE place BETWEEN ?1 << 20 AND (?1 << 20) + 1048575 ORDER BY place"
    ))?;
    let mut rows = statement.query([row])?;
    let mut versions = Vec::new();
    while let Some(row) = rows.next()? {
        versions.push(version(row)?);
    }
    Ok(versions)
}

/// Every registration's row, oldest first.
///
/// # Errors
/// When the tables cannot be read.
pub fn rows(conn: &Connection) -> Result<Vec<i64>, StoreError> {
    let mut statement = conn.prepare("SELECT row FROM registration ORDER BY row")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The newest version of what was said.
///
/// # Errors
/// When the tables cannot be read, or there is none.
pub fn newest(conn: &Connection, row: i64) -> Result<Version, StoreError> {
    let columns = RegistrationRecord::COLUMNS.join(", ");
    let mut statement = conn.prepare_cached(&format!(
        "SELECT version, act, event_version, reason, salt IS NULL, {columns} FROM registration_version
         WHERE place BETWEEN ?1 << 20 AND (?1 << 20) + 1048575 ORDER BY place DESC LIMIT 1"
    ))?;
    let mut rows = statement.query([row])?;
    rows.next()?.map_or(Err(StoreError::unreadable("registration")), version)
}

fn version(row: &Row<'_>) -> Result<Version, StoreError> {
    let erased: bool = row.get(4)?;
    let record = RegistrationRecord::from_values(|position| row.get(position + 5))?;
    let act: i64 = row.get(1)?;
    Ok(Version {
        version: row.get(0)?,
        act: u64::try_from(act).map_err(|_| StoreError::unreadable("sequence"))?,
        event_version: row.get(2)?,
        reason: row.get(3)?,
        record: (!erased).then_some(record),
    })
}

/// Notes where a registration stands after an act. What is half typed about somebody does not wait on the disk while they wait for
/// their guardian (R11).
///
/// # Errors
/// When the tables cannot be written.
pub fn set_state(tx: &Transaction<'_>, row: i64, state: State) -> Result<(), StoreError> {
    tx.execute("UPDATE registration SET state = ?2 WHERE row = ?1", params![row, state.code()])?;
    if state == State::Quarantined { unfinished::forget(tx, row) } else { Ok(()) }
}

/// Takes a registration out of use until that is lifted (R19); says whether anything changed. Who waits for a guardian goes
/// on waiting, and is restricted after that.
///
/// # Errors
/// When the tables cannot be written.
pub fn restrict(tx: &Transaction<'_>, row: i64) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE registration SET restricted = 1, state = iif (state = 'standing', 'restricted', state)
         WHERE row = ?1 AND restricted = 0 AND state NOT IN ('undone', 'erased')",
        [row],
    )?;
    Ok(changed > 0)
}

/// Restricts all of these where any of them is restricted.
///
/// # Errors
/// When the tables cannot be written.
pub fn restrict_as_one(tx: &Transaction<'_>, rows: &[i64]) -> Result<(), StoreError> {
    let mut any = false;
    for &row in rows {
        any |= is_restricted(tx, row)?;
    }
    rows.iter().filter(|_| any).try_for_each(|&row| restrict(tx, row).map(drop))
}

/// Puts a registration into use again; says whether anything changed.
///
/// # Errors
/// When the tables cannot be written.
pub fn lift(tx: &Transaction<'_>, row: i64) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE registration SET restricted = 0, state = iif (state = 'restricted', 'standing', state)
         WHERE row = ?1 AND restricted = 1",
        [row],
    )?;
    Ok(changed > 0)
}

/// Whether a registration is restricted, also while it waits for a guardian.
///
/// # Errors
/// When the tables cannot be read.
pub fn is_restricted(conn: &Connection, row: i64) -> Result<bool, StoreError> {
    let query = "SELECT restricted FROM registration WHERE row = ?1";
    Ok(conn.prepare_cached(query)?.query_row([row], |row| row.get(0)).optional()?.unwrap_or(false))
}

type Columns = (i64, Vec<u8>, Vec<u8>, Vec<u8>, String, String, i32, String, String);

fn registered_columns(row: &Row<'_>) -> rusqlite::Result<Columns> {
    row.try_into()
}

fn registered(columns: Columns) -> Result<Registered, StoreError> {
    let (row, id, visitor, event, reference, at, offset, day, state) = columns;
    Ok(Registered {
        row,
        id: RegistrationId(sql::id(&id)?),
        visitor: VisitorId(sql::id(&visitor)?),
        event: EventId(sql::id(&event)?),
        reference,
        registered_at: sql::time(&at, offset)?,
        local_day: day.parse().map_err(|_| StoreError::unreadable("date"))?,
        state: State::from_code(&state).ok_or_else(|| StoreError::unreadable("state"))?,
    })
}

fn one(conn: &Connection, query: &str, key: impl rusqlite::ToSql) -> Result<Option<Registered>, StoreError> {
    let found = conn.prepare_cached(query)?.query_row([key], registered_columns).optional()?;
    found.map(registered).transpose()
}

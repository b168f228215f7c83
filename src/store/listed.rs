//! Lists of visitors that were taken in: where they come from, whom they brought, and who of those was told (UK GDPR, article 14). Of
//! the children among them: that it was confirmed that their guardian agreed in person (R11).

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use crate::domain::guardian::InPerson;
use crate::domain::ids::EventId;
use crate::domain::source::{Giver, ListId, ListSource};
use crate::domain::text::Line;

use super::act::{Appending, plain_commitment};
use super::{StoreError, sql};

/// A list as it is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct List {
    /// Its number.
    pub id: ListId,
    /// For which event it was taken.
    pub event: EventId,
    /// Where it comes from.
    pub source: ListSource,
    /// The act that took it.
    pub act: u64,
}

const LIST: &str = "SELECT id, event, source, given_by, act FROM visitor_list";

/// Appends a list that is being taken.
///
/// # Errors
/// When the tables cannot be written.
pub fn take(appending: &mut Appending<'_>, event: EventId, source: &ListSource) -> Result<ListId, StoreError> {
    let (words, given_by) = (source.words.as_str(), source.given_by.code());
    appending.tx.execute(
        "INSERT INTO visitor_list (event, source, given_by, act, ordinal) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![event.0.as_bytes(), words, given_by, appending.act(), appending.next_place().ordinal],
    )?;
    let id = appending.tx.last_insert_rowid();
    appending.place(list_commitment(id, event.0, words, given_by));
    Ok(ListId(id))
}

/// SHA-256 over where a list comes from.
pub(super) fn list_commitment(id: i64, event: Uuid, source: &str, given_by: &str) -> [u8; 32] {
    plain_commitment(&serde_json::json!(["lanyard list 1", id, event, source, given_by]))
}

/// The lists that were taken for an event, oldest first.
///
/// # Errors
/// When the tables cannot be read.
pub fn lists(conn: &Connection, event: EventId) -> Result<Vec<List>, StoreError> {
    let mut statement = conn.prepare(&format!("{LIST} WHERE event = ?1 ORDER BY id"))?;
    let mut rows = statement.query([&event.0.as_bytes()[..]])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(list(row)?);
    }
    Ok(all)
}

/// The list that brought a registration, if one did.
///
/// # Errors
/// When the tables cannot be read.
pub fn list_of(conn: &Connection, row: i64) -> Result<Option<List>, StoreError> {
    let query = format!("{LIST} WHERE id = (SELECT list FROM listed WHERE registration = ?1)");
    let mut statement = conn.prepare_cached(&query)?;
    let mut rows = statement.query([row])?;
    rows.next()?.map(list).transpose()
}

fn list(row: &Row<'_>) -> Result<List, StoreError> {
    let (words, given_by): (String, String) = (row.get(2)?, row.get(3)?);
    let unreadable = || StoreError::unreadable("list");
    let source = ListSource {
        words: Line::parse(&words).map_err(|_| unreadable())?,
        given_by: Giver::from_code(&given_by).ok_or_else(unreadable)?,
    };
    Ok(List {
        id: ListId(row.get(0)?),
        event: EventId(sql::id(&row.get::<_, Vec<u8>>(1)?)?),
        source,
        act: row.get::<_, i64>(4)?.cast_unsigned(),
    })
}

/// How many people each list brought, whether they are still here or not; a list that is not among them brought nobody.
///
/// # Errors
/// When the tables cannot be read.
pub fn people(conn: &Connection) -> Result<HashMap<ListId, u64>, StoreError> {
    let mut statement = conn.prepare("SELECT list, count(*) FROM listed GROUP BY list")?;
    let rows = statement.query_map([], |row| Ok((ListId(row.get(0)?), row.get::<_, i64>(1)?.cast_unsigned())))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Notes that a list brought a registration.
///
/// # Errors
/// When the tables cannot be written.
pub fn append(appending: &mut Appending<'_>, row: i64, list: ListId) -> Result<(), StoreError> {
    appending
        .tx
        .prepare_cached("INSERT INTO listed (registration, list, act, ordinal) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![row, list.0, appending.act(), appending.next_place().ordinal])?;
    appending.place(commitment(row, list.0));
    Ok(())
}

/// SHA-256 over that a list brought somebody.
pub(super) fn commitment(row: i64, list: i64) -> [u8; 32] {
    plain_commitment(&serde_json::json!(["lanyard listed 1", row, list]))
}

/// Whether a list brought a registration.
///
/// # Errors
/// When the tables cannot be read.
pub fn is_listed(conn: &Connection, row: i64) -> Result<bool, StoreError> {
    let query = "SELECT EXISTS (SELECT 1 FROM listed WHERE registration = ?1)";
    Ok(conn.prepare_cached(query)?.query_row([row], |row| row.get(0))?)
}

/// Somebody whose details others gave us on a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GivenByOthers {
    /// Their registration's row.
    pub row: i64,
    /// The list.
    pub list: ListId,
    /// The act that noted that they were told; `None` while they are not.
    pub told: Option<u64>,
}

/// Everybody of an event whose details others gave, who is not gone, oldest first.
///
/// # Errors
/// When the tables cannot be read.
pub fn given_by_others(conn: &Connection, event: EventId) -> Result<Vec<GivenByOthers>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT listed.registration, list, told_source.act FROM visitor_list
         JOIN listed ON list = visitor_list.id JOIN registration ON row = listed.registration
         LEFT JOIN told_source ON told_source.registration = row
         WHERE visitor_list.event = ?1 AND given_by = 'others' AND state NOT IN ('undone', 'erased')
         ORDER BY listed.registration",
    )?;
    let read = |row: &Row<'_>| {
        let told = row.get::<_, Option<i64>>(2)?.map(i64::cast_unsigned);
        Ok(GivenByOthers { row: row.get(0)?, list: ListId(row.get(1)?), told })
    };
    let rows = statement.query_map([&event.0.as_bytes()[..]], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Notes that somebody was told where their details came from.
///
/// # Errors
/// When the tables cannot be written.
pub fn tell(appending: &mut Appending<'_>, row: i64) -> Result<(), StoreError> {
    appending.tx.execute(
        "INSERT INTO told_source (registration, act, ordinal) VALUES (?1, ?2, ?3)",
        params![row, appending.act(), appending.next_place().ordinal],
    )?;
    appending.place(told_commitment(row));
    Ok(())
}

/// SHA-256 over that somebody was told.
pub(super) fn told_commitment(row: i64) -> [u8; 32] {
    plain_commitment(&serde_json::json!(["lanyard told source 1", row]))
}

/// The act that noted that somebody was told where their details came from.
///
/// # Errors
/// When the tables cannot be read.
pub fn told(conn: &Connection, row: i64) -> Result<Option<u64>, StoreError> {
    let query = "SELECT act FROM told_source WHERE registration = ?1";
    let act: Option<i64> = conn.prepare_cached(query)?.query_row([row], |row| row.get(0)).optional()?;
    Ok(act.map(i64::cast_unsigned))
}

/// Notes that a guardian's consent is confirmed, and what that is known by; without it, that this is taken back.
///
/// # Errors
/// When the tables cannot be written.
pub fn confirm(appending: &mut Appending<'_>, row: i64, known_by: Option<InPerson>) -> Result<(), StoreError> {
    let code = known_by.map(InPerson::code);
    appending.tx.execute(
        "INSERT INTO guardian_confirmation (registration, act, ordinal, known_by) VALUES (?1, ?2, ?3, ?4)",
        params![row, appending.act(), appending.next_place().ordinal, code],
    )?;
    appending.place(confirmation_commitment(row, code));
    Ok(())
}

/// SHA-256 over a confirmation.
pub(super) fn confirmation_commitment(row: i64, known_by: Option<&str>) -> [u8; 32] {
    plain_commitment(&serde_json::json!(["lanyard guardian confirmation 1", row, known_by]))
}

/// A confirmation as it is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Confirmation {
    /// The act that it was made in.
    pub act: u64,
    /// What it is known by; `None` where it was taken back.
    pub known_by: Option<InPerson>,
}

/// What was confirmed of a registration and taken back, oldest first.
///
/// # Errors
/// When the tables cannot be read.
pub fn confirmations(conn: &Connection, row: i64) -> Result<Vec<Confirmation>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT act, known_by FROM guardian_confirmation WHERE registration = ?1 ORDER BY act, ordinal",
    )?;
    let mut rows = statement.query([row])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let known_by = match row.get::<_, Option<String>>(1)? {
            None => None,
            Some(code) => Some(InPerson::from_code(&code).ok_or_else(|| StoreError::unreadable("confirmation"))?),
        };
        all.push(Confirmation { act: row.get::<_, i64>(0)?.cast_unsigned(), known_by });
    }
    Ok(all)
}

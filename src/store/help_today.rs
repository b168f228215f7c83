//! *Help today* (R3): who is to be helped on a day, where they are and who was told. All of it goes with the value that it hangs on.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::domain::help_today::Told;
use crate::domain::ids::EventId;
use crate::domain::moment::Instant;
use crate::domain::purpose::SpecialPair;
use crate::domain::text::Line;

use super::{StoreError, sql};

/// The registrations of a day of an event that have a value of any of these pairs, oldest first.
///
/// # Errors
/// When the tables cannot be read.
pub fn of_day(
    conn: &Connection,
    event: EventId,
    day: NaiveDate,
    pairs: &[SpecialPair],
) -> Result<Vec<i64>, StoreError> {
    let codes: Vec<_> = pairs.iter().map(|pair| pair.code()).collect();
    let codes = serde_json::to_string(&codes).unwrap_or_default();
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT row FROM special_value JOIN registration ON row = special_value.registration
         WHERE event = ?1 AND local_day = ?2 AND state = 'standing' AND restricted = 0
             AND pair IN (SELECT value FROM json_each(?3)) ORDER BY row",
    )?;
    let rows = statement.query_map(params![event.0.as_bytes(), day.to_string(), codes], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Where somebody is or will be, as far as it was noted for this need.
///
/// # Errors
/// When the tables cannot be read.
pub fn place(conn: &Connection, row: i64, pair: SpecialPair) -> Result<Option<String>, StoreError> {
    let query = "SELECT place FROM help_place WHERE registration = ?1 AND pair = ?2";
    Ok(conn.prepare_cached(query)?.query_row(params![row, pair.code()], |row| row.get(0)).optional()?)
}

/// Who was told of a need, the earliest first.
///
/// # Errors
/// When the tables cannot be read.
pub fn told(conn: &Connection, row: i64, pair: SpecialPair) -> Result<Vec<Told>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT number, whom, told_at, told_offset FROM help_told WHERE registration = ?1 AND pair = ?2 ORDER BY number",
    )?;
    let mut rows = statement.query(params![row, pair.code()])?;
    let mut told = Vec::new();
    while let Some(row) = rows.next()? {
        let at = sql::time(&row.get::<_, String>(2)?, row.get(3)?)?;
        told.push(Told { number: row.get(0)?, whom: row.get(1)?, at });
    }
    Ok(told)
}

/// Notes where somebody is or will be; nothing takes it away.
///
/// # Errors
/// When the tables cannot be written, or the value is gone.
pub fn set_place(tx: &Transaction<'_>, row: i64, pair: SpecialPair, place: Option<&Line>) -> Result<(), StoreError> {
    let key = params![row, pair.code()];
    tx.execute("DELETE FROM help_place WHERE registration = ?1 AND pair = ?2", key)?;
    if let Some(place) = place {
        tx.execute(
            "INSERT INTO help_place (registration, pair, place) VALUES (?1, ?2, ?3)",
            params![row, pair.code(), place.as_str()],
        )?;
    }
    Ok(())
}

/// Notes that somebody was told of a need; answers which of those who were told this is.
///
/// # Errors
/// When the tables cannot be written, or the value is gone.
pub fn tell(tx: &Transaction<'_>, row: i64, pair: SpecialPair, whom: &Line, at: Instant) -> Result<u32, StoreError> {
    let number: u32 = tx.query_row(
        "SELECT coalesce(max(number), 0) + 1 FROM help_told WHERE registration = ?1 AND pair = ?2",
        params![row, pair.code()],
        |row| row.get(0),
    )?;
    tx.execute(
        "INSERT INTO help_told (registration, pair, number, whom, told_at, told_offset) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![row, pair.code(), number, whom.as_str(), sql::utc(at), sql::offset(at)],
    )?;
    Ok(number)
}

/// Takes one of those who were told off again; says whether they were there.
///
/// # Errors
/// When the tables cannot be written.
pub fn take_off(tx: &Transaction<'_>, row: i64, pair: SpecialPair, number: u32) -> Result<bool, StoreError> {
    let query = "DELETE FROM help_told WHERE registration = ?1 AND pair = ?2 AND number = ?3";
    Ok(tx.execute(query, params![row, pair.code(), number])? > 0)
}

/// Nobody knows of a need as it is now: what they were told is not true any more.
///
/// # Errors
/// When the tables cannot be written.
pub fn nobody_was_told(tx: &Transaction<'_>, row: i64, pair: SpecialPair) -> Result<(), StoreError> {
    tx.execute("DELETE FROM help_told WHERE registration = ?1 AND pair = ?2", params![row, pair.code()])?;
    Ok(())
}

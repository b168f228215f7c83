//! Special details whose Yes no longer stands, although nobody took it back: by a correction that makes a child of somebody,
//! whose own Yes then counts for nothing, or by "same person", where the other registration said No (R3).

use rusqlite::{Connection, Transaction};

use crate::domain::ids::VisitorId;
use crate::domain::ledger::Standing;
use crate::domain::purpose::{Question, SpecialPair};

use super::{StoreError, answers, links, registrations};

/// Those of all registrations of the person behind a visitor: the row of each, and which detail.
///
/// # Errors
/// When the tables cannot be read.
pub fn details(conn: &Connection, visitor: VisitorId) -> Result<Vec<(i64, SpecialPair)>, StoreError> {
    let rows = links::rows_of_person(conn, visitor)?;
    let mut fallen = Vec::new();
    for &row in &rows {
        let kept = answers::special(conn, row)?;
        let newest = if kept.is_empty() { None } else { registrations::newest(conn, row)?.record };
        let Some(record) = newest else { continue };
        let standings = answers::standings(conn, &rows, record.speaker())?;
        let gone = kept.iter().filter(|value| standings.get(Question::Special(value.pair)) != Standing::Yes);
        fallen.extend(gone.map(|value| (row, value.pair)));
    }
    Ok(fallen)
}

/// Erases them; says whether there were any.
///
/// # Errors
/// When the tables cannot be written.
pub fn erase(tx: &Transaction<'_>, visitor: VisitorId) -> Result<bool, StoreError> {
    let mut erased = false;
    for (row, pair) in details(tx, visitor)? {
        erased |= answers::drop_special(tx, row, pair)?;
    }
    Ok(erased)
}

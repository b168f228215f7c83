//! Special details whose Yes no longer stands, although nobody took it back: by a correction that makes a child of somebody,
//! whose own Yes then counts for nothing, or by "same person", where the other registration said No (R3).

use rusqlite::Transaction;

use crate::domain::ids::VisitorId;
use crate::domain::ledger::Standing;
use crate::domain::purpose::Question;
use crate::store::{StoreError, answers, links, registrations};

use super::people::speaker;

/// Erases them, for all registrations of the person behind a visitor; says whether there were any.
pub(super) fn erase(tx: &Transaction<'_>, visitor: VisitorId) -> Result<bool, StoreError> {
    let rows = links::rows_of_person(tx, visitor)?;
    let mut erased = false;
    for &row in &rows {
        let kept = answers::special(tx, row)?;
        let newest = if kept.is_empty() { None } else { registrations::newest(tx, row)?.record };
        let Some(record) = newest else { continue };
        let standings = answers::standings(tx, &rows, speaker(&record))?;
        for value in kept.iter().filter(|value| standings.get(Question::Special(value.pair)) != Standing::Yes) {
            erased |= answers::drop_special(tx, row, value.pair)?;
        }
    }
    Ok(erased)
}

//! Names that were registered under earlier rules of spelling: they are taken into the index anew, once, when the desk is opened.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::domain::search_key::SPELLINGS;

use super::super::StoreError;
use super::{SAID, indexed_through, kept_terms, said};

/// Whether names are in the index by earlier rules than this program's.
///
/// # Errors
/// When the tables cannot be read.
pub fn is_spelt_before(conn: &Connection) -> Result<bool, StoreError> {
    let rules: u32 = conn.query_row("SELECT rules FROM search_spelling", [], |row| row.get(0))?;
    Ok(rules < SPELLINGS)
}

/// Takes everybody into the index anew who is found by other terms now; answers how many.
///
/// Rules differ in what they make of letters beyond the Latin alphabet's own, so that nobody else is looked at. The newest, who are
/// not in the index yet, are read as they are.
///
/// # Errors
/// When the tables cannot be read or written.
pub fn respell(tx: &Transaction<'_>) -> Result<usize, StoreError> {
    let mut before = tx.prepare("SELECT c0 FROM registration_search_content WHERE id = ?1")?;
    let mut everybody = tx.prepare(&format!("{SAID} AND registration.row <= ?1 ORDER BY registration.row DESC"))?;
    let mut rows = everybody.query([indexed_through(tx)?])?;
    let mut changed = Vec::new();
    while let Some(found) = rows.next()? {
        let (row, reference, record) = said(found)?;
        let names = [&record.full_name, &record.given_name, &record.family_name, &record.badge_name];
        if names.into_iter().flatten().all(|name| name.is_ascii()) {
            continue;
        }
        let terms = kept_terms(&reference, &record);
        let kept = before.query_row([-row], |kept| Ok(kept.get_ref(0)?.as_str()? == terms)).optional()?;
        if kept != Some(true) {
            changed.push((row, terms));
        }
    }
    let mut forget = tx.prepare("DELETE FROM registration_search WHERE rowid = ?1")?;
    for (row, _) in &changed {
        forget.execute([-row])?;
    }
    // The newest first, which are the lowest in the index.
    let mut insert = tx.prepare("INSERT INTO registration_search (rowid, terms) VALUES (?1, ?2)")?;
    for (row, terms) in &changed {
        insert.execute(params![-row, terms])?;
    }
    tx.execute("UPDATE search_spelling SET rules = ?1", [SPELLINGS])?;
    Ok(changed.len())
}

//! Names that were registered under earlier rules of spelling: they are taken into the index anew, so many at each opening.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::domain::search_key::{SPELLINGS, is_respelt_since};

use super::super::StoreError;
use super::{SAID, kept_terms, said};

/// Whether names are in the index by earlier rules than this program's.
///
/// # Errors
/// When the tables cannot be read.
pub fn is_spelt_before(conn: &Connection) -> Result<bool, StoreError> {
    Ok(rules(conn)? < SPELLINGS)
}

fn rules(conn: &Connection) -> Result<u32, StoreError> {
    Ok(conn.query_row("SELECT rules FROM search_spelling", [], |row| row.get(0))?)
}

/// Takes people into the index anew who are found by other terms now, the newest first and at most so many; answers how many. Once
/// nobody is left, that is noted.
///
/// Taking a term out of the index so that it is in no page any more costs a hundred times what putting it in does: nobody should wait
/// for thousands of them before they can work. Only those are looked at whose names, as they stand in the index, newer rules make
/// something else of: of a hundred thousand people that is one reading of their terms. The newest, who are not in the index yet,
/// are read as they are.
///
/// # Errors
/// When the tables cannot be read or written.
pub fn respell(tx: &Transaction<'_>, most: usize) -> Result<usize, StoreError> {
    let since = rules(tx)?;
    let mut kept = tx.prepare("SELECT id, c0 FROM registration_search_content ORDER BY id")?;
    let mut one = tx.prepare(&format!("{SAID} AND registration.row = ?1"))?;
    let mut changed = Vec::new();
    let mut rows = kept.query([])?;
    while let Some(row) = rows.next()?.filter(|_| changed.len() < most) {
        let before = row.get_ref(1)?.as_str().map_err(|_| StoreError::unreadable("search terms"))?;
        if !before.split(' ').any(|term| is_respelt_since(since, term)) {
            continue;
        }
        let found = one.query_row([-row.get::<_, i64>(0)?], |row| Ok(said(row))).optional()?;
        let Some((row, reference, record)) = found.transpose()? else { continue };
        let terms = kept_terms(&reference, &record);
        if before != terms {
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
    if changed.len() < most {
        tx.execute("UPDATE search_spelling SET rules = ?1", [SPELLINGS])?;
    }
    Ok(changed.len())
}

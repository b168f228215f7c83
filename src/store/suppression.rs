//! The keyed hashes that keep an erased person from coming back by a list (R18).

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::StoreError;
use super::act::Appending;

/// Keeps these hashes.
///
/// # Errors
/// When the tables cannot be written.
pub fn keep(appending: &Appending<'_>, hashes: &[[u8; 32]]) -> Result<(), StoreError> {
    let mut insert = appending
        .tx
        .prepare_cached("INSERT INTO suppression (hash, act) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING")?;
    hashes.iter().try_for_each(|hash| insert.execute(rusqlite::params![hash, appending.act()]).map(drop))?;
    Ok(())
}

/// Whether any of these is kept.
///
/// # Errors
/// When the tables cannot be read.
pub fn holds_any(conn: &Connection, hashes: &[[u8; 32]]) -> Result<bool, StoreError> {
    let mut look = conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM suppression WHERE hash = ?1)")?;
    for hash in hashes {
        if look.query_row([hash], |row| row.get(0))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Every hash that is kept.
///
/// # Errors
/// When the table cannot be read.
pub fn all(conn: &Connection) -> Result<BTreeSet<[u8; 32]>, StoreError> {
    let mut statement = conn.prepare("SELECT hash FROM suppression")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

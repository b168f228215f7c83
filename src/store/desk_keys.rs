//! The desk's own keys and its epoch.

use rusqlite::{Connection, Transaction, params};
use zeroize::Zeroizing;

use super::StoreError;

/// The key that signs batches, as it was kept.
///
/// # Errors
/// When the tables cannot be read.
pub fn signing_key(conn: &Connection) -> Result<Zeroizing<Vec<u8>>, StoreError> {
    Ok(Zeroizing::new(conn.query_row("SELECT signing_key FROM desk", [], |row| row.get(0))?))
}

/// The vault's generation in which the signing key was made.
///
/// # Errors
/// When the tables cannot be read.
pub fn signing_since(conn: &Connection) -> Result<u64, StoreError> {
    let since: i64 = conn.query_row("SELECT signing_since FROM desk", [], |row| row.get(0))?;
    u64::try_from(since).map_err(|_| StoreError::unreadable("generation"))
}

/// Puts a new signing key in the old one's place. Whoever compared words before has the old one pinned (R21).
///
/// # Errors
/// When the tables cannot be written.
pub fn replace_signing_key(tx: &Transaction<'_>, key: &[u8], since: u64) -> Result<(), StoreError> {
    keep_signing_key(tx, key, since)?;
    tx.execute("UPDATE recipient SET desk_key_changed = 1 WHERE words_checked IS NOT NULL", [])?;
    Ok(())
}

/// Keeps the signing key that recipients know of already, as made in this generation of the vault.
///
/// # Errors
/// When the tables cannot be written.
pub fn keep_signing_key(tx: &Transaction<'_>, key: &[u8], since: u64) -> Result<(), StoreError> {
    let since = i64::try_from(since).map_err(|_| StoreError::unreadable("generation"))?;
    tx.execute("UPDATE desk SET signing_key = ?1, signing_since = ?2", params![key, since])?;
    Ok(())
}

/// The key of the hashes that keep an erased person from coming back (R18). It survives every change of the data key.
///
/// # Errors
/// When the tables cannot be read.
pub fn suppression_key(conn: &Connection) -> Result<Zeroizing<Vec<u8>>, StoreError> {
    Ok(Zeroizing::new(conn.query_row("SELECT suppression_key FROM desk", [], |row| row.get(0))?))
}

/// Begins a new epoch, past `at_least`: after a restore, sequence numbers may come a second time.
///
/// # Errors
/// When the tables cannot be written.
pub fn begin_epoch(tx: &Transaction<'_>, at_least: u32) -> Result<u32, StoreError> {
    tx.execute("UPDATE desk SET epoch = max(epoch, ?1) + 1", [at_least])?;
    Ok(tx.query_row("SELECT epoch FROM desk", [], |row| row.get(0))?)
}

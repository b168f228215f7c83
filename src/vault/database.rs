//! SQLCipher, as the vault uses it: how it is opened, synced and re-keyed, and what its refusals mean.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, Error, ErrorCode, OpenFlags, Result};

use super::error::VaultError;
use super::files;
use super::layout::Layout;
use super::ring::DataKey;
use super::room;

/// Bytes in a page, SQLCipher 4's own size; a shorter file is no database.
const PAGE: u64 = 4096;

/// `LNYD`, in the header of the database.
pub(super) const APPLICATION_ID: i32 = 0x4C4E_5944;

/// How many bits of the file's salt may be flipped and still count as damage rather than as another file's salt.
const SALT_BITS_DAMAGED: u32 = 16;

/// Connects with a key, without reading anything yet. Closing this connection leaves a write-ahead log that it found as
/// it is, until [`settle`] has accepted the database.
pub(super) fn connect(path: &Path, key: &DataKey) -> Result<Connection> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    leave_log_on_close(&conn, files::beside(path, "-wal").exists())?;
    conn.busy_timeout(std::time::Duration::from_millis(500))?;
    // SQLCipher writes lines of its own to stderr, where a window's user never looks.
    conn.pragma_update(None, "cipher_log_level", "NONE")?;
    conn.pragma_update(None, "cipher_memory_security", true)?;
    conn.pragma_update(None, "key", key.pragma().as_str())?;
    let version: String = conn.pragma_query_value(None, "cipher_version", |row| row.get(0))?;
    if version.is_empty() {
        return Err(Error::InvalidQuery); // linked to a plain SQLite: better not to write at all
    }
    // One instance has the vault, so that no shared-memory file is needed beside it.
    conn.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    // With partial indexes, the planner looks at bound values and prepares a kept statement anew for each: not here.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // More than one save runs, which all stay prepared.
    conn.set_prepared_statement_cache_capacity(128);
    Ok(conn)
}

/// Whether closing leaves the write-ahead log alone.
pub(super) fn leave_log_on_close(conn: &Connection, leave: bool) -> Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, leave).map(drop)
}

/// Write-ahead log, every commit synced: without that, a power cut loses rows that were acknowledged. Deleted contents
/// are overwritten. These read the schema, so they come once the file is known to be whole.
pub(super) fn make_durable(conn: &Connection) -> Result<()> {
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "secure_delete", true)?;
    // In KiB where it is negative. Every page that is not here is read and decrypted again.
    conn.pragma_update(None, "cache_size", -8192)?;
    // What replaces a row deletes it: without this, no trigger that guards the row would be asked.
    conn.pragma_update(None, "recursive_triggers", true)?;
    conn.pragma_update(None, "foreign_keys", true)
}

/// Takes over a database that was accepted: durable from here on, and its log empty.
pub(super) fn settle(conn: &Connection) -> Result<()> {
    make_durable(conn)?;
    checkpoint(conn)?;
    leave_log_on_close(conn, false)
}

/// Moves the log into the database and empties it. A failed checkpoint is a row, not an error.
pub(super) fn checkpoint(conn: &Connection) -> Result<()> {
    let row: (i64, i64, i64) = conn
        .prepare_cached("PRAGMA wal_checkpoint(TRUNCATE)")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    if row == (0, 0, 0) {
        Ok(())
    } else {
        Err(Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR), None))
    }
}

/// Encrypts every page anew. It works only alone and outside a transaction, and can say yes without having done it: the
/// caller checkpoints, opens again with the new key and looks.
pub(super) fn rekey(conn: &Connection, key: &DataKey) -> Result<()> {
    conn.flush_prepared_statement_cache();
    conn.pragma_update(None, "rekey", key.pragma().as_str())?;
    checkpoint(conn)
}

/// Opens the database and reads enough of it to know that the key is right and the file whole; or says by name what is
/// wrong, and changes nothing on disk.
pub(super) fn open(layout: &Layout, key: &DataKey) -> std::result::Result<Connection, VaultError> {
    let path = layout.database();
    if files::is_read_only(&path) {
        return Err(VaultError::ReadOnly);
    }
    let (head, length) = files::head(&path).map_err(VaultError::io("Reading the database"))?;
    if &head == b"SQLite format 3\0" {
        return Err(VaultError::NotEncrypted);
    }
    // SQLite overlooks half a page at the end. With a log beside it, the file may have been growing from that just now.
    let has_log = room::holds_anything(&layout.wal());
    if length < PAGE || (!has_log && length % PAGE != 0) {
        return Err(VaultError::Truncated);
    }
    let belongs = key.salt_distance(&head) <= SALT_BITS_DAMAGED;
    let conn = connect(&path, key).map_err(|error| refusal(&error, belongs))?;
    // The header first: a file that is cut short is refused here, before any other page is read.
    let application: i32 = conn.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(|error| {
        if is(&error, ErrorCode::DatabaseCorrupt) { VaultError::Truncated } else { refusal(&error, belongs) }
    })?;
    let tables = "SELECT count(*) FROM sqlite_schema WHERE name = 'vault_identity'";
    let tables: i64 = conn.query_row(tables, [], |row| row.get(0)).map_err(|error| refusal(&error, belongs))?;
    if application != APPLICATION_ID || tables != 1 {
        return Err(VaultError::NotAVault);
    }
    Ok(conn)
}

fn refusal(error: &Error, key_belongs: bool) -> VaultError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) if key_belongs => VaultError::WrongKeyOrDamaged,
        Some(ErrorCode::NotADatabase) => VaultError::KeyFileMismatch,
        Some(ErrorCode::DatabaseCorrupt) => VaultError::DamagedPage,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => VaultError::InUse,
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => VaultError::ReadOnly,
        _ => VaultError::Io { doing: "Opening the database", cause: error.into() },
    }
}

fn is(error: &Error, code: ErrorCode) -> bool {
    error.sqlite_error_code() == Some(code)
}

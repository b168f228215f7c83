//! The vault's own table: which vault this is, and which key files belong to it.

use rusqlite::{Connection, Result, Transaction, TransactionBehavior, named_params};
use uuid::Uuid;

use super::database::{APPLICATION_ID, checkpoint};
use super::secret::Kdf;

/// Frozen: `desk.key.age`'s accepted hashes are 64 hex digits each, with spaces between; more than one only while the
/// key file is being replaced.
const TABLE: &str = "CREATE TABLE vault_identity (
    one          INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    vault_id     TEXT    NOT NULL,
    generation   INTEGER NOT NULL,
    work_factor  INTEGER NOT NULL,
    key_files    TEXT    NOT NULL,
    backups_due  INTEGER NOT NULL CHECK (backups_due IN (0, 1))
) STRICT";

/// What the table says.
pub(super) struct Own {
    pub(super) vault_id: String,
    pub(super) kdf: Kdf,
    pub(super) key_files: Vec<String>,
    /// The backups in the folder still open with keys that are no longer in force.
    pub(super) backups_due: bool,
}

pub(super) fn create(conn: &mut Connection, vault_id: Uuid, kdf: Kdf, key_file: &str) -> Result<()> {
    durably(conn, |tx| {
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        tx.execute_batch(TABLE)?;
        tx.execute("INSERT INTO vault_identity VALUES (1, ?1, 1, ?2, ?3, 0)", (vault_id.to_string(), kdf.0, key_file))
            .map(drop)
    })
}

pub(super) fn read(conn: &Connection) -> Result<Own> {
    let sql = "SELECT vault_id, work_factor, key_files, backups_due FROM vault_identity";
    conn.query_row(sql, [], |row| {
        let key_files: String = row.get(2)?;
        Ok(Own {
            vault_id: row.get(0)?,
            kdf: Kdf(row.get::<_, u8>(1)?.clamp(1, Kdf::MOST.0)),
            key_files: key_files.split(' ').map(str::to_owned).collect(),
            backups_due: row.get(3)?,
        })
    })
}

/// From now on exactly these key files belong to the database.
pub(super) fn accept(conn: &mut Connection, generation: u64, key_files: &[String]) -> Result<()> {
    durably(conn, |tx| {
        tx.execute(
            "UPDATE vault_identity SET generation = :generation, key_files = :key_files",
            named_params! { ":generation": i64::try_from(generation).unwrap_or(i64::MAX), ":key_files": key_files.join(" ") },
        )
        .map(drop)
    })
}

/// Notes, in a transaction that erases something, that the folder's own backups have to be replaced: a kill before that is
/// done is made good at the next opening.
///
/// # Errors
/// When the table cannot be written.
pub fn backups_are_due(tx: &Transaction<'_>) -> Result<()> {
    tx.execute("UPDATE vault_identity SET backups_due = 1", []).map(drop)
}

/// Whether the backups in the folder still have to be replaced.
///
/// # Errors
/// When the database cannot be read.
pub fn are_backups_due(conn: &Connection) -> Result<bool> {
    conn.query_row("SELECT backups_due FROM vault_identity", [], |row| row.get(0))
}

pub(super) fn set_backups_due(conn: &mut Connection, due: bool) -> Result<()> {
    durably(conn, |tx| tx.execute("UPDATE vault_identity SET backups_due = ?1", [due]).map(drop))
}

/// One transaction that is on the disk, and out of the log, when this returns.
fn durably(conn: &mut Connection, work: impl FnOnce(&Transaction<'_>) -> Result<()>) -> Result<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    work(&tx)?;
    tx.commit()?;
    checkpoint(conn)
}

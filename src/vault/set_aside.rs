//! The vault that a restore replaced: kept in the folder, readable, until it is discarded.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::error::VaultError;
use super::layout::Layout;
use super::opening::{OpenedDatabase, first_that_opens};
use super::ring::{KeyRing, Reader};
use super::secret::Passphrase;
use super::{Vault, backup, database, files, unlock};
use crate::domain::staff::Handle;

/// How the folder of a vault that was set aside begins.
pub(super) const PREFIX: &str = "before-restore-";

/// A vault that a restore replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Its folder, inside the vault's folder.
    pub path: PathBuf,
    /// When it was replaced.
    pub at: DateTime<Utc>,
}

/// A vault opened only to be read: one that was set aside, or a copy. Nothing in its folder changes.
pub struct Frozen {
    conn: Connection,
    pub(super) ring: KeyRing,
    reader: Reader,
}

impl Frozen {
    /// Opens a vault folder that nobody else has open, without its lock, to read it.
    ///
    /// # Errors
    /// As [`Vault::open`]. The schema is as it was: its `user_version` may be an older one.
    pub fn open(dir: &Path, handle: &Handle, passphrase: &Passphrase) -> Result<Self, VaultError> {
        let layout = Layout(dir.to_path_buf());
        if !layout.database().is_file() {
            return Err(VaultError::NotAVault);
        }
        let unlocked = unlock::by_passphrase(&layout, handle, passphrase)?;
        let (opened, OpenedDatabase { conn, .. }) = first_that_opens(&layout, &unlocked, Some(handle))?;
        conn.pragma_update(None, "query_only", true).map_err(VaultError::sql("Opening the database"))?;
        Ok(Self { conn, ring: opened.ring, reader: opened.reader })
    }

    /// The database, which takes no writes.
    #[must_use]
    pub fn conn(&self) -> &Connection {
        &self.conn
    }

    /// Who opened it.
    #[must_use]
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The generation of its data key.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.ring.generation
    }

    /// The generation in which somebody last lost access, as [`Vault::revoked_at`]; of a change of key that was cut off,
    /// the one that it leads to.
    #[must_use]
    pub fn revoked_at(&self) -> u64 {
        self.ring.in_the_end().revoked_at
    }
}

impl Drop for Frozen {
    fn drop(&mut self) {
        // A log that was found stays as it is. An error of this call changes nothing.
        if self.conn.path().is_some_and(|path| fs::metadata(format!("{path}-wal")).is_ok_and(|log| log.len() > 0)) {
            _ = database::leave_log_on_close(&self.conn, true);
        }
    }
}

impl Vault {
    /// The vaults that restores set aside, the oldest first.
    ///
    /// # Errors
    /// What the disk said.
    pub fn set_asides(&self) -> Result<Vec<SetAside>, VaultError> {
        let doing = VaultError::io("Listing what was set aside");
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.layout.0).map_err(&doing)? {
            let entry = entry.map_err(&doing)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let at = name.strip_prefix(PREFIX).and_then(backup::taken_at);
            found.extend(at.map(|at| SetAside { path: entry.path(), at }));
        }
        found.sort_by(|a, b| (a.at, &a.path).cmp(&(b.at, &b.path)));
        Ok(found)
    }

    /// Removes a vault that was set aside, for good: registrations that are only in it are lost.
    ///
    /// # Errors
    /// What the disk said.
    pub fn discard(&mut self, set_aside: &SetAside) -> Result<(), VaultError> {
        let doing = VaultError::io("Discarding what was set aside");
        if self.set_asides()?.contains(set_aside) {
            files::remove_dir(&set_aside.path).map_err(&doing)?;
            files::sync_dir(&self.layout.0).map_err(&doing)?;
        }
        Ok(())
    }
}

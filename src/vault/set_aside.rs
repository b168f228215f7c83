//! The vault that a restore replaced: kept in the folder, readable, until it is discarded.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::change::Floor;
use super::error::VaultError;
use super::layout::{FolderLock, Layout};
use super::opening::{OpenedDatabase, first_that_opens, without_database};
use super::restore::take_over_key_files;
use super::ring::{KeyRing, Reader};
use super::secret::Passphrase;
use super::unlock::Unlocked;
use super::{Notice, Vault, backup, database, files, unlock};
use crate::domain::staff::Handle;

/// How the folder of a vault that was set aside begins.
pub(super) const PREFIX: &str = "before-restore-";

/// Whether a folder is, by its name, a vault that was set aside: nobody works in one.
pub(super) fn is_one(dir: &Path) -> bool {
    let name = dir.canonicalize().unwrap_or_else(|_| dir.to_path_buf());
    let name = name.file_name().unwrap_or_default().to_string_lossy();
    name.strip_prefix(PREFIX).and_then(backup::taken_at).is_some()
}

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
            return Err(without_database(&layout));
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

    /// Opens a vault that was set aside as whoever opened this one, to bring it up to what has to hold for it too: who may
    /// open it, and what was erased (R18). Nobody works in it.
    ///
    /// # Errors
    /// As [`Vault::open`], where this person was no reader of it or it is not whole.
    pub fn open_set_aside(&self, set_aside: &SetAside) -> Result<Self, VaultError> {
        let layout = Layout(set_aside.path.clone());
        let lock = FolderLock::take(&layout.0)?;
        let by = Unlocked::held(self.identity.clone());
        Self::open_locked(layout, lock, None, |_| Ok(vec![by]), self.schema, &self.env, Vec::new())
    }

    /// Gives every vault that was set aside the readers of this one, and a new data key where one of its readers is none
    /// here: whoever lost access to this one has none to those either. Where one cannot be given them, a notice says so,
    /// and every opening tries again.
    pub(super) fn let_set_asides_follow(&mut self) {
        let all = self.set_asides().map(|found| found.iter().filter(|aside| !self.is_followed_by(aside)).count());
        let remains = !matches!(all, Ok(0));
        if remains && !self.notices.contains(&Notice::SetAsideRemains) {
            self.notices.push(Notice::SetAsideRemains);
        }
    }

    /// Whether a vault that was set aside opens for nobody but readers of this one, now if not before.
    fn is_followed_by(&self, set_aside: &SetAside) -> bool {
        let by = [Unlocked::held(self.identity.clone())];
        let Ok(rings) = unlock::rings(&Layout(set_aside.path.clone()), &by, None) else { return false };
        let rings: Vec<_> = rings.into_iter().map(|opened| opened.ring).collect();
        let readers = &self.ring.readers;
        if rings.iter().all(|ring| ring.next.is_none() && ring.readers == *readers) {
            return true;
        }
        let is_out = |old: &Reader| !readers.iter().any(|reader| reader.public_key == old.public_key);
        let opens_for_others = rings.iter().any(|ring| ring.readers.iter().chain(ring.sealed_to()).any(is_out));
        self.give_readers(set_aside).is_ok() || !opens_for_others
    }

    fn give_readers(&self, set_aside: &SetAside) -> Result<(), VaultError> {
        let mut aside = self.open_set_aside(set_aside)?;
        let (readers, before) = (&self.ring.readers, aside.ring.readers.clone());
        take_over_key_files(&self.layout, &aside.layout, readers, &before)
            .map_err(VaultError::io("Copying the key files"))?;
        let is_out = |old: &Reader| !readers.iter().any(|reader| reader.public_key == old.public_key);
        if before.iter().any(is_out) {
            let floor = Floor { generation: self.ring.generation, revoked_at: self.ring.revoked_at };
            aside.change_key_to(readers.clone(), floor).map(drop)
        } else {
            aside.publish_readers(readers.clone())
        }
    }

    /// Lets somebody's next identity into what was set aside before it is in force here: a change that is cut off right
    /// after that is finished there by whoever opens this vault next, who may be that person. An identity that never comes
    /// into force is kept out again then.
    pub(super) fn let_into_set_asides(&self, handle: &Handle, next_key: &str) {
        for found in self.set_asides().unwrap_or_default() {
            let Ok(mut aside) = self.open_set_aside(&found) else { continue };
            let mut readers = aside.ring.readers.clone();
            let Some(known) = readers.iter().find(|reader| reader.handle == *handle).cloned() else { continue };
            readers.push(Reader { public_key: next_key.to_owned(), ..known });
            // Where this fails the change goes on: following it is tried, and that it could not be is said.
            _ = aside.publish_readers(readers);
        }
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

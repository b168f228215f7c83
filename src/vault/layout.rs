//! Where things are in the folder, and the lock that keeps it to one instance.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use fs4::{FileExt, TryLockError};

use super::error::VaultError;
use super::files;
use crate::domain::staff::Handle;

/// How the file of a next key ends, before the `.bak` of its second copy.
const NEXT: &str = ".next.age";

/// The paths of a vault's folder.
#[derive(Clone)]
pub(super) struct Layout(pub(super) PathBuf);

impl Layout {
    pub(super) fn database(&self) -> PathBuf {
        self.0.join("desk.db")
    }

    pub(super) fn wal(&self) -> PathBuf {
        self.0.join("desk.db-wal")
    }

    pub(super) fn key_file(&self) -> PathBuf {
        self.0.join("desk.key.age")
    }

    pub(super) fn keys(&self) -> PathBuf {
        self.0.join("keys")
    }

    pub(super) fn key_of(&self, handle: &Handle) -> PathBuf {
        self.keys().join(format!("{handle}.age"))
    }

    /// Whose key, in force or next, a file in `keys/` is by its name.
    pub(super) fn handle_of(key_file: &Path) -> Option<Handle> {
        let name = key_file.file_name()?.to_str()?;
        let name = name.strip_suffix(".bak").unwrap_or(name);
        Handle::parse(name.strip_suffix(NEXT).or_else(|| name.strip_suffix(".age"))?).ok()
    }

    /// A person's next key, while it is not yet in force. No handle has a dot in it.
    pub(super) fn next_key_of(&self, handle: &Handle) -> PathBuf {
        self.keys().join(format!("{handle}{NEXT}"))
    }

    /// Removes everybody's next keys.
    pub(super) fn remove_next_keys(&self) -> std::io::Result<()> {
        let is_next = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().contains(NEXT));
        self.key_files()?.iter().filter(|path| is_next(path)).try_for_each(|path| files::remove(path))
    }

    pub(super) fn backups(&self) -> PathBuf {
        self.0.join("backups")
    }

    /// A backup while it is being restored, not yet in force.
    pub(super) fn restoring(&self) -> PathBuf {
        self.0.join("restoring")
    }

    /// Says that a restore is decided, and where the vault that it replaces goes.
    pub(super) fn restore_journal(&self) -> PathBuf {
        self.0.join("restore.json")
    }

    /// Every key file in `keys/`, second copies included, in the order of their names.
    pub(super) fn key_files(&self) -> std::io::Result<Vec<PathBuf>> {
        let mut found = fs::read_dir(self.keys())?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<std::io::Result<Vec<_>>>()?;
        found.retain(|path| {
            path.file_name().is_some_and(|name| {
                let name = name.to_string_lossy();
                name.ends_with(".age") || name.ends_with(".age.bak")
            })
        });
        found.sort();
        Ok(found)
    }
}

/// Holds the folder for one instance, on every system, until it is dropped or the process ends.
pub(super) struct FolderLock(File);

impl Drop for FolderLock {
    fn drop(&mut self) {
        // Closing alone is not enough: a process that is being started just now has the same file open until it has
        // begun. Where this fails, closing is what is left.
        _ = FileExt::unlock(&self.0);
    }
}

impl FolderLock {
    pub(super) fn take(dir: &Path) -> Result<Self, VaultError> {
        if files::is_read_only(dir) {
            return Err(VaultError::ReadOnly);
        }
        let doing = VaultError::io("Locking the vault");
        let mut options = File::options();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(dir.join("lock")).map_err(&doing)?;
        match FileExt::try_lock(&file) {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(VaultError::InUse),
            Err(TryLockError::Error(error)) => Err(doing(error)),
        }
    }
}

//! Dated copies of the vault, each a vault folder itself, checked before it counts as one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, Utc};

use super::error::VaultError;
use super::layout::Layout;
use super::ring::{DataKey, KeyRing};
use super::sealed::Sealed;
use super::{Notice, Vault, check, database, files, identity, unlock};

/// What a backup is called until it has been checked.
const PARTIAL: &str = ".partial-";
const STAMP: &str = "%Y%m%dT%H%M%SZ";

/// A backup that was made and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupInfo {
    /// The folder it is in.
    pub path: PathBuf,
    /// When it was taken, true to the second (R24).
    pub taken_at: DateTime<Utc>,
}

impl BackupInfo {
    /// How many bytes it takes on its disk; what cannot be read counts as nothing.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        let sizes = |dir: &Path| -> u64 {
            let entries = fs::read_dir(dir).into_iter().flatten().flatten();
            entries.filter_map(|entry| entry.metadata().ok()).filter(fs::Metadata::is_file).map(|file| file.len()).sum()
        };
        sizes(&self.path) + sizes(&Layout(self.path.clone()).keys())
    }
}

/// What looking into a backup found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyState {
    /// It opens, and every page of it is whole.
    Whole,
    /// It opens for somebody else: whoever looked was no reader when it was made, or has another passphrase since.
    ForOthers,
    /// It is not whole any more.
    Damaged,
}

/// A folder's name for this moment.
pub(super) fn stamp(now: DateTime<Utc>) -> String {
    now.format(STAMP).to_string()
}

/// The moment in the name of a folder; `-2` and so on may follow it.
pub(super) fn taken_at(name: &str) -> Option<DateTime<Utc>> {
    let stamp = name.split_once('-').map_or(name, |(stamp, _)| stamp);
    NaiveDateTime::parse_from_str(stamp, STAMP).ok().map(|time| time.and_utc())
}

/// The dated folders in `dir`, the oldest first; none where there is no such folder.
pub(super) fn listed(dir: &Path) -> io::Result<Vec<BackupInfo>> {
    if !dir.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let dated = taken_at(&entry.file_name().to_string_lossy());
        found.extend(dated.map(|taken_at| BackupInfo { path: entry.path(), taken_at }));
    }
    found.sort_by(|a, b| (a.taken_at, &a.path).cmp(&(b.taken_at, &b.path)));
    Ok(found)
}

/// Whether a copy opens with this key, and every page of it is as it was written.
fn is_whole(copy: &Layout, key: &DataKey) -> bool {
    database::open(copy, key).is_ok_and(|conn| check::everything(&conn).is_ok_and(|report| report.is_clean()))
}

impl Vault {
    /// Makes a backup in the vault's own folder, under `backups/<UTC stamp>/`, and checks it.
    ///
    /// # Errors
    /// [`VaultError::BackupNotMade`] when the copy does not pass its check; or what the disk said.
    pub fn backup(&mut self) -> Result<BackupInfo, VaultError> {
        self.copy_to(&self.layout.backups(), "")
    }

    /// Makes a backup as a new folder in `dir`, which should be on another disk or stick.
    ///
    /// # Errors
    /// As [`Vault::backup`].
    pub fn backup_to(&mut self, dir: &Path) -> Result<BackupInfo, VaultError> {
        self.copy_to(dir, "lanyard-backup-")
    }

    /// The backups in the vault's own folder, the oldest first.
    ///
    /// # Errors
    /// What the disk said.
    pub fn backups(&self) -> Result<Vec<BackupInfo>, VaultError> {
        listed(&self.layout.backups()).map_err(VaultError::io("Listing the backups"))
    }

    /// Opens a backup with the key of whoever opened this vault, and looks at every page. Nothing of it is changed.
    ///
    /// # Errors
    /// What the disk said, where not even looking was possible.
    pub fn check_backup(&self, backup: &Path) -> Result<CopyState, VaultError> {
        let copy = Layout(backup.to_path_buf());
        let mut for_others = false;
        for sealed in unlock::both(&copy.key_file())? {
            let ring = match self.identity.unseal(&sealed) {
                Ok(json) => KeyRing::parse(&json),
                Err(Sealed::NotForUs) => {
                    for_others = true;
                    continue;
                }
                Err(Sealed::Damaged) => continue,
            };
            let keys = ring.iter().flat_map(|ring| [Some(&ring.current), ring.next.as_ref().map(|next| &next.key)]);
            if keys.flatten().any(|key| is_whole(&copy, key)) {
                return Ok(CopyState::Whole);
            }
        }
        Ok(if for_others { CopyState::ForOthers } else { CopyState::Damaged })
    }

    /// Removes the oldest backups from the vault's own folder until so many are left; answers how many went. The newest
    /// stays, whatever is asked.
    ///
    /// # Errors
    /// What the disk said.
    pub fn keep_backups(&mut self, most: usize) -> Result<usize, VaultError> {
        let all = self.backups()?;
        let old = all.len().saturating_sub(most.max(1));
        for backup in &all[..old] {
            files::remove_dir(&backup.path).map_err(VaultError::io("Removing an old backup"))?;
        }
        if old > 0 {
            files::sync_dir(&self.layout.backups()).map_err(VaultError::io("Removing an old backup"))?;
        }
        Ok(old)
    }

    /// Makes a backup and removes every other one from the vault's own folder: after an erasure (R18), and after somebody
    /// lost access, the older ones still hold what should be gone.
    ///
    /// # Errors
    /// As [`Vault::backup`]; the older ones are removed only when the new one is there.
    pub fn replace_backups(&mut self) -> Result<BackupInfo, VaultError> {
        let old = self.backups()?;
        let made = self.backup()?;
        for backup in old {
            files::remove_dir(&backup.path).map_err(VaultError::io("Removing an old backup"))?;
        }
        files::sync_dir(&self.layout.backups()).map_err(VaultError::io("Removing an old backup"))?;
        if let Some(conn) = self.conn.as_mut() {
            identity::set_backups_due(conn, false).map_err(VaultError::sql("Noting the new backup"))?;
        }
        Ok(made)
    }

    /// Replaces backups that open with keys no longer in force, where there are any; says whether none is left.
    pub(super) fn replace_due_backups(&mut self) -> bool {
        let none = self.backups().is_ok_and(|backups| backups.is_empty());
        let done = match self.conn.as_mut() {
            Some(conn) if none => identity::set_backups_due(conn, false).is_ok(),
            Some(_) => self.replace_backups().is_ok(),
            None => false,
        };
        if !done {
            self.notices.push(Notice::BackupsNotReplaced);
        }
        done
    }

    fn copy_to(&mut self, dir: &Path, prefix: &str) -> Result<BackupInfo, VaultError> {
        let doing = VaultError::io("Making a backup");
        database::checkpoint(self.conn()?).map_err(VaultError::sql("Making a backup"))?;
        if !dir.is_dir() {
            files::private_dir(dir).map_err(&doing)?;
        }
        let now = self.env.now().to_utc();
        let free = |n: u32| {
            let again = if n > 1 { format!("-{n}") } else { String::new() };
            Some(format!("{prefix}{}{again}", stamp(now))).filter(|name| !dir.join(name).exists())
        };
        let name = (1..=u32::MAX).find_map(free).unwrap_or_default();
        let partial = dir.join(format!("{PARTIAL}{name}"));
        files::remove_dir(&partial).map_err(&doing)?;

        // Reading the file beside an open connection would drop SQLite's lock on it when the reading ends.
        self.conn = None;
        let copied = self.copy_files(&partial);
        self.reopen()?;
        let copied = copied.map_err(&doing).and_then(|()| self.let_passing_rows_go(&Layout(partial.clone())));
        if let Err(error) = copied.and_then(|()| self.check_copy(&partial)) {
            // What is half made is no backup; that it could not be removed is the lesser trouble.
            _ = files::remove_dir(&partial);
            return Err(error);
        }
        let path = dir.join(name);
        fs::rename(&partial, &path).map_err(&doing)?;
        files::sync_dir(dir).map_err(&doing)?;
        Ok(BackupInfo { path, taken_at: now })
    }

    fn copy_files(&self, to: &Path) -> std::io::Result<()> {
        let to = Layout(to.to_path_buf());
        files::private_dir(&to.0)?;
        files::private_dir(&to.keys())?;
        files::copy(&self.layout.database(), &to.database())?;
        let readers = self.ring.readers.iter().map(|reader| &reader.handle);
        let key_files = readers.map(|handle| (self.layout.key_of(handle), to.key_of(handle)));
        for (from, to) in key_files.chain([(self.layout.key_file(), to.key_file())]) {
            for (from, to) in [(from.clone(), to.clone()), (files::second(&from), files::second(&to))] {
                if from.exists() {
                    files::copy(&from, &to)?;
                }
            }
        }
        files::sync_dir(&to.keys())?;
        files::sync_dir(&to.0)
    }

    /// Takes out of a copy what is of the moment: a form that is cleared is then nowhere (R1, R3).
    fn let_passing_rows_go(&self, copy: &Layout) -> Result<(), VaultError> {
        let doing = VaultError::sql("Making a backup");
        let mut conn = database::open(copy, &self.ring.current)?;
        let mut filled = Vec::new();
        for table in self.schema.passing {
            let any = format!("SELECT EXISTS (SELECT 1 FROM {table})");
            let is_filled: bool = conn.query_row(&any, [], |row| row.get(0)).map_err(&doing)?;
            filled.extend(is_filled.then_some(*table));
        }
        if filled.is_empty() {
            return Ok(());
        }
        database::settle(&conn).map_err(&doing)?;
        let tx = conn.transaction().map_err(&doing)?;
        for table in filled {
            tx.execute(&format!("DELETE FROM {table}"), []).map_err(&doing)?;
        }
        tx.commit().and_then(|()| database::checkpoint(&conn)).map_err(&doing)
    }

    fn check_copy(&self, copy: &Path) -> Result<(), VaultError> {
        let copy = Layout(copy.to_path_buf());
        let doing = VaultError::io("Checking the backup");
        let same_key =
            files::read(&copy.key_file()).map_err(&doing)? == files::read(&self.layout.key_file()).map_err(&doing)?;
        if same_key && is_whole(&copy, &self.ring.current) { Ok(()) } else { Err(VaultError::BackupNotMade) }
    }
}

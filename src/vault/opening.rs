//! Opening a vault: nothing on disk changes until it is known that it opens.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::cause::Cause;
use super::error::VaultError;
use super::layout::{FolderLock, Layout};
use super::memory::Memory;
use super::ring::KeyRing;
use super::sealed::Identity;
use super::secret::Passphrase;
use super::unlock::{self, OpenedRing, Unlocked};
use super::{Notice, Schema, Vault, backup, change, check, database, files, identity, room, set_aside, swap};
use crate::domain::staff::Handle;
use crate::env::Env;

/// What opened the database: a connection, and whether it was the next key that did it.
pub(super) struct OpenedDatabase {
    pub(super) conn: Connection,
    pub(super) rekeyed: bool,
}

impl Vault {
    /// Opens a vault with somebody's passphrase, or with the recovery code under the handle [`super::RECOVERY`].
    ///
    /// # Errors
    /// [`VaultError`] says by name what is wrong; nothing on disk was changed then.
    pub fn open(
        dir: &Path,
        handle: &Handle,
        passphrase: &Passphrase,
        schema: Schema,
        env: &Env,
    ) -> Result<Self, VaultError> {
        Self::open_as(dir, Some(handle), |layout| unlock::by_passphrase(layout, handle, passphrase), schema, env)
    }

    /// Opens a vault, or a copy of one, with an age identity that is kept elsewhere: the organisation's own key.
    ///
    /// # Errors
    /// As [`Vault::open`]; [`VaultError::NotAnIdentity`] when the text is none.
    pub fn open_with_identity(dir: &Path, identity: &str, schema: Schema, env: &Env) -> Result<Self, VaultError> {
        let identity = Identity::parse(identity)?;
        Self::open_as(dir, None, |_| Ok(vec![Unlocked::held(identity)]), schema, env)
    }

    pub(super) fn open_as(
        dir: &Path,
        handle: Option<&Handle>,
        unlock: impl FnOnce(&Layout) -> Result<Vec<Unlocked>, VaultError>,
        schema: Schema,
        env: &Env,
    ) -> Result<Self, VaultError> {
        let layout = Layout(dir.to_path_buf());
        if set_aside::is_one(dir) {
            return Err(VaultError::IsSetAside);
        }
        if !layout.database().is_file() && !layout.restore_journal().is_file() {
            return Err(without_database(&layout));
        }
        let lock = FolderLock::take(dir)?;
        let notices = swap::resume(&layout)?.into_iter().collect();
        Self::open_locked(layout, lock, handle, unlock, schema, env, notices)
    }

    pub(super) fn open_locked(
        layout: Layout,
        lock: FolderLock,
        handle: Option<&Handle>,
        unlock: impl FnOnce(&Layout) -> Result<Vec<Unlocked>, VaultError>,
        schema: Schema,
        env: &Env,
        mut notices: Vec<Notice>,
    ) -> Result<Self, VaultError> {
        if !layout.database().is_file() {
            return Err(without_database(&layout));
        }
        let mut unlocked = unlock(&layout)?;
        let cut_off = room::holds_anything(&layout.wal());
        let (opened, OpenedDatabase { conn, rekeyed }) = first_that_opens(&layout, &unlocked, handle)?;
        let doing = VaultError::sql("Opening the database");
        let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(&doing)?;
        let version = usize::try_from(version).map_err(|_| VaultError::NotAVault)?;
        if version > schema.migrations.len() {
            return Err(VaultError::TooNew);
        }
        if cut_off {
            // A log that was damaged while it was being moved into the database could leave pages of two times in it,
            // each of them good by itself.
            if !check::structure(&conn).is_ok_and(|faults| faults.is_empty()) {
                return Err(VaultError::DamagedPage);
            }
            notices.push(Notice::CutOff);
        }

        // It opens: from here on the folder is put in order.
        database::settle(&conn).map_err(&doing)?;
        repair(&layout, &opened, &unlocked[opened.by], &mut notices)?;
        let (mut conn, ring) = change::complete(&layout, conn, &opened.ring, rekeyed)?;
        if opened.ring.next.is_some() {
            notices.push(Notice::KeyChangeFinished { generation: ring.generation });
        }
        let own = identity::read(&conn).map_err(&doing)?;
        if own.key_files.len() > 1 {
            identity::accept(&mut conn, ring.generation, &[ring.hash()?]).map_err(&doing)?;
        }
        migrate(&mut conn, version, schema.migrations)?;
        // What this computer remembers is of the desk that people work in.
        let is_set_aside = set_aside::is_one(&layout.0);
        let memory = if is_set_aside { None } else { Memory::recall(env.state_dir(), ring.vault_id) };
        if let Some(memory) = memory.filter(|memory| memory.generation > ring.generation) {
            notices.push(Notice::WentBack { remembered: memory.generation, found: ring.generation });
        }
        for dir in [layout.0.clone(), layout.keys()] {
            files::sweep(&dir).map_err(VaultError::io("Putting the folder in order"))?;
        }
        // No change is under way any more: a next key that is still there never came into force and opens nothing.
        layout.remove_next_keys().map_err(VaultError::io("Putting the folder in order"))?;
        let mut vault = Self {
            layout,
            conn: Some(conn),
            log_left: None,
            ring,
            reader: opened.reader,
            identity: unlocked.swap_remove(opened.by).identity,
            kdf: own.kdf,
            notices,
            schema,
            memory,
            env: env.clone(),
            _lock: lock,
        };
        if !is_set_aside {
            vault.remember_generation();
            // Whatever cut off a change of who may open this one.
            vault.let_set_asides_follow();
        }
        if own.backups_due {
            vault.replace_due_backups();
        }
        Ok(vault)
    }
}

/// What a folder without a database is: no vault, or one that lost it.
pub(super) fn without_database(layout: &Layout) -> VaultError {
    let key_file = layout.key_file();
    let sealed = key_file.is_file() || files::second(&key_file).is_file();
    if !sealed && layout.key_files().map_or(true, |found| found.is_empty()) {
        return VaultError::NotAVault;
    }
    let newest = backup::listed(&layout.backups()).unwrap_or_default().pop();
    let name = newest.and_then(|newest| Some(newest.path.file_name()?.to_string_lossy().into_owned()));
    VaultError::DatabaseMissing { newest_backup: name.map(|name| format!("backups/{name}")) }
}

/// The first copy of the key file that belongs to the database.
pub(super) fn first_that_opens(
    layout: &Layout,
    unlocked: &[Unlocked],
    handle: Option<&Handle>,
) -> Result<(OpenedRing, OpenedDatabase), VaultError> {
    let mut first_error = None;
    for opened in unlock::rings(layout, unlocked, handle)? {
        match open_database(layout, &opened.ring) {
            Ok(database) => return Ok((opened, database)),
            Err(error) => _ = first_error.get_or_insert(error),
        }
    }
    Err(first_error.unwrap_or(VaultError::KeyFileDamaged))
}

/// Opens the database with the ring's key, or with its next one where a change was cut off.
fn open_database(layout: &Layout, ring: &KeyRing) -> Result<OpenedDatabase, VaultError> {
    let opened = match (database::open(layout, &ring.current), &ring.next) {
        (Ok(conn), _) => OpenedDatabase { conn, rekeyed: false },
        (Err(VaultError::WrongKeyOrDamaged | VaultError::KeyFileMismatch), Some(next)) => {
            OpenedDatabase { conn: database::open(layout, &next.key)?, rekeyed: true }
        }
        (Err(error), _) => return Err(error),
    };
    let own = identity::read(&opened.conn).map_err(|error| match Cause::from(&error) {
        Cause::Damaged => VaultError::DamagedPage,
        cause => VaultError::Io { doing: "Opening the database", cause },
    })?;
    if own.vault_id != ring.vault_id.to_string() || !own.key_files.contains(&ring.hash()?) {
        return Err(VaultError::KeyFileMismatch);
    }
    Ok(opened)
}

/// Writes the key files that opened over copies that are missing, damaged or older.
fn repair(layout: &Layout, opened: &OpenedRing, by: &Unlocked, notices: &mut Vec<Notice>) -> Result<(), VaultError> {
    let own = by.key_file.as_ref().filter(|_| opened.ring.next.is_none());
    let own = own.map(|key_file| (layout.key_of(&opened.reader.handle), key_file));
    for (path, good) in own.into_iter().chain([(layout.key_file(), &opened.sealed)]) {
        let doing = VaultError::io("Repairing a key file");
        for copy in [path.clone(), files::second(&path)] {
            if files::read(&copy).map_err(&doing)?.as_ref() != Some(good) {
                files::write_whole(&copy, good).map_err(&doing)?;
                let file = copy.strip_prefix(&layout.0).unwrap_or(&copy).to_string_lossy().replace('\\', "/");
                notices.push(Notice::KeyFileRepaired { file });
            }
        }
    }
    Ok(())
}

/// Runs every pending migration in one transaction.
fn migrate(conn: &mut Connection, version: usize, migrations: &[&str]) -> Result<(), VaultError> {
    let pending = migrations.get(version..).unwrap_or_default();
    if pending.is_empty() {
        return Ok(());
    }
    let doing = |error: rusqlite::Error| VaultError::Migration(Cause::from(&error));
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(doing)?;
    for sql in pending {
        tx.execute_batch(sql).map_err(doing)?;
    }
    tx.pragma_update(None, "user_version", i64::try_from(migrations.len()).unwrap_or(i64::MAX)).map_err(doing)?;
    tx.commit().map_err(doing)?;
    database::checkpoint(conn).map_err(doing)
}

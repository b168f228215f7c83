//! Restoring a backup: the present vault is set aside, never overwritten.

use std::path::Path;

use super::change::Floor;
use super::error::VaultError;
use super::layout::{FolderLock, Layout};
use super::ring::{Kind, Reader};
use super::secret::Passphrase;
use super::set_aside::{Frozen, PREFIX, SetAside};
use super::{Notice, Schema, Vault, backup, files, set_aside, swap, unlock};
use crate::domain::staff::Handle;
use crate::env::Env;

/// Somebody's way into a vault.
#[derive(Clone, Copy)]
pub struct Access<'a> {
    /// The handle.
    pub handle: &'a Handle,
    /// The passphrase, or the recovery code under the handle [`super::RECOVERY`].
    pub passphrase: &'a Passphrase,
}

/// A vault restored from a backup, open.
#[derive(Debug)]
pub struct Restored {
    /// The restored vault. Its data key is a new one, and its generation is past every one seen before.
    pub vault: Vault,
    /// The vault that was there before, if there was one. [`Frozen::open`] reads it.
    pub set_aside: Option<SetAside>,
}

/// Restores the backup in `from` as the vault in `dir`. `backup` opens the backup, and `present` the vault that is in
/// `dir` now; often they are the same.
///
/// `prepare` gets the backup, open, checked and under its new key, while the present vault is still in its place, and the
/// present vault where that can be read: it replays what must not come undone. Only what it has finished is put in place,
/// so that a kill at any step leaves the present vault or the prepared one, and never a backup without what came after it.
///
/// Where the present vault can be read, its readers stay: a backup from before somebody was removed does not bring them
/// back. Where it cannot (that is what backups are for), the backup's readers come with it and a notice says so.
///
/// # Errors
/// [`VaultError::NotABackup`], a wrong passphrase for either, [`VaultError::BackupDamaged`], [`VaultError::BackupOfAnother`], what the disk said, or
/// what `prepare` said. The present vault is then as it was.
pub fn restore<E: From<VaultError>>(
    from: &Path,
    dir: &Path,
    backup: Access<'_>,
    present: Access<'_>,
    schema: Schema,
    env: &Env,
    prepare: impl FnOnce(&mut Vault, Option<&Frozen>) -> Result<(), E>,
) -> Result<Restored, E> {
    let (source, layout) = (Layout(from.to_path_buf()), Layout(dir.to_path_buf()));
    if set_aside::is_one(dir) {
        return Err(VaultError::IsSetAside.into());
    }
    if !source.database().is_file() {
        return Err(VaultError::NotABackup.into());
    }
    if !dir.exists() {
        files::private_dir(dir).map_err(VaultError::io("Making the vault's folder"))?;
    }
    let lock = FolderLock::take(dir)?;
    let mut notices: Vec<Notice> = swap::resume(&layout)?.into_iter().collect();
    let now = present_vault(&layout, present)?;
    if matches!(now, Present::Unreadable) {
        notices.push(Notice::ReadersFromBackup);
    }
    let opens_with = if matches!(now, Present::Readable(_)) { present } else { backup };
    let at = env.now().to_utc();
    let name = free_name(dir, &backup::stamp(at));
    let staged = stage(&source, &layout, backup, &now, schema, env)
        .map_err(E::from)
        .and_then(|mut vault| prepare(&mut vault, now.readable()))
        .and_then(|()| Ok(settle(&layout)?));
    drop(now);
    if let Err(error) = staged {
        // Nothing was decided; the next opening removes it where this does not.
        _ = files::remove_dir(&layout.restoring());
        return Err(error);
    }
    swap::swap(&layout, &name)?;

    let path = dir.join(name);
    let set_aside = path.is_dir().then_some(SetAside { path, at });
    let Access { handle, passphrase } = opens_with;
    let unlock = |layout: &Layout| unlock::by_passphrase(layout, handle, passphrase);
    let vault = Vault::open_locked(layout, lock, Some(handle), unlock, schema, env, notices)?;
    Ok(Restored { vault, set_aside })
}

/// A folder's name that no vault set aside before has.
fn free_name(dir: &Path, stamp: &str) -> String {
    let names = (2..=u32::MAX).map(|n| format!("{PREFIX}{stamp}-{n}"));
    let mut names = std::iter::once(format!("{PREFIX}{stamp}")).chain(names);
    names.find(|name| !dir.join(name).is_dir()).unwrap_or_default()
}

enum Present {
    None,
    Unreadable,
    Readable(Box<Frozen>),
}

impl Present {
    fn readable(&self) -> Option<&Frozen> {
        if let Self::Readable(frozen) = self { Some(frozen) } else { None }
    }
}

/// The vault that is there now. Who cannot open a whole vault cannot replace it with an older one either.
fn present_vault(layout: &Layout, by: Access<'_>) -> Result<Present, VaultError> {
    let has_keys = layout.key_files().is_ok_and(|found| !found.is_empty());
    if !layout.database().exists() && !layout.key_file().exists() && !has_keys {
        return Ok(Present::None);
    }
    match Frozen::open(&layout.0, by.handle, by.passphrase) {
        Ok(frozen) => Ok(Present::Readable(Box::new(frozen))),
        Err(error @ (VaultError::TooNew | VaultError::InUse | VaultError::ReadOnly)) => Err(error),
        Err(error) if error.is_refusal() && has_keys => Err(error),
        Err(_) => Ok(Present::Unreadable),
    }
}

/// Copies the backup to `restoring/`, checks it, and gives it the present readers and a new data key.
fn stage(
    source: &Layout,
    layout: &Layout,
    by: Access<'_>,
    present: &Present,
    schema: Schema,
    env: &Env,
) -> Result<Vault, VaultError> {
    let staged = Layout(layout.restoring());
    let doing = VaultError::io("Copying the backup");
    copy_vault(source, &staged).map_err(&doing)?;
    let unlock = |layout: &Layout| unlock::by_passphrase(layout, by.handle, by.passphrase);
    let mut vault = Vault::open_as(&staged.0, Some(by.handle), unlock, schema, env).map_err(|error| match error {
        VaultError::TooNew | VaultError::Io { .. } | VaultError::NoRandomness => error,
        error if error.is_refusal() => error,
        _ => VaultError::BackupDamaged,
    })?;
    if !vault.check()?.is_clean() {
        return Err(VaultError::BackupDamaged);
    }
    let (readers, floor) = match present {
        Present::Readable(present) if present.ring.vault_id != vault.id() => return Err(VaultError::BackupOfAnother),
        Present::Readable(present) => {
            let readers = present.ring.sealed_to().to_vec();
            take_over_key_files(layout, &staged, &readers, vault.readers()).map_err(&doing)?;
            let before = present.ring.in_the_end();
            (readers, Floor { generation: before.generation + 1, revoked_at: before.revoked_at })
        }
        Present::None | Present::Unreadable => (vault.readers().to_vec(), Floor::default()),
    };
    vault.change_key_to(readers, floor)?;
    Ok(vault)
}

/// Makes what is staged, and closed again, last.
fn settle(layout: &Layout) -> Result<(), VaultError> {
    let staged = Layout(layout.restoring());
    let doing = VaultError::io("Copying the backup");
    files::remove(&staged.0.join("lock")).map_err(&doing)?;
    files::sync_dir(&staged.keys()).and_then(|()| files::sync_dir(&staged.0)).map_err(&doing)
}

fn copy_vault(from: &Layout, to: &Layout) -> std::io::Result<()> {
    files::remove_dir(&to.0)?;
    files::private_dir(&to.0)?;
    files::private_dir(&to.keys())?;
    // A copy that somebody made of a whole folder may have a log, which is part of the database.
    for path in [from.database(), from.wal(), from.key_file(), files::second(&from.key_file())] {
        if let Some(name) = path.file_name().filter(|_| path.exists()) {
            files::copy(&path, &to.0.join(name))?;
        }
    }
    for path in from.key_files()? {
        if let Some(name) = path.file_name() {
            files::copy(&path, &to.keys().join(name))?;
        }
    }
    Ok(())
}

/// Brings the key files of the present readers to the backup's: as new ones, or as the next ones of readers it knows with
/// another key, which the change of the data key then puts in force.
pub(super) fn take_over_key_files(
    from: &Layout,
    to: &Layout,
    readers: &[Reader],
    known: &[Reader],
) -> std::io::Result<()> {
    for reader in readers.iter().filter(|reader| reader.kind != Kind::Organisation) {
        let target = match known.iter().find(|known| known.handle == reader.handle) {
            Some(known) if known.public_key == reader.public_key => continue,
            Some(_) => to.next_key_of(&reader.handle),
            None => to.key_of(&reader.handle),
        };
        for (from, to) in [
            (from.key_of(&reader.handle), target.clone()),
            (files::second(&from.key_of(&reader.handle)), files::second(&target)),
        ] {
            if let Some(contents) = files::read(&from)? {
                files::write_whole(&to, &contents)?;
            }
        }
    }
    Ok(())
}

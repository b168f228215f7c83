//! From a passphrase to the key ring: which of the key files open, and what it means when none does.

use std::path::Path;

use super::error::VaultError;
use super::files;
use super::layout::Layout;
use super::ring::{KeyRing, Reader};
use super::sealed::{Identity, Sealed};
use super::secret::{Passphrase, RecoveryCode};
use crate::domain::staff::Handle;

/// An identity that opened, and the file it came from.
pub(super) struct Unlocked {
    pub(super) identity: Identity,
    /// The contents of the key file, to repair its copies from; `None` for an identity that was given as text.
    pub(super) key_file: Option<Vec<u8>>,
    /// It came from a key that was not yet in force.
    is_next: bool,
}

impl Unlocked {
    /// An identity that came from no file of the vault.
    pub(super) fn held(identity: Identity) -> Self {
        Self { identity, key_file: None, is_next: false }
    }
}

/// Everything in `keys/` for this handle that this passphrase opens.
pub(super) fn by_passphrase(
    layout: &Layout,
    handle: &Handle,
    passphrase: &Passphrase,
) -> Result<Vec<Unlocked>, VaultError> {
    let typed;
    let secret = if handle.as_str() == super::RECOVERY {
        typed = RecoveryCode::parse(passphrase.expose()).ok_or_else(|| VaultError::WrongPassphrase(handle.clone()))?;
        typed.reveal()
    } else {
        passphrase.expose()
    };
    let mut unlocked = Vec::new();
    let mut wrong = false;
    let sealed = key_files_of(layout, handle)?;
    if sealed.is_empty() {
        return Err(VaultError::NoSuchReader(handle.clone()));
    }
    for (key_file, is_next) in &sealed {
        match Identity::unlock(key_file, secret) {
            Ok(identity) => {
                unlocked.push(Unlocked { identity, key_file: Some(key_file.clone()), is_next: *is_next });
            }
            Err(Sealed::NotForUs) => wrong = true,
            Err(Sealed::Damaged) => {}
        }
    }
    match (unlocked.is_empty(), wrong) {
        (false, _) => Ok(unlocked),
        (true, true) => Err(match owner_of_all(layout, handle, &sealed)? {
            Some(of) => VaultError::KeyFileExchanged { own: handle.clone(), of },
            None => VaultError::WrongPassphrase(handle.clone()),
        }),
        (true, false) => Err(VaultError::KeyFileDamaged),
    }
}

/// Another reader, where every one of these is a copy of a key file of somebody else's: then no passphrase of this handle's is wrong.
fn owner_of_all(layout: &Layout, handle: &Handle, own: &[(Vec<u8>, bool)]) -> Result<Option<Handle>, VaultError> {
    let doing = VaultError::io("Reading a key file");
    let mut owners = Vec::new();
    for path in layout.key_files().map_err(&doing)? {
        let Some(other) = Layout::handle_of(&path).filter(|other| other != handle) else { continue };
        let contents = files::read(&path).map_err(&doing)?;
        let at = own.iter().position(|(known, _)| Some(known) == contents.as_ref());
        owners.extend(at.map(|at| (at, other)));
    }
    let all = (0..own.len()).all(|at| owners.iter().any(|(of, _)| *of == at));
    Ok(owners.into_iter().next().filter(|_| all).map(|(_, other)| other))
}

/// The different contents of a handle's key files, the one in force first.
fn key_files_of(layout: &Layout, handle: &Handle) -> Result<Vec<(Vec<u8>, bool)>, VaultError> {
    let mut found: Vec<(Vec<u8>, bool)> = Vec::new();
    for (path, is_next) in [(layout.key_of(handle), false), (layout.next_key_of(handle), true)] {
        for path in [path.clone(), files::second(&path)] {
            if let Some(contents) = files::read(&path).map_err(VaultError::io("Reading a key file"))?
                && !found.iter().any(|(known, _)| *known == contents)
            {
                found.push((contents, is_next));
            }
        }
    }
    Ok(found)
}

/// A copy of `desk.key.age` that opened, with whom it was opened for.
pub(super) struct OpenedRing {
    pub(super) ring: KeyRing,
    pub(super) reader: Reader,
    /// The file's contents, to repair its second copy from.
    pub(super) sealed: Vec<u8>,
    /// Which of the identities opened it.
    pub(super) by: usize,
}

/// The different copies of `desk.key.age` that one of the identities opens, the newer one first.
pub(super) fn rings(layout: &Layout, by: &[Unlocked], handle: Option<&Handle>) -> Result<Vec<OpenedRing>, VaultError> {
    let copies = both(&layout.key_file())?;
    if copies.is_empty() {
        return Err(VaultError::KeyFileMissing);
    }
    let mut opened: Vec<OpenedRing> = Vec::new();
    let mut not_for_us = false;
    for sealed in copies {
        for (index, Unlocked { identity, .. }) in by.iter().enumerate() {
            let json = match identity.unseal(&sealed) {
                Ok(json) => json,
                Err(Sealed::NotForUs) => {
                    not_for_us = true;
                    continue;
                }
                Err(Sealed::Damaged) => continue,
            };
            let ring = KeyRing::parse(&json)?;
            match ring.reader_with(&identity.public_key()).cloned() {
                Some(reader) if handle.is_none_or(|handle| *handle == reader.handle) => {
                    opened.push(OpenedRing { ring, reader, sealed, by: index });
                    break;
                }
                _ => not_for_us = true,
            }
        }
    }
    match (opened.is_empty(), not_for_us, handle) {
        (false, ..) => Ok(opened),
        // Only a key that never came into force opened: for the one in force this passphrase was wrong.
        (true, true, Some(handle)) if by.iter().all(|unlocked| unlocked.is_next) => {
            Err(VaultError::WrongPassphrase(handle.clone()))
        }
        (true, true, _) => Err(VaultError::NotAReader),
        (true, false, _) => Err(VaultError::KeyFileDamaged),
    }
}

/// The different contents of a key file and of its second copy.
pub(super) fn both(path: &Path) -> Result<Vec<Vec<u8>>, VaultError> {
    let doing = VaultError::io("Reading desk.key.age");
    let first = files::read(path).map_err(&doing)?;
    let second = files::read(&files::second(path)).map_err(&doing)?.filter(|copy| Some(copy) != first.as_ref());
    Ok(first.into_iter().chain(second).collect())
}

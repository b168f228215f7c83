//! Who can open the vault: adding, removing, changing a passphrase. Nobody else's passphrase is ever needed.

use super::change::KeyChange;
use super::error::VaultError;
use super::ring::{Kind, Reader};
use super::sealed::{self, Identity};
use super::secret::{Passphrase, RecoveryCode};
use super::{ORGANISATION, RECOVERY, Vault, files, unlock};
use crate::domain::staff::{Handle, Role};

/// Somebody who is to open the vault with a passphrase.
pub struct NewReader {
    /// The short name they open it under.
    pub handle: Handle,
    /// What they are called on screen and in the audit: 1 to 200 characters.
    pub name: String,
    /// What the program lets them do.
    pub role: Role,
    /// Their passphrase.
    pub passphrase: Passphrase,
}

impl NewReader {
    pub(super) fn reader(&self, public_key: String) -> Result<Reader, VaultError> {
        let (handle, name) = (self.handle.clone(), usable(&self.name)?);
        Ok(Reader { handle, name, role: self.role, public_key, kind: Kind::Person })
    }
}

fn usable(name: &str) -> Result<String, VaultError> {
    let name = name.trim();
    let good = (1..=200).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if good { Ok(name.to_owned()) } else { Err(VaultError::UnusableName) }
}

impl Vault {
    /// Adds a person. They can open the vault, this one and its backups from now on.
    ///
    /// # Errors
    /// [`VaultError::HandleTaken`], [`VaultError::UnusableName`], or what the disk said.
    pub fn add_reader(&mut self, new: &NewReader) -> Result<(), VaultError> {
        self.require_free(&new.handle)?;
        self.conn()?;
        let identity = Identity::generate();
        let reader = new.reader(identity.public_key())?;
        let key_file = identity.lock(new.passphrase.expose(), self.kdf)?;
        // A key file that no list names opens nothing, so it can come first.
        files::write_twice(&self.layout.key_of(&new.handle), &key_file)
            .map_err(VaultError::io("Writing a key file"))?;
        self.add(reader)
    }

    /// Adds the organisation's own age public key, so that the office can open any copy of the vault. What that lets it
    /// read is everything: say so where this is switched on.
    ///
    /// # Errors
    /// [`VaultError::NotAPublicKey`], [`VaultError::HandleTaken`] when there is one already, or what the disk said.
    pub fn add_organisation(&mut self, name: &str, public_key: &str) -> Result<(), VaultError> {
        let handle = Handle::parse(ORGANISATION).map_err(|_| VaultError::UnusableName)?;
        if self.ring.readers.iter().any(|reader| reader.handle == handle) {
            return Err(VaultError::HandleTaken(handle));
        }
        let (name, public_key) = (usable(name)?, sealed::public_key(public_key)?);
        self.add(Reader { handle, name, role: Role::Office, public_key, kind: Kind::Organisation })
    }

    /// Gives another person another role. Their key stays: a role is the program's rule, and they could open the vault
    /// before.
    ///
    /// # Errors
    /// [`VaultError::UnknownHandle`], [`VaultError::OwnRole`] for whoever opened the vault, or what the disk said.
    pub fn change_role(&mut self, handle: &Handle, role: Role) -> Result<(), VaultError> {
        if self.find(handle)?.kind != Kind::Person {
            return Err(VaultError::UnknownHandle(handle.clone()));
        }
        if self.reader.handle == *handle {
            return Err(VaultError::OwnRole);
        }
        let mut readers = self.ring.readers.clone();
        for reader in readers.iter_mut().filter(|reader| reader.handle == *handle) {
            reader.role = role;
        }
        self.publish_readers(readers)
    }

    /// Removes a reader and changes the data key, so that no old copy of their files opens this vault again. The desk's
    /// signing key has to follow: see [`Vault::revoked_at`].
    ///
    /// # Errors
    /// [`VaultError::UnknownHandle`], [`VaultError::LastPerson`], or as [`Vault::change_data_key`].
    pub fn remove_reader(&mut self, handle: &Handle) -> Result<KeyChange, VaultError> {
        let removed = self.find(handle)?;
        let persons = self.ring.readers.iter().filter(|reader| reader.kind == Kind::Person).count();
        if removed.kind == Kind::Person && persons == 1 {
            return Err(VaultError::LastPerson);
        }
        let readers = self.ring.readers.iter().filter(|reader| reader.handle != *handle).cloned().collect();
        self.change_key(readers)
    }

    /// Makes sure that this is the passphrase of the person who opened the vault.
    ///
    /// # Errors
    /// [`VaultError::WrongPassphrase`]; or what the disk said.
    pub fn prove_passphrase(&self, passphrase: &Passphrase) -> Result<(), VaultError> {
        unlock::by_passphrase(&self.layout, &self.reader.handle, passphrase).map(drop)
    }

    /// Gives the person who opened the vault a new passphrase, with a new identity: the old one is treated as removed,
    /// since an old copy of its key file would otherwise still open the vault.
    ///
    /// # Errors
    /// [`VaultError::NotYourOwn`] for anybody else's, or as [`Vault::change_data_key`].
    pub fn change_passphrase(&mut self, handle: &Handle, new: &Passphrase) -> Result<KeyChange, VaultError> {
        if self.reader.handle != *handle || self.reader.kind != Kind::Person {
            return Err(VaultError::NotYourOwn);
        }
        self.replace_identity(handle, new.expose())
    }

    /// Makes a new recovery code; the printed one opens nothing any more.
    ///
    /// # Errors
    /// As [`Vault::change_data_key`].
    pub fn renew_recovery_code(&mut self) -> Result<(RecoveryCode, KeyChange), VaultError> {
        let handle = Handle::parse(RECOVERY).map_err(|_| VaultError::UnusableName)?;
        let code = RecoveryCode::random()?;
        let change = self.replace_identity(&handle, code.reveal())?;
        Ok((code, change))
    }

    fn replace_identity(&mut self, handle: &Handle, secret: &str) -> Result<KeyChange, VaultError> {
        self.find(handle)?;
        self.conn()?;
        let identity = Identity::generate();
        let key_file = identity.lock(secret, self.kdf)?;
        let mut readers = self.ring.readers.clone();
        for reader in readers.iter_mut().filter(|reader| reader.handle == *handle) {
            reader.public_key = identity.public_key();
        }
        self.let_into_set_asides(handle, &identity.public_key());
        // Beside the key in force, which stays until the database is encrypted anew.
        files::write_twice(&self.layout.next_key_of(handle), &key_file)
            .map_err(VaultError::io("Writing a key file"))?;
        let change = self.change_key(readers)?;
        if self.reader.handle == *handle {
            self.reader.public_key = identity.public_key();
            self.identity = identity;
        }
        Ok(change)
    }

    fn add(&mut self, reader: Reader) -> Result<(), VaultError> {
        let mut readers = self.ring.readers.clone();
        readers.push(reader);
        self.publish_readers(readers)
    }

    fn find(&self, handle: &Handle) -> Result<&Reader, VaultError> {
        let found = self.ring.readers.iter().find(|reader| reader.handle == *handle);
        found.ok_or_else(|| VaultError::UnknownHandle(handle.clone()))
    }

    fn require_free(&self, handle: &Handle) -> Result<(), VaultError> {
        let kept = matches!(handle.as_str(), RECOVERY | ORGANISATION);
        if kept || self.find(handle).is_ok() { Err(VaultError::HandleTaken(handle.clone())) } else { Ok(()) }
    }
}

//! The encrypted folder: keys, opening, changing a key, backup, restore, integrity.
//!
//! ```text
//! Open days.lanyard/
//!   desk.db               SQLCipher 4, opened with a raw key and its salt: x'<64 hex key><32 hex salt>'
//!   desk.key.age          that key, sealed to everyone who may open the vault (JSON; and desk.key.age.bak)
//!   keys/<handle>.age     a person's own age identity, under their passphrase (and <handle>.age.bak)
//!   backups/<UTC stamp>/  dated copies: each is a vault folder itself
//!   before-restore-…/     a vault that a restore replaced, until it is discarded; its readers follow those of this one
//!   lock                  one instance at a time
//! ```
//!
//! `age -d -i keys/alex.age desk.key.age` asks for Alex's passphrase and shows the key; any SQLCipher 4 opens `desk.db`
//! with it. Readers are those of the JSON, never those whose files lie in `keys/`; the database keeps the JSON's hash.
//!
//! Nothing is acknowledged before it is in `desk.db` and out of the log (R22): see [`Vault::write`]. Nothing is deleted or
//! made anew because it could not be opened. The limit of all this: whoever can open the vault holds its key.

mod backup;
mod cause;
mod change;
mod check;
mod create;
mod database;
mod error;
mod files;
mod for_readers;
mod identity;
mod layout;
mod memory;
mod notice;
mod opening;
mod outside;
mod readers;
mod restore;
mod ring;
mod room;
mod sealed;
mod secret;
mod set_aside;
mod swap;
mod unlock;
mod write;

use rusqlite::Connection;
use uuid::Uuid;

pub use backup::{BackupInfo, CopyState};
pub use cause::Cause;
pub use change::KeyChange;
pub use check::CheckReport;
pub use error::VaultError;
pub use identity::{are_backups_due, backups_are_due};
pub use notice::Notice;
pub use outside::{FromOutside, seen_from_outside};
pub use readers::NewReader;
pub use restore::{Access, Restored, restore};
pub use ring::{Kind, Reader};
pub use secret::{Kdf, Passphrase, PassphraseError, RecoveryCode, suggest_passphrase};
pub use set_aside::{Frozen, SetAside};
pub use write::WriteError;

use crate::env::Env;

/// The handle of the recovery code.
pub const RECOVERY: &str = "recovery";
/// The handle of the organisation's own key.
pub const ORGANISATION: &str = "organisation";

/// What the vault has to know of the tables in it.
#[derive(Clone, Copy)]
pub struct Schema {
    /// A statement list per schema version: the SQL at index i takes `user_version` from i to i + 1.
    pub migrations: &'static [&'static str],
    /// Tables whose rows are of the moment: no backup holds them, so that what is cleared is nowhere else (R1).
    pub passing: &'static [&'static str],
}

/// An open vault. It holds the folder's lock and the database until it is dropped.
pub struct Vault {
    layout: layout::Layout,
    /// `None` after an error that only opening anew can judge. Declared before the lock, so that it closes first.
    conn: Option<Connection>,
    /// Why the log could not be emptied when the database was last opened again.
    log_left: Option<Cause>,
    ring: ring::KeyRing,
    reader: Reader,
    /// Their own, for as long as the vault is open: what was put down elsewhere is taken in with it.
    identity: sealed::Identity,
    kdf: Kdf,
    notices: Vec<Notice>,
    /// What brings a database up to date: one that was set aside, too.
    schema: Schema,
    memory: Option<memory::Memory>,
    env: Env,
    _lock: layout::FolderLock,
}

impl Vault {
    /// Who opened it.
    #[must_use]
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Everyone who can open it, in the order in which they were added.
    #[must_use]
    pub fn readers(&self) -> &[Reader] {
        &self.ring.readers
    }

    /// The vault's id, which it keeps through every change of key and every restore.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.ring.vault_id
    }

    /// Which data key is in force, counted from 1.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.ring.generation
    }

    /// The generation in which somebody last lost access: a removed person or an old passphrase.
    ///
    /// A signing key that was made in an earlier generation is no longer in force, since that somebody may have copied
    /// it. Note the generation beside the key, and compare after every opening and every removal: then no kill can leave
    /// an old one in use.
    #[must_use]
    pub fn revoked_at(&self) -> u64 {
        self.ring.revoked_at
    }

    /// What the person who opened the vault should know; new ones are added at the end.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Makes sure that this is the passphrase of whoever opened the vault, in force now.
    ///
    /// # Errors
    /// [`VaultError::WrongPassphrase`], or what kept the key file from being read.
    pub fn confirm(&self, passphrase: &Passphrase) -> Result<(), VaultError> {
        let handle = &self.reader.handle;
        let unlocked = unlock::by_passphrase(&self.layout, handle, passphrase)?;
        let is_theirs = |key: &str| self.ring.reader_with(key).is_some_and(|reader| reader.handle == *handle);
        if unlocked.iter().any(|unlocked| is_theirs(&unlocked.identity.public_key())) {
            Ok(())
        } else {
            Err(VaultError::WrongPassphrase(handle.clone()))
        }
    }

    /// The database, for reading. Writes go through [`Vault::write`], which alone makes them last.
    ///
    /// # Errors
    /// [`VaultError::Unusable`] after an error of the disk that closed the database.
    pub fn conn(&self) -> Result<&Connection, VaultError> {
        self.conn.as_ref().ok_or(VaultError::Unusable)
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vault").field("generation", &self.ring.generation).finish_non_exhaustive()
    }
}

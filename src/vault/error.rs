//! Everything that can go wrong with a vault. Each is a sentence: what happened, what is safe, what to do.

use std::io;

use super::cause::Cause;
use crate::domain::staff::Handle;

/// Why the vault could not do what was asked. Where opening failed, nothing on disk was changed (R22).
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The key file of this handle exists, and this passphrase does not open it.
    #[error("The passphrase for {0} is not right. Nothing was changed; try again.")]
    WrongPassphrase(Handle),
    /// Every copy of a handle's key file is a copy of another reader's, which no passphrase of theirs opens.
    #[error(
        "The key file of {own} is a copy of that of {of}: one was copied over the other. Nothing was changed. Put keys/{own}.age back \
         from a backup, {}.",
        anew(.own)
    )]
    KeyFileExchanged {
        /// Whose it should be.
        own: Handle,
        /// Whose it is.
        of: Handle,
    },
    /// `keys/` has nothing for this handle. Who the readers are is told only by what a key file opens, so nobody knows whether
    /// there is no such person or their key file is gone.
    #[error(
        "There is no key file for {0}: either nobody opens this vault as {0}, or the file is missing. Nothing was changed. \
         Check the spelling of the handle. If it is right, put keys/{0}.age back from a backup, or open the desk as recovery, \
         with the recovery code, and add them again."
    )]
    NoSuchReader(Handle),
    /// An open vault has nobody of this handle.
    #[error("Nobody opens this vault as {0}. Nothing was changed; check the spelling of the handle.")]
    UnknownHandle(Handle),
    /// The key is a good one, but the vault is not sealed to it: a removed person, an old passphrase, a foreign file.
    #[error(
        "This key does not open the vault any more, or never did. Nothing was changed. If the passphrase was changed, \
         use the new one; otherwise ask the lead to add you."
    )]
    NotAReader,
    /// The text is no age identity (`AGE-SECRET-KEY-1…`).
    #[error("This is not an age identity, which begins with AGE-SECRET-KEY-1. Nothing was changed.")]
    NotAnIdentity,
    /// The text is no age public key (`age1…`).
    #[error("This is not an age public key, which begins with age1. Nothing was changed.")]
    NotAPublicKey,
    /// The first page of the database does not yield to the key that belongs to it.
    #[error(
        "The database does not open with its key: the key is wrong or the beginning of the file is damaged. Nothing was \
         changed. Keep the folder as it is and restore a backup beside it."
    )]
    WrongKeyOrDamaged,
    /// A page after the first does not pass its check.
    #[error(
        "A page of the database is damaged. Nothing was changed. Keep the folder as it is and restore the newest backup."
    )]
    DamagedPage,
    /// The file is shorter than it says it is.
    #[error("The database is cut short. Nothing was changed. Keep the folder as it is and restore the newest backup.")]
    Truncated,
    /// `desk.db` is a plain SQLite file.
    #[error("The database is not encrypted, so it is not one of this program's. Nothing was changed.")]
    NotEncrypted,
    /// The folder holds no vault.
    #[error("There is no vault in this folder. Nothing was changed; check which folder it is.")]
    NotAVault,
    /// The key files are there, and the database that they open is not.
    #[error(
        "The database desk.db is missing from this vault's folder, while its key files are there. Nothing was changed; keep the \
         folder as it is. {}",
        newest(.newest_backup.as_deref())
    )]
    DatabaseMissing {
        /// The newest backup inside the folder, from there.
        newest_backup: Option<String>,
    },
    /// The folder that is to be restored holds no backup.
    #[error("There is no backup in the folder that was named. Nothing was changed; name the folder of one backup.")]
    NotABackup,
    /// The folder is one that a restore set aside.
    #[error(
        "This is a desk that a restore set aside, and nobody works in it. Nothing was changed. Open the desk that it lies \
         in; if the restore was a mistake, restore this folder there as a backup."
    )]
    IsSetAside,
    /// The folder to create a vault in has something in it.
    #[error("This folder is not empty, so no vault was made in it. Choose a new folder.")]
    NotEmpty,
    /// The folder that it is to lie in is not there.
    #[error(
        "The folder that the vault is to lie in is not there. Nothing was made; check its name, and that the stick is \
         plugged in."
    )]
    NoPlace,
    /// Written by a newer version of the program.
    #[error("This vault was written by a newer version of the program. Nothing was changed; use that version.")]
    TooNew,
    /// Another instance holds the vault.
    #[error("The vault is already open, here or in another window. Nothing was changed; close it there first.")]
    InUse,
    /// `desk.key.age` and `desk.db` belong to different vaults or different times.
    #[error(
        "The key file and the database do not belong together: one of them was exchanged or is an old copy. Nothing was \
         changed. Put back the right desk.key.age, or restore a backup."
    )]
    KeyFileMismatch,
    /// Neither `desk.key.age` nor its second copy is there.
    #[error("The key file desk.key.age is missing, and so is its copy. Nothing was changed; restore it from a backup.")]
    KeyFileMissing,
    /// A key file and its second copy cannot be read.
    #[error("A key file is damaged, and so is its copy. Nothing was changed; restore it from a backup.")]
    KeyFileDamaged,
    /// The folder or a file in it may not be written.
    #[error(
        "The vault may only be read here. Nothing was changed; make the folder writable, or copy it to another disk."
    )]
    ReadOnly,
    /// There is a reader of this handle already, or the program keeps it for itself.
    #[error("The handle {0} is taken. Nothing was changed; choose another one.")]
    HandleTaken(Handle),
    /// A name with nothing in it, or with control characters.
    #[error("The name is empty or contains control characters. Nothing was changed; type it again.")]
    UnusableName,
    /// The last person who opens the vault with a passphrase cannot be removed.
    #[error("This is the last person who can open the vault. Nothing was changed; add somebody else first.")]
    LastPerson,
    /// Only one's own passphrase can be changed.
    #[error(
        "A passphrase can be changed only by the person it belongs to. Nothing was changed. Who forgot theirs is removed \
         and added again."
    )]
    NotYourOwn,
    /// Nobody changes their own role: so there is always somebody left who may.
    #[error("Nobody can change their own role. Nothing was changed; ask another lead of the desk to do it.")]
    OwnRole,
    /// Nobody removes themselves, for the same reason.
    #[error("Nobody can remove themselves. Nothing was changed; ask another lead of the desk to do it.")]
    OwnRemoval,
    /// Not enough room to change the data key, which writes the database anew.
    #[error(
        "There is too little room on the disk to change the key. Nothing was changed; free some space and try again."
    )]
    NoRoom,
    /// A change of readers or of the data key was interrupted.
    #[error(
        "The change was not finished. {0} Nothing is lost: open the vault again, which finishes or undoes the change."
    )]
    ChangeInterrupted(Cause),
    /// The database had to be closed after an error of the disk.
    #[error("The vault was closed after an error of the disk. What was saved before is safe; open the vault again.")]
    Unusable,
    /// The copy that was to be a backup does not pass its check.
    #[error(
        "No backup was made: the copy does not pass its check. The vault is as it was; check it, and the disk of the copy."
    )]
    BackupNotMade,
    /// The backup does not pass its check.
    #[error("The backup is damaged, so it was not used. The vault is as it was; choose another backup.")]
    BackupDamaged,
    /// The backup belongs to another vault.
    #[error("The backup is one of another vault, so it was not used. The vault is as it was; choose another backup.")]
    BackupOfAnother,
    /// A migration of the schema failed.
    #[error("The database could not be brought up to date. {0} It is as it was before.")]
    Migration(Cause),
    /// The operating system gave no random bytes.
    #[error("The system gives no random numbers, so no key was made. Nothing was changed; restart the computer.")]
    NoRandomness,
    /// Reading or writing failed.
    #[error("{doing} failed. {cause} Nothing that was saved is lost.")]
    Io {
        /// What was being done, as the beginning of a sentence.
        doing: &'static str,
        /// Why it failed.
        cause: Cause,
    },
}

impl VaultError {
    pub(super) fn io(doing: &'static str) -> impl Fn(io::Error) -> Self {
        move |error| match Cause::from(&error) {
            Cause::ReadOnly => Self::ReadOnly,
            cause => Self::Io { doing, cause },
        }
    }

    pub(super) fn sql(doing: &'static str) -> impl Fn(rusqlite::Error) -> Self {
        move |error| Self::Io { doing, cause: Cause::from(&error) }
    }

    /// Whether the fault lies with who is asking, not with the vault.
    pub(super) fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::WrongPassphrase(_)
                | Self::KeyFileExchanged { .. }
                | Self::NoSuchReader(_)
                | Self::NotAReader
                | Self::NotAnIdentity
        )
    }
}

/// What to restore where the database is gone.
fn newest(backup: Option<&str>) -> String {
    match backup {
        Some(backup) => {
            format!(
                "A backup restores it: the newest one in the folder is {backup}; one on another medium may be newer."
            )
        }
        None => "A backup restores it: none lies in the folder, so look for the one on another medium.".to_owned(),
    }
}

/// How a reader whose key file is gone gets in again.
fn anew(own: &Handle) -> String {
    if own.as_str() == super::RECOVERY {
        "or have a lead make a new recovery code".to_owned()
    } else {
        format!("or have a lead, or whoever holds the recovery code, remove {own} and add them again")
    }
}

//! What the person who opened the vault should know, although it opened.

use std::fmt;

/// Something found, repaired or finished while the vault was opened or used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A key file or its second copy was missing or damaged and was written anew from the other one.
    KeyFileRepaired {
        /// The file, such as `desk.key.age` or `keys/alex.age`.
        file: String,
    },
    /// The program was cut off while it was writing; what was acknowledged is there and the database is whole.
    CutOff,
    /// A change of the data key that had been interrupted was carried through.
    KeyChangeFinished {
        /// The generation of the key that is now in force.
        generation: u64,
    },
    /// The folder is older than what this computer remembers of it (R22): an old copy was put in its place.
    WentBack {
        /// The newest generation that this computer has seen.
        remembered: u64,
        /// The generation of the folder as it is.
        found: u64,
    },
    /// The desk has not done as much as this computer remembers of it (R22): an old copy was put in its place.
    FellBehind {
        /// The number of the last act that this computer has seen.
        remembered: u64,
        /// The number of the last act in the folder as it is.
        found: u64,
    },
    /// A backup was restored in the place of this folder since (R22): what is here is the desk from before that, or a copy of it.
    BeforeRestore {
        /// The newest epoch that this computer has seen.
        remembered: u32,
        /// The epoch of the folder as it is.
        found: u32,
    },
    /// This computer could not note how far the vault has got.
    NotRemembered,
    /// A restore that had been interrupted was carried through; the vault before it is in this folder.
    RestoreFinished {
        /// The name of the folder inside the vault's folder.
        set_aside: String,
    },
    /// A restore had been interrupted before it was decided, and was undone.
    RestoreUndone,
    /// The computer's clock is behind what was done here last (R24).
    ClockBehind {
        /// When that was, where the desk is.
        last: String,
    },
    /// Backups in the folder still open with keys that are no longer in force, and could not be replaced.
    BackupsNotReplaced,
    /// A vault that a restore set aside could not be given the keys that are in force now.
    SetAsideRemains,
    /// The vault before a restore could not be read, so its readers could not be taken over.
    ReadersFromBackup,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::KeyFileRepaired { file } => write!(f, "{file} was damaged or missing and was repaired from its copy."),
            Self::CutOff => f.write_str(
                "The program was cut off last time. Everything that was acknowledged is there and the database is whole.",
            ),
            Self::KeyChangeFinished { generation } => {
                write!(f, "A change of the key that was cut off is now finished (key number {generation}).")
            }
            Self::WentBack { remembered, found } => write!(
                f,
                "This folder is an older copy: its key is number {found}, and this computer has seen number {remembered}. \
                 Newer registrations may be missing; look for the newer folder."
            ),
            Self::FellBehind { remembered, found } => write!(
                f,
                "This folder is an older copy: its last act is number {found}, and this computer has seen number \
                 {remembered}. Newer registrations and withdrawals may be missing; look for the newer folder before you \
                 go on."
            ),
            Self::BeforeRestore { remembered, found } => write!(
                f,
                "This folder is an older copy: it is in epoch {found}, and this computer has seen epoch {remembered}, which \
                 began when a backup was restored. Newer registrations and withdrawals may be missing; look for the newer \
                 folder before you go on."
            ),
            Self::NotRemembered => {
                f.write_str("This computer could not note how far the vault has got, so an old copy would go unnoticed.")
            }
            Self::RestoreFinished { set_aside } => {
                write!(f, "A restore that was cut off is now finished. The vault before it is in {set_aside}.")
            }
            Self::ClockBehind { last } => write!(
                f,
                "The clock of this computer is behind what was done here last ({last}). Set it right: times that are written \
                 now would be wrong, and nothing is let go at the end of its period until then."
            ),
            Self::RestoreUndone => f.write_str("A restore was cut off before it began to change anything, and was undone."),
            Self::BackupsNotReplaced => f.write_str(
                "Backups in this folder still open with old keys. Free some space on the disk and make a new backup.",
            ),
            Self::SetAsideRemains => f.write_str(
                "A desk that a restore set aside could not be locked anew, so it may still open for people who were removed, or \
                 with an old passphrase. Remove it as soon as nobody needs it: lanyard set-aside list shows it.",
            ),
            Self::ReadersFromBackup => f.write_str(
                "The vault before the restore could not be read, so those who could open the backup can open this one. \
                 Check the list of readers.",
            ),
        }
    }
}

//! Why a disk said no, in the few kinds that somebody at the desk can act on.

use std::{fmt, io};

use rusqlite::ErrorCode;

/// Why something could not be read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// No room left on the disk, or for this user on it.
    DiskFull,
    /// The disk or stick reported an error while reading, writing or syncing.
    MediumError,
    /// The folder or the disk may only be read.
    ReadOnly,
    /// A folder or a file is not where it should be.
    NotThere,
    /// Another program holds the file.
    Busy,
    /// What was read is damaged.
    Damaged,
    /// Something else; the number is SQLite's extended result code or the system's error number, 0 where it gave none.
    Other(i32),
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DiskFull => f.write_str("The disk is full: free some space on it."),
            Self::MediumError => {
                f.write_str("The disk reported an error: make a backup on another disk and have this one checked.")
            }
            Self::ReadOnly => {
                f.write_str("The vault's folder may only be read: make it writable, or unlock the stick.")
            }
            Self::NotThere => f.write_str("A folder or a file is not there: is the disk or stick still plugged in?"),
            Self::Busy => f.write_str("Another program is using the vault's files: close it."),
            Self::Damaged => {
                f.write_str("What was read from the disk is damaged: check the vault, or restore a backup.")
            }
            Self::Other(0) => f.write_str("The system reported an error: try again, or use another disk."),
            Self::Other(code) => write!(f, "The system reported error {code}."),
        }
    }
}

impl From<&rusqlite::Error> for Cause {
    fn from(error: &rusqlite::Error) -> Self {
        let Some(error) = error.sqlite_error() else { return Self::Other(0) };
        match error.code {
            ErrorCode::DiskFull => Self::DiskFull,
            ErrorCode::SystemIoFailure => Self::MediumError,
            ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied => Self::ReadOnly,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed => Self::Busy,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged,
            _ => Self::Other(error.extended_code),
        }
    }
}

impl From<&io::Error> for Cause {
    fn from(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => Self::DiskFull,
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Self::ReadOnly,
            io::ErrorKind::NotFound => Self::NotThere,
            io::ErrorKind::ResourceBusy | io::ErrorKind::WouldBlock => Self::Busy,
            _ => match error.raw_os_error() {
                #[cfg(unix)]
                Some(5) => Self::MediumError, // EIO, which std has no name for
                code => Self::Other(code.unwrap_or(0)),
            },
        }
    }
}

impl Cause {
    /// The trouble with the disk that is at the bottom of `error`, if that is what it is: a refusal such as a broken
    /// constraint is not.
    #[must_use]
    pub fn beneath(error: &(dyn std::error::Error + 'static)) -> Option<Self> {
        let mut next = Some(error);
        while let Some(error) = next {
            if let Some(sqlite) = error.downcast_ref::<rusqlite::Error>() {
                return Some(Self::from(sqlite)).filter(|cause| !matches!(cause, Self::Other(_)));
            }
            next = error.source();
        }
        None
    }
}

//! What can go wrong with a batch, each in a sentence for the person at the desk or in the office.

use std::io;

use thiserror::Error;

use super::cell::CellProblem;
use super::chain::ChainError;
use super::keys::KeyError;

/// Why a batch was not written, opened or accepted. No message quotes a value out of a batch: at most a file's name, a
/// row's number and a column's name.
#[derive(Debug, Error)]
pub enum BatchError {
    /// The system refused to read or write a file. Whoever reads one may be its recipient, who has no vault.
    #[error("{} could not be {doing}. {} {}", doing.of_what(), cause(source, *doing), doing.what_is_safe())]
    Io {
        /// What was being done to it.
        doing: Doing,
        /// What the system said.
        source: io::Error,
    },
    /// A key is not what it should be.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The batches do not follow each other.
    #[error(transparent)]
    Chain(#[from] ChainError),

    // Writing.
    /// The header contradicts itself.
    #[error(
        "The first batch follows none and every other follows one. Nothing was written; this is a fault in Lanyard."
    )]
    NoPlaceInChain,
    /// A batch of this name is in the outbox already.
    #[error("The batch {file} is in the outbox already and was left as it is. Copy that one out.")]
    AlreadyThere {
        /// Its file name.
        file: String,
    },
    /// A file was added to a batch for the second time, or under a name that it may not have.
    #[error("The batch cannot take {entry} (again). Nothing was written; this is a fault in Lanyard.")]
    Entry {
        /// The file inside the batch.
        entry: String,
    },
    /// A row has another number of cells than its table has columns.
    #[error(
        "Row {row} of {file} has the wrong number of cells. Do not import any of this batch; ask the desk for it again."
    )]
    RowShape {
        /// The table's file.
        file: &'static str,
        /// The row, from 1, below the header.
        row: u64,
    },
    /// A cell holds what its column does not allow.
    #[error(
        "In {file}, row {row}, column {column}: {problem}. Do not import any of this batch; ask the desk for it again."
    )]
    Cell {
        /// The table's file.
        file: &'static str,
        /// The row, from 1, below the header.
        row: u64,
        /// The column.
        column: &'static str,
        /// What is wrong with it.
        problem: CellProblem,
    },
    /// A table points to a column that the batch does not have.
    #[error("{file} points to {target}, which this batch leaves out. Nothing was written; this is a fault in Lanyard.")]
    NoTarget {
        /// The table that points.
        file: &'static str,
        /// The table that it points to.
        target: &'static str,
    },
    /// A table was given up in the middle.
    #[error(
        "The batch was given up before it was complete. Nothing was written and nothing is lost; close the day again."
    )]
    GivenUp,
    /// What was read back is not what was written.
    #[error(
        "{} was {doing}, but what the disk gives back is something else, so that was removed again. {} Use another disk.",
        doing.of_what(),
        doing.what_is_safe()
    )]
    ReadBack {
        /// What was being done to it.
        doing: Doing,
    },

    // Opening.
    /// Not an age file.
    #[error("This file is not a sealed batch, or its beginning is damaged. Ask the desk to copy it out again.")]
    NotSealed,
    /// The key does not open it.
    #[error(
        "This key does not open the file: it is sealed to another, or its first lines are damaged. Ask the desk which key it used."
    )]
    WrongKey,
    /// The sealed bytes were changed or cut off.
    #[error("The sealed file is damaged or cut off. Import nothing from it; ask the desk to copy it out again.")]
    Damaged,
    /// The ZIP inside is broken.
    #[error("The file opens, but the ZIP inside it is broken. Import nothing from it; ask the desk for it again.")]
    BrokenZip,
    /// The manifest or its signature is not there.
    #[error("The batch has no {entry}. Import nothing from it; ask the desk for it again.")]
    NoManifest {
        /// The one that is missing.
        entry: &'static str,
    },
    /// The manifest cannot be read.
    #[error("The manifest of the batch cannot be read. Import nothing from it; ask the desk for it again.")]
    ManifestUnreadable,
    /// A later version of the format.
    #[error(
        "This batch has format version {found}, which this Lanyard does not know. Update Lanyard, then open it again."
    )]
    NewerFormat {
        /// The version that it has.
        found: u64,
    },

    // Verifying.
    /// The signature is not a signature.
    #[error("The signature of the batch cannot be read. Import nothing from it; ask the desk for it again.")]
    SignatureUnreadable,
    /// Another key signed it.
    #[error("Another desk signed this batch than the one you know. Import nothing; compare the key words by voice.")]
    WrongSigner,
    /// The right key, but the manifest was changed.
    #[error("The manifest was changed after the desk signed it. Import nothing from it; ask the desk for it again.")]
    ManifestAltered,
    /// The manifest names other keys than the file is sealed to.
    #[error("The batch was made for other readers than it is sealed to. Import nothing; ask the desk for it again.")]
    OtherReaders,
    /// The file was renamed.
    #[error(
        "The file has another name than the desk gave it. Rename it to {expected}, or check that it is the right one."
    )]
    Renamed {
        /// The name that the desk gave it.
        expected: String,
    },
    /// A path that could leave the folder it is unpacked in.
    #[error("The batch holds a file whose name could write outside its folder. Do not unpack it; tell the desk.")]
    UnsafeName,
    /// A name that occurs twice.
    #[error("The batch holds a file twice, or hides one. Import nothing from it; ask the desk for it again.")]
    Doubled,
    /// A file that the manifest does not list.
    #[error("The batch holds {entry}, which its manifest does not list. Import nothing from it; tell the desk.")]
    Unlisted {
        /// The file inside the batch.
        entry: String,
    },
    /// A file that the manifest lists is not there, or one that every batch has is not listed.
    #[error("The batch has no {entry}. Import nothing from it; ask the desk for it again.")]
    MissingFile {
        /// The file inside the batch.
        entry: String,
    },
    /// A file is not the one that the manifest lists.
    #[error("{entry} was changed after the batch was made. Import nothing from it; ask the desk for it again.")]
    Altered {
        /// The file inside the batch.
        entry: String,
    },
    /// A table has other columns than the format says.
    #[error("{file} has columns that this format does not know. Import nothing from it; ask the desk for it again.")]
    Columns {
        /// The table's file.
        file: &'static str,
    },
    /// A row is there twice.
    #[error(
        "Row {row} of {file} repeats the key of an earlier row. Import nothing from it; ask the desk for it again."
    )]
    RepeatedKey {
        /// The table's file.
        file: &'static str,
        /// The row, from 1, below the header.
        row: u64,
    },
    /// A row points to nothing.
    #[error("Row {row} of {file} points to no row of {target}. Import nothing from it; ask the desk for it again.")]
    Orphan {
        /// The table's file.
        file: &'static str,
        /// The row, from 1, below the header.
        row: u64,
        /// The table that it points to.
        target: &'static str,
    },

    // Copying and answering.
    /// A sealed file is gone that nobody has acknowledged.
    #[error(
        "The sealed batch {file} is not in the outbox any more, so it was not copied. Everything that was registered is safe \
         in the desk. If a stick has a copy of it, close the day to that stick: a whole copy is taken back from there. If none \
         has, remove the recipient and add it again under another code: it is then sent everybody anew."
    )]
    NotInOutbox {
        /// Its name.
        file: String,
    },
    /// A sealed file is not the one that was committed.
    #[error(
        "The sealed batch {file} was changed or damaged after it was made, so it was not copied. Everything that was \
         registered is safe in the desk. If a stick has a copy of it, close the day to that stick: a whole copy is taken \
         back from there. If none has, remove the recipient and add it again under another code: it is then sent everybody anew."
    )]
    NotAsSealed {
        /// Its name.
        file: String,
    },
    /// Another file has the name of the copy.
    #[error("There is another file called {file} in that folder. It was left as it is; choose another folder.")]
    InTheWay {
        /// Its name.
        file: String,
    },
    /// An acknowledgement that cannot be read.
    #[error("This acknowledgement cannot be read. The batch stays in the outbox; ask the recipient for it again.")]
    AnswerUnreadable,
    /// An acknowledgement that the recipient did not sign.
    #[error(
        "The recipient's key did not sign this acknowledgement. The batch stays in the outbox; tell the recipient."
    )]
    AnswerUnsigned,
    /// An acknowledgement of another batch.
    #[error("This acknowledgement is about another batch. The batch stays in the outbox; ask for the right one.")]
    AnswerToAnother,
}

impl BatchError {
    /// A failure while writing. The sealing thread's own error travels inside an `io::Error`, since it passes through
    /// writers of other crates; it is taken out again.
    pub(crate) fn writing(source: io::Error) -> Self {
        source.downcast().unwrap_or_else(|source| Self::Io { doing: Doing::Writing, source })
    }

    /// Why the system refused, in a sentence for somebody who can do something about it; nothing where it did not refuse.
    #[must_use]
    pub fn refusal(&self) -> Option<String> {
        match self {
            Self::Io { doing, source } => Some(cause(source, *doing)),
            _ => None,
        }
    }

    /// A failure while reading.
    pub(crate) fn reading(source: io::Error) -> Self {
        Self::Io { doing: Doing::Reading, source }
    }
}

/// What was being done to something sealed when the disk refused: it decides what is safe.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Doing {
    /// A batch is sealed for the first time.
    Writing,
    /// A file is read, by the desk or by its recipient.
    Reading,
    /// A batch is copied out of the desk's outbox.
    Copying,
    /// A batch is copied back into the outbox, from a copy elsewhere.
    TakingBack,
    /// Something that is in no file yet is put down elsewhere, because the desk's own disk refused it.
    PuttingDown,
}

impl Doing {
    fn of_what(self) -> &'static str {
        match self {
            Self::PuttingDown => "The sealed file",
            _ => "The batch",
        }
    }

    /// Where everything is that was not lost by it.
    #[must_use]
    pub fn what_is_safe(self) -> &'static str {
        match self {
            Self::Writing => "The answers are safe in the vault.",
            Self::Reading => "Nothing was changed.",
            Self::Copying => "It is safe in the desk's outbox.",
            Self::TakingBack => "The copy that it was taken from is safe.",
            Self::PuttingDown => "What was to be in it is not saved anywhere yet: leave it open.",
        }
    }
}

impl std::fmt::Display for Doing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Writing => "written",
            Self::Reading => "read",
            Self::Copying => "copied",
            Self::TakingBack => "taken back",
            Self::PuttingDown => "put down",
        })
    }
}

/// Why a file could not be read or written, in the few kinds that somebody can act on. What the system says itself may name
/// a file that nobody ever sees.
fn cause(error: &io::Error, doing: Doing) -> String {
    match error.kind() {
        io::ErrorKind::NotFound if doing == Doing::Reading => "There is no such file: check its name.".to_owned(),
        io::ErrorKind::NotFound => "The folder or the file is gone: is the stick still plugged in?".to_owned(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem if doing != Doing::Reading => {
            "Nothing may be written there: choose another folder, or unlock the stick.".to_owned()
        }
        io::ErrorKind::PermissionDenied => "It may not be read here: copy it somewhere else first.".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "The disk is full: free some space on it, or use another one.".to_owned()
        }
        _ => match error.raw_os_error() {
            Some(code) => format!("The disk reported error {code}: try again, or use another one."),
            None => "The disk reported an error: try again, or use another one.".to_owned(),
        },
    }
}

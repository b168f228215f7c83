//! What lies sealed in the outbox until it is acknowledged (R22), and where it may be copied to. Every look at a file there
//! compares it with the digest that was committed when it was sealed.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::batch::copy_out::{copy_out_telling, look_at, take_back};
use crate::batch::digest::Digest;
use crate::batch::error::BatchError;
use crate::domain::act_kind::ActKind;
use crate::domain::code::Code;
use crate::store::{act, batches};

use super::{Closed, Desk, DeskError, Right};

/// Whether a folder is there and takes a file: asked before anything is begun that ends there. A folder that takes nothing
/// is the commonest wrong turn, and one that is made by itself lies on the laptop, not on the stick that was meant.
///
/// # Errors
/// [`DeskError::NoSuchFolder`], [`DeskError::FolderTakesNothing`].
pub fn takes_files(folder: &Path) -> Result<(), DeskError> {
    if !folder.is_dir() {
        return Err(DeskError::NoSuchFolder);
    }
    // Without a name where the system can: what is killed here leaves nothing on the stick.
    tempfile::tempfile_in(folder).map(drop).map_err(|_| DeskError::FolderTakesNothing)
}

/// Compares a copy with the digest that was committed when it was sealed, reading it from the disk itself (R22).
///
/// # Errors
/// [`BatchError::NotInOutbox`] where it is not there, [`BatchError::NotAsSealed`] where it is something else;
/// [`BatchError::Io`].
pub fn look_at_copy(copy: &Path, committed: &Digest) -> Result<(), BatchError> {
    look_at(copy, committed).map(drop)
}

/// A batch that lies in a folder, read back from there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CopiedOut {
    /// The copy.
    pub path: PathBuf,
    /// The outbox had no whole file of it any more, and has again: the one that was in the folder.
    pub taken_back: bool,
}

/// How far copying is, with word of each batch.
pub enum Copying<'a> {
    /// One is copied next.
    Begins {
        /// The batch.
        batch: &'a Closed,
        /// Which, from 0.
        file: usize,
        /// Of how many.
        of: usize,
    },
    /// So much of it is there and was read back.
    Goes {
        /// Which, from 0.
        file: usize,
        /// Of how many.
        of: usize,
        /// In thousandths.
        done: u16,
    },
    /// It was copied, or there is no whole file of it anywhere: [`BatchError::NotInOutbox`] or [`BatchError::NotAsSealed`].
    Ends {
        /// The batch.
        batch: &'a Closed,
        /// What came of it.
        copied: Result<CopiedOut, BatchError>,
    },
}

/// A sealed batch that nobody has acknowledged, and whose file in the outbox is not the one that was sealed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutboxFault {
    /// For whom.
    pub recipient: Code,
    /// Its number.
    pub sequence: u32,
    /// The name of its file.
    pub file: String,
    /// Whether there is no file at all.
    pub gone: bool,
}

impl std::fmt::Display for OutboxFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { recipient, sequence, file, gone } = self;
        let what = if *gone { "is not in the outbox any more" } else { "was changed or damaged in the outbox" };
        write!(
            f,
            "Batch {sequence} to {recipient} ({file}) {what}, and nobody has acknowledged it. Close the day to a stick that \
             has a copy of it: a whole copy is taken back from there."
        )
    }
}

impl Desk {
    /// Every batch to these recipients that nobody has acknowledged, oldest first. A closing that was cut off, or a stick
    /// that was full, may have left some in the outbox that were never copied out: whoever copies these loses none, since
    /// copying one again changes nothing (R22).
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; when there is no such recipient, or the vault cannot be read.
    pub fn waiting(&self, to: &[Code]) -> Result<Vec<Closed>, DeskError> {
        self.require(Right::Exports)?;
        self.waiting_for(to)
    }

    fn waiting_for(&self, to: &[Code]) -> Result<Vec<Closed>, DeskError> {
        let (conn, outbox) = (self.conn()?, self.outbox());
        let mut found: Vec<Closed> = Vec::new();
        for code in to {
            let recipient = self.recipient(code)?;
            if found.iter().any(|batch| batch.recipient == *code) {
                continue;
            }
            found.extend(batches::waiting(conn, recipient.id)?.into_iter().map(|batch| Closed {
                recipient: code.clone(),
                epoch: batch.epoch,
                sequence: batch.sequence,
                path: outbox.join(batch.file_name),
                file_sha256: Digest(batch.file_sha256),
                people: batch.people,
            }));
        }
        Ok(found)
    }

    /// Copies a sealed batch out, byte for byte, after comparing it with the digest that was committed. Where the outbox has
    /// it no more, or not as it was sealed, and `folder` has a whole copy, that one is taken back into the outbox first.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; [`DeskError::Batch`] with [`BatchError::NotInOutbox`] or [`BatchError::NotAsSealed`] where
    /// there is no whole file of it at either place, and as [`copy_out_telling`].
    pub fn copy_out(&mut self, batch: &Closed, folder: &Path) -> Result<CopiedOut, DeskError> {
        self.copy_out_telling(batch, folder, &mut |_| ())
    }

    fn copy_out_telling(
        &mut self,
        batch: &Closed,
        folder: &Path,
        tell: &mut dyn FnMut(u16),
    ) -> Result<CopiedOut, DeskError> {
        self.require(Right::Exports)?;
        let (sealed, committed) = (&batch.path, &batch.file_sha256);
        let lost = match copy_out_telling(sealed, committed, folder, tell) {
            Ok(path) => return Ok(CopiedOut { path, taken_back: false }),
            Err(lost @ (BatchError::NotInOutbox { .. } | BatchError::NotAsSealed { .. })) => lost,
            Err(error) => return Err(error.into()),
        };
        match take_back(sealed, committed, folder) {
            Ok(()) => {}
            Err(BatchError::NotInOutbox { .. } | BatchError::NotAsSealed { .. }) => return Err(lost.into()),
            Err(error) => return Err(error.into()),
        }
        let details = json!({ "recipient": batch.recipient, "sequence": batch.sequence });
        self.note(ActKind::TakeBackBatch, details)?;
        Ok(CopiedOut { path: copy_out_telling(sealed, committed, folder, tell)?, taken_back: true })
    }

    /// Copies every batch to these recipients that nobody has acknowledged: those that were sealed just now first, then earlier ones,
    /// since one that did not get to a stick because a closing was cut off is missed by its recipient. A batch of which there is no
    /// whole file keeps none of the others back. `tell` hears of each, and can stop it. Answers how many there were.
    ///
    /// # Errors
    /// As [`Desk::waiting`] and [`Desk::copy_out`]; what `tell` answers.
    pub fn copy_waiting<E: From<DeskError>>(
        &mut self,
        to: &[Code],
        folder: &Path,
        sealed: &[Closed],
        tell: &mut dyn FnMut(Copying<'_>) -> Result<(), E>,
    ) -> Result<usize, E> {
        let mut waiting = self.waiting(to)?;
        waiting.sort_by_key(|batch| !sealed.contains(batch));
        for (file, batch) in waiting.iter().enumerate() {
            tell(Copying::Begins { batch, file, of: waiting.len() })?;
            // A copy that is being made is not stopped in its middle.
            let mut goes = |done| _ = tell(Copying::Goes { file, of: waiting.len(), done });
            let copied = match self.copy_out_telling(batch, folder, &mut goes) {
                Err(DeskError::Batch(error @ (BatchError::NotInOutbox { .. } | BatchError::NotAsSealed { .. }))) => {
                    Err(error)
                }
                copied => Ok(copied?),
            };
            tell(Copying::Ends { batch, copied })?;
        }
        Ok(waiting.len())
    }

    /// Looks at every sealed file that nobody has acknowledged, whoever asks: it is part of every check. One of an earlier epoch that is not there is no fault: a
    /// restore into a new folder brings no outbox with it.
    ///
    /// # Errors
    /// When the vault or a file cannot be read.
    pub fn outbox_faults(&self) -> Result<Vec<OutboxFault>, DeskError> {
        let epoch = act::identity(self.conn()?)?.epoch;
        let codes: Vec<_> = self.recipients()?.into_iter().map(|recipient| recipient.code).collect();
        let mut faults = Vec::new();
        for Closed { recipient, epoch: of, sequence, path, file_sha256, .. } in self.waiting_for(&codes)? {
            let (file, gone) = match look_at(&path, &file_sha256) {
                Ok(_) => continue,
                Err(BatchError::NotInOutbox { .. }) if of < epoch => continue,
                Err(BatchError::NotInOutbox { file }) => (file, true),
                Err(BatchError::NotAsSealed { file }) => (file, false),
                Err(error) => return Err(error.into()),
            };
            faults.push(OutboxFault { recipient, sequence, file, gone });
        }
        Ok(faults)
    }
}

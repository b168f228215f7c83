//! What lies sealed in the outbox until it is acknowledged, and where it may be copied to.

use std::path::Path;

use crate::batch::digest::Digest;
use crate::domain::code::Code;
use crate::store::batches;

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
    let tried = tempfile::Builder::new().prefix(".lanyard-").tempfile_in(folder);
    tried.map(drop).map_err(|_| DeskError::FolderTakesNothing)
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
        let (conn, outbox) = (self.conn()?, self.outbox());
        let mut found = Vec::new();
        for code in to {
            let recipient = self.recipient(code)?;
            found.extend(batches::waiting(conn, recipient.id)?.into_iter().map(|batch| Closed {
                recipient: code.clone(),
                sequence: batch.sequence,
                path: outbox.join(batch.file_name),
                file_sha256: Digest(batch.file_sha256),
                people: batch.people,
            }));
        }
        Ok(found)
    }
}

//! Newer batches beside a backup, as somebody has them: files or a folder of them, and the keys that open them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::batch::keys::{RecipientIdentity, read_identity};
use crate::batch::signing::VerifyingKey;

use super::super::DeskError;

/// The end of every sealed batch's name.
const SEALED: &str = ".zip.age";

/// Batches that tell what came after a backup. It has no `Debug`: it holds keys.
pub struct NewerBatches {
    /// The batches, in any order.
    pub batches: Vec<PathBuf>,
    /// Who opens them.
    pub identities: Vec<RecipientIdentity>,
    /// The desk's key, where it changed after the backup.
    pub desk_key: Option<VerifyingKey>,
}

impl NewerBatches {
    /// Finds them: `batches` and `keys` are a file each, or a folder of files. `desk_key` is the line of the desk's public key,
    /// and blank where it did not change.
    ///
    /// # Errors
    /// [`DeskError::NoBatchesThere`]; [`DeskError::NoKeyFileThere`]; [`DeskError::NotADeskKey`].
    pub fn find(batches: &Path, keys: &Path, desk_key: &str) -> Result<Self, DeskError> {
        let named = |file: &PathBuf| file.to_string_lossy().ends_with(SEALED);
        let batches: Vec<_> = files(batches).into_iter().filter(named).collect();
        if batches.is_empty() {
            return Err(DeskError::NoBatchesThere);
        }
        let identities: Vec<_> = files(keys).iter().filter_map(|file| read_identity(file).ok()).collect();
        if identities.is_empty() {
            return Err(DeskError::NoKeyFileThere);
        }
        let desk_key = Some(desk_key.trim()).filter(|key| !key.is_empty());
        let desk_key = desk_key.map(|key| key.parse().map_err(|_| DeskError::NotADeskKey)).transpose()?;
        Ok(Self { batches, identities, desk_key })
    }
}

/// The file itself, or the files right in a folder, by their names.
fn files(place: &Path) -> Vec<PathBuf> {
    if !place.is_dir() {
        return vec![place.to_owned()];
    }
    let found = fs::read_dir(place).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<_> = found.filter(|path| path.is_file()).collect();
    files.sort_unstable();
    files
}

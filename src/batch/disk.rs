//! Files that appear whole or not at all, and reading what the disk really holds.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use tempfile::NamedTempFile;

/// What a file is called until it is whole. A killed program leaves such a file behind; it is sealed, and useless.
const UNFINISHED: (&str, &str) = ("unfinished-", ".part");

/// A file in `folder` that vanishes unless it is published.
pub(super) fn unfinished(folder: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(UNFINISHED.0).suffix(UNFINISHED.1).tempfile_in(folder)
}

/// Makes a folder where there is none, so that it survives a power cut.
///
/// # Errors
/// What the system says when it cannot be made.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    folder.parent().map_or(Ok(()), sync_folder)
}

/// Removes what a killed program left in `folder`, and says how many files that were. Call it when nothing is being
/// written there.
///
/// # Errors
/// What the system says when the folder cannot be read or a file cannot be removed.
pub fn clear_unfinished(folder: &Path) -> io::Result<usize> {
    let mut cleared = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(UNFINISHED.0) && name.ends_with(UNFINISHED.1) {
            fs::remove_file(entry.path())?;
            cleared += 1;
        }
    }
    Ok(cleared)
}

/// Gives a synced file its name, unless another has it, and syncs the folder.
pub(super) fn publish(file: NamedTempFile, path: &Path) -> io::Result<()> {
    file.persist_noclobber(path).map_err(|failed| failed.error)?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Gives a synced file its name, in the place of whatever has it, and syncs the folder.
pub(super) fn replace(file: NamedTempFile, path: &Path) -> io::Result<()> {
    file.persist(path).map_err(|failed| failed.error)?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Makes a new name in `folder` survive a power cut.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows keeps names in its journal and has no call for this.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Opens a file that was just synced, to read what the disk holds rather than what memory does.
///
/// Linux drops the pages it holds when asked; elsewhere the reading may be answered from memory.
pub(super) fn open_from_disk(path: &Path) -> io::Result<File> {
    let file = File::open(path)?;
    #[cfg(target_os = "linux")]
    rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed)?;
    Ok(file)
}

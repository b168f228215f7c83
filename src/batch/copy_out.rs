//! Copying a sealed batch to another medium, byte for byte and as often as wanted.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::digest::{Digest, digest_of};
use super::disk;
use super::error::BatchError;

/// Copies a sealed file into `folder` under its own name, syncs it, and compares what the disk gives back with the
/// original. A copy that is there already is compared and left; any other file of that name is left too (R22).
///
/// # Errors
/// [`BatchError::InTheWay`] when another file has the name; [`BatchError::ReadBack`] when the medium gave back something
/// else, which is removed again; [`BatchError::Io`]. The original is only read.
pub fn copy_out(sealed: &Path, folder: &Path) -> Result<PathBuf, BatchError> {
    let copying = BatchError::copying;
    let name = sealed.file_name().ok_or_else(|| copying(io::ErrorKind::InvalidInput.into()))?;
    let original = digest_of(File::open(sealed).map_err(copying)?).map_err(copying)?;
    place(&mut File::open(sealed).map_err(copying)?, &original, name, folder)
}

/// Puts something sealed that is in no file yet into `folder`, in the same way.
///
/// # Errors
/// As [`copy_out`].
pub fn put_out(sealed: &[u8], name: &str, folder: &Path) -> Result<PathBuf, BatchError> {
    place(&mut &*sealed, &(sealed.len() as u64, Digest::of(sealed)), OsStr::new(name), folder)
}

fn place(from: &mut dyn Read, original: &(u64, Digest), name: &OsStr, folder: &Path) -> Result<PathBuf, BatchError> {
    let copying = BatchError::copying;
    let path = folder.join(name);
    let in_the_way = || BatchError::InTheWay { file: name.to_string_lossy().into_owned() };
    let on_disk = |path: &Path| digest_of(disk::open_from_disk(path)?);

    if path.try_exists().map_err(copying)? {
        return if on_disk(&path).map_err(copying)? == *original { Ok(path) } else { Err(in_the_way()) };
    }
    let mut copy = disk::unfinished(folder).map_err(copying)?;
    io::copy(from, copy.as_file_mut()).map_err(copying)?;
    copy.as_file().sync_all().map_err(copying)?;
    if on_disk(copy.path()).map_err(copying)? != *original {
        return Err(BatchError::ReadBack);
    }
    disk::publish(copy, &path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => in_the_way(),
        _ => copying(error),
    })?;
    Ok(path)
}

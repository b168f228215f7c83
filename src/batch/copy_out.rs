//! Copying a sealed batch to another medium, byte for byte and as often as wanted.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::digest::{Digest, digest_of};
use super::disk;
use super::error::{BatchError, Doing};

/// Copies a sealed file into `folder` under its own name, syncs it, and compares what the disk gives back with what was
/// committed when it was sealed. A copy that is there already is compared and left; any other file of that name is left
/// too (R22).
///
/// # Errors
/// [`BatchError::NotInOutbox`] and [`BatchError::NotAsSealed`] before anything is written; [`BatchError::InTheWay`] when
/// another file has the name; [`BatchError::ReadBack`] when the medium gave back something else, which is removed again;
/// [`BatchError::Io`]. The original is only read.
pub fn copy_out(sealed: &Path, committed: &Digest, folder: &Path) -> Result<PathBuf, BatchError> {
    copy_out_telling(sealed, committed, folder, &mut |_| ())
}

/// The same, with word of how far it is, in thousandths: a stick takes its time, and giving back what it took does too.
///
/// # Errors
/// As [`copy_out`].
pub fn copy_out_telling(
    sealed: &Path,
    committed: &Digest,
    folder: &Path,
    tell: &mut dyn FnMut(u16),
) -> Result<PathBuf, BatchError> {
    let bytes = look_at(sealed, committed)?;
    let name = sealed.file_name().unwrap_or_default();
    let mut from = File::open(sealed).map_err(|source| BatchError::Io { doing: Doing::Copying, source })?;
    let mut passed = 0;
    let mut pass = |now: u64| {
        passed += now;
        // Every byte passes twice: there, and back.
        let done = (passed * 1000).checked_div(2 * bytes).unwrap_or(1000).min(1000);
        tell(u16::try_from(done).unwrap_or(1000));
    };
    place(&mut from, &(bytes, *committed), name, folder, Doing::Copying, &mut pass)
}

/// Compares a sealed file with what was committed when it was sealed, and says how many bytes it has.
///
/// # Errors
/// [`BatchError::NotInOutbox`], [`BatchError::NotAsSealed`]; [`BatchError::Io`].
pub fn look_at(sealed: &Path, committed: &Digest) -> Result<u64, BatchError> {
    let file = || sealed.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let found = disk::open_from_disk(sealed).and_then(digest_of).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => BatchError::NotInOutbox { file: file() },
        _ => BatchError::reading(error),
    })?;
    let (bytes, digest) = found;
    if digest == *committed { Ok(bytes) } else { Err(BatchError::NotAsSealed { file: file() }) }
}

/// Puts the copy of a sealed file that lies in `folder` back into the outbox, in place of one that is gone or damaged.
/// Only a copy with the committed digest is taken: it is the file that was sealed, byte for byte.
///
/// # Errors
/// [`BatchError::NotInOutbox`] and [`BatchError::NotAsSealed`] where `folder` has no such copy; [`BatchError::ReadBack`];
/// [`BatchError::Io`]. The outbox is then as it was.
pub fn take_back(sealed: &Path, committed: &Digest, folder: &Path) -> Result<(), BatchError> {
    let doing = Doing::TakingBack;
    let taking_back = |source| BatchError::Io { doing, source };
    let from = folder.join(sealed.file_name().unwrap_or_default());
    look_at(&from, committed)?;
    let outbox = sealed.parent().unwrap_or(Path::new("."));
    disk::make_folder(outbox).map_err(taking_back)?;
    let copy = copied(&mut File::open(&from).map_err(taking_back)?, committed, outbox, doing, &mut |_| ())?;
    disk::replace(copy, sealed).map_err(taking_back)
}

/// Puts something sealed that is in no file yet into `folder`, in the same way.
///
/// # Errors
/// As [`copy_out`].
pub fn put_out(sealed: &[u8], name: &str, folder: &Path) -> Result<PathBuf, BatchError> {
    place(
        &mut &*sealed,
        &(sealed.len() as u64, Digest::of(sealed)),
        OsStr::new(name),
        folder,
        Doing::PuttingDown,
        &mut |_| (),
    )
}

fn place(
    from: &mut dyn Read,
    original: &(u64, Digest),
    name: &OsStr,
    folder: &Path,
    doing: Doing,
    pass: Pass<'_>,
) -> Result<PathBuf, BatchError> {
    let copying = |source| BatchError::Io { doing, source };
    let path = folder.join(name);
    let in_the_way = || BatchError::InTheWay { file: name.to_string_lossy().into_owned() };
    let on_disk = |path: &Path| digest_of(disk::open_from_disk(path)?);

    if path.try_exists().map_err(copying)? {
        return if on_disk(&path).map_err(copying)? == *original { Ok(path) } else { Err(in_the_way()) };
    }
    let copy = copied(from, &original.1, folder, doing, pass)?;
    disk::publish(copy, &path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => in_the_way(),
        _ => copying(error),
    })?;
    Ok(path)
}

/// Hears of so many bytes more that were written, or read back.
type Pass<'p> = &'p mut dyn FnMut(u64);

/// So many bytes are written before they are synced: what waits in memory is on no stick, and nobody could say how far it is.
const AT_ONCE: u64 = 4 * 1024 * 1024;

/// A file in `folder` with these bytes, synced and read back, that vanishes unless it is given its name.
fn copied(
    from: &mut dyn Read,
    digest: &Digest,
    folder: &Path,
    doing: Doing,
    pass: Pass<'_>,
) -> Result<NamedTempFile, BatchError> {
    let copying = |source| BatchError::Io { doing, source };
    let mut copy = disk::unfinished(folder).map_err(copying)?;
    loop {
        let written = io::copy(&mut from.take(AT_ONCE), copy.as_file_mut()).map_err(copying)?;
        if written == 0 {
            break;
        }
        copy.as_file().sync_data().map_err(copying)?;
        pass(written);
    }
    copy.as_file().sync_all().map_err(copying)?;
    let back = disk::open_from_disk(copy.path()).and_then(|file| digest_of(Passing { file, pass })).map_err(copying)?;
    if back.1 == *digest { Ok(copy) } else { Err(BatchError::ReadBack { doing }) }
}

/// A file that tells how much of it was read.
struct Passing<'p> {
    file: File,
    pass: Pass<'p>,
}

impl Read for Passing<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        (self.pass)(read as u64);
        Ok(read)
    }
}

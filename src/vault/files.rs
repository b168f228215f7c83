//! Files that appear whole or not at all, and key files that exist twice.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// What a file is called while it is being written; such a file is left only by a crash, and holds nothing plain.
const WRITING: &str = ".writing-";

/// Makes a folder that only this user can enter.
pub(super) fn private_dir(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Makes an empty file that only this user can read, or fails where there is one.
pub(super) fn private_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes what was created, renamed or removed in `dir` last through a power cut. Windows does this by itself.
pub(super) fn sync_dir(dir: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
}

/// Replaces `path` by a file with these contents: after a crash there is the old one or the new one.
pub(super) fn write_whole(path: &Path, contents: &[u8]) -> io::Result<()> {
    let dir = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(WRITING).tempfile_in(dir)?;
    file.write_all(contents)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    sync_dir(dir)
}

/// The second copy of a key file.
pub(super) fn second(path: &Path) -> PathBuf {
    beside(path, ".bak")
}

/// The file whose name is this one's with `suffix` after it.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Writes a key file and then its second copy, so that the first is never the older one.
pub(super) fn write_twice(path: &Path, contents: &[u8]) -> io::Result<()> {
    write_whole(path, contents)?;
    write_whole(&second(path), contents)
}

/// The file's contents, or `None` where there is no file.
pub(super) fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(contents) => Ok(Some(contents)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Removes a file that may not be there.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Removes a folder, with what is in it, that may not be there.
pub(super) fn remove_dir(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Copies a file and syncs the copy.
pub(super) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let mut copy = private_file(to)?;
    io::copy(&mut File::open(from)?, &mut copy)?;
    copy.sync_all()
}

/// The first 16 bytes of a file, and its length in bytes.
pub(super) fn head(path: &Path) -> io::Result<([u8; 16], u64)> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut head = [0; 16];
    if length >= 16 {
        file.read_exact(&mut head)?;
    }
    Ok((head, length))
}

/// Removes what a crash left half written in `dir`.
pub(super) fn sweep(dir: &Path) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(WRITING) {
            remove(&entry.path())?;
        }
    }
    Ok(())
}

/// Whether the permissions say that nobody may write, which a superuser would not notice otherwise.
pub(super) fn is_read_only(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| (cfg!(unix) || found.is_file()) && found.permissions().readonly())
}

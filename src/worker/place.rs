//! What a folder is like before a desk is made in it, and the page with the recovery code.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::desk::{RecoveryCode, seen_from_outside};

use super::Failure;

/// What a folder is like.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// Which folder.
    pub folder: PathBuf,
    /// What is there.
    pub found: Found,
    /// How many bytes are free on its disk, where the system says.
    pub free: Option<u64>,
    /// The service that copies it to other computers, as far as its name tells.
    pub syncs_to: Option<&'static str>,
}

/// What is in a folder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// Nothing, so that a desk can be made there.
    Room,
    /// A desk.
    Desk,
    /// Something else.
    Other,
    /// It cannot be a folder.
    NoFolder,
}

/// Services that copy folders to other computers, by what their folders are called.
const SERVICES: [(&str, &str); 9] = [
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("icloud", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("sharepoint", "SharePoint"),
];

/// Where a person's desks usually are: beside their documents.
pub(super) fn usual() -> PathBuf {
    let dirs = directories::UserDirs::new();
    let documents = dirs.as_ref().map(|dirs| dirs.document_dir().unwrap_or_else(|| dirs.home_dir()));
    documents.unwrap_or_else(|| Path::new("")).join("Lanyard")
}

/// Looks at a folder; nothing is made.
pub(super) fn look(folder: &Path) -> Place {
    let standing = folder.ancestors().find(|path| path.exists());
    let found = if folder.as_os_str().is_empty() || !folder.is_absolute() || standing.is_none_or(Path::is_file) {
        Found::NoFolder
    } else if seen_from_outside(folder).is_desk {
        Found::Desk
    } else if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        Found::Other
    } else {
        Found::Room
    };
    let free = standing.and_then(free);
    Place { folder: folder.to_owned(), found, free, syncs_to: service(folder) }
}

/// How many bytes are free on the disk of a folder that is there, where the system says.
pub(super) fn free(folder: &Path) -> Option<u64> {
    fs4::available_space(folder).ok()
}

fn service(folder: &Path) -> Option<&'static str> {
    let names = folder.iter().map(|name| name.to_string_lossy().to_lowercase());
    names
        .flat_map(|name| SERVICES.iter().filter(move |(part, _)| name.contains(part)))
        .map(|(_, called)| *called)
        .next()
}

/// The name of the page with the code.
const PAGE: &str = "lanyard-recovery-key.txt";

/// Writes a page with the code, to be printed. Whoever has it opens the desk, so it does not go where the desk is.
pub(super) fn keep_code(code: &RecoveryCode, desk: &Path, into: &Path) -> Result<PathBuf, Failure> {
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if whole(into).starts_with(whole(desk)) {
        return Err(Failure::Said(BESIDE_THE_DESK.to_owned()));
    }
    let page = into.join(PAGE);
    let said = |error: std::io::Error| {
        let sentence = if error.kind() == std::io::ErrorKind::AlreadyExists { THERE_ALREADY } else { NOT_WRITTEN };
        Failure::Said(sentence.to_owned())
    };
    let mut file = tempfile::NamedTempFile::new_in(into).map_err(said)?;
    let name = desk.file_name().unwrap_or_default().to_string_lossy();
    let text = zeroize::Zeroizing::new(format!(
        "Recovery key\n\nDesk: {name}\n\n    {}\n\nIt opens the desk if every passphrase is lost. Anyone who holds it can \
         open the desk.\nPrint this page twice, delete this file, seal one copy in an envelope, and keep it in a locked \
         place,\nnot with the laptop. It has no letters I, L, O or U.\n",
        code.reveal()
    ));
    file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(said)?;
    file.persist_noclobber(&page).map_err(|error| said(error.error))?;
    Ok(page)
}

const BESIDE_THE_DESK: &str =
    "The key must not lie with the desk it opens. Nothing was written; choose another folder.";
const THERE_ALREADY: &str = "A page with a recovery key is there already. Nothing was written; choose another folder.";
const NOT_WRITTEN: &str = "The page could not be written there. Choose another folder, or copy the key by hand.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_syncs_is_known_by_its_name() {
        assert_eq!(service(Path::new("/home/desk/OneDrive - Calder Vale/Lanyard")), Some("OneDrive"));
        assert_eq!(service(Path::new("/home/desk/Dropbox/day.lanyard")), Some("Dropbox"));
        assert_eq!(service(Path::new("/home/desk/Documents/Lanyard")), None);
    }

    #[test]
    fn a_place_is_looked_at_and_not_made() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("a/b");
        let place = look(&inner);
        assert_eq!((place.found, inner.exists()), (Found::Room, false));
        assert!(place.free.is_some());
        std::fs::write(folder.path().join("file"), "x").unwrap();
        assert_eq!(look(folder.path()).found, Found::Other);
        assert_eq!(look(&folder.path().join("file/desk")).found, Found::NoFolder);
        assert_eq!(look(Path::new("desk")).found, Found::NoFolder);
    }
}

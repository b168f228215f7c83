//! A folder of its own for a test, and two questions about any folder: has it changed, and what can be read in it?

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// An empty folder that is gone with the test.
pub(crate) struct Folder(TempDir);

impl Folder {
    /// Makes it, in the system's place for temporary files.
    pub(crate) fn new() -> Self {
        Self(tempfile::Builder::new().prefix("lanyard-test-").tempdir().unwrap())
    }

    /// Makes it in another folder.
    pub(crate) fn inside(parent: &Path) -> Self {
        Self(tempfile::Builder::new().prefix("lanyard-test-").tempdir_in(parent).unwrap())
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Where something in it is, or would be.
    pub(crate) fn join(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(name)
    }

    /// The folder of that name in it, made where there is none, as a stick that is plugged in is there.
    pub(crate) fn made(&self, name: &str) -> PathBuf {
        let made = self.join(name);
        std::fs::create_dir_all(&made).unwrap();
        made
    }

    /// See [`hash_tree`].
    pub(crate) fn hash_tree(&self) -> Tree {
        hash_tree(self.path())
    }

    /// See [`find_bytes`].
    pub(crate) fn find_bytes(&self, needle: &[u8]) -> Vec<PathBuf> {
        find_bytes(self.path(), needle)
    }

    /// See [`find_text`].
    pub(crate) fn find_text(&self, needle: &str) -> Vec<PathBuf> {
        find_text(self.path(), needle)
    }
}

/// Copies a folder with what is in it.
pub(crate) fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_tree(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Everything below a folder: the path from there, and the SHA-256 of a file or the word `folder`.
pub(crate) type Tree = BTreeMap<PathBuf, String>;

/// What is below a folder, to show that something "changes nothing on disk": equal before and after.
pub(crate) fn hash_tree(folder: &Path) -> Tree {
    entries(folder)
        .into_iter()
        .map(|path| {
            let content = if path.is_dir() { "folder".to_owned() } else { hex::encode(Sha256::digest(read(&path))) };
            (path.strip_prefix(folder).unwrap().to_owned(), content)
        })
        .collect()
}

/// The files below a folder that hold these bytes.
pub(crate) fn find_bytes(folder: &Path, needle: &[u8]) -> Vec<PathBuf> {
    assert!(!needle.is_empty(), "every file holds nothing");
    entries(folder).into_iter().filter(|path| !path.is_dir() && holds(&read(path), needle)).collect()
}

/// The files and folders below a folder where this text can be read: in a name, or in a file as UTF-8 or UTF-16 of
/// either byte order.
pub(crate) fn find_text(folder: &Path, needle: &str) -> Vec<PathBuf> {
    assert!(!needle.is_empty(), "every file holds nothing");
    let little: Vec<u8> = needle.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = needle.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let readable = |path: &PathBuf| {
        if path.file_name().is_some_and(|name| name.to_string_lossy().contains(needle)) {
            return true;
        }
        let content = if path.is_dir() { Vec::new() } else { read(path) };
        [needle.as_bytes(), &little, &big].iter().any(|bytes| holds(&content, bytes))
    };
    entries(folder).into_iter().filter(readable).collect()
}

/// Every file below a folder, in order.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|path| !path.is_dir()).collect()
}

/// Every file and folder below a folder, in order.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                open.push(entry.path());
            }
            found.push(entry.path());
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()))
}

fn holds(content: &[u8], needle: &[u8]) -> bool {
    let first = needle[0];
    let mut rest = content;
    while let Some(at) = rest.iter().position(|&byte| byte == first) {
        if rest[at..].starts_with(needle) {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}

#[test]
fn a_tree_changes_with_content_names_and_empty_folders() {
    let folder = Folder::new();
    fs::create_dir(folder.join("inner")).unwrap();
    fs::write(folder.join("inner/a"), "one").unwrap();
    let before = folder.hash_tree();
    assert_eq!(before.len(), 2);
    assert_eq!(before, folder.hash_tree());

    fs::write(folder.join("inner/a"), "two").unwrap();
    let changed = folder.hash_tree();
    assert_ne!(before, changed);
    fs::rename(folder.join("inner/a"), folder.join("inner/b")).unwrap();
    let renamed = folder.hash_tree();
    assert_ne!(changed, renamed);
    fs::create_dir(folder.join("empty")).unwrap();
    assert_ne!(renamed, folder.hash_tree());
}

#[test]
fn text_is_found_in_every_form_and_nowhere_else() {
    let folder = Folder::new();
    let utf16: Vec<u8> = "Zoë Ångström".encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::create_dir(folder.join("inner")).unwrap();
    fs::write(folder.join("inner/utf8"), "…Zoë Zoë Ångström…").unwrap();
    fs::write(folder.join("utf16"), [b"x".as_slice(), &utf16].concat()).unwrap();
    fs::write(folder.join("Zoë Ångström.txt"), "").unwrap();
    fs::write(folder.join("other"), "Zoe Angstrom, Zoë Ångströ").unwrap();
    let expected = ["Zoë Ångström.txt", "inner/utf8", "utf16"].map(|name| folder.join(name));
    assert_eq!(folder.find_text("Zoë Ångström"), expected);
    assert_eq!(folder.find_bytes("Zoë Ångström".as_bytes()), [folder.join("inner/utf8")]);
    assert!(folder.find_bytes(b"\x00\x01\x02").is_empty());
}

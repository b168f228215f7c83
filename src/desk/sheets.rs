//! Writing what is printed and handed out: as PDF, and as Markdown to go on with.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::paper::Document;
use crate::vault::Cause;

use super::{Desk, DeskError};

impl Desk {
    /// Writes a document into a folder under a name that is free, twice; answers the files. What is half written is removed.
    pub(super) fn write_sheet(&self, document: &Document, name: &str, into: &Path) -> Result<Vec<PathBuf>, DeskError> {
        let pdf = document.to_pdf().map_err(|error| DeskError::NotWritten { cause: error.to_string() })?;
        let both = [("pdf", pdf), ("md", document.to_markdown().into_bytes())];
        let mut files = Vec::new();
        for (kind, bytes) in both {
            let path = into.join(format!("{name}.{kind}"));
            if let Err(failed) = write_new(&path, &bytes) {
                files.iter().for_each(|file| _ = fs::remove_file(file));
                return Err(failed);
            }
            files.push(path);
        }
        Ok(files)
    }
}

/// Writes a file that must be new, down to the disk. What is half written is removed.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), DeskError> {
    let not_written = |error: std::io::Error| DeskError::NotWritten { cause: cause_of(&error) };
    let mut file = fs::File::create_new(path).map_err(not_written)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| {
        _ = fs::remove_file(path);
        not_written(error)
    })
}

/// Why a file could not be written, for whoever chose its folder.
pub(super) fn cause_of(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::AlreadyExists => "It is there already: choose another folder.".to_owned(),
        std::io::ErrorKind::NotFound => "There is no such folder.".to_owned(),
        _ => Cause::from(error).to_string(),
    }
}

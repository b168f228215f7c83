//! Files that a command is given to read, as text.

use std::io::ErrorKind;
use std::path::Path;

use super::CliError;

/// The text of a file. `what` it is begins the sentence, where it cannot be read; `safe` says what was not done then.
pub(super) fn text_of(file: &Path, what: &str, safe: &str) -> Result<String, CliError> {
    std::fs::read_to_string(file).map_err(|error| {
        let (fault, then) = match error.kind() {
            ErrorKind::NotFound => ("is not there", "check its name"),
            ErrorKind::IsADirectory => ("is a folder", "name a file in it"),
            ErrorKind::InvalidData => ("is not text in UTF-8", "save it as UTF-8, and try again"),
            ErrorKind::PermissionDenied => ("may not be read by you", "copy it to where you may"),
            _ => ("could not be read", "try again, or copy it to this laptop first"),
        };
        CliError::say(format!("{what} {fault}. {safe}; {then}."))
    })
}

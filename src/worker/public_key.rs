//! A public key as somebody gives it: itself, or the file that it came in.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::Failure;

/// More than any such file has.
const LONGEST: u64 = 64 * 1024;

/// The key that is typed, or the one in the file whose whole path is typed: no key begins as a path does. What is a key is for
/// the desk to say.
pub(super) fn public_key(typed: &str) -> Result<String, Failure> {
    let path = Path::new(typed.trim());
    if !path.is_absolute() {
        return Ok(typed.trim().to_owned());
    }
    let mut text = String::new();
    let read = File::open(path).and_then(|file| file.take(LONGEST).read_to_string(&mut text));
    read.map_err(|_| said("That file could not be read. Nothing was added; check its name, or paste the key."))?;
    // `age-keygen` and `minisign` write comments above a key, each in a way of its own.
    let is_comment = |line: &str| line.starts_with('#') || line.starts_with("untrusted comment:");
    let mut keys = text.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line));
    match (keys.next(), keys.next()) {
        (Some(key), None) => Ok(key.to_owned()),
        _ => Err(said("That file does not hold one public key. Nothing was added; choose another, or paste the key.")),
    }
}

fn said(words: &str) -> Failure {
    Failure::Said(words.to_owned())
}

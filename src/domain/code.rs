//! The short codes that stand for an event or a recipient wherever a name would say too much.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A code of 1 to 32 characters out of `a` to `z`, `0` to `9` and `-`, not beginning with `-`.
///
/// Codes are what a sealed batch is called outside the program, so they carry no person's name and no purpose, and are
/// safe in a file name on every system.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

/// Why a text is not a [`Code`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CodeError {
    /// It is empty.
    #[error("Write a code of at least one character.")]
    Empty,
    /// It has more than [`Code::MOST`] characters.
    #[error("Write a code of at most 32 characters.")]
    TooLong,
    /// It has a character that a code cannot have, or begins with `-`.
    #[error("Use only a to z, 0 to 9 and -, and begin with a letter or a digit.")]
    Character,
}

impl Code {
    /// The most characters that a code has.
    pub const MOST: usize = 32;

    /// Reads a code.
    ///
    /// # Errors
    /// [`CodeError`] when it is empty, too long, or has other characters.
    pub fn new(text: &str) -> Result<Self, CodeError> {
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        match text.as_bytes() {
            [] => Err(CodeError::Empty),
            bytes if bytes.len() > Self::MOST => Err(CodeError::TooLong),
            [b'-', ..] => Err(CodeError::Character),
            bytes if bytes.iter().copied().all(allowed) => Ok(Self(text.to_owned())),
            _ => Err(CodeError::Character),
        }
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Code {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        Self::new(text)
    }
}

impl TryFrom<String> for Code {
    type Error = CodeError;

    fn try_from(text: String) -> Result<Self, CodeError> {
        Self::new(&text)
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

//! The people who work with the program: what they are called in it, and what each may do.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::coded::coded;

/// The short name under which somebody opens the vault, such as `alex`. It names a key file, so it need not be (and
/// often should not be) the person's own name.
///
/// One to 32 characters of `a` to `z`, `0` to `9` and `-`, and no name that Windows keeps for a device.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Handle(String);

/// Why a text is no [`Handle`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HandleError {
    /// Nothing, or more than 32 characters.
    #[error("A handle has between 1 and 32 characters.")]
    Length,
    /// A character outside `[a-z0-9-]`.
    #[error("A handle has only small letters a to z, digits and hyphens.")]
    Character,
    /// A name that Windows keeps for a device, so that no file there can be called so.
    #[error("This handle is reserved by Windows and cannot name a file. Choose another one.")]
    Reserved,
}

impl Handle {
    /// The longest handle, in characters.
    pub const MAX: usize = 32;

    /// Reads a handle as typed, without trimming or changing case.
    ///
    /// # Errors
    /// [`HandleError`] says which rule the text breaks.
    pub fn parse(text: &str) -> Result<Self, HandleError> {
        if text.is_empty() || text.len() > Self::MAX {
            return Err(HandleError::Length);
        }
        if !text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
            return Err(HandleError::Character);
        }
        if is_device(text) {
            return Err(HandleError::Reserved);
        }
        Ok(Self(text.to_owned()))
    }

    /// The handle as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_device(text: &str) -> bool {
    let numbered = |prefix| {
        text.strip_prefix(prefix).is_some_and(|rest: &str| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    matches!(text, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for Handle {
    type Err = HandleError;

    fn from_str(text: &str) -> Result<Self, HandleError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Handle {
    type Error = HandleError;

    fn try_from(text: String) -> Result<Self, HandleError> {
        Self::parse(&text)
    }
}

impl From<Handle> for String {
    fn from(handle: Handle) -> Self {
        handle.0
    }
}

/// What somebody may do. It is the program's rule: whoever can open the vault holds its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Registers and checks in, sees today's people, records requests.
    Desk,
    /// Also events, exports, people's rights, purge and staff.
    Lead,
    /// Also collects batches and imports their acknowledgements.
    Office,
    /// Also reads the audit and sets the rules of public release (R23).
    DataOfficer,
}

coded!(Role { Desk => "desk", Lead => "lead", Office => "office", DataOfficer => "data-officer" });

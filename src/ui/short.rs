//! Errors of codes, handles and passphrases in the few words that there is room for under a box.

use crate::domain::code::{Code, CodeError};
use crate::domain::staff::{Handle, HandleError};
use crate::worker::{Passphrase, PassphraseError};

/// What to do about a code, if anything.
pub(super) fn code(typed: &str) -> Option<&'static str> {
    Code::new(typed).err().map(|error| match error {
        CodeError::Empty => "Write a short name",
        CodeError::TooLong => "Shorten it to 32 characters",
        CodeError::Character => "Use a to z, 0 to 9 and -",
    })
}

/// What to do about a handle, if anything.
pub(super) fn handle(typed: &str) -> Option<&'static str> {
    Handle::parse(typed).err().map(|error| match error {
        HandleError::Length => "Write 1 to 32 characters",
        HandleError::Character => "Use a to z, 0 to 9 and -",
        HandleError::Reserved => "Choose another: Windows keeps this one",
    })
}

/// What to do about a new passphrase, if anything.
pub(super) fn passphrase(typed: &str) -> Option<&'static str> {
    Passphrase::new_for_vault(typed).err().map(|error| match error {
        PassphraseError::TooShort => "Write at least 12 characters",
        PassphraseError::TooCommon => "Choose another: others try this one first",
        PassphraseError::ControlCharacter => "Use characters that can be typed",
    })
}

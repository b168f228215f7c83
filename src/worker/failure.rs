//! Why something was not done, in the kinds that the window shows in different ways.

use crate::desk::{DeskError, VaultError};
use crate::domain::field_error::FieldError;
use crate::domain::notice_draft::NoticeFault;

/// What kept a request from being done. The sentences say what happened, what is safe and what to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failure {
    /// The form has errors; nothing of it was lost.
    Form(Vec<FieldError>),
    /// A correction makes a child of somebody, and no guardian has agreed (R11, R17).
    GuardianFirst(Vec<FieldError>),
    /// A file is no translation of the version (R13): what has to be put right in it.
    NoTranslation(Vec<NoticeFault>),
    /// The disk did not take it.
    NotSaved(String),
    /// There is no room on the disk.
    DiskFull(String),
    /// The clock is behind what was done here, so nobody knows what is due (R24).
    ClockBehind {
        /// When that was, where the desk is.
        last: String,
    },
    /// The passphrase is not right.
    WrongPassphrase,
    /// The desk is locked.
    Locked,
    /// The desk's thread is gone, which nothing but a fault of the program does.
    Gone,
    /// Anything else.
    Said(String),
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Form(_) => f.write_str("Something has to be put right before this can be saved. Nothing is lost."),
            Self::GuardianFirst(_) => {
                f.write_str("With that date of birth a parent or guardian has to agree first. Until then nothing is changed, and this person is in no batch.")
            }
            Self::WrongPassphrase => f.write_str("That passphrase is not right. Nothing was changed; try again."),
            Self::NoTranslation(faults) => write!(f, "{}", DeskError::TranslationFaults(faults.clone())),
            Self::Gone => f.write_str(
                "The desk has stopped working. What was saved is safe; what is on the screen is not saved. Write it down, \
                 close the program and start it again.",
            ),
            Self::Locked => f.write_str("The desk is locked. Unlock it, then try again."),
            Self::ClockBehind { last } => write!(f, "{}", DeskError::ClockBehind { last: last.clone() }),
            Self::NotSaved(sentence) | Self::DiskFull(sentence) | Self::Said(sentence) => f.write_str(sentence),
        }
    }
}

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::Form(errors) => Self::Form(errors),
            DeskError::GuardianFirst(errors) => Self::GuardianFirst(errors),
            DeskError::TranslationFaults(faults) => Self::NoTranslation(faults),
            DeskError::NotSaved { sentence, full: true } => Self::DiskFull(sentence),
            DeskError::NotSaved { sentence, full: false } => Self::NotSaved(sentence),
            DeskError::Vault(error) => error.into(),
            DeskError::ClockBehind { last } => Self::ClockBehind { last },
            other => Self::Said(other.to_string()),
        }
    }
}

impl From<VaultError> for Failure {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::WrongPassphrase(_) => Self::WrongPassphrase,
            other => Self::Said(other.to_string()),
        }
    }
}

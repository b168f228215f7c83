//! The chain of batches from one desk to one recipient: nothing is missing, repeated, reordered or altered.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::digest::Digest;
use super::header::Hex8;
use super::signing::VerifyingKey;
use super::verify::Verified;
use crate::domain::code::Code;

/// One place in a chain. A recipient keeps the last one it imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainPoint {
    /// The desk.
    pub desk: Hex8,
    /// The desk's epoch.
    pub epoch: Hex8,
    /// The recipient.
    pub recipient: Code,
    /// The batch's sequence.
    pub sequence: u32,
    /// The digest of its manifest.
    pub manifest: Digest,
}

/// What is wrong between batches that are each in order.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ChainError {
    /// A batch is not there.
    #[error("Batch {sequence} is missing. Nothing after it may be imported; ask the desk to copy it out again.")]
    Missing {
        /// The one that is missing.
        sequence: u32,
    },
    /// A batch is there twice, or was imported before.
    #[error("Batch {sequence} is here twice, or was imported before. Leave it out; nothing is lost.")]
    Repeated {
        /// The one that is repeated.
        sequence: u32,
    },
    /// The batches are all there, but not in their order.
    #[error("Batch {sequence} does not stand in its place. Put the batches in order of their numbers.")]
    Reordered {
        /// The first one out of order.
        sequence: u32,
    },
    /// A batch is not the one that the next batch was made after.
    #[error(
        "Batch {sequence} is not the one that the desk made: a batch after it names another. Import neither; ask the \
         desk to copy both out again."
    )]
    Altered {
        /// The one that differs.
        sequence: u32,
    },
    /// A batch of another desk.
    #[error("Batch {sequence} comes from another desk. Verify the batches of each desk apart.")]
    OtherDesk {
        /// The first of the other desk.
        sequence: u32,
    },
    /// A batch of another epoch.
    #[error(
        "Batch {sequence} belongs to another epoch of the desk, which begins when a backup is restored. Verify the \
         batches of each epoch apart."
    )]
    OtherEpoch {
        /// The first of the other epoch.
        sequence: u32,
    },
    /// A batch under a key that was replaced before it.
    #[error(
        "Batch {sequence} is signed with an older key of the desk than a batch before it. Whoever lost access to the desk may \
         have that key. Import nothing from it; call the desk."
    )]
    KeyWentBack {
        /// The first of them.
        sequence: u32,
    },
    /// A batch for somebody else.
    #[error("Batch {sequence} is for another recipient. Return it to the desk; do not import it.")]
    OtherRecipient {
        /// The first for somebody else.
        sequence: u32,
    },
}

/// Checks that `batches`, in this order, continue the chain after `after`, or begin it where that is `None`, and says
/// where the chain now ends.
///
/// # Errors
/// [`ChainError`] naming the first batch that is wrong.
pub fn verify_chain(batches: &[Verified], after: Option<&ChainPoint>) -> Result<Option<ChainPoint>, ChainError> {
    let links: Vec<(ChainPoint, Option<Digest>)> =
        batches.iter().map(|batch| (batch.point(), batch.statement().header.previous)).collect();
    let mut end = after.cloned();
    for (at, (point, previous)) in links.iter().enumerate() {
        if let Some(end) = &end {
            same_chain(end, point)?;
        }
        let expected = end.as_ref().map_or(1, |end| end.sequence.saturating_add(1));
        let others = || links.iter().map(|(other, _)| other);
        if point.sequence > expected {
            return Err(if others().any(|other| other.sequence == expected) {
                ChainError::Reordered { sequence: point.sequence }
            } else {
                ChainError::Missing { sequence: expected }
            });
        }
        if point.sequence < expected {
            let twin = after.into_iter().chain(others().take(at)).find(|twin| twin.sequence == point.sequence);
            let sequence = point.sequence;
            return Err(match twin {
                Some(twin) if twin.manifest != point.manifest => ChainError::Altered { sequence },
                Some(_) => ChainError::Repeated { sequence },
                None if after.is_some_and(|after| after.sequence > sequence) => ChainError::Repeated { sequence },
                None => ChainError::Reordered { sequence },
            });
        }
        if *previous != end.as_ref().map(|end| end.manifest) {
            return Err(ChainError::Altered { sequence: expected.saturating_sub(1).max(1) });
        }
        end = Some(point.clone());
    }
    Ok(end)
}

/// Checks that `batches`, in this order, are signed with one of the desk's `keys` each, the oldest first, and that none is
/// signed with an older one than a batch before it: a desk that has replaced its key signs nothing with the old one.
///
/// # Errors
/// [`ChainError::KeyWentBack`].
pub fn verify_keys(batches: &[Verified], keys: &[VerifyingKey]) -> Result<(), ChainError> {
    let mut newest = 0;
    for batch in batches {
        let statement = batch.statement();
        let signed_by = keys.iter().position(|key| key.fingerprint() == statement.signed_by);
        match signed_by {
            Some(key) if key >= newest => newest = key,
            _ => return Err(ChainError::KeyWentBack { sequence: statement.header.sequence }),
        }
    }
    Ok(())
}

fn same_chain(end: &ChainPoint, next: &ChainPoint) -> Result<(), ChainError> {
    let sequence = next.sequence;
    if next.desk != end.desk {
        Err(ChainError::OtherDesk { sequence })
    } else if next.recipient != end.recipient {
        Err(ChainError::OtherRecipient { sequence })
    } else if next.epoch != end.epoch {
        Err(ChainError::OtherEpoch { sequence })
    } else {
        Ok(())
    }
}

//! The recipient's answer: which rows of a batch it took, signed with its own key (R24).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::chain::ChainPoint;
use super::error::BatchError;
use super::header::FORMAT;
use super::signing::{SigningKey, VerifyingKey};

/// What became of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It was imported.
    Imported,
    /// It was there already and nothing changed.
    AlreadyThere,
    /// It was not imported. The desk keeps it.
    Rejected,
}

/// The answer for one registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowResult {
    /// The registration's id, as it was sent to this recipient.
    pub registration: Uuid,
    /// What became of it.
    pub result: Outcome,
}

/// A recipient's answer to one batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledgement {
    /// The version of the format.
    pub format: u32,
    /// The batch it answers, with the digest of that batch's manifest.
    #[serde(flatten)]
    pub batch: ChainPoint,
    /// One answer for each registration in it.
    pub rows: Vec<RowResult>,
}

/// An acknowledgement as it travels: two files, `….json` and `….json.minisig`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedAcknowledgement {
    /// The JSON.
    pub json: Vec<u8>,
    /// Its signature.
    pub signature: String,
}

impl Acknowledgement {
    /// An answer to this batch.
    #[must_use]
    pub fn new(batch: ChainPoint, rows: Vec<RowResult>) -> Self {
        Self { format: FORMAT, batch, rows }
    }

    /// Signs it with the recipient's minisign key.
    ///
    /// # Errors
    /// [`BatchError::Key`] when the key cannot sign.
    pub fn sign(&self, recipient: &SigningKey) -> Result<SignedAcknowledgement, BatchError> {
        let json = serde_json::to_vec_pretty(self).map_err(|error| BatchError::writing(error.into()))?;
        let signature = recipient.sign(&json, &format!("acknowledgement of batch {}", self.batch.sequence))?;
        Ok(SignedAcknowledgement { json, signature })
    }
}

impl SignedAcknowledgement {
    /// The answer, if `recipient` signed it and it is about `batch`.
    ///
    /// # Errors
    /// [`BatchError::AnswerUnsigned`], [`BatchError::AnswerUnreadable`] (also when it answers twice for one
    /// registration), [`BatchError::NewerFormat`], [`BatchError::AnswerToAnother`].
    pub fn verify(&self, recipient: &VerifyingKey, batch: &ChainPoint) -> Result<Acknowledgement, BatchError> {
        recipient.verify(&self.json, &self.signature).map_err(|_| BatchError::AnswerUnsigned)?;
        let answer: Acknowledgement = serde_json::from_slice(&self.json).map_err(|_| BatchError::AnswerUnreadable)?;
        if answer.format > FORMAT {
            return Err(BatchError::NewerFormat { found: u64::from(answer.format) });
        }
        if answer.batch != *batch {
            return Err(BatchError::AnswerToAnother);
        }
        let mut seen = std::collections::HashSet::new();
        if answer.rows.iter().all(|row| seen.insert(row.registration)) {
            Ok(answer)
        } else {
            Err(BatchError::AnswerUnreadable)
        }
    }
}

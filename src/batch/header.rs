//! What a batch says about itself: who sends it, to whom, for what, and its place among the others.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::chain::ChainPoint;
use super::digest::Digest;
use super::keys::Fingerprint;
use crate::domain::code::Code;
use crate::domain::notice::Contacts;

/// The version of the format. A reader refuses a later one.
pub const FORMAT: u32 = 1;

/// Four random bytes that name a desk, or an epoch of one; written as 8 hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hex8(pub [u8; 4]);

/// The text was not 8 lower-case hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("Write 8 digits out of 0 to 9 and a to f.")]
pub struct NotHex8;

impl fmt::Display for Hex8 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl FromStr for Hex8 {
    type Err = NotHex8;

    fn from_str(text: &str) -> Result<Self, NotHex8> {
        let mut bytes = [0; 4];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| NotHex8)?;
        // One spelling only, since it stands in file names.
        if text.bytes().any(|b| b.is_ascii_uppercase()) { Err(NotHex8) } else { Ok(Self(bytes)) }
    }
}

impl TryFrom<String> for Hex8 {
    type Error = NotHex8;

    fn try_from(text: String) -> Result<Self, NotHex8> {
        text.parse()
    }
}

impl From<Hex8> for String {
    fn from(hex: Hex8) -> Self {
        hex.to_string()
    }
}

/// A purpose that the batch is for, with its one lawful basis (R6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedPurpose {
    /// The purpose's code.
    pub purpose: String,
    /// The basis's code.
    pub basis: String,
}

/// How far the desk's audit log had got, so that the log can be checked against what others hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditHead {
    /// The number of its last row.
    pub sequence: u64,
    /// The commitment of its last row.
    pub hash: Digest,
}

/// What the desk decides about a batch before it writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchHeader {
    /// The desk.
    pub desk: Hex8,
    /// The desk's epoch: restoring a backup begins a new one, and with it a new chain.
    pub epoch: Hex8,
    /// The recipient's code.
    pub recipient: Code,
    /// The place among the batches of this desk and epoch to this recipient, from 1.
    pub sequence: u32,
    /// The event's code.
    pub event: Code,
    /// The purposes that the recipient may use it for.
    pub purposes: Vec<StatedPurpose>,
    /// By what people were chosen, in words; empty where nobody was left out but for lack of a permit (R10).
    #[serde(default)]
    pub selected_by: Vec<String>,
    /// Whom to ask about the data, as the notice of then says (R25); none in batches from before it was stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contacts: Option<Contacts>,
    /// The manifest of the batch before; `None` in the first.
    pub previous: Option<Digest>,
    /// The end of the desk's audit log.
    pub audit_head: AuditHead,
    /// When the batch was closed.
    #[serde(with = "utc_seconds")]
    pub created_at: DateTime<Utc>,
}

impl BatchHeader {
    /// `<event>_<desk8>_<recipient>_<epoch8>-<seq>.zip.age`: codes only, no names and no purposes.
    #[must_use]
    pub fn file_name(&self) -> String {
        let Self { event, desk, recipient, epoch, sequence, .. } = self;
        format!("{event}_{desk}_{recipient}_{epoch}-{sequence:04}.zip.age")
    }

    /// Its place in the chain, once its manifest is made.
    #[must_use]
    pub fn point(&self, manifest: Digest) -> ChainPoint {
        ChainPoint {
            desk: self.desk,
            epoch: self.epoch,
            recipient: self.recipient.clone(),
            sequence: self.sequence,
            manifest,
        }
    }
}

/// What the manifest holds under `lanyard`: the header, and what the writer adds to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The version of the format.
    pub format: u32,
    /// What the desk decided.
    #[serde(flatten)]
    pub header: BatchHeader,
    /// The age keys that the file is sealed to.
    pub sealed_to: Vec<Fingerprint>,
    /// The minisign key that signs the manifest. It only names the key: whoever verifies brings the key along.
    pub signed_by: Fingerprint,
}

/// `YYYY-MM-DDTHH:MM:SSZ`, as in the tables.
pub(super) mod utc_seconds {
    use chrono::{DateTime, NaiveDateTime, Utc};
    use serde::{Deserialize, Deserializer, Serializer, de};

    const FORM: &str = "%Y-%m-%dT%H:%M:%SZ";

    pub(in super::super) fn serialize<S: Serializer>(time: &DateTime<Utc>, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&time.format(FORM))
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime<Utc>, D::Error> {
        let text = String::deserialize(from)?;
        NaiveDateTime::parse_from_str(&text, FORM).map(|time| time.and_utc()).map_err(de::Error::custom)
    }
}

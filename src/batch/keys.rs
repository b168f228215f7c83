//! The keys of the two ends: whom a batch is sealed to, and who reads it back.

use std::fmt;
use std::fs;
use std::path::Path;
use std::str::FromStr;

use age::secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::key_words::KeyWords;
use super::signing::VerifyingKey;

/// Why a text is not a key. It never quotes the text, which may be a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum KeyError {
    /// Not an age public key.
    #[error(
        "This is not an age public key: it begins with age1 and has 62 characters. Ask the recipient for it again."
    )]
    NotARecipient,
    /// An age secret key was given where a public key belongs.
    #[error(
        "This is a secret key, which nobody else may have. Ask for the public key, which begins with age1, and have \
         the recipient replace the secret one."
    )]
    Secret,
    /// Not an age identity.
    #[error("This is not an age identity: it has one line that begins with AGE-SECRET-KEY-1.")]
    NotAnIdentity,
    /// Not a minisign public key.
    #[error("This is not a minisign public key: it has 56 characters and begins with RW. Ask for it again.")]
    NotAVerifyingKey,
    /// Not the secret key of a desk.
    #[error("The desk's signing key cannot be read. Nothing was signed; restore the vault from a backup.")]
    NotASigningKey,
    /// A new key could not be made, or did not pass its own check.
    #[error(
        "The system gave no usable random numbers. Nothing was signed or sealed; restart the computer and try again."
    )]
    NoKey,
}

/// The age public key (X25519) that a batch is sealed to.
#[derive(Clone, PartialEq, Eq)]
pub struct RecipientKey(age::x25519::Recipient);

impl RecipientKey {
    /// Its fingerprint, as manifests name it.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.to_string())
    }

    /// Six words to compare by voice.
    #[must_use]
    pub fn key_words(&self) -> KeyWords {
        KeyWords::of(&self.to_string())
    }

    pub(super) fn age(&self) -> &age::x25519::Recipient {
        &self.0
    }
}

impl FromStr for RecipientKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let text = text.trim();
        if text.get(..15).is_some_and(|start| start.eq_ignore_ascii_case("AGE-SECRET-KEY-")) {
            return Err(KeyError::Secret);
        }
        text.parse().map(Self).map_err(|_| KeyError::NotARecipient)
    }
}

impl fmt::Display for RecipientKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for RecipientKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecipientKey({self})")
    }
}

/// The age secret key (X25519) of whoever opens a batch.
pub struct RecipientIdentity(age::x25519::Identity);

impl RecipientIdentity {
    /// A new one.
    #[must_use]
    pub fn generate() -> Self {
        Self(age::x25519::Identity::generate())
    }

    /// The public key that belongs to it.
    #[must_use]
    pub fn public(&self) -> RecipientKey {
        RecipientKey(self.0.to_public())
    }

    /// The text of an identity file, for the one who keeps it.
    #[must_use]
    pub fn to_secret_text(&self) -> zeroize::Zeroizing<String> {
        zeroize::Zeroizing::new(self.0.to_string().expose_secret().to_owned())
    }

    pub(super) fn age(&self) -> &age::x25519::Identity {
        &self.0
    }
}

/// Reads an age identity file: lines that begin with `#` are comments, exactly one other holds the key.
impl FromStr for RecipientIdentity {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let mut keys = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        match (keys.next(), keys.next()) {
            (Some(key), None) => key.parse().map(Self).map_err(|_| KeyError::NotAnIdentity),
            _ => Err(KeyError::NotAnIdentity),
        }
    }
}

impl fmt::Debug for RecipientIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecipientIdentity(..)")
    }
}

/// An identity file that cannot be used.
#[derive(Debug, Error)]
pub enum NoIdentity {
    /// It is not there.
    #[error("The identity file could not be read. Nothing was opened; check its name.")]
    NotRead,
    /// It holds something else.
    #[error(
        "The identity file holds no AGE-SECRET-KEY line. Nothing was opened; name the file that `age-keygen` wrote."
    )]
    NoKey,
    /// The key in it is none.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// Reads an age identity file, as `age-keygen` writes it: comments, and one `AGE-SECRET-KEY-1…` line.
///
/// # Errors
/// [`NoIdentity`].
pub fn read_identity(file: &Path) -> Result<RecipientIdentity, NoIdentity> {
    /// More than any such file has.
    const LONGEST: u64 = 64 * 1024;
    let length = fs::metadata(file).map_err(|_| NoIdentity::NotRead)?.len();
    if length > LONGEST {
        return Err(NoIdentity::NoKey);
    }
    let text = fs::read_to_string(file).map(zeroize::Zeroizing::new).map_err(|_| NoIdentity::NotRead)?;
    let line = text.lines().map(str::trim).find(|line| line.starts_with("AGE-SECRET-KEY-"));
    Ok(line.ok_or(NoIdentity::NoKey)?.parse()?)
}

/// Both public keys of a recipient: what batches are sealed to, and what signs its acknowledgements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipientKeys {
    /// Batches are sealed to this.
    pub age: RecipientKey,
    /// Acknowledgements are signed with the secret half of this.
    pub minisign: VerifyingKey,
}

impl RecipientKeys {
    /// Reads both, each as its own tool writes it.
    ///
    /// # Errors
    /// [`KeyError`] naming the one that cannot be read.
    pub fn parse(age: &str, minisign: &str) -> Result<Self, KeyError> {
        Ok(Self { age: age.parse()?, minisign: minisign.parse()? })
    }

    /// Six words over both keys, compared by voice before the first batch and after every change (R21).
    ///
    /// The text they are made of is the age key, a line feed, and the minisign key.
    #[must_use]
    pub fn key_words(&self) -> KeyWords {
        KeyWords::of(&self.text())
    }

    /// One fingerprint over both keys, of the same text as the words.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.text())
    }

    fn text(&self) -> String {
        format!("{}\n{}", self.age, self.minisign)
    }
}

/// What names a public key: the first 16 bytes, in hex, of SHA-256 over `lanyard key fingerprint v1`, a line feed and
/// the key's text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The fingerprint of a key in its usual text.
    #[must_use]
    pub fn of(key_text: &str) -> Self {
        let digest = Sha256::new().chain_update("lanyard key fingerprint v1\n").chain_update(key_text).finalize();
        Self(hex::encode(&digest[..16]))
    }

    /// Its 32 hex digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

//! Signatures that the standard tool `minisign` checks: the desk's over a manifest, a recipient's over its answer.

use std::fmt;
use std::io::Cursor;
use std::str::FromStr;

use zeroize::Zeroizing;

use super::key_words::KeyWords;
use super::keys::{Fingerprint, KeyError};

/// How many bytes a secret key of minisign has.
const SECRET_BYTES: usize = 158;

/// A minisign secret key, without a passphrase of its own: the vault around it is what protects it.
///
/// The `minisign` crate's own type prints its secret and wipes nothing, so it exists here only while signing.
pub struct SigningKey {
    secret: Zeroizing<Vec<u8>>,
    public: VerifyingKey,
}

impl SigningKey {
    /// A new key.
    ///
    /// # Errors
    /// [`KeyError::NoKey`] when the system gives no random numbers, or the new key fails its own check.
    pub fn generate() -> Result<Self, KeyError> {
        let pair = minisign::KeyPair::generate_unencrypted_keypair().map_err(|_| KeyError::NoKey)?;
        Self::checked(Zeroizing::new(pair.sk.to_bytes())).map_err(|_| KeyError::NoKey)
    }

    /// The key out of what [`SigningKey::to_bytes`] gave.
    ///
    /// # Errors
    /// [`KeyError::NotASigningKey`] when the bytes are something else, or were damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyError> {
        if bytes.len() != SECRET_BYTES {
            return Err(KeyError::NotASigningKey);
        }
        Self::checked(Zeroizing::new(bytes.to_vec()))
    }

    /// The key as bytes, to be kept in the encrypted database and nowhere else.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        self.secret.clone()
    }

    /// The public half, which recipients pin.
    #[must_use]
    pub fn public(&self) -> &VerifyingKey {
        &self.public
    }

    /// Signs `bytes`, and verifies the signature once before giving it out. `comment` is signed too; of a comment with
    /// several lines only the first is kept, since a line feed would break the signature.
    ///
    /// # Errors
    /// [`KeyError::NoKey`] when the system gives no random numbers; [`KeyError::NotASigningKey`] when the signature
    /// does not verify, as with a damaged key.
    pub fn sign(&self, bytes: &[u8], comment: &str) -> Result<String, KeyError> {
        let comment = comment.lines().next().unwrap_or_default().trim();
        let secret = minisign::SecretKey::from_bytes(&self.secret).map_err(|_| KeyError::NotASigningKey)?;
        let signature = minisign::sign(None, &secret, Cursor::new(bytes), Some(comment), Some("signature by Lanyard"))
            .map_err(|_| KeyError::NoKey)?
            .into_string();
        self.public.verify(bytes, &signature).map_err(|_| KeyError::NotASigningKey)?;
        Ok(signature)
    }

    /// `from_bytes` of the crate skips the checksum: a signature that verifies says more.
    fn checked(secret: Zeroizing<Vec<u8>>) -> Result<Self, KeyError> {
        let key = minisign::SecretKey::from_bytes(&secret).map_err(|_| KeyError::NotASigningKey)?;
        if key.is_encrypted() {
            return Err(KeyError::NotASigningKey);
        }
        let public = minisign::PublicKey::from_secret_key(&key).map_err(|_| KeyError::NotASigningKey)?;
        let key = Self { secret, public: VerifyingKey(public) };
        key.sign(b"lanyard", "")?;
        Ok(key)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(..)")
    }
}

/// Why a signature does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureFault {
    /// The text is no signature.
    Unreadable,
    /// Another key made it.
    OtherKey,
    /// This key's, but over other bytes or another comment.
    Altered,
}

/// A minisign public key. Written as the 56 characters of base64 that the tool takes after `-P`.
#[derive(Clone)]
pub struct VerifyingKey(minisign::PublicKey);

impl VerifyingKey {
    /// Every key that stands on a line, as somebody pastes them one after the other; none where it is blank.
    ///
    /// # Errors
    /// [`KeyError::NotAVerifyingKey`] where one of them is none.
    pub fn all_in(line: &str) -> Result<Vec<Self>, KeyError> {
        line.split_whitespace().map(str::parse).collect()
    }

    /// Checks a signature over `bytes`.
    ///
    /// # Errors
    /// [`SignatureFault`] saying which of its three faults it has.
    pub fn verify(&self, bytes: &[u8], signature: &str) -> Result<(), SignatureFault> {
        // The crate reads 64 bytes of the comment's signature without looking how many there are.
        let comment_signature = signature.lines().nth(3).map(str::trim).ok_or(SignatureFault::Unreadable)?;
        if comment_signature.len() != 88 || !comment_signature.ends_with("==") {
            return Err(SignatureFault::Unreadable);
        }
        let signature = minisign::SignatureBox::from_string(signature).map_err(|_| SignatureFault::Unreadable)?;
        if signature.keynum() != self.0.keynum() {
            return Err(SignatureFault::OtherKey);
        }
        minisign::verify(&self.0, &signature, Cursor::new(bytes), true, false, false)
            .map_err(|_| SignatureFault::Altered)
    }

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
}

/// Reads the 56 characters, or the two lines of a `.pub` file.
impl FromStr for VerifyingKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let key = text.lines().map(str::trim).rfind(|line| !line.is_empty()).ok_or(KeyError::NotAVerifyingKey)?;
        if !key.starts_with("RW") {
            return Err(KeyError::NotAVerifyingKey);
        }
        minisign::PublicKey::from_base64(key).map(Self).map_err(|_| KeyError::NotAVerifyingKey)
    }
}

impl fmt::Display for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_base64())
    }
}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifyingKey({self})")
    }
}

/// The key number counts: two keys that differ in it alone do not verify each other's signatures.
impl PartialEq for VerifyingKey {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_bytes() == other.0.to_bytes()
    }
}

impl Eq for VerifyingKey {}

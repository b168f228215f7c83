//! age, as the vault uses it: files sealed to public keys, and identities under a passphrase.

use std::io::{Read, Write};

use age::secrecy::{ExposeSecret, SecretString};
use age::{DecryptError, Decryptor, Encryptor, scrypt, x25519};
use zeroize::Zeroizing;

use super::error::VaultError;
use super::secret::Kdf;

/// Somebody's secret key. It has no `Debug`.
#[derive(Clone)]
pub(super) struct Identity(x25519::Identity);

/// Why a sealed file stayed closed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sealed {
    /// It is whole, but not for this key or passphrase.
    NotForUs,
    /// It is no age file, or a changed one.
    Damaged,
}

impl Identity {
    pub(super) fn generate() -> Self {
        Self(x25519::Identity::generate())
    }

    pub(super) fn parse(text: &str) -> Result<Self, VaultError> {
        text.trim().parse().map(Self).map_err(|_| VaultError::NotAnIdentity)
    }

    pub(super) fn public_key(&self) -> String {
        self.0.to_public().to_string()
    }

    /// An age identity file under `passphrase`, which `age -d -i` opens.
    pub(super) fn lock(&self, passphrase: &str, kdf: Kdf) -> Result<Vec<u8>, VaultError> {
        let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
        recipient.set_work_factor(kdf.0);
        let secret = self.0.to_string();
        let text = Zeroizing::new(format!("# public key: {}\n{}\n", self.public_key(), secret.expose_secret()));
        encrypt(text.as_bytes(), &[&recipient])
    }

    pub(super) fn unlock(sealed: &[u8], passphrase: &str) -> Result<Self, Sealed> {
        let mut key = scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
        key.set_max_work_factor(Kdf::MOST.0);
        let text = decrypt(sealed, &key)?;
        let text = std::str::from_utf8(&text).map_err(|_| Sealed::Damaged)?;
        let line = text.lines().find(|line| line.starts_with("AGE-SECRET-KEY-1")).ok_or(Sealed::Damaged)?;
        Self::parse(line).map_err(|_| Sealed::Damaged)
    }

    pub(super) fn unseal(&self, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Sealed> {
        decrypt(sealed, &self.0)
    }
}

/// Checks the text of an age public key and gives it back in its own form.
pub(super) fn public_key(text: &str) -> Result<String, VaultError> {
    text.trim().parse::<x25519::Recipient>().map(|key| key.to_string()).map_err(|_| VaultError::NotAPublicKey)
}

/// Seals `plain` to every one of `public_keys`.
pub(super) fn seal<'a>(plain: &[u8], public_keys: impl Iterator<Item = &'a str>) -> Result<Vec<u8>, VaultError> {
    let keys = public_keys
        .map(|text| text.parse::<x25519::Recipient>().map_err(|_| VaultError::NotAPublicKey))
        .collect::<Result<Vec<_>, _>>()?;
    encrypt(plain, &keys.iter().map(|key| key as &dyn age::Recipient).collect::<Vec<_>>())
}

fn encrypt(plain: &[u8], to: &[&dyn age::Recipient]) -> Result<Vec<u8>, VaultError> {
    let encryptor = Encryptor::with_recipients(to.iter().copied()).map_err(|_| VaultError::NotAPublicKey)?;
    let doing = VaultError::io("Sealing a key file");
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed).map_err(&doing)?;
    writer.write_all(plain).map_err(&doing)?;
    writer.finish().map_err(&doing)?;
    Ok(sealed)
}

fn decrypt(sealed: &[u8], key: &dyn age::Identity) -> Result<Zeroizing<Vec<u8>>, Sealed> {
    let decryptor = Decryptor::new_buffered(sealed).map_err(|_| Sealed::Damaged)?;
    let mut reader = decryptor.decrypt(std::iter::once(key)).map_err(|error| match error {
        DecryptError::NoMatchingKeys | DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => {
            Sealed::NotForUs
        }
        _ => Sealed::Damaged,
    })?;
    let mut plain = Zeroizing::new(Vec::new());
    reader.read_to_end(&mut plain).map_err(|_| Sealed::Damaged)?;
    Ok(plain)
}

//! Something small that everybody who opens the vault can open too, although it is not in the vault: sealed to all of its
//! readers (DESIGN, the vault), so that `age -d -i keys/HANDLE.age` opens it as well.

use zeroize::Zeroizing;

use super::error::VaultError;
use super::{Vault, sealed};

impl Vault {
    /// Seals something to everyone who can open this vault now.
    ///
    /// # Errors
    /// When a reader's public key is none.
    pub fn seal_to_readers(&self, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        sealed::seal(plain, self.ring.readers.iter().map(|reader| reader.public_key.as_str()))
    }

    /// Opens what was sealed to the person who opened this vault; `None` when it was not, or is no longer whole.
    #[must_use]
    pub fn unseal(&self, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        self.identity.unseal(sealed).ok()
    }
}

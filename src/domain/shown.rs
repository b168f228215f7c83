//! What cannot be undone is shown before it is done, with a short mark: whoever has seen it gives the mark again, so that nothing
//! else is done than what was shown (R18, R24).

use sha2::{Digest, Sha256};

/// The mark of what is shown, whatever that is, in words that differ where it does.
#[must_use]
pub fn mark_of(shown: &str) -> String {
    let digest: [u8; 32] = Sha256::digest(shown).into();
    hex::encode(&digest[..4])
}

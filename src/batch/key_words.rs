//! Six words that two people compare by voice, so that a batch is not sealed to a stranger's key (R21).

use std::fmt;

use sha2::{Digest as _, Sha256};

/// How many words there are.
const WORDS: usize = 6;

/// Six words out of the 2048 of BIP 39's English list, from a public key.
///
/// Both ends compute them alike: take SHA-256 over `lanyard key words v1`, a line feed, and the key's text (UTF-8,
/// without spaces around it); read the first 66 bits of the digest, high bit first, as six numbers of 11 bits; each
/// number is a place in the list, from 0. Finding another key with the same words takes about 2^66 trials.
///
/// The text of an age key is `age1…`, that of a minisign key its 56 characters of base64, and that of a recipient with
/// both is the age key, a line feed, and the minisign key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyWords([&'static str; WORDS]);

impl KeyWords {
    /// The words of a key in its usual text.
    #[must_use]
    pub fn of(key_text: &str) -> Self {
        let digest = Sha256::new().chain_update("lanyard key words v1\n").chain_update(key_text).finalize();
        let list = bip39::Language::English.word_list();
        Self(std::array::from_fn(|word| {
            let bits = (word * 11..(word + 1) * 11).map(|bit| (digest[bit / 8] >> (7 - bit % 8)) & 1);
            list[bits.fold(0, |number, bit| number << 1 | usize::from(bit))]
        }))
    }

    /// The words, in order.
    #[must_use]
    pub fn words(&self) -> &[&'static str; WORDS] {
        &self.0
    }
}

impl fmt::Display for KeyWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

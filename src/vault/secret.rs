//! What people type to open a vault: a passphrase of their own, or the printed recovery code.

use std::fmt;

use zeroize::Zeroizing;

use super::error::VaultError;

/// How much work it takes to try one passphrase: scrypt with N = 2^factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kdf(pub(super) u8);

impl Kdf {
    /// 2^17: a third of a second and 136 MB on the laptop this was measured on. Fixed, not tuned to the machine.
    pub const STANDARD: Self = Self(17);
    /// 2^20: a forged key file cannot ask for more than this when it is opened.
    pub(super) const MOST: Self = Self(20);

    /// 2^10, so that tests do not spend their time here. A vault made with it is not protected.
    #[must_use]
    pub const fn for_tests() -> Self {
        Self(10)
    }
}

/// A passphrase, wiped from memory when dropped. Nothing prints it.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

/// Why a passphrase is not good enough for a vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseError {
    /// Fewer than 12 characters.
    #[error("The passphrase is too short: it needs at least 12 characters. Three random words are easy to remember.")]
    TooShort,
    /// On the list of what people try first, or one short piece repeated.
    #[error("This passphrase is among the first that anyone would try. Choose another, such as three random words.")]
    TooCommon,
    /// A line break or another control character, which cannot be typed at a prompt.
    #[error("The passphrase contains a line break or another control character. Use characters that can be typed.")]
    ControlCharacter,
}

impl Passphrase {
    /// The fewest characters of a new passphrase.
    pub const MIN: usize = 12;

    /// A passphrase for a new key. It is taken exactly as typed; there is no upper limit.
    ///
    /// # Errors
    /// [`PassphraseError`] when it is short, common or cannot be typed again.
    pub fn new_for_vault(text: &str) -> Result<Self, PassphraseError> {
        if text.chars().any(char::is_control) {
            return Err(PassphraseError::ControlCharacter);
        }
        if text.chars().count() < Self::MIN {
            return Err(PassphraseError::TooShort);
        }
        if is_common(text) {
            return Err(PassphraseError::TooCommon);
        }
        Ok(Self::given(text))
    }

    /// A passphrase typed to open something: whatever it is, the key file decides.
    #[must_use]
    pub fn given(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    pub(super) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(..)")
    }
}

/// What people try first, without its spaces, hyphens and trailing digits.
const COMMON: [&str; 22] = [
    "password",
    "passphrase",
    "passwordpassword",
    "qwertyuiop",
    "qwertyuiopasdfghjkl",
    "qwertzuiop",
    "azertyuiop",
    "asdfghjkl",
    "iloveyou",
    "letmein",
    "letmeinplease",
    "administrator",
    "admin",
    "welcome",
    "welcometo",
    "changeme",
    "changemeplease",
    "correcthorsebatterystaple",
    "lanyard",
    "lanyardlanyard",
    "openday",
    "registrationdesk",
];

fn is_common(text: &str) -> bool {
    let folded: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let stem = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    stem.is_empty() || COMMON.contains(&stem) || repeats_itself(&folded)
}

/// `abababababab` and `aaaaaaaaaaaa`: a piece of at most four characters over and over.
fn repeats_itself(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    (1..=4).any(|period| chars.iter().zip(chars.iter().skip(period)).all(|(a, b)| a == b))
}

/// Three random words of the English BIP 39 list, with hyphens between, long enough for [`Passphrase::new_for_vault`].
///
/// # Errors
/// [`VaultError::NoRandomness`] when the operating system gives none.
pub fn suggest_passphrase() -> Result<Zeroizing<String>, VaultError> {
    let words = bip39::Language::English.word_list();
    loop {
        let mut random = [0_u8; 6];
        fill_random(&mut random)?;
        let chosen =
            random.chunks_exact(2).map(|pair| words[usize::from(u16::from_le_bytes([pair[0], pair[1]])) % 2048]);
        let chosen: Vec<_> = chosen.collect();
        // A word that comes twice says no more than once, and looks like a slip.
        let repeated = chosen[0] == chosen[1] || chosen[1] == chosen[2] || chosen[0] == chosen[2];
        let phrase = Zeroizing::new(chosen.join("-"));
        if !repeated && phrase.len() >= Passphrase::MIN {
            return Ok(phrase);
        }
    }
}

/// The printed code that opens the vault when every passphrase is lost: 160 random bits as 32 characters of Crockford's
/// base 32, which has no I, L, O and U. It is the passphrase of `keys/recovery.age`, in the form that is printed.
#[derive(Clone)]
pub struct RecoveryCode(Zeroizing<String>);

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl RecoveryCode {
    const LENGTH: usize = 32;

    pub(super) fn random() -> Result<Self, VaultError> {
        let mut random = Zeroizing::new([0_u8; Self::LENGTH]);
        fill_random(random.as_mut_slice())?;
        // 32 divides 256, so five bits of every byte are uniform.
        let code: String = random.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
        Ok(Self::grouped(&Zeroizing::new(code)))
    }

    /// Reads a code as somebody types it: any case, with or without dashes and spaces, `O` for 0, `I` and `L` for 1.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut code = Zeroizing::new(String::with_capacity(Self::LENGTH));
        for c in text.chars().filter(|c| *c != '-' && !c.is_whitespace()) {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            if !c.is_ascii() || !ALPHABET.contains(&(c as u8)) || code.len() == Self::LENGTH {
                return None;
            }
            code.push(c);
        }
        (code.len() == Self::LENGTH).then(|| Self::grouped(&code))
    }

    fn grouped(code: &str) -> Self {
        let mut text = Zeroizing::new(String::with_capacity(Self::LENGTH + 7));
        for (i, c) in code.chars().enumerate() {
            if i > 0 && i % 4 == 0 {
                text.push('-');
            }
            text.push(c);
        }
        Self(text)
    }

    /// The code in groups of four, to be shown once and printed.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(..)")
    }
}

/// Bytes from the operating system's generator, the only source of keys.
pub(super) fn fill_random(bytes: &mut [u8]) -> Result<(), VaultError> {
    getrandom::fill(bytes).map_err(|_| VaultError::NoRandomness)
}

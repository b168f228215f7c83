//! How strong a passphrase is, as far as a glance tells. What a vault takes is decided by `Passphrase::new_for_vault`; this
//! is only the meter beside it.

use crate::worker::Passphrase;

/// What a passphrase is measured against.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Judged {
    /// Long enough.
    pub(super) long: bool,
    /// Without a part of a name that others know.
    pub(super) impersonal: bool,
    /// Not among what is tried first.
    pub(super) uncommon: bool,
    /// From 0 to 4.
    pub(super) score: u8,
}

impl Judged {
    /// Whether a vault may be made with it.
    pub(super) fn is_enough(self) -> bool {
        self.long && self.impersonal && self.uncommon
    }
}

/// Judges a passphrase; `known` are names that anybody at the desk knows.
pub(super) fn judge(text: &str, known: &[&str]) -> Judged {
    let long = text.chars().count() >= Passphrase::MIN;
    let taken = Passphrase::new_for_vault(text).is_ok();
    let folded = text.to_lowercase();
    let mut rest = folded.clone();
    for part in known.iter().flat_map(|name| parts(name)) {
        rest = rest.replace(&part, "");
    }
    let impersonal = rest.len() == folded.len();
    let bits = bits(&rest);
    let score = match bits {
        _ if text.is_empty() || !(long && taken) => 0,
        ..24 => 1,
        24..32 => 2,
        32..43 => 3,
        _ => 4,
    };
    // Short and common are the same fault until it is long: then what is left is that others try it first.
    Judged { long, impersonal: impersonal && !text.is_empty(), uncommon: !text.is_empty() && (taken || !long), score }
}

/// The words of a name that are long enough to be recognised.
fn parts(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 4);
    words.map(str::to_lowercase).collect()
}

/// Bits by a rule of thumb: 11 for a word, as in a list of 2048 that words are drawn from; for what is no word, by its kinds
/// of characters, halved, since people do not choose evenly.
fn bits(text: &str) -> u32 {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut seen = Vec::new();
    words
        .map(|word| {
            if seen.contains(&word) {
                0
            } else {
                seen.push(word);
                of_word(word)
            }
        })
        .sum()
}

fn of_word(word: &str) -> u32 {
    let length = u32::try_from(word.chars().count()).unwrap_or(u32::MAX);
    let distinct = word.chars().collect::<std::collections::BTreeSet<_>>().len();
    let digits = word.chars().any(|c| c.is_ascii_digit());
    if !digits && (3..=9).contains(&length) && distinct > 1 {
        return 11;
    }
    let each = if digits { 3 } else { 2 };
    length.min(u32::try_from(distinct * 2).unwrap_or(u32::MAX)) * each
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_drawn_words_are_strong_and_four_very_strong() {
        assert_eq!(judge("copper-lantern-hills", &[]).score, 3);
        assert_eq!(judge("copper lantern drifts past seven hills", &["Calder Vale University"]).score, 4);
        assert_eq!(judge("add-egg-solution", &[]).score, 3, "two letters make a word");
        for _ in 0..50 {
            let drawn = crate::worker::suggest_passphrase().unwrap();
            assert!(judge(&drawn, &[]).score >= 3, "a suggestion must not be called weak");
        }
    }

    #[test]
    fn short_common_and_personal_ones_are_named() {
        assert!(!judge("short one", &[]).long);
        assert_eq!(judge("short one", &[]).score, 0);
        assert!(!judge("passwordpassword", &[]).uncommon);
        let personal = judge("calder registers 2026", &["Calder Vale University"]);
        assert!(!personal.impersonal && !personal.is_enough());
        assert!(judge("aaaa bbbb cccc dddd", &[]).score < 3);
        assert!(judge("lemon lemon lemon", &[]).score < 2);
    }
}

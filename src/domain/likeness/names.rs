//! Whether two names may be one person's.

use std::collections::BTreeSet;

use crate::domain::search_key::{Spelling, loose_whole, name_spellings};

use super::Evidence;

/// Shorter words are other names when one letter differs: Anna and Anne, Jane and Jana.
const LONG_ENOUGH_FOR_A_SLIP: usize = 5;
/// From here on two letters may differ.
const LONG_ENOUGH_FOR_TWO: usize = 9;
/// A word that begins another one is its short form from this length on: Alex, Alexander.
const LONG_ENOUGH_FOR_A_SHORT_FORM: usize = 3;

/// A name in words: in parts where the form asks for parts, else whole.
#[derive(Clone, Default)]
pub(super) struct Names {
    given: Vec<Spelling>,
    family: Vec<Spelling>,
    whole: Vec<Spelling>,
}

/// How alike two names are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NameLikeness {
    Same,
    Similar,
    Part,
    GivenOnly,
    Other,
}

impl NameLikeness {
    /// The evidence that it is.
    pub(super) fn evidence(self) -> Option<Evidence> {
        Some(match self {
            Self::Same => Evidence::SameName,
            Self::Similar => Evidence::SimilarName,
            Self::Part => Evidence::PartOfName,
            Self::GivenOnly => Evidence::SameGivenName,
            Self::Other => Evidence::OtherName,
        })
    }

    /// Whether all of both names fits.
    pub(super) fn is_whole(self) -> bool {
        matches!(self, Self::Same | Self::Similar)
    }
}

/// How well one word fits another, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Equal,
    Alike,
    Shortened,
}

/// How many words of two names fit, by how well, and how many are left over on each side.
struct Fitted {
    equal: usize,
    alike: usize,
    shortened: usize,
    left: [usize; 2],
}

impl Names {
    pub(super) fn new(full: &str, given: &str, family: &str) -> Self {
        let (given, family) = (name_spellings(given), name_spellings(family));
        let parts: Vec<_> = given.iter().chain(&family).cloned().collect();
        let whole = if parts.is_empty() { name_spellings(full) } else { parts };
        Self { given, family, whole }
    }

    /// `None` where one side has no name yet, or nothing can be said.
    pub(super) fn compare(&self, other: &Self) -> Option<NameLikeness> {
        if self.whole.is_empty() || other.whole.is_empty() {
            return None;
        }
        let Fitted { equal, alike, shortened, left } = fitted(&self.whole, &other.whole);
        let full_words = equal + alike > 0;
        Some(match (left, full_words, shortened) {
            ([0, 0], true, 0) if alike == 0 => NameLikeness::Same,
            ([0, 0], true, 0) => NameLikeness::Similar,
            _ if common(&self.joined(), &other.joined()) => NameLikeness::Same,
            _ if !(self.has_run() && other.has_run()) && common(&self.sounds(), &other.sounds()) => {
                NameLikeness::Similar
            }
            ([0, _] | [_, 0], true, _) => NameLikeness::Part,
            ([0, _] | [_, 0], false, _) => return None,
            _ if self.given_fits(other) => NameLikeness::GivenOnly,
            _ => NameLikeness::Other,
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.whole.is_empty()
    }

    /// What this name is kept by, so that every name which is not another one is found by [`Names::looked_for_by`]: any two such
    /// have a word in common, a word that sounds or is spelled alike, or that is short for one of the other's; or all of it.
    pub(super) fn kept_by(&self) -> Vec<String> {
        let mut keys = self.alike_by();
        for word in self.whole.iter().filter(|word| !word.is_run) {
            keys.extend(short_forms(&word.folded).map(|short| format!("long {short}")));
            keys.push(format!("short {}", word.folded));
        }
        keys
    }

    /// What names that may be the same as this one are kept by.
    pub(super) fn looked_for_by(&self) -> Vec<String> {
        let mut keys = self.alike_by();
        for word in self.whole.iter().filter(|word| !word.is_run) {
            keys.extend(short_forms(&word.folded).map(|short| format!("short {short}")));
            keys.push(format!("long {}", word.folded));
        }
        keys
    }

    fn alike_by(&self) -> Vec<String> {
        let mut keys: Vec<_> = self.joined().into_iter().map(|whole| format!("joined {whole}")).collect();
        keys.extend(self.sounds().into_iter().map(|sound| format!("sound {sound}")));
        for word in &self.whole {
            keys.push(format!("word {}", word.folded));
            keys.extend(word.sounds().map(|sound| format!("like {sound}")));
            if !word.is_run {
                keys.extend(with_slips(&word.folded).into_iter().map(|written| format!("slip {written}")));
            }
        }
        keys
    }

    fn given_fits(&self, other: &Self) -> bool {
        let parts = [&self.given, &self.family, &other.given, &other.family];
        let Fitted { shortened, left, .. } = fitted(&self.given, &other.given);
        parts.iter().all(|part| !part.is_empty()) && left == [0, 0] && shortened == 0
    }

    /// The name without gaps, from whichever word it may begin: scripts differ in which name comes first.
    fn joined(&self) -> Vec<String> {
        rotations(&self.whole).map(|words| words.map(|word| word.folded.as_str()).collect()).collect()
    }

    /// Whether any of it is in Han, kana or Hangul: between two such names, sounding the same says too little.
    fn has_run(&self) -> bool {
        self.whole.iter().any(|word| word.is_run)
    }

    fn sounds(&self) -> Vec<String> {
        let sounds = rotations(&self.whole).map(loose_whole);
        sounds.filter(|sound| !sound.is_empty()).collect()
    }
}

fn rotations(words: &[Spelling]) -> impl Iterator<Item = impl Iterator<Item = &Spelling> + Clone> {
    (0..words.len()).map(|from| words[from..].iter().chain(&words[..from]))
}

fn common(one: &[String], other: &[String]) -> bool {
    one.iter().any(|form| other.contains(form))
}

/// Pairs the words off; the order of the words does not matter, nor which name comes first.
fn fitted(one: &[Spelling], other: &[Spelling]) -> Fitted {
    let (forth, mut back) = (paired_off(one, other), paired_off(other, one));
    back.left.reverse();
    // Equal words are the same ones both ways, so that these two numbers decide all the others.
    let misfit = |fitted: &Fitted| (fitted.left[0] + fitted.left[1], fitted.shortened);
    if misfit(&back) < misfit(&forth) { back } else { forth }
}

/// Gives each word of `one` the first word of `other` that it fits, the best fits first.
fn paired_off(one: &[Spelling], other: &[Spelling]) -> Fitted {
    let (mut one, mut other): (Vec<_>, Vec<_>) = (one.iter().collect(), other.iter().collect());
    let mut pair_off = |wanted: Fit| {
        let before = one.len();
        one.retain(|word| {
            let partner = other.iter().position(|candidate| fit(word, candidate) == Some(wanted));
            partner.map(|at| other.remove(at)).is_none()
        });
        before - one.len()
    };
    let [equal, alike, shortened] = [Fit::Equal, Fit::Alike, Fit::Shortened].map(&mut pair_off);
    Fitted { equal, alike, shortened, left: [one.len(), other.len()] }
}

fn fit(one: &Spelling, other: &Spelling) -> Option<Fit> {
    if one.folded == other.folded {
        return Some(Fit::Equal);
    }
    if one.is_run || other.is_run {
        // A sign more or less, or another one that sounds the same, is another name.
        return (one.is_run != other.is_run && one.sounds_like(other)).then_some(Fit::Alike);
    }
    if one.sounds_like(other) || slip_of_the_pen(&one.folded, &other.folded) {
        return Some(Fit::Alike);
    }
    (is_short_for(&one.folded, &other.folded) || is_short_for(&other.folded, &one.folded)).then_some(Fit::Shortened)
}

fn slip_of_the_pen(one: &str, other: &str) -> bool {
    let shorter = one.chars().count().min(other.chars().count());
    let allowed = match shorter {
        0..LONG_ENOUGH_FOR_A_SLIP => return false,
        LONG_ENOUGH_FOR_A_SLIP..LONG_ENOUGH_FOR_TWO => 1,
        _ => 2,
    };
    one.chars().next() == other.chars().next() && strsim::damerau_levenshtein(one, other) <= allowed
}

/// What a word becomes without as many letters as a slip of the pen may be wrong in: two words that differ by no more have one of
/// these in common.
fn with_slips(word: &str) -> BTreeSet<String> {
    let length = word.chars().count();
    let allowed = match length {
        0..LONG_ENOUGH_FOR_A_SLIP => return BTreeSet::new(),
        LONG_ENOUGH_FOR_A_SLIP..LONG_ENOUGH_FOR_TWO => 1,
        _ => 2,
    };
    let mut all = BTreeSet::from([word.to_owned()]);
    for _ in 0..allowed {
        let shorter = |word: &String| {
            let without = |at: usize| {
                word.chars().enumerate().filter(|(place, _)| *place != at).map(|(_, letter)| letter).collect::<String>()
            };
            (0..word.chars().count()).map(without).collect::<Vec<_>>()
        };
        all.extend(all.iter().flat_map(shorter).collect::<Vec<_>>());
    }
    all
}

/// Everything that a word may be shortened to, itself among it.
fn short_forms(word: &str) -> impl Iterator<Item = &str> {
    let ends = word.char_indices().map(|(at, letter)| at + letter.len_utf8()).enumerate();
    ends.filter(|(before, _)| *before == 0 || before + 1 >= LONG_ENOUGH_FOR_A_SHORT_FORM).map(|(_, end)| &word[..end])
}

fn is_short_for(short: &str, long: &str) -> bool {
    let length = short.chars().count();
    (length == 1 || length >= LONG_ENOUGH_FOR_A_SHORT_FORM) && long.starts_with(short)
}

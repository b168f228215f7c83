//! The pure half of search: what a person is found by, and what a query looks for.
//!
//! Both sides are made of *terms*. A record matches a query when every word of the query has one alternative that is
//! a prefix of one of the record's terms: so the order of words does not matter, and one typed character is enough.
//!
//! A term holds letters and digits only: case, accents and vowel points are folded away in every script, and every
//! decimal digit is a western one. Two kinds of term begin with a sign:
//! - `~` and the digits of a telephone number backwards, so that the end of a number is a prefix;
//! - `^` and the consonants of a name whose script does not write its vowels (`skeleton.rs`), so that `muhammad`
//!   and `mohamed` find `محمد`.
//!
//! A name is indexed as written, in Latin letters, and in a looser Latin spelling that a query is turned into as well
//! (`latin.rs`): `iwanow` and `ivanov` are one. Whether two names are alike is told by the same forms (`spelling.rs`).

mod east_asian;
mod fold;
mod latin;
mod mark;
mod skeleton;
mod spelling;

pub(super) use spelling::{Spelling, loose_whole, name_spellings};

pub use mark::found_in;

use fold::{Word, fold, words};

/// The number of these rules, to be raised whenever a name gets more spellings, with a line in [`is_respelt_since`]: names that were
/// registered before are then taken into the index anew (`store::search::respell`).
pub const SPELLINGS: u32 = 3;

/// Whether a name, by one of its terms in the index, may have got other spellings since the rules of that number.
#[must_use]
pub fn is_respelt_since(rules: u32, term: &str) -> bool {
    // 2: Russian names as German spells them.
    let second = rules < 2 && latin::is_russian(term);
    // 3: `g` after `n` is no consonant of its own, and Tibetan ones that hang below another are.
    let third = rules < 3 && (term.starts_with('^') && term.contains("ng") || fold::is_tibetan(term));
    second || third
}

/// What a person is found by. What is not there is empty.
#[derive(Clone, Copy, Default)]
pub struct Searchable<'a> {
    /// Every name: whole and in parts.
    pub names: &'a [&'a str],
    /// The name on the badge.
    pub badge: &'a str,
    /// The e-mail address.
    pub email: &'a str,
    /// The telephone number in E.164.
    pub phone_e164: &'a str,
    /// The telephone number as spoken within its country.
    pub phone_national: &'a str,
    /// The telephone number as typed.
    pub phone_typed: &'a str,
    /// The postcode.
    pub postcode: &'a str,
    /// The registration's reference.
    pub reference: &'a str,
}

/// One word of a query: a record has it when one of the alternatives is a prefix of one of the record's terms.
#[derive(Clone, PartialEq, Eq)]
pub struct QueryTerm {
    /// The alternatives, what was typed first. Never empty.
    pub any_of: Vec<String>,
}

impl QueryTerm {
    /// Whether a record with these terms has this word.
    #[must_use]
    pub fn is_in(&self, index_terms: &[String]) -> bool {
        self.any_of.iter().any(|wanted| index_terms.iter().any(|term| term.starts_with(wanted)))
    }

    /// Whether any of these can be found in a telephone number: reading one takes longer than all else, and no letters are found in it.
    #[must_use]
    pub fn are_in_numbers(wanted: &[Self]) -> bool {
        wanted.iter().any(|word| word.any_of.iter().any(|text| text.contains(|c: char| c.is_ascii_digit())))
    }
}

/// Longer terms are cut to this many characters, on both sides.
const LONGEST_TERM: usize = 64;
/// More words of a query than this are not looked at.
const MOST_WORDS: usize = 12;
/// From this many letters or digits a query is also taken as a loose spelling or a skeleton.
/// Below, that would find nearly everyone.
const ENOUGH_FOR_GUESSES: usize = 3;

/// The terms under which a person is indexed, sorted. A term that begins another one is left out: whatever it would
/// find, the longer one finds.
#[must_use]
pub fn index_terms(person: &Searchable<'_>) -> Vec<String> {
    let mut terms = Vec::new();
    for name in person.names.iter().chain([&person.badge]) {
        name_terms(name, &mut terms);
    }
    let local = person.email.split('@').next().unwrap_or_default();
    for code in [person.email, local, person.postcode, person.reference] {
        code_terms(code, &mut terms);
    }
    for number in [person.phone_e164, person.phone_national, person.phone_typed] {
        number_terms(number, &mut terms);
    }
    without_prefixes(terms)
}

/// What a query looks for: a record matches when it has every one of these.
#[must_use]
pub fn query_terms(query: &str) -> Vec<QueryTerm> {
    // `+44(0)7700 …`: the zero is not dialled after a country code.
    let query = if query.contains('+') { query.replace("(0)", " ") } else { query.to_owned() };
    let mut terms = Vec::new();
    for word in with_numbers_joined(&words(&query)) {
        match word {
            Word::Letters(raw) => terms.extend(word_alternatives(&raw)),
            Word::Signs(run) => {
                terms.extend(east_asian::signs(&run).map(|sign| QueryTerm { any_of: vec![sign] }));
            }
        }
    }
    terms.truncate(MOST_WORDS);
    terms
}

/// A text as it is to be read, word by word, without case, accents, vowel points and signs between the words; for telling whether
/// two texts say the same. Empty where there is neither letter nor digit.
#[must_use]
pub fn reads_as(text: &str) -> String {
    let read = |word: Word| match word {
        Word::Letters(raw) => fold(&raw),
        Word::Signs(run) => run,
    };
    words(text).into_iter().map(read).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn word_alternatives(raw: &str) -> Option<QueryTerm> {
    let typed = cut(&fold(raw));
    if typed.is_empty() {
        return None;
    }
    let mut any_of = vec![typed.clone()];
    if typed.len() >= ENOUGH_FOR_GUESSES && typed.bytes().all(|b| b.is_ascii_lowercase()) {
        // One letter would find nearly everyone: `zzz` is no `z`.
        any_of.extend(Some(latin::loose(&typed)).filter(|loose| loose.len() > 1));
        let consonants = skeleton::of_latin(&typed);
        if !consonants.is_empty() {
            any_of.push(format!("^{consonants}"));
        }
    }
    if is_number(&typed) {
        // The end of a number, from its last digit on.
        any_of.push(format!("~{}", typed.chars().rev().collect::<String>()));
        any_of.extend(typed.strip_prefix("00").filter(|rest| !rest.is_empty()).map(str::to_owned));
    }
    any_of.dedup();
    Some(QueryTerm { any_of })
}

/// Groups of digits side by side are one number, however they were spaced.
fn with_numbers_joined(words: &[Word]) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::new();
    for word in words {
        match (joined.last_mut(), word) {
            (Some(Word::Letters(before)), Word::Letters(digits)) if is_number(before) && is_number(digits) => {
                before.push_str(digits);
            }
            _ => joined.push(word.clone()),
        }
    }
    joined
}

fn name_terms(name: &str, terms: &mut Vec<String>) {
    let whole = words(name);
    let pieces = words(&fold::apart(name));
    let together = words(&fold::together(name));
    for word in with_numbers_joined(&whole).iter().chain(&pieces).chain(&together) {
        match word {
            Word::Letters(raw) => {
                let folded = fold(raw);
                terms.extend(fold::without_article(&folded).map(cut));
                terms.push(cut(&folded));
                terms.extend(latin::spellings(raw).iter().map(|spelling| cut(spelling)));
            }
            Word::Signs(run) => {
                terms.extend(east_asian::signs(run));
                terms.extend(east_asian::spellings(run).iter().map(|spelling| cut(spelling)));
            }
        }
    }
    let letters: Vec<&str> = whole.iter().filter_map(Word::letters).collect();
    terms.extend(skeleton::of_name(&letters).iter().map(|consonants| cut(&format!("^{consonants}"))));
}

/// A code is found by each of its pieces and by all of them together: `SW7 2AZ`, `K7Q-2M4`, `ann.lee@example.org`.
fn code_terms(code: &str, terms: &mut Vec<String>) {
    let words = words(code);
    let pieces = words.iter().filter_map(Word::letters).map(fold);
    terms.push(cut(&pieces.clone().collect::<String>()));
    let numbers = with_numbers_joined(&words);
    let signs = words.iter().filter_map(Word::signs).flat_map(east_asian::signs);
    terms
        .extend(signs.chain(pieces).chain(numbers.iter().filter_map(Word::letters).map(fold)).map(|piece| cut(&piece)));
}

fn number_terms(number: &str, terms: &mut Vec<String>) {
    // What follows a letter is an extension.
    let number = super::text::western_digits(number);
    let number = number.split(|c: char| c.is_alphabetic() || c == '#').next().unwrap_or_default();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return;
    }
    terms.push(cut(&format!("~{}", digits.chars().rev().collect::<String>())));
    terms.extend(digits.strip_prefix('0').map(cut));
    terms.push(cut(&digits));
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

fn cut(term: &str) -> String {
    term.chars().take(LONGEST_TERM).collect()
}

fn without_prefixes(mut terms: Vec<String>) -> Vec<String> {
    terms.sort_unstable();
    terms.reverse();
    terms.dedup_by(|shorter, longer| longer.starts_with(shorter.as_str()));
    terms.reverse();
    terms.retain(|term| !term.is_empty());
    terms
}

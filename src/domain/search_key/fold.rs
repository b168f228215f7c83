//! Words, and what is left of a word when case, accents and vowel points do not count.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::super::name::is_east_asian;
use super::super::text::western_digits;

/// A run of characters that belong together.
#[derive(Clone, Debug)]
pub(super) enum Word {
    /// Letters of an alphabet, an abjad or an abugida, with their marks, and digits.
    Letters(String),
    /// Han, kana or Hangul, which are written without spaces between words.
    Signs(String),
}

impl Word {
    pub(super) fn letters(&self) -> Option<&str> {
        match self {
            Self::Letters(raw) => Some(raw),
            Self::Signs(_) => None,
        }
    }

    pub(super) fn signs(&self) -> Option<&str> {
        match self {
            Self::Letters(_) => None,
            Self::Signs(run) => Some(run),
        }
    }
}

/// Written inside a word and not heard: apostrophes of all kinds, the dot of Catalan, joiners, soft hyphen, the
/// stretching stroke of Arabic.
const SILENT: [char; 17] = [
    '\'', '\u{2018}', '\u{2019}', '\u{201B}', '`', '\u{B4}', '\u{2032}', '\u{2BB}', '\u{2BC}', '\u{2BD}', '\u{5F3}',
    '\u{B7}', '\u{200C}', '\u{200D}', '\u{AD}', '\u{640}', '\u{FF07}',
];

/// Whether a character inside a word is not heard.
pub(super) fn is_silent(c: char) -> bool {
    SILENT.contains(&c)
}

/// Between two names that make one.
const HYPHENS: [char; 5] = ['-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}'];

/// The words of a text. Silent characters are left out; everything else that is no letter, digit or mark parts words.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut apart = true;
    // `´` would become a space and a mark in NFKC: silent characters go first.
    let heard: String = western_digits(text).chars().filter(|c| !SILENT.contains(c)).collect();
    for c in heard.nfkc() {
        let sign = is_east_asian(c);
        if !(c.is_alphanumeric() || is_combining_mark(c)) {
            apart = true;
            continue;
        }
        match words.last_mut() {
            Some(Word::Letters(run)) if !apart && !sign => run.push(c),
            Some(Word::Signs(run)) if !apart && (sign || is_combining_mark(c)) => run.push(c),
            _ if sign => words.push(Word::Signs(c.into())),
            _ => words.push(Word::Letters(c.into())),
        }
        apart = false;
    }
    words
}

/// The text with a space for every apostrophe: `O'Brien` has the pieces `O` and `Brien`.
pub(super) fn apart(text: &str) -> String {
    text.chars().map(|c| if SILENT.contains(&c) { ' ' } else { c }).collect()
}

/// The text without hyphens: `Jean-Luc` may be typed as one word.
pub(super) fn together(text: &str) -> String {
    text.chars().filter(|c| !HYPHENS.contains(c)).collect()
}

/// A word without case, accents, vowel points and variants of the same letter. Latin letters become `a` to `z`.
pub(super) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    // Up and down again: so `ß` is `ss`, `ſ` is `s`, `ς` is `σ`, and the undotted `ı` is `i`.
    for c in word
        .nfkd()
        .map(standing)
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
    {
        match c {
            'a'..='z' | '0'..='9' => folded.push(c),
            c if is_latin(c) => folded.extend(ascii_letters(any_ascii::any_ascii_char(c))),
            c if is_combining_mark(c) => {}
            c => folded.extend(one_of_its_forms(c).filter(|c| c.is_alphanumeric())),
        }
    }
    folded
}

/// A folded Arabic word without its article: `العقيل` is typed with it and without it.
pub(super) fn without_article(folded: &str) -> Option<&str> {
    folded.strip_prefix("ال").filter(|bare| bare.chars().count() > 1)
}

/// The lower-case ASCII letters and digits of a transliteration.
pub(super) fn ascii_letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase())
}

/// Latin beyond ASCII: Latin-1, Extended-A and -B, IPA, Extended Additional.
fn is_latin(c: char) -> bool {
    matches!(c, '\u{AA}'..='\u{2AF}' | '\u{1D00}'..='\u{1DBF}' | '\u{1E00}'..='\u{1EFF}' | '\u{2C60}'..='\u{2C7F}' | '\u{A720}'..='\u{A7FF}')
}

/// Whether a word is in Tibetan letters.
pub(super) fn is_tibetan(word: &str) -> bool {
    word.contains(|c| matches!(c, '\u{F40}'..='\u{FBC}'))
}

/// A Tibetan consonant that hangs below another, as it is by itself: it counts as a mark, and is heard all the same.
fn standing(c: char) -> char {
    match c {
        '\u{F90}'..='\u{FB9}' => char::from_u32(u32::from(c) - 0x50).unwrap_or(c),
        c => c,
    }
}

/// Letters that have a second form within a word, or in a neighbouring language's alphabet.
fn one_of_its_forms(c: char) -> Option<char> {
    Some(match c {
        'ך' => 'כ',
        'ם' => 'מ',
        'ן' => 'נ',
        'ף' => 'פ',
        'ץ' => 'צ',
        'ة' => 'ه',
        'ى' | 'ی' | 'ے' => 'ي',
        'ک' => 'ك',
        'ھ' | 'ہ' => 'ه',
        'ٱ' => 'ا',
        'ء' => return None,
        // Katakana stand in the order of hiragana, 96 places further on.
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60)?,
        c => c,
    })
}

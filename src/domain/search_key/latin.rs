//! A name in Latin letters: the usual transliteration, national habits, and one loose spelling for all that sound
//! much the same.

use super::fold::{ascii_letters, fold};

/// How a word may be typed in Latin letters, loose spellings included; empty for a plain one in no need of any.
pub(super) fn spellings(raw: &str) -> Vec<String> {
    let folded = fold(raw);
    let mut spellings = vec![fold(&umlauts_spelt_out(raw))];
    if !folded.is_ascii() {
        spellings.extend([raw, &folded, &greek_pairs(&folded), &ukrainian(raw), &russian(raw)].map(transliterated));
        spellings.extend(german(raw).iter().map(|word| transliterated(word)));
    }
    spellings.retain(|spelling| spelling.is_ascii());
    let loose: Vec<String> = spellings.iter().filter(|spelling| is_word(spelling)).map(|word| loose(word)).collect();
    spellings.extend(loose);
    spellings
}

/// One spelling for many: applied to both sides, so that it need not be right, only the same.
///
/// `w` is `v`; `j` and `y` are `i`; `ph` is `f`; `c`, `ck` and `q` are `k`; `x` is `ks`; `kh` is `h`; `th` is `t`; `cz` and
/// `tsch` are `ch`; `sch`, `shch` and `sz` are `sh`; `tz` is `ts`; `ä`, `ö`, `ü` are as without dots, also when spelt `ae`, `oe`,
/// `ue`; `oo` and `ou` are `u`, `ee` is `i`; a double letter is one.
pub(super) fn loose(word: &str) -> String {
    const SOUNDS: [(&str, &str); 24] = [
        ("tsch", "ch"),
        ("shch", "sh"),
        ("sch", "sh"),
        ("ch", "ch"),
        ("cz", "ch"),
        ("sz", "sh"),
        ("sh", "sh"),
        ("kh", "h"),
        ("ph", "f"),
        ("th", "t"),
        ("ck", "k"),
        ("tz", "ts"),
        ("ae", "a"),
        ("oe", "o"),
        ("ue", "u"),
        ("oo", "u"),
        ("ou", "u"),
        ("ee", "i"),
        ("x", "ks"),
        ("q", "k"),
        ("c", "k"),
        ("w", "v"),
        ("j", "i"),
        ("y", "i"),
    ];
    let mut rest = word;
    let mut sounds = String::with_capacity(word.len());
    while let Some(first) = rest.chars().next() {
        let (letters, sound) = SOUNDS.into_iter().find(|(letters, _)| rest.starts_with(letters)).unwrap_or_default();
        if letters.is_empty() {
            push_once(&mut sounds, first);
            rest = &rest[first.len_utf8()..];
        } else {
            sound.chars().for_each(|c| push_once(&mut sounds, c));
            rest = &rest[letters.len()..];
        }
    }
    sounds
}

fn push_once(sounds: &mut String, c: char) {
    if !sounds.ends_with(c) {
        sounds.push(c);
    }
}

fn is_word(spelling: &str) -> bool {
    !spelling.is_empty() && spelling.bytes().all(|b| b.is_ascii_lowercase())
}

fn transliterated(word: &str) -> String {
    ascii_letters(&any_ascii::any_ascii(word)).collect()
}

/// `Müller` as `Mueller`, `Øster` as `Oester`, `Åberg` as `Aaberg`.
fn umlauts_spelt_out(raw: &str) -> String {
    let mut spelt = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            'ä' | 'Ä' => spelt.push_str("ae"),
            'ö' | 'Ö' | 'ø' | 'Ø' => spelt.push_str("oe"),
            'ü' | 'Ü' => spelt.push_str("ue"),
            'å' | 'Å' => spelt.push_str("aa"),
            c => spelt.push(c),
        }
    }
    spelt
}

/// Greek writes some sounds with two letters, which a transliteration letter by letter does not know.
fn greek_pairs(folded: &str) -> String {
    const PAIRS: [(&str, &str); 6] = [("ου", "ou"), ("αυ", "av"), ("ευ", "ev"), ("μπ", "b"), ("γγ", "ng"), ("γκ", "g")];
    PAIRS.iter().fold(folded.to_owned(), |word, (letters, sound)| word.replace(letters, sound))
}

/// In Ukrainian `г` is `h` and `и` is `y`; in Russian they are `g` and `i`.
fn ukrainian(raw: &str) -> String {
    raw.to_lowercase().replace('г', "h").replace('и', "y")
}

/// `ё` is often printed `е`, and spelt `yo`.
fn russian(raw: &str) -> String {
    raw.to_lowercase().replace('ё', "yo")
}

/// Whether a word in small letters has one of the Russian alphabet's.
pub(super) fn is_russian(word: &str) -> bool {
    word.chars().any(|c| matches!(c, 'а'..='я' | 'ё'))
}

/// As German spells Russian: `Хрущёв` is `Chruschtschow`. `ё` is `o` after some letters and `jo` after others, and where it is
/// printed `е`, `e`; a word with one has all three.
fn german(raw: &str) -> Vec<String> {
    let word = raw.to_lowercase();
    if !is_russian(&word) {
        return Vec::new();
    }
    let spelt = |yo: &str| {
        let letters = word.chars().enumerate().map(|(at, c)| match c {
            'в' => "w".to_owned(),
            'е' if at == 0 => "je".to_owned(),
            'ж' | 'ш' => "sch".to_owned(),
            'з' => "s".to_owned(),
            'й' => "i".to_owned(),
            'х' => "ch".to_owned(),
            'ц' => "z".to_owned(),
            'ч' => "tsch".to_owned(),
            'щ' => "schtsch".to_owned(),
            'ю' => "ju".to_owned(),
            'я' => "ja".to_owned(),
            'ё' => yo.to_owned(),
            c => c.to_string(),
        });
        letters.collect::<String>()
    };
    if word.contains('ё') { ["jo", "o", "e"].map(spelt).to_vec() } else { vec![spelt("")] }
}

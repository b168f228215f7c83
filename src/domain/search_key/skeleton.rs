//! The consonants of a name, for scripts that write few vowels or none: Arabic, Hebrew, and those of South and
//! South-East Asia, whose unwritten vowels a transliteration leaves out.
//!
//! The Latin side is made from what is typed: vowels, `y` and a final `h` go, `ch` `q` `kh` are `k`, `w` is `v`, `sh` is `s`, `th` is `t`,
//! `dh` is `d`, and so on; a double consonant is one. The other side comes from letters. A letter that is heard in two
//! ways gives both.

use super::fold::{ascii_letters, fold, without_article};

/// No name gets more skeletons per word than this.
const MOST: usize = 16;

/// The skeleton of a word in Latin letters. Empty if it has no consonant.
pub(super) fn of_latin(word: &str) -> String {
    tidy(&consonants(word))
}

fn consonants(word: &str) -> String {
    const PAIRS: [(&str, &str); 11] = [
        ("sh", "s"),
        ("th", "t"),
        ("dh", "d"),
        ("gh", "g"),
        ("kh", "k"),
        ("ch", "k"),
        ("bh", "b"),
        ("ph", "f"),
        ("ts", "z"),
        ("tz", "z"),
        ("ck", "k"),
    ];
    let mut rest = word;
    let mut consonants = String::new();
    while let Some(first) = rest.chars().next() {
        if let Some((pair, sound)) = PAIRS.into_iter().find(|(pair, _)| rest.starts_with(pair)) {
            consonants.push_str(sound);
            rest = &rest[pair.len()..];
            continue;
        }
        match first {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' => {}
            'c' | 'q' => consonants.push('k'),
            'w' => consonants.push('v'),
            'x' => consonants.push_str("ks"),
            other => consonants.push(other),
        }
        rest = &rest[first.len_utf8()..];
    }
    consonants
}

/// The skeletons of a name: of every word, and of each two words side by side, which may be typed as one
/// (`عبد الرحمن`, `abdulrahman`). Words in a script that writes its vowels have none.
pub(super) fn of_name(words: &[&str]) -> Vec<String> {
    let each: Vec<Vec<String>> = words.iter().map(|word| of_word(&fold(word))).collect();
    let mut skeletons = each.concat();
    for pair in each.windows(2) {
        for (first, second) in pair[0].iter().flat_map(|first| pair[1].iter().map(move |second| (first, second))) {
            skeletons.push(tidy(&format!("{first}{second}")));
        }
    }
    skeletons.retain(|skeleton| !skeleton.is_empty());
    skeletons
}

fn of_word(folded: &str) -> Vec<String> {
    if folded.chars().all(writes_vowels) {
        return Vec::new();
    }
    let mut skeletons = with_every_sound(folded);
    skeletons.extend(without_article(folded).map(with_every_sound).unwrap_or_default());
    skeletons
}

fn with_every_sound(folded: &str) -> Vec<String> {
    let mut skeletons = vec![String::new()];
    for letter in folded.chars() {
        let sounds = sounds(letter);
        let own;
        let sounds = if let Some(sounds) = sounds {
            sounds
        } else {
            own = consonants(&ascii_letters(any_ascii::any_ascii_char(letter)).collect::<String>());
            &[own.as_str()][..]
        };
        skeletons = skeletons
            .iter()
            .flat_map(|start| sounds.iter().map(move |sound| format!("{start}{sound}")))
            .take(MOST)
            .collect();
    }
    skeletons.iter().map(|skeleton| tidy(skeleton)).collect()
}

/// No double consonants, no final `h`, and no `g` after an `n`: one letter stands for both in some scripts (`မောင်`, Maung).
fn tidy(consonants: &str) -> String {
    let mut tidy = String::with_capacity(consonants.len());
    for c in consonants.chars() {
        let is_heard = !tidy.ends_with(c) && (c != 'g' || !tidy.ends_with('n'));
        if is_heard {
            tidy.push(c);
        }
    }
    if tidy.ends_with('h') {
        tidy.pop();
    }
    tidy
}

/// Latin, Greek, Cyrillic, Armenian and Georgian.
fn writes_vowels(c: char) -> bool {
    matches!(c, '\0'..='\u{58F}' | '\u{10A0}'..='\u{10FF}' | '\u{1E00}'..='\u{1FFF}')
}

/// How the letters of Arabic and Hebrew (folded) are heard; `None` for a letter of another script.
fn sounds(letter: char) -> Option<&'static [&'static str]> {
    Some(match letter {
        'ا' | 'ع' | 'ي' | 'א' | 'ע' | 'י' => &[""],
        'ب' => &["b"],
        'پ' => &["p"],
        'ت' | 'ط' | 'ث' | 'ט' | 'ת' => &["t"],
        'ج' => &["j", "g"],
        'چ' => &["k"],
        'ح' | 'ه' | 'ה' => &["h"],
        'خ' | 'ח' => &["k", "h"],
        'د' | 'ד' => &["d"],
        'ذ' | 'ض' => &["d", "z"],
        'ظ' => &["z", "d"],
        'ر' | 'ר' => &["r"],
        'ز' | 'ژ' | 'ז' => &["z"],
        'س' | 'ش' | 'ص' | 'ש' | 'ס' => &["s"],
        'غ' | 'گ' | 'ג' => &["g"],
        'ف' => &["f"],
        'ق' => &["k", "g"],
        'ك' | 'כ' | 'ק' => &["k"],
        'ل' | 'ל' => &["l"],
        'م' | 'מ' => &["m"],
        'ن' | 'נ' => &["n"],
        'و' | 'ו' => &["v", ""],
        'ב' => &["b", "v"],
        'פ' => &["p", "f"],
        'צ' => &["z", "s"],
        _ => return None,
    })
}

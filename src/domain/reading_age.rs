//! For what age a text reads easily: the Flesch–Kincaid grade (Kincaid and others, 1975) with five years added, since school
//! begins at about five. Notices and statements aim at 11 (UK GDPR, Article 12(1): "clear and plain language").
//!
//! Syllables are counted by rule and not by a dictionary, so that the result may be a year off for a short text. Addresses
//! and numbers count as words of one syllable: they are read at a glance. English only.

/// The youngest age that is told: below it the formula says nothing.
const YOUNGEST: f64 = 5.0;

/// The age, in whole years, at which most people read this easily; nothing for a text without words, or in a language that
/// the formula was not made for.
#[must_use]
pub fn reading_age(text: &str, language: &str) -> Option<u32> {
    let english = language.split('-').next().is_some_and(|first| first.eq_ignore_ascii_case("en"));
    let grade = flesch_kincaid(text).filter(|_| english)?;
    let age = (grade + 5.0).max(YOUNGEST).round();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 5 and some hundreds")]
    let age = age as u32;
    Some(age)
}

/// The Flesch–Kincaid grade: 0.39 × words per sentence + 11.8 × syllables per word − 15.59.
#[must_use]
pub fn flesch_kincaid(text: &str) -> Option<f64> {
    let words: Vec<&str> = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    let ends = text.split_whitespace().filter(|word| ends_a_sentence(word)).count();
    // What follows the last full stop is a sentence too.
    let open = text.split_whitespace().last().is_some_and(|word| !ends_a_sentence(word));
    let sentences = ends + usize::from(open);
    if words.is_empty() || sentences == 0 {
        return None;
    }
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    #[expect(clippy::cast_precision_loss, reason = "no text has so many words")]
    let [words, sentences, syllables] = [words.len(), sentences, syllables].map(|count| count as f64);
    Some(0.39 * words / sentences + 11.8 * syllables / words - 15.59)
}

fn ends_a_sentence(word: &str) -> bool {
    word.trim_end_matches(['"', '”', '’', ')', '*', '_']).ends_with(['.', '?', '!'])
}

/// How many syllables a word has, by the sounds that its letters usually make: groups of vowels, without a silent *e*.
fn syllables(word: &str) -> usize {
    if word.contains(['@', '/']) || word.contains(|char: char| char.is_ascii_digit()) {
        return 1;
    }
    let parts = word.split(|char: char| !char.is_alphabetic() && char != '\'' && char != '’');
    parts.filter(|part| !part.is_empty()).map(of_part).sum::<usize>().max(1)
}

fn of_part(part: &str) -> usize {
    let letters: Vec<char> = part.to_lowercase().chars().filter(|char| char.is_alphabetic()).collect();
    let is_vowel = |at: usize| letters.get(at).is_some_and(|char| "aeiouy".contains(*char));
    let groups = (0..letters.len()).filter(|&at| is_vowel(at) && (at == 0 || !is_vowel(at - 1))).count();
    let ends = |end: &str| end.chars().rev().zip(letters.iter().rev()).filter(|(a, b)| a == *b).count() == end.len();
    let before = |back: usize| letters.len().checked_sub(back).and_then(|at| letters.get(at)).copied();
    let silent = (ends("e") && !ends("le") && !is_vowel(letters.len().wrapping_sub(2)))
        || (ends("ed") && !matches!(before(3), Some('t' | 'd')) && !is_vowel(letters.len().wrapping_sub(3)))
        || (ends("es")
            && !matches!(before(3), Some('s' | 'x' | 'z' | 'c' | 'g' | 'h'))
            && !is_vowel(letters.len().wrapping_sub(3)));
    // Be-ing, go-ing, say-ing.
    let apart = letters.len() > 4 && ends("ing") && is_vowel(letters.len() - 4);
    (groups + usize::from(apart)).saturating_sub(usize::from(silent)).max(1)
}

//! Where in a text a query was found, to be marked on a screen.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::super::name::is_east_asian;
use super::fold::{fold, is_silent};
use super::{QueryTerm, latin};

/// The parts of a text that a query found it by, in bytes, rising: beginnings of words where the letters are the same but
/// for case and accents, whole words where only their sound is.
#[must_use]
pub fn found_in(terms: &[QueryTerm], text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = words_of(text).filter_map(|word| in_word(terms, text, word)).collect();
    found.dedup();
    found
}

/// Where the words of a text are. A sign of an East Asian script is a word of its own.
fn words_of(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut apart = true;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let inside = c.is_alphanumeric() || is_combining_mark(c) || (!apart && is_silent(c));
        match words.last_mut() {
            _ if !inside => {}
            Some(word) if !apart && (!is_east_asian(c) || is_combining_mark(c)) => word.end = end,
            _ => words.push(at..end),
        }
        apart = !inside || is_east_asian(c);
    }
    words.into_iter()
}

fn in_word(terms: &[QueryTerm], text: &str, word: Range<usize>) -> Option<Range<usize>> {
    let letters = &text[word.clone()];
    let wanted = || terms.iter().flat_map(|term| &term.any_of).filter(|term| !term.starts_with(['^', '~']));
    let ends = letters.char_indices().map(|(at, c)| at + c.len_utf8());
    let whole = fold(letters);
    if wanted().any(|term| whole.starts_with(term.as_str())) {
        let end = ends.clone().find(|&end| {
            let begun = fold(&letters[..end]);
            wanted().any(|term| begun.starts_with(term.as_str()))
        })?;
        // Accents that stand behind the last letter belong to it.
        let marks = letters[end..].chars().take_while(|&c| is_combining_mark(c)).map(char::len_utf8).sum::<usize>();
        return Some(word.start..word.start + end + marks);
    }
    let sounds = latin::spellings(letters);
    let heard = wanted().any(|term| term.len() > 1 && sounds.iter().any(|sound| sound.starts_with(term.as_str())));
    heard.then_some(word)
}

#[cfg(test)]
mod tests {
    use super::super::query_terms;
    use super::found_in;

    fn marked<'t>(query: &str, text: &'t str) -> Vec<&'t str> {
        found_in(&query_terms(query), text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn letters_are_marked_however_they_are_accented() {
        assert_eq!(marked("ama", "Amara Osei-Lindqvist"), ["Ama"]);
        assert_eq!(marked("muller", "Jürgen Müller"), ["Müller"]);
        assert_eq!(marked("mu", "Jürgen Mu\u{308}ller"), ["Mu\u{308}"]);
        assert_eq!(marked("osei ama", "Amara Osei-Lindqvist"), ["Ama", "Osei"]);
        assert_eq!(marked("obri", "Nora O’Brien"), ["O’Bri"]);
    }

    #[test]
    fn a_word_in_another_script_is_marked_whole_and_what_was_not_looked_for_is_not() {
        assert_eq!(marked("ivanov", "Иванов Пётр"), ["Иванов"]);
        assert_eq!(marked("ив", "Иванов Пётр"), ["Ив"]);
        assert!(marked("zz", "Иванов Пётр").is_empty());
        assert!(marked("", "Amara").is_empty());
    }
}

//! Finding an option by what was typed: its words, its code, or another name for it; marks and capitals do not count.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Something that can be chosen.
#[derive(Clone, Copy, Debug, Default)]
pub struct ChoiceOption<'a> {
    /// What it is called.
    pub label: &'a str,
    /// A code or a day, at the end of its row.
    pub detail: &'a str,
    /// Other names for it, which are never shown.
    pub aliases: &'a [&'a str],
}

impl<'a> ChoiceOption<'a> {
    /// An option with nothing but a name.
    pub const fn new(label: &'a str) -> Self {
        Self { label, detail: "", aliases: &[] }
    }

    /// An option with a code or a day.
    pub const fn with_detail(label: &'a str, detail: &'a str) -> Self {
        Self { label, detail, aliases: &[] }
    }
}

/// An option that fits, and the part of its label that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Its place in the list.
    pub index: usize,
    /// Where in the label, in bytes; empty when a code or another name fitted.
    pub found: Range<usize>,
    rank: u8,
}

/// What a text comes to without marks and capitals.
pub fn folded(text: &str) -> String {
    fold(text).map(|(c, _)| c).collect()
}

/// Folded characters, each with the place of the one it came from.
fn fold(text: &str) -> impl Iterator<Item = (char, usize)> + '_ {
    text.char_indices().flat_map(|(at, c)| {
        c.nfd()
            .filter(|c| !is_combining_mark(*c))
            .flat_map(char::to_lowercase)
            .map(move |c| (c, at))
            .collect::<Vec<_>>()
    })
}

/// The options that fit, best first: one named in full, by whichever of its names; labels that begin so, words that do,
/// codes and other names, then any place. `ES` is Spain, not the first of all countries that begin so.
pub fn matches(options: &[ChoiceOption<'_>], typed: &str) -> Vec<Match> {
    let typed = folded(typed.trim());
    let mut all: Vec<Match> =
        options.iter().enumerate().filter_map(|(index, option)| fits(index, option, &typed)).collect();
    all.sort_by_key(|found| (found.rank, found.index));
    all
}

/// The option that what was typed names in full.
pub fn exact(options: &[ChoiceOption<'_>], typed: &str) -> Option<usize> {
    let typed = folded(typed.trim());
    if typed.is_empty() { None } else { options.iter().position(|option| is_named(option, &typed)) }
}

fn is_named(option: &ChoiceOption<'_>, typed: &str) -> bool {
    folded(option.label) == typed
        || (!option.detail.is_empty() && folded(option.detail) == typed)
        || option.aliases.iter().any(|alias| folded(alias) == typed)
}

fn fits(index: usize, option: &ChoiceOption<'_>, typed: &str) -> Option<Match> {
    if typed.is_empty() {
        return Some(Match { index, found: 0..0, rank: 0 });
    }
    let letters: Vec<(char, usize)> = fold(option.label).collect();
    let wanted: Vec<char> = typed.chars().collect();
    let here = |from: usize| {
        letters.get(from..from + wanted.len()).is_some_and(|part| part.iter().map(|(c, _)| c).eq(wanted.iter()))
    };
    let range = |from: usize| {
        let end = letters.get(from + wanted.len()).map_or(option.label.len(), |(_, at)| *at);
        letters.get(from).map_or(0, |(_, at)| *at)..end
    };
    let word = |from: usize| from == 0 || letters.get(from - 1).is_some_and(|(c, _)| !c.is_alphanumeric());
    let in_full = is_named(option, typed);
    if in_full || here(0) {
        let found = if here(0) { range(0) } else { 0..0 };
        return Some(Match { index, found, rank: u8::from(!in_full) });
    }
    if let Some(from) = (1..letters.len()).find(|from| word(*from) && here(*from)) {
        return Some(Match { index, found: range(from), rank: 2 });
    }
    let other =
        folded(option.detail).starts_with(typed) || option.aliases.iter().any(|alias| folded(alias).starts_with(typed));
    if other {
        return Some(Match { index, found: 0..0, rank: 3 });
    }
    let from = (1..letters.len()).find(|from| wanted.len() > 1 && here(*from))?;
    Some(Match { index, found: range(from), rank: 4 })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACES: [ChoiceOption<'_>; 6] = [
        ChoiceOption { label: "United Kingdom", detail: "GB", aliases: &["UK", "Britain"] },
        ChoiceOption { label: "Côte d’Ivoire", detail: "CI", aliases: &["Ivory Coast"] },
        ChoiceOption { label: "Türkiye", detail: "TR", aliases: &["Turkey"] },
        ChoiceOption { label: "Åland", detail: "AX", aliases: &[] },
        ChoiceOption { label: "Estonia", detail: "EE", aliases: &[] },
        ChoiceOption { label: "Spain", detail: "ES", aliases: &[] },
    ];

    fn first(typed: &str) -> Option<usize> {
        matches(&PLACES, typed).first().map(|found| found.index)
    }

    #[test]
    fn names_codes_and_other_names_fit() {
        for (typed, index) in [
            ("unit", 0),
            ("king", 0),
            ("uk", 0),
            ("gb", 0),
            ("cote", 1),
            ("ivory", 1),
            ("tur", 2),
            ("al", 3),
            ("es", 5),
            ("est", 4),
        ] {
            assert_eq!(first(typed), Some(index), "{typed}");
        }
        assert_eq!(first("zz"), None);
        assert_eq!(matches(&PLACES, "").len(), PLACES.len());
    }

    #[test]
    fn what_was_typed_is_found_in_the_label() {
        let found = &matches(&PLACES, "tur")[0];
        assert_eq!(&PLACES[2].label[found.found.clone()], "Tür");
        let found = &matches(&PLACES, "king")[0];
        assert_eq!(&PLACES[0].label[found.found.clone()], "King");
        assert_eq!(matches(&PLACES, "uk")[0].found, 0..0);
    }

    #[test]
    fn a_name_in_full_is_exact() {
        assert_eq!(exact(&PLACES, " turkey "), Some(2));
        assert_eq!(exact(&PLACES, "tur"), None);
        assert_eq!(exact(&PLACES, ""), None);
    }
}

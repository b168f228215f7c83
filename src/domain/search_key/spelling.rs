//! The words of a name in every form that two names are compared by.

use super::fold::{Word, fold, words};
use super::{east_asian, latin, skeleton};

/// One word of a name: a word of an alphabet, or a whole run of Han, kana or Hangul.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::domain) struct Spelling {
    /// Without case and accents, in its own script.
    pub(in crate::domain) folded: String,
    /// In Latin letters, the usual spelling first, loose ones included.
    pub(in crate::domain) latin: Vec<String>,
    /// Whether it is a run of Han, kana or Hangul.
    pub(in crate::domain) is_run: bool,
    /// Its consonants, as they would be heard.
    consonants: Vec<String>,
}

impl Spelling {
    /// Every form of it in Latin letters and in consonants: two words that sound alike have one in common.
    pub(in crate::domain) fn sounds(&self) -> impl Iterator<Item = &str> {
        self.latin.iter().chain(&self.consonants).map(String::as_str)
    }

    /// Whether two words may be spellings of one: a common form in Latin letters, or the same consonants where one of
    /// them is in a script that leaves vowels out. Within such a script consonants say too little: `محمد` is not `محمود`.
    pub(in crate::domain) fn sounds_like(&self, other: &Self) -> bool {
        let common = |a: &[String], b: &[String]| a.iter().any(|form| b.contains(form));
        let one_is_latin = self.folded.is_ascii() != other.folded.is_ascii();
        common(&self.latin, &other.latin) || (one_is_latin && common(&self.consonants, &other.consonants))
    }
}

/// The words of a name, in their order.
pub(in crate::domain) fn name_spellings(name: &str) -> Vec<Spelling> {
    words(name).iter().map(spelling).filter(|word| !word.folded.is_empty()).collect()
}

/// A name written without gaps, as loosely as a search takes it.
pub(in crate::domain) fn loose_whole<'a>(words: impl Iterator<Item = &'a Spelling>) -> String {
    let usual = |word: &'a Spelling| word.latin.first().map_or("", String::as_str);
    latin::loose(&words.map(usual).collect::<String>())
}

fn spelling(word: &Word) -> Spelling {
    match word {
        Word::Letters(raw) => {
            let folded = fold(raw);
            let mut latin = latin::spellings(raw);
            if folded.is_ascii() {
                latin.insert(0, folded.clone());
                latin.push(latin::loose(&folded));
            }
            let consonants =
                if folded.is_ascii() { vec![skeleton::of_latin(&folded)] } else { skeleton::of_name(&[raw]) };
            Spelling {
                folded,
                latin,
                is_run: false,
                consonants: consonants.into_iter().filter(|c| !c.is_empty()).collect(),
            }
        }
        Word::Signs(run) => {
            let mut latin = east_asian::readings_of(run);
            let loose: Vec<_> = latin.iter().map(|reading| latin::loose(reading)).collect();
            latin.extend(loose);
            Spelling { folded: east_asian::signs(run).collect(), latin, is_run: true, consonants: Vec::new() }
        }
    }
}

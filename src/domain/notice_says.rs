//! What the text of a notice has to say before anybody is asked under it: whom to ask (R25), and how long each kind of data is
//! kept (R24). It is one rule for a version that is written in the window and for one that comes as a file.

use super::notice::{Contacts, NoticeError, NoticeVersion};
use super::organisation::{Fact, stated};
use super::retention::{Kept, Retention};

/// What no notice can do without, as far as it is about the organisation: an officer and a number not everybody has.
const NEEDED: [Fact; 3] = [Fact::Address, Fact::Email, Fact::Regulator];

impl NoticeVersion {
    /// Makes sure that its text names whom to ask and states every period that it gives, once it is filled in.
    ///
    /// # Errors
    /// [`NoticeError::NotNamed`]; [`NoticeError::PeriodNotStated`].
    pub(super) fn says_enough(&self) -> Result<(), NoticeError> {
        let Some(contacts) = &self.contacts else { return Err(NoticeError::NotNamed(NEEDED.to_vec())) };
        let unnamed = unnamed(&self.text, contacts);
        if !unnamed.is_empty() {
            return Err(NoticeError::NotNamed(unnamed));
        }
        let unstated = unstated(&self.text, &self.language, &self.retention).next();
        unstated.map_or(Ok(()), |(kept, days)| Err(NoticeError::PeriodNotStated { kept, days }))
    }
}

/// Whom a filled-in text has to name and does not. The controller is named by every question.
pub(super) fn unnamed(text: &str, contacts: &Contacts) -> Vec<Fact> {
    let named = squeezed(text);
    let missing = |(fact, words): &(Fact, &str)| *fact != Fact::Controller && !named.contains(&squeezed(words));
    let mut facts: Vec<_> = stated(contacts).into_iter().filter(missing).map(|(fact, _)| fact).collect();
    facts.sort_unstable();
    facts
}

/// The periods, in days, that a text has to state and does not: each as a number of days, or of whole weeks or years.
pub(super) fn unstated(text: &str, language: &str, periods: &Retention) -> impl Iterator<Item = (Kept, u32)> {
    let words = Words::of(text, language);
    let given = Kept::ALL.iter().filter_map(|&kept| Some((kept, periods.stated(kept)?)));
    given.filter(move |(_, days)| !words.state(*days))
}

/// The letters and digits of a text: how it is punctuated and where its lines break says nothing.
fn squeezed(text: &str) -> String {
    text.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The words of a text, and what its language makes of them: in English the unit has to follow a number, which may be in words.
struct Words {
    words: Vec<String>,
    english: bool,
}

impl Words {
    fn of(text: &str, language: &str) -> Self {
        let split = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
        Self { words: split.map(str::to_lowercase).collect(), english: language.split('-').next() == Some("en") }
    }

    fn state(&self, days: u32) -> bool {
        self.have(days, "day")
            || (days.is_multiple_of(365) && self.have(days / 365, "year"))
            || (days.is_multiple_of(7) && self.have(days / 7, "week"))
    }

    fn have(&self, number: u32, unit: &str) -> bool {
        const WORDS: [&str; 11] =
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
        let figures = number.to_string();
        let in_words = WORDS.get(number as usize).filter(|_| self.english);
        let is_number = |word: &String| *word == figures || in_words.is_some_and(|found| word == found);
        let is_unit = |word: &String| !self.english || word.trim_end_matches('s') == unit;
        self.words
            .iter()
            .enumerate()
            .any(|(at, word)| is_number(word) && (!self.english || self.words.get(at + 1).is_some_and(is_unit)))
    }
}

//! Where the people of a list come from (UK GDPR, articles 14 and 15): in words, and whether they gave us their details themselves. Who
//! did not is told within a month.

use chrono::NaiveDate;

use super::coded::coded;
use super::rights;
use super::text::{Line, TextError};

/// The number of a list that was taken, on this desk.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ListId(pub i64);

/// Who gave us what a list says of people.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Giver {
    /// The people themselves, as on a paper form that they filled in at the desk.
    Themselves,
    /// Somebody else, as a school does of its pupils.
    Others,
}

coded!(Giver { Themselves => "themselves", Others => "others" });

/// Where a list comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListSource {
    /// In words that name nobody on it: they are kept for good.
    pub words: Line,
    /// Who gave us what it says.
    pub given_by: Giver,
}

impl ListSource {
    /// A source as it was typed.
    ///
    /// # Errors
    /// When it is no line of text.
    pub fn parse(words: &str, given_by: Giver) -> Result<Self, TextError> {
        Ok(Self { words: Line::parse(words)?, given_by })
    }

    /// The day by which whoever is on it has to be told where their details came from; `None` where they gave them themselves
    /// (UK GDPR, article 14(3)).
    #[must_use]
    pub fn tell_by(&self, taken_on: NaiveDate) -> Option<NaiveDate> {
        (self.given_by == Giver::Others).then(|| rights::due(taken_on, 1))
    }
}

/// A list that was taken, without anybody who is on it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TakenList {
    /// Where it comes from.
    pub source: ListSource,
    /// The event's own date when it was taken.
    pub taken_on: NaiveDate,
    /// How many people it brought, whether they are still here or not.
    pub people: u64,
}

//! Values of special categories, which can be built only from the consent that allows them (R3).

use super::answer::{Answer, Said};
use super::ids::AnswerId;
use super::purpose::{Question, SpecialPair};
use super::text::Paragraph;

/// What a person told us about one protected category for one purpose, with the Yes that it hangs on.
/// Not `Clone` and not `Debug`: it is moved to where it is kept, and never printed.
#[derive(PartialEq, Eq)]
pub struct SpecialValue {
    pair: SpecialPair,
    consent: AnswerId,
    value: Paragraph,
}

impl SpecialValue {
    /// Joins a value to the Yes that allows it. There is no other way to a value.
    #[must_use]
    pub fn allowed_by(consent: &Answer, pair: SpecialPair, value: Paragraph) -> Option<Self> {
        let matches = consent.question == Question::Special(pair) && consent.said == Said::Yes;
        matches.then_some(Self { pair, consent: consent.id, value })
    }

    /// Category and purpose.
    #[must_use]
    pub fn pair(&self) -> SpecialPair {
        self.pair
    }

    /// The Yes it hangs on.
    #[must_use]
    pub fn consent(&self) -> AnswerId {
        self.consent
    }

    /// What was said.
    #[must_use]
    pub fn value(&self) -> &Paragraph {
        &self.value
    }
}

//! A child's parent or guardian, without whose consent nothing is kept (R11).

use super::email::Email;
use super::name::PersonName;
use super::phone::Phone;
use super::text::Line;

/// Someone responsible for a child who said Yes, in person. Built only by the draft's parser, from all five answers:
/// name, relationship, a contact, responsibility and consent.
#[derive(Clone, PartialEq, Eq)]
pub struct Guardian {
    pub(super) name: PersonName,
    pub(super) relationship: Line,
    pub(super) email: Option<Email>,
    pub(super) phone: Option<Phone>,
}

impl Guardian {
    /// Their name.
    #[must_use]
    pub fn name(&self) -> &PersonName {
        &self.name
    }

    /// What they are to the child, in their own words.
    #[must_use]
    pub fn relationship(&self) -> &Line {
        &self.relationship
    }

    /// Their email address; this or a telephone number is always there.
    #[must_use]
    pub fn email(&self) -> Option<&Email> {
        self.email.as_ref()
    }

    /// Their telephone number.
    #[must_use]
    pub fn phone(&self) -> Option<&Phone> {
        self.phone.as_ref()
    }
}

/// Whether these words describe somebody who is at the desk for a school or club and not for the child's family.
/// A teacher is no guardian, whatever is ticked.
#[must_use]
pub fn is_school_or_club(relationship: &str) -> bool {
    const NOT_GUARDIANS: [&str; 14] = [
        "teacher",
        "tutor",
        "headteacher",
        "head of",
        "teaching assistant",
        "school",
        "lecturer",
        "adviser",
        "advisor",
        "coach",
        "youth worker",
        "youth leader",
        "group leader",
        "childminder",
    ];
    let words = relationship.to_lowercase();
    NOT_GUARDIANS.iter().any(|word| words.contains(word))
}

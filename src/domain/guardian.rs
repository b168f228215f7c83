//! A child's parent or guardian, without whose consent nothing is kept (R11).

use super::coded::coded;
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

/// What a member of staff knows it by that a guardian agreed in person and is the child's parent or legally responsible, of a child
/// whom a list brought: nobody at this desk met them when it was taken (R11).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum InPerson {
    /// They are at the desk, and say so again.
    GuardianHere,
    /// The paper form that they filled in and signed in person was seen.
    FormSeen,
    /// The member of staff who asked them in person says so.
    StaffAsked,
}

coded!(InPerson {
    GuardianHere => "guardian-here",
    FormSeen => "form-seen",
    StaffAsked => "staff-asked",
});

impl InPerson {
    /// For people to read, after who confirmed it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::GuardianHere => "the guardian was here and said so again",
            Self::FormSeen => "the form that the guardian signed was seen",
            Self::StaffAsked => "whoever asked the guardian in person said so",
        }
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

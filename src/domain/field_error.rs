//! What is wrong with a form, and where: words for the person who can put it right, without the value itself.

use std::fmt;

use super::code::Code;
use super::coded::coded;
use super::form::Field;
use super::purpose::{Question, SpecialPair};
use super::wrong::Wrong;

/// A field of the guardian panel (R11). The two questions in it are questions like others: `Question::TO_GUARDIAN`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum GuardianField {
    /// Their name.
    Name,
    /// What they are to the child.
    Relationship,
    /// Email address.
    Email,
    /// Telephone number.
    Phone,
}

coded!(GuardianField {
    Name => "guardian_name",
    Relationship => "guardian_relationship",
    Email => "guardian_email",
    Phone => "guardian_phone",
});

/// Where on the form something is wrong.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Place {
    /// A field.
    Field(Field),
    /// "13 or over?"
    ThirteenOrOver,
    /// The guardian panel.
    Guardian(GuardianField),
    /// A consent question.
    Question(Question),
    /// The detail that a Yes reveals.
    Detail(SpecialPair),
    /// One of the event's own questions.
    Own(Code),
    /// What they asked to be sent.
    Send,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(field) => f.write_str(field.code()),
            Self::ThirteenOrOver => f.write_str("thirteen_or_over"),
            Self::Guardian(field) => f.write_str(field.code()),
            Self::Question(question) => f.write_str(question.code()),
            Self::Detail(pair) => write!(f, "detail.{pair}"),
            Self::Own(code) => write!(f, "question.{code}"),
            Self::Send => f.write_str("send_them"),
        }
    }
}

/// One thing to put right: where, and what to do. Never holds what was typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldError {
    /// Where it is.
    pub place: Place,
    /// What it is; its words say what to do, then the fact.
    pub wrong: Wrong,
}

impl FieldError {
    /// An error at `place`.
    pub fn new(place: Place, wrong: impl Into<Wrong>) -> Self {
        Self { place, wrong: wrong.into() }
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.wrong)
    }
}

/// Something on the form that was rightly not kept, said so that nobody looks for it later.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Remark {
    /// A detail whose question was not answered Yes (R3).
    DetailWithoutYes,
    /// A child's own email or telephone: news and questions go to the guardian (R11).
    ChildContactLeftOut,
    /// A guardian's details given with somebody who answers for themselves (R11).
    GuardianNotNeeded,
    /// The domain of the email looks misspelt; kept as typed.
    EmailLooksMisspelt,
    /// The telephone number is in no known range; kept as typed.
    PhoneLooksWrong,
    /// That of the emergency contact.
    EmergencyPhoneLooksWrong,
    /// That of the guardian.
    GuardianPhoneLooksWrong,
    /// The postcode has no usual form; kept as typed.
    PostcodeLooksWrong,
    /// An answer on paper without the number of the form that proves it (R13).
    PaperFormUnnumbered,
    /// The time that a list gives for the answers lies ahead of this desk's clock: one of the two is wrong (R13).
    TimeNotCome,
    /// A correction that does not settle what they wait for (R11).
    StillWaits,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DetailWithoutYes => "a sensitive detail was left out: its question was not answered Yes",
            Self::ChildContactLeftOut => "the child's own email and phone were left out: the guardian is written to",
            Self::GuardianNotNeeded => "the guardian's details were left out: this person answers for themselves",
            Self::EmailLooksMisspelt => "check the email: its domain looks misspelt; it is kept as typed",
            Self::PhoneLooksWrong => "check the phone number: no such range is known; it is kept as typed",
            Self::EmergencyPhoneLooksWrong => {
                "check the emergency contact's number: no such range is known; it is kept as typed"
            }
            Self::GuardianPhoneLooksWrong => "check the guardian's number: no such range is known; it is kept as typed",
            Self::PostcodeLooksWrong => "check the postcode: it looks unusual; it is kept as typed",
            Self::PaperFormUnnumbered => {
                "the paper form has no number here: write this reference on the form, and keep it as the proof"
            }
            Self::TimeNotCome => {
                "the time of the answers was not kept, because it has not come yet: check the list, and this laptop's clock"
            }
            Self::StillWaits => {
                "they still wait for a parent or guardian: they are in no batch until one has agreed, or their age is corrected to one that \
                 needs none"
            }
        })
    }
}

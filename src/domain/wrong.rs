//! Everything that can be wrong at a place of a form. The list is closed, so that a test can go through all of it.

use super::age::{AgeError, DateOfBirthError};
use super::country::UnknownCountry;
use super::email::EmailError;
use super::name::NameError;
use super::own_question::OwnAnswerError;
use super::phone::PhoneError;
use super::text::TextError;

/// What is wrong at a place. Its words say what to do, and never repeat what was typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Wrong {
    /// A text that cannot be kept.
    #[error(transparent)]
    Text(#[from] TextError),
    /// No name, or one that cannot be kept.
    #[error(transparent)]
    Name(#[from] NameError),
    /// No email address.
    #[error(transparent)]
    Email(#[from] EmailError),
    /// No telephone number.
    #[error(transparent)]
    Phone(#[from] PhoneError),
    /// No date of birth.
    #[error(transparent)]
    Birth(#[from] DateOfBirthError),
    /// Who speaks for the person is not settled.
    #[error(transparent)]
    Age(#[from] AgeError),
    /// No country.
    #[error(transparent)]
    Country(#[from] UnknownCountry),
    /// An answer that does not fit the event's own question.
    #[error(transparent)]
    Own(#[from] OwnAnswerError),
    /// About the form.
    #[error(transparent)]
    Form(#[from] FormWrong),
    /// A contact detail that a Yes asks for.
    #[error(transparent)]
    Contact(#[from] ContactWrong),
    /// About the guardian panel.
    #[error(transparent)]
    Guardian(#[from] GuardianWrong),
    /// About an answer to a consent question, or a wish.
    #[error(transparent)]
    Answer(#[from] AnswerWrong),
}

/// What the event's form asks for, and does not.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FormWrong {
    /// A value for what the event does not ask.
    #[error("Leave this out: this event does not ask it")]
    NotAsked,
    /// No value for what the event needs.
    #[error("Fill this in: this event needs it")]
    Needed,
}

/// A Yes to a channel, or a wish to be sent something, without where it goes (R7, R28).
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ContactWrong {
    /// To the visitor by email.
    #[error("Add the email they said Yes to")]
    Email,
    /// To the visitor by telephone.
    #[error("Add the phone they said Yes to")]
    Phone,
    /// By post.
    #[error("Add the address they said Yes to")]
    Address,
    /// To a child's guardian by email (R11).
    #[error("Add the guardian's email, or answer No")]
    GuardianEmail,
    /// To a child's guardian by telephone (R11).
    #[error("Add the guardian's phone, or answer No")]
    GuardianPhone,
}

/// What the guardian panel lacks (R11).
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum GuardianWrong {
    /// Nobody said that they are responsible.
    #[error("Only a parent or legal guardian can agree")]
    NotResponsible,
    /// Nobody asked them, or noted what they said.
    #[error("Ask the guardian; without their Yes keep nothing")]
    NoConsent,
    /// They said No.
    #[error("Keep nothing: the guardian said No")]
    Refused,
    /// No relationship.
    #[error("Say who they are")]
    RelationshipMissing,
    /// Somebody from a school or a club.
    #[error("Ask for a parent: a teacher cannot agree")]
    SchoolOrClub,
    /// Neither email nor telephone.
    #[error("Add the guardian's phone or email")]
    ContactMissing,
}

/// An answer that cannot stand on a form.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AnswerWrong {
    /// It was given to the words of another notice.
    #[error("Ask again: the notice has changed")]
    NoticeChanged,
    /// Taking a Yes back has a page of its own.
    #[error("Withdraw it on the person's own page")]
    Withdrawn,
    /// A Yes or No where recording rests on objection (R12).
    #[error("Tick objects, or leave it empty")]
    ObjectsOrNothing,
    /// Asked out loud what is asked on the visitor's screen only (R3).
    #[error("Ask this on the visitor's own screen only")]
    OnTheirScreenOnly,
    /// A wish to be sent something, answered other than Yes (R28).
    #[error("Leave this out, or note the wish")]
    WishOnly,
    /// The number of the paper form cannot be kept.
    #[error("Write the paper form's number")]
    PaperForm,
    /// A wish without what is to be sent (R28).
    #[error("Choose what to send")]
    NothingToSend,
    /// What is to be sent without the wish (R28).
    #[error("Note how they asked for it")]
    NoWish,
    /// Something that the event does not send.
    #[error("Choose from this event's list")]
    NotOnOffer,
}

//! A registration: who came, and what they agreed to. Built by [`RegistrationDraft::parse`] or read back from the
//! record that one was written as; a child's cannot be built without its guardian (R11).
//!
//! [`RegistrationDraft::parse`]: super::draft::RegistrationDraft::parse

use chrono::NaiveDate;

use super::age::{AgeAnswer, AgeStanding, DateOfBirth};
use super::answer::Answer;
use super::country::Country;
use super::email::Email;
use super::guardian::Guardian;
use super::ids::{RegistrationId, VisitorId};
use super::name::PersonName;
use super::own_question::OwnAnswer;
use super::phone::Phone;
use super::postcode::Postcode;
use super::send::Sendable;
use super::special::SpecialValue;
use super::text::{Line, Paragraph};

/// Whom to call in an emergency: a person with rights too, never in a marketing or CRM export (R2).
#[derive(Clone, PartialEq, Eq)]
pub struct EmergencyContact {
    /// Their name.
    pub name: Option<PersonName>,
    /// Their telephone number.
    pub phone: Option<Phone>,
    /// What they are to the visitor.
    pub relationship: Option<Line>,
}

/// Who came (R2). Every value has been checked on its own; which of them are there is the form's business.
#[derive(Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is documented where the form names it: `Field`")]
pub struct Person {
    pub role: Option<Line>,
    pub name: PersonName,
    pub given_name: Option<Line>,
    pub family_name: Option<Line>,
    pub badge_name: Option<Line>,
    pub email: Option<Email>,
    pub phone: Option<Phone>,
    pub date_of_birth: Option<DateOfBirth>,
    pub thirteen_or_over: Option<AgeAnswer>,
    pub gender: Option<Line>,
    pub address_line_1: Option<Line>,
    pub address_line_2: Option<Line>,
    pub city: Option<Line>,
    pub postcode: Option<Postcode>,
    pub country: Option<Country>,
    pub nationality: Option<Country>,
    pub organisation: Option<Line>,
    pub education_now: Option<Line>,
    pub education_past: Option<Line>,
    pub profession: Option<Line>,
    pub looking_for: Option<Line>,
    pub subjects: Vec<Line>,
    pub year_of_entry: Option<Line>,
    pub heard_about_us: Option<Line>,
    pub contact_language: Option<Line>,
    pub communication_preference: Option<Line>,
    pub note: Option<Paragraph>,
    pub emergency: Option<EmergencyContact>,
}

/// One visitor at one event, with everything they said. It has no `Debug`: it is somebody's personal data.
#[derive(PartialEq, Eq)]
pub struct Registration {
    pub(super) id: RegistrationId,
    pub(super) visitor: VisitorId,
    pub(super) aged_on: NaiveDate,
    pub(super) person: Person,
    pub(super) standing: AgeStanding,
    pub(super) guardian: Option<Guardian>,
    pub(super) answers: Vec<Answer>,
    pub(super) special: Vec<SpecialValue>,
    pub(super) own: Vec<OwnAnswer>,
    pub(super) send: Vec<Sendable>,
}

impl Registration {
    /// Its id, chosen when the form was begun.
    #[must_use]
    pub fn id(&self) -> RegistrationId {
        self.id
    }

    /// Whose it is.
    #[must_use]
    pub fn visitor(&self) -> VisitorId {
        self.visitor
    }

    /// Who came.
    #[must_use]
    pub fn person(&self) -> &Person {
        &self.person
    }

    /// The event's own date on which their age was worked out (R11).
    #[must_use]
    pub fn aged_on(&self) -> NaiveDate {
        self.aged_on
    }

    /// Whether they speak for themselves (R11), and whether they are known to be adult (R12).
    #[must_use]
    pub fn standing(&self) -> AgeStanding {
        self.standing
    }

    /// The guardian; there is one exactly when the standing needs one.
    #[must_use]
    pub fn guardian(&self) -> Option<&Guardian> {
        self.guardian.as_ref()
    }

    /// What was answered.
    #[must_use]
    pub fn answers(&self) -> &[Answer] {
        &self.answers
    }

    /// Values of special categories, each with its Yes.
    #[must_use]
    pub fn special(&self) -> &[SpecialValue] {
        &self.special
    }

    /// Answers to the event's own questions.
    #[must_use]
    pub fn own(&self) -> &[OwnAnswer] {
        &self.own
    }

    /// What they asked to be sent (R28).
    #[must_use]
    pub fn send(&self) -> &[Sendable] {
        &self.send
    }
}

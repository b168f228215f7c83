//! From a draft to a registration. All errors are collected, so that a form can show every one of them at once.

mod answers;
mod contacts;
mod family;
mod person;
mod unusual;

use chrono::NaiveDate;

use super::age::{self, AgeStanding};
use super::draft::RegistrationDraft;
use super::event::Event;
use super::field_error::{FieldError, Place, Remark};
use super::guardian::Guardian;
use super::registration::Registration;
use super::wrong::Wrong;

pub(super) use family::guardian;
pub(super) use person::date_of_birth;

/// A form that holds: the registration, and what was rightly left out of it.
pub struct Parsed {
    /// What will be saved.
    pub registration: Registration,
    /// What staff should know; never a reason not to save.
    pub remarks: Vec<Remark>,
}

/// What the parts of the parser add to while they go.
#[derive(Default)]
struct Findings {
    errors: Vec<FieldError>,
    remarks: Vec<Remark>,
}

impl Findings {
    /// Notes an error and goes on, so that all are found at once.
    fn take<T>(&mut self, place: Place, result: Result<T, impl Into<Wrong>>) -> Option<T> {
        result.map_err(|wrong| self.errors.push(FieldError::new(place, wrong))).ok()
    }

    fn error(&mut self, place: Place, wrong: impl Into<Wrong>) {
        self.errors.push(FieldError::new(place, wrong));
    }
}

impl RegistrationDraft {
    /// Checks the whole form on the event's own date and builds the registration: the only way to one.
    ///
    /// A child's needs its guardian's Yes to both questions (R11). Special details are taken only after their Yes (R3).
    /// Nothing that was typed is lost by an error: the draft is only read.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the form.
    pub fn parse(&self, event: &Event, today: NaiveDate) -> Result<Parsed, Vec<FieldError>> {
        let mut findings = Findings::default();
        let mut person = person::read(self, event, today, &mut findings);
        let standing = self.settle_age(event, today, &mut findings);
        let own = answers::own(self, event, today, &mut findings);

        let child = standing == Some(AgeStanding::NeedsGuardian);
        let guardian = match (child, guardian(self)) {
            (true, Ok(guardian)) => Some(guardian),
            (true, Err(errors)) => {
                findings.errors.extend(errors);
                None
            }
            (false, _) => None,
        };
        if let Some(person) = person.as_mut() {
            if child && (person.email.take().is_some() | person.phone.take().is_some()) {
                findings.remarks.push(Remark::ChildContactLeftOut);
            }
            let typed = self.guardian.values().any(|typed| !typed.trim().is_empty());
            let told = typed || self.answers.keys().any(|question| question.is_to_guardian());
            if !child && standing.is_some() && told {
                findings.remarks.push(Remark::GuardianNotNeeded);
            }
        }

        let send = answers::send(self, event, &mut findings);
        let answers = standing.map(|who| answers::read(self, event, who, &mut findings)).unwrap_or_default();
        if let Some(person) = &person {
            contacts::check(person, guardian.as_ref(), child, &answers, &send, &mut findings);
        }
        let special = answers::special(self, &answers, &mut findings);
        // Last: what was left out says more.
        if guardian.as_ref().and_then(Guardian::phone).is_some_and(|phone| phone.warning().is_some()) {
            findings.remarks.push(Remark::GuardianPhoneLooksWrong);
        }

        match (person, standing) {
            (Some(person), Some(standing)) if findings.errors.is_empty() => {
                let (id, visitor) = (self.registration, self.visitor);
                let registration = Registration {
                    id,
                    visitor,
                    aged_on: today,
                    person,
                    standing,
                    guardian,
                    answers,
                    special,
                    own,
                    send,
                };
                Ok(Parsed { registration, remarks: findings.remarks })
            }
            _ => Err(findings.errors),
        }
    }

    /// Works out who speaks, from the date of birth and "13 or over?" (R11).
    fn settle_age(&self, event: &Event, today: NaiveDate, findings: &mut Findings) -> Option<AgeStanding> {
        // A date of birth that cannot be read has its own error already; guessing an age from nothing would hide it.
        let birth = date_of_birth(self, today).ok()?;
        let settled = age::standing(birth, self.thirteen_or_over, today, event.definition().ages);
        findings.take(Place::ThirteenOrOver, settled)
    }

    /// Whether the guardian panel is the next thing to fill in: the form shows it by this rule too.
    #[must_use]
    pub fn needs_guardian(&self, event: &Event, today: NaiveDate) -> bool {
        self.standing(event, today) == Some(AgeStanding::NeedsGuardian)
    }

    /// Who speaks for the visitor, as far as the form says it (R11); `None` until that is settled. A date that is none counts as
    /// none typed.
    #[must_use]
    pub fn standing(&self, event: &Event, today: NaiveDate) -> Option<AgeStanding> {
        let birth = date_of_birth(self, today).ok().flatten();
        age::standing(birth, self.thirteen_or_over, today, event.definition().ages).ok()
    }
}

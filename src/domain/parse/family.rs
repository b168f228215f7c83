//! The guardian panel (R11).

use crate::domain::answer::Said;
use crate::domain::draft::RegistrationDraft;
use crate::domain::email::Email;
use crate::domain::field_error::{FieldError, GuardianField, Place};
use crate::domain::guardian::{Guardian, is_school_or_club};
use crate::domain::name::PersonName;
use crate::domain::phone::Phone;
use crate::domain::purpose::{GuardianQuestion, Question};
use crate::domain::text::Line;
use crate::domain::wrong::GuardianWrong;

use super::Findings;
use super::person::numbering;

/// Reads the guardian panel: a name, a relationship, a contact, and Yes to both questions, all five.
pub(in crate::domain) fn guardian(draft: &RegistrationDraft) -> Result<Guardian, Vec<FieldError>> {
    let mut findings = Findings::default();
    let typed = |field| draft.guardian_field(field);
    let place = Place::Guardian;

    for question in [GuardianQuestion::Consent, GuardianQuestion::Responsible] {
        let asked = Question::Guardian(question);
        let said = draft.said(asked);
        if said != Some(Said::Yes) {
            findings.error(Place::Question(asked), without_yes(question, said));
        }
    }
    let name = findings.take(place(GuardianField::Name), PersonName::parse(typed(GuardianField::Name)));
    let relationship = relationship(typed(GuardianField::Relationship), &mut findings);
    let email = non_empty(typed(GuardianField::Email))
        .and_then(|typed| findings.take(place(GuardianField::Email), Email::parse(typed)));
    let phone = non_empty(typed(GuardianField::Phone))
        .and_then(|typed| findings.take(place(GuardianField::Phone), Phone::parse(typed, numbering(draft))));
    if typed(GuardianField::Email).is_empty() && typed(GuardianField::Phone).is_empty() {
        findings.error(place(GuardianField::Phone), GuardianWrong::ContactMissing);
    }
    match (name, relationship) {
        (Some(name), Some(relationship)) if findings.errors.is_empty() => {
            Ok(Guardian { name, relationship, email, phone })
        }
        _ => Err(findings.errors),
    }
}

fn without_yes(question: GuardianQuestion, said: Option<Said>) -> GuardianWrong {
    match (question, said) {
        (GuardianQuestion::Responsible, _) => GuardianWrong::NotResponsible,
        (GuardianQuestion::Consent, None | Some(Said::LeftBlank)) => GuardianWrong::NoConsent,
        (GuardianQuestion::Consent, Some(_)) => GuardianWrong::Refused,
    }
}

fn relationship(typed: &str, findings: &mut Findings) -> Option<Line> {
    let place = Place::Guardian(GuardianField::Relationship);
    if typed.is_empty() {
        findings.error(place, GuardianWrong::RelationshipMissing);
        return None;
    }
    if is_school_or_club(typed) {
        findings.error(place, GuardianWrong::SchoolOrClub);
        return None;
    }
    findings.take(place, Line::parse(typed))
}

fn non_empty(typed: &str) -> Option<&str> {
    (!typed.is_empty()).then_some(typed)
}

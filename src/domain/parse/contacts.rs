//! Which contact detail a Yes, or a wish to be sent something, needs. One rule for what was read and for what is typed so
//! far, so that the desk can ask before anybody saves.

use crate::domain::answer::{Answer, Said};
use crate::domain::draft::RegistrationDraft;
use crate::domain::event::Event;
use crate::domain::field_error::{GuardianField, Place};
use crate::domain::form::Field;
use crate::domain::guardian::Guardian;
use crate::domain::purpose::{Channel, Question};
use crate::domain::registration::Person;
use crate::domain::send::{SendBy, Sendable};
use crate::domain::wrong::ContactWrong;

use super::Findings;

/// A contact detail that is asked for: where it goes, and what is wrong without it.
struct Asked {
    place: Place,
    wrong: ContactWrong,
}

/// What the answers ask for, in the order of the form. A child's email and phone are its guardian's (R11).
fn asked(child: bool, news: impl Fn(Channel) -> bool, sent_by: impl Fn(SendBy) -> bool) -> Vec<Asked> {
    let mut asked = Vec::new();
    let mut ask = |wanted: bool, place: Place, wrong| {
        if wanted {
            asked.push(Asked { place, wrong });
        }
    };
    let email = news(Channel::Email) || sent_by(SendBy::Email);
    let phone = news(Channel::Sms) || news(Channel::Phone);
    if child {
        ask(email, Place::Guardian(GuardianField::Email), ContactWrong::GuardianEmail);
        ask(phone, Place::Guardian(GuardianField::Phone), ContactWrong::GuardianPhone);
    } else {
        ask(email, Place::Field(Field::Email), ContactWrong::Email);
        ask(phone, Place::Field(Field::Phone), ContactWrong::Phone);
    }
    let post = news(Channel::Post) || sent_by(SendBy::Post);
    ask(post, Place::Field(Field::AddressLine1), ContactWrong::Address);
    asked
}

/// Finds what is missing in a form that was read.
pub(super) fn check(
    person: &Person,
    guardian: Option<&Guardian>,
    child: bool,
    answers: &[Answer],
    send: &[Sendable],
    findings: &mut Findings,
) {
    if child && guardian.is_none() {
        return;
    }
    let news =
        |channel| answers.iter().any(|answer| answer.question == Question::News(channel) && answer.said == Said::Yes);
    for Asked { place, wrong } in asked(child, news, |by| send.iter().any(|sendable| sendable.by == by)) {
        let is_there = match &place {
            Place::Guardian(GuardianField::Email) => guardian.and_then(Guardian::email).is_some(),
            Place::Guardian(_) => guardian.and_then(Guardian::phone).is_some(),
            Place::Field(Field::Email) => person.email.is_some(),
            Place::Field(Field::Phone) => person.phone.is_some(),
            _ => person.address_line_1.is_some(),
        };
        // The value may be there and wrong: one error for one box is enough.
        if !is_there && findings.errors.iter().all(|error| error.place != place) {
            findings.error(place, wrong);
        }
    }
}

impl RegistrationDraft {
    /// The contact details that the answers so far ask for and nobody has typed yet, in the order of the form, each with
    /// what [`RegistrationDraft::parse`] would refuse the form with. The desk asks for them before saving.
    #[must_use]
    pub fn contacts_wanted(&self, event: &Event, child: bool) -> Vec<(Place, ContactWrong)> {
        let news = |channel| self.said(Question::News(channel)) == Some(Said::Yes);
        let sent_by = |by| {
            let mut chosen = self.send.iter().filter_map(|typed| Sendable::find(&event.definition().send, typed));
            chosen.any(|sendable| sendable.by == by)
        };
        let is_typed = |place: &Place| match place {
            Place::Guardian(field) => !self.guardian_field(*field).is_empty(),
            Place::Field(field) => !self.field(*field).is_empty(),
            _ => true,
        };
        let wanted = asked(child, news, sent_by).into_iter().filter(|asked| !is_typed(&asked.place));
        wanted.map(|Asked { place, wrong }| (place, wrong)).collect()
    }
}

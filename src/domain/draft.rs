//! A form that is being filled in: strings, as typed. `parse` is the only way from here to a registration.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::age::{self, AgeAnswer, AgeStanding};
use super::answer::{How, NoticeCard, NoticeHash, Said};
use super::code::Code;
use super::event::Event;
use super::field_error::GuardianField;
use super::form::Field;
use super::ids::{AnswerId, RegistrationId, VisitorId};
use super::moment::{AnsweredAt, Certainty};
use super::parse::{date_of_birth, guardian};
use super::purpose::{Question, SpecialPair};
use super::staff::Handle;

/// An answer on a form that is not saved yet. The words come from the notice named here, which was on the screen.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerDraft {
    /// Chosen when the form was begun.
    pub id: AnswerId,
    /// What was said.
    pub said: Said,
    /// When.
    pub answered: AnsweredAt,
    /// How it reached the desk.
    pub how: How,
    /// What the person was given to read.
    pub notice_card: NoticeCard,
    /// The notice whose words were shown.
    pub notice: NoticeHash,
    /// Who entered it.
    pub staff: Handle,
    /// The number of the paper form.
    pub paper_form: Option<String>,
}

/// A form as it stands on the screen, or as a row of a file. It has no `Debug`: it is somebody's personal data.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationDraft {
    /// Chosen when the form was begun, so that saving twice is saving once.
    pub registration: RegistrationId,
    /// Chosen when the form was begun.
    pub visitor: VisitorId,
    /// What was typed, by field.
    pub fields: BTreeMap<Field, String>,
    /// "13 or over?"
    pub thirteen_or_over: Option<AgeAnswer>,
    /// What was typed into the guardian panel; the two questions in it are among the answers.
    pub guardian: BTreeMap<GuardianField, String>,
    /// The consent questions answered so far, the guardian's own among them.
    pub answers: BTreeMap<Question, AnswerDraft>,
    /// What was typed after a Yes to a special category.
    pub details: BTreeMap<SpecialPair, String>,
    /// The event's own questions.
    pub own: BTreeMap<Code, String>,
    /// What they asked to be sent, by label.
    pub send: Vec<String>,
    /// The country, by its two letters, whose numbering telephone numbers without `+` belong to, where staff chose one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_country: Option<String>,
    /// BCP 47 tag of the language that the visitor is asked in, where it is not the one that the notice was published in. What was
    /// answered before it was chosen stays as it was answered: each answer names the words that were on the screen (R13).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What staff have noted beside it.
    #[serde(default, skip_serializing_if = "Beside::is_empty")]
    pub beside: Beside,
}

/// What staff have noted beside a form while it is filled in: what the answers that follow are proven by (R13), and who the visitor
/// is or is not (R14). Of it only what an answer or the desk is told with it is saved with a visitor.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Beside {
    /// How the next answer reaches the desk, where that is not out loud.
    pub how: Option<How>,
    /// The number of this visitor's paper form.
    pub paper_form: String,
    /// What they were given of the notice, by the hash of the words that they were given.
    pub cards: BTreeMap<NoticeHash, NoticeCard>,
    /// Registrations that staff said are somebody else's.
    pub apart: BTreeSet<RegistrationId>,
    /// The registration that staff said is this person's: not its name, which an erasure of that one would leave here (R18).
    pub same_as: Option<RegistrationId>,
    /// The news that this person opted out of and brings up themselves, so that they may be asked (R7).
    pub brought_up: BTreeSet<Question>,
}

impl Beside {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Why a half-filled form may not reach the disk yet (R11).
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotYet {
    /// Nobody has said whether they are 13 or over.
    #[error("Ask \"13 or over?\" first. Until then this form is kept in memory only.")]
    AgeNotSettled,
    /// A child, and the guardian has not said Yes to both questions.
    #[error("The guardian has not said Yes yet. Until then this form is kept in memory only.")]
    GuardianHasNotAgreed,
}

/// A half-filled form that may be kept: its age question is settled and every special detail in it has its Yes.
/// Built only by [`RegistrationDraft::storable`].
pub struct StorableDraft(RegistrationDraft);

impl StorableDraft {
    /// The form.
    #[must_use]
    pub fn draft(&self) -> &RegistrationDraft {
        &self.0
    }
}

impl RegistrationDraft {
    /// An empty form.
    #[must_use]
    pub fn new(registration: RegistrationId, visitor: VisitorId) -> Self {
        Self {
            registration,
            visitor,
            fields: BTreeMap::new(),
            thirteen_or_over: None,
            guardian: BTreeMap::new(),
            answers: BTreeMap::new(),
            details: BTreeMap::new(),
            own: BTreeMap::new(),
            send: Vec::new(),
            phone_country: None,
            language: None,
            beside: Beside::default(),
        }
    }

    /// What was typed into a field, without the white space around it.
    #[must_use]
    pub fn field(&self, field: Field) -> &str {
        self.fields.get(&field).map_or("", |typed| typed.trim())
    }

    /// The name as far as it was typed; may be empty.
    #[must_use]
    pub fn name(&self) -> String {
        let parts = [Field::FullName, Field::GivenName, Field::FamilyName].map(|field| self.field(field));
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// What was typed into the guardian panel, without the white space around it.
    #[must_use]
    pub fn guardian_field(&self, field: GuardianField) -> &str {
        self.guardian.get(&field).map_or("", |typed| typed.trim())
    }

    /// Whether a question of the form was answered in any way.
    #[must_use]
    pub fn said(&self, question: Question) -> Option<Said> {
        self.answers.get(&question).map(|answer| answer.said)
    }

    /// The event's own date on which this visitor came: ages are those of that day, also where a list or a paper form is
    /// typed in on a later one (R11). Of an answer whose time nobody noted, the event's first day, which asks for a
    /// guardian rather than for none.
    #[must_use]
    pub fn came_on(&self, event: &Event, today: NaiveDate) -> NaiveDate {
        let first = event.definition().first_day.min(today);
        let day = |answer: &AnswerDraft| match answer.answered.certainty {
            Certainty::Clock | Certainty::Written => event.date_at(answer.answered.at.to_utc()),
            Certainty::Unknown => first,
        };
        self.answers.values().map(day).min().unwrap_or(today).clamp(first, today)
    }

    /// Lets go what was answered to the words of another version of the notice, with whatever hung on those answers, so that it is
    /// asked again (R26, R3); answers how many questions that is. What was typed elsewhere stays, and so does what was answered
    /// in another language of the same version. A language that the version does not stand in is one nobody can be asked in.
    pub fn ask_again(&mut self, event: &Event) -> usize {
        let before = self.answers.len();
        self.language.take_if(|tag| event.in_language(tag).is_none());
        self.answers.retain(|_, answer| event.words_under(answer.notice).is_some());
        let asked_again = before - self.answers.len();
        if asked_again > 0 {
            let yes = |question| self.answers.get(&question).is_some_and(|answer| answer.said == Said::Yes);
            self.details.retain(|&pair, _| yes(Question::Special(pair)));
            if !yes(Question::SendThem) {
                self.send.clear();
            }
        }
        asked_again
    }

    /// Lets a form reach the disk once nothing in it has to stay in memory (R11, R3).
    ///
    /// # Errors
    /// Says what has to be settled first.
    pub fn storable(&self, event: &Event, today: NaiveDate) -> Result<StorableDraft, NotYet> {
        let birth = date_of_birth(self, today).map_err(|_| NotYet::AgeNotSettled)?;
        let ages = event.definition().ages;
        match age::standing(birth, self.thirteen_or_over, today, ages) {
            Err(_) => return Err(NotYet::AgeNotSettled),
            Ok(AgeStanding::NeedsGuardian) if guardian(self).is_err() => {
                return Err(NotYet::GuardianHasNotAgreed);
            }
            Ok(_) => {}
        }
        let mut kept = self.clone();
        kept.details.retain(|&pair, _| self.said(Question::Special(pair)) == Some(Said::Yes));
        Ok(StorableDraft(kept))
    }
}

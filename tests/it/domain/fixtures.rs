//! An event, and forms filled in at it.

use chrono::{DateTime, FixedOffset, NaiveDate};
use lanyard::domain::age::AgeAnswer;
use lanyard::domain::answer::{How, NoticeCard, Said};
use lanyard::domain::draft::{AnswerDraft, RegistrationDraft};
use lanyard::domain::event::{Event, EventDefinition};
use lanyard::domain::field_error::{FieldError, GuardianField, Place, Remark};
use lanyard::domain::form::Field;
use lanyard::domain::ids::{AnswerId, EventId, RegistrationId, VisitorId};
use lanyard::domain::moment::AnsweredAt;
use lanyard::domain::parse::Parsed;
use lanyard::domain::purpose::{Question, SpecialPair};
use lanyard::domain::registration::Registration;
use lanyard::domain::staff::Handle;
use lanyard::lists::event_file::{EXAMPLE_EVENT, EventFile};
use uuid::Uuid;

/// The event of `assets/event-example.toml`.
pub(super) fn event() -> Event {
    event_with(|_| {})
}

/// The same event, with other settings.
pub(super) fn event_with(change: impl FnOnce(&mut EventDefinition)) -> Event {
    let mut file = EventFile::parse(EXAMPLE_EVENT).unwrap();
    change(&mut file.definition);
    file.event(EventId(Uuid::from_u128(1)), None).unwrap()
}

pub(super) fn today() -> NaiveDate {
    date("2026-11-21")
}

pub(super) fn date(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

pub(super) fn now() -> DateTime<FixedOffset> {
    time("2026-11-21T12:00:00+00:00")
}

pub(super) fn time(iso: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(iso).unwrap()
}

pub(super) fn staff() -> Handle {
    Handle::parse("alex").unwrap()
}

/// A form that is being filled in at an event.
pub(super) struct Filled<'a> {
    pub(super) draft: RegistrationDraft,
    pub(super) event: &'a Event,
}

/// A form with nothing on it.
pub(super) fn blank(event: &Event) -> Filled<'_> {
    let draft = RegistrationDraft::new(RegistrationId(Uuid::from_u128(2)), VisitorId(Uuid::from_u128(3)));
    Filled { draft, event }
}

/// Somebody grown up, with a name and nothing else.
pub(super) fn adult(event: &Event) -> Filled<'_> {
    blank(event).field(Field::GivenName, "Zoë").field(Field::DateOfBirth, "1990-05-04")
}

/// A child of twelve and its mother, who has said Yes to both questions.
pub(super) fn child(event: &Event) -> Filled<'_> {
    blank(event)
        .field(Field::GivenName, "Kit")
        .field(Field::DateOfBirth, "2014-01-31")
        .guardian(GuardianField::Name, "Robin Hale")
        .guardian(GuardianField::Relationship, "Mother")
        .guardian(GuardianField::Phone, "07700 900123")
        .said(Question::TO_GUARDIAN[0], Said::Yes)
        .said(Question::TO_GUARDIAN[1], Said::Yes)
}

impl Filled<'_> {
    pub(super) fn field(mut self, field: Field, typed: &str) -> Self {
        self.draft.fields.insert(field, typed.to_owned());
        self
    }

    pub(super) fn guardian(mut self, field: GuardianField, typed: &str) -> Self {
        self.draft.guardian.insert(field, typed.to_owned());
        self
    }

    pub(super) fn thirteen_or_over(mut self, answer: AgeAnswer) -> Self {
        self.draft.thirteen_or_over = Some(answer);
        self
    }

    pub(super) fn said(self, question: Question, said: Said) -> Self {
        self.said_how(question, said, How::OnScreen)
    }

    pub(super) fn said_how(mut self, question: Question, said: Said, how: How) -> Self {
        let at = Question::ALL.iter().position(|&each| each == question).unwrap();
        let id = AnswerId(Uuid::from_u128(100 + at as u128));
        let notice = self.event.notice_hash();
        let notice_card = NoticeCard::Given;
        let answered = AnsweredAt::now(now());
        let answer = AnswerDraft { id, said, answered, how, notice_card, notice, staff: staff(), paper_form: None };
        self.draft.answers.insert(question, answer);
        self
    }

    /// The form without an answer.
    pub(super) fn not_asked(mut self, question: Question) -> Self {
        self.draft.answers.remove(&question);
        self
    }

    pub(super) fn detail(mut self, pair: SpecialPair, typed: &str) -> Self {
        self.draft.details.insert(pair, typed.to_owned());
        self
    }

    pub(super) fn send(mut self, label: &str) -> Self {
        self.draft.send.push(label.to_owned());
        self
    }

    pub(super) fn parse(&self) -> Result<Parsed, Vec<FieldError>> {
        self.draft.parse(self.event, today())
    }

    /// The registration, of a form that holds.
    pub(super) fn kept(&self) -> Registration {
        self.parsed().registration
    }

    /// What was left out, of a form that holds.
    pub(super) fn remarks(&self) -> Vec<Remark> {
        self.parsed().remarks
    }

    fn parsed(&self) -> Parsed {
        self.parse().unwrap_or_else(|errors| panic!("the form has errors: {errors:?}"))
    }

    /// What is wrong, of a form that does not hold.
    pub(super) fn errors(&self) -> Vec<FieldError> {
        self.parse().err().expect("the form has an error")
    }

    /// Where the errors are.
    pub(super) fn wrong_places(&self) -> Vec<Place> {
        self.errors().into_iter().map(|error| error.place).collect()
    }
}

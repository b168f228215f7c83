//! A form as it is filled in while the visitor stands at the desk: every answer has the desk's own time.

use lanyard::desk::{DeskError, Saved};
use lanyard::domain::age::AgeAnswer;
use lanyard::domain::answer::{How, NoticeCard, Said};
use lanyard::domain::code::Code;
use lanyard::domain::draft::{AnswerDraft, RegistrationDraft};
use lanyard::domain::field_error::{GuardianField, Place};
use lanyard::domain::form::Field;
use lanyard::domain::ids::{AnswerId, RegistrationId, VisitorId};
use lanyard::domain::moment::AnsweredAt;
use lanyard::domain::purpose::{Question, SpecialPair};

use crate::desk::scene::{Scene, lead, register_listed};

/// A visitor at a desk, and the form so far.
pub(super) struct Form<'s> {
    scene: &'s mut Scene,
    pub(super) draft: RegistrationDraft,
}

impl<'s> Form<'s> {
    /// Somebody of that given name, of whom nothing else is known.
    pub(super) fn of(scene: &'s mut Scene, name: &str) -> Self {
        let ids = (RegistrationId(scene.desk.new_id()), VisitorId(scene.desk.new_id()));
        let draft = RegistrationDraft::new(ids.0, ids.1);
        Self { scene, draft }.field(Field::GivenName, name)
    }

    /// A grown-up.
    pub(super) fn adult(scene: &'s mut Scene, name: &str) -> Self {
        Self::of(scene, name).field(Field::DateOfBirth, "1990-05-04")
    }

    /// A child born that day, whose mother Robin is there and says Yes to both questions.
    pub(super) fn child(scene: &'s mut Scene, name: &str, born: &str) -> Self {
        Self::of(scene, name)
            .field(Field::DateOfBirth, born)
            .guardian(GuardianField::Name, "Robin Hale")
            .guardian(GuardianField::Relationship, "Mother")
            .guardian(GuardianField::Email, "robin@example.org")
            .said(Question::TO_GUARDIAN[0], Said::Yes)
            .said(Question::TO_GUARDIAN[1], Said::Yes)
    }

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

    /// An answer that was said aloud.
    pub(super) fn said(self, question: Question, said: Said) -> Self {
        self.said_how(question, said, How::OutLoud)
    }

    pub(super) fn said_how(self, question: Question, said: Said, how: How) -> Self {
        let answered = AnsweredAt::now(self.scene.desk.now());
        self.said_at(question, said, how, answered)
    }

    pub(super) fn said_at(mut self, question: Question, said: Said, how: How, answered: AnsweredAt) -> Self {
        let id = AnswerId(self.scene.desk.new_id());
        let notice = self.scene.desk.event(&self.scene.event).unwrap().notice_hash();
        let (notice_card, staff) = (NoticeCard::Given, lead());
        let answer = AnswerDraft { id, said, answered, how, notice_card, notice, staff, paper_form: None };
        self.draft.answers.insert(question, answer);
        self
    }

    /// An answer that was said aloud to the words in another language of the notice.
    pub(super) fn said_in(mut self, tag: &str, question: Question, said: Said) -> Self {
        let event = self.scene.desk.event(&self.scene.event).unwrap().in_language(tag).unwrap();
        self.draft.language = Some(tag.to_owned());
        self = self.said(question, said);
        self.draft.answers.get_mut(&question).unwrap().notice = event.notice_hash();
        self
    }

    pub(super) fn detail(mut self, pair: SpecialPair, typed: &str) -> Self {
        self.draft.details.insert(pair, typed.to_owned());
        self
    }

    /// An answer to one of the event's own questions.
    pub(super) fn own(mut self, question: &str, typed: &str) -> Self {
        self.draft.own.insert(Code::new(question).unwrap(), typed.to_owned());
        self
    }

    /// The number of the paper form that every answer is on.
    pub(super) fn on_form(mut self, number: &str) -> Self {
        self.draft.answers.values_mut().for_each(|answer| answer.paper_form = Some(number.to_owned()));
        self
    }

    pub(super) fn send(mut self, label: &str) -> Self {
        self.draft.send.push(label.to_owned());
        self.said(Question::SendThem, Said::Yes)
    }

    /// Saves a form that holds.
    pub(super) fn save(self) -> RegistrationId {
        let id = self.draft.registration;
        match self.try_save() {
            Ok(()) => id,
            Err(places) => panic!("the form has errors: {places:?}"),
        }
    }

    /// Saves it as a row of a list that others wrote.
    pub(super) fn listed(self) -> Result<Saved, DeskError> {
        register_listed(&mut self.scene.desk, &self.draft, &self.scene.event)
    }

    /// Where the errors are, of a form that does not hold.
    pub(super) fn refused(self) -> Vec<Place> {
        self.try_save().expect_err("the form was saved")
    }

    fn try_save(self) -> Result<(), Vec<Place>> {
        match self.scene.desk.register(&self.draft, &self.scene.event) {
            Ok(_) => Ok(()),
            Err(DeskError::Form(errors)) => Err(errors.into_iter().map(|error| error.place).collect()),
            Err(other) => panic!("{other}"),
        }
    }
}

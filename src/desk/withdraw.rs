//! Taking a Yes back, or objecting: as few steps as giving it took, and at once (R3, R9, R15).

use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::age::AgeStanding;
use crate::domain::answer::{Answer, Evidence, GivenBy, How, NoticeCard, Said, may_take_back};
use crate::domain::event::Event;
use crate::domain::event_words::EventWords;
use crate::domain::ids::{AnswerId, RegistrationId};
use crate::domain::moment::AnsweredAt;
use crate::domain::purpose::Question;
use crate::domain::statement::Statement;
use crate::domain::text::Line;
use crate::store::act::{self, Act};
use crate::store::registrations::{self, State};
use crate::store::{answers, events};

use super::{Desk, DeskError};

/// How somebody takes an answer back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Withdrawal {
    /// What they take back.
    pub question: Question,
    /// Whether they object, which weighs more and stands until they change it themselves.
    pub objects: bool,
    /// How they said it.
    pub how: How,
}

/// Several withdrawals that were said in one breath, and how.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// What they take back, and whether they object to it.
    pub what: Vec<(Question, bool)>,
    /// How they said it.
    pub how: How,
    /// The number of the paper form, where there was one.
    pub paper_form: Option<String>,
    /// In which language they were asked (BCP 47); without one, in the one that they were asked in last.
    pub language: Option<String>,
}

impl Desk {
    /// Records a withdrawal or an objection, and erases at once what hung on the Yes. Withdrawing twice is no error: both
    /// are in the ledger. Answers what was recorded.
    ///
    /// # Errors
    /// [`DeskError::NothingToWithdraw`] when the event never asked, and of what nobody objects to when no registration of theirs ever
    /// said Yes to it; [`DeskError::NoSuchPerson`]; [`DeskError::Gone`].
    pub fn withdraw(&mut self, id: RegistrationId, withdrawal: Withdrawal) -> Result<Answer, DeskError> {
        let Withdrawal { question, objects, how } = withdrawal;
        let told = Told { what: vec![(question, objects)], how, paper_form: None, language: None };
        let answers = self.withdraw_all(id, &told)?;
        answers.into_iter().next().ok_or(DeskError::NothingToWithdraw)
    }

    /// Records everything that was taken back together, all of it or none, with the words of the language that it was said in (R13). A
    /// guardian who takes their own Yes back leaves a child in quarantine, in no batch and no list (R11). Answers what was recorded, in
    /// the order that it was told in.
    ///
    /// # Errors
    /// As [`Desk::withdraw`]; when nothing was taken back; [`DeskError::FormNumber`]; [`DeskError::NoWordsIn`].
    pub fn withdraw_all(&mut self, id: RegistrationId, told: &Told) -> Result<Vec<Answer>, DeskError> {
        let registered = self.registered(id)?;
        let (version, record) = self.said(&registered)?;
        let event = events::at_version(self.conn()?, version.event_version)?.ok_or(DeskError::NoSuchEvent)?.event;
        let given_by = record.speaker();
        let words = self.words_asked(&event, registered.row, told.language.as_deref())?;
        let answer = |&(question, objects): &(Question, bool)| {
            // Who objects has the words before them that say that they may; a Yes is taken back to those that it was given to.
            let statement = if objects { event.statement_for(question, record.standing()) } else { question.into() };
            self.taken_back(words, statement, objects, told, given_by)
        };
        let answers = told.what.iter().map(answer).collect::<Result<Vec<_>, _>>()?;
        let Some(last) = answers.last().map(|answer| answer.id) else { return Err(DeskError::NothingToWithdraw) };
        let rows = self.rows_of_person(registered.visitor)?;
        let given = self.answers_with(&rows)?;
        if !told.what.iter().all(|&(question, objects)| may_take_back(question, objects, &given)) {
            return Err(DeskError::NothingToWithdraw);
        }
        let needs_guardian = record.standing() == AgeStanding::NeedsGuardian;
        let (now, staff) = (self.env.now(), self.staff.clone());
        let erased = self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                let mut erased = false;
                for answer in &answers {
                    answers::append(&mut appending, registered.row, answer)?;
                    let Question::Special(pair) = answer.question else { continue };
                    for &row in &rows {
                        erased |= answers::drop_special(tx, row, pair)?;
                    }
                }
                if needs_guardian && answers.iter().any(|answer| answer.question.is_to_guardian()) {
                    // Without their Yes the child is in no batch and no list; a lead erases, or they agree again (R11).
                    registrations::set_state(tx, registered.row, State::Quarantined)?;
                }
                let details = match &answers[..] {
                    [one] => json!({ "question": one.question.code(), "said": one.said.code() }),
                    all => {
                        let one =
                            |answer: &Answer| json!({ "question": answer.question.code(), "said": answer.said.code() });
                        json!({ "all": all.iter().map(one).collect::<Vec<_>>() })
                    }
                };
                appending.finish(&Act {
                    kind: ActKind::Withdraw,
                    at: now,
                    staff: &staff,
                    subject: Some(id.0),
                    details,
                })?;
                Ok(erased)
            },
            |conn| Ok(answers::of_registration(conn, registered.row)?.iter().any(|kept| kept.answer.id == last)),
        )?;
        if erased {
            self.forget_person_in_backups(registered.visitor)?;
        } else if answers.iter().any(|answer| matches!(answer.question, Question::Special(_))) {
            // What a restore set aside may still hold what hung on a Yes that was given after the backup (R3).
            _ = self.forget_in_set_asides();
        }
        Ok(answers)
    }

    /// What an event says in the language that somebody is asked in now: the one that is named, or the one that they were asked in
    /// last (R13).
    pub(super) fn words_asked<'a>(
        &self,
        event: &'a Event,
        row: i64,
        language: Option<&str>,
    ) -> Result<&'a EventWords, DeskError> {
        let Some(tag) = language else {
            let given = answers::of_registration(self.conn()?, row)?;
            return Ok(event.words_as_asked_last(given.iter().map(|kept| (kept.place, &kept.answer))));
        };
        event.words_in(tag).ok_or_else(|| {
            let known: Vec<_> = event.languages().map(EventWords::language).collect();
            DeskError::NoWordsIn(known.join(", "))
        })
    }

    pub(super) fn taken_back(
        &self,
        words: &EventWords,
        statement: Statement,
        objects: bool,
        told: &Told,
        given_by: GivenBy,
    ) -> Result<Answer, DeskError> {
        let question = statement.question();
        let statement = words.statement(statement).ok_or(DeskError::NothingToWithdraw)?.clone();
        let paper_form = told.paper_form.as_deref().map(str::trim).filter(|number| !number.is_empty());
        let paper_form = paper_form.map(Line::parse).transpose().map_err(|_| DeskError::FormNumber)?;
        Ok(Answer {
            id: AnswerId(self.env.new_id()),
            question,
            said: if objects { Said::Objected } else { Said::Withdrawn },
            answered: AnsweredAt::now(self.env.now()),
            evidence: Evidence {
                how: told.how,
                given_by,
                statement,
                language: words.language().to_owned(),
                notice: words.hash(),
                notice_card: NoticeCard::Neither,
                staff: self.staff.clone(),
                paper_form,
            },
        })
    }
}

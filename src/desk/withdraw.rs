//! Taking a Yes back, or objecting: as few steps as giving it took, and at once (R3, R9, R15).

use serde_json::json;

use crate::domain::answer::{Answer, Evidence, GivenBy, How, NoticeCard, Said};
use crate::domain::ids::{AnswerId, RegistrationId};
use crate::domain::moment::AnsweredAt;
use crate::domain::purpose::Question;
use crate::store::act::{self, Act};
use crate::store::{answers, events};

use super::people::speaker;
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

impl Desk {
    /// Records a withdrawal or an objection, and erases at once what hung on the Yes. Withdrawing twice is no error: both
    /// are in the ledger.
    ///
    /// # Errors
    /// [`DeskError::NothingToWithdraw`] when the event never asked; [`DeskError::NoSuchPerson`]; [`DeskError::Gone`].
    pub fn withdraw(&mut self, id: RegistrationId, withdrawal: Withdrawal) -> Result<AnswerId, DeskError> {
        let registered = self.registered(id)?;
        let (version, record) = self.said(&registered)?;
        let event = events::at_version(self.conn()?, version.event_version)?.ok_or(DeskError::NoSuchEvent)?.event;
        let question = withdrawal.question;
        let statement = event.statement(question).ok_or(DeskError::NothingToWithdraw)?.clone();
        let (now, staff) = (self.env.now(), self.staff.clone());
        let given_by: GivenBy = speaker(&record);
        let answer = Answer {
            id: AnswerId(self.env.new_id()),
            question,
            said: if withdrawal.objects { Said::Objected } else { Said::Withdrawn },
            answered: AnsweredAt::now(now),
            evidence: Evidence {
                how: withdrawal.how,
                given_by,
                statement,
                language: event.notice().language.clone(),
                notice: event.notice_hash(),
                notice_card: NoticeCard::Neither,
                staff: staff.clone(),
                paper_form: None,
            },
        };
        let rows = self.rows_of_person(registered.visitor)?;
        let erased = self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                answers::append(&mut appending, registered.row, &answer)?;
                let mut erased = false;
                if let Question::Special(pair) = question {
                    for &row in &rows {
                        erased |= answers::drop_special(tx, row, pair)?;
                    }
                }
                let details = json!({ "question": question.code(), "said": answer.said.code() });
                appending.finish(&Act { kind: "withdraw", at: now, staff: &staff, subject: Some(id.0), details })?;
                Ok(erased)
            },
            |conn| {
                let kept = answers::of_registration(conn, registered.row)?;
                Ok(kept.iter().any(|kept| kept.answer.id == answer.id))
            },
        )?;
        if erased {
            self.forget_in_backups(registered.registered_at.to_utc())?;
        }
        Ok(answer.id)
    }
}

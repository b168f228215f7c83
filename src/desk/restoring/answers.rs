//! Answers out of a batch, with as much of their evidence as travelled with them.

use chrono::{DateTime, FixedOffset};
use rusqlite::Transaction;
use uuid::Uuid;

use crate::batch::rows::Row;
use crate::domain::answer::{Answer, Evidence, GivenBy, How, NoticeCard, Said};
use crate::domain::event::Event;
use crate::domain::ids::AnswerId;
use crate::domain::ledger::Standing;
use crate::domain::moment::{AnsweredAt, Certainty};
use crate::domain::purpose::Question;
use crate::domain::record::RegistrationRecord;
use crate::domain::staff::Handle;
use crate::domain::text::Line;
use crate::env::Env;
use crate::store::act::Appending;
use crate::store::{StoreError, answers, carry_over, events, links, registrations};

use super::super::DeskError;
use super::super::given::Given;
use super::super::recipient_ids::RecipientIds;

/// What is needed to append what a batch tells.
pub(super) struct Answers<'a> {
    pub(super) tx: &'a Transaction<'a>,
    pub(super) ids: RecipientIds,
    pub(super) event: &'a Event,
    /// Who restores.
    pub(super) staff: &'a Handle,
    pub(super) env: &'a Env,
}

impl Answers<'_> {
    /// Whether the vault has an answer already: under its own id, or as an earlier batch told it.
    pub(super) fn has(&self, row: &Row<'_>, registration: i64) -> Result<bool, StoreError> {
        let Some(told) = row.get("answer").and_then(|id| id.parse::<Uuid>().ok()) else { return Ok(false) };
        let kept = answers::of_registration(self.tx, registration)?;
        Ok(kept.iter().map(|kept| kept.answer.id.0).any(|id| id == told || self.ids.id(id) == told))
    }

    /// The answer as the batch tells it, under the id that the batch gives it, since its own cannot be known; `None` where
    /// a part of its evidence is not there.
    pub(super) fn as_told(&self, row: &Row<'_>, question: Question, said: Said) -> Result<Option<Answer>, StoreError> {
        let Some(mut answer) = read(row, question, said) else { return Ok(None) };
        if events::notice(self.tx, answer.evidence.notice)?.is_none() {
            // A version that came after the backup. Its words are in the statement; the rest of it is not in a batch.
            let same = self.event.words_in(&answer.evidence.language);
            answer.evidence.notice = same.unwrap_or(self.event.words()).hash();
        }
        Ok(Some(answer))
    }

    /// Takes a Yes back of which a batch tells no more than that. Where the person had declined before, nothing is added.
    pub(super) fn take_back(
        &self,
        appending: &mut Appending<'_>,
        row: i64,
        question: Question,
        said: Said,
        at: Option<DateTime<FixedOffset>>,
    ) -> Result<(u64, u64), DeskError> {
        let nothing = Ok((0, 0));
        let newest = registrations::newest(self.tx, row)?;
        let said_by = |record: &RegistrationRecord| (record.speaker(), record.standing());
        let Some((given_by, who)) = newest.record.as_ref().map(said_by) else { return nothing };
        let standing = answers::standings(self.tx, &self.rows_of_person(row)?, given_by)?.get(question);
        let declined = match said {
            Said::Objected => standing == Standing::Objected,
            _ => matches!(standing, Standing::No | Standing::Withdrawn | Standing::Objected),
        };
        if declined {
            return nothing;
        }
        let given = Given::of(self.tx, row, &newest)?;
        // What was switched on since may be told of somebody who was never asked it.
        let mut asked = [given.words_for(question), self.event.words()].into_iter();
        let objects = said == Said::Objected;
        let statement = if objects { given.event.statement_for(question, who) } else { question.into() };
        let asked = asked.find_map(|words| Some((words, words.statement(statement)?)));
        let Some((words, statement)) = asked else { return nothing };
        let now = self.env.now();
        let answer = Answer {
            id: AnswerId(self.env.new_id()),
            question,
            said,
            answered: AnsweredAt { at: at.unwrap_or(now), ..AnsweredAt::unknown(now) },
            evidence: Evidence {
                // How it was said is not known; staff enter it now.
                how: How::OutLoud,
                given_by,
                statement: statement.clone(),
                language: words.language().to_owned(),
                notice: words.hash(),
                notice_card: NoticeCard::Neither,
                staff: self.staff.clone(),
                paper_form: None,
            },
        };
        self.append(appending, row, &answer)
    }

    /// Appends an answer, and erases what hung on the Yes that it takes back, with every registration of the person (R3); a
    /// child whose guardian took their own Yes back waits in quarantine (R11). Answers how many answers and values that were.
    pub(super) fn append(
        &self,
        appending: &mut Appending<'_>,
        row: i64,
        answer: &Answer,
    ) -> Result<(u64, u64), DeskError> {
        answers::append(appending, row, answer)?;
        if answer.question.is_to_guardian() && answer.said.is_restrictive() {
            carry_over::quarantine(self.tx, row)?;
        }
        let mut dropped = 0;
        if let Question::Special(pair) = answer.question {
            for row in self.rows_of_person(row)? {
                dropped += u64::from(answers::drop_special(self.tx, row, pair)?);
            }
        }
        Ok((1, dropped))
    }

    fn rows_of_person(&self, row: i64) -> Result<Vec<i64>, StoreError> {
        let registered = registrations::by_row(self.tx, row)?;
        registered.map_or(Ok(vec![row]), |registered| links::rows_of_person(self.tx, registered.visitor))
    }
}

/// Reads a row of `consent_events.csv`.
fn read(row: &Row<'_>, question: Question, said: Said) -> Option<Answer> {
    let time = |column| DateTime::parse_from_rfc3339(row.get(column)?).ok();
    let offset = row.get("answered_offset")?.parse::<i32>().ok()?.checked_mul(60).and_then(FixedOffset::east_opt)?;
    let paper_form = row.get("paper_form").map(Line::parse).transpose().ok()?;
    Some(Answer {
        id: AnswerId(row.get("answer")?.parse().ok()?),
        question,
        said,
        answered: AnsweredAt {
            at: time("answered_at")?.with_timezone(&offset),
            certainty: Certainty::from_code(row.get("certainty")?)?,
            entered_at: time("entered_at")?.with_timezone(&offset),
        },
        evidence: Evidence {
            how: How::from_code(row.get("how")?)?,
            given_by: GivenBy::from_code(row.get("given_by")?)?,
            statement: Line::parse_up_to(row.get("statement")?, Line::LONGEST).ok()?,
            language: row.get("language")?.to_owned(),
            notice: row.get("notice")?.parse().ok()?,
            notice_card: NoticeCard::from_code(row.get("notice_card")?)?,
            staff: Handle::parse(row.get("staff")?).ok()?,
            paper_form,
        },
    })
}

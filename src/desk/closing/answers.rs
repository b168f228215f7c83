//! Every answer of a batch, as a table and as consent records (R13): ten times as many rows as people. They are read on one
//! thread, the only one that knows the database, and written on another, while a third seals what is written.

use std::collections::{BTreeSet, HashMap};
use std::io::Write;

use crossbeam_channel::{Receiver, Sender};
use uuid::Uuid;

use crate::batch::cell::Cell;
use crate::batch::error::BatchError;
use crate::batch::tables;
use crate::batch::writer::{BatchWriter, TableSink};
use crate::domain::answer::Said;
use crate::domain::event::Event;
use crate::domain::purpose::{Purpose, Question};
use crate::store::StoreError;
use crate::store::recipients::Recipient;
use crate::store::sending::{self, AnswerText, SentAnswer, SentAnswers};

use super::super::DeskError;
use super::super::recipient_ids::RecipientIds;
use super::Ticks;
use super::content::Content;
use super::members::concerns;
use super::records::{Notices, Records};
use super::rows::text;

/// How many times some hundreds of answers wait to be written: all the memory that a batch of any size takes for them.
const WAITING: usize = 8;

impl Content<'_> {
    /// Writes the answers; gives the hashes of the notices that they were given under.
    pub(super) fn consent_events(
        &self,
        writer: &mut BatchWriter<'_>,
        ticks: &mut Ticks<'_>,
    ) -> Result<BTreeSet<[u8; 32]>, DeskError> {
        let writing = Writing {
            ids: &self.ids,
            recipient: self.recipient,
            event: self.event,
            statements: sending::statements(self.conn)?,
            notices: Notices::all(self.conn)?,
            whose: None,
            known_by: (Uuid::nil(), Uuid::nil()),
            origin: Origin::default(),
        };
        std::thread::scope(|scope| {
            let (read, waiting) = crossbeam_channel::bounded(WAITING);
            let work = move || writing.table(writer, &waiting);
            let thread = std::thread::Builder::new().name("answers".to_owned()).spawn_scoped(scope, work);
            let thread = thread.map_err(BatchError::writing)?;
            let passed = self.pass_answers(&read, ticks);
            drop(read);
            let written = thread.join().unwrap_or_else(|_| {
                Err(BatchError::writing(std::io::Error::other("the thread that writes answers stopped")).into())
            });
            match passed {
                Ok(()) => written,
                // It stopped listening: it says why.
                Err(NotPassed::NobodyListens) => written.and(Err(BatchError::GivenUp.into())),
                Err(NotPassed::Unread(error)) => Err(error.into()),
            }
        })
    }

    /// Reads the answers, and says at the end that these are all.
    fn pass_answers(&self, to: &Sender<Pass>, ticks: &mut Ticks<'_>) -> Result<(), NotPassed> {
        let send = |pass| to.send(pass).map_err(|_| NotPassed::NobodyListens);
        let mut whose = None;
        sending::answers(self.conn, self.batch.row, |answers| {
            for answer in answers.iter() {
                if whose.replace(answer.registration()) != Some(answer.registration()) {
                    ticks.tick();
                }
            }
            send(Pass::Answers(answers))
        })?;
        send(Pass::NoMore)
    }
}

/// What the thread that writes is told. Where it ends without [`Pass::NoMore`], reading has failed and nothing is completed.
enum Pass {
    Answers(SentAnswers),
    NoMore,
}

/// Why not all answers were passed on.
enum NotPassed {
    NobodyListens,
    Unread(StoreError),
}

impl From<StoreError> for NotPassed {
    fn from(error: StoreError) -> Self {
        Self::Unread(error)
    }
}

/// What is known while answers are written.
struct Writing<'a> {
    ids: &'a RecipientIds,
    recipient: &'a Recipient,
    event: &'a Event,
    statements: HashMap<i64, String>,
    notices: Notices,
    /// The registration whose answers are at hand, by its row, and the ids that the recipient knows it and the visitor by.
    whose: Option<i64>,
    known_by: (Uuid, Uuid),
    origin: Origin,
}

impl Writing<'_> {
    fn table(mut self, writer: &mut BatchWriter<'_>, passed: &Receiver<Pass>) -> Result<BTreeSet<[u8; 32]>, DeskError> {
        writer.table_with_consent_records(&tables::CONSENT_EVENTS, |sink, beside| {
            let mut records = Records::begin(self.event, self.recipient);
            loop {
                match passed.recv() {
                    Ok(Pass::Answers(answers)) => {
                        answers.iter().try_for_each(|answer| self.answer(answer, sink, &mut records, beside))?;
                    }
                    Ok(Pass::NoMore) => break,
                    Err(_) => return Err(BatchError::GivenUp.into()),
                }
            }
            records.write(self.known_by, beside)?;
            records.end(beside)
        })?;
        Ok(self.notices.met())
    }

    fn answer(
        &mut self,
        answer: SentAnswer<'_>,
        sink: &mut TableSink<'_>,
        records: &mut Records<'_>,
        beside: &mut dyn Write,
    ) -> Result<(), DeskError> {
        if self.whose.replace(answer.registration()) != Some(answer.registration()) {
            records.write(self.known_by, beside)?;
            let (registration, visitor) = answer.of();
            self.known_by = (self.ids.id(registration), self.ids.id(visitor));
        }
        let wrong = || StoreError::Unreadable { what: "answer" };
        let question = Question::from_code(answer.text(AnswerText::Question)?).ok_or_else(wrong)?;
        if !concerns(self.recipient, question) {
            return Ok(());
        }
        let words = self.statements.get(&answer.statement()).ok_or_else(wrong)?;
        let notice = self.notices.of(answer.notice())?;
        let (desk, epoch, sequence) = self.origin.of(answer);
        let (registration, visitor) = self.known_by;
        let answered = Said::from_code(answer.text(AnswerText::Said)?).ok_or_else(wrong)?;
        let to = self.event.statement_proven(question, answered, words, Some(&notice.published));
        let said = |which| answer.text(which).map(|said| text(Some(said)));
        use AnswerText as Of;
        sink.row(&[
            Cell::Id(self.ids.id(answer.id())),
            Cell::Id(registration),
            Cell::Id(visitor),
            Cell::Text(question.code()),
            text(to.purpose().map(Purpose::code)),
            said(Of::Said)?,
            said(Of::AnsweredAt)?,
            Cell::Integer(answer.answered_offset()),
            said(Of::Certainty)?,
            said(Of::EnteredAt)?,
            Cell::Text(desk),
            Cell::Text(epoch),
            Cell::Integer(sequence),
            said(Of::How)?,
            said(Of::GivenBy)?,
            said(Of::PaperForm)?,
            said(Of::Staff)?,
            Cell::Text(&notice.hex),
            said(Of::NoticeCard)?,
            Cell::Text(words),
            said(Of::Language)?,
        ])?;
        Ok(records.take(answer, (to, answered), words, notice)?)
    }
}

/// The desk and the epoch of an answer as they are written; nearly always those of the answer before.
#[derive(Default)]
struct Origin {
    desk: (u32, String),
    epoch: (u32, String),
}

impl Origin {
    fn of(&mut self, answer: SentAnswer<'_>) -> (&str, &str, i64) {
        let (desk, epoch, sequence) = answer.place();
        for (kept, now) in [(&mut self.desk, desk), (&mut self.epoch, epoch)] {
            if kept.1.is_empty() || kept.0 != now {
                *kept = (now, format!("{now:08x}"));
            }
        }
        (&self.desk.1, &self.epoch.1, sequence)
    }
}

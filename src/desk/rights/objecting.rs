//! What an objection stops at once, whatever is decided about the rest: direct marketing (UK GDPR, article 21, paragraphs 2 and
//! 3; R9, R20).

use crate::domain::answer::{Answer, How};
use crate::domain::ledger::Standing;
use crate::domain::purpose::{Channel, Question};
use crate::domain::rights::Arrived;
use crate::store::act::Appending;
use crate::store::registrations::Registered;
use crate::store::{StoreError, answers};

use super::super::given::Given;
use super::super::withdraw::Told;
use super::super::{Desk, DeskError};

/// Objections to be appended, each to the registration of that row.
pub(super) struct Stopped(Vec<(i64, Answer)>);

impl Stopped {
    /// Where there is nothing to stop.
    pub(super) fn none() -> Self {
        Self(Vec::new())
    }

    /// Appends them; answers how many.
    pub(super) fn append(&self, appending: &mut Appending<'_>) -> Result<usize, StoreError> {
        for (row, answer) in &self.0 {
            answers::append(appending, *row, answer)?;
        }
        Ok(self.0.len())
    }
}

impl Desk {
    /// An objection to every way of sending news that one of their events asks about and that is not objected to already.
    pub(super) fn stopping_news(&self, registered: &Registered, how: Arrived) -> Result<Stopped, DeskError> {
        let (theirs, conn) = (self.registrations_of(registered)?, self.conn()?);
        let rows: Vec<_> = theirs.iter().map(|each| each.row).collect();
        let told = Told { what: Vec::new(), how: told(how), paper_form: None, language: None };
        let mut stopped = Vec::<(i64, Answer)>::new();
        for each in &theirs {
            let (version, record) = self.said(each)?;
            let given = Given::of(conn, each.row, &version)?;
            let speaker = record.speaker();
            let stands = answers::standings(conn, &rows, speaker)?;
            for question in Channel::ALL.iter().map(|&channel| Question::News(channel)) {
                let known = stopped.iter().any(|(_, answer)| answer.question == question);
                if known || stands.get(question) == Standing::Objected || given.event.statement(question).is_none() {
                    continue;
                }
                let words = given.words_for(question);
                stopped.push((each.row, self.taken_back(words, question.into(), true, &told, speaker)?));
            }
        }
        Ok(Stopped(stopped))
    }
}

/// How somebody told us, as the ledger has it.
fn told(how: Arrived) -> How {
    match how {
        Arrived::AtDesk | Arrived::Phone => How::OutLoud,
        Arrived::Email | Arrived::Post => How::OnPaper,
    }
}

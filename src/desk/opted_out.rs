//! What somebody who is here already opted out of: nobody asks them to come back (R7).

use crate::domain::act_kind::ActKind;
use crate::domain::answer::Said;
use crate::domain::ids::RegistrationId;
use crate::domain::ledger::Standing;
use crate::domain::moment::Instant;
use crate::domain::purpose::{Channel, Question};
use crate::store::answers;

use super::{Desk, DeskError};

/// News that somebody took back or objected to, and did not ask for since.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OptedOut {
    /// By which channel.
    pub question: Question,
    /// Whether they objected; else they took a Yes back.
    pub objected: bool,
    /// When they said so last.
    pub at: Instant,
}

impl Desk {
    /// The news that the person behind a registration opted out of, over all that they said with any of theirs (R14).
    ///
    /// # Errors
    /// [`DeskError::NoSuchPerson`]; [`DeskError::Gone`].
    pub fn opted_out(&self, id: RegistrationId) -> Result<Vec<OptedOut>, DeskError> {
        let registered = self.registered(id)?;
        let (_, newest) = self.said(&registered)?;
        let rows = self.rows_of_person(registered.visitor)?;
        let conn = self.conn()?;
        let standings = answers::standings(conn, &rows, newest.speaker())?;
        let given = self.answers_with(&rows)?;
        self.looked(ActKind::Look, None, Some(id.0), rows.len());
        let out = |&channel: &Channel| {
            let question = Question::News(channel);
            let said = match standings.get(question) {
                Standing::Objected => Said::Objected,
                Standing::Withdrawn => Said::Withdrawn,
                _ => return None,
            };
            let theirs = given.iter().filter(|answer| answer.question == question && answer.said == said);
            let at = theirs.map(|answer| answer.answered.at).max()?;
            Some(OptedOut { question, objected: said == Said::Objected, at })
        };
        Ok(Channel::ALL.iter().filter_map(out).collect())
    }
}

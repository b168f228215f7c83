//! Requests of the People screen.

use crate::desk::{History, Hit};
use crate::domain::code::Code;
use crate::domain::ids::RegistrationId;

use super::Failure;
use super::work::Work;

/// What the People screen asks for.
pub enum Request {
    /// People whose names, contact or reference begin with these words, newest first.
    Find {
        /// At which event.
        event: Code,
        /// What was typed.
        query: String,
        /// How many at most.
        limit: u32,
    },
    /// Everything that is held of one registration.
    History(RegistrationId),
}

impl Request {
    pub(super) fn makes_stale(&self, earlier: &Self) -> bool {
        matches!((self, earlier), (Self::Find { .. }, Self::Find { .. }) | (Self::History(_), Self::History(_)))
    }
}

/// What came of it.
pub enum Answer {
    /// Who was found.
    Found(Vec<Hit>),
    /// What is held.
    History(Box<History>),
}

pub(super) fn answer(work: &mut Work, request: Request) -> Result<Answer, Failure> {
    let desk = work.desk()?;
    Ok(match request {
        Request::Find { event, query, limit } => Answer::Found(desk.find(&event, &query, limit)?),
        Request::History(registration) => Answer::History(Box::new(desk.history(registration)?)),
    })
}

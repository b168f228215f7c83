//! Requests about badges (R12). Where a lead has said that today's go is known as long as the program runs, whoever works at the desk
//! meanwhile (R22).

use std::path::PathBuf;

use crate::desk::DeskError;
use crate::domain::badge::Badge;
use crate::domain::code::Code;
use crate::domain::ids::RegistrationId;

use super::Failure;
use super::work::Work;

/// What can be asked.
pub enum Request {
    /// What somebody's badge says.
    Show(RegistrationId),
    /// Say where today's badges of an event go, in plain form (R22).
    Begin {
        /// Of which event.
        event: Code,
        /// Into which folder.
        into: PathBuf,
    },
    /// Make somebody's badge there.
    Write(RegistrationId),
}

/// What came of it.
pub enum Answer {
    /// What it says.
    Shown(Box<Badge>),
    /// Badges can be made from now on.
    Begun,
    /// The file that it is in.
    Written(PathBuf),
}

pub(super) fn answer(work: &mut Work, request: Request) -> Result<Answer, Failure> {
    let answer = match request {
        Request::Show(id) => return Ok(Answer::Shown(Box::new(work.desk()?.badge(id)?))),
        Request::Begin { event, into } => {
            let begun = work.desk()?.begin_badges(&event, &into)?;
            work.status.badges = Some((begun.event(), begun.day()));
            work.badges = Some(begun);
            Answer::Begun
        }
        Request::Write(id) => {
            let begun = work.badges.clone().ok_or(DeskError::BadgesNotBegun)?;
            Answer::Written(work.desk()?.write_badge(id, &begun)?)
        }
    };
    work.saved();
    Ok(answer)
}

//! Requests about *Help today* (R3).

use std::path::PathBuf;

use crate::domain::code::Code;
use crate::domain::help_today::{HelpNote, Plates};
use crate::domain::ids::RegistrationId;
use crate::domain::purpose::SpecialPair;

use super::Failure;
use super::work::Work;

/// What can be asked, about an event that is held today. It has no `Debug`: it says where somebody is.
pub enum Request {
    /// Who is to be helped, and what the kitchen has to make.
    Show(Code),
    /// Note where somebody is or will be; nothing takes it away. Answered with how it is then, as are the next two.
    Place(Code, RegistrationId, String),
    /// Note that somebody of the staff was told of a need.
    Told(Code, RegistrationId, SpecialPair, String),
    /// Take the one of that number off who was told.
    NotTold(Code, RegistrationId, SpecialPair, u32),
    /// Write a sheet into a folder, in plain form (R22).
    Write(Code, Sheet, PathBuf),
}

/// What can be printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sheet {
    /// The lead's list.
    List,
    /// The kitchen's numbers.
    Kitchen,
}

/// What came of it.
pub enum Answer {
    /// As it is now.
    Shown(Vec<HelpNote>, Vec<Plates>),
    /// The files that it is in.
    Written(Vec<PathBuf>),
}

pub(super) fn answer(work: &mut Work, request: Request) -> Result<Answer, Failure> {
    let desk = work.desk()?;
    let event = match request {
        Request::Show(event) => return Ok(Answer::Shown(desk.help_today(&event)?, desk.kitchen(&event)?)),
        Request::Place(event, who, place) => {
            desk.set_help_place(who, &place)?;
            event
        }
        Request::Told(event, who, pair, whom) => {
            desk.tell_of_help(who, pair, &whom)?;
            event
        }
        Request::NotTold(event, who, pair, number) => {
            desk.not_told_of_help(who, pair, number)?;
            event
        }
        Request::Write(event, sheet, into) => {
            let files = match sheet {
                Sheet::List => desk.write_help_today(&event, &into)?,
                Sheet::Kitchen => desk.write_kitchen(&event, &into)?,
            };
            work.saved();
            return Ok(Answer::Written(files));
        }
    };
    let shown = Answer::Shown(desk.help_today(&event)?, desk.kitchen(&event)?);
    work.saved();
    Ok(shown)
}

//! Words that were typed into dialogs, which outlive locking.

use crate::domain::unfinished::Unfinished;

use super::Failure;
use super::work::Work;

/// What can be asked.
pub enum Request {
    /// Keep these for whoever works here, and nothing else.
    Keep(Vec<Unfinished>),
    /// What they had.
    Read,
}

impl Request {
    /// Only the newest state counts.
    pub(super) fn makes_stale(&self, earlier: &Self) -> bool {
        matches!((self, earlier), (Self::Keep(_), Self::Keep(_)))
    }
}

/// What came of it.
pub enum Answer {
    /// It is on the disk, where it may be.
    Kept,
    /// What there was.
    Read(Vec<Unfinished>),
}

/// Does it.
pub(super) fn answer(work: &mut Work, request: Request) -> Result<Answer, Failure> {
    let desk = work.desk()?;
    Ok(match request {
        Request::Keep(all) => {
            desk.keep_unfinished(&all)?;
            Answer::Kept
        }
        Request::Read => Answer::Read(desk.unfinished()?),
    })
}

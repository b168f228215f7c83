//! Requests about privacy notices: versions, the one that is being written, and what they say of the organisation (R25, R26).

use std::path::PathBuf;

use crate::desk::{Desk, Notices, Passphrase};
use crate::domain::answer::NoticeHash;
use crate::domain::code::Code;
use crate::domain::notice_draft::NoticeDraft;
use crate::domain::organisation::Profile;

use super::Failure;
use super::work::Work;

/// What can be asked. Each names its event.
pub enum Request {
    /// Everything there is to know of its notices.
    Look(Code),
    /// Begin a version with the words of the one in use.
    Begin(Code),
    /// Keep what is typed.
    Keep(Code, Box<NoticeDraft>),
    /// Throw away what is being written.
    Discard(Code),
    /// Call the version off that waits for its day.
    CallOff(Code),
    /// Publish it, by whoever has this passphrase.
    Publish(Code, Passphrase),
    /// The badges of those who have to be told of a change of meaning.
    ToBeTold(Code),
    /// Write a version into a folder, as PDF.
    Print(Code, NoticeHash, PathBuf),
    /// Set what is known of the organisation.
    Organisation(Code, Profile),
}

impl Request {
    /// Only the newest state of what is typed counts.
    pub(super) fn makes_stale(&self, earlier: &Self) -> bool {
        match (self, earlier) {
            (Self::Keep(later, _), Self::Keep(earlier, _)) | (Self::Look(later), Self::Look(earlier)) => {
                later == earlier
            }
            _ => false,
        }
    }
}

/// What came of it.
pub enum Answer {
    /// Everything there is to know, after whatever was asked.
    Notices(Box<Notices>),
    /// What is typed is on the disk.
    Kept,
    /// The version that waited is called off, and this is how everything stands now.
    CalledOff(Box<Notices>),
    /// It is published, and this is how everything stands now.
    Published(Box<Notices>),
    /// The references on their badges, oldest first.
    ToBeTold(Vec<String>),
    /// The file.
    Printed(PathBuf),
}

pub(super) fn answer(work: &mut Work, request: Request) -> Result<Answer, Failure> {
    let desk = work.desk()?;
    let notices = |desk: &Desk, event: &Code| Ok::<_, Failure>(Box::new(desk.notices_of(event)?));
    let answer = match request {
        Request::Look(event) => return Ok(Answer::Notices(notices(desk, &event)?)),
        Request::ToBeTold(event) => {
            let told = desk.to_be_told(&event)?;
            return Ok(Answer::ToBeTold(told.into_iter().map(|(_, reference)| reference).collect()));
        }
        Request::Print(event, notice, into) => return Ok(Answer::Printed(desk.print_notice(&event, notice, &into)?)),
        Request::Begin(event) => {
            desk.begin_notice(&event)?;
            Answer::Notices(notices(desk, &event)?)
        }
        Request::Keep(event, draft) => {
            desk.keep_notice(&event, &draft)?;
            Answer::Kept
        }
        Request::Discard(event) => {
            desk.discard_notice(&event)?;
            Answer::Notices(notices(desk, &event)?)
        }
        Request::CallOff(event) => {
            desk.call_off_notice(&event)?;
            Answer::CalledOff(notices(desk, &event)?)
        }
        Request::Publish(event, passphrase) => {
            desk.confirm_passphrase(&passphrase)?;
            desk.publish_notice_draft(&event)?;
            Answer::Published(notices(desk, &event)?)
        }
        Request::Organisation(event, profile) => {
            desk.set_organisation(&profile)?;
            Answer::Notices(notices(desk, &event)?)
        }
    };
    work.saved();
    Ok(answer)
}

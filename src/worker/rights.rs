//! Requests about what people ask for under their rights (R15 to R20, R25).

use std::path::PathBuf;

use crate::desk::{CopyWritten, Desk, Disclosed, Erasure, LetterAbout, NewRequest, ShownRequest, Subject};
use crate::domain::complaint::{ComplaintWords, Part};
use crate::domain::ids::RegistrationId;
use crate::domain::rights::{Request as Standing, Right as Of, Step};

use super::Failure;
use super::work::Work;

/// What can be asked.
pub enum Request {
    /// Where every request stands, without whom it is about: for the count on the rail.
    Standing,
    /// Every request, with whom it is about.
    List,
    /// What a request for this would do to somebody, and who was sent something of them.
    Look {
        /// To whom.
        about: RegistrationId,
        /// For what; none while that is not chosen.
        right: Option<Of>,
    },
    /// Record a request.
    Record(NewRequest),
    /// Take one a step on.
    GoOn {
        /// Which.
        reference: String,
        /// How.
        step: Step,
    },
    /// Take somebody out of use (R19).
    Restrict(String),
    /// Decide an objection as was advised (R20).
    Decide(String),
    /// Erase all that is held of somebody (R18).
    Erase(String),
    /// Write the copy somebody is given (R16).
    Copy {
        /// For which request.
        reference: String,
        /// Into which folder.
        into: PathBuf,
    },
    /// Write the letter about it.
    Letter {
        /// For which request.
        reference: String,
        /// Which.
        about: LetterAbout,
        /// Into which folder.
        into: PathBuf,
    },
    /// Put somebody into use again.
    Lift(RegistrationId),
    /// What was said and answered of the complaint of that reference (R25).
    Complaint(String),
    /// Write down what somebody complains of, or what they are answered.
    WriteDown {
        /// Which complaint.
        reference: String,
        /// Whose words.
        part: Part,
        /// The words.
        words: String,
    },
}

impl Request {
    /// Only the newest look counts.
    pub(super) fn makes_stale(&self, earlier: &Self) -> bool {
        matches!((self, earlier), (Self::List, Self::List) | (Self::Look { .. }, Self::Look { .. }))
    }
}

/// What came of it.
pub enum Answer {
    /// Where every request stands.
    Standing(Vec<Standing>),
    /// Every request.
    Listed(Vec<ShownRequest>),
    /// What it would do.
    Looked(Box<Looked>),
    /// It is recorded.
    Recorded(Standing),
    /// It went on, so far.
    WentOn(Standing),
    /// It is erased; what was reached, and what was not.
    Erased(Standing, Erasure),
    /// The copy is written.
    Copied(Standing, CopyWritten),
    /// The letter is written, into these files.
    LetterWritten(Vec<PathBuf>),
    /// They are in use again.
    Lifted(RegistrationId),
    /// What was said and answered.
    Complaint(Vec<ComplaintWords>),
    /// It is written down.
    WrittenDown,
}

/// What a request would do to somebody. It has no `Debug`: it is personal data.
pub struct Looked {
    /// To whom.
    pub subject: Subject,
    /// For what.
    pub right: Option<Of>,
    /// What erasing would remove, and what it cannot reach.
    pub erasure: Option<Erasure>,
    /// What went out before; none where this role may not see it.
    pub sent: Option<Vec<Disclosed>>,
}

/// Does it.
pub(super) fn answer(work: &mut Work, request: Request) -> Result<Answer, Failure> {
    let desk = work.desk()?;
    let (answer, wrote) = match request {
        Request::Standing => (Answer::Standing(desk.standing()?), false),
        Request::List => (Answer::Listed(desk.asked()?), false),
        Request::Look { about, right } => (Answer::Looked(Box::new(look(desk, about, right)?)), false),
        Request::Record(new) => (Answer::Recorded(desk.record_request(&new)?), true),
        Request::GoOn { reference, step } => (Answer::WentOn(desk.go_on(&reference, step)?), true),
        Request::Restrict(reference) => (Answer::WentOn(desk.restrict(&reference)?), true),
        Request::Decide(reference) => (Answer::WentOn(desk.decide_objection(&reference)?), true),
        Request::Erase(reference) => {
            let erased = desk.erase(&reference)?;
            (Answer::Erased(desk.request(&reference)?, erased), true)
        }
        Request::Copy { reference, into } => {
            let copied = desk.write_copy(&reference, &into)?;
            (Answer::Copied(desk.request(&reference)?, copied), true)
        }
        Request::Letter { reference, about, into } => {
            (Answer::LetterWritten(desk.write_letter(&reference, about, &into)?), true)
        }
        Request::Complaint(reference) => (Answer::Complaint(desk.complaint(&reference)?), false),
        Request::WriteDown { reference, part, words } => {
            desk.write_down(&reference, part, &words)?;
            (Answer::WrittenDown, true)
        }
        Request::Lift(id) => {
            desk.lift_restriction(id)?;
            (Answer::Lifted(id), true)
        }
    };
    if wrote {
        work.saved();
    }
    Ok(answer)
}

fn look(desk: &Desk, about: RegistrationId, right: Option<Of>) -> Result<Looked, Failure> {
    let (subject, sent) = desk.subject_and_sent(about)?;
    let erasing = sent.is_some() && right == Some(Of::Erase);
    Ok(Looked { erasure: erasing.then(|| desk.erasure(about)).transpose()?, sent, right, subject })
}

//! Requests of the Register screen.

use std::path::PathBuf;

use crate::desk::{BegunForm, Duplicate, Elsewhere, Keeping, OptedOut, Saved};
use crate::domain::code::Code;
use crate::domain::draft::RegistrationDraft;
use crate::domain::equality::EqualityAnswers;
use crate::domain::ids::RegistrationId;

use super::work::Work;
use super::{Failure, Medium};

/// What the Register screen asks for.
pub enum Request {
    /// Save the form (R13).
    Save {
        /// The form.
        draft: Box<RegistrationDraft>,
        /// Where.
        event: Code,
    },
    /// Save the form, and say that it is the same person as somebody who is here already (R14).
    SaveAsSame {
        /// The form.
        draft: Box<RegistrationDraft>,
        /// Where.
        event: Code,
        /// Who they are.
        same_as: RegistrationId,
    },
    /// Keep the form as it stands, if it may be kept (R11).
    Keep {
        /// The form.
        draft: Box<RegistrationDraft>,
        /// Where.
        event: Code,
    },
    /// Let a kept form go.
    Drop(RegistrationId),
    /// Which forms were begun and not finished.
    Begun(Code),
    /// One of them, to go on with.
    Resume {
        /// Where.
        event: Code,
        /// Which.
        form: RegistrationId,
    },
    /// Whether the visitor may be here already.
    LookAlikes {
        /// The form so far.
        draft: Box<RegistrationDraft>,
        /// Where.
        event: Code,
    },
    /// Which news somebody opted out of who is here already: nobody asks them to come back (R7).
    OptedOut(RegistrationId),
    /// Count one visitor who declined everything (R1).
    CountOnly(Code),
    /// Keep what a visitor answered about equality on their own screen, apart from their registration (R4).
    KeepEquality {
        /// Whose.
        registration: RegistrationId,
        /// What they answered.
        answers: Box<EqualityAnswers>,
    },
    /// Undo a registration.
    Undo(RegistrationId),
    /// Note that two registrations are of two people.
    NotTheSame(RegistrationId, RegistrationId),
    /// Which sticks are plugged in, the room on them and on the desk's disk, and who waits there to be taken in.
    Sticks,
    /// Put a form that cannot be saved down on a stick.
    PutDown {
        /// The form.
        draft: Box<RegistrationDraft>,
        /// Where.
        event: Code,
        /// Onto what.
        folder: PathBuf,
    },
    /// Take somebody in who was put down.
    TakeIn(PathBuf),
    /// Write the slip for a guardian who is not there (R11).
    Slip {
        /// Of which event.
        event: Code,
        /// In which language (BCP 47).
        language: String,
        /// Into which folder.
        into: PathBuf,
    },
}

impl Request {
    /// Only the newest look for a person, and the newest state of a form, count.
    pub(super) fn makes_stale(&self, earlier: &Self) -> bool {
        match (self, earlier) {
            (Self::LookAlikes { .. }, Self::LookAlikes { .. }) | (Self::Sticks, Self::Sticks) => true,
            (Self::Keep { draft: later, .. } | Self::Save { draft: later, .. }, Self::Keep { draft: earlier, .. }) => {
                later.registration == earlier.registration
            }
            _ => false,
        }
    }
}

/// What came of it.
pub enum Answer {
    /// It is on the disk.
    Saved(Saved),
    /// Where the form is now.
    Kept(Keeping),
    /// It is gone from the disk.
    Dropped,
    /// Forms begun and not finished, newest first.
    Begun(Vec<BegunForm>),
    /// The form.
    Resumed(Box<RegistrationDraft>),
    /// Who may be the same person, likely ones first.
    Alike(Vec<Duplicate>),
    /// What they opted out of.
    OptedOut(Vec<OptedOut>),
    /// One more was counted; how many that makes today.
    Counted(u64),
    /// The answers about equality are on the disk.
    EqualityKept,
    /// It is undone.
    Undone(RegistrationId),
    /// It is noted.
    Noted,
    /// The sticks that are plugged in.
    Sticks(Sticks),
    /// They are on the stick.
    PutDown(Elsewhere),
    /// They are saved, and gone from the stick.
    TakenIn(Saved),
    /// The slip is in these files.
    SlipWritten(Vec<PathBuf>),
}

/// Where somebody can be put down when the disk refuses, and who was.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Sticks {
    /// What is plugged in.
    pub media: Vec<Medium>,
    /// How many bytes are free where the desk is, where the system says.
    pub free_here: Option<u64>,
    /// Who waits on a stick.
    pub waiting: Vec<Elsewhere>,
}

pub(super) fn answer(work: &mut Work, request: Request) -> Result<Answer, Failure> {
    let media = if matches!(request, Request::Sticks) { work.env.media() } else { Vec::new() };
    let desk = work.desk()?;
    let (answer, wrote) = match request {
        Request::Save { draft, event } => (Answer::Saved(desk.register(&draft, &event)?), true),
        Request::SaveAsSame { draft, event, same_as } => {
            let saved = desk.register(&draft, &event)?;
            desk.say_same(saved.registration, same_as, true)?;
            (Answer::Saved(saved), true)
        }
        Request::Keep { draft, event } => (Answer::Kept(desk.keep_draft(&draft, &event)?), false),
        Request::Drop(form) => {
            desk.drop_draft(form)?;
            (Answer::Dropped, false)
        }
        Request::Begun(event) => (Answer::Begun(desk.drafts(&event)?), false),
        Request::Resume { event, form } => (Answer::Resumed(Box::new(desk.draft(&event, form)?)), false),
        Request::LookAlikes { draft, event } => (Answer::Alike(desk.duplicates_of_draft(&draft, &event)?), false),
        Request::OptedOut(person) => (Answer::OptedOut(desk.opted_out(person)?), false),
        Request::CountOnly(event) => (Answer::Counted(desk.count_only(&event)?), true),
        Request::KeepEquality { registration, answers } => {
            desk.keep_equality_answers(registration, &answers)?;
            (Answer::EqualityKept, true)
        }
        Request::Undo(registration) => {
            desk.undo(registration)?;
            (Answer::Undone(registration), true)
        }
        Request::NotTheSame(one, other) => {
            desk.say_same(one, other, false)?;
            (Answer::Noted, true)
        }
        Request::Sticks => {
            let roots: Vec<_> = media.iter().map(|medium| medium.root.clone()).collect();
            let (waiting, free_here) = (desk.elsewhere(&roots), super::place::free(desk.folder()));
            (Answer::Sticks(Sticks { media, free_here, waiting }), false)
        }
        Request::PutDown { draft, event, folder } => {
            (Answer::PutDown(desk.save_elsewhere(&draft, &event, &folder)?), false)
        }
        Request::Slip { event, language, into } => {
            (Answer::SlipWritten(desk.write_guardian_slip(&event, Some(&language), &into)?), false)
        }
        Request::TakeIn(file) => (Answer::TakenIn(desk.take_in(&file)?), true),
    };
    if wrote {
        work.saved();
    }
    Ok(answer)
}

//! Requests of closing the day: how it stands, who receives what, and writing it (R21, R22).

mod writing;

use crate::desk::{Addressee, Desk, DuplicatePair, KeyWords, NewRecipient, Preview, Review};
use crate::domain::code::Code;
use crate::domain::ids::RegistrationId;

use super::public_key::public_key;
use super::work::Work;
use super::{Answer as Any, Failure, Medium};

pub use writing::{Copied, ReadAgain, Stop, Stuck, Write, Written};

/// What can be asked.
pub enum Request {
    /// How the day stands.
    Review(Code),
    /// Who of today may have registered twice.
    LookAlikes(Code),
    /// Say whether two of these are of one person (R14).
    SayWhether {
        /// One of them.
        one: RegistrationId,
        /// The other.
        other: RegistrationId,
        /// They are; else they are of two.
        same: bool,
    },
    /// Who receives batches, and the key that this desk signs them with.
    Addressees,
    /// What each recipient would get of an event, were it written now.
    Previews(Code),
    /// Name a recipient.
    ///
    /// Each of its keys is one, or the file that it is in.
    Add(Box<NewRecipient>),
    /// Compare the words that a recipient read out with those of its keys.
    Compare {
        /// Which recipient.
        code: Code,
        /// What was heard.
        words: String,
    },
    /// Take a recipient out of use.
    Remove(Code),
    /// Which sticks are plugged in.
    Sticks,
    /// Seal a batch for each chosen recipient, and copy it out.
    Write(Write),
    /// Read copies again from where they lie, and compare each with what was sealed (R22).
    ReadAgain(Vec<Copied>),
}

impl Request {
    /// Only the newest look at the day counts.
    pub(super) fn makes_stale(&self, earlier: &Self) -> bool {
        matches!(
            (self, earlier),
            (Self::Review(_), Self::Review(_))
                | (Self::LookAlikes(_), Self::LookAlikes(_))
                | (Self::Addressees, Self::Addressees)
                | (Self::Sticks, Self::Sticks)
                | (Self::Previews(_), Self::Previews(_))
        )
    }
}

/// What came of it.
pub enum Answer {
    /// The day.
    Review(Box<Review>),
    /// Every two that may be one person.
    LookAlikes(Vec<DuplicatePair>),
    /// It is said whether two are one person.
    SaidWhether {
        /// They are; else they are two.
        same: bool,
    },
    /// The recipients.
    Addressees(Box<Addressees>),
    /// What each would get.
    Previews(Vec<(Code, Preview)>),
    /// A recipient was named; these words are to be compared by voice.
    Added {
        /// Its code.
        code: Code,
        /// The words of its keys.
        words: KeyWords,
    },
    /// The words are the same at both ends.
    Compared(Code),
    /// It receives nothing any more.
    Removed(Code),
    /// What is plugged in.
    Sticks(Vec<Medium>),
    /// How far the writing has come. More answers follow.
    Progress(Step),
    /// Everything is written, read back and compared.
    Written(Box<Written>),
    /// The copies were read again.
    ReadAgain(ReadAgain),
    /// The writing came to an end before everything was copied out.
    Stuck(Box<Stuck>),
}

/// What is being done while the day is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Choosing whom and what a recipient gets.
    Gathering {
        /// Which of the chosen, from 0.
        recipient: usize,
        /// How much of it, in thousandths.
        done: u16,
    },
    /// Sealing it.
    Sealing {
        /// Which of the chosen, from 0.
        recipient: usize,
        /// How much of it, in thousandths.
        done: u16,
    },
    /// Copying files out and reading them back.
    Copying {
        /// Which file, from 0.
        file: usize,
        /// Of how many.
        of: usize,
        /// How big the file is; 0 where that is not known.
        bytes: u64,
        /// How much of it, in thousandths.
        done: u16,
    },
}

/// Who receives batches, and what they check them with.
pub struct Addressees {
    /// The recipients in use.
    pub all: Vec<Addressee>,
    /// The public key that verifies this desk's batches.
    pub desk_key: String,
    /// Its six words.
    pub desk_words: KeyWords,
}

/// Does it; `tell` is for what comes before the answer.
pub(super) fn answer(work: &mut Work, request: Request, tell: &mut dyn FnMut(Any)) -> Result<Answer, Failure> {
    if let Request::Write(write) = request {
        return writing::write(work, &write, tell);
    }
    if let Request::ReadAgain(copies) = request {
        // No row is read for it; who may not close the day has no copies to ask about.
        work.desk()?;
        return Ok(Answer::ReadAgain(writing::read_again(&work.env, &copies)));
    }
    let media = if matches!(request, Request::Sticks) { work.env.media() } else { Vec::new() };
    let desk = work.desk()?;
    let (answer, wrote) = match request {
        Request::Review(event) => (Answer::Review(Box::new(desk.review(&event)?)), false),
        Request::LookAlikes(event) => (Answer::LookAlikes(desk.duplicates_of_today(&event)?), false),
        Request::SayWhether { one, other, same } => {
            desk.say_same(one, other, same)?;
            (Answer::SaidWhether { same }, true)
        }
        Request::Addressees => (Answer::Addressees(Box::new(addressees(desk)?)), false),
        Request::Previews(event) => (Answer::Previews(previews(desk, &event)?), false),
        Request::Add(mut new) => {
            let code = new.code.clone();
            for key in [&mut new.age_key, &mut new.minisign_key] {
                *key = public_key(key)?;
            }
            (Answer::Added { code, words: desk.add_recipient(*new)? }, true)
        }
        Request::Compare { code, words } => {
            desk.confirm_words(&code, &words)?;
            (Answer::Compared(code), true)
        }
        Request::Remove(code) => {
            desk.remove_recipient(&code)?;
            (Answer::Removed(code), true)
        }
        Request::Sticks => (Answer::Sticks(media), false),
        Request::Write(_) | Request::ReadAgain(_) => return Err(Failure::Locked),
    };
    if wrote {
        work.saved();
    }
    Ok(answer)
}

fn addressees(desk: &Desk) -> Result<Addressees, Failure> {
    let (desk_key, desk_words) = desk.public_key()?;
    Ok(Addressees { all: desk.addressees()?, desk_key, desk_words })
}

fn previews(desk: &Desk, event: &Code) -> Result<Vec<(Code, Preview)>, Failure> {
    let preview = |addressee: Addressee| Ok((addressee.code.clone(), desk.preview(event, &addressee.code)?));
    desk.addressees()?.into_iter().map(preview).collect()
}

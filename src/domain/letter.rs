//! A letter about what somebody asked for under their rights (R15 to R20, R25): what it has to know. What it says is
//! `paper::letter`'s. It has no `Debug`: it may name somebody.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::complaint::Part;
use super::notice::Contacts;
use super::rights::{MoreTime, Outcome, Request, Right};

/// What a letter tells somebody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// It arrived.
    Received,
    /// It takes longer (UK GDPR, article 12, paragraph 3).
    Extended(MoreTime),
    /// A complaint is looked into (Data Protection Act 2018, section 164A).
    Acknowledged,
    /// It ended.
    Closed(Outcome),
    /// What they had restricted is about to be used again: they are told before (article 18, paragraph 3).
    Lifting,
}

impl Stage {
    /// What there is to tell of a request as it stands.
    #[must_use]
    pub fn of(request: &Request) -> Self {
        match (request.outcome, request.extended) {
            (Some(outcome), _) => Self::Closed(outcome),
            (None, Some(why)) => Self::Extended(why),
            (None, None) if request.acknowledged => Self::Acknowledged,
            (None, None) => Self::Received,
        }
    }

    /// A word for it, in the name of a file and in the audit log.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Extended(_) => "more-time",
            Self::Acknowledged => "acknowledged",
            Self::Closed(_) => "closed",
            Self::Lifting => "before-lifting",
        }
    }
}

/// To whom it is written. Somebody of whom nobody made sure who they are is told nothing that is on the record, not even a
/// name.
#[derive(Clone, PartialEq, Eq)]
pub enum Addressee {
    /// To the person.
    Person(String),
    /// To the parent or guardian of a child of this name, who asked for them.
    Guardian(String),
    /// To whoever asked: it was not made sure who they are, or nothing is left of them.
    Unnamed,
}

/// One party that something of the person was passed on to.
#[derive(Clone, PartialEq, Eq)]
pub struct PassedOn {
    /// Its name.
    pub recipient: String,
    /// When last.
    pub at: DateTime<FixedOffset>,
}

/// Where an erasure did not reach, as far as it is known now.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct NotReached {
    /// The backups in the desk's own folder still have to be replaced: they are when it is opened next.
    pub backups_due: bool,
    /// Desks that a restore set aside could not be reached, and may still hold it.
    pub set_aside: bool,
}

/// What a letter has to know.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// Who writes it.
    pub organisation: String,
    /// BCP 47 tag of its language: the one in which they were asked, as far as it is made sure who they are.
    pub language: String,
    /// To whom.
    pub to: Addressee,
    /// What the request is called by.
    pub reference: String,
    /// What was asked for.
    pub right: Right,
    /// What there is to tell.
    pub stage: Stage,
    /// Whether it is known whom it is about: nothing was done to anybody before.
    pub found: bool,
    /// The day it is written.
    pub written: NaiveDate,
    /// The day the request arrived.
    pub received: NaiveDate,
    /// The day it has to be answered by.
    pub due: NaiveDate,
    /// The day it ended.
    pub closed: Option<NaiveDate>,
    /// To whom something of them was passed on; nothing where it was not made sure who asks.
    pub passed_on: Vec<PassedOn>,
    /// Where an erasure did not reach.
    pub not_reached: NotReached,
    /// What a complaint said and was answered, in its order, as far as it is kept (R25).
    pub complaint: Vec<(Part, String)>,
    /// Whom to ask and where to complain.
    pub contacts: Option<Contacts>,
}

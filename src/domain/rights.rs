//! What people ask for under their rights (UK GDPR, articles 15 to 21), by when it is due, and how a request goes on:
//! received, identity checked, extended, advised on, closed. Every step is appended; where a request stands is a fold.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::coded::coded;
use super::ids::RegistrationId;
use super::working_day;

/// What somebody asks for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Right {
    /// To see what is held of them (R16; article 15).
    Access,
    /// To have it in a form that another program reads (R16; article 20).
    Portability,
    /// To have it corrected (R17; article 16).
    Rectify,
    /// To be forgotten (R18; article 17).
    Erase,
    /// To have it kept and not used (R19; article 18).
    Restrict,
    /// To have its use stopped (R20; article 21).
    Object,
    /// To take a consent back (R15; article 7).
    Withdraw,
    /// To have a complaint answered (R25; Data Protection Act 2018, section 164A).
    Complaint,
}

coded!(Right {
    Access => "access",
    Portability => "portability",
    Rectify => "rectify",
    Erase => "erase",
    Restrict => "restrict",
    Object => "object",
    Withdraw => "withdraw",
    Complaint => "complaint",
});

/// How a request arrived.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arrived {
    /// Said or handed over at the desk.
    AtDesk,
    /// By email.
    Email,
    /// By post.
    Post,
    /// By telephone.
    Phone,
}

coded!(Arrived { AtDesk => "at-desk", Email => "email", Post => "post", Phone => "phone" });

impl Right {
    /// How a request for it can end other than by doing it. Whether the organisation's grounds weigh more than an objection
    /// is decided with advice, and so is none of these.
    #[must_use]
    pub fn other_ends(self) -> &'static [Outcome] {
        match self {
            Self::Erase => &[
                Outcome::NothingHeld,
                Outcome::TakenBack,
                Outcome::NotIdentified,
                Outcome::Excessive,
                Outcome::MustBeKept,
            ],
            // Whoever complains is answered, whoever they are and however often (R25).
            Self::Complaint => &[Outcome::TakenBack],
            Self::Access | Self::Portability | Self::Rectify | Self::Restrict | Self::Object | Self::Withdraw => {
                &[Outcome::NothingHeld, Outcome::TakenBack, Outcome::NotIdentified, Outcome::Excessive]
            }
        }
    }

    /// Whether a request for it can end like this.
    fn ends(self, outcome: Outcome) -> bool {
        let decided = self == Self::Object && outcome == Outcome::GroundsWeighMore;
        outcome == Outcome::Done || decided || self.other_ends().contains(&outcome)
    }

    /// Whether whoever asks for it is used for nothing from then on, until it is decided (R18, R20).
    #[must_use]
    pub fn restricts_at_once(self) -> bool {
        matches!(self, Self::Object | Self::Erase)
    }

    /// Whether it can only be done for somebody of whom it was made sure who they are. A complaint is answered to whoever
    /// complains, and shows them nothing of the record.
    #[must_use]
    pub fn needs_identity(self) -> bool {
        self != Self::Complaint
    }
}

/// How it was made sure who asks. No copy of a document is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Identity {
    /// They are at the desk with the badge, and know what the record says.
    Badge,
    /// They answered from the contact that is on the record.
    KnownContact,
    /// They showed a document with a photograph. It was looked at and not copied.
    Document,
    /// A guardian whose own answers are on the record asks for their child.
    Guardian,
}

coded!(Identity {
    Badge => "badge",
    KnownContact => "known-contact",
    Document => "document",
    Guardian => "guardian",
});

/// Why more time is taken (article 12, paragraph 3).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MoreTime {
    /// The request is complex.
    Complex,
    /// The same person made several.
    Several,
}

coded!(MoreTime { Complex => "complex", Several => "several" });

/// What the data protection officer advised (R20).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Advice {
    /// The objection holds: the use stops.
    Stop,
    /// The organisation has grounds that weigh more: the use goes on, and the person is told why.
    GoOn,
}

coded!(Advice { Stop => "stop", GoOn => "go-on" });

/// How a request ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It was done.
    Done,
    /// Nothing is held of them.
    NothingHeld,
    /// They took the request back.
    TakenBack,
    /// Refused: who asks could not be made sure (article 12, paragraph 2).
    NotIdentified,
    /// Refused as manifestly unfounded or excessive (article 12, paragraph 5).
    Excessive,
    /// Refused: a law asks for it to be kept, or a claim needs it (article 17, paragraph 3).
    MustBeKept,
    /// Refused: the organisation's grounds weigh more (article 21, paragraph 1).
    GroundsWeighMore,
}

coded!(Outcome {
    Done => "done",
    NothingHeld => "nothing-held",
    TakenBack => "taken-back",
    NotIdentified => "not-identified",
    Excessive => "excessive",
    MustBeKept => "must-be-kept",
    GroundsWeighMore => "grounds-weigh-more",
});

/// One step of a request. None holds anything about the person.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Step {
    /// It arrived.
    Received {
        /// What is asked for.
        right: Right,
        /// On this day, where the organisation is; from it the month is counted.
        on: NaiveDate,
        /// How.
        how: Arrived,
    },
    /// It was made sure who asks.
    Identified {
        /// How.
        by: Identity,
    },
    /// Whom it is about was found after it arrived. What was known of who asks was known of nobody on the record, so it has to
    /// be made sure again.
    Found {
        /// Their registration.
        about: RegistrationId,
    },
    /// Two months more.
    Extended {
        /// Why. The person has to be told it within the first month.
        why: MoreTime,
    },
    /// The data protection officer's advice.
    Advised {
        /// What they advised.
        advice: Advice,
    },
    /// A complaint was acknowledged.
    Acknowledged,
    /// It ended.
    Closed {
        /// How.
        outcome: Outcome,
    },
}

/// The id of a request.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RequestId(pub Uuid);

/// Where a request stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// Its id.
    pub id: RequestId,
    /// What it is called by: six letters and digits, as a badge's reference.
    pub reference: String,
    /// Whom it is about, where they were found.
    pub about: Option<RegistrationId>,
    /// What is asked for.
    pub right: Right,
    /// When it arrived.
    pub received: NaiveDate,
    /// How it arrived.
    pub how: Arrived,
    /// How it was made sure who asks.
    pub identified: Option<Identity>,
    /// Why more time is taken.
    pub extended: Option<MoreTime>,
    /// What the data protection officer advised.
    pub advice: Option<Advice>,
    /// A complaint was acknowledged.
    pub acknowledged: bool,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// The day it ended.
    pub closed_on: Option<NaiveDate>,
}

/// For so many days before its next date a request is pressing.
pub const WARNED_DAYS: i64 = 7;

/// Why a step cannot follow.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum StepError {
    /// It was received already.
    #[error("That request is in the list already. Nothing was changed.")]
    Twice,
    /// It is closed.
    #[error("That request is closed, so nothing was changed. Record a new one if they ask again.")]
    Closed,
    /// It was extended already.
    #[error("That request has its two months more already; the law gives them once. Nothing was changed.")]
    ExtendedTwice,
    /// The first month is over.
    #[error("The first month is over, and more time has to be told within it. Nothing was changed; answer it now.")]
    TooLateToExtend,
    /// A complaint has to be answered without undue delay, and nothing gives it more time.
    #[error(
        "The law gives no more time for a complaint. Nothing was changed; answer it, or say to them how far you are."
    )]
    ComplaintExtended,
    /// Whom it is about is known.
    #[error(
        "That request is about somebody already, so nothing was changed. Record a new one if it was about another."
    )]
    FoundAlready,
    /// A request of that kind cannot end so.
    #[error(
        "A request for that right does not end like this, so nothing was changed. `lanyard rights close --help` says how each \
         can end."
    )]
    NoSuchEnd,
    /// Only complaints are acknowledged.
    #[error("Only a complaint is acknowledged. Nothing was changed.")]
    NoComplaint,
    /// Nobody made sure who asks.
    #[error("Make sure first who asks, and record how (`lanyard rights identify`). Nothing was changed.")]
    NotIdentified,
    /// The data protection officer has not been asked (R20).
    #[error(
        "An objection is decided with the data protection officer's advice: record it first (`lanyard rights advise`). \
         Nothing was changed; until then this person stays restricted."
    )]
    NoAdvice,
}

impl Request {
    /// A request that has just been received.
    #[must_use]
    pub fn received(
        id: RequestId,
        reference: String,
        about: Option<RegistrationId>,
        (right, received, how): (Right, NaiveDate, Arrived),
    ) -> Self {
        Self {
            id,
            reference,
            about,
            right,
            received,
            how,
            identified: None,
            extended: None,
            advice: None,
            acknowledged: false,
            outcome: None,
            closed_on: None,
        }
    }

    /// The day it has to be answered by: the same day a month on, or three where more time is taken; where that month is
    /// shorter, its last; and the next working day where that is none.
    #[must_use]
    pub fn due(&self) -> NaiveDate {
        let months = if self.extended.is_some() { 3 } else { 1 };
        due(self.received, months)
    }

    /// The day a complaint has to be acknowledged by: thirty days on (R25).
    #[must_use]
    pub fn acknowledge_by(&self) -> Option<NaiveDate> {
        let open = self.right == Right::Complaint && !self.acknowledged;
        open.then(|| self.received.checked_add_days(Days::new(30)).unwrap_or(self.received))
    }

    /// The next day by which somebody has to do something about it.
    #[must_use]
    pub fn next_date(&self) -> NaiveDate {
        self.acknowledge_by().map_or(self.due(), |acknowledge| acknowledge.min(self.due()))
    }

    /// How many days are left until then; below zero where it is late.
    #[must_use]
    pub fn days_left(&self, today: NaiveDate) -> i64 {
        (self.next_date() - today).num_days()
    }

    /// Whether it is open, and late or nearly so.
    #[must_use]
    pub fn is_pressing(&self, today: NaiveDate) -> bool {
        self.is_open() && self.days_left(today) <= WARNED_DAYS
    }

    /// Whether it is not closed yet.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.outcome.is_none()
    }

    /// Whether a step may be made now. It is stricter than [`Request::after`], which also has to read what was written before
    /// these rules were known.
    ///
    /// # Errors
    /// [`StepError::ComplaintExtended`]; [`StepError::NoSuchEnd`].
    pub fn allows(&self, step: Step) -> Result<(), StepError> {
        match step {
            Step::Extended { .. } if self.right == Right::Complaint => Err(StepError::ComplaintExtended),
            Step::Closed { outcome } if !self.right.ends(outcome) => Err(StepError::NoSuchEnd),
            _ => Ok(()),
        }
    }

    /// The request after a step that is made on `today`.
    ///
    /// # Errors
    /// [`StepError`], where the step cannot follow.
    pub fn after(mut self, step: Step, today: NaiveDate) -> Result<Self, StepError> {
        if !self.is_open() {
            return Err(StepError::Closed);
        }
        match step {
            Step::Received { .. } => return Err(StepError::Twice),
            Step::Identified { by } => self.identified = Some(by),
            Step::Found { .. } if self.about.is_some() => return Err(StepError::FoundAlready),
            Step::Found { about } => (self.about, self.identified) = (Some(about), None),
            Step::Extended { .. } if self.extended.is_some() => return Err(StepError::ExtendedTwice),
            Step::Extended { .. } if today > self.due() => return Err(StepError::TooLateToExtend),
            Step::Extended { why } => self.extended = Some(why),
            Step::Advised { advice } => self.advice = Some(advice),
            Step::Acknowledged if self.right != Right::Complaint => return Err(StepError::NoComplaint),
            Step::Acknowledged => self.acknowledged = true,
            Step::Closed { outcome } => {
                self.may_close(outcome)?;
                (self.outcome, self.closed_on) = (Some(outcome), Some(today));
            }
        }
        Ok(self)
    }

    fn may_close(&self, outcome: Outcome) -> Result<(), StepError> {
        let done = outcome == Outcome::Done;
        if done && self.identified.is_none() && self.right.needs_identity() {
            return Err(StepError::NotIdentified);
        }
        let wanted = match outcome {
            Outcome::Done => Advice::Stop,
            Outcome::GroundsWeighMore => Advice::GoOn,
            _ => return Ok(()),
        };
        if self.right == Right::Object && self.advice != Some(wanted) {
            return Err(StepError::NoAdvice);
        }
        Ok(())
    }
}

/// The same day, so many months on; the last of that month where it is shorter; then the next working day.
fn due(received: NaiveDate, months: u32) -> NaiveDate {
    working_day::on_or_after(received.checked_add_months(Months::new(months)).unwrap_or(received))
}

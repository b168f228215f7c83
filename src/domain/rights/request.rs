//! A request: where it stands, by when it is due, and which step can follow.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::ids::RegistrationId;
use super::super::working_day;
use super::{Advice, Arrived, Identity, MoreTime, Outcome, Right, Step};

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
pub(in crate::domain) fn due(received: NaiveDate, months: u32) -> NaiveDate {
    working_day::on_or_after(received.checked_add_months(Months::new(months)).unwrap_or(received))
}

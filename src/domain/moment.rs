//! When an answer was given, and how sure that is (R13, R14).

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// A moment as it is shown and kept: with the offset of the clock that showed it.
pub type Instant = DateTime<FixedOffset>;

/// How far two desks' clocks are allowed to disagree before one time counts as provably later than another.
/// Desks have no network, so nothing sets their clocks; a quarter of an hour is more than a laptop drifts in a month.
pub const CLOCK_TOLERANCE: TimeDelta = TimeDelta::minutes(15);

/// How the time of an answer is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// The desk's own clock, at the moment the answer was entered.
    Clock,
    /// Somebody wrote it down, on paper or in a list: good for the day, not for the order within it.
    Written,
    /// Nobody noted it: some time before it was entered.
    Unknown,
}

impl Certainty {
    /// The word used in files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Clock => "clock",
            Self::Written => "written",
            Self::Unknown => "unknown",
        }
    }

    /// Reads [`Certainty::code`] back.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Clock, Self::Written, Self::Unknown].into_iter().find(|c| c.code() == code)
    }
}

/// When an answer was given and when it was entered, each with the offset that the clock showed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AnsweredAt {
    /// The best knowledge of when the person answered.
    pub at: DateTime<FixedOffset>,
    /// How that is known.
    pub certainty: Certainty,
    /// When it was entered at the desk.
    pub entered_at: DateTime<FixedOffset>,
}

impl AnsweredAt {
    /// An answer entered while the person gave it.
    #[must_use]
    pub fn now(now: DateTime<FixedOffset>) -> Self {
        Self { at: now, certainty: Certainty::Clock, entered_at: now }
    }

    /// An answer whose time somebody wrote down. A written time in the future is not believed at all.
    #[must_use]
    pub fn written(at: DateTime<FixedOffset>, entered_at: DateTime<FixedOffset>) -> Self {
        if at > entered_at + CLOCK_TOLERANCE {
            return Self::unknown(entered_at);
        }
        Self { at, certainty: Certainty::Written, entered_at }
    }

    /// An answer of which only is known that it was given before it was entered.
    #[must_use]
    pub fn unknown(entered_at: DateTime<FixedOffset>) -> Self {
        Self { at: entered_at, certainty: Certainty::Unknown, entered_at }
    }

    /// The earliest instant at which it can have been given.
    #[must_use]
    pub fn earliest(&self) -> DateTime<Utc> {
        match self.certainty {
            Certainty::Clock => self.at.to_utc() - CLOCK_TOLERANCE,
            Certainty::Written => start_of_day(self.at.date_naive(), *self.at.offset()),
            Certainty::Unknown => DateTime::<Utc>::MIN_UTC,
        }
    }

    /// The latest instant at which it can have been given.
    #[must_use]
    pub fn latest(&self) -> DateTime<Utc> {
        let entered = self.entered_at.to_utc() + CLOCK_TOLERANCE;
        match self.certainty {
            Certainty::Clock => self.at.to_utc() + CLOCK_TOLERANCE,
            Certainty::Written => {
                let midnight = start_of_day(self.at.date_naive(), *self.at.offset()) + TimeDelta::days(1);
                midnight.min(entered)
            }
            Certainty::Unknown => entered,
        }
    }
}

fn start_of_day(day: NaiveDate, offset: FixedOffset) -> DateTime<Utc> {
    let local = day.and_time(NaiveTime::MIN);
    DateTime::from_naive_utc_and_offset(local - offset, Utc)
}

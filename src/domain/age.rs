//! Ages, and who speaks for a person (R11, R12).
//!
//! A person reaches an age at the start of the birthday, on the event's own local date. Someone born on 29 February
//! has the birthday on 1 March in common years.

use std::fmt;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::coded::coded;
use super::date::{DateError, DateParts, OLDEST, parse_date};
use super::event_error::EventError;

/// The local date, at the place of an event, of a moment (R11).
#[must_use]
pub fn local_date(moment: DateTime<Utc>, zone: Tz) -> NaiveDate {
    moment.with_timezone(&zone).date_naive()
}

/// The age in completed years of a person born on `born`; `None` on the days before the birth (R11).
#[must_use]
pub fn age_on(born: NaiveDate, on: NaiveDate) -> Option<u32> {
    // The months and days compare as if 29 February were there every year: in common years 1 March is the first day
    // that is not before it.
    let before_birthday = (on.month(), on.day()) < (born.month(), born.day());
    u32::try_from(on.year() - born.year() - i32::from(before_birthday)).ok()
}

/// Why a date cannot be someone's date of birth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateOfBirthError {
    /// The text is no date.
    #[error(transparent)]
    Date(#[from] DateError),
    /// After the event's date.
    #[error("Check the year: this is in the future")]
    Future,
    /// More than [`OLDEST`] years before the event's date.
    #[error("Check the year: over {OLDEST} years ago")]
    TooLongAgo,
}

/// A date of birth: not in the future and at most [`OLDEST`] years of age, on the event's date.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DateOfBirth(NaiveDate);

impl DateOfBirth {
    /// Takes a date as a date of birth, seen on `on`.
    ///
    /// # Errors
    /// [`DateOfBirthError::Future`] and [`DateOfBirthError::TooLongAgo`].
    pub fn new(date: NaiveDate, on: NaiveDate) -> Result<Self, DateOfBirthError> {
        match age_on(date, on) {
            None => Err(DateOfBirthError::Future),
            Some(age) if age > OLDEST => Err(DateOfBirthError::TooLongAgo),
            Some(_) => Ok(Self(date)),
        }
    }

    /// Reads a date of birth typed in one field, by the rules of [`super::date`].
    ///
    /// # Errors
    /// Any [`DateOfBirthError`].
    pub fn parse(typed: &str, on: NaiveDate) -> Result<Self, DateOfBirthError> {
        Self::new(parse_date(typed, on)?, on)
    }

    /// Reads a date of birth typed in three boxes, by the same rules.
    ///
    /// # Errors
    /// Any [`DateOfBirthError`].
    pub fn parse_parts(parts: DateParts<'_>, on: NaiveDate) -> Result<Self, DateOfBirthError> {
        Self::new(parts.parse(on)?, on)
    }

    /// The date itself.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        self.0
    }

    /// The age in completed years; `None` on the days before the birth.
    #[must_use]
    pub fn age_on(self, on: NaiveDate) -> Option<u32> {
        age_on(self.0, on)
    }
}

impl fmt::Debug for DateOfBirth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DateOfBirth(..)")
    }
}

/// The answer to "13 or over?" (R1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgeAnswer {
    /// At least the age of consent.
    Yes,
    /// Under it.
    No,
    /// Counts as under it, unless a date of birth says otherwise (R11).
    NotSure,
}

impl AgeAnswer {
    /// Every one there is, in the order they are offered in.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::NotSure];

    /// The word used in records and files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotSure => "not-sure",
        }
    }

    /// Reads [`Self::code`] back.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.code() == code)
    }
}

/// The ages that matter, in completed years; settings of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ages {
    /// From this age a person gives consent themselves (R11).
    pub consent: u32,
    /// From this age recordings may rest on objection rather than consent (R12).
    pub adult: u32,
}

impl Ages {
    /// Whether somebody can be of both ages: nobody is a grown-up who does not answer for themselves.
    ///
    /// # Errors
    /// [`EventError::AgesDisagree`].
    pub fn hold(self) -> Result<(), EventError> {
        if self.consent <= self.adult { Ok(()) } else { Err(EventError::AgesDisagree) }
    }
}

impl Default for Ages {
    fn default() -> Self {
        Self { consent: 13, adult: 18 }
    }
}

/// Whether someone who speaks for themselves has reached the adult age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Adult {
    /// The date of birth says so.
    Yes,
    /// The date of birth says that they have not.
    No,
    /// No date of birth was given.
    Unknown,
}

/// Who speaks for a person on the event's date (R11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgeStanding {
    /// Under the age of consent, or not known to have reached it.
    NeedsGuardian,
    /// Has reached the age of consent.
    SpeaksForThemselves {
        /// Whether the adult age is reached too.
        adult: Adult,
    },
}

/// The coarse age that is kept where a date of birth is not (for counts, and for R12's rule).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgeBand {
    /// Under the age of consent, or not known to have reached it.
    Child,
    /// Speaks for themselves, and is not yet adult.
    Under18,
    /// Adult.
    Adult,
    /// Speaks for themselves; whether adult is not known.
    Unknown,
}

coded!(AgeBand { Child => "child", Under18 => "under-18", Adult => "adult", Unknown => "unknown" });

impl AgeBand {
    /// The standing that falls into it.
    #[must_use]
    pub fn standing(self) -> AgeStanding {
        let themselves = |adult| AgeStanding::SpeaksForThemselves { adult };
        match self {
            Self::Child => AgeStanding::NeedsGuardian,
            Self::Under18 => themselves(Adult::No),
            Self::Adult => themselves(Adult::Yes),
            Self::Unknown => themselves(Adult::Unknown),
        }
    }
}

impl AgeStanding {
    /// The band that this standing falls into.
    #[must_use]
    pub fn band(self) -> AgeBand {
        match self {
            Self::NeedsGuardian => AgeBand::Child,
            Self::SpeaksForThemselves { adult: Adult::No } => AgeBand::Under18,
            Self::SpeaksForThemselves { adult: Adult::Yes } => AgeBand::Adult,
            Self::SpeaksForThemselves { adult: Adult::Unknown } => AgeBand::Unknown,
        }
    }

    /// Whether recordings of this person always need a Yes, whatever the event's own rule: everyone who is not known
    /// to be adult (R12).
    #[must_use]
    pub fn recorded_by_consent_only(self) -> bool {
        self.band() != AgeBand::Adult
    }
}

/// Why it is not settled who speaks for a person. Until it is, nothing may be kept (R11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AgeError {
    /// Neither a date of birth nor an answer.
    #[error("Ask: {consent} or over?")]
    NotSettled {
        /// The age of consent, in years.
        consent: u32,
    },
    /// The date of birth gives another age than the answer.
    #[error("Ask again: birthday and age answer disagree")]
    Contradiction,
    /// The date of birth is after the date on which the age is asked.
    #[error("Check the year: this is in the future")]
    NotBorn,
}

/// Settles who speaks for a person on the event's local date `on` (R11).
///
/// A date of birth decides where there is one, and must not contradict the answer; "not sure" contradicts nothing.
/// Without one, only a Yes makes someone speak for themselves, and whether they are adult stays unknown.
///
/// # Errors
/// Any [`AgeError`].
pub fn standing(
    born: Option<DateOfBirth>,
    answer: Option<AgeAnswer>,
    on: NaiveDate,
    ages: Ages,
) -> Result<AgeStanding, AgeError> {
    let Some(born) = born else {
        return match answer {
            None => Err(AgeError::NotSettled { consent: ages.consent }),
            Some(AgeAnswer::Yes) => Ok(AgeStanding::SpeaksForThemselves { adult: Adult::Unknown }),
            Some(AgeAnswer::No | AgeAnswer::NotSure) => Ok(AgeStanding::NeedsGuardian),
        };
    };
    let age = born.age_on(on).ok_or(AgeError::NotBorn)?;
    let of_age = age >= ages.consent;
    match answer {
        Some(AgeAnswer::Yes) if !of_age => Err(AgeError::Contradiction),
        Some(AgeAnswer::No) if of_age => Err(AgeError::Contradiction),
        _ if !of_age => Ok(AgeStanding::NeedsGuardian),
        _ if age >= ages.adult => Ok(AgeStanding::SpeaksForThemselves { adult: Adult::Yes }),
        _ => Ok(AgeStanding::SpeaksForThemselves { adult: Adult::No }),
    }
}

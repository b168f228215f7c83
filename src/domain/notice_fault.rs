//! What is wrong with a notice that is being written, and where: words for the person who can put it right.

use chrono::NaiveDate;

use super::notice::ChangeKind;
use super::notice_section::Section;
use super::organisation::{Fact, listed, place_holders};
use super::retention::Kept;
use super::statement::Statement;
use super::text::TextError;

/// Where in a draft something is wrong.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum NoticePlace {
    /// Which notice it is a version of.
    Notice,
    /// Its number.
    Version,
    /// Its language.
    Language,
    /// Its first day.
    EffectiveFrom,
    /// Small or substantial.
    Change,
    /// A period.
    Period(Kept),
    /// What staff say first.
    FirstSay,
    /// How to stop news.
    HowToStop,
    /// The words of a statement.
    Statement(Statement),
    /// Whom it names.
    Contacts,
    /// The notice itself.
    Text,
}

impl std::fmt::Display for NoticePlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Notice => f.write_str("notice"),
            Self::Version => f.write_str("version"),
            Self::Language => f.write_str("language"),
            Self::EffectiveFrom => f.write_str("effective_from"),
            Self::Change => f.write_str("change"),
            Self::Period(kept) => write!(f, "period.{kept}"),
            Self::FirstSay => f.write_str("first_say"),
            Self::HowToStop => f.write_str("how_to_stop"),
            Self::Statement(statement) => write!(f, "statement.{statement}"),
            Self::Contacts => f.write_str("contacts"),
            Self::Text => f.write_str("text"),
        }
    }
}

/// What is wrong there: what to do, then the fact.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoticeWrong {
    /// It is no text that can be kept.
    #[error(transparent)]
    Text(#[from] TextError),
    /// No number.
    #[error("Write a number, such as 4.3")]
    NotANumber,
    /// The number of the version in use.
    #[error("Write another number: {0} is in use")]
    InUse(String),
    /// No language tag.
    #[error("Write a language tag, such as en")]
    NotALanguage,
    /// No date.
    #[error("Write a date, day first")]
    NotADate,
    /// A day that is over: nobody was asked in its words then.
    #[error("Write today or a day to come: it cannot begin in the past")]
    InThePast,
    /// Another version waits for its day.
    #[error("Call version {version} off first: it begins on {}", .from.format("%-d %B %Y"))]
    AnotherComes {
        /// The one that waits.
        version: String,
        /// Its first day.
        from: NaiveDate,
    },
    /// No number of days.
    #[error("Write a number of days, from 1 to 36500")]
    NotDays,
    /// Equality answers kept after what they came with (R4).
    #[error("Write no more days than for registrations")]
    EqualityOutlivesRecord,
    /// Other periods, called small.
    #[error("Other periods are no small change")]
    PeriodsAreSubstantial,
    /// The text does not state a period that the version gives (R24).
    #[error("Say in the text how long {}: {days} days", .kept.words_of_notice())]
    PeriodNotStated {
        /// Of what.
        kept: Kept,
        /// The period.
        days: u32,
    },
    /// Braces around no place-holder.
    #[error("Correct {{{0}}}: no such place-holder")]
    PlaceHolder(String),
    /// It names what is not known of the organisation (R25).
    #[error("Set what it names of the organisation: {}", listed(.0))]
    Unfilled(Vec<Fact>),
    /// It does not say whom to ask (R25).
    #[error("Name whom to ask: put in {}", place_holders(.0))]
    NotNamed(Vec<Fact>),
    /// It does not say what its event does, or what it is said to say (R4, R8).
    #[error("Say {}: put in {}", .0.words(), .0.place_holder())]
    NotSaid(Section),
    /// It leaves to the project's words what these are not there for in its language.
    #[error("Write {} in your own words: there are none of ours in that language", .0.place_holder())]
    NoWords(Section),
    /// It says nothing else than the version in use.
    #[error("Change something: it says the same as before")]
    NothingChanged,
    /// A translation of another notice.
    #[error("Write {0}: a translation is of the same notice")]
    OtherNotice(String),
    /// A translation with a number of its own.
    #[error("Write {0}: a translation has the number of its version")]
    OtherNumber(String),
    /// A translation that begins on a day of its own.
    #[error("Write {}: a translation begins with its version", .0.format("%-d %B %Y"))]
    OtherDay(NaiveDate),
    /// A translation that says that it changes more or less.
    #[error("Write {0}: a translation changes what its version changes")]
    OtherChange(ChangeKind),
    /// A translation that keeps something longer or shorter.
    #[error("{}: a translation keeps things as long as its version", period(*.0))]
    OtherPeriod(Option<u32>),
    /// The version stands in that language already; what is published is never changed.
    #[error("Write another language: the version has its words in {0} already")]
    HasLanguage(String),
    /// Nothing is written there yet in this language.
    #[error("Write it in this language too")]
    NotWritten,
    /// A question without words in this language.
    #[error("Write it in this language too: the version asks it")]
    NotTranslated,
    /// The words of the version, in its own language.
    #[error("Translate it: these are the words of the version")]
    StillOriginal,
    /// A question that the version does not ask.
    #[error("Take it out: the version does not ask it")]
    AsksMore,
    /// It is said to say what the version does not.
    #[error("Take {} out: the version does not say it", .0.code())]
    SaysMore(Section),
    /// It sends people somewhere else than the version does (R25).
    #[error("Name the same contacts as the version: only how they are called may differ")]
    OtherContacts,
}

/// One thing to put right in a draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoticeFault {
    /// Where.
    pub place: NoticePlace,
    /// What.
    pub wrong: NoticeWrong,
}

impl std::fmt::Display for NoticeFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.wrong)
    }
}

/// Faults while a draft is read.
#[derive(Default)]
pub(super) struct Faults(pub(super) Vec<NoticeFault>);

impl Faults {
    pub(super) fn add(&mut self, place: NoticePlace, wrong: NoticeWrong) {
        self.0.push(NoticeFault { place, wrong });
    }

    pub(super) fn take<T>(&mut self, place: NoticePlace, read: Result<T, NoticeWrong>) -> Option<T> {
        read.map_err(|wrong| self.add(place, wrong)).ok()
    }
}

fn period(days: Option<u32>) -> String {
    days.map_or_else(|| "Leave it out".to_owned(), |days| format!("Write {days} days"))
}

//! What keeps an event from being held as it is written, in words a lead can act on (R1, R24).

use super::code::Code;
use super::form::{Field, FormError};
use super::notice::NoticeError;
use super::notice_section::Section;
use super::purpose::{Channel, Purpose, Question, SpecialPair};
use super::send::SendBy;
use super::statement::Statement;

/// An event that cannot be held as written.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum EventError {
    /// Its form breaks a rule.
    #[error(transparent)]
    Form(#[from] FormError),
    /// Its notice lacks words.
    #[error(transparent)]
    Notice(#[from] NoticeError),
    /// It would end before it begins.
    #[error("The event's last day is before its first. Correct its last day (last_day).")]
    EndsBeforeItBegins,
    /// A purpose that is asked for cannot be switched on as if it needed no asking.
    #[error("{0} is switched on by its questions. Take it out of the other purposes (other_purposes).")]
    AskedPurpose(Purpose),
    /// Equality monitoring without what it rests on (R4).
    #[error(
        "Equality monitoring needs its legal condition and the date of its policy document. In an event's file it is no other \
         purpose (other_purposes): write both under [equality]."
    )]
    EqualityWithoutCondition,
    /// The policy document has to be there before anything is asked (Data Protection Act 2018, Schedule 1, paragraph 38).
    #[error(
        "The equality policy document is dated after the event's first day. It has to be in place before anybody is \
         asked: correct its date, or switch equality monitoring off."
    )]
    PolicyTooLate,
    /// Equality answers without a period of their own (R24).
    #[error(
        "Equality monitoring needs a period for its answers, and the notice states none. Publish a notice that says how long \
         equality answers are kept (in its file, equality_days), then switch it on."
    )]
    EqualityWithoutPeriod,
    /// They are under a pseudonym that the registration is needed for (R4).
    #[error(
        "Equality answers cannot be kept longer than the registration that they came with. Shorten their period \
         (equality_days), or lengthen that of registrations (registrations_days)."
    )]
    EqualityOutlivesRecord,
    /// The exception is for news by email, which is not sent (R8).
    #[error(
        "The exception for professionals is for news by email, and this event sends none. Switch news by email on, or the \
         exception off."
    )]
    ExceptionWithoutNews,
    /// A date that cannot be meant: the Act that asks for the document began later.
    #[error(
        "The equality policy document is dated before 25 May 2018, when the law that asks for it began. Correct its date."
    )]
    PolicyTooEarly,
    /// A choice without options.
    #[error("The question {0} has nothing to choose from. Give it at least two options.")]
    NoOptions(Code),
    /// Two questions with one name.
    #[error("Two questions are called {0}. Give one of them another code.")]
    SameCode(Code),
    /// What somebody agrees to for the day would be kept by the office too (R3, R21).
    #[error(
        "The office is to keep what is told for “{pair}” too (special_to_office), and its question does not say that the office \
         keeps it: in English with the word “{word}”. Say so in a new version of the notice first, or let it be for the day.",
        pair = Question::Special(*.0).long_name(), word = .0.word_for_keeping()
    )]
    OfficeNotSaid(SpecialPair),
    /// The office is to get a value that is not asked for.
    #[error(
        "The office is to keep what is told for “{}” (special_to_office), and the event does not ask for it (special). Ask for \
         it, or leave it out.", Question::Special(*.0).long_name()
    )]
    OfficePairNotAsked(SpecialPair),
    /// People are asked whether they want news by a channel, and cannot say where it would go.
    #[error(
        "News by {channel} is asked for, and the form has no {field} to send it to. Switch that field on, or the news off."
    )]
    NoContactFor {
        /// The channel.
        channel: Channel,
        /// The field that it needs.
        field: Field,
    },
    /// Something can be asked for by a way that the form has no address for (R28).
    #[error(
        "Sending by {by} is offered, and the form has no {field} to send it to. Switch that field on, or take it out."
    )]
    NoAddressFor {
        /// By which way.
        by: SendBy,
        /// The field that it needs.
        field: Field,
    },
    /// Nobody could tell what is sent (R28).
    #[error(
        "Something that can be sent has no words to ask for it by, on one line. Write what it is (in a file under send), or take it \
         out."
    )]
    WishUnnamed,
    /// One thing twice, which would be sent twice (R28).
    #[error("Two things that can be sent are called {0}. Take one of them out.")]
    SameWish(String),
    /// Somebody would be a grown-up before they answer for themselves (R11, R12).
    #[error(
        "People would be grown up before they answer for themselves. Make the age of consent (ages.consent) no \
         higher than that of a grown-up (ages.adult)."
    )]
    AgesDisagree,
    /// Settings and notice disagree (R24).
    #[error(
        "The event and its notice state different retention periods, so it cannot open. Make them the same in both."
    )]
    RetentionDiffers,
    /// It would do what its notice says nothing of (R4, R8).
    #[error(
        "{} Nothing was changed; publish a version that does first: {} in its text puts in our words.",
        silent(*.0),
        .0.place_holder()
    )]
    NoticeSilent(Section),
    /// Grown-ups would be asked for a permission that their silence is taken for (R12).
    #[error(
        "{} Nothing was changed; publish a version that has them under [statements] first, or record by consent.",
        wordless(*.0)
    )]
    NoWordsOfObjection(Statement),
    /// Name or organisation is missing.
    #[error("The event needs a name and an organisation.")]
    Unnamed,
}

impl EventError {
    /// What does not go together, without what to do about it where the notice holds already.
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            Self::NoticeSilent(section) => silent(*section),
            Self::NoWordsOfObjection(statement) => wordless(*statement),
            other => other.to_string(),
        }
    }
}

fn silent(section: Section) -> String {
    format!("The notice does not say {}.", section.words())
}

fn wordless(statement: Statement) -> String {
    format!(
        "The event is to record unless somebody objects, and the notice has no words that tell them so: {statement} is missing."
    )
}

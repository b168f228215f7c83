//! One answer to one question, with all that proves it (R13).

use serde::{Deserialize, Serialize};

use super::coded::coded;
use super::ids::{AnswerId, LedgerPlace, RegistrationId, VisitorId};
use super::moment::AnsweredAt;
use super::purpose::Question;
use super::staff::Handle;
use super::text::Line;

/// What was said. "No", "left blank", "not asked" and "withdrawn" are different facts and stay different (R13).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Said {
    /// The person agreed.
    Yes,
    /// The person was asked and declined.
    No,
    /// The person took a Yes back (R15).
    Withdrawn,
    /// The person objected (R9, R12, R20).
    Objected,
    /// The question stood before the person, who left it empty.
    LeftBlank,
}

coded!(Said {
    Yes => "yes",
    No => "no",
    Withdrawn => "withdrawn",
    Objected => "objected",
    LeftBlank => "left-blank",
});

impl Said {
    /// Whether this closes the door that a Yes would open.
    #[must_use]
    pub fn is_restrictive(self) -> bool {
        matches!(self, Self::No | Self::Withdrawn | Self::Objected)
    }
}

/// How the answer reached the desk (R13).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum How {
    /// The visitor ticked it on the handed-over laptop.
    OnScreen,
    /// Staff read the question out and entered what was said.
    OutLoud,
    /// From a paper form.
    OnPaper,
}

coded!(How { OnScreen => "on-screen", OutLoud => "out-loud", OnPaper => "on-paper" });

impl How {
    /// For people to read, after what was said: "on the screen", and by whom where a guardian answered.
    #[must_use]
    pub fn words(self, given_by: GivenBy) -> String {
        let how = match self {
            Self::OnScreen => "on the screen",
            Self::OutLoud => "out loud",
            Self::OnPaper => "on paper",
        };
        let by = match given_by {
            GivenBy::Visitor => "",
            GivenBy::Guardian => ", by the parent or guardian",
        };
        format!("{how}{by}")
    }
}

/// Whose mouth the answer came from (R11).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum GivenBy {
    /// The person it is about.
    Visitor,
    /// The parent or guardian of a child.
    Guardian,
}

coded!(GivenBy { Visitor => "visitor", Guardian => "guardian" });

/// What the person was given to read before answering (R13).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NoticeCard {
    /// The card was handed over.
    Given,
    /// The card was read out.
    Read,
    /// Neither is recorded.
    Neither,
}

coded!(NoticeCard { Given => "given", Read => "read", Neither => "neither" });

/// SHA-256 of a notice version: names its exact text, version and language.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NoticeHash(pub [u8; 32]);

impl std::fmt::Display for NoticeHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl std::str::FromStr for NoticeHash {
    type Err = hex::FromHexError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes)?;
        Ok(Self(bytes))
    }
}

impl Serialize for NoticeHash {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for NoticeHash {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// What makes an answer provable (R13; UK GDPR, Article 7(1)).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// How it reached the desk.
    pub how: How,
    /// Who gave it.
    pub given_by: GivenBy,
    /// The exact words that stood on the screen or were read out.
    pub statement: Line,
    /// The language of those words, as a BCP 47 tag.
    pub language: String,
    /// The notice version that those words belong to.
    pub notice: NoticeHash,
    /// What the person was given to read.
    pub notice_card: NoticeCard,
    /// The member of staff who entered it.
    pub staff: Handle,
    /// The number of the paper form, where there was one.
    pub paper_form: Option<Line>,
}

/// One answer as it is entered. Appended to the ledger, never edited.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Chosen when the form is begun.
    pub id: AnswerId,
    /// What was asked.
    pub question: Question,
    /// What was said.
    pub said: Said,
    /// When, and how sure that is.
    pub answered: AnsweredAt,
    /// What proves it.
    pub evidence: Evidence,
}

/// The answer that was given last of these, which come in the order of the ledger.
#[must_use]
pub fn asked_last<'a>(answers: impl DoubleEndedIterator<Item = (LedgerPlace, &'a Answer)>) -> Option<&'a Answer> {
    let mut newest = answers.rev().peekable();
    let last = newest.peek().map(|(place, _)| (place.epoch, place.sequence));
    // What was entered at once is in the order of the form: which of it was answered last is for its times to say.
    let at_once = newest.take_while(|(place, _)| Some((place.epoch, place.sequence)) == last);
    let later = |one: &'a Answer, other: &'a Answer| if other.answered.at > one.answered.at { other } else { one };
    at_once.map(|(_, answer)| answer).reduce(later)
}

/// Whether there is something to take back, or to object to, for somebody all of whose answers these are. Only a Yes that was given
/// once is taken back, however often: a withdrawal proves that there was one (R13, R15). Who objects needs none (R9, R20). What a
/// guardian is asked is about those of whom a guardian answered (R11).
#[must_use]
pub fn may_take_back(question: Question, objects: bool, given: &[Answer]) -> bool {
    let agreed = given.iter().any(|answer| answer.question == question && answer.said == Said::Yes);
    let asked_about = !question.is_to_guardian() || given.iter().any(|answer| answer.question.is_to_guardian());
    agreed || (objects && asked_about)
}

/// An answer in the ledger: whose it is, and where it stands in the order of things.
#[derive(Clone, PartialEq, Eq)]
pub struct LedgerEntry {
    /// The registration it was given with.
    pub registration: RegistrationId,
    /// The visitor it is about.
    pub visitor: VisitorId,
    /// Where it stands.
    pub place: LedgerPlace,
    /// The answer.
    pub answer: Answer,
}

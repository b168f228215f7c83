//! What people ask for under their rights (UK GDPR, articles 15 to 21), by when it is due, and how a request goes on:
//! received, identity checked, extended, advised on, closed. Every step is appended; where a request stands is a fold.

mod request;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::coded::coded;
use super::ids::RegistrationId;

pub(super) use request::due;
pub use request::{Request, RequestId, StepError, WARNED_DAYS};

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

    /// What is done about what went out of theirs before; nothing where nobody is told.
    #[must_use]
    pub fn told(self) -> &'static str {
        match self {
            Self::Erase => "The next batch tells them to erase.",
            Self::Restrict | Self::Object => "The next batch tells them not to use it.",
            Self::Rectify => "The next batch tells them what is right.",
            Self::Withdraw => "The next batch tells them to stop.",
            Self::Access | Self::Portability => "The copy says so.",
            Self::Complaint => "",
        }
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

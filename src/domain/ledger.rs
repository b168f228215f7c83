//! What stands now: a pure fold over the answers of one person to one question (R14).
//!
//! A Yes overrides a No, a withdrawal or an objection only when it provably came later. Whatever is concurrent or
//! uncertain reads as the more restrictive one: a Yes on paper, typed in at five, does not undo a withdrawal at noon.
//! A blank changes nothing.

use super::answer::{GivenBy, Said};
use super::coded::coded;
use super::ids::LedgerPlace;
use super::moment::{AnsweredAt, Certainty};

/// What a person's answers to one question come to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Standing {
    /// Nobody asked.
    #[default]
    NotAsked,
    /// Asked, and left empty.
    LeftBlank,
    /// Agreed. The only standing that lets anything out.
    Yes,
    /// Declined.
    No,
    /// Agreed once, and taken back.
    Withdrawn,
    /// Objected.
    Objected,
}

coded!(Standing {
    NotAsked => "not-asked",
    LeftBlank => "left-blank",
    Yes => "yes",
    No => "no",
    Withdrawn => "withdrawn",
    Objected => "objected",
});

/// As much of a ledger entry as the fold needs.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What was said.
    pub said: Said,
    /// When.
    pub answered: AnsweredAt,
    /// Where it stands.
    pub place: LedgerPlace,
}

/// Whether `later` certainly came after `earlier`.
///
/// Two answers entered as they were given, at one desk and in one epoch, are in the order of their sequence numbers,
/// whatever the clock said in between. Any other two are in order only when the latest time the one can have been
/// given is before the earliest time of the other.
#[must_use]
pub fn provably_later(later: &Entry, earlier: &Entry) -> bool {
    let witnessed = later.answered.certainty == Certainty::Clock && earlier.answered.certainty == Certainty::Clock;
    let same_line = later.place.desk == earlier.place.desk && later.place.epoch == earlier.place.epoch;
    if witnessed && same_line {
        return (later.place.sequence, later.place.ordinal) > (earlier.place.sequence, earlier.place.ordinal);
    }
    later.answered.earliest() > earlier.answered.latest()
}

/// Whether an answer counts for a person for whom `speaker` answers today. A Yes counts only from the one who speaks:
/// a child's own, or a guardian's for somebody who turns out to be 13, opens nothing (R11). Anything restrictive counts.
#[must_use]
pub fn counts(said: Said, given_by: GivenBy, speaker: GivenBy) -> bool {
    said != Said::Yes || given_by == speaker
}

/// Folds the answers of one person (all visitors linked to them) to one question, in any order.
#[must_use]
pub fn standing(entries: &[Entry]) -> Standing {
    let beaten = |no: &Entry| entries.iter().any(|e| e.said == Said::Yes && provably_later(e, no));
    let strongest = entries.iter().filter(|e| e.said.is_restrictive() && !beaten(e)).map(|e| restriction(e.said)).max();
    if let Some(standing) = strongest {
        return standing;
    }
    if entries.iter().any(|e| e.said == Said::Yes) {
        Standing::Yes
    } else if entries.is_empty() {
        Standing::NotAsked
    } else {
        Standing::LeftBlank
    }
}

/// What the only answer to a question comes to: [`standing`] of that one.
#[must_use]
pub fn standing_of_one(said: Said) -> Standing {
    match said {
        Said::Yes => Standing::Yes,
        Said::LeftBlank => Standing::LeftBlank,
        Said::No | Said::Withdrawn | Said::Objected => restriction(said),
    }
}

/// The standing a restrictive answer leads to. `Standing`'s order ranks them: an objection weighs most.
fn restriction(said: Said) -> Standing {
    match said {
        Said::Objected => Standing::Objected,
        Said::Withdrawn => Standing::Withdrawn,
        Said::No | Said::Yes | Said::LeftBlank => Standing::No,
    }
}

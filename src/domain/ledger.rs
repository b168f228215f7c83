//! What stands now: a pure fold over the answers of one person to one question (R14).
//!
//! A Yes overrides a No, a withdrawal or an objection only when it provably came later. Whatever is concurrent or
//! uncertain reads as the more restrictive one: a Yes on paper, typed in at five, does not undo a withdrawal at noon.
//! A blank changes nothing. What was entered by a clock that was wrong, as what stands beside it tells, is uncertain too.
//!
//! Who may undo whose No (R11): what somebody declined for themselves is undone by themselves alone, by a later Yes of
//! their own. What a guardian declined for a child is undone by whoever answers for that person today, since the say
//! passes from the guardian to the child at the age of consent. It never passes back: where one registration of a person
//! says that they answer for themselves and another that they are a child, their own objection outlasts any guardian's Yes.

use super::answer::{GivenBy, Said};
use super::coded::coded;
use super::ids::LedgerPlace;
use super::moment::{AnsweredAt, CLOCK_TOLERANCE, Certainty};

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
    /// Who said it.
    pub given_by: GivenBy,
    /// When.
    pub answered: AnsweredAt,
    /// Where it stands.
    pub place: LedgerPlace,
}

/// Whether `later` certainly came after `earlier`, among all the answers of that person to that question.
///
/// Two answers entered as they were given, at one desk and in one epoch, are in the order of their sequence numbers,
/// whatever the clock said in between. Any other two are in order only when the latest time the one can have been
/// given is before the earliest time of the other, and neither was entered by a clock that is in doubt.
#[must_use]
pub fn provably_later(later: &Entry, earlier: &Entry, entries: &[Entry]) -> bool {
    let witnessed = later.answered.certainty == Certainty::Clock && earlier.answered.certainty == Certainty::Clock;
    let same_line = later.place.desk == earlier.place.desk && later.place.epoch == earlier.place.epoch;
    if witnessed && same_line {
        return (later.place.sequence, later.place.ordinal) > (earlier.place.sequence, earlier.place.ordinal);
    }
    later.answered.earliest() > earlier.answered.latest()
        && !clock_is_doubted(later, entries)
        && !clock_is_doubted(earlier, entries)
}

/// Whether the clock by which an answer was entered is in doubt: what was entered before or after it on its line of its desk says that
/// the clock was set back in between, by more than clocks differ. Which of the two was wrong nobody can tell.
fn clock_is_doubted(entry: &Entry, entries: &[Entry]) -> bool {
    let line = |e: &Entry| (e.place.desk, e.place.epoch);
    let number = |e: &Entry| (e.place.sequence, e.place.ordinal);
    let set_back = |first: &Entry, then: &Entry| {
        number(first) < number(then) && first.answered.entered_at > then.answered.entered_at + CLOCK_TOLERANCE
    };
    entries.iter().any(|other| line(other) == line(entry) && (set_back(other, entry) || set_back(entry, other)))
}

/// Whether an answer counts for a person for whom `speaker` answers today. A Yes counts only from the one who speaks:
/// a child's own, or a guardian's for somebody who turns out to be 13, opens nothing (R11). Anything restrictive counts.
#[must_use]
pub fn counts(said: Said, given_by: GivenBy, speaker: GivenBy) -> bool {
    said != Said::Yes || given_by == speaker
}

/// Whether the Yes of one lifts the No, the withdrawal or the objection of the other, if it came later.
#[must_use]
pub fn may_undo(yes: GivenBy, no: GivenBy) -> bool {
    yes == no || no == GivenBy::Guardian
}

/// Folds the answers of one person (all visitors linked to them) to one question, in any order. `speaker` is who answers
/// for them today (R11).
#[must_use]
pub fn standing(entries: &[Entry], speaker: GivenBy) -> Standing {
    let yes = |e: &Entry| e.said == Said::Yes && counts(e.said, e.given_by, speaker);
    let undoes = |e: &Entry, no: &Entry| yes(e) && may_undo(e.given_by, no.given_by) && provably_later(e, no, entries);
    let stands = |no: &&Entry| no.said.is_restrictive() && !entries.iter().any(|e| undoes(e, no));
    if let Some(standing) = entries.iter().filter(stands).map(|no| restriction(no.said)).max() {
        return standing;
    }
    if entries.iter().any(yes) {
        Standing::Yes
    } else if entries.iter().any(|e| counts(e.said, e.given_by, speaker)) {
        Standing::LeftBlank
    } else {
        Standing::NotAsked
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

//! A badge: what whoever meets a visitor may read, and whether they may be recorded (R12).

use super::event::RecordingRule;
use super::ledger::Standing;
use super::permit::Subject;
use super::purpose::{Medium, Question};

/// What a visitor wears. It has no `Debug`: it is personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct Badge {
    /// What they want to be called.
    pub name: String,
    /// What they are known by to whoever records, and to the desk.
    pub reference: String,
    /// The event.
    pub event: String,
    /// BCP 47 tag of the language of the mark's words: the one that the event's notice was published in. Whoever reads the mark is
    /// not whoever wears it.
    pub language: String,
    /// They are not to be recorded.
    pub do_not_record: bool,
}

/// Whether somebody's badge has the do-not-record mark (R12). `then` is how the event recorded when they last said something of
/// themselves, and `now` how it does.
///
/// A grown-up's silence is enough only where they were told that it is, and where it still is; everybody else needs three Yes.
/// Whoever declined, took back or objected to any has the mark, also where nobody is recorded any more.
#[must_use]
pub fn is_marked(subject: &Subject, then: Option<RecordingRule>, now: Option<RecordingRule>) -> bool {
    let objection = Some(RecordingRule::Objection);
    let unless_they_object = subject.known_adult && then == objection && now == objection;
    let nobody_is_recorded = then.is_none() && now.is_none();
    Medium::ALL.iter().map(|&medium| subject.standings.get(Question::Recording(medium))).any(
        |standing| match standing {
            Standing::Yes => false,
            Standing::No | Standing::Withdrawn | Standing::Objected => true,
            Standing::NotAsked | Standing::LeftBlank => !(unless_they_object || nobody_is_recorded),
        },
    )
}

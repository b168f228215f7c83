//! A badge: what whoever meets a visitor may read, and whether they may be recorded (R12).

use super::event::RecordingRule;
use super::ledger::Standing;
use super::permit::{Standings, Subject};
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

/// By which media somebody is not to be recorded (R12); by none, where they may be.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct DoNotRecord([bool; Medium::ALL.len()]);

impl DoNotRecord {
    /// What holds of somebody. `then` is how the event recorded when they last said something of themselves, and `now` how it does.
    ///
    /// A grown-up's silence is enough only where they were told that it is, and where it still is; everybody else needs a Yes.
    /// Whoever declined, took back or objected is not recorded, also where nobody is any more.
    #[must_use]
    pub fn of(
        standings: &Standings,
        known_adult: bool,
        then: Option<RecordingRule>,
        now: Option<RecordingRule>,
    ) -> Self {
        let objection = Some(RecordingRule::Objection);
        let unless_they_object = known_adult && then == objection && now == objection;
        let nobody_is_recorded = then.is_none() && now.is_none();
        let mut not = Self::default();
        for (medium, not) in Medium::ALL.iter().zip(&mut not.0) {
            *not = match standings.get(Question::Recording(*medium)) {
                Standing::Yes => false,
                Standing::No | Standing::Withdrawn | Standing::Objected => true,
                Standing::NotAsked | Standing::LeftBlank => !(unless_they_object || nobody_is_recorded),
            };
        }
        not
    }

    /// Whether there is any: then their badge has the mark.
    #[must_use]
    pub fn any(self) -> bool {
        self.0.contains(&true)
    }

    /// The mark in words, with what is meant where it is not everything: "Do not record: photos, film". Nothing, where they may be
    /// recorded.
    #[must_use]
    pub fn words(self) -> Option<String> {
        let word = |medium: Medium| match medium {
            Medium::Photo => "photos",
            Medium::Audio => "sound",
            Medium::Video => "film",
        };
        let media: Vec<_> = Medium::ALL.iter().zip(self.0).filter(|(_, not)| *not).map(|(&m, _)| word(m)).collect();
        match media.len() {
            0 => None,
            all if all == Medium::ALL.len() => Some(DO_NOT_RECORD.to_owned()),
            _ => Some(format!("{DO_NOT_RECORD}: {}", media.join(", "))),
        }
    }
}

/// What the mark says.
pub const DO_NOT_RECORD: &str = "Do not record";

/// Whether somebody's badge has the do-not-record mark (R12): see [`DoNotRecord::of`].
#[must_use]
pub fn is_marked(subject: &Subject, then: Option<RecordingRule>, now: Option<RecordingRule>) -> bool {
    DoNotRecord::of(&subject.standings, subject.known_adult, then, now).any()
}

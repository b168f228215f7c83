//! How long each kind of data is kept (R24).

use std::collections::BTreeMap;

use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::code::Code;
use super::coded::coded;
use super::purpose::{Purpose, SpecialPair};
use super::shown::mark_of;
use super::staff::Handle;

/// Periods in days from the event's last day. A lead sets every one of them before an event opens.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Registrations, on the laptop and in the office.
    pub registrations_days: u32,
    /// Health, disability and diet details, which are for the day only.
    pub special_days: u32,
    /// Emergency contacts.
    pub emergency_contact_days: u32,
    /// Equality answers (R4), where an event asks for them. An event that was opened before they had a period has none: see
    /// [`Retention::days`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equality_days: Option<u32>,
    /// Proof of consent, which outlives what it proves.
    pub consent_proof_days: u32,
}

/// A period that is set otherwise than the notice states it, in days.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("Write {0}: the notice says so")]
pub struct PeriodDiffers(u32);

/// A kind of data with a period of its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kept {
    /// Health, disability and diet details that are for the day.
    Special,
    /// Emergency contacts.
    EmergencyContact,
    /// What was answered about equality, which is apart from the person (R4).
    Equality,
    /// What was said with a registration, and what it lets the organisation keep with it.
    Record,
    /// The record of what was asked and answered.
    Proof,
}

coded!(Kept {
    Special => "special",
    EmergencyContact => "emergency-contact",
    Equality => "equality",
    Record => "registration",
    Proof => "consent-proof",
});

impl Kept {
    /// By which period a special detail is kept: what is for the day by its own, what is to choose whom to tell of what with the
    /// registration.
    #[must_use]
    pub fn of_special(pair: SpecialPair) -> Self {
        if pair.purpose() == Purpose::Opportunities { Self::Record } else { Self::Special }
    }

    /// What a notice has to say of it, after "how long".
    #[must_use]
    pub fn words_of_notice(self) -> &'static str {
        match self {
            Self::Special => "health, disability and diet details are kept",
            Self::EmergencyContact => "emergency contacts are kept",
            Self::Equality => "equality answers are kept",
            Self::Record => "registrations are kept",
            Self::Proof => "the record of answers is kept",
        }
    }
}

/// What of one registration is held, and whether the office has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Held {
    /// Restricted: kept, whatever the period, until that is lifted (R19).
    pub restricted: bool,
    /// Details for the day.
    pub special: bool,
    /// An emergency contact.
    pub emergency_contact: bool,
    /// Equality answers (R4).
    pub equality: bool,
    /// Equality answers that a recipient of their own is still to acknowledge.
    pub equality_waits: bool,
    /// What was said.
    pub record: bool,
    /// Answers.
    pub proof: bool,
    /// The office acknowledged a batch that took in all of it, equality answers aside: those are not for the office.
    pub taken_in: bool,
}

/// What becomes of one kind of data of one registration at the end of its period.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Fate {
    /// There is none, or its period is not over.
    Stays,
    /// It goes.
    Goes,
    /// Its period is over, and the office does not have it: warned of, never deleted.
    NotTakenIn,
    /// Its period is over, and the person asked for it to be kept.
    Restricted,
}

coded!(Fate { Stays => "stays", Goes => "goes", NotTakenIn => "not-taken-in", Restricted => "restricted" });

/// One kind of data of an event, and what is due of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Due {
    /// Which kind.
    pub kept: Kept,
    /// Its period, in days from the event's last day.
    pub days: u32,
    /// Whether the notice states that period; else it is the strictest reading of those it states.
    pub stated: bool,
    /// The last day that it is kept.
    pub until: NaiveDate,
    /// Whether that is over.
    pub is_over: bool,
    /// Of how many registrations there is any.
    pub held: u64,
    /// Of how many registrations it goes, or went.
    pub goes: u64,
    /// Of how many it is due and stays, because the office has not taken it in.
    pub not_taken_in: u64,
    /// Of how many it is due and stays, because they asked for it (R19).
    pub restricted: u64,
}

impl Due {
    /// Whether its period is over of anybody's.
    #[must_use]
    pub fn is_due(&self) -> bool {
        self.goes + self.not_taken_in + self.restricted > 0
    }
}

/// What is due of one event, today and next: counts and dates, and nothing about anybody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outlook {
    /// The event's code.
    pub code: Code,
    /// Its name.
    pub event: String,
    /// Its last day, from which every period counts.
    pub last_day: NaiveDate,
    /// Each kind of data.
    pub kinds: Vec<Due>,
    /// Of how many registrations something goes now.
    pub goes: u64,
    /// Of how many something is due and stays, because the office has not taken it in.
    pub waits: u64,
    /// How many half-filled forms go with the shortest period.
    pub forms: u64,
    /// How many complaints about nobody on the record are over so long that their words go.
    pub complaints: u64,
}

impl Outlook {
    /// Whether anything goes now, equality answers among it, which nobody is counted by.
    #[must_use]
    pub fn goes_anything(&self) -> bool {
        self.forms + self.complaints > 0 || self.kinds.iter().any(|due| due.goes > 0)
    }

    /// What is due of nobody who is counted: "equality answers and half-filled forms".
    #[must_use]
    pub fn besides(&self) -> String {
        let equality = self.kinds.iter().any(|due| due.kept == Kept::Equality && due.goes + due.not_taken_in > 0);
        let besides = [
            (equality, "equality answers"),
            (self.forms > 0, "half-filled forms"),
            (self.complaints > 0, "words of complaints"),
        ];
        let due: Vec<_> = besides.into_iter().filter_map(|(is_due, words)| is_due.then_some(words)).collect();
        due.join(" and ")
    }

    /// Whether anything waits for whoever is to take it in.
    #[must_use]
    pub fn waits_anything(&self) -> bool {
        self.kinds.iter().any(|due| due.not_taken_in > 0)
    }

    /// A short mark of what would go: whoever has seen it gives it again, so that nothing else is let go than what was shown.
    #[must_use]
    pub fn mark(&self) -> String {
        let kinds =
            self.kinds.iter().map(|due| (due.kept.code(), due.until, due.goes, due.not_taken_in, due.restricted));
        let (goes, besides) = (self.goes, [self.forms, self.complaints]);
        let shown = format!("{} {goes} {:?} {besides:?}", self.code, kinds.collect::<Vec<_>>());
        mark_of(&shown)
    }

    /// Whether the period of anything that is held is over.
    #[must_use]
    pub fn is_due(&self) -> bool {
        self.goes_anything() || self.waits_anything()
    }

    /// The first day on which something that is held will be due, and of how many registrations at the most; nothing where
    /// nothing is held that is not due already.
    #[must_use]
    pub fn next(&self) -> Option<(NaiveDate, u64)> {
        let waits = |due: &&Due| !due.is_over && due.held > 0;
        let first = self.kinds.iter().filter(waits).min_by_key(|due| due.until)?;
        let same = self.kinds.iter().filter(waits).filter(|due| due.until == first.until);
        Some((first.until.succ_opt()?, same.map(|due| due.held).max().unwrap_or(0)))
    }
}

/// A period in the words that people use for it: whole years as years, else days.
#[must_use]
pub fn period_words(days: u32) -> String {
    match (days, days / 365, days % 365) {
        (1, ..) => "1 day".to_owned(),
        (_, 1, 0) => "1 year".to_owned(),
        (_, years @ 2.., 0) => format!("{years} years"),
        _ => format!("{days} days"),
    }
}

/// Why equality answers of an older event are due when they are, for whoever reads that (R24).
#[must_use]
pub fn unstated_words(days: u32) -> String {
    format!(
        "The notice states no period for equality answers. They are kept as short as health and disability details: {}.",
        period_words(days)
    )
}

/// What was let go, by whom and when: counts and periods, and nothing about anybody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Certificate {
    /// The event.
    pub event: String,
    /// Its last day.
    pub last_day: NaiveDate,
    /// Each kind of data.
    pub kinds: Vec<Due>,
    /// How many half-filled forms went with them.
    pub forms: usize,
    /// Of how many complaints about nobody on the record the words went.
    pub complaints: usize,
    /// How many desks that a restore set aside could not be reached, and still hold all that they held.
    pub set_aside: usize,
    /// How many of those that could be reached hold what only they have of this event, past its period: nobody has taken it in.
    pub only_set_aside: usize,
    /// What could not be done after it was gone, and why.
    pub left_over: Vec<String>,
    /// Why what the office never took in was let go all the same, where a lead decided so.
    pub decision: Option<String>,
    /// Who.
    pub staff: Handle,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// The number of the act.
    pub act: u64,
}

impl Certificate {
    /// Whether nothing went: then there is nothing to certify.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.forms == 0 && self.complaints == 0 && self.kinds.iter().all(|due| due.goes == 0)
    }
}

impl Retention {
    /// The period of a kind, in days from the event's last day.
    ///
    /// Equality answers of an event whose notice states no period for them are kept no longer than health and disability
    /// details, the shortest that it promises of anything so sensitive, and never longer than the registration.
    #[must_use]
    pub fn days(&self, kept: Kept) -> u32 {
        self.stated(kept).unwrap_or_else(|| self.special_days.min(self.registrations_days))
    }

    /// The period that is stated for a kind; none for equality answers of an event that was opened before they had one.
    #[must_use]
    pub fn stated(&self, kept: Kept) -> Option<u32> {
        match kept {
            Kept::Special => Some(self.special_days),
            Kept::EmergencyContact => Some(self.emergency_contact_days),
            Kept::Equality => self.equality_days,
            Kept::Record => Some(self.registrations_days),
            Kept::Proof => Some(self.consent_proof_days),
        }
    }

    /// Gives a kind this period.
    pub fn set(&mut self, kept: Kept, days: u32) {
        match kept {
            Kept::Special => self.special_days = days,
            Kept::EmergencyContact => self.emergency_contact_days = days,
            Kept::Equality => self.equality_days = Some(days),
            Kept::Record => self.registrations_days = days,
            Kept::Proof => self.consent_proof_days = days,
        }
    }

    /// A period of a kind, as a lead sets it before an event opens: it has to be the one that is stated here, by its notice (R24).
    ///
    /// # Errors
    /// [`PeriodDiffers`] where it is another, or no number of days.
    pub fn agreed(&self, kept: Kept, typed: &str) -> Result<u32, PeriodDiffers> {
        let said = self.days(kept);
        typed.trim().parse().ok().filter(|days| *days == said).ok_or(PeriodDiffers(said))
    }

    /// The stated periods, in days, as they would be typed.
    #[must_use]
    pub fn typed(&self) -> BTreeMap<Kept, String> {
        Kept::ALL.iter().filter_map(|&kept| Some((kept, self.stated(kept)?.to_string()))).collect()
    }

    /// The last day that this kind is kept of an event whose last day is given.
    #[must_use]
    pub fn until(&self, kept: Kept, last_day: NaiveDate) -> NaiveDate {
        last_day.checked_add_days(Days::new(self.days(kept).into())).unwrap_or(NaiveDate::MAX)
    }
}

/// What decides about one kind of data of an event today.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rule {
    /// Which kind.
    pub kept: Kept,
    /// Its period is over.
    pub is_over: bool,
    /// The office, or for equality answers a recipient of their own, is to have it: it has to be taken in there first.
    pub is_sent: bool,
    /// A lead decided, with a reason, to let go what the office never took in.
    pub decided: bool,
}

impl Held {
    /// Whether there is any data of this kind.
    #[must_use]
    pub fn has(&self, kept: Kept) -> bool {
        match kept {
            Kept::Special => self.special,
            Kept::EmergencyContact => self.emergency_contact,
            Kept::Equality => self.equality,
            Kept::Record => self.record,
            Kept::Proof => self.proof,
        }
    }

    /// What becomes of this registration's data of one kind.
    #[must_use]
    pub fn fate(&self, rule: &Rule) -> Fate {
        // Proof outlives what it proves.
        let there = self.has(rule.kept) && !(rule.kept == Kept::Proof && self.record);
        // Equality answers end with the record at the latest, so that it waits for whoever is to have them.
        let taken_in = match rule.kept {
            Kept::Equality => !self.equality_waits,
            Kept::Record => self.taken_in && !self.equality_waits,
            Kept::Special | Kept::EmergencyContact | Kept::Proof => self.taken_in,
        };
        let may_go = !rule.is_sent || taken_in || rule.decided;
        match (there && rule.is_over, self.restricted, may_go) {
            (false, ..) => Fate::Stays,
            (true, true, _) => Fate::Restricted,
            (true, false, false) => Fate::NotTakenIn,
            (true, false, true) => Fate::Goes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(kept: Kept, until: &str, held: u64, is_over: bool) -> Due {
        let until = until.parse().unwrap();
        Due { kept, days: 7, stated: true, until, is_over, held, goes: 0, not_taken_in: 0, restricted: 0 }
    }

    #[test]
    fn r24_what_is_due_next_is_what_is_held_and_whose_day_comes_first() {
        let kinds = vec![
            due(Kept::Special, "2026-11-28", 0, false),
            due(Kept::EmergencyContact, "2026-12-05", 3, false),
            due(Kept::Record, "2026-12-05", 9, false),
            due(Kept::Proof, "2026-11-20", 9, true),
        ];
        let last_day = "2026-11-21".parse().unwrap();
        let code = Code::new("day").unwrap();
        let mut outlook =
            Outlook { code, event: "Day".into(), last_day, kinds, goes: 0, waits: 0, forms: 0, complaints: 0 };
        assert_eq!(outlook.next(), Some(("2026-12-06".parse().unwrap(), 9)));
        assert!(!outlook.is_due(), "what goes and what waits decides, not a date alone");
        outlook.kinds[3].not_taken_in = 1;
        assert!(outlook.is_due());
        outlook.kinds.iter_mut().for_each(|due| due.held = 0);
        assert_eq!(outlook.next(), None);
    }

    #[test]
    fn r24_a_period_that_is_set_is_the_one_that_the_notice_states() {
        let mut said = Retention {
            registrations_days: 730,
            special_days: 7,
            emergency_contact_days: 8,
            equality_days: None,
            consent_proof_days: 2190,
        };
        for (&kept, days) in Kept::ALL.iter().zip(1_u32..) {
            said.set(kept, 100 + days);
            assert_eq!(said.agreed(kept, &format!(" {} ", 100 + days)), Ok(100 + days), "{kept}");
            for other in ["", "0", "99", "1 year", "-5"] {
                assert_eq!(said.agreed(kept, other), Err(PeriodDiffers(100 + days)), "{kept}: {other}");
            }
        }
        assert_eq!(PeriodDiffers(730).to_string(), "Write 730: the notice says so");
    }

    #[test]
    fn whole_years_are_said_as_years() {
        let said =
            [(1, "1 day"), (7, "7 days"), (364, "364 days"), (365, "1 year"), (730, "2 years"), (731, "731 days")];
        for (days, words) in said {
            assert_eq!(period_words(days), words);
        }
    }
}

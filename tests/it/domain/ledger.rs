//! What stands now (R14), against a second, naive reading.

use chrono::{DateTime, FixedOffset, TimeDelta};
use lanyard::domain::answer::{GivenBy, Said};
use lanyard::domain::ids::{DeskId, LedgerPlace};
use lanyard::domain::ledger::{Entry, Standing, counts, may_undo, provably_later, standing};
use lanyard::domain::moment::{AnsweredAt, Certainty};
use proptest::prelude::*;

fn time(minutes: i64) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-21T09:00:00+00:00").unwrap() + TimeDelta::minutes(minutes)
}

fn place(desk: u32, sequence: u64) -> LedgerPlace {
    LedgerPlace { desk: DeskId(desk), epoch: 1, sequence, ordinal: 0 }
}

fn at_desk(said: Said, minutes: i64, sequence: u64) -> Entry {
    Entry { said, given_by: GivenBy::Visitor, answered: AnsweredAt::now(time(minutes)), place: place(1, sequence) }
}

/// The seconds between which an answer was surely given, worked out anew from what each kind of time is worth: a desk's clock
/// is right to a quarter of an hour, what somebody wrote down is good for its day, and nobody enters what is yet to come.
fn given_between(entry: &Entry) -> (i64, i64) {
    const QUARTER: i64 = 15 * 60;
    const DAY: i64 = 24 * 60 * 60;
    let AnsweredAt { at, certainty, entered_at } = entry.answered;
    let entered = entered_at.timestamp() + QUARTER;
    match certainty {
        Certainty::Clock => (at.timestamp() - QUARTER, at.timestamp() + QUARTER),
        Certainty::Written => {
            let ahead = i64::from(at.offset().local_minus_utc());
            let midnight = (at.timestamp() + ahead).div_euclid(DAY) * DAY - ahead;
            (midnight, (midnight + DAY).min(entered))
        }
        Certainty::Unknown => (i64::MIN, entered),
    }
}

/// Whether the clock of a desk said something else before or after, by more than a quarter of an hour, than goes with this answer.
fn by_a_wrong_clock(entry: &Entry, all: &[Entry]) -> bool {
    let mut line: Vec<_> = all
        .iter()
        .filter(|other| (other.place.desk, other.place.epoch) == (entry.place.desk, entry.place.epoch))
        .collect();
    line.sort_by_key(|entry| (entry.place.sequence, entry.place.ordinal));
    let number = |entry: &Entry| (entry.place.sequence, entry.place.ordinal);
    let minutes = |entry: &Entry| entry.answered.entered_at.timestamp().div_euclid(60);
    let before = line.iter().filter(|other| number(other) < number(entry)).map(|other| minutes(other)).max();
    let after = line.iter().filter(|other| number(other) > number(entry)).map(|other| minutes(other)).min();
    before.is_some_and(|before| before > minutes(entry) + 15) || after.is_some_and(|after| after + 15 < minutes(entry))
}

/// Whether one answer surely came after another, by a second reading of DESIGN's rule.
fn surely_later(later: &Entry, earlier: &Entry, all: &[Entry]) -> bool {
    let by_clock = |entry: &Entry| entry.answered.certainty == Certainty::Clock;
    let line = |entry: &Entry| (entry.place.desk, entry.place.epoch);
    if by_clock(later) && by_clock(earlier) && line(later) == line(earlier) {
        let number = |entry: &Entry| (entry.place.sequence, entry.place.ordinal);
        return number(later) > number(earlier);
    }
    given_between(later).0 > given_between(earlier).1
        && ![later, earlier].iter().any(|entry| by_a_wrong_clock(entry, all))
}

/// What was said last as it is told to somebody who keeps two slips, one for what the person declined themselves and one
/// for what a guardian declined for them, and a note that there was a Yes.
#[derive(Clone, Copy, Default)]
struct Slips {
    own_no: bool,
    guardians_no: bool,
    yes: bool,
}

impl Slips {
    fn told(mut self, said: Said, by: GivenBy, speaker: GivenBy) -> Self {
        match (said, by) {
            (Said::LeftBlank, _) => {}
            // What the one says who has no say opens nothing.
            (Said::Yes, _) if by != speaker => {}
            (Said::Yes, GivenBy::Visitor) => self = Self { yes: true, ..Self::default() },
            (Said::Yes, GivenBy::Guardian) => self = Self { yes: true, guardians_no: false, ..self },
            (Said::No | Said::Withdrawn | Said::Objected, GivenBy::Visitor) => self.own_no = true,
            (Said::No | Said::Withdrawn | Said::Objected, GivenBy::Guardian) => self.guardians_no = true,
        }
        self
    }

    fn say_yes(self) -> bool {
        self.yes && !self.own_no && !self.guardians_no
    }
}

/// Every order of the entries that contradicts no provable one: yes only if in each the slips say so at the end.
fn yes_in_every_possible_order(entries: &[Entry], speaker: GivenBy) -> bool {
    fn orders(left: &[Entry], all: &[Entry], slips: Slips, speaker: GivenBy) -> bool {
        if left.is_empty() {
            return slips.say_yes();
        }
        let can_be_next = |i: usize| left.iter().all(|other| !surely_later(&left[i], other, all));
        let next: Vec<_> = (0..left.len()).filter(|&i| can_be_next(i)).collect();
        // Clocks can contradict sequence numbers so that nothing can be first: then nothing is certain.
        !next.is_empty()
            && next.into_iter().all(|i| {
                let mut rest = left.to_vec();
                let taken = rest.remove(i);
                orders(&rest, all, slips.told(taken.said, taken.given_by, speaker), speaker)
            })
    }
    orders(entries, entries, Slips::default(), speaker)
}

fn anybody() -> impl Strategy<Value = GivenBy> {
    prop::sample::select(GivenBy::ALL)
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let said = prop::sample::select(Said::ALL);
    let offset = prop::sample::select(&[-5_i32, 0, 9][..]);
    (said, 0_i64..3_000, 0_u8..3, 0_i64..600, 1_u32..3, (1_u32..3, 1_u64..30), offset, anybody()).prop_map(
        |(said, minutes, kind, delay, desk, (epoch, sequence), offset, given_by)| {
            let time = |minutes| time(minutes).with_timezone(&FixedOffset::east_opt(offset * 3600).unwrap());
            let answered = match kind {
                0 => AnsweredAt::now(time(minutes)),
                1 => AnsweredAt::written(time(minutes), time(minutes + delay)),
                _ => AnsweredAt::unknown(time(minutes + delay)),
            };
            Entry { said, given_by, answered, place: LedgerPlace { epoch, ..place(desk, sequence) } }
        },
    )
}

proptest! {
    #[test]
    fn r14_what_is_provably_later_is_so_by_a_second_reading(one in any_entry(), other in any_entry()) {
        let both = [one, other];
        prop_assert_eq!(provably_later(&one, &other, &both), surely_later(&one, &other, &both));
    }

    #[test]
    fn r11_r14_never_yes_where_the_restrictive_reading_is_no(
        entries in prop::collection::vec(any_entry(), 0..6), speaker in anybody()
    ) {
        if standing(&entries, speaker) == Standing::Yes {
            prop_assert!(yes_in_every_possible_order(&entries, speaker));
        }
    }

    #[test]
    fn r11_r14_with_one_clock_the_fold_is_what_was_said_one_after_the_other(
        said in prop::collection::vec((prop::sample::select(Said::ALL), anybody()), 0..6), speaker in anybody()
    ) {
        let entry = |(n, &(said, given_by)): (u64, _)| Entry { given_by, ..at_desk(said, n.cast_signed(), n) };
        let entries: Vec<_> = (1_u64..).zip(&said).map(entry).collect();
        prop_assert_eq!(standing(&entries, speaker) == Standing::Yes, yes_in_every_possible_order(&entries, speaker));
    }

    #[test]
    fn r14_the_order_of_arrival_changes_nothing(
        entries in prop::collection::vec(any_entry(), 0..6), turn in 0_usize..6, speaker in anybody()
    ) {
        let mut turned = entries.clone();
        if !turned.is_empty() {
            let by = turn % turned.len();
            turned.rotate_left(by);
        }
        prop_assert_eq!(standing(&entries, speaker), standing(&turned, speaker));
    }
}

#[test]
fn r14_a_paper_yes_typed_at_five_does_not_undo_a_withdrawal_at_noon() {
    let withdrawal = at_desk(Said::Withdrawn, 180, 7);
    let paper = Entry { answered: AnsweredAt::written(time(300), time(480)), ..at_desk(Said::Yes, 300, 9) };
    assert_eq!(standing(&[withdrawal, paper], GivenBy::Visitor), Standing::Withdrawn);
}

#[test]
fn r14_on_one_desk_the_sequence_decides_and_not_the_clock() {
    let no = at_desk(Said::No, 200, 3);
    let yes_after_the_clock_was_set_back = at_desk(Said::Yes, 20, 4);
    assert_eq!(standing(&[no, yes_after_the_clock_was_set_back], GivenBy::Visitor), Standing::Yes);
}

#[test]
fn r14_a_withdrawal_by_a_clock_that_was_set_back_outlasts_a_paper_of_the_days_between() {
    const DAY: i64 = 24 * 60;
    let yes = at_desk(Said::Yes, 0, 3);
    let withdrawn = at_desk(Said::Withdrawn, -3 * DAY, 4);
    let paper = Entry { answered: AnsweredAt::written(time(-DAY), time(60)), ..at_desk(Said::Yes, 60, 5) };
    for entries in [vec![yes, withdrawn], vec![yes, withdrawn, paper], vec![withdrawn, paper, yes]] {
        assert_eq!(standing(&entries, GivenBy::Visitor), Standing::Withdrawn);
    }
    // Who is asked again and says Yes at the desk has said it later, whatever the clock says.
    let again = at_desk(Said::Yes, 120, 6);
    assert_eq!(standing(&[yes, withdrawn, paper, again], GivenBy::Visitor), Standing::Yes);
}

#[test]
fn r14_a_yes_by_a_clock_that_was_ahead_does_not_outlast_a_later_no_on_paper() {
    let ahead = at_desk(Said::Yes, 300 * 24 * 60, 3);
    let paper = Entry { answered: AnsweredAt::written(time(0), time(60)), ..at_desk(Said::No, 60, 4) };
    assert_eq!(standing(&[ahead, paper], GivenBy::Visitor), Standing::No);
}

#[test]
fn r14_two_desks_within_the_tolerance_are_uncertain() {
    let no = at_desk(Said::No, 0, 3);
    let soon = Entry { place: place(2, 1), ..at_desk(Said::Yes, 20, 1) };
    let surely = Entry { place: place(2, 1), ..at_desk(Said::Yes, 31, 1) };
    assert_eq!(standing(&[no, soon], GivenBy::Visitor), Standing::No);
    assert_eq!(standing(&[no, surely], GivenBy::Visitor), Standing::Yes);
}

#[test]
fn r13_no_and_blank_and_not_asked_differ_and_a_blank_changes_nothing() {
    assert_eq!(standing(&[], GivenBy::Visitor), Standing::NotAsked);
    assert_eq!(standing(&[at_desk(Said::LeftBlank, 0, 1)], GivenBy::Visitor), Standing::LeftBlank);
    assert_eq!(standing(&[at_desk(Said::No, 0, 1)], GivenBy::Visitor), Standing::No);
    assert_eq!(standing(&[at_desk(Said::Yes, 0, 1), at_desk(Said::LeftBlank, 1, 2)], GivenBy::Visitor), Standing::Yes);
}

#[test]
fn r11_a_yes_counts_only_from_the_one_who_speaks() {
    assert!(!counts(Said::Yes, GivenBy::Visitor, GivenBy::Guardian));
    assert!(counts(Said::Yes, GivenBy::Guardian, GivenBy::Guardian));
    assert!(counts(Said::No, GivenBy::Visitor, GivenBy::Guardian));
}

#[test]
fn r11_what_somebody_declined_for_themselves_no_guardian_undoes() {
    let by = |given_by, entry| Entry { given_by, ..entry };
    let (own, guardian) = (GivenBy::Visitor, GivenBy::Guardian);
    let own_objection = at_desk(Said::Objected, 0, 1);
    let guardians_yes = by(guardian, at_desk(Said::Yes, 600, 2));
    assert_eq!(standing(&[own_objection, guardians_yes], guardian), Standing::Objected);
    assert_eq!(standing(&[guardians_yes], guardian), Standing::Yes, "or this could not fail");
    // The say passes to the child at the age of consent, so that they may undo what was declined for them.
    let guardians_no = by(guardian, at_desk(Said::No, 0, 1));
    let own_yes = at_desk(Said::Yes, 600, 2);
    assert_eq!(standing(&[guardians_no, own_yes], own), Standing::Yes);
    assert_eq!(standing(&[guardians_no, own_yes], guardian), Standing::No, "not before");
    assert_eq!(
        [(own, own), (own, guardian), (guardian, guardian), (guardian, own)].map(|(a, b)| may_undo(a, b)),
        [true, true, true, false]
    );
}

//! Everybody of an event in one pass, against a look at each of them alone (R14).

use lanyard::domain::act_kind::ActKind;
use lanyard::domain::answer::{GivenBy, Said};
use lanyard::domain::code::Code;
use lanyard::domain::event::Event;
use lanyard::domain::ids::{AnswerId, EventId};
use lanyard::domain::ledger::{Entry, standing, standing_of_one};
use lanyard::domain::purpose::{Medium, Question};
use lanyard::lists::event_file::{EXAMPLE_EVENT, EventFile};
use lanyard::store::{StoreError, answers, events, roll};
use proptest::prelude::*;
use uuid::Uuid;

use super::fixtures::{Ledger, adult};

const ASKED: [Question; 3] =
    [Question::Recording(Medium::Photo), Question::Recording(Medium::Audio), Question::Recording(Medium::Video)];

/// Who came: to which of two events, what they said at once, and what was said later, by whom.
type Visit = (bool, Vec<(usize, Said)>, Vec<(usize, Said, bool)>);

fn visit() -> impl Strategy<Value = Visit> {
    let said = || prop::sample::select(Said::ALL);
    (
        any::<bool>(),
        prop::collection::vec((0..ASKED.len(), prop::sample::select(&[Said::Yes, Said::No][..])), 1..4),
        prop::collection::vec((0..ASKED.len(), said(), any::<bool>()), 0..4),
    )
}

/// A second event beside the ledger's own.
fn other_event(ledger: &mut Ledger) -> Event {
    let mut file = EventFile::parse(EXAMPLE_EVENT).unwrap();
    file.definition.code = Code::new("another-day").unwrap();
    let event = file.event(EventId(Uuid::from_u128(2)), None).unwrap();
    ledger.act(ActKind::NewEvent, |appending| events::append(appending, &event));
    event
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn r14_a_pass_over_everybody_reads_as_a_look_at_each(visits in prop::collection::vec(visit(), 1..6)) {
        let mut ledger = Ledger::new();
        let events = [ledger.event.clone(), other_event(&mut ledger)];
        let mut of_event = [Vec::new(), Vec::new()];
        for (number, (second, at_once, later)) in (0_u128..).zip(&visits) {
            ledger.event = events[usize::from(*second)].clone();
            let form = at_once.iter().fold(adult(number, "Ada", "Marsh"), |form, &(at, said)| form.said(ASKED[at], said));
            let (row, registration) = ledger.register(&form);
            for (nth, &(at, said, by_guardian)) in (0_u128..).zip(later) {
                let mut answer = registration.answers()[0].clone();
                answer.id = AnswerId(Uuid::from_u128(0x800_0000 + number * 100 + nth));
                (answer.question, answer.said) = (ASKED[at], said);
                answer.evidence.given_by = if by_guardian { GivenBy::Guardian } else { GivenBy::Visitor };
                ledger.act(ActKind::Amend, |appending| answers::append(appending, row, &answer));
            }
            of_event[usize::from(*second)].push(row);
        }
        for (event, rows) in events.iter().zip(of_event) {
            let mut seen = Vec::new();
            roll::each(&ledger.conn, event.id(), |listed, lines| {
                seen.push(listed.row);
                for speaker in [GivenBy::Visitor, GivenBy::Guardian] {
                    let alone = answers::standings(&ledger.conn, &[listed.row], speaker)?;
                    assert_eq!(roll::standings(&ledger.conn, listed.row, lines, speaker)?, alone);
                }
                Ok::<(), StoreError>(())
            }).unwrap();
            prop_assert_eq!(seen, rows);
        }
    }
}

#[test]
fn r14_the_only_answer_reads_as_one_of_a_fold() {
    let mut ledger = Ledger::new();
    let (row, _) = ledger.register(&adult(1, "Ada", "Marsh").said(ASKED[0], Said::Yes));
    let kept = answers::of_registration(&ledger.conn, row).unwrap().pop().unwrap();
    for &said in Said::ALL {
        let given_by = GivenBy::Visitor;
        let entry = Entry { said, given_by, answered: kept.answer.answered, place: kept.place };
        assert_eq!(standing_of_one(said), standing(&[entry], given_by));
    }
}

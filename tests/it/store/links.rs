//! "Same person" and "not the same", against a slow and plain reading of the same rules (R14).

use std::collections::BTreeSet;

use lanyard::domain::act_kind::ActKind;
use lanyard::store::links::{self, LinkKind, NewLink};
use lanyard::store::verify::verify;
use proptest::prelude::*;
use uuid::Uuid;

use super::fixtures::{Ledger, adult, visitor};

const VISITORS: u128 = 5;

/// What is said: of which two, or about which earlier link.
#[derive(Clone, Debug)]
enum Step {
    Say(LinkKind, u128, u128),
    Reverse(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let kind = prop_oneof![2 => Just(LinkKind::Same), 1 => Just(LinkKind::NotSame)];
    let say = (kind, 0..VISITORS, 1..VISITORS).prop_map(|(kind, one, by)| Step::Say(kind, one, (one + by) % VISITORS));
    prop_oneof![3 => say, 1 => any::<usize>().prop_map(Step::Reverse)]
}

/// The links said so far, in order, and whether each still holds.
#[derive(Default)]
struct Oracle(Vec<(LinkKind, u128, u128, bool)>);

impl Oracle {
    fn in_force(&self, a: u128, b: u128) -> Option<LinkKind> {
        let pair = |&&(_, one, other, _): &&(_, u128, u128, _)| (one, other) == (a, b) || (one, other) == (b, a);
        self.0.iter().filter(pair).rfind(|link| link.3).map(|link| link.0)
    }

    /// Joins two groups until nothing changes any more.
    fn person(&self, of: u128) -> BTreeSet<u128> {
        let mut group: Vec<u128> = (0..VISITORS).collect();
        for _ in 0..VISITORS {
            for (a, b) in (0..VISITORS).flat_map(|a| (0..VISITORS).map(move |b| (a, b))) {
                if self.in_force(a, b) == Some(LinkKind::Same) {
                    let least = group[a as usize].min(group[b as usize]);
                    (group[a as usize], group[b as usize]) = (least, least);
                }
            }
        }
        (0..VISITORS).filter(|&v| group[v as usize] == group[of as usize]).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn r14_links_are_read_as_they_were_said(steps in prop::collection::vec(step(), 0..14)) {
        let mut ledger = Ledger::new();
        let mut oracle = Oracle::default();
        for (number, step) in (0..).zip(steps) {
            let id = |number: usize| Uuid::from_u128(0x9_0000 + number as u128);
            let (kind, one, other, reverses) = match step {
                Step::Say(kind, one, other) => (kind, one, other, None),
                Step::Reverse(_) if oracle.0.is_empty() => continue,
                Step::Reverse(which) => {
                    let which = which % oracle.0.len();
                    oracle.0[which].3 = false;
                    (LinkKind::Reversed, oracle.0[which].1, oracle.0[which].2, Some(which))
                }
            };
            // Ids follow the oracle's positions, so that a reversal can name its link.
            let position = if reverses.is_none() { oracle.0.len() } else { 1_000 + number };
            if reverses.is_none() {
                oracle.0.push((kind, one, other, true));
            }
            let link = NewLink {
                id: id(position),
                kind,
                one: visitor(one),
                other: visitor(other),
                reverses: reverses.map(id),
            };
            ledger.act(ActKind::Link, |appending| links::append(appending, &link));
        }
        for a in 0..VISITORS {
            let expected: BTreeSet<_> = oracle.person(a).into_iter().map(visitor).collect();
            prop_assert_eq!(links::person(&ledger.conn, visitor(a)).unwrap(), expected);
            for b in 0..VISITORS {
                let found = links::in_force(&ledger.conn, visitor(a), visitor(b)).unwrap();
                prop_assert_eq!(found.map(|(_, kind)| kind), oracle.in_force(a, b));
            }
        }
        prop_assert!(verify(&ledger.conn).unwrap().is_ok());
    }
}

#[test]
fn r14_a_persons_rows_are_those_of_all_linked_visitors() {
    let mut ledger = Ledger::new();
    let rows: Vec<_> = (0..4).map(|number| ledger.register(&adult(number, "Ann", "Lee")).0).collect();
    let mut say = |id, kind, one, other, reverses: Option<u128>| {
        let reverses = reverses.map(Uuid::from_u128);
        let link = NewLink { id: Uuid::from_u128(id), kind, one: visitor(one), other: visitor(other), reverses };
        ledger.act(ActKind::Link, |appending| links::append(appending, &link));
        links::rows_of_person(&ledger.conn, visitor(2)).unwrap()
    };
    assert_eq!(say(1, LinkKind::Same, 0, 1, None), rows[2..3]);
    assert_eq!(say(2, LinkKind::Same, 1, 2, None), rows[..3]);
    assert_eq!(say(3, LinkKind::NotSame, 2, 3, None), rows[..3]);
    assert_eq!(say(4, LinkKind::Reversed, 0, 1, Some(1)), rows[1..3]);
}

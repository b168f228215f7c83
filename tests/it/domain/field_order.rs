//! The order in which a form asks: whatever is done to it, every field is in it once (R1).

use lanyard::domain::event::EventDefinition;
use lanyard::domain::field_order::{FieldOrder, FieldOrderError};
use lanyard::domain::form::Field;
use lanyard::lists::event_file::{EXAMPLE_EVENT, EventFile};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::fixtures::event;

fn movable() -> Vec<Field> {
    Field::ALL.iter().copied().filter(|field| !field.is_name()).collect()
}

/// Some of the fields that can be moved, in any order, each once.
fn some() -> impl Strategy<Value = Vec<Field>> {
    let all = movable();
    subsequence(all.clone(), 0..=all.len()).prop_shuffle()
}

/// Every field that can be moved is there once.
fn is_whole(order: &FieldOrder) -> bool {
    let mut all: Vec<_> = order.all().collect();
    all.sort_unstable();
    let part = |of: &FieldOrder| {
        let mut more = of.more().to_vec();
        more.sort_unstable();
        more
    };
    all == movable() && part(order) == part(&FieldOrder::default())
}

proptest! {
    #[test]
    fn what_is_named_comes_first_and_nothing_is_left_out_r1(named in some()) {
        let order = FieldOrder::try_from(named.clone()).unwrap();
        prop_assert!(is_whole(&order));
        for part in [order.at_once(), order.more()] {
            let of_part: Vec<_> = named.iter().copied().filter(|field| part.contains(field)).collect();
            prop_assert_eq!(&part[..of_part.len()], &of_part[..]);
        }
    }

    #[test]
    fn a_field_named_twice_or_a_name_is_no_order_r1(named in some(), extra in select(Field::ALL), at in 0_usize..30) {
        let mut wrong = named.clone();
        wrong.insert(at.min(named.len()), extra);
        let expected = match extra {
            name if name.is_name() => Some(FieldOrderError::HasItsPlace(name)),
            twice if named.contains(&twice) => Some(FieldOrderError::Twice(twice)),
            _ => None,
        };
        prop_assert_eq!(FieldOrder::try_from(wrong).err(), expected);
    }

    #[test]
    fn a_field_goes_where_it_is_put_and_the_others_close_up_r1(moves in vec((select(Field::ALL), 0_usize..20), 1..30)) {
        let mut order = FieldOrder::default();
        for (field, place) in moves {
            let before = order.clone();
            let changed = order.put(field, place);
            prop_assert!(is_whole(&order));
            prop_assert_eq!(changed, order != before);
            let rest = |order: &FieldOrder| order.all().filter(|each| *each != field).collect::<Vec<_>>();
            prop_assert_eq!(rest(&order), rest(&before), "the others stay as they were");
            match order.place(field) {
                Some((now, count)) => prop_assert_eq!(now, place.min(count - 1)),
                None => prop_assert!(field.is_name() && !changed),
            }
        }
    }

    #[test]
    fn an_order_is_read_back_as_it_was_written_r1(named in some()) {
        let mut definition = event().definition().clone();
        definition.order = FieldOrder::try_from(named).unwrap();
        let written = serde_json::to_string(&definition).unwrap();
        prop_assert_eq!(written.contains("\"order\""), !definition.order.is_usual());
        prop_assert_eq!(serde_json::from_str::<EventDefinition>(&written).unwrap(), definition);
    }
}

#[test]
fn an_event_that_was_kept_without_an_order_has_the_usual_one_r1() {
    let definition = event().definition().clone();
    let written = serde_json::to_value(&definition).unwrap();
    assert_eq!(written.get("order"), None, "it is kept as it always was");
    let read: EventDefinition = serde_json::from_value(written).unwrap();
    assert!(read.order.is_usual());
    assert_eq!(read, definition);
}

#[test]
fn an_events_file_says_in_which_order_and_a_fault_in_it_is_named_r1() {
    let with = |order: &str| EventFile::parse(&EXAMPLE_EVENT.replace("order = []", &format!("order = {order}")));
    let order = with(r#"["postcode", "note", "email"]"#).unwrap().definition.order;
    assert_eq!(&order.at_once()[..3], [Field::Postcode, Field::Email, Field::BadgeName]);
    assert_eq!(&order.more()[..2], [Field::Note, Field::Role]);
    for (wrong, words) in [
        (r#"["email", "email"]"#, "email stands twice in order"),
        (r#"["full_name"]"#, "Leave full_name out of order"),
        (r#"["shoe_size"]"#, "write one of role"),
    ] {
        let said = with(wrong).unwrap_err().to_string();
        assert!(said.contains(words) && said.contains("Line "), "{said}");
    }
}

//! How long a form takes at the keys: counted key by key, and never less for asking more (R1).

use std::collections::BTreeSet;

use lanyard::domain::effort::seconds;
use lanyard::domain::event::{Event, EventDefinition};
use lanyard::domain::field_order::FieldOrder;
use lanyard::domain::form::{Field, NameStyle, Need};
use lanyard::domain::purpose::{Channel, SpecialPair};
use proptest::prelude::*;
use proptest::sample::subsequence;

use super::fixtures::event_with;

/// An event that asks for a name and an age alone, and something more.
fn asking(more: impl FnOnce(&mut EventDefinition)) -> Event {
    event_with(|settings| {
        settings.name_style = NameStyle::Full;
        settings.fields.clear();
        settings.choices.clear();
        settings.news.clear();
        settings.send.clear();
        settings.special.clear();
        settings.recording = None;
        more(settings);
    })
}

fn ask(settings: &mut EventDefinition, fields: &[Field]) {
    settings.fields.extend(fields.iter().map(|field| (*field, Need::Optional)));
}

#[test]
fn each_key_takes_as_long_as_a_key_takes_r1() {
    // The name and on, one arrow for "13 or over?" and on, past More details, Ctrl and Enter.
    let least = 14 + 2 + 1 + 2;
    assert_eq!(seconds(&asking(|_| {})), (f64::from(least) * 0.28).round() as u32);
    let email = asking(|settings| {
        ask(settings, &[Field::Email]);
        settings.news = [Channel::Email].into();
    });
    // The address and on, and one letter for the question.
    assert_eq!(seconds(&email), (f64::from(least + 22 + 1) * 0.28).round() as u32);
    let birth = asking(|settings| ask(settings, &[Field::DateOfBirth]));
    // Its eight digits and on, in place of "13 or over?".
    assert_eq!(seconds(&birth), (f64::from(least + 9 - 2) * 0.28).round() as u32);
}

#[test]
fn what_is_behind_counts_only_where_it_is_needed_r1() {
    let with = |need| {
        asking(|settings| {
            settings.special = [SpecialPair::HealthSafety].into();
            settings.fields.insert(Field::EmergencyName, need);
        })
    };
    assert_eq!(seconds(&with(Need::Off)), seconds(&with(Need::Optional)));
    // The button, the name and on.
    assert_eq!(seconds(&with(Need::Needed)) - seconds(&with(Need::Optional)), 4);
}

#[test]
fn a_question_that_staff_do_not_ask_takes_them_no_time_r3() {
    let with = |out_loud| {
        asking(|settings| {
            settings.special = SpecialPair::ALL.iter().copied().collect::<BTreeSet<_>>();
            settings.opportunities_out_loud = out_loud;
        })
    };
    let (alone, out_loud) = (with(false), with(true));
    assert_eq!(alone.questions_at_the_desk().count() + 3, out_loud.questions_at_the_desk().count());
    assert!(seconds(&alone) < seconds(&out_loud));
}

proptest! {
    #[test]
    fn asking_for_more_never_takes_less_and_the_order_changes_nothing_r1(
        fields in subsequence(FieldOrder::default().at_once().to_vec(), 0..=10),
        more in 0_usize..10,
        order in Just(FieldOrder::default().all().collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let before = seconds(&asking(|settings| ask(settings, &fields)));
        let another = FieldOrder::default().at_once()[more];
        let after = seconds(&asking(|settings| ask(settings, &[&fields[..], &[another]].concat())));
        prop_assert!(after >= before, "{another}: {before} and {after}");
        let arranged = seconds(&asking(|settings| {
            ask(settings, &fields);
            settings.order = FieldOrder::try_from(order).unwrap();
        }));
        prop_assert_eq!(arranged, before);
    }
}

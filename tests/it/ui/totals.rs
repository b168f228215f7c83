//! Totals of equality monitoring in the window (R4): for leads, where the event asks, question by question, and nothing in them
//! that could point at somebody (R23).

use egui::Key;
use lanyard::domain::equality::{Disability, EqualityAnswers, Ethnicity, Impairment, Impairments};

use super::own_screen::asks_about_equality;
use super::scenes::page;
use super::stage::{Before, Stage, VISITORS};
use crate::desk::looking::acts;

/// What each of the demo's visitors answered, in the order in which they are found: three with a learning difference only.
fn answered(number: usize) -> Option<EqualityAnswers> {
    let ethnicity = match number {
        0..14 => Ethnicity::British,
        14..25 => Ethnicity::Indian,
        25..28 => Ethnicity::Roma,
        _ => return None,
    };
    let learning = || Disability::Has(Impairments::one(Impairment::Learning));
    EqualityAnswers::new(Some(ethnicity), (number < 3).then(learning))
}

/// A desk whose visitors answered about equality.
pub(crate) fn with_answers() -> Before {
    let before = asks_about_equality();
    let mut desk = before.open();
    let event = desk.events().unwrap().remove(0).definition().code.clone();
    before.register(&mut desk, &event, VISITORS);
    let found = desk.find(&event, "", 100).unwrap();
    for (number, hit) in found.iter().enumerate() {
        if let Some(answers) = answered(number) {
            desk.keep_equality_answers(hit.registered.id, &answers).unwrap();
        }
    }
    drop(desk);
    before
}

/// Somebody looks at them.
pub(crate) fn shown(stage: &mut Stage) {
    page(stage, "Form");
    stage.focus("See the totals");
    stage.key(Key::Enter);
    stage.rest();
}

#[test]
fn r04_a_lead_sees_totals_with_what_is_small_hidden_and_the_look_is_in_the_log() {
    let mut stage = with_answers().unlocked();
    shown(&mut stage);
    for words in [
        "White: English, Scottish, Welsh, Northern Irish or British: 15",
        "Asian or Asian British: Indian or Indian British: 10",
        "White: Roma: Hidden",
        "Prefer not to say: Hidden",
        "How many answered is hidden too: it would give away what is hidden below.",
        "Hidden means fewer than 10 people",
        "Every answer is hidden. Fewer than 10 people gave it",
    ] {
        assert!(stage.says(words), "{words}: {:#?}", stage.everything());
    }
    assert!(!stage.says("A learning difference"), "a list that is hidden whole is not told answer by answer");
    assert_eq!(stage.focused().as_deref(), Some("Close"));
    stage.key(Key::Escape);
    assert!(!stage.says("Hidden means"), "{:#?}", stage.everything());
    assert_eq!(stage.focused().as_deref(), Some("See the totals"), "the keyboard is where it was");
    let desk = stage.close().open();
    let looks: Vec<_> = acts(&desk, 0).into_iter().filter(|(kind, ..)| kind == "equality-totals").collect();
    let [(_, about_somebody, details)] = &looks[..] else { panic!("one look, and not {looks:?}") };
    assert!(!about_somebody && details.contains("\"event\":\"open-day\""), "{details}");
}

#[test]
fn r04_totals_are_offered_only_where_the_event_asks() {
    let mut stage = Before::with_visitors().unlocked();
    page(&mut stage, "Form");
    assert!(!stage.shows("See the totals"));
    stage.focus("Ask about equality");
    stage.key(Key::Space);
    assert!(stage.says("It rests on that condition") && !stage.shows("See the totals"), "nothing is saved yet");
}

#[test]
fn r04_desk_staff_are_not_offered_totals() {
    let mut stage = with_answers().unlocked_by_desk_staff();
    stage.ctrl(Key::Num5);
    for hidden in ["Form", "See the totals"] {
        assert!(!stage.shows(hidden), "{hidden}: {:#?}", stage.everything());
    }
}

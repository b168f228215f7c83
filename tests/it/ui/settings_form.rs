//! Setting up the form in the window: what it asks, in which order, and the event's own questions (R1, R3).

use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT, Queryable};
use lanyard::domain::event::EventDefinition;
use lanyard::domain::field_order::FieldOrder;
use lanyard::domain::form::{Field, Need};
use lanyard::domain::own_question::AnswerKind;
use lanyard::domain::purpose::{Purpose, SpecialPair};

use super::scenes::with_own_questions;
use super::stage::{Before, Stage};
use crate::support::settings::change_event;

/// The page, at the size that the screens are drawn for.
fn form_of(before: Before) -> Stage {
    let mut stage = before.unlocked_of(1366.0, 689.0, None);
    stage.ctrl(Key::Num5);
    stage.click("Form");
    stage
}

fn save(stage: &mut Stage) {
    stage.ctrl(Key::S);
    assert!(stage.says("Saved. It starts with the next visitor."), "{:#?}", stage.everything());
}

/// The event's settings as they are kept, with the desk they are kept in.
fn kept(stage: Stage) -> (EventDefinition, Before) {
    let before = stage.close();
    let definition = before.open().events().unwrap().remove(0).definition().clone();
    (definition, before)
}

/// Moves what has the keyboard, so many places up, or down where that is less than none.
fn step(stage: &mut Stage, up: i32) {
    for _ in 0..up.abs() {
        stage.keys(Modifiers::ALT, if up > 0 { Key::ArrowUp } else { Key::ArrowDown });
    }
}

/// How far down something of this name stands.
fn height_of(stage: &Stage, name: &str) -> f32 {
    stage.control(name).rect().center().y
}

/// Drags from one point to another, in steps, as a hand does.
fn drag(stage: &mut Stage, from: Pos2, to: Pos2) {
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    stage.harness.event(Event::PointerMoved(from));
    stage.harness.step();
    stage.harness.event(button(from, true));
    stage.harness.step();
    for part in 1_u8..=12 {
        stage.harness.event(Event::PointerMoved(from + (to - from) * (f32::from(part) / 12.0)));
        stage.harness.step();
    }
    stage.harness.event(button(to, false));
    stage.harness.step();
    stage.settle();
}

#[test]
fn a_field_is_moved_by_the_keyboard_and_is_asked_for_there_from_then_on_r1() {
    let mut stage = form_of(Before::desk());
    stage.focus("Postcode: Optional");
    step(&mut stage, 8);
    assert_eq!(stage.at(), "Postcode: Optional", "the keyboard stays with it");
    assert!(stage.says("Postcode: 2 of 10"), "{:#?}", stage.everything());
    assert!(stage.says("Place 2 of 10. Alt+Up and Alt+Down move it."));
    stage.focus("Note: Optional");
    step(&mut stage, -3);
    assert!(!stage.says("Note: 16 of 16"), "the last one stays the last");
    step(&mut stage, 1);
    save(&mut stage);

    let (definition, before) = kept(stage);
    assert_eq!(&definition.order.at_once()[..3], [Field::BadgeName, Field::Postcode, Field::Email]);
    assert_eq!(definition.order.more().last(), Some(&Field::HeardAboutUs));

    let mut stage = form_of(before);
    assert!(height_of(&stage, "Postcode: Optional") < height_of(&stage, "Email: Optional"), "it is found so again");
    stage.ctrl(Key::Num1);
    stage.focus("Name on badge");
    stage.tab();
    assert_eq!(stage.at(), "Postcode");
    stage.tab();
    assert_eq!(stage.at(), "Email");
    stage.focus("More details");
    stage.key(Key::Enter);
    let rect = |name: &str| stage.field(name).rect();
    let (note, heard) = (rect("Note"), rect("How they heard"));
    assert!(note.top() < heard.top() || note.left() < heard.left(), "{note:?} {heard:?}");
}

#[test]
fn the_date_of_birth_takes_thirteen_or_over_with_it_r1_r11() {
    let mut stage = form_of(Before::desk());
    stage.focus("Date of birth: Optional");
    step(&mut stage, 3);
    assert!(stage.says("Date of birth: 1 of 10"), "{:#?}", stage.everything());
    let under = height_of(&stage, "13 or over?: Needed") - height_of(&stage, "Date of birth: Optional");
    assert!((under - 42.0).abs() < 1.0, "it stands under it: {under}");
    save(&mut stage);
    stage.ctrl(Key::Num1);
    let asked = height_of(&stage, "Date of birth: Day");
    assert!(asked < stage.field("Email").rect().top(), "and on the form too");
}

#[test]
fn a_field_is_dragged_by_its_six_dots_and_escapes_nothing_r1() {
    let mut stage = form_of(Before::desk());
    let dots = |stage: &Stage, name: &str| {
        let row = stage.control(name).rect();
        Pos2::new(row.left() - 294.0, row.center().y)
    };
    let (from, to) = (dots(&stage, "Interested in: Off"), dots(&stage, "Email: Off"));
    drag(&mut stage, from, to);
    assert!(stage.says("Interested in: 2 of 10"), "{:#?}", stage.everything());
    let from = dots(&stage, "Full name: Off");
    drag(&mut stage, from, to);
    assert!(height_of(&stage, "Full name: Off") < height_of(&stage, "Name on badge: Off"), "the name has no dots");
    save(&mut stage);
    let (definition, _) = kept(stage);
    assert_eq!(&definition.order.at_once()[..3], [Field::BadgeName, Field::Subjects, Field::Email]);
}

#[test]
fn numbers_set_a_field_and_a_scanner_does_not_r1() {
    let mut stage = form_of(Before::desk());
    stage.focus("Nationality: Optional");
    stage.key(Key::Num1);
    stage.rest();
    assert_eq!(stage.at(), "Nationality: Off");
    stage.key(Key::Num3);
    stage.rest();
    assert_eq!(stage.at(), "Nationality: Off", "nothing needs it");
    stage.key(Key::Num2);
    stage.rest();
    assert_eq!(stage.at(), "Nationality: Optional");
    stage.focus("Emergency contact: Optional");
    stage.key(Key::Num3);
    stage.rest();
    assert_eq!(stage.at(), "Emergency contact: Needed");

    // A card that is scanned writes many in no time.
    for key in [Key::Num1, Key::Num2, Key::Num1] {
        let modifiers = Modifiers::NONE;
        let event = Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
        stage.harness.input_mut().events.push(event);
    }
    stage.rest();
    assert_eq!(stage.at(), "Emergency contact: Needed");
    save(&mut stage);
    let (definition, _) = kept(stage);
    assert_eq!(definition.fields.get(&Field::EmergencyName), Some(&Need::Needed));
    assert_eq!(definition.fields.get(&Field::Nationality), Some(&Need::Optional));
}

#[test]
fn what_is_not_saved_leaves_the_order_as_it_was_r1() {
    let mut stage = form_of(Before::desk());
    stage.focus("Email: Optional");
    step(&mut stage, -2);
    stage.click("Discard changes");
    assert!(height_of(&stage, "Email: Optional") < height_of(&stage, "Phone: Optional"));
    let (definition, _) = kept(stage);
    assert_eq!(definition.order, FieldOrder::default());
}

#[test]
fn an_own_question_is_moved_corrected_and_removed_r1() {
    let mut stage = form_of(with_own_questions());
    stage.focus("Edit: Will someone come with you?");
    step(&mut stage, 1);
    assert!(stage.says("Will someone come with you?: 1 of 2"), "{:#?}", stage.everything());
    assert_eq!(stage.at(), "Edit: Will someone come with you?");
    stage.click("Edit: Which campus would you visit?");
    // It is the same question that is edited, wherever it is moved to meanwhile.
    stage.focus("Edit: Which campus would you visit?");
    step(&mut stage, 1);
    stage.rewrite("What staff will ask", "Which campus?");
    stage.focus("Change question");
    stage.key(Key::Enter);
    save(&mut stage);
    let (definition, before) = kept(stage);
    let codes: Vec<_> = definition.questions.iter().map(|question| question.code.as_str()).collect();
    assert_eq!(codes, ["campus", "company"]);
    assert_eq!(definition.questions[0].text, "Which campus?");
    assert!(matches!(definition.questions[0].kind, AnswerKind::PickOne(_)));

    let mut stage = form_of(before);
    let card = stage.control("Edit: Which campus?").rect();
    let dots = Pos2::new(card.right() - 355.0, card.center().y);
    drag(&mut stage, dots, dots + egui::vec2(0.0, 70.0));
    assert!(stage.says("Which campus?: 2 of 2"), "{:#?}", stage.everything());
    stage.click("Edit: Will someone come with you?");
    stage.focus("Remove the question");
    stage.key(Key::Enter);
    save(&mut stage);
    let (definition, before) = kept(stage);
    assert_eq!(definition.questions.len(), 1);
    assert_eq!(definition.questions[0].code.as_str(), "campus");
    drop(before);
}

#[test]
fn a_sensitive_question_leads_to_the_pairs_of_category_and_purpose_r3() {
    let mut stage = form_of(Before::desk());
    stage.click("Add a question");
    stage.write("What staff will ask", "Do you have an allergy?");
    stage.focus("Sensitive question");
    stage.key(Key::Enter);
    assert_eq!(stage.at(), "Health, for opportunities", "the first that is not asked for");
    let node = |stage: &Stage| stage.control("Health, for opportunities").accesskit_node().toggled();
    assert_eq!(node(&stage), Some(egui::accesskit::Toggled::False), "the key that leads there does not answer");
    let window = stage.harness.ctx.content_rect();
    assert!(window.contains_rect(stage.control("Health, for opportunities").rect()), "it is in sight");
    assert!(stage.says("Opportunities are asked on the visitor’s own screen only"));
    stage.key(Key::Space);
    stage.focus("Diet, for today’s catering");
    stage.key(Key::Space);
    save(&mut stage);
    let (definition, _) = kept(stage);
    let asked = [SpecialPair::HealthSafety, SpecialPair::DisabilityHelp, SpecialPair::HealthOpportunities];
    assert_eq!(definition.special, asked.into());
    assert!(definition.questions.is_empty(), "it was not made a question without its consent");
}

#[test]
fn what_the_list_says_of_itself_is_read_out_r1() {
    let stage = form_of(Before::desk());
    let group = stage.harness.query_all_by(|node| {
        node.role() == egui::accesskit::Role::RadioGroup && node.label().as_deref() == Some("Email")
    });
    let description = group.map(|node| node.accesskit_node().data().description().map(str::to_owned)).next();
    assert_eq!(description.flatten().as_deref(), Some("Place 2 of 10. Alt+Up and Alt+Down move it."));
    assert!(stage.says("Changes start with the next visitor. Earlier records keep the form they were taken on."));
}

/// What the tag says of the form as it stands.
fn estimate(stage: &Stage) -> String {
    let all = stage.everything();
    all.into_iter().find(|said| said.contains(", about ") && said.ends_with(" s")).unwrap_or_default()
}

/// Whether anything of the form at the desk has to be scrolled to: it has something to scroll by.
fn scrolls(stage: &mut Stage) -> bool {
    stage.ctrl(Key::Num1);
    stage.harness.query_all_by(|node| node.role() == egui::accesskit::Role::ScrollBar).next().is_some()
}

/// A desk whose event has other settings.
pub(crate) fn desk_with(change: impl FnOnce(&mut EventDefinition)) -> Before {
    let before = Before::desk();
    let mut desk = before.open();
    let mut definition = desk.events().unwrap().remove(0).definition().clone();
    change(&mut definition);
    change_event(&mut desk, definition);
    drop(desk);
    before
}

#[test]
fn what_is_wrong_is_put_right_in_the_order_that_the_form_asks_in_r1() {
    let phone_first = || FieldOrder::try_from(vec![Field::Phone]).unwrap();
    for (before, first) in [(Before::desk(), "Email"), (desk_with(|settings| settings.order = phone_first()), "Phone")]
    {
        let mut stage = before.unlocked_of(1366.0, 689.0, None);
        stage.type_text("Hannah Brightwell");
        stage.choose("Yes");
        stage.focus("Email");
        stage.type_text("hannah@");
        stage.enter("Phone");
        stage.type_text("12");
        stage.keys(Modifiers::COMMAND, Key::Enter);
        assert_eq!(stage.at(), first, "{:#?}", stage.everything());
    }
}

#[test]
fn the_tag_says_what_the_form_at_the_desk_then_does_r1() {
    let order = |named: &[Field]| FieldOrder::try_from(named.to_vec()).unwrap();
    let postcode_first = order(&[Field::Postcode]);
    let all = || SpecialPair::ALL.iter().copied().collect();
    let cases: [(&str, bool, Before); 5] = [
        ("as it is", true, Before::desk()),
        ("one row more", false, desk_with(|settings| settings.order = postcode_first.clone())),
        (
            "one row more, and one less",
            true,
            desk_with(|settings| {
                settings.order = postcode_first.clone();
                settings.fields.insert(Field::Subjects, Need::Off);
            }),
        ),
        ("opportunities on the visitor's own screen", true, desk_with(|settings| settings.special = all())),
        (
            "opportunities out loud",
            false,
            desk_with(|settings| (settings.special, settings.opportunities_out_loud) = (all(), true)),
        ),
    ];
    for (case, fits, before) in cases {
        let mut stage = form_of(before);
        let said = estimate(&stage);
        assert_eq!(said.starts_with("Fits one screen, about "), fits, "{case}: {said}");
        assert_eq!(said.starts_with("Needs scrolling, about "), !fits, "{case}: {said}");
        assert_eq!(scrolls(&mut stage), !fits, "{case}");
    }
}

#[test]
fn the_tag_follows_what_is_set_before_it_is_saved_r1() {
    let mut stage = form_of(Before::desk());
    let first = estimate(&stage);
    assert!(stage.says("Seconds: of keys alone, at 40 words a minute"), "what it stands on is said");
    stage.focus("Postcode: Optional");
    step(&mut stage, 8);
    assert!(estimate(&stage).starts_with("Needs scrolling"), "{}", estimate(&stage));
    step(&mut stage, -8);
    assert_eq!(estimate(&stage), first);
    stage.focus("Emergency contact: Optional");
    stage.key(Key::Num3);
    stage.rest();
    assert!(estimate(&stage).starts_with("Needs scrolling"), "More details has to be opened for everybody");
    stage.key(Key::Num2);
    stage.rest();
    stage.focus("Email: Optional");
    stage.key(Key::Num1);
    stage.rest();
    assert_eq!(estimate(&stage), "", "news by email without an email is no form");
}

/// Presses what has this name with the keyboard, however far down the page it is.
fn press(stage: &mut Stage, name: &str) {
    stage.focus(name);
    stage.key(Key::Enter);
}

/// Ticks it, or takes the tick away.
fn tick(stage: &mut Stage, name: &str) {
    stage.focus(name);
    stage.key(Key::Space);
}

#[test]
fn r28_what_can_be_sent_is_added_and_taken_out_and_offered_to_the_next_visitor() {
    let mut stage = form_of(Before::desk());
    press(&mut stage, "Take out: Brochure by post");
    assert!(!stage.shows("Take out: Brochure by post") && stage.shows("Take out: Brochure by email"));
    press(&mut stage, "Add something to be sent");
    assert_eq!(stage.at(), "What is sent");
    stage.key(Key::Enter);
    assert!(stage.says("Write what is sent"), "{:#?}", stage.everything());
    assert_eq!(stage.at(), "What is sent", "what is to be put right has the keyboard");
    stage.type_in("Course list");
    stage.key(Key::Enter);
    assert!(stage.says("Change it: it is on the list already"), "{:#?}", stage.everything());
    stage.ctrl(Key::A);
    stage.type_in("Campus map");
    stage.tab();
    stage.key(Key::ArrowRight);
    press(&mut stage, "Add it");
    assert!(stage.shows("Take out: Campus map by post"), "{:#?}", stage.everything());
    save(&mut stage);
    stage.ctrl(Key::Num1);
    stage.focus("Send them");
    stage.type_text("Campus");
    stage.key(Key::Enter);
    assert!(stage.says("Campus map, by post"), "{:#?}", stage.everything());
    let (definition, _) = kept(stage);
    let labels: Vec<_> = definition.send.iter().map(lanyard::domain::send::Sendable::label).collect();
    assert_eq!(labels, ["Brochure by email", "Course list by email", "Prospectus by post", "Campus map by post"]);
}

#[test]
fn r28_by_post_needs_an_address_and_that_is_said_as_the_command_says_it() {
    let mut stage = form_of(Before::desk());
    stage.focus("Address: Optional");
    stage.key(Key::Num1);
    stage.ctrl(Key::S);
    assert!(stage.says("Switch that field on"), "{:#?}", stage.everything());
    tick(&mut stage, "Post");
    stage.ctrl(Key::S);
    assert!(stage.says("Sending by post is offered, and the form has no"), "{:#?}", stage.everything());
    press(&mut stage, "Take out: Brochure by post");
    press(&mut stage, "Take out: Prospectus by post");
    save(&mut stage);
}

#[test]
fn r21_widening_participation_is_switched_on_without_a_box_on_the_form() {
    let mut stage = form_of(Before::desk());
    assert!(stage.control("School, college or employer: Needed").accesskit_node().is_disabled());
    tick(&mut stage, "Follow the effect of outreach");
    stage.focus("School, college or employer: Optional");
    stage.key(Key::Num3);
    save(&mut stage);
    let (definition, before) = kept(stage);
    assert_eq!(definition.other_purposes, [Purpose::WideningParticipation].into());
    assert_eq!(definition.fields[&Field::Organisation], Need::Needed, "it is what needs the school");
    let event = before.open().events().unwrap().remove(0);
    assert!(event.purposes().contains(&Purpose::WideningParticipation));
    let mut stage = form_of(before);
    tick(&mut stage, "Follow the effect of outreach");
    save(&mut stage);
    assert!(kept(stage).0.other_purposes.is_empty());
}

#[test]
fn r03_r21_what_the_office_keeps_and_whether_staff_ask_aloud_is_set_where_the_details_are() {
    let mut stage = form_of(Before::desk());
    let keeps = |pair: &str| format!("{pair}: the office keeps it too");
    let (health, ethnicity) = ("Health, for safety today", "Ethnicity, for opportunities");
    assert!(!stage.shows(&keeps(ethnicity)), "what is not asked for can be kept by nobody");
    assert!(!stage.shows("Staff may ask about opportunities out loud"));
    tick(&mut stage, &keeps(health));
    stage.ctrl(Key::S);
    assert!(stage.says("its question does not say that the office keeps it"), "{:#?}", stage.everything());
    tick(&mut stage, &keeps(health));
    tick(&mut stage, ethnicity);
    tick(&mut stage, &keeps(ethnicity));
    tick(&mut stage, "Staff may ask about opportunities out loud");
    save(&mut stage);
    let (definition, before) = kept(stage);
    assert_eq!(definition.special_to_office, [SpecialPair::EthnicityOpportunities].into(), "its question says so");
    assert!(definition.opportunities_out_loud);
    let mut stage = form_of(before);
    tick(&mut stage, ethnicity);
    save(&mut stage);
    let (definition, _) = kept(stage);
    assert!(definition.special_to_office.is_empty() && !definition.opportunities_out_loud, "both go with it");
}

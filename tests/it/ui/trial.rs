//! Trying a form before it is saved: it is filled in like any other, and nothing of it is kept (R1, R11).

use std::collections::BTreeMap;

use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT;
use lanyard::domain::form::{Field, Need};

use super::scenes::filled;
use super::stage::{Before, Stage};

/// How many rows every table has, and how many acts of each kind: the desk says what it has done with acts.
fn everything_kept(before: &Before) -> BTreeMap<String, i64> {
    let desk = before.open();
    let conn = desk.vault().conn().unwrap();
    let names = "SELECT name FROM sqlite_master WHERE type = 'table'";
    let mut statement = conn.prepare(names).unwrap();
    let names: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(["act", "draft", "registration", "count_only"].iter().all(|table| names.iter().any(|name| name == table)));
    let count = |table: String| {
        let query = format!("SELECT count(*) FROM \"{table}\"");
        let rows = conn.query_row(&query, [], |row| row.get(0)).unwrap();
        (table, rows)
    };
    names.into_iter().map(count).collect()
}

fn settings_of(before: Before) -> Stage {
    let mut stage = before.unlocked_of(1366.0, 689.0, None);
    stage.ctrl(Key::Num5);
    stage.click("Form");
    stage
}

fn try_form(stage: &mut Stage) {
    stage.focus("Try the form");
    stage.key(Key::Enter);
    assert!(stage.says("Trial: nothing is kept"), "{:#?}", stage.everything());
}

/// A visitor is filled in and saved, one is counted, one is cleared, and one is left as they are.
fn use_it(stage: &mut Stage) {
    filled(stage);
    stage.keys(Modifiers::COMMAND, Key::Enter);
    assert!(stage.says("It would be saved. Nothing was kept"), "{:#?}", stage.everything());
    assert_eq!(stage.value("Full name"), "");
    stage.type_text("Ada Okonjo");
    stage.key(Key::F2);
    assert!(stage.says("It would be counted. Nothing was kept"), "{:#?}", stage.everything());
    stage.type_text("Mei Tan");
    stage.choose("Yes");
    stage.rest();
    stage.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::X);
    assert_eq!(stage.value("Full name"), "");
    stage.type_text("Tom Marsh");
    stage.choose("Yes");
    stage.rest();
    stage.rest();
}

#[test]
fn a_form_that_is_tried_leaves_nothing_behind_r1() {
    // The same session without a trial: opening a desk may be noted, trying a form may not.
    let before = settings_of(Before::desk()).close();
    let first = everything_kept(&before);
    let before = settings_of(before).close();
    let without = everything_kept(&before);

    let mut stage = settings_of(before);
    try_form(&mut stage);
    use_it(&mut stage);
    stage.key(Key::Escape);
    let before = stage.close();
    let with = everything_kept(&before);
    for (table, rows) in &with {
        let opened = without[table] - first[table];
        assert_eq!(*rows, without[table] + opened, "{table}");
    }
    assert_eq!((with["registration"], with["draft"], with["count_only"]), (0, 0, 0));

    // The same at the desk itself is kept: what is looked at would show it.
    let mut stage = before.unlocked_of(1366.0, 689.0, None);
    stage.type_text("Tom Marsh");
    stage.choose("Yes");
    stage.rest();
    stage.rest();
    assert_eq!(everything_kept(&stage.close())["draft"], 1);
}

#[test]
fn a_form_that_cannot_be_says_why_and_is_not_tried_r1() {
    let mut stage = settings_of(Before::desk());
    stage.click("Email: Off");
    stage.focus("Try the form");
    stage.key(Key::Enter);
    assert!(!stage.says("Trial: nothing is kept"));
    assert!(stage.says("News by email is asked for, and the form has no email to send it to."));
}

#[test]
fn escape_closes_what_is_open_first_and_then_goes_back_r1() {
    let mut stage = settings_of(Before::desk());
    stage.click("Phone: Off");
    stage.click("Phone: Optional");
    try_form(&mut stage);
    assert_eq!(stage.at(), "Full name");
    stage.key(Key::F8);
    stage.key(Key::Escape);
    assert!(stage.says("Trial: nothing is kept"), "Escape closed the notice");
    stage.focus("Lives in");
    stage.key(Key::Enter);
    stage.key(Key::Escape);
    assert!(stage.says("Trial: nothing is kept"), "Escape closed the list");
    stage.key(Key::Escape);
    assert!(!stage.says("Trial: nothing is kept"), "{:#?}", stage.everything());
    assert_eq!(stage.at(), "Try the form");
    try_form(&mut stage);
    stage.focus("Back to settings");
    stage.key(Key::Enter);
    assert!(stage.shows("Walk-in form"));
}

#[test]
fn what_was_tried_is_no_visitors_and_what_a_visitor_said_is_not_tried_r13() {
    let mut stage = Before::desk().unlocked_of(1366.0, 689.0, None);
    stage.type_text("Hannah Brightwell");
    stage.ctrl(Key::Num5);
    stage.click("Form");
    try_form(&mut stage);
    assert_eq!(stage.value("Full name"), "", "the visitor's name is not on it");
    stage.ctrl(Key::Z);
    assert_eq!(stage.value("Full name"), "", "and does not come onto it");
    stage.type_text("Nobody");
    // Going elsewhere ends it.
    stage.ctrl(Key::Num1);
    assert_eq!(stage.value("Full name"), "Hannah Brightwell");
    stage.focus("Full name");
    for _ in 0..4 {
        stage.ctrl(Key::Z);
        assert!(!stage.value("Full name").contains("Nobody"), "{:?}", stage.value("Full name"));
    }
    stage.ctrl(Key::Num5);
    assert!(!stage.says("Trial: nothing is kept"));
}

#[test]
fn a_trial_has_the_order_that_is_not_saved_and_a_child_s_form_too_r1_r11() {
    let mut stage = settings_of(Before::desk());
    stage.focus("Postcode: Optional");
    for _ in 0..8 {
        stage.keys(Modifiers::ALT, Key::ArrowUp);
    }
    stage.focus("Nationality: Optional");
    stage.key(Key::Num1);
    stage.rest();
    try_form(&mut stage);
    stage.focus("Name on badge");
    stage.tab();
    assert_eq!(stage.at(), "Postcode");
    stage.focus("Date of birth: Day");
    stage.type_text("22062015");
    stage.settle();
    assert!(stage.has_field("Their email"), "{:#?}", stage.everything());
    assert!(!stage.has_field("Postcode"), "a child's home is behind More details");
    stage.key(Key::Escape);
    assert_eq!(stage.control("Nationality: Off").accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
    stage.ctrl(Key::S);
    assert!(stage.says("Saved. It starts with the next visitor."));
    let before = stage.close();
    let event = before.open().events().unwrap().remove(0);
    assert_eq!(event.definition().order.at_once()[1], Field::Postcode);
    assert_eq!(event.form().need(Field::Nationality), Need::Off);
}

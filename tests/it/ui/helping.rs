//! *Help today* through the window (R3): a lead reads the need, notes where and whom they told, and prints; nobody else is shown it.
//! And what is said where people type freely.

use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT;
use lanyard::domain::code::Code;
use lanyard::domain::own_question::{AnswerKind, OwnQuestion};

use super::scenes;
use super::stage::{Before, Stage, VISITORS};
use crate::support::scratch::Folder;

const NEED: &str = "Uses a wheelchair, needs the lift";
const NOT_HERE: &str = "No health, disability or diet details here";

/// The demo's visitors at an event with a question of its own that anything can be answered to.
fn with_an_own_question() -> Before {
    let before = Before::desk();
    let mut desk = before.open();
    let mut definition = desk.events().unwrap().remove(0).definition().clone();
    let code = Code::new("bring").unwrap();
    definition.questions = vec![OwnQuestion { code, text: "What will you bring?".into(), kind: AnswerKind::ShortText }];
    let event = definition.code.clone();
    desk.change_event(definition).unwrap();
    before.register(&mut desk, &event, VISITORS);
    drop(desk);
    before
}

/// The list, over the demo's visitors.
pub(crate) fn shown(stage: &mut Stage) {
    scenes::section(stage, Key::Num2);
    stage.keys(Modifiers::ALT, Key::H);
    stage.rest();
}

/// Somebody was told, where they are is noted, and another is being noted.
pub(crate) fn noted(stage: &mut Stage) {
    shown(stage);
    note(stage, "Note who was told", "Sam at the door");
    note(stage, "Set place", "Room B12 at 11:00");
    stage.click(&called("Note who was told"));
    stage.type_text("Jo");
    stage.rest();
}

/// A lead is writing whom they told.
pub(crate) fn noting(stage: &mut Stage) {
    shown(stage);
    stage.click(&called("Note who was told"));
    stage.type_text("Jo");
    stage.rest();
}

/// Where the list goes.
pub(crate) fn saves(stage: &mut Stage) {
    shown(stage);
    stage.click("Print the list…");
    stage.rest();
}

fn called(button: &str) -> String {
    format!("{button}: Sam Lee, {NEED}")
}

fn note(stage: &mut Stage, button: &str, words: &str) {
    stage.click(&called(button));
    stage.type_text(words);
    stage.key(Key::Enter);
    stage.settle();
}

#[test]
fn r03_a_lead_reads_the_need_and_notes_where_and_whom_they_told_with_the_keys_alone() {
    let mut stage = Before::with_visitors().unlocked();
    stage.ctrl(Key::Num2);
    stage.settle();
    assert!(stage.shows("Help today 1"), "{:#?}", stage.everything());
    stage.press(Modifiers::ALT, Key::H);
    stage.settle();
    assert!(stage.shows(NEED) && stage.says("Sam Lee, badge "), "{:#?}", stage.everything());
    assert!(stage.shows("Nobody told yet") && stage.shows("Where they are is not known yet"));
    for diet in ["Halal", "Coeliac, no gluten"] {
        assert!(stage.shows(diet), "{diet}: {:#?}", stage.everything());
    }
    assert!(!stage.says("Hannah Brightwell, badge"), "the kitchen counts");

    note(&mut stage, "Note who was told", "Sam at the door");
    assert!(stage.shows("Told") && stage.shows("Sam at the door, 10:42"), "{:#?}", stage.everything());
    assert_eq!(stage.focused().as_deref(), Some(&*called("Note who was told")), "the keyboard is back where it was");
    note(&mut stage, "Set place", "Room B12");
    assert!(stage.shows("Room B12"), "{:#?}", stage.everything());

    stage.click(&called("Note who was told"));
    stage.key(Key::Enter);
    assert!(stage.says("Write who was told"), "{:#?}", stage.everything());
    stage.key(Key::Escape);
    assert!(!stage.has_field("Who was told") && stage.shows(NEED), "Escape leaves what is nearest");
    stage.click(&format!("Take off: Sam at the door, 10:42, {NEED}"));
    assert!(stage.shows("Nobody told yet"), "{:#?}", stage.everything());
    stage.key(Key::Escape);
    assert!(!stage.shows(NEED));
    let before = stage.close();
    let desk = before.open();
    let note = desk.help_today(&Code::new("open-day").unwrap()).unwrap().remove(0);
    assert_eq!((note.place.as_deref(), note.told.len()), (Some("Room B12"), 0));
}

#[test]
fn r03_r22_both_sheets_are_written_once_a_lead_says_that_they_know_what_plain_form_is() {
    let mut stage = Before::with_visitors().unlocked();
    shown(&mut stage);
    let folder = Folder::new();
    let known = "I print it for whoever helps, then remove the file";
    stage.click("Print the list…");
    stage.rewrite("Folder", &folder.path().display().to_string());
    stage.click("Save the list");
    assert!(stage.says("Tick it first"), "{:#?}", stage.everything());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    stage.click(known);
    stage.click("Save the list");
    assert!(stage.says("It is saved, in plain form"), "{:#?}", stage.everything());
    stage.click("Close");
    shown(&mut stage);
    stage.click("Print for the kitchen…");
    stage.rewrite("Folder", &folder.path().display().to_string());
    stage.click("I print it for the kitchen, then remove the file");
    stage.click("Save the sheet");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn r03_desk_staff_have_no_way_to_it() {
    let mut stage = Before::with_visitors().unlocked_by_desk_staff();
    stage.ctrl(Key::Num2);
    stage.settle();
    stage.press(Modifiers::ALT, Key::H);
    stage.settle();
    assert!(!stage.says("Help today") && !stage.shows(NEED), "{:#?}", stage.everything());
}

#[test]
fn r03_r17_a_detail_that_has_its_yes_is_put_right_and_what_it_said_before_is_not_shown() {
    let mut stage = Before::with_visitors().unlocked();
    stage.ctrl(Key::Num2);
    stage.type_in("sam lee");
    stage.settle();
    stage.press(Modifiers::ALT, Key::E);
    stage.settle();
    assert!(stage.has_field("Disability, for help") && !stage.has_field("Diet, for catering"));
    assert!(!stage.says("wheelchair"), "{:#?}", stage.everything());
    stage.write("Disability, for help", "Hears nothing");
    assert!(stage.shows("What it said before will be erased"), "{:#?}", stage.everything());
    stage.write("Why it is corrected", "Misheard");
    stage.click("Save 1 change");
    assert!(stage.says("Corrected. What the detail said before is erased."), "{:#?}", stage.everything());
    assert!(stage.says("Corrected: a help note"), "{:#?}", stage.everything());
    let before = stage.close();
    let desk = before.open();
    let note = desk.help_today(&Code::new("open-day").unwrap()).unwrap().remove(0);
    assert_eq!(note.need, "Hears nothing");
}

/// What not to write stands under a field, from when it has the keyboard on.
fn says(stage: &mut Stage, field: &str) {
    assert!(!stage.shows(NOT_HERE), "before {field}");
    stage.enter(field);
    assert!(stage.shows(NOT_HERE), "{field}: {:#?}", stage.everything());
    let description = stage.field(field).accesskit_node().description();
    assert!(description.is_some_and(|said| said.contains(NOT_HERE)), "{field}");
}

#[test]
fn r03_where_people_type_freely_it_is_said_what_not_to_write_while_they_do() {
    let mut stage = with_an_own_question().unlocked();
    stage.click("More details");
    says(&mut stage, "Note");
    stage.enter("Full name");
    says(&mut stage, "What will you bring?");

    stage.ctrl(Key::Num2);
    stage.type_in("sam lee");
    stage.settle();
    stage.press(Modifiers::ALT, Key::P);
    stage.settle();
    says(&mut stage, "What they look like");
    stage.key(Key::Escape);
    stage.press(Modifiers::ALT, Key::E);
    stage.settle();
    for field in ["Why it is corrected", "Note", "What will you bring?"] {
        says(&mut stage, field);
        stage.enter("Email");
    }
    stage.key(Key::Escape);
    super::rights::complains(&mut stage);
    says(&mut stage, "Write it down");
}

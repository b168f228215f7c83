//! Badges (R12): made with saving, again, and from People; begun once a day by a lead (R22).

use std::path::PathBuf;

use chrono::TimeDelta;
use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT;
use lanyard::domain::event::RecordingRule;

use super::scenes;
use super::stage::{Before, Stage};
use crate::support::pdf;
use crate::support::scratch::Folder;
use crate::support::settings::change_event;

const KNOWN: &str = "I see to it that they are printed from there and removed";

/// The badge of the picture.
pub(crate) fn shown(stage: &mut Stage) {
    scenes::people(stage);
    stage.keys(Modifiers::ALT, Key::B);
    stage.rest();
}

/// What a lead says before the first badge of a day.
pub(crate) fn begins(stage: &mut Stage) {
    stage.click("Print badge");
    stage.rest();
}

fn begin(stage: &mut Stage, folder: &Folder) {
    stage.rewrite("Folder", &folder.path().display().to_string());
    stage.click(KNOWN);
    stage.click("Begin badges");
    stage.settle();
}

fn prints(stage: &Stage) -> bool {
    let tick = stage.control("Print badge");
    tick.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
}

fn badges(folder: &Folder) -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

fn save(stage: &mut Stage, name: &str) {
    stage.write("Full name", name);
    stage.choose("Yes");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
}

#[test]
fn r12_r22_a_lead_begins_the_days_badges_and_then_saving_makes_them_whoever_works_here() {
    let folder = Folder::new();
    let before = Before::desk();
    let mut stage = before.unlocked();
    assert!(!prints(&stage), "nothing is in plain form before a lead asks for it");
    save(&mut stage, "Ann Lee");
    stage.click("Print badge");
    assert!(stage.says("in plain form: anybody who has the folder can read it"), "{:#?}", stage.everything());
    stage.rewrite("Folder", &folder.path().display().to_string());
    stage.click("Begin badges");
    assert!(stage.says("Tick it first"), "{:#?}", stage.everything());
    stage.key(Key::Escape);
    assert!(!prints(&stage) && badges(&folder).is_empty(), "nothing was begun");
    stage.click("Print badge");
    begin(&mut stage, &folder);
    assert!(prints(&stage) && badges(&folder).is_empty(), "{:#?}", stage.everything());
    save(&mut stage, "Bob May");
    assert!(stage.says("Bob May, ") && stage.says(". Badge made"), "{:#?}", stage.everything());
    assert_eq!(badges(&folder).len(), 1);
    if let Some(says) = pdf::text_of(&badges(&folder)[0]) {
        assert!(says.contains("Bob May") && says.contains("Do not record"), "{says}");
    }
    stage.click("Undo");
    stage.settle();
    assert!(badges(&folder).len() == 1, "a file that was made is not the desk's any more");
    stage.click("Clear");
    stage.settle();
    // Who is not to have one is saved without, and has it by the key after all.
    stage.click("Print badge");
    save(&mut stage, "Cat Day");
    assert_eq!(badges(&folder).len(), 1);
    stage.press(Modifiers::ALT, Key::B);
    stage.settle();
    assert_eq!(badges(&folder).len(), 2, "{:#?}", stage.everything());
    // It outlasts the lock, and ends with the day.
    stage.ctrl(Key::L);
    stage.unlock();
    assert!(prints(&stage));
    stage.sleep(TimeDelta::hours(20));
    stage.unlock();
    assert!(!prints(&stage), "tomorrow a lead is asked again");
}

#[test]
fn r12_r22_desk_staff_are_told_who_begins_badges() {
    let mut stage = Before::with_visitors().unlocked_by_desk_staff();
    stage.click("Print badge");
    assert!(stage.says("Ask a desk lead to say first where today’s go"), "{:#?}", stage.everything());
    assert!(!stage.shows("Begin badges") && !stage.has_field("Folder"));
    stage.key(Key::Escape);
    stage.ctrl(Key::Num2);
    stage.type_in("amara");
    stage.settle();
    stage.click("Badge");
    stage.settle();
    assert!(stage.says("Ask a desk lead") && stage.says("Do not record"), "{:#?}", stage.everything());
    assert!(!stage.shows("Make the badge") && !stage.shows("Say where badges go…"));
}

#[test]
fn r12_a_badge_is_looked_at_and_made_from_people_and_a_folder_that_is_gone_is_said() {
    let folder = Folder::new();
    let mut stage = Before::with_visitors().unlocked();
    shown(&mut stage);
    assert!(stage.shows("Do not record") && stage.says("Reference "), "what it says: {:#?}", stage.everything());
    stage.click("Say where badges go…");
    begin(&mut stage, &folder);
    assert!(stage.says("The badge is made: badge-"), "{:#?}", stage.everything());
    assert_eq!(badges(&folder).len(), 1);
    std::fs::remove_dir_all(folder.path()).unwrap();
    stage.press(Modifiers::ALT, Key::B);
    stage.settle();
    stage.click("Make the badge");
    stage.settle();
    assert!(stage.says("The badge was not made. There is no such folder."), "{:#?}", stage.everything());
    stage.key(Key::Escape);
    // From the bar after saving: there and back again where nothing is begun is as for a receipt.
    stage.ctrl(Key::Num1);
    save(&mut stage, "Ann Lee");
    assert!(stage.says("The badge was not made"), "{:#?}", stage.everything());
    assert!(stage.says("Ann Lee, "), "they are saved all the same");
}

#[test]
fn r12_the_words_beside_the_answers_follow_how_the_event_records() {
    let before = Before::desk();
    let mut desk = before.open();
    let mut settings = desk.events().unwrap().remove(0).definition().clone();
    settings.recording = Some(RecordingRule::Objection);
    change_event(&mut desk, settings);
    drop(desk);
    let mut stage = before.unlocked();
    assert!(stage.shows("Any answer but Yes prints a do-not-record mark"), "of whose age is not known");
    stage.focus("Date of birth: Day");
    stage.type_text("04051990");
    stage.settle();
    assert!(stage.shows("An objection prints a do-not-record mark"), "{:#?}", stage.everything());
}

#[test]
fn r12_the_mark_is_in_the_rows_of_people_beside_a_likeness_and_in_help_today() {
    let mut stage = Before::with_visitors().unlocked();
    scenes::alike(&mut stage);
    stage.click("Compare");
    stage.rest();
    assert!(stage.shows("Recording: not asked; Do not record"), "{:#?}", stage.everything());
    stage.key(Key::Escape);
    stage.focus("Photos: Yes");
    stage.key(Key::Y);
    stage.rest();
    stage.click("Compare");
    stage.rest();
    assert!(stage.shows("Recording: Do not record: sound, film; Do not record"), "{:#?}", stage.everything());
    stage.key(Key::Escape);

    stage.ctrl(Key::Num2);
    stage.settle();
    for (name, mark) in [
        ("Amalia Ferreira Pinto", ". Do not record"),
        ("Kagiso Amandla Dube", ". Do not record: sound, film"),
        ("Adeama Bello", "4 yes, 1 no, 5 not asked"),
    ] {
        stage.rewrite("Find people by name, contact or reference", name);
        stage.rest();
        let said = stage.everything().into_iter().find(|said| said.starts_with(name) && said.contains(", came "));
        assert!(said.as_ref().is_some_and(|said| said.ends_with(mark)), "{name}: {said:?}");
    }
    stage.keys(Modifiers::ALT, Key::H);
    stage.rest();
    assert!(stage.shows("Do not record"), "{:#?}", stage.everything());
}

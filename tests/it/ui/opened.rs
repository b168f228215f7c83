//! What opens from a dialog or a page that has pictures of its own: one picture each.

use chrono::TimeDelta;
use egui::{Key, Modifiers};
use lanyard::desk::{Desk, NewRequest};
use lanyard::domain::code::Code;
use lanyard::domain::complaint::Part;
use lanyard::domain::rights::{Arrived, Right};

use super::notices;
use super::scenes::{self, REFERENCE, Scene, page};
use super::stage::{Before, PASSPHRASE, Stage};
use super::states::{enter_last, press};

pub(crate) const OPENED: &[Scene] = &[
    Scene::of("a4-restore", Before::nothing, restores_here).locked().changing(&["/"], 620.0),
    Scene::of("b5-restore", damaged, restores_at_the_door).locked().changing(&["/"], 620.0),
    Scene::of("c9-register-party", Before::desk, party),
    Scene::of("e3-people-amend-detail", Before::with_visitors, amends_a_detail).changing(REFERENCE, 150.0),
    Scene::of("e6-people-held-back", with_a_doubt, held_back)
        .changing(&[", reference ", "Same person: ", "Not the same: ", "Nia Quillfeather, "], 300.0),
    Scene::of("h6-rights-found", with_a_request_of_nobody, finds_whose_it_is)
        .changing(&[" Request ", ", reference ", "Is request "], 560.0),
    Scene::of("h6-rights-complaint", with_a_complaint, complaint).changing(&[" Request ", ", reference "], 500.0),
    Scene::of("j2-settings-notice-to-come", Before::desk, notices::to_come),
    Scene::of("j2-settings-notice-call-off", Before::desk, |stage| {
        notices::to_come(stage);
        press(stage, "Call it off");
    }),
    Scene::of("j6-keeping-who", closed_long_ago, |stage| {
        page(stage, "Keep and back up");
        press(stage, "What is due");
        press(stage, "See who");
    })
    .changing(&["Badge "], 600.0),
    Scene::of("j6-keeping-incident-office", Before::desk, office_incident),
    Scene::of("j6-keeping-restore-batches", super::states::with_a_backup, restores_with_batches)
        .changing(super::states::SIZE, super::states::WHEN_AND_SIZE),
    Scene::of("j9-log-comparing", Before::desk, comparing),
];

fn code(desk: &Desk) -> Code {
    desk.events().unwrap()[0].definition().code.clone()
}

fn restores_here(stage: &mut Stage) {
    press(stage, "Restore a backup");
    press(stage, "Restore it");
}

fn damaged() -> Before {
    let before = Before::desk();
    std::fs::write(before.place().join("desk.db"), vec![7; 8192]).unwrap();
    before
}

fn restores_at_the_door(stage: &mut Stage) {
    stage.type_in(PASSPHRASE);
    stage.key(Key::Enter);
    stage.wait_for(|stage| stage.shows("Restore a backup"));
    press(stage, "Restore a backup");
    enter_last(stage, "The backup’s folder");
    stage.type_in("/media/stick/lanyard-backup-20261121T170000Z");
    press(stage, "Learn from newer batches too, which the office has");
    stage.rest();
}

/// The next one of a party, with what the one before gave.
fn party(stage: &mut Stage) {
    stage.type_text("Grace Okonjo");
    for (label, typed) in [("Email", "grace.okonjo@example.org"), ("Phone", "07700 900318")] {
        stage.enter(label);
        stage.type_text(typed);
    }
    stage.focus("Date of birth: Day");
    stage.type_text("14031988");
    stage.settle();
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    press(stage, "Same party");
    stage.type_text("Kofi Okonjo");
    stage.rest();
}

fn held_back(stage: &mut Stage) {
    stage.ctrl(Key::Num2);
    stage.type_text("quillfeather");
    stage.rest();
    stage.rest();
    stage.key(Key::Enter);
    stage.rest();
    assert!(stage.says("is held back"), "{:#?}", stage.everything());
}

/// Somebody, shown.
fn shows(stage: &mut Stage, name: &str) {
    stage.ctrl(Key::Num2);
    stage.type_text(name);
    stage.rest();
    stage.rest();
    stage.key(Key::ArrowDown);
    // Where there is room for one of both, this opens them.
    stage.key(Key::Enter);
    stage.rest();
}

fn amends_a_detail(stage: &mut Stage) {
    shows(stage, "sam lee");
    stage.keys(Modifiers::ALT, Key::E);
    stage.rest();
    stage.enter("Disability, for help");
    stage.type_text("Hears nothing");
    stage.enter("Why it is corrected");
    stage.type_text("Misheard");
    stage.enter("Disability, for help");
    stage.rest();
}

/// One registration says Yes and another, by the same email, No.
fn with_a_doubt() -> Before {
    let before = Before::with_visitors();
    let mut desk = before.open();
    let event = code(&desk);
    let list = "full_name,email,date_of_birth,consent_marketing_email,asked_how\n\
                Nia Quillfeather,nia@example.org,1990-05-04,no,out loud\n\
                Nia Quillfeather,Nia@Example.org,1990-05-04,yes,out loud\n";
    before.register(&mut desk, &event, list);
    drop(desk);
    before
}

fn with_a_request_of_nobody() -> Before {
    let before = Before::with_visitors();
    let mut desk = before.open();
    let (received, how) = (desk.now().date_naive(), Arrived::Email);
    desk.record_request(&NewRequest { right: Right::Erase, received, how, about: None }).unwrap();
    drop(desk);
    before
}

fn finds_whose_it_is(stage: &mut Stage) {
    stage.ctrl(Key::Num3);
    stage.rest();
    stage.key(Key::Enter);
    press(stage, "Find the person");
    stage.type_text("kagiso");
    stage.rest();
    stage.rest();
    stage.key(Key::Enter);
    press(stage, "Rights request");
    assert!(stage.says("about Kagiso Amandla Dube?"), "{:#?}", stage.everything());
}

/// Somebody complained, and was answered.
fn with_a_complaint() -> Before {
    let before = Before::with_visitors();
    let mut desk = before.open();
    let (received, how) = (desk.now().date_naive(), Arrived::AtDesk);
    let asked = NewRequest { right: Right::Complaint, received, how, about: None };
    let reference = desk.record_request(&asked).unwrap().reference;
    desk.write_down(&reference, Part::Said, "The queue was too long, and nobody told us why").unwrap();
    desk.write_down(&reference, Part::Answered, "We open a second desk from noon on").unwrap();
    drop(desk);
    before
}

fn complaint(stage: &mut Stage) {
    stage.ctrl(Key::Num3);
    stage.rest();
    stage.key(Key::Enter);
    stage.enter("Write it down");
    stage.type_text("They would like to be told by email");
    stage.rest();
}

fn closed_long_ago() -> Before {
    let before = scenes::with_a_recipient();
    let mut desk = before.open();
    desk.close_day(&code(&desk), &[Code::new("office").unwrap()]).unwrap();
    drop(desk);
    before.clock.forward(TimeDelta::days(731));
    before
}

fn office_incident(stage: &mut Stage) {
    page(stage, "Keep and back up");
    press(stage, "Incident sheet");
    press(stage, "Another laptop, out of its batches…");
    enter_last(stage, "Folder with its batches");
    stage.type_in("/media/office");
    press(stage, "Write it");
}

fn restores_with_batches(stage: &mut Stage) {
    page(stage, "Keep and back up");
    press(stage, "Restore a backup");
    press(stage, "Learn from newer batches too, which the office has");
    enter_last(stage, "The folder of the batches");
    stage.type_in("/media/office");
    enter_last(stage, "Passphrase of priya");
    stage.type_in(PASSPHRASE);
    press(stage, "Restore it");
}

fn comparing(stage: &mut Stage) {
    page(stage, "Log");
    press(stage, "Compare with a batch…");
    enter_last(stage, "Batch, as they have it");
    stage.type_in("/media/office/open-day.zip.age");
    press(stage, "Compare");
}

//! Words that were typed into a dialog and not done are there again after the desk was locked, or the program killed, for whoever typed
//! them; nobody reads them on the locked screen, and what R11 keeps from the disk is not on it.

use chrono::TimeDelta;
use egui::{Key, Modifiers};
use lanyard::desk::Passphrase;
use lanyard::domain::staff::Handle;
use lanyard::domain::unfinished::{Dialog, Typed, Unfinished};

use super::helping;
use super::outcomes;
use super::people;
use super::professionals;
use super::rights;
use super::scenes::{self, page};
use super::stage::{Before, Stage};
use super::states;
use crate::batch::keys::AGE;

/// A dialog, or a page, that something is typed into.
struct Case {
    dialog: Dialog,
    before: fn() -> Before,
    types: fn(&mut Stage),
    /// What has to be there again: a box, and what stands in it.
    again: &'static [(&'static str, &'static str)],
    /// Whether it may be on the disk.
    on_disk: bool,
}

const CASES: &[Case] = &[
    Case {
        dialog: Dialog::Amend,
        before: Before::with_visitors,
        types: |stage| {
            scenes::amend(stage);
            stage.rewrite("Email", "amara@new.example.org");
            stage.write("Why it is corrected", "They have another provider");
        },
        again: &[("Email", "amara@new.example.org"), ("Why it is corrected", "They have another provider")],
        on_disk: true,
    },
    Case {
        dialog: Dialog::Amend,
        before: Before::with_visitors,
        types: |stage| {
            scenes::amend(stage);
            stage.rewrite("Date of birth: Year", "2016");
            stage.write("Why it is corrected", "It was their mother’s");
        },
        again: &[("Date of birth: Year", "2016"), ("Why it is corrected", "It was their mother’s")],
        on_disk: false,
    },
    Case {
        dialog: Dialog::Amend,
        before: Before::with_visitors,
        types: |stage| {
            scenes::amend(stage);
            stage.rewrite("Date of birth: Year", "1994");
        },
        again: &[("Date of birth: Year", "1994")],
        on_disk: true,
    },
    Case {
        dialog: Dialog::Amend,
        before: Before::with_visitors,
        types: |stage| {
            of_the_child(stage);
            stage.rewrite("Date of birth: Year", "2016");
            stage.rewrite("Guardian's email", "ruth@new.example.org");
        },
        again: &[("Date of birth: Year", "2016"), ("Guardian's email", "ruth@new.example.org")],
        on_disk: true,
    },
    Case {
        dialog: Dialog::Help,
        before: Before::with_visitors,
        types: helping::noting,
        again: &[("Who was told", "Jo")],
        on_disk: true,
    },
    Case {
        dialog: Dialog::Complaint,
        before: Before::desk,
        types: |stage| {
            rights::complains(stage);
            stage.write("Write it down", "The queue was too long");
        },
        again: &[("Write it down", "The queue was too long")],
        on_disk: true,
    },
    Case {
        dialog: Dialog::Removal,
        before: Before::with_visitors,
        types: |stage| {
            outcomes::removal(stage);
            stage.write("When", "About half past ten");
            stage.write("What they look like", "Green coat, with a brown dog");
        },
        again: &[("When", "About half past ten"), ("What they look like", "Green coat, with a brown dog")],
        on_disk: true,
    },
    Case {
        dialog: Dialog::Contact,
        before: people::with_a_contact,
        types: |stage| {
            people::forgetting(stage);
            stage.write("Why", "They asked us to");
        },
        again: &[("Why", "They asked us to")],
        on_disk: true,
    },
    Case {
        dialog: Dialog::Exception,
        before: professionals::with_a_professional,
        types: professionals::recording,
        again: &[("Where they work", "Riverside College"), ("What they do there", "Adviser")],
        on_disk: true,
    },
    Case {
        dialog: Dialog::Event,
        before: Before::desk,
        types: |stage| {
            page(stage, "Event");
            stage.rewrite("Name", "Spring open day");
        },
        again: &[("Name", "Spring open day")],
        on_disk: true,
    },
    Case {
        dialog: Dialog::Form,
        before: scenes::with_own_questions,
        types: scenes::new_question,
        again: &[("What staff will ask", "Have you studied with us before?")],
        on_disk: true,
    },
    Case {
        dialog: Dialog::NewEvent,
        before: Before::desk,
        types: |stage| {
            page(stage, "Event");
            states::press(stage, "New event");
            states::enter_last(stage, "Name");
            stage.type_in("Winter fair");
            stage.settle();
            stage.write("Short name in file names", "-2");
        },
        again: &[("Short name in file names", "winter-fair-2")],
        on_disk: true,
    },
    Case {
        dialog: Dialog::Organisation,
        before: scenes::with_a_notice_draft,
        types: |stage| {
            scenes::changes_whom_to_ask(stage);
            stage.rewrite("The email for data enquiries", "enquiries@example.org");
        },
        again: &[("The email for data enquiries", "enquiries@example.org")],
        on_disk: true,
    },
    Case {
        dialog: Dialog::Recipient,
        before: Before::desk,
        types: |stage| {
            page(stage, "Recipient keys");
            states::press(stage, "Add a recipient");
            states::enter_last(stage, "age public key");
            stage.type_in(AGE);
            stage.settle();
        },
        again: &[("age public key", AGE)],
        on_disk: true,
    },
    Case {
        dialog: Dialog::Person,
        before: Before::desk,
        types: |stage| {
            page(stage, "Staff and roles");
            states::press(stage, "Add a person");
            stage.write("Passphrase", "plain orchard gate");
            states::enter_last(stage, "Name");
            stage.type_in("Callum Reid");
            stage.settle();
        },
        // A passphrase never waits.
        again: &[("Handle, seen before the desk is open", "callum"), ("Passphrase", "")],
        on_disk: true,
    },
    Case {
        dialog: Dialog::LettingGo,
        before: states::past_the_period,
        types: states::due,
        again: &[("Why, for the log and the certificate", "the office has closed")],
        on_disk: true,
    },
];

/// Correcting the child among the demo's visitors, whose mother said Yes.
fn of_the_child(stage: &mut Stage) {
    stage.ctrl(Key::Num2);
    stage.type_in("poppy");
    stage.settle();
    stage.press(Modifiers::ALT, Key::E);
    stage.settle();
}

fn kept(before: &Before) -> Vec<Unfinished> {
    before.open().unfinished().unwrap()
}

fn dialogs(before: &Before) -> Vec<Dialog> {
    kept(before).iter().map(|one| one.dialog).collect()
}

fn assert_again(case: &Case, stage: &Stage) {
    for (label, typed) in case.again {
        let value = stage.field(label).value().unwrap_or_default();
        assert_eq!(value, *typed, "{:?}: {label}", case.dialog);
    }
}

/// Types it, locks, and unlocks again.
fn outlives_locking(case: &Case) {
    let mut stage = (case.before)().unlocked();
    (case.types)(&mut stage);
    // At once: the last letters are younger than what is written every now and then.
    stage.ctrl(Key::L);
    let said = stage.everything().join("\n");
    assert!(said.contains("Unsaved words are waiting"), "{:?}: {said}", case.dialog);
    for (_, typed) in case.again.iter().filter(|(_, typed)| !typed.is_empty()) {
        assert!(!said.contains(typed), "{:?}: {typed} stands on the locked screen", case.dialog);
    }
    let wanted: &[Dialog] = if case.on_disk { &[case.dialog] } else { &[] };
    assert_eq!(dialogs(&stage.before), wanted, "{:?}: what may be on the disk", case.dialog);
    stage.unlock();
    stage.rest();
    assert_again(case, &stage);
}

macro_rules! outlive {
    ($($test:ident: $from:literal..$to:literal,)*) => {
        $(#[test] fn $test() { CASES[$from..$to].iter().for_each(outlives_locking) })*
    };
}

outlive! {
    r11_r17_a_half_typed_correction_outlives_locking_and_is_on_the_disk_where_it_makes_no_child: 0..4,
    r03_r25_words_about_a_need_or_a_complaint_outlive_locking: 4..6,
    r12_r08_what_is_being_noted_of_somebody_outlives_locking: 6..8,
    what_is_being_set_of_an_event_outlives_locking: 8..11,
    what_is_being_set_of_the_desk_outlives_locking: 11..15,
}

#[test]
fn every_dialog_that_is_typed_into_is_tried() {
    let tried: Vec<_> = CASES.iter().map(|case| case.dialog).chain([Dialog::Withdraw, Dialog::Request]).collect();
    for dialog in Dialog::ALL {
        assert!(tried.contains(dialog), "{dialog}");
    }
}

#[test]
fn r15_what_is_ticked_to_be_taken_back_outlives_locking() {
    let mut stage = Before::with_visitors().unlocked();
    scenes::withdraw(&mut stage);
    stage.click("News by email. Yes since 10:42");
    assert!(stage.shows("Change 1 to No"));
    stage.ctrl(Key::L);
    assert_eq!(dialogs(&stage.before), [Dialog::Withdraw]);
    stage.unlock();
    stage.rest();
    assert!(stage.shows("Change 1 to No"), "{:#?}", stage.everything());
    // Once it is done, nothing of it waits any more.
    stage.click("Change 1 to No");
    stage.rest();
    stage.ctrl(Key::L);
    assert!(!stage.says("waiting"), "{:#?}", stage.everything());
    assert_eq!(dialogs(&stage.before), []);
}

#[test]
fn what_was_typed_is_open_again_after_the_program_was_killed() {
    let mut stage = Before::with_visitors().unlocked();
    rights::asks_to_be_erased(&mut stage);
    stage.ctrl(Key::Num2);
    stage.rest();
    stage.keys(Modifiers::ALT, Key::P);
    stage.rest();
    stage.write("Where", "By the main stairs");
    // Within a second it is on the disk; nobody locks, and nobody closes.
    stage.rest();
    let mut stage = stage.close().unlocked();
    stage.rest();
    assert!(stage.says("What you were writing is open again."), "{:#?}", stage.everything());
    assert!(stage.says("What you were writing waits in Rights."), "{:#?}", stage.everything());
    assert_eq!(stage.field("Where").value().as_deref(), Some("By the main stairs"));
    stage.key(Key::Escape);
    stage.ctrl(Key::Num3);
    assert!(stage.says("Not saved yet") && stage.says("Amara Osei-Lindqvist"), "{:#?}", stage.everything());
    stage.rest();
    assert_eq!(dialogs(&stage.close()), [Dialog::Request], "what was closed is gone from the disk");
}

#[test]
fn r25_words_of_two_complaints_are_both_there_whichever_is_shown_and_after_a_crash() {
    let mut stage = Before::desk().unlocked();
    rights::complains(&mut stage);
    stage.write("Write it down", "The queue was too long");
    rights::complains(&mut stage);
    assert_eq!(stage.field("Write it down").value().unwrap_or_default(), "", "another complaint");
    stage.write("Write it down", "Nobody could sit down");
    for (row, words) in [(Key::ArrowUp, "The queue was too long"), (Key::ArrowDown, "Nobody could sit down")] {
        rights::row(&mut stage, row);
        assert_eq!(stage.field("Write it down").value().as_deref(), Some(words));
    }
    stage.rest();
    let mut stage = stage.close().unlocked();
    stage.rest();
    assert!(stage.says("What you were writing waits in Rights."), "{:#?}", stage.everything());
    stage.ctrl(Key::Num3);
    stage.rest();
    assert_eq!(stage.field("Write it down").value().as_deref(), Some("Nobody could sit down"));
    stage.click("Add what they said");
    stage.wait_for(|stage| stage.says("Written down."));
    stage.rest();
    assert_eq!(dialogs(&stage.close()), [], "what is written down does not wait");
}

#[test]
fn that_it_is_open_again_is_said_only_where_it_is() {
    let before = Before::desk();
    // It is about an event that this desk does not work at any more: nothing opens.
    let mut typed = Typed::default();
    typed.put("event", "another-day");
    typed.put("name", "Spring open day");
    let mut desk = before.open();
    desk.keep_unfinished(&[Unfinished::of(Dialog::Event, None, typed).unwrap()]).unwrap();
    drop(desk);
    let mut stage = before.unlocked();
    stage.rest();
    assert!(!stage.says("open again") && !stage.says("Spring open day"), "{:#?}", stage.everything());
}

#[test]
fn what_was_typed_waits_for_whoever_typed_it_and_for_a_day() {
    let callum = || (Handle::parse("callum").unwrap(), Passphrase::given("plain orchard gate"));
    let before = scenes::with_colleagues();
    let mut stage = before.unlocked();
    page(&mut stage, "Event");
    stage.rewrite("Name", "Spring open day");
    stage.rest();
    let (handle, passphrase) = callum();
    let mut stage = stage.close().unlocked_as(&handle, passphrase);
    stage.rest();
    assert!(!stage.says("Spring open day") && !stage.says("open again"), "{:#?}", stage.everything());
    let before = stage.close();
    assert_eq!(dialogs(&before), [Dialog::Event]);
    before.clock.forward(TimeDelta::hours(25));
    assert_eq!(dialogs(&before), [], "older than a day");
}

#[test]
fn r18_what_is_typed_about_somebody_goes_with_them() {
    let mut stage = Before::with_visitors().unlocked();
    outcomes::removal(&mut stage);
    stage.write("What they look like", "Green coat, with a brown dog");
    stage.rest();
    let before = stage.close();
    let [unfinished] = &kept(&before)[..] else { panic!("one is kept") };
    let about = unfinished.about.unwrap();
    let mut desk = before.open();
    desk.undo(about).unwrap();
    assert!(desk.unfinished().unwrap().is_empty());
    // And nothing of whoever is gone is kept again.
    let mut typed = Typed::default();
    typed.put("When", "About half past ten");
    desk.keep_unfinished(&[Unfinished::of(Dialog::Removal, Some(about), typed).unwrap()]).unwrap();
    assert!(desk.unfinished().unwrap().is_empty());
}

#[test]
fn a_half_typed_dialog_that_is_left_alone_locks_by_itself_and_is_there_again() {
    let mut stage = Before::with_visitors().unlocked();
    outcomes::removal(&mut stage);
    stage.write("When", "About half past ten");
    stage.wait(TimeDelta::seconds(200));
    assert!(stage.says("after 3 minutes"), "{:#?}", stage.everything());
    stage.unlock();
    stage.rest();
    assert_eq!(stage.field("When").value().as_deref(), Some("About half past ten"));
    stage.write("Where", "By the main stairs");
    stage.write("What they look like", "Green coat");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    assert!(stage.says("Noted for the photographer"), "{:#?}", stage.everything());
}

//! *Same party*: the next one of a family has the contact and the guardian of the one before, and never an answer.

use egui::{Key, Modifiers};

use lanyard::domain::code::Code;

use super::stage::{Before, Stage};

fn event() -> Code {
    Code::new("open-day").unwrap()
}

fn save(stage: &mut Stage) {
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    stage.rest();
}

fn born(stage: &mut Stage, digits: &str) {
    stage.focus("Date of birth: Day");
    stage.type_text(digits);
    stage.settle();
    stage.rest();
}

/// Grace Okonjo, grown up, who answered everything with No.
fn grace(stage: &mut Stage) {
    stage.type_text("Grace Okonjo");
    stage.enter("Email");
    stage.type_text("grace.okonjo@example.org");
    stage.enter("Phone");
    stage.type_text("07700 900318");
    born(stage, "14031988");
    stage.enter("Postcode");
    stage.type_text("LS12 3QA");
    stage.answer_question("Email: Yes", false);
    stage.rest();
    save(stage);
    assert_eq!(stage.value("Full name"), "", "{:?}", stage.everything());
}

fn ada_under_a_guardian(stage: &mut Stage) {
    stage.type_text("Ada Okonjo");
    born(stage, "22062016");
    stage.fill_guardian("Grace Okonjo", "Mother", "grace.okonjo@example.org");
    stage.answer_guardian(true, true);
    save(stage);
    assert_eq!(stage.value("Full name"), "", "{:?}", stage.everything());
}

#[test]
fn r11_the_next_of_a_party_has_the_contact_of_the_one_before_and_no_answer() {
    let mut stage = Before::desk().unlocked();
    assert!(!stage.shows("Same party"), "nobody came yet");
    grace(&mut stage);
    stage.click("Same party");
    assert_eq!(stage.at(), "Full name");
    for (label, copied) in [
        ("Full name", ""),
        ("Email", "grace.okonjo@example.org"),
        ("Postcode", "LS12 3QA"),
        ("Date of birth: Day", ""),
        ("Interested in", ""),
    ] {
        assert_eq!(stage.value(label), copied, "{label}");
    }
    assert!(stage.says("07700 900318"), "{:?}", stage.everything());
    assert!(stage.says("0 of 10 answered"), "{:?}", stage.everything());
    stage.type_text("Tom Okonjo");
    stage.choose("Yes");
    save(&mut stage);
    assert_eq!(stage.value("Full name"), "", "{:?}", stage.everything());
    let desk = stage.close().open();
    let tom = &desk.find(&event(), "tom", 5).unwrap()[0];
    assert_eq!(tom.record.email.as_deref(), Some("grace.okonjo@example.org"));
    assert_eq!(desk.history(tom.registered.id).unwrap().answers.len(), 0, "never an answer");
}

#[test]
fn r14_that_a_party_shares_a_contact_is_no_news_and_that_somebody_may_be_here_already_is() {
    let mut stage = Before::desk().unlocked();
    grace(&mut stage);
    let typed = |stage: &mut Stage, label: &str, words: &str| {
        stage.rewrite(label, words);
        stage.key(Key::Tab);
        stage.wait(chrono::TimeDelta::seconds(1));
        stage.rest();
    };
    stage.click("Same party");
    typed(&mut stage, "Full name", "Tom Okonjo");
    assert!(!stage.says("Someone you have shares a contact."), "{:?}", stage.everything());
    typed(&mut stage, "Full name", "Grace Okonjo");
    assert!(stage.says("This may be someone you already have."), "{:?}", stage.everything());
    // Whoever is given another contact than their party's is looked at like anybody.
    typed(&mut stage, "Full name", "Tom Okonjo");
    typed(&mut stage, "Email", "tom.okonjo@example.org");
    assert!(stage.says("Someone you have shares a contact."), "{:?}", stage.everything());
}

#[test]
fn r11_a_parent_who_was_registered_is_offered_as_the_guardian_of_the_child_who_comes_next() {
    let mut stage = Before::desk().unlocked();
    grace(&mut stage);
    stage.click("Same party");
    stage.type_text("Ada Okonjo");
    born(&mut stage, "22062016");
    assert!(stage.says("10, under 13"), "{:?}", stage.everything());
    assert_eq!(stage.value("Their email"), "grace.okonjo@example.org");
    assert!(stage.says("07700 900318"), "{:?}", stage.everything());
    assert!(stage.says("Grace Okonjo"), "{:?}", stage.everything());
    assert_eq!(stage.value("They are the child’s"), "", "nobody said so");
    stage.enter("They are the child’s");
    stage.type_text("Mother");
    stage.tab();
    stage.answer_guardian(true, true);
    save(&mut stage);
    assert_eq!(stage.value("Full name"), "", "{:?}", stage.everything());
    let desk = stage.close().open();
    let ada = &desk.find(&event(), "ada", 5).unwrap()[0].record;
    assert_eq!(ada.guardian_name.as_deref(), Some("Grace Okonjo"));
    assert_eq!(ada.guardian_email.as_deref(), Some("grace.okonjo@example.org"));
    assert_eq!(ada.guardian_phone.as_deref(), Some("+447700900318"));
    assert_eq!((ada.email.as_deref(), ada.phone.as_deref()), (None, None), "nothing in a box that nobody sees");
}

#[test]
fn r11_a_sibling_has_the_same_guardian_whose_answers_are_asked_again() {
    let mut stage = Before::desk().unlocked();
    ada_under_a_guardian(&mut stage);
    stage.click("Same party");
    stage.type_text("Ben Okonjo");
    born(&mut stage, "22062018");
    assert_eq!(stage.value("Their email"), "grace.okonjo@example.org");
    assert_eq!(stage.value("They are the child’s"), "Mother");
    save(&mut stage);
    assert!(stage.says("to fix:"), "their Yes is not copied: {:?}", stage.everything());
}

#[test]
fn r18_whoever_was_undone_does_not_come_back_with_the_next_of_their_party() {
    let mut stage = Before::desk().unlocked();
    grace(&mut stage);
    assert!(stage.shows("Same party"));
    stage.click("Undo");
    stage.settle();
    assert_eq!(stage.value("Full name"), "Grace Okonjo");
    assert!(!stage.shows("Same party"), "{:?}", stage.everything());
    stage.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::X);
    stage.settle();
    assert!(!stage.shows("Same party"), "nor once the form is cleared: {:?}", stage.everything());
}

#[test]
fn r22_locking_forgets_the_party() {
    let mut stage = Before::desk().unlocked();
    grace(&mut stage);
    assert!(stage.shows("Same party"));
    stage.ctrl(Key::L);
    stage.settle();
    stage.unlock();
    stage.settle();
    assert!(!stage.shows("Same party"), "{:?}", stage.everything());
}

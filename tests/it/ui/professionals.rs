//! The exception for professionals of higher education (R8), as a lead records it on a person's page.

use egui::Key;
use lanyard::domain::code::Code;

use super::settings_form::desk_with;
use super::stage::{Before, Stage};

const HEAD: &str = "full_name,date_of_birth,email,consent_marketing_email,consent_marketing_sms,consent_marketing_phone,consent_marketing_post,asked_how";

/// A desk whose event has the exception, with one visitor.
fn with(row: &str) -> Before {
    let before = desk_with(|settings| settings.exception_for_professionals = true);
    let mut desk = before.open();
    before.register(&mut desk, &Code::new("open-day").unwrap(), &format!("{HEAD}\n{row}\n"));
    drop(desk);
    before
}

pub(crate) fn with_a_professional() -> Before {
    with("Ann Lee,1980-01-01,ann.lee@example.ac.uk,,,,,out loud")
}

fn shown(stage: &mut Stage) {
    stage.ctrl(Key::Num2);
    stage.key(Key::ArrowDown);
    stage.rest();
}

/// The dialog, filled in but for one thing.
pub(crate) fn recording(stage: &mut Stage) {
    shown(stage);
    stage.key(Key::Enter);
    stage.rest();
    stage.control("Record as a professional").click_accesskit();
    stage.settle();
    stage.write("Where they work", "Riverside College");
    stage.write("What they do there", "Adviser");
    stage.write("What we have to do with each other", "Brings a class each year");
}

#[test]
fn r08_a_lead_records_it_and_it_is_in_the_history() {
    let mut stage = with_a_professional().unlocked();
    recording(&mut stage);
    stage.control("Record").click_accesskit();
    stage.settle();
    assert!(stage.says("Offer them to opt out first"), "{:?}", stage.everything());
    stage.focus("They were offered to opt out, and did not");
    stage.key(Key::Space);
    stage.control("Record").click_accesskit();
    stage.settle();
    stage.rest();
    assert!(stage.says("News by email without a Yes, as a professional"), "{:?}", stage.everything());
    assert!(stage.says("Adviser, Riverside College: Brings a class each year."));
    assert!(!stage.says("Record as a professional"), "once is enough");
}

#[test]
fn r08_it_is_not_offered_over_a_no_nor_for_a_personal_address() {
    for row in
        ["Ann Lee,1980-01-01,ann.lee@example.ac.uk,no,,,,out loud", "Ann Lee,1980-01-01,ann.lee@gmail.com,,,,,out loud"]
    {
        let mut stage = with(row).unlocked();
        shown(&mut stage);
        assert!(stage.says("Ann Lee") && !stage.says("Record as a professional"), "{row}: {:?}", stage.everything());
    }
}

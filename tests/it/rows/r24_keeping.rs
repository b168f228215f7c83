//! R24: an event opens only with periods that its notice states too; nothing is deleted before the office has it.

use lanyard::desk::DeskError;
use lanyard::domain::code::Code;
use lanyard::domain::event::EventError;
use lanyard::domain::retention::{Kept, Retention};
use lanyard::lists::event_file::{EXAMPLE_EVENT, EventFile};

use super::form::Form;
use crate::desk::scene::Scene;

/// The example's periods, each made a day longer in turn.
fn longer(retention: Retention, kept: Kept) -> Retention {
    let mut longer = retention;
    match kept {
        Kept::Special => longer.special_days += 1,
        Kept::EmergencyContact => longer.emergency_contact_days += 1,
        Kept::Record => longer.registrations_days += 1,
        Kept::Proof => longer.consent_proof_days += 1,
    }
    longer
}

#[test]
fn r24_settings_and_notice_state_the_same_periods_or_the_event_does_not_open() {
    let mut scene = Scene::new();
    let event = scene.desk.event(&scene.event).unwrap();
    let differs = |error: &DeskError| matches!(error, DeskError::Event(EventError::RetentionDiffers));
    for &kept in Kept::ALL {
        let mut settings = event.definition().clone();
        settings.retention = longer(settings.retention, kept);
        let changed = scene.desk.change_event(settings.clone()).unwrap_err();
        settings.code = Code::new("another").unwrap();
        let opened = scene.desk.new_event(settings.clone(), event.notice().clone()).unwrap_err();
        assert!(differs(&changed) && differs(&opened), "{kept}: {changed} {opened}");
        let mut notice = event.notice().clone();
        notice.retention = settings.retention;
        settings.code = Code::new(&format!("another-{kept}")).unwrap();
        scene.desk.new_event(settings, notice).unwrap();
    }
    assert_eq!(*scene.desk.event(&scene.event).unwrap().definition(), *event.definition());
}

#[test]
fn r24_a_lead_sets_every_period_or_there_is_no_event() {
    for period in ["registrations_days", "special_days", "emergency_contact_days", "consent_proof_days"] {
        let without: Vec<_> = EXAMPLE_EVENT.lines().filter(|line| !line.starts_with(period)).collect();
        let refused = EventFile::parse(&without.join("\n")).unwrap_err().to_string();
        assert!(refused.contains(period), "{refused}");
    }
}

#[test]
fn r24_before_a_period_is_over_nothing_is_due_and_letting_go_lets_nothing_go() {
    let mut scene = Scene::new();
    let ann = Form::adult(&mut scene, "Ann").save();
    let due = scene.desk.due(&scene.event, true).unwrap();
    let until: Vec<_> = due.iter().map(|due| (due.kept, due.until.to_string(), due.is_over)).collect();
    let expected = [
        (Kept::Special, "2026-11-28"),
        (Kept::EmergencyContact, "2026-11-28"),
        (Kept::Record, "2028-11-20"),
        (Kept::Proof, "2032-11-19"),
    ];
    assert_eq!(until, expected.map(|(kept, day)| (kept, day.to_owned(), false)));
    let certificate = scene.desk.purge(&scene.event, Some("to be rid of it")).unwrap();
    assert!(certificate.kinds.iter().all(|due| due.goes == 0), "not even where a lead says why");
    assert!(scene.desk.history(ann).is_ok());
}

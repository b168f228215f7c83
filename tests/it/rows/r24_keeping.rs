//! R24: an event opens only with periods that its notice states too; nothing is deleted before the office has it.

use std::path::Path;

use lanyard::desk::{CopyState, DeskError};
use lanyard::domain::answer::Said;
use lanyard::domain::code::Code;
use lanyard::domain::equality::{LegalCondition, Monitoring};
use lanyard::domain::event::EventError;
use lanyard::domain::form::Field;
use lanyard::domain::notice::{ChangeKind, NoticeError, NoticeVersion};
use lanyard::domain::notice_section::Section;
use lanyard::domain::purpose::{Channel, Question};
use lanyard::domain::retention::{Kept, Retention};
use lanyard::domain::rules::{Copies, DeskRules};
use lanyard::domain::staff::Role;
use lanyard::lists::event_file::{EXAMPLE_EVENT, EventFile};

use super::as_somebody;
use super::form::Form;
use crate::desk::scene::Scene;
use crate::support::settings::state_periods;

/// The example's periods, each made a day longer in turn.
fn longer(retention: Retention, kept: Kept) -> Retention {
    let mut longer = retention;
    match kept {
        Kept::Special => longer.special_days += 1,
        Kept::EmergencyContact => longer.emergency_contact_days += 1,
        Kept::Equality => longer.equality_days = longer.equality_days.map(|days| days + 1),
        Kept::Record => longer.registrations_days += 1,
        Kept::Proof => longer.consent_proof_days += 1,
    }
    longer
}

fn not_stated(error: &DeskError) -> Option<(Kept, u32)> {
    match error {
        DeskError::Event(EventError::Notice(NoticeError::PeriodNotStated { kept, days })) => Some((*kept, *days)),
        _ => None,
    }
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
        // Its settings give them, and its text, which people read, has to state them.
        let mut notice = event.notice().clone();
        notice.retention = settings.retention;
        settings.code = Code::new(&format!("another-{kept}")).unwrap();
        let silent = scene.desk.new_event(settings.clone(), notice.clone()).unwrap_err();
        let longer = settings.retention.stated(kept).unwrap();
        assert!(not_stated(&silent) == Some((kept, longer)), "{silent}");
        notice.version = format!("2-{kept}");
        notice.change = ChangeKind::Substantial;
        notice.effective_from = scene.desk.now().date_naive();
        let silent = scene.desk.publish_notice(&scene.event, notice.clone()).unwrap_err();
        assert!(not_stated(&silent) == Some((kept, longer)), "nor is it published: {silent}");
        state_periods(&mut notice, settings.retention);
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
fn r04_r24_equality_is_asked_about_only_with_a_period_for_its_answers_that_the_registration_outlives() {
    let mut scene = Scene::new();
    let event = scene.desk.event(&scene.event).unwrap();
    let (condition, policy_date) = (LegalCondition::EqualityOfOpportunity, event.definition().first_day);
    let mut opens = |code: &str, days: Option<u32>| {
        let (mut settings, mut notice) = (event.definition().clone(), event.notice().clone());
        settings.code = Code::new(code).unwrap();
        settings.equality = Some(Monitoring { condition, policy_date });
        settings.retention.equality_days = days;
        notice.retention = settings.retention;
        notice.sections.insert(Section::Equality);
        scene.desk.new_event(settings, notice)
    };
    let refused = opens("none", None).unwrap_err();
    assert!(matches!(refused, DeskError::Event(EventError::EqualityWithoutPeriod)), "{refused}");
    let refused = opens("long", Some(731)).unwrap_err();
    assert!(matches!(refused, DeskError::Event(EventError::EqualityOutlivesRecord)), "{refused}");
    opens("same", Some(730)).unwrap();
    let mut settings = event.definition().clone();
    settings.code = Code::new("off").unwrap();
    settings.retention.equality_days = None;
    let notice = NoticeVersion { retention: settings.retention, ..event.notice().clone() };
    scene.desk.new_event(settings, notice).unwrap();
    // Switched on later, there has to be a period as well.
    let mut later = scene.desk.event(&Code::new("off").unwrap()).unwrap().definition().clone();
    later.equality = Some(Monitoring { condition, policy_date });
    let refused = scene.desk.change_event(later).unwrap_err();
    assert!(refused.to_string().contains("Publish a notice that says how long"), "{refused}");
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

#[test]
fn r24_what_is_due_is_told_of_every_event_with_of_how_many_it_is_held_and_when_it_comes() {
    let mut scene = Scene::new();
    let ann = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org");
    ann.said(Question::News(Channel::Email), Said::Yes).save();
    Form::adult(&mut scene, "Bea").save();
    let [outlook] = &scene.desk.outlooks().unwrap()[..] else { panic!("one event") };
    assert!(!outlook.is_due());
    let held: Vec<_> = outlook.kinds.iter().map(|due| (due.kept, due.held)).collect();
    let expected = [(Kept::Special, 0), (Kept::EmergencyContact, 0), (Kept::Record, 2), (Kept::Proof, 1)];
    assert_eq!(held, expected);
    // The last day that it is kept is the one before it is due.
    let (day, count) = outlook.next().unwrap();
    assert_eq!((day.to_string().as_str(), count), ("2028-11-21", 2));
    assert_eq!((outlook.goes, outlook.waits), (0, 0));
}

#[test]
fn r24_what_is_shown_of_backups_is_their_true_date_and_the_newest_always_stays() {
    let mut scene = Scene::new();
    let rules = DeskRules { copies: Copies::of(3).unwrap(), ..DeskRules::default() };
    scene.desk.set_rules(rules).unwrap();
    let made: Vec<_> = (0..5).map(|_| scene.desk.backup(None).unwrap()).collect();
    assert_eq!(scene.desk.backups().unwrap(), made[2..], "the oldest went, each with its own date");
    assert!(made[4].bytes() > 4096);
    // A copy on another medium is nobody's to remove.
    let stick = scene.folder.made("stick");
    for _ in 0..4 {
        scene.desk.backup(Some(&stick)).unwrap();
    }
    assert_eq!(std::fs::read_dir(&stick).unwrap().count(), 4);
    assert_eq!(scene.desk.backups().unwrap().len(), 3);
    for backup in scene.desk.backups().unwrap() {
        assert_eq!(scene.desk.check_backup(&backup.path).unwrap(), CopyState::Whole);
    }
}

#[test]
fn r24_what_is_due_is_for_a_lead_to_see_and_to_let_go() {
    let (_, refused) = as_somebody(Scene::new(), Role::Desk, |desk, event| {
        let not_allowed = |error: &DeskError| matches!(error, DeskError::NotAllowed { .. });
        let due = desk.outlooks().is_err_and(|error| not_allowed(&error))
            && desk.due_people(event, false).is_err_and(|error| not_allowed(&error));
        let purge = desk.purge(event, None).is_err_and(|error| not_allowed(&error));
        let taking_in = desk.acknowledge_file(Path::new("answer.json")).is_err_and(|error| not_allowed(&error));
        let backup = desk.check_backup(Path::new("backup")).is_err_and(|error| not_allowed(&error));
        let clock = desk.confirm_clock().is_err_and(|error| not_allowed(&error));
        [due, purge, taking_in, backup, clock]
    });
    assert_eq!(refused, [true; 5]);
}

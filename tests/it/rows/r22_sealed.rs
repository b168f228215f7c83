//! R22: everything is sealed, at rest and on its way; what is written in plain form a lead asked for by name.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use lanyard::batch::keys::RecipientIdentity;
use lanyard::batch::verify::verify;
use lanyard::desk::{CopyState, DeskError, HadBatch, Hears};
use lanyard::domain::answer::Said;
use lanyard::domain::form::Field;
use lanyard::domain::purpose::{Channel, Purpose, Question};
use lanyard::domain::removal::Recorded;
use lanyard::domain::rights::Right;
use lanyard::domain::rules::{DeskRules, LockAfter};
use lanyard::domain::staff::Role;

use super::form::Form;
use super::{as_somebody, asked_for};
use crate::desk::scene::Scene;

const MARKS: [&str; 3] = ["Qzxvarg", "jivqex@example.org", "Wumblefrot"];

#[test]
fn r22_a_whole_day_leaves_nothing_to_read_and_only_the_recipient_opens_what_is_sent() {
    let mut scene = Scene::new();
    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let form = Form::adult(&mut scene, "Qzxvarg").field(Field::Email, "jivqex@example.org");
    let id = form.field(Field::FamilyName, "Wumblefrot").said(Question::News(Channel::Email), Said::Yes).save();
    scene.desk.find(&scene.event, "wumblefrot", 5).unwrap();
    scene.desk.backup(None).unwrap();
    let closed = scene.desk.close_day(&scene.event, &[office]).unwrap();
    let readable = |scene: &Scene| MARKS.iter().filter(|mark| !scene.folder.find_text(mark).is_empty()).count();
    assert_eq!(readable(&scene), 0, "database, log, index, backup and batch");
    assert!(verify(&closed[0].path, &RecipientIdentity::generate(), &scene.key()).is_err());
    assert!(verify(&closed[0].path, &identity, &scene.key()).is_ok());

    // What a lead writes out for the person is in plain form, and shows that looking would have found it.
    let request = asked_for(&mut scene, Right::Access, id);
    scene.desk.write_copy(&request, scene.folder.path()).unwrap();
    assert_eq!(readable(&scene), MARKS.len());
}

#[test]
fn r22_whoever_waits_for_a_batch_to_be_verified_hears_how_much_of_it_was_read() {
    let mut scene = Scene::new();
    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    Form::adult(&mut scene, "Qzxvarg").save();
    let closed = scene.desk.close_day(&scene.event, &[office]).unwrap();
    let file = &closed[0].path;
    let read = Arc::new(AtomicU64::new(0));
    let hears: Hears = Arc::new({
        let read = read.clone();
        move |bytes| _ = read.fetch_add(bytes, Relaxed)
    });
    HadBatch::read_heard(file, &identity, &[scene.key()], Some(hears)).unwrap();
    let (read, bytes) = (read.load(Relaxed), file.metadata().unwrap().len());
    // All of it for the seal; then what is in it, from one file to the next, which takes a few pieces more or less.
    assert!((bytes..=4 * bytes).contains(&read), "{read} of {bytes}");
}

#[test]
fn r22_a_backup_opens_for_whoever_may_open_the_desk_and_says_so_where_it_does_not() {
    let mut scene = Scene::new();
    Form::adult(&mut scene, "Qzxvarg").save();
    let backup = scene.desk.backup(None).unwrap();
    let (scene, state) = as_somebody(scene, Role::Lead, |desk, _| desk.check_backup(&backup.path));
    assert_eq!(state.unwrap(), CopyState::ForOthers, "Sam was nobody here when it was made");
    assert_eq!(scene.desk.check_backup(&backup.path).unwrap(), CopyState::Whole);
    std::fs::write(backup.path.join("desk.db"), b"short").unwrap();
    assert_eq!(scene.desk.check_backup(&backup.path).unwrap(), CopyState::Damaged);
}

#[test]
fn r22_when_the_desk_locks_is_for_a_lead_to_set() {
    let scene = Scene::new();
    let wanted = DeskRules { lock_after: LockAfter::of(30).unwrap(), ..DeskRules::default() };
    let (scene, refused) = as_somebody(scene, Role::Desk, |desk, _| desk.set_rules(wanted));
    assert!(matches!(refused, Err(DeskError::NotAllowed { .. })));
    assert_eq!(scene.desk.rules().unwrap(), DeskRules::default());
}

#[test]
fn r22_the_incident_sheet_leaves_out_nothing_that_is_held() {
    let mut scene = Scene::new();
    let person =
        Form::adult(&mut scene, "Ann").field(Field::Note, "likes maps").field(Field::Country, "Ireland").save();
    let said = Recorded::parse("at noon", "the hall", "a red coat").unwrap();
    scene.desk.ask_removal(person, &said).unwrap();
    let day = scene.desk.incident().unwrap().events.remove(0);
    let of = |kind: &str| day.kinds.iter().find(|(known, _)| known.words().starts_with(kind)).map(|(_, count)| *count);
    for kind in ["Notes", "Countries", "Recordings to take out"] {
        assert_eq!(of(kind), Some(1), "{kind}");
    }
}

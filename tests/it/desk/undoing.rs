//! Undo is for the mistake just made; anything else that erases somebody takes a lead (R18).

use chrono::TimeDelta;
use lanyard::desk::{Desk, DeskError, NewReader, Passphrase};
use lanyard::domain::ids::RegistrationId;
use lanyard::domain::purpose::Purpose;
use lanyard::domain::staff::{Handle, Role};

use super::day::one;
use super::scene::{Closed, Scene};

const SAMS: &str = "another long phrase";

fn with_sam() -> Scene {
    let mut scene = Scene::new();
    let (handle, passphrase) = (Handle::parse("sam").unwrap(), Passphrase::given(SAMS));
    scene.desk.add_staff(&NewReader { handle, name: "Sam".into(), role: Role::Desk, passphrase }).unwrap();
    scene
}

/// Sam, who works at the desk, has it for a while.
fn as_sam<T>(scene: Scene, then: impl FnOnce(&mut Scene) -> T) -> (Scene, T) {
    let Closed { folder, event, env } = scene.close();
    let place = folder.join("Day.lanyard");
    let desk = Desk::open(&place, &Handle::parse("sam").unwrap(), &Passphrase::given(SAMS), &env).unwrap();
    let mut scene = Scene { folder, desk, event, env };
    let done = then(&mut scene);
    (scene.close().open(), done)
}

fn comes(scene: &mut Scene, name: &str) -> RegistrationId {
    let reference = one(scene, &format!("{name},Lee,1990-01-01,{name}@example.org,yes,,,out loud"));
    scene.desk.by_reference(&reference).unwrap().id
}

fn refused(scene: &mut Scene, id: RegistrationId) {
    let before = scene.desk.last_act().unwrap();
    let error = scene.desk.undo(id).unwrap_err();
    assert!(matches!(error, DeskError::NotAllowed { .. }), "{error}");
    assert!(error.to_string().contains("not your own of today, or is in a batch already"), "{error}");
    assert_eq!(error.to_string().matches("Nothing was changed").count(), 1, "{error}");
    assert_eq!(scene.desk.last_act().unwrap(), before);
    assert!(scene.desk.history(id).is_ok(), "nothing was changed");
}

#[test]
fn r18_desk_staff_undo_their_own_of_today_and_nobody_elses() {
    let mut scene = with_sam();
    let leads = comes(&mut scene, "Ann");
    let (mut scene, own) = as_sam(scene, |scene| {
        refused(scene, leads);
        let (kept, undone) = (comes(scene, "Bea"), comes(scene, "Cal"));
        scene.desk.undo(undone).unwrap();
        assert!(scene.desk.undo(undone).is_err(), "once is enough");
        kept
    });
    scene.desk.undo(own).unwrap();
    scene.desk.undo(leads).unwrap();
}

#[test]
fn r18_what_is_in_a_batch_is_undone_by_a_lead_alone() {
    let (mut scene, [sent, later]) = as_sam(with_sam(), |scene| [comes(scene, "Ann"), comes(scene, "Bea")]);
    let (office, _) = scene.recipient("office", &[Purpose::RecordKeeping]);
    scene.desk.close_day(&scene.event, std::slice::from_ref(&office)).unwrap();
    let (mut scene, newest) = as_sam(scene, |scene| {
        refused(scene, sent);
        let newest = comes(scene, "Cal");
        scene.desk.undo(newest).unwrap();
        newest
    });
    assert!(matches!(scene.desk.undo(newest), Err(DeskError::Gone)));
    scene.desk.undo(sent).unwrap();
    scene.desk.undo(later).unwrap();
    let told = scene.desk.close_day(&scene.event, &[office]).unwrap();
    assert_eq!(told[0].people, 0, "that they are gone is told");
}

#[test]
fn r18_what_is_of_another_day_is_undone_by_a_lead_alone() {
    let (scene, own) = as_sam(with_sam(), |scene| comes(scene, "Ann"));
    let Closed { folder, event, env } = scene.close();
    let tomorrow = lanyard::env::Env::fixed(env.now() + TimeDelta::days(1), 9, folder.join("state"));
    let (mut scene, ()) = as_sam(Closed { folder, event, env: tomorrow }.open(), |scene| {
        refused(scene, own);
    });
    scene.desk.undo(own).unwrap();
}

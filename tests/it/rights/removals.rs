//! "I have been photographed already": a task for whoever has the camera, with what they need to find it (R12).

use lanyard::desk::DeskError;
use lanyard::domain::removal::{Found, Recorded};
use lanyard::domain::rights::Right;

use super::identified;
use crate::desk::day::one;
use crate::desk::scene::{Scene, lead};
use crate::support::pages;
use crate::support::scratch::files;

fn said() -> Recorded {
    Recorded::parse("about half past ten", "Queen's Lawn", "zebrahat, with a brown dog").unwrap()
}

#[test]
fn r12_a_recording_to_be_taken_out_is_listed_until_it_ended() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let id = scene.desk.by_reference(&ann).unwrap().id;
    let removal = scene.desk.ask_removal(id, &said()).unwrap();
    let open = scene.desk.removals(&scene.event, false).unwrap();
    let [task] = &open[..] else { panic!("{} tasks", open.len()) };
    assert!(task.id == removal && task.reference == ann && task.said == said() && task.found.is_none());
    scene.desk.end_removal(removal, Found::InPrint).unwrap();
    assert!(scene.desk.removals(&scene.event, false).unwrap().is_empty());
    assert_eq!(scene.desk.removals(&scene.event, true).unwrap()[0].found, Some(Found::InPrint));
    assert!(matches!(scene.desk.end_removal(removal, Found::Removed), Err(DeskError::NoSuchRemoval)), "once");
    let health = scene.desk.check().unwrap();
    assert!(health.ledger.is_ok());
}

#[test]
fn r12_a_task_without_time_place_and_looks_finds_nothing_and_is_refused() {
    for [taken, place, like] in
        [["", "Lawn", "hat"], ["noon", "  ", "hat"], ["noon", "Lawn", ""], ["noon", "La\0wn", "hat"]]
    {
        assert!(Recorded::parse(taken, place, like).is_err(), "{taken} {place} {like}");
    }
}

#[test]
fn r12_r18_what_somebody_looked_like_goes_with_them() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let id = scene.desk.by_reference(&ann).unwrap().id;
    scene.desk.ask_removal(id, &said()).unwrap();
    let readable = |scene: &Scene| {
        let mut bytes = pages::decrypted(&scene.folder.join("Day.lanyard"), lead().as_str(), "correct horse battery");
        files(scene.folder.path()).into_iter().for_each(|file| bytes.extend(std::fs::read(file).unwrap()));
        bytes.windows(8).any(|window| window == b"zebrahat")
    };
    assert!(readable(&scene), "or this test could not fail");
    let request = identified(&mut scene, Right::Erase, &ann);
    scene.desk.erase(&request.reference).unwrap();
    assert!(!readable(&scene));
    assert!(scene.desk.removals(&scene.event, true).unwrap().is_empty());
    assert!(matches!(scene.desk.ask_removal(id, &said()), Err(DeskError::Gone)));
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r12_a_change_behind_the_ledgers_back_is_found() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let id = scene.desk.by_reference(&ann).unwrap().id;
    scene.desk.ask_removal(id, &said()).unwrap();
    let conn = scene.desk.vault().conn().unwrap();
    for change in ["UPDATE removal SET place = 'elsewhere'", "UPDATE removal SET place = NULL", "DELETE FROM removal"] {
        assert!(conn.execute(change, []).is_err(), "{change}");
    }
    conn.execute_batch("DROP TRIGGER removal_stays; UPDATE removal SET place = NULL").unwrap();
    assert!(scene.desk.verify_audit().unwrap().is_err());
}

#[test]
fn r12_restoring_a_backup_forgets_no_task() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let id = scene.desk.by_reference(&ann).unwrap().id;
    let early = scene.desk.ask_removal(id, &said()).unwrap();
    let backup = scene.desk.backup(Some(scene.folder.path())).unwrap().path;
    let later = scene.desk.ask_removal(id, &said()).unwrap();
    scene.desk.end_removal(early, Found::Removed).unwrap();
    let (scene, replayed) = scene.restored(&backup);
    let desk = &scene.desk;
    assert_eq!(replayed.removals, 2);
    let all = desk.removals(&scene.event, true).unwrap();
    let ended: Vec<_> = all.iter().map(|task| (task.id, task.found)).collect();
    assert_eq!(ended, [(early, Some(Found::Removed)), (later, None)]);
    assert!(desk.check().unwrap().ledger.is_ok());
}

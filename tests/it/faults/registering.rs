//! What was acknowledged is there, once and as it was said, whatever happened while the next visitor was being saved.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use lanyard::domain::ledger::Standing;
use lanyard::domain::purpose::{Channel, Medium, Question};
use lanyard::store::answers;

use super::list;
use super::matrix::{Deed, Fault, at_many_points, doing, lanyard, undisturbed};
use crate::desk::scene::{Closed, Scene};

/// Registers `list.csv`, in the folder of the desk.
pub(super) const REGISTER: Deed = |folder| {
    let list = folder.join("list.csv").to_str().unwrap().to_owned();
    lanyard(
        folder,
        &["register", "--event", "open-day-2026", "--from", &list, "--source", "a test", "--given-by-themselves"],
    )
};

/// A desk without visitors, and a list of so many beside it.
fn with_list(visitors: u64) -> Closed {
    let scene = Scene::new().close();
    std::fs::write(scene.folder.join("list.csv"), list(0..visitors)).unwrap();
    scene
}

/// The visitors acknowledged: the number of each, as it stands in the list, and the reference.
pub(super) type Acknowledged = BTreeMap<u64, String>;

/// What a line of output acknowledges. The first row of the list below its header is row 2.
pub(super) fn acknowledged(line: &str, first: u64) -> Option<(u64, String)> {
    let said: serde_json::Value = serde_json::from_str(line).ok()?;
    Some((first + said["row"].as_u64()? - 2, said["kept"].as_str()?.to_owned()))
}

/// Looks for every visitor acknowledged, with all they said, once. Nobody else is there but, at most, the one that was
/// being saved: the next of the list. Says whether they are.
pub(super) fn everybody_is_there(scene: &Scene, acknowledged: &Acknowledged) -> Option<(u64, String)> {
    let health = scene.desk.check().unwrap();
    assert!(health.pages.is_clean() && health.ledger.is_ok());
    let hits = scene.desk.find(&scene.event, "", 10_000).unwrap();
    let mut found = Acknowledged::new();
    for hit in hits {
        let number = hit.record.full_name.as_deref().and_then(|name| name.strip_prefix("Visitor Number"));
        let number = number.unwrap().parse().unwrap();
        assert_eq!(hit.record.email, Some(format!("v{number}@example.org")));
        let history = scene.desk.history(hit.registered.id).unwrap();
        let standing = |question| history.standings.get(question);
        assert_eq!(standing(Question::News(Channel::Email)), Standing::Yes);
        assert_eq!(standing(Question::Recording(Medium::Photo)), Standing::No);
        let special = answers::special(scene.desk.vault().conn().unwrap(), hit.registered.row).unwrap();
        assert_eq!(special.len(), 1);
        assert_eq!(special[0].value, "Vegan");
        assert_eq!(found.insert(number, hit.registered.reference), None, "number {number} is there twice");
    }
    for (number, reference) in acknowledged {
        assert_eq!(found.remove(number).as_ref(), Some(reference), "number {number} was acknowledged");
    }
    let next = acknowledged.last_key_value().map_or(0, |(number, _)| number + 1);
    let unheard = found.pop_first();
    assert!(unheard.as_ref().is_none_or(|(number, _)| *number == next) && found.is_empty(), "{unheard:?} {found:?}");
    unheard
}

fn under(fault: Fault) {
    let told = Cell::new(false);
    at_many_points(fault, &with_list(12), REGISTER, |scene, output| {
        let known: Acknowledged = output.text().lines().filter_map(|line| acknowledged(line, 0)).collect();
        let open = scene.open();
        let there = everybody_is_there(&open, &known);
        told.set(told.get() || output.complaint().contains("To go on, give the same list again"));

        // Given again it goes on, as it says: nobody is missing, and nobody is there twice.
        let scene = open.close();
        let again = undisturbed(scene.folder.path(), REGISTER);
        assert!(again.success(), "{again:?}");
        let everybody: Acknowledged = again.text().lines().filter_map(|line| acknowledged(line, 0)).collect();
        assert!(everybody.len() == 12 && known.iter().all(|(number, as_told)| everybody.get(number) == Some(as_told)));
        assert_eq!(everybody_is_there(&scene.open(), &everybody), None);
        known.len() + usize::from(there.is_some()) == 12
    });
    assert_eq!(told.get(), fault != Fault::Kill, "{fault:?}");
}

/// Twenty kills from outside, on one desk: each round registers new visitors, so that nobody can be there twice unseen.
#[test]
fn r22_nothing_acknowledged_is_lost_by_twenty_kills() {
    let mut scene = Scene::new().close();
    let (mut known, mut first) = (Acknowledged::new(), 0);
    for kill in 0..20 {
        std::fs::write(scene.folder.join("list.csv"), list(first..first + 400)).unwrap();
        let mut command = doing(None, scene.folder.path(), REGISTER);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // It dies somewhere in the saves that follow; what it still said before that counts too.
        let before = lines.by_ref().take(1 + kill % 7).collect::<Vec<_>>();
        child.kill().unwrap();
        known.extend(before.into_iter().chain(lines).filter_map(|line| acknowledged(&line.unwrap(), first)));
        assert!(!child.wait().unwrap().success(), "killed too late");
        let open = scene.open();
        // Whoever was being saved is kept, and from here on known.
        known.extend(everybody_is_there(&open, &known));
        first = known.last_key_value().map_or(0, |(number, _)| number + 1);
        scene = open.close();
    }
    assert!(known.len() >= 20);
}

#[test]
fn r22_nothing_acknowledged_is_lost_by_a_kill_at_any_step() {
    under(Fault::Kill);
}

#[test]
fn r22_nothing_acknowledged_is_lost_when_a_sync_fails() {
    under(Fault::SyncFails);
}

#[test]
fn r22_nothing_acknowledged_is_lost_when_the_disk_is_full() {
    under(Fault::DiskFull);
}

#[test]
fn r22_nothing_acknowledged_is_lost_when_no_file_may_grow() {
    under(Fault::FileSize);
}

#[test]
fn r22_nothing_acknowledged_is_lost_when_the_disk_may_only_be_read() {
    under(Fault::ReadOnly);
}

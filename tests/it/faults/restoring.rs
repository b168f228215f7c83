//! `lanyard restore`, killed or failing at any step: the desk opens, and is wholly the one before or wholly the restored
//! one with everything replayed.

use std::path::Path;

use lanyard::desk::{Desk, DeskError, Withdrawal};
use lanyard::domain::answer::How;
use lanyard::domain::code::Code;
use lanyard::domain::ids::RegistrationId;
use lanyard::domain::ledger::Standing;
use lanyard::domain::purpose::{Channel, Purpose, Question};
use lanyard::env::Env;

use super::matrix::{Deed, Fault, at_many_points, lanyard};
use crate::desk::scene::{Closed, Scene, lead, passphrase};
use crate::support::tools::need;

const EMAIL: Question = Question::News(Channel::Email);

/// A desk with a backup, and after it a withdrawal, an undone registration, a closed day and somebody new.
struct Sound {
    closed: Closed,
    withdrawn: RegistrationId,
    undone: RegistrationId,
    new: RegistrationId,
}

impl Sound {
    fn new() -> Self {
        let mut scene = Scene::new();
        let (office, _) = scene.recipient("office", &[Purpose::RecordKeeping]);
        let [withdrawn, undone] = ["Ann", "Bea"].map(|name| register(&mut scene, name));
        scene.desk.backup(Some(&scene.folder.made("stick"))).unwrap();
        let new = register(&mut scene, "Eve");
        scene.desk.withdraw(withdrawn, Withdrawal { question: EMAIL, objects: false, how: How::OutLoud }).unwrap();
        scene.desk.undo(undone).unwrap();
        scene.desk.close_day(&scene.event, &[office]).unwrap();
        Self { closed: scene.close(), withdrawn, undone, new }
    }

    /// Looks at what is left; says whether it is the restored desk.
    fn is_before_or_after(&self, folder: &Path) -> bool {
        let env = Env::real(Some(folder.join("state")));
        let dir = folder.join("Day.lanyard");
        let mut desk = Desk::open(&dir, &lead(), &passphrase(), &env).unwrap_or_else(|error| panic!("{error}"));
        let health = desk.check().unwrap();
        assert!(health.pages.is_clean());
        health.ledger.unwrap_or_else(|found| panic!("{found}"));
        assert!(!dir.join("restoring").exists() && !dir.join("restore.json").exists());

        let restored = matches!(desk.history(self.new), Err(DeskError::NoSuchPerson));
        let conn = desk.vault().conn().unwrap();
        let count = |query| conn.query_row(query, [], |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!(count("SELECT count(*) FROM act WHERE kind = 'restore'"), i64::from(restored));
        assert_eq!(count("SELECT epoch FROM desk"), 1 + i64::from(restored));
        assert_eq!(count("SELECT count(*) FROM batch WHERE state = 'sealed'"), 1);
        assert_eq!(desk.set_asides().unwrap().len(), usize::from(restored));
        // Whichever it is, nothing has come undone.
        assert_eq!(desk.history(self.withdrawn).unwrap().standings.get(EMAIL), Standing::Withdrawn);
        assert!(matches!(desk.history(self.undone), Err(DeskError::Gone)));
        let office = Code::new("office").unwrap();
        let again = desk.close_day(&self.closed.event, &[office]).unwrap();
        assert_eq!(again[0].people, u64::from(restored), "at most the withdrawal is told once more");
        restored
    }
}

fn register(scene: &mut Scene, name: &str) -> RegistrationId {
    let header = "given_name,family_name,date_of_birth,email,consent_marketing_email,asked_how";
    let row = format!("{name},Lee,1990-01-01,{name}@example.org,yes,out loud");
    let (kept, _) = scene.register(&format!("{header}\n{row}\n"));
    scene.desk.by_reference(&kept[0].1).unwrap().id
}

/// Restores the backup on the stick, with the program itself.
const RESTORE: Deed = |folder| {
    let backup = std::fs::read_dir(folder.join("stick")).unwrap().next().unwrap().unwrap().path();
    lanyard(folder, &["restore", backup.to_str().unwrap()])
};

/// The restore under a fault at many points, and what is left of the desk after each.
fn under(fault: Fault) {
    if need(&["strace", "prlimit"]).is_none() {
        return;
    }
    let sound = Sound::new();
    at_many_points(fault, &sound.closed, RESTORE, |scene, output| {
        let restored = sound.is_before_or_after(scene.folder.path());
        assert!(restored || !output.success(), "said to be done, and is not");
        restored
    });
}

#[test]
fn r22_a_restore_killed_at_any_step_is_done_with_all_that_is_replayed_or_not_at_all() {
    under(Fault::Kill);
}

#[test]
fn r22_a_restore_whose_syncs_fail_is_done_or_not_and_says_so() {
    under(Fault::SyncFails);
}

#[test]
fn r22_a_restore_on_a_full_disk_is_done_or_not_and_says_so() {
    under(Fault::DiskFull);
}

#[test]
fn r22_a_restore_that_may_write_no_large_file_is_done_or_not_and_says_so() {
    under(Fault::FileSize);
}

#[test]
fn r22_a_restore_on_a_disk_that_turns_read_only_is_done_or_not_and_says_so() {
    under(Fault::ReadOnly);
}

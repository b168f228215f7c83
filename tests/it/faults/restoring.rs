//! `lanyard restore`, killed or failing at any step: the desk opens, and is wholly the one before or wholly the restored
//! one with everything replayed.

use std::collections::BTreeMap;
use std::path::Path;

use lanyard::desk::{Desk, DeskError, Withdrawal};
use lanyard::domain::answer::How;
use lanyard::domain::code::Code;
use lanyard::domain::ids::RegistrationId;
use lanyard::domain::ledger::Standing;
use lanyard::domain::purpose::{Channel, Purpose, Question};
use lanyard::env::Env;

use super::PROGRAM;
use crate::desk::scene::{Closed, Scene, lead, passphrase};
use crate::support::scratch::{Folder, copy_tree};
use crate::support::tools::{self, Tools, need};

/// The calls after which the disk is another one.
const CALLS: &str = "write,pwrite64,copy_file_range,fsync,fdatasync,ftruncate,rename,unlink,unlinkat,rmdir,mkdir";
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
        scene.desk.backup(Some(&scene.folder.join("stick"))).unwrap();
        let new = register(&mut scene, "Eve");
        scene.desk.withdraw(withdrawn, Withdrawal { question: EMAIL, objects: false, how: How::OutLoud }).unwrap();
        scene.desk.undo(undone).unwrap();
        scene.desk.close_day(&scene.event, &[office]).unwrap();
        Self { closed: scene.close(), withdrawn, undone, new }
    }

    fn copy(&self) -> Folder {
        let folder = Folder::new();
        copy_tree(self.closed.folder.path(), folder.path());
        folder
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

/// Restores with the program itself, under these options of `strace`.
fn restore(tools: &Tools, folder: &Path, options: &[&str]) -> tools::Output {
    let mut strace = tools.command("strace");
    strace.args(["-f", "-qq", "-o"]).arg(folder.join("log")).args(options).arg(PROGRAM);
    strace.args(["--as", lead().as_str(), "--desk"]).arg(folder.join("Day.lanyard"));
    strace.arg("--state-dir").arg(folder.join("state"));
    let backup = std::fs::read_dir(folder.join("stick")).unwrap().next().unwrap().unwrap().path();
    strace.arg("restore").arg(backup).env("LANYARD_PASSPHRASE", "correct horse battery");
    tools::run(&mut strace)
}

/// The calls that a whole restore makes: the name, and how many of that name came before in the same thread.
fn steps(tools: &Tools, sound: &Sound) -> Vec<(String, usize)> {
    let folder = sound.copy();
    let output = restore(tools, folder.path(), &["-e", &format!("trace={CALLS}")]);
    assert!(output.success(), "{output:?}");
    let log = std::fs::read_to_string(folder.join("log")).unwrap();
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut steps = Vec::new();
    for line in log.lines() {
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let Some((name, _)) = call.trim().split_once('(') else { continue };
        let count = counts.entry((thread, name)).or_default();
        *count += 1;
        steps.push((name.to_owned(), *count));
    }
    assert!(steps.len() > 50, "{log}");
    assert!(sound.is_before_or_after(folder.path()));
    steps
}

/// So many of them, from the first to the last.
fn sampled<T: Clone>(all: &[T], most: usize) -> Vec<T> {
    let last = all.len() - 1;
    let most = most.min(all.len());
    (0..most).map(|n| all[n * last / (most - 1).max(1)].clone()).collect()
}

#[test]
fn r22_a_restore_killed_at_any_step_is_done_with_all_that_is_replayed_or_not_at_all() {
    let Some(tools) = need(&["strace"]) else { return };
    let sound = Sound::new();
    let (mut before, mut after) = (0, 0);
    for (call, nth) in sampled(&steps(&tools, &sound), 24) {
        let folder = sound.copy();
        let inject = format!("inject={call}:signal=SIGKILL:when={nth}");
        let output = restore(&tools, folder.path(), &["-e", &format!("trace={call}"), "-e", &inject]);
        assert!(!output.success(), "not killed at {call} {nth}");
        if at(&format!("killed at {call} {nth}"), &sound, &folder) { after += 1 } else { before += 1 }
    }
    assert!(before > 0 && after > 0, "{before} before, {after} after");
}

/// The restore with a disk that fails in this way at eight points; `onwards` for one that goes on failing.
fn failing(error: &str, calls: &[&str], onwards: &str) {
    let Some(tools) = need(&["strace"]) else { return };
    let sound = Sound::new();
    let mut points = steps(&tools, &sound);
    points.retain(|(call, _)| calls.contains(&call.as_str()));
    let mut complained = 0;
    for (call, nth) in sampled(&points, 8) {
        let folder = sound.copy();
        let inject = format!("inject={call}:error={error}:when={nth}{onwards}");
        let output = restore(&tools, folder.path(), &["-e", &format!("trace={call}"), "-e", &inject]);
        let (point, complaint) = (format!("{error} at {call} {nth}{onwards}"), output.complaint());
        assert!(!complaint.contains("panicked"), "{point}: {complaint}");
        if !output.success() {
            let sentence = complaint.lines().find(|line| line.starts_with("lanyard: "));
            assert!(sentence.is_some_and(|line| line.ends_with('.')), "{point}: {complaint}");
            complained += 1;
        }
        at(&point, &sound, &folder);
    }
    assert!(complained > 0, "{error} was never felt");
}

/// Looks at what is left, and says where if it is not in order.
fn at(point: &str, sound: &Sound, folder: &Folder) -> bool {
    let look = std::panic::AssertUnwindSafe(|| sound.is_before_or_after(folder.path()));
    std::panic::catch_unwind(look).unwrap_or_else(|_| panic!("{point}"))
}

#[test]
fn r22_a_restore_whose_syncs_fail_is_done_or_not_and_says_so() {
    failing("EIO", &["fsync", "fdatasync"], "+");
}

#[test]
fn r22_a_restore_with_a_step_that_fails_is_done_or_not_and_says_so() {
    failing("EIO", &["pwrite64", "copy_file_range", "rename", "unlink", "mkdir"], "");
}

#[test]
fn r22_a_restore_on_a_full_disk_is_done_or_not_and_says_so() {
    failing("ENOSPC", &["pwrite64", "copy_file_range", "mkdir"], "+");
}

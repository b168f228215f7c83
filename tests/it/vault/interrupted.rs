//! A change that is killed at any step: every vault opens, no row is lost, nobody is let in or locked out by it.
//!
//! The kills are real: this test program starts itself again under `strace`, which ends it at the n-th call of a kind.

#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::DateTime;
use lanyard::domain::staff::Role;
use lanyard::env::Env;
use lanyard::vault::{Access, Frozen, Notice, Passphrase, Vault, VaultError};

use super::set_asides::{seen, with_set_aside};
use super::{ALEX, SAM, SCHEMA, Scene, add_rows, copy_tree, handle, person, rows};
use crate::support::scratch::Folder;
use crate::support::tools::{self, Tools};

const NEW: &str = "an entirely new phrase";
/// The calls after which the disk is another one.
const CALLS: &str = "write,pwrite64,fsync,fdatasync,ftruncate,rename,unlink,unlinkat,rmdir,mkdir";
/// How many steps of each change are tried.
const STEPS: usize = 30;

/// What the child does. It does nothing when the tests are run as usual.
#[test]
fn child() {
    let Some((what, folder)) = std::env::var("LANYARD_TEST_CHANGE")
        .ok()
        .and_then(|text| text.split_once(' ').map(|(what, folder)| (what.to_owned(), PathBuf::from(folder))))
    else {
        return;
    };
    let env = env(&folder);
    let (dir, alex, passphrase) = (folder.join("vault"), handle("alex"), Passphrase::given(ALEX));
    if what == "restore" {
        let access = Access { handle: &alex, passphrase: &passphrase };
        let stick = fs::read_dir(folder.join("stick")).unwrap().next().unwrap().unwrap().path();
        drop(lanyard::vault::restore(&stick, &dir, access, access, SCHEMA, &env, super::nothing_to_replay).unwrap());
        return;
    }
    let mut vault = Vault::open(&dir, &alex, &passphrase, SCHEMA, &env).unwrap();
    match what.as_str() {
        "add" => vault.add_reader(&person("kim", NEW, Role::Desk)).unwrap(),
        "remove" => _ = vault.remove_reader(&handle("sam")).unwrap(),
        "passphrase" => _ = vault.change_passphrase(&alex, &Passphrase::given(NEW)).unwrap(),
        "backup" => _ = vault.replace_backups().unwrap(),
        other => panic!("no change is called {other}"),
    }
}

fn env(folder: &Path) -> Env {
    let start = DateTime::parse_from_rfc3339("2026-10-10T12:00:00+01:00").unwrap();
    Env::fixed(start, 7, folder.join("state"))
}

/// Runs the change in a child, with these options of `strace`.
fn run(tools: &Tools, what: &str, folder: &Path, options: &[&str]) -> tools::Output {
    let mut strace = tools.command("strace");
    strace.args(["-f", "-qq", "-o"]).arg(folder.join("log")).args(options).arg(std::env::current_exe().unwrap());
    strace.args(["--exact", "vault::interrupted::child", "--test-threads=1"]);
    strace.env("LANYARD_TEST_CHANGE", format!("{what} {}", folder.display())).env_remove("CI");
    tools::run(&mut strace)
}

/// Which calls the whole change makes: the name, and how many of that name came before in the same thread.
fn steps(tools: &Tools, what: &str, sound: &Scene) -> Vec<(String, usize)> {
    let scene = copy_of(sound);
    let output = run(tools, what, scene.folder.path(), &["-e", &format!("trace={CALLS}")]);
    assert!(output.success(), "{output:?}");
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    let log = fs::read_to_string(scene.folder.join("log")).unwrap();
    let mut steps = Vec::new();
    for line in log.lines() {
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let Some((name, _)) = call.trim().split_once('(') else { continue };
        let count = counts.entry((thread.to_owned(), name.to_owned())).or_default();
        *count += 1;
        steps.push((name.to_owned(), *count));
    }
    assert!(steps.len() > 20, "{log}");
    let every = (steps.len() / STEPS).max(1);
    steps.into_iter().step_by(every).collect()
}

fn copy_of(sound: &Scene) -> Scene {
    let scene = Scene { folder: Folder::new(), env: sound.env.clone(), code: sound.code.clone() };
    copy_tree(sound.folder.path(), scene.folder.path());
    Scene { env: env(scene.folder.path()), ..scene }
}

/// Kills the change at every step chosen, and looks at what is left each time; says how often it had taken effect.
fn at_each_step(what: &str, sound: &Scene, look: impl Fn(&Scene) -> bool) {
    let Some(tools) = tools::need(&["strace"]) else { return };
    let (mut before, mut after) = (0, 0);
    for (call, nth) in steps(&tools, what, sound) {
        let scene = copy_of(sound);
        let inject = format!("inject={call}:signal=SIGKILL:when={nth}");
        let output = run(&tools, what, scene.folder.path(), &["-e", &format!("trace={call}"), "-e", &inject]);
        assert!(!output.success(), "{what}: not killed at {call} {nth}");
        fs::remove_file(scene.folder.join("log")).unwrap();
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| look(&scene)));
        match done.unwrap_or_else(|_| panic!("{what}, killed at {call} {nth}")) {
            true => after += 1,
            false => before += 1,
        }
    }
    assert!(before > 0 && after > 0, "{what}: {before} before, {after} after");
}

/// The vault is whole and in order, and a second opening has nothing left to do.
fn in_order(scene: &Scene, vault: Vault, passphrase: &str, expected: i64) {
    assert_eq!(rows(&vault), expected);
    assert!(vault.check().unwrap().is_clean());
    drop(vault);
    let vault = scene.open_as("alex", passphrase).unwrap();
    assert_eq!(vault.notices(), []);
    drop(vault);
    for path in scene.folder.hash_tree().into_keys() {
        let name = path.to_string_lossy().into_owned();
        assert!(
            !name.contains(".writing-") && !name.contains("/restoring") && !name.ends_with("restore.json"),
            "{name}"
        );
    }
}

fn with_backups() -> Scene {
    let scene = Scene::with_sam();
    let mut vault = scene.open();
    vault.backup().unwrap();
    vault.backup().unwrap();
    drop(vault);
    scene
}

#[test]
fn r22_a_removal_killed_at_any_step_is_done_or_not() {
    at_each_step("remove", &with_backups(), |scene| {
        let vault = scene.open();
        let gone = vault.readers().iter().all(|reader| reader.handle.as_str() != "sam");
        assert_eq!((vault.generation(), vault.revoked_at()), if gone { (2, 2) } else { (1, 1) });
        let backups = vault.backups().unwrap();
        in_order(scene, vault, ALEX, 200);
        if gone {
            assert!(matches!(scene.open_as("sam", SAM).unwrap_err(), VaultError::NoSuchReader(_)));
            for backup in backups {
                assert!(Frozen::open(&backup.path, &handle("sam"), &Passphrase::given(SAM)).is_err());
            }
        } else {
            assert_eq!(rows(&scene.open_as("sam", SAM).unwrap()), 200);
        }
        gone
    });
}

#[test]
fn r22_a_new_passphrase_killed_at_any_step_is_the_new_or_the_old_one() {
    at_each_step("passphrase", &with_backups(), |scene| {
        let (vault, passphrase, other) = match (scene.open_as("alex", NEW), scene.open_as("alex", ALEX)) {
            (Ok(vault), _) => (vault, NEW, ALEX),
            (Err(_), Ok(vault)) => (vault, ALEX, NEW),
            (Err(new), Err(old)) => panic!("neither opens: {new:?}, {old:?}"),
        };
        in_order(scene, vault, passphrase, 200);
        assert!(matches!(scene.open_as("alex", other).unwrap_err(), VaultError::WrongPassphrase(_)));
        assert_eq!(rows(&scene.open_as("sam", SAM).unwrap()), 200);
        passphrase == NEW
    });
}

#[test]
fn whoever_opens_next_carries_the_change_of_another_through() {
    at_each_step("passphrase", &with_backups(), |scene| {
        let changed = scene.open_as("sam", SAM).unwrap().generation() == 2;
        let (good, bad) = if changed { (NEW, ALEX) } else { (ALEX, NEW) };
        in_order(scene, scene.open_as("alex", good).unwrap(), good, 200);
        assert!(matches!(scene.open_as("alex", bad).unwrap_err(), VaultError::WrongPassphrase(_)));
        changed
    });
}

#[test]
fn an_addition_killed_at_any_step_is_done_or_not() {
    at_each_step("add", &Scene::with_sam(), |scene| {
        let vault = scene.open();
        let there = vault.readers().iter().any(|reader| reader.handle.as_str() == "kim");
        in_order(scene, vault, ALEX, 200);
        let opened = scene.open_as("kim", NEW);
        assert_eq!(opened.is_ok(), there, "{opened:?}");
        drop(opened);
        if !there {
            scene.open().add_reader(&person("kim", NEW, Role::Desk)).unwrap();
            scene.open_as("kim", NEW).unwrap();
        }
        there
    });
}

#[test]
fn r22_a_restore_killed_at_any_step_is_done_or_not() {
    let sound = Scene::with_sam();
    let mut vault = sound.open();
    vault.backup_to(&sound.folder.join("stick")).unwrap();
    add_rows(&mut vault, 200..300);
    drop(vault);
    at_each_step("restore", &sound, |scene| {
        let vault = scene.open();
        let restored = rows(&vault) == 200;
        let asides = vault.set_asides().unwrap();
        assert_eq!((vault.generation(), asides.len()), if restored { (2, 1) } else { (1, 0) });
        for aside in &asides {
            let frozen = Frozen::open(&aside.path, &handle("alex"), &Passphrase::given(ALEX)).unwrap();
            let found: i64 = frozen.conn().query_row("SELECT count(*) FROM visitor", [], |row| row.get(0)).unwrap();
            assert_eq!(found, 300);
        }
        in_order(scene, vault, ALEX, if restored { 200 } else { 300 });
        restored
    });
}

#[test]
fn replacing_the_backups_killed_at_any_step_leaves_a_good_one() {
    at_each_step("backup", &with_backups(), |scene| {
        let vault = scene.open();
        assert!(!vault.notices().contains(&Notice::BackupsNotReplaced));
        let backups = vault.backups().unwrap();
        let whole = backups.iter().filter(|backup| {
            Frozen::open(&backup.path, &handle("alex"), &Passphrase::given(ALEX)).is_ok_and(|frozen| {
                frozen.conn().query_row("SELECT count(*) FROM visitor", [], |row| row.get(0)) == Ok(200_i64)
            })
        });
        assert!(whole.count() >= 1, "{backups:?}");
        in_order(scene, vault, ALEX, 200);
        backups.len() == 1
    });
}

#[test]
fn r22_a_removal_killed_at_any_step_leaves_nothing_set_aside_for_whoever_is_out() {
    at_each_step("remove", &with_set_aside(), |scene| {
        let vault = scene.open();
        let gone = vault.readers().iter().all(|reader| reader.handle.as_str() != "sam");
        let aside = vault.set_asides().unwrap().remove(0).path;
        in_order(scene, vault, ALEX, 200);
        assert_eq!(seen(&aside, "alex", ALEX).unwrap(), 300);
        assert_eq!(seen(&aside, "sam", SAM).is_err(), gone);
        gone
    });
}

#[test]
fn r22_a_new_passphrase_killed_at_any_step_is_the_one_that_opens_what_was_set_aside_whoever_opens_next() {
    for next_is_alex in [true, false] {
        at_each_step("passphrase", &with_set_aside(), |scene| {
            if !next_is_alex {
                drop(scene.open_as("sam", SAM).unwrap());
            }
            let (vault, good, bad) = match (scene.open_as("alex", NEW), scene.open_as("alex", ALEX)) {
                (Ok(vault), _) => (vault, NEW, ALEX),
                (Err(_), Ok(vault)) => (vault, ALEX, NEW),
                (Err(new), Err(old)) => panic!("neither opens: {new:?}, {old:?}"),
            };
            let aside = vault.set_asides().unwrap().remove(0).path;
            in_order(scene, vault, good, 200);
            assert_eq!(seen(&aside, "alex", good).unwrap(), 300);
            assert_eq!(seen(&aside, "sam", SAM).unwrap(), 300);
            assert!(matches!(seen(&aside, "alex", bad), Err(VaultError::WrongPassphrase(_))));
            good == NEW
        });
    }
}

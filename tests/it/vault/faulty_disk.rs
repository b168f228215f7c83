//! A disk that fails: what was acknowledged is there once, and the error is a sentence.
//!
//! This test program starts itself again under `strace`, which makes the n-th call of a kind fail.

#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout, reason = "the child says what was acknowledged")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::DateTime;
use lanyard::env::Env;
use lanyard::vault::{Passphrase, Vault};

use super::{ALEX, SCHEMA, Scene, copy_tree, handle, rows};
use crate::support::scratch::Folder;
use crate::support::tools;

/// Saves 20 rows one by one, each at most twice as somebody at the desk would, and says which were acknowledged.
#[test]
fn child() {
    let Some(folder) = std::env::var_os("LANYARD_TEST_SAVES").map(PathBuf::from) else { return };
    let opened = Vault::open(&folder.join("vault"), &handle("alex"), &Passphrase::given(ALEX), SCHEMA, &env(&folder));
    let mut vault = match opened {
        Ok(vault) => vault,
        Err(error) => return println!("\nsaid {error}"),
    };
    for id in 1000..1020_i64 {
        for _ in 0..2 {
            let saved = vault.write(
                |tx| tx.execute("INSERT OR IGNORE INTO visitor VALUES (?1, ?2)", (id, "x".repeat(900))).map(drop),
                |conn| conn.query_row("SELECT count(*) FROM visitor WHERE id = ?1", [id], |row| row.get(0)),
            );
            match saved {
                Ok(()) => {
                    println!("\nsaved {id}");
                    // As the window does, but not always: on the command line one save comes after the other.
                    if id % 2 == 0 {
                        vault.make_room();
                    }
                    break;
                }
                Err(error) => println!("\nsaid {error}"),
            }
        }
    }
}

fn env(folder: &Path) -> Env {
    let start = DateTime::parse_from_rfc3339("2026-10-10T12:00:00+01:00").unwrap();
    Env::fixed(start, 7, folder.join("state"))
}

/// How often the fault made a save fail.
fn under(fault: &str, calls: &str, at: impl Iterator<Item = (usize, &'static str)>, sentences: &[&str]) {
    let Some(tools) = tools::need(&["strace"]) else { return };
    let sound = Scene::with_sam();
    let mut failed = 0;
    for (nth, onwards) in at {
        let scene = Scene { folder: Folder::new(), env: sound.env.clone(), code: sound.code.clone() };
        copy_tree(&sound.dir(), &scene.dir());
        let mut strace = tools.command("strace");
        strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={calls}")]);
        strace.args(["-e", &format!("inject={calls}:{fault}:when={nth}{onwards}")]);
        // Only the vault's own disk fails, not the child's words on it.
        for file in ["desk.db", "desk.db-wal"] {
            strace.arg("-P").arg(scene.file(file));
        }
        strace.arg(std::env::current_exe().unwrap());
        strace.args(["--exact", "vault::faulty_disk::child", "--test-threads=1", "--nocapture"]);
        strace.env("LANYARD_TEST_SAVES", scene.folder.path());
        let output = tools::run(&mut strace);
        assert!(output.success(), "{output:?}");
        let text = output.text();
        let saved: BTreeSet<i64> =
            text.lines().filter_map(|line| line.strip_prefix("saved ")).map(|id| id.parse().unwrap()).collect();
        let said: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("said ")).collect();
        for sentence in &said {
            assert!(sentences.iter().any(|expected| sentence.contains(expected)), "{fault} {nth}: {sentence}");
        }
        failed += said.len();

        let vault = scene.open();
        let there = {
            let mut statement = vault.conn().unwrap().prepare("SELECT id FROM visitor WHERE id >= 1000").unwrap();
            statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<BTreeSet<i64>, _>>().unwrap()
        };
        assert!(saved.is_subset(&there), "{fault} {nth}: {saved:?} were acknowledged, {there:?} are there");
        assert_eq!(rows(&vault), 200 + i64::try_from(there.len()).unwrap());
        assert!(vault.check().unwrap().is_clean(), "{fault} {nth}");
    }
    assert!(failed > 0, "{fault} never made a save fail");
}

#[test]
fn r22_a_sync_that_fails_loses_nothing_that_was_acknowledged() {
    let points = (1..=40).step_by(2).map(|nth| (nth, ""));
    under("error=EIO", "fsync,fdatasync", points, &["The disk reported an error"]);
}

#[test]
fn r22_a_disk_that_goes_on_failing_to_sync_acknowledges_nothing_more() {
    let points = (1..=40).step_by(8).map(|nth| (nth, "+"));
    under("error=EIO", "fsync,fdatasync", points, &["The disk reported an error", "closed after an error of the disk"]);
}

#[test]
fn r22_a_full_disk_loses_nothing_that_was_acknowledged() {
    let points = (1..=120).step_by(6).map(|nth| (nth, "+"));
    under("error=ENOSPC", "pwrite64", points, &["The disk is full"]);
}

#[test]
fn r22_a_write_that_fails_once_loses_nothing_that_was_acknowledged() {
    let points = (1..=120).step_by(6).map(|nth| (nth, ""));
    under("error=EIO", "pwrite64", points, &["The disk reported an error"]);
}

#[test]
fn r22_a_log_that_cannot_be_emptied_is_not_acknowledged() {
    let points = (1..=20).step_by(5).map(|nth| (nth, "+"));
    under("error=EIO", "ftruncate", points, &["The disk reported an error", "closed after an error of the disk"]);
}

//! What a desk acknowledged is there after kills and failing disks. The program itself is the one that is killed: it
//! registers a list and says each visitor's reference when it is saved; afterwards the vault is opened here.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so and stops")]

mod restoring;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::desk::scene::{Closed, Scene, lead};
use crate::support::tools::{self, need};

const PROGRAM: &str = env!("CARGO_BIN_EXE_lanyard");

/// A list of grown-up visitors, each with answers and a special detail.
fn list(scene: &Closed, visitors: usize) -> std::path::PathBuf {
    let mut text = String::from(
        "given_name,family_name,date_of_birth,email,consent_marketing_email,consent_photography,\
         consent_special_dietary,dietary_requirements,asked_how\n",
    );
    for n in 0..visitors {
        text.push_str(&format!("Visitor,Number{n},1990-01-01,v{n}@example.org,yes,no,yes,Vegan,out loud\n"));
    }
    let file = scene.folder.join("list.csv");
    std::fs::write(&file, text).unwrap();
    file
}

/// The command that registers the list, answering in JSON.
fn registering(mut command: Command, scene: &Closed, list: &Path) -> Command {
    command
        .args(["--json", "--as", lead().as_str(), "--desk"])
        .arg(scene.folder.join("Day.lanyard"))
        .arg("--state-dir")
        .arg(scene.folder.join("state"))
        .args(["register", "--event", scene.event.as_str(), "--from"])
        .arg(list)
        .env("LANYARD_PASSPHRASE", "correct horse battery");
    command
}

/// The reference that a line of output acknowledges.
fn acknowledged(line: &str) -> Option<String> {
    let said: serde_json::Value = serde_json::from_str(line).ok()?;
    said["kept"].as_str().map(str::to_owned)
}

/// Opens the vault again and looks for every acknowledged registration, once; nothing else may be there but the one that
/// was being saved.
fn everything_is_there(scene: Closed, acknowledged: &BTreeSet<String>, interruptions: usize) -> Closed {
    let scene = scene.open();
    let hits = scene.desk.find(&scene.event, "", 10_000).unwrap();
    let found: Vec<_> = hits.iter().map(|hit| hit.registered.reference.clone()).collect();
    let distinct: BTreeSet<_> = found.iter().cloned().collect();
    assert_eq!(found.len(), distinct.len(), "nobody is there twice");
    assert!(acknowledged.is_subset(&distinct), "an acknowledged visitor is gone");
    assert!(found.len() <= acknowledged.len() + interruptions, "somebody is there who was never in a form");
    let health = scene.desk.check().unwrap();
    assert!(health.pages.is_clean() && health.ledger.is_ok());
    scene.close()
}

#[test]
fn r22_nothing_acknowledged_is_lost_by_twenty_kills() {
    let mut scene = Scene::new().close();
    let list = list(&scene, 40);
    let mut known = BTreeSet::new();
    for kill in 0..20 {
        let mut command = registering(Command::new(PROGRAM), &scene, &list);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut left = kill % 7;
        for line in lines {
            known.extend(acknowledged(&line.unwrap()));
            if left == 0 {
                // Somewhere within the next save.
                std::thread::sleep(std::time::Duration::from_micros(700 * kill));
                child.kill().unwrap();
                break;
            }
            left -= 1;
        }
        // What it still said before it died counts too; the pipe is read to its end above or lost with it, so that a row
        // may be there which was not heard of.
        child.wait().unwrap();
        scene = everything_is_there(scene, &known, (usize::try_from(kill).unwrap() + 1) * 20);
    }
    assert!(known.len() >= 20);
}

/// Faults at many points, each on a desk of its own: once per point, and the vault looked at afterwards.
fn under(faults: impl Iterator<Item = Vec<String>>, wrapper: &str, tools: &tools::Tools) {
    let mut complained = 0;
    for fault in faults {
        let scene = Scene::new().close();
        let list = list(&scene, 12);
        let mut command = tools.command(wrapper);
        command.args(&fault).arg(PROGRAM);
        let output = tools::run(&mut registering(command, &scene, &list));
        let known: BTreeSet<_> = output.text().lines().filter_map(acknowledged).collect();
        if !output.success() {
            let complaint = output.complaint();
            let sentence = complaint.lines().find(|line| line.starts_with("lanyard: "));
            assert!(sentence.is_some_and(|line| line.ends_with('.')), "{fault:?}: {complaint}");
            assert!(!complaint.contains("panicked"), "{fault:?}: {complaint}");
            complained += 1;
        }
        everything_is_there(scene, &known, 1);
    }
    assert!(complained > 0, "no fault was ever felt");
}

#[test]
fn r22_nothing_acknowledged_is_lost_when_a_sync_fails() {
    let Some(tools) = need(&["strace"]) else { return };
    let faults = (0..20).map(|n| {
        let inject = format!("inject=fdatasync,fsync:error=EIO:when={}+", 2 + n * 2);
        ["-f", "-o", "/dev/null", "-e", &inject].map(str::to_owned).to_vec()
    });
    under(faults, "strace", &tools);
}

#[test]
fn r22_nothing_acknowledged_is_lost_when_the_disk_is_full() {
    let Some(tools) = need(&["strace"]) else { return };
    let faults = (0..20).map(|n| {
        let inject = format!("inject=pwrite64:error=ENOSPC:when={}+", 3 + n * 9);
        ["-f", "-o", "/dev/null", "-e", &inject].map(str::to_owned).to_vec()
    });
    under(faults, "strace", &tools);
}

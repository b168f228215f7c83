//! Restoring and the keys, from the command line.

use std::path::Path;

use super::{PASSPHRASE, lanyard};
use crate::support::scratch::Folder;
use crate::support::tools::{Output, run};

fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = lanyard(folder, arguments);
    assert!(output.success(), "{arguments:?}\n{output:?}");
    output.text()
}

/// A desk with one visitor and a backup on a stick; answers the backup's folder.
fn desk(folder: &Folder) -> String {
    let here = folder.path();
    done(here, &["init", "--name", "Alex"]);
    let event = folder.join("event.toml");
    std::fs::write(&event, lanyard::lists::event_file::EXAMPLE_EVENT).unwrap();
    done(here, &["event", "new", event.to_str().unwrap()]);
    let list = folder.join("list.csv");
    let header = "given_name,family_name,date_of_birth,email,consent_marketing_email,asked_how";
    std::fs::write(&list, format!("{header}\nAnn,Lee,1990-01-01,ann@example.org,yes,out loud\n")).unwrap();
    done(
        here,
        &[
            "register",
            "--event",
            "open-day-2026",
            "--from",
            list.to_str().unwrap(),
            "--source",
            "a test",
            "--given-by-themselves",
        ],
    );
    let backup = done(here, &["--json", "backup", "--to", folder.made("stick").to_str().unwrap()]);
    json(&backup)["backup"].as_str().unwrap().to_owned()
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text.lines().next().unwrap()).unwrap()
}

fn reference(folder: &Path) -> String {
    let found = done(folder, &["--json", "find", "--event", "open-day-2026", "ann"]);
    json(&found)["reference"].as_str().unwrap().to_owned()
}

#[test]
fn r15_a_backup_restored_from_the_command_line_says_what_it_replayed_and_where_the_old_desk_is() {
    let folder = Folder::new();
    let here = folder.path();
    let backup = desk(&folder);
    let reference = reference(here);
    done(here, &["person", "withdraw", &reference, "--question", "news.email"]);

    let restored = done(here, &["--json", "restore", &backup]);
    let said = json(&restored);
    assert_eq!((said["epoch"].as_u64(), said["answers"].as_u64()), (Some(2), Some(1)));
    assert!(Path::new(said["set_aside"].as_str().unwrap()).join("desk.db").is_file());
    assert!(done(here, &["person", "show", &reference]).contains("now news.email: withdrawn"));
    assert!(done(here, &["check"]).contains("the ledger holds"));

    let listed = json(&done(here, &["--json", "set-aside", "list"]));
    let name = listed["set_aside"].as_str().unwrap();
    assert_eq!(lanyard(here, &["set-aside", "discard", "../stick"]).status.code(), Some(1));
    done(here, &["set-aside", "discard", name]);
    assert_eq!(done(here, &["set-aside", "list"]), "");
    assert!(!Path::new(said["set_aside"].as_str().unwrap()).exists());
}

#[test]
fn a_backup_under_an_older_passphrase_and_a_desk_that_is_gone() {
    let folder = Folder::new();
    let here = folder.path();
    let backup = desk(&folder);
    let new = folder.join("new");
    std::fs::write(&new, "an entirely new phrase\n").unwrap();
    let new = new.to_str().unwrap();
    done(here, &["--new-passphrase-file", new, "staff", "passphrase", "alex"]);
    let old = folder.join("old");
    std::fs::write(&old, format!("{PASSPHRASE}\n")).unwrap();
    let present = ["--passphrase-file", new, "restore", &backup];
    assert_eq!(lanyard(here, &present).status.code(), Some(1), "the backup has the old one");
    let both = [present.as_slice(), &["--backup-passphrase-file", old.to_str().unwrap()]].concat();
    assert!(done(here, &both).contains("The backup is restored. Epoch 2 begins."));

    std::fs::remove_dir_all(folder.join("Day.lanyard")).unwrap();
    let refused = lanyard(here, &["restore", &backup]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(refused.complaint().contains("nobody knows what was taken back"), "{refused:?}");
    let said = done(here, &["restore", &backup, "--nothing-newer", "backed up last"]);
    assert!(said.contains("Epoch 3 begins."), "{said}");
    assert_eq!(lanyard(here, &["restore", &backup, "--batch", "one.zip.age"]).status.code(), Some(2));
}

#[test]
fn keys_are_changed_and_the_organisation_comes_and_goes() {
    let folder = Folder::new();
    let here = folder.path();
    let first = json(&done(here, &["--json", "init", "--name", "Alex"]));
    assert!(done(here, &["change-key"]).contains("under key number 2."));
    let key = done(here, &["key"]);
    let second = json(&done(here, &["--json", "staff", "recovery-code"]));
    assert_ne!(done(here, &["key"]), key, "who had the old code may have copied the signing key");
    let opens = |code: &serde_json::Value| with_recovery(here, code["recovery_code"].as_str().unwrap()).success();
    assert!(!opens(&first) && opens(&second));

    let organisation = lanyard::desk::RecipientIdentity::generate();
    let key = organisation.public().to_string();
    let add = ["staff", "organisation", "add", "--name", "The office", "--age-key", &key];
    assert!(done(here, &add).contains("It can read everything in it"));
    assert_eq!(lanyard(here, &add).status.code(), Some(1));
    assert!(done(here, &["staff", "organisation", "remove"]).contains("no longer opens the desk"));
    assert_eq!(lanyard(here, &["staff", "organisation", "remove"]).status.code(), Some(1));
    assert!(done(here, &["check"]).contains("the ledger holds"));
}

fn with_recovery(folder: &Path, code: &str) -> Output {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_lanyard"));
    command.arg("--desk").arg(folder.join("Day.lanyard")).arg("--state-dir").arg(folder.join("state"));
    run(command.args(["--as", "recovery", "check"]).env("LANYARD_PASSPHRASE", code))
}

#[test]
fn r22_an_older_copy_is_reported_on_standard_error_and_still_opens() {
    let folder = Folder::new();
    let here = folder.path();
    desk(&folder);
    let (dir, old) = (folder.join("Day.lanyard"), folder.join("old"));
    crate::support::scratch::copy_tree(&dir, &old);
    done(here, &["count-only", "open-day-2026"]);
    std::fs::remove_dir_all(&dir).unwrap();
    std::fs::rename(&old, &dir).unwrap();
    let output = lanyard(here, &["check"]);
    assert!(output.success());
    assert!(output.complaint().starts_with("This folder is an older copy: its last act is number"), "{output:?}");
}

//! The system's own dialog for a folder. What stands on `PATH` belongs to a whole process, so that each case asks in one of its
//! own: a system with a dialog is one whose `zenity` answers, and one without has none.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use super::scenes::{self, page};
use crate::support::scratch::Folder;

/// Where the other process writes what the window shows.
const SAYS: &str = "LANYARD_TEST_PICK_SAYS";

/// What the field holds, and whether the window says that there is no dialog, after *Choose a folder* was pressed on a system
/// whose dialog does this.
fn chooses(zenity: Option<&str>) -> (String, bool) {
    let folder = Folder::new();
    if let Some(does) = zenity {
        let program = folder.join("zenity");
        std::fs::write(&program, format!("#!/bin/sh\n{does}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let says = folder.join("says");
    let mut other = Command::new(std::env::current_exe().unwrap());
    other.args(["--exact", "ui::pick::what_the_window_makes_of_a_dialog", "--ignored"]);
    other.env("PATH", folder.path()).env(SAYS, &says);
    other.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent").env_remove("XDG_RUNTIME_DIR");
    let ended = other.output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stdout));
    let said = std::fs::read_to_string(says).unwrap();
    let (field, none) = said.split_once('\n').unwrap();
    (field.to_owned(), none == "true")
}

#[test]
#[ignore = "a part of the tests below, which start it with a PATH of its own"]
fn what_the_window_makes_of_a_dialog() {
    let says = std::env::var_os(SAYS).expect("it is started by the tests below");
    let mut stage = scenes::with_a_recipient().unlocked();
    scenes::recipients(&mut stage);
    stage.rewrite("Folder", "/typed before");
    stage.click("Choose a folder");
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(4) {
        stage.harness.step();
        std::thread::sleep(Duration::from_millis(20));
    }
    let none = stage.says("This system shows no such window. Type the path instead.");
    let folder = stage.value("Folder");
    if none {
        // The button beside an event's file is another one, and is not silent either.
        page(&mut stage, "Event");
        stage.click("New event");
        // It stands below the periods: the keyboard brings it into sight.
        stage.focus("Choose a file");
        stage.key(egui::Key::Space);
        stage.wait_for(|stage| stage.says("This system shows no such window. Type the path instead."));
    }
    std::fs::write(Path::new(&says), format!("{folder}\n{none}")).unwrap();
}

#[test]
fn the_folder_that_was_chosen_stands_in_the_field() {
    assert_eq!(chooses(Some("/bin/sleep 1; echo /media/blue")), ("/media/blue".to_owned(), false));
}

#[test]
fn a_dialog_that_was_cancelled_changes_nothing_and_says_nothing() {
    assert_eq!(chooses(Some("/bin/sleep 1; exit 1")), ("/typed before".to_owned(), false));
}

#[test]
fn a_system_without_a_dialog_is_told_and_the_path_can_be_typed() {
    assert_eq!(chooses(None), ("/typed before".to_owned(), true));
}

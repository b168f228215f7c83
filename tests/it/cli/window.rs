//! Where there is no window to open: one sentence with what to do, and the day that goes on without one.

use std::process::Command;

use crate::support::scratch::Folder;
use crate::support::tools::{Output, run};

/// The program on a system that names no display, or one where none answers.
fn without_display(folder: &Folder, display: Option<&str>, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lanyard"));
    command.arg("--state-dir").arg(folder.join("state")).args(arguments);
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
    command.env("XDG_RUNTIME_DIR", folder.path());
    if let Some(display) = display {
        command.env("DISPLAY", display);
    }
    run(&mut command)
}

#[test]
fn without_a_display_the_window_says_so_and_ends_with_2() {
    let folder = Folder::new();
    for (display, arguments) in [
        (None, &[][..]),
        (None, &["--gallery"]),
        (Some(":4242"), &[]),
        (None, &["--look", "dark", "--desk", "day.lanyard"]),
    ] {
        let output = without_display(&folder, display, arguments);
        let said = output.complaint();
        assert_eq!(output.status.code(), Some(2), "{display:?} {arguments:?} {output:?}");
        assert_eq!(said.trim_end().lines().count(), 1, "one sentence: {said}");
        assert!(said.starts_with("lanyard: There is no display") && said.contains("lanyard --help"), "{said}");
        assert!(output.text().is_empty(), "{output:?}");
    }
    assert!(!folder.join("state").exists(), "nothing was made");
}

#[test]
fn without_a_display_the_demo_runs_its_day() {
    let folder = Folder::new();
    let place = folder.join("demo");
    let output = without_display(&folder, None, &["demo", "--folder", place.to_str().unwrap()]);
    let said = output.text();
    assert!(output.success(), "{output:?}");
    assert!(output.complaint().contains("There is no display"), "{output:?}");
    assert!(said.contains("Opening its window.") && !said.contains("is open on it"), "{said}");
    assert!(
        said.contains("7. Closed, opened again") && said.contains("Its passphrase, for this throw-away desk"),
        "{said}"
    );
}

#[test]
fn a_demo_that_is_told_so_opens_no_window() {
    let folder = Folder::new();
    let place = folder.join("demo");
    let output = without_display(&folder, None, &["demo", "--no-window", "--folder", place.to_str().unwrap()]);
    assert!(output.success() && output.complaint().is_empty(), "{output:?}");
}

#[test]
fn a_look_that_is_not_known_is_wrong_use() {
    let folder = Folder::new();
    let output = without_display(&folder, None, &["--look", "pink"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.complaint().contains("light, dark, contrast"), "{output:?}");
}

//! Our own prompts on a terminal: a passphrase that is set is typed twice, and nothing that is typed is shown (R22).

#![cfg(unix)]

use std::process::Command;

use super::day::PASSPHRASE;
use crate::support::pty::{self, Session};
use crate::support::scratch::Folder;
use crate::support::tools::{Tools, need};

const NEW: &str = "New passphrase: ";
const AGAIN: &str = "The same again: ";

/// The program on a terminal, with nothing but the terminal to read a passphrase from.
fn on_a_terminal(tools: &Tools, folder: &Folder, arguments: &[&str], answers: &[(&str, &str)]) -> Session {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lanyard"));
    command.arg("--desk").arg(folder.join("Day.lanyard")).arg("--state-dir").arg(folder.join("state"));
    command.args(["--as", "alex"]).args(arguments);
    command.env_remove("LANYARD_PASSPHRASE").env_remove("LANYARD_NEW_PASSPHRASE");
    let session = pty::run(tools, &command, answers);
    for (_, typed) in answers {
        for shown in [&session.terminal, &session.stdout, &session.stderr] {
            assert!(!String::from_utf8_lossy(shown).contains(typed), "{session:?}");
        }
    }
    session
}

#[test]
fn r22_a_new_passphrase_is_typed_twice_and_never_shown() {
    let Some(tools) = need(&["python3"]) else { return };
    let folder = Folder::new();
    let init = ["init", "--name", "Alex"];
    let refused = [
        (PASSPHRASE, "another word than before", "The two were not the same. Nothing was changed; try again."),
        ("tiny words", "tiny words", "it needs at least 12 characters"),
    ];
    for (first, second, sentence) in refused {
        let session = on_a_terminal(&tools, &folder, &init, &[(NEW, first), (AGAIN, second)]);
        let said = String::from_utf8_lossy(&session.stderr);
        assert!(session.code == 1 && said.contains(sentence) && session.stdout.is_empty(), "{session:?}");
        assert!(!folder.join("Day.lanyard").exists(), "{sentence}: nothing was made");
    }

    let made = on_a_terminal(&tools, &folder, &init, &[(NEW, PASSPHRASE), (AGAIN, PASSPHRASE)]);
    let prompts = String::from_utf8_lossy(&made.terminal).replace("\r\n", "\n");
    assert_eq!(prompts, format!("{NEW}\n{AGAIN}\n"), "the prompts and nothing else");
    assert!(made.echoes, "once it has ended, what is typed is shown again");
    assert!(made.success() && String::from_utf8_lossy(&made.stdout).contains("recovery code"), "{made:?}");

    let opened = on_a_terminal(&tools, &folder, &["check"], &[("Passphrase: ", PASSPHRASE)]);
    assert!(opened.success(), "{opened:?}");
    let wrong = on_a_terminal(&tools, &folder, &["check"], &[("Passphrase: ", "three other words")]);
    assert!(wrong.code == 1 && wrong.stdout.is_empty(), "{wrong:?}");
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("The passphrase for alex is not right."), "{wrong:?}");
}

#[test]
fn ctrl_c_at_a_prompt_ends_the_program_and_leaves_the_terminal_as_it_was() {
    let Some(tools) = need(&["python3"]) else { return };
    let folder = Folder::new();
    let init = ["init", "--name", "Alex"];
    for answers in [&[(NEW, "half a phrase\u{3}")][..], &[(NEW, PASSPHRASE), (AGAIN, "\u{3}")]] {
        let session = on_a_terminal(&tools, &folder, &init, answers);
        assert!(session.code == -2 && session.echoes, "{} {session:?}", session.echoes);
        assert!(!folder.join("Day.lanyard").exists(), "nothing was made");
    }
}

#[test]
fn r26_publishing_a_notice_asks_whoever_types_for_the_passphrase_again() {
    let Some(tools) = need(&["python3"]) else { return };
    let folder = Folder::new();
    let done = |arguments: &[&str]| {
        let output = super::lanyard(folder.path(), arguments);
        assert!(output.success(), "{arguments:?}\n{output:?}");
        output.text()
    };
    done(&["init", "--name", "Alex"]);
    let event = folder.join("event.toml");
    std::fs::write(&event, lanyard::lists::event_file::EXAMPLE_EVENT).unwrap();
    done(&["event", "new", event.to_str().unwrap()]);
    let welsh = folder.join("welsh.toml");
    std::fs::write(&welsh, crate::support::welsh::FILE).unwrap();
    let translate = ["notice", "translate", "open-day-2026", welsh.to_str().unwrap()];
    let (open, again) = ("Passphrase: ", "Version 1.0 in Welsh is never changed after. Passphrase: ");
    let wrong = on_a_terminal(&tools, &folder, &translate, &[(open, PASSPHRASE), (again, "three other words")]);
    assert!(wrong.code == 1 && wrong.stdout.is_empty(), "{wrong:?}");
    assert!(!done(&["notice", "show", "open-day-2026"]).contains("Welsh"), "nothing was published");
    let right = on_a_terminal(&tools, &folder, &translate, &[(open, PASSPHRASE), (again, PASSPHRASE)]);
    assert!(right.success(), "{right:?}");
    assert!(done(&["notice", "show", "open-day-2026"]).contains("Welsh"));

    let file = done(&["notice", "draft", "open-day-2026"]).replace("We do not sell data.", "We never sell data.");
    let draft = folder.join("draft.toml");
    std::fs::write(&draft, file).unwrap();
    let publish = ["notice", "publish", "open-day-2026", draft.to_str().unwrap()];
    let (open, again) = ("Passphrase: ", "Version 1.1 is never changed after. Passphrase: ");
    let wrong = on_a_terminal(&tools, &folder, &publish, &[(open, PASSPHRASE), (again, "three other words")]);
    assert!(wrong.code == 1 && wrong.stdout.is_empty(), "{wrong:?}");
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("The passphrase for alex is not right."), "{wrong:?}");
    assert!(done(&["notice", "show", "open-day-2026"]).contains("Version 1.0, in use"), "nothing was published");
    let right = on_a_terminal(&tools, &folder, &publish, &[(open, PASSPHRASE), (again, PASSPHRASE)]);
    assert!(right.success(), "{right:?}");
    assert!(done(&["notice", "show", "open-day-2026"]).contains("Version 1.1, in use"));
}

//! The program from its command line: what it answers, and its exit codes.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so and stops")]

mod day;
mod duplicates;
mod events;
mod help_today;
mod json;
mod keeping;
mod key_changes;
mod languages;
mod lists;
mod notices;
mod outbox;
mod plaintext;
mod progress;
mod prompts;
mod proving;
pub(crate) mod recipient;
mod refusals;
mod removals;
mod restoring;
mod rights;
mod verify;
mod walk_ins;
mod window;
mod wrong_turns;

use std::path::Path;
use std::process::Command;

use crate::support::scratch::Folder;
use crate::support::tools::{Output, run};

const PASSPHRASE: &str = "correct horse battery";

fn lanyard(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lanyard"));
    command.arg("--desk").arg(folder.join("Day.lanyard")).arg("--state-dir").arg(folder.join("state"));
    command.args(["--as", "alex"]).args(arguments);
    command.env("LANYARD_PASSPHRASE", PASSPHRASE).env("LANYARD_NEW_PASSPHRASE", PASSPHRASE);
    run(&mut command)
}

#[test]
fn a_day_from_the_command_line() {
    let folder = Folder::new();
    let here = folder.path();
    let done = |arguments: &[&str], code: i32| {
        let output = lanyard(here, arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{output:?}");
        output.text()
    };
    done(&["init", "--name", "Alex"], 0);
    done(&["init", "--name", "Alex"], 1);
    let event = folder.join("event.toml");
    let campus = "[[questions]]\ncode = \"campus\"\ntext = \"Which campus?\"\nkind = \"short-text\"\n\n[fields]";
    std::fs::write(&event, lanyard::lists::event_file::EXAMPLE_EVENT.replace("[fields]", campus)).unwrap();
    done(&["event", "new", event.to_str().unwrap()], 0);
    assert!(done(&["event", "list"], 0).contains("open-day-2026"));

    let list = folder.join("list.csv");
    std::fs::write(
        &list,
        "given_name,family_name,date_of_birth,email,consent_marketing_email,question.campus,send_them,asked_how\n\
         Ann,Müller,1990-01-01,ann@example.org,yes,White City,Course list by email,out loud\n\
         Bob,Marsh,01/02/10,,,,,out loud\n",
    )
    .unwrap();
    let register = [
        "register",
        "--event",
        "open-day-2026",
        "--from",
        list.to_str().unwrap(),
        "--source",
        "a test",
        "--given-by-themselves",
    ];
    let said = done(&register, 3);
    assert!(said.contains("row 2: kept as") && said.contains("1 kept, 1 not kept."), "{said}");
    assert!(said.contains("row 3: NOT KEPT: date_of_birth") && !said.contains("Marsh"), "{said}");

    let found = done(&["--json", "find", "--event", "open-day-2026", "muller"], 0);
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    assert_eq!(found["name"], "Ann Müller");
    let reference = found["reference"].as_str().unwrap();
    done(&["person", "withdraw", reference, "--question", "news.email"], 0);
    let shown = done(&["person", "show", reference], 0);
    for said in
        ["now news.email: withdrawn", "question.campus (Which campus?): White City", "send_them: Course list by email"]
    {
        assert!(shown.contains(said), "{said}\n{shown}");
    }
    done(&["person", "amend", reference, "--set", "email=not an address", "--reason", "misheard"], 1);
    done(&["person", "show", "AAA-AAA"], 1);
    assert!(done(&["check"], 0).contains("the ledger holds"));
    done(&["backup"], 0);
    done(&["staff", "add", "sam", "--name", "Sam", "--role", "desk"], 0);
    assert!(done(&["staff", "role", "sam", "data-officer"], 0).contains("sam has the role data-officer"));
    done(&["staff", "role", "alex", "desk"], 1);
    done(&["staff", "remove", "sam"], 0);
    assert!(done(&["staff", "list"], 0).contains("sam  data-officer  Sam, removed"));
    done(&["no-such-command"], 2);
}

#[test]
fn an_event_is_shown_in_the_order_that_its_file_asks_in_r1() {
    let folder = Folder::new();
    let done = |arguments: &[&str]| {
        let output = lanyard(folder.path(), arguments);
        assert!(output.success(), "{arguments:?}\n{output:?}");
        output.text()
    };
    done(&["init", "--name", "Alex"]);
    let file = folder.join("event.toml");
    let text = lanyard::lists::event_file::EXAMPLE_EVENT;
    let text = text.replace("order = []", r#"order = ["postcode", "note", "email"]"#);
    std::fs::write(&file, text).unwrap();
    done(&["event", "new", file.to_str().unwrap()]);
    let shown = done(&["event", "show", "open-day-2026"]);
    let at = |label: &str| shown.find(&format!("  {label} (")).unwrap_or_else(|| panic!("{label}: {shown}"));
    assert!(at("Given name") < at("Postcode") && at("Postcode") < at("Email") && at("Email") < at("Phone"), "{shown}");
    assert!(at("Lives in") > at("Phone") && at("Note") < at("Who they are"), "{shown}");
    let json = done(&["--json", "event", "show", "open-day-2026"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["event"]["order"][0], "postcode");
    assert_eq!(json["event"]["order"][1], "email");
    assert_eq!(json["event"]["order"].as_array().unwrap().len(), 26, "the whole order is kept");
}

#[test]
fn the_demo_runs_a_whole_day() {
    let folder = Folder::new();
    let output = lanyard(folder.path(), &["--json", "demo", "--folder", folder.join("demo").to_str().unwrap()]);
    assert!(output.success(), "{output:?}");
    let text = output.text();
    let last: serde_json::Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    assert_eq!(
        (last["kept"].as_u64(), last["not_kept"].as_u64(), last["clean"].as_bool()),
        (Some(30), Some(2), Some(true))
    );
}

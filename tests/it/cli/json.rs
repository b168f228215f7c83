//! What commands answer to scripts: one JSON object a line, nothing on standard error, and an exit code that `--help` names.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use lanyard::desk::Desk;
use lanyard::domain::age::AgeAnswer;
use lanyard::domain::draft::RegistrationDraft;
use lanyard::domain::form::Field;
use lanyard::domain::ids::{RegistrationId, VisitorId};
use lanyard::env::Env;
use serde_json::{Value, json};

use super::day::{Day, EVENT, NAME};
use super::recipient::{self, Recipient};
use crate::desk::scene::{lead, passphrase};
use crate::support::scratch::Folder;
use crate::support::tools::{run, run_with};

const LIST: &str = "given_name,family_name,date_of_birth,email,consent_marketing_email,asked_how\n\
    Ann,Lee,1990-01-01,ann@example.org,yes,out loud\n";

/// A visitor who was put down on a stick.
fn put_down(day: &Day) -> PathBuf {
    let env = Env::real(Some(day.path("state")));
    let desk = Desk::open(&day.path("Day.lanyard"), &lead(), &passphrase(), &env).unwrap();
    let mut draft = RegistrationDraft::new(RegistrationId(desk.new_id()), VisitorId(desk.new_id()));
    draft.fields.insert(Field::GivenName, "Dan".to_owned());
    draft.thirteen_or_over = Some(AgeAnswer::Yes);
    let event = desk.events().unwrap()[0].definition().code.clone();
    desk.save_elsewhere(&draft, &event, &day.path("given")).unwrap().file
}

/// Whether `said` has everything of `expected`, and perhaps more.
fn holds(said: &Value, expected: &Value) -> bool {
    match (said, expected) {
        (Value::Object(said), Value::Object(expected)) => {
            expected.iter().all(|(key, expected)| said.get(key).is_some_and(|said| holds(said, expected)))
        }
        _ => said == expected,
    }
}

/// Runs a command with `--json` and this list to read; what it says are these objects, a line each.
fn says(day: &Day, arguments: &str, expected: &[Value]) {
    let arguments: Vec<&str> = ["--json"].into_iter().chain(arguments.split_whitespace()).collect();
    let output = run_with(&mut day.command(&arguments), LIST.as_bytes(), Duration::from_secs(60));
    assert!(output.success() && output.stderr.is_empty(), "{arguments:?}: {output:?}");
    let said: Vec<Value> = output.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let all = said.len() == expected.len() && said.iter().zip(expected).all(|(said, expected)| holds(said, expected));
    assert!(all, "{arguments:?}: {output:?}, not {expected:?}");
}

#[test]
fn commands_answer_scripts_in_json_an_object_a_line() {
    let day = Day::new();
    let list = day.file("list.csv", LIST);
    let reference = day.register(&list, 0)[0]["kept"].as_str().unwrap().to_owned();
    let office = Recipient::named(&day, "office", "record-keeping");
    let batch = recipient::close(&day, &[&office]).remove(0);
    let visitor = put_down(&day);
    let opening = format!("--identity {} --desk-key {} {}", office.identity, day.key(), batch.display());
    day.done(&["staff", "add", "sam", "--name", "Sam", "--role", "desk"], 0);

    let alex = json!({ "handle": "alex", "name": NAME, "role": "lead", "removed": false });
    let sam = json!({ "handle": "sam", "name": "Sam", "role": "desk", "removed": false });
    let statement = json!({ "recipient": "office", "sequence": 1, "event": EVENT, "previous": null });
    let purposes = [
        "record-keeping (legitimate-interests)",
        "news (consent)",
        "recording (consent)",
        "safety-today (consent)",
        "help-today (consent)",
        "catering (consent)",
        "opportunities (consent)",
        "send-requested (consent)",
    ];
    let remark = format!("may be the same person as {reference}: same email, same name, same birthday");
    let cases: Vec<(String, Vec<Value>)> = vec![
        (
            format!("event show {EVENT}"),
            vec![json!({ "event": { "code": EVENT, "fields": { "gender": "off" } }, "purposes": purposes })],
        ),
        (format!("batch show {opening}"), vec![json!({ "statement": statement })]),
        (format!("batch verify {opening}"), vec![json!({ "sequence": 1, "recipient": "office", "verified": true })]),
        (
            "recipient list".to_owned(),
            vec![json!({ "recipient": "office", "purposes": ["record-keeping"], "words_checked": true })],
        ),
        ("recipient remove office".to_owned(), vec![json!({ "removed": "office" })]),
        ("recipient list".to_owned(), vec![]),
        (
            format!("register --event {EVENT} --from -"),
            vec![json!({ "row": 2, "remarks": [remark] }), json!({ "kept": 1, "not_kept": 0 })],
        ),
        ("staff list".to_owned(), vec![alex, sam]),
        (format!("count-only {EVENT}"), vec![json!({ "counted": 1 })]),
        (format!("count-only {EVENT}"), vec![json!({ "counted": 2 })]),
        (format!("undo {reference}"), vec![json!({ "undone": reference })]),
        (format!("take-in {}", visitor.display()), vec![json!({ "already": false })]),
    ];
    for (arguments, expected) in &cases {
        says(&day, arguments, expected);
    }
    assert!(!visitor.exists(), "taken in, the file goes");
    day.done(&["--json", "undo", &reference], 1);
    day.done(&["--json", "take-in", visitor.to_str().unwrap()], 1);
}

#[test]
fn the_help_names_every_exit_code() {
    let folder = Folder::new();
    let codes =
        "0 done; 1 not done; 2 wrong use; 3 some rows were not kept; 4 a check or verification found something.";
    for help in ["--help", "-h", "help"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lanyard"));
        let output = run(command.arg(help).current_dir(folder.path()));
        assert!(output.success() && output.stderr.is_empty(), "{output:?}");
        assert!(output.text().split_whitespace().collect::<Vec<_>>().join(" ").contains(codes), "{output:?}");
    }
}

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
    // The same person, and not the same row.
    let piped = LIST.replace("Lee", "LEE");
    let output = run_with(&mut day.command(&arguments), piped.as_bytes(), Duration::from_secs(60));
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
            format!("register --event {EVENT} --from - --source forms --given-by-themselves"),
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

/// Every value in some JSON, with where it stands.
fn leaves(value: &Value, at: &str, all: &mut Vec<(String, String)>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| leaves(value, &format!("{at}/{name}"), all)),
        Value::Array(items) => items.iter().for_each(|value| leaves(value, at, all)),
        Value::String(text) => all.push((at.to_owned(), text.clone())),
        Value::Number(number) => all.push((at.to_owned(), number.to_string())),
        Value::Bool(_) | Value::Null => {}
    }
}

#[test]
fn r16_a_copy_has_every_value_that_is_shown_of_a_person_but_other_peoples() {
    let day = Day::new();
    let list = day.file(
        "list.csv",
        "given_name,family_name,date_of_birth,email,city,consent_marketing_email,emergency_contact_name,\
         emergency_contact_phone,asked_how,paper_form\n\
         Ann,Lee,1990-01-01,ann@example.org,Leeds,yes,Krampfquist,+44 7700 900 777,on paper,F-1207\n",
    );
    let reference = day.register(&list, 0)[0]["kept"].as_str().unwrap().to_owned();
    let done = |arguments: &[&str]| {
        let output = run(&mut day.command(arguments));
        assert!(output.success(), "{arguments:?}: {output:?}");
        output.text()
    };
    done(&["person", "amend", &reference, "--set", "city=York", "--reason", "moved"]);
    done(&["person", "withdraw", &reference, "--question", "news.email"]);
    let shown: Value = serde_json::from_str(&done(&["--json", "person", "show", &reference])).unwrap();
    assert!(shown["sent"].is_array(), "{shown}");
    let find = |words| done(&["find", "--event", EVENT, words]);
    assert!(find("krampfquist").contains("Krampfquist, emergency contact of Ann Lee"), "{}", find("krampfquist"));
    let asked: Value =
        serde_json::from_str(&done(&["--json", "rights", "record", "access", "--about", &reference])).unwrap();
    let request = asked["request"].as_str().unwrap();
    done(&["rights", "identify", request, "--by", "badge"]);
    let into = day.path("copies");
    std::fs::create_dir(&into).unwrap();
    done(&["rights", "carry-out", request, "--in-plain-form-to", into.to_str().unwrap()]);
    let folder = into.join(format!("copy-{}", request.to_lowercase()));
    let copy: Value = serde_json::from_slice(&std::fs::read(folder.join("your-data.json")).unwrap()).unwrap();

    let (mut held, mut given) = (Vec::new(), Vec::new());
    leaves(&shown, "", &mut held);
    leaves(&copy, "", &mut given);
    let given: std::collections::BTreeSet<_> = given.into_iter().map(|(_, value)| value).collect();
    // The emergency contact's details are theirs, and the versions' numbers are their order.
    let left_out = |at: &str| at.contains("/emergency_") || at == "/versions/version";
    let lacking: Vec<_> = held.iter().filter(|(at, value)| !left_out(at) && !given.contains(value)).collect();
    assert!(lacking.is_empty(), "{lacking:#?}");
    for held_too in ["F-1207", "Leeds", "York", "moved", "alex", "neither", "withdrawn"] {
        assert!(given.contains(held_too), "{held_too} is not in the copy");
    }
    assert!(held.len() > 60, "{held:#?}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700, "nobody else looks into it");
        for file in crate::support::scratch::files(&folder) {
            assert_eq!(mode(&file), 0o600, "{}", file.display());
        }
    }
}

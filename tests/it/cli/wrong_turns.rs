//! What people get wrong on a busy day, one after the other: each is told in words that help, and nothing is done twice.

use std::fs;
use std::process::Command;

use lanyard::lists::event_file::EXAMPLE_EVENT;

use super::day::{Day, EVENT, NAME, PASSPHRASE};
use super::recipient::{self, Recipient};
use crate::support::tools::{Output, run};

/// The complaint of a command that was not done.
fn refused(day: &Day, arguments: &[&str]) -> String {
    let output = day.run(arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}\n{output:?}");
    output.complaint()
}

fn text(path: &std::path::Path) -> &str {
    path.to_str().unwrap()
}

/// The program at a desk, as somebody, with nothing to ask on and these variables alone.
fn alone<'v>(
    day: &Day,
    (desk, handle): (&str, &str),
    arguments: &[&str],
    given: impl IntoIterator<Item = (&'v str, &'v str)>,
) -> Output {
    let program = env!("CARGO_BIN_EXE_lanyard");
    // A session of its own has no terminal.
    let mut command = if cfg!(target_os = "linux") {
        let mut command = Command::new("setsid");
        command.args(["-w", program]);
        command
    } else {
        Command::new(program)
    };
    command.arg("--desk").arg(day.path(desk)).arg("--state-dir").arg(day.path("state"));
    command.args(["--as", handle]).args(arguments);
    command.env_remove("LANYARD_PASSPHRASE").env_remove("LANYARD_NEW_PASSPHRASE").envs(given);
    run(&mut command)
}

/// The files of a folder, by their names.
fn names(folder: &std::path::Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn r22_a_stick_that_is_not_there_seals_nothing_and_one_that_takes_nothing_is_copied_to_again() {
    let day = Day::new();
    day.register(&day.file("list.csv", "given_name,family_name,date_of_birth\nAnn,Lee,1990-01-01\n"), 0);
    let office = Recipient::named(&day, "office", "record-keeping");
    let close = |out: &str| ["close-day", "--event", EVENT, "--to", "office", "--out", out].map(str::to_owned);
    let again = |out: &str| ["copy-out", "--to", "office", "--out", out].map(str::to_owned);
    let missing = day.path("no stick");
    for command in [close(text(&missing)).to_vec(), again(text(&missing)).to_vec()] {
        let command: Vec<&str> = command.iter().map(String::as_str).collect();
        assert_eq!(
            refused(&day, &command),
            "lanyard: There is no such folder. Plug the stick in, or choose another folder. Nothing was written.\n"
        );
    }
    assert!(!missing.exists() && !day.path("Day.lanyard").join("outbox").exists(), "nothing was sealed");

    let first = recipient::close(&day, &[&office]).remove(0);
    let name = first.file_name().unwrap().to_str().unwrap();
    assert!(name.ends_with("-0001.zip.age"), "the one that was refused took no number: {name}");

    // A stick with another file of that name does not take it.
    let stick = day.path("stick");
    fs::create_dir(&stick).unwrap();
    fs::write(stick.join(name), "something else").unwrap();
    let command = close(text(&stick));
    let said = refused(&day, &command.each_ref().map(String::as_str));
    assert!(said.contains("Every batch is sealed and waits in the desk's outbox."), "{said}");
    assert!(said.contains("without sealing new ones, run: lanyard copy-out --to office --out FOLDER."), "{said}");
    assert_eq!(names(&day.path("Day.lanyard").join("outbox")).len(), 2);

    // Copied again as often as wanted, to a folder that takes them, and nothing new is sealed.
    let other = day.path("other stick");
    fs::create_dir(&other).unwrap();
    let command = again(text(&other));
    for _ in 0..2 {
        let said = day.done(&command.each_ref().map(String::as_str), 0);
        assert_eq!(said.matches("sealed earlier, not acknowledged, copied to").count(), 2, "{said}");
    }
    assert_eq!(names(&other), names(&day.path("Day.lanyard").join("outbox")));
    assert_eq!(names(&other).len(), 2);
}

#[test]
fn r22_a_backup_goes_to_no_folder_that_is_not_there() {
    let day = Day::new();
    let stick = day.path("not plugged in");
    let said = refused(&day, &["backup", "--to", text(&stick)]);
    assert!(said.starts_with("lanyard: There is no such folder. Plug the stick in"), "{said}");
    assert!(!stick.exists(), "none was made on the laptop");
    fs::create_dir(&stick).unwrap();
    day.done(&["backup", "--to", text(&stick)], 0);
    assert_eq!(names(&stick).len(), 1);
}

#[test]
fn r22_a_passphrase_that_is_given_is_the_first_one_and_a_new_one_has_a_place_of_its_own() {
    let day = Day::new();
    let without_terminal = |arguments: &[&str], new: Option<&str>| {
        let new = new.map(|new| ("LANYARD_NEW_PASSPHRASE", new));
        alone(&day, ("Other.lanyard", "alex"), arguments, new.into_iter().chain([("LANYARD_PASSPHRASE", PASSPHRASE)]))
    };
    let made = without_terminal(&["init", "--name", NAME], None);
    assert!(made.success(), "{made:?}");
    assert!(without_terminal(&["check"], None).success(), "it is the passphrase that was given");

    let add = ["staff", "add", "sam", "--name", "Sam", "--role", "desk"];
    for command in [&add[..], &["staff", "passphrase", "alex"]] {
        let unheard = without_terminal(command, None);
        assert_eq!(unheard.status.code(), Some(1), "{unheard:?}");
        let said = unheard.complaint();
        assert!(
            said.contains("to ask for the new passphrase. Use --new-passphrase-file or LANYARD_NEW_PASSPHRASE."),
            "{said}"
        );
    }
    assert!(without_terminal(&add, Some("seven purple anchors")).success());
    let file = day.file("new", "eight yellow ladders\n");
    let changed = without_terminal(&["staff", "passphrase", "alex", "--new-passphrase-file", &file], None);
    assert!(changed.success(), "{changed:?}");
    assert!(!without_terminal(&["check"], None).success(), "{PASSPHRASE} opens nothing any more");
    assert!(day.done(&["--help"], 0).contains("LANYARD_NEW_PASSPHRASE"));
    assert!(day.done(&["staff", "add", "--help"], 0).contains("LANYARD_NEW_PASSPHRASE"));
}

#[test]
fn r22_a_persons_key_file_that_is_gone_is_told_as_what_it_may_be() {
    let day = Day::new();
    let backup = day.json(&["backup"])["backup"].as_str().unwrap().to_owned();
    let keys = day.path("Day.lanyard").join("keys");
    for name in ["alex.age", "alex.age.bak"] {
        fs::remove_file(keys.join(name)).unwrap();
    }
    let said = refused(&day, &["check"]);
    for part in [
        "either nobody opens this vault as alex, or the file is missing",
        "put keys/alex.age back from a backup",
        "the recovery code",
    ] {
        assert!(said.contains(part), "{said}");
    }
    // What it says to do does help: each of the two.
    let code = day.recovery_code();
    let recovered = alone(&day, ("Day.lanyard", "recovery"), &["check"], [("LANYARD_PASSPHRASE", code.as_str())]);
    assert!(recovered.success(), "{recovered:?}");
    fs::copy(std::path::Path::new(&backup).join("keys/alex.age"), keys.join("alex.age")).unwrap();
    day.done(&["check"], 0);
}

#[test]
fn r01_an_event_is_shown_with_its_own_questions_and_a_fault_in_its_file_is_one_sentence() {
    let day = Day::new();
    let own = "[[questions]]\ncode = \"transport\"\ntext = \"How did you come?\"\nkind = { pick-one = [\"Train\", \"Bus\"] }\n\
               [[questions]]\ncode = \"again\"\ntext = \"Were you here before?\"\nkind = \"yes-or-no\"\n";
    let text = EXAMPLE_EVENT.replace("\"open-day-2026\"", "\"other-day\"");
    day.done(&["event", "new", &day.file("other.toml", &format!("{text}\n{own}"))], 0);
    let shown = day.done(&["event", "show", "other-day"], 0);
    assert!(shown.contains("  question.transport: How did you come? (pick-one: Train, Bus)\n"), "{shown}");
    assert!(shown.contains("  question.again: Were you here before? (yes-or-no)\n"), "{shown}");
    for (right, wrong, words) in [
        (
            "\"Europe/London\"",
            "\"Mars/X\"",
            ": Write the time zone by its place, like \"Europe/London\". Nothing was changed",
        ),
        ("code = \"open-day-2026\"", "code = \"-Open\"", ". Nothing was changed"),
    ] {
        let text = EXAMPLE_EVENT.replacen(right, wrong, 1);
        assert_ne!(text, EXAMPLE_EVENT, "{right}");
        let said = refused(&day, &["event", "new", &day.file("wrong.toml", &text)]);
        assert!(said.contains(words) && !said.contains("..") && !said.contains("parse"), "{said}");
    }
}

#[test]
fn r22_a_batch_that_is_not_there_is_told_to_its_recipient_who_has_no_vault() {
    let day = Day::new();
    let office = Recipient::named(&day, "office", "record-keeping");
    let output = recipient::verify(&day, &office, &day.key(), &[day.path("no-such.zip.age")]);
    assert_eq!(output.status.code(), Some(4), "{output:?}");
    let said = output.text();
    assert!(said.contains("The batch could not be read. There is no such file: check its name."), "{said}");
    assert!(!said.contains("vault") && !said.contains("os error"), "{said}");
}

#[test]
fn r11_r13_a_list_is_answered_in_its_own_words() {
    let day = Day::new();
    let list = "given_name,family_name,date_of_birth,guardian_name,guardian_relationship,guardian_responsible,\
                guardian_email,guardian_consent,asked_how,paper_form,email,consent_marketing_email\n\
                Kid,No,2018-01-01,Mum One,Mother,yes,mum@example.org,no,out loud,,,\n\
                Kid,Unasked,2018-01-01,Mum One,Mother,yes,mum@example.org,,out loud,,,\n\
                Hid\u{202e}den,Sign,1990-01-01,,,,,,,,,\n\
                Ann,Lee,1990-01-01,,,,,,on paper,,ann@example.org,yes\n\
                Bea,Lee,1990-01-01,,,,,,on paper,B-7,bea@example.org,yes\n\
                Cid,\"Lee,1990-01-01,,,,,,,,,\n";
    let said = day.register(&day.file("list.csv", list), 3);
    assert_eq!(said[0]["not_kept"][0], "guardian_consent: Keep nothing: the guardian said No");
    assert_eq!(said[1]["not_kept"][0], "guardian_consent: Ask the guardian; without their Yes keep nothing");
    assert_eq!(said[2]["not_kept"], serde_json::json!(["given_name: Take out the hidden direction character"]));
    let unnumbered = |row: usize| said[row]["remarks"].to_string().contains("the paper form has no number here");
    assert!(said[3]["kept"].is_string() && unnumbered(3), "kept, with a remark: {}", said[3]);
    assert!(said[4]["kept"].is_string() && !unnumbered(4), "{}", said[4]);
    assert_eq!(said[5]["lines"], serde_json::json!([7]));
    assert_eq!((said[6]["kept"].as_u64(), said[6]["not_kept"].as_u64()), (Some(2), Some(4)));
}

#[test]
fn who_and_which_desk_are_asked_before_any_passphrase_and_a_place_that_is_not_there_makes_nothing() {
    let day = Day::new();
    for (left_out, arguments, says) in [
        ("--as", &["check"][..], "Say who you are: --as HANDLE, or LANYARD_AS."),
        ("--desk", &["check"], "Say which desk: --desk FOLDER, or LANYARD_DESK."),
        ("--as", &["init", "--name", "Kim"], "Say who you are: --as HANDLE, or LANYARD_AS."),
        ("--desk", &["init", "--name", "Kim"], "Say which desk: --desk FOLDER, or LANYARD_DESK."),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lanyard"));
        for (name, value) in [("--desk", text(&day.path("other")).to_owned()), ("--as", "kim".to_owned())] {
            if name != left_out {
                command.args([name, &value]);
            }
        }
        for variable in ["LANYARD_DESK", "LANYARD_AS", "LANYARD_PASSPHRASE", "LANYARD_NEW_PASSPHRASE"] {
            command.env_remove(variable);
        }
        let output = run(command.args(arguments).arg("--state-dir").arg(day.path("state")));
        assert_eq!((output.status.code(), output.complaint()), (Some(1), format!("lanyard: {says}\n")));
    }

    let given = [("LANYARD_PASSPHRASE", PASSPHRASE)];
    let nowhere = alone(&day, ("no such folder/Day.lanyard", "kim"), &["init", "--name", "Kim"], given);
    assert_eq!(nowhere.status.code(), Some(1));
    let says = "lanyard: The folder that the vault is to lie in is not there. Nothing was made; check its name, and that the stick is \
                plugged in.\n";
    assert_eq!(nowhere.complaint(), says);
    assert!(!day.path("no such folder").exists());
}

#[test]
fn a_file_that_cannot_be_read_is_told_as_what_it_is_and_nothing_is_done() {
    let day = Day::new();
    let latin = day.path("given").join("latin.toml");
    fs::write(&latin, b"name = \"Caf\xe9\"").unwrap();
    for (path, says) in [
        (text(&latin), "The event's file is not text in UTF-8. Nothing was opened; save it as UTF-8, and try again."),
        (text(&day.path("given")), "The event's file is a folder. Nothing was opened; name a file in it."),
        (text(&day.path("nothing")), "The event's file is not there. Nothing was opened; check its name."),
    ] {
        assert_eq!(refused(&day, &["event", "new", path]), format!("lanyard: {says}\n"));
    }
    let said = refused(&day, &["--passphrase-file", text(&day.path("nothing")), "check"]);
    assert_eq!(said, "lanyard: The passphrase file is not there. Nothing was changed; check its name.\n");
    let early = EXAMPLE_EVENT
        .replace("\"open-day-2026\"", "\"other-day\"")
        .replace("last_day = \"2026-11-21\"", "last_day = \"2026-11-20\"");
    let said = refused(&day, &["event", "new", &day.file("early.toml", &early)]);
    assert_eq!(
        said,
        "lanyard: The event's last day is before its first. Correct its last day (last_day). Nothing was changed.\n"
    );
}

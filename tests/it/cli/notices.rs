//! Notices and the organisation from the command line (R25, R26).

use super::lanyard;
use crate::support::scratch::Folder;

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text.lines().next().unwrap()).unwrap()
}

#[test]
fn r25_r26_a_notice_is_written_filled_in_and_published_from_the_command_line() {
    let folder = Folder::new();
    let done = |arguments: &[&str], code: i32| {
        let output = lanyard(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{output:?}");
        (output.text(), output.complaint())
    };
    done(&["init", "--name", "Alex"], 0);
    let event = folder.join("event.toml");
    let text = lanyard::lists::event_file::EXAMPLE_EVENT;
    let night = text.replace("organisation = \"Imperial after:hours\"", "organisation = \"Night School\"");
    let night = night.replace("notice_file =", "# notice_file =");
    std::fs::write(&event, night).unwrap();
    let open = ["event", "new", event.to_str().unwrap()];
    let (_, refused) = done(&open, 1);
    assert!(refused.contains("the address for data enquiries") && refused.contains("organisation set"), "{refused}");

    let (_, refused) = done(&["organisation", "set", "--email", "nobody"], 1);
    assert!(refused.contains("Write an email address"), "{refused}");
    let facts = [
        "organisation",
        "set",
        "--address",
        "Night School, 1 High Street, Leeds",
        "--email",
        "data@night.example.org",
        "--regulator",
        "A regulator",
        "--registration",
        "Z7",
    ];
    done(&facts, 0);
    done(&["organisation", "set"], 2);
    assert!(done(&["organisation", "show"], 0).0.contains("dpo  (not set)"));
    done(&open, 0);
    let (shown, _) = done(&["notice", "show", "open-day-2026"], 0);
    assert!(shown.contains("data@night.example.org") && !shown.contains("Imperial"), "{shown}");
    assert!(shown.contains("Version 1.0, in use, from 1 September 2026, published by Alex"), "{shown}");

    done(&["notice", "publish", "open-day-2026"], 1);
    let (file, _) = done(&["notice", "draft", "open-day-2026"], 0);
    let draft = folder.join("draft.toml");
    std::fs::write(&draft, &file).unwrap();
    let (_, same) = done(&["notice", "publish", "open-day-2026"], 1);
    assert!(same.contains("text: Change something"), "{same}");
    std::fs::write(&draft, file.replace("We do not sell data.", "We never sell data.")).unwrap();
    done(&["notice", "draft", "open-day-2026", "--from", draft.to_str().unwrap()], 0);
    let (changes, _) = done(&["notice", "show", "open-day-2026", "--draft"], 0);
    assert!(changes.contains("- We do not sell data.") && changes.contains("+ We never sell data."), "{changes}");
    let published = json(&done(&["--json", "notice", "publish", "open-day-2026"], 0).0);
    assert_eq!((published["version"].as_str(), published["to_be_told"].as_u64()), (Some("1.1"), Some(0)));
    let shown = json(&done(&["--json", "notice", "show", "open-day-2026"], 0).0);
    assert_eq!(shown["notice"], "open-day");
    assert_eq!((&shown["hash"], &shown["in_use"]), (&published["notice"], &serde_json::Value::Bool(true)));
    assert_eq!(shown["contacts"]["registration_number"], "Z7");

    // What is set after that is in no version yet, and where it is set it says so.
    let (said, _) = done(&["organisation", "set", "--email", "privacy@night.example.org"], 0);
    assert!(said.contains("open-day-2026: Version 1.1 goes on saying the email for data enquiries"), "{said}");

    // One of a later day waits, and can be called off.
    let (file, _) = done(&["notice", "draft", "open-day-2026"], 0);
    let today = file.lines().find(|line| line.starts_with("effective_from")).unwrap();
    let later = file.replace(today, "effective_from = \"2099-12-01\"").replace("We never sell", "We do not sell");
    std::fs::write(&draft, &later).unwrap();
    let (said, _) = done(&["notice", "publish", "open-day-2026", draft.to_str().unwrap()], 0);
    assert!(said.contains("Notice 1.2 begins on 1 December 2099"), "{said}");
    let (listed, _) = done(&["notice", "list"], 0);
    assert!(listed.contains("1.2  en  from 1 December 2099  to come"), "{listed}");
    assert!(done(&["notice", "show", "open-day-2026"], 0).0.contains("Version 1.1, in use"));
    done(&["notice", "call-off", "open-day-2026"], 0);
    done(&["notice", "call-off", "open-day-2026"], 1);
    assert!(done(&["notice", "list"], 0).0.contains("1.2  en  from 1 December 2099  not in use"));
    std::fs::write(&draft, later.replace("2099-12-01", "2020-12-01").replace("1.2", "1.3")).unwrap();
    let (_, refused) = done(&["notice", "publish", "open-day-2026", draft.to_str().unwrap()], 1);
    assert!(refused.contains("begins on 1 December 2020, and that day is over"), "{refused}");

    done(&["notice", "discard", "open-day-2026"], 0);
    done(&["notice", "discard", "open-day-2026"], 1);
    let to = folder.path().to_str().unwrap();
    done(&["notice", "print", "open-day-2026", "--version", "1.0", "--to", to], 0);
    assert!(folder.join("notice-open-day-2026-1.0-en.pdf").is_file());
    done(&["notice", "print", "open-day-2026", "--version", "7.0", "--to", to], 1);
}

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
    assert!(shown.contains("Version 1.0, published by Alex"), "{shown}");

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

    done(&["notice", "draft", "open-day-2026"], 0);
    done(&["notice", "discard", "open-day-2026"], 0);
    done(&["notice", "discard", "open-day-2026"], 1);
    let to = folder.path().to_str().unwrap();
    done(&["notice", "print", "open-day-2026", "--version", "1.0", "--to", to], 0);
    assert!(folder.join("notice-open-day-2026-1.0-en.pdf").is_file());
    done(&["notice", "print", "open-day-2026", "--version", "7.0", "--to", to], 1);
}

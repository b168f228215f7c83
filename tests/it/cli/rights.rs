//! What people ask for, as a data protection officer goes through it on the command line: what will happen is said before it does,
//! where a request stands is in the list, and how it ended says what is left to do (R15 to R20, R25).

use serde_json::Value;

use super::lanyard;
use crate::support::scratch::Folder;

struct Office {
    folder: Folder,
    /// The reference of whoever registered.
    ann: String,
}

impl Office {
    fn new() -> Self {
        let office = Self { folder: Folder::new(), ann: String::new() };
        office.done(&["init", "--name", "Alex"]);
        let event = office.folder.join("event.toml");
        std::fs::write(&event, lanyard::lists::event_file::EXAMPLE_EVENT).unwrap();
        office.done(&["event", "new", event.to_str().unwrap()]);
        let list = office.folder.join("list.csv");
        let rows = "given_name,family_name,date_of_birth,email,consent_marketing_email,asked_how\n\
                    Ann,Lee,1990-01-01,ann@example.org,yes,out loud\n";
        std::fs::write(&list, rows).unwrap();
        office.done(&["register", "--event", "open-day-2026", "--from", list.to_str().unwrap()]);
        let found = office.json(&["find", "--event", "open-day-2026", "ann"]);
        Self { ann: found["reference"].as_str().unwrap().to_owned(), ..office }
    }

    fn run(&self, arguments: &[&str], code: i32) -> (String, String) {
        let output = lanyard(self.folder.path(), arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{output:?}");
        (output.text(), output.complaint())
    }

    fn done(&self, arguments: &[&str]) -> String {
        self.run(arguments, 0).0
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let text = self.done(&[&["--json"], arguments].concat());
        serde_json::from_str(text.lines().next().unwrap_or_else(|| panic!("{arguments:?} answers nothing"))).unwrap()
    }

    fn asks(&self, right: &str) -> String {
        let request = self.json(&["rights", "record", right, "--about", &self.ann]);
        request["request"].as_str().unwrap().to_owned()
    }
}

#[test]
fn r15_r20_what_a_request_would_do_is_said_of_every_right_for_people_and_for_scripts_until_it_is_closed() {
    let office = Office::new();
    for right in ["access", "portability", "rectify", "restrict", "object", "withdraw", "erase"] {
        let request = office.asks(right);
        let said = office.done(&["rights", "preview", &request]);
        assert!(said.contains(&office.ann), "{right} says whom it is about: {said}");
        let json = office.json(&["rights", "preview", &request]);
        assert_eq!(json["registrations"][0], office.ann.as_str(), "{right}: {json}");
        assert!(json["sent"].is_array(), "{right}: {json}");
        if right != "object" {
            office.done(&["rights", "close", &request, "taken-back"]);
            let closed = office.json(&["rights", "preview", &request]);
            assert_eq!(closed["outcome"], "taken-back", "{right}: {closed}");
            assert!(office.done(&["rights", "preview", &request]).contains("nothing would be done"), "{right}");
        }
    }
}

#[test]
fn r16_r20_the_list_says_how_a_request_stands_and_ended() {
    let office = Office::new();
    let (access, object) = (office.asks("access"), office.asks("object"));
    let extended = office.done(&["rights", "extend", &access, "--why", "complex"]);
    assert!(extended.contains("two months more (complex)"), "{extended}");
    office.done(&["rights", "identify", &object, "--by", "badge"]);
    let advised = office.done(&["rights", "advise", &object, "go-on"]);
    assert!(advised.contains("advised: go-on"), "{advised}");
    let decided = office.done(&["rights", "carry-out", &object]);
    assert!(decided.contains("grounds-weigh-more on "), "{decided}");
    let all = office.done(&["rights", "list", "--all"]);
    assert!(all.contains("two months more (complex)") && all.contains("grounds-weigh-more on "), "{all}");
    let line = office.done(&["--json", "rights", "list", "--all"]);
    let closed = line.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let closed = closed.into_iter().find(|request| request["request"] == object.as_str()).unwrap();
    assert!(closed["closed_on"].is_string(), "{closed}");
}

#[test]
fn r18_r19_whoever_stays_restricted_is_said_and_nothing_is_lifted_before_they_were_told() {
    let office = Office::new();
    let erase = office.asks("erase");
    office.done(&["rights", "identify", &erase, "--by", "badge"]);
    let refused = office.done(&["rights", "close", &erase, "must-be-kept"]);
    assert!(refused.contains("They stay restricted") && refused.contains("--they-were-told"), "{refused}");
    let (_, wrong) = office.run(&["rights", "lift", &office.ann], 2);
    assert!(wrong.contains("--they-were-told"), "{wrong}");
    assert!(office.done(&["find", "--event", "open-day-2026", "ann"]).contains("restricted"));
    let letters = office.folder.made("letters");
    office.done(&["rights", "letter", &erase, "--before-lifting", "--in-plain-form-to", letters.to_str().unwrap()]);
    office.done(&["rights", "lift", &office.ann, "--they-were-told"]);
    assert!(office.done(&["find", "--event", "open-day-2026", "ann"]).contains("standing"));

    // Nothing of the kind is said of who was never restricted; of a complaint without an answer, that its letter promises one.
    let access = office.asks("access");
    assert!(!office.done(&["rights", "close", &access, "taken-back"]).contains("restricted"));
    let complaint = office.asks("complaint");
    let closed = office.done(&["rights", "close", &complaint, "done"]);
    assert!(closed.contains("No answer to it is written down here"), "{closed}");
    let complaint = office.asks("complaint");
    let words = office.folder.join("words.txt");
    std::fs::write(&words, "We moved the desk.").unwrap();
    office.done(&["rights", "write-down", &complaint, "--answer", "--words", words.to_str().unwrap()]);
    assert!(!office.done(&["rights", "close", &complaint, "done"]).contains("No answer"));
}

//! What people ask for, as a data protection officer goes through it on the command line: what will happen is said before it does,
//! where a request stands is in the list, and how it ended says what is left to do (R15 to R20, R25).

use std::collections::BTreeSet;

use lanyard::domain::rights::Right;
use serde_json::Value;

use super::day::{Day, EVENT};

/// A day with one visitor, who asks for what is theirs to ask for.
struct Office {
    day: Day,
    /// The reference of whoever registered.
    ann: String,
}

impl Office {
    fn new() -> Self {
        let day = Day::new();
        let list = "given_name,family_name,date_of_birth,email,consent_marketing_email,asked_how\n\
                    Ann,Lee,1990-01-01,ann@example.org,yes,out loud\n";
        day.register(&day.file("list.csv", list), 0);
        let ann = day.json(&["find", "--event", EVENT, "ann"])["reference"].as_str().unwrap().to_owned();
        Self { day, ann }
    }

    fn done(&self, arguments: &[&str]) -> String {
        self.day.done(arguments, 0)
    }

    /// How many acts there are.
    fn acts(&self) -> u64 {
        self.day.json(&["audit", "verify"])["acts"].as_u64().unwrap()
    }

    fn asks(&self, right: &str) -> String {
        let request = self.day.json(&["rights", "record", right, "--about", &self.ann]);
        request["request"].as_str().unwrap().to_owned()
    }
}

#[test]
fn r15_r20_what_a_request_would_do_is_said_of_every_right_for_people_and_for_scripts_until_it_is_closed() {
    let office = Office::new();
    let does = [
        (Right::Access, "everything that is held, without other people's details"),
        (Right::Portability, "everything that is held, without other people's details"),
        (Right::Rectify, "corrected with `lanyard person amend`"),
        (Right::Restrict, "no statistics and no search of desk staff until it is lifted"),
        (Right::Object, "news stopped as soon as it was recorded"),
        (Right::Withdraw, "taken back with `lanyard person withdraw`"),
        (Right::Complaint, "a complaint is answered by people"),
        (Right::Erase, "Would be erased"),
    ];
    let tried: BTreeSet<_> = does.iter().map(|(right, _)| *right).collect();
    assert_eq!(tried, Right::ALL.iter().copied().collect());
    for (right, does) in does {
        let request = office.asks(right.code());
        let before = office.acts();
        let said = office.done(&["rights", "preview", &request]);
        assert_eq!(office.acts(), before + 1, "{right}: who looked is in the log, once (R27)");
        assert!(said.contains(&office.ann), "{right} says whom it is about: {said}");
        assert!(said.contains(does), "{right} says what it does: {said}");
        let json = office.day.json(&["rights", "preview", &request]);
        assert_eq!(json["registrations"][0], office.ann.as_str(), "{right}: {json}");
        assert!(json["sent"].is_array(), "{right}: {json}");
        if right == Right::Erase {
            assert_eq!(json["versions"], 1, "{json}");
        } else {
            assert!(json["does"].as_str().unwrap().contains(does), "{right}: {json}");
        }
        if right != Right::Object {
            office.done(&["rights", "close", &request, "taken-back"]);
            let closed = office.day.json(&["rights", "preview", &request]);
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
    let before = office.acts();
    let all = office.done(&["rights", "list", "--all"]);
    assert_eq!(office.acts(), before + 1, "who looked is in the log (R27)");
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
    let wrong = office.day.run(&["rights", "lift", &office.ann]);
    assert!(wrong.status.code() == Some(2) && wrong.complaint().contains("--they-were-told"), "{wrong:?}");
    assert!(office.done(&["find", "--event", EVENT, "ann"]).contains("restricted"));
    let letters = office.day.folder.made("letters");
    office.done(&["rights", "letter", &erase, "--before-lifting", "--in-plain-form-to", letters.to_str().unwrap()]);
    office.done(&["rights", "lift", &office.ann, "--they-were-told"]);
    assert!(office.done(&["find", "--event", EVENT, "ann"]).contains("standing"));

    // Nothing of the kind is said of who was never restricted; of a complaint without an answer, that its letter promises one.
    let access = office.asks("access");
    assert!(!office.done(&["rights", "close", &access, "taken-back"]).contains("restricted"));
    let complaint = office.asks("complaint");
    let closed = office.done(&["rights", "close", &complaint, "done"]);
    assert!(closed.contains("No answer to it is written down here"), "{closed}");
    let complaint = office.asks("complaint");
    let words = office.day.file("words.txt", "We moved the desk.");
    office.done(&["rights", "write-down", &complaint, "--answer", "--words", &words]);
    assert!(!office.done(&["rights", "close", &complaint, "done"]).contains("No answer"));
}

//! What people ask for, as a data protection officer goes through it on the command line: what will happen is said before it does,
//! where a request stands is in the list, and how it ended says what is left to do (R15 to R20, R25).

use std::collections::BTreeSet;

use lanyard::domain::rights::Right;
use serde_json::Value;

use super::day::{Day, EVENT};
use super::recipient::{Recipient, close};

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
        self.asks_of(right, &self.ann)
    }

    fn asks_of(&self, right: &str, about: &str) -> String {
        let request = self.day.json(&["rights", "record", right, "--about", about]);
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
fn r18_r21_a_preview_says_in_json_all_that_it_says_to_people() {
    let office = Office::new();
    let list = "given_name,family_name,date_of_birth,email,consent_marketing_email,asked_how\n\
                Ben,May,1990-01-01,ben@example.org,no,out loud\n";
    let ben = office.day.register(&office.day.file("more.csv", list), 0)[0]["kept"].as_str().unwrap().to_owned();
    let [records, news] = [("records", "record-keeping"), ("news", "news")]
        .map(|(code, purpose)| Recipient::named(&office.day, code, purpose));
    close(&office.day, &[&records]);
    close(&office.day, &[&news]);
    let preview = |request: &str| office.day.json(&["rights", "preview", request]);

    let stopped = &preview(&office.asks_of("access", &ben))["sent"];
    assert_eq!(stopped.as_array().unwrap().len(), 2, "{stopped}");
    assert!(stopped[0]["columns"].as_array().unwrap().iter().any(|column| column == "name"), "{stopped}");
    assert_eq!(stopped[0]["told"].as_array().unwrap().len(), stopped[0]["columns"].as_array().unwrap().len());
    assert_eq!(stopped[1]["columns"].as_array().map(Vec::len), Some(0), "{stopped}");
    assert_eq!(stopped[1]["stops"][0], "email", "{stopped}");
    assert_eq!(stopped[1]["told"][0], "the email address, only to be stopped", "{stopped}");
    // Who was only to stop an address knows nobody by it, and is told of no erasure: that is said of each by itself.
    let said = office.done(&["rights", "preview", &office.asks_of("erase", &ben)]);
    let (erase, stays) = said.split_once("It stays stopped there:").unwrap_or_else(|| panic!("{said}"));
    assert!(
        erase.contains("to erase:")
            && erase.contains("keeping a record of who came")
            && !erase.contains("only to be stopped"),
        "{said}"
    );
    assert!(stays.contains("the email address, only to be stopped"), "{said}");

    let looked_like = ["--taken", "at noon", "--place", "the lawn", "--looked-like", "a green coat"];
    office.done(&[&["removal", "ask", &office.ann], &looked_like[..]].concat());
    let erasure = preview(&office.asks("erase"));
    assert_eq!(erasure["open_removals"], 1, "{erasure}");
    assert!(erasure.as_object().unwrap().contains_key("left_over"), "{erasure}");
    assert_eq!(erasure["sent"].as_array().unwrap().len(), 2, "{erasure}");
}

#[test]
fn r18_nobody_is_erased_before_it_was_shown_and_what_changed_since_is_shown_again() {
    let office = Office::new();
    let erase = office.asks("erase");
    office.done(&["rights", "identify", &erase, "--by", "badge"]);
    let carry_out = |more: &[&str], code| office.day.done(&[&["rights", "carry-out", &erase], more].concat(), code);
    let is_there = || office.done(&["find", "--event", EVENT, "ann"]).contains(&office.ann);
    let shown = |said: &str| said.trim().rsplit(' ').next().unwrap().to_owned();

    let first = carry_out(&[], 0);
    assert!(first.contains("Would be erased") && first.contains("Nothing was erased"), "{first}");
    assert_eq!(first, office.done(&["rights", "preview", &erase]), "as the preview says it, with its mark");
    assert!(carry_out(&["--shown", "00000000"], 1).contains("Would be erased"));
    assert!(is_there(), "it was only shown");

    office.done(&["person", "amend", &office.ann, "--set", "city=York", "--reason", "moved"]);
    carry_out(&["--shown", &shown(&first)], 1);
    assert!(is_there(), "there is more to erase than was shown");
    let json = office.day.json(&["rights", "carry-out", &erase]);
    let second = carry_out(&[], 0);
    assert_eq!(json["shown"], shown(&second), "{json}");
    // As it stands there.
    let line = second.split("lanyard ").last().unwrap().trim();
    assert!(office.done(&line.split_whitespace().collect::<Vec<_>>()).contains("Erased: "), "{line}");
    assert!(!is_there());
    carry_out(&["--shown", &shown(&second)], 1);
}

#[test]
fn r04_where_an_event_does_not_ask_about_equality_stopping_it_says_so() {
    let office = Office::new();
    let said = office.done(&["equality", "stop", &office.ann]);
    assert!(said.contains("does not ask about equality") && !said.contains("Whatever they answered"), "{said}");
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

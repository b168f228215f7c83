//! A day in two languages through the program alone, judged by programs from elsewhere (R13, R26).

use std::collections::BTreeSet;

use super::day::{Day, EVENT};
use super::recipient::{self, Recipient, unpack_and_judge};
use crate::support::tools::need;
use crate::support::welsh;

const LIST: &str = "given_name,date_of_birth,email,consent_marketing_email,asked_how,asked_in\n\
    Ann,1990-01-01,ann@example.org,yes,out loud,cy\n\
    Ben,1990-01-01,ben@example.org,no,out loud,en\n\
    Cat,1990-01-01,cat@example.org,yes,out loud,\n\
    Dot,1990-01-01,dot@example.org,yes,out loud,fr\n";

fn day_in_two_languages() -> (Day, String) {
    let day = Day::new();
    let file = day.file("cy.toml", welsh::FILE);
    let said = day.done(&["notice", "translate", EVENT, &file], 0);
    assert!(said.contains("People can be asked in English and Welsh under notice 1.0"), "{said}");
    (day, file)
}

#[test]
fn r13_a_day_in_two_languages_is_sealed_and_judged_from_elsewhere() {
    let Some(tools) = need(&recipient::JUDGES) else { return };
    let (day, _) = day_in_two_languages();
    let said = day.register(&day.file("list.csv", LIST), 3);
    let refused = said[3]["not_kept"][0].as_str().unwrap();
    assert_eq!(refused, "asked_in: Write en or cy, or nothing: the notice has no words in another language");
    assert_eq!((said[4]["kept"].as_u64(), said[4]["not_kept"].as_u64()), (Some(3), Some(1)));
    let office = Recipient::named(&day, "office", "record-keeping");
    let (key, into) = (day.key(), day.path("unpacked"));
    let batch = recipient::close(&day, &[&office]).remove(0);
    unpack_and_judge(&tools, &office, &key, &batch, &into);
    assert!(recipient::verify(&day, &office, &key, &[batch]).success());

    let table = |name: &str| csv::Reader::from_path(into.join(name)).unwrap();
    let mut events = table("consent_events.csv");
    let heads = events.headers().unwrap().clone();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let told: BTreeSet<_> = events
        .records()
        .map(|row| {
            let row = row.unwrap();
            (row[at("language")].to_owned(), row[at("notice")].to_owned(), row[at("statement")].to_owned())
        })
        .collect();
    assert_eq!(told.len(), 2, "{told:?}");
    let mut listed = BTreeSet::new();
    let mut notices = table("notice_versions.csv");
    let heads = notices.headers().unwrap().clone();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    for row in notices.records() {
        let row = row.unwrap();
        assert!(into.join(&row[at("file")]).is_file());
        listed.insert((row[at("language")].to_owned(), row[at("hash")].to_owned()));
    }
    assert_eq!(listed, told.iter().map(|(language, hash, _)| (language.clone(), hash.clone())).collect());
    assert!(told.iter().any(|(language, _, words)| language == "cy" && words.starts_with("A gaiff Imperial")));
}

#[test]
fn r26_languages_are_listed_shown_printed_and_told_of_when_a_version_replaces_them() {
    let (day, file) = day_in_two_languages();
    let listed = day.done(&["notice", "list"], 0);
    assert!(listed.contains("open-day 1.0  en  from 1 September 2026  in use"), "{listed}");
    assert!(listed.contains("open-day 1.0  cy  from 1 September 2026  in use"), "{listed}");
    let shown = day.done(&["notice", "show", EVENT], 0);
    assert!(shown.contains("It has its words in English and Welsh"), "{shown}");
    let shown = day.json(&["notice", "show", EVENT, "--language", "cy"]);
    assert_eq!((&shown["language"], &shown["languages"]), (&"cy".into(), &serde_json::json!(["en", "cy"])));
    assert!(shown["text"].as_str().unwrap().starts_with("# Eich manylion"), "{shown}");
    day.done(&["notice", "show", EVENT, "--language", "fr"], 1);
    let out = day.path("out");
    let out = out.to_str().unwrap();
    day.done(&["notice", "print", EVENT, "--language", "cy", "--to", out], 0);
    assert!(day.path("out").join("notice-open-day-2026-1.0-cy.pdf").is_file());

    // Published once.
    let again = day.run(&["notice", "translate", EVENT, &file]);
    assert_eq!(again.status.code(), Some(1));
    let complaint = again.complaint();
    assert!(
        complaint.contains("There is one thing to put right before this translation can be published"),
        "{complaint}"
    );
    assert!(complaint.contains("language: Write another language"), "{complaint}");

    // What is to be translated is a file, and the next version is in its own language only.
    let to_translate = day.done(&["notice", "translate", EVENT], 0);
    assert!(to_translate.contains("version = \"1.0\"") && to_translate.contains("{organisation}"), "{to_translate}");
    let draft = day.done(&["notice", "draft", EVENT], 0);
    let next = day.file("next.toml", &draft.replace("We do not sell data.", "We never sell data."));
    let said = day.done(&["notice", "publish", EVENT, &next], 0);
    let lost = "The version before has its words in Welsh too, and 1.1 has them in English only until it is translated";
    assert!(said.contains(lost), "{said}");
    let next = day.done(&["notice", "translate", EVENT, "--version", "1.1"], 0);
    assert!(next.contains("We never sell data."), "{next}");
    day.done(&["notice", "translate", EVENT, "--version", "9"], 1);
}

#[test]
fn r13_r26_words_in_another_language_are_written_listed_shown_published_and_thrown_away() {
    let day = Day::new();
    let begun = day.json(&["notice", "draft", EVENT, "--language", "cy"]);
    assert_eq!((&begun["version"], &begun["language"]), (&"1.0".into(), &"cy".into()));
    let shown = day.json(&["notice", "show", EVENT, "--draft", "--language", "cy"]);
    let wrong = shown["to_put_right"].as_array().unwrap();
    assert!(wrong.contains(&"first_say: Write it in this language too".into()), "{wrong:?}");
    let listed = day.done(&["notice", "list"], 0);
    assert!(listed.contains("open-day 1.0  cy  being written for open-day-2026, by"), "{listed}");
    let early = day.run(&["notice", "publish", EVENT, "--language", "cy"]);
    assert_eq!(early.status.code(), Some(1));
    assert!(early.complaint().contains("before this translation can be published"), "{}", early.complaint());

    // A file is taken in; a draft is printed as one again.
    let file = day.file("cy.toml", welsh::FILE);
    day.done(&["notice", "draft", EVENT, "--language", "fr", "--from", &file], 1);
    let kept = day.done(&["notice", "draft", EVENT, "--language", "cy", "--from", &file], 0);
    assert!(kept.contains("The draft of version 1.0 in Welsh is kept."), "{kept}");
    let printed = day.done(&["notice", "draft", EVENT, "--language", "cy"], 0);
    let again = day.file("again.toml", &printed);
    day.done(&["notice", "draft", EVENT, "--language", "cy", "--from", &again], 0);
    let shown = day.json(&["notice", "show", EVENT, "--draft", "--language", "cy"]);
    assert_eq!(shown["to_put_right"], serde_json::json!([]));
    let said = day.done(&["notice", "publish", EVENT, "--language", "cy"], 0);
    assert!(said.contains("People can be asked in English and Welsh under notice 1.0"), "{said}");
    day.done(&["notice", "show", EVENT, "--draft", "--language", "cy"], 1);

    // The next version begins with those words, while it is a draft itself.
    let draft = day.done(&["notice", "draft", EVENT], 0);
    let next = day.file("next.toml", &draft.replace("We do not sell data.", "We never sell data."));
    day.done(&["notice", "draft", EVENT, "--from", &next], 0);
    let begun = day.json(&["notice", "draft", EVENT, "--language", "cy", "--version", "1.1"]);
    assert!(begun["draft"]["text"].as_str().unwrap().starts_with("# Eich manylion"), "{begun}");
    let early = day.run(&["notice", "publish", EVENT, "--language", "cy"]).complaint();
    assert!(early.contains("Version 1.1 is being written still"), "{early}");
    day.done(&["notice", "publish", EVENT], 0);
    let gone = day.done(&["notice", "discard", EVENT, "--language", "cy"], 0);
    assert!(gone.contains("The draft in Welsh is gone."), "{gone}");
    assert!(!day.done(&["notice", "list"], 0).contains("being written"));
}

#[test]
fn r13_r15_a_yes_is_taken_back_in_the_language_that_is_named_or_that_they_were_asked_in_last() {
    let (day, _) = day_in_two_languages();
    let said = day.register(&day.file("list.csv", LIST), 3);
    let reference = |at: usize| said[at]["kept"].as_str().unwrap().to_owned();
    let (ann, cat) = (reference(0), reference(2));
    let withdraw = |reference: &str, more: &[&str], code| {
        day.done(&[&["person", "withdraw", reference, "--question", "news.email"], more].concat(), code)
    };
    withdraw(&ann, &["--language", "fr"], 1);
    let refused = "The notice has no words in that language, but in en, cy. Nothing was changed.";
    assert!(day.heard().contains(refused), "{}", day.heard());
    let said = withdraw(&ann, &[], 0);
    let recorded = "news.email: stopped at once. Recorded with these words, in Welsh: “A gaiff Imperial";
    assert!(said.starts_with(recorded) && said.trim_end().ends_with('”'), "{said}");
    withdraw(&cat, &["--language", "cy", "--on-paper=P-17"], 0);
    for reference in [&ann, &cat] {
        let shown = day.json(&["person", "show", reference]);
        let proof = &shown["answers"].as_array().unwrap().last().unwrap()["answer"]["evidence"];
        assert_eq!(proof["language"], "cy", "{proof}");
        let told = if *reference == cat { ("on-paper", Some("P-17")) } else { ("out-loud", None) };
        assert_eq!((proof["how"].as_str().unwrap(), proof["paper_form"].as_str()), told, "{proof}");
        assert!(proof["statement"].as_str().unwrap().starts_with("A gaiff Imperial"), "{proof}");
    }
    // Once more is once more in the ledger, and scripts are told the words too.
    let said = day.json(&["person", "withdraw", &ann, "--question", "news.email", "--language", "en"]);
    assert_eq!(
        (&said["withdrawn"], &said["said"], &said["language"]),
        (&"news.email".into(), &"withdrawn".into(), &"en".into())
    );
    let shown = day.json(&["person", "show", &ann]);
    assert_eq!(
        said["statement"],
        shown["answers"].as_array().unwrap().last().unwrap()["answer"]["evidence"]["statement"]
    );
    // Everything that is named, or nothing of it.
    let ben = reference(1);
    let both = ["person", "withdraw", &ben, "--question", "news.email", "--question", "special.health.opportunities"];
    day.done(&both, 1);
    assert_eq!(day.json(&["person", "show", &ben])["standings"]["news.email"], "no");
    let amend = ["person", "amend", &ben, "--set", "email=ben@example.com", "--reason", "moved", "--language", "cy"];
    day.done(&amend, 1);
    assert!(day.heard().contains("nothing here says what one answered. Nothing was changed."), "{}", day.heard());
    assert_eq!(day.json(&["person", "show", &ben])["versions"].as_array().unwrap().len(), 1);
}

#[test]
fn r13_r11_a_guardian_is_asked_in_the_language_that_is_named() {
    let (day, _) = day_in_two_languages();
    let said = day.register(&day.file("list.csv", LIST), 3);
    let ben = said[1]["kept"].as_str().unwrap();
    let set = [
        "date_of_birth=2018-01-01",
        "guardian_name=Robin Lee",
        "guardian_relationship=mother",
        "guardian_email=robin@example.org",
        "guardian.responsible=yes",
        "guardian.consent=yes",
    ];
    let set = set.iter().flat_map(|assignment| ["--set", assignment]);
    let amend = ["person", "amend", ben, "--reason", "wrong year", "--language", "cy"].into_iter().chain(set);
    day.done(&amend.collect::<Vec<_>>(), 0);
    let shown = day.json(&["person", "show", ben]);
    let answers = shown["answers"].as_array().unwrap();
    let told: Vec<_> = answers.iter().map(|kept| &kept["answer"]["evidence"]["language"]).collect();
    assert_eq!(told, ["en", "cy", "cy"], "{answers:#?}");
}

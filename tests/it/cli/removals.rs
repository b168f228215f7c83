//! Recordings to be taken out (R12), from the command line to what the photographer's office unpacks.

use super::day::{Day, EVENT};
use super::recipient::{self, JUDGES, Recipient};
use crate::support::tools::need;

const LIST: &str =
    "given_name,family_name,date_of_birth,consent_photography,asked_how\nAnn,Lee,1990-01-01,yes,out loud\n";

#[test]
fn r12_whoever_records_unpacks_whom_to_take_out_and_the_judges_find_nothing_wrong() {
    let Some(tools) = need(&JUDGES) else { return };
    let day = Day::new();
    let list = day.file("list.csv", LIST);
    let kept = day.register(&list, 0);
    let reference = kept[0]["kept"].as_str().unwrap().to_owned();
    let press = Recipient::named(&day, "press", "recording");
    let first = recipient::close(&day, &[&press]);
    let said = ["--taken", "half past ten", "--place", "the lawn", "--looked-like", "a zebrahat"];
    day.done(&[&["removal", "ask", &reference], &said[..]].concat(), 0);
    assert!(day.done(&["removal", "list", EVENT], 0).contains("a zebrahat"));
    let second = recipient::close(&day, &[&press]);
    let key = day.key();
    let verified = recipient::verify(&day, &press, &key, &[first[0].clone(), second[0].clone()]);
    assert!(verified.success(), "{verified:?}");
    let into = day.path("unpacked");
    recipient::unpack_and_judge(&tools, &press, &key, &second[0], &into);
    let actions = std::fs::read_to_string(into.join("actions.csv")).unwrap();
    assert!(actions.contains("remove_recording") && actions.contains(&reference), "{actions}");
    for file in std::fs::read_dir(&into).unwrap() {
        let path = file.unwrap().path();
        let text = if path.is_file() {
            String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned()
        } else {
            continue;
        };
        assert!(!text.contains("zebrahat") && !text.contains("the lawn"), "{}", path.display());
    }
    // Typed as it may be heard: without its hyphen, and small.
    let typed = reference.replace('-', "").to_lowercase();
    day.done(&["removal", "end", EVENT, "1", &typed, "removed"], 0);
}

#[test]
fn r12_a_lead_prints_one_badge_by_its_reference() {
    let day = Day::new();
    let kept = day.register(&day.file("list.csv", LIST), 0);
    let reference = kept[0]["kept"].as_str().unwrap().to_owned();
    let out = day.path("out");
    let badge = ["person", "badge", &reference];
    day.done(&badge, 2);
    let to = ["--in-plain-form-to", out.to_str().unwrap()];
    assert!(day.done(&[&badge[..], &to].concat(), 0).contains("Print it, then remove the file."));
    let files: Vec<_> = std::fs::read_dir(&out).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 1);
    let Some(says) = crate::support::pdf::text_of(&files[0]) else { return };
    assert!(says.contains("Ann") && says.contains(&reference) && says.contains("Do not record"), "{says}");
}

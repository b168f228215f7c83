//! The desk's signing key is replaced when somebody loses access: recipients verify across that, and the desk says with whom the
//! words have to be compared again (R21, R22).

use std::path::PathBuf;

use super::day::{Day, EVENT};
use super::recipient::{Recipient, close};
use crate::support::tools::{Output, run};

fn verify(day: &Day, office: &Recipient, keys: &[&str], after: Option<&str>, files: &[PathBuf]) -> Output {
    let mut command = day.command(&["batch", "verify", "--identity", &office.identity]);
    for key in keys {
        command.args(["--desk-key", key]);
    }
    command.args(after.map(|after| ["--after", after]).into_iter().flatten()).args(files);
    run(&mut command)
}

fn found(output: &Output, sentence: &str) {
    assert_eq!(output.status.code(), Some(4), "{sentence}: {output:?}");
    assert!(output.text().contains(sentence), "{output:?}");
}

fn comes(day: &Day, name: &str) {
    let list = day.file("list.csv", &format!("given_name,date_of_birth,asked_how\n{name},1990-01-01,out loud\n"));
    day.register(&list, 0);
}

#[test]
fn r21_r22_batches_are_verified_across_a_change_of_the_desks_key_and_the_words_are_compared_again() {
    let day = Day::new();
    let office = Recipient::named(&day, "office", "record-keeping");
    comes(&day, "Ann");
    let first = close(&day, &[&office]).remove(0);
    let old = day.key();
    assert!(day.done(&["recipient", "list"], 0).contains("office  Somebody  record-keeping  words compared\n"));

    day.done(&["staff", "recovery-code"], 0);
    let new = day.key();
    assert_ne!(old, new);
    assert!(day.done(&["recipient", "list"], 0).contains("BUT THIS DESK HAS A NEWER KEY: compare again"));
    assert_eq!(day.json(&["recipient", "list"])["desk_key_changed"], true);
    comes(&day, "Bob");
    let out = day.path("out");
    let closing = day.run(&["close-day", "--event", EVENT, "--to", "office", "--out", out.to_str().unwrap()]);
    assert!(closing.success(), "nothing goes to a stranger: {closing:?}");
    let own = day.json(&["key"]);
    let own: Vec<&str> = own["words"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
    let own = own.join(" ");
    let said = closing.complaint();
    assert!(said.contains("office still has an older key of this desk") && said.contains(&own), "{said}");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert_eq!(files[0], first);

    found(&verify(&day, &office, &[&old], None, &files), "Another desk signed this batch");
    found(&verify(&day, &office, &[&new], None, &files), "Another desk signed this batch");
    let whole = verify(&day, &office, &[&old, &new], None, &files);
    assert!(whole.success(), "{whole:?}");
    // The old key must not sign anything after the new one.
    found(&verify(&day, &office, &[&new, &old], None, &files), "Batch 2 is signed with an older key of the desk");

    // From a known point on, the old key is not needed any more.
    let known = verify(&day, &office, &[&old], None, &files[..1]);
    let said = known.text();
    let after = said.lines().last().unwrap().split("--after ").nth(1).unwrap();
    assert!(after.starts_with("1:"), "{said}");
    assert!(verify(&day, &office, &[&new], Some(after), &files[1..]).success());
    found(&verify(&day, &office, &[&new], None, &files[1..]), "Batch 1 is missing");
    found(&verify(&day, &office, &[&old], Some(after), &files[..1]), "Batch 1 is here twice, or was imported before");
    let other = format!("1:{}", "0".repeat(64));
    found(&verify(&day, &office, &[&new], Some(&other), &files[1..]), "Batch 1 is not the one that the desk made");
    assert_eq!(verify(&day, &office, &[&new], Some("1"), &files[1..]).status.code(), Some(2));

    // The lead compares the words with them again.
    let words = day.heard();
    let words = words.lines().find(|line| line.contains("\"words\"") && line.contains("\"recipient\""));
    let words: serde_json::Value = serde_json::from_str(words.unwrap()).unwrap();
    let words: Vec<&str> = words["words"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
    let confirmed = day.done(&[&["recipient", "confirm", "office"], &words[..]].concat(), 0);
    assert!(confirmed.contains(&own), "{confirmed}");
    assert_eq!(day.json(&["recipient", "list"])["desk_key_changed"], false);
    let quiet = day.run(&["close-day", "--event", EVENT, "--to", "office", "--out", out.to_str().unwrap()]);
    assert!(quiet.success() && quiet.complaint().is_empty(), "{quiet:?}");
}

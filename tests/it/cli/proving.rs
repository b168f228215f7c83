//! The audit log against what the office holds, and letting nothing go but what was shown (R24, R27).

use super::day::{Day, EVENT};
use super::recipient::{Recipient, close};
use crate::support::tools::run;

const LIST: &str = "given_name,family_name,date_of_birth,email,consent_marketing_email,asked_how\n\
    Ann,Lee,1990-01-01,ann@example.org,yes,out loud\n";

#[test]
fn r27_a_batch_and_the_head_that_it_says_prove_the_log() {
    let day = Day::new();
    day.register(&day.file("list.csv", LIST), 0);
    let office = Recipient::named(&day, "office", "record-keeping");
    let batch = close(&day, &[&office]).remove(0);
    let batch = batch.to_str().unwrap();
    let key = day.key();
    let shown = day.done(&["batch", "show", "--identity", &office.identity, "--desk-key", &key, batch], 0);
    let head = shown.lines().find_map(|line| line.trim().strip_prefix("audit log: ")).unwrap().to_owned();
    let verify = |arguments: &[&str], code: i32| day.done(&[&["audit", "verify"], arguments].concat(), code);
    assert!(verify(&[], 0).contains(&format!("names {head}: they can read that out")));
    assert!(verify(&["--batch", batch, "--identity", &office.identity], 0).contains("is as the other copy has it"));
    assert!(verify(&["--head", &head], 0).contains("is as the other copy has it"));
    let (act, digits) = head.split_once(':').unwrap();
    let other = if digits.starts_with('0') { "1" } else { "0" };
    assert!(verify(&["--head", &format!("{act}:{other}{}", &digits[1..])], 4).contains("was changed there or before"));
    assert!(verify(&["--head", &format!("999:{digits}")], 4).contains("acts were cut off its end"));
    let wrong = run(&mut day.command(&["audit", "verify", "--head", "12"]));
    assert_eq!(wrong.status.code(), Some(2), "{wrong:?}");

    // The key is replaced, twice: a batch from before is this desk's all the same, for whoever has its older keys.
    let mut keys = vec![key];
    for _ in 0..2 {
        day.done(&["staff", "recovery-code"], 0);
        keys.push(day.key());
    }
    let with_batch = |keys: &[&str]| {
        let mut command = day.command(&["audit", "verify", "--batch", batch, "--identity", &office.identity]);
        keys.iter().for_each(|key| _ = command.args(["--desk-key", key]));
        run(&mut command)
    };
    let stranger = with_batch(&[]);
    assert!(!stranger.success() && stranger.complaint().contains("Another desk signed this batch"), "{stranger:?}");
    let own = with_batch(&[&keys[0], &keys[1]]);
    assert!(own.success() && own.text().contains("is as the other copy has it"), "{own:?}");
}

#[test]
fn r24_nothing_is_let_go_before_it_was_shown_and_what_nothing_went_of_has_no_certificate() {
    let day = Day::new();
    let folder = day.path("out");
    let purge = |more: &[&str], code: i32| {
        let command = ["--json", "retention", "purge", EVENT, "--certificate", folder.to_str().unwrap()];
        day.done(&[&command[..], more].concat(), code)
    };
    let acts = || day.json(&["audit", "verify"])["acts"].as_u64().unwrap();
    let before = acts();
    let shown = purge(&[], 0);
    let last: serde_json::Value = serde_json::from_str(shown.lines().last().unwrap()).unwrap();
    let mark = last["shown"].as_str().unwrap();
    assert!(day.done(&["retention", "due", EVENT], 0).ends_with("Nothing was let go, and nothing would go today.\n"));
    assert_eq!(acts(), before, "it was only shown");
    purge(&["--shown", "00000000"], 1);
    assert_eq!(acts(), before, "it was only shown");
    purge(&["--shown", mark], 0);
    assert!(acts() > before);
    assert!(crate::support::scratch::files(&folder).is_empty(), "there is nothing to certify");
}

#[test]
fn r24_what_is_said_to_be_run_can_be_run_as_it_stands_there() {
    let day = Day::new();
    let list = "given_name,family_name,date_of_birth,consent_special_health,health_conditions,asked_how\n\
                Ann,Lee,1990-01-01,yes,faints in crowds,out loud\n";
    day.register(&day.file("list.csv", list), 0);
    let folder = day.path("out");
    let shown = ["retention", "purge", EVENT, "--certificate", folder.to_str().unwrap(), "--not-taken-in-too", "late"];
    let says = day.done(&shown, 0);
    let line = says.split("lanyard ").last().unwrap().trim();
    let line = line.replace("FOLDER", folder.to_str().unwrap()).replace("REASON", "late");
    assert!(crate::support::scratch::files(&folder).is_empty(), "it was only shown");
    day.done(&line.split_whitespace().collect::<Vec<_>>(), 0);
    assert_eq!(crate::support::scratch::files(&folder).len(), 2, "the certificate, to print and to read");
    assert!(day.done(&shown, 0).ends_with("nothing would go today.\n"));
}

//! A sealed batch that is not in the outbox as it was sealed, from the command line: named, never copied, exit code 1; a
//! whole copy puts it right (R22).

use super::day::{Day, EVENT};
use super::recipient::{Recipient, close, verify};

#[test]
fn r22_a_damaged_or_missing_batch_is_named_and_not_copied_and_a_whole_copy_puts_it_right() {
    let day = Day::new();
    let list = day.file("list.csv", "given_name,date_of_birth,asked_how\nAnn,1990-01-01,out loud\n");
    day.register(&list, 0);
    let office = Recipient::named(&day, "office", "record-keeping");
    let copy = close(&day, &[&office]).remove(0);
    let sealed = day.path("Day.lanyard/outbox").join(copy.file_name().unwrap());
    let whole = std::fs::read(&sealed).unwrap();
    let other = day.path("other");
    std::fs::create_dir(&other).unwrap();
    let close_to = |out: &std::path::Path| {
        day.run(&["close-day", "--event", EVENT, "--to", "office", "--out", out.to_str().unwrap()])
    };

    let mut damaged = whole.clone();
    damaged[whole.len() / 2] ^= 1;
    std::fs::write(&sealed, damaged).unwrap();
    let said = day.done(&["check"], 4);
    assert!(said.contains("Batch 1 to office") && said.contains("was changed or damaged in the outbox"), "{said}");
    let refused = close_to(&other);
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    let why = refused.complaint();
    assert!(why.contains("Batch 1 to office: NOT COPIED.") && why.contains("a whole copy is taken back"), "{why}");
    assert!(refused.text().contains("office: batch 2, "), "the next one is whole: {refused:?}");
    assert!(!other.join(copy.file_name().unwrap()).exists());

    let mended = close_to(&day.path("out"));
    assert!(mended.success() && mended.text().contains("was taken back from here"), "{mended:?}");
    assert_eq!(std::fs::read(&sealed).unwrap(), whole);
    assert!(verify(&day, &office, &day.key(), &[copy]).success());
    day.done(&["check"], 0);

    std::fs::remove_file(&sealed).unwrap();
    assert!(day.done(&["check"], 4).contains("is not in the outbox any more"));
    let empty = day.path("empty");
    std::fs::create_dir(&empty).unwrap();
    assert_eq!(close_to(&empty).status.code(), Some(1));
    assert!(close_to(&day.path("out")).success());
    assert_eq!(std::fs::read(&sealed).unwrap(), whole);

    // Where no copy is left anywhere, it says what helps, and that does.
    std::fs::remove_file(&sealed).unwrap();
    let lost = close_to(&empty);
    let why = lost.complaint();
    assert!(why.contains("remove the recipient and add it again under another code"), "{why}");
    day.done(&["recipient", "remove", "office"], 0);
    let anew = Recipient::named(&day, "office-2", "record-keeping");
    let batch = close(&day, &[&anew]).remove(0);
    let shown = ["batch", "show", "--identity", &anew.identity, "--desk-key", &day.key(), batch.to_str().unwrap()];
    let shown = day.done(&shown, 0);
    assert!(shown.starts_with("Batch 1 to office-2: whole"), "{shown}");
    let people = shown.lines().find(|line| line.contains("registrations.csv")).unwrap();
    assert!(people.ends_with(", 1 row"), "{shown}");
    day.done(&["check"], 0);
}

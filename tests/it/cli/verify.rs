//! `lanyard batch verify`, as a recipient runs it: whole batches in their order pass; whatever is not as the desk made it
//! is named, with exit code 4 (R22).

use std::path::{Path, PathBuf};
use std::process::Command;

use lanyard::batch::header::BatchHeader;
use lanyard::batch::keys::RecipientIdentity;
use lanyard::batch::manifest::MANIFEST;
use lanyard::batch::signing::SigningKey;

use crate::batch::sample::{Ends, NAME, PEOPLE, header};
use crate::batch::tamper::{self, Files, changed};
use crate::support::tools::{Output, run};

/// Runs the program with the office's identity and the desk's key, or others.
fn verify_with(identity: &Path, desk_key: &str, files: &[PathBuf]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lanyard"));
    command.args(["batch", "verify", "--desk-key", desk_key, "--identity"]).arg(identity).args(files);
    run(&mut command)
}

fn verify(ends: &Ends, files: &[PathBuf]) -> Output {
    verify_with(&ends.identity_file(), &ends.desk.public().to_string(), files)
}

/// The one sentence that says what was found; nothing else is said, and nothing of a person.
fn found(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(4), "{output:?}");
    assert_eq!(output.complaint(), "");
    let text = output.text();
    let mut lines = text.lines();
    let sentence = lines.next().unwrap().to_owned();
    assert!(sentence.ends_with('.') && lines.next().is_none(), "{text}");
    assert!(!text.contains(NAME) && !text.contains("someone@example.org"), "{text}");
    // The path of the file stands before the sentence.
    sentence.split_once(".age: ").map_or(sentence.clone(), |(_, said)| said.to_owned())
}

/// What is changed, in words; how; and a part of the sentence that has to name it.
type Change = (&'static str, fn(&mut Files, &Ends), &'static str);

const CHANGES: [Change; 6] = [
    ("manifest", |files, _| files.replace(MANIFEST, "office", "0ffice"), "after the desk signed it"),
    ("row", |files, _| files.replace("registrations.csv", "-Lee", "-Leo"), "registrations.csv"),
    ("removed file", |files, _| files.remove("answers.csv"), "answers.csv"),
    (
        "code",
        |files, ends| {
            files.replace("consent_events.csv", ",yes,", ",yep,");
            files.list("consent_events.csv");
            files.sign(ends);
        },
        "consent_events.csv",
    ),
    (
        "orphan",
        |files, ends| {
            files.replace("consent_events.csv", &PEOPLE[1].to_string(), "00000000-0000-0000-0000-0000000000ff");
            files.list("consent_events.csv");
            files.sign(ends);
        },
        "registrations.csv",
    ),
    ("added file", |files, _| files.add("extra.csv", b"more"), "not"),
];

#[test]
fn r22_every_change_inside_a_batch_is_a_sentence_and_exit_code_4() {
    let ends = Ends::new();
    let whole = verify(&ends, &[ends.seal().path]);
    assert_eq!(whole.text(), "Batch 1 to office: whole, signed, and in its place.\n", "{whole:?}");
    assert!(whole.success());

    let mut sentences = std::collections::BTreeSet::new();
    for (what, change, named) in CHANGES {
        let ends = Ends::new();
        let file = changed(&ends, |files| change(files, &ends));
        let sentence = found(&verify(&ends, &[file]));
        assert!(sentence.contains(named), "{what}: {sentence}");
        assert!(sentences.insert(sentence.clone()), "{what} is called what another change is: {sentence}");
    }
}

#[test]
fn r22_a_flipped_byte_broken_zip_bytes_and_wrong_keys_are_a_sentence_and_exit_code_4() {
    let ends = Ends::new();
    let sealed = ends.seal().path;
    let mut bytes = std::fs::read(&sealed).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let flipped = ends.folder.join("flipped.zip.age");
    std::fs::write(&flipped, bytes).unwrap();
    found(&verify(&ends, &[flipped]));

    let mut plain = tamper::unseal(&ends, &sealed);
    let data = plain.windows(17).position(|bytes| bytes == b"registrations.csv").unwrap() + 40;
    plain[data] ^= 0x10;
    found(&verify(&ends, &[tamper::seal(&ends, &sealed, &plain)]));
    plain.truncate(plain.len() - 30);
    found(&verify(&ends, &[tamper::seal(&ends, &sealed, &plain)]));

    let stranger = ends.folder.join("stranger.txt");
    std::fs::write(&stranger, RecipientIdentity::generate().to_secret_text().as_bytes()).unwrap();
    let other_desk = SigningKey::generate().unwrap().public().to_string();
    let desk = ends.desk.public().to_string();
    let wrong_identity = found(&verify_with(&stranger, &desk, std::slice::from_ref(&sealed)));
    let wrong_desk = found(&verify_with(&ends.identity_file(), &other_desk, &[sealed]));
    assert_ne!(wrong_identity, wrong_desk);
}

#[test]
fn r22_a_missing_a_repeated_and_a_reordered_batch_are_a_sentence_and_exit_code_4() {
    let ends = Ends::new();
    let mut sealed: Vec<PathBuf> = Vec::new();
    let mut previous = None;
    for sequence in 1..=3 {
        let next: BatchHeader = header(sequence, previous);
        let batch = ends.seal_as(next);
        previous = Some(batch.manifest_sha256);
        sealed.push(batch.path);
    }
    let [one, two, three] = [0, 1, 2].map(|at| sealed[at].clone());
    let in_order = verify(&ends, &sealed);
    assert!(in_order.success() && in_order.text().lines().count() == 3, "{in_order:?}");
    for files in [
        vec![one.clone(), three.clone()],
        vec![one.clone(), two.clone(), two.clone()],
        vec![two.clone(), one.clone(), three.clone()],
        vec![one.clone(), three, two],
    ] {
        found(&verify(&ends, &files));
    }
    // A second batch of the same number, made from a copy of the desk.
    let twin = Ends { folder: crate::support::scratch::Folder::new(), ..ends };
    let other = twin.seal_as(BatchHeader { created_at: crate::batch::sample::time(18, 0), ..header(1, None) });
    found(&verify(&twin, &[one, other.path]));
}

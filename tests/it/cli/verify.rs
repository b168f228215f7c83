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

/// The one sentence that says what was found, and no other; nothing else is said, and nothing of a person.
fn finds(output: &Output, sentence: &str) {
    assert_eq!(output.status.code(), Some(4), "{sentence}: {output:?}");
    assert_eq!(output.complaint(), "");
    let text = output.text();
    assert!(!text.contains(NAME) && !text.contains("someone@example.org"), "{text}");
    // The path of the file, where one is to blame, stands before the sentence.
    let said = text.split_once(".age: ").map_or(text.as_str(), |(_, said)| said);
    assert!(said.starts_with(sentence) && said.ends_with(".\n") && said.lines().count() == 1, "{sentence}: {text}");
}

/// What is changed, and the beginning of the sentence that names it.
type Change = (fn(&mut Files, &Ends), &'static str);

const CHANGES: [Change; 6] = [
    (
        |files, _| files.replace(MANIFEST, "office", "0ffice"),
        "The manifest was changed after the desk signed it. Import nothing",
    ),
    (
        |files, _| files.replace("registrations.csv", "-Lee", "-Leo"),
        "registrations.csv was changed after the batch was made. Import nothing",
    ),
    (|files, _| files.remove("answers.csv"), "The batch has no answers.csv. Import nothing"),
    (
        |files, _| files.add("extra.csv", b"more"),
        "The batch holds extra.csv, which its manifest does not list. Import nothing",
    ),
    (
        |files, ends| {
            files.replace("consent_events.csv", ",yes,", ",yep,");
            files.list("consent_events.csv");
            files.sign(ends);
        },
        "In consent_events.csv, row 1, column said: ",
    ),
    (
        |files, ends| {
            files.replace("consent_events.csv", &PEOPLE[1].to_string(), "00000000-0000-0000-0000-0000000000ff");
            files.list("consent_events.csv");
            files.sign(ends);
        },
        "Row 2 of consent_events.csv points to no row of registrations.csv. Import nothing",
    ),
];

#[test]
fn r22_every_change_inside_a_batch_is_a_sentence_and_exit_code_4() {
    let ends = Ends::new();
    let whole = verify(&ends, &[ends.seal().path]);
    let said = "Batch 1 to office: whole, signed, and in its place.\nThe next batches follow --after 1:";
    assert!(whole.text().starts_with(said) && whole.text().lines().count() == 2, "{whole:?}");
    assert!(whole.success());

    for (change, sentence) in CHANGES {
        let ends = Ends::new();
        let file = changed(&ends, |files| change(files, &ends));
        finds(&verify(&ends, &[file]), sentence);
    }
}

/// The batch with one byte of the sealed file changed, under the name that the desk gave it.
fn flipped(ends: &Ends, sealed: &Path, at: usize) -> PathBuf {
    let mut bytes = std::fs::read(sealed).unwrap();
    bytes[at] ^= 1;
    let folder = ends.folder.join("flipped");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(sealed.file_name().unwrap());
    std::fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn r22_a_flipped_byte_and_broken_zip_bytes_are_a_sentence_and_exit_code_4() {
    let ends = Ends::new();
    let sealed = ends.seal().path;
    let length = std::fs::read(&sealed).unwrap().len();
    for (at, sentence) in [
        (3, "This file is not a sealed batch, or its beginning is damaged."),
        (length / 2, "The sealed file is damaged or cut off. Import nothing"),
        (length - 1, "The sealed file is damaged or cut off. Import nothing"),
    ] {
        finds(&verify(&ends, &[flipped(&ends, &sealed, at)]), sentence);
    }
    let renamed = ends.folder.join("other.zip.age");
    std::fs::copy(&sealed, &renamed).unwrap();
    let name = sealed.file_name().unwrap().to_str().unwrap();
    let sentence = format!("The file has another name than the desk gave it. Rename it to {name}, ");
    finds(&verify(&ends, &[renamed]), &sentence);

    let mut plain = tamper::unseal(&ends, &sealed);
    let data = plain.windows(17).position(|bytes| bytes == b"registrations.csv").unwrap() + 40;
    plain[data] ^= 0x10;
    let broken = "The file opens, but the ZIP inside it is broken. Import nothing";
    finds(&verify(&ends, &[tamper::seal(&ends, &sealed, &plain)]), broken);
    plain.truncate(plain.len() - 30);
    finds(&verify(&ends, &[tamper::seal(&ends, &sealed, &plain)]), broken);
}

#[test]
fn r21_r22_a_wrong_key_at_either_end_is_a_sentence_and_exit_code_4() {
    let ends = Ends::new();
    let sealed = [ends.seal().path];
    let stranger = ends.folder.join("stranger.txt");
    std::fs::write(&stranger, RecipientIdentity::generate().to_secret_text().as_bytes()).unwrap();
    let other_desk = SigningKey::generate().unwrap().public().to_string();
    let desk = ends.desk.public().to_string();
    finds(&verify_with(&stranger, &desk, &sealed), "This key does not open the file: it is sealed to another, ");
    let of_another = "Another desk signed this batch than the one you know. Import nothing";
    finds(&verify_with(&ends.identity_file(), &other_desk, &sealed), of_another);
}

#[test]
fn r22_a_missing_a_repeated_and_a_reordered_batch_are_a_sentence_and_exit_code_4() {
    let ends = Ends::new();
    let mut sealed: Vec<PathBuf> = Vec::new();
    let mut previous = None;
    for sequence in 1..=3 {
        let batch = ends.seal_as(header(sequence, previous));
        previous = Some(batch.manifest_sha256);
        sealed.push(batch.path);
    }
    let in_order = verify(&ends, &sealed);
    assert!(in_order.success() && in_order.text().lines().count() == 4, "{in_order:?}");
    for (order, sentence) in [
        (&[1, 3][..], "Batch 2 is missing. Nothing after it may be imported"),
        (&[2, 3], "Batch 1 is missing. Nothing after it may be imported"),
        (&[1, 2, 2], "Batch 2 is here twice, or was imported before. Leave it out"),
        (&[2, 1, 3], "Batch 2 does not stand in its place. Put the batches in order"),
        (&[1, 3, 2], "Batch 3 does not stand in its place. Put the batches in order"),
    ] {
        let files: Vec<PathBuf> = order.iter().map(|sequence| sealed[sequence - 1].clone()).collect();
        finds(&verify(&ends, &files), sentence);
    }
    // Batches of those numbers made from a copy of the desk.
    let first = sealed[0].clone();
    let twin = Ends { folder: crate::support::scratch::Folder::new(), ..ends };
    let at = |hour, header: BatchHeader| BatchHeader { created_at: crate::batch::sample::time(hour, 0), ..header };
    let other = twin.seal_as(at(18, header(1, None)));
    let after_it = twin.seal_as(at(19, header(2, Some(other.manifest_sha256))));
    let altered = "Batch 1 is not the one that the desk made: a batch after it names another. Import neither";
    for file in [other.path, after_it.path] {
        finds(&verify(&twin, &[first.clone(), file]), altered);
    }
}

//! Who receives a day's batches, and what programs from elsewhere say of them.

use std::path::{Path, PathBuf};

use lanyard::batch::keys::RecipientIdentity;
use lanyard::batch::signing::SigningKey;

use super::day::{Day, EVENT};
use crate::support::tools::{Output, Tools, run};

/// What [`unpack_and_judge`] must have been given.
pub(crate) const JUDGES: [&str; 5] = ["age", "unzip", "minisign", "python3", "python:frictionless"];

/// Somebody whom the desk can choose: their identity is in a file as `age -i` takes it.
pub(crate) struct Recipient {
    pub(crate) code: &'static str,
    pub(crate) identity: String,
}

impl Recipient {
    /// Names a recipient and confirms its words.
    pub(super) fn named(day: &Day, code: &'static str, purpose: &str) -> Self {
        let (identity, acknowledging) = (RecipientIdentity::generate(), SigningKey::generate().unwrap());
        let (age, minisign) = (identity.public().to_string(), acknowledging.public().to_string());
        let keys = ["--age-key", &age, "--minisign-key", &minisign, "--purpose", purpose];
        let added = day.json(&[&["recipient", "add", code, "--name", "Somebody"], &keys[..]].concat());
        let words: Vec<&str> = added["words"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
        day.done(&[&["recipient", "confirm", code], &words[..]].concat(), 0);
        let file = day.file(&format!("{code}.txt"), &identity.to_secret_text());
        Self { code, identity: file }
    }
}

/// Closes the day for these recipients; answers the files, by recipient in their order.
pub(super) fn close(day: &Day, recipients: &[&Recipient]) -> Vec<PathBuf> {
    let out = day.path("out");
    let codes: Vec<&str> = recipients.iter().map(|recipient| recipient.code).collect();
    let command = [&["--json", "close-day", "--event", EVENT, "--out", out.to_str().unwrap(), "--to"], &codes[..]];
    let said = day.done(&command.concat(), 0);
    let closed: Vec<serde_json::Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    // Whatever waits in the outbox is copied out again: the one that was made now has the highest number.
    let newest = |code: &&str| {
        let theirs = closed.iter().filter(|one| one["recipient"] == **code);
        let newest = theirs.max_by_key(|one| one["sequence"].as_u64()).unwrap();
        PathBuf::from(newest["file"].as_str().unwrap())
    };
    codes.iter().map(newest).collect()
}

/// `lanyard batch verify`, as a recipient runs it: without a desk.
pub(super) fn verify(day: &Day, recipient: &Recipient, desk_key: &str, files: &[PathBuf]) -> Output {
    let mut command = day.command(&["batch", "verify", "--identity", &recipient.identity, "--desk-key", desk_key]);
    run(command.args(files))
}

/// Opens a batch with `age` and `unzip` into a new folder, and lets `minisign` and `frictionless` judge it.
pub(crate) fn unpack_and_judge(tools: &Tools, recipient: &Recipient, desk_key: &str, batch: &Path, into: &Path) {
    let said_well = |output: Output| assert!(output.success(), "{}: {output:?}", batch.display());
    std::fs::create_dir_all(into).unwrap();
    let plain = into.join("batch.zip");
    said_well(run(tools.command("age").args(["-d", "-i", &recipient.identity, "-o"]).arg(&plain).arg(batch)));
    said_well(run(tools.command("unzip").arg("-q").arg(&plain).arg("-d").arg(into)));
    std::fs::remove_file(&plain).unwrap();
    let mut minisign = tools.command("minisign");
    said_well(run(minisign.args(["-V", "-P", desk_key, "-m", "datapackage.json"]).current_dir(into)));
    let mut python = tools.python();
    said_well(run(python.args(["-m", "frictionless", "validate", "datapackage.json"]).current_dir(into)));
}

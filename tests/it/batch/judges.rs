//! Programs from elsewhere open, check and validate a real batch, and catch what is theirs to catch.
//!
//! What `age`, `unzip`, `minisign` and `frictionless` each catch here, `verify` catches too: see `verify.rs`.

use std::path::{Path, PathBuf};

use super::sample::{Ends, PEOPLE};
use super::tamper::{self, Files};
use crate::support::tools::{Output, Tools, need, run};

/// The plain files of the sample in a folder, as a recipient unpacks them with `age` and `unzip`.
fn unpack(tools: &Tools, ends: &Ends) -> PathBuf {
    let sealed = ends.seal();
    let (plain, folder) = (ends.folder.join("batch.zip"), ends.folder.join("batch"));
    let age =
        run(tools.command("age").arg("-d").arg("-i").arg(ends.identity_file()).arg("-o").args([&plain, &sealed.path]));
    assert!(age.success(), "{age:?}");
    let test = run(tools.command("unzip").arg("-t").arg(&plain));
    assert!(test.success(), "{test:?}");
    let unzip = run(tools.command("unzip").arg("-q").arg(&plain).arg("-d").arg(&folder));
    assert!(unzip.success(), "{unzip:?}");
    folder
}

fn minisign(tools: &Tools, folder: &Path, key: &str) -> Output {
    run(tools.command("minisign").args(["-V", "-P", key, "-m", "datapackage.json"]).current_dir(folder))
}

#[test]
fn age_unzip_and_minisign_open_and_check_a_real_batch() {
    let Some(tools) = need(&["age", "unzip", "minisign"]) else { return };
    let ends = Ends::new();
    let folder = unpack(&tools, &ends);
    let key = ends.desk.public().to_string();
    let verified = minisign(&tools, &folder, &key);
    assert!(verified.success(), "{verified:?}");
    assert!(verified.text().contains("batch after-hours-26_de5c0001_office_e9000001-0001"), "{verified:?}");
    assert!(folder.join("special_category.csv").exists() && folder.join("notices").is_dir());

    let stranger = lanyard::batch::signing::SigningKey::generate().unwrap().public().to_string();
    assert!(!minisign(&tools, &folder, &stranger).success(), "a wrong signer passed");
    let manifest = std::fs::read_to_string(folder.join("datapackage.json")).unwrap();
    std::fs::write(folder.join("datapackage.json"), manifest.replacen("office", "0ffice", 1)).unwrap();
    assert!(!minisign(&tools, &folder, &key).success(), "a changed manifest passed");
}

#[test]
fn age_catches_a_flipped_sealed_byte_and_a_wrong_key() {
    let Some(tools) = need(&["age", "age-keygen"]) else { return };
    let ends = Ends::new();
    let sealed = ends.seal();
    let open = |identity: &Path, file: &Path| {
        run(tools.command("age").arg("-d").arg("-i").arg(identity).arg("-o").arg(ends.folder.join("plain")).arg(file))
    };
    let office = ends.identity_file();
    assert!(open(&office, &sealed.path).success());
    let whole = std::fs::read(&sealed.path).unwrap();
    let flipped = ends.folder.join("flipped.zip.age");
    for at in [60, whole.len() / 2, whole.len() - 1] {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        std::fs::write(&flipped, bytes).unwrap();
        assert!(!open(&office, &flipped).success(), "a flip at {at} passed");
    }
    let stranger = ends.folder.join("stranger.txt");
    assert!(run(tools.command("age-keygen").arg("-o").arg(&stranger)).success());
    assert!(!open(&stranger, &sealed.path).success(), "a wrong key passed");
}

#[test]
fn a_key_of_age_keygen_and_one_of_minisign_are_good_keys_here() {
    let Some(tools) = need(&["age-keygen", "minisign"]) else { return };
    let ends = Ends::new();
    let identity = ends.folder.join("identity.txt");
    let (public, secret) = (ends.folder.join("minisign.pub"), ends.folder.join("minisign.key"));
    assert!(run(tools.command("age-keygen").arg("-o").arg(&identity)).success());
    let identity: lanyard::batch::keys::RecipientIdentity = std::fs::read_to_string(identity).unwrap().parse().unwrap();
    let made = run(tools.command("minisign").args(["-G", "-W", "-p"]).arg(&public).arg("-s").arg(&secret));
    assert!(made.success(), "{made:?}");
    let key: lanyard::batch::signing::VerifyingKey = std::fs::read_to_string(public).unwrap().parse().unwrap();
    let answer = ends.folder.join("answer.json");
    std::fs::write(&answer, "{}").unwrap();
    assert!(run(tools.command("minisign").arg("-S").arg("-s").arg(secret).arg("-m").arg(&answer)).success());
    let signature = std::fs::read_to_string(ends.folder.join("answer.json.minisig")).unwrap();
    assert_eq!(key.verify(b"{}", &signature), Ok(()));
    assert!(identity.public().to_string().starts_with("age1"));
}

#[test]
fn unzip_catches_broken_zip_bytes() {
    let Some(tools) = need(&["unzip"]) else { return };
    let ends = Ends::new();
    let sealed = ends.seal();
    let mut plain = tamper::unseal(&ends, &sealed.path);
    let file = ends.folder.join("batch.zip");
    let test = |plain: &[u8]| {
        std::fs::write(&file, plain).unwrap();
        run(tools.command("unzip").arg("-t").arg(&file))
    };
    assert!(test(&plain).success());
    let data = plain.windows(17).position(|bytes| bytes == b"registrations.csv").unwrap() + 40;
    plain[data] ^= 0x10;
    assert!(!test(&plain).success(), "broken bytes passed");
}

/// Lets `frictionless` validate the sample after a change, and gives the types of the errors it found.
fn frictionless(change: impl FnOnce(&mut Files)) -> Option<Vec<String>> {
    let tools = need(&["python:frictionless"])?;
    let ends = Ends::new();
    let sealed = ends.seal();
    let mut files = tamper::unzip(&tamper::unseal(&ends, &sealed.path));
    change(&mut files);
    let folder = ends.folder.join("batch");
    std::fs::create_dir_all(folder.join("notices")).unwrap();
    files.write_to(&folder);
    let output =
        run(tools.python().args(["-m", "frictionless", "validate", "datapackage.json", "--json"]).current_dir(&folder));
    let report: serde_json::Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"));
    assert_eq!(output.success(), report["valid"] == true, "{output:?}");
    let tasks = report["tasks"].as_array().unwrap();
    let errors = tasks.iter().chain([&report]).filter_map(|task| task["errors"].as_array()).flatten();
    Some(errors.map(|error| error["type"].as_str().unwrap().to_owned()).collect())
}

#[test]
fn frictionless_validates_a_real_batch() {
    let Some(errors) = frictionless(|_| ()) else { return };
    assert_eq!(errors, [""; 0]);
}

#[test]
fn frictionless_catches_a_changed_row() {
    let Some(errors) = frictionless(|files| files.replace("registrations.csv", "-Lee", "-Leo")) else { return };
    assert_eq!(errors, ["hash-count"]);
}

#[test]
fn frictionless_catches_a_removed_file() {
    let Some(errors) = frictionless(|files| files.remove("answers.csv")) else { return };
    assert_eq!(errors, ["scheme-error"]);
}

#[test]
fn frictionless_catches_a_changed_notice() {
    let name = format!("notices/{}.en.md", lanyard::batch::digest::Digest::of(b"notice").hex());
    let Some(errors) = frictionless(|files| files.replace(&name, "details", "cookies")) else { return };
    assert_eq!(errors, ["hash-count"]);
}

#[test]
fn frictionless_catches_a_wrong_code() {
    let change = |files: &mut Files| {
        files.replace("consent_events.csv", ",yes,", ",yep,");
        files.list("consent_events.csv");
    };
    let Some(errors) = frictionless(change) else { return };
    assert_eq!(errors, ["constraint-error"]);
}

#[test]
fn frictionless_catches_an_orphan_answer() {
    for (nobody, expected) in [("00000000-0000-0000-0000-0000000000ff", "foreign-key"), ("", "constraint-error")] {
        let change = |files: &mut Files| {
            files.replace("consent_events.csv", &PEOPLE[1].to_string(), nobody);
            files.list("consent_events.csv");
        };
        let Some(errors) = frictionless(change) else { return };
        assert_eq!(errors, [expected]);
    }
}

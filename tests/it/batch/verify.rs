//! What `verify` accepts, and what it refuses by name.

use lanyard::batch::cell::CellProblem;
use lanyard::batch::error::BatchError;
use lanyard::batch::keys::RecipientIdentity;
use lanyard::batch::manifest::MANIFEST;
use lanyard::batch::signing::SigningKey;
use lanyard::batch::verify::verify;

use super::sample::{Ends, NAME, PEOPLE, header};
use super::tamper::{self, Files, changed};

#[test]
fn r22_a_whole_batch_is_verified_and_its_rows_come_back() {
    let ends = Ends::new();
    let sealed = ends.seal();
    let mut verified = ends.verify(&sealed.path).unwrap();
    assert_eq!(verified.point(), header(1, None).point(sealed.manifest_sha256));
    assert_eq!(verified.statement().header, header(1, None));
    let mut rows = verified.rows("registrations.csv").unwrap();
    let first = rows.next_row().unwrap().unwrap();
    assert_eq!(first.get("registration"), Some(PEOPLE[0].to_string().as_str()));
    assert_eq!(first.get("full_name"), Some(NAME));
    assert_eq!(first.get("phone"), Some("tel:+442079460000"));
    assert_eq!(first.get("registered_at"), Some("2026-09-19T10:05:00Z"));
    assert_eq!(first.get("date_of_birth"), Some("1988-02-28"));
    assert_eq!(first.get("registered_offset"), Some("60"));
    assert_eq!(first.get("video"), None);
    assert_eq!(first.get("no such column"), None);
    assert!(rows.next_row().unwrap().is_some() && rows.next_row().unwrap().is_some());
    assert!(rows.next_row().unwrap().is_none());
    drop(rows);
    let mut guardians = verified.rows("guardians.csv").unwrap();
    assert_eq!(guardians.next_row().unwrap().unwrap().get("responsible"), Some("true"));
    drop(guardians);
    let readme = verified.document("README.txt").unwrap();
    assert!(String::from_utf8(readme).unwrap().contains("Look at the exit code"));
    assert!(matches!(verified.rows("secrets.csv"), Err(BatchError::MissingFile { .. })));
}

#[test]
fn the_first_flipped_bit_anywhere_in_the_sealed_file_is_found() {
    let ends = Ends::new();
    let sealed = ends.seal();
    let whole = std::fs::read(&sealed.path).unwrap();
    let folder = ends.folder.join("flipped");
    std::fs::create_dir(&folder).unwrap();
    let path = folder.join(sealed.path.file_name().unwrap());
    for at in (0..whole.len()).step_by(97).chain([whole.len() - 1]) {
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        std::fs::write(&path, flipped).unwrap();
        let error = ends.verify(&path).err().unwrap_or_else(|| panic!("a flip at {at} passed"));
        assert!(
            matches!(error, BatchError::NotSealed | BatchError::WrongKey | BatchError::Damaged),
            "a flip at {at}: {error}"
        );
    }
    for length in [0, 1, 100, whole.len() / 2, whole.len() - 1] {
        std::fs::write(&path, &whole[..length]).unwrap();
        let error = ends.verify(&path).err().unwrap();
        assert!(matches!(error, BatchError::NotSealed | BatchError::Damaged), "{length} bytes: {error}");
    }
    std::fs::write(&path, [whole.as_slice(), b"more"].concat()).unwrap();
    assert!(matches!(ends.verify(&path), Err(BatchError::Damaged)));
}

#[test]
fn r21_another_key_and_another_desk_are_refused() {
    let ends = Ends::new();
    let sealed = ends.seal();
    let stranger = RecipientIdentity::generate();
    assert!(matches!(verify(&sealed.path, &stranger, ends.desk.public()), Err(BatchError::WrongKey)));
    let other_desk = SigningKey::generate().unwrap();
    assert!(matches!(verify(&sealed.path, &ends.office, other_desk.public()), Err(BatchError::WrongSigner)));
}

#[test]
fn another_file_name_is_refused() {
    let ends = Ends::new();
    let sealed = ends.seal();
    let renamed = ends.folder.join("after-hours-26_de5c0001_office_e9000001-0002.zip.age");
    std::fs::copy(&sealed.path, &renamed).unwrap();
    let Err(BatchError::Renamed { expected }) = ends.verify(&renamed) else { panic!("accepted") };
    assert_eq!(expected, "after-hours-26_de5c0001_office_e9000001-0001.zip.age");
}

#[test]
fn a_file_sealed_to_one_more_reader_is_refused() {
    let ends = Ends::new();
    let sealed = ends.seal();
    let plain = tamper::unseal(&ends, &sealed.path);
    let mut keys: Vec<age::x25519::Recipient> = vec![ends.office.public().to_string().parse().unwrap()];
    keys.push(RecipientIdentity::generate().public().to_string().parse().unwrap());
    let encryptor = age::Encryptor::with_recipients(keys.iter().map(|key| key as &dyn age::Recipient)).unwrap();
    let path = tamper::seal(&ends, &sealed.path, b"");
    let mut out = encryptor.wrap_output(std::fs::File::create(&path).unwrap()).unwrap();
    std::io::Write::write_all(&mut out, &plain).unwrap();
    out.finish().unwrap();
    assert!(matches!(ends.verify(&path), Err(BatchError::OtherReaders)));
}

/// Each change, and the error that names it. Those that sign are a desk's own faults; the others are a stranger's work.
#[test]
fn every_change_to_the_files_is_found_and_named() {
    type Change = fn(&mut Files, &Ends);
    type Named = fn(&BatchError) -> bool;
    let cases: &[(&str, Change, Named)] = &[
        ("nothing", |_, _| (), |_| false),
        (
            "a changed row",
            |files, _| files.replace("registrations.csv", "-Lee", "-Leo"),
            |error| matches!(error, BatchError::Altered { entry } if entry == "registrations.csv"),
        ),
        (
            "a longer file",
            |files, _| files.get("answers.csv").extend(b"x\r\n"),
            |error| matches!(error, BatchError::Altered { entry } if entry == "answers.csv"),
        ),
        (
            "a changed notice",
            |files, _| {
                let name = format!("notices/{}.en.md", lanyard::batch::digest::Digest::of(b"notice").hex());
                files.replace(&name, "details", "cookies");
            },
            |error| matches!(error, BatchError::Altered { entry } if entry.starts_with("notices/")),
        ),
        (
            "a removed table",
            |files, _| files.remove("answers.csv"),
            |error| matches!(error, BatchError::MissingFile { entry } if entry == "answers.csv"),
        ),
        (
            "a removed document",
            |files, _| files.remove("README.txt"),
            |error| matches!(error, BatchError::MissingFile { entry } if entry == "README.txt"),
        ),
        (
            "an added file",
            |files, _| files.add("added.csv", b"a\r\n1\r\n"),
            |error| matches!(error, BatchError::Unlisted { entry } if entry == "added.csv"),
        ),
        (
            "a file that climbs out",
            |files, _| files.add("../added.csv", b""),
            |error| matches!(error, BatchError::UnsafeName),
        ),
        ("a Windows path", |files, _| files.add("..\\added.csv", b""), |error| matches!(error, BatchError::UnsafeName)),
        ("an absolute path", |files, _| files.add("/etc/added", b""), |error| matches!(error, BatchError::UnsafeName)),
        ("a drive", |files, _| files.add("C:added", b""), |error| matches!(error, BatchError::UnsafeName)),
        ("no manifest", |files, _| files.remove(MANIFEST), |error| matches!(error, BatchError::NoManifest { .. })),
        (
            "no signature",
            |files, _| files.remove("datapackage.json.minisig"),
            |error| matches!(error, BatchError::NoManifest { entry: "datapackage.json.minisig" }),
        ),
        (
            "a changed manifest",
            |files, _| files.replace(MANIFEST, "\"office\"", "\"0ffice\""),
            |error| matches!(error, BatchError::ManifestAltered),
        ),
        (
            "a manifest made to agree, unsigned",
            |files, _| {
                files.replace("registrations.csv", "-Lee", "-Leo");
                files.list("registrations.csv");
            },
            |error| matches!(error, BatchError::ManifestAltered),
        ),
        (
            "a manifest that is no JSON",
            |files, _| files.get(MANIFEST).truncate(100),
            |error| matches!(error, BatchError::ManifestUnreadable),
        ),
        (
            "a signature that is none",
            |files, _| files.get("datapackage.json.minisig").truncate(150),
            |error| matches!(error, BatchError::SignatureUnreadable),
        ),
        (
            "a later format",
            |files, _| files.manifest(|json| json["lanyard"]["format"] = 2.into()),
            |error| matches!(error, BatchError::NewerFormat { found: 2 }),
        ),
        (
            "other readers in the manifest",
            |files, ends| {
                files.manifest(|json| json["lanyard"]["sealed_to"] = serde_json::json!(["0123456789abcdef"]));
                files.sign(ends);
            },
            |error| matches!(error, BatchError::OtherReaders),
        ),
        (
            "a wrong code",
            |files, ends| {
                files.replace("consent_events.csv", ",yes,", ",yep,");
                files.list("consent_events.csv");
                files.sign(ends);
            },
            |error| {
                let problem = CellProblem::Code;
                matches!(error, BatchError::Cell { row: 1, column: "said", problem: found, .. } if *found == problem)
            },
        ),
        (
            "an orphan answer",
            |files, ends| {
                files.replace("consent_events.csv", &PEOPLE[1].to_string(), "00000000-0000-0000-0000-0000000000ff");
                files.list("consent_events.csv");
                files.sign(ends);
            },
            |error| {
                matches!(error, BatchError::Orphan { file: "consent_events.csv", row: 2, target: "registrations.csv" })
            },
        ),
        (
            "an answer of nobody",
            |files, ends| {
                files.replace("answers.csv", &PEOPLE[0].to_string(), "");
                files.list("answers.csv");
                files.sign(ends);
            },
            |error| matches!(error, BatchError::Cell { column: "registration", problem: CellProblem::Empty, .. }),
        ),
        (
            "a special value without its consent",
            |files, ends| {
                let consent = uuid::Uuid::from_u128(0xC4).to_string();
                files.replace("special_category.csv", &consent, "00000000-0000-0000-0000-0000000000ff");
                files.list("special_category.csv");
                files.sign(ends);
            },
            |error| matches!(error, BatchError::Orphan { file: "special_category.csv", .. }),
        ),
        (
            "a repeated row",
            |files, ends| {
                let rows = files.get("guardians.csv");
                let second = rows.split_inclusive(|b| *b == b'\n').nth(1).unwrap().to_owned();
                rows.extend(second);
                files.list("guardians.csv");
                files.sign(ends);
            },
            |error| matches!(error, BatchError::RepeatedKey { file: "guardians.csv", row: 2 }),
        ),
        (
            "a row too many for the count",
            |files, ends| {
                files.replace(
                    "equality.csv",
                    "disability,55",
                    "disability,55\r\n00000000-0000-0000-0000-0000000000e2,x,1",
                );
                files.list("equality.csv");
                files.sign(ends);
            },
            |error| matches!(error, BatchError::Altered { entry } if entry == "equality.csv"),
        ),
        (
            "a row of the wrong length",
            |files, ends| {
                files.replace("equality.csv", "disability,55", "disability,55,56");
                files.list("equality.csv");
                files.sign(ends);
            },
            |error| matches!(error, BatchError::RowShape { file: "equality.csv", row: 2 }),
        ),
        (
            "another header row",
            |files, ends| {
                files.replace("equality.csv", "pseudonym", "person");
                files.list("equality.csv");
                files.sign(ends);
            },
            |error| matches!(error, BatchError::Columns { file: "equality.csv" }),
        ),
        (
            "a schema of its own",
            |files, ends| {
                files.replace(MANIFEST, "\"withdrawn\"", "\"whatever\"");
                files.sign(ends);
            },
            |error| matches!(error, BatchError::Columns { file: "registrations.csv" }),
        ),
        (
            "a table that every batch has, left out",
            |files, ends| {
                files.remove("actions.csv");
                files.manifest(|json| {
                    json["resources"].as_array_mut().unwrap().retain(|resource| resource["path"] != "actions.csv");
                });
                files.sign(ends);
            },
            |error| matches!(error, BatchError::MissingFile { entry } if entry == "actions.csv"),
        ),
        (
            "a file listed twice",
            |files, ends| {
                files.manifest(|json| {
                    let twin = json["resources"][0].clone();
                    json["resources"].as_array_mut().unwrap().push(twin);
                });
                files.sign(ends);
            },
            |error| matches!(error, BatchError::Doubled),
        ),
    ];
    for (change, make, named) in cases {
        let ends = Ends::new();
        let file = changed(&ends, |files| make(files, &ends));
        match ends.verify(&file) {
            Ok(_) => assert_eq!(*change, "nothing"),
            Err(error) => assert!(named(&error), "{change}: {error}"),
        }
    }
}

#[test]
fn broken_zip_bytes_and_doubled_or_hidden_files_are_refused() {
    let ends = Ends::new();
    let sealed = ends.seal();
    let plain = tamper::unseal(&ends, &sealed.path);
    let verify = |plain: &[u8]| ends.verify(&tamper::seal(&ends, &sealed.path, plain)).err().unwrap();

    assert!(matches!(verify(b"no zip at all"), BatchError::BrokenZip));
    assert!(matches!(verify(&plain[..plain.len() - 30]), BatchError::BrokenZip));
    assert!(matches!(verify(&[b"before".as_slice(), &plain].concat()), BatchError::BrokenZip | BatchError::Doubled));

    let data = plain.windows(17).position(|bytes| bytes == b"registrations.csv").unwrap() + 40;
    let mut broken = plain.clone();
    broken[data] ^= 0x10;
    assert!(matches!(verify(&broken), BatchError::BrokenZip | BatchError::Altered { .. }));

    // Two files of one name: written under two names and renamed in the bytes of the ZIP.
    let mut files = tamper::unzip(&plain);
    files.add("README.tx0", b"other");
    let mut doubled = tamper::zip(&files);
    rename(&mut doubled, b"README.tx0", b"README.txt");
    assert!(matches!(verify(&doubled), BatchError::Doubled));

    // One name in the directory, another where the file begins.
    let mut hidden = tamper::zip(&tamper::unzip(&plain));
    let at = hidden.windows(10).position(|bytes| bytes == b"README.txt").unwrap();
    hidden[at] = b'X';
    assert!(matches!(verify(&hidden), BatchError::Doubled));
}

fn rename(zip: &mut [u8], from: &[u8], to: &[u8]) {
    for at in 0..zip.len() - from.len() {
        if zip[at..].starts_with(from) {
            zip[at..at + to.len()].copy_from_slice(to);
        }
    }
}

#[test]
fn what_a_message_says_holds_no_personal_data() {
    let ends = Ends::new();
    let file = changed(&ends, |files| {
        files.replace("registrations.csv", "1988-02-28", "Marked");
        files.list("registrations.csv");
        files.sign(&ends);
    });
    let error = ends.verify(&file).err().unwrap();
    assert!(matches!(error, BatchError::Cell { column: "date_of_birth", problem: CellProblem::Form, .. }));
    assert!(!format!("{error} {error:?}").contains("Marked"));
}

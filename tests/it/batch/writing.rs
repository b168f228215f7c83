//! What the writer leaves on disk, and what it does not.

use std::collections::BTreeSet;

use lanyard::batch::cell::Cell;
use lanyard::batch::digest::Digest;
use lanyard::batch::disk::clear_unfinished;
use lanyard::batch::error::{BatchError, Doing};
use lanyard::batch::tables;
use lanyard::batch::writer::BatchWriter;
use uuid::Uuid;

use super::sample::{Ends, PEOPLE, header};
use super::tamper;

#[test]
fn what_is_sealed_is_what_is_reported() {
    let ends = Ends::new();
    let sealed = ends.seal();
    let bytes = std::fs::read(&sealed.path).unwrap();
    assert_eq!((sealed.bytes, sealed.file_sha256), (bytes.len() as u64, Digest::of(&bytes)));
    let mut files = tamper::unzip(&tamper::unseal(&ends, &sealed.path));
    assert_eq!(sealed.manifest_sha256, Digest::of(files.get("datapackage.json")));
    let rows: BTreeSet<(&str, u64)> = sealed.rows.iter().copied().collect();
    let expected = [
        ("registrations.csv", 3),
        ("guardians.csv", 1),
        ("emergency_contacts.csv", 0),
        ("answers.csv", 2),
        ("consent_events.csv", 6),
        ("notice_versions.csv", 1),
        ("actions.csv", 1),
        ("special_category.csv", 1),
        ("equality.csv", 2),
    ];
    assert_eq!(rows, BTreeSet::from(expected));
}

#[test]
fn a_batch_with_nothing_to_say_has_every_file_but_the_special_ones() {
    let ends = Ends::new();
    let sealed = ends.write_nothing(header(1, None)).unwrap();
    let mut verified = ends.verify(&sealed.path).unwrap();
    let paths: BTreeSet<&str> = verified.manifest().resources.iter().map(|file| file.path.as_str()).collect();
    let expected = [
        "registrations.csv",
        "guardians.csv",
        "emergency_contacts.csv",
        "answers.csv",
        "consent_events.csv",
        "consent_records.jsonld",
        "notice_versions.csv",
        "actions.csv",
        "README.txt",
    ];
    assert_eq!(paths, BTreeSet::from(expected));
    for spec in tables::ALWAYS {
        assert!(verified.rows(spec.file).unwrap().next_row().unwrap().is_none(), "{}", spec.file);
    }
    let records: serde_json::Value =
        serde_json::from_slice(&verified.document("consent_records.jsonld").unwrap()).unwrap();
    assert_eq!(records["@graph"], serde_json::json!([]));
}

#[test]
fn r22_nothing_is_in_plain_form_on_disk_while_a_batch_is_written_or_after() {
    const MARK: &str = "Marjorie-Marker-1988";
    let ends = Ends::new();
    let write = |finish: bool| {
        ends.write(header(1, None), |writer| {
            let spec = tables::REGISTRATIONS.only(&["registration", "visitor", "full_name"]);
            writer.table(&spec, |rows| {
                for at in 0..20_000 {
                    let id = Cell::Id(Uuid::from_u128(at));
                    rows.row(&[id, id, Cell::Text(MARK)])?;
                }
                assert!(ends.folder.find_text(MARK).is_empty());
                Ok::<(), BatchError>(())
            })?;
            if finish { Ok(()) } else { Err(BatchError::GivenUp) }
        })
    };
    assert!(matches!(write(false), Err(BatchError::GivenUp)));
    assert!(ends.folder.hash_tree().is_empty(), "a batch that is given up leaves nothing");
    assert!(write(true).is_ok());
    assert!(ends.folder.find_text(MARK).is_empty());
    assert_eq!(ends.folder.hash_tree().len(), 1);
}

#[test]
fn a_batch_is_never_written_over() {
    let ends = Ends::new();
    let sealed = ends.seal();
    let before = ends.folder.hash_tree();
    assert!(matches!(ends.write_nothing(header(1, None)), Err(BatchError::AlreadyThere { .. })));

    // Also when it appears while another is being written.
    std::fs::rename(&sealed.path, ends.folder.join("aside")).unwrap();
    let other = ends.write(header(1, None), |_| {
        std::fs::rename(ends.folder.join("aside"), &sealed.path).unwrap();
        Ok(())
    });
    assert!(matches!(other, Err(BatchError::AlreadyThere { .. })));
    assert_eq!(ends.folder.hash_tree(), before);
}

#[test]
fn a_header_without_a_place_in_its_chain_is_refused() {
    let ends = Ends::new();
    for (sequence, previous) in [(0, None), (1, Some(Digest::of(b""))), (2, None)] {
        let written = ends.write_nothing(header(sequence, previous));
        assert!(matches!(written, Err(BatchError::NoPlaceInChain)), "{sequence}");
    }
    assert!(ends.folder.hash_tree().is_empty());
}

#[test]
fn a_table_or_notice_is_taken_once_and_under_a_safe_name() {
    let ends = Ends::new();
    let nothing = |_: &mut lanyard::batch::writer::TableSink<'_>| Ok::<(), BatchError>(());
    let twice = ends.write(header(1, None), |writer| {
        writer.table(&tables::ACTIONS, nothing)?;
        assert!(matches!(writer.table(&tables::ACTIONS, nothing), Err(BatchError::Entry { .. })));
        Ok(())
    });
    assert!(matches!(twice, Err(BatchError::GivenUp)));

    let safe = ends.write(header(1, None), |writer| {
        for (hash, language) in [("../x", "en"), ("", "en"), ("abc", "e/n"), ("abc", "")] {
            assert!(matches!(writer.notice(hash, language, ""), Err(BatchError::Entry { .. })), "{hash} {language}");
        }
        assert_eq!(writer.notice("abc", "zh-Hant", "#")?, "notices/abc.zh-Hant.md");
        Ok::<(), BatchError>(())
    });
    ends.verify(&safe.unwrap().path).unwrap();
}

#[test]
fn a_table_that_points_to_what_is_left_out_is_refused() {
    let ends = Ends::new();
    let spec = tables::REGISTRATIONS.only(&["visitor", "full_name"]);
    let error = ends
        .write(header(1, None), |writer| {
            writer.table(&spec, |rows| rows.row(&[Cell::Id(PEOPLE[0]), Cell::Text("Ada")])).map(drop)
        })
        .unwrap_err();
    assert!(matches!(error, BatchError::NoTarget { target: "registrations.csv", .. }), "{error}");
    assert!(ends.folder.hash_tree().is_empty());
}

#[test]
fn the_callers_own_error_comes_through() {
    #[derive(Debug)]
    enum Mine {
        Batch,
        Stopped,
    }
    impl From<BatchError> for Mine {
        fn from(_: BatchError) -> Self {
            Self::Batch
        }
    }
    let ends = Ends::new();
    let stopped =
        ends.write(header(1, None), |writer| writer.table(&tables::ACTIONS, |_| Err(Mine::Stopped)).map(drop));
    assert!(matches!(stopped, Err(Mine::Stopped)));
    let went_on = ends.write(header(1, None), |writer| {
        assert!(writer.table(&tables::ACTIONS, |_| Err(Mine::Stopped)).is_err());
        let after = writer.table_with_consent_records(&tables::CONSENT_EVENTS, |_, _| Err(Mine::Stopped));
        assert!(matches!(after, Err(Mine::Batch)));
        Ok::<(), BatchError>(())
    });
    assert!(matches!(went_on, Err(BatchError::GivenUp)));
    assert!(ends.folder.hash_tree().is_empty());
}

#[test]
fn what_a_killed_program_left_is_cleared_and_nothing_else() {
    let ends = Ends::new();
    let sealed = ends.seal();
    std::fs::write(ends.folder.join("unfinished-ab12cd.part"), "sealed bytes").unwrap();
    assert_eq!(clear_unfinished(ends.folder.path()).unwrap(), 1);
    assert_eq!(clear_unfinished(ends.folder.path()).unwrap(), 0);
    assert!(sealed.path.exists());
}

#[test]
fn an_outbox_that_is_not_there_is_a_sentence() {
    let ends = Ends::new();
    let outbox = ends.folder.join("no such folder");
    let nothing = |_: &mut BatchWriter<'_>| Ok::<(), BatchError>(());
    let written = BatchWriter::write(&outbox, header(1, None), &ends.office.public(), &ends.desk, nothing);
    let error = written.err().unwrap();
    assert!(matches!(error, BatchError::Io { doing: Doing::Writing, .. }), "{error}");
    assert!(!outbox.exists());
}

#[test]
fn r22_a_disk_that_gives_back_something_else_is_noticed() {
    use std::io::{Seek, SeekFrom, Write};

    let ends = Ends::new();
    let spec = tables::REGISTRATIONS.only(&["registration", "visitor"]);
    let written = ends.write(header(1, None), |writer| {
        let written = writer.table(&spec, |rows| {
            for at in 0..20_000 {
                let id = Cell::Id(Uuid::from_u128(at * 0x9E37_79B9_7F4A_7C15));
                rows.row(&[id, id])?;
            }
            // What is on the disk by now changes behind the writer's back.
            let unfinished = std::fs::read_dir(ends.folder.path()).unwrap().next().unwrap().unwrap().path();
            while std::fs::metadata(&unfinished).unwrap().len() < 70_000 {
                std::thread::sleep(std::time::Duration::from_millis(1));
            }
            let mut disk = std::fs::OpenOptions::new().write(true).open(unfinished).unwrap();
            disk.seek(SeekFrom::Start(30_000)).unwrap();
            disk.write_all(b"otherwise").unwrap();
            Ok::<(), BatchError>(())
        });
        written.map(drop)
    });
    assert!(matches!(written, Err(BatchError::ReadBack { doing: Doing::Writing })));
    assert!(ends.folder.hash_tree().is_empty(), "what cannot be read is not kept");
}

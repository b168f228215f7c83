//! Copies of a sealed file.

use lanyard::batch::copy_out::{copy_out, copy_out_telling, put_out, take_back};
use lanyard::batch::digest::Digest;
use lanyard::batch::error::{BatchError, Doing};

use super::sample::Ends;
use crate::support::scratch::Folder;

#[test]
fn r22_a_copy_is_the_same_byte_for_byte_however_often_it_is_made() {
    let ends = Ends::new();
    let sealed = ends.seal();
    let stick = ends.folder.join("stick");
    std::fs::create_dir(&stick).unwrap();
    for _ in 0..2 {
        let copy = copy_out(&sealed.path, &sealed.file_sha256, &stick).unwrap();
        assert_eq!(Digest::of(&std::fs::read(&copy).unwrap()), sealed.file_sha256);
        assert_eq!(copy.file_name(), sealed.path.file_name());
        ends.verify(&copy).unwrap();
    }
    assert_eq!(std::fs::read_dir(&stick).unwrap().count(), 1);
}

#[test]
fn another_file_of_that_name_is_left_as_it_is() {
    let ends = Ends::new();
    let sealed = ends.seal();
    let stick = ends.folder.join("stick");
    std::fs::create_dir(&stick).unwrap();
    let there = stick.join(sealed.path.file_name().unwrap());
    std::fs::write(&there, "something else").unwrap();
    assert!(matches!(copy_out(&sealed.path, &sealed.file_sha256, &stick), Err(BatchError::InTheWay { .. })));
    assert_eq!(std::fs::read(&there).unwrap(), b"something else");
    assert_eq!(std::fs::read_dir(&stick).unwrap().count(), 1);
}

#[test]
fn a_folder_that_is_not_there_is_a_sentence() {
    let ends = Ends::new();
    let sealed = ends.seal();
    let before = ends.folder.hash_tree();
    let error = copy_out(&sealed.path, &sealed.file_sha256, &ends.folder.join("no such folder")).unwrap_err();
    assert!(matches!(error, BatchError::Io { doing: Doing::Copying, .. }));
    let sentence = "The batch could not be copied. The folder or the file is gone: is the stick still plugged in? It is safe in \
                    the desk's outbox.";
    assert_eq!(error.to_string(), sentence, "and nothing of what the system says, or of names that nobody sees");
    assert_eq!(ends.folder.hash_tree(), before);
}

#[test]
fn r22_what_is_safe_when_a_disk_refuses_is_said_as_it_is_of_each_file() {
    let ends = Ends::new();
    let sealed = ends.seal();
    let nowhere = ends.folder.join("no such folder");
    let copied = copy_out(&sealed.path, &sealed.file_sha256, &nowhere).unwrap_err().to_string();
    assert!(copied.ends_with("It is safe in the desk's outbox."), "{copied}");
    // What is put down is in no outbox, and in no vault either.
    let put = put_out(b"sealed", "visitor.age", &nowhere).unwrap_err().to_string();
    assert!(put.starts_with("The sealed file could not be put down. The folder or the file is gone"), "{put}");
    assert!(put.ends_with("What was to be in it is not saved anywhere yet: leave it open."), "{put}");
    for doing in [Doing::Writing, Doing::Reading, Doing::Copying, Doing::TakingBack, Doing::PuttingDown] {
        let read_back = BatchError::ReadBack { doing }.to_string();
        assert!(read_back.contains(doing.what_is_safe()), "{read_back}");
        let says_outbox = read_back.contains("outbox");
        assert_eq!(says_outbox, doing == Doing::Copying, "{read_back}");
        assert_eq!(read_back.contains("vault"), doing == Doing::Writing, "{read_back}");
    }
}

#[test]
fn r22_what_is_not_as_it_was_sealed_is_not_copied_and_only_a_whole_copy_is_taken_back() {
    let ends = Ends::new();
    let sealed = ends.seal();
    let (whole, committed) = (std::fs::read(&sealed.path).unwrap(), &sealed.file_sha256);
    let [stick, other] = ["stick", "other"].map(|name| ends.folder.join(name));
    for folder in [&stick, &other] {
        std::fs::create_dir(folder).unwrap();
    }
    copy_out(&sealed.path, committed, &stick).unwrap();

    let mut damaged = whole.clone();
    damaged[whole.len() / 2..][..3].iter_mut().for_each(|byte| *byte ^= 1);
    std::fs::write(&sealed.path, &damaged).unwrap();
    assert!(matches!(copy_out(&sealed.path, committed, &other), Err(BatchError::NotAsSealed { .. })));
    std::fs::write(other.join(sealed.path.file_name().unwrap()), &damaged).unwrap();
    assert!(matches!(take_back(&sealed.path, committed, &other), Err(BatchError::NotAsSealed { .. })));
    assert_eq!(std::fs::read(&sealed.path).unwrap(), damaged, "left as it was");
    take_back(&sealed.path, committed, &stick).unwrap();
    assert_eq!(std::fs::read(&sealed.path).unwrap(), whole);

    std::fs::remove_file(&sealed.path).unwrap();
    std::fs::remove_file(other.join(sealed.path.file_name().unwrap())).unwrap();
    let gone = copy_out(&sealed.path, committed, &other).unwrap_err();
    assert!(matches!(&gone, BatchError::NotInOutbox { file } if gone.to_string().contains(file)));
    assert!(matches!(take_back(&sealed.path, committed, &other), Err(BatchError::NotInOutbox { .. })));
    take_back(&sealed.path, committed, &stick).unwrap();
    assert_eq!(std::fs::read(&sealed.path).unwrap(), whole);
}

#[test]
fn how_far_a_copy_is_rises_while_it_is_written_and_while_it_is_read_back() {
    let folder = Folder::new();
    let (sealed, stick) = (folder.join("lanyard-office.age"), folder.join("stick"));
    std::fs::create_dir(&stick).unwrap();
    // More than is written at once, twice.
    let bytes = vec![7; 9 * 1024 * 1024];
    std::fs::write(&sealed, &bytes).unwrap();
    let mut told = Vec::new();
    let copy = copy_out_telling(&sealed, &Digest::of(&bytes), &stick, &mut |done| told.push(done)).unwrap();
    assert_eq!(std::fs::read(copy).unwrap(), bytes);
    assert!(told.is_sorted(), "{told:?}");
    assert_eq!((&told[..3], told.last()), (&[222, 444, 500][..], Some(&1000)), "{told:?}");
    assert!(told.iter().any(|done| (501..1000).contains(done)), "{told:?}");
}

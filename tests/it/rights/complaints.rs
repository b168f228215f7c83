//! What somebody complains of is kept with the complaint, read by whoever may, answered, and gone with the person (R25, R16, R18).

use lanyard::desk::{Desk, DeskError, LetterAbout, NewReader, NewRequest, Passphrase};
use lanyard::domain::complaint::Part;
use lanyard::domain::rights::{Arrived, Outcome, Request, Right, Step};
use lanyard::domain::staff::{Handle, Role};

use super::{asked, identified};
use crate::desk::scene::{Closed, Scene, lead};
use crate::support::pages;
use crate::support::scratch::{Folder, files};

const ANN: &str = "given_name,family_name,date_of_birth,email,consent_marketing_email,asked_how\n\
    Ann,Lee,1990-01-01,ann@example.org,no,out loud\n";
const SAID: &str = "You wrote to my Qzxvarg cousin.\nTwice.";
const ANSWERED: &str = "We have taken the Wumblefrot address out.";

/// Ann complained, and was answered; her reference and the complaint.
fn complained(scene: &mut Scene) -> (String, Request) {
    let ann = scene.register(ANN).0.remove(0).1;
    let request = asked(scene, Right::Complaint, &ann);
    scene.desk.write_down(&request.reference, Part::Said, SAID).unwrap();
    scene.desk.write_down(&request.reference, Part::Answered, ANSWERED).unwrap();
    (ann, request)
}

/// Which of these can be read in any file of the desk, or in its decrypted pages.
fn readable(scene: &Scene) -> usize {
    let vault = scene.folder.join("Day.lanyard");
    let mut bytes = pages::decrypted(&vault, lead().as_str(), "correct horse battery");
    files(&vault).iter().for_each(|file| bytes.extend(std::fs::read(file).unwrap()));
    ["Qzxvarg", "Wumblefrot"]
        .iter()
        .filter(|mark| bytes.windows(mark.len()).any(|part| part == mark.as_bytes()))
        .count()
}

#[test]
fn r25_what_was_said_and_answered_is_kept_with_who_wrote_it_and_is_in_no_log() {
    let mut scene = Scene::new();
    let (_, request) = complained(&mut scene);
    let kept: Vec<_> = scene.desk.complaint(&request.reference).unwrap().into_iter().collect();
    let said: Vec<_> = kept.iter().map(|kept| (kept.part, kept.words.as_ref().unwrap().as_str())).collect();
    assert_eq!(said, [(Part::Said, SAID), (Part::Answered, ANSWERED)]);
    assert!(kept.iter().all(|kept| kept.staff == lead()));
    assert!(scene.desk.check().unwrap().ledger.is_ok());
    let conn = scene.desk.vault().conn().unwrap();
    let log: String = conn.query_row("SELECT group_concat(details) FROM act", [], |row| row.get(0)).unwrap();
    assert!(log.contains(&request.reference) && !log.contains("Qzxvarg") && !log.contains("Wumblefrot"), "{log}");
    // Changed by hand, it is found.
    conn.execute("DROP TRIGGER complaint_words_stay", []).unwrap();
    conn.execute("UPDATE complaint_words SET words = 'nothing' WHERE part = 'said'", []).unwrap();
    let broken = scene.desk.check().unwrap().ledger.unwrap_err().to_string();
    assert!(broken.contains("the words of a complaint") && !broken.contains("Qzxvarg"), "{broken}");
}

#[test]
fn r25_only_words_of_an_open_complaint_are_kept_and_what_is_refused_is_not_repeated() {
    let mut scene = Scene::new();
    let (ann, request) = complained(&mut scene);
    let other = asked(&mut scene, Right::Access, &ann);
    let mut refused = |reference: &str, words: &str| scene.desk.write_down(reference, Part::Said, words).unwrap_err();
    assert!(matches!(refused(&other.reference, "Hm"), DeskError::NoComplaint));
    let empty = refused(&request.reference, " \n ");
    assert!(matches!(empty, DeskError::NoWords(_)), "{empty}");
    let control = refused(&request.reference, "Qzxvarg\u{7}").to_string();
    assert!(!control.contains("Qzxvarg"), "{control}");
    scene.desk.go_on(&request.reference, Step::Closed { outcome: Outcome::Done }).unwrap();
    let late = scene.desk.write_down(&request.reference, Part::Said, "More").unwrap_err();
    assert!(matches!(late, DeskError::ComplaintClosed));
}

#[test]
fn r25_whoever_is_at_the_desk_writes_it_down_and_a_lead_reads_and_answers() {
    let mut scene = Scene::new();
    scene.register(ANN);
    let passphrase = Passphrase::given("another long phrase");
    let sam = NewReader { handle: Handle::parse("sam").unwrap(), name: "Sam".into(), role: Role::Desk, passphrase };
    scene.desk.add_staff(&sam).unwrap();
    let Closed { folder, event, env } = scene.close();
    let mut desk = Desk::open(&folder.join("Day.lanyard"), &sam.handle, &sam.passphrase, &env).unwrap();
    let received = desk.now().date_naive();
    let new = NewRequest { right: Right::Complaint, received, how: Arrived::AtDesk, about: None };
    let request = desk.record_request(&new).unwrap();
    desk.write_down(&request.reference, Part::Said, SAID).unwrap();
    let not_allowed = |error: DeskError| matches!(error, DeskError::NotAllowed { .. });
    assert!(not_allowed(desk.write_down(&request.reference, Part::Answered, ANSWERED).unwrap_err()));
    assert!(desk.complaint(&request.reference).is_err_and(not_allowed));
    drop(desk);
    let scene = Closed { folder, event, env }.open();
    assert_eq!(scene.desk.complaint(&request.reference).unwrap()[0].staff, sam.handle);
}

#[test]
fn r16_r25_the_copy_and_the_letter_hold_both_and_a_letter_before_the_end_no_answer() {
    let mut scene = Scene::new();
    let (ann, request) = complained(&mut scene);
    let folder = Folder::new();
    let letter = |scene: &mut Scene, into: &str| {
        let into = folder.path().join(into);
        std::fs::create_dir(&into).unwrap();
        let files = scene.desk.write_letter(&request.reference, LetterAbout::Stands, &into).unwrap();
        std::fs::read_to_string(&files[1]).unwrap()
    };
    let before = letter(&mut scene, "before");
    assert!(before.contains("Qzxvarg") && before.contains("Twice.") && !before.contains("Wumblefrot"), "{before}");
    scene.desk.go_on(&request.reference, Step::Closed { outcome: Outcome::Done }).unwrap();
    let after = letter(&mut scene, "after");
    assert!(after.contains("Our answer") && after.contains("Wumblefrot") && after.contains("Our answer is below."));
    let access = identified(&mut scene, Right::Access, &ann);
    let copy = scene.desk.write_copy(&access.reference, folder.path()).unwrap();
    let json = copy.files.iter().find(|name| name.ends_with(".json")).unwrap();
    let json = std::fs::read_to_string(copy.folder.join(json)).unwrap();
    assert!(json.contains("Qzxvarg") && json.contains("Wumblefrot"), "{json}");
}

#[test]
fn r18_r25_the_words_go_with_the_person_from_every_byte_and_come_back_by_no_restore() {
    let mut scene = Scene::new();
    let (ann, request) = complained(&mut scene);
    let backup = scene.desk.backup(Some(&scene.folder.made("stick"))).unwrap().path;
    assert_eq!(readable(&scene), 2);
    let erase = identified(&mut scene, Right::Erase, &ann);
    scene.desk.erase(&erase.reference).unwrap();
    assert_eq!(readable(&scene), 0);
    assert!(scene.desk.check().unwrap().ledger.is_ok());
    assert!(scene.desk.complaint(&request.reference).unwrap().iter().all(|kept| kept.words.is_none()));
    let (scene, _) = scene.restored(&backup);
    assert_eq!(readable(&scene), 0);
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r25_a_restore_keeps_what_was_written_down_after_the_backup() {
    let mut scene = Scene::new();
    let ann = scene.register(ANN).0.remove(0).1;
    let request = asked(&mut scene, Right::Complaint, &ann);
    scene.desk.write_down(&request.reference, Part::Said, SAID).unwrap();
    let backup = scene.desk.backup(Some(&scene.folder.made("stick"))).unwrap().path;
    scene.desk.write_down(&request.reference, Part::Answered, ANSWERED).unwrap();
    let (scene, _) = scene.restored(&backup);
    let kept = scene.desk.complaint(&request.reference).unwrap();
    let said: Vec<_> = kept.iter().map(|kept| kept.words.as_ref().unwrap().as_str()).collect();
    assert_eq!(said, [SAID, ANSWERED]);
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r18_r25_what_was_written_down_before_the_person_was_found_goes_with_them_too() {
    let mut scene = Scene::new();
    let ann = scene.register(ANN).0.remove(0).1;
    let received = scene.desk.now().date_naive();
    let new = NewRequest { right: Right::Complaint, received, how: Arrived::AtDesk, about: None };
    let request = scene.desk.record_request(&new).unwrap();
    scene.desk.write_down(&request.reference, Part::Said, SAID).unwrap();
    let id = scene.desk.by_reference(&ann).unwrap().id;
    scene.desk.go_on(&request.reference, Step::Found { about: id }).unwrap();
    assert!(readable(&scene) > 0, "or this test could not fail");
    let erase = identified(&mut scene, Right::Erase, &ann);
    scene.desk.erase(&erase.reference).unwrap();
    assert_eq!(readable(&scene), 0);
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

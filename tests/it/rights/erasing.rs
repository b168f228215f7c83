//! To be forgotten: from every byte that the program can reach, told to everybody who was sent something, and not brought back
//! by a list (R18).

use lanyard::batch::verify::verify;
use lanyard::desk::{Amendment, DeskError, NewRequest};
use lanyard::domain::age::AgeAnswer;
use lanyard::domain::draft::RegistrationDraft;
use lanyard::domain::form::Field;
use lanyard::domain::ids::{RegistrationId, VisitorId};
use lanyard::domain::purpose::{Channel, Purpose, Question};
use lanyard::domain::rights::{Arrived, Outcome, Right, Step, StepError};
use lanyard::vault::Frozen;

use super::{asked, identified};
use crate::desk::day::{one, rows};
use crate::desk::scene::{Scene, Since, lead, passphrase, register_listed, restored_as};
use crate::support::pages;
use crate::support::scratch::files;

/// What the marked person said, in small letters, whole and in the pieces that a search index keeps.
const MARKS: [&str; 6] = ["qzxvarg", "wumblefrot", "jivqex", "7700900", "tgrmpf", "overzzle"];

const LIST: &str = "given_name,family_name,date_of_birth,email,phone,consent_marketing_email,consent_special_dietary,\
    dietary_requirements,asked_how\n";
const MARKED: &str = "Qzxvarg,Wumblefrot,1990-01-01,jivqex@example.org,+44 7700 900 777,yes,yes,No tgrmpf,out loud\n";

/// A day with the marked person among others; answers their reference.
fn marked(scene: &mut Scene) -> String {
    one(scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let (kept, not_kept) = scene.register(&format!("{LIST}{MARKED}"));
    assert!(not_kept.is_empty(), "{:?}", not_kept[0].errors);
    let reference = kept[0].1.clone();
    let id = scene.desk.by_reference(&reference).unwrap().id;
    let fields = [(Field::City, "Overzzle".to_owned())].into();
    let amendment = Amendment { fields, reason: "she had misheard: Overzzle".into(), ..Amendment::default() };
    scene.desk.amend(id, &amendment).unwrap();
    // More than wait before they are taken into the index.
    for number in 0..70 {
        one(scene, &format!("Given{number},Family{number},1990-01-01,,,,,out loud"));
    }
    reference
}

/// A half-filled form of the marked person's.
fn half_filled(scene: &Scene) -> RegistrationDraft {
    let mut draft = RegistrationDraft::new(RegistrationId(scene.desk.new_id()), VisitorId(scene.desk.new_id()));
    let fields =
        [(Field::GivenName, "QZXVARG"), (Field::FamilyName, "wumblefrot"), (Field::Email, "Jivqex@Example.org")];
    draft.fields.extend(fields.map(|(field, value)| (field, value.to_owned())));
    draft.thirteen_or_over = Some(AgeAnswer::Yes);
    draft
}

/// The marks that can be read in the decrypted pages of the vault and of its own backups, and in every file beside them.
fn readable(scene: &Scene) -> Vec<&'static str> {
    let mut bytes = Vec::new();
    let vault = scene.folder.join("Day.lanyard");
    for file in files(scene.folder.path()) {
        bytes.extend(std::fs::read(&file).unwrap());
        if file.ends_with("desk.db") {
            bytes.extend(pages::decrypted(file.parent().unwrap(), lead().as_str(), "correct horse battery"));
        }
    }
    assert!(vault.join("desk.db").exists());
    bytes.make_ascii_lowercase();
    MARKS.into_iter().filter(|mark| bytes.windows(mark.len()).any(|window| window == mark.as_bytes())).collect()
}

#[test]
fn r18_an_erased_person_is_in_no_byte_of_the_vault_its_index_its_forms_and_its_backups() {
    let mut scene = Scene::new();
    let reference = marked(&mut scene);
    let form = half_filled(&scene);
    scene.desk.keep_draft(&form, &scene.event).unwrap();
    scene.desk.backup(None).unwrap();
    assert_eq!(readable(&scene), MARKS, "or this test could not fail");

    let request = identified(&mut scene, Right::Erase, &reference);
    let id = request.about.unwrap();
    let before = scene.desk.erasure(id).unwrap();
    assert_eq!(before.registrations, std::slice::from_ref(&reference));
    assert_eq!((before.versions, before.special, before.forms, before.backups), (2, 1, 1, 1));
    assert!(before.answers >= 2 && !before.can_come_back && before.sent.is_empty());
    assert_eq!(scene.desk.erase(&request.reference).unwrap(), before);

    assert_eq!(readable(&scene), [""; 0]);
    assert!(scene.desk.check().unwrap().ledger.is_ok());
    assert_eq!(scene.desk.find(&scene.event, "lee", 10).unwrap().len(), 1, "others stay");
    assert!(scene.desk.find(&scene.event, "qzxvarg", 10).unwrap().is_empty());
    assert!(matches!(scene.desk.history(id), Err(DeskError::Gone)));
    assert_eq!(scene.desk.request(&request.reference).unwrap().outcome, Some(Outcome::Done));
    let again = identified(&mut scene, Right::Erase, &reference);
    assert!(matches!(scene.desk.erase(&again.reference), Err(DeskError::Gone)));
    // It is still so after the desk was left and opened.
    let scene = scene.reopen();
    assert_eq!(readable(&scene), [""; 0]);
}

#[test]
fn r18_backups_that_cannot_be_replaced_after_an_erasure_are_replaced_at_the_next_opening() {
    let mut scene = Scene::new();
    let reference = marked(&mut scene);
    scene.desk.backup(None).unwrap();
    let request = identified(&mut scene, Right::Erase, &reference);
    // Something lies where the next backup would be made, as after a kill nothing of it is made either.
    let backups = scene.folder.join("Day.lanyard/backups");
    let now = scene.desk.now().to_utc();
    let in_the_way: Vec<_> = (0..300)
        .map(|seconds| now + chrono::TimeDelta::seconds(seconds))
        .map(|at| backups.join(format!(".partial-{}", at.format("%Y%m%dT%H%M%SZ"))))
        .collect();
    in_the_way.iter().for_each(|path| std::fs::write(path, "").unwrap());
    let erased = scene.desk.erase(&request.reference).unwrap();
    assert!(erased.left_over.is_some() && !readable(&scene).is_empty(), "or this test could not fail");
    assert!(!scene.desk.request(&request.reference).unwrap().is_open(), "gone is gone");
    in_the_way.iter().for_each(|path| drop(std::fs::remove_file(path)));
    let scene = scene.reopen();
    assert_eq!(readable(&scene), [""; 0]);
}

#[test]
fn r18_every_registration_of_the_same_person_goes_and_siblings_stay() {
    let mut scene = Scene::new();
    let first = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let second = one(&mut scene, "Anne,Lee,1990-01-01,ann@example.org,no,,,out loud");
    let sibling = one(&mut scene, "Ben,Lee,1992-01-01,ann@example.org,yes,,,out loud");
    let id = |scene: &Scene, reference: &str| scene.desk.by_reference(reference).unwrap().id;
    let (one_id, other_id) = (id(&scene, &first), id(&scene, &second));
    scene.desk.say_same(one_id, other_id, true).unwrap();
    let request = identified(&mut scene, Right::Erase, &second);
    let erased = scene.desk.erase(&request.reference).unwrap();
    assert_eq!(erased.registrations, [first, second]);
    assert!(scene.desk.history(id(&scene, &sibling)).is_ok());
}

#[test]
fn r18_no_list_brings_them_back_and_they_may_come_again_themselves() {
    let mut scene = Scene::new();
    let reference = marked(&mut scene);
    let request = identified(&mut scene, Right::Erase, &reference);
    scene.desk.erase(&request.reference).unwrap();

    // Names the other way round, in other letters; the number as it is dialled at home.
    let known = [
        [(Field::GivenName, "Wumblefrot"), (Field::FamilyName, "QZXVARG"), (Field::Email, "JIVQEX@example.org")],
        [(Field::GivenName, "Qzxvarg"), (Field::FamilyName, "Wumblefrot"), (Field::Phone, "07700 900777")],
    ];
    let other = [
        // A sibling, somebody of the same name, and somebody with that number.
        [(Field::GivenName, "Ben"), (Field::FamilyName, "Wumblefrot"), (Field::Email, "jivqex@example.org")],
        [(Field::GivenName, "Qzxvarg"), (Field::FamilyName, "Wumblefrot"), (Field::Email, "other@example.org")],
        [(Field::GivenName, "Cat"), (Field::FamilyName, "Low"), (Field::Phone, "07700 900777")],
    ];
    let draft = |scene: &Scene, fields: [(Field, &str); 3]| {
        let mut draft = RegistrationDraft::new(RegistrationId(scene.desk.new_id()), VisitorId(scene.desk.new_id()));
        draft.fields.extend(fields.map(|(field, value)| (field, value.to_owned())));
        draft.thirteen_or_over = Some(AgeAnswer::Yes);
        draft
    };
    for fields in known {
        let listed = draft(&scene, fields);
        let refused = register_listed(&mut scene.desk, &listed, &scene.event);
        assert!(matches!(refused, Err(DeskError::WasErased)), "{fields:?}");
    }
    for fields in other {
        let listed = draft(&scene, fields);
        register_listed(&mut scene.desk, &listed, &scene.event).unwrap();
    }
    let theirs = draft(&scene, known[0]);
    scene.desk.register(&theirs, &scene.event).unwrap();
    // The key of those hashes survives a change of the data key.
    scene.desk.change_data_key().unwrap();
    let listed = draft(&scene, known[1]);
    assert!(matches!(register_listed(&mut scene.desk, &listed, &scene.event), Err(DeskError::WasErased)));
}

#[test]
fn r18_whoever_was_sent_something_is_told_to_erase_and_the_erasure_says_who_that_is() {
    let mut scene = Scene::new();
    let reference = marked(&mut scene);
    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let closed = scene.desk.close_day(&scene.event, std::slice::from_ref(&office)).unwrap();
    let registered = rows(&mut verify(&closed[0].path, &identity, &scene.key()).unwrap(), "registrations.csv");
    let sent = registered.iter().find(|row| row["reference"] == reference).unwrap().clone();

    let request = identified(&mut scene, Right::Erase, &reference);
    let erased = scene.desk.erase(&request.reference).unwrap();
    assert_eq!(erased.sent.len(), 1);
    assert_eq!((erased.sent[0].recipient.as_str(), erased.sent[0].sequence), ("Somebody", 1));

    let closed = scene.desk.close_day(&scene.event, &[office]).unwrap();
    let mut batch = verify(&closed[0].path, &identity, &scene.key()).unwrap();
    let told = rows(&mut batch, "actions.csv");
    let told: Vec<_> = told.iter().map(|row| (row["action"].as_str(), row["registration"].as_str())).collect();
    assert_eq!(told, [("erase", sent["registration"].as_str())]);
    assert!(rows(&mut batch, "registrations.csv").iter().all(|row| row["reference"] != reference));
}

#[test]
fn r18_nothing_is_erased_for_a_stranger_for_another_right_or_by_whoever_may_not() {
    let mut scene = Scene::new();
    let reference = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let stranger = asked(&mut scene, Right::Erase, &reference);
    let refused = scene.desk.erase(&stranger.reference);
    assert!(matches!(refused, Err(DeskError::Step(StepError::NotIdentified))));
    let other = identified(&mut scene, Right::Access, &reference);
    assert!(matches!(scene.desk.erase(&other.reference), Err(DeskError::OtherRight)));
    let closed = scene.desk.go_on(&other.reference, Step::Closed { outcome: Outcome::Done });
    assert!(matches!(closed, Err(DeskError::CarryOut)), "what is done here is closed by doing it");
    let nobody =
        NewRequest { right: Right::Erase, received: scene.desk.now().date_naive(), how: Arrived::Post, about: None };
    let nobody = scene.desk.record_request(&nobody).unwrap();
    assert!(matches!(scene.desk.erase(&nobody.reference), Err(DeskError::NobodyFound)));
    let nothing = Step::Closed { outcome: Outcome::NothingHeld };
    assert!(!scene.desk.go_on(&nobody.reference, nothing).unwrap().is_open());
    let ahead =
        NewRequest { right: Right::Erase, received: "2030-01-01".parse().unwrap(), how: Arrived::Post, about: None };
    assert!(matches!(scene.desk.record_request(&ahead), Err(DeskError::ReceivedLater)));
    assert_eq!(scene.desk.find(&scene.event, "lee", 10).unwrap().len(), 1);
    let news = scene.desk.history(stranger.about.unwrap()).unwrap().standings.get(Question::News(Channel::Email));
    assert_eq!(news, lanyard::domain::ledger::Standing::Yes);
}

#[test]
fn r18_where_only_a_batch_still_tells_that_they_were_erased_no_list_brings_them_back_either() {
    let mut scene = Scene::new();
    let reference = marked(&mut scene);
    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let backup = scene.desk.backup(Some(scene.folder.path())).unwrap().path;
    let mut batches = Vec::new();
    let mut close = |scene: &mut Scene| {
        let closed = scene.desk.close_day(&scene.event, std::slice::from_ref(&office)).unwrap();
        batches.push(closed[0].path.clone());
    };
    close(&mut scene);
    let request = identified(&mut scene, Right::Erase, &reference);
    scene.desk.erase(&request.reference).unwrap();
    close(&mut scene);

    let since = Since { batches: &batches, identities: &[identity], nothing_newer: None };
    let elsewhere = scene.folder.join("Other.lanyard");
    let (mut desk, replayed) = restored_as(&elsewhere, &backup, &since, &scene.env);
    assert_eq!(replayed.erased, 1);
    let listed = half_filled(&scene);
    let refused = register_listed(&mut desk, &listed, &scene.event);
    assert!(matches!(refused, Err(DeskError::WasErased)));
    assert!(desk.check().unwrap().ledger.is_ok());
}

#[cfg(unix)]
#[test]
fn r18_an_erased_person_is_in_no_byte_of_a_desk_that_a_restore_set_aside() {
    let mut scene = Scene::new();
    let reference = marked(&mut scene);
    let backup = scene.desk.backup(Some(&scene.folder.made("stick"))).unwrap().path;
    // After the backup: they came once more, and began a form. Only the desk that is set aside has those.
    let again = MARKED.replace("No tgrmpf", "").replace("yes,yes", "yes,");
    scene.register(&format!("{LIST}{again}"));
    one(&mut scene, "Eve,Lee,1990-01-01,eve@example.org,yes,,,out loud");
    scene.desk.keep_draft(&half_filled(&scene), &scene.event).unwrap();
    let (mut scene, replayed) = scene.restored(&backup);
    assert_eq!(replayed.missing, 2);
    std::fs::remove_dir_all(&backup).unwrap();

    let request = identified(&mut scene, Right::Erase, &reference);
    assert_eq!(scene.desk.erasure(request.about.unwrap()).unwrap().set_aside, 0, "it can be reached");
    // Nothing may be written there now.
    let aside = scene.desk.set_asides().unwrap().remove(0);
    let writable = |yes: bool| {
        let mut permissions = std::fs::metadata(&aside.path).unwrap().permissions();
        std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, if yes { 0o700 } else { 0o500 });
        std::fs::set_permissions(&aside.path, permissions).unwrap();
    };
    writable(false);
    assert_eq!(scene.desk.erase(&request.reference).unwrap().set_aside, 1, "and it says so");
    assert_eq!(readable(&scene), MARKS, "or this test could not fail");
    writable(true);

    let scene = scene.reopen();
    assert_eq!(readable(&scene), [""; 0]);
    let frozen = Frozen::open(&aside.path, &lead(), &passphrase()).unwrap();
    let count = |query| frozen.conn().query_row(query, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("SELECT count(*) FROM tombstone"), 2, "also the one that only it had");
    assert_eq!(count("SELECT count(*) FROM registration") - count("SELECT count(*) FROM tombstone"), 72);
    assert!(lanyard::store::verify::verify(frozen.conn()).unwrap().is_ok());
    drop(frozen);
    let acts = |scene: &Scene| {
        let frozen = Frozen::open(&aside.path, &lead(), &passphrase()).unwrap();
        assert!(scene.desk.check().unwrap().is_clean());
        frozen.conn().query_row("SELECT count(*) FROM act", [], |row| row.get::<_, i64>(0)).unwrap()
    };
    let before = acts(&scene);
    assert_eq!(acts(&scene.reopen()), before, "once is enough");
}

#[test]
fn r18_a_sealed_batch_that_still_lies_in_the_outbox_is_said_not_to_be_reached() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let (office, _) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let request = identified(&mut scene, Right::Erase, &ann);
    let id = request.about.unwrap();
    assert_eq!(scene.desk.erasure(id).unwrap().in_outbox, 0);
    let other = one(&mut scene, "Ben,May,1990-01-01,ben@example.org,yes,,,out loud");
    let closed = scene.desk.close_day(&scene.event, std::slice::from_ref(&office)).unwrap();
    let ben = identified(&mut scene, Right::Erase, &other);
    assert_eq!(scene.desk.erasure(ben.about.unwrap()).unwrap().in_outbox, 1, "before it is done");
    assert_eq!(scene.desk.erase(&ben.reference).unwrap().in_outbox, 1, "and after");
    let waiting = scene.desk.waiting(&[office]).unwrap();
    assert_eq!(waiting[0].path, closed[0].path, "without it nobody takes the next one in");
    assert_eq!(scene.desk.erasure(id).unwrap().in_outbox, 0, "who is restricted is in none");
}

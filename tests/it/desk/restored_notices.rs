//! After a restore people are asked in the words that were published last, and no answer loses the notice that it was given under (R1,
//! R13, R26).

use std::path::{Path, PathBuf};

use lanyard::batch::keys::RecipientIdentity;
use lanyard::batch::verify::verify;
use lanyard::desk::{Desk, LostNotice, NoticeStanding, Replayed, TranslationFrom, Withdrawal};
use lanyard::domain::answer::{How, Said};
use lanyard::domain::code::Code;
use lanyard::domain::notice::{ChangeKind, NoticeVersion};
use lanyard::domain::purpose::{Channel, Purpose, Question};
use lanyard::domain::rules::{Copies, DeskRules};

use super::day::{one, rows};
use super::scene::{Scene, Since, restored_as};
use crate::support::welsh;

const NEWS: Question = Question::News(Channel::Email);
const ANN: &str = "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud";

/// The version in use with another number and other words.
fn version(scene: &Scene, number: &str) -> NoticeVersion {
    let mut notice = scene.desk.event(&scene.event).unwrap().notice().clone();
    notice.version = number.to_owned();
    notice.effective_from = scene.desk.now().date_naive();
    notice.change = ChangeKind::Substantial;
    notice.statements.insert(NEWS.into(), format!("May we email you, by notice {number}?"));
    notice
}

fn publish(scene: &mut Scene, number: &str) {
    let notice = version(scene, number);
    scene.desk.publish_notice(&scene.event, notice).unwrap();
}

fn standings(scene: &Scene) -> Vec<(String, NoticeStanding)> {
    let known = scene.desk.notices_of(&scene.event).unwrap().published;
    known.into_iter().map(|one| (one.version.version, one.standing)).collect()
}

#[test]
fn r13_r26_a_language_that_was_published_after_the_backup_is_offered_after_a_restore() {
    let mut scene = Scene::new();
    let backup = scene.desk.backup(Some(&scene.folder.made("stick"))).unwrap().path;
    scene.desk.translate_notice(&scene.event, &welsh::file()).unwrap();
    let before = scene.desk.event(&scene.event).unwrap();

    let (scene, replayed) = scene.restored(&backup);
    assert_eq!(replayed.settings, 1);
    let event = scene.desk.event(&scene.event).unwrap();
    assert_eq!(event, before);
    assert!(event.in_language("cy").is_some());
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r01_r26_what_was_set_and_published_after_the_backup_is_so_after_a_restore() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, ANN);
    let backup = scene.desk.backup(Some(&scene.folder.made("stick"))).unwrap().path;
    publish(&mut scene, "2.0");
    let id = scene.desk.by_reference(&ann).unwrap().id;
    scene.desk.withdraw(id, Withdrawal { question: NEWS, objects: false, how: How::OutLoud }).unwrap();
    let mut settings = scene.desk.event(&scene.event).unwrap().definition().clone();
    settings.name = "A longer evening".into();
    scene.desk.change_event(settings.clone()).unwrap();
    settings.code = Code::new("another").unwrap();
    let notice = scene.desk.event(&scene.event).unwrap().notice().clone();
    scene.desk.new_event(settings, notice).unwrap();
    let later = NoticeVersion {
        effective_from: scene.desk.now().date_naive() + chrono::Days::new(30),
        ..version(&scene, "3.0")
    };
    scene.desk.publish_notice(&scene.event, later).unwrap();
    let mut begun = scene.desk.begin_notice(&scene.event).unwrap();
    begun.text.push_str("\nWe are glad that you came.\n");
    scene.desk.keep_notice(&scene.event, &begun).unwrap();
    let words = scene.desk.begin_translation(&scene.event, None, TranslationFrom::Language("fr".into())).unwrap();
    let rules = DeskRules { copies: Copies::of(3).unwrap(), ..DeskRules::default() };
    scene.desk.set_rules(rules).unwrap();
    let before = (standings(&scene), scene.desk.event(&scene.event).unwrap(), scene.desk.history(id).unwrap());

    let (mut scene, replayed) = scene.restored(&backup);
    assert_eq!(replayed.settings, 4, "a version of the notice, settings, an event and a version to come");
    assert!(replayed.lost_notices.is_empty());
    let of = NoticeStanding::InUse;
    let expected = [("3.0", NoticeStanding::Comes), ("2.0", of), ("1.0", NoticeStanding::Old)];
    assert_eq!(standings(&scene), expected.map(|(number, standing)| (number.to_owned(), standing)));
    assert_eq!((standings(&scene), scene.desk.event(&scene.event).unwrap()), (before.0, before.1));
    let another = scene.desk.event(&Code::new("another").unwrap()).unwrap();
    assert_eq!((another.definition().name.as_str(), another.notice().version.as_str()), ("A longer evening", "2.0"));
    assert_eq!(scene.desk.notice_draft(&scene.event).unwrap(), begun);
    let translating = scene.desk.translations_begun(&scene.event).unwrap();
    assert_eq!(translating, [words], "of the version that is in use again");
    assert_eq!(scene.desk.rules().unwrap(), rules);
    assert_eq!(scene.desk.to_be_told(&scene.event).unwrap().len(), 1, "Ann came before it");
    // What was taken back is kept with the words, and the notice, that it was asked under.
    let answers = |history: &lanyard::desk::History| {
        let withdrawn = history.answers.iter().filter(|(_, answer)| answer.said == Said::Withdrawn);
        let said = withdrawn.map(|(_, answer)| (answer.evidence.statement.clone(), answer.evidence.notice));
        said.collect::<Vec<_>>()
    };
    let restored = scene.desk.history(id).unwrap();
    assert_eq!(answers(&restored), answers(&before.2));
    assert_eq!(answers(&restored).len(), 1);
    assert!(scene.desk.check().unwrap().ledger.is_ok());
    scene.desk.call_off_notice(&scene.event).unwrap();

    // A second restore of the same backup finds the same, and appends each once.
    let (scene, again) = scene.restored(&backup);
    assert_eq!((again.settings, standings(&scene)[0].0.as_str()), (4, "2.0"), "and what was called off stays so");
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

/// Whom the office is told to inform, by the next batch to it.
fn informed(scene: &mut Scene, office: &Code, identity: &RecipientIdentity) -> usize {
    let closed = scene.desk.close_day(&scene.event, std::slice::from_ref(office)).unwrap();
    let mut batch = verify(&closed[0].path, identity, &scene.key()).unwrap();
    rows(&mut batch, "actions.csv").iter().filter(|row| row["action"] == "inform").count()
}

#[test]
fn r26_whoever_was_told_of_a_change_is_not_told_again_after_a_restore_and_whoever_was_not_still_is() {
    let mut scene = Scene::new();
    one(&mut scene, ANN);
    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    informed(&mut scene, &office, &identity);
    let backup = scene.desk.backup(Some(&scene.folder.made("stick"))).unwrap().path;
    publish(&mut scene, "2.0");
    assert_eq!(informed(&mut scene, &office, &identity), 1);
    let (mut scene, replayed) = scene.restored(&backup);
    assert_eq!((replayed.settings, replayed.batches), (1, 1));
    assert_eq!(informed(&mut scene, &office, &identity), 0, "the office was told of 2.0 before the restore");

    // What was published after the newest batch nobody was told of; what was taken back before it is told once more.
    publish(&mut scene, "3.0");
    let (mut scene, replayed) = scene.restored(&backup);
    assert_eq!((replayed.settings, replayed.batches), (2, 2));
    assert_eq!(informed(&mut scene, &office, &identity), 1);
    assert_eq!(informed(&mut scene, &office, &identity), 0);
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r26_what_waits_is_told_apart_by_its_notice_and_not_by_how_many_waited_before() {
    let mut scene = Scene::new();
    let later = |scene: &Scene, number: &str| NoticeVersion {
        effective_from: scene.desk.now().date_naive() + chrono::Days::new(30),
        ..version(scene, number)
    };
    let first = scene.desk.backup(Some(&scene.folder.made("first"))).unwrap().path;
    let second = later(&scene, "2.0");
    scene.desk.publish_notice(&scene.event, second).unwrap();
    let with_second = scene.desk.backup(Some(&scene.folder.made("second"))).unwrap().path;
    let third = later(&scene, "3.0");

    // Somebody goes on from the first backup, publishes another one, and then restores the second.
    let folder = scene.folder.join("Other.lanyard");
    let from = |backup: &Path, nothing_newer| {
        restored_as(&folder, backup, &Since { nothing_newer, ..Since::default() }, &scene.env)
    };
    let (mut desk, _) = from(&first, Some("It is the newest"));
    desk.publish_notice(&scene.event, third).unwrap();
    drop(desk);
    let (mut desk, replayed) = from(&with_second, None);
    assert_eq!(replayed.settings, 1);
    let standings = |desk: &Desk| {
        let known = desk.notices_of(&scene.event).unwrap().published;
        known.into_iter().map(|one| (one.version.version, one.standing)).collect::<Vec<_>>()
    };
    let expected = [("3.0", NoticeStanding::Comes), ("1.0", NoticeStanding::InUse)];
    assert_eq!(standings(&desk), expected.map(|(number, standing)| (number.to_owned(), standing)));
    assert!(desk.check().unwrap().ledger.is_ok());
    desk.call_off_notice(&scene.event).unwrap();
    assert_eq!(standings(&desk).len(), 1, "nothing waits behind it");
}

/// The desk as it is restored elsewhere from a backup, with nothing but these batches to tell what came since.
fn from_batches(scene: &Scene, backup: &Path, batches: &[PathBuf], opens: RecipientIdentity) -> (Desk, Replayed) {
    let since = Since { batches, identities: &[opens], nothing_newer: None };
    restored_as(&scene.folder.join("Other.lanyard"), backup, &since, &scene.env)
}

#[test]
fn r13_r26_a_language_that_only_a_batch_tells_of_is_to_be_added_again_and_not_published() {
    let mut scene = Scene::new();
    one(&mut scene, ANN);
    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let backup = scene.desk.backup(Some(scene.folder.path())).unwrap().path;
    scene.desk.translate_notice(&scene.event, &welsh::file()).unwrap();
    let mut batches = vec![scene.desk.close_day(&scene.event, std::slice::from_ref(&office)).unwrap().remove(0).path];
    publish(&mut scene, "2.0");
    let mut in_welsh = NoticeVersion { version: "2.0".into(), change: ChangeKind::Substantial, ..welsh::file() };
    in_welsh.effective_from = scene.desk.now().date_naive();
    in_welsh.statements.insert(NEWS.into(), "A gawn ni anfon e-bost atoch?".into());
    scene.desk.translate_notice(&scene.event, &in_welsh).unwrap();
    let second = version(&scene, "2.0");
    batches.push(scene.desk.close_day(&scene.event, std::slice::from_ref(&office)).unwrap().remove(0).path);

    let (mut desk, replayed) = from_batches(&scene, &backup, &batches, identity);
    let lost = |version: &str, is_translation, language: &str| LostNotice {
        event: scene.event.clone(),
        version: version.into(),
        is_translation,
        language: language.into(),
    };
    let named: Vec<_> = replayed.lost_notices.into_iter().collect();
    assert_eq!(named, [lost("1.0", true, "cy"), lost("2.0", false, "en"), lost("2.0", true, "cy")]);
    let says: Vec<_> = named.iter().map(ToString::to_string).collect();
    for (said, does) in says.iter().zip(["notice translate", "Publish one", "notice translate"]) {
        assert!(said.contains(does), "{said}");
    }
    assert!(says[0].contains("Add Welsh to version 1.0 again"), "{}", says[0]);
    // Done in that order, each is taken.
    desk.translate_notice(&scene.event, &welsh::file()).unwrap();
    desk.publish_notice(&scene.event, second).unwrap();
    desk.translate_notice(&scene.event, &in_welsh).unwrap();
}

#[test]
fn r13_r15_what_only_a_batch_tells_was_taken_back_is_so_in_the_words_that_it_was_given_in() {
    let mut scene = Scene::new();
    let hash = scene.desk.translate_notice(&scene.event, &welsh::file()).unwrap();
    let list = "given_name,date_of_birth,email,consent_marketing_email,asked_how,asked_in\n\
                Ann,1990-01-01,ann@example.org,yes,out loud,cy\nBen,1990-01-01,ben@example.org,yes,out loud,en\n";
    let (kept, _) = scene.register(list);
    let people = [&kept[0].1, &kept[1].1].map(|badge| scene.desk.by_reference(badge).unwrap().id);
    let (news, identity) = scene.recipient("news", &[Purpose::News]);
    scene.desk.close_day(&scene.event, std::slice::from_ref(&news)).unwrap();
    // The words of a later version are not those of their answers.
    publish(&mut scene, "2.0");
    let backup = scene.desk.backup(Some(scene.folder.path())).unwrap().path;
    for id in people {
        scene.desk.withdraw(id, Withdrawal { question: NEWS, objects: false, how: How::OutLoud }).unwrap();
    }
    let closed = scene.desk.close_day(&scene.event, std::slice::from_ref(&news)).unwrap().remove(0);
    let (desk, replayed) = from_batches(&scene, &backup, &[closed.path], identity);
    assert_eq!(replayed.answers, 2);
    let said = people.map(|id| {
        let answers = desk.history(id).unwrap().answers;
        let of = |said| answers.iter().find(|(_, answer)| answer.said == said).unwrap().1.evidence.clone();
        let (given, taken_back) = (of(Said::Yes), of(Said::Withdrawn));
        assert_eq!((&given.statement, given.notice), (&taken_back.statement, taken_back.notice));
        (taken_back.language, taken_back.notice == hash)
    });
    assert_eq!(said, [("cy".to_owned(), true), ("en".to_owned(), false)]);
}

#[test]
fn r13_r26_a_notice_that_only_a_batch_tells_of_is_named_as_one_to_publish_again() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, ANN);
    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let backup = scene.desk.backup(Some(scene.folder.path())).unwrap().path;
    publish(&mut scene, "2.0");
    let id = scene.desk.by_reference(&ann).unwrap().id;
    scene.desk.withdraw(id, Withdrawal { question: NEWS, objects: false, how: How::OutLoud }).unwrap();
    let closed = scene.desk.close_day(&scene.event, std::slice::from_ref(&office)).unwrap();
    verify(&closed[0].path, &identity, &scene.key()).unwrap();
    let (desk, replayed) = from_batches(&scene, &backup, &[closed[0].path.clone()], identity);
    let (event, version, language) = (scene.event.clone(), "2.0".into(), "en".into());
    let lost = LostNotice { event, version, is_translation: false, language };
    assert_eq!(replayed.lost_notices, [lost.clone()].into());
    assert!(lost.to_string().contains("Version 2.0 (en)") && lost.to_string().contains("before anybody is asked"));
    let answers = desk.history(id).unwrap().answers;
    let withdrawn = answers.iter().find(|(_, answer)| answer.said == Said::Withdrawn).unwrap();
    let words = withdrawn.1.evidence.statement.as_str();
    assert!(words.starts_with("May Imperial after:hours email you news"), "its words are kept: {words}");
}

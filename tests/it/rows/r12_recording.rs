//! R12: photographs, sound and film are three answers. Who records knows them by reference and first name.

use std::collections::BTreeSet;

use lanyard::domain::age::AgeAnswer;
use lanyard::domain::answer::Said;
use lanyard::domain::event::RecordingRule;
use lanyard::domain::form::Field;
use lanyard::domain::purpose::{Medium, Purpose, Question};
use lanyard::domain::removal::{Found, Recorded};

use super::form::Form;
use super::r13_proof::of_records;
use super::reader::{Reader, Row};
use super::set;
use crate::desk::scene::Scene;
use crate::support::linked;

const PHOTO: Question = Question::Recording(Medium::Photo);
const AUDIO: Question = Question::Recording(Medium::Audio);
const VIDEO: Question = Question::Recording(Medium::Video);

/// What the press office is told of each person: the first name and the three answers.
fn told(people: &[Row]) -> Vec<[&str; 4]> {
    people.iter().map(|row| ["given_name", "photo", "audio", "video"].map(|column| row[column].as_str())).collect()
}

#[test]
fn r12_three_answers_stand_apart_and_the_press_office_gets_them_with_a_first_name() {
    let mut scene = Scene::new();
    let press = Reader::of(&mut scene, Purpose::RecordingByConsent);
    let ann =
        Form::adult(&mut scene, "Ann").field(Field::FamilyName, "Markerlee").field(Field::Email, "ann@example.org");
    ann.said(PHOTO, Said::Yes).said(AUDIO, Said::No).save();
    Form::adult(&mut scene, "Bob").said(PHOTO, Said::No).said(AUDIO, Said::No).said(VIDEO, Said::No).save();
    Form::adult(&mut scene, "Cat").said(PHOTO, Said::LeftBlank).save();
    let mut batch = press.next(&mut scene);
    let people = batch.people();
    assert_eq!(
        told(&people),
        [["Ann", "yes", "no", "not-asked"], ["Bob", "no", "no", "no"]],
        "Cat said nothing to keep to"
    );
    assert!(!batch.holds("Markerlee") && !batch.holds("ann@example.org"));
    assert!(people.iter().all(|row| !row["reference"].is_empty()), "so that a picture can be matched to its badge");
}

#[test]
fn r12_by_objection_a_grown_ups_silence_is_enough_and_nobody_elses_is() {
    let mut scene = Scene::new();
    set(&mut scene, |settings| settings.recording = Some(RecordingRule::Objection));
    let [by_objection, by_consent] =
        [Purpose::RecordingByObjection, Purpose::RecordingByConsent].map(|purpose| Reader::of(&mut scene, purpose));
    Form::adult(&mut scene, "Ann").save();
    Form::adult(&mut scene, "Bob").said(PHOTO, Said::Objected).save();
    Form::of(&mut scene, "Cat").field(Field::DateOfBirth, "2009-01-01").said(VIDEO, Said::Yes).save();
    Form::of(&mut scene, "Dan").field(Field::DateOfBirth, "2009-01-01").save();
    Form::of(&mut scene, "Eve").thirteen_or_over(AgeAnswer::Yes).said(PHOTO, Said::No).save();
    let none = "not-asked";
    let people = by_objection.next(&mut scene).people();
    assert_eq!(told(&people), [["Ann", none, none, none], ["Bob", "objected", none, none]], "known to be grown up");
    let mut batch = by_consent.next(&mut scene);
    let people = batch.people();
    let asked = [["Bob", "objected", none, none], ["Cat", none, none, "yes"], ["Eve", "no", none, none]];
    assert_eq!(told(&people), asked, "Dan is seventeen and was not asked, so nobody may record him");
    // What Cat and Eve answered are consents (R13); what Bob objected to never was one.
    let records = of_records(&linked::nodes(&batch.document("consent_records.jsonld")));
    let said: BTreeSet<_> = records.values().flatten().map(|(said, _)| said.as_str()).collect();
    assert_eq!((records.len(), said), (2, BTreeSet::from(["no", "yes"])));
}

#[test]
fn r12_the_words_say_what_for_and_that_print_cannot_be_recalled() {
    let scene = Scene::new();
    let event = scene.desk.event(&scene.event).unwrap();
    let words =
        "May Imperial after:hours photograph you today for its print, web and social media? Print cannot be recalled.";
    assert_eq!(event.statement(PHOTO).unwrap().as_str(), words);
    for question in [AUDIO, VIDEO] {
        assert!(event.statement(question).unwrap().as_str().contains("today for its web and social media"));
    }
}

fn ask_removal(scene: &mut Scene, id: lanyard::domain::ids::RegistrationId) -> lanyard::domain::removal::RemovalId {
    let said = Recorded::parse("about half past ten", "Queen's Lawn", "zebrahat, with a brown dog").unwrap();
    scene.desk.ask_removal(id, &said).unwrap()
}

/// Whom a batch says to take out of recordings.
fn taken_out(batch: &mut super::reader::Batch) -> Vec<String> {
    let actions = batch.rows("actions.csv").into_iter().filter(|row| row["action"] == "remove_recording");
    actions
        .map(|row| {
            assert!(!row["registration"].is_empty() && !row["at"].is_empty() && row["question"].is_empty());
            row["detail"].clone()
        })
        .collect()
}

#[test]
fn r12_whoever_records_is_told_once_of_whom_to_take_out_by_their_badge_alone() {
    let mut scene = Scene::new();
    let press = Reader::of(&mut scene, Purpose::RecordingByConsent);
    let others = [Purpose::RecordKeeping, Purpose::News].map(|purpose| Reader::of(&mut scene, purpose));
    let ann = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org").said(PHOTO, Said::Yes);
    let ann = ann.said(Question::News(lanyard::domain::purpose::Channel::Email), Said::Yes).save();
    let never_sent = Form::adult(&mut scene, "Bob").save();
    for reader in others.iter().chain([&press]) {
        assert!(taken_out(&mut reader.next(&mut scene)).is_empty());
    }
    let reference = scene.desk.history(ann).unwrap().registered.reference;
    ask_removal(&mut scene, ann);
    ask_removal(&mut scene, never_sent);
    let mut batch = press.next(&mut scene);
    assert_eq!(taken_out(&mut batch), [format!("{{\"reference\":\"{reference}\"}}")]);
    assert!(!batch.holds("zebrahat") && !batch.holds("Lawn") && !batch.holds("half past"));
    assert!(taken_out(&mut press.next(&mut scene)).is_empty(), "once");
    for other in &others {
        let mut batch = other.next(&mut scene);
        assert!(taken_out(&mut batch).is_empty() && !batch.holds("zebrahat"), "who records nobody takes nothing out");
    }
    // Asked again, it is told again: there is another recording.
    ask_removal(&mut scene, ann);
    assert_eq!(taken_out(&mut press.next(&mut scene)).len(), 1);
}

#[test]
fn r12_who_is_sent_only_after_it_was_asked_goes_with_the_task_while_it_is_open() {
    let mut scene = Scene::new();
    let press = Reader::of(&mut scene, Purpose::RecordingByConsent);
    let [open, ended, printed] = ["Ann", "Bob", "Cat"].map(|name| {
        let id = Form::adult(&mut scene, name).said(PHOTO, Said::No).save();
        (id, ask_removal(&mut scene, id))
    });
    scene.desk.end_removal(ended.1, Found::Removed).unwrap();
    scene.desk.end_removal(printed.1, Found::InPrint).unwrap();
    let reference = scene.desk.history(open.0).unwrap().registered.reference;
    let mut batch = press.next(&mut scene);
    assert_eq!(batch.people().len(), 3);
    assert_eq!(taken_out(&mut batch), [format!("{{\"reference\":\"{reference}\"}}")], "what is done is not told");
    assert!(taken_out(&mut press.next(&mut scene)).is_empty(), "once");
}

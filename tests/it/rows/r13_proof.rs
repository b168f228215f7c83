//! R13: every answer can be proven: who was asked what, in which words, when, how, by whom and under which notice.

use std::collections::{BTreeMap, BTreeSet};

use lanyard::desk::{DeskError, Told, Withdrawal};
use lanyard::domain::answer::{How, Said};
use lanyard::domain::form::Field;
use lanyard::domain::ledger::Standing;
use lanyard::domain::purpose::{Channel, Medium, Purpose, Question};
use lanyard::domain::staff::Role;
use serde_json::Value;

use super::form::Form;
use super::reader::{Batch, Reader};
use super::{as_somebody, stands};
use crate::desk::scene::{Scene, WALK_INS};
use crate::support::linked;

const EMAIL: Question = Question::News(Channel::Email);
const PHOTO: Question = Question::Recording(Medium::Photo);
const POST: Question = Question::News(Channel::Post);

#[test]
fn r13_the_office_can_prove_an_answer_from_its_batch_alone() {
    let mut scene = Scene::new();
    let office = Reader::of(&mut scene, Purpose::RecordKeeping);
    let form = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org");
    form.said_how(EMAIL, Said::Yes, How::OnPaper).on_form("A-17").save();
    let event = scene.desk.event(&scene.event).unwrap();
    let mut batch = office.next(&mut scene);
    let told = batch.rows("consent_events.csv").remove(0);
    let proof = [
        ("question", "news.email"),
        ("purpose", "news"),
        ("said", "yes"),
        ("how", "on-paper"),
        ("paper_form", "A-17"),
        ("given_by", "visitor"),
        ("staff", "alex"),
        ("notice_card", "given"),
        ("certainty", "clock"),
        ("answered_offset", "0"),
        ("language", "en"),
        ("statement", event.statement(EMAIL).unwrap().as_str()),
        ("notice", &event.notice_hash().to_string()),
        ("registration", &batch.people()[0]["registration"]),
    ];
    for (column, value) in proof {
        assert_eq!(told[column], value, "{column}");
    }
    assert!(told["answered_at"].starts_with("2026-11-21T17:0") && told["answered_at"].ends_with('Z'));
    // The notice itself goes with it, whole.
    let notice = batch.rows("notice_versions.csv").remove(0);
    assert_eq!((&notice["hash"], notice["version"].as_str()), (&told["notice"], "1.0"));
}

/// What the answers of a batch say about consents, as the records should: by registration and question, what was said and when.
fn of_rows(batch: &mut Batch) -> BTreeMap<String, Vec<(String, String)>> {
    let mut told: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in batch.rows("consent_events.csv") {
        if row["question"] != "guardian.responsible" {
            let of = format!("{}#{}", row["registration"], row["question"]);
            told.entry(of).or_default().push((row["said"].clone(), row["answered_at"].clone()));
        }
    }
    told
}

fn of_records(graph: &[Value]) -> BTreeMap<String, Vec<(String, String)>> {
    let said = |kind: &Value| match kind.as_str().unwrap() {
        "dpv:ConsentGiven" => "yes",
        "dpv:ConsentRefused" => "no",
        "dpv:ConsentRequested" => "left-blank",
        "dpv:ConsentWithdrawn" => "withdrawn",
        other => panic!("{other}"),
    };
    let at = |date: &Value| date.as_str().or_else(|| date["@value"].as_str()).unwrap().to_owned();
    let told = |record: &Value| {
        let events = linked::all(&record["dpv:hasConsentStatus"]);
        let events = events.iter().map(|event| linked::reached(graph, event));
        let mut told: Vec<_> = events.map(|event| (said(&event["@type"]).to_owned(), at(&event["dct:date"]))).collect();
        // What is flattened has no order but that of its times.
        told.sort_by(|one, other| one.1.cmp(&other.1));
        told
    };
    let records = linked::of_type(graph, "dpv:ConsentRecord");
    records.iter().map(|record| (record["dct:identifier"].as_str().unwrap().to_owned(), told(record))).collect()
}

#[test]
fn r13_a_batch_has_the_consent_records_of_everybody_in_it_and_of_what_concerns_its_reader() {
    let mut scene = Scene::new();
    let readers = [Purpose::RecordKeeping, Purpose::News, Purpose::RecordingByConsent]
        .map(|purpose| Reader::of(&mut scene, purpose));
    let (kept, _) = scene.register(WALK_INS);
    let ann = scene.desk.by_reference(&kept[0].1).unwrap().id;
    scene.desk.withdraw(ann, Withdrawal { question: PHOTO, objects: false, how: How::OutLoud }).unwrap();
    let mut questions = Vec::new();
    for reader in &readers {
        let mut batch = reader.next(&mut scene);
        let text = batch.document("consent_records.jsonld");
        let graph = linked::nodes(&text);
        questions.push(linked::complete(&graph));
        let told = of_rows(&mut batch);
        assert_eq!(of_records(&graph), told);
        let people: BTreeSet<_> = batch.column("consent_events.csv", "visitor").into_iter().collect();
        let subjects = linked::of_type(&graph, "dpv:DataSubject");
        let subjects: BTreeSet<_> =
            subjects.iter().map(|one| one["dct:identifier"].as_str().unwrap().to_owned()).collect();
        assert!(subjects.is_subset(&people) && subjects.len() > 50, "{} of {}", subjects.len(), people.len());
        if let Some(graph) = linked::by_pyld(&text) {
            assert_eq!(linked::complete(&graph), *questions.last().unwrap());
            assert_eq!(of_records(&graph), told, "as another program reads them");
        }
        for held in ["@example", "btinternet", "Payne", "+44"] {
            assert!(!text.contains(held), "proof needs no {held}");
        }
    }
    let [office, news, press] = questions.as_slice() else { panic!("three readers") };
    assert!(office.len() > news.len() + press.len());
    assert!(news.iter().all(|question| question.starts_with("news.")) && !news.is_empty(), "{news:?}");
    assert!(press.iter().all(|question| question.starts_with("recording.")) && !press.is_empty(), "{press:?}");
}

#[test]
fn r13_no_left_blank_not_asked_and_taken_back_stay_four_different_facts() {
    let mut scene = Scene::new();
    let with = |scene: &mut Scene, said: Option<Said>| {
        let form = Form::adult(scene, "Ann").field(Field::Email, "ann@example.org");
        match said {
            Some(said) => form.said(EMAIL, said).save(),
            None => form.save(),
        }
    };
    let [yes, no, blank] = [Said::Yes, Said::No, Said::LeftBlank].map(|said| with(&mut scene, Some(said)));
    let not_asked = with(&mut scene, None);
    scene.desk.withdraw(yes, Withdrawal { question: EMAIL, objects: false, how: How::OutLoud }).unwrap();
    let standing = [yes, no, blank, not_asked].map(|id| stands(&scene, id, EMAIL));
    assert_eq!(standing, [Standing::Withdrawn, Standing::No, Standing::LeftBlank, Standing::NotAsked]);
    let office = Reader::of(&mut scene, Purpose::RecordKeeping);
    let said = office.next(&mut scene).column("consent_events.csv", "said");
    assert_eq!(said, ["yes", "withdrawn", "no", "left-blank"], "both of the first, and nothing of the last");
}

#[test]
fn r13_what_was_taken_back_is_added_and_what_was_said_before_stays() {
    let mut scene = Scene::new();
    let form = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org");
    let ann = form.said(EMAIL, Said::Yes).said(POST, Said::No).save();
    let before = scene.desk.history(ann).unwrap().answers;
    let told = Told { what: vec![(EMAIL, false), (POST, true)], how: How::OnPaper, paper_form: Some("B-2".into()) };
    scene.desk.withdraw_all(ann, &told).unwrap();
    let after = scene.desk.history(ann).unwrap().answers;
    assert!(after[..2] == before[..], "not a word of it is changed");
    let added: Vec<_> = after[2..].iter().map(|(_, answer)| (answer.question, answer.said)).collect();
    assert_eq!(added, [(EMAIL, Said::Withdrawn), (POST, Said::Objected)]);
    let places: Vec<_> = after.iter().map(|(place, _)| (place.sequence, place.ordinal)).collect();
    assert!(places.is_sorted() && scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r13_r22_anybody_at_the_desk_shows_what_was_answered_and_only_a_lead_writes_it_in_plain_form() {
    let mut scene = Scene::new();
    let form = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org");
    let ann = form.said(EMAIL, Said::Yes).said(POST, Said::LeftBlank).save();
    let (scene, receipt) = as_somebody(scene, Role::Desk, |desk, _| {
        let folder = crate::support::scratch::Folder::new();
        let written = desk.write_receipt(ann, folder.path());
        assert!(matches!(written, Err(DeskError::NotAllowed { .. })));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        desk.receipt(ann).unwrap()
    });
    let answered: Vec<_> = receipt.answered.iter().map(|answered| (answered.question, answered.said)).collect();
    assert_eq!(answered, [(EMAIL, Said::Yes), (POST, Said::LeftBlank)], "a blank is on it as a blank");
    let event = scene.desk.event(&scene.event).unwrap();
    assert_eq!(receipt.answered[0].words, event.statement(EMAIL).unwrap().as_str());
    assert!(receipt.contacts.is_some_and(|contacts| contacts.regulator.contains("ico.org.uk")));
}

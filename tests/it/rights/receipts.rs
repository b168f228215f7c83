//! A receipt of exactly what was answered, and the consent as a record that other programs read (R13, R25).

use std::collections::BTreeSet;

use lanyard::desk::{DeskError, Withdrawal};
use lanyard::domain::answer::How;
use lanyard::domain::purpose::{Channel, Question};
use lanyard::domain::rights::Right;
use serde_json::Value;

use super::identified;
use crate::desk::day::one;
use crate::desk::scene::{Scene, WALK_INS};
use crate::support::linked;
use crate::support::scratch::Folder;

#[test]
fn r13_a_consent_record_has_every_mandatory_field_of_the_public_guide() {
    let mut scene = Scene::new();
    let (kept, _) = scene.register(WALK_INS);
    let folder = Folder::new();
    let mut seen = BTreeSet::new();
    for (_, reference) in kept.iter().step_by(12) {
        let id = scene.desk.by_reference(reference).unwrap().id;
        let files = scene.desk.write_receipt(id, folder.path()).unwrap();
        seen.extend(linked::complete(&linked::nodes(&std::fs::read_to_string(&files[2]).unwrap())));
    }
    assert!(seen.len() >= 6, "{seen:?}");
    assert!(!seen.contains("guardian.responsible"), "that somebody is responsible is no consent");
}

#[test]
fn r13_a_record_tells_what_was_said_when_and_that_it_was_taken_back() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,yes,Vegan,out loud");
    let id = scene.desk.by_reference(&ann).unwrap().id;
    let question = Question::News(Channel::Email);
    scene.desk.withdraw(id, Withdrawal { question, objects: false, how: How::OutLoud }).unwrap();
    let folder = Folder::new();
    let files = scene.desk.write_receipt(id, folder.path()).unwrap();
    let graph = linked::nodes(&std::fs::read_to_string(&files[2]).unwrap());
    let record = |title: &str| {
        let of = |record: &&&Value| linked::reached(&graph, &record["dpv:hasProcess"])["dct:title"] == title;
        linked::of_type(&graph, "dpv:ConsentRecord").iter().find(of).copied().unwrap().clone()
    };
    let states = |record: &Value, key: &str| -> Vec<String> {
        let events = record["dpv:hasConsentStatus"].as_array().unwrap();
        let said = |event: &Value| event[key].as_str().or_else(|| event[key]["@id"].as_str()).unwrap().to_owned();
        events.iter().map(said).collect()
    };
    let news = record("news.email");
    assert_eq!(states(&news, "@type"), ["dpv:ConsentGiven", "dpv:ConsentWithdrawn"]);
    let dates = states(&news, "dct:date");
    assert!(dates.is_sorted() && dates.iter().all(|date| date.ends_with('Z')), "{dates:?}");
    let diet = record("special.diet.catering");
    assert_eq!(states(&diet, "dpv:hasLegalBasis"), ["dpv:ExplicitlyExpressedConsent"]);
    let notice = scene.desk.event(&scene.event).unwrap().notice().hash().to_string();
    let process = linked::reached(&graph, &diet["dpv:hasProcess"]);
    assert_eq!(process["dpv:hasNotice"]["dct:identifier"], notice);
    let words = process["dpv:hasNotice"]["dct:description"]["@value"].as_str().unwrap();
    assert!(words.contains("only for today's catering"), "{words}");
    assert!(!graph.iter().any(|node| node.to_string().contains("ann@example.org")), "proof needs no contact");
}

#[test]
fn r13_r25_the_receipt_says_exactly_what_was_answered_and_where_to_complain() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,no,,out loud");
    let id = scene.desk.by_reference(&ann).unwrap().id;
    let folder = Folder::new();
    let files = scene.desk.write_receipt(id, folder.path()).unwrap();
    let names: Vec<_> = files.iter().map(|file| file.file_name().unwrap().to_string_lossy().into_owned()).collect();
    let small = ann.to_lowercase();
    assert_eq!(names, ["pdf", "md", "jsonld"].map(|kind| format!("receipt-{small}.{kind}")));
    let text = std::fs::read_to_string(&files[1]).unwrap();
    let history = scene.desk.history(id).unwrap();
    for (_, answer) in &history.answers {
        assert!(text.contains(&answer.evidence.statement.as_str().replace('*', "\\*")), "{text}");
    }
    for said in ["Yes: out loud, 21 November 2026", "No: out loud", "Z5940050", "www.ico.org.uk", "Sherfield", &ann] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert_eq!(text.matches("### “").count(), history.answers.len(), "each once, and no other");
    let again = scene.desk.write_receipt(id, folder.path());
    assert!(matches!(again, Err(DeskError::NotWritten { .. })), "what is there is not written over");
    // The copy that they may ask for has it too.
    let request = identified(&mut scene, Right::Access, &ann);
    let copy = scene.desk.write_copy(&request.reference, folder.path()).unwrap();
    let records = std::fs::read_to_string(copy.folder.join(format!("consents-{small}.jsonld"))).unwrap();
    assert_eq!(linked::nodes(&records), linked::nodes(&std::fs::read_to_string(&files[2]).unwrap()));
}

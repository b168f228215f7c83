//! R17: what is wrong is corrected with its reason; what it was stays in the history, and whoever was sent it is told.

use lanyard::desk::{Amendment, DeskError};
use lanyard::domain::answer::Said;
use lanyard::domain::form::Field;
use lanyard::domain::ledger::Standing;
use lanyard::domain::purpose::{Channel, Purpose, Question};
use lanyard::domain::rights::{Outcome, Right, Step};

use super::form::Form;
use super::reader::Reader;
use super::{asked_for, letter, stands};
use crate::desk::scene::Scene;

const EMAIL: Question = Question::News(Channel::Email);

fn corrected(field: Field, value: &str, reason: &str) -> Amendment {
    Amendment { fields: [(field, value.to_owned())].into(), reason: reason.to_owned(), ..Amendment::default() }
}

#[test]
fn r17_a_misheard_name_is_put_right_everywhere_and_nothing_is_written_over() {
    let mut scene = Scene::new();
    let office = Reader::of(&mut scene, Purpose::RecordKeeping);
    let ann = Form::adult(&mut scene, "Hanna").save();
    assert_eq!(office.next(&mut scene).column("registrations.csv", "given_name"), ["Hanna"]);

    let without = scene.desk.amend(ann, &corrected(Field::GivenName, "Johanna", " "));
    assert!(matches!(without, Err(DeskError::NoReason)));
    scene.desk.amend(ann, &corrected(Field::GivenName, "Johanna", "she said so")).unwrap();
    let mut batch = office.next(&mut scene);
    assert_eq!(batch.column("registrations.csv", "given_name"), ["Johanna"]);
    let action = batch.rows("actions.csv").remove(0);
    assert_eq!((action["action"].as_str(), action["reason"].as_str()), ("correct", "she said so"));
    assert!(action["detail"].contains("given_name"), "{}", action["detail"]);

    let versions = scene.desk.history(ann).unwrap().versions;
    let names: Vec<_> =
        versions.iter().map(|past| (past.record.given_name.as_deref(), past.reason.as_deref())).collect();
    assert_eq!(names, [(Some("Hanna"), None), (Some("Johanna"), Some("she said so"))]);
    assert_eq!(scene.desk.find(&scene.event, "johanna", 10).unwrap().len(), 1);
}

#[test]
fn r17_who_turns_out_to_be_thirteen_answers_for_themselves_and_the_guardians_yes_counts_no_more() {
    let mut scene = Scene::new();
    let news = Reader::of(&mut scene, Purpose::News);
    let kit = Form::child(&mut scene, "Kit", "2014-01-31").said(EMAIL, Said::Yes).save();
    assert_eq!(news.next(&mut scene).column("guardians.csv", "email"), ["robin@example.org"]);
    let fields = [(Field::DateOfBirth, "2013-01-31".to_owned()), (Field::Email, "kit@example.org".to_owned())].into();
    scene.desk.amend(kit, &Amendment { fields, reason: "one year older".into(), ..Amendment::default() }).unwrap();
    assert_eq!(stands(&scene, kit, EMAIL), Standing::NotAsked);
    let mut batch = news.next(&mut scene);
    assert!(batch.people().is_empty() && !batch.holds("kit@example.org") && !batch.holds("robin@example.org"));
    assert_eq!(batch.told()[0].0, "permit_lost");
}

#[test]
fn r17_who_asked_for_it_is_told_that_it_is_put_right_and_who_is_told_what_is_right() {
    let mut scene = Scene::new();
    let office = Reader::of(&mut scene, Purpose::RecordKeeping);
    let ann = Form::adult(&mut scene, "Hanna").save();
    office.next(&mut scene);
    let request = asked_for(&mut scene, Right::Rectify, ann);
    let early = scene.desk.go_on(&request, Step::Closed { outcome: Outcome::Done });
    assert!(matches!(early, Err(DeskError::NothingCorrected)), "nothing was done");
    scene.desk.amend(ann, &corrected(Field::GivenName, "Johanna", "she said so")).unwrap();
    scene.desk.go_on(&request, Step::Closed { outcome: Outcome::Done }).unwrap();
    let letter = letter(&mut scene, &request);
    for said in ["Dear Johanna,", "We have put right what was wrong", "tells them what is right"] {
        assert!(letter.contains(said), "{said}: {letter}");
    }
}

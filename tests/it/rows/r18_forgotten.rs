//! R18: who asks to be forgotten is forgotten, alone, and no list brings them back.

use lanyard::desk::{DeskError, NewRequest};
use lanyard::domain::answer::Said;
use lanyard::domain::form::Field;
use lanyard::domain::ids::{RegistrationId, VisitorId};
use lanyard::domain::purpose::{Channel, Purpose, Question};
use lanyard::domain::rights::{Arrived, Identity, Outcome, Right, Step, StepError};
use lanyard::store::registrations::State;

use super::form::Form;
use super::reader::Reader;
use super::{asked_for, count, letter};
use crate::desk::scene::{Scene, register_listed};

const EMAIL: Question = Question::News(Channel::Email);

#[test]
fn r18_one_of_two_children_is_forgotten_and_the_other_keeps_their_guardian() {
    let mut scene = Scene::new();
    let news = Reader::of(&mut scene, Purpose::News);
    let kit = Form::child(&mut scene, "Kit", "2014-01-31").said(EMAIL, Said::Yes);
    let (listed, kit) = (kit.draft.clone(), kit.save());
    let lea = Form::child(&mut scene, "Lea", "2016-05-01").said(EMAIL, Said::Yes);
    let (sister, lea) = (lea.draft.clone(), lea.save());
    assert_eq!(news.next(&mut scene).people().len(), 2);

    let request = asked_for(&mut scene, Right::Erase, kit);
    let erased = scene.desk.erase(&request).unwrap();
    assert_eq!((erased.registrations.len(), erased.sent.len()), (1, 1));
    assert!(matches!(scene.desk.history(kit), Err(DeskError::Gone)));
    let record = scene.desk.history(lea).unwrap().versions.pop().unwrap().record;
    assert_eq!(record.guardian_email.as_deref(), Some("robin@example.org"));
    let told: Vec<_> = news.next(&mut scene).told().into_iter().map(|(action, _)| action).collect();
    assert_eq!(told, ["erase"]);

    // The class list still has both of them.
    let mut again = |mut draft: lanyard::domain::draft::RegistrationDraft| {
        draft.registration = RegistrationId(scene.desk.new_id());
        draft.visitor = VisitorId(scene.desk.new_id());
        for answer in draft.answers.values_mut() {
            answer.id = lanyard::domain::ids::AnswerId(scene.desk.new_id());
        }
        register_listed(&mut scene.desk, &draft, &scene.event)
    };
    assert!(matches!(again(listed.clone()), Err(DeskError::WasErased)));
    assert!(again(sister).is_ok(), "her sister was not erased");
    let theirs = Form::child(&mut scene, "Kit", "2014-01-31").save();
    assert!(scene.desk.history(theirs).is_ok(), "who comes again themselves is registered");
}

#[test]
fn r18_what_remains_is_a_tombstone_that_says_nothing_about_the_person() {
    let mut scene = Scene::new();
    let ann = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org").said(EMAIL, Said::Yes).save();
    let request = asked_for(&mut scene, Right::Erase, ann);
    scene.desk.erase(&request).unwrap();
    assert_eq!(count(&scene, "tombstone"), 1);
    let said = "consent_event WHERE question IS NOT NULL OR said IS NOT NULL OR statement IS NOT NULL";
    let record = "registration_version WHERE given_name IS NOT NULL OR email IS NOT NULL OR date_of_birth IS NOT NULL";
    assert_eq!([said, record, "special_value", "draft"].map(|rows| count(&scene, rows)), [0; 4]);
    assert!(scene.desk.check().unwrap().ledger.is_ok(), "and everything else is still proven");
}

#[test]
fn r18_a_request_is_attached_to_whoever_is_found_later_and_only_then_says_that_they_are_not_used() {
    let mut scene = Scene::new();
    let ann = Form::adult(&mut scene, "Ann").save();
    let received = scene.desk.now().date_naive();
    let new = NewRequest { right: Right::Erase, received, how: Arrived::Email, about: None };
    let request = scene.desk.record_request(&new).unwrap().reference;
    let state = |scene: &Scene| scene.desk.history(ann).unwrap().registered.state;
    let unknown = letter(&mut scene, &request);
    assert!(!unknown.contains("do not use them") && unknown.contains("We have not found yet"), "{unknown}");
    assert_eq!(state(&scene), State::Standing, "nothing was done to anybody");
    scene.desk.go_on(&request, Step::Identified { by: Identity::Document }).unwrap();

    let found = scene.desk.go_on(&request, Step::Found { about: ann }).unwrap();
    assert_eq!((found.about, found.identified), (Some(ann), None), "who asks is made sure of whoever is found");
    assert_eq!(state(&scene), State::Restricted);
    let known = letter(&mut scene, &request);
    assert!(known.contains("Until then we keep your details and do not use them"), "{known}");
    assert!(matches!(
        scene.desk.go_on(&request, Step::Found { about: ann }),
        Err(DeskError::Step(StepError::FoundAlready))
    ));
    assert!(matches!(scene.desk.erase(&request), Err(DeskError::Step(StepError::NotIdentified))));
    scene.desk.go_on(&request, Step::Identified { by: Identity::KnownContact }).unwrap();
    scene.desk.erase(&request).unwrap();
    assert_eq!(scene.desk.request(&request).unwrap().about, Some(ann));
    assert!(scene.desk.verify_audit().unwrap().is_ok());
}

#[test]
fn r18_what_nobody_was_found_for_ends_without_a_word_about_details_that_are_kept() {
    let mut scene = Scene::new();
    let received = scene.desk.now().date_naive();
    let new = NewRequest { right: Right::Erase, received, how: Arrived::Email, about: None };
    let request = scene.desk.record_request(&new).unwrap().reference;
    scene.desk.go_on(&request, Step::Closed { outcome: Outcome::TakenBack }).unwrap();
    let ended = letter(&mut scene, &request);
    assert!(!ended.contains("do not use them"), "{ended}");
}

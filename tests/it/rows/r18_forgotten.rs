//! R18: who asks to be forgotten is forgotten, alone, and no list brings them back.

use lanyard::desk::DeskError;
use lanyard::domain::answer::Said;
use lanyard::domain::form::Field;
use lanyard::domain::ids::{RegistrationId, VisitorId};
use lanyard::domain::purpose::{Channel, Purpose, Question};
use lanyard::domain::rights::Right;

use super::form::Form;
use super::reader::Reader;
use super::{asked_for, count};
use crate::desk::scene::Scene;

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
        scene.desk.register_listed(&draft, &scene.event)
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

//! R19: restricted is kept and used for nothing: in no batch, in no search of desk staff, until it is lifted.

use lanyard::desk::{DeskError, Filter, LetterAbout, Withdrawal};
use lanyard::domain::answer::{How, Said};
use lanyard::domain::form::Field;
use lanyard::domain::ledger::Standing;
use lanyard::domain::purpose::{Channel, Purpose, Question};
use lanyard::domain::rights::Right;
use lanyard::domain::staff::Role;

use super::form::Form;
use super::reader::Reader;
use super::{as_somebody, asked_for, letter_about, stands};
use crate::desk::scene::Scene;

const EMAIL: Question = Question::News(Channel::Email);

#[test]
fn r19_restricted_is_out_of_every_batch_every_preview_and_every_count_of_desk_staff() {
    let mut scene = Scene::new();
    for name in ["Ann", "Bob"] {
        let form = Form::adult(&mut scene, name).field(Field::Email, &format!("{name}@example.org"));
        form.said(EMAIL, Said::Yes).save();
    }
    let ann = scene.desk.find(&scene.event, "Ann", 1).unwrap().remove(0).registered;
    let request = asked_for(&mut scene, Right::Restrict, ann.id);
    scene.desk.restrict(&request).unwrap();

    for &purpose in Purpose::ALL {
        let reader = Reader::of(&mut scene, purpose);
        let preview = scene.desk.preview(&scene.event, &reader.code).unwrap();
        let mut batch = reader.next(&mut scene);
        assert_eq!(batch.people().len() as u64, preview.people, "{purpose}");
        assert!(preview.people <= 1 && !batch.holds("Ann"), "{purpose}");
    }
    let (scene, ()) = as_somebody(scene, Role::Desk, |desk, event| {
        let mut marks = desk.marks(event).unwrap();
        while !marks.are_whole() {
            desk.mark_on(event, &mut marks).unwrap();
        }
        assert_eq!(marks.count(Filter::Yes(EMAIL)), 1);
        let listing = desk.list(event, "", &[].into(), &marks).unwrap();
        assert_eq!((listing.spots.len(), listing.of, listing.today), (1, 1, 1));
        assert!(matches!(desk.by_reference(&ann.reference), Err(DeskError::NoSuchPerson)));
        assert!(matches!(desk.history(ann.id), Err(DeskError::NoSuchPerson)));
    });
    assert_eq!(scene.desk.history(ann.id).unwrap().answers.len(), 1, "all of it is kept");
}

#[test]
fn r19_who_is_restricted_can_still_take_a_yes_back_and_lifting_brings_none_of_it_again() {
    let mut scene = Scene::new();
    let news = Reader::of(&mut scene, Purpose::News);
    let ann = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org").said(EMAIL, Said::Yes).save();
    let request = asked_for(&mut scene, Right::Restrict, ann);
    scene.desk.restrict(&request).unwrap();
    scene.desk.withdraw(ann, Withdrawal { question: EMAIL, objects: false, how: How::OutLoud }).unwrap();
    scene.desk.lift_restriction(ann).unwrap();
    assert_eq!(stands(&scene, ann, EMAIL), Standing::Withdrawn);
    assert!(news.next(&mut scene).people().is_empty());
}

#[test]
fn r19_before_it_is_lifted_they_are_told_by_letter_and_not_while_something_else_keeps_it() {
    let mut scene = Scene::new();
    let ann = Form::adult(&mut scene, "Ann").save();
    let request = asked_for(&mut scene, Right::Restrict, ann);
    let not_yet = scene.desk.letter(&request, LetterAbout::Lifting);
    assert!(matches!(not_yet, Err(DeskError::NotRestricted)));
    scene.desk.restrict(&request).unwrap();
    let letter = letter_about(&mut scene, &request, LetterAbout::Lifting);
    assert!(letter.contains("about to use them again") && letter.contains("If you do not want this, tell us now"));
    asked_for(&mut scene, Right::Erase, ann);
    let kept = scene.desk.letter(&request, LetterAbout::Lifting);
    assert!(matches!(kept, Err(DeskError::StillAsked)), "nothing is about to be lifted while it is open");
}

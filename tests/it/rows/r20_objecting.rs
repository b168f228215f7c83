//! R20: an objection to marketing stops it for good; one to any other use restricts until it is decided with advice.

use lanyard::desk::{DeskError, LetterAbout, Withdrawal};
use lanyard::domain::answer::{How, Said};
use lanyard::domain::form::Field;
use lanyard::domain::ids::RegistrationId;
use lanyard::domain::ledger::Standing;
use lanyard::domain::purpose::{Channel, Purpose, Question};
use lanyard::domain::rights::{Advice, Outcome, Right, Step};
use lanyard::store::registrations::State;

use super::form::Form;
use super::reader::Reader;
use super::{asked_for, letter, stands};
use crate::desk::scene::Scene;

const EMAIL: Question = Question::News(Channel::Email);

fn ann(scene: &mut Scene) -> RegistrationId {
    Form::adult(scene, "Ann").field(Field::Email, "ann@example.org").said(EMAIL, Said::Yes).save()
}

fn state(scene: &Scene, id: RegistrationId) -> State {
    scene.desk.history(id).unwrap().registered.state
}

#[test]
fn r20_marketing_stops_at_once_without_anybodys_decision_and_other_uses_go_on() {
    let mut scene = Scene::new();
    let [office, news] = [Purpose::RecordKeeping, Purpose::News].map(|purpose| Reader::of(&mut scene, purpose));
    let ann = ann(&mut scene);
    scene.desk.withdraw(ann, Withdrawal { question: EMAIL, objects: true, how: How::OutLoud }).unwrap();
    assert_eq!((state(&scene, ann), stands(&scene, ann, EMAIL)), (State::Standing, Standing::Objected));
    assert!(scene.desk.requests().unwrap().is_empty(), "there is nothing to decide");
    let mut batch = news.next(&mut scene);
    assert!(batch.people().is_empty());
    assert_eq!(batch.told(), [("withdraw".to_owned(), "ann@example.org".to_owned())]);
    assert_eq!(office.next(&mut scene).people().len(), 1);
}

#[test]
fn r20_no_decision_about_another_use_brings_marketing_back() {
    let mut scene = Scene::new();
    let [office, news] = [Purpose::RecordKeeping, Purpose::News].map(|purpose| Reader::of(&mut scene, purpose));
    let ann = ann(&mut scene);
    scene.desk.withdraw(ann, Withdrawal { question: EMAIL, objects: true, how: How::OutLoud }).unwrap();
    let request = asked_for(&mut scene, Right::Object, ann);
    assert_eq!(state(&scene, ann), State::Restricted, "while it is weighed");
    assert!(office.next(&mut scene).people().is_empty());

    scene.desk.go_on(&request, Step::Advised { advice: Advice::GoOn }).unwrap();
    let decided = scene.desk.decide_objection(&request).unwrap();
    assert_eq!((decided.advice, decided.outcome), (Some(Advice::GoOn), Some(Outcome::GroundsWeighMore)));
    assert_eq!(office.next(&mut scene).people().len(), 1, "the other use goes on");
    assert_eq!(stands(&scene, ann, EMAIL), Standing::Objected);
    assert!(news.next(&mut scene).people().is_empty());
}

#[test]
fn r20_whose_objection_does_not_hold_is_told_why_and_that_the_regulator_and_a_court_are_open_to_them() {
    for (advice, says) in [
        (Advice::GoOn, ["Ours weigh more", "go to a court", "Those have stopped, and stay stopped"]),
        (
            Advice::Stop,
            [
                "We have stopped the use that you objected to, and news and advertising too",
                "ico.org.uk",
                "not to use it",
            ],
        ),
    ] {
        let mut scene = Scene::new();
        let office = Reader::of(&mut scene, Purpose::RecordKeeping);
        let ann = ann(&mut scene);
        office.next(&mut scene);
        let request = asked_for(&mut scene, Right::Object, ann);
        scene.desk.go_on(&request, Step::Advised { advice }).unwrap();
        scene.desk.decide_objection(&request).unwrap();
        let letter = letter(&mut scene, &request);
        for said in says {
            assert!(letter.contains(said), "{said}: {letter}");
        }
    }
}

#[test]
fn r20_an_objection_stops_news_at_once_and_no_decision_about_the_rest_brings_it_back() {
    let mut scene = Scene::new();
    let [office, news] = [Purpose::RecordKeeping, Purpose::News].map(|purpose| Reader::of(&mut scene, purpose));
    let ann = ann(&mut scene);
    news.next(&mut scene);
    let request = asked_for(&mut scene, Right::Object, ann);
    assert_eq!(stands(&scene, ann, EMAIL), Standing::Objected, "before anything is decided");
    scene.desk.go_on(&request, Step::Advised { advice: Advice::GoOn }).unwrap();
    scene.desk.decide_objection(&request).unwrap();
    assert_eq!((state(&scene, ann), stands(&scene, ann, EMAIL)), (State::Standing, Standing::Objected));
    assert_eq!(office.next(&mut scene).people().len(), 1, "the other use goes on");
    let mut batch = news.next(&mut scene);
    assert!(batch.people().is_empty());
    assert!(batch.told().contains(&("object".to_owned(), "news.email".to_owned())), "{:?}", batch.told());
    assert_eq!(news.next(&mut scene).people().len(), 0);
}

#[test]
fn r20_what_was_decided_for_good_is_undone_by_a_new_decision_with_advice_and_by_nothing_else() {
    let mut scene = Scene::new();
    let ann = ann(&mut scene);
    let request = asked_for(&mut scene, Right::Object, ann);
    scene.desk.go_on(&request, Step::Advised { advice: Advice::Stop }).unwrap();
    scene.desk.decide_objection(&request).unwrap();
    assert!(matches!(scene.desk.lift_restriction(ann), Err(DeskError::StoppedForGood)));
    assert!(matches!(scene.desk.letter(&request, LetterAbout::Lifting), Err(DeskError::StoppedForGood)));
    assert!(scene.desk.subject(ann).unwrap().stopped_for_good);
    let again = asked_for(&mut scene, Right::Object, ann);
    scene.desk.go_on(&again, Step::Closed { outcome: Outcome::TakenBack }).unwrap();
    assert!(matches!(scene.desk.lift_restriction(ann), Err(DeskError::StoppedForGood)), "no new decision");
    assert_eq!(state(&scene, ann), State::Restricted);

    let anew = asked_for(&mut scene, Right::Object, ann);
    scene.desk.go_on(&anew, Step::Advised { advice: Advice::GoOn }).unwrap();
    scene.desk.decide_objection(&anew).unwrap();
    assert_eq!((state(&scene, ann), scene.desk.subject(ann).unwrap().stopped_for_good), (State::Standing, false));
}

//! Kept and used for nothing (R19), and objections (R20).

use lanyard::batch::verify::verify;
use lanyard::desk::{Amendment, DeskError, GuardianSaid, NewReader, Passphrase};
use lanyard::domain::answer::{How, Said};
use lanyard::domain::field_error::GuardianField;
use lanyard::domain::form::Field;
use lanyard::domain::purpose::{GuardianQuestion, Purpose};
use lanyard::domain::rights::{Advice, Outcome, Right, Step, StepError};
use lanyard::domain::staff::{Handle, Role};
use lanyard::store::registrations::State;

use super::{asked, identified};
use crate::desk::day::{one, rows};
use crate::desk::scene::Scene;

fn state(scene: &Scene, reference: &str) -> State {
    scene.desk.by_reference(reference).unwrap().state
}

/// What the office is told in its next batch, and who is in it.
fn next(scene: &mut Scene, identity: &lanyard::batch::keys::RecipientIdentity) -> (Vec<String>, Vec<String>) {
    let office = lanyard::domain::code::Code::new("office").unwrap();
    let closed = scene.desk.close_day(&scene.event, &[office]).unwrap();
    let mut batch = verify(&closed[0].path, identity, &scene.key()).unwrap();
    let actions = rows(&mut batch, "actions.csv").iter().map(|row| row["action"].clone()).collect();
    let people = rows(&mut batch, "registrations.csv").iter().map(|row| row["reference"].clone()).collect();
    (actions, people)
}

#[test]
fn r19_whoever_is_restricted_is_in_no_batch_and_no_search_of_desk_staff_until_it_is_lifted() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let (_, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    assert_eq!(next(&mut scene, &identity), (vec![], vec![ann.clone()]));

    let request = identified(&mut scene, Right::Restrict, &ann);
    scene.desk.restrict(&request.reference).unwrap();
    assert_eq!(state(&scene, &ann), State::Restricted);
    assert_eq!(next(&mut scene, &identity), (vec!["restrict".to_owned()], vec![]));
    assert_eq!(next(&mut scene, &identity), (vec![], vec![]), "told once");
    let desk = NewReader {
        handle: Handle::parse("sam").unwrap(),
        name: "Sam".into(),
        role: Role::Desk,
        passphrase: Passphrase::given("another long phrase"),
    };
    scene.desk.add_staff(&desk).unwrap();
    assert_eq!(scene.desk.find(&scene.event, "lee", 10).unwrap().len(), 1, "a lead finds them");
    let (folder, env) = (scene.folder.join("Day.lanyard"), scene.env.clone());
    let closed = scene.close();
    let sam = lanyard::desk::Desk::open(&folder, &desk.handle, &desk.passphrase, &env).unwrap();
    assert!(sam.find(&closed.event, "lee", 10).unwrap().is_empty());
    drop(sam);
    let mut scene = closed.open();

    let id = scene.desk.by_reference(&ann).unwrap().id;
    scene.desk.lift_restriction(id).unwrap();
    assert!(matches!(scene.desk.lift_restriction(id), Err(DeskError::NotRestricted)));
    assert_eq!(next(&mut scene, &identity), (vec!["lift".to_owned()], vec![ann]));
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r20_whoever_objects_is_restricted_at_once_and_until_it_is_decided_with_advice() {
    for (advice, outcome, then) in
        [(Advice::Stop, Outcome::Done, State::Restricted), (Advice::GoOn, Outcome::GroundsWeighMore, State::Standing)]
    {
        let mut scene = Scene::new();
        let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
        // Before anybody made sure who asks: in doubt the more restrictive.
        let first = asked(&mut scene, Right::Object, &ann);
        assert_eq!(state(&scene, &ann), State::Restricted);
        let taken_back = Step::Closed { outcome: Outcome::TakenBack };
        scene.desk.go_on(&first.reference, taken_back).unwrap();
        assert_eq!(state(&scene, &ann), State::Restricted, "until somebody lifts it");
        let request = identified(&mut scene, Right::Object, &ann);
        let undecided = scene.desk.decide_objection(&request.reference);
        assert!(matches!(undecided, Err(DeskError::Step(StepError::NoAdvice))));
        scene.desk.go_on(&request.reference, Step::Advised { advice }).unwrap();
        assert_eq!(scene.desk.decide_objection(&request.reference).unwrap().outcome, Some(outcome));
        assert_eq!(state(&scene, &ann), then);
        assert!(scene.desk.check().unwrap().ledger.is_ok());
    }
}

#[test]
fn r19_a_child_who_waits_for_a_guardian_stays_restricted_when_the_guardian_agrees() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let id = scene.desk.by_reference(&ann).unwrap().id;
    let child = || [(Field::DateOfBirth, "2016-01-01".to_owned())].into();
    let without = Amendment { fields: child(), reason: "typed wrongly".into(), ..Amendment::default() };
    assert!(matches!(scene.desk.amend(id, &without), Err(DeskError::GuardianFirst(_))));
    let request = identified(&mut scene, Right::Restrict, &ann);
    scene.desk.restrict(&request.reference).unwrap();
    assert_eq!(state(&scene, &ann), State::Quarantined);
    let guardian = [
        (GuardianField::Name, "Robin Lee"),
        (GuardianField::Relationship, "mother"),
        (GuardianField::Email, "robin@example.org"),
    ];
    let said = [(GuardianQuestion::Responsible, Said::Yes), (GuardianQuestion::Consent, Said::Yes)];
    let with = Amendment {
        fields: child(),
        guardian: guardian.map(|(field, value)| (field, value.to_owned())).into(),
        guardian_said: Some(GuardianSaid {
            said: said.into(),
            how: How::OutLoud,
            paper_form: None,
            languages: [].into(),
        }),
        reason: "her mother came".into(),
        ..Amendment::default()
    };
    scene.desk.amend(id, &with).unwrap();
    assert_eq!(state(&scene, &ann), State::Restricted);
    assert!(scene.desk.check().unwrap().ledger.is_ok());
    scene.desk.lift_restriction(id).unwrap();
    assert_eq!(state(&scene, &ann), State::Standing);
}

#[test]
fn r19_restoring_a_backup_forgets_neither_a_restriction_nor_a_request() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let early = asked(&mut scene, Right::Access, &ann);
    let backup = scene.desk.backup(Some(scene.folder.path())).unwrap().path;
    let request = identified(&mut scene, Right::Restrict, &ann);
    scene.desk.restrict(&request.reference).unwrap();
    let later = Step::Identified { by: lanyard::domain::rights::Identity::Document };
    scene.desk.go_on(&early.reference, later).unwrap();
    let before = scene.desk.requests().unwrap();

    let (scene, replayed) = scene.restored(&backup);
    let desk = &scene.desk;
    assert_eq!((replayed.restricted, replayed.requests), (1, 4));
    assert_eq!(desk.by_reference(&ann).unwrap().state, State::Restricted);
    assert_eq!(desk.requests().unwrap(), before);
    assert!(desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r18_r20_what_is_not_decided_restricts_at_once_and_cannot_be_lifted() {
    for right in [Right::Erase, Right::Object] {
        let mut scene = Scene::new();
        let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
        let request = asked(&mut scene, right, &ann);
        assert_eq!(state(&scene, &ann), State::Restricted, "{right}");
        let id = request.about.unwrap();
        assert!(matches!(scene.desk.lift_restriction(id), Err(DeskError::StillAsked)), "{right}");
        scene.desk.go_on(&request.reference, Step::Closed { outcome: Outcome::TakenBack }).unwrap();
        scene.desk.lift_restriction(id).unwrap();
        assert_eq!(state(&scene, &ann), State::Standing);
    }
}

#[test]
fn r19_r20_an_objection_that_is_overruled_lifts_nothing_else_that_was_asked_for() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let kept = identified(&mut scene, Right::Restrict, &ann);
    scene.desk.restrict(&kept.reference).unwrap();
    let objects = identified(&mut scene, Right::Object, &ann);
    let overruled = Step::Closed { outcome: Outcome::GroundsWeighMore };
    assert!(matches!(scene.desk.go_on(&objects.reference, overruled), Err(DeskError::CarryOut)), "by deciding it only");
    scene.desk.go_on(&objects.reference, Step::Advised { advice: Advice::GoOn }).unwrap();
    assert_eq!(scene.desk.decide_objection(&objects.reference).unwrap().outcome, Some(Outcome::GroundsWeighMore));
    assert_eq!(state(&scene, &ann), State::Restricted, "they asked for that too");
}

#[test]
fn r14_r19_one_person_is_restricted_with_all_that_is_held_of_them() {
    let mut scene = Scene::new();
    let first = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let second = one(&mut scene, "Anne,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let request = identified(&mut scene, Right::Restrict, &first);
    scene.desk.restrict(&request.reference).unwrap();
    assert_eq!(state(&scene, &second), State::Standing);
    let other = scene.desk.by_reference(&second).unwrap().id;
    scene.desk.say_same(request.about.unwrap(), other, true).unwrap();
    assert_eq!(state(&scene, &second), State::Restricted);
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r19_a_batch_that_was_left_unsealed_goes_without_whoever_was_restricted_since() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let ben = one(&mut scene, "Ben,May,1990-01-01,ben@example.org,yes,,,out loud");
    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    // What is reserved cannot be sealed: something else lies where the file would.
    let outbox = scene.desk.outbox();
    std::fs::remove_dir_all(&outbox).ok();
    std::fs::write(&outbox, "").unwrap();
    assert!(scene.desk.close_day(&scene.event, std::slice::from_ref(&office)).is_err());
    std::fs::remove_file(&outbox).unwrap();
    let request = identified(&mut scene, Right::Restrict, &ann);
    scene.desk.restrict(&request.reference).unwrap();
    let closed = scene.desk.close_day(&scene.event, &[office]).unwrap();
    for closed in &closed {
        let mut batch = verify(&closed.path, &identity, &scene.key()).unwrap();
        let people: Vec<_> = rows(&mut batch, "registrations.csv").iter().map(|row| row["reference"].clone()).collect();
        assert!(!people.contains(&ann), "{people:?}");
        assert!(rows(&mut batch, "consent_events.csv").len() <= 2);
    }
    assert!(!closed.is_empty() && ben != ann);
}

#[test]
fn r19_the_figures_of_the_day_are_without_whoever_is_restricted() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    one(&mut scene, "Ben,May,1990-01-01,ben@example.org,yes,,,out loud");
    let request = identified(&mut scene, Right::Restrict, &ann);
    scene.desk.restrict(&request.reference).unwrap();
    let review = scene.desk.review(&scene.event).unwrap();
    assert_eq!((review.people, review.restricted), (1, 1));
    assert!(review.answers.iter().all(|tally| tally.yes + tally.no + tally.not_asked == 1));
}

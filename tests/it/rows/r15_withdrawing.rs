//! R15: taking a consent back takes as few steps as giving it, and holds at once.

use lanyard::desk::{Amendment, DeskError, Told, Withdrawal};
use lanyard::domain::answer::{How, Said};
use lanyard::domain::form::Field;
use lanyard::domain::ids::RegistrationId;
use lanyard::domain::ledger::Standing;
use lanyard::domain::purpose::{Channel, Purpose, Question};
use lanyard::domain::rights::{Outcome, Right, Step};
use lanyard::domain::staff::Role;

use super::form::Form;
use super::reader::Reader;
use super::{as_somebody, asked_for, letter, stands};
use crate::desk::scene::Scene;

const EMAIL: Question = Question::News(Channel::Email);
const POST: Question = Question::News(Channel::Post);

fn ann(scene: &mut Scene) -> RegistrationId {
    let form = Form::adult(scene, "Ann").field(Field::Email, "ann@example.org");
    form.field(Field::AddressLine1, "1 High Street").said(EMAIL, Said::Yes).said(POST, Said::Yes).save()
}

#[test]
fn r15_anybody_at_the_desk_takes_a_yes_back_in_one_act_and_it_never_leaves() {
    let mut scene = Scene::new();
    let ann = ann(&mut scene);
    let acts = |scene: &Scene| super::count(scene, "act WHERE kind = 'withdraw'");
    let (mut scene, ()) = as_somebody(scene, Role::Desk, |desk, _| {
        let what = vec![(EMAIL, false), (POST, false)];
        desk.withdraw_all(ann, &Told { what, how: How::OutLoud, paper_form: None, language: None }).unwrap();
    });
    assert_eq!(acts(&scene), 1, "both in one breath");
    assert_eq!([EMAIL, POST].map(|question| stands(&scene, ann, question)), [Standing::Withdrawn; 2]);
    let mut batch = Reader::of(&mut scene, Purpose::News).next(&mut scene);
    assert!(batch.people().is_empty() && !batch.holds("Ann"));
}

#[test]
fn r15_one_yes_taken_back_leaves_the_others_and_the_next_batch_says_so() {
    let mut scene = Scene::new();
    let [office, news] = [Purpose::RecordKeeping, Purpose::News].map(|purpose| Reader::of(&mut scene, purpose));
    let ann = ann(&mut scene);
    for reader in [&office, &news] {
        assert_eq!(reader.next(&mut scene).people().len(), 1);
    }
    scene.desk.withdraw(ann, Withdrawal { question: EMAIL, objects: false, how: How::OutLoud }).unwrap();
    assert_eq!([EMAIL, POST].map(|question| stands(&scene, ann, question)), [Standing::Withdrawn, Standing::Yes]);
    let withdrawn = [("withdraw".to_owned(), "news.email".to_owned())];
    let mut batch = news.next(&mut scene);
    assert_eq!(batch.told(), withdrawn);
    assert_eq!(batch.column("registrations.csv", "address_line_1"), ["1 High Street"], "letters go on");
    assert!(!batch.holds("ann@example.org"));
    assert_eq!(office.next(&mut scene).told(), withdrawn);
    assert_eq!(news.next(&mut scene).told(), [], "once");
}

#[test]
fn r13_r15_what_nobody_said_yes_to_is_not_taken_back_and_what_was_once_is_again() {
    let mut scene = Scene::new();
    const SMS: Question = Question::News(Channel::Sms);
    let form = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org");
    let ann = form.said(EMAIL, Said::Yes).said(POST, Said::No).save();
    let bea = Form::adult(&mut scene, "Bea").field(Field::Email, "ann@example.org").save();
    let back = |what: &[Question]| Told {
        what: what.iter().map(|&question| (question, false)).collect(),
        how: How::OutLoud,
        paper_form: None,
        language: None,
    };
    let said = |scene: &Scene| super::count(scene, "consent_event");
    let before = said(&scene);
    for (who, what) in [(ann, &[POST][..]), (ann, &[SMS]), (ann, &[EMAIL, POST]), (bea, &[EMAIL])] {
        let refused = scene.desk.withdraw_all(who, &back(what)).err().unwrap();
        assert!(matches!(refused, DeskError::NothingToWithdraw), "{refused}");
    }
    assert_eq!(said(&scene), before, "all of it or nothing");
    // One person, whichever of their registrations it is said with; and as often as they say it.
    scene.desk.say_same(ann, bea, true).unwrap();
    for _ in 0..2 {
        scene.desk.withdraw_all(bea, &back(&[EMAIL])).unwrap();
    }
    assert_eq!([ann, bea].map(|id| stands(&scene, id, EMAIL)), [Standing::Withdrawn; 2]);
    // Who objects needs no Yes before (R9, R20).
    for question in [POST, SMS] {
        scene.desk.withdraw(ann, Withdrawal { question, objects: true, how: How::OutLoud }).unwrap();
        assert_eq!(stands(&scene, bea, question), Standing::Objected);
    }
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r11_r15_a_guardians_yes_is_taken_back_of_those_who_have_a_guardian_and_makes_none_but_a_child_wait() {
    let mut scene = Scene::new();
    let ann = ann(&mut scene);
    let kit = Form::child(&mut scene, "Kit", "2014-01-31").save();
    let (mut scene, ()) = as_somebody(scene, Role::Desk, |desk, _| {
        for (question, objects) in Question::TO_GUARDIAN.into_iter().flat_map(|asked| [(asked, false), (asked, true)]) {
            let refused = desk.withdraw(ann, Withdrawal { question, objects, how: How::OutLoud }).err().unwrap();
            assert!(matches!(refused, DeskError::NothingToWithdraw), "{refused}");
        }
    });
    let state = |scene: &Scene, id| scene.desk.history(id).unwrap().registered.state.code();
    assert_eq!(state(&scene, ann), "standing", "there is no guardian of hers");
    // Whose age is corrected answers for themselves: what a guardian said of them is theirs to take back, and nobody waits.
    let fields = [(Field::DateOfBirth, "2012-01-31".to_owned())].into();
    scene.desk.amend(kit, &Amendment { fields, reason: "misheard".into(), ..Amendment::default() }).unwrap();
    let back = Withdrawal { question: Question::TO_GUARDIAN[1], objects: false, how: How::OutLoud };
    scene.desk.withdraw(kit, back).unwrap();
    assert_eq!(state(&scene, kit), "standing");
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r15_who_asked_for_it_in_writing_is_told_that_it_is_done_and_who_is_told_to_stop() {
    let mut scene = Scene::new();
    let news = Reader::of(&mut scene, Purpose::News);
    let ann = ann(&mut scene);
    news.next(&mut scene);
    let request = asked_for(&mut scene, Right::Withdraw, ann);
    let early = scene.desk.go_on(&request, Step::Closed { outcome: Outcome::Done });
    assert!(matches!(early, Err(DeskError::NothingTakenBack)), "nothing was done");
    scene.desk.withdraw(ann, Withdrawal { question: EMAIL, objects: false, how: How::OnPaper }).unwrap();
    scene.desk.go_on(&request, Step::Closed { outcome: Outcome::Done }).unwrap();
    let letter = letter(&mut scene, &request);
    for said in
        ["is taken back, from the moment that you told us", "Somebody, last on", "those who must stop", "ico.org.uk"]
    {
        assert!(letter.contains(said), "{said}: {letter}");
    }
    assert!(!letter.contains("go to a court"), "nothing was refused");
}

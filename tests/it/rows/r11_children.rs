//! R11: nothing of a child under thirteen without a parent or guardian who is there and says Yes.

use lanyard::desk::{Keeping, Withdrawal};
use lanyard::domain::age::AgeAnswer;
use lanyard::domain::answer::{How, Said};
use lanyard::domain::draft::NotYet;
use lanyard::domain::field_error::{GuardianField, Place};
use lanyard::domain::form::Field;
use lanyard::domain::ledger::Standing;
use lanyard::domain::purpose::{Channel, Purpose, Question};
use lanyard::store::registrations::State;

use super::form::Form;
use super::reader::Reader;
use super::{count, stands};
use crate::desk::scene::{Scene, lead};
use crate::support::pages;

const EMAIL: Question = Question::News(Channel::Email);

#[test]
fn r11_two_children_of_one_guardian_keep_their_own_answers_and_their_sister_speaks_for_herself() {
    let mut scene = Scene::new();
    let news = Reader::of(&mut scene, Purpose::News);
    let kit = Form::child(&mut scene, "Kit", "2014-01-31").said(EMAIL, Said::Yes).save();
    let lea = Form::child(&mut scene, "Lea", "2016-05-01").said(EMAIL, Said::Yes).save();
    let mia = Form::child(&mut scene, "Mia", "2011-05-01").field(Field::Email, "mia@example.org");
    let mia = mia.said(EMAIL, Said::Yes).save();
    let mut batch = news.next(&mut scene);
    assert_eq!(batch.column("registrations.csv", "email"), ["", "", "mia@example.org"]);
    assert_eq!(batch.column("registrations.csv", "given_name"), ["", "", "Mia"], "news never names a child");
    assert_eq!(batch.column("guardians.csv", "email"), ["robin@example.org"; 2], "none of Mia's");

    let back = |question| Withdrawal { question, objects: false, how: How::OutLoud };
    scene.desk.withdraw(kit, back(EMAIL)).unwrap();
    scene.desk.withdraw(lea, back(Question::TO_GUARDIAN[1])).unwrap();
    let state = |scene: &Scene, id| scene.desk.history(id).unwrap().registered.state;
    assert_eq!([kit, lea, mia].map(|id| state(&scene, id)), [State::Standing, State::Quarantined, State::Standing]);
    let standing = [kit, lea, mia].map(|id| stands(&scene, id, EMAIL));
    assert_eq!(standing, [Standing::Withdrawn, Standing::Yes, Standing::Yes]);
    let told: Vec<_> = news.next(&mut scene).told().into_iter().map(|(action, _)| action).collect();
    assert_eq!(told, ["withdraw", "permit_lost", "restrict"], "Kit's news, and all of Lea's");
}

#[test]
fn r11_a_child_whose_guardian_is_absent_or_refuses_leaves_nothing_behind() {
    let mut scene = Scene::new();
    let consent = Place::Question(Question::TO_GUARDIAN[1]);
    let refuses = || [(Said::No, How::OutLoud), (Said::LeftBlank, How::OnPaper)];
    for (said, how) in refuses() {
        let form = Form::child(&mut scene, "Qzxvarg", "2018-01-01").said_how(Question::TO_GUARDIAN[1], said, how);
        let (draft, places) = (form.draft.clone(), form.refused());
        assert_eq!(places, std::slice::from_ref(&consent));
        let kept = scene.desk.keep_draft(&draft, &scene.event).unwrap();
        assert_eq!(kept, Keeping::InMemory(NotYet::GuardianHasNotAgreed));
    }
    // Of unknown age and unsure: as if under thirteen.
    let unsure = Form::of(&mut scene, "Qzxvarg").thirteen_or_over(AgeAnswer::NotSure);
    assert!(unsure.refused().contains(&Place::Guardian(GuardianField::Name)));
    // A teacher who brought the class is no guardian, whatever they say.
    let teacher = Form::child(&mut scene, "Qzxvarg", "2018-01-01").guardian(GuardianField::Relationship, "Teacher");
    assert_eq!(teacher.refused(), [Place::Guardian(GuardianField::Relationship)]);

    let kept = ["registration", "registration_version", "consent_event", "draft", "suppression"];
    assert_eq!(kept.map(|table| count(&scene, table)), [0; 5]);
    let vault = scene.folder.join("Day.lanyard");
    let mut bytes = pages::decrypted(&vault, lead().as_str(), "correct horse battery");
    bytes.make_ascii_lowercase();
    assert!(bytes.windows(4).any(|window| window == b"alex"), "the pages can be read");
    assert!(!bytes.windows(7).any(|window| window == b"qzxvarg"));
}

#[test]
fn r11_who_waits_for_a_guardian_is_in_no_batch_whatever_it_is_for() {
    let mut scene = Scene::new();
    let lea = Form::child(&mut scene, "Lea", "2016-05-01").said(EMAIL, Said::Yes).save();
    let back = Withdrawal { question: Question::TO_GUARDIAN[0], objects: false, how: How::OutLoud };
    scene.desk.withdraw(lea, back).unwrap();
    Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org").said(EMAIL, Said::Yes).save();
    for &purpose in Purpose::ALL {
        let mut batch = Reader::of(&mut scene, purpose).next(&mut scene);
        assert!(!batch.holds("Lea") && !batch.holds("Robin") && !batch.holds("robin@example.org"), "{purpose}");
    }
}

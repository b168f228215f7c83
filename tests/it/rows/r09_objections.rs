//! R9: post and telephone are asked on the same form as email; an objection to marketing is absolute.

use lanyard::desk::{Desk, Told, Withdrawal};
use lanyard::domain::answer::{How, Said};
use lanyard::domain::field_error::GuardianField;
use lanyard::domain::form::Field;
use lanyard::domain::ids::RegistrationId;
use lanyard::domain::ledger::Standing;
use lanyard::domain::moment::AnsweredAt;
use lanyard::domain::purpose::{Channel, Purpose, Question};

use super::form::Form;
use super::reader::Reader;
use super::stands;
use crate::desk::scene::Scene;

const POST: Question = Question::News(Channel::Post);
const PHONE: Question = Question::News(Channel::Phone);

fn objects(desk: &mut Desk, id: RegistrationId, question: Question) {
    desk.withdraw(id, Withdrawal { question, objects: true, how: How::OutLoud }).unwrap();
}

#[test]
fn r09_post_and_telephone_are_asked_beside_email_each_with_its_own_words() {
    let scene = Scene::new();
    let event = scene.desk.event(&scene.event).unwrap();
    let at_the_desk: Vec<_> = event.questions_at_the_desk().collect();
    assert_eq!(at_the_desk[..4], [Channel::Email, Channel::Sms, Channel::Phone, Channel::Post].map(Question::News));
    for (question, says) in [(POST, "post you news"), (PHONE, "phone you with news")] {
        let words = event.statement(question).unwrap().as_str();
        assert!(words.contains(says) && words.contains("You can stop any time"), "{words}");
    }
}

#[test]
fn r09_no_yes_beats_an_objection_unless_it_is_provably_their_own_and_later() {
    let mut scene = Scene::new();
    let news = Reader::of(&mut scene, Purpose::News);
    let ann = |scene: &mut Scene, how, answered: fn(&Scene) -> AnsweredAt| {
        let answered = answered(scene);
        let form =
            Form::adult(scene, "Ann").field(Field::AddressLine1, "1 High Street").field(Field::Postcode, "SW7 2AZ");
        form.said_at(POST, Said::Yes, how, answered).save()
    };
    let at_the_desk: fn(&Scene) -> AnsweredAt = |scene| AnsweredAt::now(scene.desk.now());
    let first = ann(&mut scene, How::OutLoud, at_the_desk);
    objects(&mut scene.desk, first, POST);
    assert_eq!(stands(&scene, first, POST), Standing::Objected);

    // A paper form of that day, and a list that does not say when, may both be older than the objection.
    let on_paper: fn(&Scene) -> AnsweredAt = |scene| AnsweredAt::written(scene.desk.now(), scene.desk.now());
    let in_a_list: fn(&Scene) -> AnsweredAt = |scene| AnsweredAt::unknown(scene.desk.now());
    for (how, answered) in [(How::OnPaper, on_paper), (How::OutLoud, in_a_list)] {
        let again = ann(&mut scene, how, answered);
        scene.desk.say_same(first, again, true).unwrap();
        assert_eq!(stands(&scene, again, POST), Standing::Objected);
    }
    assert!(news.next(&mut scene).people().is_empty());

    // They come back and say so themselves. That stands until they object again, which they may always.
    let back = ann(&mut scene, How::OutLoud, at_the_desk);
    scene.desk.say_same(first, back, true).unwrap();
    assert_eq!(stands(&scene, first, POST), Standing::Yes);
    objects(&mut scene.desk, back, POST);
    assert_eq!(stands(&scene, first, POST), Standing::Objected);
}

#[test]
fn r09_r11_who_speaks_for_themselves_is_bound_by_no_guardians_yes() {
    let mut scene = Scene::new();
    let news = Reader::of(&mut scene, Purpose::News);
    let kit = Form::adult(&mut scene, "Kit").field(Field::Phone, "07700 900123").said(PHONE, Said::Objected).save();
    let child = Form::child(&mut scene, "Kit", "2014-01-31")
        .guardian(GuardianField::Phone, "07700 900123")
        .said(PHONE, Said::Yes)
        .save();
    scene.desk.say_same(kit, child, true).unwrap();
    let both = [kit, child].map(|id| stands(&scene, id, PHONE));
    assert_eq!(
        both,
        [Standing::Objected; 2],
        "whatever a guardian said after, and whichever registration is looked at"
    );
    assert!(news.next(&mut scene).people().is_empty());
}

#[test]
fn r09_an_objection_reaches_the_channels_recipient_as_the_address_and_nothing_else() {
    let mut scene = Scene::new();
    let news = Reader::of(&mut scene, Purpose::News);
    Form::adult(&mut scene, "Zoë")
        .field(Field::AddressLine1, "1 High Street")
        .field(Field::City, "London")
        .field(Field::Postcode, "SW7 2AZ")
        .field(Field::Phone, "07700 900123")
        .said(POST, Said::Objected)
        .said(PHONE, Said::Objected)
        .save();
    let mut batch = news.next(&mut scene);
    assert!(batch.people().is_empty() && batch.rows("consent_events.csv").is_empty());
    let told = batch.rows("actions.csv");
    let filled: Vec<Vec<&str>> = told
        .iter()
        .map(|row| row.iter().filter(|(_, cell)| !cell.is_empty()).map(|(column, _)| column.as_str()).collect())
        .collect();
    assert_eq!(filled, vec![vec!["action", "address", "channel", "sequence_in_batch"]; 2]);
    let where_to: Vec<_> = told.iter().map(|row| (row["channel"].as_str(), row["address"].as_str())).collect();
    assert_eq!(where_to, [("phone", "tel:+447700900123"), ("post", "1 High Street, SW7 2AZ")]);
    assert!(!batch.holds("Zoë"));
    assert!(news.next(&mut scene).told().is_empty(), "once");
}

#[test]
fn r09_who_was_sent_before_is_objected_to_by_every_channel_in_one_breath() {
    let mut scene = Scene::new();
    let news = Reader::of(&mut scene, Purpose::News);
    let id = Form::adult(&mut scene, "Zoë")
        .field(Field::AddressLine1, "1 High Street")
        .field(Field::Phone, "07700 900123")
        .said(POST, Said::Yes)
        .said(PHONE, Said::Yes)
        .save();
    assert_eq!(news.next(&mut scene).people().len(), 1);
    let what = vec![(POST, true), (PHONE, true)];
    scene.desk.withdraw_all(id, &Told { what, how: How::OutLoud, paper_form: None, language: None }).unwrap();
    let told = news.next(&mut scene).told();
    let told: Vec<_> = told.iter().map(|(action, about)| (action.as_str(), about.as_str())).collect();
    assert_eq!(told, [("object", "news.post"), ("object", "news.phone"), ("permit_lost", "")]);
}

/// The addresses that the sender of news is told to stop.
fn stopped(news: &Reader, scene: &mut Scene) -> Vec<String> {
    news.next(scene).column("actions.csv", "address")
}

#[test]
fn r09_an_address_without_a_postcode_is_stopped_as_far_as_it_is_known() {
    let mut scene = Scene::new();
    let news = Reader::of(&mut scene, Purpose::News);
    let form = Form::adult(&mut scene, "Ann").field(Field::AddressLine1, "1 High Street").field(Field::City, "Leeds");
    form.said(POST, Said::No).save();
    assert_eq!(stopped(&news, &mut scene), ["1 High Street, Leeds"]);
}

#[test]
fn r09_r17_an_address_that_is_corrected_is_stopped_once_more_as_it_is_now() {
    let mut scene = Scene::new();
    let news = Reader::of(&mut scene, Purpose::News);
    let email = Question::News(Channel::Email);
    let form = Form::adult(&mut scene, "Ann").field(Field::Email, "old@example.org");
    let ann = form.said(email, Said::No).save();
    assert_eq!(stopped(&news, &mut scene), ["old@example.org"]);
    let correct = |scene: &mut Scene, field, value: &str| {
        let fields = [(field, value.to_owned())].into();
        let amendment = lanyard::desk::Amendment { fields, reason: "misheard".into(), ..Default::default() };
        scene.desk.amend(ann, &amendment).unwrap();
    };
    correct(&mut scene, Field::City, "Leeds");
    assert_eq!(stopped(&news, &mut scene), [""; 0], "that is none of its business");
    correct(&mut scene, Field::Email, "new@example.org");
    assert_eq!(stopped(&news, &mut scene), ["new@example.org"]);
    assert_eq!(stopped(&news, &mut scene), [""; 0], "once");
}

//! R7: news by email and text message only after a Yes to that channel, in the same words for everybody.

use lanyard::desk::Withdrawal;
use lanyard::domain::answer::{How, Said};
use lanyard::domain::form::Field;
use lanyard::domain::purpose::{Channel, Purpose, Question};

use super::form::Form;
use super::reader::Reader;
use crate::desk::scene::Scene;

const EMAIL: Question = Question::News(Channel::Email);
const SMS: Question = Question::News(Channel::Sms);

#[test]
fn r07_an_address_goes_out_only_for_the_channel_that_was_opted_in_to() {
    let mut scene = Scene::new();
    let news = Reader::of(&mut scene, Purpose::News);
    let mut with = |name: &str, phone: &str, email, sms| {
        let form = Form::adult(&mut scene, name).field(Field::Email, &format!("{name}@example.org"));
        form.field(Field::Phone, phone).said(EMAIL, email).said(SMS, sms).save()
    };
    with("ann", "07700 900123", Said::Yes, Said::No);
    with("ben", "07700 900124", Said::LeftBlank, Said::Yes);
    with("cat", "07700 900125", Said::LeftBlank, Said::LeftBlank);
    Form::adult(&mut scene, "dan").field(Field::Email, "dan@example.org").save();
    let people = news.next(&mut scene).people();
    let sent: Vec<_> = people.iter().map(|row| [&row["given_name"], &row["email"], &row["phone"]]).collect();
    assert_eq!(sent, [["ann", "ann@example.org", ""], ["ben", "", "tel:+447700900124"]]);
}

#[test]
fn r07_staff_and_visitor_have_the_same_one_statement_for_each_channel() {
    let mut scene = Scene::new();
    let how_to_stop = "You can stop any time: write to eveningclass@imperial.ac.uk, or tell us at any desk.";
    let words = [
        (EMAIL, format!("May Imperial after:hours email you news of its courses and events? {how_to_stop}")),
        (SMS, format!("May Imperial after:hours text you news of its courses and events? {how_to_stop}")),
    ];
    for how in [How::OutLoud, How::OnScreen, How::OnPaper] {
        let form = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org");
        let form =
            form.field(Field::Phone, "07700 900123").said_how(EMAIL, Said::Yes, how).said_how(SMS, Said::Yes, how);
        let ann = form.save();
        let history = scene.desk.history(ann).unwrap();
        let on_record =
            history.answers.iter().map(|(_, answer)| (answer.question, answer.evidence.statement.as_str().to_owned()));
        assert_eq!(on_record.collect::<Vec<_>>(), words, "{how}");
    }
}

#[test]
fn r07_nothing_is_ticked_before_somebody_answers() {
    let mut scene = Scene::new();
    let ann = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org").save();
    let history = scene.desk.history(ann).unwrap();
    assert!(history.answers.is_empty());
    for question in Question::ALL {
        assert_eq!(history.standings.get(question), lanyard::domain::ledger::Standing::NotAsked, "{question}");
    }
}

#[test]
fn r07_the_desk_knows_what_somebody_opted_out_of_over_all_their_registrations_and_when() {
    let mut scene = Scene::new();
    let phone = Question::News(Channel::Phone);
    let mut with = |said: &[(Question, Said)]| {
        let form =
            Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org").field(Field::Phone, "07700 900123");
        said.iter().fold(form, |form, &(question, said)| form.said(question, said)).save()
    };
    let first = with(&[(EMAIL, Said::Yes), (SMS, Said::Yes), (phone, Said::No)]);
    let second = with(&[]);
    let stranger = with(&[(EMAIL, Said::Yes)]);
    let out = |scene: &Scene, id| {
        let all = scene.desk.opted_out(id).unwrap();
        all.into_iter().map(|out| (out.question, out.objected)).collect::<Vec<_>>()
    };
    assert!(out(&scene, first).is_empty(), "a No to begin with is no opting out");
    let withdraw = |scene: &mut Scene, question, objects| {
        scene.desk.withdraw(first, Withdrawal { question, objects, how: How::OutLoud }).unwrap();
    };
    withdraw(&mut scene, EMAIL, true);
    withdraw(&mut scene, SMS, false);
    let before = scene.desk.now();
    assert_eq!(out(&scene, first), [(EMAIL, true), (SMS, false)]);
    assert!(scene.desk.opted_out(first).unwrap().iter().all(|out| out.at <= before));
    assert!(out(&scene, second).is_empty(), "nobody has said that they are one person");
    scene.desk.say_same(first, second, true).unwrap();
    assert_eq!(out(&scene, second), [(EMAIL, true), (SMS, false)], "said by whichever way");
    assert!(out(&scene, stranger).is_empty());
    // They bring it up: what they answer then stands.
    let back = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org").said(EMAIL, Said::Yes).save();
    scene.desk.say_same(second, back, true).unwrap();
    assert_eq!(out(&scene, first), [(SMS, false)]);
}

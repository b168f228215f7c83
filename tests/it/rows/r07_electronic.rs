//! R7: news by email and text message only after a Yes to that channel, in the same words for everybody.

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

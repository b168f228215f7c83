//! R28: what somebody asks to be sent goes by one channel, and no news follows from it.

use lanyard::desk::Withdrawal;
use lanyard::domain::answer::{How, Said};
use lanyard::domain::form::Field;
use lanyard::domain::ids::RegistrationId;
use lanyard::domain::purpose::{Channel, Purpose, Question};
use lanyard::domain::send::{SendBy, Sendable};

use super::form::Form;
use super::reader::Reader;
use crate::desk::scene::Scene;

/// Somebody who wants the prospectus, and has both addresses on the form.
fn wants_the_prospectus(scene: &mut Scene) -> RegistrationId {
    Form::adult(scene, "Ann")
        .field(Field::AddressLine1, "1 High Street")
        .field(Field::Postcode, "SW7 2AZ")
        .field(Field::Email, "ann@example.org")
        .said(Question::News(Channel::Email), Said::No)
        .send("Prospectus by post")
        .save()
}

#[test]
fn r28_brochure_yes_and_news_no_is_the_brochure_only() {
    let mut scene = Scene::new();
    let [sends, news] = [Purpose::SendRequested, Purpose::News].map(|purpose| Reader::of(&mut scene, purpose));
    wants_the_prospectus(&mut scene);
    let mut batch = sends.next(&mut scene);
    let person = batch.people().remove(0);
    assert_eq!((person["send_what"].as_str(), person["send_by"].as_str()), ("Prospectus by post", "post"));
    assert_eq!((person["address_line_1"].as_str(), person["postcode"].as_str()), ("1 High Street", "SW7 2AZ"));
    assert!(!batch.holds("ann@example.org"), "it goes by the one channel that was asked for");
    assert_eq!(batch.column("consent_events.csv", "question"), ["send-them"]);
    let mut batch = news.next(&mut scene);
    assert!(batch.people().is_empty() && !batch.holds("1 High Street"));
}

#[test]
fn r28_a_wish_taken_back_in_time_is_not_sent() {
    let mut scene = Scene::new();
    let sends = Reader::of(&mut scene, Purpose::SendRequested);
    let ann = wants_the_prospectus(&mut scene);
    scene.desk.withdraw(ann, Withdrawal { question: Question::SendThem, objects: false, how: How::OutLoud }).unwrap();
    let mut batch = sends.next(&mut scene);
    assert!(batch.people().is_empty() && !batch.holds("1 High Street"));
}

#[test]
fn r28_what_was_sent_is_closed_whatever_else_is_told_later() {
    let mut scene = Scene::new();
    let sends = Reader::of(&mut scene, Purpose::SendRequested);
    let ann = wants_the_prospectus(&mut scene);
    assert_eq!(sends.next(&mut scene).people().len(), 1);
    for town in ["Leeds", "Hull", "York"] {
        assert!(sends.next(&mut scene).people().is_empty(), "once");
        let fields = [(Field::City, town.to_owned())].into();
        let amendment = lanyard::desk::Amendment { fields, reason: "moved".into(), ..Default::default() };
        scene.desk.amend(ann, &amendment).unwrap();
    }
    assert!(sends.next(&mut scene).people().is_empty(), "also after a correction");
}

#[test]
fn r28_whatever_can_be_sent_is_called_something_and_offered_once() {
    let mut scene = Scene::new();
    let definition = scene.desk.event(&scene.event).unwrap().definition().clone();
    let mut refused = |send: &[(&str, SendBy)]| {
        let mut changed = definition.clone();
        changed.send = send.iter().map(|&(what, by)| Sendable { what: what.to_owned(), by }).collect();
        scene.desk.change_event(changed).err().map(|error| error.to_string())
    };
    let twice = refused(&[("Map", SendBy::Post), ("map", SendBy::Post)]).unwrap();
    assert!(twice.contains("Two things that can be sent are called map by post"), "{twice}");
    for what in ["", "  ", "two\nlines"] {
        let unnamed = refused(&[(what, SendBy::Email)]).unwrap();
        assert!(unnamed.contains("has no words to ask for it by"), "{unnamed}");
    }
    assert_eq!(refused(&[("Map", SendBy::Post), ("Map", SendBy::Email)]), None);
}

//! R1: each event fixes its own form; nothing is required that no purpose needs; who declines everything is only counted.

use std::collections::{BTreeMap, BTreeSet};

use lanyard::domain::age::AgeAnswer;
use lanyard::domain::code::Code;
use lanyard::domain::field_error::Place;
use lanyard::domain::form::{Field, Need};
use lanyard::domain::own_question::{AnswerKind, OwnQuestion};
use lanyard::domain::purpose::{Purpose, Question};

use super::form::Form;
use super::{count, set};
use crate::desk::scene::Scene;

#[test]
fn r01_each_event_fixes_its_fields_its_questions_and_its_purposes() {
    let mut scene = Scene::new();
    let open_day = scene.desk.event(&scene.event).unwrap();
    let mut evening = open_day.definition().clone();
    evening.code = Code::new("music-evening").unwrap();
    evening.fields = [(Field::Gender, Need::Optional)].into();
    evening.choices = BTreeMap::new();
    evening.news = BTreeSet::new();
    evening.special = BTreeSet::new();
    (evening.recording, evening.send) = (None, Vec::new());
    let text = "Do you play an instrument?".to_owned();
    evening.questions = vec![OwnQuestion { code: Code::new("plays").unwrap(), text, kind: AnswerKind::YesOrNo }];
    let code = evening.code.clone();
    scene.desk.new_event(evening, open_day.notice().clone()).unwrap();

    // At the open day nobody is asked for a gender, or about music.
    assert_eq!(Form::adult(&mut scene, "Ann").field(Field::Gender, "woman").refused(), [Place::Field(Field::Gender)]);
    let plays = Place::Own(Code::new("plays").unwrap());
    assert_eq!(Form::adult(&mut scene, "Ann").own("plays", "yes").refused(), [plays]);
    // At the evening there is nothing else, and "13 or over?" all the same.
    scene.event = code;
    let event = scene.desk.event(&scene.event).unwrap();
    assert_eq!(event.questions().count(), 0);
    assert_eq!(event.purposes().iter().copied().collect::<Vec<_>>(), [Purpose::RecordKeeping]);
    let form = Form::of(&mut scene, "Ann").own("plays", "yes").field(Field::Gender, "woman");
    let email = form.field(Field::Email, "ann@example.org").thirteen_or_over(AgeAnswer::Yes);
    assert_eq!(email.refused(), [Place::Field(Field::Email)]);
    assert_eq!(Form::of(&mut scene, "Ann").refused(), [Place::ThirteenOrOver]);
    let ann = Form::of(&mut scene, "Ann").own("plays", "yes").thirteen_or_over(AgeAnswer::Yes).save();
    let kept = scene.desk.history(ann).unwrap().versions.pop().unwrap().record;
    assert_eq!(kept.own_answers.as_deref(), Some("[[\"plays\",\"yes\"]]"));
}

#[test]
fn r01_only_what_a_purpose_cannot_do_without_can_be_required() {
    let scene = Scene::new();
    let event = scene.desk.event(&scene.event).unwrap();
    let requirable = |purposes: &[Purpose]| {
        let opens = |field: &&Field| {
            let mut settings = event.definition().clone();
            settings.special = BTreeSet::new();
            settings.other_purposes = purposes.iter().copied().collect();
            settings.fields.insert(**field, Need::Needed);
            lanyard::domain::event::Event::new(event.id(), settings, event.notice().clone()).is_ok()
        };
        Field::ALL.iter().filter(opens).copied().collect::<Vec<_>>()
    };
    assert_eq!(requirable(&[]), [], "an open day that sends news can require no email");
    let outreach = [Field::DateOfBirth, Field::Postcode, Field::Organisation];
    assert_eq!(requirable(&[Purpose::WideningParticipation]), outreach);
}

#[test]
fn r01_whoever_declines_everything_is_counted_and_nothing_of_them_is_kept() {
    let mut scene = Scene::new();
    let kept = ["registration", "registration_version", "consent_event", "special_value", "draft"];
    let before = kept.map(|table| count(&scene, table));
    scene.desk.count_only(&scene.event).unwrap();
    assert_eq!(kept.map(|table| count(&scene, table)), before);
    let review = scene.desk.review(&scene.event).unwrap();
    assert_eq!((review.counted_only, review.people, review.of_all_days), (1, 0, 0));
    let about = "act WHERE kind = 'count-only' AND subject IS NOT NULL";
    assert_eq!((count(&scene, about), count(&scene, "act WHERE kind = 'count-only'")), (0, 1), "not even an id");
}

#[test]
fn r01_what_was_registered_before_a_change_keeps_the_form_it_was_taken_on() {
    let mut scene = Scene::new();
    let ann = Form::adult(&mut scene, "Ann").field(Field::City, "Leeds").save();
    set(&mut scene, |settings| {
        settings.fields.insert(Field::City, Need::Off);
        settings.news.clear();
    });
    assert_eq!(Form::adult(&mut scene, "Bob").field(Field::City, "Leeds").refused(), [Place::Field(Field::City)]);
    let history = scene.desk.history(ann).unwrap();
    assert_eq!(history.versions[0].record.city.as_deref(), Some("Leeds"));
    assert!(history.event.questions().any(|question| matches!(question, Question::News(_))));
}

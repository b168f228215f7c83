//! R21: what is shared goes to one named recipient for its purposes, with their columns only, and is on record.

use lanyard::desk::DeskError;
use lanyard::domain::answer::Said;
use lanyard::domain::code::Code;
use lanyard::domain::form::Field;
use lanyard::domain::permit::{Column, Ground};
use lanyard::domain::purpose::{Channel, LawfulBasis, Medium, Purpose, Question};
use lanyard::domain::rights::Right;

use super::form::Form;
use super::reader::Reader;
use super::{asked_for, set};
use crate::desk::scene::Scene;

#[test]
fn r21_every_disclosure_is_on_record_to_whom_when_what_and_for_what() {
    let mut scene = Scene::new();
    let purposes = [Purpose::RecordingByConsent, Purpose::News];
    let [press, news] = purposes.map(|purpose| Reader::of(&mut scene, purpose));
    let ann = Form::adult(&mut scene, "Ann")
        .field(Field::Email, "ann@example.org")
        .field(Field::Subjects, "Italian")
        .said(Question::News(Channel::Email), Said::Yes)
        .said(Question::Recording(Medium::Photo), Said::No)
        .save();
    let mut sent = press.next(&mut scene);
    assert_eq!(sent.column("consent_events.csv", "question"), ["recording.photo"], "what the press has to keep to");
    let mut sent = news.next(&mut scene);
    assert_eq!(sent.column("consent_events.csv", "question"), ["news.email"]);
    assert_eq!(sent.column("registrations.csv", "subjects"), ["Italian"]);

    let on_record = scene.desk.sent(ann).unwrap();
    let for_what: Vec<_> = on_record.iter().map(|sent| sent.purposes.clone()).collect();
    assert_eq!(for_what, purposes.map(|purpose| vec![purpose]));
    assert_eq!(on_record[0].columns, [Column::Reference, Column::FirstName, Column::RecordingAnswers]);
    assert!(on_record[1].columns.contains(&Column::Email) && !on_record[1].columns.contains(&Column::DateOfBirth));
    assert!(on_record.iter().all(|sent| sent.sequence == 1 && sent.at.starts_with("2026-11-21T17:")));
}

/// A desk on which Ann, who said No to photographs and then Yes, was sent to the press office after each, and her id.
fn photographed() -> (Scene, lanyard::domain::ids::RegistrationId) {
    let mut scene = Scene::new();
    let [press, news] = [Purpose::RecordingByConsent, Purpose::News].map(|purpose| Reader::of(&mut scene, purpose));
    let photo = Question::Recording(Medium::Photo);
    let ann = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org");
    let ann = ann.said(photo, Said::No).said(Question::News(Channel::Email), Said::Yes).save();
    press.next(&mut scene);
    news.next(&mut scene);
    let again = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org").said(photo, Said::Yes).save();
    scene.desk.say_same(ann, again, true).unwrap();
    press.next(&mut scene);
    (scene, ann)
}

#[test]
fn r21_r16_the_basis_that_each_disclosure_rested_on_is_on_record_and_in_the_copy_whatever_is_said_later() {
    let (mut scene, ann) = photographed();
    let recording = |basis| Ground::of(Purpose::RecordingByConsent, basis);
    let (no, yes) = (recording(LawfulBasis::LegalObligation), recording(LawfulBasis::Consent));
    let on_record: Vec<_> = scene.desk.sent(ann).unwrap().into_iter().filter_map(|sent| sent.bases).collect();
    let news = Ground::of(Purpose::News, LawfulBasis::Consent);
    assert_eq!(on_record, [vec![no], vec![news], vec![yes]]);
    let conn = scene.desk.vault().conn().unwrap();
    let query = "SELECT details ->> 'bases' FROM act WHERE kind = 'close-day' ORDER BY sequence";
    let mut closings = conn.prepare(query).unwrap();
    let closed = closings.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap);
    assert!(closed.eq([no, news, yes].map(|ground| serde_json::json!([ground]).to_string())));
    drop(closings);

    let request = asked_for(&mut scene, Right::Access, ann);
    let copy = scene.desk.write_copy(&request, scene.folder.path()).unwrap();
    let sent = std::fs::read_to_string(copy.folder.join("sent.csv")).unwrap();
    let bases: Vec<_> = sent.lines().skip(1).map(|line| line.rsplit(',').next().unwrap()).collect();
    assert_eq!(bases, ["legal-obligation", "consent", "consent"], "{sent}");
    let json = std::fs::read_to_string(copy.folder.join("your-data.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["disclosures"][0]["purposes"], serde_json::json!([["recording", "legal-obligation"]]));
    let Some(pdf) = crate::support::pdf::text_of(&copy.folder.join("your-data.pdf")) else { return };
    assert!(pdf.contains("(a legal obligation)"), "{pdf}");
}

#[test]
fn r21_r16_of_what_was_sent_before_bases_were_kept_none_is_made_up() {
    let (mut scene, ann) = photographed();
    let conn = scene.desk.vault().conn().unwrap();
    conn.execute_batch("DROP TRIGGER disclosure_stays; UPDATE disclosure SET bases = NULL").unwrap();
    assert!(scene.desk.sent(ann).unwrap().iter().all(|sent| sent.bases.is_none() && !sent.purposes.is_empty()));
    let request = asked_for(&mut scene, Right::Access, ann);
    let copy = scene.desk.write_copy(&request, scene.folder.path()).unwrap();
    let sent = std::fs::read_to_string(copy.folder.join("sent.csv")).unwrap();
    assert!(sent.lines().skip(1).all(|line| line.ends_with(",not-kept")), "{sent}");
    let json = std::fs::read_to_string(copy.folder.join("your-data.json")).unwrap();
    assert!(json.contains("\"recording\"") && !json.contains("legal-obligation"), "{json}");
    let Some(pdf) = crate::support::pdf::text_of(&copy.folder.join("your-data.pdf")) else { return };
    assert!(pdf.contains("on which basis was not kept"), "{pdf}");
}

#[test]
fn r21_two_recipients_cannot_put_what_they_know_of_a_person_together() {
    let mut scene = Scene::new();
    let readers = [Purpose::RecordingByConsent, Purpose::News].map(|purpose| Reader::of(&mut scene, purpose));
    let form = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org");
    form.said(Question::News(Channel::Email), Said::Yes).said(Question::Recording(Medium::Photo), Said::Yes).save();
    let mut ids = readers.map(|reader| reader.next(&mut scene).people().remove(0));
    for id in ["registration", "visitor"] {
        assert_ne!(ids[0].remove(id).unwrap(), ids[1].remove(id).unwrap(), "{id}");
    }
}

#[test]
fn r21_outreach_rests_on_public_task_and_is_no_consent_that_anybody_is_asked_for() {
    let mut scene = Scene::new();
    set(&mut scene, |settings| settings.other_purposes = [Purpose::WideningParticipation].into());
    let event = scene.desk.event(&scene.event).unwrap();
    assert!(event.questions().all(|question| !question.concerns(Purpose::WideningParticipation)));
    let heat = Reader::of(&mut scene, Purpose::WideningParticipation);
    let form = Form::adult(&mut scene, "Ann").field(Field::Postcode, "SW7 2AZ").field(Field::Email, "ann@example.org");
    form.said(Question::News(Channel::Email), Said::No).save();
    let mut batch = heat.next(&mut scene);
    assert_eq!(batch.verified().statement().header.purposes[0].basis, "public-task");
    assert_eq!(batch.column("registrations.csv", "postcode"), ["SW7 2AZ"]);
    assert!(batch.rows("consent_events.csv").is_empty() && !batch.holds("ann@example.org"));
}

#[test]
fn r21_nothing_is_reserved_for_a_recipient_whose_words_nobody_compared() {
    let mut scene = Scene::new();
    Form::adult(&mut scene, "Ann").save();
    let new = lanyard::desk::NewRecipient {
        code: Code::new("news").unwrap(),
        name: "News".into(),
        age_key: lanyard::batch::keys::RecipientIdentity::generate().public().to_string(),
        minisign_key: lanyard::batch::signing::SigningKey::generate().unwrap().public().to_string(),
        purposes: [Purpose::RecordKeeping].into(),
    };
    let code = new.code.clone();
    let office = Reader::of(&mut scene, Purpose::RecordKeeping);
    scene.desk.add_recipient(new).unwrap();
    let refused = scene.desk.close_day(&scene.event, &[office.code.clone(), code]);
    assert!(matches!(refused, Err(DeskError::WordsNotChecked(_))));
    assert_eq!(super::count(&scene, "batch"), 0, "nor for the other, whose words were");
}

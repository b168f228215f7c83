//! R26: a notice has versions; a record keeps the one it was given under.

use lanyard::domain::answer::Said;
use lanyard::domain::code::Code;
use lanyard::domain::event_words::EventWords;
use lanyard::domain::field_error::Place;
use lanyard::domain::form::Field;
use lanyard::domain::notice::ChangeKind;
use lanyard::domain::purpose::{Channel, Purpose, Question};

use lanyard::desk::NoticeStanding;

use super::form::Form;
use super::reader::Reader;
use crate::desk::scene::Scene;
use crate::support::welsh;

const EMAIL: Question = Question::News(Channel::Email);

/// Opens another event under a version of the notice that says something else.
fn under_another_version(scene: &mut Scene) -> Code {
    let event = scene.desk.event(&scene.event).unwrap();
    let (mut settings, mut notice) = (event.definition().clone(), event.notice().clone());
    settings.code = Code::new("in-spring").unwrap();
    notice.version = "2.0".into();
    notice.change = ChangeKind::Substantial;
    notice.statements.insert(EMAIL.into(), "May {organisation} write to you by email? {how}.".into());
    let code = settings.code.clone();
    scene.desk.new_event(settings, notice).unwrap();
    code
}

fn ann(scene: &mut Scene) -> Form<'_> {
    Form::adult(scene, "Ann").field(Field::Email, "ann@example.org").said(EMAIL, Said::Yes)
}

#[test]
fn r26_an_answer_keeps_the_version_and_the_words_it_was_given_under_whatever_follows() {
    let mut scene = Scene::new();
    let office = Reader::of(&mut scene, Purpose::RecordKeeping);
    let autumn = ann(&mut scene).save();
    let code = under_another_version(&mut scene);
    let first = std::mem::replace(&mut scene.event, code);
    let spring = ann(&mut scene).save();
    let receipt = |id| scene.desk.receipt(id).unwrap().answered.remove(0);
    let (before, after) = (receipt(autumn), receipt(spring));
    assert_eq!((before.notice_version.as_str(), after.notice_version.as_str()), ("1.0", "2.0"));
    assert!(before.words.starts_with("May Imperial after:hours email you news"));
    assert!(after.words.starts_with("May Imperial after:hours write to you by email?"));
    // Each batch brings the version that its answers name, and how much it changed.
    for (event, version) in [(first, ("1.0", "small")), (scene.event.clone(), ("2.0", "substantial"))] {
        scene.event = event;
        let mut batch = office.next(&mut scene);
        let notice = batch.rows("notice_versions.csv").remove(0);
        assert_eq!((notice["version"].as_str(), notice["change"].as_str()), version);
        assert_eq!(batch.column("consent_events.csv", "notice"), [notice["hash"].as_str()]);
    }
}

#[test]
fn r26_a_form_that_was_filled_in_under_other_words_is_asked_again() {
    let mut scene = Scene::new();
    let form = ann(&mut scene).draft;
    let code = under_another_version(&mut scene);
    scene.event = code;
    let mut begun = Form::adult(&mut scene, "Ann");
    begun.draft = form;
    assert_eq!(begun.refused(), [Place::Question(EMAIL)], "the words on the screen were others");
    assert!(scene.desk.find(&scene.event, "ann", 10).unwrap().is_empty());
}

#[test]
fn r26_one_changed_word_is_another_version() {
    let scene = Scene::new();
    let notice = scene.desk.event(&scene.event).unwrap().notice().clone();
    let mut other = notice.clone();
    other.text = other.text.replace("Everything else is up to you", "Everything else is up to you!");
    assert_ne!(notice.text, other.text);
    assert_ne!(notice.hash(), other.hash());
}

#[test]
fn r26_another_language_of_the_version_asks_nobody_again_and_has_nobody_told() {
    let mut scene = Scene::new();
    let office = Reader::of(&mut scene, Purpose::RecordKeeping);
    let before = ann(&mut scene).save();
    let half_filled = ann(&mut scene).draft;
    let cy = scene.desk.translate_notice(&scene.event, &welsh::file()).unwrap();
    assert!(scene.desk.to_be_told(&scene.event).unwrap().is_empty());
    let mut open = Form::adult(&mut scene, "Ann");
    open.draft = half_filled;
    let _ = open.save();
    let cat =
        Form::adult(&mut scene, "Cat").field(Field::Email, "cat@example.org").said_in("cy", EMAIL, Said::Yes).save();
    office.next(&mut scene);

    // A change of meaning has everybody told, whichever language they were asked in, and is in its own language only.
    let event = scene.event.clone();
    let mut draft = scene.desk.begin_notice(&event).unwrap();
    draft.text = draft.text.replace("We do not sell data.", "We share data with our partner colleges.");
    scene.desk.keep_notice(&event, &draft).unwrap();
    assert_eq!(scene.desk.notices_of(&event).unwrap().languages_to_lose("en").collect::<Vec<_>>(), ["cy"]);
    let form = Form::adult(&mut scene, "Dot").field(Field::Email, "dot@example.org");
    let in_welsh = form.said_in("cy", EMAIL, Said::Yes).draft;
    scene.desk.publish_notice_draft(&event).unwrap();
    let told: Vec<_> = scene.desk.to_be_told(&event).unwrap().into_iter().map(|(id, _)| id).collect();
    assert_eq!(told.len(), 3);
    assert!(told.contains(&before) && told.contains(&cat));
    let now = scene.desk.event(&event).unwrap();
    assert_eq!(now.languages().map(EventWords::language).collect::<Vec<_>>(), ["en"]);
    let mut open = Form::adult(&mut scene, "Dot");
    open.draft = in_welsh;
    assert_eq!(open.refused(), [Place::Question(EMAIL)], "asked again, in the words of the new version");

    // The next batch tells the office of all three, and brings both versions, the old one in the languages of its answers.
    let mut batch = office.next(&mut scene);
    assert_eq!(batch.told().iter().filter(|(action, _)| action == "inform").count(), 3);
    let mut versions: Vec<_> = batch
        .rows("notice_versions.csv")
        .into_iter()
        .map(|row| (row["version"].clone(), row["language"].clone()))
        .collect();
    versions.sort();
    let expected =
        [("1.0", "cy"), ("1.0", "en"), ("1.1", "en")].map(|(number, tag)| (number.to_owned(), tag.to_owned()));
    assert_eq!(versions, expected);
    assert!(batch.column("notice_versions.csv", "hash").contains(&cy.to_string()));
}

#[test]
fn r26_a_version_is_written_in_draft_published_once_and_lists_who_has_to_be_told() {
    let mut scene = Scene::new();
    let ann = ann(&mut scene).save();
    let event = scene.event.clone();
    let mut draft = scene.desk.begin_notice(&event).unwrap();
    draft.text = draft.text.replace("We do not sell data.", "We share data with our partner colleges.");
    draft.change = ChangeKind::Substantial;
    scene.desk.keep_notice(&event, &draft).unwrap();
    assert!(scene.desk.to_be_told(&event).unwrap().is_empty(), "a draft tells nobody anything");
    let hash = scene.desk.publish_notice_draft(&event).unwrap();
    let told: Vec<_> = scene.desk.to_be_told(&event).unwrap().into_iter().map(|(id, _)| id).collect();
    assert_eq!(told, [ann]);
    let notices = scene.desk.notices_of(&event).unwrap();
    assert_eq!((notices.draft, notices.registered, notices.to_be_told), (None, 1, 1));
    let stands: Vec<_> = notices.published.iter().map(|one| (one.version.hash() == hash, one.standing)).collect();
    assert_eq!(stands, [(true, NoticeStanding::InUse), (false, NoticeStanding::Old)]);
    // What was written once is never written again.
    scene.desk.keep_notice(&event, &draft).unwrap();
    assert!(scene.desk.publish_notice_draft(&event).is_err());
}

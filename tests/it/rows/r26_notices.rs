//! R26: a notice has versions; a record keeps the one it was given under.

use lanyard::domain::answer::Said;
use lanyard::domain::code::Code;
use lanyard::domain::field_error::Place;
use lanyard::domain::form::Field;
use lanyard::domain::notice::ChangeKind;
use lanyard::domain::purpose::{Channel, Purpose, Question};

use lanyard::desk::NoticeStanding;

use super::form::Form;
use super::reader::Reader;
use crate::desk::scene::Scene;

const EMAIL: Question = Question::News(Channel::Email);

/// Opens another event under a version of the notice that says something else.
fn under_another_version(scene: &mut Scene) -> Code {
    let event = scene.desk.event(&scene.event).unwrap();
    let (mut settings, mut notice) = (event.definition().clone(), event.notice().clone());
    settings.code = Code::new("in-spring").unwrap();
    notice.version = "2.0".into();
    notice.change = ChangeKind::Substantial;
    notice.statements.insert(EMAIL, "May {organisation} write to you by email? {how}.".into());
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

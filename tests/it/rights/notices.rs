//! A notice is published once and never changed; a change of meaning is told to those who registered before (R26).

use std::collections::BTreeMap;

use lanyard::batch::keys::RecipientIdentity;
use lanyard::batch::verify::verify;
use lanyard::desk::DeskError;
use lanyard::domain::age::AgeAnswer;
use lanyard::domain::answer::{How, NoticeCard, Said};
use lanyard::domain::code::Code;
use lanyard::domain::draft::{AnswerDraft, RegistrationDraft};
use lanyard::domain::event::EventError;
use lanyard::domain::field_error::Place;
use lanyard::domain::form::Field;
use lanyard::domain::ids::{AnswerId, RegistrationId, VisitorId};
use lanyard::domain::moment::AnsweredAt;
use lanyard::domain::notice::{ChangeKind, NoticeVersion};
use lanyard::domain::purpose::{Channel, Purpose, Question};

use crate::desk::day::{one, rows};
use crate::desk::scene::{Scene, lead};

const NEWS: Question = Question::News(Channel::Email);

/// The event's notice with another number and other words.
fn other(scene: &Scene, version: &str, change: ChangeKind) -> NoticeVersion {
    let mut notice = scene.desk.event(&scene.event).unwrap().notice().clone();
    notice.version = version.to_owned();
    notice.change = change;
    notice.statements.insert(NEWS, format!("May we email you, by notice {version}?"));
    notice
}

fn told(scene: &mut Scene, to: &Code, identity: &RecipientIdentity) -> (Vec<BTreeMap<String, String>>, usize) {
    let closed = scene.desk.close_day(&scene.event, std::slice::from_ref(to)).unwrap();
    let mut batch = verify(&closed[0].path, identity, &scene.key()).unwrap();
    let actions = rows(&mut batch, "actions.csv").into_iter().filter(|row| row["action"] == "inform").collect();
    (actions, rows(&mut batch, "registrations.csv").len())
}

#[test]
fn r26_a_form_that_is_open_when_a_notice_is_published_asks_again() {
    let mut scene = Scene::new();
    let mut draft = RegistrationDraft::new(RegistrationId(scene.desk.new_id()), VisitorId(scene.desk.new_id()));
    let fields = [(Field::GivenName, "Ann"), (Field::Email, "ann@example.org")];
    draft.fields.extend(fields.map(|(field, value)| (field, value.to_owned())));
    draft.thirteen_or_over = Some(AgeAnswer::Yes);
    let answer = |scene: &Scene| AnswerDraft {
        id: AnswerId(scene.desk.new_id()),
        said: Said::Yes,
        answered: AnsweredAt::now(scene.desk.now()),
        how: How::OutLoud,
        notice_card: NoticeCard::Given,
        notice: scene.desk.event(&scene.event).unwrap().notice_hash(),
        staff: lead(),
        paper_form: None,
    };
    draft.answers.insert(NEWS, answer(&scene));
    let published = other(&scene, "2.0", ChangeKind::Small);
    scene.desk.publish_notice(&scene.event, published.clone()).unwrap();
    let Err(DeskError::Form(errors)) = scene.desk.register(&draft, &scene.event) else { panic!("it was kept") };
    assert_eq!(errors.iter().map(|error| error.place.clone()).collect::<Vec<_>>(), [Place::Question(NEWS)]);

    draft.answers.insert(NEWS, answer(&scene));
    let saved = scene.desk.register(&draft, &scene.event).unwrap();
    let history = scene.desk.history(saved.registration).unwrap();
    let (_, answer) = &history.answers[0];
    assert_eq!(answer.evidence.notice, published.hash());
    assert_eq!(answer.evidence.statement.as_str(), "May we email you, by notice 2.0?", "its exact words");
}

#[test]
fn r26_what_was_agreed_to_before_keeps_its_words() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let before = scene.desk.event(&scene.event).unwrap().notice_hash();
    let published = other(&scene, "2.0", ChangeKind::Substantial);
    scene.desk.publish_notice(&scene.event, published).unwrap();
    let id = scene.desk.by_reference(&ann).unwrap().id;
    let history = scene.desk.history(id).unwrap();
    assert!(history.answers.iter().all(|(_, answer)| answer.evidence.notice == before));
    assert_eq!(history.notices[&before], "1.0");
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r26_a_change_of_meaning_lists_who_registered_before_and_the_office_is_told_once() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let undone = one(&mut scene, "Ben,May,1990-01-01,ben@example.org,yes,,,out loud");
    let undone = scene.desk.by_reference(&undone).unwrap().id;
    scene.desk.undo(undone).unwrap();
    let (office, office_opens) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let (news, news_opens) = scene.recipient("news", &[Purpose::News]);
    assert_eq!(told(&mut scene, &office, &office_opens), (vec![], 1));
    told(&mut scene, &news, &news_opens);

    let small = other(&scene, "1.1", ChangeKind::Small);
    scene.desk.publish_notice(&scene.event, small).unwrap();
    assert!(scene.desk.to_be_told(&scene.event).unwrap().is_empty(), "wording only");
    assert_eq!(told(&mut scene, &office, &office_opens), (vec![], 0));

    let substantial = other(&scene, "2.0", ChangeKind::Substantial);
    let hash = substantial.hash().to_string();
    scene.desk.publish_notice(&scene.event, substantial).unwrap();
    let after = one(&mut scene, "Cat,Low,1990-01-01,cat@example.org,yes,,,out loud");
    let listed: Vec<_> = scene.desk.to_be_told(&scene.event).unwrap().into_iter().map(|(_, badge)| badge).collect();
    assert_eq!(listed, std::slice::from_ref(&ann), "not who came after, and nobody who is gone");
    let (actions, people) = told(&mut scene, &office, &office_opens);
    assert_eq!((actions.len(), people), (1, 2), "{ann} again, and {after}");
    assert!(actions[0]["detail"].contains(&hash), "{actions:?}");
    assert_eq!(told(&mut scene, &office, &office_opens).0, [], "once");
    assert_eq!(told(&mut scene, &news, &news_opens).0, [], "only the office tells people");
}

#[test]
fn r26_a_version_is_published_once_with_all_its_words_and_never_changed() {
    let mut scene = Scene::new();
    let mut same_number = other(&scene, "1.0", ChangeKind::Small);
    same_number.text.push('!');
    let refused = scene.desk.publish_notice(&scene.event, same_number);
    assert!(matches!(refused, Err(DeskError::NoticeKnown)));
    let mut wordless = other(&scene, "2.0", ChangeKind::Small);
    wordless.statements.remove(&NEWS);
    let refused = scene.desk.publish_notice(&scene.event, wordless);
    assert!(matches!(refused, Err(DeskError::Event(EventError::Notice(_)))));
    let mut longer = other(&scene, "2.0", ChangeKind::Small);
    longer.retention.special_days += 1;
    assert!(matches!(scene.desk.publish_notice(&scene.event, longer.clone()), Err(DeskError::NotSmall)));
    longer.change = ChangeKind::Substantial;
    let days = longer.retention.special_days;
    scene.desk.publish_notice(&scene.event, longer).unwrap();
    // R24: an event keeps the periods that its notice states.
    assert_eq!(scene.desk.event(&scene.event).unwrap().definition().retention.special_days, days);
    let versions: Vec<_> = scene.desk.notices().unwrap().into_iter().map(|notice| notice.version).collect();
    assert_eq!(versions, ["1.0", "2.0"]);
    let conn = scene.desk.vault().conn().unwrap();
    for change in ["UPDATE notice_version SET definition = ''", "DELETE FROM notice_version"] {
        assert!(conn.execute(change, []).is_err(), "{change}");
    }
}

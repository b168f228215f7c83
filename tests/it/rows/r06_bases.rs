//! R6: one lawful basis for each purpose; only what rests on consent is asked as one; the list is closed.

use std::collections::BTreeSet;

use lanyard::desk::DeskError;
use lanyard::domain::code::Code;
use lanyard::domain::equality::{LegalCondition, Monitoring};
use lanyard::domain::event::{EventDefinition, EventError, RecordingRule};
use lanyard::domain::notice::{NoticeError, NoticeVersion};
use lanyard::domain::notice_section::Section;
use lanyard::domain::purpose::{LawfulBasis, Purpose, Question, SpecialPair};

use super::form::Form;
use super::reader::Reader;
use crate::desk::scene::Scene;

/// The one basis of each purpose, as the notice states it.
const BASES: [(Purpose, &str); 11] = [
    (Purpose::RecordKeeping, "legitimate-interests"),
    (Purpose::News, "consent"),
    (Purpose::RecordingByConsent, "consent"),
    (Purpose::RecordingByObjection, "legitimate-interests"),
    (Purpose::SafetyToday, "consent"),
    (Purpose::HelpToday, "consent"),
    (Purpose::Catering, "consent"),
    (Purpose::Opportunities, "consent"),
    (Purpose::SendRequested, "consent"),
    (Purpose::EqualityMonitoring, "public-task"),
    (Purpose::WideningParticipation, "public-task"),
];

/// The example event with everything switched on that can be asked, and its notice.
fn everything(scene: &Scene) -> (EventDefinition, NoticeVersion) {
    let event = scene.desk.event(&scene.event).unwrap();
    let mut settings = event.definition().clone();
    settings.code = Code::new("everything").unwrap();
    settings.special = SpecialPair::ALL.iter().copied().collect();
    settings.recording = Some(RecordingRule::Objection);
    settings.other_purposes = [Purpose::WideningParticipation].into();
    let (condition, policy_date) = (LegalCondition::EqualityOfOpportunity, settings.first_day);
    settings.equality = Some(Monitoring { condition, policy_date });
    let mut notice = event.notice().clone();
    notice.sections = Section::on(&settings);
    (settings, notice)
}

#[test]
fn r06_each_purpose_has_its_one_basis_and_every_batch_states_it() {
    let mut scene = Scene::new();
    assert_eq!(BASES.map(|(purpose, _)| purpose).to_vec(), Purpose::ALL);
    Form::adult(&mut scene, "Ann").save();
    for (purpose, basis) in BASES {
        assert_eq!(purpose.basis().code(), basis, "{purpose}");
        let batch = Reader::of(&mut scene, purpose).next(&mut scene);
        let stated: Vec<_> = batch.verified().statement().header.purposes.iter().collect();
        assert_eq!(stated.len(), 1);
        assert_eq!((stated[0].purpose.as_str(), stated[0].basis.as_str()), (purpose.code(), basis));
    }
}

#[test]
fn r06_only_what_rests_on_consent_is_asked_and_each_question_is_for_one_such_purpose() {
    let mut scene = Scene::new();
    let (settings, notice) = everything(&scene);
    let code = settings.code.clone();
    scene.desk.new_event(settings, notice).unwrap();
    let event = scene.desk.event(&code).unwrap();
    assert_eq!(event.purposes().len(), Purpose::ALL.len(), "everything is collected for");
    let mut asked = BTreeSet::new();
    for question in event.questions() {
        let by_consent = |&&purpose: &&Purpose| question.concerns(purpose) && purpose.basis() == LawfulBasis::Consent;
        let purposes: Vec<_> = Purpose::ALL.iter().filter(by_consent).collect();
        assert_eq!(purposes.len(), 1, "{question}");
        asked.insert(*purposes[0]);
    }
    let by_consent = |purpose: &&Purpose| purpose.basis() == LawfulBasis::Consent;
    assert_eq!(asked, Purpose::ALL.iter().filter(by_consent).copied().collect::<BTreeSet<_>>());
    // What rests on something else is named by the lead, and what is asked cannot be named so.
    for &purpose in Purpose::ALL.iter().filter(by_consent) {
        let (mut settings, notice) = everything(&scene);
        settings.code = Code::new("another").unwrap();
        settings.other_purposes.insert(purpose);
        let refused = scene.desk.new_event(settings, notice).unwrap_err();
        assert!(matches!(refused, DeskError::Event(EventError::AskedPurpose(named)) if named == purpose), "{refused}");
    }
}

#[test]
fn r06_an_event_whose_notice_has_no_words_for_a_question_does_not_open() {
    let mut scene = Scene::new();
    let before = scene.desk.events().unwrap().len();
    for question in Question::ALL {
        let (settings, mut notice) = everything(&scene);
        notice.statements.remove(&question.into()).unwrap();
        let refused = scene.desk.new_event(settings, notice).unwrap_err();
        let without = |error: &DeskError| matches!(error, DeskError::Event(EventError::Notice(NoticeError::NoStatement(none))) if *none == question.into());
        assert!(without(&refused), "{question}: {refused}");
        assert_eq!(scene.desk.events().unwrap().len(), before);
    }
}

#[test]
fn r06_an_open_event_cannot_begin_to_ask_what_its_notice_has_no_words_for() {
    let mut scene = Scene::new();
    let (mut settings, mut notice) = everything(&scene);
    let pair = SpecialPair::HealthOpportunities;
    settings.special.remove(&pair);
    notice.statements.remove(&Question::Special(pair).into()).unwrap();
    scene.desk.new_event(settings.clone(), notice).unwrap();
    let mut more = settings.clone();
    more.special.insert(pair);
    let refused = scene.desk.change_event(more).unwrap_err();
    assert!(matches!(refused, DeskError::Event(EventError::Notice(NoticeError::NoStatement(_)))), "{refused}");
    assert_eq!(*scene.desk.event(&settings.code).unwrap().definition(), settings, "it is as it was");
}

#[test]
fn r06_r21_settings_that_come_later_promise_nothing_to_who_registered_before() {
    let mut scene = crate::desk::scene::Scene::new();
    let heat = super::reader::Reader::of(&mut scene, Purpose::WideningParticipation);
    let register = |scene: &mut crate::desk::scene::Scene, name: &str| {
        super::form::Form::adult(scene, name).save();
    };
    let mut settings = scene.desk.event(&scene.event).unwrap().definition().clone();
    settings.other_purposes.remove(&Purpose::WideningParticipation);
    scene.desk.change_event(settings.clone()).unwrap();
    register(&mut scene, "Ann");
    settings.other_purposes.insert(Purpose::WideningParticipation);
    scene.desk.change_event(settings.clone()).unwrap();
    assert!(heat.next(&mut scene).people().is_empty(), "Ann was told of no such purpose");
    register(&mut scene, "Ben");
    assert_eq!(heat.next(&mut scene).people().len(), 1);
    // And what was given up is not done any more, whatever was promised.
    settings.other_purposes.remove(&Purpose::WideningParticipation);
    scene.desk.change_event(settings).unwrap();
    register(&mut scene, "Cat");
    assert!(heat.next(&mut scene).people().is_empty());
}

#[test]
fn r06_staff_are_told_of_each_purpose_and_its_basis_in_words_of_their_own() {
    let purposes: BTreeSet<_> = Purpose::ALL.iter().map(|purpose| purpose.words()).collect();
    assert_eq!(purposes.len(), Purpose::ALL.len(), "no two purposes read the same: {purposes:?}");
    for (purpose, basis) in BASES {
        let words = match basis {
            "consent" => ("consent", "article 6(1)(a)"),
            "public-task" => ("a task in the public interest", "article 6(1)(e)"),
            "legitimate-interests" => ("legitimate interests", "article 6(1)(f)"),
            other => panic!("no purpose rests on {other}"),
        };
        assert_eq!((purpose.basis().words(), purpose.basis().article()), words, "{purpose}");
    }
}

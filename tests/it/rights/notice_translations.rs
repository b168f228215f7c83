//! A version in another language is published once for an event, and never changed (R13, R26).

use lanyard::desk::{Desk, DeskError, NewReader, NoticeStanding, Passphrase};
use lanyard::domain::answer::{NoticeHash, Said};
use lanyard::domain::code::Code;
use lanyard::domain::notice::{ChangeKind, NoticeVersion};
use lanyard::domain::notice_draft::{NoticePlace, NoticeWrong};
use lanyard::domain::purpose::{Channel, Question};
use lanyard::domain::staff::{Handle, Role};

use crate::desk::looking::acts;
use crate::desk::scene::Scene;
use crate::support::scratch::Folder;
use crate::support::welsh;

const NEWS: Question = Question::News(Channel::Email);

fn translate(scene: &mut Scene, file: &NoticeVersion) -> Result<NoticeHash, DeskError> {
    scene.desk.translate_notice(&scene.event, file)
}

fn languages(scene: &Scene) -> Vec<String> {
    let event = scene.desk.event(&scene.event).unwrap();
    event.languages().map(|words| words.language().to_owned()).collect()
}

#[test]
fn r13_a_lead_adds_a_language_and_people_can_be_asked_in_it_at_once_and_after_the_desk_was_closed() {
    let mut scene = Scene::new();
    assert_eq!(languages(&scene), ["en"]);
    let shown = scene.desk.translation_to_publish(&scene.event, &welsh::file()).unwrap();
    assert_eq!(languages(&scene), ["en"], "looking publishes nothing");
    let hash = translate(&mut scene, &welsh::file()).unwrap();
    assert_eq!(shown.hash(), hash, "what was shown is what was published");
    assert_eq!(languages(&scene), ["en", "cy"]);
    let list = "given_name,date_of_birth,email,consent_marketing_email,asked_how,asked_in\n\
                Ann,1990-01-01,ann@example.org,yes,out loud,CY\n\
                Ben,1990-01-01,ben@example.org,no,out loud,\n";
    let (kept, _) = scene.register(list);
    let scene = scene.reopen();
    assert_eq!(languages(&scene), ["en", "cy"]);
    let said = |scene: &Scene, badge: &str| {
        let id = scene.desk.by_reference(badge).unwrap().id;
        let (_, answer) = scene.desk.history(id).unwrap().answers.remove(0);
        (answer.said, answer.evidence.language, answer.evidence.notice == hash)
    };
    assert_eq!(said(&scene, &kept[0].1), (Said::Yes, "cy".to_owned(), true));
    assert_eq!(said(&scene, &kept[1].1), (Said::No, "en".to_owned(), false));

    let known = scene.desk.notices_of(&scene.event).unwrap().published;
    let [in_use] = &known[..] else { panic!("one version: {known:?}") };
    assert_eq!((in_use.standing, in_use.seen_by), (NoticeStanding::InUse, 2), "both registered under it");
    assert_eq!(in_use.languages().collect::<Vec<_>>(), ["en", "cy"]);
    assert_eq!((in_use.translations[0].published_by.as_str(), in_use.translations[0].version.hash()), ("Alex", hash));
    let folder = Folder::new();
    let written = scene.desk.print_notice(&scene.event, hash, folder.path()).unwrap();
    assert!(written.ends_with("notice-open-day-2026-1.0-cy.pdf"));

    let (.., noted) = acts(&scene.desk, 0).into_iter().find(|act| act.0 == "translate-notice").unwrap();
    let noted: serde_json::Value = serde_json::from_str(&noted).unwrap();
    assert_eq!((noted["version"].as_str(), noted["language"].as_str()), (Some("1.0"), Some("cy")));
    assert_eq!(noted["notice"], hash.to_string());
    let ledger = scene.desk.check().unwrap().ledger;
    assert!(ledger.is_ok(), "{ledger:?}");
}

#[test]
fn r26_what_is_published_in_a_language_is_never_changed_and_only_a_lead_publishes_it() {
    let mut scene = Scene::new();
    translate(&mut scene, &welsh::file()).unwrap();
    let mut other = welsh::file();
    other.text.push_str("\nRhagor.\n");
    for again in [&welsh::file(), &other] {
        let Err(DeskError::TranslationFaults(faults)) = translate(&mut scene, again) else {
            panic!("it was published")
        };
        let wrong: Vec<_> = faults.into_iter().map(|fault| (fault.place, fault.wrong)).collect();
        assert_eq!(wrong, [(NoticePlace::Language, NoticeWrong::HasLanguage("cy".into()))]);
    }
    // The same number in another language is no new version either.
    let refused = scene.desk.publish_notice(&scene.event, welsh::file());
    assert!(matches!(&refused, Err(DeskError::IsTranslation(number)) if number == "1.0"), "{refused:?}");
    let refused = scene.desk.publish_notice(&scene.event, other.clone());
    assert!(matches!(refused, Err(DeskError::NoticeKnown)), "one number in one language, one text: {refused:?}");
    let mut french = welsh::file();
    french.language = "fr".into();
    let refused = scene.desk.publish_notice(&scene.event, french);
    assert!(matches!(&refused, Err(DeskError::IsTranslation(number)) if number == "1.0"), "{refused:?}");

    // Another event under the same version has the same words in that language, or none.
    let (mut settings, notice) = {
        let event = scene.desk.event(&scene.event).unwrap();
        (event.definition().clone(), event.notice().clone())
    };
    settings.code = Code::new("in-spring").unwrap();
    scene.desk.new_event(settings, notice).unwrap();
    scene.event = Code::new("in-spring").unwrap();
    assert_eq!(languages(&scene), ["en"], "a language is published for an event");
    assert!(matches!(translate(&mut scene, &other), Err(DeskError::TranslationKnown)));
    translate(&mut scene, &welsh::file()).unwrap();

    let passphrase = Passphrase::given("another long phrase");
    let sam = NewReader { handle: Handle::parse("sam").unwrap(), name: "Sam".into(), role: Role::Desk, passphrase };
    scene.desk.add_staff(&sam).unwrap();
    let closed = scene.close();
    let mut desk = Desk::open(&closed.folder.join("Day.lanyard"), &sam.handle, &sam.passphrase, &closed.env).unwrap();
    let mut french = welsh::file();
    french.language = "fr".into();
    for refused in [
        desk.translate_notice(&closed.event, &french).map(drop),
        desk.translation_to_publish(&closed.event, &french).map(drop),
        desk.file_to_translate(&closed.event, None).map(drop),
    ] {
        assert!(matches!(refused, Err(DeskError::NotAllowed { .. })), "{refused:?}");
    }
}

#[test]
fn r26_no_number_comes_back_in_another_language_or_under_another_spelling_of_its_own() {
    let mut scene = Scene::new();
    let today = scene.desk.now().date_naive();
    let numbered = |scene: &Scene, number: &str| {
        let mut next = scene.desk.event(&scene.event).unwrap().notice().clone();
        (next.version, next.effective_from) = (number.to_owned(), today);
        next.statements.insert(NEWS.into(), format!("May we email you, by notice {number}?"));
        next
    };
    let second = numbered(&scene, "2.0");
    scene.desk.publish_notice(&scene.event, second.clone()).unwrap();
    let called_off = NoticeVersion { effective_from: today + chrono::Days::new(9), ..numbered(&scene, "3.0") };
    scene.desk.publish_notice(&scene.event, called_off).unwrap();
    scene.desk.call_off_notice(&scene.event).unwrap();
    let fourth = numbered(&scene, "4.0");
    scene.desk.publish_notice(&scene.event, fourth).unwrap();

    let welsh = |number: &str| NoticeVersion { version: number.into(), effective_from: today, ..welsh::file() };
    let mut louder = NoticeVersion { language: "EN".into(), ..second };
    louder.first_say.push('!');
    for again in [welsh("1.0"), welsh("2.0"), welsh("3.0"), louder] {
        let (version, language) = (again.version.clone(), again.language.clone());
        let refused = scene.desk.publish_notice(&scene.event, again);
        assert!(matches!(refused, Err(DeskError::NoticeKnown)), "{version} ({language}): {refused:?}");
    }
    // A number that nobody had may be in any language.
    scene.desk.publish_notice(&scene.event, welsh("5.0")).unwrap();
}

#[test]
fn r26_the_version_that_waits_is_translated_before_it_begins_and_brings_its_language_along() {
    let mut scene = Scene::new();
    translate(&mut scene, &welsh::file()).unwrap();
    let mut next = scene.desk.event(&scene.event).unwrap().notice().clone();
    (next.version, next.change) = ("1.1".into(), ChangeKind::Substantial);
    next.effective_from = "2026-11-22".parse().unwrap();
    next.statements.insert(NEWS.into(), "May we email you?".into());
    scene.desk.publish_notice(&scene.event, next.clone()).unwrap();
    let mut in_welsh = welsh::file();
    (in_welsh.version, in_welsh.change) = ("1.1".into(), ChangeKind::Substantial);
    let early = translate(&mut scene, &in_welsh);
    let Err(DeskError::TranslationFaults(faults)) = early else { panic!("it begins with its version") };
    assert_eq!(faults[0].place, NoticePlace::EffectiveFrom);
    in_welsh.effective_from = next.effective_from;
    in_welsh.statements.insert(NEWS.into(), "A gawn ni anfon e-bost atoch?".into());
    let hash = translate(&mut scene, &in_welsh).unwrap();
    let event = scene.desk.event(&scene.event).unwrap();
    assert!(event.words_under(hash).is_none(), "until then the earlier words are asked");
    let known = scene.desk.notices_of(&scene.event).unwrap().published;
    let stands: Vec<_> = known.iter().map(|one| (one.standing, one.languages().collect::<Vec<_>>())).collect();
    assert_eq!(stands, [(NoticeStanding::Comes, vec!["en", "cy"]), (NoticeStanding::InUse, vec!["en", "cy"])]);

    let mut closed = scene.close();
    let tomorrow = closed.env.now() + chrono::TimeDelta::days(1);
    closed.env = lanyard::env::Env::fixed(tomorrow, 90, closed.folder.join("state"));
    let scene = closed.open();
    let event = scene.desk.event(&scene.event).unwrap();
    assert_eq!(event.notice().version, "1.1");
    let words = event.words_under(hash).unwrap();
    assert_eq!(words.statement(NEWS).unwrap().as_str(), "A gawn ni anfon e-bost atoch?");
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r26_the_file_to_translate_has_the_words_with_place_holders_and_says_which_version_it_is() {
    let mut scene = Scene::new();
    let file = scene.desk.file_to_translate(&scene.event, None).unwrap();
    assert_eq!((file.version.as_str(), file.language.as_str()), ("1.0", "en"));
    assert!(file.text.contains("{email}") && file.statements[&NEWS.into()].contains("{organisation}"));
    let refused = scene.desk.file_to_translate(&scene.event, Some("7.0"));
    assert!(matches!(refused, Err(DeskError::NoSuchVersion)));
    // Read back and not translated, it says so; nothing was published.
    let written = lanyard::desk::notice_file(&file).replace("language = \"en\"", "language = \"cy\"");
    let read = lanyard::desk::parse_notice(&written).unwrap();
    let Err(DeskError::TranslationFaults(faults)) = translate(&mut scene, &read) else { panic!("it was published") };
    assert!(faults.iter().all(|fault| fault.wrong == NoticeWrong::StillOriginal), "{faults:?}");
    assert_eq!(languages(&scene), ["en"]);
}

#[test]
fn r11_the_slip_for_a_guardian_asks_in_the_language_that_the_family_was_asked_in() {
    let mut scene = Scene::new();
    translate(&mut scene, &welsh::file()).unwrap();
    for (language, asks) in [
        (Some("cy"), "Ai chi yw rhiant y plentyn"),
        (Some("fr"), "Are you the child's parent"),
        (None, "Are you the child's parent"),
    ] {
        let folder = Folder::new();
        let files = scene.desk.write_guardian_slip(&scene.event, language, folder.path()).unwrap();
        let text = std::fs::read_to_string(&files[1]).unwrap();
        assert!(text.contains(asks), "{language:?}: {text}");
    }
}

#[test]
fn r13_a_row_that_names_a_language_which_the_notice_has_not_is_not_kept() {
    let scene = Scene::new();
    let event = scene.desk.event(&scene.event).unwrap();
    let entering = lanyard::desk::Entering::of(&event, crate::desk::scene::lead(), scene.desk.now());
    let list = "given_name,consent_marketing_email,asked_how,asked_in\nAnn,yes,out loud,cy\n";
    let env = scene.env.clone();
    let mut rows = lanyard::desk::WalkIns::open(list.as_bytes(), entering, move || env.new_id()).unwrap();
    let error = rows.next().unwrap().err().unwrap().to_string();
    assert!(error.contains("asked_in: Write en, or nothing: the notice has no words in another language"), "{error}");
}

//! The words of a version in another language are written at the desk: kept as they are typed, published once, and never taken
//! along by themselves (R13, R26).

use lanyard::desk::{BegunTranslation, DeskError, NewReader, Passphrase, TranslationFrom};
use lanyard::domain::notice_draft::{NoticePlace, NoticeWrong};
use lanyard::domain::purpose::{Channel, Question};
use lanyard::domain::staff::{Handle, Role};
use lanyard::domain::translation_draft::{TranslationDraft, TranslationOf};

use crate::desk::looking::acts;
use crate::desk::scene::Scene;
use crate::support::welsh;

const EMAIL: Question = Question::News(Channel::Email);

fn begin(scene: &mut Scene, tag: &str, version: Option<&str>) -> BegunTranslation {
    let event = scene.event.clone();
    scene.desk.begin_translation(&event, version, TranslationFrom::Language(tag.into())).unwrap()
}

fn keep(scene: &mut Scene, begun: &BegunTranslation, draft: &TranslationDraft) {
    let event = scene.event.clone();
    scene.desk.keep_translation(&event, begun.id, draft).unwrap();
}

/// All of the Welsh words, as they would have been typed.
fn welsh_words(scene: &Scene) -> TranslationDraft {
    TranslationDraft::of_file(&welsh::file(), scene.desk.event(&scene.event).unwrap().notice())
}

fn languages(scene: &Scene) -> Vec<String> {
    let event = scene.desk.event(&scene.event).unwrap();
    event.languages().map(|words| words.language().to_owned()).collect()
}

/// Publishes the next version of the notice, with other words for news by email.
fn next_version(scene: &mut Scene) {
    let event = scene.event.clone();
    let mut draft = scene.desk.begin_notice(&event).unwrap();
    draft.statements.insert(EMAIL.into(), "May {organisation} write to you by email?".into());
    scene.desk.keep_notice(&event, &draft).unwrap();
}

#[test]
fn r13_what_a_lead_writes_is_kept_as_typed_says_what_is_missing_and_is_published_once() {
    let mut scene = Scene::new();
    let event = scene.event.clone();
    let begun = begin(&mut scene, "cy", None);
    assert_eq!(begun.draft, TranslationDraft { language: "cy".into(), ..TranslationDraft::default() });
    assert_eq!(begin(&mut scene, "CY", None).id, begun.id, "what was begun goes on");
    let mut half = welsh_words(&scene);
    half.statements.remove(&EMAIL.into());
    half.text.clear();
    keep(&mut scene, &begun, &half);

    let mut scene = scene.reopen();
    let known = scene.desk.notices_of(&event).unwrap().translating;
    let [kept] = &known[..] else { panic!("{known:?}") };
    assert_eq!((&kept.draft, kept.staff.as_str()), (&half, "Alex"), "as it was typed");
    let faults = scene.desk.translation_faults(&event, begun.id).unwrap();
    let faults: Vec<_> = faults.into_iter().map(|fault| (fault.place, fault.wrong)).collect();
    let missing = [
        (NoticePlace::Statement(EMAIL.into()), NoticeWrong::NotTranslated),
        (NoticePlace::Text, NoticeWrong::NotWritten),
    ];
    assert_eq!(faults, missing);
    assert!(matches!(scene.desk.publish_translation(&event, begun.id), Err(DeskError::TranslationFaults(_))));
    assert_eq!(languages(&scene), ["en"], "nothing was published");

    let whole = welsh_words(&scene);
    keep(&mut scene, &begun, &whole);
    let hash = scene.desk.publish_translation(&event, begun.id).unwrap();
    assert_eq!(hash, {
        let held = scene.desk.event(&event).unwrap();
        held.in_language("cy").unwrap().notice_hash()
    });
    assert_eq!(languages(&scene), ["en", "cy"]);
    assert!(scene.desk.notices_of(&event).unwrap().translating.is_empty(), "the draft went with it");
    assert!(matches!(scene.desk.publish_translation(&event, begun.id), Err(DeskError::NoTranslationDraft)), "once");
    let gone = scene.desk.keep_translation(&event, begun.id, &half);
    assert!(matches!(gone, Err(DeskError::NoTranslationDraft)), "nor does it come back");
    let again = scene.desk.begin_translation(&event, None, TranslationFrom::Language("cy".into()));
    let Err(DeskError::TranslationFaults(faults)) = again else { panic!("it was begun again") };
    assert_eq!(faults[0].wrong, NoticeWrong::HasLanguage("cy".into()));
}

#[test]
fn r26_a_new_version_has_its_languages_missing_and_the_last_words_are_where_they_begin() {
    let mut scene = Scene::new();
    let event = scene.event.clone();
    scene.desk.translate_notice(&event, &welsh::file()).unwrap();
    next_version(&mut scene);
    let known = scene.desk.notices_of(&event).unwrap();
    let (before, lacks) = known.lacks(TranslationOf::Draft).unwrap();
    assert_eq!((before.version.version.as_str(), lacks), ("1.0", vec!["cy"]));

    // It is written beside the draft already, and published after it.
    let begun = begin(&mut scene, "cy", Some("1.1"));
    assert_eq!(begun.of, TranslationOf::Draft);
    assert!(begun.draft.text.contains("{email}") && begun.draft.statements[&EMAIL.into()].contains("{organisation}"));
    assert!(scene.desk.translation_faults(&event, begun.id).unwrap().is_empty());
    let early = scene.desk.publish_translation(&event, begun.id);
    assert!(matches!(early, Err(DeskError::NoticeFirst(number)) if number == "1.1"));

    scene.desk.publish_notice_draft(&event).unwrap();
    assert_eq!(languages(&scene), ["en"], "nothing comes along by itself");
    let known = scene.desk.notices_of(&event).unwrap();
    let in_use = TranslationOf::Published(scene.desk.event(&event).unwrap().notice_hash());
    assert_eq!(known.lacks(in_use).unwrap().1, ["cy"]);
    assert_eq!((known.translating[0].id, known.translating[0].of), (begun.id, in_use), "it is of what was published");
    scene.desk.publish_translation(&event, begun.id).unwrap();
    assert_eq!(languages(&scene), ["en", "cy"]);
    assert!(scene.desk.notices_of(&event).unwrap().lacks(in_use).unwrap().1.is_empty());
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r26_what_is_written_for_a_version_that_goes_is_for_the_one_in_use() {
    let mut scene = Scene::new();
    let event = scene.event.clone();
    let begun = begin(&mut scene, "cy", None);
    next_version(&mut scene);
    let for_draft = begin(&mut scene, "fr", Some("1.1"));
    scene.desk.publish_notice_draft(&event).unwrap();
    let in_use = TranslationOf::Published(scene.desk.event(&event).unwrap().notice_hash());
    let all: Vec<_> = scene.desk.translations_begun(&event).unwrap().into_iter().map(|one| (one.id, one.of)).collect();
    assert_eq!(all, [(begun.id, in_use), (for_draft.id, in_use)], "nobody's work is lost");
    next_version(&mut scene);
    begin(&mut scene, "pl", Some("1.2"));
    scene.desk.discard_notice(&event).unwrap();
    assert!(scene.desk.translations_begun(&event).unwrap().iter().all(|one| one.of == in_use));
}

#[test]
fn r26_a_file_is_a_beginning_and_only_a_lead_writes() {
    let mut scene = Scene::new();
    let event = scene.event.clone();
    let file = TranslationFrom::File(Box::new(welsh::file()));
    let begun = scene.desk.begin_translation(&event, None, file).unwrap();
    assert_eq!(begun.draft, welsh_words(&scene));
    scene.desk.discard_translation(&event, begun.id).unwrap();
    let (kind, _, noted) = acts(&scene.desk, 0).pop().unwrap();
    let noted: serde_json::Value = serde_json::from_str(&noted).unwrap();
    assert_eq!((kind.as_str(), noted["language"].as_str()), ("discard-notice", Some("cy")));
    assert!(scene.desk.translations_begun(&event).unwrap().is_empty());
    begin(&mut scene, "cy", None);

    let handle = Handle::parse("sam").unwrap();
    let passphrase = || Passphrase::given("plain orchard gate");
    let new = NewReader { handle: handle.clone(), name: "Sam".into(), role: Role::Desk, passphrase: passphrase() };
    scene.desk.add_staff(&new).unwrap();
    let Scene { folder, env, desk, .. } = scene;
    drop(desk);
    let place = folder.join("Day.lanyard");
    let mut desk = lanyard::desk::Desk::open(&place, &handle, &passphrase(), &env).unwrap();
    let begun = desk.begin_translation(&event, None, TranslationFrom::Language("cy".into()));
    assert!(matches!(begun, Err(DeskError::NotAllowed { .. })));
    assert!(matches!(desk.translations_begun(&event), Err(DeskError::NotAllowed { .. })));
    assert!(desk.notices_of(&event).unwrap().translating.is_empty(), "nor does anybody else see it");
}

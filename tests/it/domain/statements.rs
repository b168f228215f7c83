//! What is said before an answer: the question, and to whoever is recorded unless they object, that they may (R12, R13).

use lanyard::domain::age::AgeAnswer;
use lanyard::domain::answer::Said;
use lanyard::domain::event::{Event, EventError, RecordingRule};
use lanyard::domain::form::Field;
use lanyard::domain::notice::{LONGEST_READ_OUT, NoticeError, NoticeVersion};
use lanyard::domain::notice_change::Changes;
use lanyard::domain::notice_draft::{NoticeDraft, NoticePlace, NoticeWrong, Publishing};
use lanyard::domain::notice_translation::Translating;
use lanyard::domain::purpose::{Medium, Question};
use lanyard::domain::statement::Statement;
use lanyard::domain::text::TextError;
use lanyard::lists::event_file::{SHIPPED_NOTICE, notice_file, parse_notice, shipped_profile};
use lanyard::paper;

use super::fixtures::{Filled, adult, event, event_with, today};
use crate::support::welsh;

const PHOTO: Question = Question::Recording(Medium::Photo);

/// What an earlier program published, before there were statements of objection.
const EARLIER: &str = r##"
notice = "open-day"
version = "0.9"
language = "en"
effective_from = "2026-01-02"
change = "small"
first_say = "May I ask?"
how_to_stop = "tell us"
text = "# Notice\n"
[retention]
registrations_days = 730
special_days = 7
emergency_contact_days = 7
consent_proof_days = 2190
[statements]
"news.email" = "May {organisation} email you? {how}."
"recording.photo" = "May {organisation} photograph you?"
"recording.audio" = "May {organisation} record you?"
"recording.video" = "May {organisation} film you?"
"special.diet.catering" = "May we note what you eat?"
"guardian.consent" = "Do you agree?"
"##;

/// Of the same as it always was: over its own JSON, worked out apart from this program.
const ITS_HASH: &str = "e437343a187fd7546cb7fd0f8792ceb96f3eb602551f347e665e470cab808f36";

fn by_objection() -> Event {
    event_with(|settings| settings.recording = Some(RecordingRule::Objection))
}

/// The version of an event as it was before there were statements of objection.
fn without(event: &Event) -> NoticeVersion {
    let mut notice = event.notice().clone();
    notice.statements.retain(|statement, _| !statement.is_of_objection());
    notice
}

/// An event that works by objection since before there were words for it.
fn held_before() -> Event {
    let event = by_objection();
    Event::under(event.id(), event.definition().clone(), without(&event), event.named()).unwrap()
}

fn young(event: &Event) -> Filled<'_> {
    adult(event).field(Field::DateOfBirth, "2009-01-01")
}

/// The words that an answer to the question of photographs is kept with.
fn words_of(form: &Filled<'_>) -> String {
    form.kept().answers().iter().find(|answer| answer.question == PHOTO).unwrap().evidence.statement.as_str().to_owned()
}

#[test]
fn every_statement_has_a_code_of_its_own_and_only_recording_has_a_second_one() {
    let all: Vec<_> = Statement::all().collect();
    assert_eq!(all.len(), Question::ALL.len() + Medium::ALL.len());
    assert!(all.is_sorted(), "in the order of the screen");
    for statement in &all {
        assert_eq!(Statement::from_code(statement.code()), Some(*statement));
        let asks = Statement::of(statement.question());
        assert_eq!(statement.is_of_objection(), asks != *statement);
        assert_eq!(asks.objecting().is_some(), matches!(statement.question(), Question::Recording(_)));
    }
    assert_eq!(Statement::from_code("news.email.objection"), None);
}

#[test]
fn r13_what_was_published_before_keeps_its_hash_and_words_of_objection_are_a_part_of_a_version() {
    let earlier = parse_notice(EARLIER).unwrap();
    assert_eq!(earlier.hash().to_string(), ITS_HASH);
    assert!(!notice_file(&earlier).contains("objection"), "{}", notice_file(&earlier));
    let shipped = parse_notice(SHIPPED_NOTICE).unwrap();
    let written = notice_file(&shipped);
    assert!(written.contains("\"recording.video.objection\" = \"{organisation} films today"), "{written}");
    let back = parse_notice(&written).unwrap();
    assert_eq!((back.hash(), &back), (shipped.hash(), &shipped));
    let hashes = Statement::all_of_objection().map(|statement| {
        let mut other = shipped.clone();
        other.statements.insert(statement, "Say so if you object.".into());
        other.hash()
    });
    assert!(hashes.into_iter().all(|hash| hash != shipped.hash()));
    let unknown = written.replace("recording.video.objection", "news.email.objection");
    assert!(parse_notice(&unknown).unwrap_err().to_string().contains("no such question"));
}

#[test]
fn r12_r13_grown_ups_are_told_that_they_may_object_and_everybody_else_is_asked() {
    let event = by_objection();
    let told = "Imperial after:hours takes photographs today for its print, web and social media. Print cannot be \
                recalled. Say so if you object, and we leave you out.";
    let asked = event.statement(PHOTO).unwrap().as_str().to_owned();
    assert!(asked.starts_with("May Imperial after:hours photograph you"), "{asked}");
    assert_eq!(words_of(&adult(&event).said(PHOTO, Said::Objected)), told);
    assert_eq!(words_of(&adult(&event).said(PHOTO, Said::LeftBlank)), told, "they saw it, and did not object");
    let unknown = || adult(&event).field(Field::DateOfBirth, "").thirteen_or_over(AgeAnswer::Yes);
    for said in [Said::Yes, Said::No, Said::LeftBlank] {
        assert_eq!(words_of(&young(&event).said(PHOTO, said)), asked, "{said}");
        assert_eq!(words_of(&unknown().said(PHOTO, said)), asked, "{said}");
    }
    // Ticked while the date of birth was another one: those words stood there then.
    assert_eq!(words_of(&young(&event).said(PHOTO, Said::Objected)), told);
    // Where the event works by consent nobody is told so.
    let consent = self::event();
    for form in [adult(&consent), young(&consent)] {
        assert_eq!(words_of(&form.said(PHOTO, Said::Objected)), asked);
    }
    assert!(consent.words().statements().all(|(statement, _)| !statement.is_of_objection()));
}

#[test]
fn r12_r13_who_objects_in_another_language_does_so_to_its_words() {
    let event = by_objection();
    let translating = Translating { version: event.notice(), named: event.named(), languages: &["en"] };
    let cy = translating.read(&welsh::file()).unwrap();
    let welsh = event.clone().with_translations(vec![cy]).unwrap().in_language("cy").unwrap();
    let told = words_of(&adult(&welsh).said(PHOTO, Said::Objected));
    assert!(told.starts_with("Mae Imperial after:hours yn tynnu lluniau heddiw"), "{told}");
    assert!(words_of(&young(&welsh).said(PHOTO, Said::No)).starts_with("A gaiff"));
    // A version that says it says it in every language.
    let mut silent = welsh::file();
    silent.statements.remove(&Statement::of_objection(Medium::Photo));
    let faults = translating.read(&silent).unwrap_err();
    assert_eq!(faults[0].place, NoticePlace::Statement(Statement::of_objection(Medium::Photo)));
    assert_eq!((faults.len(), &faults[0].wrong), (1, &NoticeWrong::NotTranslated));
}

#[test]
fn r12_no_event_comes_to_record_by_objection_under_a_notice_that_does_not_say_so() {
    let event = event();
    let by_objection = self::by_objection().definition().clone();
    let lacks = |statement| Err::<(), _>(EventError::NoWordsOfObjection(statement));
    for missing in Statement::all_of_objection() {
        let mut notice = event.notice().clone();
        notice.statements.remove(&missing);
        let opened = Event::new(event.id(), by_objection.clone(), notice.clone());
        assert_eq!(opened.map(drop), lacks(missing));
        let open = Event::new(event.id(), event.definition().clone(), notice.clone()).unwrap();
        assert_eq!(open.set_anew(by_objection.clone()).map(drop), lacks(missing));
        let coming = self::event().set_under(by_objection.clone(), notice);
        assert_eq!(coming.map(drop), lacks(missing), "nor where such a version comes");
        let words = lacks(missing).unwrap_err().to_string();
        assert!(words.contains(missing.code()) && words.contains("Nothing was changed; publish a version"), "{words}");
    }
    assert!(event.set_anew(by_objection).is_ok());
}

#[test]
fn r12_an_event_that_records_by_objection_already_goes_on_with_its_old_words() {
    let held = held_before();
    let asked = held.statement(PHOTO).unwrap().as_str().to_owned();
    assert!(asked.starts_with("May Imperial"), "{asked}");
    assert_eq!(words_of(&adult(&held).said(PHOTO, Said::Objected)), asked);
    let mut settings = held.definition().clone();
    settings.name = "Open evening".into();
    let anew = held.set_anew(settings).unwrap();
    assert_eq!(words_of(&adult(&anew).said(PHOTO, Said::Objected)), asked);
    // Once it works by consent it does not go back without them.
    let mut settings = held.definition().clone();
    settings.recording = Some(RecordingRule::Consent);
    let consent = held.set_anew(settings).unwrap();
    assert!(matches!(consent.set_anew(held.definition().clone()), Err(EventError::NoWordsOfObjection(_))));
}

#[test]
fn r12_r26_the_next_version_of_such_an_event_says_it_and_what_it_adds_is_told() {
    let (held, profile) = (held_before(), shipped_profile("Imperial after:hours").unwrap());
    let mut draft = NoticeDraft::after(&held);
    draft.text = draft.text.replace("We do not sell data.", "We never sell data.");
    let parse = |draft: &NoticeDraft, event: &Event| {
        draft.parse(&Publishing { event, coming: None, profile: &profile, today: today() })
    };
    let faults = parse(&draft, &held).unwrap_err();
    let wanted = Statement::all_of_objection().map(NoticePlace::Statement);
    assert_eq!(faults.iter().map(|fault| fault.place).collect::<Vec<_>>(), wanted.collect::<Vec<_>>());
    let mut settings = held.definition().clone();
    settings.recording = Some(RecordingRule::Consent);
    let consent = held.set_anew(settings).unwrap();
    assert!(parse(&draft, &consent).is_ok(), "by consent nobody is told so");

    for statement in Statement::all_of_objection() {
        draft.statements.insert(statement, "{organisation} records today. Say so if you object: {how}.".into());
    }
    let version = parse(&draft, &held).unwrap();
    let next = Event::new(held.id(), held.definition().clone(), version).unwrap();
    let told = words_of(&adult(&next).said(PHOTO, Said::Objected));
    assert!(told.starts_with("Imperial after:hours records today. Say so if you object: write to "), "{told}");
    let changes = Changes::between(&held.notice().wording(held.named()), &next.notice().wording(next.named()));
    assert_eq!(changes.statements, Statement::all_of_objection().collect::<Vec<_>>());
    // A draft after that begins with them, and the organisation is a place-holder again.
    let again = NoticeDraft::after(&next);
    assert_eq!(
        again.statements[&Statement::of_objection(Medium::Video)],
        "{organisation} records today. Say so if you object: {how}."
    );

    let long = Statement::of_objection(Medium::Audio);
    draft.statements.insert(long, "x".repeat(LONGEST_READ_OUT + 1));
    let faults = parse(&draft, &held).unwrap_err();
    let too_long = NoticeWrong::Text(TextError::TooLong { max: LONGEST_READ_OUT });
    assert_eq!(
        faults.iter().map(|fault| (fault.place, &fault.wrong)).collect::<Vec<_>>(),
        [(NoticePlace::Statement(long), &too_long)]
    );
    let mut file = parse_notice(SHIPPED_NOTICE).unwrap();
    file.statements.insert(long, "x".repeat(LONGEST_READ_OUT + 1));
    assert_eq!(file.filled("Imperial after:hours", &profile).unwrap_err(), NoticeError::TooLong(long));
}

#[test]
fn r12_r25_the_card_says_both_where_grown_ups_may_object() {
    let (told, asked) = ("takes photographs today", "May Imperial after:hours photograph you");
    let card = |event: &Event| paper::notice::document(event.notice(), event.named(), event).to_markdown();
    let both = card(&by_objection());
    let instead = both.find("If you are under 18, or we do not know your age, we ask you this instead:").unwrap();
    assert!(both.find(told).unwrap() < instead && instead < both.find(asked).unwrap(), "{both}");
    assert_eq!(both.matches(asked).count(), 1);
    for event in [event(), held_before()] {
        let one = card(&event);
        assert!(!one.contains(told) && one.contains(asked) && !one.contains("instead:"), "{one}");
    }
}

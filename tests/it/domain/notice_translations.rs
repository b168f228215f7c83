//! A version in another language: the same version in every respect but its words (R13, R26).

use lanyard::domain::answer::Said;
use lanyard::domain::event::Event;
use lanyard::domain::event_words::EventWords;
use lanyard::domain::field_error::Place;
use lanyard::domain::language;
use lanyard::domain::notice::{ChangeKind, Contacts, Holder, NoticeVersion};
use lanyard::domain::notice_draft::{NoticeFault, NoticePlace, NoticeWrong};
use lanyard::domain::notice_section::Section;
use lanyard::domain::notice_translation::Translating;
use lanyard::domain::organisation::Fact;
use lanyard::domain::purpose::{Channel, Question};
use lanyard::domain::retention::Kept;
use proptest::prelude::*;

use super::fixtures::{adult, date, event};
use crate::support::welsh;

const EMAIL: Question = Question::News(Channel::Email);

fn read(file: &NoticeVersion) -> Result<NoticeVersion, Vec<NoticeFault>> {
    let event = event();
    Translating { version: event.notice(), named: event.named(), languages: &["en"] }.read(file)
}

fn cy() -> NoticeVersion {
    read(&welsh::file()).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// The example's event, whose notice stands in Welsh too.
fn in_two_languages() -> Event {
    event().with_translations(vec![cy()]).unwrap()
}

#[test]
fn r13_a_translation_is_the_same_version_with_a_hash_of_its_own_for_its_own_words() {
    let (event, cy) = (event(), cy());
    let en = event.notice();
    assert_eq!((&cy.notice, &cy.version, cy.effective_from), (&en.notice, &en.version, en.effective_from));
    assert_eq!((cy.change, cy.retention, &cy.sections), (en.change, en.retention, &en.sections));
    assert_eq!((&cy.contacts, &cy.holder), (&en.contacts, &en.holder), "filled in as the version says it");
    assert_ne!(cy.hash(), en.hash());
    let words = cy.statements.values().chain([&cy.first_say, &cy.how_to_stop, &cy.text]);
    assert!(words.into_iter().all(|words| !words.contains('{')), "nothing is left to fill in");
    assert!(cy.statements[&EMAIL.into()].starts_with("A gaiff Imperial after:hours anfon newyddion atoch drwy e-bost"));
    assert!(cy.text.contains("eveningclass@imperial.ac.uk") && cy.text.contains("Z5940050"));
}

#[test]
fn r13_r26_whatever_else_differs_is_named_where_it_stands() {
    type Edit = fn(&mut NoticeVersion);
    let cases: &[(NoticePlace, Edit)] = &[
        (NoticePlace::Notice, |file| file.notice = "evening".into()),
        (NoticePlace::Version, |file| file.version = "1.1".into()),
        (NoticePlace::Language, |file| file.language = "en".into()),
        (NoticePlace::Language, |file| file.language = "EN".into()),
        (NoticePlace::Language, |file| file.language = "Welsh".into()),
        (NoticePlace::EffectiveFrom, |file| file.effective_from = date("2026-09-02")),
        (NoticePlace::Change, |file| file.change = ChangeKind::Substantial),
        (NoticePlace::Period(Kept::Record), |file| file.retention.registrations_days = 731),
        (NoticePlace::Period(Kept::Equality), |file| file.retention.equality_days = None),
        (NoticePlace::FirstSay, |file| file.first_say.clear()),
        (NoticePlace::HowToStop, |file| file.how_to_stop = "{how}".into()),
        (NoticePlace::Statement(EMAIL.into()), |file| _ = file.statements.remove(&EMAIL.into())),
        (NoticePlace::Statement(EMAIL.into()), |file| _ = file.statements.insert(EMAIL.into(), " ".into())),
        (NoticePlace::Statement(EMAIL.into()), |file| {
            _ = file.statements.insert(EMAIL.into(), "A gaiff\n{organisation}?".into());
        }),
        (NoticePlace::Statement(EMAIL.into()), |file| {
            _ = file.statements.insert(EMAIL.into(), "A gaiff {sefydliad}?".into());
        }),
        (NoticePlace::Text, |file| file.text.clear()),
        (NoticePlace::Text, |file| file.text.push_str("{ebost}")),
        (NoticePlace::Text, |file| file.text = file.text.replace("{email}", "ein e-bost")),
        (NoticePlace::Text, |file| file.text = file.text.replace("730", "siawns")),
        (NoticePlace::Text, |file| _ = file.sections.insert(Section::Equality)),
    ];
    for (place, edit) in cases {
        let mut file = welsh::file();
        edit(&mut file);
        let faults = read(&file).unwrap_err();
        let places: Vec<_> = faults.iter().map(|fault| fault.place).collect();
        // In English a period needs its unit after it, so that the text is at fault too.
        let in_english = file.language.eq_ignore_ascii_case("en");
        assert!(places == [*place] || (in_english && places[0] == *place), "{faults:?}");
        assert!(!faults[0].to_string().contains(&file.text) || file.text.is_empty(), "{faults:?}");
    }
    let mut file = welsh::file();
    file.version = "7".into();
    file.statements.clear();
    file.text.clear();
    let faults = read(&file).unwrap_err();
    assert_eq!(faults.len(), 21, "all of them at once: {faults:?}");
    assert!(faults.is_sorted_by_key(|fault| fault.place));
}

#[test]
fn r13_words_that_were_not_translated_are_noticed() {
    let event = event();
    let translating = Translating { version: event.notice(), named: event.named(), languages: &["en"] };
    let mut file = translating.file();
    file.language = "cy".into();
    let faults = translating.read(&file).unwrap_err();
    assert_eq!(faults.len(), event.notice().statements.len() + 1, "{faults:?}");
    assert!(faults.iter().all(|fault| fault.wrong == NoticeWrong::StillOriginal), "{faults:?}");
    // In the same language as it is written elsewhere, some words may be the same.
    file.language = "en-IE".into();
    assert_eq!(translating.read(&file).unwrap().statements, event.notice().statements);
    // One that was left by mistake.
    let mut file = welsh::file();
    file.statements.insert(EMAIL.into(), translating.file().statements[&EMAIL.into()].clone());
    let faults = read(&file).unwrap_err();
    assert_eq!(
        faults,
        [NoticeFault { place: NoticePlace::Statement(EMAIL.into()), wrong: NoticeWrong::StillOriginal }]
    );
}

#[test]
fn r25_a_translation_calls_the_same_people_by_their_names_in_its_language_and_sends_nobody_elsewhere() {
    let mut file = welsh::file();
    let known = event().notice().contacts.clone().unwrap();
    let officer = "Swyddog Diogelu Data, Level 4 Faculty Building, South Kensington, Llundain SW7 2AZ";
    let own = Contacts { data_protection_officer: Some(officer.into()), ..known.clone() };
    file.contacts = Some(own.clone());
    let controller = event().notice().holder.clone().unwrap().controller;
    file.holder = Some(Holder { organisation: "Prifysgol Calder Vale".into(), controller });
    let read_so = read(&file).unwrap();
    assert!(read_so.text.contains(officer) && !read_so.text.contains("Data Protection Officer"), "{}", read_so.text);
    assert!(read_so.statements[&EMAIL.into()].starts_with("A gaiff Prifysgol Calder Vale anfon"));
    assert_eq!(read_so.contacts, Some(own.clone()));
    for elsewhere in [
        Contacts { email: "arall@example.org".into(), ..own.clone() },
        Contacts { data_protection_officer: None, ..own.clone() },
        Contacts { registration_number: Some("Z1".into()), ..own },
    ] {
        file.contacts = Some(elsewhere);
        let faults = read(&file).unwrap_err();
        let expected = NoticeFault { place: NoticePlace::Contacts, wrong: NoticeWrong::OtherContacts };
        assert!(faults.contains(&expected), "{faults:?}");
    }
    file.contacts = None;
    file.text = file.text.replace("{registration}", "yma");
    let wrong: Vec<_> = read(&file).unwrap_err().into_iter().map(|fault| fault.wrong).collect();
    assert_eq!(wrong, [NoticeWrong::NotNamed(vec![Fact::Registration])]);
}

#[test]
fn r04_what_the_version_says_of_equality_is_said_in_the_translation_in_its_own_words() {
    let event = event();
    let mut version = event.notice().clone();
    version.sections.insert(Section::Equality);
    let translating = Translating { version: &version, named: event.named(), languages: &["en"] };
    let wrong = |file: &NoticeVersion| translating.read(file).unwrap_err().remove(0).wrong;
    let mut file = welsh::file();
    assert_eq!(wrong(&file), NoticeWrong::NotSaid(Section::Equality));
    file.text.push_str("\n{equality}\n");
    assert_eq!(wrong(&file), NoticeWrong::NoWords(Section::Equality));
    file.text = welsh::file().text + "\nMonitro cydraddoldeb: mae'n ddewisol.\n";
    file.sections.insert(Section::Equality);
    assert_eq!(translating.read(&file).unwrap().sections, version.sections);
}

#[test]
fn r13_each_answer_has_the_words_and_the_language_that_it_was_given_in() {
    let event = in_two_languages();
    let welsh = event.in_language("CY").unwrap();
    assert_eq!(welsh.named(), event.named());
    assert!(event.in_language("fr").is_none());
    let mut form = adult(&event).said(EMAIL, Said::No);
    form.event = &welsh;
    let form = form.said(Question::News(Channel::Post), Said::No);
    // Whichever language is spoken when it is saved: the words are those that were on the screen.
    for saved_in in [&event, &welsh] {
        let kept = form.draft.parse(saved_in, super::fixtures::today()).unwrap_or_else(|errors| panic!("{errors:?}"));
        let proof: Vec<_> = kept.registration.answers().iter().map(|answer| &answer.evidence).collect();
        let [by_email, by_post] = proof[..] else { panic!("two answers") };
        assert_eq!((by_email.language.as_str(), by_email.notice), ("en", event.notice_hash()));
        assert_eq!(by_email.statement.as_str(), event.notice().statements[&EMAIL.into()]);
        assert_eq!((by_post.language.as_str(), by_post.notice), ("cy", cy().hash()));
        assert!(
            by_post.statement.as_str().starts_with("A gaiff Imperial after:hours anfon newyddion atoch drwy'r post")
        );
        let answers = kept.registration.answers();
        assert_eq!(event.words_as_answered(answers.iter()).language(), "cy", "the newest");
        assert_eq!(event.words_as_answered(answers[..1].iter()).language(), "en");
        assert_eq!(welsh.words_as_answered([].iter()).language(), "cy", "nothing was answered");
    }
}

#[test]
fn r26_two_languages_of_one_version_ask_nobody_again_and_another_version_does_in_either() {
    let event = in_two_languages();
    let welsh = event.in_language("cy").unwrap();
    let mut form = adult(&welsh).said(EMAIL, Said::No).draft;
    form.language = Some("cy".into());
    assert_eq!((form.ask_again(&event), form.language.as_deref()), (0, Some("cy")));
    let mut notice = event.notice().clone();
    notice.version = "1.1".into();
    let mut next = Event::new(event.id(), event.definition().clone(), notice).unwrap();
    let errors = form.parse(&next, super::fixtures::today()).err().unwrap();
    assert_eq!(errors[0].place, Place::Question(EMAIL));
    assert_eq!(
        (form.ask_again(&next), form.language),
        (1, None),
        "nobody can be asked in Welsh until it is translated"
    );
    // Once it is, a form in Welsh goes on in Welsh.
    let mut form = adult(&welsh).said(EMAIL, Said::No).draft;
    form.language = Some("cy".into());
    let mut translated = cy();
    translated.version = "1.1".into();
    next = next.with_translations(vec![translated]).unwrap();
    assert_eq!((form.ask_again(&next), form.language.as_deref()), (1, Some("cy")));
}

#[test]
fn an_event_set_anew_keeps_its_languages() {
    let event = in_two_languages();
    let mut settings = event.definition().clone();
    settings.name = "Open day 2".into();
    let anew = event.in_language("cy").unwrap().set_anew(settings).unwrap();
    assert_eq!(anew.words().language(), "en", "an event that is set speaks the language it was published in");
    assert_eq!(anew.languages().map(EventWords::language).collect::<Vec<_>>(), ["en", "cy"]);
    let mut silent = cy();
    silent.statements.remove(&EMAIL.into());
    assert!(event.with_translations(vec![silent]).is_err(), "a question without words is asked of nobody");
}

#[test]
fn languages_are_called_as_their_speakers_call_them_and_in_english() {
    assert_eq!((language::own_name("cy"), language::name("CY")), ("Cymraeg", "Welsh"));
    assert_eq!((language::own_name("tlh"), language::name("en-US")), ("tlh", "en-US"));
}

proptest! {
    /// Whatever is written into a file, what is published of it is the same version, or nothing is.
    #[test]
    fn r26_no_file_becomes_another_version(
        version in "(1\\.0|[a-z0-9.]{0,4})",
        language in "(cy|en|[a-z]{2,3}|[a-zA-Z-]{0,9})",
        days in prop_oneof![Just(730_u32), 0..2000_u32],
        words in "\\PC{0,60}",
        question in prop::sample::select(Question::ALL.to_vec()),
    ) {
        let mut file = welsh::file();
        (file.version, file.language, file.retention.registrations_days) = (version, language, days);
        file.statements.insert(question.into(), words);
        if let Ok(read) = read(&file) {
            let event = event();
            let en = event.notice();
            prop_assert_eq!(
                (&read.notice, &read.version, read.effective_from, read.change, read.retention),
                (&en.notice, &en.version, en.effective_from, en.change, en.retention)
            );
            prop_assert!(!read.language.eq_ignore_ascii_case("en") && !read.language.is_empty());
            prop_assert_eq!(read.statements.keys().collect::<Vec<_>>(), en.statements.keys().collect::<Vec<_>>());
            prop_assert!(event.with_translations(vec![read]).is_ok());
        }
    }
}

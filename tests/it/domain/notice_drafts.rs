//! A notice that is being written: what it may say, what it changes, and that no version changes by it (R24, R25, R26).

use chrono::NaiveDate;
use lanyard::domain::equality::{LegalCondition, Monitoring};
use lanyard::domain::event::{Event, EventDefinition, EventError};
use lanyard::domain::notice::{ChangeKind, LONGEST_READ_OUT, NoticeError, NoticeVersion};
use lanyard::domain::notice_change::{Changes, Sentence};
use lanyard::domain::notice_draft::{NoticeDraft, NoticePlace, NoticeWrong, Publishing};
use lanyard::domain::notice_section::Section;
use lanyard::domain::organisation::{Fact, FactError, Profile};
use lanyard::domain::purpose::{Channel, Question};
use lanyard::domain::reading_age::{flesch_kincaid, reading_age};
use lanyard::domain::retention::Kept;
use lanyard::domain::text::TextError;
use lanyard::lists::event_file::{SHIPPED_NOTICE, notice_file, parse_notice, shipped_profile};

use super::fixtures::event;

const ORGANISATION: &str = "Imperial after:hours";
const EMAIL: Question = Question::News(Channel::Email);

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn imperial() -> Profile {
    shipped_profile(ORGANISATION).unwrap()
}

/// What a draft comes to, after the version of this event.
fn parsed(
    draft: &NoticeDraft,
    event: &Event,
    profile: &Profile,
) -> Result<NoticeVersion, Vec<(NoticePlace, NoticeWrong)>> {
    let to = Publishing { event, coming: None, profile, today: today() };
    draft.parse(&to).map_err(|faults| faults.into_iter().map(|fault| (fault.place, fault.wrong)).collect())
}

fn one_fault(draft: &NoticeDraft) -> (NoticePlace, NoticeWrong) {
    let faults = parsed(draft, &event(), &imperial()).unwrap_err();
    assert_eq!(faults.len(), 1, "{faults:?}");
    faults.into_iter().next().unwrap()
}

/// A draft with one other sentence, which can be published.
fn changed() -> NoticeDraft {
    let mut draft = NoticeDraft::after(&event());
    draft.text = draft.text.replace("We do not sell data.", "We never sell data.");
    draft.change = ChangeKind::Small;
    draft
}

#[test]
fn r26_a_draft_begins_with_the_words_in_use_the_next_number_and_place_holders_for_the_organisation() {
    let event = event();
    let draft = NoticeDraft::after(&event);
    assert_eq!((draft.version.as_str(), draft.effective_from.as_str()), ("1.1", ""));
    assert_eq!(draft.change, ChangeKind::Substantial, "that a change is small is for a person to say");
    for fact in [Fact::Address, Fact::Email, Fact::DataProtectionOfficer, Fact::Regulator, Fact::Registration] {
        assert!(draft.text.contains(&fact.place_holder()), "{fact}: {}", draft.text);
    }
    assert_eq!(draft.wording(ORGANISATION, &imperial()), event.notice().wording(ORGANISATION), "it says the same");
    assert_eq!(one_fault(&draft), (NoticePlace::Text, NoticeWrong::NothingChanged));
    let version = parsed(&changed(), &event, &imperial()).unwrap();
    assert_eq!((version.version.as_str(), version.effective_from), ("1.1", today()));
    assert!(!version.text.contains('{'), "published words are fixed: {}", version.text);
    assert_eq!(version.contacts, imperial().contacts());
}

#[test]
fn each_field_says_what_to_put_right() {
    type Edit = fn(&mut NoticeDraft);
    let cases: &[(NoticePlace, Edit)] = &[
        (NoticePlace::Version, |draft| draft.version = " ".into()),
        (NoticePlace::Version, |draft| draft.version = "1.0".into()),
        (NoticePlace::Version, |draft| draft.version = "one/two".into()),
        (NoticePlace::Language, |draft| draft.language = "English".into()),
        (NoticePlace::EffectiveFrom, |draft| draft.effective_from = "31/2/2026".into()),
        (NoticePlace::EffectiveFrom, |draft| draft.effective_from = "20/11/2026".into()),
        (NoticePlace::Period(Kept::Record), |draft| _ = draft.periods.insert(Kept::Record, "0".into())),
        (NoticePlace::Period(Kept::Proof), |draft| _ = draft.periods.insert(Kept::Proof, "for ever".into())),
        (NoticePlace::FirstSay, |draft| draft.first_say.clear()),
        (NoticePlace::HowToStop, |draft| draft.how_to_stop = "write to\nus".into()),
        (NoticePlace::Statement(EMAIL.into()), |draft| drop(draft.statements.remove(&EMAIL.into()))),
        (NoticePlace::Statement(EMAIL.into()), |draft| {
            _ = draft.statements.insert(EMAIL.into(), "May {organization} write?".into());
        }),
        (NoticePlace::Text, |draft| draft.text.clear()),
        (NoticePlace::Text, |draft| draft.text.push_str("{adress}")),
        (NoticePlace::Text, |draft| draft.text = draft.text.replace("{email}", "our email")),
    ];
    for (place, edit) in cases {
        let mut draft = changed();
        edit(&mut draft);
        let faults = parsed(&draft, &event(), &imperial()).unwrap_err();
        assert!(faults.iter().any(|(at, _)| at == place), "{place}: {faults:?}");
    }
    let mut draft = changed();
    draft.version.clear();
    draft.language.clear();
    draft.statements.clear();
    let faults = parsed(&draft, &event(), &imperial()).unwrap_err();
    assert!(faults.len() > 10, "all of them at once: {faults:?}");
}

#[test]
fn r24_other_periods_are_substantial_and_stand_in_the_text() {
    let mut draft = changed();
    draft.periods.insert(Kept::Record, "1095".into());
    draft.text = draft.text.replace("730 days (two years)", "1095 days (three years)");
    assert_eq!(one_fault(&draft), (NoticePlace::Change, NoticeWrong::PeriodsAreSubstantial));
    draft.change = ChangeKind::Substantial;
    assert_eq!(parsed(&draft, &event(), &imperial()).unwrap().retention.registrations_days, 1095);
    for says in ["three years", "3 years", "1095 days"] {
        let mut draft = draft.clone();
        draft.text = draft.text.replace("1095 days (three years)", says);
        assert!(parsed(&draft, &event(), &imperial()).is_ok(), "{says}");
    }
    draft.text = draft.text.replace("1095 days (three years)", "730 days (two years)");
    assert_eq!(one_fault(&draft), (NoticePlace::Text, NoticeWrong::PeriodNotStated { kept: Kept::Record, days: 1095 }));
    // One that stays the same has to stand there as well.
    let mut draft = changed();
    draft.text = draft.text.replace("2190 days (six years)", "for long");
    assert_eq!(one_fault(&draft), (NoticePlace::Text, NoticeWrong::PeriodNotStated { kept: Kept::Proof, days: 2190 }));
}

#[test]
fn r04_r24_equality_answers_need_a_period_where_they_are_asked_for_and_outlive_no_registration() {
    let (event, profile) = (event(), imperial());
    let mut definition = event.definition().clone();
    definition.equality =
        Some(Monitoring { condition: LegalCondition::EqualityOfOpportunity, policy_date: definition.first_day });
    let asking = Event::under(event.id(), definition, event.notice().clone(), ORGANISATION).unwrap();
    let to = |equality: bool| Publishing {
        event: if equality { &asking } else { &event },
        coming: None,
        profile: &profile,
        today: today(),
    };
    let at_period = |draft: &NoticeDraft, equality: bool| {
        let faults = draft.parse(&to(equality)).err().unwrap_or_default();
        faults.into_iter().find(|fault| fault.place == NoticePlace::Period(Kept::Equality)).map(|fault| fault.wrong)
    };
    let mut draft = changed();
    draft.change = ChangeKind::Substantial;
    draft.say(Section::Equality, true);
    assert_eq!(draft.parse(&to(true)).unwrap().retention.equality_days, Some(365));
    draft.periods.insert(Kept::Equality, "731".into());
    assert_eq!(at_period(&draft, false), Some(NoticeWrong::EqualityOutlivesRecord));
    draft.periods.insert(Kept::Equality, " ".into());
    assert_eq!(at_period(&draft, true), Some(NoticeWrong::NotDays));
    assert_eq!(draft.parse(&to(false)).unwrap().retention.equality_days, None, "nobody is asked");
}

#[test]
fn r13_a_statement_is_no_longer_than_can_be_read_on_the_screen_at_once() {
    let mut draft = changed();
    let mut written = |length: usize| {
        draft.statements.insert(EMAIL.into(), format!("May we email you? {}", "x".repeat(length - 18)));
        parsed(&draft, &event(), &imperial()).map(|version| version.statements[&EMAIL.into()].chars().count())
    };
    assert_eq!(written(LONGEST_READ_OUT), Ok(LONGEST_READ_OUT));
    let too_long = NoticeWrong::Text(TextError::TooLong { max: LONGEST_READ_OUT });
    assert_eq!(written(LONGEST_READ_OUT + 1), Err(vec![(NoticePlace::Statement(EMAIL.into()), too_long)]));
    // Nor is a file published that says more; what it names of the organisation counts.
    let mut file = parse_notice(SHIPPED_NOTICE).unwrap();
    let words = file.statements.get_mut(&EMAIL.into()).unwrap();
    words.push_str(&"x".repeat(LONGEST_READ_OUT - words.chars().count()));
    let refused = file.filled(ORGANISATION, &imperial()).unwrap_err();
    assert_eq!(refused, NoticeError::TooLong(EMAIL.into()));
}

#[test]
fn r25_what_is_not_known_of_the_organisation_is_named_and_an_absent_officer_leaves_no_gap() {
    let template = parse_notice(SHIPPED_NOTICE).unwrap();
    let Err(NoticeError::Unfilled(missing)) = template.clone().filled("Night School", &Profile::default()) else {
        panic!("it was filled in from nothing")
    };
    assert_eq!(missing, [Fact::Address, Fact::Email, Fact::Regulator, Fact::Registration]);
    let words = NoticeError::Unfilled(missing).to_string();
    assert!(
        words.contains("the address for data enquiries, the email for data enquiries, the regulator and"),
        "{words}"
    );

    let mut profile = Profile::default();
    let facts = [
        (Fact::Address, "Night School, 1 High Street, Leeds"),
        (Fact::Email, "data@night.example.org"),
        (Fact::Regulator, "A regulator"),
        (Fact::Registration, "Z7"),
    ];
    facts.iter().for_each(|(fact, words)| profile.set(*fact, words).unwrap());
    let filled = template.clone().filled("Night School", &profile).unwrap();
    assert!(!filled.text.contains('{') && !filled.text.contains("Imperial"), "{}", filled.text);
    assert!(filled.text.contains("is\nNight School. We follow"), "the organisation is its own controller");
    assert!(!filled.text.to_lowercase().contains("officer"), "nobody is sent to an officer who is not there");
    assert_eq!(filled.contacts, profile.contacts());
    assert_eq!(filled.how_to_stop, "write to data@night.example.org, or tell us at any desk");
    assert_eq!(filled.clone().filled("Night School", &imperial()).unwrap(), filled, "what is filled in stays");
    assert_eq!(shipped_profile("Night School"), None, "nobody else's contacts are ever a default");

    assert_eq!(profile.set(Fact::Email, "no address"), Err(FactError::NotAnEmail));
    assert_eq!(profile.set(Fact::Address, "{email}"), Err(FactError::Braces));
    profile.set(Fact::Email, " ").unwrap();
    assert_eq!(profile.missing(), [Fact::Email]);
}

#[test]
fn r26_what_changes_is_told_by_the_sentence_and_the_question() {
    let event = event();
    let before = event.notice().wording(ORGANISATION);
    let mut draft = changed();
    draft.statements.insert(EMAIL.into(), "May {organisation} write to you by email? Stop: {how}.".into());
    draft.periods.insert(Kept::Special, "8".into());
    // Where lines break says nothing.
    draft.text = draft.text.replace("Your name, and whether", "Your name,\nand whether");
    let changes = Changes::between(&before, &draft.wording(ORGANISATION, &imperial()));
    assert_eq!(
        changes.sentences,
        [Sentence::Gone("We do not sell data.".into()), Sentence::New("We never sell data.".into())]
    );
    assert_eq!((changes.statements, changes.periods), (vec![EMAIL.into()], vec![Kept::Special]));
    assert!(Changes::between(&before, &before).is_nothing());
}

#[test]
fn a_draft_written_as_a_file_comes_back_as_it_was() {
    let draft = changed();
    let file = notice_file(&draft.as_file(today()).unwrap());
    let mut back = NoticeDraft::of(&parse_notice(&file).unwrap());
    // What was left open is the day that it was written on.
    assert_eq!(back.effective_from, "21/11/2026");
    (back.change, back.effective_from) = (draft.change, String::new());
    assert_eq!(back, draft);
}

/// Values worked out by hand from the formula; the first two sentences are the usual examples of it.
#[test]
fn the_reading_age_is_that_of_flesch_and_kincaid() {
    let near = |text: &str, grade: f64| {
        let found = flesch_kincaid(text).unwrap();
        assert!((found - grade).abs() < 0.01, "{text}: {found}");
    };
    // 6 words, 1 sentence, 6 syllables.
    near("The cat sat on the mat.", -1.45);
    // 16 words, 1 sentence, 23 syllables.
    near("This sentence, taken as a reading passage unto itself, is being used to prove a point.", 7.61);
    // 11 words, 2 sentences, 12 syllables.
    near("We keep your name. You can take it back any time.", 0.39 * 5.5 + 11.8 * 12.0 / 11.0 - 15.59);
    assert_eq!(flesch_kincaid("…"), None);
    assert_eq!(reading_age("The cat sat on the mat.", "en-GB"), Some(5), "nothing is easier than five");
    assert_eq!(reading_age("Die Katze sitzt.", "de"), None, "the formula is for English");
    let statements = event().notice().wording(ORGANISATION).statements.into_values().collect::<Vec<_>>().join(" ");
    let age = reading_age(&statements, "en").unwrap();
    assert!((9..=13).contains(&age), "{age}");
    let legalese = "Notwithstanding any contradictory stipulation, the aforementioned organisation reserves discretionary \
        authority regarding the dissemination of personally identifiable information.";
    assert!(reading_age(legalese, "en").unwrap() > 20);
}

/// The event's own settings, which do what these are about.
fn doing(sections: &[Section]) -> EventDefinition {
    let mut settings = event().definition().clone();
    let (condition, policy_date) = (LegalCondition::EqualityOfOpportunity, settings.first_day);
    settings.equality = sections.contains(&Section::Equality).then_some(Monitoring { condition, policy_date });
    settings.exception_for_professionals = sections.contains(&Section::Professionals);
    settings
}

/// The shipped notice, as it is published for an event with these settings.
fn shipped_for(settings: &EventDefinition) -> NoticeVersion {
    let template = parse_notice(SHIPPED_NOTICE).unwrap();
    template.with_sections(&Section::on(settings)).unwrap().filled(ORGANISATION, &imperial()).unwrap()
}

#[test]
fn r04_r08_the_shipped_notice_says_what_its_event_does_and_nothing_else_of_it() {
    let said =
        [(Section::Equality, "Schedule 1, paragraph 8"), (Section::Professionals, "If you work in higher education")];
    for on in [&[][..], &[Section::Equality], &[Section::Professionals], Section::ALL] {
        let settings = doing(on);
        let notice = shipped_for(&settings);
        assert!(!notice.text.contains(['{', '}']) && !notice.text.contains("\n\n\n"), "{}", notice.text);
        assert_eq!(notice.sections, on.iter().copied().collect());
        for (section, words) in said {
            assert_eq!(
                notice.text.replace('\n', " ").contains(words),
                on.contains(&section),
                "{section}: {}",
                notice.text
            );
        }
        let opened = Event::new(event().id(), settings.clone(), notice).unwrap();
        assert_eq!(opened.definition(), &settings);
        let age = reading_age(&opened.notice().text, "en").unwrap();
        assert!(age <= 14, "with tables and addresses in it: {age}");
    }
    for section in Section::ALL {
        let age = reading_age(section.own_words("en-GB").unwrap(), "en").unwrap();
        assert!(age <= 12, "{section}: {age}");
    }
}

#[test]
fn r04_r08_an_event_does_not_open_while_its_notice_is_silent_about_what_it_does() {
    let silent = shipped_for(&doing(&[]));
    for &section in Section::ALL {
        let refused = Event::new(event().id(), doing(&[section]), silent.clone()).unwrap_err();
        assert!(matches!(refused, EventError::NoticeSilent(about) if about == section), "{refused}");
        let words = refused.to_string();
        assert!(words.contains(section.words()) && words.contains(&section.place_holder()), "{words}");
        assert!(event().set_anew(doing(&[section])).is_err(), "nor is it switched on");
        // What was on when nobody asked for that yet goes on, and can be set otherwise.
        let mut held = Event::under(event().id(), doing(&[section]), silent.clone(), ORGANISATION).unwrap();
        let mut settings = held.definition().clone();
        settings.name = "Another name".into();
        held = held.set_anew(settings).unwrap();
        assert!(section.is_on(held.definition()));
        // The next version has to say so, although it was not said before.
        assert!(
            parsed(&changed(), &held, &imperial())
                .unwrap_err()
                .contains(&(NoticePlace::Text, NoticeWrong::NotSaid(section)))
        );
    }
}

#[test]
fn r04_r08_a_draft_says_it_by_our_words_or_by_its_own() {
    for &section in Section::ALL {
        let mut draft = changed();
        draft.say(section, true);
        assert!(draft.text.ends_with(&format!("{}\n", section.place_holder())));
        let version = parsed(&draft, &event(), &imperial()).unwrap();
        assert!(version.sections.contains(&section) && section.is_said_in(&version.text, "en"), "{}", version.text);
        assert!(!version.text.contains('{'), "{}", version.text);
        let under = Event::new(event().id(), event().definition().clone(), version.clone()).unwrap();
        assert_eq!(NoticeDraft::after(&under).sections, version.sections, "the next goes on saying it");

        let before = draft.text.clone();
        draft.say(section, false);
        assert!(draft.sections.is_empty() && draft.text.len() < before.len());
        assert!(parsed(&draft, &event(), &imperial()).unwrap().sections.is_empty());

        // In its own words: they have to be there.
        draft.sections.insert(section);
        assert_eq!(one_fault(&draft), (NoticePlace::Text, NoticeWrong::NotSaid(section)));
        draft.text.push_str("\nWe do equality monitoring in higher\neducation.\n");
        draft.say(section, true);
        assert!(!draft.text.contains(&section.place_holder()), "they are there already");
        assert!(parsed(&draft, &event(), &imperial()).unwrap().sections.contains(&section));

        // A statement is no place for it, and another language has no words of ours.
        let mut draft = changed();
        draft.statements.insert(EMAIL.into(), format!("May we? {}", section.place_holder()));
        assert_eq!(one_fault(&draft).0, NoticePlace::Statement(EMAIL.into()));
        let mut draft = changed();
        draft.language = "cy".into();
        draft.text.push_str(&section.place_holder());
        assert_eq!(one_fault(&draft), (NoticePlace::Text, NoticeWrong::NoWords(section)));
    }
}

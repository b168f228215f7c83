//! Words by language: every language has them all, in letters that the program can write, and nothing else is in them.

#![allow(clippy::unwrap_used, reason = "a file that cannot be read is a failure")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate};
use lanyard::domain::answer::{GivenBy, How, NoticeCard, Said};
use lanyard::domain::equality::{Disability, EthnicGroup, Ethnicity, Impairment};
use lanyard::domain::form::Field;
use lanyard::domain::ledger::Standing;
use lanyard::domain::moment::Certainty;
use lanyard::domain::permit::Column;
use lanyard::domain::purpose::{LawfulBasis, Purpose, Question, SpecialPair};
use lanyard::domain::record::RegistrationRecord;
use lanyard::domain::removal::Found;
use lanyard::domain::rights::Outcome;
use lanyard::scripts::plex;
use lanyard::text::{LANGUAGES, Words};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A language's file: each id with its sentence.
fn sentences(language: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(root().join("assets/text").join(language).join("lanyard.ftl")).unwrap();
    let mut sentences: BTreeMap<String, String> = BTreeMap::new();
    let mut open = None;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let begins = line.starts_with(|first: char| first.is_ascii_alphabetic());
        if let Some((id, rest)) = line.split_once(" =").filter(|_| begins) {
            assert!(sentences.insert(id.to_owned(), rest.to_owned()).is_none(), "{language} has {id} twice");
            open = Some(id.to_owned());
        } else if let Some(id) = &open {
            let sentence = sentences.get_mut(id).unwrap();
            sentence.push('\n');
            sentence.push_str(line);
        }
    }
    sentences
}

/// The arguments that a sentence takes.
fn arguments(sentence: &str) -> BTreeSet<&str> {
    let name = |rest: &'_ str| rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-');
    sentence.split('$').skip(1).map(|rest| &rest[..name(rest).unwrap_or(rest.len())]).collect()
}

/// The other sentences that a sentence takes in.
fn taken_in(sentence: &str) -> BTreeSet<&str> {
    let inside = sentence.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.trim()));
    inside.filter(|words| !words.starts_with('$')).collect()
}

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            into.push(path);
        }
    }
}

/// Every sentence that the program says, and whether it hands arguments over.
fn said_in_the_program() -> Vec<(String, bool)> {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let mut said = Vec::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        let code: Vec<_> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for call in code.join(" ").split("say!(").skip(1) {
            let Some((_, rest)) = call.split_once('"') else { continue };
            let (id, rest) = rest.split_once('"').unwrap();
            let rest = rest.trim_start().trim_start_matches(',').trim_start();
            said.push((id.to_owned(), !rest.starts_with(')')));
        }
    }
    said
}

#[test]
fn every_language_has_every_sentence_with_the_same_arguments_and_no_other() {
    let english = sentences("en");
    assert!(english.len() > 100, "the file was read");
    for language in &LANGUAGES[1..] {
        let theirs = sentences(language);
        let ids = |of: &BTreeMap<String, String>| of.keys().cloned().collect::<BTreeSet<_>>();
        let (missing, more): (Vec<_>, Vec<_>) = (
            ids(&english).difference(&ids(&theirs)).cloned().collect(),
            ids(&theirs).difference(&ids(&english)).cloned().collect(),
        );
        assert!(missing.is_empty() && more.is_empty(), "{language} lacks {missing:?}, and has {more:?}");
        for (id, sentence) in &english {
            assert_eq!(arguments(sentence), arguments(&theirs[id]), "{language}: {id}");
            assert_eq!(taken_in(sentence).len(), taken_in(&theirs[id]).len(), "{language}: {id}");
            assert!(!theirs[id].trim().is_empty(), "{language}: {id}");
        }
    }
    let folders = fs::read_dir(root().join("assets/text")).unwrap().map(|entry| entry.unwrap().file_name());
    let folders: BTreeSet<_> = folders.map(|name| name.to_string_lossy().into_owned()).collect();
    assert_eq!(folders, LANGUAGES.map(str::to_owned).into(), "a language with a file can be chosen");
}

/// The macro checks the arguments that are handed over, and an id; not that an argument is missing where none is.
#[test]
fn every_sentence_is_said_somewhere_and_with_arguments_where_it_takes_some() {
    let english = sentences("en");
    let said = said_in_the_program();
    for (id, hands_over) in &said {
        let takes = !arguments(&english[id]).is_empty();
        assert_eq!(*hands_over, takes, "{id}");
    }
    let used: BTreeSet<_> = said.iter().map(|(id, _)| id.as_str()).collect();
    let taken: BTreeSet<_> = english.values().flat_map(|sentence| taken_in(sentence)).collect();
    let unused: Vec<_> =
        english.keys().filter(|id| !used.contains(id.as_str()) && !taken.contains(id.as_str())).collect();
    assert!(unused.is_empty(), "nobody says {unused:?}");
}

#[test]
fn a_language_is_chosen_by_its_tag_and_english_stands_in_for_one_that_is_not_there() {
    for (tag, language) in [
        ("cy", "cy"),
        ("cy-GB", "cy"),
        ("CY", "cy"),
        ("en", "en"),
        ("en-GB", "en"),
        ("fr", "en"),
        ("cyx", "en"),
        ("", "en"),
    ] {
        assert_eq!(Words::in_language(tag).language(), language, "{tag:?}");
    }
    assert_eq!(Words::english().language(), "en");
}

#[test]
fn a_term_has_words_in_every_language_and_yes_never_reads_as_no() {
    for tag in LANGUAGES {
        let words = Words::in_language(tag);
        let names: BTreeSet<_> = Question::ALL.iter().map(|&question| words.question(question)).collect();
        assert_eq!(names.len(), Question::ALL.len(), "{tag}: each question has a name of its own");
        for question in Question::ALL {
            let said: BTreeSet<_> = Said::ALL.iter().map(|&said| words.said(question, said)).collect();
            assert_eq!(said.len(), Said::ALL.len(), "{tag}: {question}: each answer reads differently (R13)");
            assert!(!said.contains(""), "{tag}: {question}");
        }
        for &pair in SpecialPair::ALL {
            assert!(!words.detail(pair).is_empty(), "{tag}: {pair}");
        }
        for group in EthnicGroup::ALL {
            let details = group.details();
            let different: BTreeSet<_> = details.iter().map(|&detail| words.ethnicity(detail)).collect();
            assert_eq!(different.len(), details.len(), "{tag}: {}", group.label());
            assert!(!different.contains("") && !words.ethnic_group(group).is_empty(), "{tag}: {}", group.label());
        }
    }
}

#[test]
fn r16_whatever_a_copy_can_hold_has_words_of_its_own_in_every_language() {
    for tag in LANGUAGES {
        let words = Words::in_language(tag);
        let distinct = |said: Vec<&str>| {
            let different: BTreeSet<_> = said.iter().collect();
            assert!(different.len() == said.len() && !said.contains(&""), "{tag}: {said:?}");
        };
        distinct(Field::ALL.iter().map(|&field| words.field(field)).collect());
        distinct(Column::ALL.iter().map(|&column| words.column(column)).collect());
        distinct(Purpose::ALL.iter().map(|&purpose| words.purpose(purpose)).collect());
        distinct(LawfulBasis::ALL.iter().map(|&basis| words.basis(basis)).collect());
        distinct(NoticeCard::ALL.iter().map(|&card| words.notice_card(card)).collect());
        let certain = [Certainty::Clock, Certainty::Written, Certainty::Unknown];
        distinct(certain.map(|certainty| words.certainty(certainty)).to_vec());
        distinct([None].into_iter().chain(Found::ALL.iter().copied().map(Some)).map(|it| words.found(it)).collect());
        distinct(
            [None].into_iter().chain(Outcome::ALL.iter().copied().map(Some)).map(|it| words.outcome(it)).collect(),
        );
        for question in Question::ALL {
            distinct(Standing::ALL.iter().map(|&standing| words.standing(question, standing)).collect());
        }
        let own = RegistrationRecord::COLUMNS.iter().filter(|column| !column.contains("guardian"));
        let unnamed: Vec<_> = own.filter(|column| words.record_column(column).is_none()).collect();
        assert_eq!(unnamed, [&"emergency_phone_as_typed"], "{tag}: it is somebody else's, and in no copy");
    }
    let english = Words::english();
    assert!(Purpose::ALL.iter().all(|&purpose| english.purpose(purpose) == purpose.words()), "as in the record");
    assert!(LawfulBasis::ALL.iter().all(|&basis| english.basis(basis) == basis.words()));
}

/// What is kept of equality is written out for records in English, by `domain`: the page says the same.
#[test]
fn r04_the_english_page_says_what_the_records_say() {
    let english = Words::english();
    assert!(EthnicGroup::ALL.iter().all(|&group| english.ethnic_group(group) == group.label()));
    assert!(Ethnicity::ALL.iter().all(|&kind| english.ethnicity(kind) == kind.label()));
    assert!(Impairment::ALL.iter().all(|&kind| english.impairment(kind) == kind.label()));
    for alone in [Disability::NoneKnown, Disability::PreferNotToSay] {
        assert_eq!(english.no_impairment(&alone), alone.words());
    }
    for &how in How::ALL {
        for &given_by in GivenBy::ALL {
            assert_eq!(english.how(how, given_by), how.words(given_by));
        }
    }
}

#[test]
fn dates_have_the_months_of_their_language() {
    let welsh = [
        "Ionawr",
        "Chwefror",
        "Mawrth",
        "Ebrill",
        "Mai",
        "Mehefin",
        "Gorffennaf",
        "Awst",
        "Medi",
        "Hydref",
        "Tachwedd",
        "Rhagfyr",
    ];
    for (month, name) in (1..).zip(welsh) {
        let day = NaiveDate::from_ymd_opt(2025, month, 11).unwrap();
        assert_eq!(Words::english().date(day), day.format("%-d %B %Y").to_string());
        assert_eq!(Words::in_language("cy").date(day), format!("11 {name} 2025"));
    }
    let at = DateTime::parse_from_rfc3339("2025-10-01T09:05:59+01:00").unwrap();
    assert_eq!(Words::english().date_and_time(at), "1 October 2025 at 09:05");
    assert_eq!(Words::in_language("cy").date_and_time(at), "1 Hydref 2025 am 09:05");
}

#[test]
fn no_mark_stands_around_an_argument() {
    let at = DateTime::parse_from_rfc3339("2025-10-11T09:05:00+01:00").unwrap();
    for tag in LANGUAGES {
        let words = Words::in_language(tag);
        let said = [words.date_and_time(at), words.how(How::OnPaper, GivenBy::Guardian)];
        for said in said {
            assert!(!said.contains(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}']), "{tag}: {said:?}");
        }
    }
}

#[test]
fn every_letter_of_every_language_is_in_the_fonts_of_window_and_paper() {
    let welsh: String = sentences("cy").into_values().collect();
    for letter in "ŵŷâêîôûïŴŶÂÎÔÛ’“”".chars() {
        assert!(has_glyph(false, letter) && has_glyph(true, letter), "{letter}");
    }
    assert!("ŵŷâôï’".chars().all(|letter| welsh.contains(letter)), "the file was read as it is written");
    for tag in LANGUAGES {
        for letter in sentences(tag).into_values().collect::<String>().chars().filter(|letter| !letter.is_control()) {
            assert!(has_glyph(false, letter) && has_glyph(true, letter), "{tag}: {letter:?}");
        }
    }
}

fn has_glyph(strong: bool, letter: char) -> bool {
    let face = rustybuzz::Face::from_slice(plex(strong), 0).unwrap();
    face.glyph_index(letter).is_some()
}

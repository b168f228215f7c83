//! R13: every answer can be proven: who was asked what, in which words, when, how, by whom and under which notice.

use std::collections::{BTreeMap, BTreeSet};

use lanyard::desk::{Amendment, DeskError, GuardianSaid, Told, Withdrawal};
use lanyard::domain::answer::{How, Said};
use lanyard::domain::field_error::GuardianField;
use lanyard::domain::form::Field;
use lanyard::domain::ledger::Standing;
use lanyard::domain::purpose::{Channel, GuardianQuestion, Medium, Purpose, Question};
use lanyard::domain::rights::Right as Asked;
use lanyard::domain::staff::Role;
use serde_json::Value;

use super::form::Form;
use super::reader::{Batch, Reader, Row};
use super::{as_somebody, asked_for, stands};
use crate::desk::scene::{Scene, WALK_INS};
use crate::support::scratch::Folder;
use crate::support::{linked, welsh};

const EMAIL: Question = Question::News(Channel::Email);
const PHOTO: Question = Question::Recording(Medium::Photo);
const POST: Question = Question::News(Channel::Post);

#[test]
fn r13_the_office_can_prove_an_answer_from_its_batch_alone() {
    let mut scene = Scene::new();
    let office = Reader::of(&mut scene, Purpose::RecordKeeping);
    let form = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org");
    form.said_how(EMAIL, Said::Yes, How::OnPaper).on_form("A-17").save();
    let event = scene.desk.event(&scene.event).unwrap();
    let mut batch = office.next(&mut scene);
    let told = batch.rows("consent_events.csv").remove(0);
    let proof = [
        ("question", "news.email"),
        ("purpose", "news"),
        ("said", "yes"),
        ("how", "on-paper"),
        ("paper_form", "A-17"),
        ("given_by", "visitor"),
        ("staff", "alex"),
        ("notice_card", "given"),
        ("certainty", "clock"),
        ("answered_offset", "0"),
        ("language", "en"),
        ("statement", event.statement(EMAIL).unwrap().as_str()),
        ("notice", &event.notice_hash().to_string()),
        ("registration", &batch.people()[0]["registration"]),
    ];
    for (column, value) in proof {
        assert_eq!(told[column], value, "{column}");
    }
    assert!(told["answered_at"].starts_with("2026-11-21T17:0") && told["answered_at"].ends_with('Z'));
    // The notice itself goes with it, whole.
    let notice = batch.rows("notice_versions.csv").remove(0);
    assert_eq!((&notice["hash"], notice["version"].as_str()), (&told["notice"], "1.0"));
}

/// What the answers of a batch say about consents, as the records should: by registration and question, what was said and when.
fn of_rows(batch: &mut Batch) -> BTreeMap<String, Vec<(String, String)>> {
    let mut told: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in batch.rows("consent_events.csv") {
        if row["question"] != "guardian.responsible" {
            let of = format!("{}#{}", row["registration"], row["question"]);
            told.entry(of).or_default().push((row["said"].clone(), row["answered_at"].clone()));
        }
    }
    told
}

pub(super) fn of_records(graph: &[Value]) -> BTreeMap<String, Vec<(String, String)>> {
    let said = |kind: &Value| match kind.as_str().unwrap() {
        "dpv:ConsentGiven" => "yes",
        "dpv:ConsentRefused" => "no",
        "dpv:ConsentRequested" => "left-blank",
        "dpv:ConsentWithdrawn" => "withdrawn",
        other => panic!("{other}"),
    };
    let at = |date: &Value| date.as_str().or_else(|| date["@value"].as_str()).unwrap().to_owned();
    let told = |record: &Value| {
        let events = linked::all(&record["dpv:hasConsentStatus"]);
        let events = events.iter().map(|event| linked::reached(graph, event));
        let mut told: Vec<_> = events.map(|event| (said(&event["@type"]).to_owned(), at(&event["dct:date"]))).collect();
        // What is flattened has no order but that of its times.
        told.sort_by(|one, other| one.1.cmp(&other.1));
        told
    };
    let records = linked::of_type(graph, "dpv:ConsentRecord");
    records.iter().map(|record| (record["dct:identifier"].as_str().unwrap().to_owned(), told(record))).collect()
}

#[test]
fn r13_a_batch_has_the_consent_records_of_everybody_in_it_and_of_what_concerns_its_reader() {
    let mut scene = Scene::new();
    let readers = [Purpose::RecordKeeping, Purpose::News, Purpose::RecordingByConsent]
        .map(|purpose| Reader::of(&mut scene, purpose));
    let (kept, _) = scene.register(WALK_INS);
    let ann = scene.desk.by_reference(&kept[0].1).unwrap().id;
    scene.desk.withdraw(ann, Withdrawal { question: PHOTO, objects: false, how: How::OutLoud }).unwrap();
    let mut questions = Vec::new();
    for reader in &readers {
        let mut batch = reader.next(&mut scene);
        let text = batch.document("consent_records.jsonld");
        let graph = linked::nodes(&text);
        questions.push(linked::complete(&graph));
        let told = of_rows(&mut batch);
        assert_eq!(of_records(&graph), told);
        let people: BTreeSet<_> = batch.column("consent_events.csv", "visitor").into_iter().collect();
        let subjects = linked::of_type(&graph, "dpv:DataSubject");
        let subjects: BTreeSet<_> =
            subjects.iter().map(|one| one["dct:identifier"].as_str().unwrap().to_owned()).collect();
        assert!(subjects.is_subset(&people) && subjects.len() > 50, "{} of {}", subjects.len(), people.len());
        if let Some(graph) = linked::by_pyld(&text) {
            assert_eq!(linked::complete(&graph), *questions.last().unwrap());
            assert_eq!(of_records(&graph), told, "as another program reads them");
        }
        for held in ["@example", "btinternet", "Payne", "+44"] {
            assert!(!text.contains(held), "proof needs no {held}");
        }
    }
    let [office, news, press] = questions.as_slice() else { panic!("three readers") };
    assert!(office.len() > news.len() + press.len());
    assert!(news.iter().all(|question| question.starts_with("news.")) && !news.is_empty(), "{news:?}");
    assert!(press.iter().all(|question| question.starts_with("recording.")) && !press.is_empty(), "{press:?}");
}

#[test]
fn r13_an_answer_is_proven_in_the_language_that_it_was_asked_in_wherever_it_goes() {
    let mut scene = Scene::new();
    let office = Reader::of(&mut scene, Purpose::RecordKeeping);
    let cy = scene.desk.translate_notice(&scene.event, &welsh::file()).unwrap();
    let event = scene.desk.event(&scene.event).unwrap();
    let (en, cy_words) = (event.notice_hash(), event.words_under(cy).unwrap());
    let form = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org");
    let ann = form.said(EMAIL, Said::Yes).said_in("cy", POST, Said::No).said_in("cy", PHOTO, Said::Yes).save();
    let ben = Form::adult(&mut scene, "Ben").said(PHOTO, Said::No).save();
    // Taken back in the language that she was asked in last.
    scene.desk.withdraw(ann, Withdrawal { question: PHOTO, objects: false, how: How::OutLoud }).unwrap();
    let expected = [
        (EMAIL, "en", en, event.statement(EMAIL).unwrap()),
        (POST, "cy", cy, cy_words.statement(POST).unwrap()),
        (PHOTO, "cy", cy, cy_words.statement(PHOTO).unwrap()),
        (PHOTO, "cy", cy, cy_words.statement(PHOTO).unwrap()),
    ];
    let by_question = |told: &mut Vec<(String, String, String, String)>| {
        told.sort();
        std::mem::take(told)
    };
    let wanted = expected.map(|(question, language, hash, words)| {
        (question.code().to_owned(), language.to_owned(), hash.to_string(), words.as_str().to_owned())
    });
    let wanted = by_question(&mut wanted.to_vec());

    // In the ledger.
    let history = scene.desk.history(ann).unwrap();
    let mut told: Vec<_> = history
        .answers
        .iter()
        .map(|(_, answer)| {
            let proof = &answer.evidence;
            let (code, words) = (answer.question.code().to_owned(), proof.statement.as_str().to_owned());
            (code, proof.language.clone(), proof.notice.to_string(), words)
        })
        .collect();
    assert_eq!(by_question(&mut told), wanted);
    assert_eq!((history.notices[&en].as_str(), history.notices[&cy].as_str()), ("1.0", "1.0"), "one version");

    // On the receipt, which speaks as they were spoken to last.
    let receipt = scene.desk.receipt(ann).unwrap();
    assert_eq!((receipt.language.as_str(), receipt.answered[0].language.as_str()), ("cy", "en"));
    assert!(receipt.how_to_stop.starts_with("ysgrifennwch at eveningclass@imperial.ac.uk"), "{}", receipt.how_to_stop);
    assert_eq!(scene.desk.receipt(ben).unwrap().language, "en");
    let folder = Folder::new();
    let files = scene.desk.write_receipt(ann, folder.path()).unwrap();
    let markdown = std::fs::read_to_string(&files[1]).unwrap();
    assert_eq!(markdown.matches("o dan hysbysiad 1.0 (English).").count(), 1, "{markdown}");
    assert!(markdown.contains("A gaiff Imperial after:hours dynnu eich llun heddiw"), "{markdown}");

    // In the consent records, beside the receipt and in the batch; and in the tables of the batch.
    let records = std::fs::read_to_string(&files[2]).unwrap();
    let mut batch = office.next(&mut scene);
    for text in [records, batch.document("consent_records.jsonld")] {
        let graph = linked::nodes(&text);
        let processes = linked::of_type(&graph, "dpv:Process");
        let language = |process: &&Value| process["dct:language"] == "cy" || process["dct:language"]["@value"] == "cy";
        let notices: BTreeSet<_> = processes
            .iter()
            .filter(|process| language(process))
            .map(|process| {
                linked::reached(&graph, &process["dpv:hasNotice"])["dct:identifier"].as_str().unwrap().to_owned()
            })
            .collect();
        assert_eq!(notices, [cy.to_string()].into(), "{text}");
        assert!(text.contains("ysgrifennwch at"), "how to stop, in the words that were asked in");
    }
    let rows = batch.rows("consent_events.csv");
    let whose = rows.iter().find(|row| row["question"] == "news.email").unwrap()["registration"].clone();
    let of = |row: &Row, column: &str| row[column].clone();
    let hers = rows.iter().filter(|row| row["registration"] == whose);
    let mut told: Vec<_> =
        hers.map(|row| (of(row, "question"), of(row, "language"), of(row, "notice"), of(row, "statement"))).collect();
    assert_eq!(by_question(&mut told), wanted);
    let notices = batch.rows("notice_versions.csv");
    let mut listed: Vec<_> =
        notices.iter().map(|row| (of(row, "language"), of(row, "version"), of(row, "hash"))).collect();
    listed.sort();
    let both =
        [("cy", "1.0", cy), ("en", "1.0", en)].map(|(tag, number, hash)| (tag.into(), number.into(), hash.to_string()));
    assert_eq!(listed, both);
    for row in &notices {
        let text = batch.document(&row["file"]);
        assert_eq!(row["file"], format!("notices/{}.{}.md", row["hash"], row["language"]));
        assert_eq!(text.contains("Eich manylion yn ein diwrnod agored"), row["language"] == "cy");
    }

    // In the copy that she is given: the notice that she read, and the language of each answer.
    let request = asked_for(&mut scene, Asked::Access, ann);
    let copy = scene.desk.write_copy(&request, folder.path()).unwrap();
    let told: Value = serde_json::from_slice(&std::fs::read(copy.folder.join("your-data.json")).unwrap()).unwrap();
    let registration = &told["registrations"][0];
    let notice = registration["notice"].as_str().unwrap();
    assert!(notice.contains("Eich manylion yn ein diwrnod agored"), "{notice}");
    let answers = registration["answers"].as_array().unwrap();
    let languages: BTreeSet<_> = answers
        .iter()
        .map(|answer| (answer["question"].as_str().unwrap(), answer["language"].as_str().unwrap()))
        .collect();
    assert_eq!(languages, [("news.email", "en"), ("news.post", "cy"), ("recording.photo", "cy")].into());
}

#[test]
fn r13_r15_what_is_taken_back_is_recorded_in_the_language_that_they_were_asked_in_last_or_that_is_named() {
    let mut scene = Scene::new();
    let cy = scene.desk.translate_notice(&scene.event, &welsh::file()).unwrap();
    let event = scene.desk.event(&scene.event).unwrap();
    let form = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org");
    let ann = form.said(EMAIL, Said::Yes).said_in("cy", PHOTO, Said::Yes).save();
    let told = |question, language: Option<&str>| Told {
        what: vec![(question, false)],
        how: How::OutLoud,
        paper_form: None,
        language: language.map(str::to_owned),
    };
    let refused = scene.desk.withdraw_all(ann, &told(EMAIL, Some("fr"))).err().unwrap();
    assert!(matches!(&refused, DeskError::NoWordsIn(known) if known == "en, cy"), "{refused}");
    assert_eq!(stands(&scene, ann, EMAIL), Standing::Yes, "nothing was changed");
    let last = |scene: &Scene| {
        let answer = scene.desk.history(ann).unwrap().answers.pop().unwrap().1;
        let words = event.words_under(answer.evidence.notice).unwrap();
        assert_eq!(words.language(), answer.evidence.language);
        assert_eq!(words.statement(answer.question), Some(&answer.evidence.statement));
        (answer.question, answer.said, answer.evidence.language, answer.evidence.notice)
    };
    scene.desk.withdraw_all(ann, &told(EMAIL, None)).unwrap();
    assert_eq!(last(&scene), (EMAIL, Said::Withdrawn, "cy".to_owned(), cy), "although that Yes was given in English");
    scene.desk.withdraw_all(ann, &told(PHOTO, Some("EN"))).unwrap();
    assert_eq!(last(&scene), (PHOTO, Said::Withdrawn, "en".to_owned(), event.notice_hash()));
    // From then on they are asked in English.
    scene.desk.withdraw_all(ann, &told(EMAIL, None)).unwrap();
    assert_eq!(last(&scene).2, "en");
}

#[test]
fn r13_who_was_asked_in_a_language_that_their_version_does_not_stand_in_is_asked_in_the_one_it_was_published_in() {
    let mut scene = Scene::new();
    scene.desk.translate_notice(&scene.event, &welsh::file()).unwrap();
    let both = scene.desk.event(&scene.event).unwrap();
    let ann = Form::adult(&mut scene, "Ann").said_in("cy", PHOTO, Said::Yes).save();
    let answers = scene.desk.history(ann).unwrap().answers;
    let last = |event: &lanyard::domain::event::Event| {
        event.words_as_asked_last(answers.iter().map(|(place, answer)| (*place, answer))).language().to_owned()
    };
    assert_eq!(last(&both), "cy");
    assert_eq!(last(&both.clone().with_translations(Vec::new()).unwrap()), "en");
    let spoken = both.in_language("cy").unwrap();
    assert_eq!(spoken.words_as_asked_last(std::iter::empty()).language(), "en", "whoever was asked nothing");
}

#[test]
fn r13_r11_a_guardian_who_is_asked_in_a_correction_is_asked_in_their_language_each_question_as_it_was_asked() {
    let responsible = GuardianQuestion::Responsible;
    let agrees = GuardianQuestion::Consent;
    for (named, expected) in [
        (vec![], ["cy", "cy"]),
        (vec![(responsible, "en")], ["en", "cy"]),
        (vec![(responsible, "en"), (agrees, "en")], ["en", "en"]),
    ] {
        let mut scene = Scene::new();
        scene.desk.translate_notice(&scene.event, &welsh::file()).unwrap();
        let event = scene.desk.event(&scene.event).unwrap();
        let kit = Form::adult(&mut scene, "Kit").said_in("cy", PHOTO, Said::No).save();
        let guardian = [
            (GuardianField::Name, "Robin Lee".to_owned()),
            (GuardianField::Relationship, "mother".to_owned()),
            (GuardianField::Email, "robin@example.org".to_owned()),
        ];
        let mut told = GuardianSaid {
            said: [(responsible, Said::Yes), (agrees, Said::Yes)].into(),
            how: How::OutLoud,
            paper_form: None,
            languages: [(agrees, "fr".to_owned())].into(),
        };
        let correction = |told: &GuardianSaid| Amendment {
            fields: [(Field::DateOfBirth, "2018-01-31".to_owned())].into(),
            guardian: guardian.clone().into(),
            guardian_said: Some(told.clone()),
            reason: "wrong year".into(),
            ..Amendment::default()
        };
        let refused = scene.desk.amend(kit, &correction(&told));
        assert!(matches!(refused, Err(DeskError::NoWordsIn(_))));
        assert_eq!(scene.desk.history(kit).unwrap().versions.len(), 1, "nothing was changed");
        told.languages = named.into_iter().map(|(asked, tag)| (asked, tag.to_owned())).collect();
        scene.desk.amend(kit, &correction(&told)).unwrap();
        let answers = scene.desk.history(kit).unwrap().answers;
        let of = |asked| {
            let question = Question::Guardian(asked);
            let proof = &answers.iter().find(|(_, answer)| answer.question == question).unwrap().1.evidence;
            let words = event.words_under(proof.notice).unwrap();
            assert_eq!((words.language(), words.statement(question)), (&*proof.language, Some(&proof.statement)));
            words.language()
        };
        assert_eq!([of(responsible), of(agrees)], expected);
    }
}

#[test]
fn r13_a_batch_has_every_language_of_the_events_version_although_nobody_was_asked_in_it() {
    let mut scene = Scene::new();
    let office = Reader::of(&mut scene, Purpose::RecordKeeping);
    scene.desk.translate_notice(&scene.event, &welsh::file()).unwrap();
    Form::adult(&mut scene, "Ann").said(PHOTO, Said::No).save();
    let mut languages = office.next(&mut scene).column("notice_versions.csv", "language");
    languages.sort();
    assert_eq!(languages, ["cy", "en"]);
}

#[test]
fn r13_no_left_blank_not_asked_and_taken_back_stay_four_different_facts() {
    let mut scene = Scene::new();
    let with = |scene: &mut Scene, said: Option<Said>| {
        let form = Form::adult(scene, "Ann").field(Field::Email, "ann@example.org");
        match said {
            Some(said) => form.said(EMAIL, said).save(),
            None => form.save(),
        }
    };
    let [yes, no, blank] = [Said::Yes, Said::No, Said::LeftBlank].map(|said| with(&mut scene, Some(said)));
    let not_asked = with(&mut scene, None);
    scene.desk.withdraw(yes, Withdrawal { question: EMAIL, objects: false, how: How::OutLoud }).unwrap();
    let standing = [yes, no, blank, not_asked].map(|id| stands(&scene, id, EMAIL));
    assert_eq!(standing, [Standing::Withdrawn, Standing::No, Standing::LeftBlank, Standing::NotAsked]);
    let office = Reader::of(&mut scene, Purpose::RecordKeeping);
    let said = office.next(&mut scene).column("consent_events.csv", "said");
    assert_eq!(said, ["yes", "withdrawn", "no", "left-blank"], "both of the first, and nothing of the last");
}

#[test]
fn r13_what_was_taken_back_is_added_and_what_was_said_before_stays() {
    let mut scene = Scene::new();
    let form = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org");
    let ann = form.said(EMAIL, Said::Yes).said(POST, Said::No).save();
    let before = scene.desk.history(ann).unwrap().answers;
    let told = Told {
        what: vec![(EMAIL, false), (POST, true)],
        how: How::OnPaper,
        paper_form: Some("B-2".into()),
        language: None,
    };
    scene.desk.withdraw_all(ann, &told).unwrap();
    let after = scene.desk.history(ann).unwrap().answers;
    assert!(after[..2] == before[..], "not a word of it is changed");
    let added: Vec<_> = after[2..].iter().map(|(_, answer)| (answer.question, answer.said)).collect();
    assert_eq!(added, [(EMAIL, Said::Withdrawn), (POST, Said::Objected)]);
    let places: Vec<_> = after.iter().map(|(place, _)| (place.sequence, place.ordinal)).collect();
    assert!(places.is_sorted() && scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r13_r22_anybody_at_the_desk_shows_what_was_answered_and_only_a_lead_writes_it_in_plain_form() {
    let mut scene = Scene::new();
    let form = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org");
    let ann = form.said(EMAIL, Said::Yes).said(POST, Said::LeftBlank).save();
    let (scene, receipt) = as_somebody(scene, Role::Desk, |desk, _| {
        let folder = crate::support::scratch::Folder::new();
        let written = desk.write_receipt(ann, folder.path());
        assert!(matches!(written, Err(DeskError::NotAllowed { .. })));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        desk.receipt(ann).unwrap()
    });
    let answered: Vec<_> = receipt.answered.iter().map(|answered| (answered.to.question(), answered.said)).collect();
    assert_eq!(answered, [(EMAIL, Said::Yes), (POST, Said::LeftBlank)], "a blank is on it as a blank");
    let event = scene.desk.event(&scene.event).unwrap();
    assert_eq!(receipt.answered[0].words, event.statement(EMAIL).unwrap().as_str());
    assert!(receipt.contacts.is_some_and(|contacts| contacts.regulator.contains("ico.org.uk")));
}

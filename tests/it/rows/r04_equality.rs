//! R4: equality monitoring rests on the law, is answered by the visitor alone, and is apart from all that is known of them.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use lanyard::desk::{DeskError, EventFile};
use lanyard::domain::equality::{
    Disability, EqualityAnswers, Ethnicity, Impairment, Impairments, LegalCondition, Monitoring, Shown,
};
use lanyard::domain::event::EventError;
use lanyard::domain::form::Field;
use lanyard::domain::ids::RegistrationId;
use lanyard::domain::purpose::{LawfulBasis, Purpose, Question};
use lanyard::domain::rights::Right;
use lanyard::domain::staff::Role;
use lanyard::lists::event_file::EXAMPLE_EVENT;

use super::form::Form;
use super::reader::{Batch, Reader, Row};
use super::{as_somebody, asked_for, count, set};
use crate::cli::recipient::{JUDGES, Recipient, unpack_and_judge};
use crate::desk::scene::Scene;
use crate::support::scratch::files;
use crate::support::tools::need;

fn monitoring() -> Monitoring {
    let policy_date = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
    Monitoring { condition: LegalCondition::EqualityOfOpportunity, policy_date }
}

/// A desk whose event asks about equality.
pub(super) fn scene() -> Scene {
    let mut scene = Scene::new();
    set(&mut scene, |settings| settings.equality = Some(monitoring()));
    scene
}

fn has(kinds: &[Impairment]) -> Option<Disability> {
    Impairments::new(kinds.iter().copied().collect()).map(Disability::Has)
}

fn answers(ethnicity: Ethnicity, kinds: &[Impairment]) -> EqualityAnswers {
    EqualityAnswers::new(Some(ethnicity), has(kinds)).unwrap()
}

/// Somebody who answered.
fn answered(scene: &mut Scene, name: &str, answers: &EqualityAnswers) -> RegistrationId {
    let id = Form::adult(scene, name).field(Field::Email, &format!("{name}@example.org").to_lowercase()).save();
    scene.desk.keep_equality_answers(id, answers).unwrap();
    id
}

fn codes(batch: &mut Batch) -> Vec<(String, String)> {
    let mut codes: Vec<_> =
        batch.rows("equality.csv").iter().map(|row| (row["question"].clone(), row["code"].clone())).collect();
    codes.sort();
    codes
}

fn pair(question: &str, code: &str) -> (String, String) {
    (question.to_owned(), code.to_owned())
}

#[test]
fn r04_it_is_switched_on_only_with_its_legal_condition_and_the_date_of_the_policy() {
    let section = |lines: &str| {
        let text = EXAMPLE_EVENT.replace("\n[ages]\n", &format!("\n[equality]\n{lines}\n\n[ages]\n"));
        EventFile::parse(&text)
    };
    let condition = "condition = \"dpa-2018-schedule-1-paragraph-8\"";
    for policy in ["policy_date = \"2026-09-01\"", "policy_date = 2026-09-01"] {
        let file = section(&format!("{condition}\n{policy}")).unwrap();
        assert_eq!(file.definition.equality, Some(monitoring()));
    }
    for lines in ["", condition, "policy_date = 2026-09-01"] {
        let refused = section(lines).unwrap_err().to_string();
        assert!(
            refused.contains("needs both condition = \"dpa-2018-schedule-1-paragraph-8\" and policy_date"),
            "{refused}"
        );
    }
    assert!(section("condition = \"consent\"\npolicy_date = 2026-09-01").is_err(), "it is no consent");

    let mut scene = Scene::new();
    let event = scene.desk.event(&scene.event).unwrap();
    assert!(event.definition().equality.is_none() && !event.purposes().contains(&Purpose::EqualityMonitoring));
    let mut named = event.definition().clone();
    named.other_purposes.insert(Purpose::EqualityMonitoring);
    let refused = scene.desk.change_event(named).unwrap_err();
    assert!(matches!(refused, DeskError::Event(EventError::EqualityWithoutCondition)), "{refused}");
    let mut late = event.definition().clone();
    let policy_date = late.first_day.succ_opt().unwrap();
    late.equality = Some(Monitoring { policy_date, ..monitoring() });
    let refused = scene.desk.change_event(late).unwrap_err();
    assert!(matches!(refused, DeskError::Event(EventError::PolicyTooLate)), "{refused}");
    let mut early = event.definition().clone();
    let policy_date = NaiveDate::from_ymd_opt(2018, 5, 24).unwrap();
    early.equality = Some(Monitoring { policy_date, ..monitoring() });
    let refused = scene.desk.change_event(early).unwrap_err();
    assert!(matches!(refused, DeskError::Event(EventError::PolicyTooEarly)), "{refused}");
    set(&mut scene, |settings| settings.equality = Some(monitoring()));
    let event = scene.desk.event(&scene.event).unwrap();
    assert!(event.purposes().contains(&Purpose::EqualityMonitoring));
    assert!(event.questions().all(|question| !question.concerns(Purpose::EqualityMonitoring)), "it is never a consent");
    assert_eq!(Purpose::EqualityMonitoring.basis(), LawfulBasis::PublicTask);
}

#[test]
fn r04_what_is_answered_is_in_no_table_that_knows_the_person() {
    let mut scene = scene();
    let ids: Vec<_> = (0..6)
        .map(|number| answered(&mut scene, &format!("Ann{number}"), &answers(Ethnicity::Arab, &[Impairment::Sight])))
        .collect();
    let conn = scene.desk.vault().conn().unwrap();
    let mut statement =
        conn.prepare("SELECT pseudonym, day FROM equality_answer WHERE question = 'ethnicity'").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, String>(1)?)));
    let rows: Vec<_> = rows.unwrap().map(Result::unwrap).collect();
    assert_eq!(rows.len(), ids.len());
    assert!(rows.iter().all(|(_, day)| day == "2026-11-21"), "nothing finer than the day");
    assert!(rows.is_sorted(), "they lie in the order of pseudonyms, whoever came first");
    for id in &ids {
        assert!(rows.iter().all(|(pseudonym, _)| pseudonym != id.0.as_bytes()));
        let history = scene.desk.history(*id).unwrap();
        assert!(history.answers.is_empty(), "it is not in the ledger of consents");
    }
    let acts: Vec<String> = conn
        .prepare("SELECT details || coalesce(hex(subject), '') FROM act WHERE kind = 'keep-equality'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(
        acts,
        vec![r#"{"event":"open-day-2026"}"#; ids.len()],
        "whose they are, and what they are, is not in the log"
    );
    for words in ["arab", "180", "sight", "58"] {
        // References are drawn by lot: one may begin so.
        let mut found = scene.desk.find(&scene.event, words, 10).unwrap();
        found.retain(|hit| !hit.registered.reference.starts_with(&words.to_uppercase()));
        assert!(found.is_empty(), "{words}");
    }
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r04_it_leaves_only_to_a_recipient_for_nothing_else_under_its_own_pseudonyms() {
    let mut scene = scene();
    answered(&mut scene, "Ann", &answers(Ethnicity::Indian, &[Impairment::Learning, Impairment::Hearing]));
    answered(&mut scene, "Bob", &EqualityAnswers::new(None, Some(Disability::PreferNotToSay)).unwrap());
    Form::adult(&mut scene, "Cat").save();
    let refused = scene.desk.add_recipient(lanyard::desk::NewRecipient {
        code: lanyard::domain::code::Code::new("both").unwrap(),
        name: "Both".to_owned(),
        age_key: lanyard::batch::keys::RecipientIdentity::generate().public().to_string(),
        minisign_key: lanyard::batch::signing::SigningKey::generate().unwrap().public().to_string(),
        purposes: [Purpose::EqualityMonitoring, Purpose::RecordKeeping].into(),
    });
    assert!(matches!(refused, Err(DeskError::EqualityAlone)));
    for purpose in Purpose::ALL.iter().copied().filter(|&purpose| purpose != Purpose::EqualityMonitoring) {
        let mut batch = Reader::of(&mut scene, purpose).next(&mut scene);
        assert_eq!(batch.rows("equality.csv"), Vec::<Row>::new(), "{purpose}");
        assert!(batch.verified().manifest().resources.iter().all(|resource| resource.path != "equality.csv"));
    }
    let reader = Reader::of(&mut scene, Purpose::EqualityMonitoring);
    let mut batch = reader.next(&mut scene);
    let expected =
        [pair("disability", "51"), pair("disability", "57"), pair("disability", "98"), pair("ethnicity", "103")];
    assert_eq!(codes(&mut batch), expected);
    for table in ["registrations.csv", "consent_events.csv", "actions.csv", "guardians.csv"] {
        assert!(batch.rows(table).is_empty(), "{table}");
    }
    let pseudonyms: BTreeSet<_> = batch.column("equality.csv", "pseudonym").into_iter().collect();
    assert_eq!(pseudonyms.len(), 2);
    let (code, identity) = scene.recipient("another", &[Purpose::EqualityMonitoring]);
    let closed = scene.desk.close_day(&scene.event, &[code]).unwrap();
    assert_eq!(closed[0].people, 2);
    let mut other = lanyard::batch::verify::verify(&closed[0].path, &identity, &scene.key()).unwrap();
    for row in crate::desk::day::rows(&mut other, "equality.csv") {
        assert!(!pseudonyms.contains(&row["pseudonym"]), "two recipients cannot join what they hold");
    }
}

#[test]
fn r04_r19_who_is_restricted_undone_or_had_it_stopped_is_in_no_batch_any_more() {
    let mut scene = scene();
    let reader = Reader::of(&mut scene, Purpose::EqualityMonitoring);
    let [ann, bob, cat, _] =
        [("Ann", Ethnicity::Arab), ("Bob", Ethnicity::Roma), ("Cat", Ethnicity::Irish), ("Dan", Ethnicity::Chinese)]
            .map(|(name, kind)| answered(&mut scene, name, &answers(kind, &[Impairment::Other])));
    let sent = |scene: &mut Scene| {
        let rows = reader.next(scene).rows("equality.csv");
        let ethnic = rows.into_iter().filter(|row| row["question"] == "ethnicity").map(|row| row["code"].clone());
        ethnic.collect::<BTreeSet<_>>()
    };
    assert_eq!(sent(&mut scene).len(), 4);
    let request = asked_for(&mut scene, Right::Restrict, ann);
    scene.desk.restrict(&request).unwrap();
    scene.desk.undo(bob).unwrap();
    scene.desk.stop_equality(cat).unwrap();
    assert_eq!(sent(&mut scene), ["101".to_owned()].into(), "each batch is whole, so that what is gone is seen to be");
    scene.desk.lift_restriction(ann).unwrap();
    assert_eq!(sent(&mut scene), ["101".to_owned(), "180".to_owned()].into());
    set(&mut scene, |settings| settings.equality = None);
    assert!(sent(&mut scene).is_empty(), "what was given up is not done any more");
}

#[test]
fn r04_a_person_has_it_stopped_and_nothing_is_kept_again() {
    let mut scene = scene();
    let said = answers(Ethnicity::WhiteAndAsian, &[Impairment::Physical]);
    let ann = answered(&mut scene, "Ann", &said);
    scene.desk.backup(None).unwrap();
    scene.desk.stop_equality(ann).unwrap();
    assert_eq!(count(&scene, "equality_answer"), 0);
    assert!(matches!(scene.desk.keep_equality_answers(ann, &said), Err(DeskError::EqualityStopped)));
    assert_eq!(count(&scene, "equality_answer"), 0);
    scene.desk.stop_equality(ann).unwrap();
    let bob = Form::adult(&mut scene, "Bob").save();
    scene.desk.stop_equality(bob).unwrap();
    assert!(
        matches!(scene.desk.keep_equality_answers(bob, &said), Err(DeskError::EqualityStopped)),
        "before he answered"
    );
    assert!(scene.desk.check().unwrap().ledger.is_ok());
    let mut off = Scene::new();
    let cat = Form::adult(&mut off, "Cat").save();
    assert!(matches!(off.desk.keep_equality_answers(cat, &said), Err(DeskError::EqualityOff)));
    let none = off.desk.equality_totals(&off.event).err().unwrap().to_string();
    assert!(none.starts_with("This event does not ask about equality, so there are no totals."), "{none}");
}

#[test]
fn r04_a_backup_brings_back_nothing_that_was_stopped() {
    let mut scene = scene();
    let said = EqualityAnswers::new(Some(Ethnicity::Arab), None).unwrap();
    let [ann, bob] = ["Ann", "Bob"].map(|name| answered(&mut scene, name, &said));
    let elsewhere = scene.folder.join("stick");
    std::fs::create_dir(&elsewhere).unwrap();
    let backup = scene.desk.backup(Some(&elsewhere)).unwrap();
    scene.desk.stop_equality(ann).unwrap();
    scene.desk.undo(bob).unwrap();
    let (mut scene, _) = scene.restored(&backup.path);
    assert_eq!(count(&scene, "equality_answer"), 0);
    assert!(matches!(scene.desk.keep_equality_answers(ann, &said), Err(DeskError::EqualityStopped)));
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r04_r16_r18_the_copy_says_what_is_kept_apart_and_erasing_reaches_it() {
    let mut scene = scene();
    let reader = Reader::of(&mut scene, Purpose::EqualityMonitoring);
    let ann = answered(&mut scene, "Ann", &answers(Ethnicity::Caribbean, &[Impairment::MentalHealth]));
    reader.next(&mut scene);
    let request = asked_for(&mut scene, Right::Access, ann);
    let copy = scene.desk.write_copy(&request, scene.folder.path()).unwrap();
    let json = std::fs::read_to_string(copy.folder.join("your-data.json")).unwrap();
    let copied: serde_json::Value = serde_json::from_str(&json).unwrap();
    let equality = &copied["registrations"][0]["equality"];
    assert_eq!(equality["day"], "2026-11-21");
    assert_eq!(equality["stopped"], false);
    let said: Vec<_> =
        equality["answers"].as_array().unwrap().iter().map(|said| said["value"].as_str().unwrap()).collect();
    assert_eq!(
        said,
        [
            "Black, African, Caribbean or Black British: Caribbean or Caribbean British",
            "A mental health condition, such as depression"
        ]
    );
    assert_eq!(copied["disclosures"][0]["columns"][0], "answers about equality, under a pseudonym and without a name");
    assert_eq!(copied["registrations"][0]["answers"].as_array().unwrap().len(), 0);

    let request = asked_for(&mut scene, Right::Erase, ann);
    let erased = scene.desk.erase(&request).unwrap();
    assert_eq!(erased.special, 2);
    for table in ["equality_answer", "equality_stop", "equality_sent"] {
        assert_eq!(count(&scene, table), 0, "{table}");
    }
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r04_totals_hide_what_is_under_ten_and_what_would_give_it_away() {
    let mut scene = scene();
    for number in 0..14 {
        let kind = if number < 12 { Ethnicity::British } else { Ethnicity::Roma };
        answered(&mut scene, &format!("Ann{number}"), &EqualityAnswers::new(Some(kind), None).unwrap());
    }
    let totals = scene.desk.equality_totals(&scene.event).unwrap();
    let shown = |code: &str| totals.cells.iter().find(|cell| cell.code == code).unwrap().count;
    assert_eq!(shown("160"), Shown::Count(10), "to the nearest five");
    assert_eq!([shown("168"), shown("100"), shown("95")], [Shown::Hidden; 3]);
    assert!(totals.answered.iter().all(|(_, people)| *people == Shown::Hidden), "fourteen less twelve would be two");
    let (_, refused) = as_somebody(scene, Role::Desk, |desk, event| desk.equality_totals(event).map(drop));
    assert!(matches!(refused, Err(DeskError::NotAllowed { .. })));
}

#[test]
fn r04_nobody_has_to_answer_and_marketing_never_sees_it() {
    let mut scene = scene();
    let ann = Form::adult(&mut scene, "Ann")
        .field(Field::Email, "ann@example.org")
        .said(Question::News(lanyard::domain::purpose::Channel::Email), lanyard::domain::answer::Said::Yes)
        .save();
    assert_eq!(count(&scene, "equality_answer"), 0, "a registration is whole without it");
    scene.desk.keep_equality_answers(ann, &answers(Ethnicity::Pakistani, &[Impairment::Illness])).unwrap();
    let mut news = Reader::of(&mut scene, Purpose::News).next(&mut scene);
    assert_eq!(news.people().len(), 1);
    // As a part of a cell the code may stand in any id.
    assert!(!news.has_cell("104") && !news.holds("ethnicity"));
}

/// What the pages of the desk's file hold, decrypted, of an answer: its question and its code lie side by side.
fn is_in_a_page(scene: &Scene) -> bool {
    let vault = scene.folder.join("Day.lanyard");
    let pages = crate::support::pages::decrypted(&vault, "alex", "correct horse battery");
    pages.windows(12).any(|window| window == b"disability59")
}

#[test]
fn r04_r18_what_was_answered_is_in_no_page_once_it_goes() {
    let ways: [fn(&mut Scene, RegistrationId); 3] = [
        |scene, ann| scene.desk.stop_equality(ann).unwrap(),
        |scene, ann| scene.desk.undo(ann).unwrap(),
        |scene, ann| {
            let request = asked_for(scene, Right::Erase, ann);
            scene.desk.erase(&request).unwrap();
        },
    ];
    for (number, goes) in ways.into_iter().enumerate() {
        let mut scene = scene();
        let ann = answered(&mut scene, "Ann", &answers(Ethnicity::Bangladeshi, &[Impairment::Development]));
        scene.desk.backup(None).unwrap();
        assert!(is_in_a_page(&scene), "{number}");
        goes(&mut scene, ann);
        assert!(!is_in_a_page(&scene), "{number}");
        let backups = files(&scene.folder.join("Day.lanyard").join("backups"));
        for vault in backups.iter().filter(|file| file.ends_with("desk.db")).filter_map(|file| file.parent()) {
            let pages = crate::support::pages::decrypted(vault, "alex", "correct horse battery");
            assert!(!pages.windows(12).any(|window| window == b"disability59"), "{number}: in a backup");
        }
        assert!(backups.iter().any(|file| file.ends_with("desk.db")), "there is a backup, made anew");
    }
}

#[test]
fn r04_programs_from_elsewhere_open_and_judge_the_batch() {
    let Some(tools) = need(&JUDGES) else { return };
    let mut scene = scene();
    answered(&mut scene, "Ann", &answers(Ethnicity::Bangladeshi, &[Impairment::Development, Impairment::Sight]));
    let (code, identity) = scene.recipient("equality", &[Purpose::EqualityMonitoring]);
    let closed = scene.desk.close_day(&scene.event, &[code]).unwrap();
    let file = scene.folder.join("equality.txt");
    std::fs::write(&file, identity.to_secret_text()).unwrap();
    let recipient = Recipient { code: "equality", identity: file.to_str().unwrap().to_owned() };
    let into = scene.folder.join("opened");
    unpack_and_judge(&tools, &recipient, &scene.key().to_string(), &closed[0].path, &into);
    let table = std::fs::read_to_string(into.join("equality.csv")).unwrap();
    assert_eq!(table.lines().count(), 4, "a header, and a row for each code");
}

#[test]
fn r04_no_file_of_the_desk_shows_what_was_answered() {
    let mut scene = scene();
    answered(&mut scene, "Ann", &answers(Ethnicity::Bangladeshi, &[Impairment::Development]));
    let closed = scene.close();
    for file in files(&closed.folder.join("Day.lanyard")) {
        let bytes = std::fs::read(&file).unwrap();
        assert!(!bytes.windows(10).any(|window| window == b"disability"), "{}", file.display());
    }
}

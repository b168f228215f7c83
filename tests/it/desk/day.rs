//! A day at the desk, from the first visitor to batches that their recipients verify.

use std::collections::BTreeMap;

use lanyard::batch::chain::verify_chain;
use lanyard::batch::verify::{Verified, verify};
use lanyard::desk::{Amendment, DeskError, GuardianSaid, Told, Withdrawal};
use lanyard::domain::age::AgeAnswer;
use lanyard::domain::answer::{GivenBy, How, Said};
use lanyard::domain::draft::RegistrationDraft;
use lanyard::domain::field_error::{GuardianField, Place, Remark};
use lanyard::domain::form::Field;
use lanyard::domain::ids::{RegistrationId, VisitorId};
use lanyard::domain::ledger::Standing;
use lanyard::domain::purpose::{Channel, GuardianQuestion, Purpose, Question};
use lanyard::store::answers;
use lanyard::vault::Frozen;

use super::scene::{Scene, WALK_INS, lead, passphrase};

const FIRST: &str = "given_name,family_name,date_of_birth,email,consent_marketing_email,consent_special_dietary,\
    dietary_requirements,asked_how\n";

pub(crate) fn one(scene: &mut Scene, row: &str) -> String {
    let (kept, not_kept) = scene.register(&format!("{FIRST}{row}\n"));
    assert!(not_kept.is_empty(), "{:?}", not_kept[0].errors);
    kept[0].1.clone()
}

pub(crate) fn rows(batch: &mut Verified, file: &str) -> Vec<BTreeMap<String, String>> {
    let mut rows = batch.rows(file).unwrap();
    let mut all = Vec::new();
    while let Some(row) = rows.next_row().unwrap() {
        all.push(row.cells().map(|(column, cell)| (column.to_owned(), cell.to_owned())).collect());
    }
    all
}

#[test]
fn every_walk_in_is_kept_or_rejected_with_a_reason_and_found_again() {
    let mut scene = Scene::new();
    let (kept, not_kept) = scene.register(WALK_INS);
    assert_eq!(kept.len() + not_kept.len(), 240);
    assert!(not_kept.iter().all(|row| !row.errors.is_empty()));

    // R11: a teacher is no guardian, a guardian who refuses is none, and thirteen today needs none.
    let errors_of = |row| not_kept.iter().find(|not| not.row == row).map(|not| not.errors.clone());
    let guardian = |field| Place::Guardian(field);
    assert!(errors_of(29).unwrap().iter().any(|e| e.place == guardian(GuardianField::Relationship)));
    let consent = Place::Question(Question::Guardian(GuardianQuestion::Consent));
    assert!(errors_of(3).unwrap().iter().any(|e| e.place == consent));
    assert!(kept.iter().any(|(row, _)| *row == 2), "thirteen today");
    // What cannot be decided is rejected: nobody asked "13 or over?", and 10.01.18 is 1918 or 2018.
    assert!(errors_of(12).unwrap().iter().any(|e| e.place == Place::ThirteenOrOver));
    assert!(errors_of(164).unwrap().iter().any(|e| e.place == Place::Field(Field::DateOfBirth)));

    let scene = scene.reopen();
    for (query, name) in
        [("wang", "王"), ("liu", "刘"), ("ramirez", "Ramírez"), ("nguyen", "Nguyễn"), ("lukas", "Łukasiewicz")]
    {
        let hits = scene.desk.find(&scene.event, query, 50).unwrap();
        let named = |hit: &lanyard::desk::Hit| hit.record.full_name.as_deref().unwrap_or_default().contains(name);
        assert!(hits.iter().any(named), "{query}");
    }
    let health = scene.desk.check().unwrap();
    assert!(health.pages.is_clean());
    assert!(health.ledger.unwrap().rows > 240);
}

#[test]
fn r03_details_without_a_yes_and_rejected_rows_are_in_no_file() {
    let mut scene = Scene::new();
    let list = format!(
        "{FIRST}Ann,Marker-Kept,1990-01-01,ann@example.org,yes,no,MARKER-refused-detail,out loud\n\
         Bob,MARKER-rejected-name,2018-01-01,,,,,out loud\n"
    );
    let (kept, not_kept) = scene.register(&list);
    assert_eq!((kept.len(), not_kept.len()), (1, 1));
    for marker in ["MARKER-refused-detail", "MARKER-rejected-name", "Marker-Kept", "ann@example.org"] {
        assert!(scene.folder.find_text(marker).is_empty(), "{marker} lies in plain form");
    }
    // On the decrypted pages too, what was refused is nowhere.
    let conn = scene.desk.vault().conn().unwrap();
    let tables: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for table in tables {
        let mut statement = conn.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
        let columns = statement.column_count();
        let mut found = statement.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            for column in 0..columns {
                let value = format!("{:?}", row.get_ref(column).unwrap());
                assert!(!value.contains("MARKER") && !value.contains("marker-refused"), "{table}");
            }
        }
    }
}

#[test]
fn r15_a_withdrawal_takes_effect_at_once_and_goes_with_the_next_batch() {
    let mut scene = Scene::new();
    let reference = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,yes,Vegan,out loud");
    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let (news, news_identity) = scene.recipient("news", &[Purpose::News]);
    let both = [office, news];
    let first = scene.desk.close_day(&scene.event, &both).unwrap();

    let id = scene.desk.by_reference(&reference).unwrap().id;
    let question = Question::News(Channel::Email);
    scene.desk.withdraw(id, Withdrawal { question, objects: false, how: How::OutLoud }).unwrap();
    assert_eq!(scene.desk.history(id).unwrap().standings.get(question), Standing::Withdrawn);
    let second = scene.desk.close_day(&scene.event, &both).unwrap();

    let key = scene.key();
    for (identity, which) in [(&identity, 0), (&news_identity, 1)] {
        let mut batches: Vec<_> = [&first[which], &second[which]]
            .iter()
            .map(|closed| verify(&closed.path, identity, &key).unwrap())
            .collect();
        verify_chain(&batches, None).unwrap();
        let actions = rows(&mut batches[1], "actions.csv");
        assert!(actions.iter().any(|row| row["action"] == "withdraw" && row["question"] == "news.email"));
        let sent = rows(&mut batches[0], "registrations.csv");
        assert_eq!(actions[0]["registration"], sent[0]["registration"], "told under the id it was sent with");
        batches.remove(0);
        assert!(verify_chain(&batches, None).is_err(), "a missing batch is noticed");
    }
    let mut news_first = verify(&first[1].path, &news_identity, &key).unwrap();
    let sent = rows(&mut news_first, "registrations.csv");
    assert!(!sent[0].contains_key("date_of_birth"), "news has no use for it");
    let mut office_first = verify(&first[0].path, &identity, &key).unwrap();
    assert_ne!(sent[0]["registration"], rows(&mut office_first, "registrations.csv")[0]["registration"]);
}

#[test]
fn r13_r15_a_paper_forms_number_that_cannot_be_kept_is_told_and_not_dropped() {
    let mut scene = Scene::new();
    let reference = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let id = scene.desk.by_reference(&reference).unwrap().id;
    let mut withdraw = |number: &str| {
        let (what, paper_form) = (vec![(Question::News(Channel::Email), false)], Some(number.to_owned()));
        let told = scene.desk.withdraw_all(id, &Told { what, how: How::OnPaper, paper_form, language: None });
        let (_, last) = scene.desk.history(id).unwrap().answers.pop().unwrap();
        (told.map(drop), last.said, last.evidence.paper_form.map(|number| number.as_str().to_owned()))
    };
    for number in ["A-\u{0}17", "A-17\nB", &"1".repeat(201)] {
        let (told, said, _) = withdraw(number);
        assert!(matches!(told, Err(DeskError::FormNumber)) && said == Said::Yes, "nothing was taken back");
    }
    for (number, kept) in [(" A-17 ", Some("A-17".to_owned())), ("  ", None)] {
        let (told, said, found) = withdraw(number);
        assert!(told.is_ok());
        assert_eq!((said, found), (Said::Withdrawn, kept));
    }
}

#[test]
fn r21_a_no_goes_as_the_address_only() {
    let mut scene = Scene::new();
    one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,no,,,out loud");
    let (news, identity) = scene.recipient("news", &[Purpose::News]);
    let closed = scene.desk.close_day(&scene.event, &[news]).unwrap();
    let mut batch = verify(&closed[0].path, &identity, &scene.key()).unwrap();
    assert!(rows(&mut batch, "registrations.csv").is_empty());
    let actions = rows(&mut batch, "actions.csv");
    assert_eq!(actions.len(), 1);
    assert_eq!((actions[0]["address"].as_str(), actions[0]["registration"].as_str()), ("ann@example.org", ""));
}

#[test]
fn undone_is_never_exported_and_its_values_are_erased() {
    let mut scene = Scene::new();
    let reference = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,yes,Vegan,out loud");
    let id = scene.desk.by_reference(&reference).unwrap().id;
    scene.desk.undo(id).unwrap();
    assert!(scene.desk.check().unwrap().ledger.is_ok(), "erasing leaves the chain whole");
    assert!(matches!(scene.desk.undo(id), Err(DeskError::Gone)));
    assert!(scene.desk.find(&scene.event, "ann", 10).unwrap().is_empty());
    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let closed = scene.desk.close_day(&scene.event, &[office]).unwrap();
    let mut batch = verify(&closed[0].path, &identity, &scene.key()).unwrap();
    assert!(rows(&mut batch, "registrations.csv").is_empty());
    assert!(rows(&mut batch, "consent_events.csv").is_empty());
}

#[test]
fn r17_a_correction_keeps_the_old_value_and_r11_comes_before_a_childs_date_of_birth() {
    let mut scene = Scene::new();
    let reference = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let id = scene.desk.by_reference(&reference).unwrap().id;
    let amend = |field, value: &str| Amendment {
        fields: [(field, value.to_owned())].into(),
        reason: "misheard".into(),
        ..Amendment::default()
    };
    scene.desk.amend(id, &amend(Field::City, "Leeds")).unwrap();
    let history = scene.desk.history(id).unwrap();
    assert_eq!(history.versions.len(), 2);
    assert_eq!(history.versions[1].record.city.as_deref(), Some("Leeds"));
    assert!(history.versions[0].record.city.is_none());

    let cleared = scene.desk.amend(id, &amend(Field::Email, ""));
    assert!(matches!(cleared, Err(DeskError::Form(_))), "a Yes to email still needs it");

    let child = scene.desk.amend(id, &amend(Field::DateOfBirth, "2016-01-01"));
    assert!(matches!(child, Err(DeskError::GuardianFirst(_))));
    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let sent = |scene: &mut Scene| {
        let closed = scene.desk.close_day(&scene.event, std::slice::from_ref(&office)).unwrap();
        let mut batch = verify(&closed[0].path, &identity, &scene.key()).unwrap();
        rows(&mut batch, "registrations.csv").len()
    };
    assert_eq!(sent(&mut scene), 0, "in quarantine");

    // What is put right since lets nobody out, but for their age: the record is of before the date that made a child of them.
    let unsure =
        Amendment { thirteen_or_over: Some(AgeAnswer::NotSure), reason: "asked".into(), ..Amendment::default() };
    let nobodys = Amendment { guardian_said: Some(both_yes()), reason: "asked".into(), ..Amendment::default() };
    for (what, other) in
        [("city", amend(Field::City, "York")), ("unsure", unsure), ("a Yes that is kept of no guardian", nobodys)]
    {
        let remarks = scene.desk.amend(id, &other).unwrap();
        assert_eq!(remarks.first(), Some(&Remark::StillWaits), "{what}");
        assert_eq!(scene.desk.history(id).unwrap().registered.state.code(), "quarantined", "{what}");
    }
    assert_eq!(sent(&mut scene), 0, "in quarantine still");
    let mut scene = scene.reopen();
    let remarks = scene.desk.amend(id, &amend(Field::DateOfBirth, "1990-01-01")).unwrap();
    assert!(remarks.is_empty() && sent(&mut scene) == 1, "the date that was right is said again");

    let child = scene.desk.amend(id, &amend(Field::DateOfBirth, "2016-01-01"));
    assert!(matches!(child, Err(DeskError::GuardianFirst(_))));
    let of_age = Amendment { thirteen_or_over: Some(AgeAnswer::Yes), reason: "asked".into(), ..Amendment::default() };
    scene.desk.amend(id, &of_age).unwrap();
    assert_eq!(scene.desk.history(id).unwrap().registered.state.code(), "standing");
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r14_two_visitors_are_one_person_only_when_somebody_says_so() {
    let mut scene = Scene::new();
    let yes = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let no = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,no,,,out loud");
    let [yes, no] = [yes, no].map(|reference| scene.desk.by_reference(&reference).unwrap().id);
    let stands = |scene: &Scene| scene.desk.history(yes).unwrap().standings.get(Question::News(Channel::Email));
    assert_eq!(stands(&scene), Standing::Yes);
    scene.desk.say_same(yes, no, true).unwrap();
    assert_eq!(stands(&scene), Standing::No);
    scene.desk.reverse_link(yes, no).unwrap();
    assert_eq!(stands(&scene), Standing::Yes);
}

/// The special details that are kept of somebody.
fn details(scene: &Scene, id: RegistrationId) -> Vec<String> {
    let row = scene.desk.history(id).unwrap().registered.row;
    let kept = answers::special(scene.desk.vault().conn().unwrap(), row).unwrap();
    kept.into_iter().map(|kept| kept.value).collect()
}

#[test]
fn r03_a_detail_goes_with_its_yes_also_when_nobody_took_that_back() {
    let mut scene = Scene::new();
    let yes = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,no,yes,Vegan,out loud");
    let no = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,no,no,,out loud");
    let [yes, no] = [yes, no].map(|reference| scene.desk.by_reference(&reference).unwrap().id);
    assert_eq!(details(&scene, yes), ["Vegan"]);
    scene.desk.say_same(yes, no, true).unwrap();
    assert!(details(&scene, yes).is_empty(), "one person, who said Yes and No");

    // A correction makes a child of somebody who answered for themselves.
    let reference = one(&mut scene, "Bea,May,1990-01-01,,no,yes,Coeliac,out loud");
    let bea = scene.desk.by_reference(&reference).unwrap().id;
    let guardian = [
        (GuardianField::Name, "Dan May"),
        (GuardianField::Relationship, "father"),
        (GuardianField::Email, "dan@example.org"),
    ];
    let amendment = Amendment {
        fields: [(Field::DateOfBirth, "2018-01-01".to_owned())].into(),
        guardian: guardian.map(|(field, typed)| (field, typed.to_owned())).into(),
        guardian_said: Some(both_yes()),
        reason: "misheard".into(),
        ..Amendment::default()
    };
    scene.desk.amend(bea, &amendment).unwrap();
    assert!(details(&scene, bea).is_empty(), "her own Yes counts for nothing now");
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

/// What a guardian says at the desk.
fn both_yes() -> GuardianSaid {
    let said = GuardianQuestion::ALL.iter().map(|&asked| (asked, Said::Yes)).collect();
    GuardianSaid { said, how: How::OutLoud, paper_form: None, languages: BTreeMap::new() }
}

#[test]
fn r11_a_child_who_has_a_guardian_is_not_put_in_quarantine_by_a_slip_of_the_pen() {
    let mut scene = Scene::new();
    let (kept, _) = scene.register(
        "given_name,family_name,date_of_birth,guardian_name,guardian_relationship,guardian_email,guardian_responsible,\
         guardian_consent,asked_how\nBea,May,2018-01-01,Dan May,father,dan@example.org,yes,yes,out loud\n",
    );
    let bea = scene.desk.by_reference(&kept[0].1).unwrap().id;
    let guardian = [(GuardianField::Email, "dan@".to_owned())].into();
    let amendment = Amendment { guardian, reason: "moved".into(), ..Amendment::default() };
    assert!(matches!(scene.desk.amend(bea, &amendment), Err(DeskError::Form(_))));
    assert_eq!(scene.desk.history(bea).unwrap().registered.state.code(), "standing");
}

const CHILD: &str = "given_name,family_name,date_of_birth,guardian_name,guardian_relationship,guardian_email,\
    guardian_responsible,guardian_consent,asked_how,notice_card\n\
    Bea,May,2018-01-01,Dan May,father,dan@example.org,yes,yes,out loud,given\n";

#[test]
fn r11_r13_what_a_guardian_said_is_on_record_and_goes_to_the_office_alone() {
    let mut scene = Scene::new();
    let (kept, _) = scene.register(CHILD);
    let bea = scene.desk.by_reference(&kept[0].1).unwrap().id;
    let history = scene.desk.history(bea).unwrap();
    let said: Vec<_> = history.answers.iter().map(|(_, answer)| (answer.question, answer.said)).collect();
    assert_eq!(said, Question::TO_GUARDIAN.map(|question| (question, Said::Yes)));
    assert!(history.answers.iter().all(|(_, answer)| answer.evidence.given_by == GivenBy::Guardian));

    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let closed = scene.desk.close_day(&scene.event, &[office]).unwrap();
    let mut batch = verify(&closed[0].path, &identity, &scene.key()).unwrap();
    let told = rows(&mut batch, "consent_events.csv");
    let column = |name: &str| told.iter().map(|row| row[name].clone()).collect::<Vec<_>>();
    assert_eq!(column("question"), ["guardian.responsible", "guardian.consent"]);
    assert_eq!(column("statement")[0], "Are you the child's parent, or legally responsible for them?");
    for (name, value) in [("said", "yes"), ("how", "out-loud"), ("given_by", "guardian"), ("notice_card", "given")] {
        assert_eq!(column(name), [value; 2], "{name}");
    }
    assert_eq!(column("purpose"), ["record-keeping"; 2]);
    assert_eq!(rows(&mut batch, "guardians.csv").len(), 1);
}

#[test]
fn r11_r15_a_guardian_who_takes_their_yes_back_holds_the_child_back_until_they_agree_again() {
    let mut scene = Scene::new();
    let (kept, _) = scene.register(CHILD);
    let bea = scene.desk.by_reference(&kept[0].1).unwrap().id;
    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    scene.desk.close_day(&scene.event, std::slice::from_ref(&office)).unwrap();
    let question = Question::Guardian(GuardianQuestion::Consent);
    scene.desk.withdraw(bea, Withdrawal { question, objects: false, how: How::OutLoud }).unwrap();
    let history = scene.desk.history(bea).unwrap();
    assert_eq!(history.registered.state.code(), "quarantined");
    assert_eq!(history.standings.get(question), Standing::Withdrawn);

    let closed = scene.desk.close_day(&scene.event, std::slice::from_ref(&office)).unwrap();
    let mut batch = verify(&closed[0].path, &identity, &scene.key()).unwrap();
    let told = rows(&mut batch, "actions.csv");
    let told: Vec<_> = told.iter().map(|row| (row["action"].as_str(), row["question"].as_str())).collect();
    assert!(told.contains(&("withdraw", "guardian.consent")), "{told:?}");

    // A correction alone brings nothing back, nor does half an answer; the guardian's own Yes does.
    let again = |guardian_said| Amendment {
        fields: [(Field::City, "Leeds".to_owned())].into(),
        guardian_said,
        reason: "came back".into(),
        ..Amendment::default()
    };
    assert!(matches!(scene.desk.amend(bea, &again(None)), Err(DeskError::Form(_))));
    let no = GuardianSaid { said: [(GuardianQuestion::Consent, Said::No)].into(), ..both_yes() };
    assert!(matches!(scene.desk.amend(bea, &again(Some(no))), Err(DeskError::Form(_))));
    assert_eq!(scene.desk.history(bea).unwrap().registered.state.code(), "quarantined");
    let yes = GuardianSaid { said: [(GuardianQuestion::Consent, Said::Yes)].into(), ..both_yes() };
    scene.desk.amend(bea, &again(Some(yes))).unwrap();
    let history = scene.desk.history(bea).unwrap();
    assert_eq!(history.registered.state.code(), "standing");
    assert_eq!((history.standings.get(question), history.answers.len()), (Standing::Yes, 4));
    let closed = scene.desk.close_day(&scene.event, &[office]).unwrap();
    let mut batch = verify(&closed[0].path, &identity, &scene.key()).unwrap();
    assert_eq!(rows(&mut batch, "registrations.csv").len(), 1);
}

#[test]
fn r11_a_list_typed_on_the_second_day_takes_the_age_of_the_first() {
    let mut scene = Scene::new();
    let mut settings = scene.desk.event(&scene.event).unwrap().definition().clone();
    let day = |text: &str| text.parse().unwrap();
    (settings.first_day, settings.last_day) = (day("2026-11-20"), Some(day("2026-11-21")));
    scene.desk.change_event(settings).unwrap();
    let row = |asked_at: &str| {
        let head = "given_name,date_of_birth,consent_marketing_email,asked_how,asked_at";
        format!("{head}\nKit,2013-11-21,no,out loud,{asked_at}\n")
    };
    let (kept, not_kept) = scene.register(&row("2026-11-20T16:00:00+00:00"));
    assert!(kept.is_empty() && not_kept[0].errors.iter().any(|error| matches!(error.place, Place::Guardian(_))));
    let (kept, _) = scene.register(&row("2026-11-21T10:00:00+00:00"));
    let kit = scene.desk.by_reference(&kept[0].1).unwrap().id;
    assert_eq!(scene.desk.history(kit).unwrap().versions[0].record.aged_on.as_deref(), Some("2026-11-21"));
}

#[test]
fn r17_a_correction_of_something_else_changes_no_telephone_number() {
    let mut scene = Scene::new();
    let registration = RegistrationId(scene.desk.new_id());
    let mut draft = RegistrationDraft::new(registration, VisitorId(scene.desk.new_id()));
    draft.thirteen_or_over = Some(AgeAnswer::Yes);
    for (field, typed) in
        [(Field::GivenName, "Zoë"), (Field::Phone, "06 12 34 56 78"), (Field::EmergencyPhone, "06 12 34 56 79")]
    {
        draft.fields.insert(field, typed.to_owned());
    }
    // Staff chose the country before the number; they live nowhere that anybody asked.
    draft.phone_country = Some("FR".to_owned());
    scene.desk.register(&draft, &scene.event).unwrap();
    let kept = |scene: &Scene| {
        let record = scene.desk.history(registration).unwrap().versions.pop().unwrap().record;
        [record.phone, record.phone_as_typed, record.emergency_phone, record.emergency_phone_as_typed]
    };
    let before = kept(&scene);
    assert_eq!(before[0].as_deref(), Some("+33612345678"));
    let mut amend = |field, value: &str| {
        let fields = [(field, value.to_owned())].into();
        scene
            .desk
            .amend(registration, &Amendment { fields, reason: "misheard".into(), ..Amendment::default() })
            .unwrap();
        kept(&scene)
    };
    assert_eq!(amend(Field::City, "Leeds"), before);
    assert_eq!(amend(Field::Country, "DE"), before);
    let after = amend(Field::Phone, "+49 30 1234567");
    assert_eq!((after[0].as_deref(), &after[2..]), (Some("+49301234567"), &before[2..]));
}

/// Whether a backup in the desk's folder holds a special detail, or anybody of that name.
fn backups_hold(scene: &Scene, detail: &str, name: &str) -> bool {
    let mut found = false;
    for backup in scene.desk.vault().backups().unwrap() {
        let copy = Frozen::open(&backup.path, &lead(), &passphrase()).unwrap();
        let count = |query: &str, text: &str| copy.conn().query_row(query, [text], |row| row.get::<_, i64>(0)).unwrap();
        found |= count("SELECT count(*) FROM special_value WHERE value = ?1", detail) > 0;
        found |= count("SELECT count(*) FROM registration_version WHERE given_name = ?1", name) > 0;
    }
    found
}

#[test]
fn r03_r15_what_is_erased_is_erased_in_the_folders_backups_with_every_registration_of_the_person() {
    let mut scene = Scene::new();
    let first = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,no,yes,Coeliac,out loud");
    scene.desk.backup(None).unwrap();
    assert!(backups_hold(&scene, "Coeliac", "nobody"));
    let second = one(&mut scene, "Anne,Lee,1990-01-01,ann@example.org,no,,,out loud");
    let [first, second] = [first, second].map(|reference| scene.desk.by_reference(&reference).unwrap().id);
    scene.desk.say_same(first, second, true).unwrap();
    assert!(backups_hold(&scene, "Coeliac", "nobody"), "nothing has fallen");
    let question = Question::Special(lanyard::domain::purpose::SpecialPair::DietCatering);
    scene.desk.withdraw(second, Withdrawal { question, objects: false, how: How::OutLoud }).unwrap();
    assert!(!backups_hold(&scene, "Coeliac", "nobody"), "taken back at the newer one, erased at the older");
    assert!(backups_hold(&scene, "", "Ann"), "a new backup has taken the old one's place");
    scene.desk.undo(first).unwrap();
    assert!(!backups_hold(&scene, "", "Ann") && backups_hold(&scene, "", "Anne"));
}

#[test]
fn r01_saving_twice_is_saving_once_and_count_only_keeps_nobody() {
    let mut scene = Scene::new();
    assert_eq!(scene.desk.count_only(&scene.event).unwrap(), 1);
    assert_eq!(scene.desk.count_only(&scene.event).unwrap(), 2);
    assert!(scene.desk.find(&scene.event, "", 10).unwrap().is_empty());
}

#[test]
fn r21_a_recipient_whose_words_were_not_compared_cannot_be_chosen() {
    let mut scene = Scene::new();
    let (office, _) = scene.recipient("office", &[Purpose::RecordKeeping]);
    assert!(matches!(scene.desk.confirm_words(&office, "a b c d e f"), Err(DeskError::WordsDiffer)));
    scene.desk.remove_recipient(&office).unwrap();
    assert!(matches!(scene.desk.close_day(&scene.event, &[office]), Err(DeskError::NoSuchRecipient)));
}

#[test]
fn r13_a_ledger_that_was_changed_behind_the_program_is_found_at_its_act() {
    let changes = [
        ("consent_event", "UPDATE consent_event SET said = 'yes' WHERE question = 'news.email'"),
        ("registration_version", "UPDATE registration_version SET email = 'eve@example.org'"),
        ("act", "UPDATE act SET staff = 'eve' WHERE kind = 'register'"),
        ("act", "UPDATE act SET chain = zeroblob(32) WHERE kind = 'register'"),
        ("consent_event", "DELETE FROM consent_event WHERE question = 'news.email'"),
        ("consent_event", "UPDATE consent_event SET salt = NULL, question = NULL WHERE question = 'news.email'"),
    ];
    for (table, change) in changes {
        let mut scene = Scene::new();
        one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,no,,,out loud");
        let conn = scene.desk.vault().conn().unwrap();
        let guarded = conn.execute(change, []);
        assert!(guarded.unwrap_err().to_string().contains("append-only") || table == "registration_version");
        let triggers: Vec<String> = conn
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1")
            .unwrap()
            .query_map([table], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        for trigger in triggers {
            conn.execute(&format!("DROP TRIGGER {trigger}"), []).unwrap();
        }
        conn.execute(change, []).unwrap();
        let found = scene.desk.check().unwrap().ledger.unwrap_err();
        assert_eq!(found.act, Some(3), "{change}: {found}");
    }
}

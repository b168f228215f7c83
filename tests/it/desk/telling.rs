//! What each batch tells its recipient of what changed, and that everything told is on record.

use lanyard::batch::verify::{Verified, verify};
use lanyard::desk::{Amendment, GuardianSaid, Withdrawal};
use lanyard::domain::answer::{GivenBy, How, Said};
use lanyard::domain::field_error::GuardianField;
use lanyard::domain::form::Field;
use lanyard::domain::ids::RegistrationId;
use lanyard::domain::purpose::{Channel, GuardianQuestion, Purpose, Question};
use lanyard::store::{StoreError, answers, roll};

use super::day::{one, rows};
use super::scene::{Scene, WALK_INS};

const CHILD: &str = "given_name,family_name,date_of_birth,guardian_name,guardian_relationship,guardian_email,\
    guardian_responsible,guardian_consent,consent_marketing_email,asked_how\n\
    Kim,Lee,2016-01-01,Robin Lee,mother,robin@example.org,yes,yes,no,out loud\n";

fn id_of(scene: &Scene, reference: &str) -> RegistrationId {
    scene.desk.by_reference(reference).unwrap().id
}

fn closed(
    scene: &mut Scene,
    to: &lanyard::domain::code::Code,
    identity: &lanyard::batch::keys::RecipientIdentity,
) -> Verified {
    let closed = scene.desk.close_day(&scene.event, std::slice::from_ref(to)).unwrap();
    verify(&closed[0].path, identity, &scene.key()).unwrap()
}

#[test]
fn r17_a_correction_names_every_column_that_it_changed_and_none_that_the_recipient_may_not_see() {
    let mut scene = Scene::new();
    let list = CHILD.replace("yes,yes,no,out loud", "yes,yes,yes,out loud");
    let (kept, _) = scene.register(&list);
    let (office, office_identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let (news, news_identity) = scene.recipient("news", &[Purpose::News]);
    scene.desk.close_day(&scene.event, &[office.clone(), news.clone()]).unwrap();
    let kim = id_of(&scene, &kept[0].1);
    let mut amend = |fields: &[(Field, &str)], guardian: &[(GuardianField, &str)]| {
        let amendment = Amendment {
            fields: fields.iter().map(|&(field, value)| (field, value.to_owned())).collect(),
            guardian: guardian.iter().map(|&(field, value)| (field, value.to_owned())).collect(),
            reason: "misheard".into(),
            ..Amendment::default()
        };
        scene.desk.amend(kim, &amendment).unwrap();
        let mut told = |to, identity| {
            let told = rows(&mut closed(&mut scene, to, identity), "actions.csv");
            told.into_iter().map(|row| row["detail"].clone()).collect::<Vec<_>>()
        };
        (told(&office, &office_identity), told(&news, &news_identity))
    };
    let columns = |list: &str| vec![format!("{{\"columns\":[{list}]}}")];
    assert_eq!(amend(&[(Field::EmergencyName, "Dan")], &[]), (columns("\"emergency_name\""), vec![]));
    let email = [(GuardianField::Email, "robin@example.net")];
    assert_eq!(amend(&[], &email), (columns("\"guardian_email\""), columns("\"guardian_email\"")));
    assert_eq!(amend(&[(Field::DateOfBirth, "2016-01-02")], &[]), (columns("\"date_of_birth\""), vec![]));
}

#[test]
fn r15_r21_a_batch_of_another_event_in_between_swallows_no_withdrawal_and_no_stop() {
    let mut scene = Scene::new();
    let yes = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let (office, office_identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let (news, news_identity) = scene.recipient("news", &[Purpose::News]);
    scene.desk.close_day(&scene.event, &[office.clone(), news.clone()]).unwrap();
    let question = Question::News(Channel::Email);
    scene.desk.withdraw(id_of(&scene, &yes), Withdrawal { question, objects: false, how: How::OutLoud }).unwrap();
    // Somebody who declined, and of whom nobody was told yet.
    one(&mut scene, "Ben,May,1990-01-01,ben@example.org,no,,,out loud");

    let mut other = scene.desk.event(&scene.event).unwrap().definition().clone();
    other.code = lanyard::domain::code::Code::new("other-day").unwrap();
    let notice = scene.desk.event(&scene.event).unwrap().notice().clone();
    scene.desk.new_event(other.clone(), notice).unwrap();
    let first = std::mem::replace(&mut scene.event, other.code);
    one(&mut scene, "Cat,Low,1990-01-01,cat@example.org,yes,,,out loud");
    for (to, identity) in [(&office, &office_identity), (&news, &news_identity)] {
        assert!(rows(&mut closed(&mut scene, to, identity), "actions.csv").is_empty(), "nothing changed there");
    }

    scene.event = first;
    let told = rows(&mut closed(&mut scene, &office, &office_identity), "actions.csv");
    assert_eq!((told.len(), told[0]["action"].as_str(), told[0]["question"].as_str()), (1, "withdraw", "news.email"));
    let told = rows(&mut closed(&mut scene, &news, &news_identity), "actions.csv");
    let told: Vec<_> = told.iter().map(|row| (row["action"].as_str(), row["address"].as_str())).collect();
    assert_eq!(told, [("withdraw", ""), ("permit_lost", ""), ("withdraw", "ben@example.org")]);
}

#[test]
fn r17_a_correction_says_which_columns_and_only_the_office_why() {
    let mut scene = Scene::new();
    let reference = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let (office, office_identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let (news, news_identity) = scene.recipient("news", &[Purpose::News]);
    scene.desk.close_day(&scene.event, &[office.clone(), news.clone()]).unwrap();
    let amendment = Amendment {
        fields: [(Field::City, "Leeds".to_owned()), (Field::Email, "anne@example.org".to_owned())].into(),
        reason: "misheard".into(),
        ..Amendment::default()
    };
    scene.desk.amend(id_of(&scene, &reference), &amendment).unwrap();

    let mut batch = closed(&mut scene, &office, &office_identity);
    let told = rows(&mut batch, "actions.csv");
    assert_eq!((told.len(), told[0]["action"].as_str()), (1, "correct"));
    assert_eq!(
        (told[0]["detail"].as_str(), told[0]["reason"].as_str()),
        ("{\"columns\":[\"email\",\"city\"]}", "misheard")
    );
    let sent = rows(&mut batch, "registrations.csv");
    assert_eq!((sent[0]["email"].as_str(), &sent[0]["amended_at"]), ("anne@example.org", &told[0]["at"]));
    assert!(!told[0]["at"].is_empty());

    let told = rows(&mut closed(&mut scene, &news, &news_identity), "actions.csv");
    assert_eq!((told[0]["detail"].as_str(), told[0]["reason"].as_str()), ("{\"columns\":[\"email\"]}", ""));
}

#[test]
fn r11_r17_a_guardian_who_agrees_again_through_a_correction_is_told_of_as_such() {
    let mut scene = Scene::new();
    let (kept, _) = scene.register(CHILD);
    let kim = id_of(&scene, &kept[0].1);
    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    assert_eq!(rows(&mut closed(&mut scene, &office, &identity), "registrations.csv").len(), 1);
    let question = Question::Guardian(GuardianQuestion::Consent);
    scene.desk.withdraw(kim, Withdrawal { question, objects: false, how: How::OutLoud }).unwrap();
    let told = |batch: &mut Verified| {
        let told = rows(batch, "actions.csv").into_iter();
        told.map(|row| (row["action"].clone(), row["question"].clone())).collect::<Vec<_>>()
    };
    let is = |said: &[(&str, &str)]| {
        said.iter().map(|&(action, asked)| (action.to_owned(), asked.to_owned())).collect::<Vec<_>>()
    };
    let mut batch = closed(&mut scene, &office, &identity);
    assert_eq!(told(&mut batch), is(&[("withdraw", "guardian.consent"), ("restrict", "")]));
    assert!(rows(&mut batch, "registrations.csv").is_empty());

    let said = [(GuardianQuestion::Consent, Said::Yes)].into();
    let said = GuardianSaid { said, how: How::OnPaper, paper_form: Some("G-7".into()), languages: [].into() };
    let again = Amendment { guardian_said: Some(said), reason: "asked again".into(), ..Amendment::default() };
    scene.desk.amend(kim, &again).unwrap();
    let mut batch = closed(&mut scene, &office, &identity);
    assert_eq!(told(&mut batch), is(&[("reconsent", "guardian.consent"), ("lift", "")]));
    let (sent, action) = (rows(&mut batch, "registrations.csv").remove(0), rows(&mut batch, "actions.csv").remove(0));
    assert_eq!((&action["registration"], &action["visitor"]), (&sent["registration"], &sent["visitor"]));
    assert!(!action["at"].is_empty(), "when they agreed");
    let proof = rows(&mut batch, "consent_events.csv");
    let newest = proof.iter().rfind(|row| row["question"] == "guardian.consent").unwrap();
    assert_eq!((newest["said"].as_str(), newest["paper_form"].as_str()), ("yes", "G-7"));
    assert_eq!(told(&mut closed(&mut scene, &office, &identity)), [], "once");
}

#[test]
fn r21_what_is_undone_after_it_was_sent_is_told_once_to_whoever_has_it() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,no,,,out loud");
    let ann = id_of(&scene, &ann);
    let (office, office_identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let (kitchen, kitchen_identity) = scene.recipient("kitchen", &[Purpose::Catering]);
    let sent = rows(&mut closed(&mut scene, &office, &office_identity), "registrations.csv");
    let as_sent = sent[0]["registration"].clone();
    scene.desk.undo(ann).unwrap();
    let mut batch = closed(&mut scene, &office, &office_identity);
    let told = rows(&mut batch, "actions.csv");
    assert_eq!((told.len(), told[0]["action"].as_str(), &told[0]["registration"]), (1, "undone", &as_sent));
    assert_eq!((told[0]["question"].as_str(), told[0]["detail"].as_str(), told[0]["reason"].as_str()), ("", "", ""));
    for file in ["registrations.csv", "consent_events.csv"] {
        assert!(rows(&mut batch, file).iter().all(|row| row["registration"] != as_sent), "{file}");
    }
    assert!(rows(&mut closed(&mut scene, &kitchen, &kitchen_identity), "actions.csv").is_empty(), "it never had her");
    // Who was undone before anybody had them is told to nobody, and nobody is told twice.
    let cal = one(&mut scene, "Cal,Lee,1990-01-01,cal@example.org,no,,,out loud");
    let cal = id_of(&scene, &cal);
    scene.desk.undo(cal).unwrap();
    assert!(rows(&mut closed(&mut scene, &office, &office_identity), "actions.csv").is_empty());
}

#[test]
fn r11_r21_a_guardians_no_stops_the_guardians_address_and_is_told_once() {
    let mut scene = Scene::new();
    let (kept, not_kept) = scene.register(CHILD);
    assert!(not_kept.is_empty(), "{:?}", not_kept[0].errors);
    let (news, identity) = scene.recipient("news", &[Purpose::News]);
    let mut first = closed(&mut scene, &news, &identity);
    let told = rows(&mut first, "actions.csv");
    assert_eq!(
        (told.len(), told[0]["address"].as_str(), told[0]["channel"].as_str()),
        (1, "robin@example.org", "email")
    );
    assert_eq!((told[0]["registration"].as_str(), told[0]["visitor"].as_str()), ("", ""));
    assert!(rows(&mut first, "registrations.csv").is_empty());
    assert!(rows(&mut closed(&mut scene, &news, &identity), "actions.csv").is_empty(), "nothing is told twice");
    // Disclosed, and so on record (R21).
    let conn = scene.desk.vault().conn().unwrap();
    let stops: i64 = conn.query_row("SELECT sum(stops) FROM disclosure", [], |row| row.get(0)).unwrap();
    assert_eq!(stops, 1 << (Channel::Email as u32));
    let question = Question::News(Channel::Email);
    let withdrawal = Withdrawal { question, objects: true, how: How::OutLoud };
    scene.desk.withdraw(id_of(&scene, &kept[0].1), withdrawal).unwrap();
    let told = rows(&mut closed(&mut scene, &news, &identity), "actions.csv");
    assert_eq!((told.len(), told[0]["registration"].as_str()), (1, ""), "still known by the address alone");
}

#[test]
fn r14_for_a_batch_too_two_visitors_are_one_person_when_somebody_said_so() {
    let mut scene = Scene::new();
    let yes = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let no = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,no,,,out loud");
    let (yes, no) = (id_of(&scene, &yes), id_of(&scene, &no));
    scene.desk.say_same(yes, no, true).unwrap();
    let (news, identity) = scene.recipient("news", &[Purpose::News]);
    assert!(rows(&mut closed(&mut scene, &news, &identity), "registrations.csv").is_empty());
    scene.desk.reverse_link(yes, no).unwrap();
    assert!(rows(&mut closed(&mut scene, &news, &identity), "registrations.csv").is_empty(), "in doubt, nobody");
    scene.desk.say_same(yes, no, false).unwrap();
    assert_eq!(rows(&mut closed(&mut scene, &news, &identity), "registrations.csv").len(), 1);
}

#[test]
fn r14_one_pass_over_everybody_folds_as_a_look_at_each_does() {
    let mut scene = Scene::new();
    scene.register(WALK_INS);
    let conn = scene.desk.vault().conn().unwrap();
    let event = scene.desk.event(&scene.event).unwrap().id();
    let mut people = 0;
    roll::each(conn, event, |listed, lines| {
        for speaker in [GivenBy::Visitor, GivenBy::Guardian] {
            let alone = answers::standings(conn, &[listed.row], speaker)?;
            assert_eq!(roll::standings(conn, listed.row, lines, speaker)?, alone, "row {}", listed.row);
        }
        people += 1;
        Ok::<(), StoreError>(())
    })
    .unwrap();
    assert!(people > 150);
}

#[test]
fn r21_a_disclosure_that_was_changed_or_hidden_is_found_at_its_closing() {
    let changes = [
        "UPDATE disclosure SET columns = columns - 1",
        "UPDATE disclosure SET stops = 1",
        "UPDATE disclosure SET bases = bases << 1",
        "UPDATE disclosure SET bases = NULL",
        "DELETE FROM disclosure",
        "UPDATE batch SET created_at = '2020-01-01T00:00:00Z'",
        "UPDATE batch SET through_act = through_act + 1",
        "UPDATE batch SET purposes = '[]'",
    ];
    for change in changes {
        let mut scene = Scene::new();
        one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
        let (office, _) = scene.recipient("office", &[Purpose::RecordKeeping]);
        scene.desk.close_day(&scene.event, &[office]).unwrap();
        assert!(scene.desk.check().unwrap().ledger.is_ok());
        let conn = scene.desk.vault().conn().unwrap();
        let closing: i64 =
            conn.query_row("SELECT sequence FROM act WHERE kind = 'close-day'", [], |row| row.get(0)).unwrap();
        assert!(conn.execute(change, []).is_err(), "{change} was not refused");
        for trigger in ["batch_stays", "disclosure_stays", "disclosure_is_kept"] {
            conn.execute(&format!("DROP TRIGGER {trigger}"), []).unwrap();
        }
        conn.execute(change, []).unwrap();
        let found = scene.desk.check().unwrap().ledger.unwrap_err();
        assert_eq!(found.act, u64::try_from(closing).ok(), "{change}: {found}");
    }
}

#[test]
fn a_closing_tells_how_far_it_has_come() {
    let mut scene = Scene::new();
    let mut list = String::from("given_name,family_name,date_of_birth\n");
    (0..180).for_each(|number| list.push_str(&format!("Ann,Number{number},1990-01-01\n")));
    scene.register(&list);
    let (office, _) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let mut told = Vec::new();
    scene.desk.close_day_telling(&scene.event, &[office], &mut |progress| told.push(progress)).unwrap();
    assert!(!told.is_empty() && told.is_sorted_by_key(|progress| progress.done));
    assert!(told.iter().all(|progress| progress.done <= progress.of && progress.of == 540), "{told:?}");
}

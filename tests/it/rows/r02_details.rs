//! R2: every personal detail that the notice names can be asked for; a person may give hardly any; an emergency contact is a
//! person too.

use lanyard::desk::{Amendment, Desk, DeskError};
use lanyard::domain::act_kind::ActKind;
use lanyard::domain::answer::Said;
use lanyard::domain::code::Code;
use lanyard::domain::field_error::GuardianField;
use lanyard::domain::form::{Field, Need};
use lanyard::domain::ids::RegistrationId;
use lanyard::domain::likeness::Verdict;
use lanyard::domain::purpose::{Channel, Medium, Purpose, Question, SpecialPair};
use lanyard::domain::rights::Right;
use lanyard::domain::staff::Role;

use super::form::Form;
use super::reader::Reader;
use super::{as_somebody, asked_for, details, set};
use crate::desk::scene::{Scene, Since, restored_as};
use crate::support::pages;
use crate::support::scratch::files;

/// Every field that an event can switch on, with something for it and the column of the office's tables that it lands in.
const SAID: [(Field, &str, &str); 28] = [
    (Field::Role, "Visitor", "registrations.csv role Visitor"),
    (Field::GivenName, "Zoë", "registrations.csv given_name Zoë"),
    (Field::FamilyName, "Hale", "registrations.csv family_name Hale"),
    (Field::BadgeName, "Zo", "registrations.csv badge_name Zo"),
    (Field::Email, "zoe@example.org", "registrations.csv email zoe@example.org"),
    (Field::Phone, "+44 7700 900123", "registrations.csv phone tel:+447700900123"),
    (Field::DateOfBirth, "4 May 1990", "registrations.csv date_of_birth 1990-05-04"),
    (Field::Gender, "woman", "registrations.csv gender woman"),
    (Field::AddressLine1, "1 High Street", "registrations.csv address_line_1 1 High Street"),
    (Field::AddressLine2, "Flat 2", "registrations.csv address_line_2 Flat 2"),
    (Field::City, "London", "registrations.csv city London"),
    (Field::Postcode, "sw72az", "registrations.csv postcode SW7 2AZ"),
    (Field::Country, "United Kingdom", "registrations.csv country GB"),
    (Field::Nationality, "DE", "registrations.csv nationality DE"),
    (Field::Organisation, "A school", "registrations.csv organisation A school"),
    (Field::EducationNow, "A levels", "registrations.csv education_now A levels"),
    (Field::EducationPast, "GCSE", "registrations.csv education_past GCSE"),
    (Field::Profession, "Baker", "registrations.csv profession Baker"),
    (Field::LookingFor, "Short course", "registrations.csv looking_for Short course"),
    (Field::Subjects, "Italian", "registrations.csv subjects Italian"),
    (Field::YearOfEntry, "2027", "registrations.csv year_of_entry 2027"),
    (Field::HeardAboutUs, "A friend", "registrations.csv heard_about_us A friend"),
    (Field::ContactLanguage, "fr", "registrations.csv contact_language fr"),
    (Field::CommunicationPreference, "Letters", "registrations.csv communication_preference Letters"),
    (Field::Note, "Came by bus", "registrations.csv note Came by bus"),
    (Field::EmergencyName, "Krampf", "emergency_contacts.csv name Krampf"),
    (Field::EmergencyPhone, "+44 7700 900777", "emergency_contacts.csv phone tel:+447700900777"),
    (Field::EmergencyRelationship, "Brother", "emergency_contacts.csv relationship Brother"),
];

/// A desk whose event asks for all of it.
fn asks_for_everything() -> Scene {
    let mut scene = Scene::new();
    set(&mut scene, |settings| {
        let fields = Field::ALL.iter().filter(|field| !field.is_name());
        settings.fields = fields.map(|&field| (field, Need::Optional)).collect();
    });
    scene
}

#[test]
fn r02_every_detail_of_the_notice_can_be_asked_for_and_reaches_the_office() {
    let mut scene = asks_for_everything();
    let office = Reader::of(&mut scene, Purpose::RecordKeeping);
    let form = SAID.iter().fold(Form::of(&mut scene, ""), |form, &(field, typed, _)| form.field(field, typed));
    form.save();
    let mut batch = office.next(&mut scene);
    for (field, _, lands) in SAID {
        let mut parts = lands.splitn(3, ' ');
        let [file, column, value] = [(); 3].map(|()| parts.next().unwrap());
        assert_eq!(batch.column(file, column), [value], "{field}");
    }
    let named: Vec<_> = SAID.iter().map(|&(field, ..)| field).collect();
    let others: Vec<_> = Field::ALL.iter().filter(|field| !named.contains(field)).collect();
    assert_eq!(others, [&Field::FullName], "the name in one box is the other way of asking for it");
}

#[test]
fn r02_whom_to_call_is_told_to_the_office_and_to_whoever_keeps_people_safe_and_to_nobody_else() {
    let mut scene = asks_for_everything();
    let mut form = SAID.iter().fold(Form::of(&mut scene, ""), |form, &(field, typed, _)| form.field(field, typed));
    let news = Channel::ALL.iter().map(|&channel| Question::News(channel));
    let recording = Medium::ALL.iter().map(|&medium| Question::Recording(medium));
    let special = [SpecialPair::HealthSafety, SpecialPair::DisabilityHelp, SpecialPair::EthnicityOpportunities];
    for question in news.chain(recording).chain(special.map(Question::Special)) {
        form = form.said(question, Said::Yes);
    }
    form.send("Course list by email").save();
    let told = |purpose: &Purpose| {
        let mut batch = Reader::of(&mut scene, *purpose).next(&mut scene);
        ["Krampf", "7700900777", "Brother"].iter().any(|value| batch.holds(value))
    };
    let told: Vec<_> = Purpose::ALL.iter().copied().filter(told).collect();
    assert_eq!(told, [Purpose::RecordKeeping, Purpose::SafetyToday]);
}

#[test]
fn r02_one_name_in_any_script_and_no_contact_are_enough_and_a_family_may_share_its_email() {
    let mut scene = Scene::new();
    for name in ["Sukarno", "王", "علي", "Ngọc", "Ἀθηνᾶ"] {
        let id = Form::adult(&mut scene, name).save();
        let record = scene.desk.history(id).unwrap().versions.pop().unwrap().record;
        let contact = [&record.email, &record.phone, &record.postcode, &record.address_line_1];
        assert_eq!(record.full_name.as_deref(), Some(name));
        assert!(record.family_name.is_none() && contact.iter().all(|value| value.is_none()));
    }
    let [ann, ben] = [("Ann", "1990-05-04"), ("Ben", "1992-11-30")].map(|(name, born)| {
        let form = Form::of(&mut scene, name).field(Field::DateOfBirth, born).field(Field::FamilyName, "Lee");
        form.field(Field::Email, "family@example.org").save()
    });
    let found = scene.desk.find(&scene.event, "family@example.org", 10).unwrap();
    assert_eq!(found.iter().map(|hit| hit.registered.id).collect::<Vec<_>>(), [ben, ann]);
    let alike = scene.desk.duplicates_of(ann).unwrap();
    let verdicts: Vec<_> = alike.iter().map(|found| found.likeness.verdict).collect();
    assert_eq!(verdicts, [Verdict::SharesContact], "a family, and not one person");
}

/// A grown-up Ann who named Zebedee to be called in an emergency.
fn ann(scene: &mut Scene) -> Form<'_> {
    Form::adult(scene, "Ann")
        .field(Field::FamilyName, "Lee")
        .field(Field::Email, "ann@example.org")
        .field(Field::EmergencyName, "Zebedee Xandrell")
        .field(Field::EmergencyPhone, "+44 7700 900999")
        .field(Field::EmergencyRelationship, "Brother")
}

/// Takes Zebedee out of what stands: he is in the first version all the same.
fn corrected(scene: &mut Scene, id: RegistrationId) {
    let contact = [Field::EmergencyName, Field::EmergencyPhone, Field::EmergencyRelationship];
    let fields = contact.map(|field| (field, String::new())).into();
    let amendment = Amendment { fields, reason: "they moved apart".into(), ..Amendment::default() };
    scene.desk.amend(id, &amendment).unwrap();
}

/// Others who came since: whoever came before them is in the search index now.
fn others(scene: &mut Scene) {
    let mut list = String::from("given_name,family_name,date_of_birth\n");
    (0..70).for_each(|number| list.push_str(&format!("Ben,Number{number},1990-01-01\n")));
    assert!(scene.register(&list).1.is_empty());
}

/// Who is found by these words, and, where it is not by themselves, by whom.
fn found(desk: &Desk, event: &Code, words: &str) -> Vec<(String, Option<String>)> {
    let hits = desk.find(event, words, 10).unwrap().into_iter();
    let said = |hit: lanyard::desk::Hit| {
        let name = hit.record.full_name.unwrap();
        let by = hit.by.map(|by| by.unwrap().words(&name));
        (name, by)
    };
    hits.map(said).collect()
}

#[test]
fn r02_r19_a_lead_finds_somebody_by_whom_they_named_and_takes_nobody_for_the_visitor() {
    let mut scene = asks_for_everything();
    let id = ann(&mut scene).save();
    let kit = Form::child(&mut scene, "Kit", "2015-01-31").guardian(GuardianField::Phone, "+44 7700 900555").save();
    corrected(&mut scene, id);
    let zebedee = || vec![("Ann Lee".to_owned(), Some("Zebedee Xandrell, emergency contact of Ann Lee".to_owned()))];
    let robin = || vec![("Kit".to_owned(), Some("Robin Hale, guardian of Kit".to_owned()))];
    // Those who came last are in no index yet; those before them are.
    for indexed in [false, true] {
        if indexed {
            others(&mut scene);
        }
        let find = |words: &str| found(&scene.desk, &scene.event, words);
        for words in ["xandrell", "xand zeb", "07700 900999", "900999"] {
            assert_eq!(find(words), zebedee(), "{words}, {indexed}");
        }
        for words in ["hale robin", "robin@example.org", "900555"] {
            assert_eq!(find(words), robin(), "{words}, {indexed}");
        }
        assert_eq!(find("ann lee"), [("Ann Lee".to_owned(), None)], "by themselves");
        assert!(find("ann xandrell").is_empty(), "nobody is called that");
    }
    // Who is kept and not used is found by whoever carries rights out, and by nobody else.
    asked_for(&mut scene, Right::Restrict, kit);
    assert_eq!(found(&scene.desk, &scene.event, "hale"), robin());
    let (scene, seen) = as_somebody(scene, Role::Desk, |desk, event| {
        ["xandrell", "900999", "hale", "ann lee"].map(|words| found(desk, event, words).len())
    });
    assert_eq!(seen, [0, 0, 0, 1], "desk staff find visitors only");
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

const MARKS: [&str; 4] = ["xandrell", "lardnax", "900999", "999009"];

/// Which marks of Zebedee can be read in the decrypted pages of the vault and of its own backups.
fn readable(scene: &Scene) -> Vec<&'static str> {
    let mut bytes = Vec::new();
    for file in files(&scene.folder.join("Day.lanyard")).iter().filter(|file| file.ends_with("desk.db")) {
        bytes.extend(pages::decrypted(file.parent().unwrap(), "alex", "correct horse battery"));
    }
    bytes.make_ascii_lowercase();
    MARKS.into_iter().filter(|mark| bytes.windows(mark.len()).any(|window| window == mark.as_bytes())).collect()
}

#[test]
fn r02_an_emergency_contact_who_asks_is_forgotten_in_every_byte_and_the_office_is_told_once() {
    let mut scene = asks_for_everything();
    let [office, news] = [Purpose::RecordKeeping, Purpose::News].map(|purpose| Reader::of(&mut scene, purpose));
    let id = ann(&mut scene).said(Question::News(Channel::Email), Said::Yes).save();
    corrected(&mut scene, id);
    others(&mut scene);
    let again = ann(&mut scene).save();
    assert_eq!(office.next(&mut scene).column("emergency_contacts.csv", "name"), ["Zebedee Xandrell"]);
    news.next(&mut scene);
    // A form of the same visitor, begun again, and what is being corrected of theirs.
    let form = ann(&mut scene).draft;
    scene.desk.keep_draft(&form, &scene.event).unwrap();
    scene.desk.backup(None).unwrap();
    assert!(readable(&scene).contains(&"xandrell") && readable(&scene).contains(&"999009"), "or this could not fail");

    let event = scene.event.clone();
    for names in ["Zebedee asked", "Ann Lee said so", "rang from 07700 900999", ""] {
        let refused = scene.desk.forget_emergency_contact(id, names);
        assert!(matches!(refused, Err(DeskError::ReasonNames | DeskError::NoReason)), "{names}");
    }
    let (mut scene, refused) = as_somebody(scene, Role::Desk, |desk, _| desk.forget_emergency_contact(id, "asked"));
    assert!(matches!(refused, Err(DeskError::NotAllowed { .. })));
    // Each registration by itself: the other still names him.
    let done = scene.desk.forget_emergency_contact(id, "they asked us to").unwrap();
    assert_eq!((done.versions, done.forms, done.left_over), (1, 1, None));
    assert_eq!(done.told.len(), 1, "the office, and not who sends news");
    let done = scene.desk.forget_emergency_contact(again, "they asked us to").unwrap();
    assert_eq!((done.versions, done.forms, done.told.len(), done.left_over), (1, 0, 1, None));
    assert!(matches!(scene.desk.forget_emergency_contact(again, "x y"), Err(DeskError::NoEmergencyContact)));
    assert_eq!(readable(&scene), [""; 0]);
    assert!(found(&scene.desk, &event, "xandrell").is_empty());
    assert_eq!(found(&scene.desk, &event, "ann lee").len(), 2, "the visitor stays");
    assert!(scene.desk.draft(&event, form.registration).is_ok(), "and what else they began");

    let said = |forms| format!(r#"{{"forms":{forms},"reason":"they asked us to","versions":1}}"#);
    assert_eq!(details(&scene, ActKind::ForgetEmergencyContact), [said(1), said(0)]);

    let mut told = office.next(&mut scene);
    let actions = told.rows("actions.csv");
    assert_eq!(actions.len(), 2, "of both registrations");
    for action in &actions {
        assert_eq!(action["action"], "correct");
        let detail: serde_json::Value = serde_json::from_str(&action["detail"]).unwrap();
        assert_eq!(detail["file"], "emergency_contacts.csv");
        assert_eq!(detail["columns"], serde_json::json!(["name", "relationship", "phone", "phone_as_typed"]));
    }
    assert!(told.rows("emergency_contacts.csv").is_empty(), "and nothing stands there any more");
    assert!(office.next(&mut scene).rows("actions.csv").is_empty(), "once");
    assert!(news.next(&mut scene).rows("actions.csv").is_empty(), "who was sent no contact is told nothing");
    assert!(scene.desk.check().unwrap().ledger.is_ok());
    assert_eq!(readable(&scene.reopen()), [""; 0]);
}

#[test]
fn r02_who_asked_to_be_forgotten_is_forgotten_again_when_a_backup_from_before_is_restored() {
    let mut scene = asks_for_everything();
    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let id = ann(&mut scene).save();
    scene.desk.close_day(&scene.event, std::slice::from_ref(&office)).unwrap();
    let backup = scene.desk.backup(Some(scene.folder.path())).unwrap().path;
    scene.desk.forget_emergency_contact(id, "they asked us to").unwrap();
    let told = scene.desk.close_day(&scene.event, std::slice::from_ref(&office)).unwrap().remove(0).path;
    let forgot = |desk: &Desk| {
        assert!(found(desk, &scene.event, "xandrell").is_empty());
        assert!(!desk.history(id).unwrap().versions[0].record.names_emergency_contact());
        assert!(desk.check().unwrap().ledger.is_ok());
    };
    // Elsewhere, where nothing but the batch that told of it says so.
    let since = Since { batches: &[told], identities: &[identity], nothing_newer: None };
    let (elsewhere, replayed) = restored_as(&scene.folder.join("Other.lanyard"), &backup, &since, &scene.env);
    assert_eq!(replayed.lapsed, 1);
    forgot(&elsewhere);
    drop(elsewhere);
    // And where the desk is that he was forgotten at.
    let event = scene.event.clone();
    let (scene, replayed) = scene.restored(&backup);
    assert_eq!(replayed.lapsed, 1);
    assert!(found(&scene.desk, &event, "xandrell").is_empty());
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

//! R2: every personal detail that the notice names can be asked for; a person may give hardly any; an emergency contact is a
//! person too.

use lanyard::domain::answer::Said;
use lanyard::domain::form::{Field, Need};
use lanyard::domain::likeness::Verdict;
use lanyard::domain::purpose::{Channel, Medium, Purpose, Question, SpecialPair};

use super::form::Form;
use super::reader::Reader;
use super::set;
use crate::desk::scene::Scene;

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

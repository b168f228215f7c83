//! R11: nothing of a child under thirteen without a parent or guardian who is there and says Yes.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::{America, Asia, Europe, Pacific, Tz};
use lanyard::desk::{Keeping, Withdrawal};
use lanyard::domain::age::AgeAnswer;
use lanyard::domain::answer::{How, Said};
use lanyard::domain::draft::{NotYet, RegistrationDraft};
use lanyard::domain::field_error::{GuardianField, Place};
use lanyard::domain::form::Field;
use lanyard::domain::ids::{EventId, RegistrationId, VisitorId};
use lanyard::domain::ledger::Standing;
use lanyard::domain::purpose::{Channel, Purpose, Question};
use lanyard::domain::unfinished::{Dialog as Written, Typed, Unfinished};
use lanyard::lists::event_file::{EXAMPLE_EVENT, EventFile};
use lanyard::store::registrations::State;
use proptest::prelude::*;
use uuid::Uuid;

use super::form::Form;
use super::reader::Reader;
use super::{count, stands};
use crate::desk::scene::{Scene, lead};
use crate::support::pages;

const EMAIL: Question = Question::News(Channel::Email);

#[test]
fn r11_two_children_of_one_guardian_keep_their_own_answers_and_their_sister_speaks_for_herself() {
    let mut scene = Scene::new();
    let news = Reader::of(&mut scene, Purpose::News);
    let kit = Form::child(&mut scene, "Kit", "2014-01-31").said(EMAIL, Said::Yes).save();
    let lea = Form::child(&mut scene, "Lea", "2016-05-01").said(EMAIL, Said::Yes).save();
    let mia = Form::child(&mut scene, "Mia", "2011-05-01").field(Field::Email, "mia@example.org");
    let mia = mia.said(EMAIL, Said::Yes).save();
    let mut batch = news.next(&mut scene);
    assert_eq!(batch.column("registrations.csv", "email"), ["", "", "mia@example.org"]);
    assert_eq!(batch.column("registrations.csv", "given_name"), ["", "", "Mia"], "news never names a child");
    assert_eq!(batch.column("guardians.csv", "email"), ["robin@example.org"; 2], "none of Mia's");

    let back = |question| Withdrawal { question, objects: false, how: How::OutLoud };
    scene.desk.withdraw(kit, back(EMAIL)).unwrap();
    scene.desk.withdraw(lea, back(Question::TO_GUARDIAN[1])).unwrap();
    let state = |scene: &Scene, id| scene.desk.history(id).unwrap().registered.state;
    assert_eq!([kit, lea, mia].map(|id| state(&scene, id)), [State::Standing, State::Quarantined, State::Standing]);
    let standing = [kit, lea, mia].map(|id| stands(&scene, id, EMAIL));
    assert_eq!(standing, [Standing::Withdrawn, Standing::Yes, Standing::Yes]);
    let told: Vec<_> = news.next(&mut scene).told().into_iter().map(|(action, _)| action).collect();
    assert_eq!(told, ["withdraw", "permit_lost", "restrict"], "Kit's news, and all of Lea's");
}

/// A correction of somebody, as far as it is typed.
fn half_typed(about: RegistrationId, boxes: &[(&str, &str)]) -> Unfinished {
    let mut typed = Typed::default();
    boxes.iter().for_each(|(name, text)| typed.put_change(*name, text));
    Unfinished::of(Written::Amend, Some(about), typed).unwrap()
}

#[test]
fn r11_r17_a_half_typed_correction_is_on_the_disk_only_where_it_makes_no_child_without_a_guardian() {
    const AGREED: [&str; 2] = ["guardian.responsible", "guardian.consent"];
    let mut scene = Scene::new();
    let ann = Form::adult(&mut scene, "Ann").save();
    let kit = Form::child(&mut scene, "Kit", "2014-01-31").save();
    let born = Field::DateOfBirth.code();
    let agrees = [
        (born, "1/2/2016"),
        (GuardianField::Name.code(), "Robin Hale"),
        (GuardianField::Relationship.code(), "Mother"),
        (GuardianField::Email.code(), "robin@example.org"),
        (AGREED[0], "yes"),
        (AGREED[1], "yes"),
    ];
    let refuses = [&agrees[..5], &[(AGREED[1], "no")]].concat();
    type Boxes<'a> = &'a [(&'a str, &'a str)];
    let cases: &[(RegistrationId, Boxes<'_>, bool, &str)] = &[
        (ann, &[(born, "5/4/1990")], true, "of age either way"),
        (ann, &[(born, "22/11/2013")], false, "thirteen tomorrow"),
        (ann, &[(born, "21/11/2013")], true, "thirteen today"),
        (ann, &[(born, "1/2/20")], false, "the year is half typed"),
        (ann, &[(born, "")], false, "nobody knows how old they are"),
        (ann, &[(born, ""), (Typed::THIRTEEN_OR_OVER, "yes")], true, "they said that they are of age"),
        (ann, &[(born, ""), (Typed::THIRTEEN_OR_OVER, "not-sure")], false, "who is not sure counts as under"),
        (ann, &agrees[..4], false, "the guardian was not asked"),
        (ann, &refuses, false, "the guardian said No"),
        (ann, &agrees, true, "the guardian said Yes"),
        (kit, &[(born, "1/2/20")], true, "the guardian's Yes stands whatever it becomes"),
        (kit, &[(GuardianField::Phone.code(), "07700")], true, "and while their number is typed"),
    ];
    for &(about, boxes, kept, why) in cases {
        let one = half_typed(about, boxes);
        scene.desk.keep_unfinished(std::slice::from_ref(&one)).unwrap();
        assert!(scene.desk.unfinished().unwrap() == if kept { vec![one] } else { vec![] }, "{why}");
    }

    // What was kept while the guardian's Yes stood goes with it, and is not kept again.
    let again = half_typed(kit, &[(born, "1/2/2016")]);
    scene.desk.keep_unfinished(std::slice::from_ref(&again)).unwrap();
    let back = Withdrawal { question: Question::TO_GUARDIAN[1], objects: false, how: How::OutLoud };
    scene.desk.withdraw(kit, back).unwrap();
    assert!(scene.desk.unfinished().unwrap().is_empty());
    scene.desk.keep_unfinished(&[again]).unwrap();
    assert!(scene.desk.unfinished().unwrap().is_empty());
}

#[test]
fn r11_a_child_whose_guardian_is_absent_or_refuses_leaves_nothing_behind() {
    let mut scene = Scene::new();
    let consent = Place::Question(Question::TO_GUARDIAN[1]);
    let refuses = || [(Said::No, How::OutLoud), (Said::LeftBlank, How::OnPaper)];
    for (said, how) in refuses() {
        let form = Form::child(&mut scene, "Qzxvarg", "2018-01-01").said_how(Question::TO_GUARDIAN[1], said, how);
        let (draft, places) = (form.draft.clone(), form.refused());
        assert_eq!(places, std::slice::from_ref(&consent));
        let kept = scene.desk.keep_draft(&draft, &scene.event).unwrap();
        assert_eq!(kept, Keeping::InMemory(NotYet::GuardianHasNotAgreed));
    }
    // Of unknown age and unsure: as if under thirteen.
    let unsure = Form::of(&mut scene, "Qzxvarg").thirteen_or_over(AgeAnswer::NotSure);
    assert!(unsure.refused().contains(&Place::Guardian(GuardianField::Name)));
    // A teacher who brought the class is no guardian, whatever they say.
    let teacher = Form::child(&mut scene, "Qzxvarg", "2018-01-01").guardian(GuardianField::Relationship, "Teacher");
    assert_eq!(teacher.refused(), [Place::Guardian(GuardianField::Relationship)]);

    let kept = ["registration", "registration_version", "consent_event", "draft", "suppression"];
    assert_eq!(kept.map(|table| count(&scene, table)), [0; 5]);
    let vault = scene.folder.join("Day.lanyard");
    let mut bytes = pages::decrypted(&vault, lead().as_str(), "correct horse battery");
    bytes.make_ascii_lowercase();
    assert!(bytes.windows(4).any(|window| window == b"alex"), "the pages can be read");
    assert!(!bytes.windows(7).any(|window| window == b"qzxvarg"));
}

#[test]
fn r11_who_waits_for_a_guardian_is_in_no_batch_whatever_it_is_for() {
    let mut scene = Scene::new();
    let lea = Form::child(&mut scene, "Lea", "2016-05-01").said(EMAIL, Said::Yes).save();
    let back = Withdrawal { question: Question::TO_GUARDIAN[0], objects: false, how: How::OutLoud };
    scene.desk.withdraw(lea, back).unwrap();
    Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org").said(EMAIL, Said::Yes).save();
    for &purpose in Purpose::ALL {
        let mut batch = Reader::of(&mut scene, purpose).next(&mut scene);
        assert!(!batch.holds("Lea") && !batch.holds("Robin") && !batch.holds("robin@example.org"), "{purpose}");
    }
}

/// The first second of a local day: midnight, unless the clocks went forward over it; none where the day was left out.
fn first_second(day: NaiveDate, zone: Tz) -> Option<DateTime<Utc>> {
    let seconds = (0..10_800).map(|second| day.and_time(NaiveTime::MIN) + TimeDelta::seconds(second));
    seconds.filter_map(|time| zone.from_local_datetime(&time).earliest()).next().map(|time| time.to_utc())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Beside `r11_every_date_of_birth_against_a_naive_count`, which goes through every date: the form itself, as it is kept, asks
    /// for a guardian up to the last second before the thirteenth birthday where the event is, and not from its first one on.
    #[test]
    fn r11_a_form_needs_a_guardian_up_to_the_second_in_which_the_birthday_begins_where_the_event_is(
        days in 0_i64..=73_413, zone in prop::sample::select(vec![
            Europe::London, Pacific::Kiritimati, America::St_Johns, Asia::Kathmandu,
        ]),
    ) {
        let first = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
        let born = first + TimeDelta::days(days);
        // On 1 March in common years, for whoever was born on 29 February.
        let birthday = NaiveDate::from_ymd_opt(born.year() + 13, born.month(), 1).unwrap() + Days::new(born.day0().into());
        let Some(begins) = first_second(birthday, zone) else { return Ok(()) };
        let mut file = EventFile::parse(EXAMPLE_EVENT).unwrap();
        file.definition.time_zone = zone;
        let event = file.event(EventId(Uuid::from_u128(1)), None).unwrap();
        let mut draft = RegistrationDraft::new(RegistrationId(Uuid::from_u128(2)), VisitorId(Uuid::from_u128(3)));
        draft.fields.insert(Field::GivenName, "Kit".to_owned());
        draft.fields.insert(Field::FamilyName, "Hale".to_owned());
        draft.fields.insert(Field::DateOfBirth, born.format("%-d/%-m/%Y").to_string());
        let asks = |at: DateTime<Utc>| {
            let places = draft.parse(&event, event.date_at(at)).err().unwrap_or_default();
            places.iter().any(|error| matches!(error.place, Place::Guardian(_)))
        };
        prop_assert!(asks(begins - TimeDelta::seconds(1)), "{born} in {zone}, the second before");
        prop_assert!(!asks(begins), "{born} in {zone}, the first second");
    }
}

//! R11: nothing of a child under thirteen without a parent or guardian who is there and says Yes.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::{America, Asia, Europe, Pacific, Tz};
use lanyard::desk::{Amendment, Desk, DeskError, GuardianSaid, Keeping, Withdrawal};
use lanyard::domain::act_kind::ActKind;
use lanyard::domain::age::AgeAnswer;
use lanyard::domain::answer::{How, Said};
use lanyard::domain::draft::{NotYet, RegistrationDraft};
use lanyard::domain::field_error::{GuardianField, Place};
use lanyard::domain::form::Field;
use lanyard::domain::guardian::InPerson;
use lanyard::domain::ids::{EventId, RegistrationId, VisitorId};
use lanyard::domain::ledger::Standing;
use lanyard::domain::purpose::{Channel, GuardianQuestion, Purpose, Question};
use lanyard::domain::rights::Right;
use lanyard::domain::staff::Role;
use lanyard::domain::unfinished::{Dialog as Written, Typed, Unfinished};
use lanyard::lists::event_file::{EXAMPLE_EVENT, EventFile};
use lanyard::store::registrations::State;
use proptest::prelude::*;
use uuid::Uuid;

use super::form::Form;
use super::reader::Reader;
use super::{as_somebody, asked_for, count, details, stands};
use crate::desk::scene::{Scene, lead, register_listed};
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

fn state(scene: &Scene, id: RegistrationId) -> State {
    scene.desk.history(id).unwrap().registered.state
}

fn is_whole(scene: &Scene) -> bool {
    scene.desk.check().unwrap().ledger.is_ok()
}

/// Kit and Lea, whom a list brought with Robin's Yes, and Mia, who is fifteen.
fn from_a_list(scene: &mut Scene) -> [RegistrationId; 3] {
    let kit =
        Form::child(scene, "Kit", "2016-05-01").field(Field::City, "Leeds").said(EMAIL, Said::Yes).listed().unwrap();
    let lea = Form::child(scene, "Lea", "").thirteen_or_over(AgeAnswer::NotSure).listed().unwrap();
    let mia = Form::of(scene, "Mia").field(Field::DateOfBirth, "2011-05-01").listed().unwrap();
    assert_eq!([&kit, &lea, &mia].map(|saved| saved.waits), [true, true, false]);
    [kit, lea, mia].map(|saved| saved.registration)
}

fn city(scene: &mut Scene, id: RegistrationId, city: &str) {
    let fields = [(Field::City, city.to_owned())].into();
    scene.desk.amend(id, &Amendment { fields, reason: "misheard".into(), ..Amendment::default() }).unwrap();
}

#[test]
fn r11_a_child_whom_a_list_brought_waits_until_a_lead_confirms_that_their_guardian_agreed_in_person() {
    let mut scene = Scene::new();
    let office = Reader::of(&mut scene, Purpose::RecordKeeping);
    let [kit, lea, mia] = from_a_list(&mut scene);
    assert_eq!([kit, lea, mia].map(|id| state(&scene, id)), [State::Quarantined, State::Quarantined, State::Standing]);
    assert!(is_whole(&scene));
    let waiting = scene.desk.review(&scene.event).unwrap().waiting;
    assert_eq!(waiting.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [kit, lea], "named where the day is closed");
    for &purpose in Purpose::ALL.iter().filter(|&&purpose| purpose != Purpose::RecordKeeping) {
        let mut batch = Reader::of(&mut scene, purpose).next(&mut scene);
        assert!(!batch.holds("Kit") && !batch.holds("robin@example.org"), "{purpose}");
    }
    assert_eq!(office.next(&mut scene).column("registrations.csv", "given_name"), ["Mia"]);

    // A row that is given again is the same child, who waits still; so does one of whom something else is put right.
    let again = Form::child(&mut scene, "Kit", "2016-05-01");
    let mut draft = again.draft.clone();
    draft.registration = kit;
    let again = register_listed(&mut scene.desk, &draft, &scene.event).unwrap();
    assert!(again.already && again.waits);
    city(&mut scene, kit, "York");
    assert_eq!(state(&scene, kit), State::Quarantined);

    let (mut scene, refused) =
        as_somebody(scene, Role::Desk, |desk, _| desk.confirm_guardian(kit, InPerson::GuardianHere).unwrap_err());
    assert!(matches!(refused, DeskError::NotAllowed { .. }), "{refused}");
    assert!(scene.desk.history(kit).unwrap().awaits_confirmation);
    scene.desk.confirm_guardian(kit, InPerson::FormSeen).unwrap();
    let history = scene.desk.history(kit).unwrap();
    assert_eq!(
        (history.registered.state, history.awaits_confirmation, history.is_confirmed),
        (State::Standing, false, true)
    );
    let confirmed = &history.confirmations[..];
    assert_eq!((confirmed.len(), &confirmed[0].staff, confirmed[0].known_by), (1, &lead(), Some(InPerson::FormSeen)));
    assert_eq!(details(&scene, ActKind::ConfirmGuardian), [r#"{"known_by":"form-seen"}"#], "and nothing of anybody");
    assert_eq!(office.next(&mut scene).column("registrations.csv", "given_name"), ["Kit"], "Lea waits on");
    for nothing in [kit, mia] {
        let refused = scene.desk.confirm_guardian(nothing, InPerson::FormSeen);
        assert!(matches!(refused, Err(DeskError::NothingToConfirm)));
    }

    // It was a mistake: whoever was sent the child is told, and again once it is put right.
    scene.desk.unconfirm_guardian(kit).unwrap();
    assert_eq!(state(&scene, kit), State::Quarantined);
    assert!(matches!(scene.desk.unconfirm_guardian(kit), Err(DeskError::NotConfirmed)));
    assert_eq!(office.next(&mut scene).column("actions.csv", "action"), ["restrict"]);
    scene.desk.confirm_guardian(kit, InPerson::GuardianHere).unwrap();
    assert_eq!(office.next(&mut scene).column("actions.csv", "action"), ["lift"]);
    assert_eq!(details(&scene, ActKind::UnconfirmGuardian), ["{}"]);
    assert!(is_whole(&scene));
}

/// A guardian at the desk says Yes to these questions.
fn says(desk: &mut Desk, child: RegistrationId, asked: &[GuardianQuestion]) {
    let said = asked.iter().map(|&asked| (asked, Said::Yes)).collect();
    let said = GuardianSaid { said, how: How::OutLoud, paper_form: None, languages: [].into() };
    let amendment = Amendment { guardian_said: Some(said), reason: "asked again".into(), ..Amendment::default() };
    desk.amend(child, &amendment).unwrap();
}

#[test]
fn r11_a_listed_child_who_stands_although_nobody_confirms_it_is_found() {
    let mut scene = Scene::new();
    let [kit, ..] = from_a_list(&mut scene);
    let found = |scene: &Scene| {
        let set = |state: &str| {
            let update = "UPDATE registration SET state = ?1 WHERE id = ?2";
            scene.desk.vault().conn().unwrap().execute(update, (state, &kit.0.as_bytes()[..])).unwrap();
        };
        set("standing");
        let broken = scene.desk.check().unwrap().ledger.unwrap_err().to_string();
        set("quarantined");
        broken
    };
    let says = "a child whom a list brought does not wait, and nobody confirmed that their guardian agreed";
    assert!(found(&scene).contains(says));
    scene.desk.confirm_guardian(kit, InPerson::FormSeen).unwrap();
    assert!(is_whole(&scene));
    scene.desk.unconfirm_guardian(kit).unwrap();
    assert!(found(&scene).contains(says), "a confirmation that was taken back is none");
    assert!(is_whole(&scene));
}

#[test]
fn r11_a_guardian_who_takes_their_yes_back_makes_a_confirmed_child_wait_and_is_asked_again_at_the_desk() {
    let mut scene = Scene::new();
    let [kit, ..] = from_a_list(&mut scene);
    scene.desk.confirm_guardian(kit, InPerson::StaffAsked).unwrap();
    let back = Withdrawal { question: Question::TO_GUARDIAN[1], objects: false, how: How::OutLoud };
    scene.desk.withdraw(kit, back).unwrap();
    assert_eq!(state(&scene, kit), State::Quarantined);
    assert!(!scene.desk.history(kit).unwrap().awaits_confirmation, "it is the guardian who is waited for");
    let refused = scene.desk.confirm_guardian(kit, InPerson::StaffAsked);
    assert!(matches!(refused, Err(DeskError::GuardianDoesNotAgree)));
    // They say so again at the desk, to whoever works there: what was confirmed is confirmed.
    let (mut scene, ()) = as_somebody(scene, Role::Desk, |desk, _| says(desk, kit, &[GuardianQuestion::Consent]));
    assert_eq!(state(&scene, kit), State::Standing);
    assert!(is_whole(&scene));
    // Of whom nothing was confirmed, they say both.
    let lea = Form::child(&mut scene, "Lea", "2017-05-01").listed().unwrap().registration;
    says(&mut scene.desk, lea, &[GuardianQuestion::Consent]);
    assert_eq!(state(&scene, lea), State::Quarantined);
    says(&mut scene.desk, lea, &[GuardianQuestion::Responsible]);
    assert_eq!(state(&scene, lea), State::Standing);
    assert!(is_whole(&scene));
    // Nobody steps over it: a child who is made to stand, and is neither confirmed nor agreed to here, is found.
    let noa = Form::child(&mut scene, "Noa", "2017-05-01").listed().unwrap().registration;
    let row = scene.desk.history(noa).unwrap().registered.row;
    let conn = scene.desk.vault().conn().unwrap();
    conn.execute("UPDATE registration SET state = 'standing' WHERE row = ?1", [row]).unwrap();
    let found = scene.desk.check().unwrap().ledger.unwrap_err().to_string();
    assert!(found.contains("a child whom a list brought does not wait"), "{found}");
}

#[test]
fn r11_a_row_of_a_list_whose_guardian_refused_or_is_absent_leaves_nothing_and_one_of_age_does_not_wait() {
    let mut scene = Scene::new();
    let consent = Question::TO_GUARDIAN[1];
    let refuses = |scene: &mut Scene, said| {
        match Form::child(scene, "Kit", "2016-05-01").said(consent, said).listed() {
            Err(DeskError::Form(errors)) => assert_eq!(errors[0].place, Place::Question(consent)),
            _ => panic!("it was kept"),
        };
    };
    refuses(&mut scene, Said::No);
    refuses(&mut scene, Said::LeftBlank);
    let alone = Form::of(&mut scene, "Kit").field(Field::DateOfBirth, "2016-05-01").listed();
    assert!(matches!(alone, Err(DeskError::Form(_))));
    assert_eq!(count(&scene, "registration"), 0);
    assert_eq!(count(&scene, "listed"), 0);

    // A wrong date made a child of somebody: who is of age after all needs no guardian.
    let ann = Form::child(&mut scene, "Ann", "2018-05-01").listed().unwrap().registration;
    let fields = [(Field::DateOfBirth, "1988-05-01".to_owned())].into();
    scene.desk.amend(ann, &Amendment { fields, reason: "wrong year".into(), ..Amendment::default() }).unwrap();
    assert_eq!(state(&scene, ann), State::Standing);
    assert!(is_whole(&scene));
}

#[test]
fn r11_r19_who_is_confirmed_while_restricted_stays_so_and_a_backup_confirms_nobody() {
    let mut scene = Scene::new();
    let [kit, lea, _] = from_a_list(&mut scene);
    let request = asked_for(&mut scene, Right::Restrict, kit);
    scene.desk.restrict(&request).unwrap();
    scene.desk.confirm_guardian(kit, InPerson::FormSeen).unwrap();
    assert_eq!(state(&scene, kit), State::Restricted);
    let backup = scene.desk.backup(Some(scene.folder.path())).unwrap().path;
    scene.desk.unconfirm_guardian(kit).unwrap();
    scene.desk.confirm_guardian(lea, InPerson::FormSeen).unwrap();
    let (scene, _) = scene.restored(&backup);
    // What was taken back since is taken back; what was confirmed since has to be confirmed again.
    assert_eq!([kit, lea].map(|id| state(&scene, id)), [State::Quarantined; 2]);
    assert!(is_whole(&scene));
    let mut scene = scene;
    scene.desk.confirm_guardian(kit, InPerson::FormSeen).unwrap();
    scene.desk.confirm_guardian(lea, InPerson::FormSeen).unwrap();
    assert_eq!([kit, lea].map(|id| state(&scene, id)), [State::Restricted, State::Standing]);

    // It is in the copy that they are given, and goes with nothing of theirs but the fact.
    let request = asked_for(&mut scene, Right::Access, lea);
    let copy = scene.desk.write_copy(&request, scene.folder.path()).unwrap();
    let json = std::fs::read_to_string(copy.folder.join("your-data.json")).unwrap();
    let said: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(said["registrations"][0]["confirmations"][0]["known_by"], "form-seen");
    let request = asked_for(&mut scene, Right::Erase, lea);
    scene.desk.erase(&request).unwrap();
    assert!(is_whole(&scene));
    let again = Form::child(&mut scene, "Lea", "").thirteen_or_over(AgeAnswer::NotSure).listed();
    assert!(matches!(again, Err(DeskError::WasErased)));
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

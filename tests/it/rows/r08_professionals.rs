//! R8: the recorded exception for professionals of higher education. It permits news to their address at work and nothing more, and
//! whatever they say weighs more.

use lanyard::desk::{DeskError, Withdrawal};
use lanyard::domain::answer::{How, Said};
use lanyard::domain::form::Field;
use lanyard::domain::ids::RegistrationId;
use lanyard::domain::professional::{NoException, ProfessionalException};
use lanyard::domain::purpose::{Channel, Purpose, Question};
use lanyard::domain::rights::Right;
use lanyard::domain::staff::Role;

use super::form::Form;
use super::reader::Reader;
use super::{as_somebody, asked_for, set};
use crate::desk::scene::Scene;

const EMAIL: Question = Question::News(Channel::Email);
const AT_WORK: &str = "ann.lee@example.ac.uk";

fn scene() -> Scene {
    let mut scene = Scene::new();
    set(&mut scene, |settings| settings.exception_for_professionals = true);
    scene
}

fn exception() -> ProfessionalException {
    ProfessionalException::parse("Qzxvarg College", "Head of wumblefrot", "Has brought a krampf class", true).unwrap()
}

fn professional(scene: &mut Scene) -> RegistrationId {
    Form::adult(scene, "Ann").field(Field::Email, AT_WORK).save()
}

fn refused(scene: &mut Scene, id: RegistrationId) -> NoException {
    match scene.desk.record_exception(id, &exception()) {
        Err(DeskError::NoException(why)) => why,
        other => panic!("{:?}", other.map_err(|error| error.to_string())),
    }
}

#[test]
fn r08_each_part_is_needed_and_that_they_could_opt_out() {
    for parts in [["", "Head", "Class"], ["College", " ", "Class"], ["College", "Head", ""]] {
        let [institution, role, relationship] = parts;
        let refused = ProfessionalException::parse(institution, role, relationship, true).err();
        assert_eq!(refused, Some(NoException::Incomplete), "{parts:?}");
    }
    assert_eq!(ProfessionalException::parse("College", "Head", "Class", false).err(), Some(NoException::NoOptOut));
}

#[test]
fn r08_it_is_off_unless_the_event_has_it_and_a_lead_records_it() {
    let mut scene = Scene::new();
    let ann = professional(&mut scene);
    assert_eq!(refused(&mut scene, ann), NoException::Off);
    set(&mut scene, |settings| settings.exception_for_professionals = true);
    let (mut scene, by_staff) =
        as_somebody(scene, Role::Desk, |desk, _| desk.record_exception(ann, &exception()).map_err(|e| e.to_string()));
    assert!(by_staff.unwrap_err().contains("Your role does not let you"));
    scene.desk.record_exception(ann, &exception()).unwrap();
    let mut settings = scene.desk.event(&scene.event).unwrap().definition().clone();
    settings.news.remove(&Channel::Email);
    assert!(scene.desk.change_event(settings).is_err(), "there is no exception from what is not sent");
}

#[test]
fn r08_never_for_who_may_be_under_18_never_to_a_personal_address_and_never_over_what_they_said() {
    let mut scene = scene();
    let young = Form::of(&mut scene, "Bob").field(Field::DateOfBirth, "2009-01-01").field(Field::Email, AT_WORK).save();
    assert_eq!(refused(&mut scene, young), NoException::NotAdult);
    let unknown = Form::of(&mut scene, "Cat").thirteen_or_over(lanyard::domain::age::AgeAnswer::Yes);
    let unknown = unknown.field(Field::Email, AT_WORK).save();
    assert_eq!(refused(&mut scene, unknown), NoException::NotAdult);
    let nowhere = Form::adult(&mut scene, "Dan").save();
    assert_eq!(refused(&mut scene, nowhere), NoException::NoEmail);
    for personal in ["ann@gmail.com", "ann@Hotmail.co.uk", "ann@yahoo.fr", "ann@btinternet.com"] {
        let home = Form::adult(&mut scene, "Eve").field(Field::Email, personal).save();
        assert_eq!(refused(&mut scene, home), NoException::PersonalAddress, "{personal}");
    }
    let cases = [(EMAIL, Said::No), (EMAIL, Said::Objected), (Question::News(Channel::Post), Said::Objected)];
    for (question, said) in cases {
        let form =
            Form::adult(&mut scene, "Fay").field(Field::Email, AT_WORK).field(Field::AddressLine1, "1 High Street");
        let fay = form.said(question, said).save();
        assert_eq!(refused(&mut scene, fay), NoException::SaidNo, "{question} {said}");
    }
    let yes = Form::adult(&mut scene, "Gus").field(Field::Email, AT_WORK).said(EMAIL, Said::Yes).save();
    assert_eq!(refused(&mut scene, yes), NoException::SaidYes);
}

#[test]
fn r08_news_by_email_goes_to_that_address_with_its_basis_until_they_opt_out() {
    let mut scene = scene();
    let news = Reader::of(&mut scene, Purpose::News);
    let office = Reader::of(&mut scene, Purpose::RecordKeeping);
    let ann = Form::adult(&mut scene, "Ann").field(Field::Email, AT_WORK).field(Field::Phone, "07700 900123").save();
    assert!(news.next(&mut scene).people().is_empty());
    office.next(&mut scene);
    scene.desk.record_exception(ann, &exception()).unwrap();
    let mut batch = news.next(&mut scene);
    let people = batch.people();
    assert_eq!((people.len(), people[0]["email"].as_str()), (1, AT_WORK));
    assert_eq!(people[0].get("phone").map_or("", String::as_str), "", "by email and by nothing else");
    let actions = batch.rows("actions.csv");
    assert_eq!(actions[0]["action"], "exception");
    let detail: serde_json::Value = serde_json::from_str(&actions[0]["detail"]).unwrap();
    assert_eq!(detail["basis"], "legitimate-interests");
    assert!(detail.get("exception").is_none(), "whoever sends news need not know the rest");
    let stated: Vec<_> =
        batch.verified().statement().header.purposes.iter().map(|stated| stated.basis.clone()).collect();
    assert_eq!(stated, ["consent", "legitimate-interests"]);
    let told = office.next(&mut scene).rows("actions.csv");
    let detail: serde_json::Value = serde_json::from_str(&told[0]["detail"]).unwrap();
    assert_eq!(detail["exception"]["institution"], "Qzxvarg College");

    let withdrawal = Withdrawal { question: EMAIL, objects: true, how: How::OutLoud };
    scene.desk.withdraw(ann, withdrawal).unwrap();
    let told: Vec<_> = news.next(&mut scene).told().into_iter().map(|(action, _)| action).collect();
    assert_eq!(told, ["object", "permit_lost"]);
    assert_eq!(refused(&mut scene, ann), NoException::SaidNo, "an objection is absolute");
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r08_r17_another_address_is_not_the_one_it_was_recorded_for() {
    let mut scene = scene();
    let news = Reader::of(&mut scene, Purpose::News);
    let ann = professional(&mut scene);
    scene.desk.record_exception(ann, &exception()).unwrap();
    let fields = [(Field::Email, "ann@gmail.com".to_owned())].into();
    let amendment = lanyard::desk::Amendment { fields, reason: "left".into(), ..lanyard::desk::Amendment::default() };
    scene.desk.amend(ann, &amendment).unwrap();
    assert!(news.next(&mut scene).people().is_empty());
}

#[test]
fn r08_r16_r18_it_is_in_the_history_and_the_copy_and_goes_with_the_person() {
    let mut scene = scene();
    let ann = professional(&mut scene);
    scene.desk.record_exception(ann, &exception()).unwrap();
    Reader::of(&mut scene, Purpose::News).next(&mut scene);
    let history = scene.desk.history(ann).unwrap();
    assert!(history.exceptions.iter().any(|(_, _, said)| *said == exception()));
    let request = asked_for(&mut scene, Right::Access, ann);
    let copy = scene.desk.write_copy(&request, scene.folder.path()).unwrap();
    let json = std::fs::read_to_string(copy.folder.join("your-data.json")).unwrap();
    let copied: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(copied["registrations"][0]["exceptions"][0]["role"], "Head of wumblefrot");
    let told = &copied["disclosures"][0]["purposes"][0];
    assert_eq!((told[0].as_str(), told[1].as_str()), (Some("news"), Some("legitimate-interests")));
    std::fs::remove_dir_all(&copy.folder).unwrap();

    let marks = ["qzxvarg", "wumblefrot", "krampf"];
    let readable = |scene: &Scene| {
        let vault = scene.folder.join("Day.lanyard");
        let mut pages = crate::support::pages::decrypted(&vault, "alex", "correct horse battery");
        pages.make_ascii_lowercase();
        marks.into_iter().filter(|mark| pages.windows(mark.len()).any(|w| w == mark.as_bytes())).collect::<Vec<_>>()
    };
    assert_eq!(readable(&scene), marks);
    let request = asked_for(&mut scene, Right::Erase, ann);
    scene.desk.erase(&request).unwrap();
    assert_eq!(readable(&scene), [""; 0]);
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

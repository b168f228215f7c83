//! R16: a person, or a child's guardian, gets a copy of all that is held, with other people's details left out.

use lanyard::domain::answer::{How, Said};
use lanyard::domain::field_error::GuardianField;
use lanyard::domain::form::Field;
use lanyard::domain::purpose::{Channel, Question};
use lanyard::domain::rights::{Arrived, Identity, Outcome, Right, Step};

use super::form::Form;
use super::{as_somebody, asked_for, letter};
use crate::desk::scene::Scene;

const EMAIL: Question = Question::News(Channel::Email);

#[test]
fn r16_a_childs_copy_has_all_of_the_child_and_says_only_that_a_guardian_is_held() {
    let mut scene = Scene::new();
    let form = Form::child(&mut scene, "Kit", "2014-01-31").field(Field::City, "Leeds").said(EMAIL, Said::Yes);
    let kit = form.guardian(GuardianField::Name, "Qzxvarg Hale").save();
    Form::child(&mut scene, "Wumblefrot", "2016-05-01").save();
    let received = scene.desk.now().date_naive();
    let new = lanyard::desk::NewRequest { right: Right::Access, received, how: Arrived::AtDesk, about: Some(kit) };
    let request = scene.desk.record_request(&new).unwrap().reference;
    scene.desk.go_on(&request, Step::Identified { by: Identity::Guardian }).unwrap();
    let copy = scene.desk.write_copy(&request, scene.folder.path()).unwrap();
    let json = std::fs::read_to_string(copy.folder.join("your-data.json")).unwrap();
    let said: serde_json::Value = serde_json::from_str(&json).unwrap();
    let registration = &said["registrations"][0];
    assert_eq!(registration["guardian_is_held"], true);
    assert_eq!(registration["answers"].as_array().unwrap().len(), 3, "the guardian's two, and the one about news");
    assert!(json.contains("Kit") && json.contains("Leeds"));
    for file in &copy.files {
        let text = String::from_utf8_lossy(&std::fs::read(copy.folder.join(file)).unwrap()).to_lowercase();
        for other in ["qzxvarg", "robin@example.org", "wumblefrot"] {
            assert!(!text.contains(other), "{other} is in {file}");
        }
    }
}

#[test]
fn r16_all_registrations_of_the_person_are_in_the_copy_and_desk_staff_cannot_write_it() {
    let mut scene = Scene::new();
    let [first, second] = ["Ann", "Anne"].map(|name| {
        let form = Form::adult(&mut scene, name).field(Field::Email, "ann@example.org");
        form.said_how(EMAIL, Said::Yes, How::OnScreen).save()
    });
    scene.desk.say_same(first, second, true).unwrap();
    let request = asked_for(&mut scene, Right::Portability, second);
    let into = scene.folder.join("copies");
    std::fs::create_dir(&into).unwrap();
    let (mut scene, refused) =
        as_somebody(scene, lanyard::domain::staff::Role::Desk, |desk, _| desk.write_copy(&request, &into).unwrap_err());
    assert!(refused.to_string().ends_with("Nothing was changed; ask the lead of the desk."), "{refused}");
    assert!(crate::support::scratch::files(&into).is_empty() && scene.desk.request(&request).unwrap().is_open());
    let copy = scene.desk.write_copy(&request, &into).unwrap();
    let csv = std::fs::read_to_string(copy.folder.join("details.csv")).unwrap();
    assert!(csv.contains(",given_name,Ann,") && csv.contains(",given_name,Anne,"), "{csv}");
    assert_eq!(scene.desk.request(&request).unwrap().outcome, Some(Outcome::Done));
}

#[test]
fn r16_the_copy_comes_with_a_letter_and_so_does_that_nothing_is_held_or_that_nobody_could_be_made_sure_of() {
    let mut scene = Scene::new();
    let ann = Form::adult(&mut scene, "Ann").said(EMAIL, Said::No).save();
    let request = asked_for(&mut scene, Right::Access, ann);
    scene.desk.write_copy(&request, scene.folder.path()).unwrap();
    assert!(letter(&mut scene, &request).contains("Your copy comes with this letter"));

    let received = scene.desk.now().date_naive();
    for (about, outcome, says) in [
        (None, Outcome::NothingHeld, "we hold nothing about you under the name and contact that you gave us"),
        (Some(ann), Outcome::NotIdentified, "could not make sure that it is you who asks"),
    ] {
        let new = lanyard::desk::NewRequest { right: Right::Access, received, how: Arrived::Email, about };
        let request = scene.desk.record_request(&new).unwrap().reference;
        if about.is_none() {
            scene.desk.go_on(&request, Step::Identified { by: Identity::KnownContact }).unwrap();
        }
        scene.desk.go_on(&request, Step::Closed { outcome }).unwrap();
        let letter = letter(&mut scene, &request);
        assert!(letter.contains(says) && !letter.contains("Ann"), "{letter}");
    }
}

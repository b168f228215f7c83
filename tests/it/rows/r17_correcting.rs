//! R17: what is wrong is corrected with its reason; what it was stays in the history, and whoever was sent it is told.

use lanyard::desk::{Amendment, DeskError, Withdrawal};
use lanyard::domain::answer::{How, Said};
use lanyard::domain::field_error::Place;
use lanyard::domain::form::Field;
use lanyard::domain::ledger::Standing;
use lanyard::domain::purpose::{Channel, Purpose, Question, SpecialPair};
use lanyard::domain::rights::{Outcome, Right, Step};

use super::form::Form;
use super::reader::Reader;
use super::{asked_for, letter, stands};
use crate::desk::scene::{Scene, lead};
use crate::support::pages;
use crate::support::scratch::files;

const EMAIL: Question = Question::News(Channel::Email);
const DIET: SpecialPair = SpecialPair::DietCatering;

fn corrected(field: Field, value: &str, reason: &str) -> Amendment {
    Amendment { fields: [(field, value.to_owned())].into(), reason: reason.to_owned(), ..Amendment::default() }
}

#[test]
fn r17_a_misheard_name_is_put_right_everywhere_and_nothing_is_written_over() {
    let mut scene = Scene::new();
    let office = Reader::of(&mut scene, Purpose::RecordKeeping);
    let ann = Form::adult(&mut scene, "Hanna").save();
    assert_eq!(office.next(&mut scene).column("registrations.csv", "given_name"), ["Hanna"]);

    let without = scene.desk.amend(ann, &corrected(Field::GivenName, "Johanna", " "));
    assert!(matches!(without, Err(DeskError::NoReason)));
    scene.desk.amend(ann, &corrected(Field::GivenName, "Johanna", "she said so")).unwrap();
    let mut batch = office.next(&mut scene);
    assert_eq!(batch.column("registrations.csv", "given_name"), ["Johanna"]);
    let action = batch.rows("actions.csv").remove(0);
    assert_eq!((action["action"].as_str(), action["reason"].as_str()), ("correct", "she said so"));
    assert!(action["detail"].contains("given_name"), "{}", action["detail"]);

    let versions = scene.desk.history(ann).unwrap().versions;
    let names: Vec<_> =
        versions.iter().map(|past| (past.record.given_name.as_deref(), past.reason.as_deref())).collect();
    assert_eq!(names, [(Some("Hanna"), None), (Some("Johanna"), Some("she said so"))]);
    assert_eq!(scene.desk.find(&scene.event, "johanna", 10).unwrap().len(), 1);
}

#[test]
fn r17_who_turns_out_to_be_thirteen_answers_for_themselves_and_the_guardians_yes_counts_no_more() {
    let mut scene = Scene::new();
    let news = Reader::of(&mut scene, Purpose::News);
    let kit = Form::child(&mut scene, "Kit", "2014-01-31").said(EMAIL, Said::Yes).save();
    assert_eq!(news.next(&mut scene).column("guardians.csv", "email"), ["robin@example.org"]);
    let fields = [(Field::DateOfBirth, "2013-01-31".to_owned()), (Field::Email, "kit@example.org".to_owned())].into();
    scene.desk.amend(kit, &Amendment { fields, reason: "one year older".into(), ..Amendment::default() }).unwrap();
    assert_eq!(stands(&scene, kit, EMAIL), Standing::NotAsked);
    let mut batch = news.next(&mut scene);
    assert!(batch.people().is_empty() && !batch.holds("kit@example.org") && !batch.holds("robin@example.org"));
    assert_eq!(batch.told()[0].0, "permit_lost");
}

#[test]
fn r17_who_asked_for_it_is_told_that_it_is_put_right_and_who_is_told_what_is_right() {
    let mut scene = Scene::new();
    let office = Reader::of(&mut scene, Purpose::RecordKeeping);
    let ann = Form::adult(&mut scene, "Hanna").save();
    office.next(&mut scene);
    let request = asked_for(&mut scene, Right::Rectify, ann);
    let early = scene.desk.go_on(&request, Step::Closed { outcome: Outcome::Done });
    assert!(matches!(early, Err(DeskError::NothingCorrected)), "nothing was done");
    scene.desk.amend(ann, &corrected(Field::GivenName, "Johanna", "she said so")).unwrap();
    scene.desk.go_on(&request, Step::Closed { outcome: Outcome::Done }).unwrap();
    let letter = letter(&mut scene, &request);
    for said in ["Dear Johanna,", "We have put right what was wrong", "tells them what is right"] {
        assert!(letter.contains(said), "{said}: {letter}");
    }
}

/// What is kept of somebody's diet.
fn diet(scene: &Scene, id: lanyard::domain::ids::RegistrationId) -> Vec<String> {
    let row = scene.desk.history(id).unwrap().registered.row;
    let kept = lanyard::store::answers::special(scene.desk.vault().conn().unwrap(), row).unwrap();
    kept.into_iter().map(|kept| kept.value).collect()
}

fn detail(pair: SpecialPair, value: &str) -> Amendment {
    Amendment { special: [(pair, value.to_owned())].into(), reason: "misheard".to_owned(), ..Amendment::default() }
}

#[test]
fn r17_r03_a_protected_detail_is_put_right_and_what_it_said_before_is_nowhere() {
    let mut scene = Scene::new();
    let (office, kitchen) = (Reader::of(&mut scene, Purpose::RecordKeeping), Reader::of(&mut scene, Purpose::Catering));
    let said = |form: Form<'_>, words| form.said(Question::Special(DIET), Said::Yes).detail(DIET, words).save();
    let form = Form::adult(&mut scene, "Ann");
    let ann = said(form, "Zebrasteak");
    scene.desk.backup(None).unwrap();
    assert_eq!(kitchen.next(&mut scene).column("special_category.csv", "value"), ["Zebrasteak"]);
    office.next(&mut scene);

    scene.desk.amend(ann, &detail(DIET, "Vegan")).unwrap();
    assert_eq!(diet(&scene, ann), ["Vegan"]);
    let outbox = scene.desk.outbox();
    let mut bytes = pages::decrypted(&scene.folder.join("Day.lanyard"), lead().as_str(), "correct horse battery");
    let here = files(scene.folder.path()).into_iter().filter(|file| !file.starts_with(&outbox));
    here.for_each(|file| bytes.extend(std::fs::read(file).unwrap()));
    assert!(!bytes.windows(10).any(|window| window == b"Zebrasteak"));
    let history = scene.desk.history(ann).unwrap();
    assert_eq!(history.versions.last().unwrap().reason.as_deref(), Some("misheard"), "that it was corrected stays");
    assert_eq!(history.corrected_details, [(DIET, 2)]);

    let mut batch = kitchen.next(&mut scene);
    assert_eq!(batch.column("special_category.csv", "value"), ["Vegan"]);
    let action = batch.rows("actions.csv").remove(0);
    assert_eq!((action["action"].as_str(), action["question"].as_str()), ("correct", "special.diet.catering"));
    assert_eq!(action["reason"], "", "why is for the office");
    assert!(office.next(&mut scene).rows("actions.csv").is_empty(), "who may not have it is told nothing of it");
    assert!(kitchen.next(&mut scene).rows("actions.csv").is_empty(), "once");
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r17_r03_without_its_yes_nothing_is_written_and_nothing_is_no_correction() {
    let mut scene = Scene::new();
    let ann = Form::adult(&mut scene, "Ann").said(Question::Special(DIET), Said::Yes).detail(DIET, "Vegan").save();
    let never_asked = scene.desk.amend(ann, &detail(SpecialPair::HealthSafety, "Asthma"));
    assert!(matches!(never_asked, Err(DeskError::DetailWithoutYes)));
    assert!(matches!(scene.desk.amend(ann, &detail(DIET, " ")), Err(DeskError::DetailEmptied)));
    let hidden = scene.desk.amend(ann, &detail(DIET, "Veg\0an"));
    assert!(matches!(hidden, Err(DeskError::Form(errors)) if errors[0].place == Place::Detail(DIET)));
    assert_eq!((diet(&scene, ann), scene.desk.history(ann).unwrap().versions.len()), (vec!["Vegan".to_owned()], 1));

    let withdrawal = Withdrawal { question: Question::Special(DIET), objects: false, how: How::OutLoud };
    scene.desk.withdraw(ann, withdrawal).unwrap();
    assert!(matches!(scene.desk.amend(ann, &detail(DIET, "Halal")), Err(DeskError::DetailWithoutYes)));
    assert!(diet(&scene, ann).is_empty());
}

#[test]
fn r17_r03_whoever_was_told_what_was_wrong_is_to_be_told_again_and_a_backup_brings_nothing_back() {
    const HELP: SpecialPair = SpecialPair::DisabilityHelp;
    let mut scene = Scene::new();
    let ann = Form::adult(&mut scene, "Ann").said(Question::Special(HELP), Said::Yes).detail(HELP, "A lift").save();
    scene.desk.set_help_place(ann, "Room B12").unwrap();
    scene.desk.tell_of_help(ann, HELP, "Sam").unwrap();
    let backup = scene.desk.backup(Some(&scene.folder.made("medium"))).unwrap().path;
    scene.desk.amend(ann, &detail(HELP, "Hears nothing")).unwrap();
    let shown = |scene: &Scene| {
        let note = scene.desk.help_today(&scene.event).unwrap().remove(0);
        (note.need, note.place, note.told.len())
    };
    let corrected = ("Hears nothing".to_owned(), Some("Room B12".to_owned()), 0);
    assert_eq!(shown(&scene), corrected);
    let (scene, replayed) = scene.restored(&backup);
    assert_eq!((shown(&scene), replayed.special), (corrected, 1));
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

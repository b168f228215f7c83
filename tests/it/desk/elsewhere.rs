//! A visitor whom the disk refused, put down on a stick and taken in from there (R11, R22).

use std::fs;
use std::path::PathBuf;

use lanyard::desk::DeskError;
use lanyard::domain::age::AgeAnswer;
use lanyard::domain::answer::Said;
use lanyard::domain::draft::RegistrationDraft;
use lanyard::domain::field_error::Place;
use lanyard::domain::form::Field;
use lanyard::domain::ids::{RegistrationId, VisitorId};
use lanyard::domain::moment::Certainty;
use lanyard::domain::purpose::{Channel, Question};

use super::drafts::answer;
use super::scene::Scene;
use crate::support::tools::need;
use crate::support::{pty, scratch::find_text};

fn form(scene: &Scene, given: &str) -> RegistrationDraft {
    let mut draft = RegistrationDraft::new(RegistrationId(scene.desk.new_id()), VisitorId(scene.desk.new_id()));
    draft.fields.insert(Field::GivenName, given.to_owned());
    draft.thirteen_or_over = Some(AgeAnswer::Yes);
    answer(scene, &mut draft, Question::News(Channel::Post), Said::Yes);
    draft.fields.insert(Field::AddressLine1, "1 High Street".to_owned());
    draft
}

fn stick(scene: &Scene) -> PathBuf {
    let stick = scene.folder.join("stick");
    fs::create_dir_all(&stick).unwrap();
    stick
}

#[test]
fn r22_who_was_put_down_is_taken_in_once_with_the_time_at_which_they_answered() {
    let scene = Scene::new();
    let (stick, ann) = (stick(&scene), form(&scene, "Markerann"));
    let acts = scene.desk.check().unwrap().ledger.unwrap().acts;
    let there = scene.desk.save_elsewhere(&ann, &scene.event, &stick).unwrap();
    assert_eq!(there.name, "Markerann");
    assert_eq!(find_text(&stick, "Markerann"), Vec::<PathBuf>::new(), "sealed, and under a name that names nobody");
    assert_eq!(scene.desk.check().unwrap().ledger.unwrap().acts, acts, "the full disk was left alone");

    // Whoever opens the desk next finds them; a file that is none of ours is passed over.
    fs::write(stick.join("lanyard-visitor-000000000000.age"), b"age-encryption.org/v1\nrubbish").unwrap();
    let mut scene = scene.reopen();
    let found = scene.desk.elsewhere(std::slice::from_ref(&stick));
    assert_eq!(found.iter().map(|each| each.name.as_str()).collect::<Vec<_>>(), ["Markerann"]);
    let copy = stick.join("copy.age");
    fs::copy(&found[0].file, &copy).unwrap();
    let saved = scene.desk.take_in(&found[0].file).unwrap();
    assert!(!saved.already && !found[0].file.exists());
    let again = scene.desk.take_in(&copy).unwrap();
    assert!(again.already, "taking in twice is taking in once");
    let history = scene.desk.history(ann.registration).unwrap();
    let answered = history.answers[0].1.answered;
    assert_eq!(answered.at, ann.answers[&Question::News(Channel::Post)].answered.at);
    assert_eq!(answered.certainty, Certainty::Written, "entered later: it cannot outdo what came meanwhile");
}

#[test]
fn r11_r22_only_what_could_be_saved_is_put_down_and_only_where_it_is_from_is_it_taken_in() {
    let mut scene = Scene::new();
    let stick = stick(&scene);
    let mut kit = form(&scene, "Kit");
    kit.thirteen_or_over = Some(AgeAnswer::No);
    let refused = scene.desk.save_elsewhere(&kit, &scene.event, &stick);
    let Err(DeskError::Form(errors)) = refused else { panic!("a child without a guardian") };
    assert!(errors.iter().any(|error| matches!(error.place, Place::Guardian(_))));
    assert_eq!(fs::read_dir(&stick).unwrap().count(), 0);

    let ann = scene.desk.save_elsewhere(&form(&scene, "Ann"), &scene.event, &stick).unwrap();
    let mut other = Scene::new();
    assert!(other.desk.elsewhere(std::slice::from_ref(&stick)).is_empty());
    assert!(matches!(other.desk.take_in(&ann.file), Err(DeskError::NotOurVisitor)));
    let mut bytes = fs::read(&ann.file).unwrap();
    let middle = bytes.len() - 20;
    bytes[middle] ^= 1;
    fs::write(&ann.file, bytes).unwrap();
    assert!(matches!(scene.desk.take_in(&ann.file), Err(DeskError::NotOurVisitor)));
    assert!(ann.file.exists(), "a damaged file is left for somebody who knows more");

    let nowhere = scene.desk.save_elsewhere(&form(&scene, "Ben"), &scene.event, &stick.join("pulled out"));
    let error = nowhere.err().unwrap().to_string();
    assert!(error.contains("still on the screen") && !error.contains("Ben"), "{error}");
    assert!(error.contains("is the stick still plugged in") && !error.contains("outbox"), "{error}");
}

#[test]
fn r22_a_visitors_file_opens_with_age_for_whoever_opens_the_vault() {
    let Some(tools) = need(&["age", "python3"]) else { return };
    let scene = Scene::new();
    let there = scene.desk.save_elsewhere(&form(&scene, "Ann"), &scene.event, &stick(&scene)).unwrap();
    let scene = scene.close();
    let mut age = tools.command("age");
    age.current_dir(scene.folder.join("Day.lanyard")).args(["-d", "-i", "keys/alex.age"]).arg(&there.file);
    let session = pty::run(&tools, &age, &[("passphrase", "correct horse battery")]);
    assert!(session.success(), "{session:?}");
    let json: serde_json::Value = serde_json::from_slice(&session.stdout).unwrap();
    assert_eq!((&json["format"], &json["draft"]["fields"]["given_name"]), (&1.into(), &"Ann".into()));
}

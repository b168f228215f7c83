//! R3, *Help today*: what somebody said to be safe and helped reaches whoever helps, through a lead, and nobody else; the kitchen
//! counts. It goes with the Yes.

use lanyard::desk::{DeskError, Withdrawal};
use lanyard::domain::answer::{How, Said};
use lanyard::domain::ids::RegistrationId;
use lanyard::domain::purpose::{Purpose, Question, SpecialPair};
use lanyard::domain::rights::Right;
use lanyard::domain::staff::Role;
use lanyard::domain::unfinished::{Dialog, Typed, Unfinished};
use lanyard::paper;

use super::form::Form;
use super::{as_somebody, asked_for, count, set};
use crate::desk::scene::{Scene, lead};
use crate::support::pages;
use crate::support::scratch::{Folder, files};

const HEALTH: SpecialPair = SpecialPair::HealthSafety;
const HELP: SpecialPair = SpecialPair::DisabilityHelp;
const DIET: SpecialPair = SpecialPair::DietCatering;

/// Somebody who says this of themselves.
fn comes(scene: &mut Scene, name: &str, said: &[(SpecialPair, &str)]) -> RegistrationId {
    let mut form = Form::adult(scene, name);
    for &(pair, value) in said {
        form = form.said(Question::Special(pair), Said::Yes).detail(pair, value);
    }
    form.save()
}

/// Who is to be helped with what, where, and who was told.
fn listed(scene: &Scene) -> Vec<(String, String, Option<String>, Vec<String>)> {
    let notes = scene.desk.help_today(&scene.event).unwrap();
    let one = |note: lanyard::domain::help_today::HelpNote| {
        (note.name, note.need, note.place, note.told.into_iter().map(|told| told.whom).collect())
    };
    notes.into_iter().map(one).collect()
}

fn kitchen(scene: &Scene) -> Vec<(String, u64)> {
    scene.desk.kitchen(&scene.event).unwrap().into_iter().map(|plates| (plates.diet, plates.people)).collect()
}

fn taken_back(scene: &mut Scene, who: RegistrationId, pair: SpecialPair) {
    let withdrawal = Withdrawal { question: Question::Special(pair), objects: false, how: How::OutLoud };
    scene.desk.withdraw(who, withdrawal).unwrap();
}

#[test]
fn r03_words_that_are_being_written_about_a_need_go_with_its_yes() {
    let mut scene = Scene::new();
    let ann = comes(&mut scene, "Ann", &[(HEALTH, "Asthma, has her inhaler"), (HELP, "Needs a lift")]);
    let writing = |pair: SpecialPair| {
        let mut typed = Typed::default();
        typed.put(Typed::NEED, pair.code());
        typed.put("words", "Room B12");
        Unfinished::of(Dialog::Help, Some(ann), typed).unwrap()
    };
    scene.desk.keep_unfinished(&[writing(HELP)]).unwrap();
    assert!(scene.desk.unfinished().unwrap() == [writing(HELP)]);
    taken_back(&mut scene, ann, HELP);
    assert!(scene.desk.unfinished().unwrap().is_empty());
    scene.desk.keep_unfinished(&[writing(HELP)]).unwrap();
    assert!(scene.desk.unfinished().unwrap().is_empty(), "nobody has that need any more");
    scene.desk.keep_unfinished(&[writing(HEALTH)]).unwrap();
    assert!(scene.desk.unfinished().unwrap() == [writing(HEALTH)], "the other one stands");
}

#[test]
fn r03_a_lead_reads_the_need_notes_the_place_and_whom_they_told() {
    let later = SpecialPair::HealthOpportunities;
    let mut scene = Scene::new();
    set(&mut scene, |settings| _ = settings.special.insert(later));
    let ann = comes(&mut scene, "Ann", &[(HEALTH, "Asthma, has her inhaler"), (HELP, "Needs a lift"), (DIET, "Vegan")]);
    comes(&mut scene, "Bob", &[(DIET, "Halal"), (later, "Epilepsy")]);
    let nobody = Vec::<String>::new();
    let asthma = || ("Ann".to_owned(), "Asthma, has her inhaler".to_owned());
    let lift = || ("Ann".to_owned(), "Needs a lift".to_owned());
    let all = |scene: &Scene| {
        let mut all = listed(scene);
        all.sort();
        all
    };
    let as_they_came = [(asthma().0, asthma().1, None, nobody.clone()), (lift().0, lift().1, None, nobody.clone())];
    assert_eq!(all(&scene), as_they_came, "no diet, and nothing that was said for opportunities");

    scene.desk.set_help_place(ann, "Room B12").unwrap();
    scene.desk.tell_of_help(ann, HELP, "Sam at the door").unwrap();
    scene.desk.tell_of_help(ann, HELP, "Jo on the stairs").unwrap();
    scene.desk.not_told_of_help(ann, HELP, 1).unwrap();
    let place = || Some("Room B12".to_owned());
    let noted = [
        (asthma().0, asthma().1, place(), nobody.clone()),
        (lift().0, lift().1, place(), vec!["Jo on the stairs".to_owned()]),
    ];
    assert_eq!(all(&scene), noted);
    for (wrong, error) in [("", "one line"), ("\u{202E}", "one line")] {
        assert!(scene.desk.tell_of_help(ann, HELP, wrong).unwrap_err().to_string().contains(error));
    }
    assert!(matches!(scene.desk.tell_of_help(ann, DIET, "Sam"), Err(DeskError::NoHelpToday)), "the kitchen counts");
    scene.desk.set_help_place(ann, " ").unwrap();
    assert!(listed(&scene).iter().all(|(.., place, _)| place.is_none()));
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r03_whoever_is_no_lead_is_shown_none_of_it_and_the_log_says_how_many_were_seen() {
    let mut scene = Scene::new();
    let ann = comes(&mut scene, "Ann", &[(HELP, "Needs a lift")]);
    let (scene, refused) = as_somebody(scene, Role::Desk, |desk, event| {
        let folder = Folder::new();
        [
            desk.help_today(event).err(),
            desk.kitchen(event).err(),
            desk.set_help_place(ann, "Here").err(),
            desk.tell_of_help(ann, HELP, "Sam").err(),
            desk.not_told_of_help(ann, HELP, 1).err(),
            desk.write_help_today(event, folder.path()).err(),
            desk.write_kitchen(event, folder.path()).err(),
        ]
    });
    assert!(refused.iter().all(|error| matches!(error, Some(DeskError::NotAllowed { .. }))), "{refused:?}");
    let mut scene = scene;
    listed(&scene);
    scene.desk.note_looks().unwrap();
    let conn = scene.desk.vault().conn().unwrap();
    let details: String =
        conn.query_row("SELECT details FROM act WHERE kind = 'help-today'", [], |row| row.get(0)).unwrap();
    assert!(details.contains("\"found\":1") && !details.contains("lift"), "{details}");
}

#[test]
fn r03_r19_who_is_restricted_waits_for_a_guardian_or_came_on_another_day_is_not_on_the_list() {
    let mut scene = Scene::new();
    let ann = comes(&mut scene, "Ann", &[(HELP, "Needs a lift"), (DIET, "Vegan")]);
    let bob = comes(&mut scene, "Bob", &[(HELP, "Signs")]);
    let asked = asked_for(&mut scene, Right::Restrict, ann);
    scene.desk.restrict(&asked).unwrap();
    assert_eq!(listed(&scene).into_iter().map(|note| note.0).collect::<Vec<_>>(), ["Bob"]);
    assert!(kitchen(&scene).is_empty());
    assert!(matches!(scene.desk.tell_of_help(ann, HELP, "Sam"), Err(DeskError::NoHelpToday)));
    scene.desk.lift_restriction(ann).unwrap();
    assert_eq!(listed(&scene).len(), 2);

    let born = [(lanyard::domain::form::Field::DateOfBirth, "2018-01-01".to_owned())].into();
    let younger = lanyard::desk::Amendment { fields: born, reason: "misread".into(), ..Default::default() };
    assert!(scene.desk.amend(bob, &younger).is_err(), "the guardian first");
    assert_eq!(listed(&scene).into_iter().map(|note| note.0).collect::<Vec<_>>(), ["Ann"]);

    set(&mut scene, |settings| {
        settings.first_day = settings.first_day.succ_opt().unwrap();
        settings.last_day = None;
    });
    assert!(matches!(scene.desk.help_today(&scene.event), Err(DeskError::NotToday)));
    assert!(matches!(scene.desk.kitchen(&scene.event), Err(DeskError::NotToday)));
    assert!(matches!(scene.desk.help_waiting(&scene.event), Ok(None)));
}

/// Whether the vault's pages, or anything in its folder, hold this.
fn readable(scene: &Scene, marked: &[u8]) -> bool {
    let mut bytes = pages::decrypted(&scene.folder.join("Day.lanyard"), lead().as_str(), "correct horse battery");
    files(scene.folder.path()).into_iter().for_each(|file| bytes.extend(std::fs::read(file).unwrap()));
    bytes.windows(marked.len()).any(|window| window == marked)
}

#[test]
fn r03_where_they_are_and_who_was_told_go_with_the_yes_however_it_goes() {
    type Goes = fn(&mut Scene, RegistrationId);
    let ways: [(&str, Goes); 4] = [
        ("taken back", |scene, ann| taken_back(scene, ann, HELP)),
        ("undone", |scene, ann| scene.desk.undo(ann).unwrap()),
        ("erased", |scene, ann| {
            let asked = asked_for(scene, Right::Erase, ann);
            scene.desk.erase(&asked).unwrap();
        }),
        ("no, as the same person", |scene, ann| {
            let again = Form::adult(scene, "Ann").said(Question::Special(HELP), Said::No).save();
            scene.desk.say_same(ann, again, true).unwrap();
        }),
    ];
    for (way, goes) in ways {
        let mut scene = Scene::new();
        let ann = comes(&mut scene, "Ann", &[(HELP, "Needs a lift")]);
        scene.desk.set_help_place(ann, "Zebraroom").unwrap();
        scene.desk.tell_of_help(ann, HELP, "Qzxvarg").unwrap();
        assert!(readable(&scene, b"Zebraroom") && readable(&scene, b"Qzxvarg"), "or this test could not fail");
        goes(&mut scene, ann);
        assert_eq!((count(&scene, "help_place"), count(&scene, "help_told")), (0, 0), "{way}");
        assert!(!readable(&scene, b"Zebraroom") && !readable(&scene, b"Qzxvarg"), "{way}");
        assert!(listed(&scene).is_empty(), "{way}");
        assert!(scene.desk.check().unwrap().ledger.is_ok(), "{way}");
    }
}

#[test]
fn r03_the_kitchen_counts_what_reads_the_same_and_whoever_came_twice_eats_once() {
    let mut scene = Scene::new();
    comes(&mut scene, "Ann", &[(DIET, "Vegan")]);
    comes(&mut scene, "Bob", &[(DIET, "vegan.")]);
    let eve = comes(&mut scene, "Eve", &[(DIET, "No nuts")]);
    let again = comes(&mut scene, "Eve", &[(DIET, "no  nuts")]);
    scene.desk.say_same(eve, again, true).unwrap();
    assert_eq!(kitchen(&scene), [("Vegan".to_owned(), 2), ("No nuts".to_owned(), 1)]);
    taken_back(&mut scene, eve, DIET);
    assert_eq!(kitchen(&scene), [("Vegan".to_owned(), 2)]);
    set(&mut scene, |settings| _ = settings.special.remove(&DIET));
    assert!(kitchen(&scene).is_empty(), "what the event gave up since is not used any more");
}

#[test]
fn r03_r22_the_sheets_say_what_is_on_the_screen_and_the_kitchens_names_nobody() {
    let mut scene = Scene::new();
    let ann = comes(&mut scene, "Qzxvarg", &[(HELP, "Needs a lift"), (DIET, "Vegan")]);
    scene.desk.set_help_place(ann, "Room B12").unwrap();
    scene.desk.tell_of_help(ann, HELP, "Sam at the door").unwrap();
    let reference = scene.desk.history(ann).unwrap().registered.reference;
    let event = scene.desk.event(&scene.event).unwrap();
    let (notes, now) = (scene.desk.help_today(&scene.event).unwrap(), scene.desk.now());
    let list = paper::help_today::of_notes(&event, &notes, now).to_markdown();
    for said in ["Qzxvarg", &reference, "Needs a lift", "Room B12", "Sam at the door"] {
        assert!(list.contains(said), "{said}: {list}");
    }
    assert!(!list.contains("Vegan"));
    let plates = scene.desk.kitchen(&scene.event).unwrap();
    let sheet = paper::help_today::of_kitchen(&event, &plates, now).to_markdown();
    assert!(sheet.contains("Vegan") && !sheet.contains("Qzxvarg") && !sheet.contains(&reference), "{sheet}");
    let folder = Folder::new();
    let [one] = &scene.desk.write_help_today(&scene.event, folder.path()).unwrap()[..] else { panic!() };
    let [other] = &scene.desk.write_kitchen(&scene.event, folder.path()).unwrap()[..] else { panic!() };
    for file in [one, other] {
        assert!(std::fs::read(file).unwrap().starts_with(b"%PDF-"));
        assert!(!file.display().to_string().contains("Qzxvarg"));
    }
}

#[test]
fn r03_r16_whoever_asks_for_their_copy_reads_where_they_were_helped_and_that_somebody_was_told() {
    let mut scene = Scene::new();
    let ann = comes(&mut scene, "Ann", &[(HELP, "Needs a lift")]);
    scene.desk.set_help_place(ann, "Room B12").unwrap();
    scene.desk.tell_of_help(ann, HELP, "Qzxvarg").unwrap();
    let asked = asked_for(&mut scene, Right::Access, ann);
    let folder = Folder::new();
    let copy = scene.desk.write_copy(&asked, folder.path()).unwrap();
    let read = |name: &str| std::fs::read_to_string(copy.folder.join(name)).unwrap();
    let json: serde_json::Value = serde_json::from_str(&read("your-data.json")).unwrap();
    let special = &json["registrations"][0]["special"][0];
    assert_eq!((special["place"].as_str(), special["told_at"].as_array().unwrap().len()), (Some("Room B12"), 1));
    let table = read("details.csv");
    assert!(table.contains("Room B12") && table.contains("somebody was told"), "{table}");
    assert!(!table.contains("Qzxvarg") && !json.to_string().contains("Qzxvarg"), "whom is theirs");
    assert_eq!(special["purpose"], Purpose::HelpToday.code());
}

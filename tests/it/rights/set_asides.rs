//! What goes here goes from a desk that a restore set aside as well: what was taken back (R3), stopped (R4), put right (R17) and let go
//! at the end of its period (R24). What only that desk has stays there, and is told of.

use lanyard::desk::{Amendment, Withdrawal};
use lanyard::domain::answer::How;
use lanyard::domain::equality::{Disability, EqualityAnswers};
use lanyard::domain::purpose::{Question, SpecialPair};
use lanyard::domain::retention::Kept;
use lanyard::domain::rights::{Arrived, Outcome, Right, Step};
use lanyard::vault::Frozen;

use super::retaining::{EMERGENCY, EQUALITY, Later, RECORD, SPECIAL, asked_about_equality};
use crate::desk::scene::{Scene, lead, passphrase};

const CATERING: SpecialPair = SpecialPair::DietCatering;
/// Columns for somebody who comes with a diet and nothing else.
const DIETS: &str = "given_name,family_name,date_of_birth,consent_special_dietary,dietary_requirements,asked_how\n";

fn id_of(scene: &Scene, name: &str) -> lanyard::domain::ids::RegistrationId {
    scene.desk.find(&scene.event, name, 1).unwrap().remove(0).registered.id
}

fn came(scene: &mut Scene, name: &str, diet: &str) {
    let (_, not_kept) = scene.register(&format!("{DIETS}{name},1990-01-01,yes,{diet},out loud\n"));
    assert!(not_kept.is_empty(), "{:?}", not_kept[0].errors);
}

fn take_back(day: &mut Later) {
    let id = id_of(&day.scene, "wumblefrot");
    let withdrawal = Withdrawal { question: Question::Special(CATERING), objects: false, how: How::OutLoud };
    day.scene.desk.withdraw(id, withdrawal).unwrap();
}

/// What was set aside still holds together, and so does what people work in.
fn is_whole(day: &Later) {
    let aside = day.scene.desk.set_asides().unwrap().remove(0);
    let frozen = Frozen::open(&aside.path, &lead(), &passphrase()).unwrap();
    lanyard::store::verify::verify(frozen.conn()).unwrap().unwrap_or_else(|fault| panic!("there: {fault}"));
    day.scene.desk.check().unwrap().ledger.unwrap_or_else(|fault| panic!("here: {fault}"));
}

#[test]
fn r03_a_detail_that_is_taken_back_is_in_no_byte_of_a_desk_that_was_set_aside_either() {
    let mut day = Later::new().set_aside(|scene| {
        // Only that desk knows that they came again, and that Zed came.
        came(scene, "Qzxvarg,Wumblefrot", "No florpic");
        let found = scene.desk.find(&scene.event, "wumblefrot", 2).unwrap();
        scene.desk.say_same(found[0].registered.id, found[1].registered.id, true).unwrap();
        came(scene, "Zed,Zorn", "No blixt");
    });
    let marks = [SPECIAL, "florpic", "blixt"];
    assert_eq!(day.readable(&marks), marks, "or this test could not fail");
    take_back(&mut day);
    assert_eq!(day.readable(&marks), ["blixt"], "nobody took back what only that desk has");
    assert_eq!(day.readable(&RECORD), RECORD);
    is_whole(&day);
}

#[test]
fn r03_what_cannot_be_reached_when_it_is_taken_back_goes_when_the_desk_is_opened_next() {
    let mut day = Later::new().set_aside(|_| ());
    let aside = day.scene.desk.set_asides().unwrap().remove(0);
    let open_elsewhere = day.scene.desk.vault().open_set_aside(&aside).unwrap();
    take_back(&mut day);
    drop(open_elsewhere);
    assert_eq!(day.readable(&[SPECIAL]), [SPECIAL], "two cannot be in one folder");
    let day = day.reopened();
    assert_eq!(day.readable(&[SPECIAL]), [""; 0]);
    is_whole(&day);
}

#[test]
fn r17_a_detail_that_is_put_right_is_right_in_a_desk_that_was_set_aside() {
    let mut day = Later::new().set_aside(|_| ());
    assert_eq!(day.readable(&[SPECIAL]), [SPECIAL], "or this test could not fail");
    let special = [(CATERING, "No snorbil".to_owned())].into();
    let amendment = Amendment { special, reason: "misheard".into(), ..Amendment::default() };
    day.scene.desk.amend(id_of(&day.scene, "wumblefrot"), &amendment).unwrap();
    assert_eq!(day.readable(&[SPECIAL]), [""; 0]);
    is_whole(&day);
    // The other way round nothing is made older: what was put right only there stays so.
    let mut day = Later::new().set_aside(|scene| {
        let special = [(CATERING, "No snorbil".to_owned())].into();
        let amendment = Amendment { special, reason: "misheard".into(), ..Amendment::default() };
        scene.desk.amend(id_of(scene, "wumblefrot"), &amendment).unwrap();
    });
    assert_eq!(day.readable(&[SPECIAL, "snorbil"]), ["snorbil"], "the restore takes it over");
    take_back(&mut day);
    assert_eq!(day.readable(&["snorbil"]), [""; 0]);
}

#[test]
fn r24_what_is_let_go_goes_from_a_desk_that_was_set_aside_and_the_certificate_counts_what_only_that_has() {
    let mut day = Later::new().set_aside(|scene| {
        let desk = &mut scene.desk;
        let (id, visitor) =
            (lanyard::domain::ids::RegistrationId(desk.new_id()), lanyard::domain::ids::VisitorId(desk.new_id()));
        let mut draft = lanyard::domain::draft::RegistrationDraft::new(id, visitor);
        draft.fields.insert(lanyard::domain::form::Field::GivenName, "Halfzzfilled".to_owned());
        draft.thirteen_or_over = Some(lanyard::domain::age::AgeAnswer::Yes);
        desk.keep_draft(&draft, &scene.event).unwrap();
    });
    day.taken_in(&[]).unwrap();
    let marks = [SPECIAL, EMERGENCY[0], EMERGENCY[1], "halfzzfilled"];
    assert_eq!(day.readable(&marks), marks, "or this test could not fail");
    day.on_day(8);
    let certificate = day.purge();
    assert_eq!(day.readable(&marks), [""; 0]);
    assert_eq!((certificate.set_aside, certificate.only_set_aside), (0, 0));
    is_whole(&day);

    let mut day = Later::new().set_aside(|scene| came(scene, "Zed,Zorn", "No blixt"));
    day.taken_in(&[]).unwrap();
    day.on_day(8);
    let certificate = day.purge();
    assert_eq!(day.readable(&[SPECIAL, "blixt"]), ["blixt"], "nobody has it: warned of, never deleted");
    assert_eq!((certificate.set_aside, certificate.only_set_aside), (0, 1));
    let files = day.scene.desk.write_certificate(&certificate, day.scene.folder.path()).unwrap();
    let text = std::fs::read_to_string(&files[1]).unwrap();
    assert!(text.contains("because only they have it"), "{text}");
}

#[test]
fn r22_the_incident_sheet_says_who_is_only_on_a_desk_that_was_set_aside_in_the_same_folder() {
    let day = Later::new();
    assert_eq!(day.scene.desk.incident().unwrap().set_aside, None);
    let day = day.set_aside(|scene| came(scene, "Zed,Zorn", "No blixt"));
    let incident = day.scene.desk.incident().unwrap();
    assert_eq!((incident.events[0].people, incident.set_aside.unwrap().people), (2, 1));
    let says = |day: &Later, into: &str| {
        let files = day.scene.desk.write_incident(&day.scene.folder.made(into)).unwrap();
        std::fs::read_to_string(&files[1]).unwrap()
    };
    let text = says(&day, "sheet");
    assert!(text.contains("1, in the same folder and closed alike; 1 registration is only there"), "{text}");
    assert!(!text.to_lowercase().contains("zorn"), "{text}");
    let aside = day.scene.desk.set_asides().unwrap().remove(0);
    let open_elsewhere = day.scene.desk.vault().open_set_aside(&aside).unwrap();
    let text = says(&day, "another");
    assert!(text.contains("what 1 of them hold is not known"), "{text}");
    drop(open_elsewhere);
}

#[test]
fn r04_answers_about_equality_that_are_stopped_or_let_go_go_from_a_desk_that_was_set_aside() {
    let mut day = asked_about_equality().set_aside(|_| ());
    for backup in day.scene.desk.backups().unwrap() {
        std::fs::remove_dir_all(backup.path).unwrap();
    }
    assert_eq!(day.readable(&EQUALITY), EQUALITY, "or this test could not fail");
    day.scene.desk.stop_equality(id_of(&day.scene, "lee")).unwrap();
    assert_eq!(day.readable(&EQUALITY), [""; 0]);
    is_whole(&day);

    // Answered after the backup: only that desk has it, until it is stopped here.
    let day = asked_about_equality();
    let lee = id_of(&day.scene, "lee");
    let mut day = day.set_aside(|scene| {
        let answers = EqualityAnswers::new(None, Disability::from_codes(&["58"])).unwrap();
        scene.desk.keep_equality_answers(lee, &answers).unwrap();
    });
    assert_eq!(day.readable(&["disability58", EQUALITY[0]]), ["disability58", EQUALITY[0]], "or this could not fail");
    day.scene.desk.stop_equality(lee).unwrap();
    assert_eq!(day.readable(&["disability58", EQUALITY[0]]), [""; 0]);

    let mut day = asked_about_equality().set_aside(|_| ());
    assert_eq!(day.readable(&EQUALITY), EQUALITY, "or this could not fail");
    day.on_day(366);
    let certificate = day.purge();
    assert!(certificate.kinds.iter().any(|due| due.kept == Kept::Equality && due.goes == 1));
    assert_eq!(day.readable(&EQUALITY), [""; 0]);
    assert_eq!((certificate.set_aside, certificate.only_set_aside), (0, 0));
    is_whole(&day);
}

#[test]
fn r24_r25_the_words_of_a_complaint_about_nobody_go_from_a_desk_that_was_set_aside() {
    let mut day = Later::new();
    let received = day.scene.desk.now().date_naive();
    let new = lanyard::desk::NewRequest { right: Right::Complaint, received, how: Arrived::Post, about: None };
    let request = day.scene.desk.record_request(&new).unwrap();
    let said = lanyard::domain::complaint::Part::Said;
    day.scene.desk.write_down(&request.reference, said, "Your blurgfest was too loud").unwrap();
    let mut day = day.set_aside(|_| ());
    day.scene.desk.go_on(&request.reference, Step::Closed { outcome: Outcome::Done }).unwrap();
    assert_eq!(day.readable(&["blurgfest"]), ["blurgfest"]);
    day.on_day(730);
    assert_eq!(day.scene.desk.outlook(&day.scene.event, false).unwrap().complaints, 0);
    day.on_day(731);
    // It is shown before it goes, and certified.
    let shown = day.scene.desk.outlook(&day.scene.event, false).unwrap();
    assert!(shown.complaints == 1 && shown.goes_anything());
    let certificate = day.purge();
    assert_eq!(day.readable(&["blurgfest"]), [""; 0]);
    is_whole(&day);
    assert_eq!(certificate.complaints, 1);
    let files = day.scene.desk.write_certificate(&certificate, day.scene.folder.path()).unwrap();
    let text = std::fs::read_to_string(&files[1]).unwrap();
    assert!(text.contains("- **Complaints about nobody on the record, whose words were let go:** 1"), "{text}");
    assert_eq!((day.purge().complaints, day.scene.desk.outlook(&day.scene.event, false).unwrap().complaints), (0, 0));
}

//! Registering where grown-ups are recorded unless they object: they are told so, and everybody else is asked (R12, R13).

use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT;
use lanyard::domain::event::RecordingRule;

use super::scenes::{REFERENCE, Scene, page, withdraw};
use super::settings_form::desk_with;
use super::stage::{Before, Stage};

pub(super) const SCENES: &[Scene] = &[
    Scene::of("c9-register-objection", by_objection, |stage| {
        born(stage, "04051990");
        stage.focus("Photos: objects");
        stage.rest();
    }),
    Scene::of("c9-register-objection-turned", by_objection, |stage| {
        born(stage, "04051990");
        objects(stage, "Photos: objects");
        stage.key(Key::F9);
        stage.rest();
    }),
    Scene::of("e2-people-withdraw-objects", Before::with_visitors, |stage| {
        withdraw(stage);
        stage.focus("They object to any news. Every channel stops, until they change it themselves");
        stage.key(Key::Space);
        stage.rest();
    })
    .changing(REFERENCE, 150.0),
];

const TOLD: &str = "Imperial after:hours takes photographs today for its print, web and social media. Print cannot be \
                    recalled. Say so if you object, and we leave you out.";
const ASKED: &str = "May Imperial after:hours photograph you today";

fn by_objection() -> Before {
    desk_with(|settings| settings.recording = Some(RecordingRule::Objection))
}

fn born(stage: &mut Stage, date: &str) {
    stage.focus("Full name");
    stage.type_text("Hannah Brightwell");
    stage.focus("Date of birth: Day");
    stage.type_text(date);
    stage.settle();
}

/// Ticks the box that has the keyboard then, whose words stand in the strip.
fn objects(stage: &mut Stage, name: &str) {
    stage.focus(name);
    stage.rest();
    stage.key(Key::Space);
    stage.settle();
    assert_eq!(stage.control(name).accesskit_node().toggled(), Some(egui::accesskit::Toggled::True), "{name}");
}

/// The words that each answer is proven by, and the receipt that is shown for them.
fn saved(mut stage: Stage) -> (Vec<(String, String, String)>, Vec<String>) {
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    let before = stage.close();
    let desk = before.open();
    let event = desk.events().unwrap().remove(0);
    let id = desk.find(&event.definition().code, "hannah", 5).unwrap()[0].registered.id;
    let kept = desk.history(id).unwrap().answers.into_iter().map(|(_, answer)| {
        let (question, said) = (answer.question.to_string(), answer.said.to_string());
        (question, said, answer.evidence.statement.as_str().to_owned())
    });
    let receipt = desk.receipt(id).unwrap();
    (kept.collect(), receipt.answered.into_iter().map(|answered| answered.words).collect())
}

#[test]
fn r12_r13_a_grown_up_is_told_of_the_recording_on_every_screen_and_never_asked_for_permission() {
    let mut stage = by_objection().unlocked();
    born(&mut stage, "04051990");
    stage.focus("Photos: objects");
    stage.rest();
    assert!(stage.says(&format!("Read out: “{TOLD}”")) && !stage.says(ASKED), "{:#?}", stage.everything());
    // The screen turned to them says it too, and that nothing was said to it yet.
    stage.key(Key::F9);
    assert!(stage.says(&format!("Photos: {TOLD} Not objected")) && !stage.says(ASKED), "{:#?}", stage.everything());
    stage.key(Key::F9);
    objects(&mut stage, "Photos: objects");
    stage.key(Key::F9);
    assert!(stage.says(&format!("Photos: {TOLD} Objected")), "{:#?}", stage.everything());
    stage.key(Key::F9);
    // What No to the rest would answer is called what it is.
    stage.keys(Modifiers::ALT, Key::N);
    stage.rest();
    let said = stage.everything();
    assert!(stage.shows("Sound: objects") && stage.says("records sound today") && !stage.says(ASKED), "{said:#?}");
    assert!(
        !stage.says("May Imperial after:hours record") && !stage.says("May Imperial after:hours film"),
        "{said:#?}"
    );
    stage.key(Key::Escape);
    stage.rest();
    let (kept, receipt) = saved(stage);
    assert_eq!(kept, [("recording.photo".to_owned(), "objected".to_owned(), TOLD.to_owned())]);
    assert_eq!(receipt, [TOLD]);
}

#[test]
fn r12_r13_in_the_same_event_somebody_under_18_or_of_unknown_age_is_asked() {
    for date in ["01012009", ""] {
        let mut stage = by_objection().unlocked();
        born(&mut stage, date);
        if date.is_empty() {
            stage.choose("Yes");
        }
        assert!(!stage.shows("Photos: objects"), "{:#?}", stage.everything());
        stage.focus("Photos: Yes");
        stage.rest();
        assert!(stage.says(&format!("Read out: “{ASKED}")) && !stage.says("object"), "{:#?}", stage.everything());
        stage.answer_question("Photos: Yes", false);
        stage.key(Key::F9);
        assert!(stage.says(&format!("Photos: {ASKED}")) && !stage.says(TOLD), "{:#?}", stage.everything());
        stage.key(Key::F9);
        let (kept, receipt) = saved(stage);
        assert_eq!(kept.len(), 1);
        assert_eq!((kept[0].0.as_str(), kept[0].1.as_str()), ("recording.photo", "no"));
        assert!(kept[0].2.starts_with(ASKED) && receipt == [kept[0].2.clone()], "{kept:?}");
    }
}

#[test]
fn r13_a_date_of_birth_that_changes_changes_the_words_and_no_proof() {
    let mut stage = by_objection().unlocked();
    born(&mut stage, "04051990");
    objects(&mut stage, "Photos: objects");
    stage.rewrite("Date of birth: Year", "2010");
    stage.settle();
    stage.key(Key::F9);
    assert!(stage.says(&format!("Photos: {TOLD} Objected")), "they objected to that: {:#?}", stage.everything());
    assert!(stage.says("Sound: May Imperial after:hours record your voice"), "{:#?}", stage.everything());
    stage.key(Key::F9);
    let (kept, _) = saved(stage);
    assert_eq!(kept, [("recording.photo".to_owned(), "objected".to_owned(), TOLD.to_owned())]);
}

/// What a list says was left blank, where somebody's people are shown and on the receipt.
#[test]
fn r12_r13_what_a_grown_up_left_blank_is_shown_as_no_objection_and_anybody_elses_as_a_blank() {
    let adult = ("1990-05-04", "not objected", "Not objected to photos", "Not objected");
    let younger = ("2011-05-04", "left blank", "1 left blank", "Left blank");
    for (born, means, happened, receipt) in [adult, younger] {
        let before = by_objection();
        let mut desk = before.open();
        let code = desk.events().unwrap().remove(0).definition().code.clone();
        let list =
            format!("full_name,date_of_birth,consent_photography,asked_how\nAnn Lee,{born},left blank,out loud\n");
        before.register(&mut desk, &code, &list);
        drop(desk);
        let mut stage = before.unlocked();
        stage.ctrl(Key::Num2);
        stage.type_text("ann lee");
        stage.settle();
        assert!(stage.says(&format!("Photos {means}")), "what stands: {:#?}", stage.everything());
        assert!(stage.says(happened), "what happened: {:#?}", stage.everything());
        stage.keys(Modifiers::ALT, Key::V);
        stage.settle();
        assert!(stage.says(&format!("Photos: {receipt}")), "the receipt: {:#?}", stage.everything());
    }
}

#[test]
fn r12_r26_the_words_of_an_objection_are_written_in_the_window_and_said_once_they_are_published() {
    let mut stage = by_objection().unlocked();
    page(&mut stage, "Privacy notice");
    assert!(stage.shows("Photos, by objection") && stage.says(TOLD), "{:#?}", stage.everything());
    stage.click("New version");
    stage.click("Write 1.1");
    stage.rewrite("Photos, by objection", "{organisation} takes pictures. Say no, and we leave you out.");
    stage.rest();
    let before = stage.close();
    let mut desk = before.open();
    let code = desk.events().unwrap().remove(0).definition().code.clone();
    desk.publish_notice_draft(&code).unwrap();
    drop(desk);
    let mut stage = before.unlocked();
    page(&mut stage, "Privacy notice");
    assert!(stage.says("Other words for: Photos, by objection."), "{:#?}", stage.everything());
    stage.ctrl(Key::Num1);
    born(&mut stage, "04051990");
    stage.focus("Photos: objects");
    stage.rest();
    let said = stage.everything();
    assert!(stage.says("Read out: “Imperial after:hours takes pictures. Say no, and we leave you out.”"), "{said:#?}");
}

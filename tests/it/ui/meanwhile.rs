//! What staff do while a visitor is being saved, while the desk is locked, and when the window is closed: nothing that was
//! typed is ever lost in silence.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use egui::{Event, Key, Modifiers, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::kittest::Queryable;
use lanyard::domain::answer::{How, NoticeCard};
use lanyard::domain::code::Code;

use super::register::fill;
use super::stage::{Before, Stage};

fn event() -> Code {
    Code::new("open-day").unwrap()
}

/// A visitor with all that is needed, sent off to a disk that stands still.
fn being_saved() -> Stage {
    let mut stage = Stage::unlocked();
    stage.write("Full name", "Hannah Brightwell");
    stage.choose("Yes");
    stage.before.clock.hold_after(0);
    stage.press(Modifiers::COMMAND, Key::Enter);
    stage.harness.run_steps(3);
    stage
}

fn names(before: &Before) -> Vec<String> {
    let mut names: Vec<_> =
        before.open().find(&event(), "", 9).unwrap().into_iter().filter_map(|hit| hit.record.full_name).collect();
    names.sort();
    names
}

#[test]
fn what_is_typed_while_a_visitor_is_saved_is_the_next_visitors() {
    let mut stage = being_saved();
    stage.harness.event(Event::Text("Tomasz".to_owned()));
    stage.harness.run_steps(3);
    assert_eq!(stage.value("Full name"), "Hannah Brightwell", "the form stays as it was sent");
    // F2 and Ctrl+Enter, pressed in impatience, do nothing a second time.
    stage.press(Modifiers::NONE, Key::F2);
    stage.press(Modifiers::COMMAND, Key::Enter);
    stage.before.clock.release();
    stage.settle();
    assert_eq!(stage.value("Full name"), "Tomasz", "{:?}", stage.everything());
    stage.choose("Yes");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    assert_eq!(names(&stage.close()), ["Hannah Brightwell", "Tomasz"]);
}

#[test]
fn an_answer_that_is_pressed_while_a_visitor_is_saved_is_not_lost_and_nobody_is_there_twice() {
    let mut stage = being_saved();
    stage.harness.get_by_role_and_label(egui::Role::RadioButton, "Undergraduate").click();
    stage.harness.run_steps(3);
    stage.before.clock.release();
    stage.settle();
    assert!(stage.says("Hannah Brightwell was changed meanwhile: save once more"), "{:?}", stage.everything());
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    let before = stage.close();
    assert_eq!(names(&before), ["Hannah Brightwell"]);
    let hit = &before.open().find(&event(), "", 9).unwrap()[0];
    assert_eq!(hit.record.looking_for.as_deref(), Some("Undergraduate"));
}

#[test]
fn a_visitor_who_was_being_saved_when_the_desk_was_locked_is_saved_once() {
    let mut stage = being_saved();
    stage.press(Modifiers::COMMAND, Key::L);
    stage.harness.run_steps(2);
    stage.before.clock.release();
    stage.settle();
    stage.unlock();
    stage.wait_for(|stage| stage.says("Hannah Brightwell was saved already"));
    assert_eq!(stage.value("Full name"), "");
    assert_eq!(names(&stage.close()), ["Hannah Brightwell"]);
}

#[test]
fn r13_locking_keeps_how_they_told_us_the_form_s_number_and_who_it_is_not() {
    let mut stage = Before::with_visitors().unlocked();
    stage.write("Full name", "Kagiso Dube");
    stage.write("Email", "kagiso.dube@example.com");
    stage.wait_for(|stage| stage.says("Not the same"));
    // Nobody has said who it is: it is asked again behind the lock, and after a clearing that was undone (R14).
    stage.ctrl(Key::L);
    stage.unlock();
    stage.wait_for(|stage| stage.says("Not the same"));
    stage.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::X);
    stage.wait_for(|stage| !stage.says("Not the same"));
    stage.ctrl(Key::Z);
    stage.wait_for(|stage| stage.says("Not the same"));
    stage.click("Not the same");
    told_on_paper(&mut stage);
    stage.write("Interested in", "Astro");
    stage.ctrl(Key::L);
    assert!(!stage.says("P-0417") && !stage.says("Astro"), "{:?}", stage.everything());
    stage.unlock();
    assert_eq!(stage.value("Number of the paper form"), "P-0417");
    assert_eq!(stage.value("Interested in"), "Astro");
    stage.rest();
    assert!(!stage.says("Not the same"), "what was said is not asked again: {:?}", stage.everything());
    stage.choose("Yes");
    is_proven_on_paper(stage);
}

/// Notes that what follows stands on a paper form, and its number.
fn told_on_paper(stage: &mut Stage) {
    stage.focus("Told us");
    stage.type_text("On paper");
    stage.key(Key::Enter);
    stage.focus("Full name");
    stage.rest();
    stage.write("Number of the paper form", "P-0417");
}

/// Answers and saves: the answer is proven by that form (R13), and the visitor is nobody else (R14). Gives back what they were given.
fn is_proven_on_paper(mut stage: Stage) -> NoticeCard {
    stage.answer_question("Email: Yes", true);
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    let before = stage.close();
    let desk = before.open();
    let newest = &desk.find(&event(), "kagiso", 1).unwrap()[0];
    let history = desk.history(newest.registered.id).unwrap();
    let proof = &history.answers[0].1.evidence;
    let number = proof.paper_form.as_ref().map(|number| number.as_str().to_owned());
    assert_eq!((proof.how, number.as_deref()), (How::OnPaper, Some("P-0417")));
    assert!(desk.duplicates_of(newest.registered.id).unwrap().is_empty(), "kept apart for good (R14)");
    proof.notice_card
}

/// Asks the window to close; says whether it stays.
fn stays_open(stage: &mut Stage) -> bool {
    let root = stage.harness.input_mut().viewports.entry(ViewportId::ROOT).or_default();
    root.events.push(ViewportEvent::Close);
    stage.harness.step();
    let stays = commands(stage).contains(&ViewportCommand::CancelClose);
    stage.harness.input_mut().viewports.entry(ViewportId::ROOT).or_default().events.clear();
    stays
}

fn commands(stage: &Stage) -> Vec<ViewportCommand> {
    stage.harness.output().viewport_output.get(&ViewportId::ROOT).map(|root| root.commands.clone()).unwrap_or_default()
}

#[test]
fn a_window_that_is_closed_while_a_visitor_is_saved_waits_and_closes_then() {
    let mut stage = being_saved();
    assert!(stays_open(&mut stage));
    stage.harness.step();
    assert!(stage.says("the window closes"), "{:?}", stage.everything());
    stage.before.clock.release();
    let mut closed = false;
    for _ in 0..500 {
        stage.harness.step();
        closed |= commands(&stage).contains(&ViewportCommand::Close);
        if closed {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    assert!(closed, "it closes by itself");
    assert_eq!(names(&stage.close()), ["Hannah Brightwell"]);
}

#[test]
fn what_was_typed_in_the_last_moment_is_kept_when_the_window_closes() {
    let mut stage = Stage::unlocked();
    stage.type_text("Hannah");
    stage.choose("Yes");
    stage.rest();
    stage.focus("Full name");
    stage.harness.event(Event::Text(" Brightwell".to_owned()));
    stage.harness.step();
    _ = stays_open(&mut stage);
    let before = stage.close();
    let desk = before.open();
    let begun = desk.drafts(&event()).unwrap();
    assert_eq!(begun.iter().map(|form| form.name.as_str()).collect::<Vec<_>>(), ["Hannah Brightwell"]);
}

#[test]
fn r11_a_form_that_may_not_be_kept_is_asked_about_before_the_window_closes() {
    let mut stage = Stage::unlocked();
    stage.type_text("Ada Okonjo");
    assert!(stays_open(&mut stage));
    stage.settle();
    assert!(stage.says("Ada Okonjo’s form is not finished"), "{:?}", stage.everything());
    stage.key(Key::Escape);
    assert_eq!(stage.value("Full name"), "Ada Okonjo");
    assert!(stays_open(&mut stage));
    stage.settle();
    stage.harness.get_by_label("Close and lose it").click();
    let mut closed = false;
    for _ in 0..4 {
        stage.harness.step();
        closed |= commands(&stage).contains(&ViewportCommand::Close);
    }
    assert!(closed);
}

#[test]
fn r22_a_window_that_is_closed_while_the_disk_refuses_stays_and_says_so() {
    let Some(before) = Before::on_a_small_disk() else { return };
    let filler = before.folder.join("filler");
    let mut stage = before.unlocked();
    fill(&filler);
    for number in 0..60 {
        stage.type_text(&format!("Visitor number {number}"));
        stage.choose("Yes");
        stage.press(Modifiers::COMMAND, Key::Enter);
        stage.harness.step();
        if stage.says("Saving") || stage.value("Full name").is_empty() {
            stage.settle();
        }
        if stage.says("disk is full") {
            break;
        }
    }
    assert!(stage.says("disk is full"), "{:?}", stage.everything());
    if stays_open(&mut stage) {
        stage.wait_for(|stage| !stage.says("the window closes"));
    }
    assert!(stage.says("details are still on the screen"), "{:?}", stage.everything());
    std::fs::remove_file(&filler).unwrap();
}

#[test]
fn a_desk_that_has_stopped_is_told_of_and_the_window_can_be_closed() {
    let stops = Arc::new(AtomicBool::new(false));
    let when = stops.clone();
    let window = std::thread::current().id();
    let before = Before::desk();
    let clock = before.clock.clone();
    let state = before.folder.join("state");
    let mut stage = before.opened_as(&move |opening| {
        let (clock, when) = (clock.clone(), when.clone());
        let now = move || {
            let ours = std::thread::current().id() == window;
            assert!(ours || !when.load(Ordering::SeqCst), "the desk's thread ends here, as a fault would end it");
            clock.now()
        };
        opening.env = lanyard::env::Env::told(now, 321, state.clone());
        opening.unlocked = Some((super::stage::handle(), lanyard::desk::Passphrase::given(super::stage::PASSPHRASE)));
    });
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    stage.rest();
    stops.store(true, Ordering::SeqCst);
    stage.press(Modifiers::COMMAND, Key::Enter);
    stage.wait_for(|stage| stage.says("The desk has stopped working"));
    assert_eq!(stage.value("Full name"), "Hannah Brightwell", "it is still there to be written down");
    assert!(stage.harness.state().is_settled());
    stage.key(Key::Escape);
    assert!(!stays_open(&mut stage) || stage.says("Hannah Brightwell"));
}

#[test]
fn r13_r14_a_crash_keeps_how_they_told_us_the_form_s_number_the_card_and_who_it_is_not() {
    let mut stage = Before::with_visitors().unlocked();
    stage.write("Full name", "Kagiso Dube");
    stage.write("Email", "kagiso.dube@example.com");
    stage.choose("Yes");
    stage.wait_for(|stage| stage.says("Not the same"));
    stage.click("Not the same");
    stage.keys(Modifiers::ALT, Key::G);
    told_on_paper(&mut stage);
    stage.focus("Full name");
    // Within a second of typing it is on the disk; then the program is gone.
    stage.rest();
    let mut stage = stage.close().unlocked();
    stage.wait_for(|stage| stage.says("Go on"));
    stage.click("Go on");
    stage.settle();
    assert_eq!(stage.value("Number of the paper form"), "P-0417");
    stage.rest();
    assert!(!stage.says("Not the same"), "what was said is not asked again: {:?}", stage.everything());
    assert_eq!(is_proven_on_paper(stage), NoticeCard::Given);
}

/// A desk with a second event, on the day after.
fn with_the_day_after() -> Before {
    let before = Before::desk();
    let mut desk = before.open();
    let known = desk.event(&event()).unwrap();
    let mut definition = known.definition().clone();
    (definition.code, definition.name) = (Code::new("day-after").unwrap(), "The day after".to_owned());
    definition.first_day = definition.first_day.succ_opt().unwrap();
    definition.last_day = Some(definition.first_day);
    desk.new_event(definition, known.notice().clone()).unwrap();
    drop(desk);
    before
}

/// Goes to the other one of two events, and back to the form.
fn work_at_the_other(stage: &mut Stage) {
    stage.ctrl(Key::Num5);
    stage.click("Work here");
    stage.settle();
    stage.ctrl(Key::Num1);
}

#[test]
fn a_form_waits_at_the_event_where_it_was_begun_and_goes_nowhere_else_when_the_desk_is_locked() {
    let mut stage = with_the_day_after().unlocked();
    // Nobody has said how old they are: it may not go to the disk (R11).
    stage.write("Full name", "Ama Asante");
    work_at_the_other(&mut stage);
    assert_eq!(stage.value("Full name"), "");
    stage.write("Full name", "Hannah Brightwell");
    stage.choose("Yes");
    stage.ctrl(Key::L);
    assert!(!stage.says("Ama") && !stage.says("Hannah"), "{:?}", stage.everything());
    stage.unlock();
    assert!(stage.says("The day after, Sun 22 Nov"), "{:?}", stage.everything());
    assert_eq!(stage.value("Full name"), "Hannah Brightwell");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    work_at_the_other(&mut stage);
    assert_eq!(stage.value("Full name"), "Ama Asante");
    let before = stage.close();
    let desk = before.open();
    let found = |code: &str| desk.find(&Code::new(code).unwrap(), "", 9).unwrap().len();
    assert_eq!((found("day-after"), found("open-day")), (1, 0));
}

#[test]
fn what_was_typed_last_before_going_elsewhere_is_on_the_disk_within_a_second() {
    let mut stage = Stage::unlocked();
    stage.write("Full name", "Hannah");
    stage.choose("Yes");
    stage.rest();
    stage.write("Full name", " Brightwell");
    stage.ctrl(Key::Num2);
    stage.rest();
    let begun = stage.close().open().drafts(&event()).unwrap();
    assert_eq!(begun[0].name, "Hannah Brightwell");
}

#[test]
fn who_was_just_saved_is_not_hidden_by_a_form_of_before_which_goes_by_no_single_press() {
    let mut stage = super::states::with_a_begun_form().unlocked();
    let offered = "Wilhelmina Featherstonehaugh, 10:42, was not finished";
    assert!(stage.says(offered));
    stage.write("Full name", "Hannah Brightwell");
    stage.choose("Yes");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    assert!(stage.says("Hannah Brightwell, 10:42") && stage.shows("Undo"), "{:?}", stage.everything());
    stage.wait(chrono::TimeDelta::seconds(21));
    stage.rest();
    assert!(stage.says(offered), "{:?}", stage.everything());
    stage.click("Drop it");
    assert!(stage.says("cannot be brought back"), "{:?}", stage.everything());
    stage.key(Key::Escape);
    assert!(stage.says(offered));
    stage.click("Drop it");
    stage.click("Drop it for good");
    stage.settle();
    assert!(!stage.says("Wilhelmina"), "{:?}", stage.everything());
    assert!(stage.close().open().drafts(&event()).unwrap().is_empty());
}

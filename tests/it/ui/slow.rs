//! A disk that takes its time: the window goes on, says that it waits, and loses nothing.

use std::time::{Duration, Instant};

use egui::{Key, Modifiers};
use lanyard::domain::code::Code;

use super::stage::Stage;

const WORKING: &str = "Working, you can go on";

#[test]
fn the_window_goes_on_while_the_disk_is_slow() {
    let mut stage = Stage::unlocked();
    stage.write("Full name", "Hannah Brightwell");
    stage.choose("Yes");
    stage.before.clock.hold_after(0);

    assert!(!stage.says(WORKING) && !stage.says("Saving"), "a disk that has answered shows nothing");
    stage.press(Modifiers::COMMAND, Key::Enter);
    stage.harness.run_steps(3);
    assert!(stage.says("Saving. Nothing is lost") && stage.says(WORKING), "{:#?}", stage.everything());
    assert_eq!(stage.value("Full name"), "Hannah Brightwell", "the form stays until it is saved");
    // Pressed again in impatience: nobody is registered twice.
    stage.press(Modifiers::COMMAND, Key::Enter);

    stage.press(Modifiers::COMMAND, Key::Num2);
    stage.type_in("bright");
    assert_eq!(stage.value("Find people by name, contact or reference"), "bright");
    assert!(stage.says(WORKING));

    stage.before.clock.release();
    stage.settle();
    assert!(!stage.says(WORKING) && stage.says("People, 1 of 1"), "{:#?}", stage.everything());
    stage.press(Modifiers::COMMAND, Key::Num1);
    assert_eq!(stage.value("Full name"), "", "the next visitor can begin");
    let before = stage.close();
    assert_eq!(before.open().find(&Code::new("open-day").unwrap(), "", 5).unwrap().len(), 1);
}

/// Which of the two signs of waiting there are: the one beside the buttons, and the one in the top bar.
fn signs(stage: &Stage) -> [bool; 2] {
    ["Saving. Nothing is lost", WORKING].map(|words| stage.says(words))
}

#[test]
fn a_slow_answer_is_shown_after_150_ms_and_every_frame_is_drawn_meanwhile() {
    let mut stage = Stage::unlocked();
    stage.write("Full name", "Hannah Brightwell");
    stage.choose("Yes");
    stage.before.clock.hold_after(0);
    let time = |stage: &Stage| stage.harness.ctx.input(|input| input.time);

    stage.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    stage.frame();
    let asked = time(&stage);
    let waited = |stage: &Stage| Duration::from_secs_f64(time(stage) - asked);
    while waited(&stage) < Duration::from_millis(140) {
        assert_eq!(signs(&stage), [false; 2], "a disk that answers at once shows nothing: {:?}", waited(&stage));
        stage.frame();
    }
    while signs(&stage) != [true; 2] {
        assert!(waited(&stage) < Duration::from_millis(220), "{:?} and {:#?}", waited(&stage), stage.everything());
        stage.frame();
    }
    // Every frame shows something else: the sign turns, and what is typed stands there in the next one.
    let shapes = |stage: &Stage| format!("{:?}", stage.harness.output().shapes);
    let began = Instant::now();
    for _ in 0..30 {
        let before = shapes(&stage);
        stage.frame();
        assert_ne!(shapes(&stage), before, "the window stands still");
    }
    stage.harness.key_press_modifiers(Modifiers::COMMAND, Key::Num2);
    (0..3).for_each(|_| stage.frame());
    for letter in "bright".chars() {
        stage.harness.event(egui::Event::Text(letter.to_string()));
        stage.frame();
        let typed = stage.value("Find people by name, contact or reference");
        assert!(typed.ends_with(letter), "{letter} is not in {typed:?} a frame later");
    }
    // The desk is held for a minute: a frame that waited for it would have taken as long.
    assert!(began.elapsed() < Duration::from_secs(40) && stage.before.clock.is_held(), "{:?}", began.elapsed());
    stage.before.clock.release();
    stage.settle();
    assert_eq!(signs(&stage), [false; 2]);
}

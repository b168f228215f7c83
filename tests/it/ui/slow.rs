//! A disk that takes its time: the window goes on, says that it waits, and loses nothing.

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

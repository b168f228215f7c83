//! Registering a visitor through the window.

use egui::{Key, Modifiers};

use super::stage::Stage;

/// The form of picture c2, but for its answers, typed from the first box on with Tab alone.
fn hannah(stage: &mut Stage) {
    for part in ["Hannah Brightwell", "Hannah", "hannah.brightwell@example.org"] {
        stage.type_text(part);
        stage.tab();
    }
    assert_eq!(stage.focused(), "Phone", "the country's code comes before the number: {:?}", stage.names());
    stage.tab();
    stage.type_text("07700 900318");
    stage.tab();
    stage.type_text("14031988");
    stage.tab();
    assert_eq!(stage.focused(), "Send them");
}

#[test]
fn r1_a_walk_in_is_registered_with_the_keyboard_alone() {
    let mut stage = Stage::unlocked();
    assert_eq!(stage.focused(), "Full name");
    hannah(&mut stage);
    assert!(stage.says("38 years"), "{:?}", stage.names());
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    assert!(stage.says("Hannah Brightwell, 10:42"), "{:?}", stage.names());
    assert_eq!(stage.focused(), "Full name", "the next visitor can begin");
    let set = stage.close();
    let desk = set.open();
    let hits = desk.find(&set.event, "brightwell", 5).unwrap();
    assert_eq!(hits.len(), 1);
    let record = &hits[0].record;
    assert_eq!(record.email.as_deref(), Some("hannah.brightwell@example.org"));
    assert_eq!(record.phone.as_deref(), Some("+447700900318"));
    assert_eq!(record.date_of_birth.as_deref(), Some("1988-03-14"));
}

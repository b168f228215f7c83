//! What the keyboard alone does on every screen: Escape leaves it where it is.

use egui::{Key, Modifiers};

use super::pictures::every;
use super::scenes::{self, Scene};
use super::stage::Stage;

/// A scene at the size that screens are drawn for.
fn staged(scene: &Scene) -> Stage {
    let before = (scene.before)();
    let mut stage = if scene.unlocked { before.unlocked_of(1366.0, 689.0, None) } else { before.window() };
    (scene.drive)(&mut stage);
    stage.settle();
    stage
}

/// What has the keyboard, in a way that tells two of the same name apart.
fn place(stage: &Stage) -> Option<egui::Id> {
    stage.harness.ctx.memory(egui::Memory::focused)
}

#[test]
fn escape_takes_the_keyboard_from_nothing_where_it_closes_nothing() {
    // A screen of every kind, on which Escape neither closes anything nor goes back.
    let still = ["a1-first-run", "c2-register-filled", "e1-people", "j2-settings-event", "k-locked"];
    let scenes: Vec<_> = every().filter(|scene| still.contains(&scene.name)).collect();
    assert_eq!(scenes.len(), still.len());
    for scene in scenes {
        let mut stage = staged(scene);
        stage.press(Modifiers::NONE, Key::Tab);
        let first = place(&stage);
        let mut stops = 0;
        loop {
            let (before, name) = (place(&stage), stage.focused());
            assert!(before.is_some(), "{}: the keyboard is nowhere after {stops} stops", scene.name);
            stage.press(Modifiers::NONE, Key::Escape);
            assert_eq!(place(&stage), before, "{}: Escape takes the keyboard from {name:?}", scene.name);
            stage.press(Modifiers::NONE, Key::Tab);
            stops += 1;
            if place(&stage) == first || stops == 40 {
                break;
            }
        }
        assert!(stops > 2, "{}: {stops} stops", scene.name);
    }
}

#[test]
fn escape_goes_back_from_a_box_too() {
    let mut stage = scenes::with_a_recipient().unlocked();
    stage.ctrl(Key::Num4);
    stage.ctrl(Key::Enter);
    assert!(stage.shows("Who can open this batch"), "{:#?}", stage.everything());
    stage.focus("Folder");
    stage.key(Key::Escape);
    assert!(stage.says("people today"), "{:#?}", stage.everything());
}

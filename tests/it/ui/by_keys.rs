//! What the keyboard alone does on every screen: Escape leaves it where it is, what is only read is read to its end, and whatever
//! can be pressed comes into sight.

use std::collections::{BTreeMap, HashSet};

use egui::accesskit::{NodeId, Role};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use super::pictures::every;
use super::scenes::{self, Scene};
use super::sound::{at_hand, shows_whole};
use super::stage::{Before, Stage};

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

/// Goes on with Tab until this has the keyboard.
pub(super) fn tab_to(stage: &mut Stage, name: &str) {
    for _ in 0..60 {
        if stage.focused().as_deref() == Some(name) {
            return;
        }
        stage.press(Modifiers::NONE, Key::Tab);
    }
    panic!("Tab does not come to {name:?}: {:#?}", stage.everything());
}

/// Presses a key, and waits until what it scrolls stands still.
fn scroll(stage: &mut Stage, key: Key) {
    stage.press(Modifiers::NONE, key);
    stage.harness.run_steps(30);
}

#[test]
fn the_list_of_keys_is_read_to_its_end_with_doubled_text() {
    let mut stage = Before::desk().unlocked_of(683.0, 384.0, None);
    stage.key(Key::F1);
    stage.harness.run_steps(30);
    assert!(shows_whole(&stage.harness, "Find a person") && !shows_whole(&stage.harness, "Record only"));
    scroll(&mut stage, Key::End);
    assert!(shows_whole(&stage.harness, "Record only"));
    scroll(&mut stage, Key::Home);
    assert!(shows_whole(&stage.harness, "Find a person"));
    for _ in 0..6 {
        scroll(&mut stage, Key::PageDown);
    }
    assert!(shows_whole(&stage.harness, "Record only"));
}

#[test]
fn somebodys_history_is_read_to_its_end_with_doubled_text() {
    let mut stage = Before::with_visitors().unlocked_of(683.0, 384.0, None);
    scenes::people(&mut stage);
    stage.key(Key::Enter);
    stage.harness.run_steps(30);
    assert!(!shows_whole(&stage.harness, "What happened, and when"), "{:#?}", stage.everything());
    tab_to(&mut stage, "Amend");
    for _ in 0..8 {
        scroll(&mut stage, Key::PageDown);
    }
    assert!(last_of_the_history(&stage), "{:#?}", stage.everything());
}

#[test]
fn a_correction_is_read_to_its_end_with_the_page_keys_while_a_box_has_the_keyboard() {
    let mut stage = Before::with_visitors().unlocked_of(1366.0, 689.0, None);
    scenes::amend(&mut stage);
    stage.harness.run_steps(30);
    let last = |stage: &Stage| shows_whole(&stage.harness, "Emergency phone");
    assert!(shows_whole(&stage.harness, "Full name") && !last(&stage), "{:#?}", stage.everything());
    (0..3).for_each(|_| scroll(&mut stage, Key::PageDown));
    assert!(last(&stage), "{:#?}", stage.everything());
    assert_eq!(stage.focused().as_deref(), Some("Full name"));
    (0..3).for_each(|_| scroll(&mut stage, Key::PageUp));
    assert!(shows_whole(&stage.harness, "Full name"), "{:#?}", stage.everything());
}

/// Whether the last line of somebody's history, which is of what was first, is in sight.
fn last_of_the_history(stage: &Stage) -> bool {
    let window = stage.harness.ctx.content_rect();
    let mut moments = stage.harness.query_all_by_label_contains("Registered. Entered by");
    moments.any(|node| window.contains_rect(node.rect()) && shows_whole(&stage.harness, "Registered"))
}

#[test]
fn a_history_that_is_longer_than_its_card_is_read_from_what_has_the_keyboard_in_it() {
    let mut stage = Before::with_visitors().unlocked_of(1280.0, 520.0, None);
    scenes::people(&mut stage);
    stage.harness.run_steps(30);
    assert!(!last_of_the_history(&stage));
    tab_to(&mut stage, "Print");
    scroll(&mut stage, Key::PageDown);
    scroll(&mut stage, Key::PageDown);
    assert!(last_of_the_history(&stage), "{:#?}", stage.everything());
    assert_eq!(stage.focused().as_deref(), Some("Print"), "page keys move what is read, and not the keyboard");
}

#[test]
fn every_question_of_the_day_is_read_with_the_keyboard() {
    let mut stage = Before::with_visitors().unlocked_of(1366.0, 689.0, None);
    stage.ctrl(Key::Num4);
    tab_to(&mut stage, "Answers, question by question");
    let in_sight = |stage: &Stage| shows_whole(&stage.harness, "To be sent something");
    assert!(!in_sight(&stage), "{:#?}", stage.everything());
    scroll(&mut stage, Key::PageDown);
    assert!(in_sight(&stage), "{:#?}", stage.everything());
    let panes: Vec<_> = stage.harness.query_all_by(|node| node.role() == Role::Pane).map(|pane| pane.rect()).collect();
    assert_eq!(panes.len(), 1, "what fits its place is no stop");
    let side = stage.harness.get_by_label("How it works").rect();
    assert!(panes[0].right() < side.left(), "it is the table, and nothing beside it: {panes:?}");
}

/// What was looked at on a screen, and whether all of it was ever in sight.
#[derive(Default)]
struct Looked(BTreeMap<NodeId, (String, bool)>);

impl Looked {
    fn look(&mut self, stage: &Stage) {
        // Higher than such a window, it scrolls with its caret.
        let of_its_own = |name: &str| name == "The notice, in Markdown";
        for (id, name, whole) in at_hand(&stage.harness) {
            let scrolls = of_its_own(&name);
            self.0.entry(id).or_insert((name, false)).1 |= whole || scrolls;
        }
    }

    fn never(&self) -> Vec<&str> {
        self.0.values().filter(|(_, whole)| !whole).map(|(name, _)| name.as_str()).collect()
    }
}

/// Goes once round with Tab; where something is still out of sight then, again, and through what scrolls with the page keys. Says
/// what can be pressed here and never came into sight as a whole.
pub(super) fn never_in_sight(stage: &mut Stage) -> Vec<String> {
    // Nothing glides to where it is scrolled.
    const TURN: usize = 5;
    let mut looked = Looked::default();
    looked.look(stage);
    for keys in [&[][..], &[Key::PageUp, Key::PageUp, Key::PageDown, Key::PageDown, Key::PageDown]] {
        let mut stops = HashSet::new();
        while !looked.never().is_empty() && stops.insert(place(stage)) {
            for key in [Key::Tab].iter().chain(keys) {
                stage.harness.key_press(*key);
                stage.harness.run_steps(TURN);
                looked.look(stage);
            }
        }
    }
    looked.never().into_iter().map(|name| format!("{name:?} never comes into sight with keys alone")).collect()
}

//! While the notice (F8) or the list of keys (F1) lies over a screen, no key does anything to what is beneath it.

use egui::{Key, Modifiers};

use super::pictures::every;
use super::scenes::Scene;
use super::stage::Stage;

/// The keys that screens listen to, but for those that are for the window: locking, the look, the size.
fn keys() -> Vec<(Modifiers, Key)> {
    let letters = (b'A'..=b'Z').filter_map(|letter| Key::from_name(&char::from(letter).to_string()));
    let mut keys: Vec<_> = letters.map(|key| (Modifiers::ALT, key)).collect();
    let by_themselves = [
        Key::F2,
        Key::F6,
        Key::F7,
        Key::F9,
        Key::Y,
        Key::N,
        Key::Backspace,
        Key::Delete,
        Key::ArrowDown,
        Key::ArrowUp,
        Key::PageDown,
        Key::PageUp,
        Key::End,
        Key::Home,
        Key::ArrowRight,
        Key::ArrowLeft,
        Key::Num1,
        Key::Num2,
        Key::Num3,
    ];
    keys.extend(by_themselves.map(|key| (Modifiers::NONE, key)));
    let with_ctrl = [Key::Enter, Key::S, Key::Z, Key::K, Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5];
    keys.extend(with_ctrl.map(|key| (Modifiers::COMMAND, key)));
    keys.push((Modifiers::COMMAND | Modifiers::SHIFT, Key::X));
    keys.push((Modifiers::ALT, Key::ArrowUp));
    keys
}

/// The scenes in which staff are at an open desk with an event, nothing goes on by itself, and no list is open: that closes.
fn at_the_desk(scene: &Scene) -> bool {
    const ELSEWHERE: [&str; 12] = [
        "b1-after-locking",
        "g3-writing",
        "l4",
        "l2-notice",
        "l6-keys",
        "k-locked",
        "l7-menu",
        "c5-register-typing",
        "e7-people-filter",
        "c9-register-narrow",
        "c9-register-lock-warning",
        "j7-staff-role",
    ];
    scene.unlocked && !ELSEWHERE.iter().any(|name| scene.name.starts_with(name))
}

/// What is said of everything, without what only time changes.
fn said(stage: &mut Stage) -> Vec<String> {
    // A message, or an offer to take something back, goes by itself.
    stage.harness.run_steps(60);
    stage.settle();
    // What not to write in a box is told while it has the keyboard, which is not compared here.
    stage.everything().into_iter().filter(|said| said != lanyard::ui::questions::NOT_HERE).collect()
}

/// What the notice is called, in whichever language it is.
const NOTICE: &[&str] = &["Privacy notice, version", "Hysbysiad preifatrwydd, fersiwn"];

fn is_deaf_beneath(scene: &Scene, over: Key, titles: &[&str]) {
    let is_open = |stage: &Stage| titles.iter().any(|title| stage.says(title));
    let mut stage = (scene.before)().unlocked_of(1366.0, 768.0, None);
    (scene.drive)(&mut stage);
    let before = said(&mut stage);
    stage.key(over);
    assert!(is_open(&stage), "{}: nothing opened: {:#?}", scene.name, stage.everything());
    for (modifiers, key) in keys() {
        stage.press(modifiers, key);
    }
    stage.settle();
    assert!(is_open(&stage), "{}: a key closed it", scene.name);
    stage.key(Key::Escape);
    assert_eq!(said(&mut stage), before, "{}: a key was heard beneath", scene.name);
}

macro_rules! covered {
    ($($test:ident: $beginning:literal,)*) => {
        $(#[test] fn $test() {
            for scene in every().filter(|scene| at_the_desk(scene) && scene.name.starts_with($beginning)) {
                is_deaf_beneath(scene, Key::F8, NOTICE);
            }
        })*

        #[test]
        fn no_scene_is_left_out() {
            for scene in every().filter(|scene| at_the_desk(scene)) {
                assert!([$($beginning,)*].iter().any(|beginning| scene.name.starts_with(beginning)), "{}", scene.name);
            }
        }
    };
}

covered! {
    beneath_the_notice_the_form_hears_no_key: "c",
    beneath_the_notice_the_visitors_own_screen_hears_no_key: "d",
    beneath_the_notice_people_hear_no_key: "e",
    beneath_the_notice_closing_the_day_hears_no_key: "g",
    beneath_the_notice_rights_hear_no_key: "h",
    beneath_the_notice_the_settings_hear_no_key: "j",
    beneath_the_notice_dialogs_hear_no_key: "l",
}

#[test]
fn beneath_the_list_of_keys_no_screen_hears_a_key() {
    let sections = ["c2-register-filled", "e1-people", "g1-close-day", "h1-rights", "j1-settings-form"];
    for scene in every().filter(|scene| sections.contains(&scene.name)) {
        is_deaf_beneath(scene, Key::F1, &["F8: Privacy notice"]);
    }
}

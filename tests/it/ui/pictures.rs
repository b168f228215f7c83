//! Every screen beside its stored picture, at most ten pixels apart.

use egui::{Key, Modifiers};
use egui_kittest::{SnapshotOptions, SnapshotResults};
use lanyard::worker::preferences::Look;

use super::stage::{Before, Stage};

/// Compares what is on the stage with the picture of this name. `UPDATE_SNAPSHOTS=1` draws it anew.
pub(crate) fn compare(results: &mut SnapshotResults, stage: &mut Stage, name: &str) {
    stage.harness.remove_cursor();
    stage.harness.run_steps(3);
    let options = SnapshotOptions::new().output_path("tests/data/pictures").max_failed_pixels(10);
    stage.harness.snapshot_options(name, &options);
    results.extend_harness(&mut stage.harness);
}

/// The form of picture c2.
fn filled(stage: &mut Stage) {
    for (field, text) in
        [("Full name", "Hannah Brightwell"), ("Name on badge", "Hannah"), ("Email", "hannah.brightwell@example.org")]
    {
        stage.write(field, text);
    }
    stage.tab();
    stage.tab();
    stage.type_text("07700 900318");
    stage.tab();
    stage.type_text("14031988");
    stage.tab();
    stage.tab();
    for subject in ["Italian, level 1", "Python for beginners", "Watercolour"] {
        stage.type_text(subject);
        stage.key(Key::Enter);
    }
    stage.choose("Short course");
    stage.write("Postcode", "LS12 3QA");
    stage.keys(Modifiers::ALT, Key::C);
    for letter in [Key::Y, Key::N, Key::N, Key::N, Key::Y, Key::Y, Key::N, Key::N] {
        stage.key(letter);
        stage.rest();
    }
    stage.focus("Diet, for catering: Yes");
    stage.key(Key::Y);
    stage.rest();
    stage.type_text("Coeliac, no gluten");
    stage.tab();
}

fn child(stage: &mut Stage) {
    stage.write("Full name", "Ada Okonjo");
    stage.write("Name on badge", "Ada");
    stage.focus("Date of birth: Day");
    stage.type_text("22062015");
    stage.settle();
    stage.fill_guardian("Grace Okonjo", "Mother", "grace.okonjo@example.org");
}

fn wrong(stage: &mut Stage) {
    stage.write("Full name", "Hannah Brightwell");
    stage.write("Email", "hannah.brightwell@gmial.com");
    stage.focus("Date of birth: Day");
    stage.type_text("31021988");
    stage.tab();
    stage.keys(Modifiers::COMMAND, Key::Enter);
}

fn nothing(_: &mut Stage) {}

fn typing(stage: &mut Stage) {
    stage.write("Interested in", "pho");
}

type Drive = fn(&mut Stage);

const REGISTER: [(&str, Drive); 5] =
    [("empty", nothing), ("filled", filled), ("child", child), ("errors", wrong), ("typing", typing)];

#[test]
fn register_looks_as_it_did() {
    let mut results = SnapshotResults::new();
    for (name, drive) in REGISTER {
        let mut stage = Before::desk().unlocked_of(1366.0, 689.0, Some(Look::Light));
        drive(&mut stage);
        compare(&mut results, &mut stage, &format!("register-{name}"));
    }
}

#[test]
fn register_looks_as_it_did_in_every_look_and_size() {
    let mut results = SnapshotResults::new();
    for (name, look) in [("dark", Look::Dark), ("contrast", Look::Contrast)] {
        let mut stage = Before::desk().unlocked_of(1366.0, 689.0, Some(look));
        filled(&mut stage);
        compare(&mut results, &mut stage, &format!("register-{name}"));
    }
    for (name, width, height) in [
        ("1280x641", 1280.0, 641.0),
        ("1920x1080", 1920.0, 1080.0),
        ("200-percent", 683.0, 384.0),
        ("1366x768", 1366.0, 768.0),
    ] {
        let mut stage = Before::desk().unlocked_of(width, height, None);
        filled(&mut stage);
        compare(&mut results, &mut stage, &format!("register-{name}"));
        let mut stage = Before::desk().unlocked_of(width, height, None);
        child(&mut stage);
        compare(&mut results, &mut stage, &format!("register-child-{name}"));
    }
}

fn section(stage: &mut Stage, key: Key) {
    stage.keys(Modifiers::COMMAND, key);
}

/// What is drawn of a desk with the demo's visitors.
const OF_A_DAY: [(&str, Drive); 4] = [
    ("people", |stage| {
        section(stage, Key::Num2);
        stage.type_text("ama");
        stage.rest();
        stage.key(Key::ArrowDown);
    }),
    ("people-withdraw", |stage| {
        section(stage, Key::Num2);
        stage.type_text("ama");
        stage.rest();
        stage.key(Key::ArrowDown);
        stage.keys(Modifiers::ALT, Key::W);
        stage.rest();
    }),
    ("close-day", |stage| section(stage, Key::Num3)),
    ("settings", |stage| section(stage, Key::Num4)),
];

#[test]
fn every_screen_of_a_day_looks_as_it_did() {
    let mut results = SnapshotResults::new();
    for (name, drive) in OF_A_DAY {
        let mut stage = Before::with_visitors().unlocked_of(1366.0, 689.0, Some(Look::Light));
        drive(&mut stage);
        compare(&mut results, &mut stage, name);
    }
    for (look, name) in [(Look::Dark, "people-dark"), (Look::Contrast, "people-contrast")] {
        let mut stage = Before::with_visitors().unlocked_of(1366.0, 689.0, Some(look));
        OF_A_DAY[0].1(&mut stage);
        compare(&mut results, &mut stage, name);
    }
    for (width, height) in [(1280.0, 641.0), (1920.0, 1080.0), (683.0, 384.0)] {
        let mut stage = Before::with_visitors().unlocked_of(width, height, None);
        OF_A_DAY[0].1(&mut stage);
        compare(&mut results, &mut stage, &format!("people-{width}x{height}"));
    }
}

#[test]
fn the_door_looks_as_it_did() {
    let mut results = SnapshotResults::new();
    compare(&mut results, &mut Before::nothing().window_of(1366.0, 689.0), "first-run");
    let mut stage = Before::desk().window_of(1366.0, 689.0);
    compare(&mut results, &mut stage, "unlock");
    let mut stage = Before::desk().unlocked_of(1366.0, 689.0, None);
    stage.keys(Modifiers::COMMAND, Key::L);
    compare(&mut results, &mut stage, "locked");
    let mut stage = Before::desk().unlocked_of(1366.0, 689.0, None);
    stage.key(Key::F1);
    stage.rest();
    compare(&mut results, &mut stage, "keys");
}

//! How the window looks: the size of its text, its theme, and what Tab passes.

use egui::{Event, Key, Modifiers, Rect, vec2};

use chrono::DateTime;
use egui_kittest::kittest::Queryable;
use lanyard::desk::EventFile;
use lanyard::ui::theme::{Theme, Themed};

use super::sound::shows_whole;
use super::stage::{Before, EVENT, Stage};

const SHIFTED: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };

#[test]
fn text_grows_and_shrinks_with_the_keys_of_every_keyboard() {
    let mut stage = Stage::unlocked();
    stage.keys(Modifiers::COMMAND, Key::Num0);
    assert_eq!(stage.harness.ctx.zoom_factor(), 1.0);
    for (modifiers, key, factor) in [
        // The key pad; Shift and = as they arrive from the main keyboard, by what they write and by what they are.
        (Modifiers::COMMAND, Key::Plus, 1.13),
        (SHIFTED, Key::Plus, 1.25),
        (SHIFTED, Key::Equals, 1.38),
        (Modifiers::COMMAND, Key::Equals, 1.5),
        (Modifiers::COMMAND, Key::Minus, 1.38),
        (Modifiers::COMMAND, Key::Num0, 1.0),
    ] {
        stage.keys(modifiers, key);
        assert_eq!(stage.harness.ctx.zoom_factor(), factor, "{modifiers:?} {key:?}");
    }
}

/// Presses + on a keyboard where it is Shift with =, and lets go of Shift first, so that it is a = that is let go of.
fn plus_that_is_let_go_as_equals(stage: &mut Stage) {
    let (physical_key, repeat) = (Some(Key::Equals), false);
    for (key, pressed, modifiers) in [(Key::Plus, true, SHIFTED), (Key::Equals, false, Modifiers::COMMAND)] {
        stage.harness.event(Event::Key { key, physical_key, pressed, repeat, modifiers });
        stage.harness.step();
    }
    stage.settle();
}

#[test]
fn text_grows_with_every_press_of_plus_whichever_key_is_let_go_first() {
    let mut stage = Stage::unlocked();
    stage.keys(Modifiers::COMMAND, Key::Num0);
    for factor in [1.13, 1.25, 1.38] {
        plus_that_is_let_go_as_equals(&mut stage);
        assert_eq!(stage.harness.ctx.zoom_factor(), factor);
    }
    // Nothing of it stays down: the key pad is heard too.
    stage.keys(Modifiers::COMMAND, Key::Plus);
    assert_eq!(stage.harness.ctx.zoom_factor(), 1.5);
    // A key that is held grows the text once, also when Shift is let go of meanwhile.
    let held =
        |key, modifiers| Event::Key { key, physical_key: Some(Key::Equals), pressed: true, repeat: false, modifiers };
    for event in [held(Key::Plus, SHIFTED), held(Key::Plus, SHIFTED), held(Key::Plus, SHIFTED)] {
        stage.harness.event(event);
        stage.harness.step();
    }
    assert_eq!(stage.harness.ctx.zoom_factor(), 1.63);
    stage.harness.event(held(Key::Equals, Modifiers::COMMAND));
    stage.harness.step();
    assert!(!stage.harness.ctx.input(|input| input.key_down(Key::Plus)), "it is a = that is down now");
}

/// Gives the window this size, in points of the screen: the logical size follows from the size of text.
fn resize(stage: &mut Stage, width: f32, height: f32) {
    for _ in 0..6 {
        let logical = vec2(width, height) / stage.harness.ctx.zoom_factor();
        stage.harness.input_mut().screen_rect = Some(Rect::from_min_size(egui::Pos2::ZERO, logical));
        stage.harness.step();
    }
}

#[test]
fn text_as_it_fits_follows_the_window_in_eighths() {
    let mut stage = Stage::unlocked();
    stage.keys(Modifiers::COMMAND, Key::Num0);
    for (width, height, factor) in [
        (1366.0, 689.0, 1.0),
        (1920.0, 1080.0, 1.25),
        (2560.0, 1440.0, 1.75),
        (1024.0, 700.0, 1.0),
        (1366.0, 689.0, 1.0),
    ] {
        resize(&mut stage, width, height);
        assert_eq!(stage.harness.ctx.zoom_factor(), factor, "{width} by {height}");
    }
}

#[test]
fn the_theme_follows_the_system_until_somebody_chooses_one() {
    let mut stage = Before::desk().unlocked_of(1366.0, 689.0, None);
    let follow = |stage: &mut Stage, system| {
        stage.harness.input_mut().system_theme = Some(system);
        stage.harness.run_steps(3);
        stage.harness.ctx.mode()
    };
    assert_eq!(follow(&mut stage, egui::Theme::Light), Theme::Light);
    assert_eq!(follow(&mut stage, egui::Theme::Dark), Theme::Dark);
    assert_eq!(follow(&mut stage, egui::Theme::Light), Theme::Light);
    for chosen in [Theme::Dark, Theme::Contrast, Theme::Light] {
        stage.keys(Modifiers::COMMAND, Key::T);
        stage.settle();
        assert_eq!(stage.harness.ctx.mode(), chosen);
        assert_eq!(follow(&mut stage, egui::Theme::Dark), chosen, "the system is not followed any more");
        assert_eq!(follow(&mut stage, egui::Theme::Light), chosen);
    }
}

/// How many presses of Tab lead from the email to the day of birth.
fn tabs_over_the_phone(fast: bool) -> usize {
    let before = Before::desk();
    before.remember(&format!(r#"{{"text": {{"percent": 100}}, "fast_tab": {fast}}}"#));
    let mut stage = before.unlocked_of(1366.0, 689.0, None);
    stage.settle();
    stage.enter("Email");
    for tabs in 1..8 {
        stage.tab();
        if stage.at() == "Date of birth: Day" {
            return tabs;
        }
    }
    panic!("Tab never came to the date of birth");
}

#[test]
fn fast_tab_passes_the_country_code_at_its_default() {
    assert_eq!(tabs_over_the_phone(false), 3, "the code and the number are two stops");
    assert_eq!(tabs_over_the_phone(true), 2, "the code is passed");
}

#[test]
fn a_key_leads_to_how_an_answer_was_told_where_fast_tab_passes_it() {
    let before = Before::desk();
    before.remember(r#"{"text": {"percent": 100}, "fast_tab": true}"#);
    let mut stage = before.unlocked_of(1366.0, 689.0, None);
    stage.keys(Modifiers::ALT, Key::H);
    assert_eq!(stage.at(), "Told us");
    stage.type_text("On p");
    stage.key(Key::Enter);
    assert_eq!(stage.value("Told us"), "On paper");
}

#[test]
fn however_long_the_name_of_an_event_is_what_is_safe_stays_in_sight() {
    let mut file = EventFile::parse(EVENT).unwrap();
    let name = "Open day of the faculties of engineering, health, humanities and the built environment, with the city and its schools";
    file.definition.name = name.to_owned();
    let made = DateTime::parse_from_rfc3339("2026-11-21T10:42:00+00:00").unwrap();
    let stage = Before::desk_of(file, made).unlocked_of(1280.0, 641.0, None);
    for note in ["No backup yet", "Encrypted"] {
        assert!(shows_whole(&stage.harness, note), "{note}: {:#?}", stage.everything());
    }
    let event = stage.harness.get_by_label_contains(name);
    assert!(event.rect().right() < stage.control("Find a person").rect().left(), "{:?}", event.rect());
    assert!(event.rect().right() < stage.harness.get_by_label("Encrypted").rect().left());
}

//! Nothing is painted while nothing changes: once a screen has come to rest, it asks to be painted again for what changes by itself, and
//! for nothing else. A laptop on a desk runs on its battery.

use std::time::Duration;

use super::pictures::every;
use super::scenes::{self, Scene};
use super::stage::{Before, Stage};

/// So long everything rests at the least: the clock is looked at every 20 seconds, for locking in time.
const REST: Duration = Duration::from_secs(19);

/// So long a disk that refused what is typed is left alone before it is tried again, at the least: four seconds, less what the desk
/// took to answer. A look at what is plugged in every two would be found.
const REFUSED: Duration = Duration::from_millis(2_500);

/// How soon a scene may be painted again, and why; nothing where something is under way.
fn allowed(scene: &Scene) -> Option<Duration> {
    match scene.name {
        // A ring turns for as long as a batch is written.
        "g3-writing" => None,
        name if name.starts_with("l4") => Some(REFUSED),
        // It says how soon it locks.
        "c9-register-lock-warning" => Some(Duration::from_millis(400)),
        _ => Some(REST),
    }
}

/// When the window is to be painted again, once it has come to rest.
fn next_painted(stage: &mut Stage, allowed: Duration) -> Duration {
    if stage.harness.ctx.input(|input| input.pointer.has_pointer()) {
        stage.harness.remove_cursor();
    }
    // What is said of what was done, and offers to take it back, go by themselves in a while.
    stage.harness.run_steps(80);
    stage.settle();
    let seen = (0..24).map(|_| {
        stage.harness.step();
        stage.harness.output().viewport_output.values().map(|viewport| viewport.repaint_delay).min().unwrap()
    });
    // The frame just before a disk is tried again, and the one that waits for it, are soon followed by another; between two tries
    // it rests, and elsewhere all do.
    if allowed == REFUSED { seen.max().unwrap() } else { seen.min().unwrap() }
}

/// Which of these scenes do not rest, and who disturbs them.
fn restless(scenes: impl Iterator<Item = &'static Scene>) -> Vec<String> {
    let mut found = Vec::new();
    for scene in scenes {
        let Some(allowed) = allowed(scene) else { continue };
        let before = (scene.before)();
        let mut stage = if scene.unlocked { before.unlocked() } else { before.window() };
        (scene.drive)(&mut stage);
        let next = next_painted(&mut stage, allowed);
        if next < allowed {
            let causes = stage.harness.ctx.repaint_causes();
            let causes: Vec<_> = causes.iter().map(ToString::to_string).collect();
            found.push(format!("{} is painted again after {next:?}: {}", scene.name, causes.join(", ")));
        }
    }
    found
}

macro_rules! rest {
    ($($test:ident: $beginnings:expr,)*) => {
        $(#[test] fn $test() {
            let these = |scene: &&Scene| $beginnings.iter().any(|beginning| scene.name.starts_with(beginning));
            let found = restless(every().filter(these));
            assert!(found.is_empty(), "{}", found.join("\n"));
        })*

        #[test]
        fn no_scene_is_left_out() {
            for scene in every().filter(|scene| !scene.name.starts_with("l4")) {
                let tried = [$(&$beginnings[..],)*].concat();
                assert!(tried.iter().any(|beginning| scene.name.starts_with(beginning)), "{}", scene.name);
            }
        }
    };
}

rest! {
    nothing_is_painted_at_a_door_at_rest: ["a", "b", "k"],
    nothing_is_painted_of_a_form_at_rest: ["c"],
    nothing_is_painted_of_the_visitors_screen_at_rest: ["d"],
    nothing_is_painted_of_people_at_rest: ["e"],
    nothing_is_painted_of_the_day_and_of_rights_at_rest: ["g", "h"],
    nothing_is_painted_of_a_form_that_is_set_at_rest: ["j1", "j2"],
    nothing_is_painted_of_the_settings_at_rest: ["j3", "j4", "j5", "j6", "j7", "j8", "j9"],
    nothing_is_painted_of_what_lies_over_a_screen_at_rest: ["l2", "l3", "l6", "l7"],
}

/// Where mounting is permitted: under `CI=true` it has to be.
#[test]
fn nothing_is_painted_while_a_full_disk_is_looked_at() {
    if Before::on_a_small_disk().is_some() {
        let found = restless(every().filter(|scene| scene.name.starts_with("l4")));
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

#[test]
fn a_box_that_is_typed_into_rests_with_its_cursor() {
    let mut stage = Stage::unlocked();
    stage.write("Full name", "Hannah Brightwell");
    assert!(next_painted(&mut stage, REST) >= REST);
    assert_eq!(stage.focused().as_deref(), Some("Full name"));
}

/// What is plugged in is looked at while a stick can be chosen, and nothing is painted for that before something is different.
#[test]
fn nothing_is_painted_while_it_is_looked_for_sticks_and_one_that_is_plugged_in_appears_by_itself() {
    let mut stage = scenes::with_a_recipient().unlocked();
    scenes::recipients(&mut stage);
    assert!(next_painted(&mut stage, REST) >= REST);
    let looks = stage.before.looks_for_sticks();
    stage.before.plug_in("Green USB stick");
    stage.wait_for(|stage| stage.shows("Green USB stick, 27.4 GB free"));
    assert!(stage.before.looks_for_sticks() > looks);
    stage.before.pull_out();
    stage.wait_for(|stage| !stage.shows("Green USB stick, 27.4 GB free"));
    // Elsewhere nobody waits for one.
    scenes::section(&mut stage, egui::Key::Num2);
    let looks = stage.before.looks_for_sticks();
    std::thread::sleep(Duration::from_millis(4_500));
    assert_eq!(stage.before.looks_for_sticks(), looks, "nobody waits for a stick");
}

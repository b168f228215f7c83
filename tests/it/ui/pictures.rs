//! Every screen beside its stored picture, at most ten pixels apart. `UPDATE_SNAPSHOTS=1` draws them anew; look at them.

use egui::{Key, Rect, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, SnapshotOptions, SnapshotResults};
use lanyard::ui::gallery::Sheet;
use lanyard::ui::theme::Theme;
use lanyard::worker::preferences::Look;

use super::brush::Brush;
use super::by_keys::never_in_sight;
use super::notice_languages;
use super::objecting;
use super::opened::OPENED;
use super::people_languages;
use super::scenes::{SCENES, Scene};
use super::sound;
use super::stage::{Before, Stage};
use super::states::STATES;
use super::their_language;

/// The sizes of a window: that of most desks' laptops, a smaller one, a larger one, and the first with its text doubled.
pub(super) const SIZES: [(&str, f32, f32); 4] =
    [("1366x689", 1366.0, 689.0), ("1280x641", 1280.0, 641.0), ("1920x1080", 1920.0, 1080.0), ("200", 683.0, 384.0)];

/// Sizes between those that were drawn: the first one's with its text at 113, 125, 138, 150 and 175 %, a window on a small
/// screen, and the smallest that the program lets itself be made. They are looked at with the thickest lines only, which need
/// the most room.
const BETWEEN: [(&str, f32, f32); 8] = [
    ("1214x612", 1214.0, 612.0),
    ("1093x551", 1093.0, 551.0),
    ("1024x700", 1024.0, 700.0),
    ("990x499", 990.0, 499.0),
    ("911x459", 911.0, 459.0),
    ("781x394", 781.0, 394.0),
    ("683x344", 683.0, 344.0),
    ("640x360", 640.0, 360.0),
];

pub(super) const LOOKS: [(&str, Look); 3] =
    [("light", Look::Light), ("dark", Look::Dark), ("contrast", Look::Contrast)];

fn options() -> SnapshotOptions {
    SnapshotOptions::new().output_path("tests/data/pictures").max_failed_pixels(10)
}

/// Every scene there is.
pub(super) fn every() -> impl Iterator<Item = &'static Scene> {
    SCENES
        .iter()
        .chain(STATES)
        .chain(OPENED)
        .chain(notice_languages::SCENES)
        .chain(their_language::SCENES)
        .chain(people_languages::SCENES)
        .chain(objecting::SCENES)
}

/// Compares what is on the stage with the picture of this name.
fn compare(results: &mut SnapshotResults, stage: &mut Stage, scene: &Scene, name: &str) {
    let changing: Vec<_> = {
        let nodes = stage.harness.query_all_by(|node| {
            let said = [node.label(), node.value()];
            let is = |said: &str, name: &str| {
                name.strip_prefix('^').map_or(said.contains(name), |start| said.starts_with(start))
            };
            scene.changing.iter().any(|name| said.iter().flatten().any(|said| is(said, name)))
        });
        nodes.filter(|node| node.accesskit_node().bounding_box().is_some()).map(|node| node.rect()).collect()
    };
    for rect in changing {
        // Always as wide: a picture must not depend on how long it happened to be.
        let window = stage.harness.ctx.content_rect();
        let (from, wide) = (rect.min, vec2(scene.hidden.min(2.0 * window.width()), rect.height()));
        let row = if scene.hidden < 0.0 {
            rect.with_min_x(rect.right() + scene.hidden)
        } else {
            Rect::from_min_size(from, wide)
        };
        stage.harness.mask(row.expand(2.0).intersect(window));
    }
    stage.harness.snapshot_options(name, &options());
    results.extend_harness(&mut stage.harness);
}

/// Whether this look and size of a scene has a stored picture.
pub(super) fn is_drawn(scene: &Scene, look: Look, size: &str) -> bool {
    let (light, first) = (look == Look::Light, size == SIZES[0].0);
    light && first
        || scene.everywhere && (light || first) && SIZES.iter().any(|(name, ..)| *name == size)
        || light && size == BETWEEN[1].0 && scene.name == "c2-register-filled"
}

/// A look, and a size of the window, each with its name.
pub(super) type Case = ((&'static str, Look), (&'static str, f32, f32));

/// Every look and size that a scene is seen in.
pub(super) fn cases(scene: &Scene) -> Vec<Case> {
    let drawn = LOOKS.into_iter().flat_map(|look| SIZES.map(|size| (look, size)));
    let between = BETWEEN.map(|size| (LOOKS[2], size));
    let light = (LOOKS[0], BETWEEN[1]);
    drawn.chain(between).chain(is_drawn(scene, light.0.1, light.1.0).then_some(light)).collect()
}

/// Opens the scene in every look and size, sees to it that nothing is cut or covered, and compares its pictures.
fn shown(scene: &Scene, faults: &mut Vec<String>, results: &mut SnapshotResults) {
    let only = std::env::var("LANYARD_SIZE").unwrap_or_default();
    for ((look_name, look), (size, width, height)) in cases(scene) {
        if size.contains(&only) {
            let before = (scene.before)();
            let mut stage = if scene.unlocked {
                before.unlocked_of(width, height, Some(look))
            } else {
                before.window_in(width, height, look)
            };
            (scene.drive)(&mut stage);
            if stage.harness.ctx.input(|input| input.pointer.has_pointer()) {
                stage.harness.remove_cursor();
            }
            // What is still under way would show that it is, on a machine that does much else.
            if stage.before.clock.is_held() {
                stage.harness.run_steps(4);
            } else {
                stage.settle();
            }
            let name = format!("{}-{size}-{look_name}", scene.name);
            if is_drawn(scene, look, size) {
                compare(results, &mut stage, scene, &name);
            }
            let mut found = sound::faults(&mut stage.harness);
            // Once for each scene, where most of it is out of sight.
            if (look, size) == (Look::Light, SIZES[3].0) {
                found.extend(never_in_sight(&mut stage));
            }
            faults.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
            stage.before.clock.release();
        }
    }
}

/// The scenes whose names begin so, in a test of their own: tests are what runs side by side.
fn all_of(beginning: &str) {
    let only = std::env::var("LANYARD_SCENE").unwrap_or_default();
    let mut results = SnapshotResults::new();
    let mut faults = Vec::new();
    for scene in every().filter(|scene| scene.name.starts_with(beginning) && scene.name.contains(&only)) {
        shown(scene, &mut faults, &mut results);
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

macro_rules! scenes {
    ($($test:ident: $beginning:literal,)*) => {
        $(#[test] fn $test() { all_of($beginning) })*

        #[test]
        fn no_scene_is_left_out() {
            let beginnings = [$($beginning,)* "l4"];
            for scene in every() {
                assert!(beginnings.iter().any(|beginning| scene.name.starts_with(beginning)), "{}", scene.name);
            }
        }
    };
}

scenes! {
    the_first_run_is_sound_and_looks_as_it_did: "a",
    the_door_is_sound_and_looks_as_it_did: "b",
    the_empty_form_is_sound_and_looks_as_it_did: "c1",
    the_filled_form_is_sound_and_looks_as_it_did: "c2",
    the_form_of_a_child_is_sound_and_looks_as_it_did: "c3",
    what_is_wrong_in_a_form_is_sound_and_looks_as_it_did: "c4",
    suggestions_are_sound_and_look_as_they_did: "c5",
    somebody_alike_is_sound_and_looks_as_it_did: "c6",
    what_was_saved_is_sound_and_looks_as_it_did: "c7",
    a_contact_that_is_asked_for_is_sound_and_looks_as_it_did: "c8",
    what_is_told_of_a_form_is_sound_and_looks_as_it_did: "c9",
    the_visitors_own_screen_is_sound_and_looks_as_it_did: "d",
    people_are_sound_and_look_as_they_did: "e1",
    taking_back_is_sound_and_looks_as_it_did: "e2",
    correcting_is_sound_and_looks_as_it_did: "e3",
    nobody_is_sound_and_looks_as_it_did: "e4",
    what_is_wrong_in_a_correction_is_sound_and_looks_as_it_did: "e5",
    a_corrected_person_is_sound_and_looks_as_it_did: "e6",
    filters_are_sound_and_look_as_they_did: "e7",
    receipts_and_removals_are_sound_and_look_as_they_did: "e8",
    recording_a_professional_is_sound_and_looks_as_it_did: "e9",
    closing_the_day_is_sound_and_looks_as_it_did: "g",
    rights_are_sound_and_look_as_they_did: "h",
    the_settings_are_sound_and_look_as_they_did: "j1",
    the_settings_of_an_event_are_sound_and_look_as_they_did: "j2",
    the_staff_page_is_sound_and_looks_as_it_did: "j3",
    the_keys_page_is_sound_and_looks_as_it_did: "j4",
    the_look_is_sound_and_looks_as_it_did: "j5",
    backing_up_is_sound_and_looks_as_it_did: "j6",
    what_is_asked_about_staff_is_sound_and_looks_as_it_did: "j7",
    what_is_asked_about_events_and_recipients_is_sound_and_looks_as_it_did: "j8",
    a_backup_is_sound_and_looks_as_it_did: "j9",
    the_locked_screen_is_sound_and_looks_as_it_did: "k",
    what_opens_over_the_form_is_sound_and_looks_as_it_did: "l2",
    what_is_said_of_what_was_done_is_sound_and_looks_as_it_did: "l3",
    the_key_sheet_is_sound_and_looks_as_it_did: "l6",
    a_menu_is_sound_and_looks_as_it_did: "l7",
}

/// Where mounting is permitted: under `CI=true` it has to be.
#[test]
fn a_full_disk_is_sound_and_looks_as_it_did() {
    if Before::on_a_small_disk().is_some() {
        all_of("l4");
    }
}

#[test]
fn the_components_are_sound_and_look_as_they_did() {
    sheet("l1-components", |_| {});
}

/// The second sheet, with what only shows itself when it is used.
#[test]
fn the_components_that_move_are_sound_and_look_as_they_did() {
    sheet("l1-moving", |harness| {
        harness.key_press(Key::F2);
        harness.run_steps(2);
        harness.get_by_label("Say something").click_accesskit();
        harness.run_steps(4);
    });
}

/// One of the two sheets in every look and size.
fn sheet(name: &str, turn: impl Fn(&mut Harness<'_, Sheet>)) {
    let mut results = SnapshotResults::new();
    let mut faults = Vec::new();
    for (look, theme) in [("light", Theme::Light), ("dark", Theme::Dark), ("contrast", Theme::Contrast)] {
        // It is drawn at 1366x768: a smaller window has its columns one below the other, and scrolls.
        for (size, width, height) in [[("1366x768", 1366.0, 768.0)].as_slice(), &SIZES[1..]].concat() {
            let builder = Harness::builder().with_size([width, height]).renderer(Brush::default());
            let mut harness = builder.build_eframe(|cc| Sheet::new(&cc.egui_ctx, theme));
            harness.run_steps(4);
            turn(&mut harness);
            if size == "1366x768" || look == "light" {
                harness.snapshot_options(format!("{name}-{size}-{look}"), &options());
                results.extend_harness(&mut harness);
            }
            let found = sound::faults(&mut harness);
            faults.extend(found.into_iter().map(|fault| format!("{size}-{look}: {fault}")));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

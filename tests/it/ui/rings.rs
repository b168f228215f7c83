//! What has the keyboard is seen: a ring is painted around it, all of it, and around nothing else (WCAG 2.2, 2.4.7).

use egui::epaint::ClippedShape;
use egui::{Color32, Key, Modifiers, Rect, Shape};
use egui_kittest::Harness;
use lanyard::ui::gallery::Sheet;
use lanyard::ui::theme::Theme;
use lanyard::worker::preferences::Look;

use super::brush::Brush;
use super::pictures::every;
use super::scenes::Scene;
use super::stage::focused;

/// A screen of every kind, and what opens over one.
const SCREENS: [&str; 22] = [
    "a1-first-run",
    "a2-passphrase",
    "a3-recovery-key",
    "b1-unlock",
    "b3-recovery-key",
    "b4-another-desk",
    "c2-register-filled",
    "c3-register-child",
    "c7-register-saved",
    "d1-about-equality",
    "e1-people",
    "e2-people-withdraw",
    "e3-people-amend",
    "g1-close-day",
    "g2-recipients",
    "h1-rights",
    "j1-settings-form",
    "j2-settings-event",
    "j3-settings-staff",
    "j4-settings-keys",
    "j5-settings-look",
    "k-locked",
];
/// So many stops of Tab are looked at on each.
const STOPS: usize = 12;
/// A ring is no farther from what it is around, in points.
const NEAR: f32 = 8.0;

/// The rings that are painted now, each with the part of the window that it is painted into.
fn rings(shapes: &[ClippedShape], theme: Theme) -> Vec<(Rect, Rect)> {
    fn add(shape: &Shape, clip: Rect, is_ring: &impl Fn(f32, Color32) -> bool, found: &mut Vec<(Rect, Rect)>) {
        match shape {
            Shape::Vec(all) => all.iter().for_each(|each| add(each, clip, is_ring, found)),
            Shape::Rect(shape) if is_ring(shape.stroke.width, shape.stroke.color) => found.push((shape.rect, clip)),
            Shape::Circle(shape) if is_ring(shape.stroke.width, shape.stroke.color) => {
                found.push((Rect::from_center_size(shape.center, egui::Vec2::splat(2.0 * shape.radius)), clip));
            }
            _ => {}
        }
    }
    let palette = theme.palette();
    let is_ring = |width: f32, color: Color32| {
        width >= theme.ring() && (color == palette.focus || color == palette.focus_on_rail)
    };
    let mut found = Vec::new();
    shapes.iter().for_each(|each| add(&each.shape, each.clip_rect, &is_ring, &mut found));
    found
}

/// Where what has the keyboard is, as it is heard of.
fn place<S>(harness: &Harness<'_, S>) -> Option<Rect> {
    use egui_kittest::kittest::{NodeT, Queryable};
    #[expect(clippy::redundant_closure_for_method_calls, reason = "the method is not general enough")]
    let mut found = harness.query_all_by(|node| node.is_focused());
    found.find(|node| node.accesskit_node().bounding_box().is_some()).map(|node| node.rect())
}

/// Goes on with Tab, and says at which stops no ring is around what has the keyboard, or another one stands somewhere else.
fn unseen<S>(harness: &mut Harness<'_, S>, theme: Theme, name: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut stops = std::collections::HashSet::new();
    for _ in 0..STOPS {
        harness.key_press_modifiers(Modifiers::NONE, Key::Tab);
        // Where it scrolls to what has the keyboard, it stands still then.
        harness.run_steps(6);
        let (Some(at), id) = (place(harness), harness.ctx.memory(egui::Memory::focused)) else {
            found.push(format!("{name}: nothing has the keyboard"));
            break;
        };
        if !stops.insert(id) {
            break;
        }
        let rings = rings(&harness.output().shapes, theme);
        // Around a box whose text is what is heard of, or around the box before its label, or the row of a list.
        let around = |ring: &Rect| {
            let whole = ring.contains_rect(at.shrink(1.0)) && ring.height() - at.height() < 4.0 * NEAR;
            whole || at.expand(NEAR).contains_rect(*ring)
        };
        let seen = rings.iter().any(|(ring, clip)| around(ring) && clip.expand(0.5).contains_rect(*ring));
        if !seen || rings.len() != 1 {
            let what = focused(harness).unwrap_or_default();
            found.push(format!("{name}: {what:?} at {at:?} has {rings:?}"));
        }
    }
    if stops.len() < 3 {
        found.push(format!("{name}: {} stops", stops.len()));
    }
    found
}

fn on_screen(scene: &Scene, theme: Theme, look: Look) -> Vec<String> {
    let before = (scene.before)();
    let mut stage = if scene.unlocked {
        before.unlocked_of(1366.0, 689.0, Some(look))
    } else {
        before.window_in(1366.0, 689.0, look)
    };
    (scene.drive)(&mut stage);
    stage.settle();
    unseen(&mut stage.harness, theme, scene.name)
}

#[test]
fn what_has_the_keyboard_has_a_ring_on_every_screen() {
    let screens: Vec<_> = every().filter(|scene| SCREENS.contains(&scene.name)).collect();
    assert_eq!(screens.len(), SCREENS.len());
    let mut found: Vec<_> = screens.into_iter().flat_map(|scene| on_screen(scene, Theme::Light, Look::Light)).collect();
    // The thickest lines, where the most stands beside each other.
    let filled = every().find(|scene| scene.name == "c2-register-filled").unwrap();
    found.extend(on_screen(filled, Theme::Contrast, Look::Contrast));
    assert!(found.is_empty(), "{} unseen:\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_component_that_takes_the_keyboard_has_a_ring() {
    for theme in [Theme::Light, Theme::Dark, Theme::Contrast] {
        let builder = Harness::builder().with_size([1366.0, 768.0]).renderer(Brush::default());
        let mut harness = builder.build_eframe(|cc| Sheet::new(&cc.egui_ctx, theme));
        harness.key_press(Key::F2);
        harness.run_steps(4);
        let found = unseen(&mut harness, theme, "the sheet");
        assert!(found.is_empty(), "{} unseen:\n{}", found.len(), found.join("\n"));
    }
}

//! What stands still is painted from what was made for it before, and is the same to the last bit.

use egui::epaint::{ClippedPrimitive, ClippedShape, Mesh, Primitive};
use egui::{Context, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Rect, Shape, TouchPhase, pos2, vec2};
use lanyard::ui::settled::Settled;

use super::stage::{Before, Stage};

/// A window, and how much of it was painted from before.
struct Watched {
    stage: Stage,
    settled: Settled,
    /// The most shapes that triangles took the place of in a frame.
    replaced: usize,
}

impl Watched {
    fn new(stage: Stage) -> Self {
        Self { stage, settled: Settled::default(), replaced: 0 }
    }

    /// Paints so many frames, each in both ways.
    fn frames(&mut self, number: usize) {
        for _ in 0..number {
            self.stage.harness.step();
            let output = self.stage.harness.output();
            let (plain, scale) = (output.shapes.clone(), output.pixels_per_point);
            let mut settled = plain.clone();
            let ctx = self.stage.harness.ctx.clone();
            self.settled.settle(&ctx, &mut settled, scale);
            self.replaced = self.replaced.max(plain.len().saturating_sub(settled.len()));
            let same = triangles(&ctx, plain, scale) == triangles(&ctx, settled, scale);
            assert!(same, "the same triangles in the same places");
        }
    }
}

/// What is painted, as one mesh for each part of the window that follows on another: shapes that paint nothing may divide it
/// further, and do not count.
fn triangles(ctx: &Context, shapes: Vec<ClippedShape>, scale: f32) -> Vec<(Rect, Mesh)> {
    let mut painted: Vec<(Rect, Mesh)> = Vec::new();
    for ClippedPrimitive { clip_rect, primitive } in ctx.tessellate(shapes, scale) {
        let Primitive::Mesh(mesh) = primitive else { panic!("the desk paints nothing but meshes") };
        match painted.last_mut() {
            Some((clip, before)) if *clip == clip_rect && before.texture_id == mesh.texture_id => before.append(mesh),
            _ => painted.push((clip_rect, mesh)),
        }
    }
    painted
}

fn wheel(by: f32) -> Event {
    Event::MouseWheel {
        source: MouseWheelSource::Unknown,
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, by),
        phase: TouchPhase::Move,
        modifiers: Modifiers::NONE,
    }
}

#[test]
fn what_stands_around_a_list_that_is_scrolled_is_painted_from_before() {
    let mut stage = Before::with_visitors().unlocked();
    stage.ctrl(Key::Num2);
    let mut watched = Watched::new(stage);
    watched.frames(12);
    watched.replaced = 0;
    for _ in 0..12 {
        watched.stage.harness.event(Event::PointerMoved(pos2(400.0, 260.0)));
        watched.stage.harness.event(wheel(-7.0));
        watched.frames(1);
    }
    assert!(watched.replaced > 60, "{} shapes stood still", watched.replaced);
}

#[test]
fn what_is_typed_and_told_and_opened_is_painted_at_once() {
    let mut watched = Watched::new(Stage::unlocked());
    watched.frames(8);
    for letter in ["H", "a", "n", "n", "a", "h"] {
        watched.stage.harness.event(Event::Text(letter.to_owned()));
        watched.frames(3);
    }
    for (modifiers, key) in [
        (Modifiers::NONE, Key::Tab),
        (Modifiers::NONE, Key::F1),
        (Modifiers::NONE, Key::Escape),
        (Modifiers::CTRL, Key::Num2),
        (Modifiers::CTRL, Key::Num4),
        (Modifiers::CTRL, Key::Num1),
    ] {
        watched.stage.harness.key_press_modifiers(modifiers, key);
        watched.frames(6);
    }
    assert!(watched.replaced > 100, "{} shapes stood still", watched.replaced);
}

#[test]
fn a_window_that_is_locked_keeps_nothing_of_what_it_showed() {
    let mut stage = Before::with_visitors().unlocked();
    stage.ctrl(Key::Num2);
    let mut watched = Watched::new(stage);
    watched.frames(10);
    let words = |shapes: &[ClippedShape]| {
        let said = shapes.iter().filter_map(|clipped| match &clipped.shape {
            Shape::Text(text) => Some(std::sync::Arc::downgrade(&text.galley)),
            _ => None,
        });
        said.collect::<Vec<_>>()
    };
    let shown = words(&watched.stage.harness.output().shapes);
    assert!(shown.len() > 60);
    watched.stage.ctrl(Key::L);
    watched.frames(4);
    let kept = shown.iter().filter_map(std::sync::Weak::upgrade).map(|galley| galley.text().to_owned());
    let kept: Vec<_> = kept.filter(|text| text.contains('@')).collect();
    assert!(kept.is_empty(), "{} addresses are kept", kept.len());
}

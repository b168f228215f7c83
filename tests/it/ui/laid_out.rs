//! Words are found again as they were laid out, for as long as they are painted and nothing they depend on has changed.

use std::sync::Arc;

use egui::{Context, Galley, Pos2, RawInput, Rect, Ui, vec2};
use lanyard::ui::fonts;
use lanyard::ui::laid_out::LaidOut;
use lanyard::ui::widgets::{Type, text};

fn window() -> Context {
    let ctx = Context::default();
    ctx.set_fonts(fonts::definitions());
    ctx.add_plugin(LaidOut::default());
    ctx
}

/// One pass at so many pixels a point.
fn pass<T>(ctx: &Context, scale: f32, ui: impl FnOnce(&Ui) -> T) -> T {
    let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, vec2(800.0, 600.0)));
    let mut input = RawInput { screen_rect, ..RawInput::default() };
    input.viewports.entry(input.viewport_id).or_default().native_pixels_per_point = Some(scale);
    let (mut ui, mut done) = (Some(ui), None);
    let mut output = ctx.run_ui(input, |shown| done = ui.take().map(|ui| ui(shown)).or(done.take()));
    output.textures_delta.clear();
    done.unwrap()
}

fn name(ui: &Ui) -> Arc<Galley> {
    text::line(ui, "Hannah Brightwell", Type::Body)
}

#[test]
fn words_are_found_again_until_they_are_not_painted_or_what_they_depend_on_changes() {
    let ctx = window();
    pass(&ctx, 1.0, |_| ());
    let first = pass(&ctx, 1.0, name);
    let again = pass(&ctx, 1.0, name);
    assert!(Arc::ptr_eq(&first, &again), "what is the same is painted from what was there");

    pass(&ctx, 1.0, |_| ());
    pass(&ctx, 1.0, |_| ());
    let later = pass(&ctx, 1.0, name);
    assert!(!Arc::ptr_eq(&first, &later), "what nobody paints any more is kept nowhere");
    assert_eq!(first.size(), later.size());

    let finer = pass(&ctx, 1.5, name);
    assert!(!Arc::ptr_eq(&later, &finer) && (finer.pixels_per_point - 1.5).abs() < 1e-6, "letters of another size");

    // Between two passes all letters are forgotten; what was laid out with them would paint others.
    ctx.set_fonts(egui::FontDefinitions::default());
    let other = pass(&ctx, 1.5, name);
    assert!(!Arc::ptr_eq(&finer, &other) && finer.size() != other.size(), "letters of another font");
}

#[test]
fn words_that_are_written_otherwise_are_other_words() {
    let ctx = window();
    pass(&ctx, 1.0, |ui| {
        let said = "Hannah Brightwell is here";
        let galleys = [
            text::line(ui, said, Type::Body),
            text::line(ui, said, Type::Strong),
            text::line(ui, "Hannah Brightwell was here", Type::Body),
            text::elided(ui, said, Type::Body, 80.0),
            text::elided(ui, said, Type::Body, 60.0),
            text::paragraph(ui, said, Type::Body, 80.0, 3),
        ];
        for (at, one) in galleys.iter().enumerate() {
            for other in &galleys[at + 1..] {
                assert!(one.text() != other.text() || one.size() != other.size(), "{:?}", one.size());
            }
        }
    });
}

//! What stands still is painted from what was made for it before: while a list is scrolled, everything around it is the same
//! in each frame, and making it into triangles anew took as long as the list itself.
//!
//! egui compares nothing, because comparing shapes whole takes half as long as making them. Here the words are told apart by
//! the galley that they were laid out in, which egui gives again for the same words, so that comparing is next to nothing.

use std::sync::Arc;

use egui::emath::TSTransform;
use egui::epaint::{ClippedPrimitive, ClippedShape, Primitive, RectShape, TessellationOptions, TextShape};
use egui::{Context, FullOutput, Plugin, Shape, TextureId};

/// Fewer shapes than these are not worth the comparing.
const FEWEST: usize = 12;

/// Frames for which what borders on a part has stood still before the part takes it in.
const PATIENCE: u8 = 4;

/// Takes the place of shapes that were there in the frame before too: those at the beginning, and those at the end.
#[derive(Default)]
pub struct Settled {
    surface: Option<Surface>,
    head: Part,
    tail: Part,
    /// The shapes of the frame before, where the parts are to be found anew.
    before: Option<Vec<ClippedShape>>,
}

/// All that triangles depend on besides their shapes.
#[derive(Clone, Copy, PartialEq)]
struct Surface {
    pixels_per_point: f32,
    letters: [usize; 2],
    options: TessellationOptions,
}

/// Shapes that stand still, and what is painted for them.
#[derive(Default)]
struct Part {
    shapes: Vec<ClippedShape>,
    painted: Vec<ClippedShape>,
    /// The shape that borders on it, and for how many frames that has been the same.
    border: Option<ClippedShape>,
    still: u8,
}

impl Plugin for Settled {
    fn debug_name(&self) -> &'static str {
        "settled"
    }

    fn output_hook(&mut self, ctx: &Context, output: &mut FullOutput) {
        self.settle(ctx, &mut output.shapes, output.pixels_per_point);
    }
}

impl Settled {
    /// Replaces what was there in the frame before by its triangles. What is painted then is the same, to the last bit.
    pub fn settle(&mut self, ctx: &Context, shapes: &mut Vec<ClippedShape>, pixels_per_point: f32) {
        let options = ctx.tessellation_options(|options| *options);
        #[expect(clippy::redundant_closure_for_method_calls, reason = "the method by its name is of one lifetime only")]
        let letters = ctx.fonts(|fonts| fonts.font_image_size());
        let surface = Surface { pixels_per_point, letters, options };
        if self.surface != Some(surface) {
            *self = Self { surface: Some(surface), ..Self::default() };
        }
        let stands = self.head.begins(shapes) && self.tail.ends(&shapes[self.head.shapes.len()..]);
        if !stands {
            (self.head, self.tail) = (Part::default(), Part::default());
        }
        if let Some(before) = self.before.take() {
            self.look(ctx, surface, &before, shapes);
        }
        let still = self.watch(shapes);
        if still || !stands {
            self.before = Some(shapes.clone());
        }
        let end = shapes.len() - self.tail.shapes.len();
        shapes.splice(end.., self.tail.painted.iter().cloned());
        shapes.splice(..self.head.shapes.len(), self.head.painted.iter().cloned());
    }

    /// Finds what was there in the frame before too.
    fn look(&mut self, ctx: &Context, surface: Surface, before: &[ClippedShape], shapes: &[ClippedShape]) {
        let head = before.iter().zip(shapes).take_while(|(a, b)| is_same(a, b)).count();
        let rest = before[head..].iter().rev().zip(shapes[head..].iter().rev());
        let tail = rest.take_while(|(a, b)| is_same(a, b)).count();
        self.head = Part::of(ctx, surface, &shapes[..head]);
        self.tail = Part::of(ctx, surface, &shapes[shapes.len() - tail..]);
    }

    /// Whether a part has become too short, because what borders on it stands still too.
    fn watch(&mut self, shapes: &[ClippedShape]) -> bool {
        let moving = &shapes[self.head.shapes.len()..shapes.len() - self.tail.shapes.len()];
        let (head, tail) = (self.head.watch(moving.first()), self.tail.watch(moving.last()));
        head || tail
    }
}

impl Part {
    /// Nothing where there are few.
    fn of(ctx: &Context, surface: Surface, shapes: &[ClippedShape]) -> Self {
        if shapes.len() < FEWEST {
            return Self::default();
        }
        let triangles = ctx.tessellate(shapes.to_vec(), surface.pixels_per_point);
        let painted = triangles.into_iter().filter_map(|ClippedPrimitive { clip_rect, primitive }| match primitive {
            Primitive::Mesh(mesh) => Some(ClippedShape::new(clip_rect, Shape::Mesh(Arc::new(mesh)))),
            Primitive::Callback(_) => None,
        });
        let painted = painted.collect();
        Self { shapes: shapes.to_vec(), painted, border: None, still: 0 }
    }

    fn begins(&self, shapes: &[ClippedShape]) -> bool {
        self.shapes.len() <= shapes.len() && self.shapes.iter().zip(shapes).all(|(a, b)| is_same(a, b))
    }

    fn ends(&self, shapes: &[ClippedShape]) -> bool {
        shapes.len().checked_sub(self.shapes.len()).is_some_and(|at| self.begins(&shapes[at..]))
    }

    fn watch(&mut self, border: Option<&ClippedShape>) -> bool {
        let same = matches!((&self.border, border), (Some(before), Some(now)) if is_same(before, now));
        self.still = if same { (self.still + 1) % PATIENCE } else { 0 };
        if !same {
            self.border = border.cloned();
        }
        same && self.still == 0
    }
}

/// Whether two shapes become the same triangles. Where that is not easily said, it is not said.
fn is_same(a: &ClippedShape, b: &ClippedShape) -> bool {
    let here = TSTransform::IDENTITY;
    a.clip_rect == b.clip_rect
        && a.transform_after_tessellation == here
        && b.transform_after_tessellation == here
        && match (&a.shape, &b.shape) {
            (Shape::Noop, Shape::Noop) => true,
            (Shape::Text(a), Shape::Text(b)) => is_same_text(a, b),
            (Shape::Rect(a), Shape::Rect(b)) => is_plain(a) && a == b,
            (Shape::Circle(a), Shape::Circle(b)) => a == b,
            (Shape::Path(a), Shape::Path(b)) => a == b,
            (Shape::LineSegment { points: a, stroke: s }, Shape::LineSegment { points: b, stroke: t }) => {
                a == b && s == t
            }
            (Shape::Mesh(a), Shape::Mesh(b)) => a.texture_id == TextureId::default() && Arc::ptr_eq(a, b),
            _ => false,
        }
}

/// The same words in the same galley: equal ones in another are taken for others.
fn is_same_text(a: &TextShape, b: &TextShape) -> bool {
    let TextShape { pos, galley, underline, fallback_color, override_text_color, opacity_factor, angle } = a;
    Arc::ptr_eq(galley, &b.galley)
        && *pos == b.pos
        && *underline == b.underline
        && *fallback_color == b.fallback_color
        && *override_text_color == b.override_text_color
        && *opacity_factor == b.opacity_factor
        && *angle == b.angle
}

/// Without a picture in it.
fn is_plain(rect: &RectShape) -> bool {
    rect.brush.is_none()
}

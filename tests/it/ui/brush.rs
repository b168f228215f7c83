//! Draws the window without a graphics card, a display or a driver: the same bytes on every machine, so that no picture is
//! ever skipped. Triangles are filled in gamma space with premultiplied alpha, as egui's own painters do.

use std::collections::HashMap;

use egui::epaint::{ClippedPrimitive, Primitive, Vertex};
use egui::{Color32, Context, FullOutput, ImageData, Pos2, Rect, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::RgbaImage;

/// A texture: its size, and its pixels with premultiplied alpha.
struct Texture {
    size: [usize; 2],
    pixels: Vec<Color32>,
}

/// The textures of a window, and how to draw with them.
#[derive(Default)]
pub(crate) struct Brush {
    textures: HashMap<TextureId, Texture>,
}

impl TestRenderer for Brush {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, changes) in delta.set.drain() {
            for change in changes {
                let ImageData::Color(image) = &change.image;
                match change.pos {
                    None => {
                        let texture = Texture { size: image.size, pixels: image.pixels.clone() };
                        self.textures.insert(id, texture);
                    }
                    Some([left, top]) => {
                        let texture = self.textures.get_mut(&id).expect("a part of a texture that is there");
                        for (row, line) in image.pixels.chunks(image.size[0]).enumerate() {
                            let start = (top + row) * texture.size[0] + left;
                            texture.pixels[start..start + line.len()].copy_from_slice(line);
                        }
                    }
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let mut canvas = Canvas::new(size.x.round() as usize, size.y.round() as usize);
        for ClippedPrimitive { clip_rect, primitive } in ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = primitive else { return Err("a shape that is no mesh".to_owned()) };
            let texture = self.textures.get(&mesh.texture_id).ok_or("a texture that was never set")?;
            let clip = Rect::from_min_max(clip_rect.min * scale, clip_rect.max * scale);
            for corner in mesh.indices.chunks_exact(3) {
                let corners = [corner[0], corner[1], corner[2]].map(|index| mesh.vertices[index as usize]);
                canvas.triangle(corners, scale, clip, texture);
            }
        }
        Ok(canvas.into_image())
    }
}

struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<[f32; 4]>,
}

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![[0.0, 0.0, 0.0, 1.0]; width * height] }
    }

    /// Fills one triangle, line by line: a pixel is in it when its middle is. Loops are plain on purpose: tests are not
    /// optimised, and there are millions of pixels.
    fn triangle(&mut self, corners: [Vertex; 3], scale: f32, clip: Rect, texture: &Texture) {
        let [a, b, c] = corners.map(|corner| corner.pos * scale);
        let area = cross(a, b, c);
        if area == 0.0 || !area.is_finite() {
            return;
        }
        let bounds = Rect::from_points(&[a, b, c]);
        let (left, right) = (bounds.left().max(clip.left().round()), bounds.right().min(clip.right().round()));
        let top = bounds.top().max(clip.top().round()).max(0.0).floor() as usize;
        let bottom = (bounds.bottom().min(clip.bottom().round()).max(0.0).ceil() as usize).min(self.height);
        let flat = corners[0].color == corners[1].color
            && corners[1].color == corners[2].color
            && corners[0].uv == corners[1].uv
            && corners[1].uv == corners[2].uv;
        for y in top..bottom {
            let middle = y as f32 + 0.5;
            let Some((from, to)) = across([a, b, c], middle, left, right) else { continue };
            let from = ((from - 0.5).ceil().max(0.0)) as usize;
            let to = ((to - 0.5).ceil().max(0.0) as usize).min(self.width);
            if from >= to {
                continue;
            }
            if flat {
                let texel = texture.texel(corners[0].uv.x, corners[0].uv.y);
                let color = tinted(parts(corners[0].color), texel);
                let mut x = from;
                while x < to {
                    self.blend(y * self.width + x, color);
                    x += 1;
                }
            } else {
                self.mixed_line(y, from, to, [a, b, c], area, &corners, texture);
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one inner loop, kept out of the other")]
    fn mixed_line(
        &mut self,
        y: usize,
        from: usize,
        to: usize,
        [a, b, c]: [Pos2; 3],
        area: f32,
        corners: &[Vertex; 3],
        texture: &Texture,
    ) {
        let colors = [parts(corners[0].color), parts(corners[1].color), parts(corners[2].color)];
        let mut x = from;
        while x < to {
            let at = Pos2::new(x as f32 + 0.5, y as f32 + 0.5);
            let (p, q, r) = (cross(b, c, at) / area, cross(c, a, at) / area, cross(a, b, at) / area);
            let u = p * corners[0].uv.x + q * corners[1].uv.x + r * corners[2].uv.x;
            let v = p * corners[0].uv.y + q * corners[1].uv.y + r * corners[2].uv.y;
            let tint = [
                p * colors[0][0] + q * colors[1][0] + r * colors[2][0],
                p * colors[0][1] + q * colors[1][1] + r * colors[2][1],
                p * colors[0][2] + q * colors[1][2] + r * colors[2][2],
                p * colors[0][3] + q * colors[1][3] + r * colors[2][3],
            ];
            self.blend(y * self.width + x, tinted(tint, texture.texel(u, v)));
            x += 1;
        }
    }

    fn blend(&mut self, at: usize, color: [f32; 4]) {
        let under = &mut self.pixels[at];
        let left = 1.0 - color[3];
        under[0] = color[0] + under[0] * left;
        under[1] = color[1] + under[1] * left;
        under[2] = color[2] + under[2] * left;
    }

    fn into_image(self) -> RgbaImage {
        let mut bytes = Vec::with_capacity(self.pixels.len() * 4);
        for [r, g, b, _] in self.pixels {
            bytes.extend([r, g, b, 1.0].map(|part| (part.clamp(0.0, 1.0) * 255.0 + 0.5) as u8));
        }
        RgbaImage::from_raw(self.width as u32, self.height as u32, bytes).expect("four bytes to a pixel")
    }
}

impl Texture {
    /// The texel at a place: letters lie on whole pixels, so the nearest is the right one.
    fn texel(&self, u: f32, v: f32) -> [f32; 4] {
        let [width, height] = self.size;
        let x = ((u * width as f32).max(0.0) as usize).min(width - 1);
        let y = ((v * height as f32).max(0.0) as usize).min(height - 1);
        parts(self.pixels[y * width + x])
    }
}

fn parts(color: Color32) -> [f32; 4] {
    let [r, g, b, a] = color.to_array();
    [f32::from(r) / 255.0, f32::from(g) / 255.0, f32::from(b) / 255.0, f32::from(a) / 255.0]
}

fn tinted(tint: [f32; 4], texel: [f32; 4]) -> [f32; 4] {
    [tint[0] * texel[0], tint[1] * texel[1], tint[2] * texel[2], tint[3] * texel[3]]
}

/// From where to where a triangle covers the line at this height.
fn across(corners: [Pos2; 3], y: f32, left: f32, right: f32) -> Option<(f32, f32)> {
    let (mut from, mut to) = (f32::INFINITY, f32::NEG_INFINITY);
    for i in 0..3 {
        let (one, other) = (corners[i], corners[(i + 1) % 3]);
        // Half open, so that two triangles that share a corner do not both cover its line.
        if (one.y <= y) != (other.y <= y) {
            let x = one.x + (y - one.y) / (other.y - one.y) * (other.x - one.x);
            from = from.min(x);
            to = to.max(x);
        }
    }
    (from < to).then_some((from.max(left), to.min(right)))
}

fn cross(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

//! The program's icon: its mark, painted into pixels.

use egui::{Color32, IconData, Pos2, Vec2, pos2};

use super::tokens::tokens;

/// How finely every pixel is looked at, in each direction.
const FINE: u16 = 3;

/// The mark in a square of so many pixels.
pub(super) fn painted(size: u16) -> IconData {
    let mut rgba = Vec::with_capacity(usize::from(size) * usize::from(size) * 4);
    for y in 0..size {
        for x in 0..size {
            rgba.extend(pixel(x, y, size));
        }
    }
    IconData { rgba, width: size.into(), height: size.into() }
}

fn pixel(x: u16, y: u16, size: u16) -> [u8; 4] {
    let unit = 40.0 / f32::from(size);
    let mut sum = [0_u32; 4];
    for part in 0..FINE * FINE {
        let step = |at: u16, part: u16| (f32::from(at) + (f32::from(part) + 0.5) / f32::from(FINE)) * unit;
        let color = at(pos2(step(x, part % FINE), step(y, part / FINE)));
        let [r, g, b, a] = color.map_or([0; 4], |color| color.to_array());
        // What shows through counts for its own part only.
        for (sum, one) in sum.iter_mut().zip([r, g, b].map(|one| u32::from(one) * u32::from(a) / 255)) {
            *sum += one;
        }
        sum[3] += u32::from(a);
    }
    let parts = u32::from(FINE * FINE);
    let alpha = sum[3] / parts;
    let one = |sum: u32| u8::try_from((sum / parts * 255).checked_div(alpha).unwrap_or(0).min(255)).unwrap_or(255);
    [one(sum[0]), one(sum[1]), one(sum[2]), u8::try_from(alpha).unwrap_or(255)]
}

/// What is at a place of the mark, which is drawn 40 by 40.
fn at(at: Pos2) -> Option<Color32> {
    let p = &tokens().light;
    let head = at.distance(pos2(20.0, 28.0)) <= 3.3;
    let shoulders = at.y <= 36.0 && ((at - pos2(20.0, 36.0)) / Vec2::new(6.2, 3.8)).length() <= 1.0;
    let slot = rounded(at, pos2(15.6, 19.4), pos2(24.4, 22.4), 1.5);
    if head || shoulders || slot {
        return Some(p.on_accent);
    }
    if rounded(at, pos2(7.5, 16.4), pos2(32.5, 39.6), 5.0) {
        return Some(p.accent);
    }
    // Both straps, mirrored: between two lines that run down to the middle.
    let x = (at.x - 20.0).abs();
    let outer = 3.0 + (18.0 - at.y) * 10.0 / 16.0;
    let inner = (12.4 - at.y) * 7.6 / 10.4;
    ((2.0..18.0).contains(&at.y) && x <= outer && x >= inner).then_some(p.strap)
}

fn rounded(at: Pos2, min: Pos2, max: Pos2, radius: f32) -> bool {
    let nearest = at.clamp(min + Vec2::splat(radius), max - Vec2::splat(radius));
    at.distance(nearest) <= radius
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_has_its_three_colours_and_clear_corners() {
        let icon = painted(40);
        let pixel = |x: usize, y: usize| &icon.rgba[(y * 40 + x) * 4..][..4];
        assert_eq!(pixel(0, 0)[3], 0);
        assert_eq!(pixel(10, 30), tokens().light.accent.to_array());
        assert_eq!(pixel(20, 28), tokens().light.on_accent.to_array());
        assert_eq!(pixel(11, 6), tokens().light.strap.to_array());
    }
}

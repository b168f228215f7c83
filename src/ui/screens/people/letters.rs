//! The letters that most names and addresses are written with, drawn before a name needs them.
//!
//! egui draws a letter when it is first seen at one of four places between two pixels. While a list of names is scrolled fast,
//! drawing them took longer than all the rest of the frames in which new ones came into sight.

use egui::text::{ByteIndex, LayoutJob, LayoutSection, TextFormat};
use egui::{Color32, Ui};

use crate::ui::widgets::Type;

/// What names, times and subjects are written in, and what is below them.
const FACES: [Type; 2] = [Type::Body, Type::Caption];
/// Places between two pixels at which a letter is drawn.
const PLACES: usize = 4;
/// All that can be typed on an English keyboard, without the space.
const LETTERS: std::ops::RangeInclusive<char> = '!'..='~';

/// How much of it is drawn.
#[derive(Default)]
pub(super) struct Letters {
    drawn: usize,
}

impl Letters {
    /// Draws one face at one place, and asks for a frame in which to go on, until all are drawn.
    pub(super) fn draw(&mut self, ui: &Ui) {
        let Some(face) = FACES.get(self.drawn / PLACES) else { return };
        #[expect(clippy::cast_precision_loss, reason = "less than four")]
        let place = (self.drawn % PLACES) as f32 / PLACES as f32;
        let letters = alphabet(*face, place / ui.pixels_per_point());
        ui.fonts_mut(|fonts| fonts.layout_job(letters));
        self.drawn += 1;
        ui.ctx().request_repaint();
    }
}

/// One line of all letters. Moved on by a quarter of a pixel, each of them comes to its next place.
fn alphabet(face: Type, by: f32) -> LayoutJob {
    let text: String = LETTERS.collect();
    let format = TextFormat::simple(face.font(), Color32::PLACEHOLDER);
    let section = LayoutSection { leading_space: by, byte_range: ByteIndex(0)..ByteIndex(text.len()), format };
    LayoutJob { text, sections: vec![section], ..LayoutJob::default() }
}

//! Letters to glyphs: a text in the order it is read, each stretch in the font that has it, joined as its script asks.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, Face, UnicodeBuffer};

use crate::scripts::{self, Script, visual_runs};

use super::PdfError;

/// A stretch of one font.
pub(super) struct Run {
    pub(super) font: Font,
    pub(super) text: String,
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// In sizes of the letters.
    pub(super) width: f32,
    /// Where it begins in the line, as that is read.
    pub(super) start: usize,
    /// Whether it is written from right to left.
    turned: bool,
}

impl Run {
    /// Its glyphs in the order in which they are read, as pieces of a word, and how far each piece is from where the run begins, in
    /// sizes of the letters. What is written from right to left is drawn piece by piece, so that whoever takes the text out of the
    /// document, or has it read out, gets it in its order.
    pub(super) fn as_read(&self) -> Vec<(f32, &[KrillaGlyph])> {
        if !self.turned {
            return vec![(0.0, &self.glyphs)];
        }
        let (mut pieces, mut x) = (Vec::new(), 0.0);
        for piece in self.glyphs.chunk_by(|one, next| one.text_range.start == next.text_range.start) {
            pieces.push((x, piece));
            x += piece.iter().map(|glyph| glyph.x_advance).sum::<f32>();
        }
        pieces.sort_by_key(|(_, piece)| piece.first().map(|glyph| glyph.text_range.start));
        pieces
    }
}

/// The fonts that a document needed so far.
#[derive(Default)]
pub(super) struct Fonts(Vec<((Option<Script>, bool), Font, Face<'static>)>);

impl Fonts {
    /// Shapes one line.
    pub(super) fn shape(&mut self, line: &str, strong: bool) -> Result<Vec<Run>, PdfError> {
        let runs = visual_runs(line);
        runs.into_iter().map(|run| self.run(run, strong)).collect()
    }

    /// How wide a line is, in sizes of its letters.
    pub(super) fn width(&mut self, line: &str, strong: bool) -> Result<f32, PdfError> {
        Ok(self.shape(line, strong)?.iter().map(|run| run.width).sum())
    }

    fn run(&mut self, run: scripts::Run, strong: bool) -> Result<Run, PdfError> {
        let scripts::Run { text, range, script } = run;
        let (font, face) = self.font(script, strong)?;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&text);
        buffer.guess_segment_properties();
        let turned = buffer.direction() == Direction::RightToLeft;
        let shaped = rustybuzz::shape(face, &[], buffer);
        let em = face.units_per_em() as f32;
        let of = |units: i32| units as f32 / em;
        // A cluster's text goes on to where the next one begins.
        let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        let end_of = |start: usize| starts.iter().copied().find(|&other| other > start).unwrap_or(text.len());
        let infos = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        let glyphs: Vec<_> = infos
            .map(|(info, position)| {
                let start = info.cluster as usize;
                KrillaGlyph::new(
                    GlyphId::new(info.glyph_id),
                    of(position.x_advance),
                    of(position.x_offset),
                    of(position.y_offset),
                    of(position.y_advance),
                    start..end_of(start),
                    None,
                )
            })
            .collect();
        let width = glyphs.iter().map(|glyph| glyph.x_advance).sum();
        debug_assert!(turned || starts.is_sorted());
        Ok(Run { font: font.clone(), glyphs, width, text, start: range.start, turned })
    }

    fn font(&mut self, script: Option<Script>, strong: bool) -> Result<(&Font, &Face<'static>), PdfError> {
        let wanted = (script, strong);
        let known = self.0.iter().position(|(which, ..)| *which == wanted);
        let at = if let Some(at) = known {
            at
        } else {
            let bytes = script.map_or_else(|| scripts::plex(strong), |script| scripts::font(script, strong));
            let font = Font::new(bytes.into(), 0).ok_or(PdfError)?;
            let face = Face::from_slice(bytes, 0).ok_or(PdfError)?;
            self.0.push((wanted, font, face));
            self.0.len() - 1
        };
        self.0.get(at).map(|(_, font, face)| (font, face)).ok_or(PdfError)
    }
}

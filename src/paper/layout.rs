//! Blocks to lines on pages.

use crate::scripts::clusters;

use super::shape::Fonts;
use super::{Block, Document, PdfError};

/// A4, in points.
pub(super) const PAGE: (f32, f32) = (595.0, 842.0);
/// Around what is written.
pub(super) const MARGIN: f32 = 56.0;
/// Where the values of pairs begin.
const VALUES: f32 = 170.0;
/// Where the words of an item begin.
const ITEM: f32 = 14.0;

/// A part of a document that is read by itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Part {
    /// The block, counted from 1; 0 is the title.
    pub(super) block: usize,
    /// Which part of it.
    pub(super) column: Column,
}

/// Which part of a block.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Column {
    /// All of it.
    Whole,
    /// What something is, or the sign before an item.
    Label,
    /// What it says.
    Value,
}

/// One line where it stands.
pub(super) struct Line {
    /// Which part it is of; what stands at the foot of a page is of none.
    pub(super) part: Option<Part>,
    /// Whether the next line of that part begins another word.
    pub(super) ends_word: bool,
    /// From the left of the page.
    pub(super) x: f32,
    /// From the top of the page to the foot of its letters.
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) strong: bool,
    /// It is white, on a band.
    pub(super) light: bool,
    pub(super) words: String,
}

/// One page.
#[derive(Default)]
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
    /// What stands below the lines.
    pub(super) band: Option<Band>,
}

/// A black band across a page, with a camera that is struck out.
pub(super) struct Band {
    /// From the top of the page.
    pub(super) top: f32,
    pub(super) height: f32,
    /// The camera's middle.
    pub(super) camera: (f32, f32),
}

/// How a stretch of words looks.
#[derive(Clone, Copy)]
struct Face {
    size: f32,
    strong: bool,
    /// From one line to the next.
    step: f32,
}

const TITLE: Face = Face { size: 20.0, strong: true, step: 26.0 };
const HEADING: Face = Face { size: 14.0, strong: true, step: 19.0 };
const SUBHEADING: Face = Face { size: 11.0, strong: true, step: 16.0 };
const TEXT: Face = Face { size: 10.0, strong: false, step: 15.0 };
const LABEL: Face = Face { strong: true, ..TEXT };

/// Lays a document out.
pub(super) fn pages(document: &Document, fonts: &mut Fonts) -> Result<Vec<Page>, PdfError> {
    let mut sheet = Sheet { pages: vec![Page::default()], y: MARGIN, block: 0, fonts };
    sheet.words(&document.title, TITLE, 0.0, Column::Whole)?;
    for block in &document.blocks {
        sheet.block += 1;
        match block {
            Block::Heading(words) => {
                sheet.gap(16.0);
                // A heading is not left alone at the foot of a page.
                sheet.keep(HEADING.step + 2.0 * TEXT.step);
                sheet.words(words, HEADING, 0.0, Column::Whole)?;
                sheet.gap(2.0);
            }
            Block::Subheading(words) => {
                sheet.gap(8.0);
                sheet.keep(SUBHEADING.step + TEXT.step);
                sheet.words(words, SUBHEADING, 0.0, Column::Whole)?;
            }
            Block::Text(words) => {
                sheet.gap(3.0);
                words.lines().try_for_each(|line| sheet.words(line, TEXT, 0.0, Column::Whole))?;
            }
            Block::Pair(label, value) => sheet.pair(label, value)?,
            Block::Item(words) => {
                sheet.keep(TEXT.step);
                sheet.line(0.0, TEXT, Column::Label, Broken { words: "•".to_owned(), ends_word: true });
                sheet.words(words, TEXT, ITEM, Column::Value)?;
            }
        }
    }
    Ok(sheet.pages)
}

struct Sheet<'f> {
    pages: Vec<Page>,
    /// Where the next line's top is.
    y: f32,
    /// The block that is being laid out, counted from 1; 0 is the title.
    block: usize,
    fonts: &'f mut Fonts,
}

impl Sheet<'_> {
    fn gap(&mut self, by: f32) {
        if self.y > MARGIN {
            self.y += by;
        }
    }

    /// Begins a page where so much no longer fits.
    fn keep(&mut self, height: f32) {
        if self.y + height > PAGE.1 - MARGIN {
            self.pages.push(Page::default());
            self.y = MARGIN;
        }
    }

    fn words(&mut self, words: &str, face: Face, left: f32, column: Column) -> Result<(), PdfError> {
        let width = (PAGE.0 - 2.0 * MARGIN - left) / face.size;
        for line in broken(words, face.strong, width, self.fonts)? {
            self.keep(face.step);
            self.line(left, face, column, line);
            self.y += face.step;
        }
        Ok(())
    }

    /// A label with its value beside it; a value may go on over pages.
    fn pair(&mut self, label: &str, value: &str) -> Result<(), PdfError> {
        let labels = broken(label, LABEL.strong, (VALUES - 10.0) / LABEL.size, self.fonts)?;
        let mut values = Vec::new();
        for line in value.lines() {
            let width = (PAGE.0 - 2.0 * MARGIN - VALUES) / TEXT.size;
            values.extend(broken(line, TEXT.strong, width, self.fonts)?);
        }
        let (mut labels, mut values) = (labels.into_iter(), values.into_iter());
        loop {
            let (label, value) = (labels.next(), values.next());
            if label.is_none() && value.is_none() {
                return Ok(());
            }
            self.keep(TEXT.step);
            label.into_iter().for_each(|label| self.line(0.0, LABEL, Column::Label, label));
            value.into_iter().for_each(|value| self.line(VALUES, TEXT, Column::Value, value));
            self.y += TEXT.step;
        }
    }

    fn line(&mut self, left: f32, face: Face, column: Column, Broken { words, ends_word }: Broken) {
        let Face { size, strong, .. } = face;
        let part = Some(Part { block: self.block, column });
        let line = Line { part, ends_word, x: MARGIN + left, y: self.y + size, size, strong, light: false, words };
        if let Some(page) = self.pages.last_mut() {
            page.lines.push(line);
        }
    }
}

/// A line of a longer text.
pub(super) struct Broken {
    pub(super) words: String,
    /// Whether it ends where a word does, and not inside one.
    pub(super) ends_word: bool,
}

/// Breaks words into lines that are no wider than `width` sizes of their letters: between words, and inside one that is wider
/// than a line by itself.
pub(super) fn broken(words: &str, strong: bool, width: f32, fonts: &mut Fonts) -> Result<Vec<Broken>, PdfError> {
    let mut lines: Vec<Broken> = Vec::new();
    for word in words.split_whitespace() {
        if let Some(last) = lines.last_mut() {
            let longer = format!("{} {word}", last.words);
            if fonts.width(&longer, strong)? <= width {
                last.words = longer;
                continue;
            }
        }
        if fonts.width(word, strong)? <= width {
            lines.push(Broken { words: word.to_owned(), ends_word: true });
            continue;
        }
        let mut piece = String::new();
        for cluster in clusters(word) {
            let longer = format!("{piece}{}", &word[cluster.clone()]);
            if fonts.width(&longer, strong)? > width && !piece.is_empty() {
                lines.push(Broken { words: std::mem::take(&mut piece), ends_word: false });
                piece.push_str(&word[cluster]);
            } else {
                piece = longer;
            }
        }
        lines.push(Broken { words: piece, ends_word: true });
    }
    Ok(lines)
}

//! Lines to a PDF, which says of its parts what they are: somebody who has it read out is told as much as somebody who sees it.

use krilla::SerializeSettings;
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::geom::Point;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};

use super::Document;
use super::layout::{self, Line, MARGIN, PAGE, Page};
use super::shape::Fonts;
use super::tags::Tagged;

/// A PDF that could not be made.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("The document could not be made. Nothing was written; report this with the version of the program.")]
pub struct PdfError;

const FOOT: f32 = 8.0;

/// Writes a document as PDF/UA-1 (ISO 14289-1). Where something was typed that no font can draw, which that standard refuses, it is
/// tagged all the same and only does not call itself so: whoever asks for their data gets it.
pub(super) fn write(document: &Document) -> Result<Vec<u8>, PdfError> {
    let mut fonts = Fonts::default();
    let mut pages = layout::pages(document, &mut fonts)?;
    number(&mut pages, &document.title);
    let accessible = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let accessible = accessible.map_err(|_| PdfError)?;
    drawn(document, &pages, &mut fonts, accessible)
        .or_else(|_| drawn(document, &pages, &mut fonts, Configuration::default()))
}

fn drawn(
    document: &Document,
    pages: &[Page],
    fonts: &mut Fonts,
    configuration: Configuration,
) -> Result<Vec<u8>, PdfError> {
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut pdf = krilla::Document::new_with(settings);
    pdf.set_metadata(
        Metadata::new()
            .title(document.title.clone())
            .language(document.language.clone())
            .creator(concat!("Lanyard ", env!("CARGO_PKG_VERSION")).to_owned()),
    );
    let mut tagged = Tagged::default();
    for (at, page) in pages.iter().enumerate() {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or(PdfError)?;
        let mut sheet = pdf.start_page_with(settings);
        let mut surface = sheet.surface();
        for line in &page.lines {
            draw(line, at, &mut surface, fonts, &mut tagged)?;
        }
        surface.finish();
        sheet.finish();
    }
    pdf.set_outline(tagged.outline(document));
    pdf.set_tag_tree(tagged.tree(document));
    pdf.finish().map_err(|_| PdfError)
}

/// Draws a line, and notes which part it is of.
fn draw(
    line: &Line,
    page: usize,
    surface: &mut Surface<'_>,
    fonts: &mut Fonts,
    tagged: &mut Tagged,
) -> Result<(), PdfError> {
    let mut x = line.x;
    let mut runs = Vec::new();
    for run in fonts.shape(&line.words, line.strong)? {
        let width = run.width * line.size;
        runs.push((x, run));
        x += width;
    }
    // They come from left to right, and are drawn in the order in which they are read.
    runs.sort_by_key(|(_, run)| run.start);
    if line.part.is_some() && line.ends_word {
        // Lines are broken at gaps: whoever hears them hears the gap.
        runs.extend(fonts.shape(" ", line.strong)?.into_iter().map(|gap| (x, gap)));
    }
    let tag = match line.part {
        Some(_) => ContentTag::Span(SpanTag::empty()),
        None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)),
    };
    let stretch = surface.start_tagged(tag);
    for (x, run) in &runs {
        for (from, glyphs) in run.as_read() {
            let at = Point::from_xy(x + from * line.size, line.y);
            surface.draw_glyphs(at, glyphs, run.font.clone(), &run.text, line.size, false);
        }
    }
    surface.end_tagged();
    if let Some(part) = line.part {
        tagged.note(part, stretch, page, Point::from_xy(line.x, line.y - line.size));
    }
    Ok(())
}

/// Says at the foot of each page which it is, and of what.
fn number(pages: &mut [Page], title: &str) {
    let all = pages.len();
    for (at, page) in pages.iter_mut().enumerate() {
        let words = format!("{title}, page {} of {all}", at + 1);
        let (x, y) = (MARGIN, PAGE.1 - MARGIN / 2.0);
        page.lines.push(Line { part: None, ends_word: true, x, y, size: FOOT, strong: false, words });
    }
}

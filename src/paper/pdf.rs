//! Lines to a PDF, which says of its parts what they are: somebody who has it read out is told as much as somebody who sees it.

use krilla::SerializeSettings;
use krilla::color::luma;
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};

use super::Document;
use super::layout::{self, Band, Line, MARGIN, PAGE, Page};
use super::shape::Fonts;
use super::tags::Tagged;

/// A PDF that could not be made.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("The document could not be made. Nothing was written; report this with the version of the program.")]
pub struct PdfError;

const FOOT: f32 = 8.0;

/// Writes a document, laid out on A4 with its title and the number of the page at the foot of each.
pub(super) fn write(document: &Document) -> Result<Vec<u8>, PdfError> {
    let mut fonts = Fonts::default();
    let mut pages = layout::pages(document, &mut fonts)?;
    number(&mut pages, &document.title);
    drawn_or_plain(document, &pages, PAGE, &mut fonts)
}

/// Writes pages of that size as PDF/UA-1 (ISO 14289-1). Where something was typed that no font can draw, which that standard refuses,
/// it is tagged all the same and only does not call itself so: whoever asks for their data gets it.
pub(super) fn drawn_or_plain(
    document: &Document,
    pages: &[Page],
    size: (f32, f32),
    fonts: &mut Fonts,
) -> Result<Vec<u8>, PdfError> {
    let accessible = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let accessible = accessible.map_err(|_| PdfError)?;
    drawn(document, pages, size, fonts, accessible)
        .or_else(|_| drawn(document, pages, size, fonts, Configuration::default()))
}

fn drawn(
    document: &Document,
    pages: &[Page],
    size: (f32, f32),
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
        let settings = PageSettings::from_wh(size.0, size.1).ok_or(PdfError)?;
        let mut sheet = pdf.start_page_with(settings);
        let mut surface = sheet.surface();
        if let Some(band) = &page.band {
            draw_band(band, size.0, &mut surface)?;
        }
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
    let ink = if line.light { luma::Color::white() } else { luma::Color::black() };
    surface.set_fill(Some(filled(ink)));
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

fn filled(ink: luma::Color) -> Fill {
    Fill { paint: ink.into(), ..Fill::default() }
}

/// Draws the band across the page. Its words say all that the camera does, so that whoever has it read out hears no more of it.
fn draw_band(band: &Band, wide: f32, surface: &mut Surface<'_>) -> Result<(), PdfError> {
    let (black, white) = (luma::Color::black(), luma::Color::white());
    let (x, y) = band.camera;
    let box_of =
        |left: f32, top: f32, width: f32, height: f32| Rect::from_xywh(left, top, width, height).ok_or(PdfError);
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)));
    surface.set_stroke(None);
    let rects = [
        (black, box_of(0.0, band.top, wide, band.height)?),
        (white, box_of(x - 14.0, y - 8.0, 28.0, 18.0)?),
        (white, box_of(x - 6.0, y - 12.0, 12.0, 6.0)?),
    ];
    for (ink, rect) in rects {
        let mut path = PathBuilder::new();
        path.push_rect(rect);
        surface.set_fill(Some(filled(ink)));
        surface.draw_path(&path.finish().ok_or(PdfError)?);
    }
    surface.set_fill(Some(filled(black)));
    surface.draw_path(&disc(x, y + 1.0, 5.5)?);
    surface.set_fill(None);
    for (ink, width) in [(black, 7.0), (white, 3.0)] {
        surface.set_stroke(Some(Stroke { paint: ink.into(), width, ..Stroke::default() }));
        surface.draw_path(&struck(x, y)?);
    }
    surface.set_stroke(None);
    surface.end_tagged();
    Ok(())
}

/// A disc, as near to round as four curves come.
fn disc(x: f32, y: f32, radius: f32) -> Result<Path, PdfError> {
    let bend = radius * 0.552_285;
    let mut path = PathBuilder::new();
    path.move_to(x + radius, y);
    path.cubic_to(x + radius, y + bend, x + bend, y + radius, x, y + radius);
    path.cubic_to(x - bend, y + radius, x - radius, y + bend, x - radius, y);
    path.cubic_to(x - radius, y - bend, x - bend, y - radius, x, y - radius);
    path.cubic_to(x + bend, y - radius, x + radius, y - bend, x + radius, y);
    path.close();
    path.finish().ok_or(PdfError)
}

/// The line through a camera whose middle is there.
fn struck(x: f32, y: f32) -> Result<Path, PdfError> {
    let mut path = PathBuilder::new();
    path.move_to(x - 16.0, y + 16.0);
    path.line_to(x + 16.0, y - 16.0);
    path.finish().ok_or(PdfError)
}

/// Says at the foot of each page which it is, and of what.
fn number(pages: &mut [Page], title: &str) {
    let all = pages.len();
    for (at, page) in pages.iter_mut().enumerate() {
        let words = format!("{title}, page {} of {all}", at + 1);
        let (x, y) = (MARGIN, PAGE.1 - MARGIN / 2.0);
        page.lines.push(Line { part: None, ends_word: true, x, y, size: FOOT, strong: false, light: false, words });
    }
}

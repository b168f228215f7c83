//! Lines to a PDF.

use krilla::geom::Point;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;

use super::Document;
use super::layout::{self, Line, MARGIN, PAGE, Page};
use super::shape::Fonts;

/// A PDF that could not be made.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("The document could not be made. Nothing was written; report this with the version of the program.")]
pub struct PdfError;

const FOOT: f32 = 8.0;

pub(super) fn write(document: &Document) -> Result<Vec<u8>, PdfError> {
    let mut fonts = Fonts::default();
    let mut pages = layout::pages(document, &mut fonts)?;
    number(&mut pages, &document.title);
    let mut pdf = krilla::Document::new();
    pdf.set_metadata(
        Metadata::new()
            .title(document.title.clone())
            .language(document.language.clone())
            .creator(concat!("Lanyard ", env!("CARGO_PKG_VERSION")).to_owned()),
    );
    for page in &pages {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or(PdfError)?;
        let mut sheet = pdf.start_page_with(settings);
        let mut surface = sheet.surface();
        for line in &page.lines {
            let mut x = line.x;
            for run in fonts.shape(&line.words, line.strong)? {
                surface.draw_glyphs(Point::from_xy(x, line.y), &run.glyphs, run.font, &run.text, line.size, false);
                x += run.width * line.size;
            }
        }
        surface.finish();
        sheet.finish();
    }
    pdf.finish().map_err(|_| PdfError)
}

/// Says at the foot of each page which it is, and of what.
fn number(pages: &mut [Page], title: &str) {
    let all = pages.len();
    for (at, page) in pages.iter_mut().enumerate() {
        let words = format!("{title}, page {} of {all}", at + 1);
        page.lines.push(Line { x: MARGIN, y: PAGE.1 - MARGIN / 2.0, size: FOOT, strong: false, words });
    }
}

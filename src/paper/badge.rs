//! A badge on paper: A7, across, to be cut out or put into a holder as it is. The name is as large as there is room for, in one size
//! whatever its script; the mark is a black band that is seen from where a camera stands, and says in words what it is (R12).

use crate::domain::badge::Badge;
use crate::text::{Words, say};

use super::layout::{Band, Broken, Column, Line, Page, Part, broken};
use super::shape::Fonts;
use super::{Block, Document, PdfError, pdf};

/// A7, across, in points.
const PAGE: (f32, f32) = (298.0, 210.0);
const MARGIN: f32 = 16.0;
/// The foot of the page, which the mark fills.
const BAND: f32 = 46.0;
/// From a line's foot to the next one's, in sizes of its letters: room for what scripts hang above and below.
const STEP: f32 = 1.45;
/// The sizes of the name: the largest that fits is taken, and no name is cut.
const NAME: (f32, f32) = (34.0, 4.0);
const EVENT: (f32, f32) = (11.0, 4.0);
const REFERENCE: f32 = 16.0;
const MARK: (f32, f32) = (24.0, 8.0);
/// What the camera and the words beside it are apart.
const CAMERA: f32 = 44.0;

/// The badge as PDF. It is tagged as everything else that is printed is.
///
/// # Errors
/// [`PdfError`], which is a fault of the program.
pub fn to_pdf(badge: &Badge) -> Result<Vec<u8>, PdfError> {
    let words = Words::in_language(&badge.language);
    let mark = badge.do_not_record.then(|| say!(words, "badge-do-not-record"));
    let said = [Some(badge.event.as_str()), Some(&badge.reference), mark].into_iter().flatten();
    let document = Document {
        title: badge.name.clone(),
        language: words.language().to_owned(),
        blocks: said.map(|words| Block::Text(words.to_owned())).collect(),
    };
    let mut fonts = Fonts::default();
    let page = page(badge, mark, &mut fonts)?;
    pdf::drawn_or_plain(&document, &[page], PAGE, &mut fonts)
}

/// What is said where: the event above, the name in the middle, the reference below it, and the mark at the foot.
fn page(badge: &Badge, mark: Option<&str>, fonts: &mut Fonts) -> Result<Page, PdfError> {
    let mut page = Page::default();
    let room = PAGE.0 - 2.0 * MARGIN;
    let mut put = |part: usize, lines: &Fitted, x: f32, width: f32, top: f32, light: bool, fonts: &mut Fonts| {
        for (at, Broken { words, ends_word }) in lines.lines.iter().enumerate() {
            let size = lines.size;
            let wide = fonts.width(words, lines.strong)? * size;
            let y = top + STEP * size * at as f32 + size * 1.1;
            let part = Some(Part { block: part, column: Column::Whole });
            let (words, ends_word, strong) = (words.clone(), *ends_word, lines.strong);
            let x = x + (width - wide).max(0.0) / 2.0;
            page.lines.push(Line { part, ends_word, x, y, size, strong, light, words });
        }
        Ok::<f32, PdfError>(top + lines.height())
    };
    let foot = PAGE.1 - BAND;
    let reference = fitted(&badge.reference, true, (REFERENCE, REFERENCE), room, f32::INFINITY, fonts)?;
    let event = fitted(&badge.event, false, EVENT, room, 34.0, fonts)?;
    let below_event = put(1, &event, MARGIN, room, MARGIN - 4.0, false, fonts)?;
    let above_reference = foot - reference.height() - 2.0;
    let name = fitted(&badge.name, true, NAME, room, above_reference - below_event, fonts)?;
    let free = above_reference - below_event - name.height();
    put(0, &name, MARGIN, room, below_event + free.max(0.0) / 2.0, false, fonts)?;
    put(2, &reference, MARGIN, room, above_reference, false, fonts)?;
    if let Some(mark) = mark {
        let room = room - CAMERA;
        let words = fitted(mark, true, MARK, room, BAND - 4.0, fonts)?;
        let top = foot + (BAND - words.height()) / 2.0;
        put(3, &words, MARGIN + CAMERA, room, top, true, fonts)?;
        page.band = Some(Band { top: foot, height: BAND, camera: (MARGIN + 16.0, foot + BAND / 2.0) });
    }
    Ok(page)
}

/// Words in the largest size that they fit in.
struct Fitted {
    lines: Vec<Broken>,
    size: f32,
    strong: bool,
}

impl Fitted {
    fn height(&self) -> f32 {
        STEP * self.size * self.lines.len() as f32
    }
}

/// Words in the largest size, of those between two, in which they fit into so much room; between words, where one of the sizes is
/// large enough for that.
fn fitted(
    words: &str,
    strong: bool,
    (largest, smallest): (f32, f32),
    width: f32,
    height: f32,
    fonts: &mut Fonts,
) -> Result<Fitted, PdfError> {
    let mut size = largest;
    loop {
        let lines = broken(words, strong, width / size, fonts)?;
        let fitted = Fitted { lines, size, strong };
        // A long word is rather set a little smaller than broken.
        let whole = size < largest / 2.0 || fitted.lines.iter().all(|line| line.ends_word);
        if (whole && fitted.height() <= height) || size <= smallest {
            return Ok(fitted);
        }
        size = (size * 0.94).max(smallest);
    }
}

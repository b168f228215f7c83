//! A name, ready to be painted.

use std::sync::Arc;

use egui::text::{ByteIndex, LayoutJob, LayoutSection, TextFormat, TextWrapping};
use egui::{Color32, FontId, Galley};

use super::fonts;
use crate::scripts::{Run, visual_runs, without_signs};

/// What stands for the rest of a name that is too wide.
pub(super) const ELLIPSIS: char = '…';

/// How a name looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Its size, in points.
    pub size: f32,
    /// Whether it is semibold.
    pub strong: bool,
    /// The colour of `ui::tokens` it is painted in.
    pub color: Color32,
}

/// A name laid out.
#[derive(Debug, Clone)]
pub struct Shown {
    /// What to paint. Its text is in the order of painting: for what the name *says*, keep the name.
    pub galley: Arc<Galley>,
    /// Whether the end of the name did not fit.
    pub cut: bool,
}

/// A name in the order it is read, on one row. A character that no font has shows as a box.
///
/// The text of the job is in the order of painting, so it is no label for a screen reader: [`super::Name`] gives the
/// name itself.
pub fn shown(text: &str, look: Look) -> LayoutJob {
    let runs = visual_runs(text);
    let format = TextFormat::simple(FontId::new(look.size, fonts::family(None, look.strong)), look.color);
    let mut job = LayoutJob { wrap: TextWrapping::no_max_width(), ..LayoutJob::default() };
    if runs.is_empty() {
        // As high as a name, so that nothing moves when there is one.
        push(&mut job, &Run { text: String::new(), range: 0..0, script: None }, &format);
    }
    for run in &runs {
        push(&mut job, run, &format);
    }
    job
}

/// Not `LayoutJob::append`: it joins two runs of the same font, and egui might turn them around.
pub(super) fn push(job: &mut LayoutJob, run: &Run, format: &TextFormat) {
    let start = ByteIndex(job.text.len());
    job.text.push_str(&without_signs(&run.text));
    let strong = format.font_id.family == fonts::family(None, true);
    let font_id = FontId::new(format.font_id.size, fonts::family(run.script, strong));
    job.sections.push(LayoutSection {
        leading_space: 0.0,
        byte_range: start..ByteIndex(job.text.len()),
        format: TextFormat { font_id, ..format.clone() },
    });
}

/// A name no wider than `width`: where its end does not fit there is an ellipsis, on the side where the name ends as it
/// is read.
pub fn fitted(ctx: &egui::Context, text: &str, look: Look, width: f32) -> Shown {
    let lay_out = |text: &str| ctx.fonts_mut(|fonts| fonts.layout_job(shown(text, look)));
    let whole = lay_out(text);
    if whole.size().x <= width {
        return Shown { galley: whole, cut: false };
    }
    let cut = |at: usize| lay_out(&format!("{}{ELLIPSIS}", text[..at].trim_end()));
    // The last place where it still fits. Joined letters change their width with their neighbours, so the widths do not
    // quite grow with the text; the search still ends at a place that fits, if there is one.
    let places = cuts(text);
    let fits = places.partition_point(|&at| cut(at).size().x <= width);
    let at = fits.checked_sub(1).and_then(|last| places.get(last)).copied().unwrap_or(0);
    Shown { galley: cut(at), cut: true }
}

/// Where a text may be cut: never between a letter and its marks.
fn cuts(text: &str) -> Vec<usize> {
    crate::scripts::clusters(text).into_iter().map(|cluster| cluster.start).collect()
}

/// One line in its reading order, laid out for `width` at most: for rows and labels that paint themselves. They have to
/// say the text itself to those who hear it.
#[expect(clippy::needless_pass_by_value, reason = "as egui's own functions of text take it")]
pub fn line(ui: &egui::Ui, text: &str, font: egui::FontId, color: Color32, width: f32) -> Arc<Galley> {
    let strong = font.family == crate::ui::fonts::strong();
    fitted(ui.ctx(), text, Look { size: font.size, strong, color }, width).galley
}

//! Words with a name in them, over one line or several, each in the order it is read.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Context, Galley};

use super::shown::{ELLIPSIS, push};
use crate::scripts::{Ordered, Run, clusters};

/// Lines of at most this width, and at most so many of them; the last ends in … where that is not all, and the galley says so.
///
/// Where a line ends is found in the order the text is kept: egui, which cuts what is ordered already, would put the end of a
/// name above its beginning.
pub fn paragraph(ctx: &Context, text: &str, format: &TextFormat, width: f32, rows: usize) -> Arc<Galley> {
    let paper = Paper { ctx, format, width };
    let whole = Ordered::new(text);
    let mut lines = paper.lines(text, &whole);
    let cut = lines.len() > rows;
    lines.truncate(rows);
    let last = lines.last().cloned().filter(|_| cut);
    let mut ordered: Vec<Vec<Run>> = lines.into_iter().map(|line| whole.runs(trimmed(text, line))).collect();
    if let (Some(last), Some(runs)) = (last, ordered.last_mut()) {
        *runs = paper.cut(text, last.start);
    }
    let mut galley = paper.lay_out(&ordered);
    if cut {
        Arc::make_mut(&mut galley).elided = true;
    }
    galley
}

/// What lines are laid out on.
struct Paper<'a> {
    ctx: &'a Context,
    format: &'a TextFormat,
    width: f32,
}

impl Paper<'_> {
    fn lay_out(&self, lines: &[Vec<Run>]) -> Arc<Galley> {
        let mut job = LayoutJob { wrap: TextWrapping::no_max_width(), ..LayoutJob::default() };
        for (number, runs) in lines.iter().enumerate() {
            if number > 0 {
                push(&mut job, &Run { text: "\n".to_owned(), range: 0..0, script: None }, self.format);
            }
            runs.iter().for_each(|run| push(&mut job, run, self.format));
        }
        self.ctx.fonts_mut(|fonts| fonts.layout_job(job))
    }

    fn fits(&self, runs: Vec<Run>) -> bool {
        self.lay_out(&[runs]).size().x <= self.width
    }

    /// Where each line is in the text.
    fn lines(&self, text: &str, ordered: &Ordered<'_>) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        let mut start = 0;
        for paragraph in text.split_inclusive('\n') {
            let end = start + paragraph.len();
            while start < end {
                let at = self.line_end(text, start..end, ordered);
                lines.push(start..at);
                start = at;
            }
        }
        lines
    }

    /// After as many words as fit; where not even one does, after as many letters.
    fn line_end(&self, text: &str, rest: Range<usize>, ordered: &Ordered<'_>) -> usize {
        let fits = |&end: &usize| self.fits(ordered.runs(trimmed(text, rest.start..end)));
        if fits(&rest.end) {
            return rest.end;
        }
        let words = word_ends(text, rest.clone());
        if let Some(last) = words.partition_point(fits).checked_sub(1) {
            return words[last];
        }
        let ends: Vec<_> = clusters(&text[rest.clone()]).into_iter().map(|cluster| rest.start + cluster.end).collect();
        let letters = ends.partition_point(fits).max(1);
        ends.get(letters - 1).copied().unwrap_or(rest.end)
    }

    /// As much of the text from here as fits with an ellipsis after it.
    fn cut(&self, text: &str, start: usize) -> Vec<Run> {
        let runs = |end: usize| {
            let short = format!("{}{ELLIPSIS}", text[..end].trim_end());
            Ordered::new(&short).runs(start.min(short.len() - ELLIPSIS.len_utf8())..short.len())
        };
        let line = text[start..].find('\n').map_or(text.len(), |end| start + end);
        let ends = clusters(&text[start..line]).into_iter().map(|cluster| start + cluster.end);
        let ends: Vec<_> = std::iter::once(start).chain(ends).collect();
        let fits = ends.partition_point(|&end| self.fits(runs(end)));
        runs(ends[fits.saturating_sub(1)])
    }
}

/// A line without the spaces at its end, which take no room.
fn trimmed(text: &str, line: Range<usize>) -> Range<usize> {
    line.start..line.start + text[line].trim_end().len()
}

/// Where each word ends, with the spaces after it.
fn word_ends(text: &str, within: Range<usize>) -> Vec<usize> {
    let words = text[within.clone()].split_inclusive(|char: char| char.is_whitespace() && char != '\u{A0}');
    words
        .scan(within.start, |end, word| {
            *end += word.len();
            Some(*end)
        })
        .collect()
}

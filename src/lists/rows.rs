//! The rows of a CSV file, as RFC 4180 writes them, and the lines of which nobody can say what rows they are.
//!
//! One quotation mark too many or too few makes a reader that is content with everything take the next visitors for
//! part of a cell. So a list is read by its lines:
//!
//! - a line that has in good order as many cells as there are headings is a row, wherever it stands;
//! - the lines between two such rows are rows with cells of several lines, if they read as such from the first to the
//!   last; else all of them are in doubt;
//! - so is a neighbour of lines in doubt that may be their first or last, where the mark is missing in it;
//! - and so is a cell that takes up lines which look like rows, by their commas.
//!
//! From this it follows that, for a list that a standard program wrote and one quotation mark put in or taken away
//! anywhere, every row told is one that was written, and every other line is in doubt.

use std::ops::Range;

/// Why lines are in doubt.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Doubt {
    /// A quotation mark is where none can be, or is missing.
    Mark,
    /// One cell holds what looks like rows.
    SwallowsRows,
}

/// A part of the list: a row, or lines in doubt. Lines are counted from 0.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Part {
    pub(super) lines: Range<usize>,
    pub(super) doubt: Option<Doubt>,
}

/// The whole text of a list, and where its lines are. It has no `Debug`: it is personal data.
pub(super) struct Lines {
    text: Vec<u8>,
    /// Without what ends them.
    lines: Vec<Range<usize>>,
}

/// How lines read that follow each other.
enum Reading {
    /// As these rows, to the last.
    Rows(Vec<Range<usize>>),
    /// A cell that begins in the row of this line has no end in them.
    Open(usize),
    /// A quotation mark is in the wrong place.
    Broken,
}

impl Lines {
    /// Finds the lines. A mark of the byte order at the beginning, as spreadsheets write it, is none of the first.
    pub(super) fn new(text: Vec<u8>) -> Self {
        let mut start = if text.starts_with("\u{feff}".as_bytes()) { '\u{feff}'.len_utf8() } else { 0 };
        let mut lines = Vec::new();
        for (at, &byte) in text.iter().enumerate() {
            if byte == b'\n' && at > 0 && text[at - 1] == b'\r' {
                start = at + 1;
            } else if byte == b'\n' || byte == b'\r' {
                lines.push(start..at);
                start = at + 1;
            }
        }
        if start < text.len() {
            lines.push(start..text.len());
        }
        Self { text, lines }
    }

    pub(super) fn count(&self) -> usize {
        self.lines.len()
    }

    /// Where a line ends, in bytes from the beginning of the list.
    pub(super) fn end_of(&self, line: usize) -> u64 {
        self.lines.get(line).map_or(self.text.len(), |line| line.end) as u64
    }

    pub(super) fn is_blank(&self, line: usize) -> bool {
        self.lines[line].is_empty()
    }

    /// The cells of a row in good order, or of the first line; `None` where a quotation mark is in the wrong place.
    pub(super) fn cells(&self, lines: &Range<usize>) -> Option<Vec<Vec<u8>>> {
        let text = &self.text[self.lines[lines.start].start..self.lines[lines.end - 1].end];
        let mut cells = vec![Vec::new()];
        let Some(false) = walk(text, false, |read| match (read, cells.last_mut()) {
            (Read::Text(byte), Some(cell)) => cell.push(byte),
            _ => cells.push(Vec::new()),
        }) else {
            return None;
        };
        Some(cells)
    }

    /// The rows from a line to the end, where each has so many cells, and the lines in doubt. Blank lines are no part.
    pub(super) fn parts(&self, from: usize, cells: usize) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let sound = |lines| Part { lines, doubt: None };
        let mut at = from;
        while at < self.count() {
            if self.is_blank(at) {
                at += 1;
            } else if self.is_row(at, cells) {
                parts.push(sound(at..at + 1));
                at += 1;
            } else {
                let end = (at..self.count()).find(|&line| self.is_row(line, cells)).unwrap_or(self.count());
                match self.read(at..end, false) {
                    Reading::Rows(rows) => parts.extend(rows.into_iter().map(|lines| {
                        let swallows = lines.clone().filter(|&line| self.looks_like_row(line, cells)).count() > 1;
                        Part { lines, doubt: swallows.then_some(Doubt::SwallowsRows) }
                    })),
                    unsound => {
                        let first = parts.pop_if(|before| self.may_begin(before, at..end, cells));
                        let start = first.map_or(at, |before| before.lines.start);
                        let (end, doubt) = self.goes_on(&unsound, end, cells);
                        parts.push(Part { lines: start..end, doubt: Some(doubt) });
                        at = end;
                        continue;
                    }
                }
                at = end;
            }
        }
        parts
    }

    /// Whether the row before lines in doubt may be their beginning, where the mark that opens its last cell is missing:
    /// they read well from within a cell, and the row that results does not look like several.
    fn may_begin(&self, before: &Part, lines: Range<usize>, cells: usize) -> bool {
        let Reading::Rows(rows) = self.read(lines, true) else { return false };
        let looks = |lines: &Range<usize>| lines.clone().any(|line| self.looks_like_row(line, cells));
        before.doubt.is_none() && !(looks(&before.lines) && rows.first().is_some_and(looks))
    }

    /// Where lines in doubt end that were looked at up to `end`, and why they are in doubt.
    fn goes_on(&self, lines: &Reading, end: usize, cells: usize) -> (usize, Doubt) {
        let &Reading::Open(from) = lines else { return (end, Doubt::Mark) };
        for line in end..self.count() {
            match self.step(line, true) {
                Some(true) => {}
                // Whoever wrote this may have meant one long cell, or all these rows.
                Some(false) => return (line + 1, Doubt::SwallowsRows),
                None => break,
            }
        }
        // The next row may be their end, where the mark that closes the cell is missing.
        let looks = |line| self.looks_like_row(line, cells);
        let one_more = end < self.count() && !(looks(end) && (from..end).any(looks));
        (end + usize::from(one_more), Doubt::Mark)
    }

    /// How lines read, the first of them from within a cell or from the beginning of a row.
    fn read(&self, lines: Range<usize>, mut within: bool) -> Reading {
        let (mut rows, mut start) = (Vec::new(), lines.start);
        for line in lines {
            if !within && self.is_blank(line) {
                start = line + 1;
                continue;
            }
            match self.step(line, within) {
                None => return Reading::Broken,
                Some(true) => within = true,
                Some(false) => {
                    rows.push(start..line + 1);
                    (within, start) = (false, line + 1);
                }
            }
        }
        if within { Reading::Open(start) } else { Reading::Rows(rows) }
    }

    /// Whether a line ends within a cell; `None` where a quotation mark is in the wrong place.
    fn step(&self, line: usize, within: bool) -> Option<bool> {
        walk(&self.text[self.lines[line].clone()], within, |_| ())
    }

    /// Whether a line by itself is a row in good order.
    fn is_row(&self, line: usize, cells: usize) -> bool {
        let mut commas = 0;
        let ended =
            walk(&self.text[self.lines[line].clone()], false, |read| commas += usize::from(read == Read::Comma));
        ended == Some(false) && commas + 1 == cells && !self.is_blank(line)
    }

    /// Whether a line has the commas of a row, whatever its quotation marks say.
    fn looks_like_row(&self, line: usize, cells: usize) -> bool {
        self.text[self.lines[line].clone()].iter().filter(|&&byte| byte == b',').count() + 1 == cells
    }
}

/// What is read of a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Read {
    Text(u8),
    Comma,
}

/// Reads text from within a cell or from the beginning of a row, and answers whether it ends within one. `None` where a
/// quotation mark stands inside or after a cell that is not between two.
fn walk(text: &[u8], mut within: bool, mut told: impl FnMut(Read)) -> Option<bool> {
    let mut bytes = text.iter().copied().peekable();
    let mut at_beginning = !within;
    while let Some(byte) = bytes.next() {
        match (byte, within) {
            (b'"', true) if bytes.peek() == Some(&b'"') => {
                bytes.next();
                told(Read::Text(b'"'));
            }
            (b'"', true) => {
                within = false;
                if !matches!(bytes.peek(), None | Some(b',')) {
                    return None;
                }
            }
            (b'"', false) if at_beginning => within = true,
            (b'"', false) => return None,
            (b',', false) => told(Read::Comma),
            _ => told(Read::Text(byte)),
        }
        at_beginning = byte == b',' && !within;
    }
    Some(within)
}

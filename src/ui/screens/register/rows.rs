//! Where fields stand: rows of cells that share their width, and close up where an event does not ask for one.

use egui::{Rangef, Rect, pos2, vec2};

/// How tall things are, which depends on how much room there is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Heights {
    /// A field's box.
    pub box_height: f32,
    /// From a field's bottom to the next label.
    pub gap: f32,
    /// From a card's top to what is under its title.
    pub head: f32,
    /// One of the guardian's answers.
    pub answer: f32,
    /// How wide Yes and No are, each.
    pub yes_or_no: f32,
    /// How the groups of questions are spaced.
    pub groups: GroupHeights,
}

/// From centre to centre, as drawn.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct GroupHeights {
    /// A row.
    pub row: f32,
    /// From the strip to the first title.
    pub first: f32,
    /// From a title to its first row.
    pub title: f32,
    /// From the bottom of the last row to the line.
    pub after: f32,
    /// From the line to the next title.
    pub next: f32,
}

/// A window that is not as high has everything closer.
pub(super) const SHORT: f32 = 660.0;

impl Heights {
    /// For a window this tall (the guide: 40 and 17 above 740, 40 and 10 at 689, 36 and 8 under 660; a child's form is the
    /// fuller one, and closer).
    pub(super) fn of(window: f32, child: bool, squeezed: bool) -> Self {
        let short = window < SHORT;
        let roomy = window >= 740.0 && !squeezed && !child;
        let gap = match (short, roomy, child) {
            (true, _, true) => 5.0,
            (false, true, _) => 19.0,
            (false, false, false) => 10.0,
            (false, false, true) if window >= 740.0 => 12.0,
            (false, false, true) => 6.0,
            (true, _, false) => 8.0,
        };
        let groups = if short {
            GroupHeights { row: 40.0, first: 15.0, title: 31.0, after: 5.0, next: 16.0 }
        } else if roomy {
            GroupHeights { row: 48.0, first: 22.0, title: 40.0, after: 12.0, next: 23.5 }
        } else {
            GroupHeights { row: 44.0, first: 18.0, title: 35.0, after: 7.5, next: 18.5 }
        };
        let (box_height, head, answer, yes_or_no) =
            if short { (36.0, 47.0, 39.0, NARROW_ANSWER) } else { (40.0, 53.0, 41.0, 62.0) };
        Self { box_height, gap, head, answer, yes_or_no, groups }
    }

    /// The line of a card's title, with the buttons beside it.
    pub(super) fn title_row(self, card: Rect) -> Rect {
        let bottom = card.top() + self.head - 3.0;
        Rect::from_min_max(pos2(card.left() + 17.0, bottom - 36.0), pos2(card.right() - 10.0, bottom))
    }
}

/// How wide Yes and No are where there is little room, each.
pub(super) const NARROW_ANSWER: f32 = 54.0;

/// From the top of a label to the top of its box.
pub(super) const LABEL: f32 = 20.0;
/// Under a box, where an error stands.
pub(super) const ERROR: f32 = 20.0;
/// Between two cells of a row.
pub(super) const BETWEEN: f32 = 12.0;

/// How far the words under each cell may reach: over the cells beside it that have none.
pub(super) fn rooms(row: Rangef, cells: &[(Rect, bool)]) -> Vec<Rangef> {
    let room = |at: usize| {
        let before = cells[..at].iter().rev().find(|(_, noted)| *noted);
        let after = cells[at + 1..].iter().find(|(_, noted)| *noted);
        let left = before.map_or(row.min, |(cell, _)| cell.right() + BETWEEN);
        Rangef::new(left, after.map_or(row.max, |(cell, _)| cell.left() - BETWEEN))
    };
    (0..cells.len()).map(room).collect()
}

/// The cells of one row: what each is, and how wide it was drawn.
pub(super) struct Row<T> {
    cells: Vec<(T, f32)>,
    /// How wide a cell has to be for what is in it, however narrow the row is.
    least: Vec<(usize, f32)>,
}

impl<T> Row<T> {
    /// The cells that are there at all.
    pub(super) fn new(cells: impl IntoIterator<Item = (T, f32)>) -> Self {
        Self { cells: cells.into_iter().collect(), least: Vec::new() }
    }

    /// Whether a cell is so.
    pub(super) fn any(&self, is: impl Fn(&T) -> bool) -> bool {
        self.cells.iter().any(|(cell, _)| is(cell))
    }

    /// With a cell that keeps this width at least; the widest one gives up what it takes.
    pub(super) fn at_least(mut self, cell: usize, width: f32) -> Self {
        self.least.push((cell, width));
        self
    }

    /// Shares `width` among the cells in the proportion they were drawn in.
    pub(super) fn place(self, left: f32, top: f32, width: f32, height: f32) -> impl Iterator<Item = (T, Rect)> {
        let drawn: f32 = self.cells.iter().map(|(_, width)| width).sum();
        let between = BETWEEN * (self.cells.len().saturating_sub(1)) as f32;
        let scale = (width - between) / drawn.max(1.0);
        let mut widths: Vec<_> = self.cells.iter().map(|(_, drawn)| drawn * scale).collect();
        for (cell, least) in self.least {
            let widest = (0..widths.len()).max_by(|&one, &other| widths[one].total_cmp(&widths[other]));
            if let Some(widest) = widest.filter(|&widest| widest != cell && cell < widths.len()) {
                let missing = (least - widths[cell]).max(0.0);
                widths[cell] += missing;
                widths[widest] -= missing;
            }
        }
        let mut x = left;
        self.cells.into_iter().zip(widths).map(move |((cell, _), width)| {
            let rect = Rect::from_min_size(pos2(x.round(), top), vec2(width.round(), height));
            x += width + BETWEEN;
            (cell, rect)
        })
    }
}

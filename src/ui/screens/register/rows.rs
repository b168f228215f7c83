//! Where fields stand: rows of cells that share their width, and close up where an event does not ask for one.

use egui::{Rect, pos2, vec2};

/// How tall things are, which depends on how much room there is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Heights {
    /// A field's box.
    pub box_height: f32,
    /// From a field's bottom to the next label.
    pub gap: f32,
    /// A consent row.
    pub row: f32,
}

impl Heights {
    /// Of a card this tall (the guide: 40 and 17 above 740, 40 and 10 at 689, 36 and 8 under 660; a child's form is the
    /// fuller one).
    pub(super) fn of(window: f32, child: bool, squeezed: bool) -> Self {
        let short = window < 660.0;
        let tall = window >= 740.0 && !squeezed;
        let gap = match (short, tall, child) {
            (true, _, true) => 5.0,
            (true, _, false) => 8.0,
            (false, true, false) => 18.0,
            _ => 8.0,
        };
        Self {
            box_height: if short { 36.0 } else { 40.0 },
            gap,
            row: if short {
                40.0
            } else if tall && !child {
                48.0
            } else {
                44.0
            },
        }
    }
}

/// From the top of a label to the top of its box.
pub(super) const LABEL: f32 = 21.0;
/// Under a box, where an error stands.
pub(super) const ERROR: f32 = 21.0;
/// Between two cells of a row.
pub(super) const BETWEEN: f32 = 12.0;

/// The cells of one row: what each is, and how wide it was drawn.
pub(super) struct Row<T> {
    cells: Vec<(T, f32)>,
}

impl<T> Row<T> {
    /// The cells that are there at all.
    pub(super) fn new(cells: impl IntoIterator<Item = (T, f32)>) -> Self {
        Self { cells: cells.into_iter().collect() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = &T> {
        self.cells.iter().map(|(cell, _)| cell)
    }

    /// Shares `width` among the cells in the proportion they were drawn in.
    pub(super) fn place(self, left: f32, top: f32, width: f32, height: f32) -> impl Iterator<Item = (T, Rect)> {
        let drawn: f32 = self.cells.iter().map(|(_, width)| width).sum();
        let between = BETWEEN * (self.cells.len().saturating_sub(1)) as f32;
        let scale = (width - between) / drawn.max(1.0);
        let mut x = left;
        self.cells.into_iter().map(move |(cell, drawn)| {
            let rect = Rect::from_min_size(pos2(x.round(), top), vec2((drawn * scale).round(), height));
            x += drawn * scale + BETWEEN;
            (cell, rect)
        })
    }
}

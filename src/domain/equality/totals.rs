//! Totals without anybody in them (R4, R23): what is under ten is not shown, and neither is what would give it away.

use std::collections::BTreeMap;

use super::{EqualityQuestion, codes_of};

/// A count under this is hidden.
const HIDDEN_UNDER: u64 = 10;
/// Counts are shown to the nearest of these, so that whoever looks before and after a visitor does not learn what they said.
const NEAREST: u64 = 5;

/// How many gave one answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cell {
    /// The question.
    pub question: EqualityQuestion,
    /// HESA's code of the answer.
    pub code: &'static str,
    /// How many, as far as that may be shown.
    pub count: Shown,
}

/// A count as far as it may be shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shown {
    /// So many, to the nearest five.
    Count(u64),
    /// Too few, or it would give away what is too few.
    Hidden,
}

/// What may be shown of an event's equality answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Totals {
    /// How many people answered each question, in the order of the page.
    pub answered: Vec<(EqualityQuestion, Shown)>,
    /// Every answer of every list, also those that nobody gave.
    pub cells: Vec<Cell>,
}

impl Totals {
    /// Hides what must not be shown. `counts` says how many gave each answer, `answered` how many people answered each question:
    /// several disabilities are allowed, so that those can be more than people.
    ///
    /// A list of which anything is hidden shows no number of people either, since all the others taken from it would leave what
    /// is hidden. An answer that nobody gave is hidden like one that few gave: that nobody did is news of everybody. Where
    /// everybody of a question is in one cell, that cell says what each of them answered, so that it is hidden too.
    #[must_use]
    pub fn of(
        counts: &BTreeMap<(EqualityQuestion, &'static str), u64>,
        answered: &BTreeMap<EqualityQuestion, u64>,
    ) -> Self {
        let mut totals = Self { answered: Vec::new(), cells: Vec::new() };
        for &question in EqualityQuestion::ALL {
            let people = answered.get(&question).copied().unwrap_or_default();
            let count = |code| counts.get(&(question, code)).copied().unwrap_or_default();
            let is_small = |count: u64| count < HIDDEN_UNDER || count == people;
            let rounded = |count: u64| Shown::Count((count + NEAREST / 2) / NEAREST * NEAREST);
            let cells = codes_of(question).into_iter().map(|code| Cell {
                question,
                code,
                count: if is_small(count(code)) { Shown::Hidden } else { rounded(count(code)) },
            });
            let first = totals.cells.len();
            totals.cells.extend(cells);
            let hides = totals.cells[first..].iter().any(|cell| cell.count == Shown::Hidden);
            let shown = if hides || people < HIDDEN_UNDER { Shown::Hidden } else { rounded(people) };
            totals.answered.push((question, shown));
        }
        totals
    }
}

//! Who is on the list, and what is known of the rows that were seen.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use chrono::NaiveDate;

use crate::domain::event::Event;
use crate::domain::ids::EventId;
use crate::domain::moment::Instant;
use crate::domain::named_beside::NamedBeside;
use crate::domain::search_key::{QueryTerm, query_terms};
use crate::ui::scripts::in_words;
use crate::ui::time;
use crate::worker::{Filter, FoundBy, Listed, Listing, Spot};

use super::said::thousands;

/// Rows asked for before and after those that are seen, so that scrolling meets none that is empty.
const AHEAD: usize = 32;
/// Rows that are laid out before they come into sight: as many as a wheel that is turned fast brings in a few frames.
const SOON: usize = 12;
/// Rows that are remembered; beyond, those that are far from sight are let go.
const REMEMBERED: usize = 2_048;

/// What is known of one row. Its words are made when it is seen: many rows come at once, and few of them are.
pub(super) struct Row {
    pub(super) listed: Listed,
    /// By whom they were found, where it is not by themselves (R2).
    by: Option<FoundBy>,
    /// The day on which it was taken in.
    today: NaiveDate,
    /// Rises with every row that is taken in: what is painted of an earlier one is painted anew.
    pub(super) number: u64,
    turn: u32,
}

impl Row {
    /// When they came.
    pub(super) fn came(&self) -> String {
        time::moment(self.listed.came, self.today)
    }

    /// The first thing they are interested in, and how many more.
    pub(super) fn subjects(&self) -> String {
        match &self.listed.subjects[..] {
            [] => String::new(),
            [one] => one.clone(),
            [one, rest @ ..] => format!("{one}, +{}", rest.len()),
        }
    }

    /// What stands below the name: how to write to them, or, where it was not they whom the words found, who it was.
    pub(super) fn below(&self) -> Cow<'_, str> {
        match &self.by {
            None => Cow::Borrowed(&self.listed.contact),
            Some(by) => Cow::Owned(found_by(by.as_ref(), &self.listed.name)),
        }
    }

    /// Whether anything stands there.
    pub(super) fn has_below(&self) -> bool {
        self.by.is_some() || !self.listed.contact.is_empty()
    }

    /// All of it, for those who hear it.
    pub(super) fn said(&self) -> String {
        let Listed { name, yes, no, open, .. } = &self.listed;
        let below = self.below();
        let now = if self.listed.waits {
            WAITS.to_owned()
        } else if self.listed.restricted {
            RESTRICTED.to_owned()
        } else if self.listed.all_withdrawn {
            ALL_WITHDRAWN.to_owned()
        } else {
            format!("{yes} yes, {no} no, {open} not asked")
        };
        let subjects = self.subjects();
        let parts = [name.as_str(), &*below, subjects.as_str()];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let mark = self.listed.do_not_record.words().map(|mark| format!(". {mark}")).unwrap_or_default();
        format!("{}, came {}, {now}{mark}", parts.join(", "), self.came())
    }
}

/// The list as it was asked for, and what came.
#[derive(Default)]
pub(super) struct List {
    pub(super) query: String,
    pub(super) filters: BTreeSet<Filter>,
    pub(super) oldest_first: bool,
    pub(super) listing: Listing,
    /// "10 of 1,204".
    pub(super) found: String,
    /// What the rows are called: whose they are, and how many.
    pub(super) name: String,
    /// How many each filter leaves; nothing while that is not known.
    pub(super) counts: HashMap<Filter, String>,
    /// Somebody is on it, or nobody: it is known.
    pub(super) known: bool,
    /// What is marked in the names.
    pub(super) terms: Vec<QueryTerm>,
    pub(super) rows: HashMap<Spot, Row>,
    selected: Option<Spot>,
    /// The selected row is to be scrolled to.
    pub(super) reveal: bool,
    /// The rows that were painted last.
    pub(super) in_sight: Range<usize>,
    /// It has to be asked for again.
    pub(super) stirred: bool,
    asked_with: Option<(EventId, Option<Instant>)>,
    /// Something else is looked for: the first who is found is chosen.
    choose_first: bool,
    turn: u32,
    taken: u64,
}

impl List {
    /// Looks for these words.
    pub(super) fn look_for(&mut self, words: String) {
        self.query = words;
        self.typed();
    }

    /// The words were changed.
    pub(super) fn typed(&mut self) {
        self.stirred = true;
        self.choose_first = !self.query.trim().is_empty();
        self.terms = query_terms(&self.query);
    }

    /// Turns a filter on or off.
    pub(super) fn turn(&mut self, filter: Filter) {
        if !self.filters.remove(&filter) {
            self.filters.insert(filter);
        }
        self.stirred = true;
    }

    /// Everything is looked at again: something was saved.
    pub(super) fn stir(&mut self) {
        self.stirred = true;
        self.turn = self.turn.wrapping_add(1);
    }

    /// Whether the list has to be asked for; notes that it is.
    pub(super) fn wants_asked(&mut self, event: &Event, saved_at: Option<Instant>) -> Asking {
        let with = Some((event.id(), saved_at));
        if self.asked_with != with {
            let other_event = self.asked_with.is_some_and(|(id, _)| id != event.id());
            if other_event {
                let (query, oldest_first) = (std::mem::take(&mut self.query), self.oldest_first);
                *self = Self { query, oldest_first, turn: self.turn, ..Self::default() };
                self.typed();
            }
            self.stir();
            self.asked_with = with;
            self.stirred = false;
            return if other_event { Asking::OtherEvent } else { Asking::Everything };
        }
        if std::mem::take(&mut self.stirred) { Asking::List } else { Asking::Nothing }
    }

    /// Takes what was found.
    pub(super) fn take(&mut self, listing: Listing) {
        let (found, of) = (listing.spots.len(), listing.of);
        let all = self.query.trim().is_empty() && self.filters.is_empty();
        self.found =
            if all { thousands(found) } else { format!("{} of {}", thousands(found), thousands(to_usize(of))) };
        self.name = format!("People, {}", self.found);
        self.counts.insert(Filter::Today, thousands(to_usize(listing.today)));
        self.listing = listing;
        self.known = true;
        for (spot, row) in &mut self.rows {
            let by = self.listing.beside.get(spot);
            if row.by.as_ref() != by {
                self.taken += 1;
                (row.by, row.number) = (by.cloned(), self.taken);
            }
        }
        let first = self.spot(0);
        if std::mem::take(&mut self.choose_first) || (self.selected_at().is_none() && !self.query.trim().is_empty()) {
            self.selected = first;
            self.reveal = true;
        }
    }

    /// Takes what the list says of these people.
    pub(super) fn take_rows(&mut self, spots: &[Spot], rows: Vec<Option<Listed>>, today: NaiveDate) {
        for (&spot, listed) in spots.iter().zip(rows) {
            let Some(listed) = listed else {
                self.rows.remove(&spot);
                continue;
            };
            self.taken += 1;
            let (number, turn) = (self.taken, self.turn);
            let by = self.listing.beside.get(&spot).cloned();
            let row = match self.rows.remove(&spot) {
                // Nothing changed: what is painted of it stays.
                Some(known) if known.listed == listed && known.by == by => Row { turn, ..known },
                _ => Row { listed, by, today, number, turn },
            };
            self.rows.insert(spot, row);
        }
        self.let_go();
    }

    fn let_go(&mut self) {
        if self.rows.len() > REMEMBERED {
            let near: BTreeSet<Spot> = self.around(REMEMBERED / 4).filter_map(|at| self.spot(at)).collect();
            self.rows.retain(|spot, _| near.contains(spot));
        }
    }

    /// Those who come into sight next, if it is scrolled on as it was: `was` were in sight in the frame before.
    pub(super) fn next_in_sight(&self, was: &Range<usize>) -> impl Iterator<Item = &Row> {
        let Range { start, end } = self.in_sight;
        let up = start < was.start;
        (0..SOON).filter_map(move |by| self.row(if up { start.checked_sub(by + 1)? } else { end + by }))
    }

    /// Positions in sight and so many around them.
    fn around(&self, more: usize) -> Range<usize> {
        let end = (self.in_sight.end + more).min(self.len());
        self.in_sight.start.saturating_sub(more).min(end)..end
    }

    /// Whom to ask about next: those in sight of whom nothing, or nothing of late, is known, then some around them.
    pub(super) fn missing(&self) -> Vec<Spot> {
        let missing = |spot: &Spot| self.rows.get(spot).is_none_or(|row| row.turn != self.turn);
        let all = |range: Range<usize>| range.filter_map(|at| self.spot(at)).filter(missing);
        let (sight, around) = (self.around(0), self.around(AHEAD));
        // Not before half of them are missing: few answers that are long disturb less than many that are short.
        let near = all(self.around(AHEAD / 2)).next();
        if near.is_none() && self.selected.as_ref().is_none_or(|spot| !missing(spot)) {
            return Vec::new();
        }
        let (below, above) = (sight.end..around.end, around.start..sight.start);
        self.selected.into_iter().filter(missing).chain(all(sight)).chain(all(below)).chain(all(above)).collect()
    }

    /// How many are on it.
    pub(super) fn len(&self) -> usize {
        self.listing.spots.len()
    }

    /// Who is at a position.
    pub(super) fn spot(&self, at: usize) -> Option<Spot> {
        let spots = &self.listing.spots;
        let at = if self.oldest_first { spots.len().checked_sub(at + 1)? } else { at };
        spots.get(at).copied()
    }

    /// What is known of the one at a position.
    pub(super) fn row(&self, at: usize) -> Option<&Row> {
        self.rows.get(&self.spot(at)?)
    }

    /// Who is selected, if they are on the list.
    pub(super) fn selected_at(&self) -> Option<usize> {
        let selected = self.selected?;
        // Newest first.
        let at = self.listing.spots.binary_search_by(|probe| selected.cmp(probe)).ok()?;
        Some(if self.oldest_first { self.len() - 1 - at } else { at })
    }

    /// Who is selected, wherever they are.
    pub(super) fn selected(&self) -> Option<Spot> {
        self.selected
    }

    /// Chooses somebody.
    pub(super) fn select(&mut self, spot: Spot) {
        self.reveal |= self.selected != Some(spot);
        self.selected = Some(spot);
    }

    /// Chooses the one at a position.
    pub(super) fn select_at(&mut self, at: usize) {
        if let Some(spot) = self.spot(at) {
            self.select(spot);
        }
    }

    /// Chooses another one, so many further on.
    pub(super) fn step(&mut self, by: isize) {
        let Some(last) = self.len().checked_sub(1) else { return };
        let at = match self.selected_at() {
            Some(at) => at.saturating_add_signed(by).min(last),
            None => 0,
        };
        self.select_at(at);
    }
}

/// What has to be asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Asking {
    /// Nothing.
    Nothing,
    /// The list: other words, other filters.
    List,
    /// All of it: something was saved.
    Everything,
    /// All of it, and nothing of what is shown stays.
    OtherEvent,
}

/// In place of counts.
pub(super) const ALL_WITHDRAWN: &str = "All withdrawn";
/// In place of counts (R11).
pub(super) const WAITS: &str = "Waits for guardian";
/// In place of counts (R19).
pub(super) const RESTRICTED: &str = "Restricted";

/// Who it was whom the words found, and what they are to the visitor: nobody takes the one for the other.
fn found_by(by: Option<&NamedBeside>, of: &str) -> String {
    let of = in_words(of);
    match by {
        None => format!("guardian or emergency contact of {of}"),
        Some(NamedBeside { is, name }) => {
            let name = name.as_deref().map(|name| in_words(name).into_owned());
            NamedBeside { is: *is, name }.words(&of)
        }
    }
}

fn to_usize(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

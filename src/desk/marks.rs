//! By what people are filtered, and how many each filter leaves. What stands for somebody is a fold over the ledger, so
//! everybody is looked at once, a stretch at a time; after that, only those whom something was done about.

use std::collections::HashSet;

use crate::domain::age::AgeBand;
use crate::domain::code::Code;
use crate::domain::event::Event;
use crate::domain::ids::{EventId, VisitorId};
use crate::domain::ledger::Standing;
use crate::domain::permit::Standings;
use crate::domain::purpose::Question;
use crate::store::registrations::{self, State};
use crate::store::roll::{self, Listed};
use crate::store::{StoreError, act, links};

use super::closing::standings;
use super::{Desk, DeskError, Right};

/// What people can be filtered by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Filter {
    /// Who came today.
    Today,
    /// Whose Yes to this stands.
    Yes(Question),
    /// Who waits for a guardian, or was asked nothing at all (R11, R13).
    NeedsALook,
    /// Who is under 13.
    Under13,
    /// Who took a Yes back, or objected, and has none left.
    AllWithdrawn,
}

impl Filter {
    /// Those that an event with these questions has, but for [`Filter::Today`], in the order they are shown.
    pub fn all(questions: impl Iterator<Item = Question>) -> impl Iterator<Item = Self> {
        let asked = questions.filter(|question| matches!(question, Question::News(_) | Question::Recording(_)));
        [Self::NeedsALook, Self::Under13].into_iter().chain(asked.map(Self::Yes)).chain([Self::AllWithdrawn])
    }
}

/// How many rows are looked at in one go: about 20 ms, so that a save which waits is not kept.
const STRETCH: i64 = 2_000;

const NEEDS_A_LOOK: u32 = 1 << 20;
const UNDER_13: u32 = 1 << 21;
const ALL_WITHDRAWN: u32 = 1 << 22;
/// Not to be shown: undone, erased, or not for this role.
const HIDDEN: u32 = 1 << 31;

/// The marks of everybody of one event who can be seen.
pub struct Marks {
    event: EventId,
    through_act: u64,
    with_others: HashSet<VisitorId>,
    /// Where to go on, and the last row; nothing once all are seen.
    ahead: Option<(i64, i64)>,
    /// Rows, rising, with their marks.
    rows: Vec<(i64, u32)>,
}

impl Marks {
    /// Whether everybody was looked at.
    #[must_use]
    pub fn are_whole(&self) -> bool {
        self.ahead.is_none()
    }

    /// How many a filter leaves; [`Filter::Today`] has no mark.
    #[must_use]
    pub fn count(&self, filter: Filter) -> usize {
        let Some(bit) = bit(filter) else { return 0 };
        self.rows.iter().filter(|(_, marks)| marks & (bit | HIDDEN) == bit).count()
    }

    /// Whether a row has the marks of all these filters.
    pub(super) fn has(&self, row: i64, filters: impl IntoIterator<Item = Filter>) -> bool {
        let wanted = filters.into_iter().filter_map(bit).fold(0, |all, bit| all | bit);
        let found = self.rows.binary_search_by_key(&row, |&(row, _)| row);
        found.is_ok_and(|at| self.rows[at].1 & (wanted | HIDDEN) == wanted)
    }

    fn set(&mut self, row: i64, marks: u32) {
        match self.rows.binary_search_by_key(&row, |&(row, _)| row) {
            Ok(at) => self.rows[at].1 = marks,
            Err(at) => self.rows.insert(at, (row, marks)),
        }
    }
}

fn bit(filter: Filter) -> Option<u32> {
    match filter {
        Filter::Today => None,
        Filter::Yes(question) => Question::ALL.iter().position(|&each| each == question).map(|at| 1 << at),
        Filter::NeedsALook => Some(NEEDS_A_LOOK),
        Filter::Under13 => Some(UNDER_13),
        Filter::AllWithdrawn => Some(ALL_WITHDRAWN),
    }
}

impl Desk {
    /// Nobody looked at yet.
    ///
    /// # Errors
    /// When there is no such event, or the vault cannot be read.
    pub fn marks(&self, event: &Code) -> Result<Marks, DeskError> {
        let event = self.event(event)?;
        let conn = self.conn()?;
        let day = (!Right::OtherDays.belongs_to(self.role)).then(|| Self::event_day(&event, self.env.now()));
        Ok(Marks {
            event: event.id(),
            through_act: act::head(conn)?.sequence,
            with_others: links::with_others(conn)?,
            ahead: registrations::span(conn, event.id(), day)?,
            rows: Vec::new(),
        })
    }

    /// Looks at some more people; once all are seen, at those whom something was done about since.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn mark_on(&self, event: &Code, marks: &mut Marks) -> Result<(), DeskError> {
        let event = self.event(event)?;
        if event.id() != marks.event || act::head(self.conn()?)?.sequence < marks.through_act {
            *marks = self.marks(&event.definition().code)?;
        }
        let Some((from, last)) = marks.ahead else { return self.mark_again(&event, marks) };
        let through = from.saturating_add(STRETCH - 1).min(last);
        self.mark(&event, marks, from, through)?;
        marks.ahead = (through < last).then_some((through + 1, last));
        Ok(())
    }

    fn mark_again(&self, event: &Event, marks: &mut Marks) -> Result<(), DeskError> {
        let conn = self.conn()?;
        let head = act::head(conn)?.sequence;
        if head == marks.through_act {
            return Ok(());
        }
        let touched = registrations::touched_since(conn, marks.through_act)?;
        marks.with_others = links::with_others(conn)?;
        for row in touched {
            self.mark(event, marks, row, row)?;
        }
        marks.through_act = head;
        Ok(())
    }

    fn mark(&self, event: &Event, marks: &mut Marks, from: i64, through: i64) -> Result<(), DeskError> {
        let conn = self.conn()?;
        let with_others = std::mem::take(&mut marks.with_others);
        let all_days = Right::OtherDays.belongs_to(self.role);
        let done = roll::stretch(conn, event.id(), from..=through, |listed, lines| {
            let stands = standings(conn, listed, lines, &with_others)?;
            marks.set(listed.row, of(listed, &stands, all_days));
            Ok::<(), StoreError>(())
        });
        marks.with_others = with_others;
        Ok(done?)
    }
}

fn of(listed: &Listed, stands: &Standings, all_days: bool) -> u32 {
    let gone = matches!(listed.state, State::Undone | State::Erased) || listed.erased;
    if gone || (!all_days && listed.state == State::Restricted) {
        return HIDDEN;
    }
    let mut marks = 0;
    let (mut asked, mut taken_back) = (false, false);
    // What a guardian said of themselves is no answer to anything that can be filtered by.
    for (at, &question) in Question::ALL.iter().enumerate().filter(|(_, question)| !question.is_to_guardian()) {
        let standing = stands.get(question);
        asked |= standing != Standing::NotAsked;
        taken_back |= matches!(standing, Standing::Withdrawn | Standing::Objected);
        if standing == Standing::Yes {
            marks |= 1 << at;
        }
    }
    if taken_back && marks == 0 {
        marks |= ALL_WITHDRAWN;
    }
    if listed.state == State::Quarantined || !asked {
        marks |= NEEDS_A_LOOK;
    }
    if listed.age_band.as_deref() == Some(AgeBand::Child.code()) {
        marks |= UNDER_13;
    }
    marks
}

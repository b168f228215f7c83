//! Of whom something is due (R24): by name, for a lead who means to see them before anything goes.

use chrono::NaiveDate;

use crate::domain::act_kind::ActKind;
use crate::domain::code::Code;
use crate::domain::retention::{Fate, Kept};
use crate::store::registrations::{self, Registered};

use super::{Desk, DeskError, Right};

/// Somebody of whom something is due. It has no `Debug`: it names them.
#[derive(Clone, PartialEq, Eq)]
pub struct DuePerson {
    /// Their registration.
    pub registered: Registered,
    /// Their name; none where only the proof of their answers is left.
    pub name: Option<String>,
    /// What is due of them, in the order of [`Kept::ALL`].
    pub due: Vec<DueKind>,
    /// The office acknowledged everything that is held of them.
    pub taken_in: bool,
}

/// One kind of somebody's data whose period is over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DueKind {
    /// Which kind.
    pub kept: Kept,
    /// The last day of its period, as they were promised it.
    pub until: NaiveDate,
    /// What becomes of it when what is due is let go.
    pub fate: Fate,
}

impl DuePerson {
    /// What becomes of it, in words: the most that happens first.
    #[must_use]
    pub fn words(&self) -> &'static str {
        let any = |fate| self.due.iter().any(|due| due.fate == fate);
        match (any(Fate::Goes), any(Fate::NotTakenIn), any(Fate::Restricted)) {
            (true, false, _) => "goes",
            (true, true, _) => "goes in part, the rest waits for the office",
            (false, true, _) => "waits for the office",
            (false, false, _) => "restricted, stays",
        }
    }

    /// Whether the office has what is held of them, in words.
    #[must_use]
    pub fn taken_in_words(&self) -> &'static str {
        if self.taken_in { "the office has it all" } else { "the office has not acknowledged it all" }
    }
}

impl Desk {
    /// Everybody of whom something is due at an event today, those whose period ended first first. Nothing is changed.
    ///
    /// Whose equality answers are due is not said: nobody but their recipient is to know who answered, and that one only by a
    /// pseudonym (R4).
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; when there is no such event; [`DeskError::ClockBehind`].
    pub fn due_people(&self, event: &Code, decided: bool) -> Result<Vec<DuePerson>, DeskError> {
        self.require(Right::Purge)?;
        let reckoned = self.reckoned(&self.event(event)?, decided)?;
        let conn = self.conn()?;
        let mut people = Vec::new();
        for holding in &reckoned.held {
            let kinds = reckoned.kinds.iter().filter(|of| of.due.kept != Kept::Equality);
            let due_of = |of: &super::retaining::OfKind| {
                let &(fate, until) = of.rows.get(&holding.row)?;
                Some(DueKind { kept: of.due.kept, until, fate })
            };
            let due: Vec<_> = kinds.filter_map(due_of).collect();
            if due.is_empty() {
                continue;
            }
            let registered = registrations::by_row(conn, holding.row)?.ok_or(DeskError::NoSuchPerson)?;
            let name = registrations::newest(conn, holding.row)?.record.and_then(|record| record.full_name);
            people.push(DuePerson { registered, name, due, taken_in: holding.held.taken_in });
        }
        people.sort_by_key(|person| person.due.iter().map(|due| due.until).min());
        self.looked(ActKind::DuePeople, Some(event), None, people.len());
        Ok(people)
    }
}

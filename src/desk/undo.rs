//! Undoing a registration after it was saved: it is never exported, and what was said is erased.

use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::ids::{RegistrationId, VisitorId};
use crate::store::act::{self, Act};
use crate::store::erase::{self, Reason};
use crate::store::registrations::{self, Registered, State};
use crate::store::{disclosures, events};

use super::{Desk, DeskError, Right};

/// A form that was begun is offered for a day.
const BEFORE: chrono::TimeDelta = chrono::TimeDelta::days(1);

impl Desk {
    /// Undoes a registration: for the mistake just made. What somebody else registered, what is of another day and what is in
    /// a batch already takes a lead, as every other erasure does (R18). The folder's own backups that may hold it are
    /// replaced.
    ///
    /// # Errors
    /// [`DeskError::NoSuchPerson`]; [`DeskError::Gone`] when it was undone or erased before; [`DeskError::NotAllowed`].
    pub fn undo(&mut self, id: RegistrationId) -> Result<(), DeskError> {
        let registered = self.registered(id)?;
        if matches!(registered.state, State::Undone | State::Erased) {
            return Err(DeskError::Gone);
        }
        if !self.is_just_made(&registered)? {
            self.require(Right::UndoLater)?;
        }
        let (now, staff, row) = (self.env.now(), self.staff.clone(), registered.row);
        let in_backups = self.backups_hold(registered.registered_at.to_utc())?;
        self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                erase::registration(&mut appending, row, now, Reason::Undone)?;
                registrations::set_state(tx, row, State::Undone)?;
                if in_backups {
                    crate::vault::backups_are_due(tx)?;
                }
                let details = json!({});
                appending.finish(&Act { kind: ActKind::Undo, at: now, staff: &staff, subject: Some(id.0), details })?;
                Ok(())
            },
            |conn| Ok(registrations::find(conn, id)?.is_some_and(|found| found.state == State::Undone)),
        )?;
        // Where a desk that was set aside cannot be reached now, the next opening tries again.
        _ = self.forget_in_set_asides();
        self.forget_in_backups(registered.registered_at.to_utc())
    }

    /// Whether whoever works here registered them today, and no batch has them.
    fn is_just_made(&self, registered: &Registered) -> Result<bool, DeskError> {
        let conn = self.conn()?;
        let event = events::find(conn, registered.event)?.ok_or(DeskError::NoSuchEvent)?.event;
        // By the calendar: after the event's last day, that day's people are still the newest, and no mistake just made.
        let is_today = event.date_at(registered.registered_at.to_utc()) == event.date_at(self.env.now().to_utc());
        let first = registrations::versions(conn, registered.row)?.first().map(|version| version.act);
        let made_by = first.map_or(Ok(None), |act| act::who_and_when(conn, act))?;
        let is_own = made_by.is_some_and(|(staff, _)| staff == self.staff);
        Ok(is_own && is_today && !disclosures::has(conn, registered.row)?)
    }

    /// The same, when something was erased of the person behind a visitor, with any of their registrations; and in what a restore set
    /// aside, which may hold it as well.
    pub(super) fn forget_person_in_backups(&mut self, visitor: VisitorId) -> Result<(), DeskError> {
        // Where one cannot be reached now, the next opening tries again.
        _ = self.forget_in_set_asides();
        let mut since = None;
        for row in self.rows_of_person(visitor)? {
            let came = registrations::by_row(self.conn()?, row)?.map(|found| found.registered_at.to_utc());
            since = [since, came].into_iter().flatten().min();
        }
        since.map_or(Ok(()), |since| self.forget_in_backups(since))
    }

    /// Replaces the folder's own backups when one of them is from after `since` and so may hold what was just erased
    /// (DESIGN, people and answers).
    pub(super) fn forget_in_backups(&mut self, since: chrono::DateTime<chrono::Utc>) -> Result<(), DeskError> {
        if self.backups_hold(since)? {
            self.vault.replace_backups()?;
        }
        Ok(())
    }

    /// Whether one of the folder's own backups may hold what was registered at `since`: from after that, or from not long
    /// before, since a form is kept while it is typed in, and clocks are set.
    pub(super) fn backups_hold(&self, since: chrono::DateTime<chrono::Utc>) -> Result<bool, DeskError> {
        Ok(self.vault.backups()?.iter().any(|backup| backup.taken_at + BEFORE >= since))
    }
}

//! Undoing a registration after it was saved: it is never exported, and what was said is erased.

use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::ids::{RegistrationId, VisitorId};
use crate::store::act::{self, Act};
use crate::store::erase::{self, Reason};
use crate::store::registrations::{self, State};

use super::{Desk, DeskError};

/// A form that was begun is offered for a day.
const BEFORE: chrono::TimeDelta = chrono::TimeDelta::days(1);

impl Desk {
    /// Undoes a registration. The folder's own backups that may hold it are replaced.
    ///
    /// # Errors
    /// [`DeskError::NoSuchPerson`]; [`DeskError::Gone`] when it was undone or erased before.
    pub fn undo(&mut self, id: RegistrationId) -> Result<(), DeskError> {
        let registered = self.registered(id)?;
        if matches!(registered.state, State::Undone | State::Erased) {
            return Err(DeskError::Gone);
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
        self.forget_in_backups(registered.registered_at.to_utc())
    }

    /// The same, when something was erased of the person behind a visitor, with any of their registrations.
    pub(super) fn forget_person_in_backups(&mut self, visitor: VisitorId) -> Result<(), DeskError> {
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

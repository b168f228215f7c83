//! Words that were typed into a dialog and outlive locking: kept for whoever typed them, for a day (R11).
//!
//! Typing is no act: nothing of it is in the audit log before it is done.

use crate::domain::unfinished::Unfinished;
use crate::store::registrations::{self, State};
use crate::store::unfinished;

use super::{Desk, DeskError};

impl Desk {
    /// Keeps what whoever works here has typed and not done, and lets go what they had before. What may not be kept is not: what
    /// may make a child of somebody, or is about one who waits for their guardian (R11), or about nobody who is there any more.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep_unfinished(&mut self, all: &[Unfinished]) -> Result<(), DeskError> {
        let mut kept = Vec::new();
        for one in all.iter().filter_map(Unfinished::storable) {
            match one.get().about {
                None => kept.push((one, None)),
                Some(about) => {
                    let found = registrations::find(self.conn()?, about)?;
                    let stays = |state| matches!(state, State::Standing | State::Restricted);
                    kept.extend(found.filter(|found| stays(found.state)).map(|found| (one, Some(found.row))));
                }
            }
        }
        let (now, staff) = (self.env.now(), self.staff.clone());
        let before = unfinished::of(self.conn()?, &staff, now)?;
        if kept.is_empty() && before.is_empty() {
            return Ok(());
        }
        self.write(
            |tx| Ok(unfinished::replace(tx, &staff, &kept, now)?),
            |conn| {
                let there = unfinished::of(conn, &staff, now)?;
                Ok(there.len() == kept.len() && kept.iter().all(|(one, _)| there.contains(one.get())))
            },
        )
    }

    /// Lets go what has waited for more than a day, whoever typed it.
    pub(super) fn forget_old_unfinished(&mut self) -> Result<(), DeskError> {
        let now = self.env.now();
        if !unfinished::is_any_old(self.conn()?, now)? {
            return Ok(());
        }
        self.write(
            |tx| unfinished::forget_old(tx, now).map(drop).map_err(DeskError::from),
            |conn| Ok(!unfinished::is_any_old(conn, now)?),
        )
    }

    /// What whoever works here had typed and not done when the desk was locked, today or yesterday evening.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn unfinished(&self) -> Result<Vec<Unfinished>, DeskError> {
        Ok(unfinished::of(self.conn()?, &self.staff, self.env.now())?)
    }
}

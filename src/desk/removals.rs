//! Recordings to be taken out (R12): noted at the desk, listed for whoever has the camera, and ended.

use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::code::Code;
use crate::domain::ids::RegistrationId;
use crate::domain::removal::{Found, Recorded, RemovalId};
use crate::store::act::{self, Act};
use crate::store::registrations;
use crate::store::removals::{self, Kept};

use super::{Desk, DeskError};

/// A recording to be taken out. It has no `Debug`: it says what somebody looks like.
pub struct Removal {
    /// Its id.
    pub id: RemovalId,
    /// What the badge of whoever was recorded says.
    pub reference: String,
    /// When, where, and what they look like.
    pub said: Recorded,
    /// How it ended.
    pub found: Option<Found>,
}

impl Desk {
    /// Notes that somebody was recorded already, so that it can be taken out. Their answers are their own: this changes none.
    ///
    /// # Errors
    /// [`DeskError::NoSuchPerson`]; [`DeskError::Gone`].
    pub fn ask_removal(&mut self, id: RegistrationId, said: &Recorded) -> Result<RemovalId, DeskError> {
        let registered = self.registered(id)?;
        if registered.state.is_gone() {
            return Err(DeskError::Gone);
        }
        let removal = RemovalId(self.env.new_id());
        let (now, staff) = (self.env.now(), self.staff.clone());
        self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                removals::append(&mut appending, removal, registered.row, said)?;
                let details = json!({ "removal": removal });
                let subject = Some(id.0);
                appending.finish(&Act { kind: ActKind::AskRemoval, at: now, staff: &staff, subject, details })?;
                Ok(())
            },
            |conn| Ok(removals::all(conn, None)?.iter().any(|kept| kept.id == removal)),
        )?;
        Ok(removal)
    }

    /// The recordings of an event that are to be taken out, oldest first; those that ended too, where `ended`.
    ///
    /// # Errors
    /// When there is no such event.
    pub fn removals(&self, event: &Code, ended: bool) -> Result<Vec<Removal>, DeskError> {
        let (conn, id) = (self.conn()?, self.event(event)?.id());
        let mut listed = Vec::new();
        for Kept { id, row, said, found, .. } in removals::all(conn, Some(id))? {
            let Some(said) = said.filter(|_| ended || found.is_none()) else { continue };
            let Some(registered) = registrations::by_row(conn, row)? else { continue };
            // Whoever is not to be seen has no description either.
            let Ok(registered) = self.visible(registered) else { continue };
            listed.push(Removal { id, reference: registered.reference, said, found });
        }
        self.looked(ActKind::Removals, Some(event), None, listed.len());
        Ok(listed)
    }

    /// How many recordings of these are still to be taken out.
    pub(super) fn open_removals(&self, of: &[registrations::Registered]) -> Result<usize, DeskError> {
        let theirs = |kept: &Kept| kept.found.is_none() && of.iter().any(|each| each.row == kept.row);
        Ok(removals::all(self.conn()?, None)?.into_iter().filter(theirs).count())
    }

    /// How many recordings of an event are still to be taken out, of people that this role may see: a number, and nothing
    /// about anybody.
    ///
    /// # Errors
    /// When there is no such event.
    pub fn removals_waiting(&self, event: &Code) -> Result<usize, DeskError> {
        let (conn, id) = (self.conn()?, self.event(event)?.id());
        let mut waiting = 0;
        for kept in
            removals::all(conn, Some(id))?.into_iter().filter(|kept| kept.said.is_some() && kept.found.is_none())
        {
            let registered = registrations::by_row(conn, kept.row)?;
            waiting += usize::from(registered.is_some_and(|registered| self.visible(registered).is_ok()));
        }
        Ok(waiting)
    }

    /// Notes how looking for a recording ended.
    ///
    /// # Errors
    /// [`DeskError::NoSuchRemoval`], also where it ended before.
    pub fn end_removal(&mut self, id: RemovalId, found: Found) -> Result<(), DeskError> {
        let open = |kept: &Kept| kept.id == id && kept.found.is_none();
        let kept = removals::all(self.conn()?, None)?.into_iter().find(open).ok_or(DeskError::NoSuchRemoval)?;
        let whose = registrations::by_row(self.conn()?, kept.row)?.map(|registered| registered.id.0);
        let (now, staff) = (self.env.now(), self.staff.clone());
        self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                removals::end(&mut appending, id, found)?;
                let details = json!({ "removal": id, "found": found });
                appending.finish(&Act {
                    kind: ActKind::EndRemoval,
                    at: now,
                    staff: &staff,
                    subject: whose,
                    details,
                })?;
                Ok(())
            },
            |conn| Ok(removals::all(conn, None)?.iter().any(|kept| kept.id == id && kept.found.is_some())),
        )
    }
}

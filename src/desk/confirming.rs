//! Confirming that the guardian of a child whom a list brought agreed in person (R11). Until then the child waits, and is in no
//! batch, no list of news and no count.

use rusqlite::Connection;
use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::answer::{Answer, GivenBy, Said};
use crate::domain::guardian::InPerson;
use crate::domain::ids::RegistrationId;
use crate::domain::moment::Instant;
use crate::domain::permit::Standings;
use crate::domain::purpose::Question;
use crate::domain::record::RegistrationRecord;
use crate::domain::staff::Handle;
use crate::store::act::{self, Act};
use crate::store::registrations::{self, Registered, State};
use crate::store::{StoreError, answers, listed};

use super::closing::guardian_agrees;
use super::{Desk, DeskError, Right};

/// That a guardian's consent was confirmed, or that this was taken back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GuardianConfirmed {
    /// When.
    pub at: Instant,
    /// By whom.
    pub staff: Handle,
    /// What it is known by; `None` where it was taken back.
    pub known_by: Option<InPerson>,
}

impl Desk {
    /// Confirms that the guardian of a child whom a list brought agreed in person and is the child's parent or legally responsible.
    /// What the guardian said is in the ledger, as the list tells it; that it was said in person is for somebody at the desk to know.
    /// From then on the child is registered like any other. A guardian who takes their Yes back undoes it.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; [`DeskError::NothingToConfirm`]; [`DeskError::GuardianDoesNotAgree`]; [`DeskError::NoSuchPerson`];
    /// [`DeskError::Gone`].
    pub fn confirm_guardian(&mut self, id: RegistrationId, known_by: InPerson) -> Result<(), DeskError> {
        self.require(Right::Guardians)?;
        let registered = self.registered(id)?;
        let (_, record) = self.said(&registered)?;
        if registered.state != State::Quarantined || !self.is_listed_child(&registered, &record)? {
            return Err(DeskError::NothingToConfirm);
        }
        let rows = self.rows_of_person(registered.visitor)?;
        if !guardian_agrees(&answers::standings(self.conn()?, &rows, record.speaker())?) {
            return Err(DeskError::GuardianDoesNotAgree);
        }
        // Who asked for it is kept and not used, whatever is confirmed since (R19).
        let restricted = registrations::is_restricted(self.conn()?, registered.row)?;
        let state = if restricted { State::Restricted } else { State::Standing };
        self.set_confirmed(&registered, Some(known_by), state)
    }

    /// Takes a confirmation back that was a mistake: the child waits again, and whoever was sent them is told with the next batch.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; [`DeskError::NotConfirmed`]; [`DeskError::NoSuchPerson`]; [`DeskError::Gone`].
    pub fn unconfirm_guardian(&mut self, id: RegistrationId) -> Result<(), DeskError> {
        self.require(Right::Guardians)?;
        let registered = self.registered(id)?;
        let (_, record) = self.said(&registered)?;
        if !self.is_confirmed(&registered, &record)? {
            return Err(DeskError::NotConfirmed);
        }
        self.set_confirmed(&registered, None, State::Quarantined)
    }

    fn set_confirmed(
        &mut self,
        registered: &Registered,
        known_by: Option<InPerson>,
        state: State,
    ) -> Result<(), DeskError> {
        let (now, staff, row, id) = (self.env.now(), self.staff.clone(), registered.row, registered.id);
        self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                listed::confirm(&mut appending, row, known_by)?;
                registrations::set_state(tx, row, state)?;
                let (kind, details) = match known_by {
                    Some(known_by) => (ActKind::ConfirmGuardian, json!({ "known_by": known_by })),
                    None => (ActKind::UnconfirmGuardian, json!({})),
                };
                appending.finish(&Act { kind, at: now, staff: &staff, subject: Some(id.0), details })?;
                Ok(())
            },
            |conn| Ok(registrations::find(conn, id)?.is_some_and(|found| found.state == state)),
        )
    }

    /// Whether all that keeps a child waiting is that nobody has confirmed what their guardian said on a list.
    pub(super) fn awaits_confirmation(
        &self,
        registered: &Registered,
        record: &RegistrationRecord,
        standings: &Standings,
    ) -> Result<bool, DeskError> {
        let waits = registered.state == State::Quarantined && guardian_agrees(standings);
        Ok(waits && self.is_listed_child(registered, record)?)
    }

    /// Whether a child whom a list brought does not wait because that was confirmed.
    pub(super) fn is_confirmed(&self, registered: &Registered, record: &RegistrationRecord) -> Result<bool, DeskError> {
        let stands = matches!(registered.state, State::Standing | State::Restricted);
        let confirmed = newest_confirms(self.conn()?, registered.row)?;
        Ok(stands && confirmed && self.is_listed_child(registered, record)?)
    }

    /// Whether a child whom a list brought goes on waiting after a correction: until their guardian says something of it here, and
    /// everything that they agreed to was said here or is confirmed.
    pub(super) fn waits_on(&self, registered: &Registered, agreed: &[&Answer]) -> Result<bool, DeskError> {
        let (conn, row) = (self.conn()?, registered.row);
        if !listed::is_listed(conn, row)? {
            return Ok(false);
        }
        let confirmed = newest_confirms(conn, row)?;
        let taken = registrations::versions(conn, row)?.first().map_or(u64::MAX, |first| first.act);
        let before = answers::of_registration(conn, row)?;
        let since = before.iter().filter(|kept| kept.place.sequence > taken).map(|kept| &kept.answer);
        let here: Vec<_> = since.chain(agreed.iter().copied()).filter(|answer| answer.said == Said::Yes).collect();
        let said_here = |asked: Question| here.iter().any(|answer| answer.question == asked);
        let all = confirmed || Question::TO_GUARDIAN.into_iter().all(said_here);
        Ok(agreed.is_empty() || !all)
    }

    fn is_listed_child(&self, registered: &Registered, record: &RegistrationRecord) -> Result<bool, DeskError> {
        let is_child = record.speaker() == GivenBy::Guardian;
        Ok(is_child && listed::is_listed(self.conn()?, registered.row)?)
    }

    /// What was confirmed of a registration and taken back, oldest first.
    pub(super) fn guardian_confirmations(&self, row: i64) -> Result<Vec<GuardianConfirmed>, DeskError> {
        let conn = self.conn()?;
        let mut all = Vec::new();
        for kept in listed::confirmations(conn, row)? {
            let Some((staff, at)) = act::who_and_when(conn, kept.act)? else { continue };
            all.push(GuardianConfirmed { at, staff, known_by: kept.known_by });
        }
        Ok(all)
    }
}

/// Whether it was confirmed, and not taken back since.
fn newest_confirms(conn: &Connection, row: i64) -> Result<bool, StoreError> {
    Ok(listed::confirmations(conn, row)?.pop().is_some_and(|newest| newest.known_by.is_some()))
}

//! Kept and used for nothing (R19), and what is objected to (R20).

use rusqlite::Transaction;
use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::ids::RegistrationId;
use crate::domain::rights::{Advice, Outcome, Request, Right as Asked, Step};
use crate::store::StoreError;
use crate::store::act::{self, Act};
use crate::store::registrations::{self, Registered};

use super::super::{Desk, DeskError, Right};

/// Takes these out of use; answers how many.
pub(super) fn restrict(tx: &Transaction<'_>, rows: &[i64]) -> Result<usize, StoreError> {
    count(rows, |row| registrations::restrict(tx, row))
}

/// Puts these into use again; answers how many.
fn lift(tx: &Transaction<'_>, rows: &[i64]) -> Result<usize, StoreError> {
    count(rows, |row| registrations::lift(tx, row))
}

fn count(rows: &[i64], change: impl Fn(i64) -> Result<bool, StoreError>) -> Result<usize, StoreError> {
    rows.iter().try_fold(0, |changed, &row| Ok(changed + usize::from(change(row)?)))
}

impl Desk {
    /// Carries a request for restriction out: all that is held of the person is kept, and is in no batch, no statistics and
    /// no search of desk staff until it is lifted. The next batch tells each recipient.
    ///
    /// # Errors
    /// [`DeskError::OtherRight`] for a request of another kind; [`DeskError::Step`].
    pub fn restrict(&mut self, reference: &str) -> Result<Request, DeskError> {
        self.require(Right::Rights)?;
        let request = self.request(reference)?;
        if request.right != Asked::Restrict {
            return Err(DeskError::OtherRight);
        }
        let rows = self.rows_of_person(self.subject_of(&request)?.visitor)?;
        self.step(&request, Step::Closed { outcome: Outcome::Done }, |appending, _| {
            let restricted = restrict(appending.transaction(), &rows)?;
            Ok([("registrations".to_owned(), json!(restricted))].into_iter().collect())
        })
    }

    /// Lifts the restriction of a person. They have to be told before it is done (article 18, paragraph 3).
    ///
    /// # Errors
    /// [`DeskError::NotRestricted`]; [`DeskError::StillAsked`] while an objection or an erasure of theirs is not decided;
    /// [`DeskError::StoppedForGood`] where one was decided so; [`DeskError::NoSuchPerson`].
    pub fn lift_restriction(&mut self, id: RegistrationId) -> Result<(), DeskError> {
        self.require(Right::Rights)?;
        let registered = self.registered(id)?;
        if !registrations::is_restricted(self.conn()?, registered.row)? {
            return Err(DeskError::NotRestricted);
        }
        self.may_be_lifted(&registered)?;
        let rows = self.rows_of_person(registered.visitor)?;
        let (now, staff) = (self.env.now(), self.staff.clone());
        self.write(
            |tx| {
                let lifted = lift(tx, &rows)?;
                let details = json!({ "registrations": lifted });
                let act = Act { kind: ActKind::Lift, at: now, staff: &staff, subject: Some(id.0), details };
                act::begin(tx)?.finish(&act)?;
                Ok(())
            },
            |conn| Ok(!registrations::is_restricted(conn, registered.row)?),
        )
    }

    /// What they asked for does not keep them restricted.
    ///
    /// # Errors
    /// [`DeskError::StillAsked`]; [`DeskError::StoppedForGood`].
    pub(super) fn may_be_lifted(&self, registered: &Registered) -> Result<(), DeskError> {
        let holds = self.holds(registered, None)?;
        match (holds.open, holds.for_good) {
            (true, _) => Err(DeskError::StillAsked),
            (_, true) => Err(DeskError::StoppedForGood),
            _ => Ok(()),
        }
    }

    /// Decides an objection as the data protection officer advised (R20): the use stops for good, or goes on. News stays stopped
    /// either way, and is stopped now where the objection was recorded before it was found who objects.
    ///
    /// # Errors
    /// [`DeskError::OtherRight`]; [`DeskError::Step`] without their advice, or, where the use stops, without its being made sure
    /// who asks.
    pub fn decide_objection(&mut self, reference: &str) -> Result<Request, DeskError> {
        self.require(Right::Rights)?;
        let request = self.request(reference)?;
        if request.right != Asked::Object {
            return Err(DeskError::OtherRight);
        }
        let registered = self.subject_of(&request)?;
        let rows = self.rows_of_person(registered.visitor)?;
        let goes_on = request.advice == Some(Advice::GoOn);
        let holds = self.holds(&registered, Some(request.id))?;
        // What else they asked for goes on holding. What was decided before is decided anew.
        let lets_go = goes_on && !holds.open && !holds.restricted;
        let stopped = self.stopping_news(&registered, request.how)?;
        let outcome = if goes_on { Outcome::GroundsWeighMore } else { Outcome::Done };
        self.step(&request, Step::Closed { outcome }, |appending, _| {
            let tx = appending.transaction();
            let changed = if lets_go { lift(tx, &rows)? } else { restrict(tx, &rows)? };
            let stopped = stopped.append(appending)?;
            let details = [("registrations", changed), ("stopped", stopped)];
            Ok(details.into_iter().map(|(word, count)| (word.to_owned(), json!(count))).collect())
        })
    }
}

//! Reading the audit log (R13, R27): who saw, changed, exported and erased what, and when. Reading it is an act too.

use chrono::{DateTime, FixedOffset};
use serde_json::Value;

use crate::domain::act_kind::ActKind;
use crate::domain::act_kind::NotedKind;
use crate::domain::ids::RegistrationId;
use crate::store::act::{self, Noted};
use crate::store::registrations;
use crate::store::verify::{Break, Whole, verify};

use super::{Desk, DeskError, Right};

/// One act, as the log tells it. It holds nothing about the person it was done to.
#[derive(Clone, PartialEq, Debug)]
pub struct AuditRow {
    /// Its number.
    pub sequence: u64,
    /// When, with the offset that the clock showed.
    pub at: DateTime<FixedOffset>,
    /// The handle of who did it.
    pub staff: String,
    /// What was done.
    pub kind: NotedKind,
    /// The reference of the registration that it was done to, where it was one.
    pub reference: Option<String>,
    /// Counts, codes and ids that explain it.
    pub details: Value,
    /// The value of the chain after it.
    pub chain: [u8; 32],
}

impl Desk {
    /// Acts from `from` on, in their order, at most so many; where `about` names somebody, those that were done to them.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; when the vault cannot be read.
    pub fn audit(&self, from: u64, most: usize, about: Option<RegistrationId>) -> Result<Vec<AuditRow>, DeskError> {
        self.require(Right::Audit)?;
        let conn = self.conn()?;
        let rows = act::noted(conn, from, most, about.map(|about| about.0))?;
        let row = |Noted { sequence, at, staff, kind, subject, details, chain }| {
            let registered = subject.map(|id| registrations::find(conn, RegistrationId(id))).transpose()?.flatten();
            Ok(AuditRow {
                sequence,
                at,
                staff,
                kind,
                reference: registered.map(|found| found.reference),
                details,
                chain,
            })
        };
        let rows = rows.into_iter().map(row).collect::<Result<Vec<_>, DeskError>>()?;
        self.looked(ActKind::Audit, None, about.map(|about| about.0), rows.len());
        Ok(rows)
    }

    /// Proves the audit log: every act follows from the one before, and every row is what its act committed to. The first that
    /// does not is the answer. The head is what every batch's manifest names: the office's copy proves this one.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn verify_audit(&self) -> Result<Result<Whole, Break>, DeskError> {
        Ok(verify(self.conn()?)?)
    }
}

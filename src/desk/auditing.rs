//! Reading the audit log (R13, R27): who saw, changed, exported and erased what, and when. Reading it is an act too.

use std::path::Path;

use chrono::{DateTime, FixedOffset};
use serde_json::Value;

use crate::batch::keys::RecipientIdentity;
use crate::batch::signing::VerifyingKey;
use crate::batch::verify::verify_by_any;
use crate::domain::act_kind::{ActKind, NotedKind};
use crate::domain::audit_head::{ClaimedHead, Compared};
use crate::domain::ids::RegistrationId;
use crate::store::act::{self, Noted};
use crate::store::batches;
use crate::store::registrations;
use crate::store::verify::{Break, Whole, verify as verify_log};

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

/// The head that a batch names: the act it was closed after, and the value of the chain there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BatchHead {
    /// To whom the batch went.
    pub recipient: String,
    /// Its number.
    pub sequence: u32,
    /// The act.
    pub act: u64,
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
    /// does not is the answer. What it cannot see is that acts were cut off the end: [`Desk::compare_head`] does.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn verify_audit(&self) -> Result<Result<Whole, Break>, DeskError> {
        Ok(verify_log(self.conn()?)?)
    }

    /// The head that the newest batch of this epoch names, which whoever received it can read out.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn newest_batch_head(&self) -> Result<Option<BatchHead>, DeskError> {
        let conn = self.conn()?;
        let Some((recipient, sequence, act)) = batches::newest_to_anybody(conn)? else { return Ok(None) };
        Ok(act::at(conn, act)?.map(|(_, chain)| BatchHead { recipient, sequence, act, chain }))
    }

    /// Compares the log with a head that somebody else holds; `epoch` is that of the batch that names it, where that is known.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn compare_head(&self, claimed: &ClaimedHead, epoch: Option<u32>) -> Result<Compared, DeskError> {
        let conn = self.conn()?;
        let (act, last, ours) = (claimed.act(), act::head(conn)?.sequence, act::identity(conn)?.epoch);
        let found = act::at(conn, act)?;
        if found.is_some_and(|(_, chain)| claimed.is(&chain)) {
            return Ok(Compared::Same { act, last });
        }
        // A restored backup goes on with its own acts from there: those of then are in the desk that was set aside.
        let restored_since = ours > epoch.unwrap_or(1) && found.is_none_or(|(of, _)| of > epoch.unwrap_or(1));
        Ok(match found {
            _ if restored_since => Compared::BeforeRestore { act },
            None => Compared::CutShort { act, last },
            Some(_) => Compared::Differs { act },
        })
    }

    /// Compares the log with the head that a batch names, in the sealed file as its recipient has it (R27). `older` are the keys
    /// that this desk signed with before, where it was replaced: a batch from then is this desk's all the same.
    ///
    /// # Errors
    /// [`DeskError::Batch`] where the file is not as this desk signed it, [`DeskError::OtherDesk`] where another did.
    pub fn compare_batch(
        &self,
        file: &Path,
        identity: &RecipientIdentity,
        older: &[VerifyingKey],
    ) -> Result<Compared, DeskError> {
        let own = self.signing_key()?;
        let keys: Vec<_> = older.iter().chain([own.public()]).cloned().collect();
        let batch = verify_by_any(file, identity, &keys)?;
        let header = &batch.statement().header;
        if header.desk.0 != act::identity(self.conn()?)?.desk.0.to_be_bytes() {
            return Err(DeskError::OtherDesk);
        }
        let claimed = ClaimedHead::whole(header.audit_head.sequence, header.audit_head.hash.0);
        self.compare_head(&claimed, Some(u32::from_be_bytes(header.epoch.0)))
    }
}

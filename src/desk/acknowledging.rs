//! What recipients answer to batches (R24): which rows they took in. Nothing goes at the end of its period that the office has
//! not got.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::json;

use crate::batch::acknowledgement::{Acknowledgement, Outcome, RowResult, SignedAcknowledgement};
use crate::batch::chain::ChainPoint;
use crate::batch::header::Hex8;
use crate::domain::act_kind::ActKind;
use crate::domain::code::Code;
use crate::store::act::{self, Act};
use crate::store::{batches, registrations, retention};

use super::recipient_ids::RecipientIds;
use super::{Desk, DeskError, Right};

/// An acknowledgement that was taken in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Acknowledged {
    /// Whose it is.
    pub recipient: String,
    /// The number of the batch.
    pub sequence: u32,
    /// How many registrations of the batch were not taken in: they stay here.
    pub rejected: usize,
}

/// Reads an acknowledgement as it travels: `….json`, with `….json.minisig` beside it. It is not believed before
/// [`Desk::acknowledge`] has verified it.
///
/// # Errors
/// [`DeskError::NoAcknowledgement`] where one of the two cannot be read.
pub fn read_acknowledgement(file: &Path) -> Result<SignedAcknowledgement, DeskError> {
    let json = std::fs::read(file).map_err(|_| DeskError::NoAcknowledgement)?;
    let mut beside = file.as_os_str().to_owned();
    beside.push(".minisig");
    let signature = std::fs::read_to_string(beside).map_err(|_| DeskError::NoAcknowledgement)?;
    Ok(SignedAcknowledgement { json, signature })
}

impl Desk {
    /// Takes in an acknowledgement out of a file, from whichever recipient it says it is.
    ///
    /// # Errors
    /// As [`read_acknowledgement`] and [`Desk::acknowledge`].
    pub fn acknowledge_file(&mut self, file: &Path) -> Result<Acknowledged, DeskError> {
        self.require(Right::Exports)?;
        let signed = read_acknowledgement(file)?;
        // Whose it says it is decides which key it has to be signed with, and nothing else.
        let claimed = claimed(&signed.json).ok_or(DeskError::NotOurBatch)?;
        let recipient = self.recipient(&claimed.recipient).map_err(|_| DeskError::NotOurBatch)?;
        let rejected = self.acknowledge(&recipient.code, &signed)?;
        Ok(Acknowledged { recipient: recipient.name, sequence: claimed.sequence, rejected })
    }

    /// Takes a recipient's signed acknowledgement of a batch in; answers how many registrations it did not take. Whoever it says
    /// nothing of is not taken in.
    ///
    /// # Errors
    /// [`DeskError::NotOurBatch`]; [`DeskError::Batch`] where the signature or the answer does not hold.
    pub fn acknowledge(&mut self, recipient: &Code, signed: &SignedAcknowledgement) -> Result<usize, DeskError> {
        self.require(Right::Exports)?;
        let recipient = self.recipient(recipient)?;
        let key = recipient.minisign_key.parse()?;
        let claimed = claimed(&signed.json).ok_or(DeskError::NotOurBatch)?.manifest;
        let conn = self.conn()?;
        let row = retention::batch_with(conn, recipient.id, &claimed.0)?.ok_or(DeskError::NotOurBatch)?;
        let batch = batches::by_row(conn, row)?;
        let point = ChainPoint {
            desk: Hex8(act::identity(conn)?.desk.0.to_be_bytes()),
            epoch: Hex8(batch.epoch.to_be_bytes()),
            recipient: recipient.code.clone(),
            sequence: batch.sequence,
            manifest: claimed,
        };
        let answer = signed.verify(&key, &point)?;
        let ids = RecipientIds::of(&recipient);
        let of_event = registrations::of_event(conn, batch.event)?;
        let rows: BTreeMap<_, _> = of_event.into_iter().map(|(row, id)| (ids.id(id.0), row)).collect();
        let known = |answer: &RowResult| rows.get(&answer.registration).copied().ok_or(DeskError::NotOurBatch);
        let taken = answer.rows.iter().filter(|answer| answer.result != Outcome::Rejected);
        let taken_in = taken.map(known).collect::<Result<BTreeSet<i64>, _>>()?;
        let (now, staff, id) = (self.env.now(), self.staff.clone(), batch.id);
        let before = act::head(self.conn()?)?.sequence;
        self.write(
            |tx| {
                let appending = act::begin(tx)?;
                let rejected = retention::acknowledged(&appending, row, &taken_in)?;
                let details = json!({ "recipient": recipient.code, "sequence": batch.sequence,
                    "rows": answer.rows.len(), "rejected": rejected });
                appending.finish(&Act {
                    kind: ActKind::Acknowledge,
                    at: now,
                    staff: &staff,
                    subject: Some(id.0),
                    details,
                })?;
                Ok(rejected)
            },
            |conn| Ok(act::head(conn)?.sequence > before),
        )
    }
}

/// The batch that an acknowledgement says it answers; not believed before it is verified.
fn claimed(json: &[u8]) -> Option<ChainPoint> {
    let answer: Acknowledgement = serde_json::from_slice(json).ok()?;
    Some(answer.batch)
}

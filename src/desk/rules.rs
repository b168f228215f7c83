//! What a lead sets for the desk: when it locks itself, and how it is backed up (R22).

use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::rules::{BackUpEvery, DeskRules};
use crate::store::act::{self, Act};
use crate::store::rules;

use super::{Desk, DeskError, Right};

impl Desk {
    /// What is set. Everybody may know it.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn rules(&self) -> Result<DeskRules, DeskError> {
        Ok(rules::read(self.conn()?)?)
    }

    /// Sets it, from now on.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; or what the disk said.
    pub fn set_rules(&mut self, wanted: DeskRules) -> Result<(), DeskError> {
        self.require(Right::Backups)?;
        let (now, staff) = (self.env.now(), self.staff.clone());
        let details = json!({ "lock_after": wanted.lock_after.number(),
            "back_up_every": wanted.back_up_every.map(BackUpEvery::number), "copies": wanted.copies.number() });
        let before = act::head(self.conn()?)?.sequence;
        self.write(
            |tx| {
                rules::write(tx, &wanted)?;
                act::begin(tx)?.finish(&Act {
                    kind: ActKind::SetRules,
                    at: now,
                    staff: &staff,
                    subject: None,
                    details,
                })?;
                Ok(())
            },
            |conn| Ok(act::head(conn)?.sequence > before),
        )
    }
}

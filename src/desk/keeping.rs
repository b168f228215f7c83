//! Backing up.

use std::path::Path;

use serde_json::json;

use crate::store::StoreError;
use crate::store::act::{self, Act};
use crate::store::verify::{Break, Fault, Whole, verify};
use crate::vault::{BackupInfo, CheckReport};

use super::{Desk, DeskError, Right};

/// What a check of the whole vault found; nothing, where both are clean.
pub struct Health {
    /// The pages, the structure and the references.
    pub pages: CheckReport,
    /// The ledger: every row, every act and the chain.
    pub ledger: Result<Whole, Break>,
}

impl Desk {
    /// Checks the whole vault: every page, and the ledger from its first act on (R13).
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn check(&self) -> Result<Health, DeskError> {
        let pages = self.vault.check()?;
        let ledger = match verify(self.conn()?) {
            // The damaged pages are why, and they are in the report.
            Err(StoreError::Sql(_)) if !pages.is_clean() => Err(Break { act: None, what: Fault::Unreadable }),
            other => other?,
        };
        Ok(Health { pages, ledger })
    }

    /// Makes a dated copy of the vault, beside it or in a folder on another medium, and opens the copy to check it.
    ///
    /// # Errors
    /// When the disk refuses; what was there before is as it was.
    pub fn backup(&mut self, to: Option<&Path>) -> Result<BackupInfo, DeskError> {
        self.require(Right::Backups)?;
        let before = act::head(self.conn()?)?.sequence;
        let (now, staff) = (self.env.now(), self.staff.clone());
        let details = json!({ "elsewhere": to.is_some() });
        // Noted first, so that the copy holds the note too.
        self.write(
            |tx| {
                let act = Act { kind: "backup", at: now, staff: &staff, subject: None, details };
                act::begin(tx)?.finish(&act)?;
                Ok(())
            },
            |conn| Ok(act::head(conn)?.sequence > before),
        )?;
        Ok(match to {
            Some(folder) => self.vault.backup_to(folder)?,
            None => self.vault.backup()?,
        })
    }
}

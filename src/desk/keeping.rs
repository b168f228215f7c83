//! Backing up.

use std::path::Path;

use serde_json::json;

use crate::store::act::{self, Act};
use crate::vault::BackupInfo;

use super::{Desk, DeskError, Right};

impl Desk {
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

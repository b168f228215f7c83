//! Checking, and backing up.

use std::path::Path;

use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::store::StoreError;
use crate::store::verify::{Break, Fault, Whole, verify_telling};
use crate::vault::{BackupInfo, CheckReport, CopyState};

use super::{Desk, DeskError, OutboxFault, Right};

/// What a check of the whole vault found; nothing, where both are clean.
pub struct Health {
    /// The pages, the structure and the references.
    pub pages: CheckReport,
    /// The ledger: every row, every act and the chain.
    pub ledger: Result<Whole, Break>,
    /// Sealed batches that are not in the outbox as they were sealed.
    pub outbox: Vec<OutboxFault>,
}

impl Health {
    /// Whether nothing was found.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.pages.is_clean() && self.ledger.is_ok() && self.outbox.is_empty()
    }
}

impl Desk {
    /// Checks the whole vault: every page, the ledger from its first act on (R13), and what lies sealed in the outbox.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn check(&self) -> Result<Health, DeskError> {
        self.check_telling(&mut |_, _| ())
    }

    /// The same, with word of how many acts of how many are proven, which is most of it.
    ///
    /// # Errors
    /// As [`Desk::check`].
    pub fn check_telling(&self, tell: &mut dyn FnMut(u64, u64)) -> Result<Health, DeskError> {
        let pages = self.vault.check()?;
        let ledger = match verify_telling(self.conn()?, tell) {
            // The damaged pages are why, and they are in the report.
            Err(StoreError::Sql(_)) if !pages.is_clean() => Err(Break { act: None, what: Fault::Unreadable }),
            other => other?,
        };
        let whole = pages.is_clean() && ledger.is_ok();
        let outbox = if whole { self.outbox_faults()? } else { Vec::new() };
        if whole {
            // A vault that is not whole is left as it is.
            self.looked(ActKind::Check, None, None, 0);
        }
        Ok(Health { pages, ledger, outbox })
    }

    /// Makes a dated copy of the vault, beside it or in a folder on another medium, and opens the copy to check it. Beside it,
    /// the oldest beyond what is kept are removed then.
    ///
    /// # Errors
    /// [`DeskError::NoSuchFolder`], [`DeskError::FolderTakesNothing`]; or when the disk refuses. What was there before is as it
    /// was.
    pub fn backup(&mut self, to: Option<&Path>) -> Result<BackupInfo, DeskError> {
        self.require(Right::Backups)?;
        to.map_or(Ok(()), super::outbox::takes_files)?;
        // Noted first, so that the copy holds the note too.
        self.note(ActKind::Backup, json!({ "elsewhere": to.is_some() }))?;
        match to {
            Some(folder) => Ok(self.vault.backup_to(folder)?),
            None => self.one_more_backup(),
        }
    }

    /// Makes a backup in the desk's own folder without being asked, whoever works here, and removes the oldest beyond what is
    /// kept. Answers nothing where nothing has changed since `backed_up_to`, the last act of the newest backup.
    ///
    /// # Errors
    /// As [`Desk::backup`]; no older backup was removed then.
    pub fn back_up_by_itself(&mut self, backed_up_to: Option<u64>) -> Result<Option<BackupInfo>, DeskError> {
        if backed_up_to == Some(self.got_to()?.1) {
            return Ok(None);
        }
        self.note(ActKind::Backup, json!({ "elsewhere": false, "by_itself": true }))?;
        self.one_more_backup().map(Some)
    }

    /// One more in the desk's own folder; once it is there and checked, the oldest beyond what is kept go.
    fn one_more_backup(&mut self) -> Result<BackupInfo, DeskError> {
        let made = self.vault.backup()?;
        let copies = self.rules()?.copies.number();
        self.vault.keep_backups(usize::try_from(copies).unwrap_or(usize::MAX))?;
        Ok(made)
    }

    /// Readies the log for the next write, once the last one was answered: [`Vault::make_room`](crate::vault::Vault::make_room).
    pub fn make_room(&self) {
        self.vault.make_room();
    }

    /// How far the desk has got: the number of its last act.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn last_act(&self) -> Result<u64, DeskError> {
        Ok(self.got_to()?.1)
    }

    /// The backups in the desk's own folder, the oldest first.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn backups(&self) -> Result<Vec<BackupInfo>, DeskError> {
        Ok(self.vault.backups()?)
    }

    /// Opens a backup, wherever it lies, and looks at every page of it.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; or what the disk said.
    pub fn check_backup(&self, backup: &Path) -> Result<CopyState, DeskError> {
        self.require(Right::Backups)?;
        let state = self.vault.check_backup(backup)?;
        self.looked(ActKind::CheckBackup, None, None, usize::from(state == CopyState::Whole));
        Ok(state)
    }
}

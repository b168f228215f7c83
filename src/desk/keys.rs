//! The desk's keys: the data key, the recovery code, and the organisation's own way in.

use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::staff::Handle;
use crate::vault::{KeyChange, Kind, ORGANISATION, RecoveryCode, Vault, VaultError};

use super::{Desk, DeskError, Right};

/// Whose own key opens this desk and every copy of it, beside those of its people.
#[must_use]
pub fn organisation_of(vault: &Vault) -> Option<String> {
    let found = vault.readers().iter().find(|reader| reader.kind == Kind::Organisation);
    found.map(|reader| reader.name.clone())
}

impl Desk {
    /// Makes a new data key and encrypts the database anew. Nobody loses access.
    ///
    /// # Errors
    /// As [`crate::vault::Vault::change_data_key`].
    pub fn change_data_key(&mut self) -> Result<KeyChange, DeskError> {
        self.require(Right::Staff)?;
        let change = self.vault.change_data_key()?;
        self.note_key(ActKind::ChangeKey, json!({ "generation": change.generation }))?;
        Ok(change)
    }

    /// Makes a new recovery code, to be shown once; the printed one opens nothing any more.
    ///
    /// # Errors
    /// As [`crate::vault::Vault::renew_recovery_code`].
    pub fn renew_recovery_code(&mut self) -> Result<RecoveryCode, DeskError> {
        self.require(Right::Staff)?;
        let (code, change) = self.vault.renew_recovery_code()?;
        self.note_key(ActKind::RenewRecoveryCode, json!({ "generation": change.generation }))?;
        Ok(code)
    }

    /// Lets whoever holds the organisation's own key read this desk, any copy of it and any backup from now on, whole.
    ///
    /// # Errors
    /// When the key is none, or there is one already.
    pub fn add_organisation(&mut self, name: &str, age_key: &str) -> Result<(), DeskError> {
        self.require(Right::Staff)?;
        self.vault.add_organisation(name, age_key)?;
        self.note_key(ActKind::AddOrganisation, json!({ "generation": self.vault.generation() }))
    }

    /// Keeps the organisation's own key out from now on, and changes every key that it may have copied.
    ///
    /// # Errors
    /// When there is none.
    pub fn remove_organisation(&mut self) -> Result<(), DeskError> {
        self.require(Right::Staff)?;
        let handle = Handle::parse(ORGANISATION).map_err(|_| VaultError::UnusableName)?;
        let change = self.vault.remove_reader(&handle)?;
        self.note_key(ActKind::RemoveOrganisation, json!({ "generation": change.generation }))
    }

    /// Notes a change of who holds which key. Where somebody lost access, the signing key follows at once.
    fn note_key(&mut self, kind: ActKind, details: serde_json::Value) -> Result<(), DeskError> {
        self.renew_signing_key_if_revoked()?;
        self.note(kind, details)
    }
}

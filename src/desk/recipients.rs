//! Naming who receives batches (R21). Nobody receives one before both ends have compared the six words of their keys.

use std::collections::BTreeSet;

use serde_json::json;
use zeroize::Zeroizing;

use crate::batch::key_words::KeyWords;
use crate::batch::keys::RecipientKeys;
use crate::batch::signing::SigningKey;
use crate::domain::act_kind::ActKind;
use crate::domain::code::Code;
use crate::domain::purpose::Purpose;
use crate::store::act::{self, Act};
use crate::store::batches;
use crate::store::desk_keys;
use crate::store::recipients::{self, Recipient};

use super::opening::random;
use super::{Desk, DeskError, Right};

/// A recipient to name.
pub struct NewRecipient {
    /// Its short name in file names.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// Its age public key.
    pub age_key: String,
    /// Its minisign public key.
    pub minisign_key: String,
    /// What it may receive data for.
    pub purposes: BTreeSet<Purpose>,
}

impl Desk {
    /// Names a recipient and gives the six words of its keys, to be compared by voice.
    ///
    /// A code under which batches were sealed in this epoch stays with whoever they were for: the number of the next one, and
    /// so the name of its file, would begin anew under the same code (R22).
    ///
    /// # Errors
    /// When a key is none, or the code is in use; [`DeskError::CodeHasBatches`]; [`DeskError::EqualityAlone`].
    pub fn add_recipient(&mut self, new: NewRecipient) -> Result<KeyWords, DeskError> {
        self.require(Right::Exports)?;
        if new.purposes.contains(&Purpose::EqualityMonitoring) && new.purposes.len() > 1 {
            return Err(DeskError::EqualityAlone);
        }
        let keys = RecipientKeys::parse(&new.age_key, &new.minisign_key)?;
        let code = new.code.clone();
        if recipients::by_code(self.conn()?, &code)?.is_some() {
            return Err(DeskError::RecipientExists);
        }
        if batches::any_under(self.conn()?, &code)? {
            return Err(DeskError::CodeHasBatches(code));
        }
        let recipient = Recipient {
            id: 0,
            code: new.code,
            name: new.name,
            age_key: new.age_key,
            minisign_key: new.minisign_key,
            purposes: new.purposes,
            id_key: Zeroizing::new(random::<32>()?),
            words_checked: false,
            desk_key_changed: false,
        };
        let (now, staff) = (self.env.now(), self.staff.clone());
        self.write(
            |tx| {
                let appending = act::begin(tx)?;
                recipients::append(&appending, &recipient)?;
                let details = json!({ "recipient": code, "purposes": recipient.purposes });
                appending.finish(&Act {
                    kind: ActKind::AddRecipient,
                    at: now,
                    staff: &staff,
                    subject: None,
                    details,
                })?;
                Ok(())
            },
            |conn| Ok(recipients::by_code(conn, &code)?.is_some()),
        )?;
        Ok(keys.key_words())
    }

    /// Notes that both ends read the same six words: those of the recipient's keys, and those of the desk's own key, which
    /// the recipient pins. Only then can the recipient be chosen; it is done again after the desk's key was replaced.
    ///
    /// # Errors
    /// [`DeskError::WordsDiffer`], after which nothing was changed.
    pub fn confirm_words(&mut self, code: &Code, words: &str) -> Result<(), DeskError> {
        self.require(Right::Exports)?;
        let recipient = self.recipient(code)?;
        let keys = RecipientKeys::parse(&recipient.age_key, &recipient.minisign_key)?;
        let heard: Vec<_> = words.split_whitespace().map(str::to_lowercase).collect();
        if heard != keys.key_words().words() {
            return Err(DeskError::WordsDiffer);
        }
        let (now, staff, id) = (self.env.now(), self.staff.clone(), recipient.id);
        self.write(
            |tx| {
                recipients::mark_checked(tx, id, now)?;
                let details = json!({ "recipient": code });
                act::begin(tx)?.finish(&Act {
                    kind: ActKind::CheckWords,
                    at: now,
                    staff: &staff,
                    subject: None,
                    details,
                })?;
                Ok(())
            },
            |conn| {
                Ok(recipients::by_code(conn, code)?.is_some_and(|found| found.words_checked && !found.desk_key_changed))
            },
        )
    }

    /// Takes a recipient out of use.
    ///
    /// # Errors
    /// When there is no such recipient.
    pub fn remove_recipient(&mut self, code: &Code) -> Result<(), DeskError> {
        self.require(Right::Exports)?;
        let (now, staff, id) = (self.env.now(), self.staff.clone(), self.recipient(code)?.id);
        self.write(
            |tx| {
                recipients::remove(tx, id)?;
                let details = json!({ "recipient": code });
                let kind = ActKind::RemoveRecipient;
                act::begin(tx)?.finish(&Act { kind, at: now, staff: &staff, subject: None, details })?;
                Ok(())
            },
            |conn| Ok(recipients::by_code(conn, code)?.is_none()),
        )
    }

    /// Every recipient in use.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn recipients(&self) -> Result<Vec<Recipient>, DeskError> {
        Ok(recipients::list(self.conn()?)?)
    }

    pub(super) fn recipient(&self, code: &Code) -> Result<Recipient, DeskError> {
        recipients::by_code(self.conn()?, code)?.ok_or(DeskError::NoSuchRecipient)
    }

    /// The desk's own signing key, whose public half recipients pin.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub(super) fn signing_key(&self) -> Result<SigningKey, DeskError> {
        Ok(SigningKey::from_bytes(&desk_keys::signing_key(self.conn()?)?)?)
    }

    /// The public key that verifies this desk's batches, and its six words.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn public_key(&self) -> Result<(String, KeyWords), DeskError> {
        let key = self.signing_key()?;
        Ok((key.public().to_string(), key.public().key_words()))
    }
}

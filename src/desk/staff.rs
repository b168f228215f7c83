//! Who works at the desk. Whoever loses access loses it to everything: data key, signing key and the folder's backups.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::staff::{Handle, Role};
use crate::store::act::{self, Act};
use crate::store::staff::{self, Member};
use crate::vault::{NewReader, Passphrase, VaultError};

use super::{Desk, DeskError, Right};

impl Desk {
    /// Lets somebody open the desk.
    ///
    /// # Errors
    /// When the handle is taken, or the disk refuses.
    pub fn add_staff(&mut self, new: &NewReader) -> Result<(), DeskError> {
        self.require(Right::Staff)?;
        self.vault.add_reader(new)?;
        self.note_staff(ActKind::AddStaff, &new.handle, Noted::InTime)
    }

    /// Lets another person do more or less from the next time they open the desk. No key changes: whoever is to be kept out
    /// is removed.
    ///
    /// # Errors
    /// [`crate::vault::VaultError::OwnRole`] for one's own; when there is no such person; or what the disk said.
    pub fn change_role(&mut self, handle: &Handle, role: Role) -> Result<(), DeskError> {
        self.require(Right::Staff)?;
        self.vault.change_role(handle, role)?;
        self.note_staff(ActKind::ChangeRole, handle, Noted::InTime)
    }

    /// Keeps somebody out from now on, and changes every key they may have copied. Nobody removes themselves, so that there is always
    /// somebody left who may let people in.
    ///
    /// # Errors
    /// [`crate::vault::VaultError::OwnRemoval`] for oneself; when there is no such person, or they are the last who can open the desk.
    pub fn remove_staff(&mut self, handle: &Handle) -> Result<(), DeskError> {
        self.require(Right::Staff)?;
        // The recovery code and the organisation's key are readers too, and have ways of their own.
        if self.people().iter().all(|(person, ..)| person != handle) {
            return Err(VaultError::UnknownHandle(handle.clone()).into());
        }
        if *handle == self.staff {
            return Err(VaultError::OwnRemoval.into());
        }
        self.vault.remove_reader(handle)?;
        self.renew_signing_key_if_revoked()?;
        self.note_staff(ActKind::RemoveStaff, handle, Noted::InTime)
    }

    /// Sets a new passphrase for the person who opened the desk; the old one counts as removed. Nobody can set anybody
    /// else's: who forgot theirs is removed and added again.
    ///
    /// # Errors
    /// [`crate::vault::VaultError::NotYourOwn`] for anybody else's; or what the disk said.
    pub fn change_passphrase(&mut self, handle: &Handle, new: &Passphrase) -> Result<(), DeskError> {
        self.vault.change_passphrase(handle, new)?;
        self.renew_signing_key_if_revoked()?;
        self.note_staff(ActKind::ChangePassphrase, handle, Noted::InTime)
    }

    /// Makes sure that this is the passphrase of whoever opened the desk.
    ///
    /// # Errors
    /// [`crate::vault::VaultError::WrongPassphrase`]; or what the disk said.
    pub fn prove_passphrase(&self, passphrase: &Passphrase) -> Result<(), DeskError> {
        Ok(self.vault.prove_passphrase(passphrase)?)
    }

    /// Everyone who works or worked here.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn staff_list(&self) -> Result<Vec<Member>, DeskError> {
        Ok(staff::list(self.conn()?)?)
    }

    /// When each of them was last at work here: their last act in the audit log; of those who were here lately, where only so many of
    /// its newest acts are looked at.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn last_at_work(&self, newest: Option<u32>) -> Result<BTreeMap<Handle, DateTime<FixedOffset>>, DeskError> {
        Ok(act::last_of_each(self.conn()?, newest)?)
    }

    /// Notes whom a change that was cut off has let in or kept out. The vault's readers are the truth; the list of staff
    /// and the audit log follow.
    pub(super) fn note_staff_cut_off(&mut self) -> Result<(), DeskError> {
        let (listed, people) = (staff::list(self.conn()?)?, self.people());
        let works = |handle: &Handle| people.iter().any(|(reader, ..)| reader == handle);
        let is_listed = |handle: &Handle| listed.iter().any(|member| !member.removed && member.handle == *handle);
        for (handle, ..) in people.iter().filter(|(handle, ..)| !is_listed(handle)) {
            self.note_staff(ActKind::AddStaff, handle, Noted::Later)?;
        }
        let had_another = |handle: &Handle, role: Role| {
            listed.iter().any(|member| !member.removed && member.handle == *handle && member.role != role)
        };
        for (handle, ..) in people.iter().filter(|(handle, _, role)| had_another(handle, *role)) {
            self.note_staff(ActKind::ChangeRole, handle, Noted::Later)?;
        }
        for member in listed.iter().filter(|member| !member.removed && !works(&member.handle)) {
            self.note_staff(ActKind::RemoveStaff, &member.handle, Noted::Later)?;
        }
        Ok(())
    }

    fn note_staff(&mut self, kind: ActKind, handle: &Handle, noted: Noted) -> Result<(), DeskError> {
        let (now, by, people) = (self.env.now(), self.staff.clone(), self.people());
        let before = act::head(self.conn()?)?.sequence;
        self.write(
            |tx| {
                for (handle, name, role) in &people {
                    staff::upsert(tx, handle, name, *role)?;
                }
                if people.iter().all(|(reader, ..)| reader != handle) {
                    staff::mark_removed(tx, handle)?;
                }
                let mut details = json!({ "handle": handle });
                if let Some((.., role)) = people.iter().find(|(reader, ..)| reader == handle) {
                    details["role"] = json!(role);
                }
                if matches!(noted, Noted::Later) {
                    details["noted"] = json!("later");
                }
                act::begin(tx)?.finish(&Act { kind, at: now, staff: &by, subject: None, details })?;
                Ok(())
            },
            |conn| Ok(act::head(conn)?.sequence > before),
        )
    }
}

/// When a change of staff is noted in the audit log.
#[derive(Clone, Copy)]
enum Noted {
    /// By whoever made it, then.
    InTime,
    /// It was cut off before that: by whoever opened the desk next.
    Later,
}

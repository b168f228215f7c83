//! Visitors on lists that others wrote. A row is a form like any other; a list that is given again saves nobody twice.

use std::collections::BTreeSet;

use crate::domain::code::Code;
use crate::domain::draft::RegistrationDraft;
use crate::domain::ids::RegistrationId;
use crate::domain::source::ListId;
use crate::store::registrations;

use super::register::Came;
use super::rights::hashes;
use super::{Desk, DeskError, RowMark, Saved};

impl Desk {
    /// The id of a row's registration: the same whenever the row is given for this event, so that a list which was cut off, or in which
    /// other rows were put right, can be given again. A keyed hash, so that nothing of the row can be told from it.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn listed_id(&self, event: &Code, row: &RowMark) -> Result<RegistrationId, DeskError> {
        let place = BTreeSet::from([format!("row of a list\0{event}\0{}\0{}", hex::encode(row.says), row.nth)]);
        let keyed = hashes(self.conn()?, &place)?.concat();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&keyed[..16]);
        Ok(RegistrationId(uuid::Builder::from_random_bytes(bytes).into_uuid()))
    }

    /// What became of a row that was registered before.
    ///
    /// # Errors
    /// [`DeskError::ListedAndUndone`]; when the vault cannot be read.
    pub fn listed_before(&self, id: RegistrationId) -> Result<Option<Saved>, DeskError> {
        match registrations::find(self.conn()?, id)? {
            Some(found) if found.state.is_gone() => Err(DeskError::ListedAndUndone),
            found => Ok(found.map(Saved::before)),
        }
    }

    /// Saves a visitor of a list, as [`Desk::register`] does. Whoever asked to be forgotten is not brought back by one (R18). A child
    /// waits until a member of staff confirms that the guardian who said Yes did so in person (R11).
    ///
    /// # Errors
    /// [`DeskError::WasErased`]; as [`Desk::register`].
    pub fn register_listed(
        &mut self,
        draft: &RegistrationDraft,
        event: &Code,
        list: ListId,
    ) -> Result<Saved, DeskError> {
        if self.was_erased(draft)? {
            return Err(DeskError::WasErased);
        }
        self.save(draft, event, Came::OnAList(list))
    }
}

//! Half-filled forms that outlive a crash: kept while they are typed in, offered at the next start, and gone once they are
//! saved or cleared (R1, R11).
//!
//! Typing is no act: nothing of a form is in the audit log before it is saved.

use chrono::{DateTime, FixedOffset};

use crate::domain::code::Code;
use crate::domain::draft::{NotYet, RegistrationDraft};
use crate::domain::ids::RegistrationId;
use crate::store::drafts::{self, KeptDraft};
use crate::store::registrations;

use super::{Desk, DeskError, Right};

/// Where a half-filled form is now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keeping {
    /// On the disk, as it stands.
    OnDisk,
    /// In memory only, and why; what was kept of it before is gone (R11).
    InMemory(NotYet),
    /// It was saved as a registration; there is nothing left to keep.
    Saved,
}

/// A form that was begun and neither saved nor cleared. It has no `Debug`: it names somebody.
pub struct BegunForm {
    /// Which form.
    pub registration: RegistrationId,
    /// The name typed so far; may be empty.
    pub name: String,
    /// When it was last typed in.
    pub updated_at: DateTime<FixedOffset>,
    /// Who was typing.
    pub staff: String,
}

impl Desk {
    /// Keeps a form as it stands, if it may be kept: the age question is settled, and a child's guardian has said Yes. A
    /// special detail is kept only with its Yes. A form that may no longer be kept is taken from the disk (R3, R11).
    ///
    /// # Errors
    /// When there is no such event, or the disk refuses.
    pub fn keep_draft(&mut self, draft: &RegistrationDraft, event: &Code) -> Result<Keeping, DeskError> {
        let id = draft.registration;
        if registrations::find(self.conn()?, id)?.is_some() {
            return Ok(Keeping::Saved);
        }
        let event = self.kept_event(event)?.event;
        let now = self.env.now();
        let storable = match draft.storable(&event, Self::event_day(&event, now)) {
            Ok(storable) => storable,
            Err(not_yet) => {
                self.drop_draft(id)?;
                return Ok(Keeping::InMemory(not_yet));
            }
        };
        let staff = self.staff.clone();
        self.write(
            |tx| Ok(drafts::save(tx, &storable, event.id(), &staff, now)?),
            |conn| Ok(drafts::load(conn, id)?.as_ref() == Some(storable.draft())),
        )?;
        Ok(Keeping::OnDisk)
    }

    /// The forms of an event that were begun and not finished, newest first: what is offered at the next start. Desk
    /// staff are offered today's only.
    ///
    /// # Errors
    /// When there is no such event, or the vault cannot be read.
    pub fn drafts(&self, event: &Code) -> Result<Vec<BegunForm>, DeskError> {
        let begun = |kept: KeptDraft| {
            let draft = drafts::load(self.conn()?, kept.registration)?.ok_or(DeskError::NoSuchForm)?;
            let KeptDraft { registration, updated_at, staff } = kept;
            Ok(BegunForm { registration, name: draft.name(), updated_at, staff })
        };
        self.kept_drafts(event)?.into_iter().map(begun).collect()
    }

    /// A form that was begun, to go on with.
    ///
    /// # Errors
    /// [`DeskError::NoSuchForm`] when it was finished or cleared, or this role may not see it.
    pub fn draft(&self, event: &Code, id: RegistrationId) -> Result<RegistrationDraft, DeskError> {
        if !self.kept_drafts(event)?.iter().any(|kept| kept.registration == id) {
            return Err(DeskError::NoSuchForm);
        }
        drafts::load(self.conn()?, id)?.ok_or(DeskError::NoSuchForm)
    }

    /// Lets a form go, because it was cleared; there is no undo. Answers whether anything of it was on the disk.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn drop_draft(&mut self, id: RegistrationId) -> Result<bool, DeskError> {
        if drafts::load(self.conn()?, id)?.is_none() {
            return Ok(false);
        }
        self.write(|tx| Ok(drafts::remove(tx, id)?), |conn| Ok(drafts::load(conn, id)?.is_none()))
    }

    fn kept_drafts(&self, event: &Code) -> Result<Vec<KeptDraft>, DeskError> {
        let event = self.kept_event(event)?.event;
        let mut kept = drafts::list(self.conn()?, event.id())?;
        if !Right::OtherDays.belongs_to(self.role) {
            let today = event.date_at(self.env.now().to_utc());
            kept.retain(|draft| event.date_at(draft.updated_at.to_utc()) == today);
        }
        Ok(kept)
    }
}

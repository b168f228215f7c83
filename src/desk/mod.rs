//! The use cases of the desk, synchronous: each checks the rules, does its work in one durable transaction with an act in
//! the audit log, and answers only when that is on the disk.
//!
//! What a use case needs of the world comes through [`Env`]; who does it is the person who opened the vault.

mod acknowledging;
mod amend;
mod auditing;
mod badges;
mod closing;
mod coming_notices;
mod confirming;
mod contacts;
mod drafts;
mod due_people;
mod duplicates;
mod elsewhere;
mod equality;
mod error;
mod events;
mod from_lists;
mod given;
mod help_today;
mod incident;
mod keeping;
mod keys;
mod linking;
mod listing;
mod looking;
mod marks;
mod notice_drafts;
mod notice_translations;
mod notices;
mod opening;
mod opted_out;
mod organisation;
mod outbox;
mod people;
mod private;
mod professional;
mod receipts;
mod recipient_ids;
mod recipients;
mod register;
mod removals;
mod restoring;
mod retaining;
mod reviewing;
mod rights;
mod roles;
mod rules;
mod set_asides;
mod sheets;
mod staff;
mod taken_lists;
mod translation_drafts;
mod undo;
mod unfinished;
mod withdraw;

pub use acknowledging::{Acknowledged, read_acknowledgement};
pub use amend::{Amendment, GuardianSaid};
pub use auditing::{AuditRow, BatchHead};
pub use badges::BadgeFolder;
pub use closing::{Closed, Progress};
pub use confirming::GuardianConfirmed;
pub use contacts::ContactForgotten;
pub use drafts::{BegunForm, Keeping};
pub use due_people::{DueKind, DuePerson};
pub use duplicates::{Duplicate, DuplicatePair};
pub use elsewhere::Elsewhere;
pub use error::DeskError;
pub use incident::{HadBatch, NoIncident, OfficeBatches, incident_of_batches, write_incident};
pub use keeping::Health;
pub use keys::organisation_of;
pub use listing::{Listed, Listing, Spot};
pub use marks::{Filter, Marks};
pub use notice_drafts::{BegunNotice, NoticeStanding, Notices, PublishedNotice, PublishedTranslation};
pub use notices::ToBeTold;
pub use opening::SCHEMA;
pub use opted_out::OptedOut;
pub use outbox::{CopiedOut, Copying, OutboxFault, look_at_copy, takes_files};
pub use people::{FoundBy, HeldBack, History, Hit, PastVersion, as_written};
pub use recipients::NewRecipient;
pub use register::Saved;
pub use removals::Removal;
pub use restoring::{LostNotice, NewerBatches, Replayed, Restoring};
pub use retaining::{Certificate, Due, Letting, Outlook};
pub use reviewing::{Addressee, OddEmail, Preview, Review, Tally};
pub use rights::{
    Concerned, CopyWritten, Disclosed, Erasure, LetterAbout, NewRequest, PersonCopy, ShownRequest, Subject,
};
pub use roles::Right;
pub use taken_lists::{FromList, ListTaken, ToTell};
pub use translation_drafts::{BegunTranslation, TranslationFrom};
pub use withdraw::{Told, Withdrawal};

// What those above a desk need of the layers below it: they come through here, since arrows run one way.
pub use crate::batch::acknowledgement::SignedAcknowledgement;
pub use crate::batch::chain::{ChainError, ChainPoint, verify_chain, verify_keys};
pub use crate::batch::digest::Digest;
pub use crate::batch::error::BatchError;
pub use crate::batch::key_words::KeyWords;
pub use crate::batch::keys::{NoIdentity, RecipientIdentity, read_identity};
pub use crate::batch::open::Hears;
pub use crate::batch::signing::{SigningKey, VerifyingKey};
pub use crate::batch::verify::{Verified, verify, verify_by_any};
pub use crate::lists::event_changes;
pub use crate::lists::event_file::{
    EXAMPLE_EVENT, EventFile, SHIPPED_NOTICE, notice_file, parse_notice, shipped_profile,
};
pub use crate::lists::walk_in::{Entering, RowError, RowMark, RowPlace, WalkInRow, WalkIns};
pub use crate::store::registrations::Registered;
pub use crate::store::staff::Member;
pub use crate::store::verify::{Break, Whole};
pub use crate::vault::{
    Access, BackupInfo, CopyState, FromOutside, Kdf, KeyChange, NewReader, Passphrase, PassphraseError, RecoveryCode,
    SetAside, VaultError, seen_from_outside, suggest_passphrase,
};

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::{Connection, Transaction};

use crate::domain::act_kind::ActKind;
use crate::domain::event::Event;
use crate::domain::staff::{Handle, Role};
use crate::env::Env;
use crate::store::StoreError;
use crate::store::act::{self, Act};
use crate::vault::Vault;

/// An open desk: the vault, and who works at it.
pub struct Desk {
    vault: Vault,
    folder: PathBuf,
    env: Env,
    staff: Handle,
    role: Role,
    /// The event that was asked for last, since reading its settings and its notice takes as long as all else of a query.
    event_read: RefCell<Option<crate::store::events::Kept>>,
    /// What was looked at since the last act.
    looks: RefCell<Vec<looking::Look>>,
}

impl Desk {
    /// Who works at it.
    #[must_use]
    pub fn staff(&self) -> &Handle {
        &self.staff
    }

    /// What they may do.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// The vault, to look at.
    #[must_use]
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// The vault's folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where sealed batches wait until they are acknowledged.
    #[must_use]
    pub fn outbox(&self) -> PathBuf {
        self.folder.join("outbox")
    }

    /// The database, to read.
    fn conn(&self) -> Result<&Connection, DeskError> {
        Ok(self.vault.conn()?)
    }

    /// Does `work` in one transaction that is on the disk before this returns, and notes outside the vault how far it got.
    fn write<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, DeskError>,
        landed: impl Fn(&Connection) -> Result<bool, StoreError>,
    ) -> Result<T, DeskError> {
        let landed = |conn: &Connection| match landed(conn) {
            Ok(landed) => Ok(landed),
            Err(StoreError::Sql(error)) => Err(error),
            Err(_) => Ok(false),
        };
        let Self { vault, looks, staff, .. } = self;
        let looks_first = |tx: &Transaction<'_>| {
            looking::append(tx, &looks.borrow(), staff)?;
            work(tx)
        };
        let made = vault.write(looks_first, landed).map_err(DeskError::from_write)?;
        looks.borrow_mut().clear();
        let (epoch, sequence) = self.got_to()?;
        // Only a memory of how far the vault got, so that an older copy is noticed: the work is done without it.
        _ = self.vault.remember(epoch, sequence);
        Ok(made)
    }

    /// Appends an act that has no rows.
    fn note(&mut self, kind: ActKind, details: serde_json::Value) -> Result<(), DeskError> {
        let (now, staff) = (self.env.now(), self.staff.clone());
        let before = act::head(self.conn()?)?.sequence;
        self.write(
            |tx| {
                act::begin(tx)?.finish(&Act { kind, at: now, staff: &staff, subject: None, details })?;
                Ok(())
            },
            |conn| Ok(act::head(conn)?.sequence > before),
        )
    }

    /// The epoch, and the last act in it.
    fn got_to(&self) -> Result<(u32, u64), DeskError> {
        let conn = self.conn()?;
        Ok((act::identity(conn)?.epoch, act::head(conn)?.sequence))
    }

    /// The event's own date at `now`, kept within the event's days: ages are those on the day of the event (R11).
    fn event_day(event: &Event, now: DateTime<FixedOffset>) -> NaiveDate {
        let definition = event.definition();
        let last = definition.final_day();
        event.date_at(now.to_utc()).clamp(definition.first_day, last)
    }
}

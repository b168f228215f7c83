//! Closing the day: one sealed file per recipient, with the people and columns that its purposes permit (R21).
//!
//! First, in one transaction, a batch is reserved: its number, its members and what of each goes out. Then the file is
//! made once, in the outbox, from what was reserved, and its digest is committed. Whatever a kill leaves reserved is
//! finished by the next closing, with the same number and members, so that no batch is lost or doubled.

mod answers;
mod changes;
mod choosing;
mod content;
mod forgotten;
mod held;
mod members;
mod records;
mod rows;
mod sources;
mod taken_out;

pub(super) use changes::is_contact_forgotten;
pub(super) use held::of_registration as held_back;
pub(super) use members::{as_they_stand, guardian_agrees, kept_apart, standings, subject_in, would_go};

use std::path::PathBuf;

use chrono::NaiveDateTime;
use serde_json::json;

use crate::batch::digest::Digest;
use crate::batch::header::{AuditHead, BatchHeader, Hex8, StatedPurpose};
use crate::batch::writer::{BatchWriter, Sealed};
use crate::domain::act_kind::ActKind;
use crate::domain::code::Code;
use crate::domain::event::Event;
use crate::domain::ids::BatchId;
use crate::domain::permit::{Column, Ground};
use crate::domain::purpose::{Channel, LawfulBasis, Purpose};
use crate::store::act::{self, Act};
use crate::store::batches::{self, Batch, NewBatch};
use crate::store::recipients::Recipient;
use crate::store::{equality, events, registrations};

use super::{Desk, DeskError, Right};

/// A batch that lies sealed in the outbox and was read back from there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Closed {
    /// For whom.
    pub recipient: Code,
    /// The epoch that its number counts in: a restore begins a new one.
    pub epoch: u32,
    /// Its number.
    pub sequence: u32,
    /// Where it is.
    pub path: PathBuf,
    /// SHA-256 of the file.
    pub file_sha256: Digest,
    /// How many people are in it.
    pub people: u64,
}

/// How far a closing has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// Which of the chosen recipients is at hand, from 0.
    pub recipient: usize,
    /// Steps done. A person is three: chosen, written, and their answers read.
    pub done: u64,
    /// Steps in all, for the recipient at hand.
    pub of: u64,
}

/// Counts steps and reports some of them.
struct Ticks<'p> {
    report: &'p mut dyn FnMut(Progress),
    now: Progress,
}

impl Ticks<'_> {
    /// How many steps pass between two reports.
    const EVERY: u64 = 100;

    fn tick(&mut self) {
        self.now.done += 1;
        if self.now.done.is_multiple_of(Self::EVERY) {
            (self.report)(Progress { of: self.now.of.max(self.now.done), ..self.now });
        }
    }
}

impl Desk {
    /// Closes the day for the chosen recipients. What an earlier closing left unfinished for one of them is finished
    /// first and is among the answers.
    ///
    /// # Errors
    /// [`DeskError::WordsNotChecked`] before anything was reserved; [`DeskError::NotSaved`]; [`DeskError::Batch`].
    pub fn close_day(&mut self, event: &Code, to: &[Code]) -> Result<Vec<Closed>, DeskError> {
        self.close_day_telling(event, to, &mut |_| ())
    }

    /// The same, telling `report` from time to time how far it has come.
    ///
    /// # Errors
    /// As [`Desk::close_day`].
    pub fn close_day_telling(
        &mut self,
        event: &Code,
        to: &[Code],
        report: &mut dyn FnMut(Progress),
    ) -> Result<Vec<Closed>, DeskError> {
        self.require(Right::Exports)?;
        let event = self.event(event)?;
        // Whoever is named twice gets one batch.
        let mut chosen: Vec<Recipient> = Vec::new();
        for code in to {
            if chosen.iter().all(|recipient| recipient.code != *code) {
                chosen.push(self.recipient(code)?);
            }
        }
        if let Some(unchecked) = chosen.iter().find(|recipient| !recipient.words_checked) {
            return Err(DeskError::WordsNotChecked(unchecked.code.clone()));
        }
        crate::batch::disk::make_folder(&self.outbox()).map_err(crate::batch::error::BatchError::writing)?;
        // What a kill left half written there is sealed, and nobody has it.
        crate::batch::disk::clear_unfinished(&self.outbox()).map_err(crate::batch::error::BatchError::writing)?;
        let mut closed = Vec::new();
        for (place, recipient) in chosen.iter().enumerate() {
            let of = 3 * registrations::count(self.conn()?, event.id())?;
            let ticks = &mut Ticks { report, now: Progress { recipient: place, done: 0, of } };
            let epoch = act::identity(self.conn()?)?.epoch;
            if let Some(left) = batches::newest(self.conn()?, recipient.id, epoch)?.filter(|b| b.manifest.is_none()) {
                closed.push(self.seal(recipient, &left, ticks)?);
            }
            let reserved = self.reserve(recipient, &event, ticks)?;
            closed.push(self.seal(recipient, &reserved, ticks)?);
        }
        Ok(closed)
    }

    /// Settles number, members and columns of the next batch, on disk, before anything of it is written.
    fn reserve(&mut self, recipient: &Recipient, event: &Event, ticks: &mut Ticks<'_>) -> Result<Batch, DeskError> {
        let conn = self.conn()?;
        let identity = act::identity(conn)?;
        let before = batches::newest(conn, recipient.id, identity.epoch)?;
        let (sequence, previous) = before.map_or((1, None), |batch| (batch.sequence + 1, batch.manifest));
        let members = choosing::choose(conn, recipient, event, ticks)?;
        let apart = members::kept_apart(conn, &recipient.purposes, event)?;
        let header = self.header(recipient, event, sequence)?;
        let purposes = serde_json::to_string(&recipient.purposes).unwrap_or_default();
        let bits = members.iter().fold(0, |all, member| all | member.columns);
        let columns: Vec<_> = columns_of(bits).collect();
        let columns_json = serde_json::to_string(&columns).unwrap_or_default();
        let apart_on = if apart.is_empty() { 0 } else { Ground::APART.bit() };
        let grounds =
            Ground::among(members.iter().filter_map(|member| member.bases).fold(apart_on, |all, on| all | on));
        let (now, staff) = (self.env.now(), self.staff.clone());
        let id = BatchId(self.env.new_id());
        let new = NewBatch {
            id,
            recipient: recipient.id,
            event: event.id(),
            epoch: identity.epoch,
            sequence,
            purposes: &purposes,
            columns: &columns_json,
            created_at: now,
            previous,
            file_name: &header,
        };
        let row = self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                let row = batches::reserve(&mut appending, &new, &members)?;
                equality::send(tx, id, &apart)?;
                let people = members.len() + apart.len();
                let details = json!({ "recipient": recipient.code, "sequence": sequence, "people": people,
                    "columns": columns, "purposes": recipient.purposes, "bases": grounds });
                appending.finish(&Act {
                    kind: ActKind::CloseDay,
                    at: now,
                    staff: &staff,
                    subject: Some(id.0),
                    details,
                })?;
                Ok(row)
            },
            |conn| Ok(batches::newest(conn, recipient.id, identity.epoch)?.is_some_and(|batch| batch.id == id)),
        )?;
        Ok(batches::by_row(self.conn()?, row)?)
    }

    /// The name that a batch's file will have.
    fn header(&self, recipient: &Recipient, event: &Event, sequence: u32) -> Result<String, DeskError> {
        let identity = act::identity(self.conn()?)?;
        let (desk, epoch, to) = (identity.desk, identity.epoch, &recipient.code);
        Ok(format!("{}_{desk}_{to}_{epoch:08x}-{sequence:04}.zip.age", event.definition().code))
    }

    /// Makes the file of a reserved batch and commits its digest.
    fn seal(&mut self, recipient: &Recipient, batch: &Batch, ticks: &mut Ticks<'_>) -> Result<Closed, DeskError> {
        let outbox = self.outbox();
        let event = events::find(self.conn()?, batch.event)?.ok_or(DeskError::NoSuchEvent)?.event;
        let name = self.header(recipient, &event, batch.sequence)?;
        // A file of this name is from a closing that was killed before its digest was committed: nobody has it yet. One that
        // was sealed is never made again.
        if !batches::is_sealed(self.conn()?, &name)? {
            match std::fs::remove_file(outbox.join(&name)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(crate::batch::error::BatchError::writing(error).into());
                }
                _ => {}
            }
        }
        let (people, sealed) = {
            let conn = self.conn()?;
            let statement = self.statement(recipient, &event, batch)?;
            let signing = self.signing_key()?;
            let key = recipient.age_key.parse()?;
            BatchWriter::write(&outbox, statement, &key, &signing, |writer| {
                content::write(conn, writer, recipient, &event, batch, ticks)
            })?
        };
        let (file, manifest, row) = (sealed.file_sha256.0, sealed.manifest_sha256.0, batch.row);
        let (now, staff, id) = (self.env.now(), self.staff.clone(), batch.id);
        self.write(
            |tx| {
                batches::mark_sealed(tx, row, &file, &manifest)?;
                let details = json!({ "file_sha256": hex::encode(file), "manifest_sha256": hex::encode(manifest) });
                let act = Act { kind: ActKind::SealBatch, at: now, staff: &staff, subject: Some(id.0), details };
                act::begin(tx)?.finish(&act)?;
                Ok(())
            },
            |conn| Ok(batches::by_row(conn, row)?.manifest == Some(manifest)),
        )?;
        let Sealed { path, file_sha256, .. } = sealed;
        let (recipient, epoch) = (recipient.code.clone(), batch.epoch);
        Ok(Closed { recipient, epoch, sequence: batch.sequence, path, file_sha256, people })
    }

    /// What the batch says about itself.
    fn statement(&self, recipient: &Recipient, event: &Event, batch: &Batch) -> Result<BatchHeader, DeskError> {
        let conn = self.conn()?;
        let identity = act::identity(conn)?;
        let stated = |p: &Purpose| StatedPurpose { purpose: p.code().to_owned(), basis: p.basis().code().to_owned() };
        let mut purposes: Vec<_> = recipient.purposes.iter().map(stated).collect();
        if recipient.purposes.contains(&Purpose::News) && changes::any_exception(conn, event, batch)? {
            // For whom is in the actions (R8).
            let (purpose, basis) =
                (Purpose::News.code().to_owned(), LawfulBasis::LegitimateInterests.code().to_owned());
            purposes.push(StatedPurpose { purpose, basis });
        }
        let wrong = |_| crate::store::StoreError::Unreadable { what: "time" };
        let created = NaiveDateTime::parse_from_str(&batch.created_at, "%Y-%m-%dT%H:%M:%SZ").map_err(wrong)?;
        Ok(BatchHeader {
            desk: Hex8(identity.desk.0.to_be_bytes()),
            epoch: Hex8(batch.epoch.to_be_bytes()),
            recipient: recipient.code.clone(),
            sequence: batch.sequence,
            event: event.definition().code.clone(),
            purposes,
            selected_by: Vec::new(),
            contacts: event.notice().contacts.clone(),
            previous: batch.previous.map(Digest),
            audit_head: AuditHead {
                sequence: batch.through_act.cast_unsigned(),
                hash: Digest(batches::chain_at(conn, batch.through_act)?),
            },
            created_at: created.and_utc(),
        })
    }
}

/// The columns whose bits are set.
pub(super) fn columns_of(bits: u64) -> impl Iterator<Item = Column> {
    Column::ALL.iter().copied().filter(move |&column| bits & bit(column) != 0)
}

/// A channel's bit: its position in `Channel::ALL`.
fn channel_bit(channel: Channel) -> u64 {
    1 << (channel as u32)
}

/// A column's bit: its position in `Column::ALL`.
fn bit(column: Column) -> u64 {
    1 << (column as u32)
}

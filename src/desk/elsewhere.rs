//! A visitor who could not be saved because the disk refused: put down on a stick as one small sealed file, and taken in
//! from there as soon as there is room. The file opens for everybody who can open the vault, and for nobody else.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::batch::copy_out::put_out;
use crate::batch::error::BatchError;
use crate::domain::code::Code;
use crate::domain::draft::RegistrationDraft;
use crate::domain::moment::{Certainty, Instant};
use crate::domain::staff::Handle;

use super::register::Saved;
use super::{Desk, DeskError};

/// What the file's name begins and ends with; between them is nothing but chance.
const NAME: (&str, &str) = ("lanyard-visitor-", ".age");
/// More than any form comes to: a file of that name that is larger is not one of ours.
const LARGEST: u64 = 1 << 20;

/// What is in the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct VisitorFile {
    format: u32,
    /// Of which vault: a visitor goes into no other.
    vault: Uuid,
    event: Code,
    staff: Handle,
    put_down_at: Instant,
    draft: RegistrationDraft,
}

/// A visitor who waits on a stick. It has no `Debug`: it names somebody.
#[derive(Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The file.
    pub file: PathBuf,
    /// Who.
    pub name: String,
    /// When it was put down.
    pub at: Instant,
}

impl Desk {
    /// Puts a form that could not be saved down in `folder`, sealed to everyone who can open this vault. The form is checked
    /// as saving checks it, so that nothing is put down that could not be saved (R11). Nothing is written to the vault.
    ///
    /// # Errors
    /// [`DeskError::Form`]; [`DeskError::NotElsewhere`] when that medium refuses too.
    pub fn save_elsewhere(
        &self,
        draft: &RegistrationDraft,
        event: &Code,
        folder: &Path,
    ) -> Result<Elsewhere, DeskError> {
        let kept = self.kept_event(event)?;
        let now = self.env.now();
        let came = draft.came_on(&kept.event, Self::event_day(&kept.event, now));
        draft.parse(&kept.event, came).map_err(DeskError::Form)?;
        // A detail without its Yes is left out, as it is when saving (R3).
        let storable = draft.storable(&kept.event, came).map_err(|_| DeskError::NoSuchForm)?;
        let file = VisitorFile {
            format: 1,
            vault: self.vault.id(),
            event: event.clone(),
            staff: self.staff.clone(),
            put_down_at: now,
            draft: storable.draft().clone(),
        };
        let plain = zeroize::Zeroizing::new(serde_json::to_vec(&file).map_err(|_| DeskError::NoRandomness)?);
        let sealed = self.vault.seal_to_readers(&plain)?;
        let name = format!("{}{}{}", NAME.0, hex::encode(super::opening::random::<6>()?), NAME.1);
        let refused = |error: BatchError| {
            let cause = error.refusal().unwrap_or_else(|| "What it gives back is something else.".to_owned());
            DeskError::NotElsewhere { cause }
        };
        let file = put_out(&sealed, &name, folder).map_err(refused)?;
        Ok(Elsewhere { file, name: draft.name(), at: now })
    }

    /// The visitors of this vault who wait in these folders, the first one put down first. Files that are not ours, or not
    /// whole, are passed over.
    #[must_use]
    pub fn elsewhere(&self, folders: &[PathBuf]) -> Vec<Elsewhere> {
        let entries = folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().flatten();
        let named = entries.map(|entry| entry.path()).filter(|path| is_named(path));
        let opened = |file: PathBuf| {
            let VisitorFile { put_down_at: at, draft, .. } = self.opened(&file)?;
            Some(Elsewhere { file, name: draft.name(), at })
        };
        let mut found: Vec<_> = named.filter_map(opened).collect();
        found.sort_by_key(|each| each.at);
        found
    }

    /// Takes a visitor in from a file and saves them; the file goes once they are on the disk. Taking in twice is taking in
    /// once.
    ///
    /// # Errors
    /// [`DeskError::NotOurVisitor`]; as [`Desk::register`].
    pub fn take_in(&mut self, file: &Path) -> Result<Saved, DeskError> {
        let VisitorFile { event, mut draft, .. } = self.opened(file).ok_or(DeskError::NotOurVisitor)?;
        for answer in draft.answers.values_mut() {
            // Entered now, and given then: their place in the ledger says nothing about which of two came first.
            answer.answered.certainty = answer.answered.certainty.max(Certainty::Written);
        }
        let saved = self.register(&draft, &event)?;
        // The visitor is safe here. A stick that is gone or may only be read keeps its copy, which is sealed and goes the
        // next time.
        _ = std::fs::remove_file(file);
        Ok(saved)
    }

    fn opened(&self, file: &Path) -> Option<VisitorFile> {
        let small = std::fs::metadata(file).is_ok_and(|found| found.is_file() && found.len() <= LARGEST);
        let sealed = if small { std::fs::read(file).ok()? } else { return None };
        let plain = self.vault.unseal(&sealed)?;
        let read: VisitorFile = serde_json::from_slice(&plain).ok()?;
        (read.format == 1 && read.vault == self.vault.id()).then_some(read)
    }
}

fn is_named(path: &Path) -> bool {
    let name = path.file_name().map(std::ffi::OsStr::to_string_lossy).unwrap_or_default();
    name.starts_with(NAME.0) && name.ends_with(NAME.1)
}

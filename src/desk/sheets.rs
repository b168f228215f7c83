//! Writing what is printed and handed out: as PDF, and as Markdown to go on with.

use std::fs;
use std::path::{Path, PathBuf};

use crate::domain::act_kind::ActKind;
use crate::domain::code::Code;
use crate::domain::event::Event;
use crate::domain::sheet::{DaySummary, HandOver, KeyGroup, Receives};
use crate::paper::Document;
use crate::store::recipients::{self, Recipient};
use crate::vault::Cause;

use super::{Desk, DeskError, Right, private};

impl Desk {
    /// Writes the record of processing of an event (UK GDPR, article 30) from its own settings, as PDF and Markdown (R27).
    ///
    /// # Errors
    /// [`DeskError::NoSuchEvent`]; [`DeskError::NotWritten`].
    pub fn write_processing_record(&self, event: &Code, into: &Path) -> Result<Vec<PathBuf>, DeskError> {
        self.require(Right::Sheets)?;
        let event = self.event(event)?;
        let recipients = self.receives_of(&event)?;
        let name = format!("processing-{}-{}", event.definition().code, self.env.now().format("%Y%m%d-%H%M%S"));
        self.looked(ActKind::ProcessingRecord, Some(&event.definition().code), None, recipients.len());
        let lists: Vec<_> = self.lists_of(&event)?.into_iter().map(|taken| taken.list).collect();
        write_sheet(&crate::paper::processing::document(&event, &recipients, &lists), &name, into)
    }

    /// Whom data goes to, and what for.
    pub(super) fn receives(&self) -> Result<Vec<Receives>, DeskError> {
        Ok(self.recipients()?.into_iter().map(|recipient| receives(recipient, false)).collect())
    }

    /// The same at one event: only what it is used for there, and whoever was sent a batch of it before and is in use no more.
    fn receives_of(&self, event: &Event) -> Result<Vec<Receives>, DeskError> {
        let mut all = self.receives()?;
        let before = recipients::no_more(self.conn()?, event.id())?;
        all.extend(before.into_iter().map(|recipient| receives(recipient, true)));
        all.iter_mut().for_each(|one| one.purposes.retain(|purpose| event.purposes().contains(purpose)));
        all.retain(|one| one.before || !one.purposes.is_empty());
        Ok(all)
    }

    /// Today at an event, in numbers.
    ///
    /// # Errors
    /// As [`Desk::review`].
    pub fn day_summary(&self, code: &Code) -> Result<DaySummary, DeskError> {
        let (event, review) = (self.event(code)?, self.reviewed(code)?);
        let answers = review.answers.iter().map(|tally| (tally.question, [tally.yes, tally.no, tally.not_asked]));
        Ok(DaySummary {
            event: event.definition().name.clone(),
            day: review.day,
            at: self.env.now(),
            people: review.people,
            children: review.children,
            consent_age: event.definition().ages.consent,
            counted_only: review.counted_only,
            of_all_days: review.of_all_days,
            waiting: u64::try_from(review.waiting.len()).unwrap_or(u64::MAX),
            restricted: review.restricted,
            begun: review.begun,
            took_back: review.took_back,
            answers: answers.collect(),
        })
    }

    /// Writes the summary of today at an event into a folder, as PDF and Markdown.
    ///
    /// # Errors
    /// As [`Desk::day_summary`]; [`DeskError::NotWritten`].
    pub fn write_day_summary(&self, code: &Code, into: &Path) -> Result<Vec<PathBuf>, DeskError> {
        let summary = self.day_summary(code)?;
        self.looked(ActKind::DaySummary, Some(code), None, usize::try_from(summary.people).unwrap_or(usize::MAX));
        let name = format!("day-{code}-{}", summary.at.format("%Y%m%d-%H%M%S"));
        write_sheet(&crate::paper::day::document(&summary), &name, into)
    }
}

impl Desk {
    /// Writes the slip to take home for a child whose parent or guardian is not there (R11), as PDF and Markdown. It is the same
    /// for every child and holds nothing about any, so that anybody at the desk may give it out. It is in the
    /// language that is named, where the notice stands in it; else in the one that it was published in.
    ///
    /// # Errors
    /// [`DeskError::NoSuchEvent`]; [`DeskError::NotWritten`].
    pub fn write_guardian_slip(
        &self,
        event: &Code,
        language: Option<&str>,
        into: &Path,
    ) -> Result<Vec<PathBuf>, DeskError> {
        let event = self.event(event)?;
        let event = language.and_then(|tag| event.in_language(tag)).unwrap_or(event);
        let name = format!("for-a-guardian-{}-{}", event.definition().code, self.env.now().format("%Y%m%d-%H%M%S"));
        self.looked(ActKind::GuardianSlip, Some(&event.definition().code), None, 0);
        write_sheet(&crate::paper::slip::document(&event), &name, into)
    }
}

impl Desk {
    /// Writes the keys of the program into a folder, as PDF and Markdown. Whoever is at the desk may.
    ///
    /// # Errors
    /// [`DeskError::NotWritten`].
    pub fn write_keys(&self, groups: &[KeyGroup], into: &Path) -> Result<Vec<PathBuf>, DeskError> {
        let name = format!("keys-{}", self.env.now().format("%Y%m%d-%H%M%S"));
        write_sheet(&crate::paper::keys::document(groups), &name, into)
    }

    /// Writes what goes with the sealed files of a day into a folder, as PDF and Markdown.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; [`DeskError::NotWritten`].
    pub fn write_hand_over(&self, sheet: &HandOver, into: &Path) -> Result<Vec<PathBuf>, DeskError> {
        self.require(Right::Exports)?;
        let name = format!("hand-over-{}", sheet.at.format("%Y%m%d-%H%M%S"));
        write_sheet(&crate::paper::hand_over::document(sheet), &name, into)
    }
}

fn receives(recipient: Recipient, before: bool) -> Receives {
    Receives { name: recipient.name, purposes: recipient.purposes.into_iter().collect(), before }
}

/// Writes a document into a folder under a name that is free, as PDF only.
pub(super) fn write_pdf(document: &Document, name: &str, into: &Path) -> Result<PathBuf, DeskError> {
    let pdf = document.to_pdf().map_err(|error| DeskError::NotWritten { cause: error.to_string() })?;
    let path = into.join(format!("{name}.pdf"));
    write_new(&path, &pdf)?;
    Ok(path)
}

/// Writes a document into a folder under a name that is free, twice; answers the files. What is half written is removed.
pub(super) fn write_sheet(document: &Document, name: &str, into: &Path) -> Result<Vec<PathBuf>, DeskError> {
    let pdf = document.to_pdf().map_err(|error| DeskError::NotWritten { cause: error.to_string() })?;
    let both = [("pdf", pdf), ("md", document.to_markdown().into_bytes())];
    let mut files = Vec::new();
    for (kind, bytes) in both {
        let path = into.join(format!("{name}.{kind}"));
        if let Err(failed) = write_new(&path, &bytes) {
            files.iter().for_each(|file| _ = fs::remove_file(file));
            return Err(failed);
        }
        files.push(path);
    }
    Ok(files)
}

/// Writes a file that must be new, down to the disk. What is half written is removed.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), DeskError> {
    private::write_new(path, bytes).map_err(|error| DeskError::NotWritten { cause: cause_of(&error) })
}

/// Why a file could not be written, for whoever chose its folder.
pub(super) fn cause_of(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::AlreadyExists => "It is there already: choose another folder.".to_owned(),
        std::io::ErrorKind::NotFound => "There is no such folder.".to_owned(),
        _ => Cause::from(error).to_string(),
    }
}

//! Writing what is printed and handed out: as PDF, and as Markdown to go on with.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use crate::batch::error::BatchError;
use crate::batch::verify::Verified;
use crate::domain::act_kind::ActKind;
use crate::domain::age::AgeBand;
use crate::domain::code::Code;
use crate::domain::event::Event;
use crate::domain::purpose::Category;
use crate::domain::sheet::{DaySummary, Holding, Incident, LastBatch, Receives, Source};
use crate::paper::Document;
use crate::store::{act, holdings};
use crate::vault::{Cause, Kind};

use super::{Desk, DeskError, Right};

impl Desk {
    /// What is on this laptop, for the day that it is gone (R22): how many people, which categories, how it is closed, and what
    /// the office has.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn incident(&self) -> Result<Incident, DeskError> {
        self.require(Right::Sheets)?;
        let conn = self.conn()?;
        let events = self.events()?;
        let holding = |event: &Event| holdings::of_event(conn, event.id(), &event.definition().name);
        let held = events.iter().map(holding).collect::<Result<Vec<_>, _>>()?;
        let persons = self.vault.readers().iter().filter(|reader| reader.kind == Kind::Person).count();
        let head = act::head(conn)?;
        self.looked(ActKind::Incident, None, None, held.len());
        Ok(Incident {
            at: self.env.now(),
            from: Source::Desk,
            events: held,
            readers: Some(persons),
            batches: holdings::last_batches(conn)?,
            backup_at: self.vault.backups()?.last().map(|backup| backup.taken_at.fixed_offset()),
            audit_head: (head.sequence, hex::encode(head.chain)),
            contacts: events.last().and_then(|event| event.notice().contacts.clone()),
        })
    }

    /// Writes the incident sheet into a folder, as PDF and Markdown.
    ///
    /// # Errors
    /// As [`Desk::incident`]; [`DeskError::NotWritten`].
    pub fn write_incident(&self, into: &Path) -> Result<Vec<PathBuf>, DeskError> {
        let incident = self.incident()?;
        write_incident(&incident, into)
    }

    /// Writes the record of processing of an event (UK GDPR, article 30) from its own settings, as PDF and Markdown (R27).
    ///
    /// # Errors
    /// [`DeskError::NoSuchEvent`]; [`DeskError::NotWritten`].
    pub fn write_processing_record(&self, event: &Code, into: &Path) -> Result<Vec<PathBuf>, DeskError> {
        self.require(Right::Sheets)?;
        let event = self.event(event)?;
        let recipients: Vec<_> = self
            .recipients()?
            .into_iter()
            .map(|recipient| Receives { name: recipient.name, purposes: recipient.purposes.into_iter().collect() })
            .collect();
        let name = format!("processing-{}-{}", event.definition().code, self.env.now().format("%Y%m%d-%H%M%S"));
        self.looked(ActKind::ProcessingRecord, Some(&event.definition().code), None, recipients.len());
        write_sheet(&crate::paper::processing::document(&event, &recipients), &name, into)
    }

    /// Today at an event, in numbers.
    ///
    /// # Errors
    /// As [`Desk::review`].
    pub fn day_summary(&self, code: &Code) -> Result<DaySummary, DeskError> {
        let (event, review) = (self.event(code)?, self.review(code)?);
        let answers = review.answers.iter().map(|tally| (tally.question, [tally.yes, tally.no, tally.not_asked]));
        Ok(DaySummary {
            event: event.definition().name.clone(),
            day: review.day,
            at: self.env.now(),
            people: review.people,
            children: review.children,
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
    /// for every child and holds nothing about any, so that anybody at the desk may give it out.
    ///
    /// # Errors
    /// [`DeskError::NoSuchEvent`]; [`DeskError::NotWritten`].
    pub fn write_guardian_slip(&self, event: &Code, into: &Path) -> Result<Vec<PathBuf>, DeskError> {
        let event = self.event(event)?;
        let name = format!("for-a-guardian-{}-{}", event.definition().code, self.env.now().format("%Y%m%d-%H%M%S"));
        self.looked(ActKind::GuardianSlip, Some(&event.definition().code), None, 0);
        write_sheet(&crate::paper::slip::document(&event), &name, into)
    }
}

/// Writes an incident sheet into a folder, as PDF and Markdown: from the desk, or from the office's last batch.
///
/// # Errors
/// [`DeskError::NotWritten`].
pub fn write_incident(incident: &Incident, into: &Path) -> Result<Vec<PathBuf>, DeskError> {
    let name = format!("incident-{}", incident.at.format("%Y%m%d-%H%M%S"));
    write_sheet(&crate::paper::incident::document(incident), &name, into)
}

/// What the office knows of a laptop that is gone, out of the last batch that it has (R22). What came after that batch is not
/// in the numbers.
///
/// # Errors
/// [`BatchError`], where a table does not read.
pub fn incident_of_batch(batch: &mut Verified, at: DateTime<FixedOffset>) -> Result<Incident, BatchError> {
    let header = batch.statement().header.clone();
    let mut holding = Holding { event: header.event.to_string(), ..Holding::default() };
    let kinds = [
        ("Names", "full_name"),
        ("Email addresses", "email"),
        ("Telephone numbers", "phone"),
        ("Postal addresses", "address_line_1"),
        ("Dates of birth", "date_of_birth"),
        ("Nationality", "nationality"),
    ];
    let mut counts = [0_u64; 6];
    let mut rows = batch.rows("registrations.csv")?;
    while let Some(row) = rows.next_row()? {
        holding.people += 1;
        let band = row.get("age_band").unwrap_or_default();
        holding.children += u64::from(band.is_empty() || band == AgeBand::Child.code());
        for (count, (_, column)) in counts.iter_mut().zip(kinds) {
            *count += u64::from(row.get(column).is_some_and(|value| !value.is_empty()));
        }
    }
    drop(rows);
    holding.kinds = kinds.iter().zip(counts).map(|((kind, _), count)| (*kind, count)).collect();
    for (kind, file) in [("Parents or guardians", "guardians.csv"), ("Emergency contacts", "emergency_contacts.csv")] {
        holding.kinds.push((kind, count(batch, file)?));
    }
    holding.special = special(batch)?;
    let last = LastBatch {
        recipient: header.recipient.to_string(),
        sequence: header.sequence,
        at: header.created_at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        file_sha256: None,
    };
    Ok(Incident {
        at,
        from: Source::Batch { sequence: header.sequence, closed_at: header.created_at.fixed_offset() },
        events: vec![holding],
        readers: None,
        batches: vec![last],
        backup_at: None,
        audit_head: (header.audit_head.sequence, header.audit_head.hash.to_string()),
        contacts: None,
    })
}

fn count(batch: &mut Verified, file: &str) -> Result<u64, BatchError> {
    let mut rows = batch.rows(file)?;
    let mut count = 0;
    while rows.next_row()?.is_some() {
        count += 1;
    }
    Ok(count)
}

/// How many people each specially protected category is told of; the table is only in batches that may have it.
fn special(batch: &mut Verified) -> Result<Vec<(Category, u64)>, BatchError> {
    let mut counts: Vec<_> = Category::ALL.iter().map(|&category| (category, 0)).collect();
    if batch.manifest().resource(SPECIAL).is_none() {
        return Ok(counts);
    }
    let mut rows = batch.rows(SPECIAL)?;
    while let Some(row) = rows.next_row()? {
        let category = row.get("category").and_then(Category::from_code);
        counts.iter_mut().filter(|(of, _)| Some(*of) == category).for_each(|(_, count)| *count += 1);
    }
    Ok(counts)
}

const SPECIAL: &str = "special_category.csv";

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
    let not_written = |error: std::io::Error| DeskError::NotWritten { cause: cause_of(&error) };
    let mut file = fs::File::create_new(path).map_err(not_written)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| {
        _ = fs::remove_file(path);
        not_written(error)
    })
}

/// Why a file could not be written, for whoever chose its folder.
pub(super) fn cause_of(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::AlreadyExists => "It is there already: choose another folder.".to_owned(),
        std::io::ErrorKind::NotFound => "There is no such folder.".to_owned(),
        _ => Cause::from(error).to_string(),
    }
}

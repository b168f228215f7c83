//! What is on a laptop that is gone (R22): as the desk itself knows it, or as the office does, out of the batches that it has.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use crate::batch::chain::ChainError;
use crate::batch::digest::digest_of;
use crate::batch::error::BatchError;
use crate::batch::header::BatchHeader;
use crate::batch::keys::{RecipientIdentity, read_identity};
use crate::batch::open::Hears;
use crate::batch::signing::VerifyingKey;
use crate::batch::verify::{Verified, verify_heard};
use crate::domain::act_kind::ActKind;
use crate::domain::age::AgeBand;
use crate::domain::code::Code;
use crate::domain::data_kind::DataKind;
use crate::domain::event::Event;
use crate::domain::purpose::{Category, SpecialPair};
use crate::domain::sheet::{FromBatches, Holding, Incident, LastBatch, Missing, Openers, Source};
use crate::store::{act, holdings};
use crate::vault::Kind;

use super::sheets::write_sheet;
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
        let holding = |event: &Event| {
            let definition = event.definition();
            holdings::of_event(conn, event.id(), &definition.name, definition.ages.consent)
        };
        let held = events.iter().map(holding).collect::<Result<Vec<_>, _>>()?;
        let mut openers = Openers::default();
        for reader in self.vault.readers() {
            match reader.kind {
                Kind::Person => openers.people += 1,
                Kind::Recovery => openers.recovery_code = true,
                Kind::Organisation => openers.organisation = Some(reader.name.clone()),
            }
        }
        let head = act::head(conn)?;
        self.looked(ActKind::Incident, None, None, held.len());
        Ok(Incident {
            at: self.env.now(),
            from: Source::Desk,
            events: held,
            elsewhere: Some(holdings::of_nobody(conn)?),
            set_aside: self.in_set_asides()?,
            openers: Some(openers),
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
}

/// Writes an incident sheet into a folder, as PDF and Markdown: from the desk, or from the office's batches.
///
/// # Errors
/// [`DeskError::NotWritten`].
pub fn write_incident(incident: &Incident, into: &Path) -> Result<Vec<PathBuf>, DeskError> {
    let name = format!("incident-{}", incident.at.format("%Y%m%d-%H%M%S"));
    write_sheet(&crate::paper::incident::document(incident), &name, into)
}

/// A batch that the office has, and the SHA-256 of its sealed file, in hex.
pub struct HadBatch {
    /// The batch, verified.
    pub batch: Verified,
    /// Of the file as it lies there.
    pub file_sha256: String,
}

impl HadBatch {
    /// Verifies a sealed file of the office's against the desk's keys, the oldest first (R22).
    ///
    /// # Errors
    /// As [`verify_heard`]; [`BatchError::Io`].
    pub fn read(file: &Path, identity: &RecipientIdentity, desk: &[VerifyingKey]) -> Result<Self, BatchError> {
        Self::read_heard(file, identity, desk, None)
    }

    /// The same, with word of every piece of the file that is read, which is all of it twice.
    ///
    /// # Errors
    /// As [`HadBatch::read`].
    pub fn read_heard(
        file: &Path,
        identity: &RecipientIdentity,
        desk: &[VerifyingKey],
        hears: Option<Hears>,
    ) -> Result<Self, BatchError> {
        let batch = verify_heard(file, identity, desk, hears)?;
        let (_, digest) = File::open(file).and_then(digest_of).map_err(BatchError::reading)?;
        Ok(Self { batch, file_sha256: digest.hex() })
    }
}

/// The batches of another laptop, as the office keeps them, and what opens and verifies them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OfficeBatches {
    /// The folder that they lie in: every `.zip.age` in it.
    pub folder: PathBuf,
    /// The recipient's age identity file.
    pub identity: PathBuf,
    /// That desk's minisign public key; where it was replaced, each of them, the oldest first.
    pub desk_key: String,
}

impl Desk {
    /// Writes the incident sheet of another laptop out of the batches that the office has of it, as PDF and Markdown (R22).
    ///
    /// # Errors
    /// [`NoIncident`], in words; [`DeskError::NotWritten`].
    pub fn write_incident_of_batches(&self, of: &OfficeBatches, into: &Path) -> Result<Vec<PathBuf>, DeskError> {
        self.require(Right::Sheets)?;
        let said = |error: &dyn std::error::Error| DeskError::NoIncident { why: error.to_string() };
        let identity = read_identity(&of.identity).map_err(|error| said(&error))?;
        let keys = VerifyingKey::all_in(&of.desk_key).map_err(|error| said(&error))?;
        let folder = fs::read_dir(&of.folder).map_err(|_| DeskError::NoBatchesThere)?;
        let files = folder.filter_map(Result::ok).map(|entry| entry.path());
        let mut files: Vec<_> = files.filter(|path| path.to_string_lossy().ends_with(".zip.age")).collect();
        files.sort();
        let read = |file: &PathBuf| {
            HadBatch::read(file, &identity, &keys).map_err(|error| {
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                DeskError::NoIncident { why: format!("{name}: {error}") }
            })
        };
        let had = files.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let count = had.len();
        let incident = incident_of_batches(had, self.env.now()).map_err(|error| said(&error))?;
        self.looked(ActKind::Incident, None, None, count);
        write_incident(&incident, into)
    }
}

/// Why no sheet can be made of some batches.
#[derive(Debug, thiserror::Error)]
pub enum NoIncident {
    /// A batch.
    #[error(transparent)]
    Batch(#[from] BatchError),
    /// They do not belong together.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// There is none.
    #[error("There is no batch to make the sheet of. Give every batch that came from that desk.")]
    None,
}

/// What the office knows of a laptop that is gone, out of the batches that it has (R22). A batch holds what is new or changed
/// since the one before it, so all of them are added up, less what was erased or undone; a batch that is not there is named.
/// What came after the newest is not in the numbers.
///
/// # Errors
/// [`NoIncident`], where they are not of one desk to one recipient, one is there twice, or one was altered.
pub fn incident_of_batches(mut had: Vec<HadBatch>, at: DateTime<FixedOffset>) -> Result<Incident, NoIncident> {
    had.sort_by_key(|had| (had.batch.point().epoch, had.batch.point().sequence));
    let missing = of_one_chain(&had)?;
    let mut people = BTreeMap::new();
    for HadBatch { batch, .. } in &mut had {
        add_up(batch, &mut people)?;
    }
    let last = had.last().ok_or(NoIncident::None)?;
    let header = last.batch.statement().header.clone();
    let newest = LastBatch {
        recipient: header.recipient.to_string(),
        sequence: header.sequence,
        at: header.created_at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        file_sha256: Some(last.file_sha256.clone()),
    };
    let events: BTreeSet<_> = had.iter().map(|had| had.batch.statement().header.event.clone()).collect();
    Ok(Incident {
        at,
        from: Source::Batches(FromBatches {
            count: had.len(),
            newest: header.sequence,
            closed_at: header.created_at.fixed_offset(),
            missing,
            untold: DataKind::ALL.iter().copied().filter(|&kind| is_untold(kind)).collect(),
        }),
        events: events.iter().map(|event| holding(event, &people)).collect(),
        elsewhere: None,
        set_aside: None,
        openers: None,
        batches: vec![newest],
        backup_at: None,
        audit_head: (header.audit_head.sequence, header.audit_head.hash.hex()),
        contacts: header.contacts,
    })
}

/// Checks that batches, in their order, are of one desk to one recipient and follow from each other where they lie side by side;
/// answers which are missing between and before them.
fn of_one_chain(had: &[HadBatch]) -> Result<Vec<Missing>, ChainError> {
    let mut missing = Vec::new();
    let mut before: Option<(&BatchHeader, _)> = None;
    let (mut epoch, mut expected) = (0, 1);
    for HadBatch { batch, .. } in had {
        let (header, point) = (&batch.statement().header, batch.point());
        let sequence = header.sequence;
        if let Some((last, _)) = before {
            if last.desk != header.desk {
                return Err(ChainError::OtherDesk { sequence });
            }
            if last.recipient != header.recipient {
                return Err(ChainError::OtherRecipient { sequence });
            }
            if (last.epoch, last.sequence) == (header.epoch, sequence) {
                return Err(ChainError::Repeated { sequence });
            }
        }
        let this = u32::from_be_bytes(header.epoch.0);
        if this != epoch {
            // A restored backup begins another epoch; whether anything was sent before it, the office knows and no batch does.
            missing.extend((epoch + 1..this).map(Missing::Epoch));
            (epoch, expected) = (this, 1);
        }
        missing.extend((expected..sequence).map(|sequence| Missing::Batch { epoch, sequence }));
        if let Some((_, manifest)) = before.filter(|(last, _)| is_next(last, header))
            && header.previous != Some(manifest)
        {
            return Err(ChainError::Altered { sequence: sequence.saturating_sub(1) });
        }
        (before, expected) = (Some((header, point.manifest)), sequence + 1);
    }
    Ok(missing)
}

fn is_next(last: &BatchHeader, header: &BatchHeader) -> bool {
    last.epoch == header.epoch && last.sequence + 1 == header.sequence
}

/// Where a kind of data lies in a batch of the office's.
enum Lies {
    /// In a registration's own row, in any of these columns.
    InRow(&'static [&'static str]),
    /// In a table of its own.
    InTable(&'static str),
    /// In what an action told of them, once: a row that comes again later says nothing of it.
    InAction(&'static str),
    /// Nowhere: it is not for the office.
    Nowhere,
}

fn lies(kind: DataKind) -> Lies {
    match kind {
        DataKind::Names => Lies::InRow(&["full_name", "given_name", "family_name", "badge_name"]),
        DataKind::Contact => Lies::InRow(&["email", "phone", "phone_as_typed"]),
        DataKind::Address => Lies::InRow(&["address_line_1", "address_line_2", "city", "postcode"]),
        DataKind::Birth => Lies::InRow(&["date_of_birth"]),
        DataKind::NationalityOrGender => Lies::InRow(&["nationality", "gender"]),
        DataKind::Country => Lies::InRow(&["country"]),
        DataKind::Education => Lies::InRow(&[
            "organisation",
            "education_now",
            "education_past",
            "profession",
            "looking_for",
            "subjects",
            "year_of_entry",
            "heard_about_us",
            "role",
        ]),
        DataKind::Wishes => Lies::InRow(&["send_what"]),
        DataKind::Note => Lies::InRow(&["note"]),
        DataKind::EmergencyContact => Lies::InTable("emergency_contacts.csv"),
        DataKind::Guardian => Lies::InTable("guardians.csv"),
        DataKind::OwnAnswers => Lies::InTable("answers.csv"),
        DataKind::Answers => Lies::InTable("consent_events.csv"),
        // With its evidence (R8).
        DataKind::Exception => Lies::InAction("exception"),
        DataKind::Proof
        | DataKind::Equality
        | DataKind::Removal
        | DataKind::Request
        | DataKind::Complaint
        | DataKind::Unfinished => Lies::Nowhere,
    }
}

/// Whether no batch to the office tells of it.
fn is_untold(kind: DataKind) -> bool {
    matches!(lies(kind), Lies::Nowhere)
}

/// The kind of data that an action tells of.
fn told_by(action: &str) -> Option<DataKind> {
    DataKind::ALL.iter().copied().find(|&kind| matches!(lies(kind), Lies::InAction(by) if by == action))
}

const SPECIAL: &str = "special_category.csv";

/// What the batches hold of one registration, as far as it is counted.
#[derive(Default)]
struct Sent {
    event: Option<Code>,
    child: bool,
    kinds: BTreeSet<DataKind>,
    special: BTreeSet<SpecialPair>,
}

/// Adds what a batch holds to what those before it did. A registration that is in it again is as it is there.
fn add_up(batch: &mut Verified, people: &mut BTreeMap<String, Sent>) -> Result<(), BatchError> {
    let event = batch.statement().header.event.clone();
    let mut rows = batch.rows("registrations.csv")?;
    while let Some(row) = rows.next_row()? {
        let Some(id) = row.get("registration") else { continue };
        let holds = |columns: &[&str]| columns.iter().any(|column| row.get(column).is_some());
        let in_row = |kind: &DataKind| matches!(lies(*kind), Lies::InRow(columns) if holds(columns));
        let mut kinds: BTreeSet<_> = DataKind::ALL.iter().copied().filter(in_row).collect();
        let told = people.get(id).into_iter().flat_map(|before| &before.kinds);
        kinds.extend(told.filter(|kind| matches!(lies(**kind), Lies::InAction(_))));
        let child = row.get("age_band").is_none_or(|band| band == AgeBand::Child.code());
        let sent = Sent { event: Some(event.clone()), child, kinds, special: BTreeSet::new() };
        people.insert(id.to_owned(), sent);
    }
    drop(rows);
    for &kind in DataKind::ALL {
        let Lies::InTable(file) = lies(kind) else { continue };
        each(batch, file, |id, _| _ = people.get_mut(id).map(|sent| sent.kinds.insert(kind)))?;
    }
    each(batch, SPECIAL, |id, row| {
        let (category, purpose) = (row.get("category"), row.get("purpose"));
        let is =
            |pair: &&SpecialPair| category == Some(pair.category().code()) && purpose == Some(pair.purpose().code());
        let pair = SpecialPair::ALL.iter().find(is);
        if let (Some(sent), Some(&pair)) = (people.get_mut(id), pair) {
            sent.special.insert(pair);
        }
    })?;
    each(batch, "actions.csv", |id, row| match row.get("action") {
        Some("erase" | "undone") => _ = people.remove(id),
        // What hung on that Yes is erased.
        Some("withdraw" | "object") => {
            let pair = row.get("question").and_then(|code| code.strip_prefix("special."));
            let pair = pair.and_then(SpecialPair::from_code);
            if let (Some(sent), Some(pair)) = (people.get_mut(id), pair) {
                sent.special.remove(&pair);
            }
        }
        Some(action) => {
            if let (Some(kind), Some(sent)) = (told_by(action), people.get_mut(id)) {
                sent.kinds.insert(kind);
            }
        }
        None => {}
    })
}

/// Every row of a table that names a registration; nothing where the batch has no such table.
fn each(
    batch: &mut Verified,
    file: &str,
    mut take: impl FnMut(&str, &crate::batch::rows::Row<'_>),
) -> Result<(), BatchError> {
    if batch.manifest().resource(file).is_none() {
        return Ok(());
    }
    let mut rows = batch.rows(file)?;
    while let Some(row) = rows.next_row()? {
        if let Some(id) = row.get("registration") {
            take(id, &row);
        }
    }
    Ok(())
}

/// What is held of one event, as the office knows it.
fn holding(event: &Code, people: &BTreeMap<String, Sent>) -> Holding {
    let theirs: Vec<_> = people.values().filter(|sent| sent.event.as_ref() == Some(event)).collect();
    let of = |holds: &dyn Fn(&Sent) -> bool| theirs.iter().filter(|sent| holds(sent)).count() as u64;
    let kinds = DataKind::ALL.iter().copied().filter(|&kind| !is_untold(kind));
    let told = |category: Category| of(&|sent| sent.special.iter().any(|pair| pair.category() == category));
    Holding {
        people: theirs.len() as u64,
        children: of(&|sent| sent.child),
        kinds: kinds.map(|kind| (kind, of(&|sent| sent.kinds.contains(&kind)))).collect(),
        special: Category::ALL.iter().map(|&category| (category, told(category))).collect(),
        event: event.to_string(),
        consent_age: None,
        forms: None,
    }
}

//! Requests about what is kept, how long and how safely (R22, R24, R27): what is due and letting it go, acknowledgements, sheets,
//! backups and the audit log.

use std::path::{Path, PathBuf};

use crate::desk::{
    Acknowledged, AuditRow, BatchHead, Break, Certificate, CopyState, Desk, DeskError, DuePerson, Letting,
    OfficeBatches, OutboxFault, Outlook, VerifyingKey, Whole, read_identity, takes_files,
};
use crate::domain::audit_head::{ClaimedHead, Compared};
use crate::domain::code::Code;
use crate::domain::moment::Instant;
use crate::domain::rules::DeskRules;
use crate::domain::sheet::{HandOver, KeyGroup};

use super::work::Work;
use super::{Answer as Any, Failure};

/// What can be asked.
pub enum Request {
    /// What is due of every event.
    Outlooks,
    /// What is due of one event; `decided` counts what the office never took in as if it went too.
    Outlook {
        /// Which event.
        event: Code,
        /// Whether a lead means to decide so.
        decided: bool,
    },
    /// Of whom something is due at one event, counted in the same way.
    DuePeople {
        /// Which event.
        event: Code,
        /// Whether a lead means to decide so.
        decided: bool,
    },
    /// Let go what is due, and write the certificate.
    LetGo(Box<LetGo>),
    /// Write a certificate again, where the first folder did not take it.
    WriteCertificate(Box<Certificate>, PathBuf),
    /// Write a sheet into a folder.
    Write(Sheet, PathBuf),
    /// Take in an acknowledgement that lies in this file.
    Acknowledge(PathBuf),
    /// Acts of the audit log.
    Log(Asking),
    /// Prove the audit log, and look at what lies sealed in the outbox.
    Prove,
    /// Compare it with what somebody else holds.
    Compare(Comparing),
    /// Open a backup and look at every page of it.
    CheckBackup(PathBuf),
    /// Set when the desk locks itself, and how it is backed up.
    SetRules(DeskRules),
    /// The desks that restores set aside.
    SetAsides,
    /// Discard one of them, by the name of its folder.
    DiscardSetAside(String),
    /// The clock is right now, and was ahead before (R24).
    ConfirmClock,
}

impl Request {
    /// Only the newest look counts.
    pub(super) fn makes_stale(&self, earlier: &Self) -> bool {
        matches!(
            (self, earlier),
            (Self::Outlooks, Self::Outlooks)
                | (Self::Outlook { .. }, Self::Outlook { .. })
                | (Self::Log(_), Self::Log(_))
        )
    }
}

/// What is to be let go.
pub struct LetGo {
    /// Of which event.
    pub event: Code,
    /// Why what the office never took in goes too, where a lead decided so.
    pub decision: Option<String>,
    /// Where the certificate goes.
    pub into: PathBuf,
}

/// A sheet that holds counts and settings, and nothing about anybody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sheet {
    /// What is on this laptop, for the day that it is lost (R22).
    Incident,
    /// What the office knows of another laptop that is lost, out of its batches (R22).
    IncidentOfBatches(OfficeBatches),
    /// The record of processing of an event (R27).
    Processing(Code),
    /// Today at an event, in numbers.
    Day(Code),
    /// The keys of the program.
    Keys(Vec<KeyGroup>),
    /// What goes with the sealed files of a day.
    HandOver(Box<HandOver>),
}

/// What the log is compared with (R27).
pub enum Comparing {
    /// A head that somebody reads out.
    Head(ClaimedHead),
    /// The head that a batch names.
    Batch {
        /// The sealed file.
        file: PathBuf,
        /// The age identity file that opens it.
        identity: PathBuf,
        /// The public keys that this desk had before, where it was replaced: on one line, or blank.
        older_keys: String,
    },
}

/// Which acts are asked for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Asking {
    /// From this number on; without it, the newest.
    pub from: Option<u64>,
    /// Those that were done to the registration of this reference.
    pub about: Option<String>,
}

/// So many acts are read at once.
pub const ACTS: usize = 500;

/// What came of it.
pub enum Answer {
    /// What is due of every event.
    Outlooks(Vec<Outlook>),
    /// What is due of one.
    Outlook(Box<Outlook>),
    /// Of whom something is due.
    DuePeople(Vec<DuePerson>),
    /// What is being done. More answers follow.
    Letting(Letting),
    /// It is gone; and where the certificate is, or why it is not written yet.
    LetGo(Box<Certificate>, Result<Vec<PathBuf>, String>),
    /// These files are written.
    Written(Vec<PathBuf>),
    /// It is taken in.
    Acknowledged(Acknowledged),
    /// Acts.
    Log(Box<Log>),
    /// Whether the audit log holds, the head that the newest batch names, and what is not in the outbox as it was sealed.
    Proved(Result<Whole, Break>, Option<BatchHead>, Vec<OutboxFault>),
    /// What came of comparing it.
    Compared(Compared),
    /// How a backup is.
    BackupChecked(PathBuf, CopyState),
    /// What is set now.
    Rules(DeskRules),
    /// The desks that restores set aside, the oldest first.
    SetAsides(Vec<SetAside>),
    /// It is gone, with what only it had.
    SetAsideDiscarded(String),
}

/// A desk that a restore set aside.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SetAside {
    /// The name of its folder.
    pub name: String,
    /// When it was set aside.
    pub at: Instant,
}

/// Acts of the audit log.
#[derive(Clone, PartialEq, Debug)]
pub struct Log {
    /// What was asked for.
    pub asking: Asking,
    /// The acts, the oldest first.
    pub rows: Vec<AuditRow>,
    /// The number of the last act there was.
    pub head: u64,
    /// Whether more follow.
    pub more: bool,
}

/// Does it; `tell` is for what comes before the answer.
pub(super) fn answer(work: &mut Work, request: Request, tell: &mut dyn FnMut(Any)) -> Result<Answer, Failure> {
    let env = work.env.clone();
    let desk = work.desk()?;
    let (answer, wrote) = match request {
        Request::Outlooks => (Answer::Outlooks(desk.outlooks()?), false),
        Request::Outlook { event, decided } => (Answer::Outlook(Box::new(desk.outlook(&event, decided)?)), false),
        Request::DuePeople { event, decided } => (Answer::DuePeople(desk.due_people(&event, decided)?), false),
        Request::LetGo(what) => (let_go(desk, &what, tell)?, true),
        Request::WriteCertificate(certificate, into) => {
            (Answer::Written(write_certificate(desk, &certificate, &into)?), false)
        }
        Request::Write(sheet, into) => {
            takes_files(&into)?;
            (Answer::Written(write(desk, &sheet, &into)?), false)
        }
        Request::Acknowledge(file) => (Answer::Acknowledged(desk.acknowledge_file(&file)?), true),
        Request::Log(asking) => (Answer::Log(Box::new(log(desk, asking)?)), false),
        Request::Prove => {
            (Answer::Proved(desk.verify_audit()?, desk.newest_batch_head()?, desk.outbox_faults()?), false)
        }
        Request::Compare(with) => (Answer::Compared(compare(desk, &with)?), false),
        Request::CheckBackup(path) => {
            let state = desk.check_backup(&path)?;
            (Answer::BackupChecked(path, state), false)
        }
        Request::SetRules(rules) => {
            desk.set_rules(rules)?;
            work.by_itself.set(rules.back_up_every);
            (Answer::Rules(rules), true)
        }
        Request::SetAsides => {
            let here = |aside: crate::desk::SetAside| SetAside {
                name: aside.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                at: aside.at.with_timezone(env.now().offset()),
            };
            (Answer::SetAsides(desk.set_asides()?.into_iter().map(here).collect()), false)
        }
        Request::DiscardSetAside(name) => {
            desk.discard_set_aside(&name)?;
            (Answer::SetAsideDiscarded(name), true)
        }
        Request::ConfirmClock => {
            desk.confirm_clock()?;
            (Answer::Outlooks(desk.outlooks()?), true)
        }
    };
    if wrote {
        work.saved();
    }
    Ok(answer)
}

/// Nothing goes where its certificate could not be written: that is known before.
fn let_go(desk: &mut Desk, what: &LetGo, tell: &mut dyn FnMut(Any)) -> Result<Answer, Failure> {
    takes_files(&what.into)?;
    let mut tell = |step| tell(Any::Keeping(Answer::Letting(step)));
    let certificate = desk.purge_telling(&what.event, what.decision.as_deref(), &mut tell)?;
    let written = write_certificate(desk, &certificate, &what.into).map_err(|failure| failure.to_string());
    Ok(Answer::LetGo(Box::new(certificate), written))
}

fn write_certificate(desk: &Desk, certificate: &Certificate, into: &Path) -> Result<Vec<PathBuf>, Failure> {
    desk.write_certificate(certificate, into).map_err(not_written)
}

fn write(desk: &mut Desk, sheet: &Sheet, into: &Path) -> Result<Vec<PathBuf>, Failure> {
    let written = match sheet {
        Sheet::Incident => desk.write_incident(into),
        Sheet::IncidentOfBatches(batches) => desk.write_incident_of_batches(batches, into),
        Sheet::Processing(event) => desk.write_processing_record(event, into),
        Sheet::Day(event) => desk.write_day_summary(event, into),
        Sheet::Keys(groups) => desk.write_keys(groups, into),
        Sheet::HandOver(sheet) => desk.write_hand_over(sheet, into),
    };
    written.map_err(not_written)
}

/// What is wrong with the folder, without what concerns only copies for people.
fn not_written(error: DeskError) -> Failure {
    match error {
        DeskError::NotWritten { cause } => Failure::Said(format!("It was not written. {cause}")),
        other => other.into(),
    }
}

fn compare(desk: &Desk, with: &Comparing) -> Result<Compared, Failure> {
    match with {
        Comparing::Head(head) => Ok(desk.compare_head(head, None)?),
        Comparing::Batch { file, identity, older_keys } => {
            let identity = read_identity(identity).map_err(|error| Failure::Said(error.to_string()))?;
            let older = VerifyingKey::all_in(older_keys).map_err(|error| Failure::Said(error.to_string()))?;
            Ok(desk.compare_batch(file, &identity, &older)?)
        }
    }
}

fn log(desk: &Desk, asking: Asking) -> Result<Log, Failure> {
    let head = desk.last_act()?;
    let about = asking.about.as_deref().map(|reference| desk.by_reference(reference)).transpose()?;
    let newest = head.saturating_sub(ACTS as u64 - 1).max(1);
    let from = asking.from.unwrap_or(if about.is_some() { 1 } else { newest });
    // One more than is shown tells whether more follow.
    let mut rows = desk.audit(from, ACTS + 1, about.map(|found| found.id))?;
    let more = rows.len() > ACTS;
    rows.truncate(ACTS);
    Ok(Log { asking, rows, head, more })
}

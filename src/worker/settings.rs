//! Requests of the settings: events and their forms, who works here, keys and backups.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::desk::{Desk, EventFile, KeyWords, NewReader, Passphrase, RecoveryCode, organisation_of};
use crate::domain::code::Code;
use crate::domain::equality::Totals;
use crate::domain::event::{Event, EventDefinition};
use crate::domain::ids::EventId;
use crate::domain::moment::Instant;
use crate::domain::organisation::Profile;
use crate::domain::retention::{Kept, Retention};
use crate::domain::staff::{Handle, Role};

use super::Failure;
use super::public_key::public_key;
use super::work::Work;

/// What can be asked.
pub enum Request {
    /// Set an event anew, from the next visitor on.
    Change(Box<EventDefinition>),
    /// Open an event made from the shipped example and its notice.
    NewEvent(Box<NewEvent>),
    /// Open an event that is written in a file, with the notice beside it.
    OpenFile(PathBuf),
    /// Everyone who works or worked here, and whether the organisation has a key of its own.
    Staff,
    /// Let somebody open the desk.
    AddPerson(Box<NewReader>),
    /// Give somebody else another role.
    ChangeRole(Handle, Role),
    /// Keep somebody out from now on.
    RemovePerson(Handle),
    /// Set a new passphrase for whoever opened the desk.
    ChangePassphrase(Passphrase),
    /// Make a new recovery code, to be shown once.
    NewRecoveryCode,
    /// Let whoever holds this key read the desk and every copy of it.
    AddOrganisation {
        /// Whose key it is.
        name: String,
        /// The age public key, or the file that it is in.
        key: String,
    },
    /// Keep the organisation's key out from now on.
    RemoveOrganisation,
    /// The backups in the desk's own folder.
    Backups,
    /// Make a backup, in the desk's own folder or in another one.
    BackUp(Option<PathBuf>),
    /// Count what was answered about equality at an event (R4).
    EqualityTotals(Code),
}

/// An event to be made from the shipped example.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewEvent {
    /// Its short name in file names.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// Who holds it.
    pub organisation: String,
    /// Its first day.
    pub first_day: NaiveDate,
    /// Its last day, where it is not the first.
    pub last_day: Option<NaiveDate>,
    /// Whom to ask about data, where that was said with it: its notice names them (R25).
    pub whom_to_ask: Option<Profile>,
    /// How long each kind of data is kept, in days, as a lead set it: its notice has to say the same (R24).
    pub periods: BTreeMap<Kept, u32>,
}

/// What the shipped notice says of how long data is kept, and of which kinds an event made from the shipped example has any.
#[must_use]
pub fn shipped_periods() -> Option<(Retention, Vec<Kept>)> {
    let definition = EventFile::parse(crate::desk::EXAMPLE_EVENT).ok()?.definition;
    let said = crate::desk::parse_notice(crate::desk::SHIPPED_NOTICE).ok()?.retention;
    Some((said, definition.kept().collect()))
}

/// What came of it.
pub enum Answer {
    /// The event has these settings now.
    Changed(Code),
    /// The event is open.
    Opened(Code),
    /// Who works here.
    Staff(Box<Staff>),
    /// They can open the desk.
    Added(Handle),
    /// They have this role from now on.
    RoleChanged(Handle, Role),
    /// They cannot any more, and these are the words of the desk's new signing key.
    Removed(Handle, KeyWords),
    /// The passphrase is another one, and so are the words of the desk's signing key.
    PassphraseChanged(KeyWords),
    /// The new code; the printed one opens nothing any more. With it come the words of the desk's new signing key.
    RecoveryCode(RecoveryCode, KeyWords),
    /// The organisation can or cannot read the desk any more.
    Organisation(Option<String>),
    /// The backups, the oldest first.
    Backups(Vec<Backup>),
    /// A backup was made and checked.
    BackedUp(Backup),
    /// What may be shown of the answers about equality.
    EqualityTotals(Box<Totals>),
}

/// Who works here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Staff {
    /// Everyone who works or worked here.
    pub people: Vec<Colleague>,
    /// Whose own key opens the desk too.
    pub organisation: Option<String>,
}

/// Somebody who works or worked here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Colleague {
    /// Their handle.
    pub handle: Handle,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Whether they can no longer open the desk.
    pub removed: bool,
    /// When they were last at work here; nothing of whom never was.
    pub last_in: Option<Instant>,
}

/// A backup.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Backup {
    /// When it was taken, true to the second (R24).
    pub taken_at: Instant,
    /// Its folder.
    pub path: PathBuf,
    /// How big it is, in bytes.
    pub bytes: u64,
}

pub(super) fn answer(work: &mut Work, request: Request) -> Result<Answer, Failure> {
    let env = work.env.clone();
    let here = |taken: crate::desk::BackupInfo| Backup {
        bytes: taken.bytes(),
        taken_at: taken.taken_at.with_timezone(env.now().offset()),
        path: taken.path,
    };
    let desk = work.desk()?;
    let answer = match request {
        Request::Staff => return Ok(Answer::Staff(Box::new(staff(desk)?))),
        Request::Backups => return Ok(Answer::Backups(desk.backups()?.into_iter().map(here).collect())),
        Request::EqualityTotals(code) => return Ok(Answer::EqualityTotals(Box::new(desk.equality_totals(&code)?))),
        Request::Change(definition) => {
            let code = definition.code.clone();
            desk.change_event(*definition)?;
            Answer::Changed(code)
        }
        Request::NewEvent(new) => Answer::Opened(new_event(desk, *new)?),
        Request::OpenFile(path) => Answer::Opened(open_file(desk, &path)?),
        Request::AddPerson(new) => {
            desk.add_staff(&new)?;
            Answer::Added(new.handle)
        }
        Request::ChangeRole(handle, role) => {
            desk.change_role(&handle, role)?;
            Answer::RoleChanged(handle, role)
        }
        Request::RemovePerson(handle) => {
            desk.remove_staff(&handle)?;
            Answer::Removed(handle, desk.public_key()?.1)
        }
        Request::ChangePassphrase(passphrase) => {
            let handle = desk.staff().clone();
            desk.change_passphrase(&handle, &passphrase)?;
            Answer::PassphraseChanged(desk.public_key()?.1)
        }
        Request::NewRecoveryCode => {
            let code = desk.renew_recovery_code()?;
            Answer::RecoveryCode(code, desk.public_key()?.1)
        }
        Request::AddOrganisation { name, key } => {
            desk.add_organisation(&name, &public_key(&key)?)?;
            Answer::Organisation(organisation_of(desk.vault()))
        }
        Request::RemoveOrganisation => {
            desk.remove_organisation()?;
            Answer::Organisation(None)
        }
        Request::BackUp(folder) => {
            let backup = here(desk.backup(folder.as_deref())?);
            work.backed_up(backup.taken_at);
            Answer::BackedUp(backup)
        }
    };
    work.saved();
    Ok(answer)
}

fn staff(desk: &Desk) -> Result<Staff, Failure> {
    let mut people: Vec<_> = desk.staff_list()?.into_iter().collect();
    people.sort_by_key(|member| member.removed);
    let last = desk.last_at_work(None)?;
    let colleague = |member: crate::desk::Member| Colleague {
        last_in: last.get(&member.handle).copied(),
        handle: member.handle,
        name: member.name,
        role: member.role,
        removed: member.removed,
    };
    let people = people.into_iter().map(colleague).collect();
    Ok(Staff { people, organisation: organisation_of(desk.vault()) })
}

/// The shipped example, as somebody's own event.
fn new_event(desk: &mut Desk, new: NewEvent) -> Result<Code, Failure> {
    let mut file = EventFile::parse(crate::desk::EXAMPLE_EVENT).map_err(said)?;
    let NewEvent { code, name, organisation, first_day, last_day, whom_to_ask, periods } = new;
    if let Some(profile) = whom_to_ask {
        desk.set_organisation(&profile)?;
    }
    let definition = &mut file.definition;
    (definition.name, definition.organisation, definition.code) = (name, organisation, code);
    (definition.first_day, definition.last_day) = (first_day, last_day);
    periods.into_iter().for_each(|(kept, days)| definition.retention.set(kept, days));
    open(desk, file, None)
}

/// An event's file, with its notice beside it.
fn open_file(desk: &mut Desk, path: &Path) -> Result<Code, Failure> {
    let unread = |_| Failure::Said("That file could not be read. Check its name, and that it is text.".to_owned());
    let file = EventFile::parse(&std::fs::read_to_string(path).map_err(unread)?).map_err(said)?;
    let notice = match &file.notice_file {
        None => None,
        Some(named) => match std::fs::read_to_string(path.with_file_name(named)) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == ErrorKind::NotFound && EventFile::can_do_without(named) => None,
            Err(_) => {
                let words =
                    format!("The notice {named} has to lie beside the event's file. Put it there, then try again.");
                return Err(Failure::Said(words));
            }
        },
    };
    open(desk, file, notice.as_deref())
}

fn open(desk: &mut Desk, file: EventFile, notice: Option<&str>) -> Result<Code, Failure> {
    // Checked with an id that is thrown away, for its words; the desk checks again.
    let profile = desk.profile_for(&file.definition.organisation)?;
    let event: Event = file.event_by(EventId(desk.new_id()), notice, &profile).map_err(said)?;
    let code = event.definition().code.clone();
    desk.new_event(event.definition().clone(), event.notice().clone())?;
    Ok(code)
}

fn said(error: impl std::fmt::Display) -> Failure {
    Failure::Said(error.to_string())
}

//! Requests at the door: which desk there is, making one, unlocking, locking.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::desk::{Access, Desk, DeskError, NewReader, NewerBatches, Passphrase, RecoveryCode, Replayed, Restoring};
use crate::domain::code::Code;
use crate::domain::event::Event;
use crate::domain::moment::Instant;
use crate::domain::organisation::{Fact, Profile};
use crate::domain::rules::DeskRules;
use crate::domain::staff::{Handle, Role};

use super::place::{self, Place};
use super::work::Work;
use super::{Failure, preferences};

/// What can be asked at the door.
pub enum Request {
    /// What is behind it.
    Look,
    /// Look at another folder from now on.
    Choose(PathBuf),
    /// What a folder is like, before a desk is made in it.
    Place(PathBuf),
    /// Make a desk, with its first person as its lead.
    Create(Box<Create>),
    /// Write a page with the recovery code into a folder, to be printed and then deleted.
    KeepCode {
        /// The code.
        code: RecoveryCode,
        /// Where; not in the desk's own folder.
        into: PathBuf,
    },
    /// Open the desk.
    Unlock {
        /// Who.
        handle: Handle,
        /// With what.
        passphrase: Passphrase,
    },
    /// Close the desk; what was asked before is done first.
    Lock,
    /// The events and who works here, as they are now.
    Session,
    /// Restore a backup as this desk, which is set aside; the answer is the desk, open.
    Restore(Box<Restore>),
    /// Restore a backup as a desk that nobody has open: there is none any more, or it cannot be read. The answer is the desk, open.
    RestoreLost(Box<RestoreLost>),
}

/// A backup to be restored from the door.
pub struct RestoreLost {
    /// Its folder.
    pub backup: PathBuf,
    /// The folder that is to be the desk; what is left in it is set aside.
    pub folder: PathBuf,
    /// Who opens the backup, and the desk that is there, where it can be read.
    pub handle: Handle,
    /// Their passphrase, or the recovery code, of when the backup was made.
    pub passphrase: Passphrase,
    /// That of the desk that is there, where it is another by now.
    pub of_now: Option<Passphrase>,
    /// Batches that tell what came after it, where there are any.
    pub newer: Option<Newer>,
    /// How it is known that nothing is newer, where nothing tells.
    pub nothing_newer: Option<String>,
}

/// A backup to be restored.
pub struct Restore {
    /// Its folder.
    pub backup: PathBuf,
    /// The passphrase of whoever has the desk open.
    pub passphrase: Passphrase,
    /// Theirs when the backup was made, where it was another.
    pub of_then: Option<Passphrase>,
    /// Batches that tell more of what came after it than the desk that is open, where there are any.
    pub newer: Option<Newer>,
}

/// Where newer batches lie, and what opens them: a file each, or a folder of files.
pub struct Newer {
    /// The batches.
    pub batches: PathBuf,
    /// Their recipients' key files.
    pub keys: PathBuf,
    /// The line of the desk's public key, where it changed after the backup; else blank.
    pub desk_key: String,
}

impl Newer {
    fn find(&self) -> Result<NewerBatches, DeskError> {
        NewerBatches::find(&self.batches, &self.keys, &self.desk_key)
    }
}

/// A desk to be made.
pub struct Create {
    /// Where; a folder that is empty or not there.
    pub folder: PathBuf,
    /// Whose desk it is, shown at the door.
    pub organisation: String,
    /// Who answers for what is kept, as notices name them.
    pub controller: preferences::Controller,
    /// The first person's handle.
    pub handle: Handle,
    /// Their name.
    pub name: String,
    /// Their passphrase.
    pub passphrase: Passphrase,
}

/// What came of it.
pub enum Answer {
    /// The door, closed.
    Door(Door),
    /// What a folder is like.
    Place(Place),
    /// Where the page with the code is.
    CodeKept(PathBuf),
    /// The desk is made and open; the code is shown once.
    Created(Session, RecoveryCode),
    /// The desk is open.
    Unlocked(Session),
    /// The desk as it is now.
    Session(Session),
}

/// What can be seen of a desk before it is open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Door {
    /// The desk's folder, where one is known.
    pub folder: Option<PathBuf>,
    /// Whether a desk is there.
    pub is_desk: bool,
    /// The handles of those who can open it; their names are inside.
    pub handles: Vec<Handle>,
    /// Whose desk it is, as far as it is known outside.
    pub organisation: Option<String>,
    /// Who opened a desk here last.
    pub last: Option<Handle>,
    /// Where a person's desks usually are.
    pub usual: PathBuf,
    /// When the newest backup in the folder was taken.
    pub backed_up_at: Option<Instant>,
}

/// Somebody who can open the desk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    /// Their handle.
    pub handle: Handle,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// When they last did anything at the desk, where that was lately.
    pub last_in: Option<Instant>,
}

/// What a window needs to know of an open desk.
#[derive(Clone)]
pub struct Session {
    /// Who opened it.
    pub who: Person,
    /// Everybody who can.
    pub staff: Vec<Person>,
    /// The events, oldest first.
    pub events: Vec<Arc<Event>>,
    /// The event of today, else the next one to come, else the last.
    pub event: Option<Code>,
    /// What there is to know about the desk, in sentences.
    pub notices: Vec<String>,
    /// What is known of the organisation, for its privacy notices (R25).
    pub organisation: Profile,
    /// Where it is.
    pub folder: PathBuf,
    /// When it locks itself, and how it is backed up.
    pub rules: DeskRules,
}

pub(super) fn answer(work: &mut Work, request: Request) -> Result<Answer, Failure> {
    match request {
        Request::Look => Ok(Answer::Door(door(work))),
        Request::Choose(folder) => {
            work.folder = Some(folder);
            Ok(Answer::Door(door(work)))
        }
        Request::Place(folder) => Ok(Answer::Place(place::look(&folder))),
        Request::Create(create) => created(work, *create),
        Request::KeepCode { code, into } => {
            let desk = work.folder.clone().ok_or_else(|| Failure::Said(NO_FOLDER.to_owned()))?;
            place::keep_code(&code, &desk, &into).map(Answer::CodeKept)
        }
        Request::Unlock { handle, passphrase } => {
            let folder = door(work).folder.ok_or_else(|| Failure::Said(NO_FOLDER.to_owned()))?;
            work.note_looks();
            work.desk = None;
            work.marked = super::people::Marked::default();
            let desk = Desk::open(&folder, &handle, &passphrase, &work.env)?;
            let session = opened(work, desk)?;
            remember(work, |known| (known.desk, known.who) = (Some(folder), Some(handle)));
            Ok(Answer::Unlocked(session))
        }
        Request::Lock => {
            work.note_looks();
            work.desk = None;
            (work.marked, work.sticks) = Default::default();
            Ok(Answer::Door(door(work)))
        }
        Request::Session => {
            let env = work.env.clone();
            Ok(Answer::Session(session(work.desk()?, &env)?))
        }
        Request::Restore(restore) => restored(work, &restore).map(Answer::Unlocked),
        Request::RestoreLost(lost) => restored_lost(work, &lost).map(Answer::Unlocked),
    }
}

const NO_FOLDER: &str = "No desk is chosen. Choose its folder, or make a new desk.";

fn door(work: &mut Work) -> Door {
    let preferences = preferences::read(work.env.state_dir());
    let folder = work.folder.clone().or(preferences.desk);
    work.folder.clone_from(&folder);
    let seen = folder.as_deref().map(crate::desk::seen_from_outside).unwrap_or_default();
    Door {
        folder,
        is_desk: seen.is_desk,
        handles: seen.handles,
        organisation: preferences.organisation,
        last: preferences.who,
        usual: place::usual(),
        backed_up_at: seen.backed_up_at.map(|at| at.fixed_offset()),
    }
}

fn created(work: &mut Work, create: Create) -> Result<Answer, Failure> {
    let Create { folder, organisation, controller, handle, name, passphrase } = create;
    let founder = NewReader { handle: handle.clone(), name, role: Role::Lead, passphrase };
    let (mut desk, code) = Desk::create(&folder, &founder, work.kdf, &work.env)?;
    desk.set_organisation(&first_profile(&controller))?;
    work.folder = Some(folder.clone());
    remember(work, |known| {
        (known.desk, known.who) = (Some(folder), Some(handle));
        (known.organisation, known.controller) = (Some(organisation), controller);
    });
    work.saved();
    Ok(Answer::Created(opened(work, desk)?, code))
}

/// What was said of the organisation when the desk was made, for its notices (R25). What cannot be taken as it was written is
/// asked for again before a notice is published.
fn first_profile(controller: &preferences::Controller) -> Profile {
    let mut profile = Profile::default();
    // Whom to write to is an address, or else a person.
    let contact = if controller.contact.contains('@') { Fact::Email } else { Fact::DataProtectionOfficer };
    let said = [
        (contact, &controller.contact),
        (Fact::Registration, &controller.ico_number),
        (Fact::Address, &controller.address),
    ];
    for (fact, typed) in said {
        _ = profile.set(fact, &typed.lines().map(str::trim).collect::<Vec<_>>().join(", "));
    }
    if !controller.ico_number.trim().is_empty() {
        _ = profile.set(Fact::Regulator, "Information Commissioner's Office, www.ico.org.uk");
    }
    profile
}

/// A backup with what tells what came after it.
fn restoring<'a>(
    backup: &'a Path,
    opens_backup: Access<'a>,
    opens_present: Access<'a>,
    newer: Option<&'a NewerBatches>,
) -> Restoring<'a> {
    Restoring {
        backup,
        opens_backup,
        opens_present,
        batches: newer.map_or(&[], |newer| &newer.batches),
        identities: newer.map_or(&[], |newer| &newer.identities),
        desk_key: newer.and_then(|newer| newer.desk_key.clone()),
        nothing_newer: None,
    }
}

/// Restores a backup in the place of the open desk. Where that fails, the desk is opened again as it was.
fn restored(work: &mut Work, restore: &Restore) -> Result<Session, Failure> {
    let env = work.env.clone();
    let desk = work.desk()?;
    // A slip of the fingers must not close the desk.
    desk.prove_passphrase(&restore.passphrase)?;
    let newer = restore.newer.as_ref().map(Newer::find).transpose()?;
    let (folder, handle) = (desk.folder().to_owned(), desk.staff().clone());
    work.note_looks();
    work.desk = None;
    work.marked = super::people::Marked::default();
    let present = Access { handle: &handle, passphrase: &restore.passphrase };
    let of_then = restore.of_then.as_ref().unwrap_or(&restore.passphrase);
    let then = Access { handle: &handle, passphrase: of_then };
    let restoring = restoring(&restore.backup, then, present, newer.as_ref());
    match Desk::restore(&folder, &restoring, &env) {
        Ok((desk, replayed)) => {
            let mut session = opened(work, desk)?;
            session.notices.extend(said(&replayed));
            work.saved();
            Ok(session)
        }
        Err(error) => {
            let desk = Desk::open(&folder, &handle, &restore.passphrase, &env)?;
            opened(work, desk)?;
            Err(match error.into() {
                Failure::WrongPassphrase => Failure::Said(OTHER_PASSPHRASE.to_owned()),
                other => other,
            })
        }
    }
}

/// Restores a backup where nobody has the desk open. Where that fails, everything is as it was.
fn restored_lost(work: &mut Work, lost: &RestoreLost) -> Result<Session, Failure> {
    let RestoreLost { backup, folder, handle, passphrase, of_now, newer, nothing_newer } = lost;
    let newer = newer.as_ref().map(Newer::find).transpose()?;
    let opens_backup = Access { handle, passphrase };
    let opens_present = Access { handle, passphrase: of_now.as_ref().unwrap_or(passphrase) };
    let nothing_newer = nothing_newer.as_deref();
    let restoring = Restoring { nothing_newer, ..restoring(backup, opens_backup, opens_present, newer.as_ref()) };
    // Whoever has it open has left it: two cannot be in one folder.
    work.note_looks();
    (work.desk, work.marked) = Default::default();
    let (desk, replayed) = Desk::restore(folder, &restoring, &work.env.clone())?;
    work.folder = Some(folder.clone());
    let mut session = opened(work, desk)?;
    session.notices.extend(said(&replayed));
    remember(work, |known| (known.desk, known.who) = (Some(folder.clone()), Some(handle.clone())));
    work.saved();
    Ok(session)
}

const OTHER_PASSPHRASE: &str = "That passphrase does not open the backup, which was made under another one. Nothing was \
                                changed; write the passphrase of then below.";

/// What a restore did, for whoever works on.
fn said(replayed: &Replayed) -> Vec<String> {
    let mut said =
        vec!["The backup is restored. What was erased, taken back or restricted since is so again.".to_owned()];
    if replayed.settings > 0 {
        said.push("Events are as they were set last, under the notices that were published last.".to_owned());
    }
    said.extend(replayed.lost_notices.iter().map(ToString::to_string));
    if replayed.batches > 0 {
        said.push(match replayed.batches {
            1 => "1 batch is known that the backup did not know.".to_owned(),
            several => format!("{several} batches are known that the backup did not know."),
        });
    }
    if replayed.missing > 0 {
        said.push(match replayed.missing {
            1 => "Not in the backup: 1 registration. It is in the desk that was set aside in its folder.".to_owned(),
            several => format!(
                "Not in the backup: {several} registrations. They are in the desk that was set aside in its folder."
            ),
        });
    }
    if replayed.key_changed {
        said.push("The desk signs with a new key. Compare its six words with every recipient again.".to_owned());
    }
    said
}

/// Notes for the next start which desk this is. That this computer forgets it is a question then, no more.
fn remember(work: &Work, change: impl FnOnce(&mut preferences::Preferences)) {
    let mut known = preferences::read(work.env.state_dir());
    change(&mut known);
    _ = preferences::write(work.env.state_dir(), &known);
}

fn opened(work: &mut Work, desk: Desk) -> Result<Session, Failure> {
    let session = session(&desk, &work.env)?;
    let newest = crate::desk::seen_from_outside(desk.folder()).backed_up_at;
    work.status.backed_up_at = newest.map(|at| at.fixed_offset());
    work.by_itself = super::by_itself::ByItself::opened(work.env.now(), session.rules.back_up_every);
    work.desk = Some(desk);
    Ok(session)
}

/// So many acts of the audit log tell who was here lately: opening a desk must not take longer the more it holds.
const LATELY: u32 = 1_000;

pub(super) fn session(desk: &Desk, env: &crate::env::Env) -> Result<Session, Failure> {
    let last = desk.last_at_work(Some(LATELY))?;
    let person = |(handle, name, role)| Person { last_in: last.get(&handle).copied(), handle, name, role };
    let staff: Vec<_> = desk.people().into_iter().map(person).collect();
    let who = staff.iter().find(|person| person.handle == *desk.staff()).cloned();
    let who = who.unwrap_or_else(|| Person {
        handle: desk.staff().clone(),
        name: desk.staff().as_str().to_owned(),
        role: desk.role(),
        last_in: None,
    });
    let events: Vec<_> = desk.events()?.into_iter().map(Arc::new).collect();
    let event = todays(&events, env);
    let notices = desk.vault().notices().iter().map(ToString::to_string).collect();
    let (folder, rules, organisation) = (desk.folder().to_owned(), desk.rules()?, desk.organisation()?);
    Ok(Session { who, staff, events, event, notices, organisation, folder, rules })
}

/// The event of today, else the next one to come, else the last.
fn todays(events: &[Arc<Event>], env: &crate::env::Env) -> Option<Code> {
    let now = env.now().to_utc();
    let last_day = |event: &Event| event.definition().final_day();
    let not_over = |event: &&Arc<Event>| last_day(event) >= event.date_at(now);
    let next = events.iter().filter(not_over).min_by_key(|event| event.definition().first_day);
    next.or_else(|| events.iter().max_by_key(|event| last_day(event))).map(|event| event.definition().code.clone())
}

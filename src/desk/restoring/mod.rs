//! Restoring a backup, and with it everything that must not come undone: what was erased, taken back or restricted since,
//! what was sent (R15, R18, R19, R21), and the settings and notices that people were asked under (R1, R26).
//!
//! All of it is replayed while the present vault is still in its place, in one transaction of a new epoch, so that nobody ever
//! works in a backup without it. It comes from the present vault; where that is gone or cannot be read, from the newest
//! batches, as far as they tell.

mod answers;
mod batches;
mod epochs;
mod newer;
mod present;
mod told;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use serde_json::json;

use crate::batch::keys::RecipientIdentity;
use crate::batch::signing::{SigningKey, VerifyingKey};
use crate::domain::act_kind::ActKind;
use crate::domain::code::Code;
use crate::domain::language;
use crate::domain::staff::{Handle, Role};
use crate::domain::text::Line;
use crate::env::Env;
use crate::store::act::{self, Act};
use crate::store::carry_over::{self, SetAgain};
use crate::store::{StoreError, desk_keys, staff, unfinished};
use crate::vault::{Access, Frozen, Kind, Vault, restore};

pub use newer::NewerBatches;

use super::contacts::names_nobody;
use super::{Desk, DeskError, Right, SCHEMA};

/// What to restore, and what tells what came after it.
pub struct Restoring<'a> {
    /// The backup's folder.
    pub backup: &'a Path,
    /// Who opens the backup.
    pub opens_backup: Access<'a>,
    /// Who opens the present desk; often the same.
    pub opens_present: Access<'a>,
    /// The newest batches, in any order.
    pub batches: &'a [PathBuf],
    /// Who opens those.
    pub identities: &'a [RecipientIdentity],
    /// The desk's key, where it changed after the backup.
    pub desk_key: Option<VerifyingKey>,
    /// How it is known that nothing is newer than the backup, where neither a desk nor a batch can tell.
    pub nothing_newer: Option<&'a str>,
}

/// What a restore replayed, in numbers.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Replayed {
    /// The epoch that began with it.
    pub epoch: u32,
    /// Registrations that were erased again.
    pub erased: u64,
    /// Answers that decline, withdraw or object, which the backup had not.
    pub answers: u64,
    /// Special values that were erased again (R3).
    pub special: u64,
    /// Registrations that were taken out of use again.
    pub restricted: u64,
    /// Registrations whose emergency contact was let go again (R24).
    pub lapsed: u64,
    /// Recordings to be taken out, and how looking for them ended (R12).
    pub removals: u64,
    /// Registrations whose equality answers were erased or stopped again (R4).
    pub equality: u64,
    /// Steps of requests under people's rights, and words of complaints.
    pub requests: u64,
    /// People of whom it was noted again that they were told where their details came from.
    pub told: u64,
    /// What had been said about who is the same person.
    pub same_persons: u64,
    /// Settings and notices of events that were set or published since (R1, R26).
    pub settings: u64,
    /// Versions of notices, and languages of theirs, that only a batch tells of: it has their text, and not all that has to be known to
    /// ask under them. They are to be published again before anybody is asked.
    pub lost_notices: BTreeSet<LostNotice>,
    /// Recipients that came or went.
    pub recipients: u64,
    /// Batches sealed since.
    pub batches: u64,
    /// Registrations that are not in the backup; where only batches tell of them, at least so many.
    pub missing: u64,
    /// The desk that was replaced, which still has those.
    pub set_aside: Option<PathBuf>,
    /// The desk's signing key is another one than recipients know.
    pub key_changed: bool,
}

/// Words of a notice that were published after a backup, and that only a batch still tells of.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct LostNotice {
    /// The event's code.
    pub event: Code,
    /// The version's number.
    pub version: String,
    /// Whether they are added to that version as another language of it: it is here, or is lost in another language and to be
    /// published again in that one first.
    pub is_translation: bool,
    /// Their language (BCP 47).
    pub language: String,
}

impl std::fmt::Display for LostNotice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { event, version, is_translation, language } = self;
        write!(
            f,
            "Version {version} ({language}) of the notice of {event} was published after the backup, and a batch has no more than \
             its text. "
        )?;
        if *is_translation {
            let language = language::name(language);
            write!(
                f,
                "Add {language} to version {version} again (`lanyard notice translate`, or Add a language in Settings), before anybody \
                 is asked in other words."
            )
        } else {
            f.write_str("Publish one that says the same, before anybody is asked under the older one.")
        }
    }
}

impl Desk {
    /// Restores a backup as the desk in `folder`, which may be new or empty, and replays what came after it. The desk that
    /// was there is set aside, never overwritten.
    ///
    /// # Errors
    /// As [`restore`]; [`DeskError::NotAllowed`]; [`DeskError::NothingToReplay`] where nothing tells what came after the
    /// backup; [`DeskError::Batch`] for a batch that does not hold. The present desk is then as it was.
    pub fn restore(folder: &Path, restoring: &Restoring<'_>, env: &Env) -> Result<(Self, Replayed), DeskError> {
        let mut replayed = Replayed::default();
        let mut known_key = String::new();
        let prepare = |vault: &mut Vault, present: Option<&Frozen>| {
            let before = present.map_or_else(|| vault.conn(), |present| Ok(present.conn()))?;
            known_key = SigningKey::from_bytes(&desk_keys::signing_key(before)?)?.public().to_string();
            replayed = Replay::of(vault, present, restoring, folder, env)?.onto(vault)?;
            Ok::<(), DeskError>(())
        };
        let Restoring { backup, opens_backup, opens_present, .. } = *restoring;
        let restored = restore(backup, folder, opens_backup, opens_present, SCHEMA, env, prepare)?;
        replayed.set_aside = restored.set_aside.map(|aside| aside.path);
        let mut desk = Self::over(restored.vault, folder, env)?;
        let (epoch, sequence) = desk.got_to()?;
        // Only a memory: what it does not hold is noticed less, and nothing depends on it.
        _ = desk.vault.remember(epoch, sequence);
        let known_key = restoring.desk_key.as_ref().map_or(known_key, ToString::to_string);
        replayed.key_changed = desk.public_key()?.0 != known_key;
        Ok((desk, replayed))
    }
}

/// A replay that may begin: who does it, and what from.
struct Replay<'a> {
    present: Option<&'a Frozen>,
    restoring: &'a Restoring<'a>,
    reason: Option<Line>,
    /// The highest epoch known anywhere.
    epoch: u32,
    staff: Handle,
    /// The persons who can open the restored vault.
    people: Vec<(Handle, String, Role)>,
    /// The restored vault's generation.
    generation: u64,
    env: &'a Env,
}

impl<'a> Replay<'a> {
    fn of(
        vault: &Vault,
        present: Option<&'a Frozen>,
        restoring: &'a Restoring<'a>,
        folder: &Path,
        env: &'a Env,
    ) -> Result<Self, DeskError> {
        let by = present.map_or(vault.reader(), Frozen::reader);
        Right::Backups.require_of(by.role)?;
        let told = present.is_some() || !restoring.batches.is_empty();
        let reason = match restoring.nothing_newer {
            None if told => None,
            None => return Err(DeskError::NothingToReplay),
            Some(reason) => {
                let reason = Line::parse(reason).map_err(|_| DeskError::NothingNewerWithoutReason)?;
                names_nobody(vault.conn()?, &reason)?;
                Some(reason)
            }
        };
        let persons = vault.readers().iter().filter(|reader| reader.kind == Kind::Person);
        Ok(Self {
            present,
            restoring,
            reason,
            epoch: epochs::highest(vault, present, folder, restoring.batches)?,
            staff: by.handle.clone(),
            people: persons.map(|reader| (reader.handle.clone(), reader.name.clone(), reader.role)).collect(),
            generation: vault.generation(),
            env,
        })
    }

    /// Replays everything in one transaction: how events were set in an act for each, and all else in one.
    fn onto(&self, vault: &mut Vault) -> Result<Replayed, DeskError> {
        let before = act::head(vault.conn()?)?.sequence;
        let now = self.env.now();
        vault
            .write(
                |tx| {
                    let epoch = desk_keys::begin_epoch(tx, self.epoch)?;
                    let set_again = self.set_again(tx, now)?;
                    let mut appending = act::begin(tx)?;
                    let mut done = Replayed { epoch, ..Replayed::default() };
                    unfinished::clear(tx)?;
                    if let Some(present) = self.present {
                        present::replay(present, tx, &mut appending, &mut done, (before, &set_again), self.generation)?;
                    }
                    let other_key = batches::replay(self, tx, &mut appending, &mut done, before)?;
                    if other_key && self.present.is_none() {
                        // The key in the backup was replaced after it, since somebody may have copied it.
                        let key = SigningKey::generate().map_err(|_| DeskError::NoRandomness)?;
                        desk_keys::replace_signing_key(tx, &key.to_bytes(), self.generation)?;
                    }
                    self.note_staff(tx)?;
                    let (staff, details) = (&self.staff, self.details(&done));
                    appending.finish(&Act { kind: ActKind::Restore, at: now, staff, subject: None, details })?;
                    Ok(done)
                },
                |conn| match act::head(conn) {
                    Ok(head) => Ok(head.sequence > before),
                    Err(StoreError::Sql(error)) => Err(error),
                    Err(_) => Ok(false),
                },
            )
            .map_err(DeskError::from_write)
    }

    /// Sets events as they were set since, where the present vault tells.
    fn set_again(
        &self,
        tx: &rusqlite::Transaction<'_>,
        now: DateTime<FixedOffset>,
    ) -> Result<Vec<SetAgain>, StoreError> {
        let Some(present) = self.present else { return Ok(Vec::new()) };
        carry_over::events(present.conn(), tx, &mut |appending, again, code| {
            let details = json!({ "event": code, "notice": again.notice.to_string(), "replayed": true });
            let (kind, staff, subject) = (ActKind::ChangeEvent, &self.staff, Some(again.event.0));
            appending.finish(&Act { kind, at: now, staff, subject, details }).map(drop)
        })
    }

    /// Lists as staff who can open the restored vault, and nobody else.
    fn note_staff(&self, tx: &rusqlite::Transaction<'_>) -> Result<(), StoreError> {
        for member in staff::list(tx)? {
            staff::mark_removed(tx, &member.handle)?;
        }
        self.people.iter().try_for_each(|(handle, name, role)| staff::upsert(tx, handle, name, *role))
    }

    /// The act's details: numbers, where they come from, and why nothing is newer where somebody said so.
    fn details(&self, done: &Replayed) -> serde_json::Value {
        let reason = self.reason.as_ref().map(Line::as_str);
        json!({ "from_desk": self.present.is_some(), "from_batches": self.restoring.batches.len(),
            "nothing_newer": reason, "erased": done.erased, "answers": done.answers, "special": done.special,
            "restricted": done.restricted, "lapsed": done.lapsed, "removals": done.removals, "equality": done.equality,
            "settings": done.settings, "lost_notices": done.lost_notices.len(),
            "requests": done.requests, "told": done.told, "same_persons": done.same_persons, "recipients": done.recipients,
            "batches": done.batches, "missing": done.missing })
    }
}

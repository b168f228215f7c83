//! Being forgotten (R18): what was said is erased wherever the program can reach it, what it cannot reach is said, and a keyed
//! hash sees to it that no list brings the person back.

use std::collections::BTreeSet;

use hmac::{Hmac, KeyInit, Mac};
use rusqlite::Connection;
use serde_json::json;
use sha2::Sha256;

use crate::domain::act_kind::ActKind;
use crate::domain::draft::RegistrationDraft;
use crate::domain::ids::RegistrationId;
use crate::domain::rights::{Outcome, Right as Asked, Step};
use crate::domain::shown::mark_of;
use crate::domain::suppression::{marks_of, marks_of_draft};
use crate::store::erase::{self, Reason};
use crate::store::registrations::{self, Registered, State};
use crate::store::{StoreError, answers, desk_keys, disclosures, drafts, equality, suppression};

use super::super::{Desk, DeskError, Right};
use super::Disclosed;

/// What an erasure removes and what it cannot reach: shown before it is done, and said again after.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Erasure {
    /// The references of the registrations that are erased.
    pub registrations: Vec<String>,
    /// How many versions of what was said.
    pub versions: usize,
    /// How many answers.
    pub answers: usize,
    /// How many details of special categories, equality answers among them.
    pub special: usize,
    /// How many half-filled forms with the same name and contact.
    pub forms: usize,
    /// How many backups in the desk's own folder are replaced.
    pub backups: usize,
    /// What went out before: the next batch to each of these recipients tells it to erase.
    pub sent: Vec<Disclosed>,
    /// How many sealed batches with them still lie in the outbox. The next closing copies these out again: whoever receives the
    /// batches after them can take none of those in without, and those tell them to erase.
    pub in_outbox: usize,
    /// How many desks that a restore set aside cannot be reached and may still hold it, for a lead to discard.
    pub set_aside: usize,
    /// Whether a list could bring them back: who gave no contact is known again by nothing.
    pub can_come_back: bool,
    /// How many recordings of theirs are still to be taken out: look for them first (R12).
    pub open_removals: usize,
    /// Why the backups are not replaced yet; they are at the next opening.
    pub left_over: Option<String>,
}

impl Erasure {
    /// A short mark of what carrying that request out would do: whoever has seen it gives it again, so that nothing else is erased
    /// than what was shown.
    #[must_use]
    pub fn mark(&self, request: &str) -> String {
        mark_of(&format!("{request} {self:?}"))
    }
}

/// Everything that is erased of one person.
struct Reach {
    registrations: Vec<Registered>,
    forms: Vec<RegistrationId>,
    hashes: Vec<[u8; 32]>,
    said: Erasure,
}

impl Desk {
    /// What erasing the person behind a registration would do. Nothing is changed.
    ///
    /// # Errors
    /// [`DeskError::NoSuchPerson`]; [`DeskError::Gone`].
    pub fn erasure(&self, id: RegistrationId) -> Result<Erasure, DeskError> {
        self.require(Right::Rights)?;
        let reach = self.reach(&self.registered(id)?)?;
        self.looked(ActKind::Erasure, None, Some(id.0), reach.registrations.len());
        Ok(reach.said)
    }

    /// Carries a request to be forgotten out. Tombstones stay: ids, time and reason, and nothing about the person.
    ///
    /// # Errors
    /// [`DeskError::OtherRight`]; [`DeskError::Gone`]; [`DeskError::Step`] where who asks was not made sure.
    pub fn erase(&mut self, reference: &str) -> Result<Erasure, DeskError> {
        self.require(Right::Rights)?;
        let request = self.request(reference)?;
        if request.right != Asked::Erase {
            return Err(DeskError::OtherRight);
        }
        let Reach { registrations, forms, hashes, said } = self.reach(&self.subject_of(&request)?)?;
        let (now, in_backups) = (self.env.now(), said.backups > 0);
        self.step(&request, Step::Closed { outcome: Outcome::Done }, |appending, _| {
            for registered in &registrations {
                erase::registration(appending, registered.row, now, Reason::Erased)?;
                registrations::set_state(appending.transaction(), registered.row, State::Erased)?;
            }
            for &form in &forms {
                drafts::remove(appending.transaction(), form)?;
            }
            suppression::keep(appending, &hashes)?;
            if in_backups {
                crate::vault::backups_are_due(appending.transaction())?;
            }
            let counts =
                json!({ "registrations": registrations.len(), "forms": forms.len(), "kept_out": hashes.len() });
            Ok(counts.as_object().cloned().unwrap_or_default())
        })?;
        // Gone is gone, also where the backups cannot be replaced now: that they are due is in the database.
        let left_over =
            if in_backups { self.vault.replace_backups().err().map(|error| error.to_string()) } else { None };
        Ok(Erasure { left_over, set_aside: self.forget_in_set_asides(), ..said })
    }

    fn reach(&self, registered: &Registered) -> Result<Reach, DeskError> {
        let conn = self.conn()?;
        let registrations = self.registrations_of(registered)?;
        if registrations.is_empty() {
            return Err(DeskError::Gone);
        }
        let (mut marks, mut versions, mut answered, mut special) = (BTreeSet::new(), 0, 0, 0);
        for each in &registrations {
            for version in registrations::versions(conn, each.row)? {
                versions += 1;
                marks.extend(version.record.iter().flat_map(marks_of));
            }
            answered += answers::of_registration(conn, each.row)?.len();
            special += answers::special(conn, each.row)?.len();
            if let Some(whose) = self.equality_pseudonym(each.id)? {
                special += equality::answers(conn, whose)?.map_or(0, |(said, _)| said.codes().len());
            }
        }
        let forms: Vec<_> = self.begun_by(&marks)?.into_iter().map(|(form, _)| form).collect();
        // Every one of them: a form lies in backups from before it was saved.
        let backups = self.vault.backups()?.len();
        let said = Erasure {
            registrations: registrations.iter().map(|each| each.reference.clone()).collect(),
            versions,
            answers: answered,
            special,
            forms: forms.len(),
            backups,
            sent: self.disclosed(&registrations)?,
            in_outbox: self.in_outbox(&registrations)?,
            set_aside: self.out_of_reach()?,
            can_come_back: marks.is_empty(),
            open_removals: self.open_removals(&registrations)?,
            left_over: None,
        };
        Ok(Reach { hashes: self.suppression_hashes(&marks)?, registrations, forms, said })
    }

    /// How many sealed batches with any of these lie in the outbox.
    fn in_outbox(&self, registrations: &[Registered]) -> Result<usize, DeskError> {
        let mut files = BTreeSet::new();
        for each in registrations {
            files.extend(disclosures::files_with(self.conn()?, each.row)?);
        }
        let outbox = self.outbox();
        Ok(files.into_iter().filter(|file| outbox.join(file).exists()).count())
    }

    /// The half-filled forms of whoever has these registrations.
    pub(in crate::desk) fn half_filled(
        &self,
        registrations: &[Registered],
    ) -> Result<Vec<(RegistrationId, RegistrationDraft)>, DeskError> {
        let mut marks = BTreeSet::new();
        for each in registrations {
            for version in registrations::versions(self.conn()?, each.row)? {
                marks.extend(version.record.iter().flat_map(marks_of));
            }
        }
        self.begun_by(&marks)
    }

    /// The half-filled forms with one of these names and contacts.
    fn begun_by(&self, marks: &BTreeSet<String>) -> Result<Vec<(RegistrationId, RegistrationDraft)>, DeskError> {
        let mut begun = drafts::all(self.conn()?)?;
        begun.retain(|(_, draft)| !marks_of_draft(draft).is_disjoint(marks));
        Ok(begun)
    }

    /// Whether somebody of this name and contact was erased: then no list may bring them back, though they may register
    /// again themselves (R18).
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn was_erased(&self, draft: &RegistrationDraft) -> Result<bool, DeskError> {
        let hashes = self.suppression_hashes(&marks_of_draft(draft))?;
        Ok(suppression::holds_any(self.conn()?, &hashes)?)
    }

    fn suppression_hashes(&self, marks: &BTreeSet<String>) -> Result<Vec<[u8; 32]>, DeskError> {
        Ok(hashes(self.conn()?, marks)?)
    }
}

/// HMAC-SHA-256 of each mark, under a key that survives every change of the data key.
pub(in crate::desk) fn hashes(conn: &Connection, marks: &BTreeSet<String>) -> Result<Vec<[u8; 32]>, StoreError> {
    let key = desk_keys::suppression_key(conn)?;
    let keyed = Hmac::<Sha256>::new_from_slice(&key).expect("HMAC takes a key of any length");
    let hash = |mark: &String| keyed.clone().chain_update(mark).finalize().into_bytes().into();
    Ok(marks.iter().map(hash).collect())
}

/// The hashes that keep out whoever said what a registration holds: to be taken before it is erased.
pub(in crate::desk) fn keeping_out(conn: &Connection, row: i64) -> Result<Vec<[u8; 32]>, StoreError> {
    let versions = registrations::versions(conn, row)?;
    hashes(conn, &versions.iter().filter_map(|version| version.record.as_ref()).flat_map(marks_of).collect())
}

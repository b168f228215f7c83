//! Those whom visitors named beside themselves (R2): found by a lead, told apart from the visitor, and let go when they ask.

use std::collections::{BTreeMap, HashSet};

use rusqlite::Connection;
use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::ids::RegistrationId;
use crate::domain::named_beside::{NamedBeside, names_anybody};
use crate::domain::permit::Column;
use crate::domain::person_copy::names_emergency_contact;
use crate::domain::record::RegistrationRecord;
use crate::domain::search_key::query_terms;
use crate::domain::text::Line;
use crate::domain::unfinished::Dialog;
use crate::store::act::{self, Act};
use crate::store::search::{self, Scope};
use crate::store::{drafts, registrations, retention, unfinished};

use super::{Desk, DeskError, Right};

/// Of so many found by somebody they named it is said by whom; of more, nobody reads that.
const SAID: usize = 200;

/// What came of letting an emergency contact go.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ContactForgotten {
    /// From how many versions of what was said.
    pub versions: usize,
    /// From how many half-filled forms of the same visitor.
    pub forms: usize,
    /// Who was sent what this visitor said with whom to call, and is told with their next batch: by name.
    pub told: Vec<String>,
    /// How many backups in the desk's own folder are replaced.
    pub backups: usize,
    /// How many desks that a restore set aside cannot be reached and may still hold it.
    pub set_aside: usize,
    /// Why the backups are not replaced yet; they are at the next opening.
    pub left_over: Option<String>,
}

/// Who is found, by themselves or by somebody they named.
pub(super) struct Found {
    /// The rows, newest first.
    pub(super) rows: Vec<i64>,
    /// Those who are no match themselves; of the newest it is known by whom.
    pub(super) beside: BTreeMap<i64, Option<NamedBeside>>,
}

/// Stops where a reason that stays in the log for good names anybody who is held, or whom they named beside themselves (R24, R27).
pub(super) fn names_nobody(conn: &Connection, reason: &Line) -> Result<(), DeskError> {
    for row in registrations::rows(conn)? {
        let versions = registrations::versions(conn, row)?;
        if versions
            .iter()
            .filter_map(|version| version.record.as_ref())
            .any(|said| names_anybody(reason.as_str(), said))
        {
            return Err(DeskError::ReasonNames);
        }
    }
    Ok(())
}

impl Desk {
    /// The rows that a query finds, newest first. Whoever carries rights out finds people by their guardian and their emergency
    /// contact too; desk staff do not (R19).
    pub(super) fn found_with_contacts(&self, query: &str, scope: &Scope, limit: u32) -> Result<Found, DeskError> {
        let conn = self.conn()?;
        let mut rows = search::find(conn, query, scope, limit)?;
        let mut beside = BTreeMap::new();
        if !Right::Rights.belongs_to(self.role) {
            return Ok(Found { rows, beside });
        }
        let others = search::find_by_contact(conn, query, scope, limit)?;
        if others.is_empty() {
            return Ok(Found { rows, beside });
        }
        let themselves: HashSet<i64> = rows.iter().copied().collect();
        rows.extend(others.into_iter().filter(|row| !themselves.contains(row)));
        rows.sort_unstable_by_key(|&row| std::cmp::Reverse(row));
        rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let wanted = query_terms(query);
        for &row in rows.iter().filter(|row| !themselves.contains(row)) {
            let by = if beside.len() < SAID {
                let versions = registrations::versions(conn, row)?;
                NamedBeside::found(versions.iter().rev().filter_map(|version| version.record.as_ref()), &wanted)
            } else {
                None
            };
            beside.insert(row, by);
        }
        Ok(Found { rows, beside })
    }

    /// Lets the emergency contacts of a registration go before their period is over, because they asked for it (R2): from every
    /// version, the search, half-filled forms of the same visitor and the folder's own backups. Whoever was sent them is told with
    /// their next batch. The log says that it was done and why, and nothing of them.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; [`DeskError::NoSuchPerson`]; [`DeskError::NoReason`]; [`DeskError::ReasonNames`];
    /// [`DeskError::NoEmergencyContact`].
    pub fn forget_emergency_contact(
        &mut self,
        id: RegistrationId,
        reason: &str,
    ) -> Result<ContactForgotten, DeskError> {
        self.require(Right::Rights)?;
        let reason = Line::parse(reason).map_err(|_| DeskError::NoReason)?;
        let registered = self.registered(id)?;
        let versions = registrations::versions(self.conn()?, registered.row)?;
        let records: Vec<RegistrationRecord> = versions.into_iter().filter_map(|version| version.record).collect();
        let naming = records.iter().filter(|record| record.names_emergency_contact()).count();
        if naming == 0 {
            return Err(DeskError::NoEmergencyContact);
        }
        if records.iter().any(|record| names_anybody(reason.as_str(), record)) {
            return Err(DeskError::ReasonNames);
        }
        let mut told: Vec<String> = Vec::new();
        for sent in self.disclosed(std::slice::from_ref(&registered))? {
            if sent.columns.contains(&Column::EmergencyContact) && !told.contains(&sent.recipient) {
                told.push(sent.recipient);
            }
        }
        let mut forms: Vec<_> = self.half_filled(std::slice::from_ref(&registered))?;
        forms.retain(|(_, draft)| names_emergency_contact(draft));
        for (_, draft) in &mut forms {
            draft.fields.retain(|field, _| !field.code().starts_with("emergency"));
        }
        let backups = self.vault.backups()?.len();
        let (now, staff, row) = (self.env.now(), self.staff.clone(), registered.row);
        let before = act::head(self.conn()?)?.sequence;
        self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                retention::forget_emergency_contact(&mut appending, row)?;
                for (_, draft) in &forms {
                    drafts::replace(tx, draft)?;
                }
                // What is being corrected may say them again.
                unfinished::forget_dialog(tx, row, Dialog::Amend)?;
                if backups > 0 {
                    crate::vault::backups_are_due(tx)?;
                }
                let details = json!({ "versions": naming, "forms": forms.len(), "reason": reason.as_str() });
                let (kind, subject) = (ActKind::ForgetEmergencyContact, Some(id.0));
                appending.finish(&Act { kind, at: now, staff: &staff, subject, details })?;
                Ok(())
            },
            |conn| Ok(act::head(conn)?.sequence > before),
        )?;
        // Gone is gone, also where the backups cannot be replaced now: that they are due is in the database.
        let left_over =
            if backups > 0 { self.vault.replace_backups().err().map(|error| error.to_string()) } else { None };
        let set_aside = self.forget_in_set_asides();
        Ok(ContactForgotten { versions: naming, forms: forms.len(), told, backups, set_aside, left_over })
    }
}

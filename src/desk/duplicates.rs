//! Who may have registered twice, with the evidence. It is shown and nothing else: staff say *same* or *not the same*,
//! and what they said is not asked again (R14).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::act_kind::ActKind;
use crate::domain::badge::DoNotRecord;
use crate::domain::code::Code;
use crate::domain::draft::RegistrationDraft;
use crate::domain::ids::{RegistrationId, VisitorId};
use crate::domain::likeness::{Description, Likeness, Verdict};
use crate::store::links;
use crate::store::lookalikes::{self, Among};
use crate::store::registrations::{self, Registered, State};
use crate::store::search::{self, Scope};

use super::{Desk, DeskError, Hit, Right};

/// Somebody who may be the person asked about, or shares a contact with them.
pub struct Duplicate {
    /// Who.
    pub other: Hit,
    /// How alike the two are; never [`Verdict::Unlike`].
    pub likeness: Likeness,
    /// By which media they are not to be recorded (R12), as their badge says it.
    pub do_not_record: DoNotRecord,
}

/// Two registrations that may be of one person, or share a contact.
pub struct DuplicatePair {
    /// The newer one.
    pub one: Hit,
    /// The other.
    pub other: Hit,
    /// How alike they are; never [`Verdict::Unlike`].
    pub likeness: Likeness,
}

impl Desk {
    /// Who may be the same person as a registration's, likely ones first; among people that this role may see.
    ///
    /// # Errors
    /// [`DeskError::NoSuchPerson`], [`DeskError::Gone`].
    pub fn duplicates_of(&self, id: RegistrationId) -> Result<Vec<Duplicate>, DeskError> {
        let registered = self.registered(id)?;
        let (_, record) = self.said(&registered)?;
        let found = self.alike(&Description::of_record(&record), registered.id, registered.visitor)?;
        self.looked(ActKind::Duplicates, None, Some(id.0), found.len());
        Ok(found)
    }

    /// Who may be the same person as the one whose form is being filled in. The form may be half empty, and nothing is
    /// written.
    ///
    /// # Errors
    /// When there is no such event, or the vault cannot be read.
    pub fn duplicates_of_draft(&self, draft: &RegistrationDraft, event: &Code) -> Result<Vec<Duplicate>, DeskError> {
        let held = self.kept_event(event)?.event;
        let day = Self::event_day(&held, self.env.now());
        let found = self.alike(&Description::of_draft(draft, &held, day), draft.registration, draft.visitor)?;
        // Of the form itself nothing is noted: it may yet be cleared (R1).
        self.looked(ActKind::Duplicates, Some(event), None, found.len());
        Ok(found)
    }

    /// Every two registrations that may be of one person, one of them at this event, likely ones first.
    ///
    /// # Errors
    /// When there is no such event, or the vault cannot be read.
    pub fn duplicates(&self, event: &Code) -> Result<Vec<DuplicatePair>, DeskError> {
        self.duplicates_on(event, None)
    }

    /// The same, of one day only where one is given.
    pub(super) fn duplicates_on(
        &self,
        event: &Code,
        local_day: Option<NaiveDate>,
    ) -> Result<Vec<DuplicatePair>, DeskError> {
        let kept = self.kept_event(event)?;
        let conn = self.conn()?;
        let scope = Scope {
            event: Some(kept.event.id()),
            local_day,
            restricted_too: Right::OtherDays.belongs_to(self.role),
            ..Scope::default()
        };
        let (mut pairs, mut seen) = (Vec::new(), BTreeSet::new());
        for row in search::find(conn, "", &scope, u32::MAX)? {
            let Some(one) = self.hit(row)? else { continue };
            let alike = self.alike(&Description::of_record(&one.record), one.registered.id, one.registered.visitor)?;
            for Duplicate { other, likeness, .. } in alike {
                let (a, b) = (one.registered.row, other.registered.row);
                if seen.insert((a.min(b), a.max(b))) {
                    let one = Hit { registered: one.registered.clone(), record: one.record.clone(), by: None };
                    pairs.push(DuplicatePair { one, other, likeness });
                }
            }
        }
        pairs.sort_by_key(|pair| pair.likeness.verdict);
        self.looked(ActKind::Duplicates, Some(event), None, pairs.len());
        Ok(pairs)
    }

    fn alike(&self, person: &Description, id: RegistrationId, visitor: VisitorId) -> Result<Vec<Duplicate>, DeskError> {
        let conn = self.conn()?;
        let among = Among { event: None, restricted_too: Right::OtherDays.belongs_to(self.role) };
        let mut found = Vec::new();
        let same_person = links::person(conn, visitor)?;
        for row in lookalikes::find(conn, person, among)? {
            let Some(other) = self.hit(row)? else { continue };
            let whose = other.registered.visitor;
            let likeness = person.compare(&Description::of_record(&other.record));
            let itself = other.registered.id == id || same_person.contains(&whose);
            if !itself && likeness.verdict != Verdict::Unlike && !links::said_apart(conn, &same_person, whose)? {
                let do_not_record = self.do_not_record(&other.registered, &other.record)?;
                found.push(Duplicate { other, likeness, do_not_record });
            }
        }
        found.sort_by_key(|duplicate| duplicate.likeness.verdict);
        Ok(found)
    }

    /// A registration with what it says, if this role may see it.
    fn hit(&self, row: i64) -> Result<Option<Hit>, DeskError> {
        let conn = self.conn()?;
        let registered: Registered = registrations::by_row(conn, row)?.ok_or(DeskError::NoSuchPerson)?;
        match self.visible(registered) {
            Err(DeskError::NoSuchPerson) => Ok(None),
            Err(other) => Err(other),
            // Who waits for a guardian is found by all, so that the guardian can be added, and compared with nobody by those
            // who see today's people only.
            Ok(registered) if registered.state == State::Quarantined && !Right::OtherDays.belongs_to(self.role) => {
                Ok(None)
            }
            Ok(registered) => {
                let record = registrations::newest(conn, row)?.record;
                Ok(record.map(|record| Hit { registered, record, by: None }))
            }
        }
    }
}

//! The list of people, as long as it is: who is on it, in what order, and what a row says.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::act_kind::ActKind;
use crate::domain::badge::DoNotRecord;
use crate::domain::code::Code;
use crate::domain::ids::RegistrationId;
use crate::domain::ledger::Standing;
use crate::domain::moment::Instant;
use crate::domain::permit::Standings;
use crate::domain::purpose::Question;
use crate::store::registrations::{self, State, Version};
use crate::store::search::{self, Scope};
use crate::store::{answers, links};

use super::badges::RecordingRules;
use super::contacts::Found;
use super::{Desk, DeskError, Filter, FoundBy, Marks, Right};

/// Where somebody stands in the table of registrations; a list is made of these.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Spot(i64);

/// Who is on the list.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Listing {
    /// Everyone found, newest first.
    pub spots: Vec<Spot>,
    /// How many there are without query and filters.
    pub of: u64,
    /// How many of those came today.
    pub today: u64,
    /// Who of them was found by whom they named beside themselves, and by whom (R2).
    pub beside: BTreeMap<Spot, FoundBy>,
}

/// What the list says of somebody. It has no `Debug`: it is personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct Listed {
    /// Where.
    pub spot: Spot,
    /// Who.
    pub id: RegistrationId,
    /// Their name.
    pub name: String,
    /// Email address, else telephone number, else nothing; a child's guardian's.
    pub contact: String,
    /// When they came.
    pub came: Instant,
    /// What they are interested in.
    pub subjects: Vec<String>,
    /// How many answers of theirs are Yes.
    pub yes: u8,
    /// How many are No, withdrawn or objections.
    pub no: u8,
    /// How many questions were not asked, or left blank.
    pub open: u8,
    /// Whether they took back what they had said Yes to, and no Yes is left.
    pub all_withdrawn: bool,
    /// Whether they wait for a guardian (R11).
    pub waits: bool,
    /// Whether they are kept and used for nothing (R19).
    pub restricted: bool,
    /// By which media they are not to be recorded (R12), as their badge says it.
    pub do_not_record: DoNotRecord,
}

impl Desk {
    /// People of an event whom a query finds and all filters leave, newest first. Desk staff see today's people only, and
    /// nobody restricted (R19).
    ///
    /// # Errors
    /// When there is no such event, or the vault cannot be read.
    pub fn list(
        &self,
        event: &Code,
        query: &str,
        filters: &BTreeSet<Filter>,
        marks: &Marks,
    ) -> Result<Listing, DeskError> {
        let code = event;
        let event = self.event(event)?;
        let other_days = Right::OtherDays.belongs_to(self.role);
        let today = Some(Self::event_day(&event, self.env.now()));
        let everyone = Scope {
            event: Some(event.id()),
            local_day: if other_days { None } else { today },
            before_row: None,
            restricted_too: other_days,
        };
        let todays = Scope { local_day: today, ..everyone };
        let conn = self.conn()?;
        let scope = if filters.contains(&Filter::Today) { todays } else { everyone };
        let Found { mut rows, beside } = self.found_with_contacts(query, &scope, u32::MAX)?;
        if filters.iter().any(|&filter| filter != Filter::Today) {
            rows.retain(|&row| marks.has(row, filters.iter().copied()));
        }
        self.looked(ActKind::Find, Some(code), None, rows.len());
        Ok(Listing {
            spots: rows.into_iter().map(Spot).collect(),
            of: search::count(conn, event.id(), &everyone)?,
            today: search::count(conn, event.id(), &todays)?,
            beside: beside.into_iter().map(|(row, by)| (Spot(row), by)).collect(),
        })
    }

    /// Where somebody is on lists.
    ///
    /// # Errors
    /// [`DeskError::NoSuchPerson`].
    pub fn spot(&self, id: RegistrationId) -> Result<Spot, DeskError> {
        Ok(Spot(self.registered(id)?.row))
    }

    /// What the list says of these people; `None` of somebody who is gone meanwhile. How many of the answers about help
    /// are Yes is for leads only.
    ///
    /// # Errors
    /// When there is no such event, or the vault cannot be read.
    pub fn listed(&self, event: &Code, spots: &[Spot]) -> Result<Vec<Option<Listed>>, DeskError> {
        let kept = self.kept_event(event)?;
        let questions: Vec<Question> = kept.event.questions().filter(|&question| self.counts_shown(question)).collect();
        let mut rules = RecordingRules::of(self.conn()?, &kept);
        spots.iter().map(|&spot| self.one(spot, &questions, &mut rules)).collect()
    }

    /// Counts of sensitive answers are for leads only, and a wish to be sent something is no answer to a question.
    fn counts_shown(&self, question: Question) -> bool {
        match question {
            Question::SendThem | Question::Guardian(_) => false,
            Question::Special(_) => Right::OtherDays.belongs_to(self.role),
            Question::News(_) | Question::Recording(_) => true,
        }
    }

    fn one(
        &self,
        spot: Spot,
        questions: &[Question],
        rules: &mut RecordingRules<'_>,
    ) -> Result<Option<Listed>, DeskError> {
        let conn = self.conn()?;
        let Some(registered) = registrations::by_row(conn, spot.0)? else { return Ok(None) };
        let Ok(registered) = self.visible(registered) else { return Ok(None) };
        let Version { event_version, record: Some(record), .. } = registrations::newest(conn, spot.0)? else {
            return Ok(None);
        };
        let rows = links::rows_of_person(conn, registered.visitor)?;
        let standings = answers::standings(conn, &rows, record.speaker())?;
        let count = |is: fn(Standing) -> bool| {
            let found = questions.iter().filter(|&&question| is(standings.get(question))).count();
            u8::try_from(found).unwrap_or(u8::MAX)
        };
        let do_not_record = rules.mark(event_version, record.age_band.as_deref(), &standings)?;
        let subjects = record.subjects.as_deref().unwrap_or_default();
        let contacts = [record.email, record.phone_as_typed, record.guardian_email, record.guardian_phone_as_typed];
        Ok(Some(Listed {
            spot,
            id: registered.id,
            contact: contacts.into_iter().flatten().next().unwrap_or_default(),
            came: registered.registered_at,
            subjects: subjects.split(';').filter(|subject| !subject.is_empty()).map(str::to_owned).collect(),
            yes: count(|standing| standing == Standing::Yes),
            no: count(is_no),
            open: count(|standing| matches!(standing, Standing::NotAsked | Standing::LeftBlank)),
            all_withdrawn: all_withdrawn(&standings),
            waits: registered.state == State::Quarantined,
            restricted: registered.state == State::Restricted,
            do_not_record,
            name: record.full_name.unwrap_or_default(),
        }))
    }
}

fn is_no(standing: Standing) -> bool {
    matches!(standing, Standing::No | Standing::Withdrawn | Standing::Objected)
}

fn all_withdrawn(standings: &Standings) -> bool {
    let of_visitor = || Question::ALL.into_iter().filter(|question| !question.is_to_guardian());
    let any = |is: fn(Standing) -> bool| of_visitor().any(|question| is(standings.get(question)));
    any(|standing| matches!(standing, Standing::Withdrawn | Standing::Objected))
        && !any(|standing| standing == Standing::Yes)
}

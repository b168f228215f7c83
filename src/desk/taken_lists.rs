//! Lists of visitors that are taken in, and where each comes from. People who never gave us their details themselves are told within a
//! month where those came from (UK GDPR, article 14).

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::code::Code;
use crate::domain::draft::RegistrationDraft;
use crate::domain::event::Event;
use crate::domain::ids::RegistrationId;
use crate::domain::moment::Instant;
use crate::domain::named_beside::names_anybody;
use crate::domain::record::encode;
use crate::domain::source::{ListId, ListSource, TakenList};
use crate::domain::staff::Handle;
use crate::store::act::{self, Act};
use crate::store::listed::{self, List};
use crate::store::{events, registrations};

use super::{Desk, DeskError, Right};

/// The list that brought somebody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FromList {
    /// Where it comes from.
    pub source: ListSource,
    /// The event's own date when it was taken.
    pub taken_on: NaiveDate,
    /// By whom.
    pub taken_by: Handle,
    /// When they were told where their details came from, and by whom.
    pub told: Option<(Instant, Handle)>,
}

impl FromList {
    /// By when they are to be told; `None` where they are told, or gave their details themselves.
    #[must_use]
    pub fn tell_by(&self) -> Option<NaiveDate> {
        self.source.tell_by(self.taken_on).filter(|_| self.told.is_none())
    }
}

/// A list that was taken, by whom and when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListTaken {
    /// Its number.
    pub id: ListId,
    /// What it is, and how many it brought.
    pub list: TakenList,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Handle,
}

/// Somebody who is to be told where their details came from. It has no `Debug`: it names them.
#[derive(Clone, PartialEq, Eq)]
pub struct ToTell {
    /// Their registration.
    pub id: RegistrationId,
    /// What the badge says.
    pub reference: String,
    /// Their name.
    pub name: String,
    /// The list that brought them.
    pub list: ListId,
    /// Where it comes from.
    pub source: ListSource,
    /// The last day to tell them.
    pub by: NaiveDate,
}

impl Desk {
    /// Begins to take a list in: keeps where it comes from before anybody on it is kept. The words stay for good, so that they
    /// name nobody on the list; a taking whose rows were all kept before is kept too.
    ///
    /// # Errors
    /// [`DeskError::SourceNames`] with the first row that is named; [`DeskError::NoSuchEvent`].
    pub fn take_list(
        &mut self,
        event: &Code,
        source: &ListSource,
        rows: impl Iterator<Item = (u64, RegistrationDraft)>,
    ) -> Result<ListId, DeskError> {
        // What the rows say is judged as it will be when they are kept.
        self.begin_due_notices()?;
        let kept = self.event(event)?;
        let (now, staff) = (self.env.now(), self.staff.clone());
        let today = Self::event_day(&kept, now);
        for (row, draft) in rows {
            // What cannot be kept names nobody here.
            let Ok(parsed) = draft.parse(&kept, draft.came_on(&kept, today)) else { continue };
            if names_anybody(source.words.as_str(), &encode(&parsed.registration)) {
                return Err(DeskError::SourceNames { row });
            }
        }
        let before = act::head(self.conn()?)?.sequence;
        self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                let list = listed::take(&mut appending, kept.id(), source)?;
                let details = json!({ "event": event.as_str(), "list": list.0, "given_by": source.given_by });
                let (kind, subject) = (ActKind::TakeList, Some(kept.id().0));
                appending.finish(&Act { kind, at: now, staff: &staff, subject, details })?;
                Ok(list)
            },
            |conn| Ok(act::head(conn)?.sequence > before),
        )
    }

    /// Every list that was taken for an event, oldest first.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; when there is no such event.
    pub fn lists(&self, event: &Code) -> Result<Vec<ListTaken>, DeskError> {
        self.require(Right::Rights)?;
        let all = self.lists_of(&self.event(event)?)?;
        self.looked(ActKind::Lists, Some(event), None, all.len());
        Ok(all)
    }

    /// The same, for what is written of the event itself.
    pub(super) fn lists_of(&self, event: &Event) -> Result<Vec<ListTaken>, DeskError> {
        let conn = self.conn()?;
        let people = listed::people(conn)?;
        let mut all = Vec::new();
        for List { id, source, act, .. } in listed::lists(conn, event.id())? {
            let Some((by, at)) = act::who_and_when(conn, act)? else { continue };
            let (taken_on, people) = (event.date_at(at.to_utc()), people.get(&id).copied().unwrap_or_default());
            all.push(ListTaken { id, list: TakenList { source, taken_on, people }, at, by });
        }
        Ok(all)
    }

    /// How many lists were taken for an event; none where they are not for whoever works here.
    ///
    /// # Errors
    /// When there is no such event, or the vault cannot be read.
    pub fn lists_taken(&self, event: &Code) -> Result<usize, DeskError> {
        if !Right::Rights.belongs_to(self.role) {
            return Ok(0);
        }
        Ok(listed::lists(self.conn()?, self.event(event)?.id())?.len())
    }

    /// The list that brought a registration, if one did.
    pub(super) fn brought_by(&self, row: i64) -> Result<Option<FromList>, DeskError> {
        let conn = self.conn()?;
        let Some(list) = listed::list_of(conn, row)? else { return Ok(None) };
        let event = events::find(conn, list.event)?.ok_or(DeskError::NoSuchEvent)?.event;
        let Some((taken_by, at)) = act::who_and_when(conn, list.act)? else { return Ok(None) };
        let told = listed::told(conn, row)?.map(|act| act::who_and_when(conn, act)).transpose()?.flatten();
        Ok(Some(FromList {
            source: list.source,
            taken_on: event.date_at(at.to_utc()),
            taken_by,
            told: told.map(|(staff, at)| (at, staff)),
        }))
    }

    /// Who is to be told where their details came from, since others gave them to us: who is due first stands first, list by list.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; when there is no such event.
    pub fn to_tell_source(&self, event: &Code) -> Result<Vec<ToTell>, DeskError> {
        self.require(Right::Rights)?;
        let kept = self.event(event)?;
        let lists: HashMap<_, _> = self.lists_of(&kept)?.into_iter().map(|taken| (taken.id, taken.list)).collect();
        let conn = self.conn()?;
        let mut all = Vec::new();
        for one in listed::given_by_others(conn, kept.id())?.into_iter().filter(|one| one.told.is_none()) {
            let Some(list) = lists.get(&one.list) else { continue };
            let Some(by) = list.source.tell_by(list.taken_on) else { continue };
            let Some(registered) = registrations::by_row(conn, one.row)? else { continue };
            let name = registrations::newest(conn, one.row)?.record.and_then(|record| record.full_name);
            let (id, reference, name) = (registered.id, registered.reference, name.unwrap_or_default());
            all.push(ToTell { id, reference, name, list: one.list, source: list.source.clone(), by });
        }
        all.sort_by_key(|one| (one.by, one.list));
        self.looked(ActKind::ToTellSource, Some(event), None, all.len());
        Ok(all)
    }

    /// How many that are; none where it is not for whoever works here.
    ///
    /// # Errors
    /// When there is no such event, or the vault cannot be read.
    pub fn to_tell_waiting(&self, event: &Code) -> Result<usize, DeskError> {
        if !Right::Rights.belongs_to(self.role) {
            return Ok(0);
        }
        let all = listed::given_by_others(self.conn()?, self.event(event)?.id())?;
        Ok(all.into_iter().filter(|one| one.told.is_none()).count())
    }

    /// Notes that these people were told where their details came from, all of them or nobody.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; [`DeskError::NothingToTell`]; [`DeskError::NoSuchPerson`].
    pub fn tell_source(&mut self, people: &BTreeSet<RegistrationId>) -> Result<(), DeskError> {
        self.require(Right::Rights)?;
        let mut rows = Vec::new();
        for &id in people {
            let registered = self.registered(id)?;
            let owed = self.brought_by(registered.row)?.and_then(|from| from.tell_by());
            if registered.state.is_gone() || owed.is_none() {
                return Err(DeskError::NothingToTell);
            }
            rows.push((registered.row, id));
        }
        let (now, staff) = (self.env.now(), self.staff.clone());
        self.write(
            |tx| {
                for &(row, id) in &rows {
                    let mut appending = act::begin(tx)?;
                    listed::tell(&mut appending, row)?;
                    let (kind, subject, details) = (ActKind::TellSource, Some(id.0), json!({}));
                    appending.finish(&Act { kind, at: now, staff: &staff, subject, details })?;
                }
                Ok(())
            },
            |conn| {
                let mut told = rows.iter().map(|&(row, _)| listed::told(conn, row));
                told.try_fold(true, |all, told| Ok(all && told?.is_some()))
            },
        )
    }
}

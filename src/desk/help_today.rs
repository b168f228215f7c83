//! *Help today* (R3): what somebody told us to be safe and helped today reaches whoever helps, and nobody else. A lead sees the need,
//! notes where the person is and whom they told; the kitchen gets numbers. Only of today, only while the Yes stands, never of anybody
//! whose data is restricted (R19) or who waits for a guardian (R11).

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::code::Code;
use crate::domain::event::Event;
use crate::domain::help_today::{BY_NAME, COUNTED, HelpNote, Plates, plates, reads_as};
use crate::domain::ids::{RegistrationId, VisitorId};
use crate::domain::permit::{Column, permit};
use crate::domain::purpose::SpecialPair;
use crate::domain::text::Line;
use crate::store::act::{self, Act};
use crate::store::registrations::{self, Registered};
use crate::store::{StoreError, answers, help_today, links};

use super::badges::RecordingRules;
use super::closing::subject_in;
use super::{Desk, DeskError, Right};

impl Desk {
    /// Every need of today at an event that a lead is told of by name, in the order people came.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; [`DeskError::NotToday`] where the event is not held today.
    pub fn help_today(&self, event: &Code) -> Result<Vec<HelpNote>, DeskError> {
        let notes = self.help_notes(event)?;
        self.looked(ActKind::HelpToday, Some(event), None, notes.len());
        Ok(notes)
    }

    /// How many plates of each diet the kitchen has to make today, without names.
    ///
    /// # Errors
    /// As [`Desk::help_today`].
    pub fn kitchen(&self, event: &Code) -> Result<Vec<Plates>, DeskError> {
        let plates = self.plates(event)?;
        self.looked(ActKind::Kitchen, Some(event), None, plates.len());
        Ok(plates)
    }

    /// How many needs of today there are at an event: a number, and nothing about anybody. None where this role may not see them,
    /// where the event asks for none, or where it is not held today.
    ///
    /// # Errors
    /// When there is no such event.
    pub fn help_waiting(&self, event: &Code) -> Result<Option<usize>, DeskError> {
        let held = self.event(event)?;
        let asks = BY_NAME.iter().chain([&COUNTED]).any(|pair| held.purposes().contains(&pair.purpose()));
        if !asks || !Right::HelpToday.belongs_to(self.role) || self.today_at(&held).is_err() {
            return Ok(None);
        }
        Ok(Some(self.help_notes(event)?.len()))
    }

    /// Notes where somebody is or will be, for each of their needs; nothing takes it away.
    ///
    /// # Errors
    /// [`DeskError::NoHelpToday`] where they have no need of today; [`DeskError::HelpLine`] where it is no line of text.
    pub fn set_help_place(&mut self, id: RegistrationId, place: &str) -> Result<(), DeskError> {
        let (registered, pairs) = self.to_be_helped(id)?;
        let place = Some(place).filter(|place| !place.trim().is_empty());
        let place = place.map(Line::parse).transpose().map_err(|_| DeskError::HelpLine)?;
        let details = json!({ "known": place.is_some(), "needs": pairs.len() });
        self.note_help(ActKind::HelpPlace, &registered, details, |tx| {
            pairs.iter().try_for_each(|&pair| help_today::set_place(tx, registered.row, pair, place.as_ref()))
        })
    }

    /// Notes that somebody of the staff was told of a need, and when.
    ///
    /// # Errors
    /// [`DeskError::NoHelpToday`] where that need is not there; [`DeskError::HelpLine`] where `whom` is no line of text.
    pub fn tell_of_help(&mut self, id: RegistrationId, pair: SpecialPair, whom: &str) -> Result<(), DeskError> {
        let registered = self.has_need(id, pair)?;
        let whom = Line::parse(whom).map_err(|_| DeskError::HelpLine)?;
        let now = self.env.now();
        self.note_help(ActKind::HelpTold, &registered, json!({}), |tx| {
            help_today::tell(tx, registered.row, pair, &whom, now).map(drop)
        })
    }

    /// Takes somebody off who was not told of a need after all.
    ///
    /// # Errors
    /// [`DeskError::NoHelpToday`] where that need is not there, or nobody of that number was told.
    pub fn not_told_of_help(&mut self, id: RegistrationId, pair: SpecialPair, number: u32) -> Result<(), DeskError> {
        let registered = self.has_need(id, pair)?;
        let told = help_today::told(self.conn()?, registered.row, pair)?;
        if !told.iter().any(|told| told.number == number) {
            return Err(DeskError::NoHelpToday);
        }
        self.note_help(ActKind::HelpTold, &registered, json!({ "taken_off": true }), |tx| {
            help_today::take_off(tx, registered.row, pair, number).map(drop)
        })
    }

    /// Writes the list into a folder, as PDF. It is plain form, which only a lead may ask for (R22); what cannot be noted is not
    /// given out.
    ///
    /// # Errors
    /// As [`Desk::help_today`]; [`DeskError::NotWritten`].
    pub fn write_help_today(&mut self, event: &Code, into: &Path) -> Result<Vec<PathBuf>, DeskError> {
        let (notes, now) = (self.help_notes(event)?, self.env.now());
        let document = crate::paper::help_today::of_notes(&self.event(event)?, &notes, now);
        let name = format!("help-today-{event}-{}", now.format("%Y%m%d-%H%M%S"));
        let file = super::sheets::write_pdf(&document, &name, into)?;
        self.note_written(ActKind::PrintHelpToday, None, json!({ "event": event, "found": notes.len() }), vec![file])
    }

    /// Writes the kitchen's numbers into a folder, as PDF, in the same way.
    ///
    /// # Errors
    /// As [`Desk::help_today`]; [`DeskError::NotWritten`].
    pub fn write_kitchen(&mut self, event: &Code, into: &Path) -> Result<Vec<PathBuf>, DeskError> {
        let (plates, now) = (self.plates(event)?, self.env.now());
        let document = crate::paper::help_today::of_kitchen(&self.event(event)?, &plates, now);
        let name = format!("kitchen-{event}-{}", now.format("%Y%m%d-%H%M%S"));
        let file = super::sheets::write_pdf(&document, &name, into)?;
        self.note_written(ActKind::PrintKitchen, None, json!({ "event": event, "found": plates.len() }), vec![file])
    }

    fn help_notes(&self, code: &Code) -> Result<Vec<HelpNote>, DeskError> {
        self.require(Right::HelpToday)?;
        let kept = self.kept_event(code)?;
        let event = &kept.event;
        let today = self.today_at(event)?;
        let conn = self.conn()?;
        let with_others = links::with_others(conn)?;
        let mut rules = RecordingRules::of(conn, &kept);
        let mut notes = Vec::new();
        for row in help_today::of_day(conn, event.id(), today, &BY_NAME)? {
            let Some(registered) = registrations::by_row(conn, row)? else { continue };
            let values = self.permitted(event, row, &BY_NAME, &with_others)?;
            if values.is_empty() {
                continue;
            }
            let newest = registrations::newest(conn, row)?;
            let Some(record) = newest.record else { continue };
            let rows = links::rows_of_person(conn, registered.visitor)?;
            let standings = answers::standings(conn, &rows, record.speaker())?;
            let do_not_record = rules.mark(newest.event_version, record.age_band.as_deref(), &standings)?;
            let name = record.full_name.unwrap_or_default();
            for (pair, need) in values {
                notes.push(HelpNote {
                    registration: registered.id,
                    reference: registered.reference.clone(),
                    name: name.clone(),
                    do_not_record,
                    pair,
                    need,
                    place: help_today::place(conn, row, pair)?,
                    told: help_today::told(conn, row, pair)?,
                });
            }
        }
        Ok(notes)
    }

    fn plates(&self, code: &Code) -> Result<Vec<Plates>, DeskError> {
        self.require(Right::HelpToday)?;
        let event = self.event(code)?;
        let today = self.today_at(&event)?;
        let conn = self.conn()?;
        let with_others = links::with_others(conn)?;
        let mut diets = BTreeSet::new();
        for row in help_today::of_day(conn, event.id(), today, &[COUNTED])? {
            let Some(registered) = registrations::by_row(conn, row)? else { continue };
            // Whoever registered twice eats once (R14).
            let person = links::rows_of_person(conn, registered.visitor)?.into_iter().min().unwrap_or(row);
            let values = self.permitted(&event, row, &[COUNTED], &with_others)?;
            diets.extend(values.into_iter().map(|(_, diet)| (person, diet)));
        }
        let mut eats = HashSet::new();
        let once = diets.iter().filter(|(person, diet)| eats.insert((*person, reads_as(diet))));
        Ok(plates(once.map(|(_, diet)| diet.as_str())))
    }

    /// What of these pairs is known of somebody and may be used for what it was told for: the one question that every way out asks.
    fn permitted(
        &self,
        event: &Event,
        row: i64,
        pairs: &[SpecialPair],
        with_others: &HashSet<VisitorId>,
    ) -> Result<Vec<(SpecialPair, String)>, DeskError> {
        let conn = self.conn()?;
        let Some(subject) = subject_in(conn, event.id(), row, with_others)? else { return Ok(Vec::new()) };
        let may = |pair: SpecialPair| {
            let collected = event.purposes().contains(&pair.purpose());
            collected && permit(&subject, Column::of_pair(pair), pair.purpose(), &BTreeSet::new()).is_ok()
        };
        let values = answers::special(conn, row)?;
        let values = values.into_iter().filter(|kept| pairs.contains(&kept.pair) && may(kept.pair));
        Ok(values.map(|kept| (kept.pair, kept.value)).collect())
    }

    /// The event's own date, where it is held on it.
    fn today_at(&self, event: &Event) -> Result<NaiveDate, DeskError> {
        let (today, definition) = (event.date_at(self.env.now().to_utc()), event.definition());
        let last = definition.final_day();
        if (definition.first_day..=last).contains(&today) { Ok(today) } else { Err(DeskError::NotToday) }
    }

    /// Somebody who is on the list now, and which needs of theirs are.
    fn to_be_helped(&self, id: RegistrationId) -> Result<(Registered, Vec<SpecialPair>), DeskError> {
        self.require(Right::HelpToday)?;
        let registered = self.registered(id)?;
        let event = crate::store::events::find(self.conn()?, registered.event)?.ok_or(DeskError::NoSuchEvent)?.event;
        let is_of_today = registered.local_day == self.today_at(&event)?;
        let with_others = links::with_others(self.conn()?)?;
        let values = self.permitted(&event, registered.row, &BY_NAME, &with_others)?;
        let pairs: Vec<_> = values.into_iter().map(|(pair, _)| pair).collect();
        if is_of_today && !pairs.is_empty() { Ok((registered, pairs)) } else { Err(DeskError::NoHelpToday) }
    }

    pub(super) fn has_need(&self, id: RegistrationId, pair: SpecialPair) -> Result<Registered, DeskError> {
        let (registered, pairs) = self.to_be_helped(id)?;
        if pairs.contains(&pair) { Ok(registered) } else { Err(DeskError::NoHelpToday) }
    }

    /// Writes something about help down, with its act, which says nothing of what.
    fn note_help(
        &mut self,
        kind: ActKind,
        of: &Registered,
        details: serde_json::Value,
        write: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<(), StoreError>,
    ) -> Result<(), DeskError> {
        let (now, staff, subject) = (self.env.now(), self.staff.clone(), Some(of.id.0));
        let before = act::head(self.conn()?)?.sequence;
        self.write(
            |tx| {
                write(tx)?;
                act::begin(tx)?.finish(&Act { kind, at: now, staff: &staff, subject, details })?;
                Ok(())
            },
            |conn| Ok(act::head(conn)?.sequence > before),
        )
    }
}

//! Badges (R12): the name, the reference by which whoever records knows somebody, and the mark of those who are not to be recorded.
//!
//! A badge that is made is a file in plain form, which nothing may become unless a lead asks for it by name and confirms (R22). A
//! queue cannot wait for a lead at every visitor, so a lead is asked once a day: which event, into which folder, and that they know
//! that the files there are not locked ([`Desk::begin_badges`]). From then until the end of that day everybody at the desk may make
//! badges there, and nowhere else. It is kept by nobody but the program that is running: whoever starts it again asks a lead again.
//! This program prints nothing by itself, since it starts no other: the folder is one that is printed from.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::Connection;
use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::age::AgeBand;
use crate::domain::badge::{Badge, DoNotRecord, is_marked};
use crate::domain::code::Code;
use crate::domain::event::RecordingRule;
use crate::domain::ids::{DeskId, EventId, RegistrationId};
use crate::domain::permit::{Column, Refusal, Standings, permit};
use crate::domain::purpose::Purpose;
use crate::domain::record::RegistrationRecord;
use crate::store::registrations::{self, Registered};
use crate::store::{act, answers, events, links};

use super::closing::subject_in;
use super::outbox::takes_files;
use super::{Desk, DeskError, Right, private, sheets};

/// Where a lead has said that an event's badges of one day go, in plain form (R22). Only [`Desk::begin_badges`] makes one.
#[derive(Clone, PartialEq, Eq)]
pub struct BadgeFolder {
    desk: DeskId,
    event: EventId,
    day: NaiveDate,
    folder: PathBuf,
}

impl BadgeFolder {
    /// Of which event.
    #[must_use]
    pub fn event(&self) -> EventId {
        self.event
    }

    /// On which day, as it is where the event is.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        self.day
    }
}

/// By which rule people of an event are recorded, and were under each of the settings that they came under: read once for all of
/// whom something is shown.
pub(super) struct RecordingRules<'c> {
    conn: &'c Connection,
    now: Option<RecordingRule>,
    then: HashMap<i64, Option<RecordingRule>>,
}

impl<'c> RecordingRules<'c> {
    pub(super) fn of(conn: &'c Connection, event: &events::Kept) -> Self {
        let now = event.event.definition().recording;
        // Nearly everybody came under the settings that it has now.
        Self { conn, now, then: HashMap::from([(event.version, now)]) }
    }

    /// Whether somebody is to be recorded who came under those settings (R12), as their badge says it.
    pub(super) fn mark(
        &mut self,
        event_version: i64,
        age_band: Option<&str>,
        standings: &Standings,
    ) -> Result<DoNotRecord, DeskError> {
        let then = match self.then.get(&event_version) {
            Some(&known) => known,
            None => {
                let kept = events::at_version(self.conn, event_version)?.ok_or(DeskError::NoSuchEvent)?;
                let then = kept.event.definition().recording;
                self.then.insert(event_version, then);
                then
            }
        };
        let known_adult = age_band == Some(AgeBand::Adult.code());
        Ok(DoNotRecord::of(standings, known_adult, then, self.now))
    }
}

impl Desk {
    /// By which media somebody is not to be recorded where they registered (R12), as their badge says it.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn do_not_record(
        &self,
        registered: &Registered,
        record: &RegistrationRecord,
    ) -> Result<DoNotRecord, DeskError> {
        let conn = self.conn()?;
        let event = events::find(conn, registered.event)?.ok_or(DeskError::NoSuchEvent)?;
        let rows = links::rows_of_person(conn, registered.visitor)?;
        let standings = answers::standings(conn, &rows, record.speaker())?;
        let under = registrations::newest(conn, registered.row)?.event_version;
        RecordingRules::of(conn, &event).mark(under, record.age_band.as_deref(), &standings)
    }

    /// What somebody's badge says.
    ///
    /// # Errors
    /// [`DeskError::NoSuchPerson`]; [`DeskError::Gone`]; [`DeskError::NoBadge`] of whom nothing may be used now (R11, R19).
    pub fn badge(&self, id: RegistrationId) -> Result<Badge, DeskError> {
        let badge = self.badge_of(&self.registered(id)?)?;
        self.looked(ActKind::Badge, None, Some(id.0), 1);
        Ok(badge)
    }

    /// Says where today's badges of an event go: from now on, until the day ends there, everybody at the desk may make them. It is
    /// plain form, which only a lead may ask for (R22).
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; [`DeskError::NoSuchEvent`]; [`DeskError::NoSuchFolder`]; [`DeskError::FolderTakesNothing`].
    pub fn begin_badges(&mut self, event: &Code, into: &Path) -> Result<BadgeFolder, DeskError> {
        self.require(Right::Badges)?;
        let held = self.event(event)?;
        takes_files(into)?;
        let day = self.reached(&held, self.env.now())?;
        // Not where: a path can hold somebody's name.
        self.note(ActKind::BeginBadges, json!({ "event": event, "day": day }))?;
        let desk = act::identity(self.conn()?)?.desk;
        Ok(BadgeFolder { desk, event: held.id(), day, folder: into.to_path_buf() })
    }

    /// Makes somebody's badge where a lead has said that today's go. One that cannot be noted is not given out.
    ///
    /// # Errors
    /// As [`Desk::badge`]; [`DeskError::BadgesNotBegun`] of another event or day; [`DeskError::BadgeNotWritten`].
    pub fn write_badge(&mut self, id: RegistrationId, folder: &BadgeFolder) -> Result<PathBuf, DeskError> {
        let registered = self.registered(id)?;
        let held = events::find(self.conn()?, registered.event)?.ok_or(DeskError::NoSuchEvent)?.event;
        // A day that is over stays over when the clock is set back (R24).
        let today = self.reached(&held, self.env.now())?;
        let here = act::identity(self.conn()?)?.desk;
        if (folder.desk, folder.event, folder.day) != (here, held.id(), today) {
            return Err(DeskError::BadgesNotBegun);
        }
        self.make_badge(&registered, &folder.folder)
    }

    /// Makes one badge in a folder that a lead names for it (R22).
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; as [`Desk::badge`]; [`DeskError::BadgeNotWritten`].
    pub fn write_one_badge(&mut self, id: RegistrationId, into: &Path) -> Result<PathBuf, DeskError> {
        self.require(Right::Badges)?;
        self.make_badge(&self.registered(id)?, into)
    }

    fn make_badge(&mut self, of: &Registered, into: &Path) -> Result<PathBuf, DeskError> {
        let badge = self.badge_of(of)?;
        let failed = |error: crate::paper::PdfError| DeskError::BadgeNotWritten { cause: error.to_string() };
        let pdf = crate::paper::badge::to_pdf(&badge).map_err(failed)?;
        let (reference, at) = (badge.reference.to_lowercase(), self.env.now().format("%Y%m%d-%H%M%S"));
        let path = into.join(format!("badge-{reference}-{at}.pdf"));
        let refused = |error| DeskError::BadgeNotWritten { cause: sheets::cause_of(&error) };
        private::write_new(&path, &pdf).map_err(refused)?;
        self.note_written(ActKind::PrintBadge, Some(of.id.0), json!({}), vec![path.clone()])?;
        Ok(path)
    }

    fn badge_of(&self, registered: &Registered) -> Result<Badge, DeskError> {
        let (version, record) = self.said(registered)?;
        let conn = self.conn()?;
        let then = events::at_version(conn, version.event_version)?.ok_or(DeskError::NoSuchEvent)?.event;
        let now = events::find(conn, registered.event)?.ok_or(DeskError::NoSuchEvent)?.event;
        let subject =
            subject_in(conn, registered.event, registered.row, &links::with_others(conn)?)?.ok_or(DeskError::Gone)?;
        for column in [Column::Reference, Column::Name, Column::FirstName, Column::RecordingAnswers] {
            permit(&subject, column, Purpose::RecordKeeping, &BTreeSet::new()).map_err(|why| match why {
                Refusal::Gone => DeskError::Gone,
                _ => DeskError::NoBadge,
            })?;
        }
        Ok(Badge {
            name: record.badge_name.or(record.full_name).unwrap_or_default(),
            reference: registered.reference.clone(),
            event: now.definition().name.clone(),
            language: now.words().language().to_owned(),
            do_not_record: is_marked(&subject, then.definition().recording, now.definition().recording),
        })
    }
}

//! Words that were typed into a dialog and outlive locking: kept for whoever typed them, for a day (R11).
//!
//! Typing is no act: nothing of it is in the audit log before it is done.

use std::collections::BTreeMap;

use crate::domain::age::AgeAnswer;
use crate::domain::answer::{How, Said};
use crate::domain::field_error::GuardianField;
use crate::domain::form::Field;
use crate::domain::purpose::{GuardianQuestion, Question, SpecialPair};
use crate::domain::unfinished::{Dialog, Settled, StorableUnfinished, Typed, Unfinished};
use crate::store::registrations::{self, Registered, State};
use crate::store::{answers, events, unfinished};

use super::amend::{Amendment, Asked, GuardianSaid};
use super::{Desk, DeskError};

impl Desk {
    /// Keeps what whoever works here has typed and not done, and lets go what they had before. What may not be kept is not: what
    /// may make a child of somebody whose guardian has not said Yes, what is about one who waits for their guardian (R11), or about
    /// nobody who is there any more, and what is about a need that nobody has any more (R3). The window holds that in memory, behind
    /// the lock too; a crash loses it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep_unfinished(&mut self, all: &[Unfinished]) -> Result<(), DeskError> {
        let mut kept = Vec::new();
        for one in all {
            let found = match one.about {
                None => None,
                Some(about) => match registrations::find(self.conn()?, about)? {
                    Some(found) if matches!(found.state, State::Standing | State::Restricted) => Some(found),
                    _ => continue,
                },
            };
            if let Some(storable) = self.storable(one, found.as_ref())? {
                kept.push((storable, found.map(|found| found.row)));
            }
        }
        let (now, staff) = (self.env.now(), self.staff.clone());
        let before = unfinished::of(self.conn()?, &staff, now)?;
        if kept.is_empty() && before.is_empty() {
            return Ok(());
        }
        self.write(
            |tx| Ok(unfinished::replace(tx, &staff, &kept, now)?),
            |conn| {
                let there = unfinished::of(conn, &staff, now)?;
                Ok(there.len() == kept.len() && kept.iter().all(|(one, _)| there.contains(one.get())))
            },
        )
    }

    /// What may go to the disk of something that is about somebody, or about nobody.
    fn storable<'a>(
        &self,
        one: &'a Unfinished,
        about: Option<&Registered>,
    ) -> Result<Option<StorableUnfinished<'a>>, DeskError> {
        if one.dialog == Dialog::Help && !self.is_needed(one) {
            return Ok(None);
        }
        match (one.storable(), about) {
            (None, Some(about)) => Ok(self.settled(about, &one.typed)?.map(|settled| one.storable_once(settled))),
            (storable, _) => Ok(storable),
        }
    }

    /// Whether R11 is settled for somebody with a correction as far as it is typed: the guardian's Yes stands, or what would be
    /// kept is a form that may be.
    fn settled(&self, about: &Registered, typed: &Typed) -> Result<Option<Settled>, DeskError> {
        let (version, before) = self.said(about)?;
        let rows = self.rows_of_person(about.visitor)?;
        let standings = answers::standings(self.conn()?, &rows, before.speaker())?;
        if before.guardian_name.is_some()
            && let Some(settled) = Settled::by_guardian(&standings)
        {
            return Ok(Some(settled));
        }
        let event = events::at_version(self.conn()?, version.event_version)?.ok_or(DeskError::NoSuchEvent)?.event;
        let draft = self.amended(about, &before, &begun(typed), (&event, &Asked::new()), &standings);
        let with_it = draft.storable(&event, about.came_on(&before));
        Ok(with_it.ok().map(|draft| Settled::by_correction(&draft)))
    }

    /// Whether the need that something is written about is one of today's still (R3).
    fn is_needed(&self, one: &Unfinished) -> bool {
        let need = one.typed.get(Typed::NEED).and_then(SpecialPair::from_code);
        one.about.zip(need).is_some_and(|(about, need)| self.has_need(about, need).is_ok())
    }

    /// Lets go what has waited for more than a day, whoever typed it.
    pub(super) fn forget_old_unfinished(&mut self) -> Result<(), DeskError> {
        let now = self.env.now();
        if !unfinished::is_any_old(self.conn()?, now)? {
            return Ok(());
        }
        self.write(
            |tx| unfinished::forget_old(tx, now).map(drop).map_err(DeskError::from),
            |conn| Ok(!unfinished::is_any_old(conn, now)?),
        )
    }

    /// What whoever works here had typed and not done when the desk was locked, today or yesterday evening.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn unfinished(&self) -> Result<Vec<Unfinished>, DeskError> {
        Ok(unfinished::of(self.conn()?, &self.staff, self.env.now())?)
    }
}

/// A correction that is begun, as far as it can make a child of somebody.
fn begun(typed: &Typed) -> Amendment {
    let entered = |name: &str| typed.get(name).map(str::to_owned);
    let birth = Field::DateOfBirth;
    let guardian = GuardianField::ALL.iter().filter_map(|&field| Some((field, entered(field.code())?)));
    let said = |asked: GuardianQuestion| {
        let said = typed.get(Question::Guardian(asked).code()).and_then(Said::from_code)?;
        Some((asked, said))
    };
    let said: BTreeMap<_, _> = GuardianQuestion::ALL.iter().filter_map(|&asked| said(asked)).collect();
    let how = typed.get(Typed::GUARDIAN_HOW).and_then(How::from_code).unwrap_or(How::OutLoud);
    let paper_form = entered(Typed::GUARDIAN_FORM);
    Amendment {
        fields: entered(birth.code()).map(|date| (birth, date)).into_iter().collect(),
        thirteen_or_over: typed.get(Typed::THIRTEEN_OR_OVER).and_then(AgeAnswer::from_code),
        guardian: guardian.collect(),
        guardian_said: (!said.is_empty()).then_some(GuardianSaid { said, how, paper_form, languages: BTreeMap::new() }),
        ..Amendment::default()
    }
}

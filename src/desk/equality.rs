//! Equality monitoring (R4): keeping what a visitor answered on their own screen, stopping it, and totals without anybody in them.

use std::collections::BTreeMap;

use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::code::Code;
use crate::domain::equality::{EqualityAnswers, Totals};
use crate::domain::ids::RegistrationId;
use crate::domain::purpose::Purpose;
use crate::store::act::{self, Act};
use crate::store::equality::{self, Pseudonym, Pseudonyms};
use crate::store::{events, registrations};

use super::closing::kept_apart;
use super::{Desk, DeskError, Right};

impl Desk {
    /// Keeps what a visitor answered about equality, apart from their registration, in the place of what they answered before. The
    /// act names nobody: who answers is not for the log either.
    ///
    /// # Errors
    /// [`DeskError::EqualityOff`]; [`DeskError::EqualityStopped`]; [`DeskError::NoSuchPerson`]; [`DeskError::Gone`].
    pub fn keep_equality_answers(&mut self, id: RegistrationId, answers: &EqualityAnswers) -> Result<(), DeskError> {
        let registered = self.registered(id)?;
        if registered.state.is_gone() {
            return Err(DeskError::Gone);
        }
        let event = events::find(self.conn()?, registered.event)?.ok_or(DeskError::NoSuchEvent)?.event;
        if event.definition().equality.is_none() {
            return Err(DeskError::EqualityOff);
        }
        if let Some(whose) = self.equality_pseudonym(id)?
            && equality::is_stopped(self.conn()?, whose)?
        {
            return Err(DeskError::EqualityStopped);
        }
        let (now, staff) = (self.env.now(), self.staff.clone());
        let day = Self::event_day(&event, now);
        let details = json!({ "event": event.definition().code });
        self.write(
            |tx| {
                let whose = Pseudonyms::made(tx)?.of_registration(id);
                equality::keep(tx, whose, event.id(), day, answers)?;
                let act = Act { kind: ActKind::KeepEquality, at: now, staff: &staff, subject: None, details };
                act::begin(tx)?.finish(&act)?;
                Ok(())
            },
            |conn| {
                let Some(pseudonyms) = Pseudonyms::of(conn)? else { return Ok(false) };
                let kept = equality::answers(conn, pseudonyms.of_registration(id))?;
                Ok(kept.is_some_and(|(kept, _)| kept == *answers))
            },
        )
    }

    /// Stops equality monitoring of the person behind a registration: what they answered is erased, here and in the folder's own
    /// backups, and nothing can be kept again of any registration that they have now. Whether there was anything is not said.
    ///
    /// # Errors
    /// [`DeskError::NoSuchPerson`]; [`DeskError::Gone`].
    pub fn stop_equality(&mut self, id: RegistrationId) -> Result<(), DeskError> {
        let registered = self.registered(id)?;
        if registered.state.is_gone() {
            return Err(DeskError::Gone);
        }
        let conn = self.conn()?;
        let mut theirs = Vec::new();
        for row in self.rows_of_person(registered.visitor)? {
            theirs.extend(registrations::by_row(conn, row)?.filter(|found| !found.state.is_gone()).map(|each| each.id));
        }
        let (now, staff) = (self.env.now(), self.staff.clone());
        let dropped = self.write(
            |tx| {
                let pseudonyms = Pseudonyms::made(tx)?;
                let mut dropped = false;
                for &each in &theirs {
                    let whose = pseudonyms.of_registration(each);
                    dropped |= equality::drop_answers(tx, whose)?;
                    equality::stop(tx, whose)?;
                }
                let details = json!({ "registrations": theirs.len() });
                let act = Act { kind: ActKind::StopEquality, at: now, staff: &staff, subject: Some(id.0), details };
                act::begin(tx)?.finish(&act)?;
                Ok(dropped)
            },
            |conn| {
                let whose = Pseudonyms::of(conn)?.map(|pseudonyms| pseudonyms.of_registration(id));
                whose.map_or(Ok(false), |whose| equality::is_stopped(conn, whose))
            },
        )?;
        if dropped {
            self.forget_person_in_backups(registered.visitor)?;
        } else {
            // What a restore set aside may hold answers that came after the backup.
            _ = self.forget_in_set_asides();
        }
        Ok(())
    }

    /// The totals of an event's equality answers, with everything hidden that could point to somebody (R23). Who is restricted
    /// is in no statistics (R19).
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; [`DeskError::EqualityNotAsked`]; when there is no such event.
    pub fn equality_totals(&self, code: &Code) -> Result<Totals, DeskError> {
        self.require(Right::EqualityTotals)?;
        let event = self.event(code)?;
        if event.definition().equality.is_none() {
            return Err(DeskError::EqualityNotAsked);
        }
        let conn = self.conn()?;
        let (mut counts, mut answered) = (BTreeMap::new(), BTreeMap::new());
        for whose in kept_apart(conn, &[Purpose::EqualityMonitoring].into(), &event)? {
            let Some((answers, _)) = equality::answers(conn, whose)? else { continue };
            for (question, code) in answers.codes() {
                *counts.entry((question, code)).or_default() += 1;
            }
            for (question, _) in answers.words() {
                *answered.entry(question).or_default() += 1;
            }
        }
        self.looked(ActKind::EqualityTotals, Some(code), None, 0);
        Ok(Totals::of(&counts, &answered))
    }

    /// Under which pseudonym a registration's answers are kept; `None` where none ever were of anybody.
    pub(super) fn equality_pseudonym(&self, id: RegistrationId) -> Result<Option<Pseudonym>, DeskError> {
        Ok(Pseudonyms::of(self.conn()?)?.map(|pseudonyms| pseudonyms.of_registration(id)))
    }
}

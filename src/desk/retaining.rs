//! Keeping only as long as needed (R24): what is due, shown before it goes; and letting it go, with a certificate.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::code::Code;
use crate::domain::event::Event;
use crate::domain::purpose::SpecialPair;
use crate::domain::retention::{Fate, Held, Kept, Rule};

pub use crate::domain::retention::{Certificate, Due, Outlook};
use crate::domain::text::Line;
use crate::store::act::{self, Act};
use crate::store::retention::Holding;
use crate::store::{complaints, drafts, events, retention};

use super::contacts::names_nobody;
use super::{Desk, DeskError, Right};

/// So far a clock may be behind the last act: two computers are rarely set alike.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(10);

/// What is being done while something is let go, in this order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Letting {
    /// Rows are overwritten.
    Overwriting,
    /// The data key is changed, and everything is encrypted anew.
    Rekeying,
    /// The backups in the folder are replaced.
    Replacing,
}

impl Desk {
    /// What is due of an event today, kind by kind. Nothing is changed.
    ///
    /// # Errors
    /// When there is no such event; [`DeskError::ClockBehind`].
    pub fn due(&self, event: &Code, decided: bool) -> Result<Vec<Due>, DeskError> {
        Ok(self.outlook(event, decided)?.kinds)
    }

    /// The same, with of how many registrations anything goes and anything waits.
    ///
    /// # Errors
    /// As [`Desk::due`].
    pub fn outlook(&self, event: &Code, decided: bool) -> Result<Outlook, DeskError> {
        self.require(Right::Purge)?;
        self.outlook_of(&self.event(event)?, decided)
    }

    /// What is due of every event, the oldest event first.
    ///
    /// # Errors
    /// As [`Desk::due`].
    pub fn outlooks(&self) -> Result<Vec<Outlook>, DeskError> {
        self.require(Right::Purge)?;
        let mut events = self.events()?;
        events.sort_by_key(|event| event.definition().final_day());
        events.iter().map(|event| self.outlook_of(event, false)).collect()
    }

    fn outlook_of(&self, event: &Event, decided: bool) -> Result<Outlook, DeskError> {
        let fates = self.reckoned(event, decided)?.kinds;
        // Who answered about equality is not counted among people: a count beside a list of names would say who it was (R4).
        let count = |found: usize| u64::try_from(found).unwrap_or(u64::MAX);
        let over = fates.iter().any(|of| of.due.is_over);
        let people = |fate| {
            let named = fates.iter().filter(|of| of.due.kept != Kept::Equality);
            let all: BTreeSet<_> = named.flat_map(|of| of.with(fate)).collect();
            count(all.len())
        };
        Ok(Outlook {
            goes: people(Fate::Goes),
            waits: people(Fate::NotTakenIn),
            code: event.definition().code.clone(),
            event: event.definition().name.clone(),
            last_day: event.definition().final_day(),
            forms: if over { count(drafts::list(self.conn()?, event.id())?.len()) } else { 0 },
            complaints: count(self.complaints_of_nobody_over(event.definition().retention.registrations_days)?.len()),
            kinds: fates.into_iter().map(|of| of.due).collect(),
        })
    }

    /// Lets go what is due of an event, once. What the office has not taken in stays, unless a lead decides otherwise and says
    /// why. The folder's own backups are replaced, and where what was said went, the data key is changed.
    ///
    /// # Errors
    /// When there is no such event; [`DeskError::ClockBehind`]; [`DeskError::NoReason`]; [`DeskError::ReasonNames`].
    pub fn purge(&mut self, event: &Code, decision: Option<&str>) -> Result<Certificate, DeskError> {
        self.purge_telling(event, decision, &mut |_| ())
    }

    /// The same, telling what is being done.
    ///
    /// # Errors
    /// As [`Desk::purge`].
    pub fn purge_telling(
        &mut self,
        event: &Code,
        decision: Option<&str>,
        tell: &mut dyn FnMut(Letting),
    ) -> Result<Certificate, DeskError> {
        self.require(Right::Purge)?;
        let decision = decision.map(Line::parse).transpose().map_err(|_| DeskError::NoReason)?;
        // It stays in the log, and on the certificate, which hold nothing about anybody.
        decision.iter().try_for_each(|reason| names_nobody(self.conn()?, reason))?;
        let event = self.event(event)?;
        let fates = self.reckoned(&event, decision.is_some())?.kinds;
        let todays = todays();
        let (now, staff) = (self.env.now(), self.staff.clone());
        let before = act::head(self.conn()?)?.sequence;
        let reason = decision.as_ref().map(Line::as_str);
        let kinds: Vec<_> = fates.iter().map(|of| of.due.clone()).collect();
        let words = self.complaints_of_nobody_over(event.definition().retention.registrations_days)?;
        tell(Letting::Overwriting);
        // What is half filled in is kept no longer than the shortest period.
        let over = kinds.iter().any(|due| due.is_over);
        let (act, forms) = self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                let forms = if over { drafts::remove_of_event(tx, event.id())? } else { 0 };
                for of in &fates {
                    for row in of.with(Fate::Goes) {
                        match of.due.kept {
                            Kept::Special => retention::let_special_go(&appending, row, &todays)?,
                            Kept::EmergencyContact => retention::let_emergency_contact_go(&mut appending, row)?,
                            Kept::Equality => retention::let_equality_go(&appending, row)?,
                            Kept::Record => retention::let_record_go(&mut appending, row, now)?,
                            Kept::Proof => retention::let_proof_go(&appending, row)?,
                        }
                    }
                }
                for &request in &words {
                    complaints::let_go(&appending, request)?;
                }
                crate::vault::backups_are_due(tx)?;
                let counts: BTreeMap<_, _> = kinds.iter().map(|due| (due.kept.code(), due.goes)).collect();
                let details =
                    json!({ "event": event.definition().code, "went": counts, "forms": forms, "complaints": words.len(),
                        "decided": reason });
                let subject = Some(event.id().0);
                let act = appending.finish(&Act { kind: ActKind::Purge, at: now, staff: &staff, subject, details })?;
                Ok((act, forms))
            },
            |conn| Ok(act::head(conn)?.sequence > before),
        )?;
        let went = |kept| kinds.iter().any(|due| due.kept == kept && due.goes > 0);
        // Gone is gone, whatever fails from here on: it is said, and made good at the next opening or by `change-key`.
        let mut left_over = Vec::new();
        if went(Kept::Record) || went(Kept::Proof) {
            tell(Letting::Rekeying);
            // Every copy of this folder that was made before opens with another key (DESIGN, the vault).
            left_over
                .extend(self.change_data_key().err().map(|error| format!("The data key is not changed yet. {error}")));
        } else if !self.vault.backups()?.is_empty() {
            tell(Letting::Replacing);
            let failed = self.vault.replace_backups().err();
            left_over.extend(failed.map(|error| format!("The backups in the folder are not replaced yet. {error}")));
        }
        let set_aside = self.forget_in_set_asides();
        let over = kinds.iter().filter(|due| due.is_over).map(|due| due.kept).collect();
        let only_set_aside = self.set_asides_past(&event, &over).unwrap_or_else(|error| {
            left_over.push(format!("Whether desks that were set aside hold more of this event is not known. {error}"));
            0
        });
        let last_day = event.definition().final_day();
        let decision = decision.map(|reason| reason.as_str().to_owned());
        let event = event.definition().name.clone();
        Ok(Certificate {
            event,
            last_day,
            kinds,
            forms,
            complaints: words.len(),
            set_aside,
            only_set_aside,
            left_over,
            decision,
            staff,
            at: now,
            act,
        })
    }

    /// Says that the clock is right now and was ahead before: what was done by that clock decides nothing any more. It stays in the
    /// log who said so.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; [`DeskError::ClockNotBehind`].
    pub fn confirm_clock(&mut self) -> Result<(), DeskError> {
        self.require(Right::Purge)?;
        let latest = self.clock_is_behind()?.ok_or(DeskError::ClockNotBehind)?;
        self.note(ActKind::ConfirmClock, json!({ "latest": latest.to_rfc3339() }))
    }

    /// Writes a certificate into a folder, as PDF and as Markdown; answers the files.
    ///
    /// # Errors
    /// [`DeskError::NotWritten`]: what was let go is gone all the same, and the audit log says so. [`DeskError::NothingWent`].
    pub fn write_certificate(&self, certificate: &Certificate, into: &Path) -> Result<Vec<PathBuf>, DeskError> {
        if certificate.is_empty() {
            return Err(DeskError::NothingWent);
        }
        let name = format!("deletion-{}-{}", certificate.at.format("%Y%m%d"), certificate.act);
        super::sheets::write_sheet(&crate::paper::certificate::document(certificate), &name, into)
    }

    /// What becomes of everybody's data at an event, kind by kind.
    pub(super) fn reckoned(&self, event: &Event, decided: bool) -> Result<Reckoned, DeskError> {
        self.clock_is_right()?;
        let today = event.date_at(self.env.now().to_utc());
        let definition = event.definition();
        let retention = definition.retention;
        let todays: BTreeSet<_> = todays().into_iter().collect();
        let special_leaves = definition.special_to_office.iter().any(|pair| todays.contains(pair.code()));
        let held = retention::held(self.conn()?, event.id(), &todays.into_iter().collect::<Vec<_>>())?;
        let mut then = BTreeMap::new();
        for holding in &held {
            if let Entry::Vacant(place) = then.entry(holding.event_version) {
                let kept = events::at_version(self.conn()?, holding.event_version)?.ok_or(DeskError::NoSuchEvent)?;
                place.insert(kept.event.definition().retention);
            }
        }
        let last = definition.final_day();
        // What somebody was promised when they registered is kept to, and what was shortened since as well.
        let until = |kept, holding: &Holding| {
            let promised = then.get(&holding.event_version).map_or(NaiveDate::MAX, |then| then.until(kept, last));
            promised.min(retention.until(kept, last))
        };
        let rule = |kept, holding: &Holding| {
            let is_sent = match kept {
                Kept::Special => special_leaves,
                Kept::EmergencyContact | Kept::Equality | Kept::Record => true,
                // It went with the record that it proves.
                Kept::Proof => false,
            };
            Rule { kept, is_over: today > until(kept, holding), is_sent, decided }
        };
        let fate_of = |kept, holding: &Holding| {
            // Where both periods are over, the proof goes with what it proves.
            let record_goes = kept == Kept::Proof && holding.held.fate(&rule(Kept::Record, holding)) == Fate::Goes;
            let left = Held { record: holding.held.record && !record_goes, ..holding.held };
            left.fate(&rule(kept, holding))
        };
        let of_kind = |&kept: &Kept| {
            let fated = held.iter().map(|holding| (holding.row, (fate_of(kept, holding), until(kept, holding))));
            let rows: BTreeMap<_, _> = fated.filter(|(_, (fate, _))| *fate != Fate::Stays).collect();
            let count = |found: usize| u64::try_from(found).unwrap_or(u64::MAX);
            let with = |fate| count(rows.values().filter(|(found, _)| *found == fate).count());
            let until = retention.until(kept, last);
            let due = Due {
                kept,
                days: retention.days(kept),
                stated: retention.stated(kept).is_some(),
                until,
                is_over: today > until || !rows.is_empty(),
                held: count(held.iter().filter(|holding| holding.held.has(kept)).count()),
                goes: with(Fate::Goes),
                not_taken_in: with(Fate::NotTakenIn),
                restricted: with(Fate::Restricted),
            };
            OfKind { due, rows }
        };
        let asked = definition.equality.is_some() || held.iter().any(|holding| holding.held.equality);
        let kinds = Kept::ALL.iter().filter(|&&kept| kept != Kept::Equality || asked).map(of_kind).collect();
        Ok(Reckoned { kinds, held })
    }

    /// Stops where the clock is behind what was done here: a date that is wrong would let go too early or too late (R24).
    fn clock_is_right(&self) -> Result<(), DeskError> {
        match self.clock_is_behind()? {
            Some(last) => Err(DeskError::ClockBehind { last: last.format("%-d %B %Y at %H:%M").to_string() }),
            None => Ok(()),
        }
    }

    /// The latest time that anything was done here, where the clock is behind that: whatever is done by such a clock does not make
    /// it right.
    pub(super) fn clock_is_behind(&self) -> Result<Option<DateTime<FixedOffset>>, DeskError> {
        Ok(retention::later_act(self.conn()?, self.env.now() + CLOCKS_DIFFER)?)
    }
}

/// What becomes of everybody's data at an event.
pub(super) struct Reckoned {
    /// Kind by kind.
    pub(super) kinds: Vec<OfKind>,
    /// What is held of every registration, oldest first.
    pub(super) held: Vec<Holding>,
}

/// What becomes of one kind of data, with the rows of whom.
pub(super) struct OfKind {
    pub(super) due: Due,
    /// Of whom it is due: what becomes of it, and the last day of its period.
    pub(super) rows: BTreeMap<i64, (Fate, NaiveDate)>,
}

impl OfKind {
    /// The rows of those of whom that becomes of it.
    fn with(&self, fate: Fate) -> impl Iterator<Item = i64> {
        self.rows.iter().filter(move |(_, (found, _))| *found == fate).map(|(&row, _)| row)
    }
}

/// The pairs whose value is for the day only.
pub(super) fn todays() -> Vec<&'static str> {
    let today = |pair: &&SpecialPair| Kept::of_special(**pair) == Kept::Special;
    SpecialPair::ALL.iter().filter(today).map(|pair| pair.code()).collect()
}

//! Registering a visitor, and counting one who wants nothing kept (R1, R11, R13).

use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::age::AgeStanding;
use crate::domain::code::Code;
use crate::domain::draft::RegistrationDraft;
use crate::domain::event::Event;
use crate::domain::field_error::Remark;
use crate::domain::ids::RegistrationId;
use crate::domain::parse::Parsed;
use crate::domain::record::encode;
use crate::domain::source::ListId;
use crate::store::act::{self, Act};
use crate::store::registrations::{self, NewRegistration, Registered, State};
use crate::store::{answers, counts, drafts, events, listed, search};

use super::opening::random;
use super::{Desk, DeskError};

/// A registration that is on the disk.
#[derive(Debug)]
pub struct Saved {
    /// Its id.
    pub registration: RegistrationId,
    /// What the badge says.
    pub reference: String,
    /// What staff should know.
    pub remarks: Vec<Remark>,
    /// Whether it had been saved before: saving twice is saving once.
    pub already: bool,
    /// Whether they wait for a guardian, and are in nothing until then (R11).
    pub waits: bool,
}

/// How somebody came to the desk.
#[derive(Clone, Copy)]
pub(super) enum Came {
    /// They stood at it, or their form did.
    Themselves,
    /// On a list: nobody met them while it was taken in.
    OnAList(ListId),
}

impl Saved {
    /// What was saved before.
    pub(super) fn before(found: Registered) -> Self {
        let waits = found.state == State::Quarantined;
        Self { registration: found.id, reference: found.reference, remarks: Vec::new(), already: true, waits }
    }
}

impl Desk {
    /// The event with that code, as it is set now.
    ///
    /// # Errors
    /// When there is none.
    pub fn event(&self, code: &Code) -> Result<Event, DeskError> {
        Ok(self.kept_event(code)?.event)
    }

    pub(super) fn kept_event(&self, code: &Code) -> Result<events::Kept, DeskError> {
        let version = events::newest_version(self.conn()?, code.as_str())?.ok_or(DeskError::NoSuchEvent)?;
        // Settings never change under their number, and nearly every question is about the same event.
        if let Some(kept) = self.event_read.borrow().as_ref().filter(|kept| kept.version == version) {
            return Ok(kept.clone());
        }
        let kept = events::at_version(self.conn()?, version)?.ok_or(DeskError::NoSuchEvent)?;
        self.event_read.replace(Some(kept.clone()));
        Ok(kept)
    }

    /// Saves a visitor: the form is checked on the event's own date, that of the day they came, and everything that was
    /// said is appended in one transaction. Saving the same form again saves nothing and answers the same.
    ///
    /// # Errors
    /// [`DeskError::Form`] with everything that has to be put right; [`DeskError::NotSaved`] when the disk refused.
    pub fn register(&mut self, draft: &RegistrationDraft, event: &Code) -> Result<Saved, DeskError> {
        self.save(draft, event, Came::Themselves)
    }

    /// The same, by how they came. A child whom a list brought waits until it is confirmed that their guardian agreed in person (R11).
    pub(super) fn save(&mut self, draft: &RegistrationDraft, event: &Code, by: Came) -> Result<Saved, DeskError> {
        if let Some(saved) = self.saved_before(draft.registration)? {
            return Ok(saved);
        }
        // A form that stood open over midnight asks again.
        self.begin_due_notices()?;
        let kept = self.kept_event(event)?;
        let now = self.env.now();
        let day = Self::event_day(&kept.event, now);
        let came = draft.came_on(&kept.event, day);
        let Parsed { registration, remarks } = draft.parse(&kept.event, came).map_err(DeskError::Form)?;
        let reference = self.free_reference()?;
        let record = encode(&registration);
        let staff = self.staff.clone();
        let id = registration.id();
        let waits = matches!(by, Came::OnAList(_)) && registration.standing() == AgeStanding::NeedsGuardian;
        let new = NewRegistration {
            id,
            visitor: registration.visitor(),
            event: kept.event.id(),
            reference: &reference,
            registered_at: now,
            local_day: day,
        };
        self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                let row = registrations::append(&mut appending, &new)?;
                registrations::append_version(&mut appending, row, 1, kept.version, None, &record)?;
                for answer in registration.answers() {
                    answers::append(&mut appending, row, answer)?;
                }
                for value in registration.special() {
                    answers::keep_special(tx, row, value)?;
                }
                if let Came::OnAList(list) = by {
                    listed::append(&mut appending, row, list)?;
                }
                if waits {
                    registrations::set_state(tx, row, State::Quarantined)?;
                }
                search::index(tx, row)?;
                drafts::remove(tx, id)?;
                let mut details = json!({ "answers": registration.answers().len(), "event": event.as_str() });
                if let Came::OnAList(list) = by {
                    details["list"] = list.0.into();
                    details["waits_for_guardian"] = waits.into();
                }
                appending.finish(&Act {
                    kind: ActKind::Register,
                    at: now,
                    staff: &staff,
                    subject: Some(id.0),
                    details,
                })?;
                Ok(())
            },
            |conn| Ok(registrations::find(conn, id)?.is_some()),
        )?;
        Ok(Saved { registration: id, reference, remarks, already: false, waits })
    }

    fn saved_before(&self, id: RegistrationId) -> Result<Option<Saved>, DeskError> {
        let found = registrations::find(self.conn()?, id)?;
        Ok(found.map(Saved::before))
    }

    /// Counts one visitor who declined everything; nothing about them is kept (R1).
    ///
    /// # Errors
    /// When there is no such event, or the disk refuses.
    pub fn count_only(&mut self, event: &Code) -> Result<u64, DeskError> {
        let kept = self.kept_event(event)?;
        let now = self.env.now();
        let (day, id, staff) = (Self::event_day(&kept.event, now), kept.event.id(), self.staff.clone());
        let before = counts::total(self.conn()?, id, day)?;
        self.write(
            |tx| {
                counts::add(tx, id, day)?;
                let details = json!({ "event": event.as_str() });
                act::begin(tx)?.finish(&Act {
                    kind: ActKind::CountOnly,
                    at: now,
                    staff: &staff,
                    subject: None,
                    details,
                })?;
                Ok(())
            },
            |conn| Ok(counts::total(conn, id, day)? > before),
        )?;
        Ok(before + 1)
    }

    /// A reference that is not in use: six characters without I, L, O and U, drawn at random so that it says nothing.
    pub(super) fn free_reference(&self) -> Result<String, DeskError> {
        const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        loop {
            let bytes = random::<6>()?;
            let letter = |byte: &u8| char::from(LETTERS[usize::from(byte % 32)]);
            let text: String = bytes.iter().map(letter).collect();
            let reference = format!("{}-{}", &text[..3], &text[3..]);
            if registrations::by_reference(self.conn()?, &reference)?.is_none() {
                return Ok(reference);
            }
        }
    }
}

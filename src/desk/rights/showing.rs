//! What is shown of requests, and of whom they are about: as much as whoever looks may see.

use crate::domain::act_kind::ActKind;
use crate::domain::badge::DoNotRecord;
use crate::domain::ids::RegistrationId;
use crate::domain::rights::Request;
use crate::store::registrations::{self, State};

use super::super::{Desk, DeskError, Right};
use super::Disclosed;

/// A request, and whom it is about. It has no `Debug`: it is personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct ShownRequest {
    /// Where it stands.
    pub request: Request,
    /// Whom it is about, where they were found.
    pub about: Option<Subject>,
    /// Whether what it asks for was done since it arrived, where that has a use case of its own: a correction, a withdrawal.
    pub is_done: bool,
}

/// Whom a request is about. It has no `Debug`: it is personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct Subject {
    /// Their registration.
    pub id: RegistrationId,
    /// What its badge says; this stays when all else is erased.
    pub reference: String,
    /// Their name; none where they are erased, or not to be seen by this role.
    pub name: Option<String>,
    /// Email address, else telephone number; a child's guardian's.
    pub contact: Option<String>,
    /// Whether they are kept and used for nothing (R19).
    pub restricted: bool,
    /// Whether an objection of theirs was decided for good, so that no restriction is lifted without a new decision (R20).
    pub stopped_for_good: bool,
    /// Whether nothing is left of them.
    pub gone: bool,
    /// By which media they are not to be recorded (R12), as their badge says it; none where they are not to be seen by this role.
    pub do_not_record: DoNotRecord,
}

impl Desk {
    /// Every request with whom it is about, in the order they came in.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn asked(&self) -> Result<Vec<ShownRequest>, DeskError> {
        let with_subject = |request: Request| {
            let about = request.about.map(|id| self.shown_of(id)).transpose()?.flatten();
            let is_done = request.is_open() && request.about.is_some() && self.is_done_since(&request)?;
            Ok(ShownRequest { request, about, is_done })
        };
        let asked = self.all_requests()?.into_iter().map(with_subject).collect::<Result<Vec<_>, DeskError>>()?;
        self.looked(ActKind::Requests, None, None, asked.len());
        Ok(asked)
    }

    /// Whom a request would be about.
    ///
    /// # Errors
    /// [`DeskError::NoSuchPerson`].
    pub fn subject(&self, id: RegistrationId) -> Result<Subject, DeskError> {
        self.looked(ActKind::Requests, None, Some(id.0), 1);
        self.shown_of(id)?.ok_or(DeskError::NoSuchPerson)
    }

    /// Whom a request would be about, and who was sent something of them; that only where this role may see it.
    ///
    /// # Errors
    /// [`DeskError::NoSuchPerson`].
    pub fn subject_and_sent(&self, id: RegistrationId) -> Result<(Subject, Option<Vec<Disclosed>>), DeskError> {
        let subject = self.subject(id)?;
        let may = Right::Rights.belongs_to(self.role) && !subject.gone;
        let sent = may.then(|| self.concerns(id)).transpose()?.map(|found| found.sent);
        Ok((subject, sent))
    }

    fn shown_of(&self, id: RegistrationId) -> Result<Option<Subject>, DeskError> {
        let conn = self.conn()?;
        let Some(found) = registrations::find(conn, id)? else { return Ok(None) };
        let mut subject = Subject {
            id,
            reference: found.reference.clone(),
            name: None,
            contact: None,
            restricted: found.state == State::Restricted || registrations::is_restricted(conn, found.row)?,
            stopped_for_good: self.holds(&found, None)?.for_good,
            gone: found.state.is_gone(),
            do_not_record: DoNotRecord::default(),
        };
        let Ok(visible) = self.visible(found) else { return Ok(Some(subject)) };
        if subject.gone {
            return Ok(Some(subject));
        }
        let Some(record) = registrations::newest(conn, visible.row)?.record else { return Ok(Some(subject)) };
        subject.do_not_record = self.do_not_record(&visible, &record)?;
        subject.name = Some(record.name()).filter(|name| !name.is_empty());
        let contacts = [record.email, record.phone_as_typed, record.guardian_email, record.guardian_phone_as_typed];
        subject.contact = contacts.into_iter().flatten().next();
        Ok(Some(subject))
    }
}

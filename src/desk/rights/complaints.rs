//! What somebody complained of, who answered it and what (R25): with the complaint, for as long as the person's record.

use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::complaint::{ComplaintWords, Part};
use crate::domain::rights::{Request, RequestId, Right as Asked};
use crate::domain::text::Paragraph;
use crate::store::act::{self, Act};
use crate::store::{complaints, registrations};

use super::super::{Desk, DeskError, Right};

impl Desk {
    /// Writes down what somebody complains of, or what they are answered; each is kept beside what was written before. Whoever is
    /// at the desk may write down what is said to them; a lead answers.
    ///
    /// # Errors
    /// [`DeskError::NoSuchRequest`]; [`DeskError::NoComplaint`] for a request that is none; [`DeskError::ComplaintClosed`];
    /// [`DeskError::NoWords`]; [`DeskError::Gone`] where the person is erased.
    pub fn write_down(&mut self, reference: &str, part: Part, words: &str) -> Result<(), DeskError> {
        if part == Part::Answered {
            self.require(Right::Rights)?;
        }
        let request = self.complaint_of(reference)?;
        if !request.is_open() {
            return Err(DeskError::ComplaintClosed);
        }
        let words =
            Paragraph::parse_up_to(words, Paragraph::LONGEST).map_err(|error| DeskError::NoWords(error.to_string()))?;
        let found =
            request.about.map(|id| registrations::find(self.conn()?, id).map_err(DeskError::from)).transpose()?;
        let registered = found.flatten();
        if registered.as_ref().is_some_and(|registered| registered.state.is_gone()) {
            return Err(DeskError::Gone);
        }
        let row = registered.map(|registered| registered.row);
        let (now, staff, id) = (self.env.now(), self.staff.clone(), request.id);
        let before = complaints::written(self.conn()?, Some(id))?.len();
        let kind = match part {
            Part::Said => ActKind::WriteComplaint,
            Part::Answered => ActKind::AnswerComplaint,
        };
        self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                complaints::append(&mut appending, id, row, part, &words)?;
                let (subject, details) = (request.about.map(|id| id.0), json!({ "request": request.reference }));
                appending.finish(&Act { kind, at: now, staff: &staff, subject, details })?;
                Ok(())
            },
            |conn| Ok(complaints::written(conn, Some(id))?.len() > before),
        )
    }

    /// What was said and answered, in its order, with who wrote it down and when.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; [`DeskError::NoSuchRequest`]; [`DeskError::NoComplaint`].
    pub fn complaint(&self, reference: &str) -> Result<Vec<ComplaintWords>, DeskError> {
        self.require(Right::Rights)?;
        let request = self.complaint_of(reference)?;
        let written = self.words_of(request.id)?;
        self.looked(ActKind::ReadComplaint, None, request.about.map(|id| id.0), written.len());
        Ok(written)
    }

    pub(super) fn words_of(&self, request: RequestId) -> Result<Vec<ComplaintWords>, DeskError> {
        let conn = self.conn()?;
        let mut all = Vec::new();
        for complaints::Kept { act, part, words, .. } in complaints::written(conn, Some(request))? {
            let Some((staff, at)) = act::who_and_when(conn, act)? else { continue };
            all.push(ComplaintWords { part, words, at, staff });
        }
        Ok(all)
    }

    /// The complaints about nobody on the record whose words are still here and that ended longer ago than an event keeps
    /// registrations: their words have no person to go with, and go by themselves (R24).
    pub(in crate::desk) fn complaints_of_nobody_over(&self, days: u32) -> Result<Vec<RequestId>, DeskError> {
        let today = self.today();
        let written = complaints::written(self.conn()?, None)?;
        let is_here = |request: &Request| written.iter().any(|kept| kept.request == request.id && kept.words.is_some());
        let over = |request: &Request| {
            let closed = request.closed_on.filter(|_| request.right == Asked::Complaint && request.about.is_none());
            closed.is_some_and(|closed| (today - closed).num_days() > i64::from(days)) && is_here(request)
        };
        Ok(self.all_requests()?.into_iter().filter(over).map(|request| request.id).collect())
    }

    fn complaint_of(&self, reference: &str) -> Result<Request, DeskError> {
        let request = self.request(reference)?;
        if request.right == Asked::Complaint { Ok(request) } else { Err(DeskError::NoComplaint) }
    }
}

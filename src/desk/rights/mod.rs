//! What people ask for under their rights (R15 to R20, R25): recorded by whoever is asked, carried out by a lead, each step
//! with an act. What a request does is carried out before it can be closed as done, in the same transaction.

mod complaints;
mod copying;
mod disclosed;
mod erasing;
mod letters;
mod restricting;
mod showing;

pub use copying::{CopyWritten, PersonCopy};
pub use disclosed::Disclosed;
pub(super) use erasing::{hashes, keeping_out};

pub use erasing::Erasure;
pub use letters::LetterAbout;
pub use showing::{ShownRequest, Subject};

use chrono::NaiveDate;
use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::ids::RegistrationId;
use crate::domain::rights::{Arrived, Outcome, Request, RequestId, Right as Asked, Step};
use crate::store::act::{self, Act, Appending};
use crate::store::registrations::{self, Registered};
use crate::store::requests::{self, NewStep};

use super::{Desk, DeskError, Right};

/// A request to record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NewRequest {
    /// What is asked for.
    pub right: Asked,
    /// The day it arrived at the organisation, which may be before today.
    pub received: NaiveDate,
    /// How it arrived.
    pub how: Arrived,
    /// Whom it is about, where they were found.
    pub about: Option<RegistrationId>,
}

impl Desk {
    /// Records a request; anybody at the desk may be asked, also about somebody whom their role does not let them see. Whoever
    /// objects or asks to be forgotten is restricted at once, until it is decided (R18, R20).
    ///
    /// # Errors
    /// [`DeskError::NoSuchPerson`]; [`DeskError::ReceivedLater`] for a day that has not come yet.
    pub fn record_request(&mut self, new: &NewRequest) -> Result<Request, DeskError> {
        let NewRequest { right, received, how, about } = *new;
        let today = self.today();
        if received > today {
            return Err(DeskError::ReceivedLater);
        }
        let found = |id| registrations::find(self.conn()?, id)?.ok_or(DeskError::NoSuchPerson);
        let registered = about.map(found).transpose()?;
        let (id, reference) = (RequestId(self.env.new_id()), self.free_reference()?);
        let first = NewStep {
            request: id,
            reference: Some(&reference),
            registration: registered.as_ref().map(|registered| registered.row),
            made_on: today,
            step: Step::Received { right, on: received, how },
        };
        let restricted = match &registered {
            Some(registered) if right.restricts_at_once() => self.rows_of_person(registered.visitor)?,
            _ => Vec::new(),
        };
        let (now, staff) = (self.env.now(), self.staff.clone());
        self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                requests::append(&mut appending, &first)?;
                let restricted = restricting::restrict(tx, &restricted)?;
                let details = json!({ "request": reference, "right": right, "restricted": restricted });
                let subject = about.map(|about| about.0);
                appending.finish(&Act { kind: ActKind::Request, at: now, staff: &staff, subject, details })?;
                Ok(())
            },
            |conn| Ok(requests::all(conn)?.iter().any(|request| request.id == id)),
        )?;
        self.request(&reference)
    }

    /// Every request, in the order they came in.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn requests(&self) -> Result<Vec<Request>, DeskError> {
        Ok(requests::all(self.conn()?)?)
    }

    /// The request of that reference.
    ///
    /// # Errors
    /// [`DeskError::NoSuchRequest`].
    pub fn request(&self, reference: &str) -> Result<Request, DeskError> {
        let wanted = reference.trim().to_uppercase();
        let found = self.requests()?.into_iter().find(|request| request.reference == wanted);
        found.ok_or(DeskError::NoSuchRequest)
    }

    /// Takes a request one step on: who asks was made sure, it gets more time, it was advised on, or it ends. What is carried
    /// out by the desk is closed as done by carrying it out, and by nothing else.
    ///
    /// # Errors
    /// [`DeskError::Step`] where the step cannot follow; [`DeskError::CarryOut`].
    pub fn go_on(&mut self, reference: &str, step: Step) -> Result<Request, DeskError> {
        self.require(Right::Rights)?;
        let request = self.request(reference)?;
        // That the organisation's grounds weigh more is how an objection is decided.
        let done = matches!(step, Step::Closed { outcome: Outcome::Done | Outcome::GroundsWeighMore });
        if done && is_carried_out_here(request.right) {
            return Err(DeskError::CarryOut);
        }
        self.step(&request, step, |_, _| Ok(serde_json::Map::new()))
    }

    /// Appends a step, with whatever `work` does for it, in one act.
    fn step(
        &mut self,
        request: &Request,
        step: Step,
        work: impl FnOnce(&mut Appending<'_>, &Request) -> Result<serde_json::Map<String, serde_json::Value>, DeskError>,
    ) -> Result<Request, DeskError> {
        let today = self.today();
        let after = request.clone().after(step, today)?;
        let (now, staff) = (self.env.now(), self.staff.clone());
        let steps = requests::steps(self.conn()?)?.len();
        self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                let new = NewStep { request: request.id, reference: None, registration: None, made_on: today, step };
                requests::append(&mut appending, &new)?;
                let mut details = work(&mut appending, request)?;
                details.insert("request".to_owned(), json!(request.reference));
                details.insert("step".to_owned(), json!(step));
                let (kind, subject) = (kind_of(request.right, step), request.about.map(|about| about.0));
                let details = details.into();
                appending.finish(&Act { kind, at: now, staff: &staff, subject, details })?;
                Ok(())
            },
            |conn| Ok(requests::steps(conn)?.len() > steps),
        )?;
        Ok(after)
    }

    /// Whom a request is about.
    fn subject_of(&self, request: &Request) -> Result<Registered, DeskError> {
        self.registered(request.about.ok_or(DeskError::NobodyFound)?)
    }

    /// Every registration of the person behind one of theirs that was not undone or erased.
    fn registrations_of(&self, registered: &Registered) -> Result<Vec<Registered>, DeskError> {
        let mut all = Vec::new();
        for row in self.rows_of_person(registered.visitor)? {
            all.extend(registrations::by_row(self.conn()?, row)?.filter(|found| !found.state.is_gone()));
        }
        Ok(all)
    }

    /// Whether something that was asked for keeps a person restricted: an objection or an erasure that is not decided, or a
    /// restriction that was carried out. `but` is the request that is being decided.
    fn holds(&self, registered: &Registered, but: Option<RequestId>) -> Result<(bool, bool), DeskError> {
        let theirs: Vec<_> = self.registrations_of(registered)?.into_iter().map(|each| each.id).collect();
        let about = |request: &Request| request.about.is_some_and(|id| theirs.contains(&id)) && Some(request.id) != but;
        let (mut open, mut restricted) = (false, false);
        for request in self.requests()?.into_iter().filter(about) {
            open |= request.right.restricts_at_once() && request.is_open();
            restricted |= request.right == Asked::Restrict && request.outcome == Some(Outcome::Done);
        }
        Ok((open, restricted))
    }

    fn today(&self) -> NaiveDate {
        self.env.now().date_naive()
    }
}

/// Whether the desk itself does what is asked: then it is closed as done by doing it.
fn is_carried_out_here(right: Asked) -> bool {
    match right {
        Asked::Access | Asked::Portability | Asked::Erase | Asked::Restrict | Asked::Object => true,
        // A correction and a withdrawal have their own use cases; a complaint is answered by people.
        Asked::Rectify | Asked::Withdraw | Asked::Complaint => false,
    }
}

/// What the audit log calls it: what was carried out by its own name.
fn kind_of(right: Asked, step: Step) -> ActKind {
    match (right, step) {
        (Asked::Erase, Step::Closed { outcome: Outcome::Done }) => ActKind::Erase,
        (Asked::Restrict, Step::Closed { outcome: Outcome::Done }) => ActKind::Restrict,
        (Asked::Object, Step::Closed { outcome: Outcome::Done | Outcome::GroundsWeighMore }) => {
            ActKind::DecideObjection
        }
        (Asked::Access | Asked::Portability, Step::Closed { outcome: Outcome::Done }) => ActKind::Copy,
        _ => ActKind::Request,
    }
}

//! What people ask for under their rights (R15 to R20, R25): recorded by whoever is asked, carried out by a lead, each step
//! with an act. What a request does is carried out before it can be closed as done, in the same transaction.

mod complaints;
mod copying;
mod disclosed;
mod erasing;
mod letters;
mod objecting;
mod restricting;
mod showing;

pub use copying::{CopyWritten, PersonCopy};
pub use disclosed::{Concerned, Disclosed};
pub(super) use erasing::{hashes, keeping_out};

pub use erasing::Erasure;
pub use letters::LetterAbout;
pub use showing::{ShownRequest, Subject};

use chrono::NaiveDate;
use serde_json::json;

use crate::domain::act_kind::{ActKind, NotedKind};
use crate::domain::ids::RegistrationId;
use crate::domain::rights::{Arrived, Outcome, Request, RequestId, Right as Asked, Step};
use crate::store::act::{self, Act, Appending};
use crate::store::registrations::{self, Registered};
use crate::store::requests::{self, NewStep};

use super::{Desk, DeskError, Right};
use objecting::Stopped;

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
    /// objects or asks to be forgotten is restricted at once, until it is decided (R18, R20); an objection also stops news at
    /// once and for good, whatever is decided about the rest.
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
        let at_once = registered.as_ref().map_or(Ok(AtOnce::nothing()), |found| self.at_once(right, how, found))?;
        let (now, staff) = (self.env.now(), self.staff.clone());
        self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                requests::append(&mut appending, &first)?;
                let (restricted, stopped) = at_once.carry_out(&mut appending)?;
                let details =
                    json!({ "request": reference, "right": right, "restricted": restricted, "stopped": stopped });
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
        let all = self.all_requests()?;
        self.looked(ActKind::Requests, None, None, all.len());
        Ok(all)
    }

    /// Where every request stands, without whom it is about: what is due is counted by it on every screen.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn standing(&self) -> Result<Vec<Request>, DeskError> {
        Ok(self.all_requests()?.into_iter().map(|request| Request { about: None, ..request }).collect())
    }

    fn all_requests(&self) -> Result<Vec<Request>, DeskError> {
        Ok(requests::all(self.conn()?)?)
    }

    /// The request of that reference.
    ///
    /// # Errors
    /// [`DeskError::NoSuchRequest`].
    pub fn request(&self, reference: &str) -> Result<Request, DeskError> {
        let wanted = super::people::as_written(reference);
        let found = self.all_requests()?.into_iter().find(|request| request.reference == wanted);
        found.ok_or(DeskError::NoSuchRequest)
    }

    /// Takes a request one step on: who asks was made sure, it gets more time, it was advised on, or it ends. What is carried
    /// out by the desk is closed as done by carrying it out, and by nothing else.
    ///
    /// # Errors
    /// [`DeskError::Step`] where the step cannot follow; [`DeskError::CarryOut`]; [`DeskError::NothingTakenBack`] and
    /// [`DeskError::NothingCorrected`] where what was asked for was not done since it arrived; [`DeskError::NoSuchPerson`].
    pub fn go_on(&mut self, reference: &str, step: Step) -> Result<Request, DeskError> {
        self.require(Right::Rights)?;
        let request = self.request(reference)?;
        // That the organisation's grounds weigh more is how an objection is decided.
        let done = matches!(step, Step::Closed { outcome: Outcome::Done | Outcome::GroundsWeighMore });
        if done && is_carried_out_here(request.right) {
            return Err(DeskError::CarryOut);
        }
        if matches!(step, Step::Closed { outcome: Outcome::Done }) && request.is_open() {
            self.was_done_elsewhere(&request)?;
        }
        match step {
            Step::Found { about } => self.is_about(&request, about),
            _ => self.step(&request, step, |_, _| Ok(serde_json::Map::new())),
        }
    }

    /// Says whom a request is about that was recorded before they were found: what holds at once does from now on (R18, R20).
    /// It has to be made sure anew who asks.
    fn is_about(&mut self, request: &Request, about: RegistrationId) -> Result<Request, DeskError> {
        let registered = self.registered(about)?;
        if registered.state.is_gone() {
            return Err(DeskError::Gone);
        }
        let at_once = self.at_once(request.right, request.how, &registered)?;
        self.step(request, Step::Found { about }, |appending, _| {
            let (restricted, stopped) = at_once.carry_out(appending)?;
            let details = [("restricted", restricted), ("stopped", stopped)];
            Ok(details.into_iter().map(|(word, count)| (word.to_owned(), json!(count))).collect())
        })
    }

    /// What a request does at once to whom it is about.
    fn at_once(&self, right: Asked, how: Arrived, registered: &Registered) -> Result<AtOnce, DeskError> {
        if !right.restricts_at_once() {
            return Ok(AtOnce::nothing());
        }
        let rows = self.rows_of_person(registered.visitor)?;
        let objects = right == Asked::Object;
        let stopped = if objects { self.stopping_news(registered, how)? } else { Stopped::none() };
        Ok(AtOnce { rows, stopped })
    }

    /// A correction and a withdrawal are done in their own use cases: one of theirs has to have been done since it arrived.
    fn was_done_elsewhere(&self, request: &Request) -> Result<(), DeskError> {
        let missing = match request.right {
            Asked::Rectify => DeskError::NothingCorrected,
            Asked::Withdraw => DeskError::NothingTakenBack,
            Asked::Access | Asked::Portability | Asked::Erase | Asked::Restrict | Asked::Object | Asked::Complaint => {
                return Ok(());
            }
        };
        if self.is_done_since(request)? { Ok(()) } else { Err(missing) }
    }

    /// Whether what a request asks for was done to any registration of the person on the day it arrived or since: where it is
    /// done in a use case of its own, that says so in the audit log.
    fn is_done_since(&self, request: &Request) -> Result<bool, DeskError> {
        let kinds: &[ActKind] = match request.right {
            Asked::Rectify => &[ActKind::Amend],
            Asked::Withdraw => &[ActKind::Withdraw, ActKind::StopEquality],
            Asked::Access | Asked::Portability | Asked::Erase | Asked::Restrict | Asked::Object | Asked::Complaint => {
                return Ok(false);
            }
        };
        let conn = self.conn()?;
        let found = request.about.ok_or(DeskError::NobodyFound)?;
        let found = registrations::find(conn, found)?.ok_or(DeskError::NoSuchPerson)?;
        for row in self.rows_of_person(found.visitor)? {
            let Some(each) = registrations::by_row(conn, row)? else { continue };
            let acts = act::noted(conn, 1, usize::MAX, Some(each.id.0))?;
            let does = |noted: &act::Noted| kinds.iter().any(|kind| NotedKind::Known(*kind) == noted.kind);
            if acts.iter().any(|noted| does(noted) && noted.at.date_naive() >= request.received) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Appends a step, with whatever `work` does for it, in one act.
    fn step(
        &mut self,
        request: &Request,
        step: Step,
        work: impl FnOnce(&mut Appending<'_>, &Request) -> Result<serde_json::Map<String, serde_json::Value>, DeskError>,
    ) -> Result<Request, DeskError> {
        let today = self.today();
        request.allows(step)?;
        let after = request.clone().after(step, today)?;
        let about = match step {
            Step::Found { about } => Some(self.registered(about)?.row),
            _ => None,
        };
        let (now, staff) = (self.env.now(), self.staff.clone());
        let steps = requests::steps(self.conn()?)?.len();
        self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                let new = NewStep { request: request.id, reference: None, registration: about, made_on: today, step };
                requests::append(&mut appending, &new)?;
                let mut details = work(&mut appending, request)?;
                details.insert("request".to_owned(), json!(request.reference));
                details.insert("step".to_owned(), json!(step));
                let (kind, subject) = (kind_of(request.right, step), after.about.map(|about| about.0));
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

    /// What that was asked for keeps a person restricted. `but` is the request that is being decided.
    fn holds(&self, registered: &Registered, but: Option<RequestId>) -> Result<Holds, DeskError> {
        let theirs: Vec<_> = self.registrations_of(registered)?.into_iter().map(|each| each.id).collect();
        let about = |request: &Request| request.about.is_some_and(|id| theirs.contains(&id)) && Some(request.id) != but;
        let (mut holds, mut decided) = (Holds::default(), None);
        for (order, request) in self.all_requests()?.into_iter().enumerate().filter(|(_, request)| about(request)) {
            holds.open |= request.right.restricts_at_once() && request.is_open();
            holds.restricted |= request.right == Asked::Restrict && request.outcome == Some(Outcome::Done);
            // The newest decision counts; of two on one day, that of the objection that came later.
            if let (Asked::Object, Some(outcome @ (Outcome::Done | Outcome::GroundsWeighMore)), Some(on)) =
                (request.right, request.outcome, request.closed_on)
            {
                decided = decided.max(Some((on, order, outcome == Outcome::Done)));
            }
        }
        holds.for_good = decided.is_some_and(|(_, _, stops)| stops);
        Ok(holds)
    }

    fn today(&self) -> NaiveDate {
        self.env.now().date_naive()
    }
}

/// What a request does at once, in the act that records it.
struct AtOnce {
    /// Taken out of use.
    rows: Vec<i64>,
    /// News that stops.
    stopped: Stopped,
}

impl AtOnce {
    fn nothing() -> Self {
        Self { rows: Vec::new(), stopped: Stopped::none() }
    }

    /// Does it; answers how many registrations were taken out of use, and how many ways of sending news were stopped.
    fn carry_out(&self, appending: &mut Appending<'_>) -> Result<(usize, usize), DeskError> {
        Ok((restricting::restrict(appending.transaction(), &self.rows)?, self.stopped.append(appending)?))
    }
}

/// What keeps a person restricted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Holds {
    /// An objection or an erasure that is not decided.
    open: bool,
    /// A restriction that was asked for and carried out.
    restricted: bool,
    /// An objection that was decided for good: only a newer decision, with advice, undoes it (R20).
    for_good: bool,
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

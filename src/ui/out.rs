//! What goes into a screen and what comes out of it. A screen reads [`Seen`], paints, and leaves its wishes in [`Out`]; the
//! app does them after painting. No screen reaches the desk, the disk or another screen.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::event::Event;
use crate::domain::ids::RegistrationId;
use crate::domain::moment::Instant;
use crate::env::Env;
use crate::worker::opening::Session;
use crate::worker::preferences::Preferences;
use crate::worker::{Request, Status, Ticket, Worker};

use super::toast::Toast;

/// A section of the unlocked desk, in the order of the rail.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Section {
    /// Register a visitor.
    Register,
    /// People, found and shown.
    People,
    /// What people ask for under their rights.
    Rights,
    /// Close the day.
    CloseDay,
    /// Settings of event, form, staff, keys and look.
    Settings,
}

/// What a screen may look at.
pub struct Seen<'a> {
    /// The open desk.
    pub session: &'a Session,
    /// The event at hand.
    pub event: &'a Arc<Event>,
    /// What was set for this computer.
    pub preferences: &'a Preferences,
    /// What is safe, and since when.
    pub status: Status,
    /// The time now.
    pub now: Instant,
    /// The event's own date.
    pub today: NaiveDate,
    /// Ids for what is begun here.
    pub env: &'a Env,
}

/// What a screen wants.
pub enum Wish {
    /// Go to a section.
    Go(Section),
    /// Show the people that these words find, to look on from there.
    Find(String),
    /// Show one person.
    Show(RegistrationId),
    /// Record what one person asks for under their rights.
    Ask(RegistrationId),
    /// Correct what one person said, and come back.
    Correct(RegistrationId),
    /// Correct the email of one person, which looks misspelt, and come back (R17).
    FixEmail(RegistrationId),
    /// Ask for the guardian whom one person waits for, and come back (R11).
    AskGuardian(RegistrationId),
    /// Take back what one person said, and come back.
    TakeBack(RegistrationId),
    /// Show what one person answered, who has just been registered, and come back (R13).
    Receipt(RegistrationId),
    /// Show the badge of one person who has just been registered, and come back (R12).
    Badge(RegistrationId),
    /// Note that one person who has just been registered was recorded already, and come back (R12).
    RecordedAlready(RegistrationId),
    /// Begin a form with this name in it.
    RegisterNamed(String),
    /// Make a new desk, from the door of another.
    NewDesk,
    /// Lock the desk.
    Lock,
    /// Close the window, although the form on it is lost.
    CloseAnyway,
    /// Show the list of keys.
    Keys,
    /// Show the privacy notice.
    Notice,
    /// Say something in the corner.
    Say(Toast),
    /// Set something for this computer.
    Prefer(Preferences),
    /// The events or who works here have changed.
    Refresh,
    /// Try a form before it is saved.
    Try(Box<Event>),
    /// Work at another event.
    Event(crate::domain::code::Code),
}

/// Where a screen leaves what it wants.
pub struct Out<'a> {
    /// Nobody, where nothing may come of what is asked.
    worker: Option<&'a mut Worker>,
    wishes: Vec<Wish>,
}

impl<'a> Out<'a> {
    /// Nothing wanted yet.
    pub fn new(worker: &'a mut Worker) -> Self {
        Self { worker: Some(worker), wishes: Vec::new() }
    }

    /// A place that leads nowhere: nothing that is asked of it is done, or ever answered.
    pub fn nowhere() -> Self {
        Self { worker: None, wishes: Vec::new() }
    }

    /// Asks the desk for something. This never waits; the answer comes with the ticket.
    pub fn ask(&mut self, request: Request) -> Ticket {
        self.worker.as_mut().map_or(Ticket::NEVER, |worker| worker.ask(request))
    }

    /// Whether anything that was asked of the desk is not answered yet.
    #[must_use]
    pub fn is_awaiting(&self) -> bool {
        self.worker.as_ref().is_some_and(|worker| worker.is_busy())
    }

    /// Wants something of the app.
    pub fn wish(&mut self, wish: Wish) {
        self.wishes.push(wish);
    }

    /// What was wanted.
    pub fn into_wishes(self) -> Vec<Wish> {
        self.wishes
    }
}

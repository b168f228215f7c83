//! One thread that owns the desk. The window sends it typed requests and drains its answers between frames, so that it
//! never waits for a disk; a slow one shows as a spinner.
//!
//! Requests are done one after the other, in the order they were sent, but for searches that a newer one has made stale.
//! Dropping the [`Worker`] lets everything that was asked finish first: closing the window waits for writes.

pub mod badges;
mod by_itself;
pub mod closing;
mod failure;
pub mod help_today;
pub mod keeping;
pub mod notices;
pub mod opening;
pub mod people;
pub mod place;
pub mod preferences;
mod public_key;
pub mod register;
pub mod rights;
pub mod settings;
pub mod sleep;
pub mod sticks;
pub mod unfinished;
mod work;

pub use failure::Failure;

// What the window shows comes through here: arrows run one way.
pub use crate::desk::{
    Acknowledged, Addressee, Amendment, AuditRow, BatchHead, BegunForm, BegunNotice, BegunTranslation, Break,
    Certificate, Closed, ContactForgotten, CopyState, CopyWritten, Disclosed, DueKind, DuePerson, Duplicate,
    DuplicatePair, Elsewhere, Erasure, Filter, FoundBy, GuardianSaid, HeldBack, History, Hit, Kdf, Keeping, KeyWords,
    LetterAbout, Letting, ListTaken, Listed, Listing, NewReader, NewRecipient, NewRequest, NoticeStanding, Notices,
    OfficeBatches, OptedOut, OutboxFault, Outlook, Passphrase, PassphraseError, PastVersion, Preview, Progress,
    PublishedNotice, RecoveryCode, Registered, Removal, Review, Right, Saved, ShownRequest, Spot, Subject, Tally,
    ToTell, Told, Whole, suggest_passphrase,
};

use std::collections::{BTreeSet, VecDeque};
use std::path::PathBuf;
use std::thread::JoinHandle;

use chrono::NaiveDate;
use crossbeam_channel::{Receiver, Sender, TryRecvError, TrySendError, bounded};

pub use crate::env::Medium;

use crate::domain::ids::EventId;
use crate::domain::moment::Instant;
use crate::env::Env;

/// How many requests may wait. People ask one thing at a time; more than this means that the disk stands still, and what
/// comes after waits on the window's side.
const WAITING: usize = 64;

/// Names one request, so that its answer is known for what it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Ticket(u64);

impl Ticket {
    /// Of what was asked of nobody: it is never answered.
    pub const NEVER: Self = Self(0);
}

/// Something for the desk to do. It has no `Debug`: it carries what visitors said.
pub enum Request {
    /// The door: which desk, making one, unlocking, locking.
    Opening(opening::Request),
    /// Registering visitors, and their half-filled forms.
    Register(register::Request),
    /// Finding people, and what is held of one.
    People(people::Request),
    /// What people ask for under their rights.
    Rights(rights::Request),
    /// Closing the day.
    Closing(closing::Request),
    /// Setting up events, who works here, and backups.
    Settings(settings::Request),
    /// Privacy notices, and what they say of the organisation.
    Notices(notices::Request),
    /// What is kept, how long and how safely.
    Keeping(keeping::Request),
    /// Words typed into dialogs, which outlive locking.
    Unfinished(unfinished::Request),
    /// Tell from now on when what is plugged in changes, or stop telling.
    Watch(sticks::Watched),
    /// How this computer's window looks.
    Preferences(preferences::Request),
}

/// What came of it.
pub enum Answer {
    /// At the door.
    Opening(opening::Answer),
    /// Of registering.
    Register(register::Answer),
    /// Of people.
    People(people::Answer),
    /// Of what people ask for under their rights.
    Rights(rights::Answer),
    /// Of closing the day.
    Closing(closing::Answer),
    /// Of the settings.
    Settings(settings::Answer),
    /// Of privacy notices.
    Notices(notices::Answer),
    /// Of what is kept.
    Keeping(keeping::Answer),
    /// Of words typed into dialogs.
    Unfinished(unfinished::Answer),
    /// Of how the window looks.
    Preferences(preferences::Preferences),
    /// What is plugged in: how it is when it begins to be watched, and then, belonging to no request, whenever it has changed.
    Plugged(Vec<Medium>),
    /// It was not done, and why.
    Failed(Failure),
    /// What the top bar shows has changed; belongs to no request.
    Status(Status),
    /// Sentences that somebody should know of the desk, found while it was worked at; belong to no request.
    Noticed(Vec<String>),
    /// A newer request made this one stale; nothing was done.
    Stale,
}

/// What is safe, and since when.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Status {
    /// When something was last written, and reached the disk.
    pub saved_at: Option<Instant>,
    /// When the newest backup that is known of was taken (R24).
    pub backed_up_at: Option<Instant>,
    /// When a backup by itself failed last, where none has been made since.
    pub backup_failed_at: Option<Instant>,
    /// At which event, and on which day there, a lead has said where badges go (R22).
    pub badges: Option<(EventId, NaiveDate)>,
}

/// What the thread needs to begin.
pub struct Beginning {
    /// Clock, ids and the place outside the vault.
    pub env: Env,
    /// How hard passphrases are to try; tests take less.
    pub kdf: Kdf,
    /// The desk's folder, where one was named.
    pub folder: Option<PathBuf>,
}

/// The window's side of the thread.
pub struct Worker {
    requests: Option<Sender<(Ticket, Request)>>,
    answers: Receiver<(Ticket, Answer)>,
    thread: Option<JoinHandle<()>>,
    last: u64,
    unsent: VecDeque<(Ticket, Request)>,
    /// What was asked and is not answered yet.
    open: BTreeSet<Ticket>,
    /// The thread is gone: nothing will be answered any more.
    gone: bool,
}

impl Worker {
    /// Starts the thread. `wake` is called after every answer, from that thread.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(beginning: Beginning, wake: impl Fn() + Send + 'static) -> std::io::Result<Self> {
        let (requests, to_do) = bounded(WAITING);
        // Progress is sent while nobody drains: the thread must not wait for a window that is closing.
        let (done, answers) = bounded(WAITING * 16);
        let work = work::Work::new(beginning);
        let thread = spawn(move || work::run(work, &to_do, &done, &wake))?;
        Ok(Self {
            requests: Some(requests),
            answers,
            thread: Some(thread),
            last: 0,
            unsent: VecDeque::new(),
            open: BTreeSet::new(),
            gone: false,
        })
    }

    /// Asks for something. This never waits.
    pub fn ask(&mut self, request: Request) -> Ticket {
        self.last += 1;
        let ticket = Ticket(self.last);
        self.open.insert(ticket);
        self.unsent.push_back((ticket, request));
        self.send_on();
        ticket
    }

    /// The next answer, if there is one. This never waits.
    pub fn next_answer(&mut self) -> Option<(Ticket, Answer)> {
        self.send_on();
        match self.answers.try_recv() {
            Ok((ticket, answer)) => {
                if answer.is_last() {
                    self.open.remove(&ticket);
                }
                Some((ticket, answer))
            }
            Err(TryRecvError::Empty) => None,
            // Everything that is still asked is answered with that, so that the window can say so, and close.
            Err(TryRecvError::Disconnected) => {
                self.gone = true;
                self.unsent.clear();
                self.open.pop_first().map(|ticket| (ticket, Answer::Failed(Failure::Gone)))
            }
        }
    }

    /// Whether anything that was asked is not answered yet.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        !self.open.is_empty()
    }

    fn send_on(&mut self) {
        let Some(requests) = self.requests.as_ref().filter(|_| !self.gone) else { return };
        while let Some(next) = self.unsent.pop_front() {
            match requests.try_send(next) {
                Ok(()) => {}
                Err(TrySendError::Full(next) | TrySendError::Disconnected(next)) => {
                    self.unsent.push_front(next);
                    return;
                }
            }
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(requests) = self.requests.take() {
            for waiting in self.unsent.drain(..) {
                _ = requests.send(waiting);
            }
        }
        if let Some(thread) = self.thread.take() {
            _ = thread.join();
        }
    }
}

impl Answer {
    /// Whether nothing more comes for its request.
    fn is_last(&self) -> bool {
        !matches!(
            self,
            Self::Status(_)
                | Self::Noticed(_)
                | Self::Closing(closing::Answer::Progress(_))
                | Self::Keeping(keeping::Answer::Letting(_))
        )
    }
}

#[expect(clippy::disallowed_methods, reason = "the one thread that outlives its caller; dropping the worker joins it")]
fn spawn(work: impl FnOnce() + Send + 'static) -> std::io::Result<JoinHandle<()>> {
    std::thread::Builder::new().name("desk".to_owned()).spawn(work)
}

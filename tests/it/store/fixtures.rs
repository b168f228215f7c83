//! A ledger to test with: the tables, an event, and visitors registered through the same functions as at the desk.

use std::path::Path;

use chrono::{DateTime, FixedOffset, NaiveDate};
use lanyard::domain::act_kind::ActKind;
use lanyard::domain::answer::{How, NoticeCard, Said};
use lanyard::domain::draft::{AnswerDraft, RegistrationDraft};
use lanyard::domain::event::Event;
use lanyard::domain::form::Field;
use lanyard::domain::ids::{AnswerId, DeskId, EventId, RegistrationId, VisitorId};
use lanyard::domain::moment::AnsweredAt;
use lanyard::domain::purpose::{Question, SpecialPair};
use lanyard::domain::record::{RegistrationRecord, encode};
use lanyard::domain::registration::Registration;
use lanyard::domain::staff::Handle;
use lanyard::lists::event_file::{EXAMPLE_EVENT, EventFile};
use lanyard::store::act::{self, Act, Appending, Founding};
use lanyard::store::erase::{self, Reason};
use lanyard::store::registrations::{self, NewRegistration, State};
use lanyard::store::{MIGRATIONS, StoreError, answers, events, search};
use rusqlite::Connection;
use serde_json::json;
use uuid::Uuid;

/// The tables and an event; everything in it was appended by acts.
pub(super) struct Ledger {
    pub(super) conn: Connection,
    pub(super) event: Event,
    event_version: i64,
}

/// How a database is opened, but for its key.
const PRAGMAS: &str = "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA secure_delete = ON;
    PRAGMA journal_mode = WAL;";

/// Tables in memory, with SQLCipher's own key set.
pub(super) fn tables() -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(&format!("PRAGMA key = \"x'{}'\"; {PRAGMAS}", "5a".repeat(48))).unwrap();
    MIGRATIONS.iter().for_each(|script| conn.execute_batch(script).unwrap());
    conn
}

/// Tables in a file that has no key, so that a test can read every byte.
pub(super) fn plain_tables(file: &Path) -> Connection {
    let conn = Connection::open(file).unwrap();
    conn.execute_batch(PRAGMAS).unwrap();
    MIGRATIONS.iter().for_each(|script| conn.execute_batch(script).unwrap());
    conn
}

pub(super) fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-21T12:00:00+00:00").unwrap()
}

pub(super) fn today() -> NaiveDate {
    now().date_naive()
}

pub(super) fn staff() -> Handle {
    Handle::parse("alex").unwrap()
}

pub(super) fn visitor(number: u128) -> VisitorId {
    VisitorId(Uuid::from_u128(0x1_0000 + number))
}

impl Ledger {
    /// In memory.
    pub(super) fn new() -> Self {
        Self::over(tables())
    }

    /// Over tables that are there. Its first act sets the event up.
    pub(super) fn over(conn: Connection) -> Self {
        let event = EventFile::parse(EXAMPLE_EVENT).unwrap().event(EventId(Uuid::from_u128(1)), None).unwrap();
        let mut ledger = Self { conn, event, event_version: 0 };
        let founding = Founding { desk: DeskId(7), signing_key: &[1], signing_since: 1, suppression_key: &[2] };
        let tx = ledger.conn.transaction().unwrap();
        act::found_desk(&tx, &founding).unwrap();
        tx.commit().unwrap();
        let event = ledger.event.clone();
        ledger.act(ActKind::NewEvent, |appending| events::append(appending, &event));
        ledger.event_version = events::find(&ledger.conn, event.id()).unwrap().unwrap().version;
        ledger
    }

    /// Does one act.
    pub(super) fn act<T>(
        &mut self,
        kind: ActKind,
        rows: impl FnOnce(&mut Appending<'_>) -> Result<T, StoreError>,
    ) -> T {
        let tx = self.conn.transaction().unwrap();
        let mut appending = act::begin(&tx).unwrap();
        let done = rows(&mut appending).unwrap();
        let act = Act { kind, at: now(), staff: &staff(), subject: None, details: json!({}) };
        appending.finish(&act).unwrap();
        tx.commit().unwrap();
        done
    }

    /// Registers whoever a form describes; gives the row and what the form became.
    pub(super) fn register(&mut self, form: &Form) -> (i64, Registration) {
        let registration = self.parse(form);
        let record = encode(&registration);
        let reference = format!("R{}", form.number);
        let new = NewRegistration {
            id: registration.id(),
            visitor: registration.visitor(),
            event: self.event.id(),
            reference: &reference,
            registered_at: now(),
            local_day: today(),
        };
        let version = self.event_version;
        let row = self.act(ActKind::Register, |appending| {
            let row = registrations::append(appending, &new)?;
            registrations::append_version(appending, row, 1, version, None, &record)?;
            for answer in registration.answers() {
                answers::append(appending, row, answer)?;
            }
            Ok(row)
        });
        self.write(|tx| {
            registration.special().iter().try_for_each(|value| answers::keep_special(tx, row, value))?;
            search::index(tx, row)
        });
        (row, registration)
    }

    /// What a form becomes.
    pub(super) fn parse(&self, form: &Form) -> Registration {
        let parsed = form.draft(&self.event).parse(&self.event, today());
        parsed.unwrap_or_else(|errors| panic!("the form has errors: {errors:?}")).registration
    }

    /// Corrects what was said.
    pub(super) fn amend(&mut self, row: i64, version: u32, record: &RegistrationRecord) {
        let event_version = self.event_version;
        self.act(ActKind::Amend, |appending| {
            registrations::append_version(appending, row, version, event_version, Some("misheard"), record)
        });
    }

    /// Erases what was said.
    pub(super) fn erase(&mut self, row: i64, reason: Reason) {
        self.act(ActKind::Erase, |appending| erase::registration(appending, row, now(), reason));
        let state = if reason == Reason::Undone { State::Undone } else { State::Erased };
        self.write(|tx| registrations::set_state(tx, row, state));
    }

    /// Writes something that belongs to no act.
    pub(super) fn write<T>(&mut self, write: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, StoreError>) -> T {
        let tx = self.conn.transaction().unwrap();
        let done = write(&tx).unwrap();
        tx.commit().unwrap();
        done
    }
}

/// What is on a form.
#[derive(Clone, Default)]
pub(super) struct Form {
    /// Makes its ids.
    pub(super) number: u128,
    fields: Vec<(Field, String)>,
    answers: Vec<(Question, Said)>,
    details: Vec<(SpecialPair, String)>,
}

/// Somebody grown up.
pub(super) fn adult(number: u128, given: &str, family: &str) -> Form {
    Form::blank(number)
        .with(Field::GivenName, given)
        .with(Field::FamilyName, family)
        .with(Field::DateOfBirth, "1990-05-04")
}

impl Form {
    /// A form with nothing on it.
    pub(super) fn blank(number: u128) -> Self {
        Self { number, ..Self::default() }
    }

    pub(super) fn with(mut self, field: Field, typed: &str) -> Self {
        self.fields.push((field, typed.to_owned()));
        self
    }

    pub(super) fn said(mut self, question: Question, said: Said) -> Self {
        self.answers.push((question, said));
        self
    }

    pub(super) fn detail(mut self, pair: SpecialPair, typed: &str) -> Self {
        self.details.push((pair, typed.to_owned()));
        self.said(Question::Special(pair), Said::Yes)
    }

    /// The form as it is filled in.
    pub(super) fn draft(&self, event: &Event) -> RegistrationDraft {
        let id = RegistrationId(Uuid::from_u128(0x2_0000 + self.number));
        let mut draft = RegistrationDraft::new(id, visitor(self.number));
        draft.fields.extend(self.fields.iter().cloned());
        draft.details.extend(self.details.iter().cloned());
        for (position, &(question, said)) in self.answers.iter().enumerate() {
            let id = AnswerId(Uuid::from_u128(0x100_0000 + self.number * 100 + position as u128));
            let answer = AnswerDraft {
                id,
                said,
                answered: AnsweredAt::now(now()),
                how: How::OnScreen,
                notice_card: NoticeCard::Given,
                notice: event.notice_hash(),
                staff: staff(),
                paper_form: None,
            };
            draft.answers.insert(question, answer);
        }
        draft
    }
}

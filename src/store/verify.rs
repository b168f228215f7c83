//! Proving the ledger (R13): every commitment is worked out again from its row, every act's from its rows, and the chain
//! from the acts; then what the tables say of each other.
//!
//! It reads each table once, in the order of the acts, and keeps one act's commitments in memory. What it cannot see is a
//! ledger that was cut short at its end: the vault remembers elsewhere how far it had got.

mod consistency;
mod rows;

use std::fmt;

use rusqlite::{Connection, Row};

use super::act::{self, ActColumns, CHAIN_START, Head};
use super::{StoreError, sql};

use rows::Cursor;

/// A ledger that holds together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Whole {
    /// How many acts.
    pub acts: u64,
    /// How many rows belong to them.
    pub rows: u64,
    /// How many registrations, erased ones among them.
    pub registrations: u64,
    /// How many answers, erased ones among them.
    pub answers: u64,
    /// The last act.
    pub head: Head,
}

/// The first place where a ledger is not as it was written. It names numbers and kinds of rows, never what is in them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Break {
    /// The number of the act; `None` where what is wrong belongs to no act.
    pub act: Option<u64>,
    /// What is wrong.
    pub what: Fault,
}

/// What can be wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// An act is missing before this one.
    ActMissing,
    /// The act itself was changed, or a row of it was taken away, added, or changed together with its commitment.
    ActChanged,
    /// The chain does not lead from the act before to this one.
    Chain,
    /// A row does not say what it committed to.
    RowChanged(Table, u32),
    /// A row cannot be read, because it holds something that the program never writes.
    RowUnreadable(Table, u32),
    /// A row belongs to no act, or to no place in it.
    RowOutOfPlace(Table, u32),
    /// What was said was erased, and no tombstone says why.
    ErasedWithoutTombstone(Table, u32),
    /// A tombstone stands, and what was said is still there.
    NotErased(Table, u32),
    /// A notice's text is not the one that its hash names.
    Notice,
    /// A registration's state and its tombstone disagree.
    State,
    /// A value of a special category hangs on no Yes of its own registration, or on one that no longer stands (R3).
    SpecialWithoutYes,
    /// Equality answers stand under a pseudonym that belongs to nobody who is kept (R4, R18).
    EqualityOfNobody,
    /// A child's details are kept, and no guardian said Yes to both questions (R11).
    ChildWithoutGuardian,
    /// A child whom a list brought does not wait, and nobody met their guardian (R11).
    ChildNotConfirmed,
    /// Search terms of a registration that is erased or was never there.
    SearchTerms,
    /// What registrations are looked up by does not lead to them, leads elsewhere, or to two of them.
    LookupKeys,
    /// A row refers to one that is not there.
    Reference(String),
    /// It cannot be read to its end, since pages are damaged.
    Unreadable,
}

/// The kinds of rows that an act commits to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Table {
    /// A registration's own row.
    Registration,
    /// What was said with it.
    Version,
    /// An answer to a consent question.
    Answer,
    /// An event's settings.
    Event,
    /// "Same person" or "not the same".
    Link,
    /// That a registration was erased.
    Tombstone,
    /// A batch: to whom, and what of each person it holds.
    Batch,
    /// A step of what somebody asks for under their rights.
    Request,
    /// What somebody complained of, or was answered.
    Complaint,
    /// That an emergency contact was let go.
    Lapse,
    /// The exception for a professional.
    Exception,
    /// A list that was taken in.
    VisitorList,
    /// That a list brought a registration.
    Listed,
    /// That somebody was told where their details came from.
    ToldSource,
    /// That a guardian's consent was confirmed.
    GuardianConfirmation,
    /// A recording to be taken out.
    Removal,
    /// How looking for one ended.
    RemovalEnd,
    /// A version of a notice that begins on a later day.
    ComingNotice,
    /// How its waiting ended.
    ComingNoticeEnd,
    /// A version of a notice in another language.
    NoticeTranslation,
}

/// Why going through the ledger stopped.
enum Stop {
    Broken(Break),
    Store(StoreError),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<rusqlite::Error> for Stop {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Goes through the whole ledger.
///
/// # Errors
/// When the tables cannot be read. A ledger that was changed is an answer, not an error.
pub fn verify(conn: &Connection) -> Result<Result<Whole, Break>, StoreError> {
    verify_telling(conn, &mut |_, _| ())
}

/// The same, with word of how many acts of how many are proven.
///
/// # Errors
/// As [`verify`].
pub fn verify_telling(conn: &Connection, tell: &mut dyn FnMut(u64, u64)) -> Result<Result<Whole, Break>, StoreError> {
    // One moment for all the tables, also while somebody writes.
    let snapshot = conn.unchecked_transaction()?;
    match chain(&snapshot, tell).and_then(|whole| consistency::check(&snapshot).map(|()| whole)) {
        Ok(whole) => Ok(Ok(whole)),
        Err(Stop::Broken(found)) => Ok(Err(found)),
        Err(Stop::Store(error)) => Err(error),
    }
}

/// Acts between two words of how far it is.
const TOLD_EVERY: u64 = 64;

fn chain(conn: &Connection, tell: &mut dyn FnMut(u64, u64)) -> Result<Whole, Stop> {
    let of =
        conn.query_row("SELECT coalesce(max(sequence), 0) FROM act", [], |row| row.get::<_, i64>(0))?.unsigned_abs();
    let mut statements = rows::prepare(conn)?;
    let mut cursors = statements.iter_mut().map(Cursor::open).collect::<Result<Vec<_>, _>>()?;
    let mut acts = conn.prepare(
        "SELECT sequence, epoch, kind, at, at_offset, staff, subject, details, commitment, chain FROM act
         ORDER BY sequence",
    )?;
    let mut acts = acts.query([])?;
    let mut head = Head { sequence: 0, chain: CHAIN_START };
    let mut commitments = Vec::new();
    while let Some(act) = acts.next()? {
        let sequence = head.sequence + 1;
        if act.get::<_, i64>(0)? != number(sequence) {
            return Err(broken(Some(sequence), Fault::ActMissing));
        }
        rows::of_act(&mut cursors, sequence, &mut commitments)?;
        head = Head { sequence, chain: next(&head, act, &commitments)? };
        if sequence % TOLD_EVERY == 1 {
            tell(sequence, of);
        }
    }
    rows::nothing_left(&cursors)?;
    let count = |table| cursors.iter().filter(|cursor| cursor.table == table).map(|cursor| cursor.seen).sum();
    let (registrations, answers) = (count(Table::Registration), count(Table::Answer));
    let rows = cursors.iter().map(|cursor| cursor.seen).sum();
    Ok(Whole { acts: head.sequence, rows, registrations, answers, head })
}

/// The chain's value after an act, where both its commitment and the chain are what they should be.
fn next(head: &Head, act: &Row<'_>, rows: &[[u8; 32]]) -> Result<[u8; 32], Stop> {
    let sequence = head.sequence + 1;
    let text = |column| act.get::<_, String>(column);
    let (kind, at, staff, details) = (text(2)?, text(3)?, text(5)?, text(7)?);
    let subject: Option<Vec<u8>> = act.get(6)?;
    let columns = ActColumns {
        sequence,
        epoch: act.get(1)?,
        kind: &kind,
        at: &at,
        at_offset: act.get(4)?,
        staff: &staff,
        subject: subject.as_deref(),
        details: &details,
    };
    let commitment = act::commitment(&columns, rows);
    if sql::digest(&act.get::<_, Vec<u8>>(8)?)? != commitment {
        return Err(broken(Some(sequence), Fault::ActChanged));
    }
    let chain = act::chain(&head.chain, &commitment);
    if sql::digest(&act.get::<_, Vec<u8>>(9)?)? != chain {
        return Err(broken(Some(sequence), Fault::Chain));
    }
    Ok(chain)
}

fn broken(act: Option<u64>, what: Fault) -> Stop {
    Stop::Broken(Break { act, what })
}

/// An act's number as its column.
fn number(sequence: u64) -> i64 {
    i64::try_from(sequence).unwrap_or(i64::MAX)
}

impl std::error::Error for Break {}

impl fmt::Display for Break {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.act {
            Some(act) => write!(f, "The ledger was changed at act {act}: {}.", self.what)?,
            None => write!(f, "The ledger was changed: {}.", self.what)?,
        }
        f.write_str(" Keep this vault as it is and tell the data protection officer.")
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ActMissing => f.write_str("this act is missing"),
            Self::ActChanged => f.write_str("the act was changed, or its rows are not the ones it was made with"),
            Self::Chain => f.write_str("the act does not follow from the one before"),
            Self::RowChanged(table, ordinal) => write!(f, "its row {ordinal}, {table}, was changed"),
            Self::RowUnreadable(table, ordinal) => write!(f, "its row {ordinal}, {table}, cannot be read"),
            Self::RowOutOfPlace(table, ordinal) => write!(f, "its row {ordinal}, {table}, is out of place"),
            Self::ErasedWithoutTombstone(table, ordinal) => {
                write!(f, "its row {ordinal}, {table}, was erased, and nothing says why")
            }
            Self::NotErased(table, ordinal) => write!(f, "its row {ordinal}, {table}, should have been erased"),
            Self::Notice => f.write_str("a notice's text was changed"),
            Self::State => f.write_str("a registration's state and its tombstone disagree"),
            Self::SpecialWithoutYes => f.write_str("a protected detail is kept without its Yes"),
            Self::EqualityOfNobody => f.write_str("equality answers are kept of somebody who is gone"),
            Self::ChildWithoutGuardian => f.write_str("a child's details are kept without their guardian's Yes"),
            Self::ChildNotConfirmed => f.write_str(
                "a child whom a list brought does not wait, and nobody confirmed that their guardian agreed",
            ),
            Self::LookupKeys => f.write_str("what registrations are looked up by does not lead to each of them alone"),
            Self::SearchTerms => f.write_str("search terms are kept of a registration that is gone"),
            Self::Reference(table) => write!(f, "a row of {table} refers to one that is not there"),
            Self::Unreadable => f.write_str("it cannot be read to its end, since pages are damaged"),
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Registration => "a registration",
            Self::Version => "what was said with a registration",
            Self::Answer => "an answer",
            Self::Event => "an event's settings",
            Self::Link => "a link between two visitors",
            Self::Tombstone => "a tombstone",
            Self::Batch => "a batch or what it disclosed",
            Self::Request => "a step of a request",
            Self::Complaint => "the words of a complaint",
            Self::Exception => "an exception for a professional",
            Self::VisitorList => "where a list of visitors comes from",
            Self::ToldSource => "that somebody was told where their details came from",
            Self::Listed => "that a list brought a registration",
            Self::GuardianConfirmation => "that a guardian's consent was confirmed",
            Self::Removal => "a recording to be taken out",
            Self::RemovalEnd => "how looking for a recording ended",
            Self::ComingNotice => "a notice that begins later",
            Self::ComingNoticeEnd => "how a notice that begins later began or was called off",
            Self::NoticeTranslation => "a notice in another language",
            Self::Lapse => "the note that an emergency contact was let go",
        })
    }
}

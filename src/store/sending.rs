//! What a reserved batch holds, row by row, as it was reserved: people are read for writing them out at once, and answers, ten
//! times as many, are copied out so that another thread can write them while more are read.

use std::collections::HashMap;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use crate::domain::record::RegistrationRecord;

use super::{StoreError, sql};

/// One person who is in a batch with at least one column, while their row is at hand.
pub struct SentPerson<'r> {
    row: &'r Row<'r>,
    /// The registration's row.
    pub registration: i64,
    /// Its id.
    pub id: Uuid,
    /// The visitor's id.
    pub visitor: Uuid,
    /// Which columns go out: bits at positions in `Column::ALL`.
    pub columns: u64,
    /// What stood for each of `Medium::ALL` when the batch was reserved.
    pub recordings: u64,
}

/// Answers that were copied out of the database, in the order of the ledger.
#[derive(Default)]
pub struct SentAnswers {
    rows: Vec<Answered>,
    /// The texts of all of them, one after the other.
    texts: Vec<u8>,
}

/// What is no text of one answer, and where each of its texts ends.
#[derive(Clone, Copy)]
struct Answered {
    registration: i64,
    of: Uuid,
    visitor: Uuid,
    id: Uuid,
    notice: [u8; 32],
    statement: i64,
    answered_offset: i64,
    place: (u32, u32, i64),
    ends: [usize; TEXTS],
}

/// One of them.
#[derive(Clone, Copy)]
pub struct SentAnswer<'p> {
    row: &'p Answered,
    /// The texts of all of them up to its own last.
    texts: &'p [u8],
    /// Where its own begin.
    begin: usize,
}

/// What is text of an answer, in the order of its columns.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "each is a column of `consent_event`, explained where the schema is")]
pub enum AnswerText {
    Question,
    Said,
    AnsweredAt,
    Certainty,
    EnteredAt,
    How,
    GivenBy,
    PaperForm,
    Staff,
    NoticeCard,
    Language,
}

/// How many texts an answer has.
const TEXTS: usize = AnswerText::Language as usize + 1;

/// As many bytes of text are copied before they are passed on.
const PASSED_ON: usize = 64 * 1024;

/// Where the columns of the record begin.
const RECORD: usize = 9;

const PERSON: &str = "disclosure.registration, registration.id, visitor, disclosure.columns, recordings, reference,
    registered_at, registered_offset, iif (version.version > 1, (SELECT at FROM act WHERE sequence = version.act), NULL)";

/// Shows everybody in a batch, oldest first, in the version that was reserved. Whoever was undone, erased, restricted or put
/// to wait since is left out; the next batch says so. `only` narrows it to some registrations, by their rows.
///
/// # Errors
/// When the tables cannot be read; whatever `visit` fails with.
pub fn people<E: From<StoreError>>(
    conn: &Connection,
    batch: i64,
    only: Option<&[i64]>,
    mut visit: impl FnMut(&SentPerson<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let said = RegistrationRecord::COLUMNS.join(", ");
    let one = if only.is_some() { "AND disclosure.registration = ?2" } else { "" };
    let query = format!(
        "SELECT {PERSON}, {said} FROM disclosure
             CROSS JOIN registration ON registration.row = disclosure.registration
             CROSS JOIN registration_version AS version
                 ON version.place = (disclosure.registration << 20) + disclosure.version
         WHERE batch = ?1 {one} AND disclosure.columns <> 0 AND version.salt IS NOT NULL
             AND state NOT IN ('restricted', 'quarantined')
         ORDER BY disclosure.registration"
    );
    let mut statement = conn.prepare_cached(&query).map_err(StoreError::from)?;
    let mut all = |mut rows: rusqlite::Rows<'_>| {
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            visit(&person(row)?)?;
        }
        Ok(())
    };
    let Some(only) = only else { return all(statement.query([batch]).map_err(StoreError::from)?) };
    only.iter().try_for_each(|one| all(statement.query(params![batch, one]).map_err(StoreError::from)?))
}

/// Copies out every answer, up to the last act that the batch takes in, of everybody who is in it with at least one column, and
/// passes them on, some hundreds at a time.
///
/// # Errors
/// When the tables cannot be read; whatever `pass` fails with.
pub fn answers<E: From<StoreError>>(
    conn: &Connection,
    batch: i64,
    mut pass: impl FnMut(SentAnswers) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement = conn.prepare_cached(ANSWERS).map_err(StoreError::from)?;
    let mut rows = statement.query([batch]).map_err(StoreError::from)?;
    let mut copied = SentAnswers::default();
    while let Some(row) = rows.next().map_err(StoreError::from)? {
        copied.copy(row)?;
        if copied.texts.len() >= PASSED_ON {
            let next =
                SentAnswers { rows: Vec::with_capacity(copied.rows.len()), texts: Vec::with_capacity(2 * PASSED_ON) };
            pass(std::mem::replace(&mut copied, next))?;
        }
    }
    pass(copied)
}

/// The words of every statement that answers were given to, by the number that [`SentAnswer::statement`] gives.
///
/// # Errors
/// When the tables cannot be read.
pub fn statements(conn: &Connection) -> Result<HashMap<i64, String>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT id, text FROM statement")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Where the texts begin.
const ANSWER_TEXTS: usize = 10;

/// In the order of [`AnswerText`] from [`ANSWER_TEXTS`] on.
const ANSWERS: &str =
    "SELECT disclosure.registration, registration.id, visitor, consent_event.id, notice, statement, answered_offset,
        consent_event.desk, consent_event.epoch, consent_event.sequence,
        question, said, answered_at, certainty, entered_at, how, given_by, paper_form, staff, notice_card, language
    FROM batch CROSS JOIN disclosure ON disclosure.batch = batch.row
        CROSS JOIN registration ON registration.row = disclosure.registration
        CROSS JOIN consent_event
            ON place BETWEEN disclosure.registration << 20 AND (disclosure.registration << 20) + 1048575
    WHERE batch.row = ?1 AND disclosure.columns <> 0 AND question IS NOT NULL AND consent_event.act <= through_act
        AND registration.state NOT IN ('restricted', 'quarantined')
    ORDER BY disclosure.registration, place";

fn person<'r>(row: &'r Row<'r>) -> Result<SentPerson<'r>, StoreError> {
    Ok(SentPerson {
        row,
        registration: row.get(0)?,
        id: uuid(row, 1)?,
        visitor: uuid(row, 2)?,
        columns: row.get::<_, i64>(3)?.cast_unsigned(),
        recordings: row.get::<_, i64>(4)?.cast_unsigned(),
    })
}

impl SentPerson<'_> {
    /// What the badge says.
    ///
    /// # Errors
    /// When the row does not hold together.
    pub fn reference(&self) -> Result<&str, StoreError> {
        text(self.row, 5).map(Option::unwrap_or_default)
    }

    /// When they registered, in UTC, and the offset that the clock showed, in minutes.
    ///
    /// # Errors
    /// When the row does not hold together.
    pub fn registered(&self) -> Result<(&str, i64), StoreError> {
        Ok((text(self.row, 6)?.unwrap_or_default(), self.row.get(7)?))
    }

    /// When the version that goes out was amended, in UTC.
    ///
    /// # Errors
    /// When the row does not hold together.
    pub fn amended_at(&self) -> Result<Option<&str>, StoreError> {
        text(self.row, 8)
    }

    /// What was said, by its position in [`RegistrationRecord::COLUMNS`].
    ///
    /// # Errors
    /// When the row does not hold together.
    pub fn said(&self, position: usize) -> Result<Option<&str>, StoreError> {
        text(self.row, RECORD + position)
    }
}

impl SentAnswers {
    fn copy(&mut self, row: &Row<'_>) -> Result<(), StoreError> {
        let registration = row.get(0)?;
        // Ten answers in a row are one person's.
        let (of, visitor) = match self.rows.last().filter(|last| last.registration == registration) {
            Some(last) => (last.of, last.visitor),
            None => (uuid(row, 1)?, uuid(row, 2)?),
        };
        let mut ends = [0; TEXTS];
        for (at, end) in ends.iter_mut().enumerate() {
            match row.get_ref(ANSWER_TEXTS + at)? {
                ValueRef::Text(text) => self.texts.extend_from_slice(text),
                ValueRef::Null => {}
                _ => return Err(StoreError::unreadable("text")),
            }
            *end = self.texts.len();
        }
        self.rows.push(Answered {
            registration,
            of,
            visitor,
            id: uuid(row, 3)?,
            notice: sql::digest(blob(row, 4)?)?,
            statement: row.get(5)?,
            answered_offset: row.get(6)?,
            place: (row.get(7)?, row.get(8)?, row.get(9)?),
            ends,
        });
        Ok(())
    }

    /// Each of them, in the order of the ledger.
    pub fn iter(&self) -> impl Iterator<Item = SentAnswer<'_>> {
        self.rows.iter().scan(0, |next, row| {
            let begin = std::mem::replace(next, row.ends.last().copied().unwrap_or_default());
            Some(SentAnswer { row, texts: self.texts.get(..*next)?, begin })
        })
    }
}

impl<'p> SentAnswer<'p> {
    /// The registration's row.
    #[must_use]
    pub fn registration(&self) -> i64 {
        self.row.registration
    }

    /// The answer's id.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.row.id
    }

    /// The ids of the registration and of the visitor.
    #[must_use]
    pub fn of(&self) -> (Uuid, Uuid) {
        (self.row.of, self.row.visitor)
    }

    /// One of its texts; empty where there is none.
    ///
    /// # Errors
    /// When it is no text.
    pub fn text(&self, which: AnswerText) -> Result<&'p str, StoreError> {
        let at = which as usize;
        let begin = at.checked_sub(1).map_or(self.begin, |before| self.row.ends[before]);
        let bytes = self.texts.get(begin..self.row.ends[at]).unwrap_or_default();
        std::str::from_utf8(bytes).map_err(|_| StoreError::unreadable("text"))
    }

    /// The hash of the notice that it was given under.
    #[must_use]
    pub fn notice(&self) -> [u8; 32] {
        self.row.notice
    }

    /// The number of the statement that it was given to, among [`statements`].
    #[must_use]
    pub fn statement(&self) -> i64 {
        self.row.statement
    }

    /// The offset that the clock showed when it was given, in minutes.
    #[must_use]
    pub fn answered_offset(&self) -> i64 {
        self.row.answered_offset
    }

    /// The desk and the epoch it was entered in, and the act's number there.
    #[must_use]
    pub fn place(&self) -> (u32, u32, i64) {
        self.row.place
    }
}

fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<Option<&'r str>, StoreError> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        value => value.as_str().map(Some).map_err(|_| StoreError::unreadable("text")),
    }
}

fn blob<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r [u8], StoreError> {
    row.get_ref(column)?.as_blob().map_err(|_| StoreError::unreadable("id"))
}

fn uuid(row: &Row<'_>, column: usize) -> Result<Uuid, StoreError> {
    sql::id(blob(row, column)?)
}

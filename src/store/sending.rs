//! What a reserved batch holds, row by row, as it was reserved: read for writing it out, without copying what is in it.

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

/// One answer of somebody who is in a batch, while its row is at hand.
pub struct SentAnswer<'r> {
    row: &'r Row<'r>,
    /// The registration's row.
    pub registration: i64,
    /// The answer's id.
    pub id: Uuid,
    /// The registration's id.
    pub of: Uuid,
    /// The visitor's id.
    pub visitor: Uuid,
}

/// A column of an answer that is text.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "each is a column of `consent_event`, explained where the schema is")]
pub enum AnswerText {
    Question = 6,
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
    Statement,
}

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

/// Shows every answer, up to the last act that the batch takes in, of everybody who is in it with at least one column.
///
/// # Errors
/// When the tables cannot be read; whatever `visit` fails with.
pub fn answers<E: From<StoreError>>(
    conn: &Connection,
    batch: i64,
    mut visit: impl FnMut(&SentAnswer<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement = conn.prepare_cached(ANSWERS).map_err(StoreError::from)?;
    let mut rows = statement.query([batch]).map_err(StoreError::from)?;
    while let Some(row) = rows.next().map_err(StoreError::from)? {
        visit(&answer(row)?)?;
    }
    Ok(())
}

/// In the order of [`AnswerText`] from its sixth column on.
const ANSWERS: &str =
    "SELECT disclosure.registration, consent_event.id, registration.id, visitor, notice, answered_offset,
        question, said, answered_at, certainty, entered_at, how, given_by, paper_form, staff, notice_card, language,
        text, consent_event.desk, consent_event.epoch, consent_event.sequence
    FROM batch CROSS JOIN disclosure ON disclosure.batch = batch.row
        CROSS JOIN registration ON registration.row = disclosure.registration
        CROSS JOIN consent_event
            ON place BETWEEN disclosure.registration << 20 AND (disclosure.registration << 20) + 1048575
        CROSS JOIN statement ON statement.id = statement
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

fn answer<'r>(row: &'r Row<'r>) -> Result<SentAnswer<'r>, StoreError> {
    Ok(SentAnswer { row, registration: row.get(0)?, id: uuid(row, 1)?, of: uuid(row, 2)?, visitor: uuid(row, 3)? })
}

impl SentAnswer<'_> {
    /// One of its texts; `None` where there is none.
    ///
    /// # Errors
    /// When the row does not hold together.
    pub fn text(&self, which: AnswerText) -> Result<Option<&str>, StoreError> {
        text(self.row, which as usize)
    }

    /// The hash of the notice that it was given under.
    ///
    /// # Errors
    /// When the row does not hold together.
    pub fn notice(&self) -> Result<[u8; 32], StoreError> {
        sql::digest(blob(self.row, 4)?)
    }

    /// The offset that the clock showed when it was given, in minutes.
    ///
    /// # Errors
    /// When the row does not hold together.
    pub fn answered_offset(&self) -> Result<i64, StoreError> {
        Ok(self.row.get(5)?)
    }

    /// The desk and the epoch it was entered in, and the act's number there.
    ///
    /// # Errors
    /// When the row does not hold together.
    pub fn place(&self) -> Result<(u32, u32, i64), StoreError> {
        Ok((self.row.get(18)?, self.row.get(19)?, self.row.get(20)?))
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

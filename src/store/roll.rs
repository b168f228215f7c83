//! Everybody of an event with all that a permit depends on, in one pass over the tables: a hundred thousand people and a
//! million answers without a query for each, but for those who answered a question more than once.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, Rows, params};

use crate::domain::answer::{GivenBy, Said};
use crate::domain::ids::{EventId, VisitorId};
use crate::domain::ledger::{Standing, counts, standing_of_one};
use crate::domain::permit::Standings;
use crate::domain::purpose::Question;

use super::registrations::State;
use super::{StoreError, answers, sql};

/// One registration, as its newest version stands.
pub struct Listed {
    /// Its row.
    pub row: i64,
    /// Whose it is.
    pub visitor: VisitorId,
    /// Where it stands.
    pub state: State,
    /// The number of its newest version.
    pub version: u32,
    /// Whether what was said is erased.
    pub erased: bool,
    /// The code of the age band.
    pub age_band: Option<String>,
    /// Whether a guardian is named.
    pub has_guardian: bool,
    /// What they asked to be sent, as JSON.
    pub send_them: Option<String>,
    /// The settings of the event that it was taken under.
    pub event_version: i64,
}

/// An answer, as much of it as the fold needs where a question was answered once, which is nearly always.
pub struct Line {
    /// What was asked.
    pub question: Question,
    /// Who answered.
    pub given_by: GivenBy,
    /// What was said.
    pub said: Said,
    /// The act that it was entered by.
    pub sequence: u64,
}

/// Shows every registration of an event, oldest first, with its own answers in no order.
///
/// # Errors
/// When the tables cannot be read; whatever `visit` fails with.
pub fn each<E: From<StoreError>>(
    conn: &Connection,
    event: EventId,
    visit: impl FnMut(&Listed, &[Line]) -> Result<(), E>,
) -> Result<(), E> {
    stretch(conn, event, i64::MIN..=i64::MAX, visit)
}

/// Shows the registrations of an event in these rows, oldest first, as [`each`] does: what is long can be done in pieces.
///
/// # Errors
/// When the tables cannot be read; whatever `visit` fails with.
pub fn stretch<E: From<StoreError>>(
    conn: &Connection,
    event: EventId,
    rows: RangeInclusive<i64>,
    mut visit: impl FnMut(&Listed, &[Line]) -> Result<(), E>,
) -> Result<(), E> {
    let within = params![event.0.as_bytes(), rows.start(), rows.end()];
    let mut people = conn.prepare_cached(PEOPLE).map_err(StoreError::from)?;
    let mut answers = conn.prepare_cached(ANSWERS).map_err(StoreError::from)?;
    let mut people = people.query(within).map_err(StoreError::from)?;
    let mut ledger = Ledger::begin(answers.query(within).map_err(StoreError::from)?)?;
    let mut lines = Vec::new();
    while let Some(row) = people.next().map_err(StoreError::from)? {
        let listed = listed(row)?;
        ledger.take(listed.row, &mut lines)?;
        visit(&listed, &lines)?;
    }
    Ok(())
}

/// What stands for somebody who has no other registration (R14); `lines` are the answers of the one in `row`, and `speaker`
/// is who answers for them (R11).
///
/// # Errors
/// When the tables cannot be read.
pub fn standings(conn: &Connection, row: i64, lines: &[Line], speaker: GivenBy) -> Result<Standings, StoreError> {
    let mut standings = Standings::default();
    for line in lines.iter().filter(|line| counts(line.said, line.given_by, speaker)) {
        if standings.get(line.question) != Standing::NotAsked {
            // Which of several stands hangs on their times and places.
            return answers::standings(conn, &[row], speaker);
        }
        standings.set(line.question, standing_of_one(line.said));
    }
    Ok(standings)
}

/// Shows the emails of those who registered on one day and are used, oldest first: the visitor's own, or their guardian's.
///
/// # Errors
/// When the tables cannot be read; whatever `visit` fails with.
pub fn emails<E: From<StoreError>>(
    conn: &Connection,
    event: EventId,
    day: NaiveDate,
    mut visit: impl FnMut(i64, &str) -> Result<(), E>,
) -> Result<(), E> {
    let mut chosen = conn.prepare_cached(EMAILS).map_err(StoreError::from)?;
    let mut rows = chosen.query(params![event.0.as_bytes(), day.to_string()]).map_err(StoreError::from)?;
    while let Some(row) = rows.next().map_err(StoreError::from)? {
        let of = row.get(0).map_err(StoreError::from)?;
        for column in [1, 2] {
            let email = row.get_ref(column).map_err(StoreError::from)?.as_str_or_null();
            if let Some(email) = email.map_err(|_| StoreError::unreadable("email"))? {
                visit(of, email)?;
            }
        }
    }
    Ok(())
}

const EMAILS: &str = "SELECT row, email, guardian_email
    FROM registration CROSS JOIN registration_version
        ON place = (SELECT max(newest.place) FROM registration_version AS newest
                    WHERE newest.place BETWEEN row << 20 AND (row << 20) + 1048575)
    WHERE event = ?1 AND local_day = ?2 AND state IN ('standing', 'quarantined')
        AND (email IS NOT NULL OR guardian_email IS NOT NULL)
    ORDER BY row";

const PEOPLE: &str =
    "SELECT row, visitor, state, version, salt IS NULL, age_band, guardian_name IS NOT NULL, send_them,
        event_version
    FROM registration CROSS JOIN registration_version
        ON place = (SELECT max(newest.place) FROM registration_version AS newest
                    WHERE newest.place BETWEEN row << 20 AND (row << 20) + 1048575)
    WHERE event = ?1 AND row BETWEEN ?2 AND ?3 ORDER BY row";

/// The ledger between the first and the last of these registrations, whole: of the few that are of other events nothing is
/// taken, and that is far less work than a look-up for each registration. All of it stands in the index.
const ANSWERS: &str = "SELECT registration, question, said, given_by, sequence
    FROM consent_event INDEXED BY consent_event_told
    WHERE registration BETWEEN (SELECT min(row) FROM registration WHERE event = ?1 AND row BETWEEN ?2 AND ?3)
            AND (SELECT max(row) FROM registration WHERE event = ?1 AND row BETWEEN ?2 AND ?3)
        AND question IS NOT NULL
    ORDER BY registration";

fn listed(row: &Row<'_>) -> Result<Listed, StoreError> {
    let state = row.get_ref(2)?.as_str().ok().and_then(State::from_code);
    Ok(Listed {
        row: row.get(0)?,
        visitor: VisitorId(sql::id(row.get_ref(1)?.as_blob().map_err(|_| StoreError::unreadable("id"))?)?),
        state: state.ok_or_else(|| StoreError::unreadable("state"))?,
        version: row.get(3)?,
        erased: row.get(4)?,
        age_band: row.get(5)?,
        has_guardian: row.get(6)?,
        send_them: row.get(7)?,
        event_version: row.get(8)?,
    })
}

/// The ledger, read beside the people in the same order.
struct Ledger<'s> {
    rows: Rows<'s>,
    ahead: Option<(i64, Line)>,
}

impl<'s> Ledger<'s> {
    fn begin(rows: Rows<'s>) -> Result<Self, StoreError> {
        let mut ledger = Self { rows, ahead: None };
        ledger.step()?;
        Ok(ledger)
    }

    fn step(&mut self) -> Result<(), StoreError> {
        self.ahead = self.rows.next()?.map(|row| Ok::<_, StoreError>((row.get(0)?, line(row)?))).transpose()?;
        Ok(())
    }

    /// Takes the answers of one registration.
    fn take(&mut self, registration: i64, lines: &mut Vec<Line>) -> Result<(), StoreError> {
        lines.clear();
        while let Some((of, line)) = self.ahead.take_if(|(of, _)| *of <= registration) {
            if of == registration {
                lines.push(line);
            }
            self.step()?;
        }
        Ok(())
    }
}

fn line(row: &Row<'_>) -> Result<Line, StoreError> {
    let wrong = || StoreError::unreadable("answer");
    let text = |column: usize| row.get_ref(column)?.as_str().map_err(|_| wrong());
    Ok(Line {
        question: Question::from_code(text(1)?).ok_or_else(wrong)?,
        said: Said::from_code(text(2)?).ok_or_else(wrong)?,
        given_by: GivenBy::from_code(text(3)?).ok_or_else(wrong)?,
        sequence: row.get::<_, i64>(4)?.try_into().map_err(|_| wrong())?,
    })
}

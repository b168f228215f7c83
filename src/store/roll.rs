//! Everybody of an event with all that a permit depends on, in one pass over the tables: a hundred thousand people and a
//! million answers without a query for each.

use std::ops::RangeInclusive;

use rusqlite::{Connection, Row, Rows, params};

use crate::domain::answer::{GivenBy, Said};
use crate::domain::ids::{DeskId, EventId, LedgerPlace, VisitorId};
use crate::domain::ledger::{Entry, standing};
use crate::domain::moment::{AnsweredAt, Certainty};
use crate::domain::permit::Standings;
use crate::domain::purpose::Question;

use super::registrations::State;
use super::{StoreError, sql};

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

/// An answer, as much of it as the fold needs.
pub struct Line {
    /// What was asked.
    pub question: Question,
    /// What was said, by whom and when, and where it stands.
    pub entry: Entry,
}

/// Shows every registration of an event, oldest first, with its own answers in the order of the ledger.
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

/// What stands for somebody who has no other registration (R14); `speaker` is who answers for them (R11).
#[must_use]
pub fn standings(lines: &[Line], speaker: GivenBy) -> Standings {
    let mut standings = Standings::default();
    let mut entries = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        // Each question once, where it comes first.
        if lines[..at].iter().any(|earlier| earlier.question == line.question) {
            continue;
        }
        let same = |other: &&Line| other.question == line.question;
        entries.clear();
        entries.extend(lines[at..].iter().filter(same).map(|line| line.entry));
        standings.set(line.question, standing(&entries, speaker));
    }
    standings
}

const PEOPLE: &str =
    "SELECT row, visitor, state, version, salt IS NULL, age_band, guardian_name IS NOT NULL, send_them,
        event_version
    FROM registration CROSS JOIN registration_version
        ON place = (SELECT max(newest.place) FROM registration_version AS newest
                    WHERE newest.place BETWEEN row << 20 AND (row << 20) + 1048575)
    WHERE event = ?1 AND row BETWEEN ?2 AND ?3 ORDER BY row";

const ANSWERS: &str = "SELECT row, question, said, given_by, answered_at, answered_offset, certainty, entered_at,
        entered_offset, consent_event.desk, consent_event.epoch, sequence, consent_event.ordinal
    FROM registration CROSS JOIN consent_event ON place BETWEEN row << 20 AND (row << 20) + 1048575
    WHERE event = ?1 AND row BETWEEN ?2 AND ?3 AND question IS NOT NULL ORDER BY row, place";

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
        while let Some((_, line)) = self.ahead.take_if(|(of, _)| *of == registration) {
            lines.push(line);
            self.step()?;
        }
        Ok(())
    }
}

fn line(row: &Row<'_>) -> Result<Line, StoreError> {
    let wrong = || StoreError::unreadable("answer");
    let text = |column: usize| row.get_ref(column)?.as_str().map_err(|_| wrong());
    let answered = AnsweredAt {
        at: sql::time(text(4)?, row.get(5)?)?,
        certainty: Certainty::from_code(text(6)?).ok_or_else(wrong)?,
        entered_at: sql::time(text(7)?, row.get(8)?)?,
    };
    let place = LedgerPlace {
        desk: DeskId(row.get(9)?),
        epoch: row.get(10)?,
        sequence: row.get::<_, i64>(11)?.try_into().map_err(|_| wrong())?,
        ordinal: row.get(12)?,
    };
    let said = Said::from_code(text(2)?).ok_or_else(wrong)?;
    Ok(Line {
        question: Question::from_code(text(1)?).ok_or_else(wrong)?,
        entry: Entry { said, given_by: GivenBy::from_code(text(3)?).ok_or_else(wrong)?, answered, place },
    })
}

//! The consent ledger and the special values that hang on it.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::domain::answer::{Answer, Evidence, GivenBy, How, NoticeCard, NoticeHash, Said};
use crate::domain::ids::{AnswerId, DeskId, EventId, LedgerPlace};
use crate::domain::ledger::{Entry, standing};
use crate::domain::moment::{AnsweredAt, Certainty};
use crate::domain::permit::Standings;
use crate::domain::purpose::{Question, SpecialPair};
use crate::domain::record::SpecialRecord;
use crate::domain::special::SpecialValue;
use crate::domain::staff::Handle;
use crate::domain::text::Line;
use crate::domain::unfinished::Dialog;

use super::act::{Appending, commit_row};
use super::{StoreError, help_today, sql, unfinished};

/// An answer in the ledger, with its place.
pub struct Kept {
    /// Where it stands.
    pub place: LedgerPlace,
    /// The answer.
    pub answer: Answer,
}

/// The columns that [`answer`] reads, in its order.
pub(super) const COLUMNS: &str = "consent_event.id, consent_event.desk, consent_event.epoch, sequence, ordinal,
    question, said, answered_at, answered_offset, certainty, entered_at, entered_offset, how, given_by, text, language,
    notice, notice_card, staff, paper_form";

/// Appends an answer.
///
/// # Errors
/// When the tables cannot be written, or the id is there already.
pub fn append(appending: &mut Appending<'_>, row: i64, answer: &Answer) -> Result<LedgerPlace, StoreError> {
    // Looked for here, since a trigger would have SQLite keep a copy of every page until its statement is done.
    let (next, known): (i64, bool) = appending
        .tx
        .prepare_cached(
            "SELECT coalesce(max(place) + 1, ?1 << 20), coalesce(max(id = ?2), 0) FROM consent_event
             WHERE place BETWEEN ?1 << 20 AND (?1 << 20) + 1048575",
        )?
        .query_row(params![row, answer.id.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if known {
        return Err(StoreError::KeptAlready);
    }
    let place = appending.next_place();
    let (salt, commitment) = commit_row(&payload(row, place, answer))?;
    appending.place(commitment);
    let statement = statement_id(appending.tx, answer.evidence.statement.as_str())?;
    let Answer { id, question, said, answered, evidence } = answer;
    appending
        .tx
        .prepare_cached(
            "INSERT INTO consent_event (place, act, ordinal, id, desk, epoch, sequence, question, said,
                 answered_at, answered_offset, certainty, entered_at, entered_offset, how, given_by, statement,
                 language, notice, notice_card, staff, paper_form, salt, commitment)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?2, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
                 ?21, ?22, ?23)",
        )?
        .execute(params![
            next,
            appending.act(),
            place.ordinal,
            id.0.as_bytes(),
            place.desk.0,
            place.epoch,
            question.code(),
            said.code(),
            sql::utc(answered.at),
            sql::offset(answered.at),
            answered.certainty.code(),
            sql::utc(answered.entered_at),
            sql::offset(answered.entered_at),
            evidence.how.code(),
            evidence.given_by.code(),
            statement,
            evidence.language,
            evidence.notice.0,
            evidence.notice_card.code(),
            evidence.staff.as_str(),
            evidence.paper_form.as_ref().map(Line::as_str),
            salt,
            commitment
        ])?;
    Ok(place)
}

/// The canonical JSON that an answer's commitment covers: whose it is, where it stands and what it says, with times as
/// precise as they are kept.
pub(super) fn payload(row: i64, place: LedgerPlace, answer: &Answer) -> Vec<u8> {
    let mut answer = answer.clone();
    answer.answered.at = sql::as_kept(answer.answered.at);
    answer.answered.entered_at = sql::as_kept(answer.answered.entered_at);
    serde_json::to_vec(&("lanyard answer 1", row, place, answer)).unwrap_or_default()
}

fn statement_id(tx: &Transaction<'_>, words: &str) -> Result<i64, StoreError> {
    let known = tx
        .prepare_cached("SELECT id FROM statement WHERE text = ?1")?
        .query_row([words], |row| row.get(0))
        .optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    tx.prepare_cached("INSERT INTO statement (text) VALUES (?1)")?.execute([words])?;
    Ok(tx.last_insert_rowid())
}

/// Every answer of a registration that is not erased, in the order of the ledger.
///
/// # Errors
/// When the tables cannot be read.
pub fn of_registration(conn: &Connection, row: i64) -> Result<Vec<Kept>, StoreError> {
    let query = format!(
        "SELECT {COLUMNS} FROM consent_event JOIN statement ON statement.id = consent_event.statement
         WHERE place BETWEEN ?1 << 20 AND (?1 << 20) + 1048575 AND question IS NOT NULL ORDER BY place"
    );
    let mut statement = conn.prepare_cached(&query)?;
    let mut rows = statement.query([row])?;
    let mut kept = Vec::new();
    while let Some(row) = rows.next()? {
        kept.push(answer(row)?);
    }
    Ok(kept)
}

/// Reads a row that begins with [`COLUMNS`].
pub(super) fn answer(row: &Row<'_>) -> Result<Kept, StoreError> {
    let wrong = || StoreError::unreadable("answer");
    let text = |column: usize| row.get_ref(column)?.as_str().map_err(|_| wrong());
    let blob = |column: usize| row.get_ref(column)?.as_blob().map_err(|_| wrong());
    let sequence: i64 = row.get(3)?;
    let place = LedgerPlace {
        desk: DeskId(row.get(1)?),
        epoch: row.get(2)?,
        sequence: u64::try_from(sequence).map_err(|_| wrong())?,
        ordinal: row.get(4)?,
    };
    let answered = AnsweredAt {
        at: sql::time(text(7)?, row.get(8)?)?,
        certainty: Certainty::from_code(text(9)?).ok_or_else(wrong)?,
        entered_at: sql::time(text(10)?, row.get(11)?)?,
    };
    let paper_form: Option<String> = row.get(19)?;
    let evidence = Evidence {
        how: How::from_code(text(12)?).ok_or_else(wrong)?,
        given_by: GivenBy::from_code(text(13)?).ok_or_else(wrong)?,
        statement: Line::parse_up_to(text(14)?, Line::LONGEST).map_err(|_| wrong())?,
        language: text(15)?.to_owned(),
        notice: NoticeHash(sql::digest(blob(16)?)?),
        notice_card: NoticeCard::from_code(text(17)?).ok_or_else(wrong)?,
        staff: Handle::parse(text(18)?).map_err(|_| wrong())?,
        paper_form: paper_form.map(|form| Line::parse(&form)).transpose().map_err(|_| wrong())?,
    };
    let answer = Answer {
        id: AnswerId(sql::id(blob(0)?)?),
        question: Question::from_code(text(5)?).ok_or_else(wrong)?,
        said: Said::from_code(text(6)?).ok_or_else(wrong)?,
        answered,
        evidence,
    };
    Ok(Kept { place, answer })
}

/// What stands for the person behind these registrations, question by question (R14). The rows are all those of the
/// visitors who are linked as the same person; `speaker` is who answers for them (R11).
///
/// # Errors
/// When the tables cannot be read.
pub fn standings(conn: &Connection, rows: &[i64], speaker: GivenBy) -> Result<Standings, StoreError> {
    let mut entries: BTreeMap<Question, Vec<Entry>> = BTreeMap::new();
    for &row in rows {
        for kept in of_registration(conn, row)? {
            let Kept { place, answer } = kept;
            let given_by = answer.evidence.given_by;
            let entry = Entry { said: answer.said, given_by, answered: answer.answered, place };
            entries.entry(answer.question).or_default().push(entry);
        }
    }
    let mut standings = Standings::default();
    for (question, entries) in &entries {
        standings.set(*question, standing(entries, speaker));
    }
    Ok(standings)
}

/// Keeps a special value; its consent has been appended before it (R3).
///
/// # Errors
/// When the tables cannot be written.
pub fn keep_special(tx: &Transaction<'_>, row: i64, value: &SpecialValue) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO special_value (registration, pair, consent, value) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (registration, pair) DO UPDATE SET consent = excluded.consent, value = excluded.value",
    )?
    .execute(params![row, value.pair().code(), value.consent().0.as_bytes(), value.value().as_str()])?;
    Ok(())
}

/// Puts a special value right with that version of what was said (R17). It is written over: the protected detail that was wrong
/// is kept nowhere, as if it had been taken back (R3), and whoever of the staff was told of it knows nothing true any more.
///
/// # Errors
/// When the tables cannot be written.
pub fn correct_special(tx: &Transaction<'_>, row: i64, value: &SpecialValue, version: u32) -> Result<(), StoreError> {
    keep_special(tx, row, value)?;
    help_today::nobody_was_told(tx, row, value.pair())?;
    tx.execute(
        "INSERT INTO special_correction (registration, pair, version) VALUES (?1, ?2, ?3)",
        params![row, value.pair().code(), version],
    )?;
    Ok(())
}

/// Writes another value over a special one, under the same Yes, as a replaced vault had it.
///
/// # Errors
/// When the tables cannot be written.
pub(super) fn replace_special(
    tx: &Transaction<'_>,
    row: i64,
    pair: SpecialPair,
    value: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE special_value SET value = ?3 WHERE registration = ?1 AND pair = ?2",
        params![row, pair.code(), value],
    )?;
    help_today::nobody_was_told(tx, row, pair)
}

/// Which special values of a registration were corrected, and with which versions of what was said, rising.
///
/// # Errors
/// When the tables cannot be read.
pub fn special_corrections(conn: &Connection, row: i64) -> Result<Vec<(SpecialPair, u32)>, StoreError> {
    let query = "SELECT pair, version FROM special_correction WHERE registration = ?1 ORDER BY version, pair";
    let mut statement = conn.prepare_cached(query)?;
    let mut rows = statement.query([row])?;
    let mut corrections = Vec::new();
    while let Some(row) = rows.next()? {
        let pair = SpecialPair::from_code(row.get_ref(0)?.as_str().unwrap_or_default());
        corrections.push((pair.ok_or_else(|| StoreError::unreadable("special value"))?, row.get(1)?));
    }
    Ok(corrections)
}

/// Erases one special value at once, where its Yes is gone (R3), with whatever was being written about it.
///
/// # Errors
/// When the tables cannot be written.
pub fn drop_special(tx: &Transaction<'_>, row: i64, pair: SpecialPair) -> Result<bool, StoreError> {
    let gone =
        tx.execute("DELETE FROM special_value WHERE registration = ?1 AND pair = ?2", params![row, pair.code()])?;
    unfinished::forget_dialog(tx, row, Dialog::Help)?;
    Ok(gone > 0)
}

/// Of which pairs there is a special value, by the row of the registration, of everybody at an event who has any.
///
/// # Errors
/// When the tables cannot be read.
pub fn special_of_event(conn: &Connection, event: EventId) -> Result<HashMap<i64, Vec<SpecialPair>>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT special_value.registration, pair FROM special_value JOIN registration ON row = special_value.registration
         WHERE event = ?1",
    )?;
    let mut rows = statement.query([&event.0.as_bytes()[..]])?;
    let mut held: HashMap<i64, Vec<SpecialPair>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let pair = SpecialPair::from_code(row.get_ref(1)?.as_str().unwrap_or_default());
        held.entry(row.get(0)?).or_default().push(pair.ok_or_else(|| StoreError::unreadable("special value"))?);
    }
    Ok(held)
}

/// The special values of a registration.
///
/// # Errors
/// When the tables cannot be read.
pub fn special(conn: &Connection, row: i64) -> Result<Vec<SpecialRecord>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT pair, consent, value FROM special_value WHERE registration = ?1 ORDER BY pair")?;
    let rows = statement
        .query_map([row], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, String>(2)?)))?;
    rows.map(|row| {
        let (pair, consent, value) = row?;
        let pair = SpecialPair::from_code(&pair).ok_or_else(|| StoreError::unreadable("special value"))?;
        Ok(SpecialRecord { pair, consent: AnswerId(sql::id(&consent)?), value })
    })
    .collect()
}

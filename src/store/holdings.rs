//! What is held, in numbers: for the sheets (R22).

use rusqlite::Connection;

use crate::domain::ids::EventId;
use crate::domain::purpose::{Category, SpecialPair};
use crate::domain::sheet::{Holding, LastBatch};

use super::StoreError;

/// Kinds of data, each by the columns that hold it.
const KINDS: [(&str, &str); 12] = [
    ("Names", "coalesce(full_name, given_name, family_name)"),
    ("Email or telephone", "coalesce(email, phone)"),
    ("Postal addresses", "coalesce(address_line_1, postcode)"),
    ("Dates of birth", "date_of_birth"),
    ("Nationality or gender", "coalesce(nationality, gender)"),
    ("Countries they live in", "country"),
    (
        "Education and interests",
        "coalesce(organisation, education_now, education_past, profession, looking_for, subjects)",
    ),
    ("What they asked to be sent", "send_them"),
    ("Notes of the desk", "note"),
    ("Emergency contacts", "coalesce(emergency_name, emergency_phone)"),
    ("Parents or guardians", "guardian_name"),
    ("Answers to the event's own questions", "own_answers"),
];

/// What is held of an event, over the newest version of each registration; `consent_age` is the event's own.
///
/// # Errors
/// When the tables cannot be read.
pub fn of_event(conn: &Connection, event: EventId, name: &str, consent_age: u32) -> Result<Holding, StoreError> {
    let counts = KINDS.map(|(_, columns)| format!("count({columns})")).join(", ");
    let query = format!(
        "SELECT count(*), count(*) FILTER (WHERE age_band IS NULL OR age_band = 'child'), {counts}
         FROM registration CROSS JOIN registration_version
             ON place = (SELECT max(newest.place) FROM registration_version AS newest
                         WHERE newest.place BETWEEN row << 20 AND (row << 20) + 1048575)
         WHERE event = ?1 AND salt IS NOT NULL"
    );
    let id = &event.0.as_bytes()[..];
    let count = |row: &rusqlite::Row<'_>, at| row.get::<_, i64>(at).map(i64::cast_unsigned);
    let mut holding = conn.query_row(&query, [id], |row| {
        let kinds = KINDS.iter().enumerate().map(|(at, (kind, _))| Ok((*kind, count(row, at + 2)?)));
        Ok(Holding {
            event: name.to_owned(),
            people: count(row, 0)?,
            children: count(row, 1)?,
            consent_age: Some(consent_age),
            kinds: kinds.collect::<rusqlite::Result<_>>()?,
            ..Holding::default()
        })
    })?;
    for &category in Category::ALL {
        let codes = SpecialPair::ALL.iter().filter(|pair| pair.category() == category).map(|pair| pair.code());
        let codes = serde_json::to_string(&codes.collect::<Vec<_>>()).unwrap_or_default();
        let people: i64 = conn.query_row(
            "SELECT count(DISTINCT registration) FROM special_value JOIN registration ON row = registration
             WHERE event = ?1 AND pair IN (SELECT value FROM json_each(?2))",
            rusqlite::params![id, codes],
            |row| row.get(0),
        )?;
        holding.special.push((category, people.cast_unsigned()));
    }
    let apart: i64 =
        conn.query_row("SELECT count(DISTINCT pseudonym) FROM equality_answer WHERE event = ?1", [id], |row| {
            row.get(0)
        })?;
    if apart > 0 {
        holding.kinds.push(("Equality answers, under pseudonyms", apart.cast_unsigned()));
    }
    for (kind, of) in [
        ("Recordings to take out, with what they looked like", "removal WHERE looked_like IS NOT NULL AND"),
        ("Exceptions for professionals, with their evidence", "professional_exception WHERE email IS NOT NULL AND"),
    ] {
        let query = format!(
            "SELECT count(DISTINCT registration) FROM {of}
                 registration IN (SELECT row FROM registration WHERE event = ?1)"
        );
        let people: i64 = conn.query_row(&query, [id], |row| row.get(0))?;
        holding.kinds.push((kind, people.cast_unsigned()));
    }
    let forms: i64 = conn.query_row("SELECT count(*) FROM draft WHERE event = ?1", [id], |row| row.get(0))?;
    holding.forms = Some(forms.cast_unsigned());
    Ok(holding)
}

/// The newest batch to each recipient, by name.
///
/// # Errors
/// When the tables cannot be read.
pub fn last_batches(conn: &Connection) -> Result<Vec<LastBatch>, StoreError> {
    let mut statement = conn.prepare(
        "SELECT name, sequence, created_at, file_sha256, max(batch.row) FROM batch JOIN recipient ON recipient.id = recipient
         GROUP BY recipient ORDER BY name",
    )?;
    let rows = statement.query_map([], |row| {
        let digest: Option<Vec<u8>> = row.get(3)?;
        Ok(LastBatch {
            recipient: row.get(0)?,
            sequence: row.get(1)?,
            at: row.get(2)?,
            file_sha256: digest.map(hex::encode),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

//! What is held, in numbers: for the sheets (R22).

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::domain::data_kind::DataKind;
use crate::domain::ids::{EventId, RegistrationId};
use crate::domain::purpose::{Category, SpecialPair};
use crate::domain::sheet::{Holding, LastBatch};

use super::{StoreError, sql};

/// Where a kind of data lies.
enum Lies {
    /// In a registration's newest version: what is not null in one who has it.
    Said(&'static str),
    /// In a table of its own, with these conditions on its rows.
    InTable(&'static str),
    /// In a table that names people by pseudonyms.
    Apart(&'static str),
    /// In the ledger of answers, of those whose record is there or is gone.
    Ledger {
        /// Whether it is there.
        recorded: bool,
    },
}

fn lies(kind: DataKind) -> Lies {
    match kind {
        DataKind::Names => Lies::Said("coalesce(full_name, given_name, family_name, badge_name)"),
        DataKind::Contact => Lies::Said("coalesce(email, phone, phone_as_typed)"),
        DataKind::Address => Lies::Said("coalesce(address_line_1, address_line_2, city, postcode)"),
        DataKind::Birth => Lies::Said("date_of_birth"),
        DataKind::NationalityOrGender => Lies::Said("coalesce(nationality, gender)"),
        DataKind::Country => Lies::Said("country"),
        DataKind::Education => Lies::Said(
            "coalesce(organisation, education_now, education_past, profession, looking_for, subjects, year_of_entry, \
             heard_about_us, role)",
        ),
        DataKind::Wishes => Lies::Said("send_them"),
        DataKind::Note => Lies::Said("note"),
        DataKind::EmergencyContact => Lies::Said("coalesce(emergency_name, emergency_phone, emergency_phone_as_typed)"),
        DataKind::Guardian => Lies::Said("coalesce(guardian_name, guardian_email, guardian_phone)"),
        DataKind::OwnAnswers => Lies::Said("own_answers"),
        DataKind::Answers => Lies::Ledger { recorded: true },
        DataKind::Proof => Lies::Ledger { recorded: false },
        DataKind::Request => Lies::InTable("request_step WHERE registration IS NOT NULL"),
        DataKind::Equality => Lies::Apart("equality_answer"),
        DataKind::Removal => Lies::InTable("removal WHERE looked_like IS NOT NULL"),
        DataKind::Exception => Lies::InTable("professional_exception WHERE email IS NOT NULL"),
        DataKind::Complaint => Lies::InTable("complaint_words WHERE words IS NOT NULL"),
        DataKind::Unfinished => Lies::InTable("unfinished WHERE registration IS NOT NULL"),
    }
}

/// Whether what a registration said is still there.
const IS_RECORDED: &str = "EXISTS (SELECT 1 FROM registration_version
    WHERE place BETWEEN row << 20 AND (row << 20) + 1048575 AND salt IS NOT NULL)";

/// The ids of every registration of which what was said is still there, of all events.
///
/// # Errors
/// When the tables cannot be read.
pub fn recorded(conn: &Connection) -> Result<BTreeSet<RegistrationId>, StoreError> {
    let mut statement = conn.prepare(&format!("SELECT id FROM registration WHERE {IS_RECORDED}"))?;
    let ids = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
    ids.map(|id| Ok(RegistrationId(sql::id(&id?)?))).collect()
}

/// What is held of an event, over the newest version of each registration; `consent_age` is the event's own.
///
/// # Errors
/// When the tables cannot be read.
pub fn of_event(conn: &Connection, event: EventId, name: &str, consent_age: u32) -> Result<Holding, StoreError> {
    let said = DataKind::ALL.iter().filter_map(|&kind| match lies(kind) {
        Lies::Said(columns) => Some((kind, columns)),
        Lies::InTable(_) | Lies::Apart(_) | Lies::Ledger { .. } => None,
    });
    let (said, counts): (Vec<_>, Vec<_>) = said.map(|(kind, columns)| (kind, format!("count({columns})"))).unzip();
    let query = format!(
        "SELECT count(*), count(*) FILTER (WHERE age_band IS NULL OR age_band = 'child'), {}
         FROM registration CROSS JOIN registration_version
             ON place = (SELECT max(newest.place) FROM registration_version AS newest
                         WHERE newest.place BETWEEN row << 20 AND (row << 20) + 1048575)
         WHERE event = ?1 AND salt IS NOT NULL",
        counts.join(", ")
    );
    let id = &event.0.as_bytes()[..];
    let count = |row: &rusqlite::Row<'_>, at| row.get::<_, i64>(at).map(i64::cast_unsigned);
    let mut holding = conn.query_row(&query, [id], |row| {
        let kinds = said.iter().enumerate().map(|(at, kind)| Ok((*kind, count(row, at + 2)?)));
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
    for &kind in DataKind::ALL {
        let query = match lies(kind) {
            Lies::Said(_) => continue,
            Lies::InTable(rows) => format!(
                "SELECT count(DISTINCT registration) FROM {rows}
                     AND registration IN (SELECT row FROM registration WHERE event = ?1)"
            ),
            Lies::Ledger { recorded } => format!(
                "SELECT count(*) FROM registration WHERE event = ?1
                     AND EXISTS (SELECT 1 FROM consent_event
                                 WHERE place BETWEEN row << 20 AND (row << 20) + 1048575 AND salt IS NOT NULL)
                     AND {} {IS_RECORDED}",
                if recorded { "" } else { "NOT" }
            ),
            Lies::Apart(table) => format!("SELECT count(DISTINCT pseudonym) FROM {table} WHERE event = ?1"),
        };
        let people: i64 = conn.query_row(&query, [id], |row| row.get(0))?;
        holding.kinds.push((kind, people.cast_unsigned()));
    }
    let forms: i64 = conn.query_row("SELECT count(*) FROM draft WHERE event = ?1", [id], |row| row.get(0))?;
    holding.forms = Some(forms.cast_unsigned());
    Ok(holding)
}

/// What is held of nobody at any event: complaints of people who are not on the record, and what staff had typed of nobody who is.
///
/// # Errors
/// When the tables cannot be read.
pub fn of_nobody(conn: &Connection) -> Result<Vec<(DataKind, u64)>, StoreError> {
    let mut held = Vec::new();
    for (kind, query) in [
        (
            DataKind::Complaint,
            "SELECT count(DISTINCT request) FROM complaint_words WHERE words IS NOT NULL AND registration IS NULL",
        ),
        (
            DataKind::Request,
            "SELECT count(*) FROM (SELECT request FROM request_step GROUP BY request HAVING max(registration) IS NULL)",
        ),
        (DataKind::Unfinished, "SELECT count(*) FROM unfinished WHERE registration IS NULL"),
    ] {
        let count: i64 = conn.query_row(query, [], |row| row.get(0))?;
        held.push((kind, count.cast_unsigned()));
    }
    Ok(held)
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

//! The recorded exceptions for professionals (R8), each with the address that it is for.

use std::collections::BTreeMap;

use rusqlite::{Connection, Transaction, params};

use crate::domain::ids::EventId;
use crate::domain::professional::ProfessionalException;
use crate::domain::text::Line;

use super::act::{Appending, commit_row};
use super::{StoreError, registrations};

/// Appends an exception for a registration and the address it is for.
///
/// # Errors
/// When the tables cannot be written.
pub fn append(
    appending: &mut Appending<'_>,
    row: i64,
    email: &str,
    exception: &ProfessionalException,
) -> Result<(), StoreError> {
    let [institution, role, relationship] =
        [&exception.institution, &exception.role, &exception.relationship].map(Line::as_str);
    let (salt, commitment) = commit_row(&payload(row, email, institution, role, relationship))?;
    appending.tx.execute(
        "INSERT INTO professional_exception (registration, act, ordinal, email, institution, role, relationship, salt,
             commitment)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            row,
            appending.act(),
            appending.next_place().ordinal,
            email,
            institution,
            role,
            relationship,
            salt,
            commitment
        ],
    )?;
    appending.place(commitment);
    Ok(())
}

/// What an exception commits to.
pub(super) fn payload(row: i64, email: &str, institution: &str, role: &str, relationship: &str) -> Vec<u8> {
    serde_json::to_vec(&("lanyard exception 1", row, email, institution, role, relationship)).unwrap_or_default()
}

/// Lets what was written go, with everything else of a registration that has a tombstone.
pub(super) fn forget(tx: &Transaction<'_>, row: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE professional_exception SET email = NULL, institution = NULL, role = NULL, relationship = NULL, salt = NULL
         WHERE registration = ?1",
        [row],
    )?;
    Ok(())
}

/// An exception as it is kept. It has no `Debug`: it says who works where.
#[derive(Clone, PartialEq, Eq)]
pub struct Kept {
    /// Of whom: the row of their registration.
    pub row: i64,
    /// The act that recorded it.
    pub act: u64,
    /// The address that it is for, and for no other.
    pub email: String,
    /// What was recorded.
    pub exception: ProfessionalException,
}

/// Every exception of a registration that is not erased, oldest first.
///
/// # Errors
/// When the tables cannot be read.
pub fn of_registration(conn: &Connection, row: i64) -> Result<Vec<Kept>, StoreError> {
    read(conn, "registration = ?1", params![row])
}

/// The newest exception of every registration of an event, by its row, where the address that it is for is still theirs.
///
/// # Errors
/// When the tables cannot be read.
pub fn of_event(conn: &Connection, event: EventId) -> Result<BTreeMap<i64, Kept>, StoreError> {
    let of_event = "registration IN (SELECT row FROM registration WHERE event = ?1)";
    let mut standing = BTreeMap::new();
    for kept in read(conn, of_event, params![&event.0.as_bytes()[..]])? {
        let now = registrations::newest(conn, kept.row)?.record.and_then(|record| record.email);
        if now.as_deref() == Some(&kept.email) {
            standing.insert(kept.row, kept);
        } else {
            standing.remove(&kept.row);
        }
    }
    Ok(standing)
}

fn read(conn: &Connection, which: &str, parameters: &[&dyn rusqlite::ToSql]) -> Result<Vec<Kept>, StoreError> {
    let line = |text: String| Line::parse(&text).map_err(|_| StoreError::unreadable("exception"));
    let mut statement = conn.prepare_cached(&format!(
        "SELECT registration, act, email, institution, role, relationship FROM professional_exception
         WHERE salt IS NOT NULL AND {which} ORDER BY act, ordinal"
    ))?;
    let mut rows = statement.query(parameters)?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let exception = ProfessionalException {
            institution: line(row.get(3)?)?,
            role: line(row.get(4)?)?,
            relationship: line(row.get(5)?)?,
        };
        let act = row.get::<_, i64>(1)?.cast_unsigned();
        all.push(Kept { row: row.get(0)?, act, email: row.get(2)?, exception });
    }
    Ok(all)
}

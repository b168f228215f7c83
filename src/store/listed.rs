//! Whom lists brought, and of whom it was confirmed that their guardian agreed in person (R11).

use rusqlite::{Connection, params};

use crate::domain::guardian::InPerson;

use super::StoreError;
use super::act::{Appending, plain_commitment};

/// Notes that a list brought a registration.
///
/// # Errors
/// When the tables cannot be written.
pub fn append(appending: &mut Appending<'_>, row: i64) -> Result<(), StoreError> {
    appending
        .tx
        .prepare_cached("INSERT INTO listed (registration, act, ordinal) VALUES (?1, ?2, ?3)")?
        .execute(params![row, appending.act(), appending.next_place().ordinal])?;
    appending.place(commitment(row));
    Ok(())
}

/// SHA-256 over that a list brought somebody.
pub(super) fn commitment(row: i64) -> [u8; 32] {
    plain_commitment(&serde_json::json!(["lanyard listed 1", row]))
}

/// Whether a list brought a registration.
///
/// # Errors
/// When the tables cannot be read.
pub fn is_listed(conn: &Connection, row: i64) -> Result<bool, StoreError> {
    let query = "SELECT EXISTS (SELECT 1 FROM listed WHERE registration = ?1)";
    Ok(conn.prepare_cached(query)?.query_row([row], |row| row.get(0))?)
}

/// Notes that a guardian's consent is confirmed, and what that is known by; without it, that this is taken back.
///
/// # Errors
/// When the tables cannot be written.
pub fn confirm(appending: &mut Appending<'_>, row: i64, known_by: Option<InPerson>) -> Result<(), StoreError> {
    let code = known_by.map(InPerson::code);
    appending.tx.execute(
        "INSERT INTO guardian_confirmation (registration, act, ordinal, known_by) VALUES (?1, ?2, ?3, ?4)",
        params![row, appending.act(), appending.next_place().ordinal, code],
    )?;
    appending.place(confirmation_commitment(row, code));
    Ok(())
}

/// SHA-256 over a confirmation.
pub(super) fn confirmation_commitment(row: i64, known_by: Option<&str>) -> [u8; 32] {
    plain_commitment(&serde_json::json!(["lanyard guardian confirmation 1", row, known_by]))
}

/// A confirmation as it is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Confirmation {
    /// The act that it was made in.
    pub act: u64,
    /// What it is known by; `None` where it was taken back.
    pub known_by: Option<InPerson>,
}

/// What was confirmed of a registration and taken back, oldest first.
///
/// # Errors
/// When the tables cannot be read.
pub fn confirmations(conn: &Connection, row: i64) -> Result<Vec<Confirmation>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT act, known_by FROM guardian_confirmation WHERE registration = ?1 ORDER BY act, ordinal",
    )?;
    let mut rows = statement.query([row])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let known_by = match row.get::<_, Option<String>>(1)? {
            None => None,
            Some(code) => Some(InPerson::from_code(&code).ok_or_else(|| StoreError::unreadable("confirmation"))?),
        };
        all.push(Confirmation { act: row.get::<_, i64>(0)?.cast_unsigned(), known_by });
    }
    Ok(all)
}

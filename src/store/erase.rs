//! Erasing what was said, where the ledger has to stay whole: payload and salt become null, the commitment stays (R18).

use chrono::{DateTime, FixedOffset};
use rusqlite::{Transaction, params};

use crate::domain::coded::coded;
use crate::domain::record::RegistrationRecord;

use super::act::{Appending, plain_commitment};
use super::{StoreError, complaints, equality, professional, removals, search, sql, unfinished};

/// Why values were erased.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Reason {
    /// Undone after saving.
    Undone,
    /// The person asked (R18).
    Erased,
    /// The period is over (R24).
    Purged,
}

coded!(Reason { Undone => "undone", Erased => "erased", Purged => "purged" });

/// Erases everything that was said with a registration: versions, answers, special values, equality answers, search terms. A tombstone
/// stays: id, time and reason. SQLite's `secure_delete` and FTS5's own see to the freed bytes.
///
/// # Errors
/// When the tables cannot be written.
pub fn registration(
    appending: &mut Appending<'_>,
    row: i64,
    at: DateTime<FixedOffset>,
    reason: Reason,
) -> Result<(), StoreError> {
    record(appending, row, at, reason)?;
    answers(appending.tx, row)
}

/// The same, but for the answers, which prove what was agreed to.
///
/// # Errors
/// When the tables cannot be written.
pub(super) fn record(
    appending: &mut Appending<'_>,
    row: i64,
    at: DateTime<FixedOffset>,
    reason: Reason,
) -> Result<(), StoreError> {
    let (tx, at) = (appending.tx, sql::utc(at));
    tx.execute(
        "INSERT INTO tombstone (registration, act, ordinal, at, reason) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![row, appending.act(), appending.next_place().ordinal, at, reason.code()],
    )?;
    appending.place(tombstone_commitment(row, &at, reason.code()));
    tx.execute("DELETE FROM special_value WHERE registration = ?1", [row])?;
    let nulls = RegistrationRecord::COLUMNS.join(" = NULL, ");
    tx.execute(
        &format!(
            "UPDATE registration_version SET reason = NULL, {nulls} = NULL, salt = NULL
             WHERE place BETWEEN ?1 << 20 AND (?1 << 20) + 1048575"
        ),
        [row],
    )?;
    removals::forget(tx, row)?;
    complaints::forget(tx, row)?;
    equality::forget(tx, row)?;
    professional::forget(tx, row)?;
    unfinished::forget(tx, row)?;
    search::forget(tx, row)
}

/// Erases the answers of a registration that has a tombstone.
///
/// # Errors
/// When the tables cannot be written.
pub(super) fn answers(tx: &Transaction<'_>, row: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE consent_event SET question = NULL, said = NULL, answered_at = NULL, answered_offset = NULL,
             certainty = NULL, entered_at = NULL, entered_offset = NULL, how = NULL, given_by = NULL, statement = NULL,
             language = NULL, notice = NULL, notice_card = NULL, staff = NULL, paper_form = NULL, salt = NULL
         WHERE place BETWEEN ?1 << 20 AND (?1 << 20) + 1048575",
        [row],
    )?;
    Ok(())
}

/// SHA-256 over a tombstone, so that nothing can be erased behind the ledger's back.
pub(super) fn tombstone_commitment(row: i64, at: &str, reason: &str) -> [u8; 32] {
    plain_commitment(&serde_json::json!(["lanyard tombstone 1", row, at, reason]))
}

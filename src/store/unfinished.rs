//! What staff had typed into a dialog and not done (R11, R18): it survives locking and a crash, and goes when the dialog is closed,
//! when a day has passed, or with the person it is about.

use chrono::{DateTime, FixedOffset, TimeDelta};
use rusqlite::{Connection, Transaction, params};

use crate::domain::ids::RegistrationId;
use crate::domain::staff::Handle;
use crate::domain::unfinished::{Dialog, StorableUnfinished, Typed, Unfinished};

use super::{StoreError, sql};

/// Keeps these for somebody who works here, and nothing else; what is older than a day goes, whoever typed it. Whom one is about comes
/// with its row.
///
/// # Errors
/// When the tables cannot be written.
pub fn replace(
    tx: &Transaction<'_>,
    staff: &Handle,
    all: &[(StorableUnfinished<'_>, Option<i64>)],
    at: DateTime<FixedOffset>,
) -> Result<(), StoreError> {
    tx.execute("DELETE FROM unfinished WHERE staff = ?1 OR updated_at < ?2", params![staff.as_str(), since(at)])?;
    let mut insert = tx.prepare_cached(
        "INSERT INTO unfinished (staff, dialog, registration, updated_at, payload) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (unfinished, row) in all {
        let unfinished = unfinished.get();
        let payload = serde_json::to_string(&unfinished.typed).map_err(|_| StoreError::unreadable("unfinished"))?;
        insert.execute(params![staff.as_str(), unfinished.dialog.code(), row, sql::utc(at), payload])?;
    }
    Ok(())
}

/// Lets go what is older than a day; says whether there was any.
///
/// # Errors
/// When the tables cannot be written.
pub fn forget_old(tx: &Transaction<'_>, at: DateTime<FixedOffset>) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM unfinished WHERE updated_at < ?1", [since(at)])? > 0)
}

/// Whether anything is older than a day.
///
/// # Errors
/// When the tables cannot be read.
pub fn is_any_old(conn: &Connection, at: DateTime<FixedOffset>) -> Result<bool, StoreError> {
    let query = "SELECT EXISTS (SELECT 1 FROM unfinished WHERE updated_at < ?1)";
    Ok(conn.query_row(query, [since(at)], |row| row.get(0))?)
}

/// Whether there is anything.
///
/// # Errors
/// When the tables cannot be read.
pub fn is_any(conn: &Connection) -> Result<bool, StoreError> {
    Ok(conn.query_row("SELECT EXISTS (SELECT 1 FROM unfinished)", [], |row| row.get(0))?)
}

/// What somebody had not done, of the last day.
///
/// # Errors
/// When the tables cannot be read.
pub fn of(conn: &Connection, staff: &Handle, at: DateTime<FixedOffset>) -> Result<Vec<Unfinished>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT dialog, registration.id, payload FROM unfinished
         LEFT JOIN registration ON registration.row = unfinished.registration
         WHERE unfinished.staff = ?1 AND updated_at >= ?2",
    )?;
    let rows = statement.query_map(params![staff.as_str(), since(at)], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, Option<Vec<u8>>>(1)?, row.get::<_, String>(2)?))
    })?;
    let wrong = || StoreError::unreadable("unfinished");
    rows.map(|row| {
        let (dialog, about, payload) = row?;
        Ok(Unfinished {
            dialog: Dialog::from_code(&dialog).ok_or_else(wrong)?,
            about: about.as_deref().map(sql::id).transpose()?.map(RegistrationId),
            typed: serde_json::from_str(&payload).map_err(|_| wrong())?,
        })
    })
    .collect()
}

/// What somebody had typed about a registration and not done. It has no `Debug`: it is personal data.
pub struct About {
    /// Where.
    pub dialog: Dialog,
    /// What stands there.
    pub typed: Typed,
    /// When it was last typed in.
    pub at: DateTime<FixedOffset>,
    /// The handle of who was typing.
    pub staff: Handle,
}

/// Everything of the kind about a registration, whoever typed it (R16).
///
/// # Errors
/// When the tables cannot be read.
pub fn about(conn: &Connection, row: i64) -> Result<Vec<About>, StoreError> {
    let query = "SELECT dialog, payload, updated_at, staff FROM unfinished WHERE registration = ?1 ORDER BY updated_at";
    let wrong = || StoreError::unreadable("unfinished");
    let mut statement = conn.prepare_cached(query)?;
    let mut rows = statement.query([row])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let [dialog, payload, at, staff] = [0, 1, 2, 3].map(|column| row.get::<_, String>(column));
        all.push(About {
            dialog: Dialog::from_code(&dialog?).ok_or_else(wrong)?,
            typed: serde_json::from_str(&payload?).map_err(|_| wrong())?,
            at: sql::time(&at?, 0)?,
            staff: Handle::parse(&staff?).map_err(|_| wrong())?,
        });
    }
    Ok(all)
}

/// Lets go what was typed about a registration (R18).
///
/// # Errors
/// When the tables cannot be written.
pub(super) fn forget(tx: &Transaction<'_>, row: i64) -> Result<(), StoreError> {
    tx.execute("DELETE FROM unfinished WHERE registration = ?1", [row])?;
    Ok(())
}

/// Lets go what was typed into one dialog about a registration: what it hung on is gone (R3).
///
/// # Errors
/// When the tables cannot be written.
pub fn forget_dialog(tx: &Transaction<'_>, row: i64, dialog: Dialog) -> Result<(), StoreError> {
    tx.execute("DELETE FROM unfinished WHERE registration = ?1 AND dialog = ?2", params![row, dialog.code()])?;
    Ok(())
}

/// Lets everything go: a backup that is restored brings back nothing that was being typed when it was made.
///
/// # Errors
/// When the tables cannot be written.
pub fn clear(tx: &Transaction<'_>) -> Result<(), StoreError> {
    tx.execute("DELETE FROM unfinished", [])?;
    Ok(())
}

fn since(at: DateTime<FixedOffset>) -> String {
    sql::utc(at - TimeDelta::days(1))
}

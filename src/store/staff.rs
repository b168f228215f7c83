//! Who works here, and who used to: the names behind the handles in the ledger.

use rusqlite::{Connection, Transaction, params};

use crate::domain::staff::{Handle, Role};

use super::StoreError;

/// A member of staff, present or past.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    /// Their handle in the ledger.
    pub handle: Handle,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Whether they can no longer open the vault.
    pub removed: bool,
}

/// Notes a member of staff, or what has changed about them.
///
/// # Errors
/// When the tables cannot be written.
pub fn upsert(tx: &Transaction<'_>, handle: &Handle, name: &str, role: Role) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO staff_member (handle, name, role) VALUES (?1, ?2, ?3)
         ON CONFLICT (handle) DO UPDATE SET name = excluded.name, role = excluded.role, removed = 0",
        params![handle.as_str(), name, role.code()],
    )?;
    Ok(())
}

/// Notes that somebody can no longer open the vault. Their name stays with what they entered.
///
/// # Errors
/// When the tables cannot be written.
pub fn mark_removed(tx: &Transaction<'_>, handle: &Handle) -> Result<(), StoreError> {
    tx.execute("UPDATE staff_member SET removed = 1 WHERE handle = ?1", [handle.as_str()])?;
    Ok(())
}

/// Everyone, in the order of their handles.
///
/// # Errors
/// When the tables cannot be read.
pub fn list(conn: &Connection) -> Result<Vec<Member>, StoreError> {
    let mut statement = conn.prepare("SELECT handle, name, role, removed FROM staff_member ORDER BY handle")?;
    let mut rows = statement.query([])?;
    let mut members = Vec::new();
    while let Some(row) = rows.next()? {
        let (handle, role): (String, String) = (row.get(0)?, row.get(2)?);
        members.push(Member {
            handle: Handle::parse(&handle).map_err(|_| StoreError::unreadable("handle"))?,
            name: row.get(1)?,
            role: Role::from_code(&role).ok_or_else(|| StoreError::unreadable("role"))?,
            removed: row.get(3)?,
        });
    }
    Ok(members)
}

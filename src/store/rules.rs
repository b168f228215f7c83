//! What a lead set for the desk.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::domain::rules::{BackUpEvery, Copies, DeskRules, LockAfter};

use super::StoreError;

/// What is set; what every desk begins with, where nothing was.
///
/// # Errors
/// When the table cannot be read, or holds what nobody can set.
pub fn read(conn: &Connection) -> Result<DeskRules, StoreError> {
    let columns = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let found: Option<(u32, Option<u32>, u32)> =
        conn.query_row("SELECT lock_after, back_up_every, copies FROM desk_rules", [], columns).optional()?;
    let Some((lock_after, every, copies)) = found else { return Ok(DeskRules::default()) };
    let known = |what| move || StoreError::unreadable(what);
    Ok(DeskRules {
        lock_after: LockAfter::of(lock_after).ok_or_else(known("lock_after"))?,
        back_up_every: every.map(|every| BackUpEvery::of(every).ok_or_else(known("back_up_every"))).transpose()?,
        copies: Copies::of(copies).ok_or_else(known("copies"))?,
    })
}

/// Sets them.
///
/// # Errors
/// When the table cannot be written.
pub fn write(tx: &Transaction<'_>, rules: &DeskRules) -> Result<(), StoreError> {
    let every = rules.back_up_every.map(BackUpEvery::number);
    tx.execute(
        "INSERT OR REPLACE INTO desk_rules (only_row, lock_after, back_up_every, copies) VALUES (1, ?1, ?2, ?3)",
        params![rules.lock_after.number(), every, rules.copies.number()],
    )?;
    Ok(())
}

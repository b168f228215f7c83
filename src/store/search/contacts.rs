//! Finding people by whom they named beside themselves (R2): guardians and emergency contacts, in whichever version they stand. They
//! are found in an index of their own, so that no visitor is taken for them, and a visitor who named nobody costs no page of it.

use rusqlite::{Connection, Transaction, params, params_from_iter};

use crate::domain::named_beside::contact_terms;
use crate::domain::search_key::{QueryTerm, query_terms};

use super::super::{StoreError, registrations};
use super::{NAMES_OTHERS, SAID, Scope, find_in, indexed_through};

/// Takes in whom the versions of a registration name.
pub(super) fn take_in(tx: &Transaction<'_>, row: i64) -> Result<(), StoreError> {
    let terms = terms(tx, row, true)?;
    if !terms.is_empty() {
        let insert = "INSERT INTO contact_search (rowid, terms) VALUES (?1, ?2)";
        tx.prepare_cached(insert)?.execute(params![-row, terms.join(" ")])?;
    }
    Ok(())
}

/// Makes them unfindable; their terms leave the file too.
pub(super) fn forget(tx: &Transaction<'_>, row: i64) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM contact_search WHERE rowid = ?1")?.execute([-row])?;
    Ok(())
}

fn terms(conn: &Connection, row: i64, numbers: bool) -> Result<Vec<String>, StoreError> {
    let versions = registrations::versions(conn, row)?;
    let records = versions.iter().filter_map(|version| version.record.as_ref());
    let mut terms: Vec<_> = records.flat_map(|record| contact_terms(record, numbers)).collect();
    terms.sort_unstable();
    terms.dedup();
    Ok(terms)
}

/// The rows of those beside whom somebody is named who matches every word of `query`, newest first, at most `limit`; nobody for an
/// empty one.
///
/// # Errors
/// When the tables cannot be read.
pub fn find_by_contact(conn: &Connection, query: &str, scope: &Scope, limit: u32) -> Result<Vec<i64>, StoreError> {
    let wanted = query_terms(query);
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    // Those that are in no index yet are few.
    let (conditions, mut values) = scope.conditions();
    values.push(indexed_through(conn)?.into());
    let recent = format!("{SAID} AND {conditions} AND registration.row > ? ORDER BY registration.row DESC");
    let mut recent = conn.prepare_cached(&recent)?;
    let mut rows = recent.query(params_from_iter(values))?;
    let numbers = QueryTerm::are_in_numbers(&wanted);
    let mut found = Vec::new();
    while let Some(row) = rows.next()?.filter(|_| found.len() < most) {
        if row.get(NAMES_OTHERS)? {
            let (row, terms) = (row.get(0)?, terms(conn, row.get(0)?, numbers)?);
            if wanted.iter().all(|word| word.is_in(&terms)) {
                found.push(row);
            }
        }
    }
    let left = limit.saturating_sub(u32::try_from(found.len()).unwrap_or(u32::MAX));
    found.extend(find_in(conn, "contact_search", &wanted, scope, left)?);
    Ok(found)
}

/// Whether people came before there was such an index, and whom they named is not in it yet.
///
/// # Errors
/// When the tables cannot be read.
pub fn are_contacts_due(conn: &Connection) -> Result<bool, StoreError> {
    Ok(due(conn)? > 0)
}

fn due(conn: &Connection) -> Result<i64, StoreError> {
    Ok(conn.query_row("SELECT registration FROM contact_search_due", [], |row| row.get(0))?)
}

/// Takes in whom those named who came before there was such an index, the newest first and at most of so many people.
///
/// # Errors
/// When the tables cannot be read or written.
pub fn take_in_contacts(tx: &Transaction<'_>, most: usize) -> Result<(), StoreError> {
    let through = due(tx)?;
    let mut naming = tx.prepare(
        "SELECT DISTINCT registration FROM registration_version
         WHERE place < (?1 + 1) << 20 AND coalesce (guardian_name, guardian_email, guardian_phone, guardian_phone_as_typed,
             emergency_name, emergency_phone, emergency_phone_as_typed) IS NOT NULL
         ORDER BY place DESC LIMIT ?2",
    )?;
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = naming.query_map(params![through, limit], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    // Those that are in no index yet come with the others.
    let indexed = indexed_through(tx)?;
    for &row in rows.iter().filter(|&&row| row <= indexed) {
        // Whoever was corrected since is in it already.
        forget(tx, row)?;
        take_in(tx, row)?;
    }
    let left = if rows.len() < most { 0 } else { rows.last().map_or(0, |row| row - 1) };
    tx.execute("UPDATE contact_search_due SET registration = ?1", [left])?;
    Ok(())
}

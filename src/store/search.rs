//! Finding people. Terms are folded by [`crate::domain::search_key`]; here they are kept and matched by their beginning.

mod contacts;
mod respell;

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, Transaction, params, params_from_iter};

use crate::domain::ids::EventId;
use crate::domain::likeness::Description;
use crate::domain::phone::Phone;
use crate::domain::record::RegistrationRecord;
use crate::domain::search_key::{QueryTerm, Searchable, index_terms, query_terms};

use super::lookup::TOGETHER;
use super::{StoreError, lookalikes};

pub use contacts::{are_contacts_due, find_by_contact, take_in_contacts};
pub use respell::{is_spelt_before, respell};

/// Among whom to look.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Scope {
    /// One event only.
    pub event: Option<EventId>,
    /// One day only: desk staff see today's people.
    pub local_day: Option<NaiveDate>,
    /// Only those before this row: the next page.
    pub before_row: Option<i64>,
    /// Restricted people too, whom desk staff do not find (R19).
    pub restricted_too: bool,
}

/// What a registration is found by, read from the newest of its versions that is not erased: the lines of [`said`], and whether
/// somebody may be named beside the visitor, in this version or one before.
const SAID: &str = "SELECT registration.row, reference, full_name, given_name, family_name, badge_name, email, phone,
        phone_as_typed, postcode, date_of_birth, guardian_email, guardian_phone, registration_version.version > 1
            OR coalesce (guardian_name, guardian_email, guardian_phone, guardian_phone_as_typed, emergency_name,
                         emergency_phone, emergency_phone_as_typed) IS NOT NULL
    FROM registration CROSS JOIN registration_version
        ON place = (SELECT max(newest.place) FROM registration_version AS newest
                    WHERE newest.place BETWEEN registration.row << 20 AND (registration.row << 20) + 1048575)
    WHERE salt IS NOT NULL";

/// Where [`SAID`] says whether somebody may be named beside the visitor.
const NAMES_OTHERS: usize = 13;

/// Makes a registration findable by what its newest version says, in place of what an older one said. The newest
/// registrations are not in the index yet: [`find`] reads those themselves, and they are taken in together. Each time costs
/// the same few pages, so that one by one it would be half of what a save takes.
///
/// # Errors
/// When the tables cannot be written.
pub fn index(tx: &Transaction<'_>, row: i64) -> Result<(), StoreError> {
    let through = indexed_through(tx)?;
    if row <= through {
        forget(tx, row)?;
        return take_in(tx, "registration.row = ?1", row);
    }
    if row - through < TOGETHER {
        return Ok(());
    }
    take_in(tx, "registration.row > ?1", through)
}

fn take_in(tx: &Transaction<'_>, which: &str, row: i64) -> Result<(), StoreError> {
    // The newest first, which are the lowest in the index: in any other order it would begin anew with each.
    let mut chosen = tx.prepare_cached(&format!("{SAID} AND {which} ORDER BY registration.row DESC"))?;
    let mut insert = tx.prepare_cached("INSERT INTO registration_search (rowid, terms) VALUES (?1, ?2)")?;
    let mut rows = chosen.query([row])?;
    while let Some(found) = rows.next()? {
        let (row, reference, record) = said(found)?;
        insert.execute(params![-row, kept_terms(&reference, &record)])?;
        if found.get(NAMES_OTHERS)? {
            contacts::take_in(tx, row)?;
        }
    }
    Ok(())
}

/// Everything that a registration is found by, as the index keeps it.
fn kept_terms(reference: &str, record: &RegistrationRecord) -> String {
    let keys = lookalikes::keys(&Description::of_record(record));
    terms(reference, record).into_iter().chain(keys).collect::<Vec<_>>().join(" ")
}

/// The newest registration in the index: with its own, everything older is in it, but for what was erased.
pub(super) fn indexed_through(conn: &Connection) -> Result<i64, StoreError> {
    // The index's own table, since asking the index itself would make it look at all its parts.
    let query = "SELECT coalesce(-min(id), 0) FROM registration_search_content";
    Ok(conn.prepare_cached(query)?.query_row([], |row| row.get(0))?)
}

/// Reads a row of [`SAID`]: the registration's row, its reference, and of what was said what it is found by.
fn said(row: &Row<'_>) -> Result<(i64, String, RegistrationRecord), StoreError> {
    let record = RegistrationRecord {
        full_name: row.get(2)?,
        given_name: row.get(3)?,
        family_name: row.get(4)?,
        badge_name: row.get(5)?,
        email: row.get(6)?,
        phone: row.get(7)?,
        phone_as_typed: row.get(8)?,
        postcode: row.get(9)?,
        date_of_birth: row.get(10)?,
        guardian_email: row.get(11)?,
        guardian_phone: row.get(12)?,
        ..RegistrationRecord::default()
    };
    Ok((row.get(0)?, row.get(1)?, record))
}

fn terms(reference: &str, record: &RegistrationRecord) -> Vec<String> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let phone_typed = text(&record.phone_as_typed);
    let phone_e164 = text(&record.phone);
    let national = Phone::stored(&phone_e164, &phone_typed).map(|phone| phone.national().to_owned());
    let names = [text(&record.full_name), text(&record.given_name), text(&record.family_name)];
    let [badge, email, postcode] = [text(&record.badge_name), text(&record.email), text(&record.postcode)];
    index_terms(&Searchable {
        names: &[&names[0], &names[1], &names[2]],
        badge: &badge,
        email: &email,
        phone_e164: &phone_e164,
        phone_national: national.as_deref().unwrap_or_default(),
        phone_typed: &phone_typed,
        postcode: &postcode,
        reference,
    })
}

/// Makes a registration unfindable; its terms leave the file too.
///
/// # Errors
/// When the tables cannot be written.
pub fn forget(tx: &Transaction<'_>, row: i64) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM registration_search WHERE rowid = ?1")?.execute([-row])?;
    contacts::forget(tx, row)
}

/// Makes a registration findable by whom its versions name beside the visitor now, and by nobody who is let go.
///
/// # Errors
/// When the tables cannot be written.
pub(super) fn index_contacts(tx: &Transaction<'_>, row: i64) -> Result<(), StoreError> {
    contacts::forget(tx, row)?;
    if row <= indexed_through(tx)? { contacts::take_in(tx, row) } else { Ok(()) }
}

/// The rows of those who match every word of `query` by the beginning of some term, newest first, at most `limit`.
/// An empty query finds everyone; one of signs alone, nobody.
///
/// # Errors
/// When the tables cannot be read.
pub fn find(conn: &Connection, query: &str, scope: &Scope, limit: u32) -> Result<Vec<i64>, StoreError> {
    let wanted = query_terms(query);
    if wanted.is_empty() && !query.trim().is_empty() {
        return Ok(Vec::new());
    }
    if wanted.is_empty() {
        let (conditions, mut values) = scope.conditions();
        values.push(i64::from(limit).into());
        let query = format!("SELECT row FROM registration WHERE {conditions} ORDER BY row DESC LIMIT ?");
        let mut statement = conn.prepare_cached(&query)?;
        let rows = statement.query_map(params_from_iter(values), |row| row.get(0))?;
        return Ok(rows.collect::<Result<_, _>>()?);
    }
    let mut found = find_recent(conn, &wanted, scope, limit)?;
    let left = limit.saturating_sub(u32::try_from(found.len()).unwrap_or(u32::MAX));
    found.extend(find_in(conn, "registration_search", &wanted, scope, left)?);
    Ok(found)
}

/// Those in one of the indexes, newest first.
fn find_in(
    conn: &Connection,
    index: &'static str,
    wanted: &[QueryTerm],
    scope: &Scope,
    limit: u32,
) -> Result<Vec<i64>, StoreError> {
    let (conditions, mut values) = scope.conditions();
    values.insert(0, expression(wanted).into());
    values.push(i64::from(limit).into());
    let mut statement = conn.prepare_cached(&format!(
        "SELECT registration.row FROM {index} CROSS JOIN registration ON registration.row = -{index}.rowid
         WHERE {index} MATCH ? AND {conditions} ORDER BY {index}.rowid LIMIT ?"
    ))?;
    let rows = statement.query_map(params_from_iter(values), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Among those that are not in the index yet: there are few.
fn find_recent(conn: &Connection, wanted: &[QueryTerm], scope: &Scope, limit: u32) -> Result<Vec<i64>, StoreError> {
    let (conditions, mut values) = scope.conditions();
    values.push(indexed_through(conn)?.into());
    let query = format!("{SAID} AND {conditions} AND registration.row > ? ORDER BY registration.row DESC");
    let mut statement = conn.prepare_cached(&query)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let numbers = QueryTerm::are_in_numbers(wanted);
    let mut found = Vec::new();
    while let Some(row) = rows.next()?.filter(|_| found.len() < limit as usize) {
        let (row, reference, mut record) = said(row)?;
        if !numbers {
            (record.phone, record.phone_as_typed) = (None, None);
        }
        let terms = terms(&reference, &record);
        if wanted.iter().all(|term| term.is_in(&terms)) {
            found.push(row);
        }
    }
    Ok(found)
}

impl Scope {
    /// The conditions on the table of registrations, and their values in order.
    fn conditions(&self) -> (String, Vec<Value>) {
        let mut values: Vec<Value> = Vec::new();
        let mut conditions = vec![states(self)];
        if let Some(before_row) = self.before_row {
            conditions.push("registration.row < ?");
            values.push(before_row.into());
        }
        if let Some(event) = self.event {
            conditions.push("event = ?");
            values.push(event.0.as_bytes().to_vec().into());
        }
        if let Some(day) = self.local_day {
            conditions.push("local_day = ?");
            values.push(day.to_string().into());
        }
        (conditions.join(" AND "), values)
    }
}

/// How many there are to find, without a query.
///
/// # Errors
/// When the tables cannot be read.
pub fn count(conn: &Connection, event: EventId, scope: &Scope) -> Result<u64, StoreError> {
    let day = scope.local_day.map(|day| day.to_string());
    let sql = format!(
        "SELECT count(*) FROM registration WHERE event = ?1 AND local_day = ifnull(?2, local_day) AND {}",
        states(scope)
    );
    let count: i64 = conn.prepare_cached(&sql)?.query_row(params![event.0.as_bytes(), day], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// Who waits for a guardian is found by all: the desk that corrected the date of birth has the guardian before it.
fn states(scope: &Scope) -> &'static str {
    if scope.restricted_too {
        "state IN ('standing', 'restricted', 'quarantined')"
    } else {
        "state IN ('standing', 'quarantined') AND restricted = 0"
    }
}

/// Every word has one of its alternatives as a prefix. Terms hold letters, digits and our two marks only, so that quoted
/// they cannot become syntax.
fn expression(terms: &[QueryTerm]) -> String {
    let word = |term: &QueryTerm| {
        let alternatives: Vec<_> = term.any_of.iter().map(|text| format!("\"{text}\"*")).collect();
        format!("({})", alternatives.join(" OR "))
    };
    terms.iter().map(word).collect::<Vec<_>>().join(" AND ")
}

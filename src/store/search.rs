//! Finding people. Terms are folded by [`crate::domain::search_key`]; here they are kept and matched by their beginning.

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, params, params_from_iter};

use crate::domain::ids::EventId;
use crate::domain::phone::Phone;
use crate::domain::record::RegistrationRecord;
use crate::domain::search_key::{QueryTerm, Searchable, index_terms, query_terms};

use super::StoreError;

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

/// Makes a registration findable by what its newest version says, in place of what an older one said.
///
/// # Errors
/// When the tables cannot be written.
pub fn index(tx: &Transaction<'_>, row: i64, reference: &str, record: &RegistrationRecord) -> Result<(), StoreError> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let phone_typed = text(&record.phone_as_typed);
    let phone_e164 = text(&record.phone);
    let national = Phone::stored(&phone_e164, &phone_typed).map(|phone| phone.national().to_owned());
    let names = [text(&record.full_name), text(&record.given_name), text(&record.family_name)];
    let [badge, email, postcode] = [text(&record.badge_name), text(&record.email), text(&record.postcode)];
    let searchable = Searchable {
        names: &[&names[0], &names[1], &names[2]],
        badge: &badge,
        email: &email,
        phone_e164: &phone_e164,
        phone_national: national.as_deref().unwrap_or_default(),
        phone_typed: &phone_typed,
        postcode: &postcode,
        reference,
    };
    let terms = index_terms(&searchable).join(" ");
    forget(tx, row)?;
    tx.prepare_cached("INSERT INTO registration_search (rowid, terms) VALUES (?1, ?2)")?
        .execute(params![-row, terms])?;
    Ok(())
}

/// Makes a registration unfindable; its terms leave the file too.
///
/// # Errors
/// When the tables cannot be written.
pub fn forget(tx: &Transaction<'_>, row: i64) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM registration_search WHERE rowid = ?1")?.execute([-row])?;
    Ok(())
}

/// The rows of those who match every word of `query` by the beginning of some term, newest first, at most `limit`.
/// A query without words finds everyone.
///
/// # Errors
/// When the tables cannot be read.
pub fn find(conn: &Connection, query: &str, scope: &Scope, limit: u32) -> Result<Vec<i64>, StoreError> {
    let terms = query_terms(query);
    let mut values: Vec<Value> = Vec::new();
    let mut conditions = vec![states(scope)];
    let (source, order) = if terms.is_empty() {
        ("registration", "registration.row DESC")
    } else {
        values.push(expression(&terms).into());
        conditions.push("registration_search MATCH ?");
        (
            "registration_search CROSS JOIN registration ON registration.row = -registration_search.rowid",
            "registration_search.rowid",
        )
    };
    if let Some(before_row) = scope.before_row {
        conditions.push("registration.row < ?");
        values.push(before_row.into());
    }
    if let Some(event) = scope.event {
        // With the plus, the newest are read first and the rest not at all; the index of events would have all sorted.
        conditions.push("+event = ?");
        values.push(event.0.as_bytes().to_vec().into());
    }
    if let Some(day) = scope.local_day {
        conditions.push("+local_day = ?");
        values.push(day.to_string().into());
    }
    values.push(i64::from(limit).into());
    let conditions = conditions.join(" AND ");
    let mut statement = conn.prepare_cached(&format!(
        "SELECT registration.row FROM {source} WHERE {conditions} ORDER BY {order} LIMIT ?"
    ))?;
    let rows = statement.query_map(params_from_iter(values), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
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
    let count: i64 =
        conn.prepare_cached(&sql)?.query_row(params![event.0.as_bytes(), day], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// Who waits for a guardian is found by all: the desk that corrected the date of birth has the guardian before it.
fn states(scope: &Scope) -> &'static str {
    if scope.restricted_too {
        "state IN ('standing', 'restricted', 'quarantined')"
    } else {
        "state IN ('standing', 'quarantined')"
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

//! Who has an email, a telephone number, a birthday or a guardian's contact in common with somebody: the people worth
//! comparing with them. What it comes to is decided elsewhere (R14).

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::domain::email::Email;
use crate::domain::ids::EventId;
use crate::domain::likeness::Description;

use super::StoreError;

/// Among whom to look. Those who were undone or erased have nothing left to be found by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Among {
    /// One event only.
    pub event: Option<EventId>,
    /// Restricted people and those in quarantine too (R11, R19).
    pub restricted_too: bool,
}

/// The registrations, newest first, whose newest version has something in common with a description, each found through
/// an index.
///
/// # Errors
/// When the tables cannot be read.
pub fn find(conn: &Connection, person: &Description, among: Among) -> Result<Vec<i64>, StoreError> {
    let (query, values) = search(person, among);
    if values.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = conn.prepare_cached(&query)?;
    let rows = statement.query_map(params_from_iter(values), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How SQLite looks for them, a line for each step: to show that it never reads everybody.
///
/// # Errors
/// When the tables cannot be read.
pub fn plan(conn: &Connection, person: &Description, among: Among) -> Result<Vec<String>, StoreError> {
    let (query, values) = search(person, among);
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {query}"))?;
    let steps = statement.query_map(params_from_iter(values), |row| row.get("detail"))?;
    Ok(steps.collect::<Result<_, _>>()?)
}

/// The query and its values: one part for each thing there is to look for; nothing at all where there is none.
fn search(person: &Description, among: Among) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = Vec::new();
    let mut parts = Vec::new();
    let mut look = |column: &str, wanted: &[String]| {
        let marks = vec!["?"; wanted.len()].join(", ");
        parts.push(format!("SELECT registration, version FROM registration_version WHERE {column} IN ({marks})"));
        values.extend(wanted.iter().cloned().map(Value::from));
    };
    // SQLite knows the case of ASCII letters only: an address is looked for as it was typed and in lower case.
    let both_cases = |email: &Email| [email.as_str().to_owned(), email.key()];
    if let Some(email) = person.email() {
        look("email COLLATE NOCASE", &both_cases(email));
    }
    if let Some(phone) = person.phone() {
        look("phone", &[phone.to_owned()]);
    }
    if let Some(birth) = person.birth() {
        look("date_of_birth", &[birth.to_string()]);
    }
    if let Some(email) = person.guardian_email() {
        look("guardian_email COLLATE NOCASE", &both_cases(email));
    }
    if let Some(phone) = person.guardian_phone() {
        look("guardian_phone", &[phone.to_owned()]);
    }
    let mut conditions = String::from(if among.restricted_too {
        "registration.state IN ('standing', 'restricted', 'quarantined')"
    } else {
        "registration.state = 'standing'"
    });
    if let (Some(event), false) = (among.event, values.is_empty()) {
        conditions.push_str(" AND registration.event = ?");
        values.push(event.0.as_bytes().to_vec().into());
    }
    let parts = parts.join(" UNION ");
    let query = format!(
        "SELECT found.registration FROM ({parts}) AS found
         CROSS JOIN registration ON registration.row = found.registration
         WHERE {conditions} AND NOT EXISTS (
             SELECT 1 FROM registration_version AS later
             WHERE later.registration = found.registration AND later.version > found.version)
         ORDER BY found.registration DESC"
    );
    (query, values)
}

//! Who has an email, a telephone number, a birthday or a guardian's contact in common with somebody: the people worth
//! comparing with them. What it comes to is decided elsewhere (R14).

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use sha2::{Digest, Sha256};

use crate::domain::email::Email;
use crate::domain::ids::EventId;
use crate::domain::likeness::Description;

use super::{StoreError, search};

/// Among whom to look. Those who were undone or erased have nothing left to be found by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Among {
    /// One event only.
    pub event: Option<EventId>,
    /// Restricted people and those in quarantine too (R11, R19).
    pub restricted_too: bool,
}

/// The registrations, newest first, whose newest version has something in common with a description.
///
/// # Errors
/// When the tables cannot be read.
pub fn find(conn: &Connection, person: &Description, among: Among) -> Result<Vec<i64>, StoreError> {
    let Some((query, values)) = search(person, among, search::indexed_through(conn)?) else { return Ok(Vec::new()) };
    let mut statement = conn.prepare_cached(&query)?;
    let rows = statement.query_map(params_from_iter(values), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How SQLite looks for them, a line for each step: to show that it never reads everybody.
///
/// # Errors
/// When the tables cannot be read.
pub fn plan(conn: &Connection, person: &Description, among: Among) -> Result<Vec<String>, StoreError> {
    let Some((query, values)) = search(person, among, search::indexed_through(conn)?) else { return Ok(Vec::new()) };
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {query}"))?;
    let steps = statement.query_map(params_from_iter(values), |row| row.get("detail"))?;
    Ok(steps.collect::<Result<_, _>>()?)
}

/// What somebody is looked for by, as terms of the search index: a hash of each thing, behind a sign that nothing that is
/// typed begins with. An index for each of them would have every save write as many pages more.
pub(super) fn keys(person: &Description) -> Vec<String> {
    let key = |kind: &str, value: &str| {
        let hash = Sha256::new().chain_update(kind).chain_update(" ").chain_update(value).finalize();
        format!("={}", hex::encode(&hash[..8]))
    };
    let keys = [
        person.email().map(|email| key("email", &email.key())),
        person.phone().map(|phone| key("phone", phone)),
        person.birth().map(|birth| key("birth", &birth.to_string())),
        person.guardian_email().map(|email| key("guardian's email", &email.key())),
        person.guardian_phone().map(|phone| key("guardian's phone", phone)),
    ];
    keys.into_iter().flatten().collect()
}

/// The query and its values: one part for those in the index, one for those after `through`, who are few; nothing at all
/// where there is nothing to look for.
fn search(person: &Description, among: Among, through: i64) -> Option<(String, Vec<Value>)> {
    let keys: Vec<String> = keys(person).iter().map(|key| format!("\"{key}\"")).collect();
    if keys.is_empty() {
        return None;
    }
    let mut values: Vec<Value> = vec![keys.join(" OR ").into(), through.into()];
    let mut said = Vec::new();
    let mut look = |column: &str, wanted: &[String]| {
        let marks = vec!["?"; wanted.len()].join(", ");
        said.push(format!("{column} IN ({marks})"));
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
    if let Some(event) = among.event {
        conditions.push_str(" AND registration.event = ?");
        values.push(event.0.as_bytes().to_vec().into());
    }
    let said = said.join(" OR ");
    let query = format!(
        "SELECT found.row FROM (
             SELECT -rowid AS row FROM registration_search WHERE registration_search MATCH ?
             UNION ALL
             SELECT registration AS row FROM registration_version AS said
             WHERE place >= (? + 1) << 20 AND ({said}) AND NOT EXISTS (
                 SELECT 1 FROM registration_version AS later
                 WHERE later.place > said.place AND later.place <= (said.place | 1048575))
         ) AS found CROSS JOIN registration ON registration.row = found.row
         WHERE {conditions} ORDER BY found.row DESC"
    );
    Some((query, values))
}

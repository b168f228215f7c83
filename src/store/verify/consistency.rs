//! What the tables say of each other, beside the chain.

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

use super::super::{equality, fallen, sql};
use super::{Fault, Stop, broken};
use crate::domain::ids::VisitorId;

/// Each query gives the act of the first row that breaks its rule.
const RULES: [(Fault, &str); 10] = [
    (
        Fault::State,
        "SELECT registration.act FROM registration LEFT JOIN tombstone ON tombstone.registration = registration.row
         WHERE CASE state
             WHEN 'undone' THEN reason IS NOT 'undone'
             WHEN 'erased' THEN reason IS NULL OR reason = 'undone'
             ELSE reason IS NOT NULL END
         ORDER BY registration.act LIMIT 1",
    ),
    (
        Fault::State,
        "SELECT act FROM registration
         WHERE (state = 'restricted') <> (restricted = 1 AND state NOT IN ('quarantined', 'undone', 'erased'))
         ORDER BY act LIMIT 1",
    ),
    (
        Fault::SpecialWithoutYes,
        "SELECT registration.act FROM special_value
             LEFT JOIN registration ON registration.row = special_value.registration
             LEFT JOIN consent_event
             ON place BETWEEN special_value.registration << 20 AND (special_value.registration << 20) + 1048575
             AND consent_event.id = consent
         WHERE said IS NOT 'yes'
             OR question IS NOT 'special.' || pair
         ORDER BY registration.act LIMIT 1",
    ),
    (
        Fault::ChildWithoutGuardian,
        "SELECT registration.act FROM registration_version AS said JOIN registration ON row = said.registration
         WHERE age_band = 'child' AND state NOT IN ('quarantined', 'undone', 'erased') AND (guardian_name IS NULL OR 2 > (
             SELECT count(DISTINCT question) FROM consent_event
             WHERE place BETWEEN row << 20 AND (row << 20) + 1048575 AND said = 'yes' AND given_by = 'guardian'
                 AND question IN ('guardian.responsible', 'guardian.consent')))
         ORDER BY registration.act LIMIT 1",
    ),
    (
        // A guardian who said both at the desk, since the list was taken, needs nobody to confirm it.
        Fault::ChildNotConfirmed,
        "SELECT registration.act FROM listed JOIN registration ON row = listed.registration
         WHERE state NOT IN ('quarantined', 'undone', 'erased')
             AND 'child' = (SELECT age_band FROM registration_version
                            WHERE place BETWEEN row << 20 AND (row << 20) + 1048575 ORDER BY place DESC LIMIT 1)
             AND (SELECT known_by FROM guardian_confirmation AS said
                  WHERE said.registration = row ORDER BY said.act DESC, said.ordinal DESC LIMIT 1) IS NULL
             AND 2 > (SELECT count(DISTINCT question) FROM consent_event
                      WHERE place BETWEEN row << 20 AND (row << 20) + 1048575 AND consent_event.act > registration.act
                          AND said = 'yes' AND given_by = 'guardian'
                          AND question IN ('guardian.responsible', 'guardian.consent'))
         ORDER BY registration.act LIMIT 1",
    ),
    (
        Fault::SearchTerms,
        "SELECT registration.act FROM registration_search LEFT JOIN registration ON row = -registration_search.rowid
         WHERE row IS NULL OR row IN (SELECT registration FROM tombstone)
         ORDER BY registration.act LIMIT 1",
    ),
    (
        Fault::SearchTerms,
        "SELECT registration.act FROM contact_search LEFT JOIN registration ON row = -contact_search.rowid
         WHERE row IS NULL OR row IN (SELECT registration FROM tombstone)
         ORDER BY registration.act LIMIT 1",
    ),
    (
        Fault::LookupKeys,
        "SELECT act FROM registration WHERE row <= (SELECT registration FROM registration_key_through) AND NOT (
             (id, row) IN (SELECT key, registration FROM registration_key)
             AND (visitor, row) IN (SELECT key, registration FROM registration_key)
             AND (CAST(reference AS BLOB), row) IN (SELECT key, registration FROM registration_key))
         ORDER BY act LIMIT 1",
    ),
    (
        Fault::LookupKeys,
        "SELECT act FROM registration_key LEFT JOIN registration ON row = registration
         WHERE row IS NULL OR key NOT IN (id, visitor, CAST(reference AS BLOB))
         ORDER BY act LIMIT 1",
    ),
    (
        Fault::LookupKeys,
        "SELECT max(act) FROM registration GROUP BY id HAVING count(*) > 1
         UNION ALL SELECT max(act) FROM registration GROUP BY reference HAVING count(*) > 1 LIMIT 1",
    ),
];

/// Checks every rule.
pub(super) fn check(conn: &Connection) -> Result<(), Stop> {
    for (fault, query) in RULES {
        let first: Option<Option<i64>> = conn.query_row(query, [], |row| row.get(0)).optional()?;
        if let Some(act) = first {
            return Err(broken(act.and_then(sequence), fault));
        }
    }
    special(conn)?;
    if equality::outlives(conn)? {
        return Err(broken(None, Fault::EqualityOfNobody));
    }
    notices(conn)?;
    references(conn)
}

/// The Yes of every special detail stands, over all that its person said.
fn special(conn: &Connection) -> Result<(), Stop> {
    let mut statement = conn.prepare(
        "SELECT DISTINCT act, visitor FROM special_value JOIN registration ON row = special_value.registration
         ORDER BY act",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let visitor = VisitorId(sql::id(&row.get::<_, Vec<u8>>(1)?)?);
        if !fallen::details(conn, visitor)?.is_empty() {
            return Err(broken(sequence(row.get(0)?), Fault::SpecialWithoutYes));
        }
    }
    Ok(())
}

/// A notice version's hash names its text.
fn notices(conn: &Connection) -> Result<(), Stop> {
    let mut statement = conn.prepare("SELECT act, hash, definition FROM notice_version ORDER BY act")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (hash, definition): (Vec<u8>, String) = (row.get(1)?, row.get(2)?);
        if Sha256::digest(definition.as_bytes()).as_slice() != hash {
            return Err(broken(sequence(row.get(0)?), Fault::Notice));
        }
    }
    Ok(())
}

/// Every reference leads somewhere.
fn references(conn: &Connection) -> Result<(), Stop> {
    let first: Option<String> = conn.query_row("PRAGMA foreign_key_check", [], |row| row.get(0)).optional()?;
    first.map_or(Ok(()), |table| Err(broken(None, Fault::Reference(table))))
}

fn sequence(act: i64) -> Option<u64> {
    u64::try_from(act).ok()
}

//! "Same person", "not the same", and the reversal of either (R14). Nothing merges by itself.

use std::collections::{BTreeSet, HashSet};

use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use crate::domain::coded::coded;
use crate::domain::ids::VisitorId;

use super::act::{Appending, plain_commitment};
use super::lookup::Key;
use super::{StoreError, sql};

/// What was said of two visitors.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LinkKind {
    /// They are one person.
    Same,
    /// They are two.
    NotSame,
    /// What was said of them before no longer holds.
    Reversed,
}

coded!(LinkKind { Same => "same", NotSame => "not-same", Reversed => "reversed" });

/// A link to append.
pub struct NewLink {
    /// Its id.
    pub id: Uuid,
    /// What is said.
    pub kind: LinkKind,
    /// Of whom.
    pub one: VisitorId,
    /// And of whom.
    pub other: VisitorId,
    /// The link that no longer holds, in a reversal.
    pub reverses: Option<Uuid>,
}

/// Appends a link. It holds no personal data, so its commitment needs no salt.
///
/// # Errors
/// When the tables cannot be written.
pub fn append(appending: &mut Appending<'_>, link: &NewLink) -> Result<(), StoreError> {
    let NewLink { id, kind, one, other, reverses } = link;
    appending.tx.execute(
        "INSERT INTO link (id, act, ordinal, kind, one, other, reverses) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            id.as_bytes(),
            appending.act(),
            appending.next_place().ordinal,
            kind.code(),
            one.0.as_bytes(),
            other.0.as_bytes(),
            reverses.as_ref().map(Uuid::as_bytes)
        ],
    )?;
    appending.place(commitment(link));
    Ok(())
}

/// SHA-256 over a link's columns.
pub(super) fn commitment(link: &NewLink) -> [u8; 32] {
    let NewLink { id, kind, one, other, reverses } = link;
    plain_commitment(&serde_json::json!(["lanyard link 1", id, kind.code(), one, other, reverses]))
}

/// What holds of two visitors now: the newest link between them that is not reversed.
///
/// # Errors
/// When the tables cannot be read.
pub fn in_force(conn: &Connection, a: VisitorId, b: VisitorId) -> Result<Option<(Uuid, LinkKind)>, StoreError> {
    let newest = conn
        .prepare_cached(
            "SELECT id, kind FROM link
             WHERE (one = ?1 AND other = ?2 OR one = ?2 AND other = ?1) AND kind <> 'reversed'
                 AND id NOT IN (SELECT reverses FROM link WHERE reverses IS NOT NULL)
             ORDER BY act DESC, ordinal DESC LIMIT 1",
        )?
        .query_row(params![a.0.as_bytes(), b.0.as_bytes()], |row| {
            Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, String>(1)?))
        })
        .optional()?;
    newest
        .map(|(id, kind)| {
            let kind = LinkKind::from_code(&kind).ok_or_else(|| StoreError::unreadable("link"))?;
            Ok((sql::id(&id)?, kind))
        })
        .transpose()
}

/// Every visitor who is the same person as this one, through any number of links, this one among them.
///
/// # Errors
/// When the tables cannot be read.
pub fn person(conn: &Connection, visitor: VisitorId) -> Result<BTreeSet<VisitorId>, StoreError> {
    let mut known = BTreeSet::from([visitor]);
    let mut to_visit = vec![visitor];
    while let Some(one) = to_visit.pop() {
        for other in neighbours(conn, one)? {
            let same = in_force(conn, one, other)?.is_some_and(|(_, kind)| kind == LinkKind::Same);
            if same && known.insert(other) {
                to_visit.push(other);
            }
        }
    }
    Ok(known)
}

/// Whether *not the same* was said of any two visitors of two persons.
///
/// # Errors
/// When the tables cannot be read.
pub fn said_apart(conn: &Connection, person: &BTreeSet<VisitorId>, other: VisitorId) -> Result<bool, StoreError> {
    let other = self::person(conn, other)?;
    for (&one, &another) in person.iter().flat_map(|one| other.iter().map(move |another| (one, another))) {
        if in_force(conn, one, another)?.is_some_and(|(_, kind)| kind == LinkKind::NotSame) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn neighbours(conn: &Connection, visitor: VisitorId) -> Result<Vec<VisitorId>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT other FROM link WHERE one = ?1 UNION SELECT one FROM link WHERE other = ?1")?;
    let rows = statement.query_map([&visitor.0.as_bytes()[..]], |row| row.get::<_, Vec<u8>>(0))?;
    rows.map(|bytes| Ok(VisitorId(sql::id(&bytes?)?))).collect()
}

/// Every visitor whose standing has to be folded over more than one registration: who registered several times under one
/// id, or of whom anything was ever said beside another; the newest may be among them for nothing. Few, where everybody is
/// many.
///
/// # Errors
/// When the tables cannot be read.
pub fn with_others(conn: &Connection) -> Result<HashSet<VisitorId>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT key FROM registration_key GROUP BY key HAVING count(*) > 1
         UNION ALL SELECT visitor FROM registration
             WHERE row > (SELECT registration FROM registration_key_through)
         UNION ALL SELECT one FROM link UNION ALL SELECT other FROM link",
    )?;
    let mut rows = statement.query([])?;
    let mut found = HashSet::new();
    while let Some(row) = rows.next()? {
        let id = row.get_ref(0)?.as_blob().map_err(|_| StoreError::unreadable("id"))?;
        found.insert(VisitorId(sql::id(id)?));
    }
    Ok(found)
}

/// The rows of all registrations of the person behind a visitor, oldest first.
///
/// # Errors
/// When the tables cannot be read.
pub fn rows_of_person(conn: &Connection, visitor: VisitorId) -> Result<Vec<i64>, StoreError> {
    let mut rows = Vec::new();
    for visitor in person(conn, visitor)? {
        let mut statement =
            conn.prepare_cached(&format!("SELECT row FROM registration WHERE row IN {}", Key::Visitor.rows()))?;
        for row in statement.query_map([&visitor.0.as_bytes()[..]], |row| row.get(0))? {
            rows.push(row?);
        }
    }
    rows.sort_unstable();
    Ok(rows)
}

//! Events, their settings version by version, and notices.

use std::ops::RangeInclusive;

use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::answer::NoticeHash;
use crate::domain::event::{Event, EventDefinition};
use crate::domain::ids::EventId;
use crate::domain::notice::NoticeVersion;
use crate::domain::purpose::Purpose;

use super::act::{Appending, plain_commitment};
use super::{StoreError, notice_translations, sql};

/// An event with the number of its newest settings.
#[derive(Clone)]
pub struct Kept {
    /// The number of these settings.
    pub version: i64,
    /// The event.
    pub event: Event,
}

/// Appends a notice version, if it is not there yet.
///
/// # Errors
/// When the tables cannot be written.
pub fn append_notice(appending: &Appending<'_>, notice: &NoticeVersion) -> Result<NoticeHash, StoreError> {
    let hash = notice.hash();
    let definition = serde_json::to_string(notice).map_err(|_| StoreError::unreadable("notice"))?;
    appending.tx.execute(
        "INSERT INTO notice_version (hash, definition, act) VALUES (?1, ?2, ?3) ON CONFLICT (hash) DO NOTHING",
        params![hash.0, definition, appending.act()],
    )?;
    Ok(hash)
}

/// Appends an event with its first settings.
///
/// # Errors
/// When the tables cannot be written, or the code is taken.
pub fn append(appending: &mut Appending<'_>, event: &Event) -> Result<(), StoreError> {
    append_empty(appending, event.id(), event.definition().code.as_str())?;
    append_version(appending, event)
}

/// Appends an event whose first settings follow.
pub(super) fn append_empty(appending: &Appending<'_>, event: EventId, code: &str) -> Result<(), StoreError> {
    appending.tx.execute(
        "INSERT INTO event (id, code, act) VALUES (?1, ?2, ?3)",
        params![event.0.as_bytes(), code, appending.act()],
    )?;
    Ok(())
}

/// Appends other settings of an event that is there. What was registered before keeps the settings it was taken under.
///
/// # Errors
/// When the tables cannot be written.
pub fn append_version(appending: &mut Appending<'_>, event: &Event) -> Result<(), StoreError> {
    let notice = append_notice(appending, event.notice())?;
    let definition = serde_json::to_string(event.definition()).map_err(|_| StoreError::unreadable("event"))?;
    append_settings(appending, event.id(), event.definition().code.as_str(), &definition, notice)
}

/// Appends settings as they are written, under a notice that is there.
pub(super) fn append_settings(
    appending: &mut Appending<'_>,
    event: EventId,
    code: &str,
    definition: &str,
    notice: NoticeHash,
) -> Result<(), StoreError> {
    appending.tx.execute(
        "INSERT INTO event_version (event, definition, notice, act, ordinal) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![event.0.as_bytes(), definition, notice.0, appending.act(), appending.next_place().ordinal],
    )?;
    let version = appending.tx.last_insert_rowid();
    appending.place(version_commitment(version, event, code, definition, notice));
    Ok(())
}

/// SHA-256 over an event's settings, and whose they are.
pub(super) fn version_commitment(
    version: i64,
    event: EventId,
    code: &str,
    definition: &str,
    notice: NoticeHash,
) -> [u8; 32] {
    plain_commitment(&serde_json::json!(["lanyard event 1", version, event, code, definition, notice]))
}

// The last column is how the organisation was called when this notice was first published for this event.
const NEWEST: &str = "SELECT event_version.id, event.id, event_version.definition, notice_version.definition,
        (SELECT first.definition ->> 'organisation' FROM event_version AS first
         WHERE first.event = event_version.event AND first.notice = event_version.notice ORDER BY first.id LIMIT 1)
    FROM event JOIN event_version ON event_version.event = event.id
    JOIN notice_version ON notice_version.hash = event_version.notice";
const IS_NEWEST: &str = "event_version.id = (SELECT max(id) FROM event_version WHERE event = event.id)";

/// The number of the newest settings of the event with that code: whoever has read those need not read them again.
///
/// # Errors
/// When the tables cannot be read.
pub fn newest_version(conn: &Connection, code: &str) -> Result<Option<i64>, StoreError> {
    let query = "SELECT max(id) FROM event_version WHERE event = (SELECT id FROM event WHERE code = ?1)";
    Ok(conn.prepare_cached(query)?.query_row([code], |row| row.get(0))?)
}

/// The event with that code, as it is set now.
///
/// # Errors
/// When the tables cannot be read.
pub fn by_code(conn: &Connection, code: &str) -> Result<Option<Kept>, StoreError> {
    one(conn, &format!("{NEWEST} WHERE event.code = ?1 AND {IS_NEWEST}"), code)
}

/// The event with that id, as it is set now.
///
/// # Errors
/// When the tables cannot be read.
pub fn find(conn: &Connection, id: EventId) -> Result<Option<Kept>, StoreError> {
    one(conn, &format!("{NEWEST} WHERE event.id = ?1 AND {IS_NEWEST}"), &id.0.as_bytes()[..])
}

/// The event as it was set when a registration was taken.
///
/// # Errors
/// When the tables cannot be read.
pub fn at_version(conn: &Connection, version: i64) -> Result<Option<Kept>, StoreError> {
    one(conn, &format!("{NEWEST} WHERE event_version.id = ?1"), version)
}

/// Every event, oldest first, as it is set now.
///
/// # Errors
/// When the tables cannot be read.
pub fn all(conn: &Connection) -> Result<Vec<Kept>, StoreError> {
    let mut statement = conn.prepare(&format!("{NEWEST} WHERE {IS_NEWEST} ORDER BY event.act"))?;
    let rows = statement.query_map([], columns)?;
    rows.map(|row| kept(conn, row?)).collect()
}

/// A notice version by its hash.
///
/// # Errors
/// When the tables cannot be read.
pub fn notice(conn: &Connection, hash: NoticeHash) -> Result<Option<NoticeVersion>, StoreError> {
    let definition: Option<String> = conn
        .query_row("SELECT definition FROM notice_version WHERE hash = ?1", [hash.0], |row| row.get(0))
        .optional()?;
    definition.map(|json| serde_json::from_str(&json).map_err(|_| StoreError::unreadable("notice"))).transpose()
}

/// Every notice version, oldest first.
///
/// # Errors
/// When the tables cannot be read.
pub fn notices(conn: &Connection) -> Result<Vec<NoticeVersion>, StoreError> {
    let mut statement = conn.prepare("SELECT definition FROM notice_version ORDER BY act, rowid")?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|json| serde_json::from_str(&json?).map_err(|_| StoreError::unreadable("notice"))).collect()
}

/// Every notice version, by the hash that answers name it by.
///
/// # Errors
/// When the tables cannot be read.
pub fn notices_by_hash(conn: &Connection) -> Result<Vec<(NoticeHash, NoticeVersion)>, StoreError> {
    let mut statement = conn.prepare("SELECT hash, definition FROM notice_version")?;
    let rows = statement.query_map([], |row| Ok((NoticeHash(row.get(0)?), row.get::<_, String>(1)?)))?;
    let read = |row: rusqlite::Result<(NoticeHash, String)>| {
        let (hash, json) = row?;
        Ok((hash, serde_json::from_str(&json).map_err(|_| StoreError::unreadable("notice"))?))
    };
    rows.map(read).collect()
}

/// Every notice version that was published for an event: that it was held under, that waits for its day, or that was called off.
/// Their translations are beside them (`store::notice_translations`).
///
/// # Errors
/// When the tables cannot be read.
pub fn published_for(conn: &Connection, event: EventId) -> Result<Vec<NoticeVersion>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT definition FROM notice_version WHERE hash IN (
             SELECT notice FROM event_version WHERE event = ?1 UNION SELECT notice FROM coming_notice WHERE event = ?1)
         ORDER BY act, rowid",
    )?;
    let rows = statement.query_map([&event.0.as_bytes()[..]], |row| row.get::<_, String>(0))?;
    rows.map(|json| serde_json::from_str(&json?).map_err(|_| StoreError::unreadable("notice"))).collect()
}

/// A notice version that an event was held under.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Under {
    /// The version.
    pub notice: NoticeVersion,
    /// The organisation, as its words name it.
    pub named: String,
    /// The act that published it for the event.
    pub act: u64,
    /// How many people registered under it, but for registrations that were undone.
    pub seen_by: u64,
}

/// Every notice version that an event was held under, the newest first.
///
/// # Errors
/// When the tables cannot be read.
pub fn held_under(conn: &Connection, event: EventId) -> Result<Vec<Under>, StoreError> {
    let mut statement = conn.prepare(
        "SELECT notice_version.definition,
             ifnull((SELECT max(coming_notice.act) FROM coming_notice JOIN coming_notice_end ON coming = coming_notice.id
                     WHERE event = ?1 AND notice = notice_version.hash AND ended = 'begun'), min(event_version.act)), (
                SELECT count(DISTINCT said.registration)
                FROM registration_version AS said
                JOIN event_version AS settings ON settings.id = said.event_version
                JOIN registration ON registration.row = said.registration
                WHERE settings.event = ?1 AND settings.notice = notice_version.hash AND registration.state <> 'undone'),
                (SELECT first.definition ->> 'organisation' FROM event_version AS first
                 WHERE first.event = ?1 AND first.notice = notice_version.hash ORDER BY first.id LIMIT 1)
         FROM event_version JOIN notice_version ON notice_version.hash = event_version.notice
         WHERE event_version.event = ?1 GROUP BY notice_version.hash ORDER BY max(event_version.id) DESC",
    )?;
    let mut rows = statement.query([&event.0.as_bytes()[..]])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let definition: String = row.get(0)?;
        let notice: NoticeVersion = serde_json::from_str(&definition).map_err(|_| StoreError::unreadable("notice"))?;
        let named: String = row.get(3)?;
        all.push(Under {
            named: notice.named(&named).to_owned(),
            notice,
            act: row.get::<_, i64>(1)?.cast_unsigned(),
            seen_by: row.get::<_, i64>(2)?.cast_unsigned(),
        });
    }
    Ok(all)
}

/// The newest settings of an event that brought a notice with another meaning, published by one of these acts: whoever
/// registered under earlier ones is to be told (R26). The event's first notice changed nothing for anybody.
///
/// # Errors
/// When the tables cannot be read.
pub fn substantial_since(
    conn: &Connection,
    event: EventId,
    acts: RangeInclusive<i64>,
) -> Result<Option<i64>, StoreError> {
    let query = "SELECT max(id) FROM (
            SELECT id, act AS published, notice, lag(notice) OVER (ORDER BY id) AS before
            FROM event_version WHERE event = ?1)
        JOIN notice_version ON hash = notice
        WHERE published BETWEEN ?2 AND ?3 AND before IS NOT notice AND before IS NOT NULL
            AND notice_version.definition ->> 'change' = 'substantial'";
    Ok(conn
        .prepare_cached(query)?
        .query_row(params![&event.0.as_bytes()[..], acts.start(), acts.end()], |row| row.get(0))?)
}

type Columns = (i64, Vec<u8>, String, String, String);

fn columns(row: &rusqlite::Row<'_>) -> rusqlite::Result<Columns> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
}

fn one(conn: &Connection, query: &str, key: impl rusqlite::ToSql) -> Result<Option<Kept>, StoreError> {
    conn.prepare_cached(query)?.query_row([key], columns).optional()?.map(|row| kept(conn, row)).transpose()
}

fn kept(conn: &Connection, (version, id, definition, notice, named): Columns) -> Result<Kept, StoreError> {
    let wrong = |_| StoreError::unreadable("event");
    let mut definition: EventDefinition = serde_json::from_str(&definition).map_err(wrong)?;
    // Before schema 3 equality monitoring could be named among these, and nothing was asked or let out for it (R4).
    definition.other_purposes.remove(&Purpose::EqualityMonitoring);
    let notice: NoticeVersion = serde_json::from_str(&notice).map_err(|_| StoreError::unreadable("notice"))?;
    let id = EventId(sql::id(&id)?);
    let event = Event::under(id, definition, notice, &named).map_err(|_| StoreError::unreadable("event"))?;
    let translations = notice_translations::of(conn, id, event.notice_hash())?;
    let event = event.with_translations(translations.into_iter().map(|translation| translation.notice).collect());
    Ok(Kept { version, event: event.map_err(|_| StoreError::unreadable("event"))? })
}

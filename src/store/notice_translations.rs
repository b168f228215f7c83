//! A version of a notice in the other languages that it was published in for an event (R13, R26).

use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::domain::answer::NoticeHash;
use crate::domain::ids::EventId;
use crate::domain::notice::NoticeVersion;

use super::StoreError;
use super::act::{Appending, plain_commitment};
use super::events::append_notice;

/// A translation, and the act that published it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Translation {
    /// The version, in that language.
    pub notice: NoticeVersion,
    /// The act.
    pub act: u64,
}

/// Appends a version's words in another language, for an event.
///
/// # Errors
/// When the tables cannot be written, or the version has words in that language for this event.
pub fn append(
    appending: &mut Appending<'_>,
    event: EventId,
    of: NoticeHash,
    translation: &NoticeVersion,
) -> Result<(), StoreError> {
    let (hash, language) = (append_notice(appending, translation)?, &translation.language);
    appending.tx.execute(
        "INSERT INTO notice_translation (event, notice, translation, language, act, ordinal) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![event.0.as_bytes(), of.0, hash.0, language, appending.act(), appending.next_place().ordinal],
    )?;
    let id = appending.tx.last_insert_rowid();
    appending.place(commitment(id, event.0, of, hash, language));
    Ok(())
}

/// SHA-256 over which words are whose translation.
pub(super) fn commitment(id: i64, event: Uuid, of: NoticeHash, translation: NoticeHash, language: &str) -> [u8; 32] {
    plain_commitment(&serde_json::json!(["lanyard notice translation 1", id, event, of, translation, language]))
}

/// A version in the other languages that it was published in for an event, oldest first.
///
/// # Errors
/// When the tables cannot be read.
pub fn of(conn: &Connection, event: EventId, version: NoticeHash) -> Result<Vec<Translation>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT definition, notice_translation.act FROM notice_translation JOIN notice_version ON hash = translation
         WHERE event = ?1 AND notice = ?2 ORDER BY notice_translation.id",
    )?;
    let mut rows = statement.query(params![event.0.as_bytes(), version.0])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let definition: String = row.get(0)?;
        all.push(Translation {
            notice: serde_json::from_str(&definition).map_err(|_| StoreError::unreadable("notice"))?,
            act: row.get::<_, i64>(1)?.cast_unsigned(),
        });
    }
    Ok(all)
}

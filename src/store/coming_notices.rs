//! Versions of a notice that begin on a later day (R26), until they begin or are called off.

use chrono::NaiveDate;
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::domain::answer::NoticeHash;
use crate::domain::coded::coded;
use crate::domain::ids::EventId;
use crate::domain::notice::NoticeVersion;

use super::act::{Appending, plain_commitment};
use super::events::append_notice;
use super::{StoreError, sql};

/// How waiting ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ended {
    /// Its day came.
    Begun,
    /// It was called off before.
    CalledOff,
}

coded!(Ended { Begun => "begun", CalledOff => "called-off" });

/// A version that waits for its day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Coming {
    /// The number of its row.
    pub id: i64,
    /// For which event.
    pub event: EventId,
    /// The version; it says on which day it begins.
    pub notice: NoticeVersion,
    /// The act that published it.
    pub act: u64,
}

/// Appends a version that is to begin on its first day.
///
/// # Errors
/// When the tables cannot be written.
pub fn append(appending: &mut Appending<'_>, event: EventId, notice: &NoticeVersion) -> Result<(), StoreError> {
    let (hash, begins) = (append_notice(appending, notice)?, notice.effective_from.to_string());
    appending.tx.execute(
        "INSERT INTO coming_notice (event, notice, begins, act, ordinal) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![event.0.as_bytes(), hash.0, begins, appending.act(), appending.next_place().ordinal],
    )?;
    let id = appending.tx.last_insert_rowid();
    appending.place(commitment(id, event.0, hash, &begins));
    Ok(())
}

/// SHA-256 over what was published for a later day.
pub(super) fn commitment(id: i64, event: Uuid, notice: NoticeHash, begins: &str) -> [u8; 32] {
    plain_commitment(&serde_json::json!(["lanyard coming notice 1", id, event, notice, begins]))
}

/// Appends how its waiting ended.
///
/// # Errors
/// When the tables cannot be written, or it ended before.
pub fn end(appending: &mut Appending<'_>, id: i64, ended: Ended) -> Result<(), StoreError> {
    appending.tx.execute(
        "INSERT INTO coming_notice_end (coming, ended, act, ordinal) VALUES (?1, ?2, ?3, ?4)",
        params![id, ended.code(), appending.act(), appending.next_place().ordinal],
    )?;
    appending.place(end_commitment(id, ended.code()));
    Ok(())
}

/// SHA-256 over how waiting ended.
pub(super) fn end_commitment(id: i64, ended: &str) -> [u8; 32] {
    plain_commitment(&serde_json::json!(["lanyard coming notice end 1", id, ended]))
}

/// Every version that waits for its day, oldest first.
///
/// # Errors
/// When the tables cannot be read.
pub fn waiting(conn: &Connection) -> Result<Vec<Coming>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT coming_notice.id, event, definition, coming_notice.act FROM coming_notice
             JOIN notice_version ON hash = notice
         WHERE NOT EXISTS (SELECT 1 FROM coming_notice_end WHERE coming = coming_notice.id) ORDER BY coming_notice.id",
    )?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let definition: String = row.get(2)?;
        all.push(Coming {
            id: row.get(0)?,
            event: EventId(sql::id(&row.get::<_, Vec<u8>>(1)?)?),
            notice: serde_json::from_str(&definition).map_err(|_| StoreError::unreadable("notice"))?,
            act: row.get::<_, i64>(3)?.cast_unsigned(),
        });
    }
    Ok(all)
}

impl Coming {
    /// Its first day, where the event is.
    #[must_use]
    pub fn begins(&self) -> NaiveDate {
        self.notice.effective_from
    }
}

//! Whom the office has to tell where their details came from, since others gave them to us (UK GDPR, article 14).

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Connection;

use crate::domain::event::Event;
use crate::domain::purpose::Purpose;
use crate::domain::source::ListSource;
use crate::store::listed;
use crate::store::recipients::Recipient;
use crate::store::{StoreError, act};

/// Where somebody's details came from, when those were taken in, and by when they are to be told.
pub(super) struct FromOthers {
    pub(super) source: ListSource,
    pub(super) act: u64,
    pub(super) by: NaiveDate,
    /// The act that noted that they were told.
    told: Option<u64>,
}

/// Those whose details others gave, by the rows of their registrations; only the office tells people.
pub(super) struct Sources {
    rows: HashMap<i64, FromOthers>,
}

impl Sources {
    pub(super) fn of(conn: &Connection, recipient: &Recipient, event: &Event) -> Result<Self, StoreError> {
        let mut rows = HashMap::new();
        if !recipient.purposes.contains(&Purpose::RecordKeeping) {
            return Ok(Self { rows });
        }
        let mut lists = HashMap::new();
        for list in listed::lists(conn, event.id())? {
            let at = act::who_and_when(conn, list.act)?.map(|(_, at)| event.date_at(at.to_utc()));
            if let Some(by) = at.and_then(|taken_on| list.source.tell_by(taken_on)) {
                lists.insert(list.id, (list, by));
            }
        }
        for one in listed::given_by_others(conn, event.id())? {
            if let Some((list, by)) = lists.get(&one.list) {
                let from = FromOthers { source: list.source.clone(), act: list.act, by: *by, told: one.told };
                rows.insert(one.row, from);
            }
        }
        Ok(Self { rows })
    }

    /// Where the details of somebody came from who was not told of it when a batch was reserved, after the act `through`.
    pub(super) fn to_tell(&self, row: i64, through: i64) -> Option<&FromOthers> {
        let untold = |from: &&FromOthers| from.told.is_none_or(|told| told.cast_signed() > through);
        self.rows.get(&row).filter(untold)
    }
}

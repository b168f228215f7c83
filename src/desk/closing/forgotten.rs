//! Whose emergency contacts were let go because they asked for it (R2), for whoever was sent them: told once, with the batch after.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use crate::domain::permit::Column;
use crate::store::recipients::Recipient;
use crate::store::{StoreError, disclosures, retention};

use super::bit;

/// What one recipient has to be told of.
#[derive(Default)]
pub(super) struct Forgotten {
    /// The acts that let them go, by the row of the registration.
    acts: HashMap<i64, i64>,
    /// Of whom this recipient was sent emergency contacts, in batches before this one.
    sent: HashSet<i64>,
}

impl Forgotten {
    pub(super) fn of(conn: &Connection, recipient: &Recipient, before: Option<i64>) -> Result<Self, StoreError> {
        let acts = retention::contacts_forgotten(conn)?;
        let sent = if acts.is_empty() {
            HashSet::new()
        } else {
            disclosures::ever_sent(conn, recipient.id, bit(Column::EmergencyContact), before)?
        };
        Ok(Self { acts, sent })
    }

    /// The act to be told of about a registration; `through` is the last act that the batch before this one took in.
    pub(super) fn told(&self, row: i64, through: i64) -> Option<i64> {
        self.acts.get(&row).copied().filter(|&act| act > through && self.sent.contains(&row))
    }
}

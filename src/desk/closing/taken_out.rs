//! Who is to be taken out of recordings (R12), for whoever was sent that they may be recorded: told once, with the batch after
//! it was asked for, or with the person where they are sent only then.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use crate::domain::ids::EventId;
use crate::domain::permit::Column;
use crate::domain::purpose::Purpose;
use crate::domain::removal::Found;
use crate::store::recipients::Recipient;
use crate::store::removals::{self, Kept};
use crate::store::{StoreError, disclosures};

use super::bit;

/// What one recipient has to be told of.
#[derive(Default)]
pub(super) struct ToTakeOut {
    /// The acts that asked for it, by the row of the registration.
    asked: HashMap<i64, Vec<i64>>,
    /// Who was sent to this recipient with answers about being recorded, in batches before this one.
    sent: HashSet<i64>,
}

impl ToTakeOut {
    /// For a recipient that records; nothing for any other. What was found and taken out, or is in print and nowhere else,
    /// is not looked for again.
    pub(super) fn of(
        conn: &Connection,
        recipient: &Recipient,
        event: EventId,
        before: Option<i64>,
    ) -> Result<Self, StoreError> {
        let records =
            |purpose: &Purpose| matches!(purpose, Purpose::RecordingByConsent | Purpose::RecordingByObjection);
        if !recipient.purposes.iter().any(records) {
            return Ok(Self::default());
        }
        let waits = |kept: &Kept| kept.said.is_some() && !matches!(kept.found, Some(Found::Removed | Found::InPrint));
        let mut asked: HashMap<i64, Vec<i64>> = HashMap::new();
        for kept in removals::all(conn, Some(event))?.into_iter().filter(waits) {
            asked.entry(kept.row).or_default().push(kept.asked);
        }
        let sent = if asked.is_empty() {
            HashSet::new()
        } else {
            disclosures::ever_sent(conn, recipient.id, bit(Column::RecordingAnswers), before)?
        };
        Ok(Self { asked, sent })
    }

    /// The acts to be told of about somebody who goes out with these columns now; `through` is the last act that the batch
    /// before this one took in.
    pub(super) fn told(&self, row: i64, columns: u64, through: i64) -> impl Iterator<Item = &i64> {
        let (sent, goes) = (self.sent.contains(&row), columns & bit(Column::RecordingAnswers) != 0);
        let told = move |asked: &&i64| if sent { **asked > through } else { goes };
        self.asked.get(&row).into_iter().flatten().filter(told)
    }
}

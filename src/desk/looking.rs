//! Looking is in the audit log too: who searched, whose record was opened, who was compared and checked (R27). A look
//! changes nothing that anybody waits for, so it is noted with the next act that is written, at the latest when the desk
//! is left; what was typed to search is never noted.

use chrono::{DateTime, FixedOffset};
use rusqlite::Transaction;
use serde_json::json;
use uuid::Uuid;

use crate::domain::act_kind::ActKind;
use crate::domain::code::Code;
use crate::domain::staff::Handle;
use crate::store::StoreError;
use crate::store::act::{self, Act};

use super::{Desk, DeskError};

/// One look, or several of the same kind in a row: a search is asked again with every letter.
pub(super) struct Look {
    kind: ActKind,
    event: Option<Code>,
    subject: Option<Uuid>,
    /// How many people the last of them showed.
    found: usize,
    times: u32,
    at: DateTime<FixedOffset>,
}

/// So many wait at most.
const MOST: usize = 100;

impl Desk {
    /// Notes a look, to be written later.
    pub(super) fn looked(&self, kind: ActKind, event: Option<&Code>, subject: Option<Uuid>, found: usize) {
        let at = self.env.now();
        let mut looks = self.looks.borrow_mut();
        match looks.last_mut() {
            Some(last) if last.kind == kind && last.event.as_ref() == event && last.subject == subject => {
                (last.found, last.times, last.at) = (found, last.times + 1, at);
            }
            _ => looks.push(Look { kind, event: event.cloned(), subject, found, times: 1, at }),
        }
    }

    /// Whether so many looks wait to be written that they should be.
    #[must_use]
    pub fn looks_wait(&self) -> bool {
        self.looks.borrow().len() >= MOST
    }

    /// Writes the looks that wait, if there are any.
    ///
    /// # Errors
    /// When the disk refuses; they then go on waiting.
    pub fn note_looks(&mut self) -> Result<(), DeskError> {
        if self.looks.borrow().is_empty() {
            return Ok(());
        }
        let before = act::head(self.conn()?)?.sequence;
        self.write(|_| Ok(()), |conn| Ok(act::head(conn)?.sequence > before))
    }
}

/// Appends looks, each as an act of its own, before the act that is about to be written.
pub(super) fn append(tx: &Transaction<'_>, looks: &[Look], staff: &Handle) -> Result<(), StoreError> {
    for look in looks {
        let details = json!({ "event": look.event, "found": look.found, "times": look.times });
        let Look { kind, at, subject, .. } = *look;
        act::begin(tx)?.finish(&Act { kind, at, staff, subject, details })?;
    }
    Ok(())
}

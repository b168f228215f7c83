//! Backing up without being asked (R22): while nobody asks for anything, and where something has changed since the last one. It
//! never keeps anybody waiting, and never removes a backup before another one is there and checked.

use std::time::Duration;

use chrono::TimeDelta;

use crate::domain::moment::Instant;
use crate::domain::rules::BackUpEvery;

use super::work::Work;

/// So often it is looked whether a backup is due, while nobody asks for anything.
pub(super) const LOOK_AGAIN: Duration = Duration::from_secs(30);

/// What is remembered between two backups.
#[derive(Default)]
pub(super) struct ByItself {
    every: Option<BackUpEvery>,
    /// Since when the time to the next one counts.
    since: Option<Instant>,
    /// The last act that the newest backup holds, as far as it was made here.
    up_to: Option<u64>,
}

impl ByItself {
    /// A desk that was just opened.
    pub(super) fn opened(now: Instant, every: Option<BackUpEvery>) -> Self {
        Self { every, since: Some(now), up_to: None }
    }

    /// From now on so often.
    pub(super) fn set(&mut self, every: Option<BackUpEvery>) {
        self.every = every;
    }

    fn is_due(&self, now: Instant) -> bool {
        let (Some(every), Some(since)) = (self.every, self.since) else { return false };
        now - since >= TimeDelta::minutes(every.number().into())
    }
}

impl Work {
    /// Notes that there is a backup of just now.
    pub(super) fn backed_up(&mut self, at: Instant) {
        (self.status.backed_up_at, self.status.backup_failed_at) = (Some(at), None);
        self.by_itself.since = Some(at);
        self.by_itself.up_to = self.desk.as_ref().and_then(|desk| desk.last_act().ok());
    }
}

/// Makes a backup where one is due.
pub(super) fn back_up(work: &mut Work) {
    // Where none is made by itself nothing is asked, not even the time.
    if work.by_itself.every.is_none() {
        return;
    }
    let now = work.env.now();
    let (due, up_to) = (work.by_itself.is_due(now), work.by_itself.up_to);
    let Some(desk) = work.desk.as_mut().filter(|_| due) else { return };
    match desk.back_up_by_itself(up_to) {
        Ok(Some(made)) => work.backed_up(made.taken_at.with_timezone(now.offset())),
        // Nothing has changed: there is nothing to copy until something does.
        Ok(None) => work.by_itself.since = Some(now),
        Err(_) => {
            // It is tried again in its time, and said meanwhile.
            (work.by_itself.since, work.status.backup_failed_at) = (Some(now), Some(now));
        }
    }
}

//! A notice that begins on a later day (R26): until then people are asked under the one before, and from the start of that day,
//! where the event is, under the new one.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::code::Code;
use crate::domain::event::{Event, EventDefinition};
use crate::domain::ids::EventId;
use crate::domain::notice::NoticeVersion;
use crate::store::act::{self, Act};
use crate::store::coming_notices::{self, Coming, Ended};
use crate::store::{events, retention};

use super::{Desk, DeskError, Right};

impl Desk {
    /// Begins every version whose day has come; answers whether there was one. A day has come once it was reached, also where
    /// the clock is set back after it.
    ///
    /// # Errors
    /// When the disk refuses: then nothing is asked in its words yet, and nothing can be saved either.
    pub fn begin_due_notices(&mut self) -> Result<bool, DeskError> {
        let waiting = coming_notices::waiting(self.conn()?)?;
        if waiting.is_empty() {
            // Nearly always: then not even the time is asked for.
            return Ok(false);
        }
        let (now, mut begun) = (self.env.now(), false);
        for coming in waiting {
            let before = events::find(self.conn()?, coming.event)?.ok_or(DeskError::NoSuchEvent)?.event;
            if coming.begins() <= self.reached(&before, now)? {
                self.begin(&before, &coming, now)?;
                begun = true;
            }
        }
        Ok(begun)
    }

    fn begin(&mut self, before: &Event, coming: &Coming, now: DateTime<FixedOffset>) -> Result<(), DeskError> {
        // What it has to say was asked of it when it was published.
        let settings = with_periods_of(&coming.notice, before.definition().clone());
        let after = Event::under(before.id(), settings, coming.notice.clone(), before.named())?;
        let (id, hash, staff) = (after.id(), after.notice_hash(), self.staff.clone());
        self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                events::append_version(&mut appending, &after)?;
                coming_notices::end(&mut appending, coming.id, Ended::Begun)?;
                let notice = after.notice();
                let details = json!({ "event": after.definition().code, "notice": hash.to_string(),
                    "version": notice.version, "from": notice.effective_from, "change": notice.change });
                appending.finish(&Act {
                    kind: ActKind::BeginNotice,
                    at: now,
                    staff: &staff,
                    subject: Some(id.0),
                    details,
                })?;
                Ok(())
            },
            |conn| Ok(events::find(conn, id)?.is_some_and(|kept| kept.event.notice_hash() == hash)),
        )
    }

    /// Calls a version off that was published for a later day. Nobody was asked in its words; its number is not given again.
    ///
    /// # Errors
    /// [`DeskError::NoNoticeComes`] where none waits, or it has begun meanwhile.
    pub fn call_off_notice(&mut self, event: &Code) -> Result<(), DeskError> {
        self.require(Right::Events)?;
        self.begin_due_notices()?;
        let of = self.event(event)?;
        let coming = self.coming_notice(of.id())?.ok_or(DeskError::NoNoticeComes)?;
        let details = json!({ "event": event.as_str(), "notice": coming.notice.hash().to_string(),
            "version": coming.notice.version, "from": coming.begins() });
        let (now, staff) = (self.env.now(), self.staff.clone());
        self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                coming_notices::end(&mut appending, coming.id, Ended::CalledOff)?;
                let kind = ActKind::CallOffNotice;
                appending.finish(&Act { kind, at: now, staff: &staff, subject: Some(of.id().0), details })?;
                Ok(())
            },
            |conn| Ok(coming_notices::waiting(conn)?.iter().all(|waits| waits.id != coming.id)),
        )
    }

    /// The version of an event that waits for its day.
    pub(super) fn coming_notice(&self, event: EventId) -> Result<Option<Coming>, DeskError> {
        Ok(coming_notices::waiting(self.conn()?)?.into_iter().find(|coming| coming.event == event))
    }

    /// Makes sure that the version which waits for its day goes with these settings too.
    pub(super) fn goes_with_what_comes(&self, before: &Event, settings: &EventDefinition) -> Result<(), DeskError> {
        let Some(coming) = self.coming_notice(before.id())? else { return Ok(()) };
        let settings = with_periods_of(&coming.notice, settings.clone());
        let wrong = before.set_under(settings, coming.notice.clone()).err();
        wrong.map_or(Ok(()), |source| {
            let (version, from) = (coming.notice.version.clone(), coming.begins());
            Err(DeskError::NotWithWhatComes { version, from, source })
        })
    }

    /// The latest day that was reached where the event is, as far as is known: the clock may have been set back since.
    pub(super) fn reached(&self, event: &Event, now: DateTime<FixedOffset>) -> Result<NaiveDate, DeskError> {
        let later = retention::later_act(self.conn()?, now)?;
        Ok(event.date_at(later.unwrap_or(now).to_utc()))
    }
}

/// These settings, once a version that keeps periods of its own has begun.
pub(super) fn with_periods_of(notice: &NoticeVersion, settings: EventDefinition) -> EventDefinition {
    EventDefinition { retention: notice.retention, ..settings }
}

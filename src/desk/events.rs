//! Setting events up (R1, R24).

use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::event::{Event, EventDefinition};
use crate::domain::ids::EventId;
use crate::domain::notice::NoticeVersion;
use crate::store::act::{self, Act};
use crate::store::events;

use super::{Desk, DeskError, Right};

impl Desk {
    /// Opens an event. Its settings and its notice have to state the same retention periods (R24).
    ///
    /// # Errors
    /// [`DeskError::Event`] names the setting that does not hold; [`DeskError::EventExists`].
    pub fn new_event(&mut self, definition: EventDefinition, notice: NoticeVersion) -> Result<EventId, DeskError> {
        self.require(Right::Events)?;
        let id = EventId(self.env.new_id());
        let notice = self.filled(notice, &definition)?;
        let event = Event::new(id, definition, notice)?;
        let code = event.definition().code.clone();
        if events::by_code(self.conn()?, code.as_str())?.is_some() {
            return Err(DeskError::EventExists);
        }
        let (now, staff) = (self.env.now(), self.staff.clone());
        self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                events::append(&mut appending, &event)?;
                let details = json!({ "event": code.as_str(), "notice": event.notice_hash().to_string() });
                appending.finish(&Act {
                    kind: ActKind::NewEvent,
                    at: now,
                    staff: &staff,
                    subject: Some(id.0),
                    details,
                })?;
                Ok(())
            },
            |conn| Ok(events::find(conn, id)?.is_some()),
        )?;
        Ok(id)
    }

    /// Sets an event anew, from the next visitor on; its code and its notice stay. What was registered before keeps the
    /// settings it was taken under (R1).
    ///
    /// # Errors
    /// [`DeskError::Event`] names the setting that does not hold; [`DeskError::NoSuchEvent`].
    pub fn change_event(&mut self, definition: EventDefinition) -> Result<(), DeskError> {
        let Some(event) = self.checked(definition)? else { return Ok(()) };
        let (id, code) = (event.id(), event.definition().code.clone());
        let (now, staff) = (self.env.now(), self.staff.clone());
        self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                events::append_version(&mut appending, &event)?;
                let details = json!({ "event": code.as_str(), "notice": event.notice_hash().to_string() });
                appending.finish(&Act {
                    kind: ActKind::ChangeEvent,
                    at: now,
                    staff: &staff,
                    subject: Some(id.0),
                    details,
                })?;
                Ok(())
            },
            |conn| Ok(events::find(conn, id)?.is_some_and(|kept| kept.event == event)),
        )
    }

    /// Whether an event holds with these settings: what [`Desk::change_event`] would refuse is refused, and nothing is written.
    ///
    /// # Errors
    /// As [`Desk::change_event`].
    pub fn check_event(&self, definition: &EventDefinition) -> Result<(), DeskError> {
        self.checked(definition.clone()).map(drop)
    }

    /// The event with these settings; nothing where they are what they were.
    fn checked(&self, definition: EventDefinition) -> Result<Option<Event>, DeskError> {
        self.require(Right::Events)?;
        let before = self.event(&definition.code)?;
        if *before.definition() == definition {
            return Ok(None);
        }
        self.goes_with_what_comes(&before, &definition)?;
        Ok(Some(before.set_anew(definition)?))
    }

    /// Every event, oldest first.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn events(&self) -> Result<Vec<Event>, DeskError> {
        Ok(events::all(self.conn()?)?.into_iter().map(|kept| kept.event).collect())
    }
}

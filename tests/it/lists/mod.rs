//! Lists of visitors as other programs write them, and as people damage them.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so and stops")]

mod marks;
mod times;

use lanyard::desk::{EXAMPLE_EVENT, Entering, EventFile, WalkIns};
use lanyard::domain::ids::EventId;
use lanyard::domain::staff::Handle;
use lanyard::lists::walk_in::WalkInListError;
use uuid::Uuid;

/// A list of the example event, entered on its day at half past nine.
fn open(list: &str) -> Result<WalkIns<fn() -> Uuid>, WalkInListError> {
    let now = chrono::DateTime::parse_from_rfc3339("2026-11-21T09:30:00+00:00").unwrap();
    let event = EventFile::parse(EXAMPLE_EVENT).unwrap().event(EventId(Uuid::nil()), None).unwrap();
    WalkIns::open(list.as_bytes(), Entering::of(&event, Handle::parse("alex").unwrap(), now), Uuid::nil)
}

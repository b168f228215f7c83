//! What people ask for under their rights (R15 to R20, R25), and the audit log that proves what was done (R27).

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so and stops")]

mod auditing;
mod coming_notices;
mod complaints;
mod copying;
mod due;
mod erasing;
mod letters;
mod notice_translations;
mod notices;
mod receipts;
mod removals;
mod restricting;
mod retaining;
mod set_asides;
mod sheets;
mod sources;
mod tagged;
mod translation_drafts;

use lanyard::desk::NewRequest;
use lanyard::domain::rights::{Arrived, Identity, Request, Right, Step};

use crate::desk::scene::Scene;

/// Records a request of today about whoever has that reference.
fn asked(scene: &mut Scene, right: Right, about: &str) -> Request {
    let about = scene.desk.by_reference(about).unwrap().id;
    let received = scene.desk.now().date_naive();
    scene.desk.record_request(&NewRequest { right, received, how: Arrived::AtDesk, about: Some(about) }).unwrap()
}

/// The same, of somebody of whom it was made sure who they are.
fn identified(scene: &mut Scene, right: Right, about: &str) -> Request {
    let request = asked(scene, right, about);
    scene.desk.go_on(&request.reference, Step::Identified { by: Identity::Badge }).unwrap()
}

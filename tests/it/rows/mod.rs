//! The requirements, a module for each row, told as a data protection officer would: what the row promises, through the use
//! cases that keep it, on a real desk. What one rule of a row comes to in every case is tested where that rule is.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so and stops")]

mod form;
mod r05_volunteers;
mod r06_bases;
mod r09_objections;
mod r10_choosing;
mod reader;
mod table;

use lanyard::domain::event::EventDefinition;

use crate::desk::scene::Scene;

/// Sets the event anew, as a lead does.
fn set(scene: &mut Scene, change: impl FnOnce(&mut EventDefinition)) {
    let mut settings = scene.desk.event(&scene.event).unwrap().definition().clone();
    change(&mut settings);
    scene.desk.change_event(settings).unwrap();
}

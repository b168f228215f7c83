//! The requirements, a module for each row, told as a data protection officer would: what the row promises, through the use
//! cases that keep it, on a real desk. What one rule of a row comes to in every case is tested where that rule is.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so and stops")]

mod form;
mod r01_forms;
mod r02_details;
mod r03_help_today;
mod r03_special;
mod r04_equality;
mod r05_volunteers;
mod r06_bases;
mod r07_electronic;
mod r08_professionals;
mod r09_objections;
mod r10_choosing;
mod r11_children;
mod r12_recording;
mod r13_proof;
mod r14_twice;
mod r15_withdrawing;
mod r16_access;
mod r17_correcting;
mod r18_forgotten;
mod r19_restricted;
mod r20_objecting;
mod r21_sharing;
mod r22_sealed;
mod r24_keeping;
mod r25_whom_to_ask;
mod r26_notices;
mod r27_accounting;
mod r28_send_them;
mod reader;
mod table;

use lanyard::desk::{Desk, LetterAbout, NewReader, NewRequest, Passphrase};
use lanyard::domain::act_kind::ActKind;
use lanyard::domain::code::Code;
use lanyard::domain::event::EventDefinition;
use lanyard::domain::ids::RegistrationId;
use lanyard::domain::ledger::Standing;
use lanyard::domain::purpose::Question;
use lanyard::domain::rights::{Arrived, Identity, Right, Step};
use lanyard::domain::staff::{Handle, Role};

use crate::desk::scene::Scene;
use crate::support::scratch::Folder;
use crate::support::settings::change_event;

/// Sets the event anew, as a lead does.
fn set(scene: &mut Scene, change: impl FnOnce(&mut EventDefinition)) {
    let mut settings = scene.desk.event(&scene.event).unwrap().definition().clone();
    change(&mut settings);
    change_event(&mut scene.desk, settings);
}

/// What stands for somebody.
fn stands(scene: &Scene, id: RegistrationId, question: Question) -> Standing {
    scene.desk.history(id).unwrap().standings.get(question)
}

/// Records a request of today by somebody of whom it was made sure who they are; answers its reference.
fn asked_for(scene: &mut Scene, right: Right, about: RegistrationId) -> String {
    let received = scene.desk.now().date_naive();
    let new = NewRequest { right, received, how: Arrived::AtDesk, about: Some(about) };
    let reference = scene.desk.record_request(&new).unwrap().reference;
    scene.desk.go_on(&reference, Step::Identified { by: Identity::Badge }).unwrap();
    reference
}

/// The letter about a request as it stands, as somebody reads it.
fn letter(scene: &mut Scene, request: &str) -> String {
    letter_about(scene, request, LetterAbout::Stands)
}

fn letter_about(scene: &mut Scene, request: &str, about: LetterAbout) -> String {
    let folder = Folder::new();
    let files = scene.desk.write_letter(request, about, folder.path()).unwrap();
    assert!(std::fs::read(&files[0]).unwrap().starts_with(b"%PDF-"));
    std::fs::read_to_string(&files[1]).unwrap()
}

/// What somebody of another role does at this desk, before the lead has it back.
fn as_somebody<T>(mut scene: Scene, role: Role, work: impl FnOnce(&mut Desk, &Code) -> T) -> (Scene, T) {
    let passphrase = Passphrase::given("another long phrase");
    let sam = NewReader { handle: Handle::parse("sam").unwrap(), name: "Sam".into(), role, passphrase };
    scene.desk.add_staff(&sam).unwrap();
    let closed = scene.close();
    let mut desk = Desk::open(&closed.folder.join("Day.lanyard"), &sam.handle, &sam.passphrase, &closed.env).unwrap();
    let done = work(&mut desk, &closed.event);
    drop(desk);
    (closed.open(), done)
}

/// What the acts of a kind say.
fn details(scene: &Scene, kind: ActKind) -> Vec<String> {
    let query = "SELECT details FROM act WHERE kind = ?1 ORDER BY sequence";
    let mut acts = scene.desk.vault().conn().unwrap().prepare(query).unwrap();
    acts.query_map([kind.code()], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// How many rows a table of the desk's database has.
fn count(scene: &Scene, table: &str) -> i64 {
    let query = format!("SELECT count(*) FROM {table}");
    scene.desk.vault().conn().unwrap().query_row(&query, [], |row| row.get(0)).unwrap()
}

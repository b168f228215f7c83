//! Lanyard: the registration desk of an open day.
//!
//! It keeps what visitors say, and what they agreed to, in one encrypted SQLite file, and at the end of the day it
//! writes sealed batches for those who import them. It works with no network at all.
//!
//! # The house
//!
//! | folder | what lives there | may use |
//! |---|---|---|
//! | [`domain`] | people, events, notices, purposes, consents, permits. Pure: no IO, clock, randomness or SQL | nothing |
//! | [`mod@env`] | clock and id source, real or fixed | nothing |
//! | [`text`] | what visitors read around a notice's words, by language | `domain` |
//! | [`vault`] | the encrypted folder: keys, opening, changing a key, backup, restore, integrity | `domain` |
//! | [`store`] | SQL and nothing else, one file per table family, and the migrations | `domain` |
//! | [`lists`] | what others wrote down: an event's file, a list of visitors. Pure: text in, drafts out | `domain` |
//! | [`batch`] | the sealed batch: encode, seal, sign, write, verify, open | `domain` |
//! | [`scripts`] | which font writes a text, and in what order it is read | nothing |
//! | [`paper`] | what is handed out: documents as PDF and Markdown. Pure: it makes bytes | `domain`, `scripts`, `text` |
//! | [`desk`] | the use cases: register, undo, amend, withdraw, find, close the day | all of the above |
//! | [`worker`] | one thread that owns the desk; typed requests in, typed answers out | `desk`, `domain` |
//! | [`cli`] | the same use cases from a command line | `desk`, `domain` |
//! | [`ui`] | the window: theme, widgets, screens | `worker`, `domain`, `scripts`, `text` |
//!
//! `tests/it/layers.rs` reads every `use crate::` line and fails on an arrow that is not in this table.
//!
//! # The promises
//!
//! - A wrong state cannot be written: a value of a special category is built only from its consent, a child's
//!   registration only with its guardian's (R3, R11).
//! - Consent is a ledger: answers are appended, never edited; what stands now is a fold over them (R13, R14).
//! - Every way out asks one function whether this person and this column may go to this recipient (R21).
//! - Nothing is acknowledged before it is on disk, and nothing is deleted because it could not be opened (R22).

pub mod batch;
pub mod cli;
pub mod desk;
pub mod domain;
pub mod env;
pub mod lists;
pub mod paper;
pub mod scripts;
pub mod store;
pub mod text;
pub mod ui;
pub mod vault;
pub mod worker;

/// Wipes every freed allocation, so that a closed vault leaves no answers in memory (R22).
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

//! SQL and nothing else: one file per table family, and the migrations.
//!
//! Functions take a connection to read and a transaction to write; they decide nothing. Everything that is appended
//! belongs to an [`act::Act`], whose row closes over the commitments of the rows appended with it.

pub mod act;
pub mod answers;
pub mod batches;
pub mod carry_over;
pub mod coming_notices;
pub mod complaints;
pub mod counts;
pub mod desk_keys;
pub mod disclosures;
pub mod drafts;
pub mod equality;
pub mod erase;
mod error;
pub mod events;
pub mod fallen;
pub mod help_today;
pub mod holdings;
pub mod links;
pub mod listed;
pub mod lookalikes;
mod lookup;
pub mod notice_drafts;
pub mod notice_translations;
pub mod organisation;
pub mod professional;
pub mod recipients;
pub mod registrations;
pub mod removals;
pub mod requests;
pub mod retention;
pub mod roll;
pub mod rules;
pub mod search;
pub mod sending;
pub mod shared;
mod sql;
pub mod staff;
pub mod suppression;
pub mod translation_drafts;
pub mod unfinished;
pub mod verify;

pub use error::StoreError;

/// Half-filled forms and dialogs: of the moment, and in no backup (R1, R3).
pub const PASSING: &[&str] = &["draft", "unfinished"];

/// The SQL that takes `user_version` from `i` to `i + 1`. Frozen once released: a change of schema is a new script.
pub const MIGRATIONS: &[&str] = &[
    include_str!("schema_v1.sql"),
    include_str!("schema_v2.sql"),
    include_str!("schema_v3.sql"),
    include_str!("schema_v4.sql"),
    include_str!("schema_v5.sql"),
    include_str!("schema_v6.sql"),
    include_str!("schema_v7.sql"),
    include_str!("schema_v8.sql"),
];

//! Proof of consent: every answer, and the words it was given to (R13, R26).

use super::super::table::ColumnType::{DateTime, Id, Integer, Text};
use super::super::table::{Column, ForeignKey, TableSpec};
use super::{OF_REGISTRATION, SAID};

/// How certain the time of an answer is.
const CERTAINTY: &[&str] = &["clock", "written", "unknown"];

/// How an answer was given.
const HOW: &[&str] = &["on-screen", "out-loud", "on-paper", "guardian"];

/// Who gave it.
const GIVEN_BY: &[&str] = &["visitor", "guardian"];

/// What became of the notice card.
const NOTICE_CARD: &[&str] = &["given", "read", "neither"];

/// One row for each answer about consent, in the order of the ledger; never edited, only added to (R13).
pub static CONSENT_EVENTS: TableSpec = TableSpec::new(
    "consent_events.csv",
    &[
        Column::new("answer", Id, "Id of the answer, for this recipient").required(),
        Column::new("registration", Id, "The visitor's registration").required(),
        Column::new("visitor", Id, "Id of the visitor, for this recipient").required(),
        Column::new("question", Text, "Code of the question, such as news.email").required(),
        Column::new("purpose", Text, "Code of the purpose"),
        Column::new("said", Text, "The answer").required().one_of(SAID),
        Column::new("answered_at", DateTime, "When it was given, in UTC"),
        Column::new("answered_offset", Integer, "Local time less UTC, in minutes"),
        Column::new("certainty", Text, "How that time is known").one_of(CERTAINTY),
        Column::new("entered_at", DateTime, "When it was entered, in UTC"),
        Column::new("desk", Text, "The desk where it was entered, 8 hex digits"),
        Column::new("epoch", Text, "The desk's epoch, 8 hex digits"),
        Column::new("sequence", Integer, "Its place in that epoch of that desk"),
        Column::new("how", Text, "How it was given").one_of(HOW),
        Column::new("given_by", Text, "Who gave it").one_of(GIVEN_BY),
        Column::new("paper_form", Text, "Number of the paper form"),
        Column::new("staff", Text, "Handle of the member of staff"),
        Column::new("notice", Text, "Hash of the notice it was given under").required(),
        Column::new("notice_card", Text, "Whether the notice card was given or read").one_of(NOTICE_CARD),
        Column::new("statement", Text, "The exact words shown"),
        Column::new("language", Text, "Language of those words, BCP 47"),
    ],
    &["answer"],
    &[OF_REGISTRATION, ForeignKey { column: "notice", table: "notice_versions.csv", target: "hash" }],
);

/// One row for each version of the notice, in each language, that an answer in this batch was given under.
pub static NOTICE_VERSIONS: TableSpec = TableSpec::new(
    "notice_versions.csv",
    &[
        Column::new("hash", Text, "Hash of the notice").required(),
        Column::new("notice", Text, "Code of the notice").required(),
        Column::new("version", Text, "Its version").required(),
        Column::new("language", Text, "Its language, BCP 47").required(),
        Column::new("effective_from", DateTime, "From when it holds, in UTC"),
        Column::new("change", Text, "How much it changed").one_of(&["small", "substantial"]),
        Column::new("file", Text, "Its text in this batch"),
    ],
    &["hash", "language"],
    &[],
);

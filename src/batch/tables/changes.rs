//! What has changed for people who were sent in an earlier batch (R15 to R20).

use super::super::table::ColumnType::{DateTime, Id, Integer, Text};
use super::super::table::{Column, TableSpec};

/// What the recipient has to do. `permit_lost` and `lift` are without a question where they concern everything of a person, and with
/// that of a special detail, `permit_lost` says that this detail is to go; `correct` names the columns in its detail, and another file
/// than that of the registrations where they stand in one: where that has no row for the registration, what was sent is to go;
/// `inform` names in its detail the notice that has changed, or the source that somebody's details came from and by when they are to
/// be told of it;
/// `remove_recording` names the badge in its detail; `exception` is to know that news by email to somebody rests on legitimate
/// interests and on no Yes (R8).
const ACTION: &[&str] = &[
    "withdraw",
    "correct",
    "restrict",
    "lift",
    "erase",
    "object",
    "undone",
    "reconsent",
    "permit_lost",
    "inform",
    "remove_recording",
    "exception",
];

/// One row for each thing to do, in the order in which to do it. It names people of earlier batches, or an address
/// alone where a recipient has only to stop using that address, so nothing here points to another table.
pub static ACTIONS: TableSpec = TableSpec::new(
    "actions.csv",
    &[
        Column::new("sequence_in_batch", Integer, "Order, from 1").required(),
        Column::new("action", Text, "What to do").required().one_of(ACTION),
        Column::new("registration", Id, "The registration, as it was sent"),
        Column::new("visitor", Id, "The visitor, as sent"),
        Column::new("address", Text, "The address to stop using"),
        Column::new("channel", Text, "The way of writing that it belongs to"),
        Column::new("question", Text, "Code of the question it is about"),
        Column::new("detail", Text, "More, as JSON"),
        Column::new("at", DateTime, "When it happened, in UTC"),
        Column::new("reason", Text, "Why"),
    ],
    &["sequence_in_batch"],
    &[],
);

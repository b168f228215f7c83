//! Special categories and equality monitoring: kept apart, and absent unless a batch may have them (R3, R4).

use super::super::table::ColumnType::{Id, Text};
use super::super::table::{Column, ForeignKey, TableSpec};
use super::OF_REGISTRATION;

/// One row for each value of a special category, tied to the consent that allows it (R3).
pub static SPECIAL_CATEGORY: TableSpec = TableSpec::new(
    "special_category.csv",
    &[
        Column::new("registration", Id, "The visitor's registration").required(),
        Column::new("category", Text, "Code of the category").required(),
        Column::new("purpose", Text, "Code of the purpose").required(),
        Column::new("value", Text, "What the visitor said").required(),
        Column::new("answer", Id, "The consent that allows it").required(),
    ],
    &["registration", "category", "purpose"],
    &[OF_REGISTRATION, ForeignKey { column: "answer", table: "consent_events.csv", target: "answer" }],
);

/// Equality monitoring, under pseudonyms that point to nothing else in the batch (R4).
pub static EQUALITY: TableSpec = TableSpec::new(
    "equality.csv",
    &[
        Column::new("pseudonym", Id, "Stands for a person, in this table only").required(),
        Column::new("question", Text, "Code of the question").required(),
        Column::new("code", Text, "HESA code of the answer").required(),
    ],
    &["pseudonym", "question", "code"],
    &[],
);

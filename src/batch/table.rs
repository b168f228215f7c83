//! What a table of a batch looks like: its file, its columns, and which cells point to another table.

use std::borrow::Cow;

/// The type of a column, in the terms of Table Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// Any text without NUL.
    Text,
    /// A UUID, lower case.
    Id,
    /// A whole number of 64 bits.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// `YYYY-MM-DD`.
    Date,
    /// `YYYY-MM-DDTHH:MM:SSZ`, always UTC.
    DateTime,
    /// `YYYY`.
    Year,
    /// `tel:+` and the digits of E.164: a spreadsheet keeps the leading `+` and computes nothing.
    Telephone,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name in the header row.
    pub name: &'static str,
    /// What it means, in a few words.
    pub title: &'static str,
    /// The type of its values.
    pub kind: ColumnType,
    /// Whether every row has a value here.
    pub required: bool,
    /// The only values it may have; empty where any will do.
    pub allowed: &'static [&'static str],
}

impl Column {
    /// A column that may be empty.
    #[must_use]
    pub const fn new(name: &'static str, kind: ColumnType, title: &'static str) -> Self {
        Self { name, title, kind, required: false, allowed: &[] }
    }

    /// The same column, with a value in every row.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same column, holding one of these codes.
    #[must_use]
    pub const fn one_of(self, allowed: &'static [&'static str]) -> Self {
        Self { allowed, ..self }
    }
}

/// A column whose values stand in a column of another table of the same batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForeignKey {
    /// The column here.
    pub column: &'static str,
    /// The other table's file.
    pub table: &'static str,
    /// The column there.
    pub target: &'static str,
}

/// A table: one CSV file of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableSpec {
    /// The file's name in the batch.
    pub file: &'static str,
    /// The columns, in order.
    pub columns: Cow<'static, [Column]>,
    /// The columns that together name a row; empty where one of them may not be sent.
    pub primary_key: &'static [&'static str],
    /// Which columns point to other tables.
    pub foreign_keys: Cow<'static, [ForeignKey]>,
}

impl TableSpec {
    /// A table of the format, with all its columns.
    #[must_use]
    pub const fn new(
        file: &'static str,
        columns: &'static [Column],
        primary_key: &'static [&'static str],
        foreign_keys: &'static [ForeignKey],
    ) -> Self {
        Self { file, columns: Cow::Borrowed(columns), primary_key, foreign_keys: Cow::Borrowed(foreign_keys) }
    }

    /// The same table with the permitted columns alone, in the table's own order (R21).
    ///
    /// A name that is no column of this table changes nothing, so that one list of permitted columns serves every
    /// table. Keys over a column that is not sent are dropped with it.
    #[must_use]
    pub fn only(&self, permitted: &[&str]) -> Self {
        let kept = |name: &str| permitted.contains(&name) && self.position(name).is_some();
        Self {
            file: self.file,
            columns: self.columns.iter().filter(|column| kept(column.name)).copied().collect(),
            primary_key: if self.primary_key.iter().all(|name| kept(name)) { self.primary_key } else { &[] },
            foreign_keys: self.foreign_keys.iter().filter(|key| kept(key.column)).copied().collect(),
        }
    }

    /// Where the column of this name stands.
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The name of the table as a resource of the Data Package: its file without `.csv`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.file.strip_suffix(".csv").unwrap_or(self.file)
    }
}

//! One value in a table: how it is written, and what its column accepts. Pure.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use thiserror::Error;
use uuid::Uuid;

use super::table::{Column, ColumnType};

/// A value on its way into a table. It borrows, so that a million rows need no allocation of their own.
#[derive(Clone, Copy)]
pub enum Cell<'a> {
    /// Nothing was said, or nothing may be said.
    Empty,
    /// Text as it is; also a value that is already in its written form (`2026-09-19T10:00:00Z`).
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// Written `true` or `false`.
    Boolean(bool),
    /// Written `YYYY-MM-DD`.
    Date(NaiveDate),
    /// Written `YYYY-MM-DDTHH:MM:SSZ`; fractions of a second are dropped.
    Time(DateTime<Utc>),
    /// A number in E.164 (`+44…`), written `tel:+44…` so that no spreadsheet computes it.
    Telephone(&'a str),
    /// An id.
    Id(Uuid),
}

/// Why a value may not stand in its column. It never quotes the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CellProblem {
    /// The column needs a value.
    #[error("it is empty and may not be")]
    Empty,
    /// The value has the character NUL, or is not UTF-8.
    #[error("it is not text")]
    NotText,
    /// The value is not in the form of its type.
    #[error("it is not written as its type is")]
    Form,
    /// The value is not one of the codes of its column.
    #[error("it is not one of the column's codes")]
    Code,
}

impl Cell<'_> {
    /// Whether nothing can be wrong with it in a column of this type: three ids a row need not be read to be believed.
    pub(super) fn is_right_by_its_type(&self, kind: ColumnType) -> bool {
        matches!((self, kind), (Self::Id(_), ColumnType::Id) | (Self::Integer(_), ColumnType::Integer))
    }

    /// The written form. Text is its own; everything else is written into `scratch`, whose memory is used again.
    pub fn written<'s>(&'s self, scratch: &'s mut String) -> &'s str {
        scratch.clear();
        match self {
            Self::Empty => {}
            Self::Text(text) => return text,
            Self::Integer(number) => write_integer(*number, scratch),
            Self::Boolean(yes) => scratch.push_str(if *yes { "true" } else { "false" }),
            Self::Date(date) => write_date(*date, scratch),
            Self::Time(time) => write_time(*time, scratch),
            Self::Telephone(number) => {
                scratch.push_str("tel:");
                scratch.push_str(number);
            }
            Self::Id(id) => scratch.push_str(id.hyphenated().encode_lower(&mut Uuid::encode_buffer())),
        }
        scratch
    }
}

// Dates and numbers by hand: through `format!` they would take longer than everything else about a row.

/// `number` in at least `digits` digits.
fn write_digits(number: u64, digits: usize, out: &mut String) {
    if digits > 1 || number > 9 {
        write_digits(number / 10, digits.saturating_sub(1), out);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

fn write_integer(number: i64, out: &mut String) {
    if number < 0 {
        out.push('-');
    }
    write_digits(number.unsigned_abs(), 1, out);
}

fn write_date(date: NaiveDate, out: &mut String) {
    // A year before 1 or after 9999 does not have four digits; its column will refuse what this writes.
    write_digits(u64::try_from(date.year()).unwrap_or(0), 4, out);
    for part in [date.month(), date.day()] {
        out.push('-');
        write_digits(part.into(), 2, out);
    }
}

fn write_time(time: DateTime<Utc>, out: &mut String) {
    write_date(time.date_naive(), out);
    for (mark, part) in [('T', time.hour()), (':', time.minute()), (':', time.second())] {
        out.push(mark);
        write_digits(part.into(), 2, out);
    }
    out.push('Z');
}

impl Column {
    /// Says whether this column accepts a written value. The writer and the reader of a batch ask the same rule.
    ///
    /// # Errors
    /// The [`CellProblem`] that the value has.
    pub fn check(&self, value: &str) -> Result<(), CellProblem> {
        if value.is_empty() {
            return if self.required { Err(CellProblem::Empty) } else { Ok(()) };
        }
        if value.as_bytes().contains(&0) {
            return Err(CellProblem::NotText);
        }
        if !self.kind.accepts(value) {
            return Err(CellProblem::Form);
        }
        if !self.allowed.is_empty() && !self.allowed.contains(&value) {
            return Err(CellProblem::Code);
        }
        Ok(())
    }
}

impl ColumnType {
    fn accepts(self, text: &str) -> bool {
        let bytes = text.as_bytes();
        match self {
            Self::Text => true,
            Self::Id => bytes.len() == 36 && Uuid::try_parse_ascii(bytes).is_ok(),
            Self::Integer => text.parse::<i64>().is_ok() && bytes[0] != b'+',
            Self::Boolean => matches!(text, "true" | "false"),
            Self::Date => is_date(bytes),
            Self::DateTime => is_time(bytes),
            Self::Year => matches!(bytes, [a, b, c, d] if [a, b, c, d].iter().all(|b| b.is_ascii_digit())),
            Self::Telephone => text
                .strip_prefix("tel:+")
                .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())),
        }
    }
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |n: u32, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')))
}

fn is_date(bytes: &[u8]) -> bool {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = bytes else { return false };
    let parts = (number(&[*y1, *y2, *y3, *y4]), number(&[*m1, *m2]), number(&[*d1, *d2]));
    let (Some(year @ 1..), Some(month), Some(day)) = parts else { return false };
    NaiveDate::from_ymd_opt(year.cast_signed(), month, day).is_some()
}

fn is_time(bytes: &[u8]) -> bool {
    let Some((date, [b'T', h1, h2, b':', m1, m2, b':', s1, s2, b'Z'])) = bytes.split_at_checked(10) else {
        return false;
    };
    is_date(date)
        && number(&[*h1, *h2]).is_some_and(|hour| hour < 24)
        && number(&[*m1, *m2]).is_some_and(|minute| minute < 60)
        && number(&[*s1, *s2]).is_some_and(|second| second < 60)
}

//! What day a typed string means, by stated rules; what they do not decide is an error, never a guess.
//!
//! - `YYYY-MM-DD` (ISO 8601).
//! - Day, month, year in this order, apart by `/`, `.`, `-` or spaces: `14/3/1988`, `14.03.1988`, `14 March 1988`,
//!   `14 Mar 1988`. The month is a number, or an English name in full or by its first three letters (`Sept`
//!   too). Month-first is never assumed: `03/25/1990` is an error that says so.
//! - A year of two digits is in this century or the last one. It is decided only where one of the two is
//!   impossible: the day does not exist, lies in the future, or makes someone older than [`OLDEST`]. On 21 November
//!   2026 `25.01.89` is 1989 and `01.08.01` is 2001, but `10.01.18` could be a child or someone of 108.
//! - Digits of other scripts are read as the same digits.

use chrono::{Datelike, NaiveDate};

use super::age::age_on;
use super::text::western_digits;

/// The greatest age, in completed years, that a date of birth may give.
pub const OLDEST: u32 = 120;

/// Why a date was not understood. The message says what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Nothing was typed.
    #[error("Write day, month and year, like 14/3/1988")]
    Empty,
    /// Not three parts, or parts that are neither numbers nor a month's name.
    #[error("Write day, month and year, like 14/3/1988")]
    NotADate,
    /// One of three boxes is empty: the day.
    #[error("Add the day")]
    DayMissing,
    /// One of three boxes is empty: the month.
    #[error("Add the month")]
    MonthMissing,
    /// One of three boxes is empty: the year.
    #[error("Add the year")]
    YearMissing,
    /// The month would be above twelve and the day could be the month.
    #[error("Write the day first, then the month")]
    DayComesFirst,
    /// A day that no month has.
    #[error("Write a day from 1 to 31")]
    NoSuchDay,
    /// Neither 1 to 12 nor a month's name.
    #[error("Write a month from 1 to 12")]
    NoSuchMonth,
    /// A day that this month does not have.
    #[error("Check the day: this month has {days} days")]
    NotInThisMonth {
        /// The month's last day: nothing of what was typed but that.
        days: u32,
    },
    /// 29 February of a common year.
    #[error("Check the year: it has no 29 February")]
    NotALeapYear,
    /// Two digits that fit both centuries, or a number of digits other than two and four.
    #[error("Write the year with four digits")]
    YearUndecided,
}

/// A date as three boxes hold it: the month is a number or a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct DateParts<'a> {
    /// Day of the month.
    pub day: &'a str,
    /// Month, by number or by English name.
    pub month: &'a str,
    /// Year, of four digits, or of two where the rules decide them.
    pub year: &'a str,
}

/// Reads a date typed in one field. `on` is the event's date: it decides two-digit years and nothing else.
///
/// # Errors
/// Every [`DateError`] but those of a missing box.
pub fn parse_date(typed: &str, on: NaiveDate) -> Result<NaiveDate, DateError> {
    let typed = western_digits(typed.trim());
    if typed.is_empty() {
        return Err(DateError::Empty);
    }
    let parts = split(&typed).ok_or(DateError::NotADate)?;
    match parts {
        [year, month, day] if year.len() == 4 && is_number(year) => {
            let iso = typed.matches('-').count() == 2 && is_number(month) && is_number(day);
            if !iso {
                return Err(DateError::NotADate);
            }
            DateParts { day, month, year }.parse(on).map_err(|error| match error {
                DateError::DayComesFirst => DateError::NoSuchMonth,
                error => error,
            })
        }
        [day, month, year] => DateParts { day, month, year }.parse(on),
    }
}

impl DateParts<'_> {
    /// Reads the three boxes by the same rules.
    ///
    /// # Errors
    /// Every [`DateError`]; [`DateError::Empty`] when all three are empty.
    pub fn parse(self, on: NaiveDate) -> Result<NaiveDate, DateError> {
        let [day, month, year] = [self.day, self.month, self.year].map(|part| western_digits(part.trim()));
        match [&day, &month, &year].map(String::is_empty) {
            [true, true, true] => return Err(DateError::Empty),
            [true, _, _] => return Err(DateError::DayMissing),
            [_, true, _] => return Err(DateError::MonthMissing),
            [_, _, true] => return Err(DateError::YearMissing),
            [false, false, false] => {}
        }
        let day = day_number(&day)?;
        let month = month_number(&month, day)?;
        if day == 0 || day > 31 {
            return Err(DateError::NoSuchDay);
        }
        let years = possible_years(&year, on)?;
        decide(day, month, &years, on)
    }
}

/// The three parts between single separators; white space around a separator belongs to it.
fn split(typed: &str) -> Option<[&str; 3]> {
    const SEPARATORS: [char; 3] = ['/', '.', '-'];
    if typed.starts_with(SEPARATORS) || typed.ends_with(SEPARATORS) {
        return None;
    }
    let mut parts = Vec::with_capacity(3);
    for word in typed.split_whitespace() {
        // `14. March 1988` and `14 / 3 / 1988`: a separator beside a space is part of the same gap.
        let word = word.strip_prefix(SEPARATORS).unwrap_or(word);
        let word = word.strip_suffix(SEPARATORS).unwrap_or(word);
        if !word.is_empty() {
            parts.extend(word.split(SEPARATORS));
        }
    }
    <[&str; 3]>::try_from(parts).ok().filter(|parts| parts.iter().all(|part| !part.is_empty()))
}

fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
}

fn day_number(part: &str) -> Result<u32, DateError> {
    if !is_number(part) {
        return Err(DateError::NotADate);
    }
    if part.len() > 2 { Err(DateError::NoSuchDay) } else { part.parse().map_err(|_| DateError::NoSuchDay) }
}

fn month_number(part: &str, day: u32) -> Result<u32, DateError> {
    if !is_number(part) {
        return month_by_name(part).ok_or(DateError::NoSuchMonth);
    }
    match part.parse() {
        Ok(month @ 1..=12) if part.len() <= 2 => Ok(month),
        Ok(13..=31) if (1..=12).contains(&day) && part.len() <= 2 => Err(DateError::DayComesFirst),
        _ => Err(DateError::NoSuchMonth),
    }
}

fn month_by_name(part: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let typed = part.to_lowercase();
    let typed = if typed == "sept" { "sep" } else { typed.as_str() };
    (1..).zip(NAMES).find(|(_, name)| typed == *name || typed == &name[..3]).map(|(number, _)| number)
}

fn possible_years(part: &str, on: NaiveDate) -> Result<Vec<i32>, DateError> {
    if !is_number(part) {
        return Err(DateError::NotADate);
    }
    let year: i32 = part.parse().map_err(|_| DateError::YearUndecided)?;
    let this_century = on.year() - on.year().rem_euclid(100);
    match part.len() {
        4 => Ok(vec![year]),
        2 => Ok(vec![this_century - 100 + year, this_century + year]),
        _ => Err(DateError::YearUndecided),
    }
}

fn decide(day: u32, month: u32, years: &[i32], on: NaiveDate) -> Result<NaiveDate, DateError> {
    let dates: Vec<NaiveDate> = years.iter().filter_map(|year| NaiveDate::from_ymd_opt(*year, month, day)).collect();
    let born = |date: &&NaiveDate| age_on(**date, on).is_some_and(|age| age <= OLDEST);
    match (dates.as_slice(), years.len()) {
        ([], _) if (month, day) == (2, 29) => Err(DateError::NotALeapYear),
        ([], _) => {
            let has = |day: &u32| years.iter().any(|year| NaiveDate::from_ymd_opt(*year, month, *day).is_some());
            Err(DateError::NotInThisMonth { days: (1..day).rev().find(has).unwrap_or_default() })
        }
        ([date], 1) => Ok(*date),
        (dates, _) => match dates.iter().filter(born).collect::<Vec<_>>().as_slice() {
            [date] => Ok(**date),
            _ => Err(DateError::YearUndecided),
        },
    }
}

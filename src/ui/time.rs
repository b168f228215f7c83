//! Times and dates as people read them: 24 hours, day before month, names of months in words.

use chrono::{Datelike, NaiveDate};

use crate::domain::moment::Instant;

/// "10:42".
pub fn clock(at: Instant) -> String {
    at.format("%H:%M").to_string()
}

/// "Sat 11 Oct".
pub fn short_day(day: NaiveDate) -> String {
    day.format("%a %-d %b").to_string()
}

/// "11 October 2025".
pub fn long_day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// "4 Oct" for a day of this year, "4 Oct 2024" for one of another.
pub fn moment_of_day(day: NaiveDate, today: NaiveDate) -> String {
    let words = if day.year() == today.year() { day.format("%-d %b") } else { day.format("%-d %b %Y") };
    words.to_string()
}

/// "10:42" for a moment of today, "4 Oct" for another day of this year, "4 Oct 2024" before.
pub fn moment(at: Instant, today: NaiveDate) -> String {
    let day = at.date_naive();
    if day == today { clock(at) } else { moment_of_day(day, today) }
}

//! Working days in England and Wales: what is due on another day is due on the next one (R15 to R20, R25).
//!
//! The bank holidays are those that recur (Banking and Financial Dealings Act 1971, and Good Friday and Christmas Day by
//! custom). Nothing here is due later than the law asks, and where the days are not known it is due earlier:
//!
//! - A day that is proclaimed once, such as a coronation's, is taken for a working day.
//! - The holidays of May and August have been moved within their year (1995, 2002, 2012, 2020, 2022), and whoever took the usual
//!   Monday for one would answer late. They count only in the years whose days are published; in any other year those
//!   Mondays are taken for working days.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The years whose bank holidays the government has published, and none of which it moved.
pub const PUBLISHED: RangeInclusive<i32> = 2024..=2028;

/// The first working day on or after `day`.
#[must_use]
pub fn on_or_after(day: NaiveDate) -> NaiveDate {
    let mut day = day;
    while !is_working_day(day) {
        let Some(next) = day.succ_opt() else { return day };
        day = next;
    }
    day
}

/// Whether offices in England and Wales are open on it: no weekend and no bank holiday.
#[must_use]
pub fn is_working_day(day: NaiveDate) -> bool {
    !is_weekend(day) && !is_bank_holiday(day)
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn is_bank_holiday(day: NaiveDate) -> bool {
    let year = day.year();
    let good_friday_and_easter_monday =
        easter(year).and_then(|sunday| Some([sunday.checked_sub_days(Days::new(2))?, sunday.succ_opt()?]));
    let mondays = [(5, 1), (5, 25), (8, 25)].map(|(month, from)| monday_from(year, month, from));
    good_friday_and_easter_monday.is_some_and(|days| days.contains(&day))
        || (PUBLISHED.contains(&year) && mondays.contains(&Some(day)))
        || in_place_of(year, 1, &[1]).contains(&day)
        || in_place_of(year, 12, &[25, 26]).contains(&day)
}

/// The first Monday from that day of a month on: the first of May, the last of May, the last of August.
fn monday_from(year: i32, month: u32, from: u32) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, month, from)?;
    let days = (7 - first.weekday().num_days_from_monday()) % 7;
    first.checked_add_days(Days::new(days.into()))
}

/// The weekdays that are kept for these days of a month: a holiday on a weekend moves to the next weekday that is free.
fn in_place_of(year: i32, month: u32, days: &[u32]) -> Vec<NaiveDate> {
    let wanted = days.iter().filter_map(|&day| NaiveDate::from_ymd_opt(year, month, day));
    let (mut kept, moved): (Vec<_>, Vec<_>) = wanted.partition(|&day| !is_weekend(day));
    for mut day in moved {
        while is_weekend(day) || kept.contains(&day) {
            let Some(next) = day.succ_opt() else { break };
            day = next;
        }
        kept.push(day);
    }
    kept
}

/// Easter Sunday in the Gregorian calendar, by the rule of Meeus, Jones and Butcher.
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let (month, day) = ((h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
    NaiveDate::from_ymd_opt(year, month.unsigned_abs(), day.unsigned_abs())
}

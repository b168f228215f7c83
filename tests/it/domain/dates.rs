//! What day a typed string means is decided by stated rules, or not at all.

use chrono::{Datelike, NaiveDate};
use lanyard::domain::age::{DateOfBirth, DateOfBirthError};
use lanyard::domain::date::{DateError, DateParts, parse_date};
use proptest::prelude::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn open_day() -> NaiveDate {
    day(2026, 11, 21)
}

#[test]
fn dates_that_the_rules_decide() {
    let rows = [
        ("1988-03-14", day(1988, 3, 14)),
        ("14/3/1988", day(1988, 3, 14)),
        ("14/03/1988", day(1988, 3, 14)),
        ("14.03.1988", day(1988, 3, 14)),
        ("14-3-1988", day(1988, 3, 14)),
        ("14 3 1988", day(1988, 3, 14)),
        (" 14 / 3 / 1988 ", day(1988, 3, 14)),
        ("14. 3. 1988", day(1988, 3, 14)),
        ("14 March 1988", day(1988, 3, 14)),
        ("14 Mar 1988", day(1988, 3, 14)),
        ("14. MARCH 1988", day(1988, 3, 14)),
        ("5 Sept 2001", day(2001, 9, 5)),
        ("5 sept. 2001", day(2001, 9, 5)),
        ("14-mar-1988", day(1988, 3, 14)),
        ("05/08/2008", day(2008, 8, 5)),
        ("29 February 2012", day(2012, 2, 29)),
        ("١٤/٠٣/١٩٨٨", day(1988, 3, 14)),
        ("１４.３.１９８８", day(1988, 3, 14)),
        // Two digits: the other century is in the future, over 120 years ago, or has no such day.
        ("25.01.89", day(1989, 1, 25)),
        ("01.08.01", day(2001, 8, 1)),
        ("15.06.04", day(2004, 6, 15)),
        ("21.11.05", day(2005, 11, 21)),
        ("22.11.26", day(1926, 11, 22)),
        ("29.02.00", day(2000, 2, 29)),
    ];
    for (typed, date) in rows {
        assert_eq!(parse_date(typed, open_day()), Ok(date), "{typed}");
    }
}

#[test]
fn dates_that_nobody_guesses_at() {
    let rows = [
        ("", DateError::Empty),
        ("  ", DateError::Empty),
        ("spring", DateError::NotADate),
        ("14031988", DateError::NotADate),
        ("14/3", DateError::NotADate),
        ("14//1988", DateError::NotADate),
        ("-4/3/1988", DateError::NotADate),
        ("14/3/1988/", DateError::NotADate),
        ("1/2/3/1988", DateError::NotADate),
        ("1988/03/14", DateError::NotADate),
        ("1988-March-14", DateError::NotADate),
        ("March 14 1988", DateError::NotADate),
        ("03/25/1990", DateError::DayComesFirst),
        ("1990-25-03", DateError::NoSuchMonth),
        ("25/13/1990", DateError::NoSuchMonth),
        ("14 Ma 1988", DateError::NoSuchMonth),
        ("14/0/1988", DateError::NoSuchMonth),
        ("0/3/1988", DateError::NoSuchDay),
        ("32/3/1988", DateError::NoSuchDay),
        ("014/3/1988", DateError::NoSuchDay),
        ("31/4/1988", DateError::NotInThisMonth { days: 30 }),
        ("30 Feb 1988", DateError::NotInThisMonth { days: 29 }),
        ("31/2/1987", DateError::NotInThisMonth { days: 28 }),
        ("29/2/2011", DateError::NotALeapYear),
        ("29.02.99", DateError::NotALeapYear),
        ("14/3/988", DateError::YearUndecided),
        ("14/3/8", DateError::YearUndecided),
        ("14/3/198899999999", DateError::YearUndecided),
        ("10.01.18", DateError::YearUndecided),
        ("06.03.10", DateError::YearUndecided),
        ("21.11.26", DateError::YearUndecided),
        ("22.11.05", DateError::YearUndecided),
    ];
    for (typed, error) in rows {
        assert_eq!(parse_date(typed, open_day()), Err(error), "{typed}");
    }
}

#[test]
fn three_boxes_follow_the_same_rules() {
    let parse = |day, month, year| DateParts { day, month, year }.parse(open_day());
    assert_eq!(parse("14", "3", "1988"), Ok(day(1988, 3, 14)));
    assert_eq!(parse(" 14", "march ", "88"), Ok(day(1988, 3, 14)));
    assert_eq!(parse("", " ", ""), Err(DateError::Empty));
    assert_eq!(parse("", "3", "1988"), Err(DateError::DayMissing));
    assert_eq!(parse("14", "", "1988"), Err(DateError::MonthMissing));
    assert_eq!(parse("14", "3", ""), Err(DateError::YearMissing));
    assert_eq!(parse("3", "14", "1988"), Err(DateError::DayComesFirst));
    assert_eq!(parse("14", "3", "10"), Err(DateError::YearUndecided));
}

#[test]
fn a_date_of_birth_is_in_a_lifetime() {
    let parse = |typed| DateOfBirth::parse(typed, open_day());
    assert_eq!(parse("21/11/2026").unwrap().date(), open_day());
    assert_eq!(parse("22/11/2026"), Err(DateOfBirthError::Future));
    assert_eq!(parse("22/11/1905").unwrap().age_on(open_day()), Some(120));
    assert_eq!(parse("21/11/1905"), Err(DateOfBirthError::TooLongAgo));
    assert_eq!(parse("14/3/0088"), Err(DateOfBirthError::TooLongAgo));
    assert_eq!(parse("14/3"), Err(DateOfBirthError::Date(DateError::NotADate)));
    assert_eq!(format!("{:?}", parse("14/3/1988").unwrap()), "DateOfBirth(..)");
}

#[test]
fn messages_are_under_nine_words() {
    let dates = [
        DateError::Empty,
        DateError::NotADate,
        DateError::DayComesFirst,
        DateError::NoSuchDay,
        DateError::NoSuchMonth,
        DateError::NotInThisMonth { days: 30 },
        DateError::NotALeapYear,
        DateError::YearUndecided,
    ];
    let messages =
        dates.map(DateOfBirthError::Date).into_iter().chain([DateOfBirthError::Future, DateOfBirthError::TooLongAgo]);
    for message in messages.map(|error| error.to_string()) {
        assert!(message.split_whitespace().count() < 9, "{message}");
    }
}

proptest! {
    #[test]
    fn any_date_of_four_digits_is_read_back(days in 0..110_000u32) {
        let date = day(1850, 1, 1) + chrono::Days::new(u64::from(days));
        for format in ["%Y-%m-%d", "%d/%m/%Y", "%-d.%-m.%Y", "%d-%m-%Y", "%-d %m %Y", "%-d %B %Y", "%d %b %Y", "%d-%b-%Y"] {
            prop_assert_eq!(parse_date(&date.format(format).to_string(), open_day()), Ok(date));
        }
    }

    #[test]
    fn two_digits_are_decided_only_where_one_century_is_possible(born in 0..100_000u32, on in 0..40_000u32) {
        let born = day(1850, 1, 1) + chrono::Days::new(u64::from(born));
        let on = day(1990, 1, 1) + chrono::Days::new(u64::from(on));
        let century = on.year() / 100 * 100;
        // The naive count: try both centuries, and let a person live 120 whole years.
        let possible: Vec<NaiveDate> = [century - 100, century]
            .into_iter()
            .filter_map(|start| NaiveDate::from_ymd_opt(start + born.year() % 100, born.month(), born.day()))
            .filter(|date| *date <= on && (on.year() - date.year(), on.month(), on.day()) < (121, date.month(), date.day()))
            .collect();
        let expected = match possible.as_slice() {
            [date] => Ok(*date),
            [] if (born.month(), born.day()) == (2, 29) => Err(DateError::NotALeapYear),
            _ => Err(DateError::YearUndecided),
        };
        prop_assert_eq!(parse_date(&born.format("%d.%m.%y").to_string(), on), expected);
    }

    #[test]
    fn no_text_makes_it_panic(typed in any::<String>()) {
        let _ = parse_date(&typed, open_day());
        let _ = DateParts { day: &typed, month: &typed, year: &typed }.parse(open_day());
    }
}

//! R11: the age on the event's own local date, and who speaks for a person. R12: unknown counts as under 18.

use chrono::{Datelike, Days, NaiveDate, TimeZone, Utc};
use chrono_tz::{America, Asia, Europe, Pacific, Tz};
use lanyard::domain::age::{
    Adult, AgeAnswer, AgeBand, AgeError, AgeStanding, Ages, DateOfBirth, age_on, local_date, standing,
};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn open_day() -> NaiveDate {
    day(2026, 11, 21)
}

fn settled(born: Option<NaiveDate>, answer: Option<AgeAnswer>) -> Result<AgeStanding, AgeError> {
    let born = born.map(|date| DateOfBirth::new(date, open_day()).unwrap());
    standing(born, answer, open_day(), Ages::default())
}

const SPEAKS_ADULT: AgeStanding = AgeStanding::SpeaksForThemselves { adult: Adult::Yes };
const SPEAKS_MINOR: AgeStanding = AgeStanding::SpeaksForThemselves { adult: Adult::No };
const SPEAKS_UNKNOWN: AgeStanding = AgeStanding::SpeaksForThemselves { adult: Adult::Unknown };

#[test]
fn r11_thirteen_today_needs_no_guardian() {
    assert_eq!(settled(Some(day(2013, 11, 21)), None), Ok(SPEAKS_MINOR));
}

#[test]
fn r11_thirteen_tomorrow_needs_a_guardian() {
    assert_eq!(settled(Some(day(2013, 11, 22)), None), Ok(AgeStanding::NeedsGuardian));
}

#[test]
fn r11_born_on_29_february_is_of_age_on_1_march_in_common_years() {
    let born = day(2012, 2, 29);
    assert_eq!(age_on(born, day(2025, 2, 28)), Some(12));
    assert_eq!(age_on(born, day(2025, 3, 1)), Some(13));
    assert_eq!(age_on(born, day(2028, 2, 28)), Some(15));
    assert_eq!(age_on(born, day(2028, 2, 29)), Some(16));
}

#[test]
fn r11_the_date_is_that_of_the_events_place() {
    let moment = Utc.with_ymd_and_hms(2026, 11, 20, 23, 30, 0).unwrap();
    assert_eq!(local_date(moment, Europe::London), day(2026, 11, 20));
    assert_eq!(local_date(moment, Europe::Warsaw), day(2026, 11, 21));
    assert_eq!(local_date(moment, Pacific::Kiritimati), day(2026, 11, 21));
}

#[test]
fn r11_and_r12_every_combination_of_date_and_answer() {
    use AgeAnswer::{No, NotSure, Yes};
    let (child, minor, adult) = (Some(day(2020, 1, 1)), Some(day(2010, 1, 1)), Some(day(1990, 1, 1)));
    let contradiction = Err(AgeError::Contradiction);
    let rows = [
        (None, None, Err(AgeError::NotSettled { consent: 13 })),
        (None, Some(Yes), Ok(SPEAKS_UNKNOWN)),
        (None, Some(No), Ok(AgeStanding::NeedsGuardian)),
        (None, Some(NotSure), Ok(AgeStanding::NeedsGuardian)),
        (child, None, Ok(AgeStanding::NeedsGuardian)),
        (child, Some(Yes), contradiction),
        (child, Some(No), Ok(AgeStanding::NeedsGuardian)),
        (child, Some(NotSure), Ok(AgeStanding::NeedsGuardian)),
        (minor, None, Ok(SPEAKS_MINOR)),
        (minor, Some(Yes), Ok(SPEAKS_MINOR)),
        (minor, Some(No), contradiction),
        (minor, Some(NotSure), Ok(SPEAKS_MINOR)),
        (adult, None, Ok(SPEAKS_ADULT)),
        (adult, Some(Yes), Ok(SPEAKS_ADULT)),
        (adult, Some(No), contradiction),
        (adult, Some(NotSure), Ok(SPEAKS_ADULT)),
    ];
    for (born, answer, expected) in rows {
        assert_eq!(settled(born, answer), expected, "{born:?} {answer:?}");
    }
}

#[test]
fn r12_only_a_known_adult_may_be_recorded_without_a_yes() {
    let rows = [
        (AgeStanding::NeedsGuardian, AgeBand::Child, true),
        (SPEAKS_MINOR, AgeBand::Under18, true),
        (SPEAKS_UNKNOWN, AgeBand::Unknown, true),
        (SPEAKS_ADULT, AgeBand::Adult, false),
    ];
    for (standing, band, by_consent_only) in rows {
        assert_eq!((standing.band(), standing.recorded_by_consent_only()), (band, by_consent_only));
    }
}

#[test]
fn the_ages_are_settings() {
    let ages = Ages { consent: 16, adult: 21 };
    let at = |date| standing(Some(DateOfBirth::new(date, open_day()).unwrap()), None, open_day(), ages);
    assert_eq!(at(day(2010, 11, 22)), Ok(AgeStanding::NeedsGuardian));
    assert_eq!(at(day(2010, 11, 21)), Ok(SPEAKS_MINOR));
    assert_eq!(at(day(2005, 11, 21)), Ok(SPEAKS_ADULT));
}

#[test]
fn someone_born_after_the_day_has_no_age() {
    let born = DateOfBirth::new(open_day(), open_day()).unwrap();
    let before = open_day().pred_opt().unwrap();
    assert_eq!(standing(Some(born), None, before, Ages::default()), Err(AgeError::NotBorn));
}

/// The birthday of a year as a calendar on the wall has it: so many days after the first of the month, which puts
/// 29 February on 1 March where there is none.
fn birthday(born: NaiveDate, year: i32) -> NaiveDate {
    day(year, born.month(), 1) + Days::new(u64::from(born.day0()))
}

/// Counts birthdays one by one.
fn birthdays_until(born: NaiveDate, on: NaiveDate) -> Option<u32> {
    (on >= born)
        .then(|| (born.year() + 1..).map(|year| birthday(born, year)).take_while(|date| *date <= on).count() as u32)
}

/// The first second of a local day: midnight, unless the clocks went forward over it.
fn first_moment(date: NaiveDate, zone: Tz) -> Option<chrono::DateTime<Utc>> {
    let seconds = (0..10_800).map(|second| date.and_time(chrono::NaiveTime::MIN) + chrono::TimeDelta::seconds(second));
    seconds.filter_map(|time| zone.from_local_datetime(&time).earliest()).next().map(|time| time.to_utc())
}

/// Every date of birth from 1900 to 2100, on the day before the birthday that makes the person of age, on the day
/// itself and on the day after; and in four zones, in the first second of that local day and the last one before it.
#[test]
fn r11_every_date_of_birth_against_a_naive_count() {
    let zones: [Tz; 4] = [Europe::London, Pacific::Kiritimati, America::St_Johns, Asia::Kathmandu];
    let mut born = day(1900, 1, 1);
    while born.year() <= 2100 {
        for age in [13, 18] {
            let birthday = birthday(born, born.year() + age);
            for date in [birthday.pred_opt().unwrap(), birthday, birthday.succ_opt().unwrap()] {
                assert_eq!(age_on(born, date), birthdays_until(born, date), "{born} on {date}");
            }
        }
        let comes_of_age = birthday(born, born.year() + 13);
        for zone in zones {
            // Kiritimati had no 31 December 1994: nobody had a birthday there.
            let Some(now) = first_moment(comes_of_age, zone) else { continue };
            let before = local_date(now - chrono::TimeDelta::seconds(1), zone);
            assert_eq!(age_on(born, before), Some(12), "{born} in {zone}");
            assert_eq!(age_on(born, local_date(now, zone)), Some(13), "{born} in {zone}");
        }
        born = born.succ_opt().unwrap();
    }
}

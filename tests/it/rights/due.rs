//! When a request is due, and which steps can follow which.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use lanyard::domain::rights::{
    Advice, Arrived, Identity, MoreTime, Outcome, Request, RequestId, Right, Step, StepError,
};
use lanyard::domain::source::{Giver, ListSource};
use lanyard::domain::working_day::{PUBLISHED, is_working_day, on_or_after};
use proptest::prelude::*;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn request(right: Right, received: &str) -> Request {
    let arrived = (right, day(received), Arrived::Email);
    Request::received(RequestId(Uuid::nil()), "ABC-123".to_owned(), None, arrived)
}

#[test]
fn the_bank_holidays_of_england_and_wales_are_no_working_days() {
    // As published by the government for these years.
    let published = [
        (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
        (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
    ];
    for (year, days) in published {
        let holidays: Vec<NaiveDate> = days.split(' ').map(|date| day(&format!("{year}-{date}"))).collect();
        let mut date = day(&format!("{year}-01-01"));
        while date.year() == year {
            let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
            assert_eq!(is_working_day(date), !weekend && !holidays.contains(&date), "{date}");
            date = date.succ_opt().unwrap();
        }
    }
}

#[test]
fn r16_where_bank_holidays_are_not_known_yet_or_were_moved_a_request_is_due_early_and_never_late() {
    // Those of May and August were other days than usual in some of these years, as published; what comes is not known.
    let moved = [
        (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
        (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
    ];
    for (year, days) in moved {
        let holidays: Vec<NaiveDate> = days.split(' ').map(|date| day(&format!("{year}-{date}"))).collect();
        for date in day(&format!("{year}-01-01")).iter_days().take_while(|date| date.year() == year) {
            let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
            assert!(is_working_day(date) || weekend || holidays.contains(&date), "{date} was a working day");
        }
    }
    // The first year of which nothing is published: its usual Mondays may be moved, Easter and Christmas are not.
    assert_eq!(*PUBLISHED.end(), 2028);
    for (date, works) in [
        ("2028-05-01", false),
        ("2029-05-07", true),
        ("2029-05-28", true),
        ("2029-08-27", true),
        ("2029-03-30", false),
        ("2029-04-02", false),
        ("2029-12-25", false),
    ] {
        assert_eq!(is_working_day(day(date)), works, "{date}");
    }
    assert_eq!(request(Right::Erase, "2029-04-07").due(), day("2029-05-07"));
}

#[test]
fn whose_details_others_gave_is_told_within_a_month_and_who_gave_them_themselves_is_not() {
    let others = ListSource::parse("a school's list", Giver::Others).unwrap();
    // Taken, and told by.
    let dates = [
        ("2026-11-03", "2026-12-03"),
        ("2026-09-03", "2026-10-05"), // 3 October is a Saturday
        ("2026-01-31", "2026-03-02"), // 28 February is a Saturday
        ("2026-11-25", "2026-12-29"), // Christmas
        ("2028-01-29", "2028-02-29"), // a leap year
    ];
    for (taken, due) in dates {
        assert_eq!(others.tell_by(day(taken)), Some(day(due)), "{taken}");
    }
    let themselves = ListSource::parse("paper forms of this desk", Giver::Themselves).unwrap();
    assert_eq!(themselves.tell_by(day("2026-11-03")), None);
    assert!(ListSource::parse("  ", Giver::Others).is_err() && ListSource::parse("two\nlines", Giver::Others).is_err());
}

#[test]
fn r16_a_request_is_due_on_the_same_day_of_the_next_month_or_the_next_working_day() {
    // Received, due, and due with two months more.
    let dates = [
        ("2026-09-03", "2026-10-05", "2026-12-03"), // 3 October is a Saturday
        ("2026-03-31", "2026-04-30", "2026-06-30"),
        ("2026-01-31", "2026-03-02", "2026-04-30"), // 28 February is a Saturday
        ("2026-11-25", "2026-12-29", "2027-02-25"), // Christmas, a weekend with Boxing Day, its Monday
        ("2026-03-03", "2026-04-07", "2026-06-03"), // Good Friday to Easter Monday
        ("2028-01-29", "2028-02-29", "2028-05-02"), // a leap year; 1 May is a holiday
    ];
    for (received, due, extended) in dates {
        let request = request(Right::Access, received);
        assert_eq!(request.due(), day(due), "{received}");
        let longer = request.after(Step::Extended { why: MoreTime::Complex }, day(received)).unwrap();
        assert_eq!(longer.due(), day(extended), "{received}");
    }
}

#[test]
fn r25_a_complaint_is_acknowledged_within_thirty_days() {
    let complaint = request(Right::Complaint, "2026-11-25");
    assert_eq!(complaint.acknowledge_by(), Some(day("2026-12-25")));
    let today = day("2026-11-26");
    assert_eq!(request(Right::Erase, "2026-11-25").after(Step::Acknowledged, today), Err(StepError::NoComplaint));
    let acknowledged = complaint.after(Step::Acknowledged, today).unwrap();
    assert_eq!(acknowledged.acknowledge_by(), None);
    let done = acknowledged.after(Step::Closed { outcome: Outcome::Done }, today);
    assert!(done.is_ok(), "who complains is answered, and shown nothing of the record");
}

#[test]
fn r16_more_time_is_taken_once_and_within_the_first_month() {
    let first = request(Right::Access, "2026-09-03");
    let more = Step::Extended { why: MoreTime::Several };
    assert_eq!(first.clone().after(more, day("2026-10-06")), Err(StepError::TooLateToExtend));
    let longer = first.after(more, day("2026-10-05")).unwrap();
    assert_eq!(longer.after(more, day("2026-10-05")), Err(StepError::ExtendedTwice));
}

#[test]
fn r25_a_complaint_gets_no_more_time_and_nothing_ends_as_its_right_does_not() {
    let complaint = request(Right::Complaint, "2026-11-25");
    let more = Step::Extended { why: MoreTime::Complex };
    assert_eq!(complaint.allows(more), Err(StepError::ComplaintExtended));
    assert_eq!(request(Right::Access, "2026-11-25").allows(more), Ok(()));
    for (right, outcome, allowed) in [
        (Right::Complaint, Outcome::NotIdentified, false),
        (Right::Complaint, Outcome::Done, true),
        (Right::Rectify, Outcome::GroundsWeighMore, false),
        (Right::Rectify, Outcome::MustBeKept, false),
        (Right::Object, Outcome::GroundsWeighMore, true),
        (Right::Erase, Outcome::MustBeKept, true),
    ] {
        let allows = request(right, "2026-11-25").allows(Step::Closed { outcome });
        assert_eq!(allows.is_ok(), allowed, "{right}: {outcome}");
    }
}

#[test]
fn r20_an_objection_is_decided_with_advice_and_nothing_is_done_for_a_stranger() {
    let today = day("2026-11-26");
    let identified = Step::Identified { by: Identity::KnownContact };
    let done = Step::Closed { outcome: Outcome::Done };
    for &right in Right::ALL.iter().filter(|&&right| right != Right::Complaint) {
        assert_eq!(request(right, "2026-11-25").after(done, today), Err(StepError::NotIdentified), "{right}");
    }
    let objects = request(Right::Object, "2026-11-25").after(identified, today).unwrap();
    for outcome in [Outcome::Done, Outcome::GroundsWeighMore] {
        assert_eq!(objects.clone().after(Step::Closed { outcome }, today), Err(StepError::NoAdvice));
    }
    let advised = objects.after(Step::Advised { advice: Advice::Stop }, today).unwrap();
    let closed = advised.after(done, today).unwrap();
    assert_eq!(closed.after(identified, today), Err(StepError::Closed));
}

#[test]
fn r16_a_request_presses_from_seven_days_before_its_next_date_until_it_is_closed() {
    // Due on 21 December 2026, a Monday.
    let open = request(Right::Access, "2026-11-21");
    for (today, left, presses) in
        [("2026-12-13", 8, false), ("2026-12-14", 7, true), ("2026-12-21", 0, true), ("2026-12-23", -2, true)]
    {
        assert_eq!((open.days_left(day(today)), open.is_pressing(day(today))), (left, presses), "{today}");
    }
    let closed = open.after(Step::Closed { outcome: Outcome::TakenBack }, day("2026-12-20")).unwrap();
    assert_eq!(closed.closed_on, Some(day("2026-12-20")));
    assert!(!closed.is_pressing(day("2026-12-23")), "what is closed is late for nobody");
    // A complaint is acknowledged first: 30 days on, which may be before the month is over.
    let complaint = request(Right::Complaint, "2026-12-01");
    assert_eq!((complaint.next_date(), complaint.due()), (day("2026-12-31"), day("2027-01-01").max(complaint.due())));
}

#[test]
fn every_other_end_of_a_request_can_follow_for_a_stranger() {
    let today = day("2026-11-26");
    for &right in Right::ALL {
        assert!(!right.other_ends().contains(&Outcome::Done), "{right}");
        for &outcome in right.other_ends() {
            let ended = request(right, "2026-11-25").after(Step::Closed { outcome }, today);
            assert!(ended.is_ok(), "{right}: {outcome}");
        }
    }
    assert!(Right::Erase.other_ends().contains(&Outcome::MustBeKept), "article 17, paragraph 3");
    assert!(!Right::Complaint.other_ends().contains(&Outcome::Excessive), "whoever complains is answered");
}

proptest! {
    #[test]
    fn a_due_day_is_the_first_working_day_from_a_month_on(offset in 0_u64..36_500) {
        let received = day("2000-01-01") + Days::new(offset);
        let due = Request::received(RequestId(Uuid::nil()), String::new(), None, (Right::Erase, received, Arrived::Post)).due();
        let month = received + Months::new(1);
        prop_assert!(is_working_day(due) && due >= month);
        // Nothing between is one, and no holidays last longer than that.
        prop_assert!(month.iter_days().take_while(|&date| date < due).all(|date| !is_working_day(date)));
        prop_assert!(due - month <= chrono::TimeDelta::days(5));
        prop_assert_eq!(on_or_after(due), due);
    }
}

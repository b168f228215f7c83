//! When the people of a list were asked (R13).

use chrono::DateTime;
use lanyard::domain::field_error::Remark;
use lanyard::domain::moment::{AnsweredAt, Certainty};

use super::open;

/// What came of a row that names this time: how the time is kept, or why the row is not.
fn kept(asked_at: &str) -> Result<(AnsweredAt, Vec<Remark>), String> {
    let list = format!("given_name,consent_marketing_email,asked_how,asked_at\nAnn,no,on screen,{asked_at}\n");
    let row = open(&list).unwrap().next().unwrap().map_err(|error| error.to_string())?;
    let answered = row.draft.answers.values().next().unwrap().answered;
    Ok((answered, row.remarks))
}

#[test]
fn r13_a_time_at_which_nobody_can_have_been_asked_is_no_proof() {
    // The notice's first day is 1 September, wherever the sun stood then.
    for asked_at in ["2026-09-01T00:00:00+14:00", "2026-11-21T09:30:00+00:00", "2026-11-21T09:44:00+00:00"] {
        let (answered, remarks) = kept(asked_at).unwrap();
        assert_eq!(
            (answered.at, answered.certainty),
            (DateTime::parse_from_rfc3339(asked_at).unwrap(), Certainty::Written)
        );
        assert_eq!(remarks, []);
    }
    for asked_at in ["2026-08-31T23:59:59+00:00", "1999-01-01T09:00:00+00:00"] {
        let why = kept(asked_at).unwrap_err();
        assert!(
            why.starts_with("Nothing was kept of row 2: asked_at: Nobody was asked in the words of notice "),
            "{why}"
        );
        assert!(why.contains(" before 2026-09-01, when it began: check the date, or ask them again"), "{why}");
        assert!(!why.contains(asked_at), "{why}");
    }
    // Which of the two clocks is wrong cannot be known: what they said is kept, its time is not, and that is said.
    for asked_at in ["2026-11-21T09:46:00+00:00", "2031-01-01T10:00:00Z"] {
        let (answered, remarks) = kept(asked_at).unwrap();
        assert_eq!((answered.at, answered.certainty), (answered.entered_at, Certainty::Unknown));
        assert_eq!(remarks, [Remark::TimeNotCome]);
    }
    assert!(kept("21/11/2026").unwrap_err().contains("Write date, time and offset"));
    assert_eq!(kept("").unwrap().1, []);
}

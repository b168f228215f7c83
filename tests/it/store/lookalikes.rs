//! Who has something in common with somebody (R14).

use lanyard::domain::form::Field;
use lanyard::domain::likeness::Description;
use lanyard::domain::record::encode;
use lanyard::store::erase::Reason;
use lanyard::store::lookalikes::{self, Among};
use lanyard::store::registrations::{self, State};
use lanyard::store::search;

use super::fixtures::{Form, Ledger, adult, today};

fn described(ledger: &Ledger, form: &Form) -> Description {
    Description::of_draft(&form.draft(&ledger.event), &ledger.event, today())
}

fn everybody() -> Among {
    Among { event: None, restricted_too: true }
}

#[test]
fn r14_people_are_found_by_what_they_have_in_common_and_by_nothing_else() {
    let mut ledger = Ledger::new();
    let person = |number| Form::blank(number).with(Field::GivenName, "Ann");
    let birth = |form: Form, date| form.with(Field::DateOfBirth, date);
    let (email, _) = ledger.register(&birth(person(1), "1980-01-01").with(Field::Email, "Zoë.HALE@example.org"));
    let (phone, _) = ledger.register(&birth(person(2), "1981-01-01").with(Field::Phone, "07700 900123"));
    let (birthday, _) = ledger.register(&birth(person(3), "1990-05-04"));
    ledger.register(&birth(person(4), "1982-01-01").with(Field::Postcode, "SW7 2AZ"));
    let find = |form: Form| lookalikes::find(&ledger.conn, &described(&ledger, &form), everybody()).unwrap();
    assert_eq!(find(person(9).with(Field::Email, "zoë.hale@EXAMPLE.org")), [email]);
    assert_eq!(find(person(9).with(Field::Phone, "+44 7700 900123")), [phone]);
    assert_eq!(find(birth(person(9), "4 May 1990")), [birthday]);
    let all =
        birth(person(9), "1990-05-04").with(Field::Phone, "07700900123").with(Field::Email, "zoë.hale@example.org");
    assert_eq!(find(all), [birthday, phone, email]);
    assert_eq!(find(person(9).with(Field::Postcode, "SW7 2AZ")), [0; 0]);
    assert_eq!(find(Form::blank(9)), [0; 0]);
    let other = Among { event: Some(lanyard::domain::ids::EventId(uuid::Uuid::nil())), restricted_too: true };
    let born = described(&ledger, &birth(person(9), "1990-05-04"));
    assert_eq!(lookalikes::find(&ledger.conn, &born, other).unwrap(), [0; 0]);
    let here = Among { event: Some(ledger.event.id()), restricted_too: true };
    assert_eq!(lookalikes::find(&ledger.conn, &born, here).unwrap(), [birthday]);
}

#[test]
fn only_what_the_newest_version_says_counts() {
    let mut ledger = Ledger::new();
    let (row, _) = ledger.register(&adult(1, "Ann", "Hale").with(Field::Email, "old@example.org"));
    let amended = encode(&ledger.parse(&adult(1, "Ann", "Hale").with(Field::Email, "new@example.org")));
    ledger.amend(row, 2, &amended);
    let find = |email| {
        let form = Form::blank(9).with(Field::Email, email);
        lookalikes::find(&ledger.conn, &described(&ledger, &form), everybody()).unwrap()
    };
    assert_eq!((find("old@example.org"), find("new@example.org")), (vec![], vec![row]));
}

#[test]
fn r19_restricted_people_are_found_only_where_they_may_be_and_erased_ones_never() {
    let mut ledger = Ledger::new();
    let (row, _) = ledger.register(&adult(1, "Ann", "Hale"));
    let ann = described(&ledger, &adult(1, "Ann", "Hale"));
    let find = |ledger: &Ledger, restricted_too| {
        lookalikes::find(&ledger.conn, &ann, Among { event: None, restricted_too }).unwrap().len()
    };
    assert_eq!((find(&ledger, false), find(&ledger, true)), (1, 1));
    for state in [State::Restricted, State::Quarantined] {
        ledger.write(|tx| registrations::set_state(tx, row, state));
        assert_eq!((find(&ledger, false), find(&ledger, true)), (0, 1));
    }
    ledger.erase(row, Reason::Erased);
    assert_eq!((find(&ledger, false), find(&ledger, true)), (0, 0));
}

#[test]
fn people_in_the_index_are_found_like_the_newest_ones_who_are_not_in_it_yet() {
    let mut ledger = Ledger::new();
    let email = |number: u128| format!("Visitor{number}@example.org");
    let form = |number: u128| {
        let phone = format!("07700 900{:03}", number % 1_000);
        Form::blank(number)
            .with(Field::GivenName, "Ann")
            .with(Field::FamilyName, "Hale")
            .with(Field::DateOfBirth, &format!("{}-05-04", 1930 + number))
            .with(Field::Email, &email(number))
            .with(Field::Phone, &phone)
    };
    for number in 1..=75 {
        ledger.register(&form(number));
    }
    let indexed = |ledger: &Ledger| {
        let query = "SELECT count(*) FROM registration_search";
        ledger.conn.query_row(query, [], |row| row.get::<_, i64>(0)).unwrap()
    };
    assert_eq!(indexed(&ledger), 64);
    let by = |ledger: &Ledger, field, typed: &str| {
        let wanted = described(ledger, &Form::blank(999).with(field, typed));
        lookalikes::find(&ledger.conn, &wanted, everybody()).unwrap()
    };
    for number in 1..=75_u128 {
        let row = i64::try_from(number).unwrap();
        assert_eq!(by(&ledger, Field::Email, &email(number).to_uppercase()), [row]);
        assert_eq!(by(&ledger, Field::Phone, &format!("+44 7700 900{number:03}")), [row]);
        assert_eq!(by(&ledger, Field::DateOfBirth, &format!("{}-05-04", 1930 + number)), [row]);
    }
    // An amendment and an erasure reach the index too.
    let amended = encode(&ledger.parse(&form(3).with(Field::Email, "other@example.org")));
    ledger.amend(3, 2, &amended);
    ledger.write(|tx| search::index(tx, 3));
    assert_eq!(by(&ledger, Field::Email, &email(3)), [0; 0]);
    assert_eq!(by(&ledger, Field::Email, "OTHER@example.org"), [3]);
    for row in [3, 4, 74] {
        ledger.erase(row, Reason::Erased);
        assert_eq!(by(&ledger, Field::Phone, &format!("07700 900{row:03}")), [0; 0]);
    }
    assert_eq!(indexed(&ledger), 62);
    ledger
        .conn
        .execute("INSERT INTO registration_search (registration_search) VALUES ('integrity-check')", [])
        .unwrap();
}

#[test]
fn every_way_of_looking_goes_through_an_index() {
    let ledger = Ledger::new();
    let form = Form::blank(1)
        .with(Field::GivenName, "Kit")
        .with(Field::DateOfBirth, "2014-01-31")
        .with(Field::Email, "kit@example.org")
        .with(Field::Phone, "07700 900123");
    let mut draft = form.draft(&ledger.event);
    for (field, typed) in [("guardian_email", "robin@example.org"), ("guardian_phone", "07700 900124")] {
        draft.guardian.insert(lanyard::domain::field_error::GuardianField::from_code(field).unwrap(), typed.to_owned());
    }
    let kit = Description::of_draft(&draft, &ledger.event, today());
    let plan = lookalikes::plan(&ledger.conn, &kit, everybody()).unwrap();
    let newest = "SEARCH said USING INTEGER PRIMARY KEY (rowid>?)";
    for way in ["SCAN registration_search VIRTUAL TABLE INDEX 0:M1", newest] {
        assert!(plan.iter().any(|step| step.starts_with(way)), "{way}: {plan:?}");
    }
    let everybody = |step: &String| step.starts_with("SCAN") && !step.contains("VIRTUAL TABLE INDEX 0:M");
    assert!(!plan.iter().any(|step| everybody(step) && !step.contains("found")), "{plan:?}");
}

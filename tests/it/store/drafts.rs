//! Half-filled forms that outlive a crash.

use lanyard::domain::draft::NotYet;
use lanyard::domain::form::Field;
use lanyard::store::drafts;

use super::fixtures::{Form, Ledger, adult, now, staff, today};

#[test]
fn a_form_is_kept_as_it_stands_until_it_is_let_go() {
    let mut ledger = Ledger::new();
    let event = ledger.event.clone();
    let first = adult(1, "Zoë", "Hale").draft(&event);
    let mut later = first.clone();
    later.fields.insert(Field::Email, "zoe@example.org".to_owned());
    for draft in [&first, &later] {
        let storable = draft.storable(&event, today()).unwrap();
        ledger.write(|tx| drafts::save(tx, &storable, event.id(), &staff(), now()));
    }
    let list = drafts::list(&ledger.conn, event.id()).unwrap();
    assert_eq!(list.len(), 1);
    assert_eq!((list[0].registration, list[0].staff.as_str()), (first.registration, "alex"));
    assert_eq!(list[0].updated_at, now());
    assert!(drafts::load(&ledger.conn, first.registration).unwrap() == Some(later));

    assert!(ledger.write(|tx| drafts::remove(tx, first.registration)));
    assert!(!ledger.write(|tx| drafts::remove(tx, first.registration)));
    assert!(drafts::load(&ledger.conn, first.registration).unwrap().is_none());
    assert_eq!(drafts::list(&ledger.conn, event.id()).unwrap(), []);
}

#[test]
fn r11_no_form_is_kept_before_the_age_is_settled() {
    let ledger = Ledger::new();
    let form = Form::blank(1).with(Field::GivenName, "Kit");
    assert_eq!(form.draft(&ledger.event).storable(&ledger.event, today()).err(), Some(NotYet::AgeNotSettled));
    let child = form.with(Field::DateOfBirth, "2014-01-31");
    assert_eq!(child.draft(&ledger.event).storable(&ledger.event, today()).err(), Some(NotYet::GuardianHasNotAgreed));
}

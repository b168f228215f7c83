//! Registrations are found by their id, their visitor and their reference, whether they are in the table of keys yet or not.

use lanyard::domain::act_kind::ActKind;
use lanyard::domain::ids::{RegistrationId, VisitorId};
use lanyard::store::act::Act;
use lanyard::store::registrations::{self, NewRegistration};
use lanyard::store::{links, verify};
use serde_json::json;
use uuid::Uuid;

use super::fixtures::{Ledger, adult, now, staff, today, visitor};

/// More than are taken in together, twice.
const MANY: u128 = 70;

#[test]
fn everybody_is_found_by_each_key_while_they_become_many() {
    let mut ledger = Ledger::new();
    for number in 0..MANY {
        ledger.register(&adult(number, "Ann", "Marsh"));
        if ![0, 1, 30, 31, 32, 33, 62, 63, 64, MANY - 1].contains(&number) {
            continue;
        }
        for known in 0..=number {
            let row = i64::try_from(known).unwrap() + 1;
            let id = RegistrationId(Uuid::from_u128(0x2_0000 + known));
            let found = [
                registrations::find(&ledger.conn, id).unwrap(),
                registrations::by_reference(&ledger.conn, &format!("R{known}")).unwrap(),
                registrations::of_visitor(&ledger.conn, visitor(known)).unwrap().pop(),
            ];
            for found in found {
                assert_eq!(found.map(|found| found.row), Some(row), "{known} of {number}");
            }
            assert_eq!(links::rows_of_person(&ledger.conn, visitor(known)).unwrap(), [row]);
        }
        let nobody = Uuid::from_u128(0x2_0000 + number + 1);
        assert!(registrations::find(&ledger.conn, RegistrationId(nobody)).unwrap().is_none());
        assert!(registrations::by_reference(&ledger.conn, &format!("R{}", number + 1)).unwrap().is_none());
        // What is a visitor's id is nobody's registration.
        assert!(registrations::find(&ledger.conn, RegistrationId(visitor(0).0)).unwrap().is_none());
        assert!(verify::verify(&ledger.conn).is_ok());
    }
}

#[test]
fn who_comes_again_is_found_with_all_their_registrations() {
    let mut ledger = Ledger::new();
    let again = |ledger: &mut Ledger, number: u128, visitor: VisitorId| {
        let (event, reference) = (ledger.event.id(), format!("A{number}"));
        let tx = ledger.conn.transaction().unwrap();
        let mut appending = lanyard::store::act::begin(&tx).unwrap();
        let new = NewRegistration {
            id: RegistrationId(Uuid::from_u128(0x3_0000 + number)),
            visitor,
            event,
            reference: &reference,
            registered_at: now(),
            local_day: today(),
        };
        let row = registrations::append(&mut appending, &new).unwrap();
        appending
            .finish(&Act { kind: ActKind::Register, at: now(), staff: &staff(), subject: None, details: json!({}) })
            .unwrap();
        tx.commit().unwrap();
        row
    };
    let mut rows = Vec::new();
    for number in 0..MANY {
        let row = again(&mut ledger, number, visitor(number % 35));
        if number % 35 == 4 {
            rows.push(row);
        }
    }
    assert_eq!(links::rows_of_person(&ledger.conn, visitor(4)).unwrap(), rows);
    assert_eq!(rows, [5, 40]);
    let with_others = links::with_others(&ledger.conn).unwrap();
    assert!((0..35).all(|number| with_others.contains(&visitor(number))), "everybody came twice");
}

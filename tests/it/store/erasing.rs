//! Erased is erased: in no page of the file, not even in what a full-text index leaves behind (R18).

use lanyard::domain::answer::Said;
use lanyard::domain::form::Field;
use lanyard::domain::purpose::{Channel, Question, SpecialPair};
use lanyard::store::drafts;
use lanyard::store::erase::Reason;
use lanyard::store::search;
use rusqlite::Connection;

use super::fixtures::{Form, Ledger, adult, now, plain_tables, staff, today};
use crate::support::scratch::Folder;

/// Pieces of what the marked person said, and of its search terms: a full-text index stores only what differs from the
/// term before, so whole terms would not be seen.
const MARKS: [&str; 7] = ["zzyqwv", "lughfjo", "gvtqj", "7700900", "0900774", "pistach", "xqz9"];

fn marked() -> Form {
    adult(1_000, "Xyzzyqwv", "Plughfjord")
        .with(Field::Email, "vgvtqj@example.org")
        .with(Field::Phone, "+44 7700 900 777")
        .with(Field::Postcode, "XQZ9 9ZZ")
        .said(Question::News(Channel::Email), Said::Yes)
        .detail(SpecialPair::DietCatering, "no pistachios")
}

/// A ledger without a key, in a folder of its own, with the marked person among many.
fn ledger(folder: &Folder) -> Ledger {
    let mut ledger = Ledger::over(plain_tables(&folder.join("desk.db")));
    for number in 0..400 {
        if number == 200 {
            ledger.register(&marked());
        }
        let form = adult(number, &format!("Given{number}"), &format!("Family{}", number * 7));
        ledger.register(&form.with(Field::Email, &format!("someone{number}@example.org")));
    }
    ledger
}

/// The marks that can be read in any file of the folder, in any case of letters.
fn readable(conn: &Connection, folder: &Folder) -> Vec<&'static str> {
    let rest: (i64, i64, i64) = conn
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap();
    assert_eq!(rest, (0, 0, 0));
    let mut bytes: Vec<u8> = Vec::new();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        bytes.extend(std::fs::read(entry.unwrap().path()).unwrap());
    }
    bytes.make_ascii_lowercase();
    let read = |mark: &&str| bytes.windows(mark.len()).any(|window| window == mark.as_bytes());
    MARKS.into_iter().filter(read).collect()
}

#[test]
fn r18_nothing_of_an_erased_person_is_left_in_any_page() {
    let folder = Folder::new();
    let mut ledger = ledger(&folder);
    assert_eq!(readable(&ledger.conn, &folder), MARKS);
    let row = search::find(&ledger.conn, "xyzzyqwv", &search::Scope::default(), 2).unwrap();
    assert_eq!(row.len(), 1);
    ledger.erase(row[0], Reason::Erased);
    assert_eq!(readable(&ledger.conn, &folder), [""; 0]);
}

#[test]
fn terms_that_are_replaced_or_forgotten_leave_the_file() {
    // The number backwards is a term, and nothing else that is kept.
    let has_term = |ledger: &Ledger, folder: &Folder| readable(&ledger.conn, folder).contains(&"0900774");
    for forget in [false, true] {
        let folder = Folder::new();
        let mut ledger = Ledger::over(plain_tables(&folder.join("desk.db")));
        let (row, _) = ledger.register(&marked());
        assert!(!has_term(&ledger, &folder), "the newest are not in the index yet");
        for number in 0..70 {
            ledger.register(&adult(number, "Plain", "Name"));
        }
        assert!(has_term(&ledger, &folder));
        let plain = lanyard::domain::record::encode(&ledger.parse(&adult(1, "Plain", "Name")));
        ledger.amend(row, 2, &plain);
        ledger.write(|tx| if forget { search::forget(tx, row) } else { search::index(tx, row) });
        assert!(!has_term(&ledger, &folder));
    }
}

#[test]
fn a_form_that_is_let_go_leaves_the_file() {
    let folder = Folder::new();
    let mut ledger = Ledger::over(plain_tables(&folder.join("desk.db")));
    let event = ledger.event.clone();
    let draft = marked().draft(&event);
    let storable = draft.storable(&event, today()).unwrap();
    ledger.write(|tx| drafts::save(tx, &storable, event.id(), &staff(), now()));
    assert!(!readable(&ledger.conn, &folder).is_empty());
    ledger.write(|tx| drafts::remove(tx, draft.registration));
    assert_eq!(readable(&ledger.conn, &folder), [""; 0]);
}

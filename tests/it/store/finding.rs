//! Search over the tables finds exactly whom the rules of `search_key` say, in every script.

use std::collections::{BTreeMap, BTreeSet};

use lanyard::domain::form::Field;
use lanyard::domain::ids::EventId;
use lanyard::domain::record::RegistrationRecord;
use lanyard::domain::search_key::{Searchable, index_terms, query_terms};
use lanyard::store::search::{self, Scope};
use proptest::prelude::*;
use rusqlite::Connection;
use uuid::Uuid;

use super::fixtures::{Ledger, adult, today};

type Row = BTreeMap<String, String>;

fn walk_ins() -> Vec<Row> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/walk-ins.csv");
    csv::Reader::from_path(file).unwrap().deserialize().map(Result::unwrap).collect()
}

fn record(row: &Row) -> RegistrationRecord {
    let cell = |column: &str| Some(row[column].clone()).filter(|cell| !cell.is_empty());
    RegistrationRecord {
        full_name: Some(format!("{} {}", row["given_name"], row["family_name"]).trim().to_owned()),
        given_name: cell("given_name"),
        family_name: cell("family_name"),
        email: cell("email"),
        postcode: cell("postcode"),
        ..RegistrationRecord::default()
    }
}

fn terms(record: &RegistrationRecord, reference: &str) -> Vec<String> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let (full, given, family) = (text(&record.full_name), text(&record.given_name), text(&record.family_name));
    index_terms(&Searchable {
        names: &[&full, &given, &family],
        email: &text(&record.email),
        postcode: &text(&record.postcode),
        reference,
        ..Searchable::default()
    })
}

/// Everyone of the list, as rows 1, 2, 3 …, and the terms of each.
fn everyone() -> (Connection, Vec<Vec<String>>, Vec<Row>) {
    let mut ledger = Ledger::new();
    let rows = walk_ins();
    for number in 1..=rows.len() as u128 {
        ledger.register(&adult(number, "X", "Y"));
    }
    let mut all = Vec::new();
    for (number, row) in (1..).zip(&rows) {
        let record = record(row);
        let reference = format!("R{number}");
        all.push(terms(&record, &reference));
        ledger.amend(number, 2, &record);
        ledger.write(|tx| search::index(tx, number));
    }
    (ledger.conn, all, rows)
}

/// Newest first, by looking at everyone.
fn slowly(all: &[Vec<String>], query: &str) -> Vec<i64> {
    let wanted = query_terms(query);
    if wanted.is_empty() && !query.trim().is_empty() {
        return Vec::new();
    }
    let found = (1..).zip(all).filter(|(_, terms)| wanted.iter().all(|term| term.is_in(terms)));
    let mut rows: Vec<i64> = found.map(|(row, _)| row).collect();
    rows.reverse();
    rows
}

#[test]
fn everyone_is_found_in_every_script_from_one_character_newest_first() {
    let (conn, all, rows) = everyone();
    let find = |query: &str| search::find(&conn, query, &Scope::default(), 1_000).unwrap();
    // Many begin alike: each beginning once.
    let mut typed_before = BTreeSet::new();
    for (number, row) in (1i64..).zip(&rows) {
        let (given, family) = (&row["given_name"], &row["family_name"]);
        let latin = any_ascii::any_ascii(family);
        let queries = [
            given.clone(),
            family.clone(),
            format!("{family} {given}"),
            latin.clone(),
            format!("{latin} {}", given.chars().next().map(String::from).unwrap_or_default()),
            row["email"].clone(),
            row["postcode"].clone(),
            format!("R{number}"),
        ];
        for query in queries.iter().filter(|query| !query.is_empty()) {
            for length in 1..=query.chars().count().min(6) {
                let typed: String = query.chars().take(length).collect();
                if typed_before.insert(typed.clone()) {
                    assert_eq!(find(&typed), slowly(&all, &typed), "{typed}");
                }
            }
            let found = find(query);
            assert!(found.contains(&number), "{query}");
            assert_eq!(found, slowly(&all, query), "{query}");
        }
    }
}

#[test]
fn pages_follow_each_other_and_scopes_narrow() {
    let (conn, all, _) = everyone();
    let everyone = slowly(&all, "a");
    assert!(everyone.len() > 50, "{}", everyone.len());
    let (mut paged, mut scope) = (Vec::new(), Scope::default());
    loop {
        let page = search::find(&conn, "a", &scope, 25).unwrap();
        let Some(&last) = page.last() else { break };
        scope.before_row = Some(last);
        paged.extend(page);
    }
    assert_eq!(paged, everyone);

    let count = |query: &str, scope: Scope| search::find(&conn, query, &scope, 1_000).unwrap().len();
    let event = |number| Some(EventId(Uuid::from_u128(number)));
    for query in ["a", ""] {
        let all = count(query, Scope::default());
        assert!(all > 0);
        assert_eq!(count(query, Scope { event: event(1), ..Scope::default() }), all);
        assert_eq!(count(query, Scope { event: event(2), ..Scope::default() }), 0);
        assert_eq!(count(query, Scope { local_day: Some(today()), ..Scope::default() }), all);
        assert_eq!(count(query, Scope { local_day: today().succ_opt(), ..Scope::default() }), 0);
    }
    conn.execute_batch("UPDATE registration SET state = 'restricted' WHERE row > 1").unwrap();
    assert_eq!(count("", Scope::default()), 1);
    assert_eq!(count("", Scope { restricted_too: true, ..Scope::default() }), all.len());
}

#[test]
fn signs_alone_find_nobody_and_an_empty_query_everybody() {
    let (conn, all, _) = everyone();
    let find = |query: &str| search::find(&conn, query, &Scope::default(), 1_000).unwrap().len();
    assert_eq!(["~", "??", "\"", " - ", "@"].map(find), [0; 5]);
    assert_eq!(["", "  "].map(find), [all.len(); 2]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_typed_never_becomes_syntax(query in "\\PC{0,12}|[\"*()^~:+-]{0,4}(AND|OR|NOT|NEAR|terms)?[ \"*()^~:+-]{0,4}[a-z]{0,3}") {
        let mut ledger = Ledger::new();
        ledger.register(&adult(1, "Near", "Andor"));
        let all = [terms(&RegistrationRecord {
            full_name: Some("Near Andor".to_owned()),
            given_name: Some("Near".to_owned()),
            family_name: Some("Andor".to_owned()),
            ..RegistrationRecord::default()
        }, "R1")];
        let found = search::find(&ledger.conn, &query, &Scope::default(), 10).unwrap();
        prop_assert_eq!(found, slowly(&all, &query));
    }
}

#[test]
fn names_that_were_registered_by_earlier_rules_of_spelling_are_found_by_the_new_ones_from_the_next_opening_on() {
    let mut ledger = Ledger::new();
    let names = [("Никита", "Хрущёв"), ("Jörg", "Müller"), ("Ann", "Lee"), ("Анна", "Щукина")];
    for (number, (given, family)) in (1..).zip(names) {
        ledger.register(&adult(number, given, family));
    }
    for number in 5..=80 {
        ledger.register(&adult(number, "X", "Y"));
    }
    let found = |ledger: &Ledger, typed: &str| search::find(&ledger.conn, typed, &Scope::default(), 10).unwrap();
    let kept = |ledger: &Ledger, row: i64| -> String {
        let query = "SELECT c0 FROM registration_search_content WHERE id = ?1";
        ledger.conn.query_row(query, [-row], |row| row.get(0)).unwrap()
    };
    // As an earlier program left them in the index: without what German makes of them.
    let now: Vec<_> = (1..=4).map(|row| kept(&ledger, row)).collect();
    for (row, terms) in (1..=4).zip(&now) {
        let is_spelt = |term: &&str| term.chars().all(|char| char.is_ascii_lowercase());
        let before: Vec<_> = terms.split(' ').filter(|term| !(matches!(row, 1 | 4) && is_spelt(term))).collect();
        ledger.write(|tx| {
            search::forget(tx, row)?;
            tx.execute("INSERT INTO registration_search (rowid, terms) VALUES (?1, ?2)", (-row, before.join(" ")))?;
            tx.execute("UPDATE search_spelling SET rules = 1", [])?;
            Ok(())
        });
    }
    assert_eq!(
        (found(&ledger, "chruschtschow"), found(&ledger, "schtschukina")),
        (vec![], vec![]),
        "or it proves nothing"
    );
    assert_eq!((found(&ledger, "mueller"), found(&ledger, "lee")), (vec![2], vec![3]));
    assert!(search::is_spelt_before(&ledger.conn).unwrap());
    // The newest first, and no more at once than was asked for.
    assert_eq!(ledger.write(|tx| search::respell(tx, 1)), 1);
    assert_eq!((found(&ledger, "chruschtschow"), found(&ledger, "schtschukina")), (vec![], vec![4]));
    assert!(search::is_spelt_before(&ledger.conn).unwrap(), "the rest is left for the next opening");
    assert_eq!(ledger.write(|tx| search::respell(tx, 64)), 1, "and nobody else is touched");
    assert_eq!((found(&ledger, "chruschtschow"), found(&ledger, "schtschukina")), (vec![1], vec![4]));
    assert_eq!((1..=4).map(|row| kept(&ledger, row)).collect::<Vec<_>>(), now, "as if they were registered now");
    assert!(!search::is_spelt_before(&ledger.conn).unwrap());
    assert_eq!(ledger.write(|tx| search::respell(tx, 64)), 0, "once is enough");
    ledger
        .conn
        .execute("INSERT INTO registration_search (registration_search) VALUES ('integrity-check')", [])
        .unwrap();
}

/// Who came before there was an index of those whom people name is taken into it, so many at a time (R2).
#[test]
fn r02_those_named_before_they_could_be_found_are_taken_in() {
    let mut ledger = Ledger::new();
    for number in 1..=66 {
        let form = adult(number, "Ann", "Lee");
        let named = matches!(number, 1 | 2 | 66);
        ledger.register(&if named { form.with(Field::EmergencyName, "Zebedee Xandrell") } else { form });
    }
    let find = |ledger: &Ledger| search::find_by_contact(&ledger.conn, "xandrell", &Scope::default(), 10).unwrap();
    let all = find(&ledger);
    assert_eq!(all, [66, 2, 1]);
    // As after bringing the tables up to date.
    ledger.conn.execute_batch("DELETE FROM contact_search; UPDATE contact_search_due SET registration = 66").unwrap();
    assert_eq!(find(&ledger), [66], "who is in no index yet is read");
    let mut openings = 0;
    while search::are_contacts_due(&ledger.conn).unwrap() {
        ledger.write(|tx| search::take_in_contacts(tx, 2));
        openings += 1;
    }
    assert_eq!((find(&ledger), openings), (all, 2));
}

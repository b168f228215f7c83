//! The ledger proves itself, and names the first thing in it that was tampered with (R13).

use lanyard::domain::act_kind::ActKind;
use lanyard::domain::answer::Said;
use lanyard::domain::form::Field;
use lanyard::domain::ids::BatchId;
use lanyard::domain::purpose::{Channel, Question, SpecialPair};
use lanyard::domain::record::encode;
use lanyard::store::batches::{self, NewBatch};
use lanyard::store::disclosures::Disclosure;
use lanyard::store::erase::Reason;
use lanyard::store::links::{self, LinkKind, NewLink};
use lanyard::store::verify::{Break, Fault, Table, Whole, verify};
use lanyard::store::{act, answers};
use rusqlite::Connection;
use uuid::Uuid;

use super::fixtures::{Ledger, adult, now, visitor};

/// Act 1 sets the event up; 2, 3, 4 register rows 1, 2, 3; 5 amends row 1; 6 links; 7 erases row 3, 8 undoes row 4.
fn day() -> Ledger {
    let mut ledger = Ledger::new();
    let (email, sms) = (Question::News(Channel::Email), Question::News(Channel::Sms));
    for number in 1..=3 {
        let form = adult(number, "Ann", "Lee").with(Field::Email, "ann@example.org").with(Field::Phone, "07700 900123");
        let form = form.said(email, Said::No).said(sms, Said::Yes).detail(SpecialPair::DietCatering, "halal");
        ledger.register(&form);
    }
    let mut record = encode(&ledger.parse(&adult(1, "Anne", "Lee")));
    record.email = None;
    ledger.amend(1, 2, &record);
    let (one, other) = (visitor(1), visitor(2));
    let link = NewLink { id: Uuid::from_u128(5), kind: LinkKind::Same, one, other, reverses: None };
    ledger.act(ActKind::Link, |appending| links::append(appending, &link));
    ledger.erase(3, Reason::Erased);
    ledger
}

#[test]
fn r13_an_honest_ledger_holds_together() {
    let ledger = day();
    let head = act::head(&ledger.conn).unwrap();
    assert_eq!(head.sequence, 7);
    assert_eq!(verify(&ledger.conn).unwrap(), Ok(Whole { acts: 7, rows: 19, registrations: 3, answers: 9, head }));
}

#[test]
fn a_ledger_holds_before_its_first_act() {
    let conn = super::fixtures::tables();
    assert_eq!(verify(&conn).unwrap().unwrap().head.sequence, 0);
}

/// The first thing wrong after somebody who has the key changed the tables behind the program's back.
fn tampered(change: &str) -> Break {
    let ledger = day();
    let mut statement = ledger.conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").unwrap();
    let guards: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for guard in guards {
        ledger.conn.execute_batch(&format!("DROP TRIGGER {guard}")).unwrap();
    }
    ledger.conn.execute_batch(&format!("PRAGMA foreign_keys = OFF; {change}")).expect(change);
    verify(&ledger.conn).expect(change).expect_err(change)
}

#[test]
fn r13_every_kind_of_tampering_is_found_and_named() {
    use Fault::{
        ActChanged, ActMissing, Chain, ErasedWithoutTombstone, LookupKeys, NotErased, Notice, RowChanged,
        RowOutOfPlace, RowUnreadable, SearchTerms, SpecialWithoutYes, State,
    };
    let (answer, version) = (Table::Answer, Table::Version);
    let rows = [
        // Acts and the chain.
        ("UPDATE act SET staff = 'eve' WHERE sequence = 4", 4, ActChanged),
        ("UPDATE act SET kind = 'x' WHERE sequence = 4", 4, ActChanged),
        ("UPDATE act SET at = '2020-01-01T00:00:00Z' WHERE sequence = 4", 4, ActChanged),
        ("UPDATE act SET details = '{\"a\":1}' WHERE sequence = 4", 4, ActChanged),
        ("UPDATE act SET subject = zeroblob(16) WHERE sequence = 4", 4, ActChanged),
        ("UPDATE act SET epoch = 9 WHERE sequence = 4", 4, ActChanged),
        ("UPDATE act SET chain = zeroblob(32) WHERE sequence = 4", 4, Chain),
        ("DELETE FROM act WHERE sequence = 4", 4, ActMissing),
        ("DELETE FROM act WHERE sequence = 7", 7, RowOutOfPlace(Table::Tombstone, 0)),
        ("UPDATE act SET sequence = 70 WHERE sequence = 7", 7, ActMissing),
        // A registration's own row.
        ("UPDATE registration SET reference = 'x' WHERE row = 2", 3, ActChanged),
        (
            "UPDATE registration SET visitor = (SELECT visitor FROM registration WHERE row = 1) WHERE row = 2",
            3,
            ActChanged,
        ),
        ("UPDATE registration SET registered_at = '2020-01-01T00:00:00Z' WHERE row = 2", 3, ActChanged),
        ("UPDATE registration SET local_day = 'never' WHERE row = 2", 3, RowUnreadable(Table::Registration, 0)),
        ("DELETE FROM registration WHERE row = 2", 3, RowOutOfPlace(version, 1)),
        // What was said.
        ("UPDATE registration_version SET email = 'eve@example.org' WHERE registration = 2", 3, RowChanged(version, 1)),
        ("UPDATE registration_version SET reason = 'x' WHERE version = 2", 5, RowChanged(version, 0)),
        ("UPDATE registration_version SET place = place + 1 WHERE version = 2", 5, RowChanged(version, 0)),
        ("UPDATE registration_version SET place = place + (1 << 20) WHERE version = 2", 5, RowChanged(version, 0)),
        ("UPDATE registration_version SET commitment = zeroblob(32) WHERE version = 2", 5, RowChanged(version, 0)),
        ("DELETE FROM registration_version WHERE version = 2", 5, ActChanged),
        // Answers.
        ("UPDATE consent_event SET said = 'yes' WHERE registration = 2 AND said = 'no'", 3, RowChanged(answer, 2)),
        ("UPDATE consent_event SET said = 'maybe' WHERE registration = 2 AND said = 'no'", 3, RowUnreadable(answer, 2)),
        (
            "UPDATE consent_event SET answered_at = '2020-01-01T00:00:00Z' WHERE registration = 2",
            3,
            RowChanged(answer, 2),
        ),
        ("UPDATE consent_event SET staff = 'eve' WHERE registration = 2", 3, RowChanged(answer, 2)),
        ("UPDATE consent_event SET how = 'on-paper' WHERE registration = 2", 3, RowChanged(answer, 2)),
        ("UPDATE consent_event SET desk = 8 WHERE registration = 2", 3, RowChanged(answer, 2)),
        ("UPDATE consent_event SET sequence = 9 WHERE registration = 2", 3, RowChanged(answer, 2)),
        ("UPDATE consent_event SET place = place - (1 << 20) + 99 WHERE registration = 2", 3, RowChanged(answer, 2)),
        ("UPDATE statement SET text = text || '!'", 2, RowChanged(answer, 2)),
        ("DELETE FROM consent_event WHERE registration = 2 AND ordinal = 2", 3, RowOutOfPlace(answer, 3)),
        ("DELETE FROM consent_event WHERE registration = 2 AND ordinal = 4", 3, ActChanged),
        (
            "UPDATE consent_event SET ordinal = ordinal + 10 WHERE registration = 2;
             UPDATE consent_event SET ordinal = 17 - ordinal WHERE registration = 2 AND ordinal > 12;
             UPDATE consent_event SET ordinal = 2 WHERE registration = 2 AND ordinal = 12",
            3,
            RowOutOfPlace(answer, 4),
        ),
        (
            "INSERT INTO consent_event SELECT place + 99, act, 5, zeroblob(16), desk, epoch, sequence, question,
                 'yes', answered_at, answered_offset, certainty, entered_at, entered_offset, how, given_by, statement,
                 language, notice, notice_card, staff, paper_form, salt, commitment
             FROM consent_event WHERE registration = 2 AND ordinal = 2",
            3,
            RowChanged(answer, 5),
        ),
        // Erasing.
        ("UPDATE registration_version SET salt = NULL WHERE registration = 2", 3, RowChanged(version, 1)),
        ("DELETE FROM tombstone", 4, ErasedWithoutTombstone(version, 1)),
        ("UPDATE registration_version SET email = 'eve@example.org' WHERE registration = 3", 4, NotErased(version, 1)),
        ("UPDATE consent_event SET said = 'yes' WHERE registration = 3", 4, RowUnreadable(answer, 2)),
        ("UPDATE tombstone SET reason = 'purged'", 7, ActChanged),
        (
            "UPDATE consent_event SET question = NULL, said = NULL, answered_at = NULL, answered_offset = NULL,
                 certainty = NULL, entered_at = NULL, entered_offset = NULL, how = NULL, given_by = NULL,
                 statement = NULL, language = NULL, notice = NULL, notice_card = NULL, staff = NULL, paper_form = NULL,
                 salt = NULL WHERE registration = 2 AND ordinal = 2",
            3,
            ErasedWithoutTombstone(answer, 2),
        ),
        ("INSERT INTO tombstone VALUES (1, 6, 1, '2026-11-21T12:00:00Z', 'erased')", 2, NotErased(version, 1)),
        // Everything else that an act commits to.
        ("UPDATE link SET kind = 'not-same'", 6, ActChanged),
        ("UPDATE link SET other = zeroblob(16)", 6, ActChanged),
        ("DELETE FROM link", 6, ActChanged),
        ("UPDATE event_version SET definition = replace(definition, 'Imperial', 'Empirial')", 1, ActChanged),
        ("UPDATE event SET code = 'x'", 1, ActChanged),
        ("UPDATE notice_version SET definition = replace(definition, 'may', 'must')", 1, Notice),
        // What the tables say of each other.
        ("UPDATE registration SET state = 'standing' WHERE row = 3", 4, State),
        ("UPDATE registration SET state = 'undone' WHERE row = 3", 4, State),
        ("UPDATE registration SET state = 'erased' WHERE row = 2", 3, State),
        ("UPDATE special_value SET pair = 'health.safety' WHERE registration = 2", 3, SpecialWithoutYes),
        (
            "UPDATE special_value SET consent = (SELECT id FROM consent_event WHERE said = 'no' AND registration = 2)
             WHERE registration = 2",
            3,
            SpecialWithoutYes,
        ),
        (
            "UPDATE special_value SET consent = (SELECT consent FROM special_value WHERE registration = 1)
             WHERE registration = 2",
            3,
            SpecialWithoutYes,
        ),
        ("INSERT INTO registration_search (rowid, terms) VALUES (-3, 'ann')", 4, SearchTerms),
        ("INSERT INTO registration_key VALUES (zeroblob(16), 2)", 3, LookupKeys),
        ("UPDATE registration_key_through SET registration = 2", 2, LookupKeys),
    ];
    for (change, act, what) in rows {
        assert_eq!(tampered(change), Break { act: Some(act), what }, "{change}");
    }
    let orphan = "INSERT INTO draft VALUES (zeroblob(16), zeroblob(16), 'alex', '', '')";
    assert_eq!(tampered(orphan), Break { act: None, what: Fault::Reference("draft".to_owned()) });
    let nobody = "INSERT INTO registration_search (rowid, terms) VALUES (-99, 'ann')";
    assert_eq!(tampered(nobody), Break { act: None, what: SearchTerms });
}

#[test]
fn r03_r11_what_the_program_itself_left_behind_is_found_too() {
    let diet = Question::Special(SpecialPair::DietCatering);
    let mut ledger = day();
    let no = ledger.parse(&adult(9, "Ann", "Lee").said(diet, Said::No)).answers()[0].clone();
    ledger.act(ActKind::Withdraw, |appending| answers::append(appending, 2, &no));
    assert_eq!(
        verify(&ledger.conn).unwrap(),
        Err(Break { act: Some(2), what: Fault::SpecialWithoutYes }),
        "one person"
    );

    let mut ledger = day();
    let mut record = encode(&ledger.parse(&adult(2, "Kit", "Hale")));
    record.age_band = Some("child".to_owned());
    record.guardian_name = Some("Robin Hale".to_owned());
    ledger.amend(2, 2, &record);
    ledger.write(|tx| Ok(tx.execute("DELETE FROM special_value", [])?));
    let found = Break { act: Some(3), what: Fault::ChildWithoutGuardian };
    assert_eq!(verify(&ledger.conn).unwrap(), Err(found.clone()));
    assert!(found.to_string().contains("without their guardian's Yes"));
}

#[test]
fn a_break_is_told_in_a_sentence_that_names_nobody() {
    let found = tampered("UPDATE registration_version SET email = 'eve@example.org' WHERE registration = 2");
    assert_eq!(
        found.to_string(),
        "The ledger was changed at act 3: its row 1, what was said with a registration, was changed. Keep this vault as \
         it is and tell the data protection officer."
    );
}

/// A day with a batch that one registration is in, as it was reserved: with its bases, or by a program that kept none (R21).
fn disclosed(bases: Option<u64>) -> Connection {
    let mut ledger = day();
    let sql = "INSERT INTO recipient (id, code, name, age_key, minisign_key, purposes, id_key, act)
               VALUES (1, 'office', 'Office', 'a', 'm', '[]', zeroblob(32), 1)";
    ledger.conn.execute(sql, []).unwrap();
    let event = ledger.event.id();
    let member = Disclosure { registration: 1, version: 1, columns: 3, purposes: 1, recordings: 0, stops: 0, bases };
    let new = NewBatch {
        id: BatchId(Uuid::from_u128(77)),
        recipient: 1,
        event,
        epoch: 1,
        sequence: 1,
        purposes: "[]",
        columns: "[]",
        created_at: now(),
        previous: None,
        file_name: "a.zip.age",
    };
    ledger.act(ActKind::CloseDay, |appending| batches::reserve(appending, &new, &[member]));
    ledger.conn
}

#[test]
fn r21_a_batch_from_before_bases_were_kept_still_holds_and_none_can_be_put_into_it() {
    for (bases, change) in [(None, "2"), (Some(2), "NULL"), (Some(2), "3"), (Some(0), "NULL")] {
        let conn = disclosed(bases);
        assert!(verify(&conn).unwrap().is_ok(), "{bases:?}");
        let change = format!("DROP TRIGGER disclosure_stays; UPDATE disclosure SET bases = {change}");
        conn.execute_batch(&change).unwrap();
        assert!(verify(&conn).unwrap().is_err(), "{bases:?}: {change}");
    }
}

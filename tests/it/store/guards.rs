//! What is appended stays: every change that is not allowed is refused by name (R13, R18).

use lanyard::domain::act_kind::ActKind;
use lanyard::domain::answer::Said;
use lanyard::domain::form::Field;
use lanyard::domain::purpose::{Channel, Question};
use lanyard::store::erase::Reason;
use lanyard::store::links::{self, LinkKind, NewLink};
use lanyard::store::notice_translations;
use uuid::Uuid;

use super::fixtures::{Ledger, adult, visitor};

/// Registration 1 stands, 2 is erased, and the two were linked.
fn ledger() -> Ledger {
    let mut ledger = Ledger::new();
    for number in [1, 2] {
        let form = adult(number, "Ann", "Lee").with(Field::Email, "ann@example.org");
        ledger.register(&form.said(Question::News(Channel::Email), Said::No));
    }
    let (one, other) = (visitor(1), visitor(2));
    let link = NewLink { id: Uuid::from_u128(5), kind: LinkKind::Same, one, other, reverses: None };
    ledger.act(ActKind::Link, |appending| links::append(appending, &link));
    ledger.erase(2, Reason::Erased);
    let (event, notice) = (ledger.event.id(), ledger.event.notice().clone());
    let of = notice.hash();
    let welsh = lanyard::domain::notice::NoticeVersion { language: "cy".into(), ..notice };
    ledger.act(ActKind::TranslateNotice, |appending| notice_translations::append(appending, event, of, &welsh));
    ledger
        .conn
        .execute_batch(
            "PRAGMA foreign_keys = OFF;
             INSERT INTO disclosure (batch, registration, version, columns, purposes, recordings, stops) VALUES (1, 1, 1, 1, 1, 0, 0);
             PRAGMA foreign_keys = ON;",
        )
        .unwrap();
    ledger
}

#[test]
fn r13_every_forbidden_change_is_refused_by_name() {
    let ledger = ledger();
    let rows = [
        ("UPDATE act SET staff = 'eve'", "the audit log is append-only"),
        ("DELETE FROM act", "the audit log is append-only"),
        ("UPDATE notice_version SET definition = ''", "a notice version is never changed"),
        ("DELETE FROM notice_version", "a notice version is never removed"),
        ("UPDATE event SET code = 'x'", "an event keeps its id and code"),
        ("DELETE FROM event", "an event is never removed"),
        ("UPDATE event_version SET definition = ''", "an event's settings are versioned"),
        ("DELETE FROM event_version", "an event's settings are versioned"),
        ("UPDATE statement SET text = 'x'", "the words of a question are never changed"),
        ("DELETE FROM statement", "the words of a question are never removed"),
        ("UPDATE registration SET visitor = zeroblob(16)", "a registration's row is never edited"),
        ("UPDATE registration SET reference = 'x'", "a registration's row is never edited"),
        ("UPDATE registration SET local_day = '2020-01-01'", "a registration's row is never edited"),
        ("DELETE FROM registration", "a registration is never removed on its own"),
        ("UPDATE link SET kind = 'not-same'", "links are append-only"),
        ("DELETE FROM link", "links are append-only"),
        ("UPDATE tombstone SET reason = 'purged'", "a tombstone stays"),
        ("DELETE FROM tombstone", "a tombstone stays"),
        ("UPDATE disclosure SET columns = 0", "disclosures are append-only"),
        ("DELETE FROM disclosure", "disclosures are append-only"),
        ("UPDATE consent_event SET said = 'yes' WHERE registration = 1", "the consent ledger is append-only"),
        ("UPDATE consent_event SET said = NULL WHERE registration = 1", "the consent ledger is append-only"),
        ("UPDATE consent_event SET said = 'yes' WHERE registration = 2", "the consent ledger is append-only"),
        ("UPDATE consent_event SET commitment = zeroblob(32)", "the consent ledger is append-only"),
        ("DELETE FROM consent_event", "the consent ledger is append-only"),
        ("UPDATE registration_version SET email = 'x' WHERE registration = 1", "what was said is never edited"),
        ("UPDATE registration_version SET email = NULL WHERE registration = 1", "what was said is never edited"),
        ("UPDATE registration_version SET email = 'x' WHERE registration = 2", "what was said is never edited"),
        ("UPDATE registration_version SET act = 1 WHERE registration = 2", "what was said is never edited"),
        ("DELETE FROM registration_version", "what was said is never removed"),
        ("UPDATE notice_translation SET language = 'fr'", "what was published is never edited"),
        ("DELETE FROM notice_translation", "what was published is never removed"),
        // Of another version, twice in one language, or in the version's own.
        (
            "INSERT INTO notice_version SELECT zeroblob(32), json_set(definition, '$.version', '2'), act FROM notice_version LIMIT 1;
             INSERT INTO notice_translation
                 SELECT 9, event, notice, zeroblob(32), language, act, ordinal FROM notice_translation",
            "a translation is of the same version, in another language",
        ),
        (
            "INSERT INTO notice_translation SELECT 9, event, notice, translation, language, act, ordinal FROM notice_translation",
            "UNIQUE constraint failed",
        ),
        (
            "INSERT INTO notice_translation SELECT 9, event, notice, translation, 'EN', act, ordinal FROM notice_translation",
            "a translation is of the same version, in another language",
        ),
        // What replaces a row takes it away.
        ("INSERT OR REPLACE INTO act SELECT * FROM act WHERE sequence = 2", "the audit log is append-only"),
        ("INSERT OR REPLACE INTO link SELECT * FROM link", "links are append-only"),
        ("INSERT OR REPLACE INTO tombstone SELECT * FROM tombstone", "a tombstone stays"),
        ("INSERT OR REPLACE INTO disclosure SELECT * FROM disclosure", "disclosures are append-only"),
        ("INSERT OR REPLACE INTO notice_version SELECT * FROM notice_version", "a notice version is never removed"),
        ("INSERT OR REPLACE INTO registration SELECT * FROM registration", "a registration is never removed"),
    ];
    for (change, refusal) in rows {
        let error = ledger.conn.execute_batch(change).expect_err(change).to_string();
        assert!(error.contains(refusal), "{change}: {error}");
    }
}

#[test]
fn r18_erasing_takes_a_tombstone_and_leaves_nothing_but_ids_and_commitments() {
    let ledger = ledger();
    let said: i64 = ledger
        .conn
        .query_row("SELECT count(*) FROM consent_event WHERE registration = 2 AND said IS NOT NULL", [], |r| r.get(0))
        .unwrap();
    let names: Option<String> = ledger
        .conn
        .query_row("SELECT full_name FROM registration_version WHERE registration = 2", [], |r| r.get(0))
        .unwrap();
    assert_eq!((said, names), (0, None));
}

#[test]
fn an_act_that_was_never_written_takes_its_rows_with_it() {
    let mut ledger = Ledger::new();
    let tx = ledger.conn.transaction().unwrap();
    let mut appending = lanyard::store::act::begin(&tx).unwrap();
    let (one, other) = (visitor(1), visitor(2));
    let link = NewLink { id: Uuid::from_u128(5), kind: LinkKind::Same, one, other, reverses: None };
    links::append(&mut appending, &link).unwrap();
    drop(appending);
    assert!(tx.commit().unwrap_err().to_string().contains("FOREIGN KEY"));
}

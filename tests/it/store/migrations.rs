//! A database of any version becomes the same as one that is made today.

use lanyard::domain::ids::EventId;
use lanyard::store::search::{self, Scope};
use lanyard::store::verify::verify;
use lanyard::store::{MIGRATIONS, answers, registrations};
use rusqlite::Connection;
use uuid::Uuid;

/// The SQL of every version, as it was when it was released. Never edited once released.
const FROZEN: &[&str] = &[
    include_str!("../../data/schema/v1.sql"),
    include_str!("../../data/schema/v2.sql"),
    include_str!("../../data/schema/v3.sql"),
    include_str!("../../data/schema/v4.sql"),
    include_str!("../../data/schema/v5.sql"),
    include_str!("../../data/schema/v6.sql"),
    include_str!("../../data/schema/v7.sql"),
    include_str!("../../data/schema/v8.sql"),
];

fn schema(scripts: &[&str]) -> Vec<(String, String, String, Option<String>)> {
    let conn = Connection::open_in_memory().unwrap();
    scripts.iter().for_each(|script| conn.execute_batch(script).unwrap());
    let mut statement =
        conn.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
    rows.unwrap().map(Result::unwrap).collect()
}

#[test]
fn every_released_version_becomes_the_newest() {
    let newest = schema(MIGRATIONS);
    assert!(newest.len() > 40, "{}", newest.len());
    assert_eq!(FROZEN.len(), MIGRATIONS.len(), "freeze a copy of the new script in tests/data/schema");
    for version in 1..=FROZEN.len() {
        let scripts = [&FROZEN[..version], &MIGRATIONS[version..]].concat();
        assert!(schema(&scripts) == newest, "from version {version}");
    }
}

/// What the program wrote when version 1 was the newest: four visitors of one event, two of them linked as one person, one
/// corrected, one erased. Without a key, as only a test has it.
#[test]
fn what_an_earlier_version_wrote_is_read_proven_and_found_by_this_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("v1.db");
    std::fs::write(&file, include_bytes!("../../data/schema/v1.db")).unwrap();
    let conn = Connection::open(&file).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;").unwrap();
    let before = last_act(&conn);
    MIGRATIONS[1..].iter().for_each(|script| conn.execute_batch(script).unwrap());
    let faults: i64 = conn.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).unwrap();
    assert_eq!((faults, sound(&conn).as_str()), (0, "ok"));
    let whole = verify(&conn).unwrap().unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!((whole.registrations, whole.answers, whole.head.sequence), (4, 12, before));
    let everyone = Scope { event: Some(EventId(Uuid::from_u128(1))), ..Scope::default() };
    let mut found = search::find(&conn, "lee", &everyone, 10).unwrap();
    found.sort_unstable();
    assert_eq!(found, [1, 2]);
    assert_eq!(search::find(&conn, "nunez", &everyone, 10).unwrap(), [4]);
    assert!(search::find(&conn, "grace", &everyone, 10).unwrap().is_empty(), "erased");
    let newest = registrations::newest(&conn, 1).unwrap();
    let record = newest.record.unwrap();
    assert_eq!((newest.version, record.given_name.as_deref(), record.email), (2, Some("Anne"), None));
    assert_eq!(answers::of_registration(&conn, 1).unwrap().len(), 3);
    assert_eq!(answers::special(&conn, 1).unwrap()[0].value, "halal");
}

/// The number of the last act, as the first version kept it.
fn last_act(conn: &Connection) -> u64 {
    let last: i64 = conn.query_row("SELECT max(sequence) FROM act", [], |row| row.get(0)).unwrap();
    last.cast_unsigned()
}

fn sound(conn: &Connection) -> String {
    conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap()
}

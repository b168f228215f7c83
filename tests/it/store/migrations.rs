//! A database of any version becomes the same as one that is made today.

use lanyard::store::MIGRATIONS;
use rusqlite::Connection;

/// The SQL of every version, as it was when it was released. Never edited once released.
const FROZEN: &[&str] = &[
    include_str!("../../data/schema/v1.sql"),
    include_str!("../../data/schema/v2.sql"),
    include_str!("../../data/schema/v3.sql"),
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

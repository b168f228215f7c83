//! Tests of `store`: the schema, its migrations, and what erasing leaves behind.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so and stops")]

use lanyard::desk::Desk;
use lanyard::store::MIGRATIONS;
use rusqlite::Connection;

use crate::desk::scene::Scene;

/// The SQL of every released version, as it was.
const FROZEN: &[&str] = &[include_str!("../../data/schema/v1.sql")];

fn schema(scripts: &[&str]) -> Vec<(String, String)> {
    let conn = Connection::open_in_memory().unwrap();
    for script in scripts {
        conn.execute_batch(script).unwrap();
    }
    let mut statement = conn.prepare("SELECT name, coalesce(sql, '') FROM sqlite_schema ORDER BY name").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn migrations_from_every_released_version_end_in_the_same_schema() {
    let fresh = schema(MIGRATIONS);
    assert!(fresh.len() > 30);
    for version in 0..=FROZEN.len() {
        let replayed: Vec<_> = FROZEN[..version].iter().chain(&MIGRATIONS[version..]).copied().collect();
        assert_eq!(schema(&replayed), fresh, "from version {version}");
    }
}

/// Whether any value of any table, the index's own blocks among them, holds the needle.
fn holds(desk: &Desk, needle: &str) -> bool {
    let conn = desk.vault().conn().unwrap();
    let mut names = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
    let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    names.iter().any(|table| {
        let mut statement = conn.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                use rusqlite::types::ValueRef::{Blob, Text};
                let (Text(bytes) | Blob(bytes)) = row.get_ref(column).unwrap() else { continue };
                let text = String::from_utf8_lossy(bytes).to_lowercase();
                if text.contains(needle) {
                    return true;
                }
            }
        }
        false
    })
}

#[test]
fn r18_what_is_undone_leaves_the_tables_and_the_search_index() {
    let mut scene = Scene::new();
    let list = "given_name,family_name,date_of_birth,email,consent_special_dietary,dietary_requirements,asked_how\n\
                Zqxjkv,Wvbnm,1990-01-01,qqzzxx@example.org,yes,Yyxxzz,out loud\n\
                Ann,Lee,1990-01-01,,,,out loud\n";
    let (kept, _) = scene.register(list);
    let needles = ["zqxjkv", "wvbnm", "qqzzxx", "yyxxzz"];
    assert!(needles.iter().all(|needle| holds(&scene.desk, needle)), "or this test could not fail");
    let id = scene.desk.by_reference(&kept[0].1).unwrap().id;
    scene.desk.undo(id).unwrap();
    for needle in needles {
        assert!(!holds(&scene.desk, needle), "{needle} is still there");
    }
    assert_eq!(scene.desk.find(&scene.event, "lee", 10).unwrap().len(), 1);
}

#[test]
fn what_was_appended_cannot_be_changed_or_removed() {
    let mut scene = Scene::new();
    let (kept, _) = scene.register(
        "given_name,date_of_birth,email,consent_marketing_email,asked_how\nAnn,1990-01-01,a@example.org,yes,out loud\n",
    );
    assert_eq!(kept.len(), 1);
    let conn = scene.desk.vault().conn().unwrap();
    let forbidden = [
        "UPDATE act SET details = '{}'",
        "DELETE FROM act",
        "UPDATE consent_event SET said = 'no'",
        "UPDATE consent_event SET salt = NULL",
        "DELETE FROM consent_event",
        "UPDATE registration_version SET email = NULL",
        "DELETE FROM registration_version",
        "UPDATE notice_version SET definition = '{}'",
        "DELETE FROM notice_version",
        "UPDATE event_version SET definition = '{}'",
        "DELETE FROM event_version",
        "UPDATE statement SET text = 'May we?'",
    ];
    for sql in forbidden {
        let refused = conn.execute(sql, []).unwrap_err().to_string();
        let named = ["append-only", "never", "versioned"].iter().any(|word| refused.contains(word));
        assert!(named, "{sql}: {refused}");
    }
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

//! What is undone at the desk is gone from every table, the search index's own among them (R18).

use lanyard::desk::Desk;

use crate::desk::scene::Scene;

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

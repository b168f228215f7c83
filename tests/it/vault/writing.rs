//! Writes: acknowledged only when they are on the disk.

use std::fs;

use lanyard::vault::{Cause, WriteError};

use super::{Scene, add_rows, rows};

#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("no")]
    No,
    #[error("the database said no")]
    Sql(#[from] rusqlite::Error),
}

#[test]
fn r22_an_acknowledged_row_is_in_the_database_and_not_in_the_log() {
    let scene = Scene::with_sam();
    let mut vault = scene.open();
    for id in 200..210 {
        add_rows(&mut vault, id..id + 1);
        assert_eq!(fs::metadata(scene.file("desk.db-wal")).unwrap().len(), 0);
    }
    // What is on the disk now, without the log, is everything.
    let copy = scene.folder.join("copy");
    super::copy_tree(&scene.dir(), &copy);
    drop(vault);
    fs::remove_dir_all(scene.dir()).unwrap();
    fs::rename(copy, scene.dir()).unwrap();
    assert_eq!(rows(&scene.open()), 210);
}

#[test]
fn r22_room_that_was_made_in_the_log_is_taken_for_no_log() {
    let scene = Scene::with_sam();
    let mut vault = scene.open();
    vault.make_room();
    let log = scene.file("desk.db-wal");
    let room = fs::read(&log).unwrap();
    assert!(!room.is_empty() && room.iter().all(|byte| *byte == 0));
    // Made once, and written over by what comes next, which empties the log as ever.
    vault.make_room();
    assert_eq!(fs::read(&log).unwrap(), room);
    add_rows(&mut vault, 200..201);
    assert_eq!(fs::metadata(&log).unwrap().len(), 0);
    assert!(vault.check().unwrap().is_clean());

    // Cut off while there was room: nothing was being written, so there is nothing to say.
    vault.make_room();
    let copy = scene.folder.join("copy");
    super::copy_tree(&scene.dir(), &copy);
    drop(vault);
    assert!(!log.exists(), "closing leaves none");
    fs::remove_dir_all(scene.dir()).unwrap();
    fs::rename(copy, scene.dir()).unwrap();
    assert_eq!(fs::read(&log).unwrap(), room);
    let mut vault = scene.open();
    assert_eq!((rows(&vault), vault.notices()), (201, &[][..]));
    assert_eq!(fs::metadata(&log).unwrap().len(), 0);
    add_rows(&mut vault, 201..202);
    assert!(vault.check().unwrap().is_clean());
}

#[test]
fn a_refusal_leaves_nothing_behind_and_the_vault_goes_on() {
    let scene = Scene::new();
    let mut vault = scene.open();
    let refused = vault.write(
        |tx| {
            tx.execute("INSERT INTO visitor VALUES (1, 'x')", [])?;
            Err::<(), _>(Refusal::No)
        },
        |_| Ok(true),
    );
    assert!(matches!(refused, Err(WriteError::Refused(Refusal::No))));
    assert_eq!(rows(&vault), 0);
    add_rows(&mut vault, 1..2);
    let twice = vault.write(
        |tx| {
            tx.execute("INSERT INTO visitor VALUES (1, 'x')", [])?;
            Ok::<_, Refusal>(())
        },
        |_| Ok(true),
    );
    assert!(matches!(twice, Err(WriteError::Refused(Refusal::Sql(_)))), "a broken constraint is a refusal");
    assert_eq!(rows(&vault), 1);
}

#[test]
fn a_full_database_is_not_saved_and_says_what_to_do() {
    let scene = Scene::with_sam();
    let mut vault = scene.open();
    let pages: i64 = vault.conn().unwrap().pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    vault.conn().unwrap().pragma_update(None, "max_page_count", pages).unwrap();
    let insert = |tx: &rusqlite::Transaction<'_>| {
        for id in 1000..1200 {
            tx.execute("INSERT INTO visitor VALUES (?1, ?2)", (id, "y".repeat(500)))?;
        }
        Ok::<_, Refusal>(())
    };
    let landed = |conn: &rusqlite::Connection| {
        conn.query_row("SELECT count(*) FROM visitor WHERE id = 1199", [], |row| row.get(0))
    };
    let error = vault.write(insert, landed).unwrap_err();
    assert!(matches!(error, WriteError::NotSaved { cause: Cause::DiskFull }), "{error:?}");
    assert!(error.to_string().starts_with("This was not saved. The disk is full"), "{error}");
    assert_eq!(rows(&vault), 200);
    // The connection was opened anew, with its own limits: what was not saved is saved when it is tried again.
    vault.write(insert, landed).unwrap();
    assert_eq!(rows(&vault), 400);
    assert!(vault.check().unwrap().is_clean());
}

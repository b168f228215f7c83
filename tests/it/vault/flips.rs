//! One flipped bit, anywhere: harmless, repaired, or reported by name; and no acknowledged row lost in silence.

use std::fs;
use std::path::Path;

use super::{ALEX, Scene, add_rows, copy_tree, flip, rows};
use crate::support::scratch::Folder;

/// Spread over the whole file, the same at every run.
fn bits(length: u64, count: u64) -> impl Iterator<Item = u64> {
    let bits = length * 8;
    (0..count).map(move |i| (i * 2_654_435_761 + 97 * i) % bits)
}

fn with_copy(sound: &Scene, work: impl FnOnce(&Scene)) {
    let scene = Scene { folder: Folder::new(), env: sound.env.clone(), code: sound.code.clone() };
    copy_tree(&sound.dir(), &scene.dir());
    work(&scene);
}

fn length(path: &Path) -> u64 {
    fs::metadata(path).unwrap().len()
}

#[test]
fn a_hundred_flips_over_the_database_are_harmless_or_found() {
    let sound = Scene::with_sam();
    let length = length(&sound.file("desk.db"));
    // Sixty anywhere, twenty in the first page, and twenty in the salt.
    let flips = bits(length, 60).chain(bits(4096, 20)).chain((0..20).map(|i| i * 6 + 1));
    let (mut harmless, mut named, mut found) = (0, 0, 0);
    for bit in flips {
        with_copy(&sound, |scene| {
            flip(&scene.file("desk.db"), bit);
            match scene.open_as("alex", ALEX) {
                Err(_) => {
                    scene.refused("alex", ALEX);
                    named += 1;
                }
                Ok(vault) => {
                    let clean = vault.check().is_ok_and(|report| report.is_clean());
                    if clean {
                        assert_eq!(rows(&vault), 200, "bit {bit}: a row is lost in silence");
                        assert!(bit < 128, "bit {bit} is outside the salt and was not found");
                        harmless += 1;
                    } else {
                        found += 1;
                    }
                }
            }
        });
    }
    assert!(harmless >= 20 && named >= 19 && found > 40, "{harmless} {named} {found}");
}

#[test]
fn a_flipped_salt_heals_when_the_first_page_is_written() {
    let scene = Scene::with_sam();
    let salt = fs::read(scene.file("desk.db")).unwrap()[..16].to_vec();
    flip(&scene.file("desk.db"), 77);
    let mut vault = scene.open();
    vault.write(|tx| tx.execute_batch("CREATE TABLE more (x)"), |_| Ok(true)).unwrap();
    drop(vault);
    assert_eq!(fs::read(scene.file("desk.db")).unwrap()[..16], salt);
}

#[test]
fn a_hundred_flips_over_the_key_files_are_repaired() {
    let sound = Scene::with_sam();
    let files = ["desk.key.age", "desk.key.age.bak", "keys/alex.age", "keys/alex.age.bak"];
    for file in files {
        let whole = fs::read(sound.file(file)).unwrap();
        for bit in bits(length(&sound.file(file)), 25) {
            flip(&sound.file(file), bit);
            let vault = sound.open();
            assert_eq!((vault.notices().len(), rows(&vault)), (1, 200), "{file}, bit {bit}: {:?}", vault.notices());
            assert_eq!(fs::read(sound.file(file)).unwrap(), whole, "{file}, bit {bit}");
        }
    }
    assert_eq!(sound.open().notices(), []);
}

/// A vault as `kill -9` leaves it in the middle of a transaction that spilled into the log, before any of it was
/// acknowledged.
fn caught_in_mid_transaction(commit: bool) -> Scene {
    let scene = Scene::with_sam();
    let caught = Folder::new();
    let mut vault = scene.open();
    // So that pages go to the log before the commit does.
    vault.conn().unwrap().pragma_update(None, "cache_size", 4).unwrap();
    let work = |tx: &rusqlite::Transaction<'_>| {
        for id in 1000..1300 {
            tx.execute("INSERT INTO visitor VALUES (?1, ?2)", (id, "z".repeat(300)))?;
        }
        tx.execute("DELETE FROM visitor WHERE id = 1000", [])?;
        if commit {
            tx.execute_batch("COMMIT; BEGIN")?;
        }
        copy_tree(&scene.dir(), &caught.join("vault"));
        Ok::<_, rusqlite::Error>(())
    };
    vault.write(work, |_| Ok(true)).unwrap();
    drop(vault);
    Scene { folder: caught, env: scene.env.clone(), code: scene.code.clone() }
}

#[test]
fn a_hundred_flips_over_a_log_lose_nothing_that_was_acknowledged() {
    for (commit, both) in [(false, [200, 200]), (true, [200, 499])] {
        let sound = caught_in_mid_transaction(commit);
        let log = length(&sound.file("desk.db-wal"));
        assert!(log > 100_000, "the log is {log} bytes long");
        with_copy(&sound, |scene| assert_eq!(rows(&scene.open()), both[1]));
        for bit in bits(log, 50) {
            with_copy(&sound, |scene| {
                flip(&scene.file("desk.db-wal"), bit);
                match scene.open_as("alex", ALEX) {
                    Err(_) => _ = scene.refused("alex", ALEX),
                    Ok(mut vault) => {
                        assert!(both.contains(&rows(&vault)), "bit {bit}: {} rows", rows(&vault));
                        assert!(vault.check().unwrap().is_clean(), "bit {bit}");
                        add_rows(&mut vault, 200..210);
                        drop(vault);
                        assert!([210, 509].contains(&rows(&scene.open())));
                    }
                }
            });
        }
    }
}

#[test]
fn a_log_damaged_in_mid_checkpoint_is_found() {
    let sound = caught_in_mid_transaction(true);
    // The state of a kill while the log was being moved: some pages of the database are the new ones already.
    let done = Folder::new();
    copy_tree(&sound.dir(), &done.join("vault"));
    let done = Scene { folder: done, env: sound.env.clone(), code: sound.code.clone() };
    drop(done.open());
    let (old, new) = (fs::read(sound.file("desk.db")).unwrap(), fs::read(done.file("desk.db")).unwrap());
    let mut named = 0;
    for (i, bit) in bits(length(&sound.file("desk.db-wal")), 30).enumerate() {
        with_copy(&sound, |scene| {
            let mut half = old.clone();
            half.resize(new.len(), 0);
            for page in (0..new.len() / 4096).filter(|page| page % 3 == i % 3 || page * 4096 >= old.len()) {
                half[page * 4096..(page + 1) * 4096].copy_from_slice(&new[page * 4096..(page + 1) * 4096]);
            }
            fs::write(scene.file("desk.db"), half).unwrap();
            flip(&scene.file("desk.db-wal"), bit);
            match scene.open_as("alex", ALEX) {
                Err(_) => {
                    scene.refused("alex", ALEX);
                    named += 1;
                }
                Ok(vault) => assert!([200, 499].contains(&rows(&vault)), "bit {bit}: {}", rows(&vault)),
            }
        });
    }
    assert!(named > 0);
}

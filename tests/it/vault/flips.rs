//! One flipped bit, anywhere: harmless, repaired, or reported by name; and no acknowledged row lost in silence.

use std::fs;
use std::path::Path;

use lanyard::vault::{Notice, VaultError};

use super::{ALEX, SAM, Scene, add_rows, copy_tree, flip, rows};
use crate::support::scratch::Folder;

/// Spread over the whole file, the same at every run.
pub(crate) fn bits(length: u64, count: u64) -> impl Iterator<Item = u64> {
    let bits = length * 8;
    (0..count).map(move |i| (i * 2_654_435_761 + 97 * i) % bits)
}

fn with_copy(sound: &Scene, work: impl FnOnce(&Scene)) {
    let scene = Scene { folder: Folder::new(), env: sound.env.clone(), code: sound.code.clone() };
    copy_tree(&sound.dir(), &scene.dir());
    work(&scene);
}

/// The error says that something is damaged, and does not take it for a wrong passphrase or another vault's file.
fn names_the_damage(error: &VaultError) {
    let damage = matches!(error, VaultError::WrongKeyOrDamaged | VaultError::DamagedPage | VaultError::KeyFileDamaged);
    assert!(damage, "{error:?}");
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
                    names_the_damage(&scene.refused("alex", ALEX));
                    named += 1;
                }
                Ok(vault) => {
                    let report = vault.check().unwrap();
                    if report.is_clean() {
                        assert_eq!(rows(&vault), 200, "bit {bit}: a row is lost in silence");
                        assert!(bit < 128, "bit {bit} is outside the salt and was not found");
                        harmless += 1;
                    } else {
                        assert!(!report.pages.is_empty(), "bit {bit}: {report:?}");
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
fn a_hundred_flips_over_each_key_file_in_use_are_repaired() {
    let sound = Scene::with_sam();
    for file in ["desk.key.age", "desk.key.age.bak", "keys/alex.age", "keys/alex.age.bak"] {
        let whole = fs::read(sound.file(file)).unwrap();
        for bit in bits(length(&sound.file(file)), 100) {
            flip(&sound.file(file), bit);
            let vault = sound.open();
            assert_eq!(vault.notices(), [Notice::KeyFileRepaired { file: file.to_owned() }], "{file}, bit {bit}");
            assert_eq!(rows(&vault), 200);
            assert_eq!(fs::read(sound.file(file)).unwrap(), whole, "{file}, bit {bit}");
        }
    }
    assert_eq!(sound.open().notices(), []);
}

#[test]
fn a_hundred_flips_over_somebody_elses_key_file_are_harmless_until_they_open_and_repair_it() {
    let sound = Scene::with_sam();
    let code = sound.code.reveal().to_owned();
    for (name, secret) in [("sam", SAM), ("recovery", &code)] {
        for file in [format!("keys/{name}.age"), format!("keys/{name}.age.bak")] {
            let whole = fs::read(sound.file(&file)).unwrap();
            for bit in bits(length(&sound.file(&file)), 100) {
                flip(&sound.file(&file), bit);
                let vault = sound.open();
                assert_eq!((vault.notices(), rows(&vault)), (&[][..], 200), "{file}, bit {bit}");
                drop(vault);
                let theirs = sound.open_as(name, secret).unwrap();
                assert_eq!(theirs.notices(), [Notice::KeyFileRepaired { file: file.clone() }], "{file}, bit {bit}");
                drop(theirs);
                assert_eq!(fs::read(sound.file(&file)).unwrap(), whole, "{file}, bit {bit}");
            }
        }
    }
}

#[test]
fn a_hundred_flips_over_both_copies_of_a_key_file_are_reported() {
    let sound = Scene::with_sam();
    for file in ["desk.key.age", "keys/alex.age"] {
        let copies = [file.to_owned(), format!("{file}.bak")];
        let whole = copies.clone().map(|copy| fs::read(sound.file(&copy)).unwrap());
        let length = length(&sound.file(file));
        let mut damaged = 0;
        for (first, second) in bits(length, 100).zip(bits(length, 101).skip(1)) {
            flip(&sound.file(&copies[0]), first);
            flip(&sound.file(&copies[1]), second);
            match sound.refused("alex", ALEX) {
                VaultError::KeyFileDamaged => damaged += 1,
                // In the part that is made with somebody's key, a flipped bit looks like another key's.
                VaultError::NotAReader if file == "desk.key.age" => {}
                VaultError::WrongPassphrase(_) if file == "keys/alex.age" => {}
                other => panic!("{file}, bits {first} and {second}: {other:?}"),
            }
            for (copy, whole) in copies.iter().zip(&whole) {
                fs::write(sound.file(copy), whole).unwrap();
            }
        }
        assert!(damaged > 0, "{file}");
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
    // What was not committed goes; what was is not acknowledged yet, and may go from the flip on.
    for (commit, sound_rows) in [(false, 200), (true, 499)] {
        let sound = caught_in_mid_transaction(commit);
        let log = length(&sound.file("desk.db-wal"));
        assert!(log > 100_000, "the log is {log} bytes long");
        with_copy(&sound, |scene| assert_eq!(rows(&scene.open()), sound_rows));
        let (mut harmless, mut not_there) = (0, 0);
        for bit in bits(log, 100) {
            with_copy(&sound, |scene| {
                flip(&scene.file("desk.db-wal"), bit);
                let mut vault = scene.open();
                assert_eq!(vault.notices(), [Notice::CutOff], "bit {bit}");
                match rows(&vault) {
                    found if found == sound_rows => harmless += 1,
                    200 => not_there += 1,
                    other => panic!("bit {bit}: {other} rows"),
                }
                let acknowledged = "SELECT count(*) FROM visitor WHERE id < 200";
                let acknowledged: i64 = vault.conn().unwrap().query_row(acknowledged, [], |row| row.get(0)).unwrap();
                assert_eq!(acknowledged, 200, "bit {bit}");
                assert!(vault.check().unwrap().is_clean(), "bit {bit}");
                let before = rows(&vault);
                add_rows(&mut vault, 200..210);
                drop(vault);
                assert_eq!(rows(&scene.open()), before + 10);
            });
        }
        assert_eq!((harmless + not_there, not_there > 0), (100, commit), "{harmless} {not_there}");
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
                    names_the_damage(&scene.refused("alex", ALEX));
                    named += 1;
                }
                Ok(vault) => {
                    assert!([200, 499].contains(&rows(&vault)), "bit {bit}: {}", rows(&vault));
                    assert!(vault.check().unwrap().is_clean(), "bit {bit}");
                }
            }
        });
    }
    assert!(named > 0);
}

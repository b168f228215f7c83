//! Restoring a backup: the present vault is set aside, never lost.

use std::fs;

use lanyard::domain::staff::Role;
use lanyard::vault::{Frozen, Notice, Passphrase, VaultError};

use super::{ALEX, SAM, Scene, add_rows, copy_tree, flip, handle, person, rows};

/// A vault with a backup of 200 rows on a stick, and 300 rows now.
fn with_backup() -> (Scene, std::path::PathBuf) {
    let scene = Scene::with_sam();
    let mut vault = scene.open();
    let backup = vault.backup_to(&scene.folder.join("stick")).unwrap();
    add_rows(&mut vault, 200..300);
    drop(vault);
    (scene, backup.path)
}

#[test]
fn a_backup_comes_back_and_the_present_vault_stays_readable() {
    let (scene, backup) = with_backup();
    let before = crate::support::scratch::hash_tree(&backup);
    let restored = scene.restore(&backup, ("alex", ALEX)).unwrap();
    assert_eq!(rows(&restored.vault), 200);
    assert_eq!((restored.vault.generation(), restored.vault.notices()), (2, &[][..]));
    assert!(restored.vault.check().unwrap().is_clean());
    let aside = restored.set_aside.unwrap();
    assert_eq!(restored.vault.set_asides().unwrap(), std::slice::from_ref(&aside));
    let frozen = Frozen::open(&aside.path, &handle("alex"), &Passphrase::given(ALEX)).unwrap();
    let found: i64 = frozen.conn().query_row("SELECT count(*) FROM visitor", [], |row| row.get(0)).unwrap();
    assert_eq!((found, frozen.generation()), (300, 1));
    drop(frozen);
    drop(restored.vault);
    assert_eq!(before, crate::support::scratch::hash_tree(&backup), "the backup is as it was");
    let mut vault = scene.open_as("sam", SAM).unwrap();
    assert_eq!((rows(&vault), vault.notices()), (200, &[][..]));
    vault.discard(&aside).unwrap();
    assert_eq!(vault.set_asides().unwrap(), []);
    assert!(!scene.file("restoring").exists() && !scene.file("restore.json").exists());
}

#[test]
fn a_backup_does_not_bring_a_removed_person_back() {
    let (scene, backup) = with_backup();
    let mut vault = scene.open();
    vault.remove_reader(&handle("sam")).unwrap();
    vault.add_reader(&person("kim", "the phrase of kim", Role::Desk)).unwrap();
    drop(vault);
    // Sam has the old backup and the old passphrase, and still cannot put it in place.
    let before = scene.folder.hash_tree();
    assert!(matches!(scene.restore(&backup, ("sam", SAM)).unwrap_err(), VaultError::NoSuchReader(_)));
    assert_eq!(before, scene.folder.hash_tree());

    let restored = scene.restore(&backup, ("alex", ALEX)).unwrap();
    assert_eq!((rows(&restored.vault), restored.vault.generation()), (200, 3));
    assert_eq!(restored.vault.revoked_at(), 3, "Sam was a reader of the backup and is out");
    drop(restored);
    assert!(matches!(scene.refused("sam", SAM), VaultError::NoSuchReader(_)));
    assert_eq!(rows(&scene.open_as("kim", "the phrase of kim").unwrap()), 200);
}

#[test]
fn what_is_prepared_is_put_in_place_whole_and_an_error_leaves_the_present_vault() {
    let (scene, backup) = with_backup();
    let (alex, passphrase) = (handle("alex"), Passphrase::given(ALEX));
    let access = lanyard::vault::Access { handle: &alex, passphrase: &passphrase };
    let restore = |fail: bool| {
        lanyard::vault::restore(&backup, &scene.dir(), access, access, super::SCHEMA, &scene.env, |vault, present| {
            assert_eq!((rows(vault), vault.generation()), (200, 2), "the backup, under its new key");
            add_rows(vault, 500..501);
            let there = present.unwrap().conn();
            let found: i64 = there.query_row("SELECT count(*) FROM visitor", [], |row| row.get(0)).unwrap();
            assert_eq!(found, 300);
            if fail { Err(VaultError::NoRandomness) } else { Ok(()) }
        })
    };
    let before = scene.folder.hash_tree();
    assert!(matches!(restore(true).unwrap_err(), VaultError::NoRandomness));
    assert_eq!(before, scene.folder.hash_tree());
    assert_eq!(rows(&restore(false).unwrap().vault), 201);
}

#[test]
fn a_key_that_was_revoked_after_the_backup_stays_revoked() {
    let (scene, backup) = with_backup();
    let mut vault = scene.open();
    vault.add_reader(&person("kim", "the phrase of kim", Role::Desk)).unwrap();
    vault.remove_reader(&handle("kim")).unwrap();
    assert_eq!(vault.revoked_at(), 2);
    drop(vault);
    let restored = scene.restore(&backup, ("alex", ALEX)).unwrap();
    assert_eq!((restored.vault.generation(), restored.vault.revoked_at()), (3, 2), "Kim was in neither, but between");
}

#[test]
fn whoever_changed_their_passphrase_uses_both() {
    let (scene, backup) = with_backup();
    let new = Passphrase::given("an entirely new phrase");
    scene.open().change_passphrase(&handle("alex"), &new).unwrap();
    let before = scene.folder.hash_tree();
    assert!(matches!(scene.restore(&backup, ("alex", ALEX)).unwrap_err(), VaultError::WrongPassphrase(_)));
    let (alex, old) = (handle("alex"), Passphrase::given(ALEX));
    assert!(matches!(
        scene.restore(&backup, ("alex", "an entirely new phrase")).unwrap_err(),
        VaultError::WrongPassphrase(_)
    ));
    assert_eq!(before, scene.folder.hash_tree());
    let (past, present) = (
        lanyard::vault::Access { handle: &alex, passphrase: &old },
        lanyard::vault::Access { handle: &alex, passphrase: &new },
    );
    let restored = lanyard::vault::restore(
        &backup,
        &scene.dir(),
        past,
        present,
        super::SCHEMA,
        &scene.env,
        super::nothing_to_replay,
    )
    .unwrap();
    assert_eq!(rows(&restored.vault), 200);
    drop(restored);
    assert!(matches!(scene.refused("alex", ALEX), VaultError::WrongPassphrase(_)));
    assert_eq!(rows(&scene.open_as("alex", "an entirely new phrase").unwrap()), 200);
}

#[test]
fn a_ruined_vault_is_replaced_and_kept() {
    type Harm = fn(&Scene);
    let harms: [Harm; 5] = [
        |s| flip(&s.file("desk.db"), 8 * 1000),
        |s| fs::remove_file(s.file("desk.db")).unwrap(),
        |s| fs::remove_dir_all(s.file("keys")).unwrap(),
        |s| {
            fs::remove_file(s.file("desk.key.age")).unwrap();
            fs::remove_file(s.file("desk.key.age.bak")).unwrap();
        },
        |s| fs::write(s.file("desk.db"), vec![7; 50_000]).unwrap(),
    ];
    for (i, harm) in harms.into_iter().enumerate() {
        let (scene, backup) = with_backup();
        harm(&scene);
        let ruined = fs::read(scene.file("desk.db")).ok();
        let restored = scene.restore(&backup, ("alex", ALEX)).unwrap_or_else(|error| panic!("{i}: {error:?}"));
        assert_eq!(rows(&restored.vault), 200);
        assert!(restored.vault.notices().contains(&Notice::ReadersFromBackup));
        assert_eq!(restored.vault.generation(), 2, "what this computer remembers counts as seen");
        assert_eq!(fs::read(restored.set_aside.unwrap().path.join("desk.db")).ok(), ruined);
    }
}

#[test]
fn a_backup_makes_a_vault_in_an_empty_place() {
    let (scene, backup) = with_backup();
    fs::rename(scene.dir(), scene.folder.join("elsewhere")).unwrap();
    let restored = scene.restore(&backup, ("alex", ALEX)).unwrap();
    assert_eq!((rows(&restored.vault), restored.set_aside), (200, None));
    assert_eq!(restored.vault.notices(), []);
    assert_eq!(restored.vault.set_asides().unwrap(), []);
}

#[test]
fn a_backup_that_is_damaged_or_foreign_changes_nothing() {
    let (scene, backup) = with_backup();
    let other = Scene::seeded(8);
    let foreign = other.open().backup_to(&scene.folder.join("other stick")).unwrap().path;
    let before = scene.folder.hash_tree();
    assert!(matches!(scene.restore(&foreign, ("alex", ALEX)).unwrap_err(), VaultError::BackupOfAnother));
    assert_eq!(before, remembered_less(&scene, &before));
    assert!(matches!(scene.restore(&scene.folder.join("none"), ("alex", ALEX)).unwrap_err(), VaultError::NotABackup));
    let length = fs::metadata(backup.join("desk.db")).unwrap().len();
    for byte in [1000, length - 2000] {
        flip(&backup.join("desk.db"), byte * 8);
        let before = scene.folder.hash_tree();
        let error = scene.restore(&backup, ("alex", ALEX)).unwrap_err();
        assert!(matches!(error, VaultError::BackupDamaged), "{error:?}");
        assert_eq!(before, scene.folder.hash_tree());
        flip(&backup.join("desk.db"), byte * 8);
    }
    assert_eq!(rows(&scene.open()), 300);
    scene.restore(&backup, ("alex", ALEX)).unwrap();
}

/// The tree without notes about vaults that were not known before.
fn remembered_less(scene: &Scene, before: &crate::support::scratch::Tree) -> crate::support::scratch::Tree {
    let mut tree = scene.folder.hash_tree();
    tree.retain(|path, _| before.contains_key(path) || !path.starts_with("state"));
    tree
}

#[test]
fn an_open_vault_is_not_restored_over() {
    let (scene, backup) = with_backup();
    let vault = scene.open();
    assert!(matches!(scene.restore(&backup, ("alex", ALEX)).unwrap_err(), VaultError::InUse));
    assert_eq!(rows(&vault), 300);
}

/// Every state that a kill can leave between the steps of a swap, made by hand from the folder before and after it.
#[test]
fn a_swap_that_was_cut_off_is_finished_at_the_next_opening() {
    let (scene, backup) = with_backup();
    let before = scene.folder.join("before");
    copy_tree(&scene.dir(), &before);
    drop(scene.restore(&backup, ("alex", ALEX)).unwrap());
    let after = scene.folder.join("after");
    fs::rename(scene.dir(), &after).unwrap();
    let name = "before-restore-20261010T090000Z";
    let items = ["desk.db", "desk.key.age", "desk.key.age.bak", "keys"];

    for step in 0..=items.len() * 2 + 1 {
        _ = fs::remove_dir_all(scene.dir());
        copy_tree(&before, &scene.dir());
        fs::create_dir(scene.file("restoring")).unwrap();
        for item in items {
            take(&after, &scene.file("restoring"), item);
        }
        fs::write(scene.file("restore.json"), name).unwrap();
        if step > 0 {
            fs::create_dir(scene.file(name)).unwrap();
        }
        for (i, item) in items.iter().enumerate() {
            if step > 2 * i + 1 {
                fs::rename(scene.file(item), scene.file(name).join(item)).unwrap();
            }
            if step > 2 * i + 2 {
                fs::rename(scene.file("restoring").join(item), scene.file(item)).unwrap();
            }
        }
        let vault = scene.open();
        assert_eq!((rows(&vault), vault.generation()), (200, 2), "step {step}");
        assert_eq!(vault.notices(), [Notice::RestoreFinished { set_aside: name.to_owned() }]);
        let frozen = Frozen::open(&scene.file(name), &handle("alex"), &Passphrase::given(ALEX)).unwrap();
        assert_eq!(frozen.generation(), 1);
        drop((vault, frozen));
        assert_eq!(scene.open().notices(), []);
    }
}

fn take(from: &std::path::Path, to: &std::path::Path, item: &str) {
    if from.join(item).is_dir() {
        copy_tree(&from.join(item), &to.join(item));
    } else {
        fs::copy(from.join(item), to.join(item)).unwrap();
    }
}

#[test]
fn a_restore_that_was_cut_off_before_it_was_decided_is_undone() {
    let (scene, backup) = with_backup();
    copy_tree(&backup, &scene.file("restoring"));
    let vault = scene.open();
    assert_eq!((rows(&vault), vault.notices()), (300, &[Notice::RestoreUndone][..]));
    assert!(!scene.file("restoring").exists());
}

#[test]
fn a_restore_that_cannot_be_finished_goes_back() {
    let (scene, backup) = with_backup();
    // A file where the folder of what is set aside should be made: the clock of the scene goes on by a second each time.
    for second in 0..200 {
        let at =
            chrono::DateTime::parse_from_rfc3339("2026-10-10T08:00:00Z").unwrap() + chrono::TimeDelta::seconds(second);
        fs::write(scene.file(&at.format("before-restore-%Y%m%dT%H%M%SZ").to_string()), "in the way").unwrap();
    }
    let before = scene.folder.hash_tree();
    let error = scene.restore(&backup, ("alex", ALEX)).unwrap_err();
    assert!(matches!(error, VaultError::Io { .. }), "{error:?}");
    assert_eq!(before, scene.folder.hash_tree());
    assert_eq!(rows(&scene.open()), 300);
}

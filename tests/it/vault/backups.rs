//! Dated copies.

use std::fs;

use lanyard::vault::{Frozen, Notice, Passphrase, Vault, VaultError};

use super::{ALEX, SAM, SCHEMA, Scene, add_rows, handle, rows};

#[test]
fn a_backup_is_a_vault_of_its_own_with_its_true_date() {
    let scene = Scene::with_sam();
    let mut vault = scene.open();
    let first = vault.backup().unwrap();
    add_rows(&mut vault, 200..300);
    let second = vault.backup().unwrap();
    assert!(first.taken_at < second.taken_at);
    assert_eq!(vault.backups().unwrap(), [first.clone(), second.clone()]);
    assert_eq!(rows(&vault), 300);
    for (backup, expected) in [(first, 200), (second, 300)] {
        let copy = Frozen::open(&backup.path, &handle("sam"), &Passphrase::given(SAM)).unwrap();
        let found: i64 = copy.conn().query_row("SELECT count(*) FROM visitor", [], |row| row.get(0)).unwrap();
        assert_eq!(found, expected);
        copy.conn().execute("DELETE FROM visitor", []).unwrap_err();
        drop(copy);
        let before = crate::support::scratch::hash_tree(&backup.path);
        assert!(before.keys().all(|path| !path.to_string_lossy().contains("wal")), "{before:?}");
    }
}

#[test]
fn a_backup_goes_to_another_medium() {
    let scene = Scene::with_sam();
    let made = scene.open().backup_to(&scene.folder.join("stick")).unwrap();
    assert!(made.path.starts_with(scene.folder.join("stick")));
    let vault = Vault::open(&made.path, &handle("alex"), &Passphrase::given(ALEX), SCHEMA, &scene.env).unwrap();
    assert_eq!(rows(&vault), 200);
}

#[test]
fn r18_replacing_leaves_one_fresh_backup() {
    let scene = Scene::with_sam();
    let mut vault = scene.open();
    vault.backup().unwrap();
    vault.backup().unwrap();
    let made = vault.replace_backups().unwrap();
    assert_eq!(vault.backups().unwrap(), [made]);
    assert_eq!(fs::read_dir(scene.file("backups")).unwrap().count(), 1);
}

#[test]
fn after_a_removal_no_backup_opens_with_the_old_keys() {
    let scene = Scene::with_sam();
    let mut vault = scene.open();
    vault.backup().unwrap();
    vault.backup().unwrap();
    let change = vault.remove_reader(&handle("sam")).unwrap();
    assert!(change.backups_replaced);
    let backups = vault.backups().unwrap();
    assert_eq!(backups.len(), 1);
    drop(vault);
    let refused = Frozen::open(&backups[0].path, &handle("sam"), &Passphrase::given(SAM));
    assert!(matches!(refused.err().unwrap(), VaultError::NoSuchReader(_)));
    assert_eq!(Frozen::open(&backups[0].path, &handle("alex"), &Passphrase::given(ALEX)).unwrap().generation(), 2);
}

#[test]
fn a_removal_without_backups_makes_none() {
    let scene = Scene::with_sam();
    let mut vault = scene.open();
    assert!(vault.remove_reader(&handle("sam")).unwrap().backups_replaced);
    assert_eq!(vault.backups().unwrap(), []);
    assert_eq!(vault.notices(), []);
}

#[test]
fn a_damaged_vault_is_not_backed_up_over_a_good_backup() {
    let scene = Scene::with_sam();
    let good = scene.open().backup().unwrap();
    let length = fs::metadata(scene.file("desk.db")).unwrap().len();
    super::flip(&scene.file("desk.db"), (length - 2000) * 8);
    let mut vault = scene.open();
    assert!(matches!(vault.replace_backups(), Err(VaultError::BackupNotMade)));
    assert_eq!(vault.backups().unwrap(), [good]);
    assert_eq!(fs::read_dir(scene.file("backups")).unwrap().count(), 1, "nothing half made is left");
}

#[test]
fn backups_that_could_not_be_replaced_are_replaced_at_the_next_opening() {
    let scene = Scene::with_sam();
    let mut vault = scene.open();
    vault.backup().unwrap();
    let stuck = vault.backups().unwrap().remove(0).path;
    drop(vault);

    // Killed between the end of the change and the replacing: the flag is set, the old backup is there.
    let mut vault = scene.open();
    vault.write(|tx| tx.execute("UPDATE vault_identity SET backups_due = 1", []).map(drop), |_| Ok(true)).unwrap();
    drop(vault);
    let vault = scene.open();
    let backups = vault.backups().unwrap();
    assert_eq!(backups.len(), 1);
    assert!(!stuck.exists() && !vault.notices().contains(&Notice::BackupsNotReplaced));
}

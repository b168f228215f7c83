//! What a restore set aside opens for whoever opens the vault now, and for nobody else.

use std::fs;
use std::path::{Path, PathBuf};

use lanyard::domain::staff::Role;
use lanyard::vault::{Frozen, Notice, Passphrase, RECOVERY, VaultError};

use super::{ALEX, SAM, Scene, add_rows, handle, person, rows};

const NEW: &str = "an entirely new phrase";

/// A vault of 200 rows, restored, and the one of 300 that it replaced.
pub(super) fn with_set_aside() -> Scene {
    let scene = Scene::with_sam();
    let mut vault = scene.open();
    let backup = vault.backup_to(&scene.folder.join("stick")).unwrap();
    add_rows(&mut vault, 200..300);
    drop(vault);
    drop(scene.restore(&backup.path, ("alex", ALEX)).unwrap());
    scene
}

fn aside(scene: &Scene) -> PathBuf {
    scene.open().set_asides().unwrap().remove(0).path
}

/// How many rows somebody sees in it.
pub(super) fn seen(aside: &Path, by: &str, passphrase: &str) -> Result<i64, VaultError> {
    let frozen = Frozen::open(aside, &handle(by), &Passphrase::given(passphrase))?;
    Ok(frozen.conn().query_row("SELECT count(*) FROM visitor", [], |row| row.get(0)).unwrap())
}

#[test]
fn r22_a_removed_person_does_not_open_what_was_set_aside_either() {
    let scene = with_set_aside();
    let aside = aside(&scene);
    let old = scene.folder.join("old");
    super::copy_tree(&aside, &old);
    assert_eq!(seen(&aside, "sam", SAM).unwrap(), 300, "or this test could not fail");
    let mut vault = scene.open();
    vault.remove_reader(&handle("sam")).unwrap();
    assert_eq!(vault.notices(), []);
    assert!(matches!(seen(&aside, "sam", SAM), Err(VaultError::NoSuchReader(_))));
    assert_eq!(seen(&aside, "alex", ALEX).unwrap(), 300, "what only it has is kept");
    drop(vault);

    // Sam's own files of before open nothing: it has another data key.
    fs::copy(old.join("keys/sam.age"), aside.join("keys/sam.age")).unwrap();
    assert!(matches!(seen(&aside, "sam", SAM), Err(VaultError::NotAReader)));
    for file in ["desk.key.age", "desk.key.age.bak"] {
        fs::copy(old.join(file), aside.join(file)).unwrap();
    }
    assert!(matches!(seen(&aside, "sam", SAM), Err(VaultError::KeyFileMismatch)));
}

#[test]
fn r22_an_old_passphrase_and_an_old_recovery_code_do_not_open_what_was_set_aside_and_the_new_ones_do() {
    let scene = with_set_aside();
    let aside = aside(&scene);
    let old_code = scene.code.reveal().to_owned();
    assert_eq!(seen(&aside, RECOVERY, &old_code).unwrap(), 300);
    let mut vault = scene.open();
    vault.change_passphrase(&handle("alex"), &Passphrase::given(NEW)).unwrap();
    let (code, _) = vault.renew_recovery_code().unwrap();
    assert_eq!(vault.notices(), []);
    drop(vault);
    assert!(matches!(seen(&aside, "alex", ALEX), Err(VaultError::WrongPassphrase(_))));
    assert!(matches!(seen(&aside, RECOVERY, &old_code), Err(VaultError::WrongPassphrase(_))));
    for (by, passphrase) in [("alex", NEW), ("sam", SAM), (RECOVERY, code.reveal())] {
        assert_eq!(seen(&aside, by, passphrase).unwrap(), 300, "{by}");
    }
    // Whoever comes later can discard it, remove others, and be removed.
    let mut vault = scene.open_as("alex", NEW).unwrap();
    vault.add_reader(&person("kim", "the phrase of kim", Role::Lead)).unwrap();
    drop(vault);
    assert_eq!(seen(&aside, "kim", "the phrase of kim").unwrap(), 300);
    let mut vault = scene.open_as("kim", "the phrase of kim").unwrap();
    vault.remove_reader(&handle("sam")).unwrap();
    assert_eq!(vault.notices(), []);
    assert!(seen(&aside, "sam", SAM).is_err());
    assert_eq!(seen(&aside, "alex", NEW).unwrap(), 300);
}

#[test]
fn r22_what_was_set_aside_and_cannot_be_locked_anew_is_said_with_every_opening_until_it_is_discarded() {
    for ruined in [&["desk.db"][..], &["desk.key.age", "desk.key.age.bak"]] {
        let scene = with_set_aside();
        let aside = aside(&scene);
        ruined.iter().for_each(|file| fs::write(aside.join(file), "ruined").unwrap());
        let mut vault = scene.open();
        vault.remove_reader(&handle("sam")).unwrap();
        assert_eq!(vault.notices().last(), Some(&Notice::SetAsideRemains), "{ruined:?}");
        drop(vault);
        let mut vault = scene.open();
        assert_eq!(vault.notices(), [Notice::SetAsideRemains]);
        let found = vault.set_asides().unwrap().remove(0);
        vault.discard(&found).unwrap();
        drop(vault);
        assert_eq!(scene.open().notices(), []);
    }
    // Where nobody lost access there is nothing to say of a ruined one.
    let scene = with_set_aside();
    fs::write(aside(&scene).join("desk.db"), "ruined").unwrap();
    assert_eq!(scene.open().notices(), []);
}

#[test]
fn nobody_works_in_what_was_set_aside_and_it_can_be_restored_as_a_backup() {
    let scene = with_set_aside();
    let aside = aside(&scene);
    let before = scene.folder.hash_tree();
    let refused =
        lanyard::vault::Vault::open(&aside, &handle("alex"), &Passphrase::given(ALEX), super::SCHEMA, &scene.env);
    assert!(matches!(refused, Err(VaultError::IsSetAside)));
    assert_eq!(before, scene.folder.hash_tree());
    // After somebody left, too: the restore was a mistake.
    let mut vault = scene.open();
    vault.remove_reader(&handle("sam")).unwrap();
    drop(vault);
    let restored = scene.restore(&aside, ("alex", ALEX)).unwrap();
    assert_eq!((rows(&restored.vault), restored.vault.notices()), (300, &[][..]));
    assert_eq!(restored.vault.set_asides().unwrap().len(), 2);
    drop(restored);
    assert!(matches!(scene.refused("sam", SAM), VaultError::NoSuchReader(_)));
    assert_eq!(scene.open().notices(), [], "it has not gone back");
}

//! Changing the data key, the files that exist twice, and what is remembered outside the folder.

use std::fs;

use lanyard::vault::Notice;

use super::{ALEX, SAM, Scene, add_rows, copy_tree, handle, rows};

#[test]
fn the_data_key_changes_and_every_row_stays() {
    let scene = Scene::with_sam();
    let salt = |scene: &Scene| fs::read(scene.file("desk.db")).unwrap()[..16].to_vec();
    let mut before = salt(&scene);
    let mut vault = scene.open();
    for generation in 2..6 {
        let change = vault.change_data_key().unwrap();
        assert_eq!((change.generation, vault.generation(), vault.revoked_at()), (generation, generation, 1));
        let after = salt(&scene);
        assert_ne!(before, after, "the file has the new key's salt");
        before = after;
        add_rows(&mut vault, (200 + i64::try_from(generation).unwrap())..(201 + i64::try_from(generation).unwrap()));
    }
    assert_eq!(rows(&vault), 204);
    assert!(vault.check().unwrap().is_clean());
    drop(vault);
    for (name, passphrase) in [("alex", ALEX), ("sam", SAM), ("recovery", scene.code.reveal())] {
        let vault = scene.open_as(name, passphrase).unwrap();
        assert_eq!((rows(&vault), vault.notices()), (204, &[][..]));
        let version: i64 = vault.conn().unwrap().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert_eq!(version, 2);
    }
}

#[test]
fn a_missing_copy_is_made_again() {
    let scene = Scene::with_sam();
    for file in ["desk.key.age", "desk.key.age.bak", "keys/alex.age", "keys/alex.age.bak"] {
        let whole = fs::read(scene.file(file)).unwrap();
        fs::remove_file(scene.file(file)).unwrap();
        let notices = scene.open().notices().to_vec();
        assert_eq!(notices, [Notice::KeyFileRepaired { file: file.to_owned() }]);
        assert_eq!(fs::read(scene.file(file)).unwrap(), whole);
    }
    assert_eq!(scene.open().notices(), []);
}

#[test]
fn r22_an_old_copy_of_the_folder_is_noticed() {
    let scene = Scene::with_sam();
    let old = scene.folder.join("old");
    copy_tree(&scene.dir(), &old);
    let mut vault = scene.open();
    assert_eq!(vault.remembered_sequence(), Some(0));
    vault.remember(1, 41).unwrap();
    vault.remove_reader(&handle("sam")).unwrap();
    drop(vault);
    assert_eq!(scene.open().remembered_sequence(), Some(41));

    fs::remove_dir_all(scene.dir()).unwrap();
    fs::rename(&old, scene.dir()).unwrap();
    let mut vault = scene.open();
    assert_eq!(vault.notices(), [Notice::WentBack { remembered: 2, found: 1 }]);
    assert_eq!(vault.remembered_sequence(), Some(41));
    // Noting something new does not forget what was further, and a change of key goes on from the highest seen.
    vault.remember(1, 12).unwrap();
    drop(vault);
    let mut vault = scene.open();
    assert_eq!(vault.notices(), [Notice::WentBack { remembered: 2, found: 1 }]);
    assert_eq!((vault.remembered_epoch(), vault.remembered_sequence()), (Some(1), Some(41)));
    assert_eq!(vault.change_data_key().unwrap().generation, 3);
    drop(vault);
    assert_eq!(scene.open().notices(), []);
}

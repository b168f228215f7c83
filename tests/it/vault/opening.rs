//! Opening, and every reason not to: each by name, and nothing on disk changes.

use std::fs;

use lanyard::domain::staff::Role;
use lanyard::vault::{Kdf, Passphrase, Schema, Vault, VaultError};

use super::{ALEX, SAM, SCHEMA, Scene, add_rows, copy_tree, handle, of, person, rows};

#[test]
fn a_new_vault_opens_again_with_its_rows_and_readers() {
    let scene = Scene::with_sam();
    let vault = scene.open_as("sam", SAM).unwrap();
    assert_eq!((vault.reader().name.as_str(), vault.reader().role), ("SAM", Role::Desk));
    assert_eq!(vault.readers().iter().map(|r| r.handle.as_str()).collect::<Vec<_>>(), ["alex", "recovery", "sam"]);
    assert_eq!((rows(&vault), vault.generation(), vault.notices()), (200, 1, &[][..]));
    assert!(vault.check().unwrap().is_clean());
    drop(vault);
    assert!(!scene.file("desk.db-wal").exists() && !scene.file("desk.db-shm").exists());
}

#[test]
fn opening_and_closing_changes_nothing_but_what_is_remembered() {
    let scene = Scene::with_sam();
    let before = scene.folder.hash_tree();
    drop(scene.open());
    assert_eq!(before, scene.folder.hash_tree());
}

#[test]
fn the_pragmas_that_durability_rests_on_are_set() {
    let scene = Scene::new();
    let vault = scene.open();
    let text = |name: &str| -> String {
        vault.conn().unwrap().pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0)).map_or_else(
            |e| e.to_string(),
            |value| match value {
                rusqlite::types::Value::Integer(i) => i.to_string(),
                rusqlite::types::Value::Text(text) => text,
                other => format!("{other:?}"),
            },
        )
    };
    for (pragma, value) in [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("secure_delete", "1"),
        ("temp_store", "2"),
        ("foreign_keys", "1"),
        ("recursive_triggers", "1"),
        ("cipher_memory_security", "1"),
        ("user_version", "2"),
        ("locking_mode", "exclusive"),
    ] {
        assert_eq!(text(pragma), value, "{pragma}");
    }
}

#[cfg(unix)]
#[test]
fn r22_nobody_else_on_the_computer_can_read_the_folder() {
    use std::os::unix::fs::PermissionsExt;
    let scene = Scene::with_sam();
    let vault = scene.open();
    for path in scene.folder.hash_tree().keys().filter(|path| path.starts_with("vault")) {
        let found = fs::metadata(scene.folder.join(path)).unwrap();
        assert_eq!(found.permissions().mode() & 0o077, 0, "{}", path.display());
    }
    drop(vault);
}

#[test]
fn a_folder_with_something_in_it_is_not_taken() {
    let scene = Scene::new();
    let founder = person("kim", SAM, Role::Lead);
    let before = scene.folder.hash_tree();
    let again = Vault::create(&scene.dir(), &founder, Kdf::for_tests(), SCHEMA, &scene.env);
    assert!(matches!(again.unwrap_err(), VaultError::NotEmpty));
    assert_eq!(before, scene.folder.hash_tree());
    fs::create_dir(scene.folder.join("empty")).unwrap();
    Vault::create(&scene.folder.join("empty"), &founder, Kdf::for_tests(), SCHEMA, &scene.env).unwrap();
    // Nothing is left beside a vault that could not be made.
    let nowhere = scene.folder.join("missing").join("vault");
    let no_place = Vault::create(&nowhere, &founder, Kdf::for_tests(), SCHEMA, &scene.env).unwrap_err();
    assert!(matches!(no_place, VaultError::NoPlace), "{no_place}");
    let recovery = person("recovery", SAM, Role::Lead);
    let before = scene.folder.hash_tree();
    let taken = Vault::create(&scene.folder.join("third"), &recovery, Kdf::for_tests(), SCHEMA, &scene.env);
    assert!(matches!(taken.unwrap_err(), VaultError::HandleTaken(_)));
    assert_eq!(before, scene.folder.hash_tree());
}

type Harm = fn(&Scene);
type Names = fn(&VaultError) -> bool;

/// What is done to the vault, who opens it then, and the error that must come.
const REFUSALS: &[(&str, Harm, (&str, &str), Names)] = &[
    ("wrong passphrase", |_| (), ("alex", SAM), |e| matches!(e, VaultError::WrongPassphrase(_))),
    ("no such reader", |_| (), ("kim", ALEX), |e| matches!(e, VaultError::NoSuchReader(_))),
    (
        "key file of somebody else under another handle",
        |s| _ = fs::copy(s.file("keys/sam.age"), s.file("keys/kim.age")).unwrap(),
        ("kim", SAM),
        |e| matches!(e, VaultError::NotAReader),
    ),
    (
        "damaged first page",
        |s| super::flip(&s.file("desk.db"), 8 * 1000),
        ("alex", ALEX),
        |e| matches!(e, VaultError::WrongKeyOrDamaged),
    ),
    ("truncated in the middle", |s| cut(s, 4096 * 5), ("alex", ALEX), |e| matches!(e, VaultError::Truncated)),
    ("truncated by a byte", |s| cut(s, length(s) - 1), ("alex", ALEX), |e| matches!(e, VaultError::Truncated)),
    (
        "truncated by a byte, with room for a log beside it",
        |s| {
            cut(s, length(s) - 1);
            fs::write(s.file("desk.db-wal"), [0; 4096]).unwrap();
        },
        ("alex", ALEX),
        |e| matches!(e, VaultError::Truncated),
    ),
    ("truncated to less than a page", |s| cut(s, 100), ("alex", ALEX), |e| matches!(e, VaultError::Truncated)),
    ("an empty file", |s| cut(s, 0), ("alex", ALEX), |e| matches!(e, VaultError::Truncated)),
    (
        "a plain SQLite file",
        |s| {
            fs::remove_file(s.file("desk.db")).unwrap();
            let conn = rusqlite::Connection::open(s.file("desk.db")).unwrap();
            conn.execute_batch("CREATE TABLE x (y)").unwrap();
        },
        ("alex", ALEX),
        |e| matches!(e, VaultError::NotEncrypted),
    ),
    (
        "no key file",
        |s| remove(s, &["desk.key.age", "desk.key.age.bak"]),
        ("alex", ALEX),
        |e| matches!(e, VaultError::KeyFileMissing),
    ),
    (
        "both copies of the key file damaged",
        |s| {
            super::flip(&s.file("desk.key.age"), 8 * 400);
            super::flip(&s.file("desk.key.age.bak"), 8 * 401);
            super::flip(&s.file("desk.key.age"), 8);
            super::flip(&s.file("desk.key.age.bak"), 8);
        },
        ("alex", ALEX),
        |e| matches!(e, VaultError::KeyFileDamaged),
    ),
    (
        "both copies of a person's key file damaged",
        |s| {
            super::flip(&s.file("keys/alex.age"), 8);
            super::flip(&s.file("keys/alex.age.bak"), 9);
        },
        ("alex", ALEX),
        |e| matches!(e, VaultError::KeyFileDamaged),
    ),
    (
        "no database",
        |s| remove(s, &["desk.db"]),
        ("alex", ALEX),
        |e| matches!(e, VaultError::DatabaseMissing { newest_backup: None }),
    ),
    (
        "no database, and of the key files those of the people alone",
        |s| remove(s, &["desk.db", "desk.key.age", "desk.key.age.bak"]),
        ("alex", ALEX),
        |e| matches!(e, VaultError::DatabaseMissing { .. }),
    ),
    (
        "neither a database nor a key file",
        |s| {
            remove(s, &["desk.db", "desk.key.age", "desk.key.age.bak"]);
            fs::remove_dir_all(s.file("keys")).unwrap();
        },
        ("alex", ALEX),
        |e| matches!(e, VaultError::NotAVault),
    ),
    (
        "another reader's key file over both copies of one's own",
        |s| exchange(s, &["alex.age", "alex.age.bak"]),
        ("alex", ALEX),
        |e| e.to_string().starts_with("The key file of alex is a copy of that of sam:"),
    ),
    (
        "another reader's key file over one copy, and the wrong passphrase",
        |s| exchange(s, &["alex.age"]),
        ("alex", "no passphrase of anybody's"),
        |e| matches!(e, VaultError::WrongPassphrase(_)),
    ),
    (
        "a read-only database",
        |s| {
            let mut permissions = fs::metadata(s.file("desk.db")).unwrap().permissions();
            permissions.set_readonly(true);
            fs::set_permissions(s.file("desk.db"), permissions).unwrap();
        },
        ("alex", ALEX),
        |e| matches!(e, VaultError::ReadOnly),
    ),
];

fn remove(scene: &Scene, names: &[&str]) {
    names.iter().for_each(|name| fs::remove_file(scene.file(name)).unwrap());
}

fn exchange(scene: &Scene, over: &[&str]) {
    over.iter().for_each(|name| _ = fs::copy(scene.file("keys/sam.age"), scene.file("keys").join(name)).unwrap());
}

fn cut(scene: &Scene, length: u64) {
    fs::File::options().write(true).open(scene.file("desk.db")).unwrap().set_len(length).unwrap();
}

fn length(scene: &Scene) -> u64 {
    fs::metadata(scene.file("desk.db")).unwrap().len()
}

#[test]
fn r22_every_refusal_has_its_name_and_changes_nothing() {
    let sound = Scene::with_sam();
    for (what, harm, (name, passphrase), expected) in REFUSALS {
        let scene = Scene { folder: crate::support::scratch::Folder::new(), ..clone(&sound) };
        copy_tree(&sound.dir(), &scene.dir());
        harm(&scene);
        let error = scene.refused(name, passphrase);
        assert!(expected(&error), "{what}: {error:?}");
    }
}

#[test]
fn r22_without_its_database_a_vault_names_its_newest_backup_and_that_restores_it() {
    let scene = Scene::with_sam();
    let mut vault = scene.open();
    vault.backup().unwrap();
    let newest = vault.backup().unwrap().path;
    drop(vault);
    fs::remove_file(scene.file("desk.db")).unwrap();
    let error = scene.refused("alex", ALEX);
    let name = newest.file_name().unwrap().to_str().unwrap();
    assert!(matches!(&error, VaultError::DatabaseMissing { newest_backup: Some(_) }), "{error}");
    assert!(error.to_string().contains(&format!("the newest one in the folder is backups/{name};")), "{error}");
    let restored = scene.restore(&newest, ("alex", ALEX)).unwrap();
    assert_eq!(rows(&restored.vault), 200);
}

#[test]
fn r22_nobody_restores_over_a_desk_by_another_readers_key_file() {
    let scene = Scene::with_sam();
    let backup = scene.open().backup().unwrap().path;
    exchange(&scene, &["alex.age", "alex.age.bak"]);
    let before = scene.folder.hash_tree();
    let refused = scene.restore(&backup, ("alex", ALEX)).unwrap_err();
    assert!(
        matches!(&refused, VaultError::KeyFileExchanged { own, of } if *own == handle("alex") && *of == handle("sam"))
    );
    assert_eq!(before, scene.folder.hash_tree());
}

fn clone(scene: &Scene) -> Scene {
    Scene { folder: crate::support::scratch::Folder::new(), env: scene.env.clone(), code: scene.code.clone() }
}

#[cfg(unix)]
#[test]
fn r22_a_read_only_folder_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let scene = Scene::new();
    fs::set_permissions(scene.dir(), fs::Permissions::from_mode(0o500)).unwrap();
    assert!(matches!(scene.refused("alex", ALEX), VaultError::ReadOnly));
    fs::set_permissions(scene.dir(), fs::Permissions::from_mode(0o700)).unwrap();
    scene.open();
}

#[test]
fn a_damaged_page_that_opening_does_not_read_is_found_by_the_check() {
    let scene = Scene::with_sam();
    super::flip(&scene.file("desk.db"), (length(&scene) - 2000) * 8);
    let report = scene.open().check().unwrap();
    assert!(!report.is_clean() && !report.pages.is_empty(), "{report:?}");
}

#[test]
fn a_damaged_schema_page_is_named() {
    // A schema of many pages, so that opening reads one that is not the first.
    const WIDE: &str = include_str!("wide_schema.sql");
    let scene = Scene::new();
    let founder = person("alex", ALEX, Role::Lead);
    let dir = scene.folder.join("wide");
    drop(Vault::create(&dir, &founder, Kdf::for_tests(), of(&[WIDE]), &scene.env).unwrap());
    let open = || Vault::open(&dir, &handle("alex"), &Passphrase::given(ALEX), of(&[WIDE]), &scene.env);
    let pages = fs::metadata(dir.join("desk.db")).unwrap().len() / 4096;
    let mut named = 0;
    for page in 1..pages {
        super::flip(&dir.join("desk.db"), (page * 4096 + 2000) * 8);
        let before = scene.folder.hash_tree();
        match open() {
            Err(error) => {
                assert!(matches!(error, VaultError::DamagedPage), "{error:?}");
                assert_eq!(before, scene.folder.hash_tree());
                named += 1;
            }
            Ok(vault) => assert!(!vault.check().unwrap().is_clean()),
        }
        super::flip(&dir.join("desk.db"), (page * 4096 + 2000) * 8);
    }
    assert!(named > 0 && open().is_ok());
}

#[test]
fn a_second_instance_is_turned_away() {
    let scene = Scene::new();
    let vault = scene.open();
    let before = fs::read_dir(scene.dir()).unwrap().count();
    assert!(matches!(scene.open_as("alex", ALEX).unwrap_err(), VaultError::InUse));
    assert_eq!(fs::read_dir(scene.dir()).unwrap().count(), before);
    assert_eq!(rows(&vault), 0);
    drop(vault);
    scene.open();
}

#[test]
fn a_newer_schema_is_left_alone() {
    let scene = Scene::with_sam();
    let before = scene.folder.hash_tree();
    let older =
        Vault::open(&scene.dir(), &handle("alex"), &Passphrase::given(ALEX), of(&SCHEMA.migrations[..1]), &scene.env);
    assert!(matches!(older.unwrap_err(), VaultError::TooNew));
    assert_eq!(before, scene.folder.hash_tree());
}

#[test]
fn pending_migrations_run_once_and_all_or_none() {
    let scene = Scene::with_sam();
    const FIRST: &str = SCHEMA.migrations[0];
    const SECOND: &str = SCHEMA.migrations[1];
    const BROKEN: Schema = of(&[FIRST, SECOND, "CREATE TABLE good (x); CREATE TABLE visitor (x);"]);
    const GOOD: Schema = of(&[FIRST, SECOND, "CREATE TABLE good (x);"]);
    let open =
        |migrations| Vault::open(&scene.dir(), &handle("alex"), &Passphrase::given(ALEX), migrations, &scene.env);
    let broken = open(BROKEN).unwrap_err();
    assert!(matches!(broken, VaultError::Migration(_)), "{broken:?}");
    let mut vault = open(GOOD).unwrap();
    assert_eq!(rows(&vault), 200);
    add_rows(&mut vault, 200..201);
    drop(vault);
    assert_eq!(rows(&open(GOOD).unwrap()), 201);
}

#[test]
fn an_exchanged_key_file_is_named() {
    let (scene, other) = (Scene::new(), Scene::new());
    for file in ["desk.key.age", "desk.key.age.bak", "keys/alex.age", "keys/alex.age.bak"] {
        fs::copy(other.file(file), scene.file(file)).unwrap();
    }
    assert!(matches!(scene.refused("alex", ALEX), VaultError::KeyFileMismatch));
}

#[test]
fn a_database_of_another_vault_is_named() {
    let (scene, other) = (Scene::new(), Scene::new());
    fs::copy(other.file("desk.db"), scene.file("desk.db")).unwrap();
    assert!(matches!(scene.refused("alex", ALEX), VaultError::KeyFileMismatch));
}

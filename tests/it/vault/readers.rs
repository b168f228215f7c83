//! Who can open the vault, and who cannot any more.

use std::fs;

use lanyard::domain::staff::Role;
use lanyard::vault::{Kind, Notice, Passphrase, Vault, VaultError};

use super::{ALEX, SAM, SCHEMA, Scene, copy_tree, handle, person, rows};

#[test]
fn r22_a_removed_person_is_out_and_their_old_files_open_nothing() {
    let scene = Scene::with_sam();
    let old = scene.folder.join("old");
    copy_tree(&scene.dir(), &old);
    let mut vault = scene.open();
    let change = vault.remove_reader(&handle("sam")).unwrap();
    assert_eq!((change.generation, vault.generation(), vault.revoked_at()), (2, 2, 2));
    assert!(vault.check().unwrap().is_clean());
    drop(vault);
    assert!(matches!(scene.refused("sam", SAM), VaultError::NoSuchReader(_)));

    // Their key file put back: it is not for this vault any more.
    fs::copy(old.join("keys/sam.age"), scene.file("keys/sam.age")).unwrap();
    assert!(matches!(scene.refused("sam", SAM), VaultError::NotAReader));
    // With the key file of that time: it has a key that the database no longer has.
    for file in ["desk.key.age", "desk.key.age.bak"] {
        fs::rename(scene.file(file), scene.folder.join(file)).unwrap();
        fs::copy(old.join(file), scene.file(file)).unwrap();
    }
    assert!(matches!(scene.refused("sam", SAM), VaultError::KeyFileMismatch));
    assert!(matches!(scene.refused("alex", ALEX), VaultError::KeyFileMismatch));
    // One of the two copies back is enough for the others.
    fs::rename(scene.folder.join("desk.key.age"), scene.file("desk.key.age.bak")).unwrap();
    let vault = scene.open();
    assert_eq!(rows(&vault), 200);
    assert_eq!(vault.notices(), [Notice::KeyFileRepaired { file: "desk.key.age".to_owned() }]);
}

#[test]
fn an_old_list_of_readers_under_the_same_key_is_refused() {
    let scene = Scene::new();
    let old = scene.folder.join("old");
    copy_tree(&scene.dir(), &old);
    scene.open().add_reader(&person("sam", SAM, Role::Desk)).unwrap();
    for file in ["desk.key.age", "desk.key.age.bak"] {
        fs::copy(old.join(file), scene.file(file)).unwrap();
    }
    assert!(matches!(scene.refused("alex", ALEX), VaultError::KeyFileMismatch));
}

#[test]
fn a_role_is_given_by_somebody_else_and_changes_no_key() {
    let scene = Scene::with_sam();
    let mut vault = scene.open();
    let keys = (vault.generation(), vault.revoked_at());
    let own = vault.change_role(&handle("alex"), Role::Desk);
    assert!(matches!(own, Err(VaultError::OwnRole)), "so there is always somebody left who may");
    assert!(own.unwrap_err().to_string().starts_with("Nobody can change their own role."));
    for nobody in ["robin", "recovery"] {
        let refused = vault.change_role(&handle(nobody), Role::Desk);
        assert!(matches!(refused, Err(VaultError::UnknownHandle(_))), "{nobody}");
    }
    vault.change_role(&handle("sam"), Role::DataOfficer).unwrap();
    assert_eq!((vault.generation(), vault.revoked_at()), keys);
    drop(vault);
    let vault = scene.open_as("sam", SAM).unwrap();
    assert_eq!((vault.reader().role, rows(&vault)), (Role::DataOfficer, 200));
}

#[test]
fn an_old_passphrase_opens_nothing_even_with_its_old_file() {
    let scene = Scene::with_sam();
    let old = scene.folder.join("old");
    copy_tree(&scene.dir(), &old);
    let mut vault = scene.open_as("sam", SAM).unwrap();
    let new = Passphrase::new_for_vault("an entirely new phrase").unwrap();
    assert!(matches!(vault.change_passphrase(&handle("alex"), &new), Err(VaultError::NotYourOwn)));
    let change = vault.change_passphrase(&handle("sam"), &new).unwrap();
    assert_eq!((change.generation, vault.revoked_at()), (2, 2));
    drop(vault);
    assert!(matches!(scene.refused("sam", SAM), VaultError::WrongPassphrase(_)));
    assert_eq!(rows(&scene.open_as("sam", "an entirely new phrase").unwrap()), 200);
    assert_eq!(rows(&scene.open()), 200);
    assert!(!scene.file("keys/sam.next.age").exists() && !scene.file("keys/sam.next.age.bak").exists());

    fs::copy(old.join("keys/sam.age"), scene.file("keys/sam.age")).unwrap();
    assert!(matches!(scene.refused("sam", SAM), VaultError::NotAReader));
    let vault = scene.open_as("sam", "an entirely new phrase").unwrap();
    assert_eq!(vault.notices(), [Notice::KeyFileRepaired { file: "keys/sam.age".to_owned() }]);
}

#[test]
fn a_foreign_key_file_opens_nothing() {
    let (scene, other) = (Scene::new(), Scene::with_sam());
    fs::copy(other.file("keys/sam.age"), scene.file("keys/sam.age")).unwrap();
    assert!(matches!(scene.refused("sam", SAM), VaultError::NotAReader));
    // A removed stranger's file does no harm to a person of that handle who is added later.
    scene.open().add_reader(&person("sam", "sam's own phrase", Role::Desk)).unwrap();
    scene.open_as("sam", "sam's own phrase").unwrap();
}

#[test]
fn the_organisations_key_opens_a_copy_and_leaves_with_its_removal() {
    let scene = Scene::with_sam();
    let own = age::x25519::Identity::generate();
    let secret = age::secrecy::ExposeSecret::expose_secret(&own.to_string()).to_owned();
    let mut vault = scene.open();
    assert!(matches!(vault.add_organisation("Office", "age1nonsense"), Err(VaultError::NotAPublicKey)));
    vault.add_organisation("Office", &own.to_public().to_string()).unwrap();
    let again = vault.add_organisation("Office", &own.to_public().to_string());
    assert!(matches!(again, Err(VaultError::HandleTaken(_))));
    drop(vault);
    let copy = scene.folder.join("copy");
    copy_tree(&scene.dir(), &copy);
    let vault = Vault::open_with_identity(&copy, &secret, SCHEMA, &scene.env).unwrap();
    assert_eq!((vault.reader().kind, rows(&vault)), (Kind::Organisation, 200));
    drop(vault);

    scene.open().remove_reader(&handle("organisation")).unwrap();
    let before = scene.folder.hash_tree();
    let out = Vault::open_with_identity(&scene.dir(), &secret, SCHEMA, &scene.env);
    assert!(matches!(out.unwrap_err(), VaultError::NotAReader));
    let none = Vault::open_with_identity(&scene.dir(), "AGE-SECRET-KEY-1NO", SCHEMA, &scene.env);
    assert!(matches!(none.unwrap_err(), VaultError::NotAnIdentity));
    assert_eq!(before, scene.folder.hash_tree());
}

#[test]
fn the_recovery_code_can_let_people_in_and_be_renewed() {
    let scene = Scene::new();
    let mut vault = scene.open_as("recovery", scene.code.reveal()).unwrap();
    vault.add_reader(&person("kim", SAM, Role::Lead)).unwrap();
    vault.remove_reader(&handle("alex")).unwrap();
    let (code, _) = vault.renew_recovery_code().unwrap();
    drop(vault);
    assert!(matches!(scene.refused("alex", ALEX), VaultError::NoSuchReader(_)));
    assert!(matches!(scene.refused("recovery", scene.code.reveal()), VaultError::WrongPassphrase(_)));
    scene.open_as("recovery", code.reveal()).unwrap();
    assert_eq!(scene.open_as("kim", SAM).unwrap().generation(), 3);
}

#[test]
fn the_last_person_stays_and_handles_are_taken_once() {
    let scene = Scene::new();
    let mut vault = scene.open();
    assert!(matches!(vault.remove_reader(&handle("alex")), Err(VaultError::LastPerson)));
    assert!(matches!(vault.remove_reader(&handle("kim")), Err(VaultError::UnknownHandle(_))));
    for taken in ["alex", "recovery", "organisation"] {
        let error = vault.add_reader(&person(taken, SAM, Role::Desk)).unwrap_err();
        assert!(matches!(error, VaultError::HandleTaken(_)), "{taken}");
    }
    let mut nameless = person("kim", SAM, Role::Desk);
    nameless.name = " \t ".to_owned();
    assert!(matches!(vault.add_reader(&nameless), Err(VaultError::UnusableName)));
    assert_eq!(vault.generation(), 1);
    drop(vault);
    scene.open();
}

#[test]
fn nothing_shows_a_readers_name_by_accident() {
    let scene = Scene::with_sam();
    let vault = scene.open();
    let shown = format!("{vault:?} {:?} {:?}", vault.readers(), vault.reader());
    assert!(!shown.contains("SAM") && !shown.contains("ALEX") && shown.contains("sam"), "{shown}");
}

//! The vault opened by programs from elsewhere: `age` and a SQLCipher that others built.

#![cfg(unix)]

use lanyard::domain::staff::Role;
use lanyard::vault::{Kdf, Vault};
use serde_json::Value;

use super::{ALEX, SAM, SCHEMA, Scene, add_rows, handle, person};
use crate::support::foreign::{self, JUDGES, age_opens};
use crate::support::tools::{self, Tools};

fn count(tools: &Tools, scene: &Scene, json: &[u8]) -> String {
    foreign::ask(tools, &scene.file("desk.db"), json, &["SELECT count(*) FROM visitor"]).concat()
}

#[test]
fn age_yields_the_key_and_sqlcipher_from_elsewhere_opens_the_database() {
    let Some(tools) = tools::need(&JUDGES) else { return };
    let scene = Scene::with_sam();
    let session = age_opens(&tools, &scene.dir(), "alex", ALEX);
    assert!(session.success(), "{session:?}");
    let json: Value = serde_json::from_slice(&session.stdout).unwrap();
    assert_eq!((&json["format"], &json["generation"], &json["next"]), (&1.into(), &1.into(), &Value::Null));
    let readers: Vec<_> = json["readers"].as_array().unwrap().iter().map(|r| (&r["handle"], &r["role"])).collect();
    let expected = [("alex", "lead"), ("recovery", "lead"), ("sam", "desk")].map(|(h, r)| (h.into(), r.into()));
    assert_eq!(readers, expected.iter().map(|(h, r): &(Value, Value)| (h, r)).collect::<Vec<_>>());
    assert_eq!(count(&tools, &scene, &session.stdout), "200");

    // The recovery code is typed as it is printed.
    let printed = age_opens(&tools, &scene.dir(), "recovery", scene.code.reveal());
    assert!(printed.success() && printed.stdout == session.stdout, "{printed:?}");
    let wrong = age_opens(&tools, &scene.dir(), "alex", SAM);
    assert!(!wrong.success() && wrong.stdout.is_empty(), "{wrong:?}");
}

#[test]
fn age_and_sqlcipher_still_open_it_after_a_removal_and_a_new_passphrase() {
    let Some(tools) = tools::need(&JUDGES) else { return };
    let scene = Scene::with_sam();
    let mut vault = scene.open();
    vault.remove_reader(&handle("sam")).unwrap();
    let new = lanyard::vault::Passphrase::given("an entirely new phrase");
    vault.change_passphrase(&handle("alex"), &new).unwrap();
    add_rows(&mut vault, 200..250);
    drop(vault);
    let session = age_opens(&tools, &scene.dir(), "alex", "an entirely new phrase");
    assert!(session.success(), "{session:?}");
    assert_eq!(count(&tools, &scene, &session.stdout), "250");
    assert!(!age_opens(&tools, &scene.dir(), "alex", ALEX).success());
}

#[test]
fn the_standard_work_factor_is_what_age_finds() {
    let Some(tools) = tools::need(&["age", "python3"]) else { return };
    let scene = Scene::new();
    let dir = scene.folder.join("standard");
    let founder = person("alex", ALEX, Role::Lead);
    drop(Vault::create(&dir, &founder, Kdf::STANDARD, SCHEMA, &scene.env).unwrap());
    let key_file = std::fs::read(dir.join("keys/alex.age")).unwrap();
    let header = String::from_utf8_lossy(&key_file[..200.min(key_file.len())]).into_owned();
    let stanza = header.lines().find(|line| line.starts_with("-> scrypt")).unwrap();
    assert!(stanza.ends_with(" 17"), "{stanza}");
    std::fs::remove_dir_all(scene.dir()).unwrap();
    std::fs::rename(dir, scene.dir()).unwrap();
    let session = age_opens(&tools, &scene.dir(), "alex", ALEX);
    assert!(session.success(), "{session:?}");
}

#[test]
fn the_organisations_identity_file_opens_a_copy_with_age() {
    let Some(tools) = tools::need(&["age"]) else { return };
    let scene = Scene::new();
    let own = age::x25519::Identity::generate();
    scene.open().add_organisation("Office", &own.to_public().to_string()).unwrap();
    let text = age::secrecy::ExposeSecret::expose_secret(&own.to_string()).to_owned();
    std::fs::write(scene.folder.join("office.txt"), text).unwrap();
    let mut age = tools.command("age");
    age.current_dir(scene.dir()).args(["-d", "-i", "../office.txt", "desk.key.age"]);
    let output = tools::run(&mut age);
    assert!(output.success() && output.text().contains("organisation"), "{output:?}");
}

//! Tests of `vault`.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so and stops")]

mod backups;
mod faulty_disk;
pub(crate) mod flips;
mod interop;
mod interrupted;
mod keys;
mod opening;
mod readers;
mod restoring;
mod secrets;
mod set_asides;
mod writing;

use std::fs;
use std::path::{Path, PathBuf};

use chrono::DateTime;
use lanyard::domain::staff::{Handle, Role};
use lanyard::env::Env;
use lanyard::vault::{Access, Frozen, Kdf, NewReader, Passphrase, RecoveryCode, Schema, Vault, VaultError};

use crate::support::scratch::{Folder, copy_tree};

/// A schema with one table, in two versions.
pub(crate) const SCHEMA: Schema = of(&[
    "CREATE TABLE visitor (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;",
    "CREATE INDEX visitor_by_name ON visitor (name);",
]);

/// A schema without tables of the moment.
pub(crate) const fn of(migrations: &'static [&'static str]) -> Schema {
    Schema { migrations, passing: &[] }
}

const ALEX: &str = "three random words";
const SAM: &str = "another long phrase";

/// A scratch folder with a vault in it, founded by Alex.
struct Scene {
    folder: Folder,
    env: Env,
    code: RecoveryCode,
}

fn handle(text: &str) -> Handle {
    Handle::parse(text).unwrap()
}

fn person(name: &str, passphrase: &str, role: Role) -> NewReader {
    NewReader { handle: handle(name), name: name.to_uppercase(), role, passphrase: Passphrase::given(passphrase) }
}

impl Scene {
    fn new() -> Self {
        Self::seeded(7)
    }

    /// With an id of its own, as another computer would give it.
    fn seeded(seed: u64) -> Self {
        let folder = Folder::new();
        let start = DateTime::parse_from_rfc3339("2026-10-10T09:00:00+01:00").unwrap();
        let env = Env::fixed(start, seed, folder.join("state"));
        let founder = person("alex", ALEX, Role::Lead);
        let (vault, code) = Vault::create(&folder.join("vault"), &founder, Kdf::for_tests(), SCHEMA, &env).unwrap();
        drop(vault);
        Self { folder, env, code }
    }

    /// With Sam as a second reader and some rows, so that the database has many pages.
    fn with_sam() -> Self {
        let scene = Self::new();
        let mut vault = scene.open();
        vault.add_reader(&person("sam", SAM, Role::Desk)).unwrap();
        add_rows(&mut vault, 0..200);
        drop(vault);
        scene
    }

    fn dir(&self) -> PathBuf {
        self.folder.join("vault")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.dir().join(name)
    }

    fn open(&self) -> Vault {
        self.open_as("alex", ALEX).unwrap()
    }

    fn open_as(&self, name: &str, passphrase: &str) -> Result<Vault, VaultError> {
        Vault::open(&self.dir(), &handle(name), &Passphrase::given(passphrase), SCHEMA, &self.env)
    }

    /// Opening as this person fails, and nothing in the folder changes.
    fn refused(&self, name: &str, passphrase: &str) -> VaultError {
        let before = self.folder.hash_tree();
        let error = self.open_as(name, passphrase).unwrap_err();
        assert_eq!(before, self.folder.hash_tree(), "a refusal changed something: {error}");
        let sentence = error.to_string();
        assert!(sentence.ends_with('.') && !sentence.contains(self.folder.path().to_str().unwrap()), "{sentence}");
        error
    }

    fn restore(&self, from: &Path, by: (&str, &str)) -> Result<lanyard::vault::Restored, VaultError> {
        let (handle, passphrase) = (handle(by.0), Passphrase::given(by.1));
        let access = Access { handle: &handle, passphrase: &passphrase };
        lanyard::vault::restore(from, &self.dir(), access, access, SCHEMA, &self.env, nothing_to_replay)
    }
}

/// What these tests restore has nothing to replay: see the desk's.
fn nothing_to_replay(_: &mut Vault, _: Option<&Frozen>) -> Result<(), VaultError> {
    Ok(())
}

/// Adds rows with these ids, all in one write.
fn add_rows(vault: &mut Vault, ids: std::ops::Range<i64>) {
    let last = ids.end - 1;
    vault
        .write(
            |tx| {
                for id in ids {
                    tx.execute("INSERT INTO visitor VALUES (?1, ?2)", (id, format!("{id:0>400}")))?;
                }
                Ok::<_, rusqlite::Error>(())
            },
            |conn| conn.query_row("SELECT count(*) FROM visitor WHERE id = ?1", [last], |row| row.get(0)),
        )
        .unwrap();
}

fn rows(vault: &Vault) -> i64 {
    vault.conn().unwrap().query_row("SELECT count(*) FROM visitor", [], |row| row.get(0)).unwrap()
}

/// Flips one bit of a file.
pub(crate) fn flip(path: &Path, bit: u64) {
    let mut bytes = fs::read(path).unwrap();
    let at = usize::try_from(bit / 8).unwrap();
    bytes[at] ^= 1 << (bit % 8);
    fs::write(path, bytes).unwrap();
}

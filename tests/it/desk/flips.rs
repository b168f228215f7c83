//! One flipped bit in the vault of a desk at work: opening it is harmless, repairs it or names an error, or the check reports
//! it. Nobody who was acknowledged is missing while everything says that it is clean.

use std::path::{Path, PathBuf};

use lanyard::desk::{Desk, DeskError, SCHEMA};
use lanyard::domain::record::RegistrationRecord;
use lanyard::vault::{Notice, Vault, VaultError};

use super::day::one;
use super::scene::{Closed, Scene, WALK_INS, lead, passphrase};
use crate::support::scratch::{Folder, copy_tree};
use crate::vault::flip;
use crate::vault::flips::bits;

/// Everybody, and all they said: the reference, the newest version and every answer.
type Everybody = Vec<(String, RegistrationRecord, serde_json::Value)>;

fn everybody(scene: &Scene) -> Everybody {
    let hits = scene.desk.find(&scene.event, "", 10_000).unwrap();
    let mut all: Everybody = hits
        .into_iter()
        .map(|hit| {
            let history = scene.desk.history(hit.registered.id).unwrap();
            let answers =
                serde_json::to_value(history.answers.into_iter().map(|(_, answer)| answer).collect::<Vec<_>>());
            (hit.registered.reference, hit.record, answers.unwrap())
        })
        .collect();
    all.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    all
}

/// A desk with the first rows of the list, and who was acknowledged.
fn sound() -> (Closed, Everybody) {
    let mut scene = Scene::new();
    let list: Vec<&str> = WALK_INS.lines().take(101).collect();
    let (kept, _) = scene.register(&list.join("\n"));
    let all = everybody(&scene);
    assert!(kept.len() == all.len() && all.len() > 70, "{} kept", kept.len());
    assert!(kept.iter().all(|(_, reference)| all.iter().any(|(found, ..)| found == reference)));
    (scene.close(), all)
}

fn file(scene: &Closed, name: &str) -> PathBuf {
    scene.folder.join("Day.lanyard").join(name)
}

fn length(path: &Path) -> u64 {
    std::fs::metadata(path).unwrap().len()
}

fn open(scene: &Closed) -> Result<Desk, DeskError> {
    Desk::open(&scene.folder.join("Day.lanyard"), &lead(), &passphrase(), &scene.env)
}

/// The error says that something is damaged, and takes it for nothing else; a refusal changes nothing.
fn is_refused_by_name(scene: &Closed, bit: u64) {
    let before = scene.folder.hash_tree();
    let error = open(scene).err().unwrap();
    let named = matches!(error, DeskError::Vault(VaultError::WrongKeyOrDamaged | VaultError::DamagedPage));
    assert!(named && error.to_string().ends_with('.'), "bit {bit}: {error}");
    assert_eq!(before, scene.folder.hash_tree(), "bit {bit}: a refusal changed something");
}

#[test]
fn r13_r22_a_hundred_flips_over_a_desk_lose_nobody_in_silence() {
    let (sound, all) = sound();
    let length = length(&file(&sound, "desk.db"));
    // Four in the salt, which is the first 16 bytes; ten in the first page after it; the others anywhere.
    let flips = bits(16, 4).chain(bits(4096 - 16, 10).map(|bit| bit + 128)).chain(bits(length, 86));
    let (mut harmless, mut named, mut reported) = (0, 0, 0);
    for bit in flips {
        let scene = sound.copy();
        flip(&file(&scene, "desk.db"), bit);
        if open(&scene).is_err() {
            is_refused_by_name(&scene, bit);
            named += 1;
            continue;
        }
        let scene = scene.open();
        let health = scene.desk.check().unwrap();
        if health.pages.is_clean() && health.ledger.is_ok() {
            assert!(everybody(&scene) == all, "bit {bit}: somebody is lost in silence");
            assert!(bit < 128, "bit {bit} is outside the salt and was not found");
            harmless += 1;
        } else {
            assert!(!health.pages.pages.is_empty(), "bit {bit}: the page is named");
            reported += 1;
        }
    }
    assert_eq!(harmless + named + reported, 100);
    assert!(harmless >= 4 && named >= 10 && reported > 20, "{harmless} {named} {reported}");
}

/// The desk as `kill -9` leaves it in the middle of a transaction that spilled into the log: half-filled forms that nobody
/// was told are kept.
fn caught_in_mid_transaction(sound: &Closed, commit: bool) -> Closed {
    let (scene, caught) = (sound.copy(), Folder::new());
    let dir = scene.folder.join("Day.lanyard");
    let mut vault = Vault::open(&dir, &lead(), &passphrase(), SCHEMA, &scene.env).unwrap();
    // So that pages go to the log before the commit does.
    vault.conn().unwrap().pragma_update(None, "cache_size", 4).unwrap();
    let work = |tx: &rusqlite::Transaction<'_>| {
        for number in 0..200_u128 {
            let form = (number << 100).to_be_bytes();
            tx.execute(
                "INSERT INTO draft SELECT ?1, id, 'alex', '2026-11-21T17:00:00+00:00', ?2 FROM event",
                (form, "z".repeat(500)),
            )?;
        }
        if commit {
            tx.execute_batch("COMMIT; BEGIN")?;
        }
        copy_tree(scene.folder.path(), caught.path());
        Ok::<_, rusqlite::Error>(())
    };
    vault.write(work, |_| Ok(true)).unwrap();
    Closed { folder: caught, event: scene.event.clone(), env: scene.env.clone() }
}

#[test]
fn r13_r22_flips_over_the_log_of_a_desk_lose_nobody_who_was_acknowledged() {
    let (sound, all) = sound();
    for commit in [false, true] {
        let sound = caught_in_mid_transaction(&sound, commit);
        let log = length(&file(&sound, "desk.db-wal"));
        assert!(log > 100_000, "the log is {log} bytes long");
        for bit in bits(log, 12) {
            let scene = sound.copy();
            flip(&file(&scene, "desk.db-wal"), bit);
            let mut scene = scene.open();
            assert!(scene.desk.vault().notices().contains(&Notice::CutOff), "bit {bit}");
            let health = scene.desk.check().unwrap();
            assert!(health.pages.is_clean() && health.ledger.is_ok(), "bit {bit}");
            assert!(everybody(&scene) == all, "bit {bit}: somebody who was acknowledged is lost");
            // And the day goes on.
            one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,yes,Vegan,out loud");
            let scene = scene.reopen();
            assert_eq!(everybody(&scene).len(), all.len() + 1, "bit {bit}");
            assert!(scene.desk.check().unwrap().ledger.is_ok(), "bit {bit}");
        }
    }
}

//! Whatever keeps the desk shut, or a day open, has a sentence of its own; and nothing on the disk has changed then.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use lanyard::batch::keys::RecipientIdentity;
use lanyard::batch::signing::SigningKey;
use lanyard::desk::{Desk, NewRecipient};
use lanyard::domain::code::Code;
use lanyard::domain::purpose::Purpose;
use lanyard::lists::event_file::{EXAMPLE_EVENT, SHIPPED_NOTICE};

use super::PASSPHRASE;
use crate::desk::scene::{Closed, Scene, lead, passphrase};
use crate::support::tools::{Output, run};

/// What is done to the desk before; whoever has it open meanwhile is given back.
type Harm = fn(&Closed) -> Option<Desk>;

/// What is wrong, the harm, what is asked of the program, with which passphrase, and the beginning of its answer.
struct Refusal(&'static str, Harm, &'static [&'static str], &'static str, &'static str);

const CHECK: &[&str] = &["--as", "alex", "check"];
/// What only looks at settings, which is no look at anybody.
const LIST: &[&str] = &["--as", "alex", "event", "list"];

const REFUSALS: &[Refusal] = &[
    Refusal("a wrong passphrase", |_| None, CHECK, "not the passphrase", "The passphrase for alex is not right."),
    Refusal(
        "an unknown handle",
        |_| None,
        &["--as", "kim", "check"],
        PASSPHRASE,
        "There is no key file for kim: either nobody opens this vault as kim, or",
    ),
    Refusal(
        "a damaged first page",
        |s| flip(s, 8 * 1000),
        CHECK,
        PASSPHRASE,
        "The database does not open with its key",
    ),
    Refusal("a damaged page", |s| flip(s, 8 * (4096 + 1000)), CHECK, PASSPHRASE, "A page of the database is damaged."),
    Refusal("a truncated file", truncated, CHECK, PASSPHRASE, "The database is cut short."),
    Refusal("a plain SQLite file", plain, CHECK, PASSPHRASE, "The database is not encrypted"),
    Refusal("a newer schema", newer, CHECK, PASSPHRASE, "This vault was written by a newer version"),
    Refusal("a second instance", opened, CHECK, PASSPHRASE, "The vault is already open"),
    #[cfg(unix)]
    Refusal("a read-only folder", read_only, CHECK, PASSPHRASE, "The vault may only be read here."),
    Refusal("no folder", |s| remove(s, &["."]), CHECK, PASSPHRASE, "There is no vault in this folder."),
    Refusal("no database", |s| remove(s, &["desk.db"]), CHECK, PASSPHRASE, "The database desk.db is missing"),
    Refusal("no key file", |s| remove(s, &KEY_FILES), CHECK, PASSPHRASE, "The key file desk.key.age is missing"),
    Refusal("damaged key files", damaged_keys, CHECK, PASSPHRASE, "A key file is damaged, and so is its copy."),
    Refusal("another vault's key file", others, CHECK, PASSPHRASE, "This key does not open the vault"),
    Refusal(
        "another vault's key files",
        all_of_others,
        CHECK,
        PASSPHRASE,
        "The key file and the database do not belong",
    ),
    Refusal("an old key file", old, CHECK, PASSPHRASE, "The key file and the database do not belong"),
    Refusal("an unknown recipient", |_| None, &close_day("nobody"), PASSPHRASE, "There is no recipient of that code."),
    Refusal("unheard words", |_| None, &close_day("news"), PASSPHRASE, "The key words of news were not compared yet."),
];

const KEY_FILES: [&str; 2] = ["desk.key.age", "desk.key.age.bak"];

const fn close_day(to: &'static str) -> [&'static str; 9] {
    ["--as", "alex", "close-day", "--event", "open-day-2026", "--out", ".", "--to", to]
}

fn file(scene: &Closed, name: &str) -> PathBuf {
    scene.folder.join("Day.lanyard").join(name)
}

fn flip(scene: &Closed, bit: usize) -> Option<Desk> {
    let mut bytes = fs::read(file(scene, "desk.db")).unwrap();
    bytes[bit / 8] ^= 1;
    fs::write(file(scene, "desk.db"), bytes).unwrap();
    None
}

fn truncated(scene: &Closed) -> Option<Desk> {
    let database = fs::File::options().write(true).open(file(scene, "desk.db")).unwrap();
    database.set_len(5 * 4096).unwrap();
    None
}

fn plain(scene: &Closed) -> Option<Desk> {
    remove(scene, &["desk.db"]);
    rusqlite::Connection::open(file(scene, "desk.db")).unwrap().execute_batch("CREATE TABLE visitor (name)").unwrap();
    None
}

fn newer(scene: &Closed) -> Option<Desk> {
    let desk = opened(scene)?;
    desk.vault().conn().unwrap().pragma_update(None, "user_version", 99).unwrap();
    None
}

fn opened(scene: &Closed) -> Option<Desk> {
    Some(Desk::open(&scene.folder.join("Day.lanyard"), &lead(), &passphrase(), &scene.env).unwrap())
}

#[cfg(unix)]
fn read_only(scene: &Closed) -> Option<Desk> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(scene.folder.join("Day.lanyard"), fs::Permissions::from_mode(0o500)).unwrap();
    None
}

fn remove(scene: &Closed, names: &[&str]) -> Option<Desk> {
    for name in names {
        let path = file(scene, name);
        if path.is_dir() { fs::remove_dir_all(scene.folder.join("Day.lanyard")) } else { fs::remove_file(path) }
            .unwrap();
    }
    None
}

fn damaged_keys(scene: &Closed) -> Option<Desk> {
    KEY_FILES.iter().for_each(|name| fs::write(file(scene, name), "no age file").unwrap());
    None
}

fn take(scene: &Closed, from: &Closed, names: &[&str]) {
    names.iter().for_each(|name| _ = fs::copy(file(from, name), file(scene, name)).unwrap());
}

fn others(scene: &Closed) -> Option<Desk> {
    take(scene, &Scene::new().close(), &KEY_FILES);
    None
}

fn all_of_others(scene: &Closed) -> Option<Desk> {
    let other = Scene::new().close();
    take(scene, &other, &KEY_FILES);
    take(scene, &other, &["keys/alex.age", "keys/alex.age.bak"]);
    None
}

fn old(scene: &Closed) -> Option<Desk> {
    let before = scene.copy();
    let (folder, handle) = (scene.folder.join("Day.lanyard"), lead());
    let schema = lanyard::desk::SCHEMA;
    let mut vault = lanyard::vault::Vault::open(&folder, &handle, &passphrase(), schema, &scene.env).unwrap();
    vault.change_data_key().unwrap();
    drop(vault);
    take(scene, &before, &KEY_FILES);
    None
}

fn ask(scene: &Closed, arguments: &[&str], passphrase: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lanyard"));
    command.arg("--desk").arg(scene.folder.join("Day.lanyard")).arg("--state-dir").arg(scene.folder.join("state"));
    command.args(arguments).env("LANYARD_PASSPHRASE", passphrase).current_dir(scene.folder.path());
    run(&mut command)
}

/// A desk with a visitor, and a recipient whose words nobody compared.
fn sound() -> Closed {
    let mut scene = Scene::new();
    let list = "given_name,family_name,date_of_birth,email,consent_marketing_email,asked_how\n\
                Ann,Lee,1990-01-01,ann@example.org,yes,out loud\n";
    assert!(scene.register(list).1.is_empty());
    let (age, minisign) = (RecipientIdentity::generate(), SigningKey::generate().unwrap());
    let (age_key, minisign_key) = (age.public().to_string(), minisign.public().to_string());
    let (code, purposes) = (Code::new("news").unwrap(), [Purpose::News].into());
    scene.desk.add_recipient(NewRecipient { code, name: "News".into(), age_key, minisign_key, purposes }).unwrap();
    scene.close()
}

#[test]
fn r22_every_refusal_is_a_sentence_of_its_own_and_changes_nothing() {
    let sound = sound();
    let mut told: BTreeMap<String, &str> = BTreeMap::new();
    for Refusal(what, harm, arguments, passphrase, expected) in REFUSALS {
        let scene = sound.copy();
        let meanwhile = harm(&scene);
        let before = scene.folder.hash_tree();
        let output = ask(&scene, arguments, passphrase);
        let complaint = output.complaint();
        assert_eq!(output.status.code(), Some(1), "{what}: {output:?}");
        assert!(output.stdout.is_empty() && complaint.lines().count() == 1, "{what}: {output:?}");
        let sentence = complaint.trim_end().strip_prefix("lanyard: ").unwrap_or_default();
        assert!(sentence.starts_with(expected) && sentence.ends_with('.'), "{what}: {complaint}");
        for personal in [passphrase, scene.folder.path().to_str().unwrap(), "Ann", "Lee"] {
            assert!(!complaint.contains(personal), "{what}: {complaint}");
        }
        assert_eq!(before, scene.folder.hash_tree(), "{what} changed something");
        let same = told.insert(sentence.to_owned(), expected);
        assert!(same.is_none_or(|same| same == *expected), "{what} is told as something else is");
        drop(meanwhile);
    }
    assert!(told.len() >= REFUSALS.len() - 1, "{told:?}");
}

#[test]
fn r22_a_key_file_that_is_missing_is_written_again_from_its_copy() {
    let sound = sound();
    for name in KEY_FILES {
        let scene = sound.copy();
        let before = scene.folder.hash_tree();
        remove(&scene, &[name]);
        let output = ask(&scene, LIST, PASSPHRASE);
        assert!(output.success() && output.complaint().starts_with(&format!("{name} was damaged or missing")));
        assert_eq!(before, scene.folder.hash_tree());
    }
}

#[test]
fn r22_a_damaged_page_is_named_when_opening_or_found_by_the_check_and_nothing_changes() {
    let sound = sound();
    let pages = fs::metadata(file(&sound, "desk.db")).unwrap().len() / 4096;
    let (mut named, mut found) = (0, 0);
    for page in (1..pages).step_by(3) {
        let scene = sound.copy();
        flip(&scene, usize::try_from(page * 4096 + 2000).unwrap() * 8);
        let before = scene.folder.hash_tree();
        let output = ask(&scene, CHECK, PASSPHRASE);
        match output.status.code() {
            Some(1) => {
                named += usize::from(output.complaint().starts_with("lanyard: A page of the database is damaged."));
            }
            Some(4) => found += usize::from(output.text().starts_with("Something is not as it was written.")),
            code => panic!("{code:?}: {output:?}"),
        }
        assert_eq!(before, scene.folder.hash_tree(), "page {page}");
    }
    assert_eq!(named + found, usize::try_from((pages - 1).div_ceil(3)).unwrap());
    assert!(named > 0 && found > 0, "{named} {found}");
}

#[test]
fn r13_a_notice_beside_an_event_is_meant_though_it_has_the_name_of_the_one_that_comes_along() {
    let scene = sound().copy();
    let file = scene.folder.join("day.toml");
    std::fs::write(&file, EXAMPLE_EVENT.replace("open-day-2026", "other-day")).unwrap();
    let ours = SHIPPED_NOTICE.replace("photograph you today", "take your picture today");
    assert_ne!(ours, SHIPPED_NOTICE);
    std::fs::write(scene.folder.join("notice-open-day.en.toml"), ours).unwrap();
    let output = ask(&scene, &["--as", "alex", "event", "new", file.to_str().unwrap()], PASSPHRASE);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let shown = ask(&scene, &["--as", "alex", "event", "show", "other-day"], PASSPHRASE);
    let shown = format!("{}{}", shown.text(), shown.complaint());
    assert!(shown.contains("take your picture today") && !shown.contains("photograph you today"), "{shown}");
}

#[test]
fn r13_an_event_whose_notice_is_not_beside_it_is_not_opened_under_another() {
    let scene = sound().copy();
    let file = scene.folder.join("day.toml");
    let text = EXAMPLE_EVENT.replace("notice-open-day.en.toml", "our-own-notice.toml");
    assert_ne!(text, EXAMPLE_EVENT);
    std::fs::write(&file, text.replace("open-day-2026", "other-day")).unwrap();
    let output = ask(&scene, &["--as", "alex", "event", "new", file.to_str().unwrap()], PASSPHRASE);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.complaint().contains("our-own-notice.toml has to lie beside the event's file"), "{output:?}");
    let listed = ask(&scene, LIST, PASSPHRASE);
    assert!(!listed.text().contains("other-day"), "{listed:?}");
}

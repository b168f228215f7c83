//! Nothing of what a desk held is left in the memory of its process once it is closed.

#![allow(clippy::print_stdout, reason = "the child says how far it is")]

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use lanyard::desk::{Desk, Entering, Passphrase, WalkIns};
use lanyard::domain::code::Code;
use lanyard::env::Env;

use crate::desk::scene::{Closed, Scene, lead};

/// What stands in the list and nowhere else: in no constant of this program, since it is put together at run time.
fn markers() -> Vec<String> {
    ["ame", "mail", "iet"].iter().map(|part| ["q", part, "x7", "marker"].concat()).collect()
}

/// Works at a desk, closes it, and waits: the child of the test below. It does nothing when the tests are run as usual.
#[test]
fn child() {
    let Some(folder) = std::env::var_os("LANYARD_TEST_MEMORY").map(PathBuf::from) else { return };
    lanyard::cli::prepare_process();
    work(&folder);
    println!("\nclosed");
    std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
}

fn work(folder: &Path) {
    let passphrase = Passphrase::given(fs::read_to_string(folder.join("passphrase")).unwrap().trim_end());
    let env = Env::real(Some(folder.join("state")));
    let mut desk = Desk::open(&folder.join("Day.lanyard"), &lead(), &passphrase, &env).unwrap();
    let event = Code::new("open-day-2026").unwrap();
    let entering = Entering::of(&desk.event(&event).unwrap(), lead(), desk.now());
    let ids = desk.id_source();
    for row in WalkIns::open(File::open(folder.join("list.csv")).unwrap(), entering, move || ids.new_id()).unwrap() {
        desk.register(&row.unwrap_or_else(|error| panic!("{error}")).draft, &event).unwrap();
    }
    let hits = desk.find(&event, "q", 10_000).unwrap();
    assert_eq!(hits.len(), 50);
    for hit in &hits {
        desk.history(hit.registered.id).unwrap();
    }
    desk.close_day(&event, &[Code::new("office").unwrap()]).unwrap();
    assert!(desk.check().unwrap().pages.is_clean());
    println!("\nopen");
    std::io::stdin().lock().read_line(&mut String::new()).unwrap();
    drop(hits);
}

/// The data key of a desk, as its own key files give it, and the identity that opened them.
fn keys(scene: &Closed, passphrase: &str) -> (String, serde_json::Value) {
    let file = |name: &str| fs::read(scene.folder.join("Day.lanyard").join(name)).unwrap();
    let own = age::scrypt::Identity::new(age::secrecy::SecretString::from(passphrase.to_owned()));
    let own = String::from_utf8(age::decrypt(&own, &file("keys/alex.age")).unwrap()).unwrap();
    let own = own.lines().find(|line| line.starts_with("AGE-SECRET-KEY-")).unwrap().to_owned();
    let identity: age::x25519::Identity = own.parse().unwrap();
    (own, serde_json::from_slice(&age::decrypt(&identity, &file("desk.key.age")).unwrap()).unwrap())
}

/// Which of the needles can be read in the memory of a process, and where.
fn found_in(process: u32, needles: &[(&'static str, Vec<u8>)]) -> Vec<String> {
    let memory = File::open(format!("/proc/{process}/mem")).unwrap();
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let (mut found, mut read) = (Vec::new(), 0);
    for map in maps.lines().filter(|map| map.split(' ').nth(1).is_some_and(|rights| rights.starts_with("rw"))) {
        let (from, to) = map.split(' ').next().unwrap().split_once('-').unwrap();
        let [from, to] = [from, to].map(|address| u64::from_str_radix(address, 16).unwrap());
        let mut bytes = vec![0; usize::try_from(to - from).unwrap()];
        if memory.read_exact_at(&mut bytes, from).is_err() {
            continue;
        }
        read += bytes.len();
        for (what, needle) in needles {
            let at = bytes.windows(needle.len()).position(|window| window == needle.as_slice());
            found.extend(at.map(|at| format!("{what} at {at:#x} in {map}")));
        }
    }
    assert!(read > 1 << 20, "the memory could not be read");
    found
}

#[test]
fn r22_a_closed_desk_leaves_nothing_in_memory() {
    let mut scene = Scene::new();
    scene.recipient("office", &[lanyard::domain::purpose::Purpose::RecordKeeping]);
    let conn = scene.desk.vault().conn().unwrap();
    let secrets = conn.query_row("SELECT signing_key, suppression_key FROM desk", [], |row| {
        Ok::<[Vec<u8>; 2], _>([row.get(0)?, row.get(1)?])
    });
    let [signing, suppression] = secrets.unwrap();
    let scene = scene.close();
    let [name, email, diet] = markers().try_into().unwrap();
    let mut list = String::from(
        "given_name,family_name,date_of_birth,email,consent_marketing_email,consent_special_dietary,\
         dietary_requirements,asked_how\n",
    );
    for n in 0..50 {
        list.push_str(&format!("Ann,{name}{n},1990-01-01,{email}{n}@example.org,yes,yes,{diet} {n},out loud\n"));
    }
    fs::write(scene.folder.join("list.csv"), list).unwrap();
    let passphrase = super::matrix::PASSPHRASE;
    fs::write(scene.folder.join("passphrase"), format!("{passphrase}\n")).unwrap();
    let (identity, ring) = keys(&scene, passphrase);
    let hex_key = ring["current"]["key"].as_str().unwrap();
    let needles = [
        ("a name", name.into_bytes()),
        ("an address", email.into_bytes()),
        ("a special detail", diet.into_bytes()),
        ("the identity", identity.into_bytes()),
        ("the data key in hex", hex_key.to_owned().into_bytes()),
        ("the data key", hex::decode(hex_key).unwrap()),
        ("the passphrase", passphrase.as_bytes().to_owned()),
        // In minisign's own form: 62 bytes of header, then the seed.
        ("the signing key", signing[62..94].to_owned()),
        ("the suppression key", suppression),
    ];

    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "faults::memory::child", "--test-threads=1", "--nocapture"])
        .env("LANYARD_TEST_MEMORY", scene.folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut answer = child.stdin.take().unwrap();
    assert!(lines.any(|line| line == "open"));
    let held = found_in(child.id(), &needles);
    writeln!(answer).unwrap();
    assert!(lines.any(|line| line == "closed"));
    let found = found_in(child.id(), &needles);
    drop(answer);
    child.wait().unwrap();
    assert!(held.iter().any(|line| line.starts_with("a name")) && held.iter().any(|line| line.contains("data key")));
    assert_eq!(found, Vec::<String>::new());
}

//! Closing the day, cut off or refused by the disk at any step, copying to the stick included: no batch is lost or doubled.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use lanyard::batch::chain::verify_chain;
use lanyard::batch::digest::Digest;
use lanyard::batch::keys::RecipientIdentity;
use lanyard::batch::verify::verify;
use lanyard::domain::purpose::Purpose;

use super::list;
use super::matrix::{Deed, Fault, at_many_points, lanyard, undisturbed};
use crate::desk::scene::{Closed, Scene};

/// Closes the day for both recipients, onto the stick.
const CLOSE: Deed = |folder| {
    let stick = folder.join("stick").to_str().unwrap().to_owned();
    lanyard(folder, &["close-day", "--event", "open-day-2026", "--to", "office", "news", "--out", &stick])
};

/// A desk that closed one day for two recipients, and has had visitors since then.
struct Days {
    desk: Closed,
    ends: [(&'static str, RecipientIdentity); 2],
    visitors: usize,
}

impl Days {
    fn new() -> Self {
        let mut scene = Scene::new();
        let (_, office) = scene.recipient("office", &[Purpose::RecordKeeping]);
        let (_, news) = scene.recipient("news", &[Purpose::News]);
        fs::create_dir(scene.folder.join("stick")).unwrap();
        assert!(scene.register(&list(0..6)).1.is_empty());
        let desk = scene.close();
        assert!(undisturbed(desk.folder.path(), CLOSE).success());
        let mut scene = desk.open();
        assert!(scene.register(&list(6..10)).1.is_empty());
        Self { desk: scene.close(), ends: [("office", office), ("news", news)], visitors: 10 }
    }
}

/// The digest of every batch on the stick, by its name; what a kill left unfinished there has another name.
fn on_the_stick(scene: &Closed) -> BTreeMap<String, String> {
    let files = fs::read_dir(scene.folder.join("stick")).unwrap().map(|entry| entry.unwrap());
    let named = files.map(|file| (file.file_name().into_string().unwrap(), file.path()));
    let batches = named.filter(|(name, _)| !name.starts_with("unfinished-"));
    batches.map(|(name, path)| (name, Digest::of(&fs::read(path).unwrap()).hex())).collect()
}

/// What the desk committed: the name of every batch, and the digest of its file once it was sealed.
fn committed(scene: &Scene) -> BTreeMap<String, Option<String>> {
    let conn = scene.desk.vault().conn().unwrap();
    let mut batches = conn.prepare("SELECT file_name, lower(hex(file_sha256)) FROM batch").unwrap();
    let rows = batches.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).unwrap();
    rows.map(|row| row.unwrap()).map(|(name, digest)| (name, Some(digest).filter(|d| !d.is_empty()))).collect()
}

/// Looks at a desk whose closing was cut off, closes the day again, and verifies all that the recipients then have. Says
/// whether both batches had got to the stick already.
fn nothing_is_lost_or_doubled(days: &Days, scene: Closed) -> bool {
    let copied = on_the_stick(&scene);
    let open = scene.open();
    let health = open.desk.check().unwrap();
    assert!(health.pages.is_clean() && health.ledger.is_ok());
    let known = committed(&open);
    for (name, digest) in &copied {
        assert_eq!(known.get(name), Some(&Some(digest.clone())), "{name} is on the stick and was not committed");
    }

    let scene = open.close();
    let again = undisturbed(scene.folder.path(), CLOSE);
    assert!(again.success(), "{again:?}");
    let stick = on_the_stick(&scene);
    assert!(copied.iter().all(|(name, digest)| stick.get(name) == Some(digest)), "a copy was superseded");
    let open = scene.open();
    let sealed: BTreeMap<_, _> =
        committed(&open).into_iter().map(|(name, digest)| (name, digest.unwrap_or_default())).collect();
    assert_eq!(stick, sealed, "the recipients have other batches than the desk made");
    let outbox = open.desk.outbox();
    for (name, digest) in &sealed {
        assert_eq!(Digest::of(&fs::read(outbox.join(name)).unwrap()).hex(), *digest, "{name} in the outbox");
    }
    for (recipient, identity) in &days.ends {
        whole_chain(days, &open, recipient, identity);
    }
    copied.len() == 4
}

/// Every batch to one recipient verifies, they are 1, 2, 3 and so on, and each visitor is sent once.
fn whole_chain(days: &Days, open: &Scene, recipient: &str, identity: &RecipientIdentity) {
    let names = committed(open).into_keys().filter(|name| name.contains(&format!("_{recipient}_")));
    let stick = open.folder.join("stick");
    let mut batches: Vec<_> = names.map(|name| verify(&stick.join(name), identity, &open.key()).unwrap()).collect();
    verify_chain(&batches, None).unwrap();
    let numbers: Vec<_> = batches.iter().map(|batch| batch.statement().header.sequence).collect();
    assert_eq!(numbers, (1..=u32::try_from(numbers.len()).unwrap()).collect::<Vec<_>>());
    let (mut sent, mut people) = (0, BTreeSet::new());
    for batch in &mut batches {
        let mut rows = batch.rows("registrations.csv").unwrap();
        while let Some(row) = rows.next_row().unwrap() {
            sent += 1;
            people.extend(row.get("registration").map(str::to_owned));
        }
    }
    assert_eq!((sent, people.len()), (days.visitors, days.visitors), "{recipient}");
}

fn under(fault: Fault) {
    let days = Days::new();
    at_many_points(fault, &days.desk, CLOSE, |scene, _| nothing_is_lost_or_doubled(&days, scene));
}

#[test]
fn r21_no_batch_is_lost_or_doubled_by_a_kill_at_any_step() {
    under(Fault::Kill);
}

#[test]
fn r21_no_batch_is_lost_or_doubled_when_a_sync_fails() {
    under(Fault::SyncFails);
}

#[test]
fn r21_no_batch_is_lost_or_doubled_when_the_disk_is_full() {
    under(Fault::DiskFull);
}

#[test]
fn r21_no_batch_is_lost_or_doubled_when_no_file_may_grow() {
    under(Fault::FileSize);
}

#[test]
fn r21_no_batch_is_lost_or_doubled_when_the_disk_may_only_be_read() {
    under(Fault::ReadOnly);
}

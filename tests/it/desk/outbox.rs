//! What lies sealed in the outbox: never copied, and never called whole, where it is not what was sealed.

use std::path::{Path, PathBuf};

use lanyard::batch::digest::Digest;
use lanyard::batch::error::BatchError;
use lanyard::batch::keys::RecipientIdentity;
use lanyard::batch::signing::SigningKey;
use lanyard::desk::{Closed, Desk, DeskError, NewReader, NewRecipient, Passphrase};
use lanyard::domain::code::Code;
use lanyard::domain::purpose::Purpose;
use lanyard::domain::staff::{Handle, Role};

use super::scene::Scene;

/// A desk that closed its day for two, a stick with whole copies, and an empty one.
struct Evening {
    scene: Scene,
    batches: Vec<Closed>,
    stick: PathBuf,
    other: PathBuf,
}

impl Evening {
    fn new() -> Self {
        let mut scene = Scene::new();
        scene.register("given_name,date_of_birth,asked_how\nAnn,1990-01-01,out loud\n");
        let (office, _) = scene.recipient("office", &[Purpose::RecordKeeping]);
        let (news, _) = scene.recipient("news", &[Purpose::News]);
        let batches = scene.desk.close_day(&scene.event, &[office, news]).unwrap();
        let [stick, other] = ["stick", "other"].map(|name| scene.folder.join(name));
        for folder in [&stick, &other] {
            std::fs::create_dir(folder).unwrap();
        }
        for batch in &batches {
            scene.desk.copy_out(batch, &stick).unwrap();
        }
        Self { scene, batches, stick, other }
    }

    fn is_whole(&self) -> bool {
        self.scene.desk.check().unwrap().is_clean()
    }
}

fn change(file: &Path) {
    let mut bytes = std::fs::read(file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 3].iter_mut().for_each(|byte| *byte ^= 1);
    std::fs::write(file, bytes).unwrap();
}

#[test]
fn r22_a_changed_file_in_the_outbox_is_found_and_is_not_copied_but_taken_back_from_a_whole_copy() {
    let mut evening = Evening::new();
    let (batches, stick, other) = (evening.batches.clone(), evening.stick.clone(), evening.other.clone());
    assert!(evening.is_whole());
    let batch = &batches[0];
    change(&batch.path);
    let health = evening.scene.desk.check().unwrap();
    assert!(health.pages.is_clean() && health.ledger.is_ok() && !health.is_clean());
    let said = health.outbox[0].to_string();
    assert!(
        said.starts_with("Batch 1 to office (") && said.contains(") was changed or damaged in the outbox"),
        "{said}"
    );
    assert_eq!(health.outbox.len(), 1);

    let refused = evening.scene.desk.copy_out(batch, &other);
    assert!(matches!(refused, Err(DeskError::Batch(BatchError::NotAsSealed { .. }))));
    assert_eq!(std::fs::read_dir(&other).unwrap().count(), 0);
    assert!(!evening.scene.desk.copy_out(&batches[1], &other).unwrap().taken_back, "the other one is whole");

    assert!(evening.scene.desk.copy_out(batch, &stick).unwrap().taken_back);
    assert_eq!(Digest::of(&std::fs::read(&batch.path).unwrap()), batch.file_sha256);
    assert!(evening.is_whole());
    assert!(!evening.scene.desk.copy_out(batch, &other).unwrap().taken_back);
}

#[test]
fn r22_a_file_that_left_the_outbox_is_missed_unless_it_is_of_an_earlier_epoch() {
    let mut evening = Evening::new();
    std::fs::remove_dir_all(evening.batches[0].path.parent().unwrap()).unwrap();
    let faults = evening.scene.desk.outbox_faults().unwrap();
    assert!(faults.len() == 2 && faults.iter().all(|fault| fault.gone));
    let refused = evening.scene.desk.copy_out(&evening.batches[0], &evening.other);
    assert!(matches!(refused, Err(DeskError::Batch(BatchError::NotInOutbox { .. }))));
    for batch in &evening.batches {
        assert!(evening.scene.desk.copy_out(batch, &evening.stick).unwrap().taken_back);
    }
    assert!(evening.is_whole());

    // A restore begins a new epoch, and a new folder has no outbox: that is known, and no fault.
    let backup = evening.scene.desk.backup(Some(&evening.scene.folder.made("backups"))).unwrap().path;
    let (scene, _) = evening.scene.restored(&backup);
    let waiting = scene.desk.waiting(&[Code::new("office").unwrap()]).unwrap();
    assert_eq!(waiting, evening.batches[..1]);
    std::fs::remove_file(&waiting[0].path).unwrap();
    assert_eq!(scene.desk.outbox_faults().unwrap(), []);
    change(&evening.batches[1].path);
    assert_eq!(scene.desk.outbox_faults().unwrap().len(), 1);
}

#[test]
fn r22_whoever_works_here_may_check_the_desk_and_its_outbox() {
    let evening = Evening::new();
    std::fs::remove_file(&evening.batches[0].path).unwrap();
    let (handle, passphrase) = (Handle::parse("sam").unwrap(), Passphrase::given("another long phrase"));
    let mut scene = evening.scene;
    let sam = NewReader { handle, name: "Sam".into(), role: Role::Desk, passphrase };
    scene.desk.add_staff(&sam).unwrap();
    let closed = scene.close();
    let desk = Desk::open(&closed.folder.join("Day.lanyard"), &sam.handle, &sam.passphrase, &closed.env).unwrap();
    let health = desk.check().unwrap();
    assert!(health.ledger.is_ok() && !health.is_clean(), "sound, and a batch is missed");
}

/// Names a recipient of this code with keys of its own.
fn name(scene: &mut Scene, code: &str) -> Result<(), DeskError> {
    let new = NewRecipient {
        code: Code::new(code).unwrap(),
        name: "Somebody else".into(),
        age_key: RecipientIdentity::generate().public().to_string(),
        minisign_key: SigningKey::generate().unwrap().public().to_string(),
        purposes: [Purpose::RecordKeeping].into(),
    };
    scene.desk.add_recipient(new).map(drop)
}

#[test]
fn r21_r22_a_code_that_batches_were_sealed_under_is_nobody_elses_in_this_epoch() {
    let mut evening = Evening::new();
    let digest = |batch: &Closed| Digest::of(&std::fs::read(&batch.path).unwrap());
    let [office, news] = ["office", "news"].map(|code| Code::new(code).unwrap());
    evening.scene.desk.remove_recipient(&office).unwrap();
    let refused = name(&mut evening.scene, "office").unwrap_err();
    assert!(matches!(&refused, DeskError::CodeHasBatches(code) if *code == office), "{refused}");
    assert!(refused.to_string().contains("Nothing was changed; choose another code, such as office-2."));
    assert_eq!(evening.scene.desk.recipients().unwrap().len(), 1, "and nobody was named");
    assert_eq!(digest(&evening.batches[0]), evening.batches[0].file_sha256, "what was sealed is as it was");

    // Another code has a chain of its own; one that nothing was sealed under is free again.
    let (other, _) = evening.scene.recipient("office-2", &[Purpose::RecordKeeping]);
    let first = evening.scene.desk.close_day(&evening.scene.event, &[other]).unwrap();
    assert_eq!((first[0].sequence, first[0].people), (1, 1));
    name(&mut evening.scene, "press").unwrap();
    evening.scene.desk.remove_recipient(&Code::new("press").unwrap()).unwrap();
    name(&mut evening.scene, "press").unwrap();

    // The names of files say the epoch: in a new one the code may be somebody's again.
    let backup = evening.scene.desk.backup(Some(&evening.scene.folder.made("backups"))).unwrap().path;
    let (mut scene, _) = evening.scene.restored(&backup);
    let (again, _) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let batches = scene.desk.close_day(&scene.event, &[again, news]).unwrap();
    assert!(evening.batches.iter().all(|old| batches.iter().all(|new| new.path != old.path)));
    assert!(evening.batches.iter().all(|old| digest(old) == old.file_sha256));
}

#[test]
fn r22_a_sealed_file_is_not_made_anew_whatever_takes_its_name() {
    let mut evening = Evening::new();
    let (batch, office) = (evening.batches[0].clone(), Code::new("office").unwrap());
    let conn = evening.scene.desk.vault().conn().unwrap();
    // As a desk can be that let a code be used again: the next batch would begin that recipient's chain.
    conn.execute_batch(
        "DROP TRIGGER batch_stays;
         UPDATE batch SET recipient = (SELECT id FROM recipient WHERE code = 'news'), sequence = 9
             WHERE recipient = (SELECT id FROM recipient WHERE code = 'office')",
    )
    .unwrap();
    let refused = evening.scene.desk.close_day(&evening.scene.event, &[office]);
    assert!(matches!(refused, Err(DeskError::Batch(BatchError::AlreadyThere { .. }))), "{refused:?}");
    assert_eq!(Digest::of(&std::fs::read(&batch.path).unwrap()), batch.file_sha256);
}

#[test]
fn r21_whoever_is_named_twice_gets_one_batch() {
    let mut evening = Evening::new();
    let office = Code::new("office").unwrap();
    let twice = [office.clone(), office];
    let closed = evening.scene.desk.close_day(&evening.scene.event, &twice).unwrap();
    assert_eq!(closed.iter().map(|batch| batch.sequence).collect::<Vec<_>>(), [2]);
    let waiting = evening.scene.desk.waiting(&twice).unwrap();
    assert_eq!(waiting.iter().map(|batch| batch.sequence).collect::<Vec<_>>(), [1, 2]);
}

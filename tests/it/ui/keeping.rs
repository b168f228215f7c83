//! What is kept, how long and how safely, in the window (R22, R24): what is due, what waits for the office, letting it go, with
//! its certificate; backups that are looked into; and the sheets.

use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT;
use lanyard::batch::acknowledgement::{Acknowledgement, Outcome, RowResult};
use lanyard::desk::{
    Access, Desk, Kdf, NewReader, NewRecipient, Passphrase, RecipientIdentity, Restoring, SigningKey, VerifyingKey,
    verify,
};
use lanyard::domain::code::Code;
use lanyard::domain::ids::RegistrationId;
use lanyard::domain::purpose::Purpose;
use lanyard::domain::rules::{BackUpEvery, LockAfter};
use lanyard::domain::staff::Role;

use super::scenes::page;
use super::stage::{Before, Stage, handle};
use crate::desk::day::rows;
use crate::desk::scene::{Scene, WALK_INS};
use crate::support::pdf;
use crate::support::scratch::files;

/// Somebody who receives everything, and signs what they took in.
pub(crate) struct Office {
    pub(crate) code: Code,
    pub(crate) identity: RecipientIdentity,
    signs: SigningKey,
}

/// A desk with visitors and an office, whose day was closed.
fn closed() -> (Before, Office) {
    let before = Before::with_visitors();
    let mut desk = before.open();
    let office = office(&mut desk);
    let event = desk.events().unwrap()[0].definition().code.clone();
    desk.close_day(&event, std::slice::from_ref(&office.code)).unwrap();
    drop(desk);
    (before, office)
}

/// An office whose keys were compared.
pub(crate) fn office(desk: &mut Desk) -> Office {
    let office = Office {
        code: Code::new("office").unwrap(),
        identity: RecipientIdentity::generate(),
        signs: SigningKey::generate().unwrap(),
    };
    let new = NewRecipient {
        code: office.code.clone(),
        name: "Admissions office".into(),
        age_key: office.identity.public().to_string(),
        minisign_key: office.signs.public().to_string(),
        purposes: [Purpose::RecordKeeping].into(),
    };
    let words = desk.add_recipient(new).unwrap().words().join(" ");
    desk.confirm_words(&office.code, &words).unwrap();
    office
}

/// A backup on a stick, and the office's batches, which tell of somebody who was undone after it.
pub(super) struct Told {
    pub(super) before: Before,
    pub(super) backup: PathBuf,
    /// The folder of the batches.
    pub(super) batches: PathBuf,
    /// The key file that opens them.
    pub(super) keys: PathBuf,
    person: RegistrationId,
}

/// Amara was undone after a backup, and the day was closed after that.
pub(super) fn told_by_a_batch() -> Told {
    let before = Before::with_visitors();
    let mut desk = before.open();
    let office = office(&mut desk);
    let event = desk.events().unwrap()[0].definition().code.clone();
    desk.close_day(&event, std::slice::from_ref(&office.code)).unwrap();
    // On a stick: undoing replaces those in the folder.
    let backup = desk.backup(Some(&before.folder.made("stick"))).unwrap().path;
    let person = desk.find(&event, "amara", 1).unwrap().remove(0).registered.id;
    desk.undo(person).unwrap();
    desk.close_day(&event, std::slice::from_ref(&office.code)).unwrap();
    let batches = before.folder.made("from the office");
    for batch in desk.waiting(std::slice::from_ref(&office.code)).unwrap() {
        std::fs::copy(&batch.path, batches.join(batch.path.file_name().unwrap())).unwrap();
    }
    drop(desk);
    let keys = before.folder.join("key.txt");
    std::fs::write(&keys, format!("# the office\n{}\n", *office.identity.to_secret_text())).unwrap();
    Told { before, backup, batches, keys, person }
}

/// The office's answer to the newest batch, as two files: all of it is taken in, or none.
fn answer(before: &Before, office: &Office, result: Outcome) -> PathBuf {
    let desk = before.open();
    let key: VerifyingKey = desk.public_key().unwrap().0.parse().unwrap();
    let batch = desk.waiting(std::slice::from_ref(&office.code)).unwrap().pop().unwrap();
    let mut batch = verify(&batch.path, &office.identity, &key).unwrap();
    let results = rows(&mut batch, "registrations.csv")
        .iter()
        .map(|row| RowResult { registration: row["registration"].parse().unwrap(), result })
        .collect();
    let signed = Acknowledgement::new(batch.point(), results).sign(&office.signs).unwrap();
    let file = before.folder.join("answer.json");
    std::fs::write(&file, &signed.json).unwrap();
    std::fs::write(before.folder.join("answer.json.minisig"), &signed.signature).unwrap();
    file
}

/// The label of the field that has to be filled in before anything goes.
pub(super) fn to_type(stage: &Stage) -> String {
    let says = stage.everything().into_iter().find(|said| said.starts_with("Type ERASE "));
    says.unwrap_or_else(|| panic!("nothing is to be typed\n{:#?}", stage.everything()))
}

fn papers(before: &Before) -> PathBuf {
    let folder = before.folder.join("papers");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// From the dry run to the last button, by the keyboard.
fn confirm(stage: &mut Stage, into: &Path) {
    stage.click("Go on");
    assert!(stage.says("It cannot be undone."), "{:#?}", stage.everything());
    let label = to_type(stage);
    assert!(stage.control("Let it go").accesskit_node().is_disabled(), "nothing is confirmed yet");
    stage.rewrite("Folder", &into.to_string_lossy());
    stage.write(&label, label.trim_start_matches("Type ").trim_end_matches(" to confirm"));
    stage.control("Let it go").focus();
    stage.settle();
    stage.key(Key::Enter);
}

fn take_in(stage: &mut Stage, file: &Path) {
    stage.write("File", &file.to_string_lossy());
    stage.key(Key::Enter);
}

/// Everything that is written as Markdown in a folder.
fn markdown(folder: &Path) -> String {
    let found = files(folder).into_iter().filter(|file| file.extension().is_some_and(|kind| kind == "md"));
    found.map(|file| std::fs::read_to_string(file).unwrap()).collect()
}

fn held(desk: &Desk, table: &str) -> i64 {
    let query = format!("SELECT count(*) FROM {table}");
    desk.vault().conn().unwrap().query_row(&query, [], |row| row.get(0)).unwrap()
}

/// Days after which the period of a registration is over, and that of the details of the day long before.
const TWO_YEARS: TimeDelta = TimeDelta::days(731);

#[test]
fn what_is_due_waits_for_the_office_and_goes_once_it_has_acknowledged_with_a_certificate_r24() {
    let (before, office) = closed();
    let file = answer(&before, &office, Outcome::Imported);
    before.clock.forward(TWO_YEARS);
    let into = papers(&before);
    let mut stage = before.unlocked();
    page(&mut stage, "Keep and back up");
    assert!(stage.says("due now."), "{:#?}", stage.everything());
    stage.click("See what goes");
    // The details of the day never go to the office; everything else waits for it.
    assert!(stage.says("Waits for the office: 30") && stage.says("Goes: 3"), "{:#?}", stage.everything());
    assert!(stage.says("the office has not acknowledged all that is held of them"));
    confirm(&mut stage, &into);
    stage.wait_for(|stage| stage.says("The certificate: "));
    assert!(stage.says("Health, disability and diet notes: erased of 3 people"), "{:#?}", stage.everything());
    assert!(stage.says("Something due stays of 30 people"), "{:#?}", stage.everything());
    stage.click("Done");

    stage.click("See what goes");
    assert!(stage.control("Go on").accesskit_node().is_disabled(), "never deleted unless a lead says why");
    stage.click("Take in what they acknowledge");
    let nothing = stage.before.folder.join("nothing.json");
    take_in(&mut stage, &nothing);
    assert!(stage.says("could not be read"), "{:#?}", stage.everything());
    stage.rewrite("File", &file.to_string_lossy());
    stage.key(Key::Enter);
    assert!(stage.says("Admissions office took in all of it"), "{:#?}", stage.everything());

    stage.click("See what goes");
    assert!(stage.says("Goes: 30") && !stage.says("Waits for the office: "), "{:#?}", stage.everything());
    confirm(&mut stage, &into);
    stage.wait_for(|stage| stage.says("The certificate: "));
    assert!(stage.says("Name, contact and interests: erased of 30 people"), "{:#?}", stage.everything());
    stage.click("Done");
    assert!(!stage.says("due now."), "{:#?}", stage.everything());

    let mut written = files(&into);
    written.sort_by_key(|file| std::fs::metadata(file).unwrap().modified().unwrap());
    assert_eq!(written.len(), 4, "{written:?}");
    let pdf = written.iter().rfind(|file| file.extension().is_some_and(|kind| kind == "pdf")).unwrap();
    if let Some(text) = pdf::text_of(pdf) {
        for said in ["Certificate of deletion", "Open Day & Course Fair", "priya", "of 30 registrations"] {
            assert!(text.contains(said), "{said}\n{text}");
        }
        assert!(!text.contains("Amara"), "it names nobody\n{text}");
    }
    let desk = stage.close().open();
    assert_eq!((held(&desk, "special_value"), held(&desk, "registration_version WHERE salt IS NOT NULL")), (0, 0));
    assert!(held(&desk, "consent_event WHERE salt IS NOT NULL") > 0, "the proof outlives what it proves");
    assert!(desk.check().unwrap().ledger.is_ok());
}

#[test]
fn what_the_office_refused_goes_only_by_a_decision_with_its_reason_and_a_folder_that_takes_files_r24() {
    let (before, office) = closed();
    let file = answer(&before, &office, Outcome::Rejected);
    before.clock.forward(TWO_YEARS);
    let into = papers(&before);
    let mut stage = before.unlocked();
    page(&mut stage, "Keep and back up");
    stage.click("Take in an acknowledgement");
    take_in(&mut stage, &file);
    assert!(stage.says("did not take in 30 people"), "{:#?}", stage.everything());
    stage.click("What is due");
    stage.click("Let it go all the same, and say why");
    assert!(stage.says("Goes: 30"), "{:#?}", stage.everything());
    stage.click("Go on");
    assert!(stage.says("Say why, in one line"), "{:#?}", stage.everything());
    stage.write("Why, for the log and the certificate", "the office has closed");
    stage.click("Go on");
    assert!(stage.says("“the office has closed”"), "{:#?}", stage.everything());
    // Esc goes back one step, and nothing is lost.
    stage.key(Key::Escape);
    let why = stage.field("Why, for the log and the certificate").value();
    assert_eq!(why.as_deref(), Some("the office has closed"));

    let nowhere = stage.before.folder.join("no such folder");
    confirm(&mut stage, &nowhere);
    assert!(stage.says("There is no such folder"), "{:#?}", stage.everything());
    stage.rewrite("Folder", &into.to_string_lossy());
    stage.click("Let it go");
    stage.wait_for(|stage| stage.says("The certificate: "));
    let text = markdown(&into);
    assert!(text.contains("the office has closed"), "{text}");
    let desk = stage.close().open();
    assert_eq!(held(&desk, "registration_version WHERE salt IS NOT NULL"), 0);
}

#[test]
fn a_clock_that_was_set_back_is_said_and_nothing_goes_by_it_r24() {
    let (before, _) = closed();
    before.clock.forward(TimeDelta::days(9));
    let event = before.open().events().unwrap()[0].definition().code.clone();
    before.open().count_only(&event).unwrap();
    before.clock.forward(TimeDelta::days(-1));
    let mut stage = before.unlocked();
    page(&mut stage, "Keep and back up");
    assert!(stage.says("The clock of this computer is behind"), "{:#?}", stage.everything());
    assert!(stage.control("What is due").accesskit_node().is_disabled());
    assert!(!stage.shows("See what goes"));
    // A lead says that it is right now; it stays in the log who did.
    stage.click("The clock is right");
    stage.wait_for(|stage| !stage.says("The clock of this computer is behind"));
    assert!(!stage.control("What is due").accesskit_node().is_disabled());
    assert!(stage.shows("See what goes"), "{:#?}", stage.everything());
    let desk = stage.close().open();
    assert_eq!(held(&desk, "act WHERE kind = 'confirm-clock'"), 1);
}

#[test]
fn before_a_period_is_over_the_page_says_when_it_will_be_and_not_now_puts_it_away_r24() {
    let mut stage = Before::with_visitors().unlocked();
    page(&mut stage, "Keep and back up");
    assert!(stage.says("due on 29 November 2026."), "{:#?}", stage.everything());
    assert!(stage.says("Kept 2 years, until 20 Nov 2028"), "{:#?}", stage.everything());
    stage.click("See what goes");
    assert!(stage.says("Nothing goes now.") && stage.says("Not due yet"), "{:#?}", stage.everything());
    stage.press(Modifiers::NONE, Key::Escape);
    stage.settle();
    stage.click("Not now");
    assert!(!stage.says("due on 29 November 2026."), "{:#?}", stage.everything());
}

#[test]
fn desk_staff_see_nothing_of_it_r24() {
    let mut stage = Before::desk().unlocked_by_desk_staff();
    stage.ctrl(Key::Num5);
    for hidden in ["Keep and back up", "What is due", "Incident sheet", "Lock after"] {
        assert!(!stage.shows(hidden), "{hidden}: {:#?}", stage.everything());
    }
}

#[test]
fn backups_are_made_here_and_elsewhere_and_each_is_really_looked_into_r22_r24() {
    let before = Before::desk();
    let stick = before.folder.join("stick");
    std::fs::create_dir_all(&stick).unwrap();
    let mut stage = before.unlocked();
    page(&mut stage, "Keep and back up");
    assert!(stage.says("There is no backup yet."));
    stage.click("Back up now");
    assert!(stage.says("21 November 2026, 10:42:00, beside the desk"), "{:#?}", stage.everything());
    assert!(stage.says("Backed up 10:42") && stage.says("Opens fine"), "it was opened when it was made");
    stage.click("Change where the next backup goes");
    stage.click("Another medium, A stick or a folder that is kept elsewhere");
    stage.click("Keep it there");
    assert!(stage.says("Choose a folder"));
    stage.write("Folder", &stick.to_string_lossy());
    stage.click("Keep it there");
    stage.wait(TimeDelta::seconds(90));
    stage.click("Back up now");
    assert!(stage.says("on ") && stage.says("lanyard-backup-"), "{:#?}", stage.everything());
    assert_eq!(std::fs::read_dir(&stick).unwrap().count(), 1);

    // After a restart nobody knows of the copies; looking finds the one that is damaged.
    let before = stage.close();
    before.open().backup(None).unwrap();
    let first = files(&before.place().join("backups")).into_iter().find(|file| file.ends_with("desk.db")).unwrap();
    let mut bytes = std::fs::read(&first).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&first, bytes).unwrap();
    let mut stage = before.unlocked();
    page(&mut stage, "Keep and back up");
    assert!(stage.says("Not checked") && !stage.says("Opens fine"), "{:#?}", stage.everything());
    stage.click("Check all copies");
    let count = |stage: &Stage, word: &str| stage.everything().iter().filter(|said| said.ends_with(word)).count();
    assert_eq!((count(&stage, "Damaged"), count(&stage, "Opens fine")), (1, 1), "{:#?}", stage.everything());
}

#[test]
fn how_often_the_desk_backs_itself_up_is_set_and_kept_with_the_desk_r22() {
    let mut stage = Before::desk().unlocked();
    page(&mut stage, "Keep and back up");
    stage.control("Back up by itself").focus();
    stage.harness.step();
    for key in [Key::Enter, Key::ArrowDown, Key::Enter] {
        stage.key(key);
    }
    assert_eq!(stage.field("Back up by itself").value().as_deref(), Some("Every hour"), "{:#?}", stage.everything());
    let desk = stage.close().open();
    let rules = desk.rules().unwrap();
    assert_eq!((rules.back_up_every, rules.lock_after), (BackUpEvery::of(60), LockAfter::default()));
}

#[test]
fn the_sheets_are_written_and_name_nobody_r22_r27() {
    let before = Before::with_visitors();
    let into = papers(&before);
    let mut stage = before.unlocked();
    page(&mut stage, "Keep and back up");
    for (button, said) in [("Incident sheet", "72 hours"), ("Record of processing", "Open Day & Course Fair")] {
        stage.click(button);
        stage.click("Write it");
        assert!(stage.says("Choose a folder"), "{:#?}", stage.everything());
        stage.write("Folder", "/no such folder");
        stage.click("Write it");
        assert!(stage.says("There is no such folder"), "{:#?}", stage.everything());
        stage.rewrite("Folder", &into.to_string_lossy());
        stage.click("Write it");
        assert!(stage.says("is written"), "{:#?}", stage.everything());
        assert!(!stage.shows("Write it"), "the dialog goes with it");
        let text = markdown(&into);
        assert!(text.contains(said), "{said}\n{text}");
        assert!(!text.contains("Amara"), "{text}");
    }
    assert_eq!(files(&into).len(), 4, "each as PDF and as Markdown");
}

#[test]
fn r22_the_sheet_of_another_laptop_is_written_out_of_the_batches_that_the_office_has() {
    let mut scene = Scene::new();
    let (kept, _) = scene.register(WALK_INS);
    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let closed = scene.desk.close_day(&scene.event, &[office]).unwrap();
    let batches = closed[0].path.parent().unwrap().to_owned();
    let key = scene.folder.join("office.txt");
    std::fs::write(&key, identity.to_secret_text().as_bytes()).unwrap();
    let desk_key = scene.desk.public_key().unwrap().0;

    let before = Before::with_visitors();
    let into = papers(&before);
    let mut stage = before.unlocked();
    page(&mut stage, "Keep and back up");
    stage.click("Incident sheet");
    stage.click("Another laptop, out of its batches…");
    stage.rest();
    assert_eq!(stage.focused().as_deref(), Some("Folder with its batches"));
    let faults = super::sound::faults(&mut stage.harness);
    assert!(faults.is_empty(), "{faults:#?}");
    stage.click("Write it");
    assert!(
        stage.says("Choose the key file") && stage.says("Write that desk’s public key"),
        "{:#?}",
        stage.everything()
    );
    stage.write("Folder with its batches", &batches.to_string_lossy());
    stage.write("The key file they are sealed to", &key.to_string_lossy());
    stage.write("That desk’s public key", "RWnothing");
    stage.write("Folder", &into.to_string_lossy());
    stage.click("Write it");
    assert!(stage.says("No sheet was written."), "{:#?}", stage.everything());
    stage.rewrite("That desk’s public key", &desk_key);
    stage.click("Write it");
    assert!(stage.says("The incident sheet is written."), "{:#?}", stage.everything());
    let text = markdown(&into);
    assert!(text.contains(&format!("**People:** {}", kept.len())), "{text}");
    assert!(text.contains("not known to the office"), "{text}");
}

#[test]
fn a_backup_is_restored_in_the_window_and_what_was_erased_since_stays_so_r22_r18() {
    let before = Before::with_visitors();
    let (event, gone, person) = {
        let mut desk = before.open();
        let event = desk.events().unwrap()[0].definition().code.clone();
        desk.backup(None).unwrap();
        let person = desk.find(&event, "amara", 1).unwrap().remove(0).registered.id;
        desk.undo(person).unwrap();
        (event, held(&desk, "registration"), person)
    };
    let mut stage = before.unlocked();
    page(&mut stage, "Keep and back up");
    stage.click("Restore a backup");
    stage.click("Restore it");
    assert!(stage.says("Write your passphrase"), "{:#?}", stage.everything());
    stage.write("Passphrase of priya", "not this one at all");
    stage.click("Restore it");
    assert!(stage.says("That passphrase is not right"), "{:#?}", stage.everything());
    stage.write("Passphrase of priya", super::stage::PASSPHRASE);
    stage.click("Restore it");
    stage.wait_for(|stage| stage.says("The backup is restored"));
    assert!(stage.shows("13 or over?"), "the desk is open: {:#?}", stage.everything());
    let before = stage.close();
    let desk = before.open();
    assert_eq!(held(&desk, "registration"), gone);
    assert!(desk.find(&event, "amara", 1).unwrap().is_empty(), "it was undone after the backup");
    assert!(desk.history(person).is_err());
    assert_eq!(desk.set_asides().unwrap().len(), 1);
    assert!(desk.check().unwrap().ledger.is_ok());
}

/// A desk that was restored from its backup: what was there before is set aside.
pub(crate) fn with_a_desk_set_aside() -> Before {
    let before = Before::desk();
    before.open().backup(None).unwrap();
    let backup = before.open().backups().unwrap().remove(0).path;
    let (by, passphrase) = (handle(), Passphrase::given(super::stage::PASSPHRASE));
    let access = Access { handle: &by, passphrase: &passphrase };
    let restoring = Restoring {
        backup: &backup,
        opens_backup: access,
        opens_present: access,
        batches: &[],
        identities: &[],
        desk_key: None,
        nothing_newer: None,
    };
    let env = before.clock.env(&before.folder, 901);
    drop(Desk::restore(&before.place(), &restoring, &env).unwrap());
    before
}

/// The desks set aside, as a lead looks at them.
pub(crate) fn looks_at_what_is_set_aside(stage: &mut Stage) {
    page(stage, "Keep and back up");
    stage.rest();
    stage.focus("Look at the desks set aside");
    stage.key(Key::Enter);
    stage.rest();
}

/// The question before one is discarded.
pub(crate) fn asks_before_discarding(stage: &mut Stage) {
    looks_at_what_is_set_aside(stage);
    let all = stage.everything();
    let discard = all.iter().find(|said| said.starts_with("Discard the desk set aside ")).expect("one is there");
    stage.focus(discard);
    stage.key(Key::Enter);
    stage.rest();
}

#[test]
fn a_desk_that_was_set_aside_is_listed_and_discarded_by_a_lead_who_was_told_what_is_lost() {
    let mut stage = with_a_desk_set_aside().unlocked();
    page(&mut stage, "Keep and back up");
    stage.rest();
    assert!(stage.says("1 desk set aside"), "{:#?}", stage.everything());
    asks_before_discarding(&mut stage);
    for lost in ["Whoever registered there after the backup", "with their proof", "It cannot be undone"] {
        assert!(stage.says(lost), "{lost}: {:#?}", stage.everything());
    }
    assert_eq!(stage.focused().as_deref(), Some("Keep it"), "the safest has the keyboard");
    stage.key(Key::Escape);
    stage.rest();
    assert!(stage.says("21 November 2026, ") && stage.says("before-restore-"), "{:#?}", stage.everything());
    assert!(!stage.says("It cannot be undone"), "{:#?}", stage.everything());
    stage.key(Key::Escape);
    stage.rest();
    assert_eq!(stage.focused().as_deref(), Some("Look at the desks set aside"), "the keyboard is where it was");
    let before = stage.close();
    assert_eq!(before.open().set_asides().unwrap().len(), 1, "it is kept");

    let mut stage = before.unlocked();
    asks_before_discarding(&mut stage);
    stage.focus("Discard it");
    stage.key(Key::Enter);
    stage.wait_for(|stage| stage.says("Discarded. What only it had is gone."));
    stage.rest();
    assert!(stage.says("No desk is set aside."), "{:#?}", stage.everything());
    stage.key(Key::Escape);
    stage.rest();
    assert!(!stage.says("desk set aside"), "{:#?}", stage.everything());
    let before = stage.close();
    assert!(before.open().set_asides().unwrap().is_empty());
    let left = std::fs::read_dir(before.place()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().starts_with("before-restore-")));
}

#[test]
fn newer_batches_are_replayed_by_a_restore_in_the_window_r15_r22() {
    let Told { before, backup, batches, keys, person } = told_by_a_batch();
    // The desk itself is an older copy of itself again.
    let place = before.place();
    std::fs::remove_file(place.join("desk.db")).unwrap();
    std::fs::remove_dir_all(place.join("backups")).unwrap();
    std::fs::copy(backup.join("desk.db"), place.join("desk.db")).unwrap();
    std::fs::copy(backup.join("desk.key.age"), place.join("desk.key.age")).unwrap();
    std::fs::copy(backup.join("desk.key.age"), place.join("desk.key.age.bak")).unwrap();
    let event = before.open().events().unwrap()[0].definition().code.clone();
    assert_eq!(before.open().find(&event, "amara", 5).unwrap().len(), 1, "it knows nothing of the undoing");

    let mut stage = before.unlocked();
    page(&mut stage, "Keep and back up");
    stage.click("Restore a backup");
    stage.write("The backup’s folder", &backup.to_string_lossy());
    stage.click("Learn from newer batches too, which the office has");
    stage.write("Passphrase of priya", super::stage::PASSPHRASE);
    stage.click("Restore it");
    assert!(stage.says("Choose where the batches are"), "{:#?}", stage.everything());
    stage.write("The folder of the batches", &batches.to_string_lossy());
    stage.write("Their recipients’ key files, or the folder of them", &batches.to_string_lossy());
    stage.click("Restore it");
    assert!(stage.says("No recipient's key file is there"), "{:#?}", stage.everything());
    stage.rewrite("Their recipients’ key files, or the folder of them", &keys.to_string_lossy());
    stage.write("Passphrase of priya", super::stage::PASSPHRASE);
    stage.click("Restore it");
    stage.wait_for(|stage| stage.says("The backup is restored"));
    assert!(stage.says("1 batch is known that the backup did not know."), "{:#?}", stage.everything());
    let desk = stage.close().open();
    assert!(desk.find(&event, "amara", 5).unwrap().is_empty(), "a batch tells that she was undone");
    assert!(desk.history(person).is_err());
    assert!(desk.check().unwrap().ledger.is_ok());
}

#[test]
fn who_is_due_is_named_from_the_banner_and_shown_r24() {
    let (before, _) = closed();
    before.clock.forward(TWO_YEARS);
    let mut stage = before.unlocked();
    page(&mut stage, "Keep and back up");
    stage.click("See what goes");
    stage.click("See who");
    stage.wait_for(|stage| stage.everything().iter().any(|said| said.starts_with("Show Amara Osei-Lindqvist, ")));
    let words = "The office has not acknowledged it all. Waits for the office.";
    assert!(stage.says(words), "{:#?}", stage.everything());
    stage.press(Modifiers::NONE, Key::Escape);
    assert!(stage.says("Waits for the office: 30"), "back to what is due: {:#?}", stage.everything());
    stage.click("See who");
    stage.wait_for(|stage| stage.everything().iter().any(|said| said.starts_with("Show Amara Osei-Lindqvist, ")));
    let show = stage.everything().into_iter().find(|said| said.starts_with("Show Amara Osei-Lindqvist, ")).unwrap();
    stage.click(&show);
    stage.wait_for(|stage| stage.says("Email: amara.ol@example.org"));
}

#[test]
fn a_folder_without_a_backup_is_refused_and_the_desk_stays_open_r22() {
    let before = Before::with_visitors();
    let mut stage = before.unlocked();
    page(&mut stage, "Keep and back up");
    stage.click("Restore a backup");
    let folder = stage.before.folder.join("nothing here");
    std::fs::create_dir_all(&folder).unwrap();
    stage.write("The backup’s folder", &folder.to_string_lossy());
    stage.write("Passphrase of priya", super::stage::PASSPHRASE);
    stage.click("Restore it");
    assert!(stage.says("There is no backup in the folder that was named."), "{:#?}", stage.everything());
    stage.press(Modifiers::NONE, Key::Escape);
    stage.settle();
    stage.click("Back up now");
    assert!(stage.says("Opens fine"), "the desk is open as it was: {:#?}", stage.everything());
}

#[test]
fn the_desk_locks_after_the_time_that_a_lead_set_r22() {
    let mut stage = Before::desk().unlocked();
    page(&mut stage, "Staff and roles");
    stage.control("Lock after").focus();
    stage.settle();
    for key in [Key::Enter, Key::ArrowDown, Key::Enter] {
        stage.key(key);
    }
    assert_eq!(stage.field("Lock after").value().as_deref(), Some("5 minutes"), "{:#?}", stage.everything());
    stage.harness.remove_cursor();
    stage.settle();
    stage.wait(TimeDelta::seconds(270));
    assert!(!stage.says("This desk locks in") && !stage.shows("Desk locked"), "{:#?}", stage.everything());
    stage.wait(TimeDelta::seconds(20));
    assert!(stage.says("This desk locks in"), "{:#?}", stage.everything());
    stage.wait(TimeDelta::seconds(20));
    assert!(stage.shows("Desk locked") && stage.says("5 minutes"), "{:#?}", stage.everything());
    let rules = stage.close().open().rules().unwrap();
    assert_eq!(Some(rules.lock_after), LockAfter::of(5));
}

#[test]
fn the_summary_of_the_day_and_the_incident_sheet_are_offered_where_the_day_is_closed_r22() {
    let (before, _) = closed();
    let into = papers(&before);
    let mut stage = before.unlocked();
    stage.ctrl(Key::Num4);
    stage.click("Print summary");
    stage.write("Folder", &into.to_string_lossy());
    stage.click("Write it");
    assert!(stage.says("The summary is written"), "{:#?}", stage.everything());
    let text = markdown(&into);
    for said in ["# Summary of the day", "**People:** 30", "**News by email:**", "not for the public"] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert!(!text.contains("Amara"), "{text}");
    let tally = stage.everything().into_iter().find(|said| said.starts_with("News by email: ")).unwrap();
    let yes = tally.split(' ').nth(3).unwrap().to_owned();
    assert!(text.contains(&format!("**News by email:** {yes} Yes")), "{tally}\n{text}");

    let stick = stage.before.folder.join("stick");
    std::fs::create_dir_all(&stick).unwrap();
    stage.ctrl(Key::Enter);
    stage.rewrite("Folder", &stick.to_string_lossy());
    stage.ctrl(Key::Enter);
    stage.click("Incident sheet");
    stage.write("Folder", &into.to_string_lossy());
    stage.click("Write it");
    assert!(stage.says("The incident sheet is written"), "{:#?}", stage.everything());
    assert!(markdown(&into).contains("72 hours"));
}

#[test]
fn whoever_can_open_an_empty_desk_is_not_told_that_anything_is_due() {
    let before = Before::nothing();
    let env = before.clock.env(&before.folder, 7);
    let founder = NewReader {
        handle: handle(),
        name: "Priya Nair".into(),
        role: Role::Lead,
        passphrase: Passphrase::given(super::stage::PASSPHRASE),
    };
    let (desk, _) = Desk::create(&before.place(), &founder, Kdf::for_tests(), &env).unwrap();
    assert!(desk.outlooks().unwrap().is_empty());
}

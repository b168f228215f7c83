//! The door: making a desk, unlocking it, locking it (R22).

use chrono::TimeDelta;
use egui::{Event, Key};
use egui_kittest::kittest::NodeT;
use lanyard::desk::{Desk, Passphrase};
use lanyard::worker::RecoveryCode;

use super::keeping::{Told, told_by_a_batch};
use super::scenes;
use super::stage::{Before, HANDLE, NAME, PASSPHRASE, Stage, handle};

/// Fills in the first page for a desk in the stage's folder, and goes on.
fn organisation(stage: &mut Stage) {
    let folder = stage.before.folder.path().display().to_string();
    stage.write("Organisation", "Calder Vale University");
    assert_eq!(stage.field("Desk’s name").value().as_deref(), Some("calder-vale.lanyard"));
    stage.rewrite("Folder", &folder);
    stage.rewrite("Desk’s name", "Day.lanyard");
    stage.key(Key::Enter);
}

fn founder(stage: &mut Stage) {
    stage.write("Your name", NAME);
    assert_eq!(stage.field("Handle").value().as_deref(), Some(HANDLE));
    stage.write("Passphrase", PASSPHRASE);
    stage.write("Type it again", PASSPHRASE);
    stage.key(Key::Enter);
}

/// The groups of the key, as they are shown.
fn key_groups(stage: &Stage) -> Vec<String> {
    let said = stage.everything();
    let group = |number: usize| {
        let begin = format!("Key group {number}: ");
        said.iter().find_map(|said| said.strip_prefix(&begin)).map(str::to_owned)
    };
    (1..=8).filter_map(group).collect()
}

#[test]
fn r22_from_the_first_run_to_an_open_desk() {
    let mut stage = Before::nothing().window();
    assert!(stage.shows("Whose desk is this?"), "{:#?}", stage.everything());
    organisation(&mut stage);
    assert!(stage.shows("Create the desk"), "{:#?}", stage.everything());
    founder(&mut stage);
    assert!(stage.shows("Put the recovery key on paper"), "{:#?}", stage.everything());
    let groups = key_groups(&stage);
    assert_eq!(groups.len(), 8);

    // Nothing goes on before the paper is proven.
    stage.click("Finish");
    assert!(stage.shows("Recovery key"));
    let asked: Vec<usize> = (1..=8).filter(|number| stage.has_field(&format!("Group {number}"))).collect();
    assert_eq!(asked.len(), 2);
    for number in &asked {
        stage.write(&format!("Group {number}"), &groups[number - 1].to_lowercase());
    }
    stage.click("One copy is sealed in an envelope");
    stage.click("It will be kept in a locked place, not with the laptop");
    stage.click("Finish");
    assert!(key_groups(&stage).is_empty());
    assert!(!stage.shows("Whose desk is this?"));

    // What was shown and typed opens the desk.
    let before = stage.close();
    drop(before.open());
    let code = RecoveryCode::parse(&groups.join(" ")).unwrap();
    let recovery = lanyard::domain::staff::Handle::parse("recovery").unwrap();
    let env = before.clock.env(&before.folder, 55);
    Desk::open(&before.place(), &recovery, &Passphrase::given(code.reveal()), &env).unwrap();
    // The next start goes to the door of that desk.
    let stage = before.window_as_remembered();
    assert!(stage.shows("Who is at the desk?") && stage.says(HANDLE) && stage.says("Calder Vale University"));
    assert!(!stage.says(NAME), "names are inside the vault");
}

#[test]
fn the_keys_are_listed_before_there_is_a_desk_and_while_it_is_locked() {
    let listed = |stage: &Stage| stage.shows("F1: This list");
    let mut stage = Before::nothing().window();
    stage.type_in("Calder");
    stage.key(Key::F1);
    assert!(listed(&stage), "{:#?}", stage.everything());
    stage.type_in("unheard");
    stage.ctrl(Key::Enter);
    stage.key(Key::Escape);
    assert!(!listed(&stage));
    stage.type_in(" Vale");
    assert_eq!(stage.field("Organisation").value().as_deref(), Some("Calder Vale"), "nothing beneath heard a key");
    assert!(stage.shows("Whose desk is this?") && !stage.says("Write whose desk this is"));

    let mut stage = Before::desk().unlocked();
    stage.ctrl(Key::L);
    stage.key(Key::F1);
    assert!(listed(&stage), "{:#?}", stage.everything());
    stage.key(Key::Escape);
    stage.unlock();
    assert!(stage.shows("Full name"), "the passphrase has the keyboard again: {:#?}", stage.everything());
    // The list does not outlive the desk that it was opened over.
    stage.key(Key::F1);
    stage.wait(TimeDelta::seconds(181));
    assert!(stage.shows("Desk locked") && !listed(&stage), "{:#?}", stage.everything());
}

#[test]
fn the_first_run_says_what_to_put_right() {
    let mut stage = Before::nothing().window();
    stage.key(Key::Enter);
    assert!(stage.says("Write whose desk this is"));
    assert_eq!(stage.focused().as_deref(), Some("Organisation"));
    organisation(&mut stage);
    assert!(stage.shows("Strength: Not typed yet"), "{:#?}", stage.everything());
    stage.key(Key::Enter);
    assert!(stage.says("Write your name") && stage.says("Write at least 12 characters"));
    stage.write("Your name", NAME);
    stage.write("Passphrase", "passwordpassword");
    stage.write("Type it again", "something else");
    stage.key(Key::Enter);
    assert!(stage.says("Choose another: others try this one first"), "{:#?}", stage.everything());
    assert!(stage.shows("Strength: Too weak"), "{:#?}", stage.everything());
    stage.rewrite("Passphrase", "calder vale hills");
    stage.key(Key::Enter);
    assert!(stage.says("Leave out your name and the organisation’s"));
    stage.rewrite("Passphrase", PASSPHRASE);
    stage.key(Key::Enter);
    assert!(stage.says("Type the same passphrase again"));
    assert!(!stage.before.place().exists(), "no desk is made before everything is right");
    // A suggestion is shown, so that it can be written down, and needs typing once more.
    stage.click("Suggest one");
    let suggested = stage.field("Passphrase").value().unwrap();
    assert_eq!(suggested.split('-').count(), 3, "{suggested}");
    assert!(suggested.len() >= 12);
}

#[test]
fn a_place_that_cannot_be_used_is_named() {
    let before = Before::desk();
    let folder = before.folder.path().display().to_string();
    let mut stage = before.window_without();
    stage.write("Organisation", "Calder Vale");
    stage.rewrite("Folder", &folder);
    stage.rewrite("Desk’s name", "Day.lanyard");
    stage.key(Key::Enter);
    assert!(stage.says("A desk is there already: open it below"), "{:#?}", stage.everything());
    // Opening it leads to its door.
    stage.click("Open it");
    stage.rewrite("The desk’s folder", &format!("{folder}/nothing"));
    stage.key(Key::Enter);
    assert!(stage.says("No desk is there."));
    stage.rewrite("The desk’s folder", &format!("{folder}/Day.lanyard"));
    stage.key(Key::Enter);
    assert!(stage.shows("Who is at the desk?"), "{:#?}", stage.everything());
}

#[test]
fn r22_a_wrong_passphrase_says_only_that_it_did_not_match() {
    let mut stage = Before::desk().window();
    assert_eq!(stage.focused().as_deref(), Some("priya’s passphrase"));
    stage.type_in("wrong passphrase");
    stage.key(Key::Enter);
    assert!(stage.says("That passphrase did not match. Try again."), "{:#?}", stage.everything());
    // What was typed is selected, so that the next key writes it anew.
    stage.unlock();
    assert!(stage.shows("Full name"), "{:#?}", stage.everything());
    assert!(!stage.says(PASSPHRASE));
}

#[test]
fn after_locking_the_cards_say_who_was_in_last_and_when() {
    let mut stage = scenes::with_colleagues().unlocked();
    stage.before.clock.forward(TimeDelta::minutes(1));
    scenes::not_me(&mut stage);
    let last = |name: &str| stage.control(name).accesskit_node().description();
    assert_eq!(last("Priya Nair, Desk lead").as_deref(), Some("Last in today 10:43"));
    assert_eq!(last("Callum Reid, Desk"), None, "who has done nothing here yet has no time");
    // After a start nothing of that is known outside the vault.
    let stage = stage.close().window();
    assert!(stage.shows("callum") && !stage.says("today"), "{:#?}", stage.everything());
}

#[test]
fn capitals_that_nobody_meant_are_told_of_while_a_passphrase_is_typed() {
    let caps = |stage: &Stage| stage.says("Caps Lock is on.");
    let mut stage = Before::desk().window();
    stage.type_in("COPPER");
    assert!(caps(&stage), "{:#?}", stage.everything());
    stage.key(Key::Enter);
    assert!(caps(&stage) && stage.says("That passphrase did not match. Try again."), "{:#?}", stage.everything());
    stage.type_in("copper");
    assert!(!caps(&stage));
    // A key on paper is the same in capitals.
    stage.click("Use the recovery key");
    stage.type_in("K7QM");
    assert!(!caps(&stage), "{:#?}", stage.everything());
}

#[test]
fn r22_the_printed_key_opens_the_desk_however_it_is_typed() {
    let mut stage = Before::nothing().window();
    organisation(&mut stage);
    founder(&mut stage);
    let groups = key_groups(&stage);
    // Closed before it is confirmed: the desk is there all the same.
    let mut stage = stage.close().window();
    stage.click("Use the recovery key");
    stage.type_in("K7QM 4XD2");
    stage.key(Key::Enter);
    assert!(stage.says("The key has 8 groups of 4 letters and digits"));
    stage.rewrite("Recovery key", &groups.concat().to_lowercase());
    stage.key(Key::Enter);
    assert!(!stage.shows("Use the recovery key") && !stage.says("did not match"), "{:#?}", stage.everything());
}

#[test]
fn r22_locking_hides_a_half_filled_form_and_unlocking_brings_it_back() {
    let mut stage = Before::desk().unlocked();
    stage.write("Full name", "Hannah Brightwell");
    stage.ctrl(Key::L);
    assert!(stage.shows("Desk locked"), "{:#?}", stage.everything());
    assert!(!stage.says("Hannah") && !stage.says("Brightwell"), "{:#?}", stage.everything());
    assert!(stage.says("A visitor’s form is waiting") && stage.says("Locked at 10:42"));
    // As one wakes a screen.
    stage.key(Key::Escape);
    stage.unlock();
    assert_eq!(stage.field("Full name").value().as_deref(), Some("Hannah Brightwell"));
}

#[test]
fn r22_a_desk_that_nobody_touches_locks_itself() {
    let mut stage = Before::desk().unlocked();
    stage.wait(TimeDelta::seconds(170));
    assert!(stage.shows("Full name"));
    // The pointer counts as somebody.
    stage.harness.event(Event::PointerMoved(egui::pos2(400.0, 300.0)));
    stage.settle();
    stage.wait(TimeDelta::seconds(170));
    assert!(stage.shows("Full name") && stage.says("This desk locks in 20 seconds"), "{:#?}", stage.everything());
    stage.wait(TimeDelta::seconds(11));
    assert!(stage.shows("Desk locked") && stage.says("after 3 minutes"), "{:#?}", stage.everything());
}

#[test]
fn r22_a_laptop_that_slept_is_locked() {
    let mut stage = Before::desk().unlocked();
    stage.sleep(TimeDelta::minutes(2));
    assert!(stage.shows("Desk locked") && stage.says("when the laptop slept"), "{:#?}", stage.everything());
}

#[test]
fn numbers_choose_who_is_at_the_desk() {
    let before = Before::desk();
    let sam = lanyard::domain::staff::Handle::parse("sam").unwrap();
    let mut desk = before.open();
    let reader = lanyard::desk::NewReader {
        handle: sam,
        name: "Sam Okafor".into(),
        role: lanyard::domain::staff::Role::Desk,
        passphrase: Passphrase::given(PASSPHRASE),
    };
    desk.add_staff(&reader).unwrap();
    drop(desk);
    let mut stage = before.window();
    assert_eq!(stage.focused(), None);
    stage.type_in("2");
    stage.settle();
    assert_eq!(stage.focused().as_deref(), Some("sam’s passphrase"));
    stage.unlock();
    assert!(stage.says("Sam Okafor"), "{:#?}", stage.everything());
    // After locking, names are known, and another can take over.
    stage.ctrl(Key::L);
    stage.click("Not me");
    assert!(stage.says("Priya Nair, Desk lead") && stage.says("Sam Okafor, Desk"), "{:#?}", stage.everything());
    stage.click("Priya Nair, Desk lead");
    stage.unlock();
    assert!(stage.says("Priya Nair"), "{:#?}", stage.everything());
}

#[test]
fn digits_belong_to_the_passphrase_once_it_is_being_typed() {
    let mut stage = Before::desk().window();
    stage.type_in("1");
    stage.settle();
    let typed = stage.field("priya’s passphrase").value().unwrap_or_default();
    assert_eq!(typed.chars().count(), 1);
}

#[test]
fn the_menu_of_who_is_at_the_desk_stays_open_until_something_is_taken() {
    let mut stage = Before::desk().unlocked();
    stage.control("Priya Nair, Desk lead").focus();
    stage.settle();
    stage.key(Key::Enter);
    stage.harness.run_steps(20);
    assert!(stage.shows("Lock the desk") && !stage.shows("Desk locked"), "{:#?}", stage.everything());
    stage.key(Key::Escape);
    assert!(!stage.shows("Lock the desk"), "{:#?}", stage.everything());
    assert_eq!(stage.focused().as_deref(), Some("Priya Nair, Desk lead"), "the keyboard is back");
    stage.click("Priya Nair, Desk lead");
    stage.harness.run_steps(20);
    stage.key(Key::ArrowDown);
    stage.key(Key::ArrowDown);
    stage.key(Key::Enter);
    assert!(stage.shows("Desk locked"), "{:#?}", stage.everything());
}

#[test]
fn with_doubled_text_the_menu_goes_to_every_section() {
    let mut stage = Before::desk().unlocked_of(683.0, 384.0, None);
    stage.click("Menu");
    stage.harness.run_steps(20);
    stage.click("People");
    stage.settle();
    assert!(stage.says("No one yet."), "{:#?}", stage.everything());
}

#[test]
fn the_menu_of_who_works_here_stays_open_until_something_is_taken_by_pointer_or_by_keys() {
    let mut stage = Before::desk().unlocked();
    stage.click("Priya Nair, Desk lead");
    assert!(stage.shows("All keys"), "{:?}", stage.everything());
    stage.click("All keys");
    assert!(stage.shows("Ctrl+L: Lock now"), "{:?}", stage.everything());
    stage.key(Key::Escape);
    stage.click("Priya Nair, Desk lead");
    stage.click("Priya Nair, Desk lead");
    assert!(!stage.shows("All keys"), "pressed again, it closes: {:?}", stage.everything());
    stage.click("Priya Nair, Desk lead");
    assert_eq!(stage.focused().as_deref(), Some("All keys"));
    stage.key(Key::ArrowDown);
    assert_eq!(stage.focused().as_deref(), Some("Privacy notice"));
    stage.key(Key::ArrowDown);
    assert_eq!(stage.focused().as_deref(), Some("Lock the desk"));
    stage.key(Key::Enter);
    assert!(stage.shows("Desk locked"), "{:?}", stage.everything());
}

const BACKUP: &str = "The backup’s folder";
const FROM_THEN: &str = "Your passphrase when it was made";
const NOTHING_NEWER: &str = "How you know that nothing is newer";

fn amara(before: &Before) -> usize {
    let desk = before.open();
    let event = desk.events().unwrap()[0].definition().code.clone();
    assert!(desk.check().unwrap().ledger.is_ok());
    desk.find(&event, "amara", 5).unwrap().len()
}

#[test]
fn r22_r18_a_backup_is_restored_on_a_new_laptop_and_batches_tell_what_was_undone_since() {
    let Told { before, backup, batches, keys, .. } = told_by_a_batch();
    std::fs::remove_dir_all(before.place()).unwrap();
    let mut stage = before.window();
    stage.rewrite("Desk’s name", "Day.lanyard");
    let folder = stage.before.folder.path().display().to_string();
    stage.rewrite("Folder", &folder);
    stage.click("Restore a backup");
    stage.rest();
    let faults = super::sound::faults(&mut stage.harness);
    assert!(faults.is_empty(), "{faults:#?}");
    stage.click("Restore it");
    for missing in ["Choose the backup’s folder", "Write your handle, as at the door", "Write what opens the backup"]
    {
        assert!(stage.says(missing), "{missing}: {:#?}", stage.everything());
    }
    stage.write(BACKUP, &backup.to_string_lossy());
    stage.write("Your handle", "priya");
    stage.write(FROM_THEN, "not this one at all");
    stage.click("Learn from newer batches too, which the office has");
    stage.write("The folder of the batches", &batches.to_string_lossy());
    stage.write("Their recipients’ key files, or the folder of them", &keys.to_string_lossy());
    stage.click("Restore it");
    assert!(stage.says("That does not open the backup"), "{:#?}", stage.everything());
    stage.rewrite(FROM_THEN, PASSPHRASE);
    stage.click("Restore it");
    stage.wait_for(|stage| stage.says("The backup is restored"));
    assert!(stage.says("1 batch is known that the backup did not know."), "{:#?}", stage.everything());
    assert!(stage.shows("Save visitor"), "the desk is open: {:#?}", stage.everything());
    assert_eq!(amara(&stage.close()), 0, "a batch tells that she was undone");
}

#[test]
fn r22_a_desk_that_cannot_be_read_is_restored_from_its_door_and_set_aside() {
    let Told { before, backup, .. } = told_by_a_batch();
    std::fs::write(before.place().join("desk.db"), vec![7; 8192]).unwrap();
    let mut stage = before.window();
    assert!(!stage.shows("Restore a backup"), "nothing is wrong yet: {:#?}", stage.everything());
    stage.unlock();
    stage.wait_for(|stage| stage.shows("Restore a backup"));
    stage.click("Restore a backup");
    stage.rest();
    stage.write(BACKUP, &backup.to_string_lossy());
    assert_eq!(stage.field("Your handle").value().as_deref(), Some("priya"));
    stage.write(FROM_THEN, PASSPHRASE);
    stage.click("Restore it");
    assert!(stage.says("nobody knows what was taken back"), "{:#?}", stage.everything());
    stage.write(NOTHING_NEWER, "backed up after the last visitor");
    stage.click("Restore it");
    stage.wait_for(|stage| stage.says("The backup is restored"));
    let before = stage.close();
    assert_eq!(amara(&before), 1);
    assert_eq!(before.open().set_asides().unwrap().len(), 1);
}

#[test]
fn r22_the_recovery_key_restores_a_backup_too() {
    let Told { before, backup, .. } = told_by_a_batch();
    let mut desk = before.open();
    let code = desk.renew_recovery_code().unwrap();
    let backup = desk.backup(Some(backup.parent().unwrap())).unwrap().path;
    drop(desk);
    std::fs::remove_dir_all(before.place()).unwrap();
    let mut stage = before.window();
    let folder = stage.before.folder.path().display().to_string();
    stage.rewrite("Desk’s name", "Day.lanyard");
    stage.rewrite("Folder", &folder);
    stage.click("Restore a backup");
    stage.rest();
    stage.write(BACKUP, &backup.to_string_lossy());
    stage.click("The recovery key");
    stage.write("Recovery key", "K7QM 4XD2");
    stage.write(NOTHING_NEWER, "backed up after the last visitor");
    stage.click("Restore it");
    assert!(stage.says("The key has 8 groups"), "{:#?}", stage.everything());
    stage.rewrite("Recovery key", code.reveal());
    stage.click("Restore it");
    stage.wait_for(|stage| stage.says("The backup is restored"));
    assert_eq!(amara(&stage.close()), 0);
}

#[test]
fn r22_r18_a_backup_of_before_a_passphrase_was_changed_is_restored_over_the_desk_of_now() {
    const NOW: &str = "seven green bottles";
    let Told { before, backup, .. } = told_by_a_batch();
    before.open().change_passphrase(&handle(), &Passphrase::given(NOW)).unwrap();
    let mut stage = before.opened_as(&|opening| opening.folder = None);
    stage.click("Restore a backup");
    stage.rest();
    stage.write(BACKUP, &backup.to_string_lossy());
    let place = stage.before.place();
    stage.rewrite("The folder that is to be the desk", &place.to_string_lossy());
    stage.rewrite("Your handle", HANDLE);
    stage.write(FROM_THEN, PASSPHRASE);
    stage.click("Restore it");
    assert!(stage.says("where it is another by now"), "{:#?}", stage.everything());
    stage.write("For the desk now, if another", NOW);
    stage.click("Restore it");
    stage.wait_for(|stage| stage.says("The backup is restored"));
    let before = stage.close();
    // Whoever can open the desk of now can open what it became, and nobody else.
    let env = before.clock.env(&before.folder, 901);
    let desk = Desk::open(&before.place(), &handle(), &Passphrase::given(NOW), &env).unwrap();
    let event = desk.events().unwrap()[0].definition().code.clone();
    assert!(desk.find(&event, "amara", 5).unwrap().is_empty(), "the desk of now tells that she was undone");
}

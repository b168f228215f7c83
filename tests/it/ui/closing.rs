//! Closing the day in the window, to a batch that its recipient opens and verifies (R21, R22), and every wrong turn on the
//! way there.

use std::path::PathBuf;

use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT;
use lanyard::desk::{NewRecipient, RecipientIdentity, SigningKey, VerifyingKey, verify};
use lanyard::domain::code::Code;
use lanyard::domain::purpose::Purpose;

use super::by_keys::tab_to;
use super::people::with_a_listed_child;
use super::stage::{Before, Stage};
use crate::support::scratch::Folder;

/// Somebody who can open batches, and whether the desk has compared its words.
struct Office {
    identity: RecipientIdentity,
    words: String,
    age_key: String,
    minisign_key: String,
}

fn office() -> Office {
    let (identity, acknowledging) = (RecipientIdentity::generate(), SigningKey::generate().unwrap());
    let age_key = identity.public().to_string();
    let minisign_key = acknowledging.public().to_string();
    Office { identity, words: String::new(), age_key, minisign_key }
}

fn add(before: &Before, code: &str, name: &str, purposes: &[Purpose], checked: bool) -> Office {
    let mut office = office();
    let mut desk = before.open();
    let code = Code::new(code).unwrap();
    let new = NewRecipient {
        code: code.clone(),
        name: name.to_owned(),
        age_key: office.age_key.clone(),
        minisign_key: office.minisign_key.clone(),
        purposes: purposes.iter().copied().collect(),
    };
    let words = desk.add_recipient(new).unwrap();
    office.words = words.words().join(" ");
    if checked {
        desk.confirm_words(&code, &office.words).unwrap();
    }
    office
}

fn stick(before: &Before) -> PathBuf {
    let stick = before.folder.join("stick");
    std::fs::create_dir_all(&stick).unwrap();
    stick
}

fn files(folder: &PathBuf) -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn to_recipients(stage: &mut Stage) {
    stage.ctrl(Key::Num4);
    stage.ctrl(Key::Enter);
    assert!(stage.shows("Who can open this batch"), "{:#?}", stage.everything());
}

fn write_to(stage: &mut Stage, folder: &str) {
    stage.rewrite("Folder", folder);
    stage.ctrl(Key::Enter);
}

#[test]
fn the_day_is_closed_with_the_keyboard_to_a_batch_that_its_recipient_verifies_r21_r22() {
    let before = Before::with_visitors();
    let office = add(&before, "office", "The office", &[Purpose::RecordKeeping], true);
    let key: VerifyingKey = before.open().public_key().unwrap().0.parse().unwrap();
    let stick = stick(&before);
    let mut stage = before.unlocked();

    stage.ctrl(Key::Num4);
    assert!(stage.says("people today"), "{:#?}", stage.everything());
    assert!(stage.says("News by email: "));
    stage.ctrl(Key::Enter);
    assert!(stage.says("Checked "));
    write_to(&mut stage, &stick.to_string_lossy());

    assert!(stage.shows("Written, read back and matched"), "{:#?}", stage.everything());
    assert!(stage.says("Nothing was cleared"), "what R24 asks for is not promised");
    let found = files(&stick);
    assert_eq!(found.len(), 1);
    let verified = verify(&found[0], &office.identity, &key).unwrap();
    drop(verified);
    let name = found[0].file_name().unwrap().to_string_lossy().into_owned();
    assert!(stage.shows(&name));

    // What goes with it when it is handed over, and the copy read once more, by the keyboard too.
    stage.ctrl(Key::P);
    assert!(stage.shows("Hand-over sheet"), "{:#?}", stage.everything());
    let papers = stage.before.folder.made("papers");
    stage.rewrite("Folder", &papers.to_string_lossy());
    stage.click("Write it");
    assert!(stage.says("The hand-over sheet is written."), "{:#?}", stage.everything());
    let sheet = files(&papers).into_iter().find(|file| file.extension().is_some_and(|kind| kind == "md")).unwrap();
    let sheet = std::fs::read_to_string(sheet).unwrap();
    assert!(sheet.contains("For The office"), "{sheet}");
    assert!(!sheet.contains("Amara"), "it names no visitor");
    tab_to(&mut stage, "Read it again");
    stage.key(Key::Enter);
    assert!(stage.says("Every byte is the same."), "{:#?}", stage.everything());

    // A second copy is the same file, byte for byte.
    let second = stage.before.folder.join("second");
    std::fs::create_dir_all(&second).unwrap();
    stage.click("Second copy");
    stage.rewrite("Folder", &second.to_string_lossy());
    stage.click("Copy");
    assert_eq!(std::fs::read(second.join(&name)).unwrap(), std::fs::read(&found[0]).unwrap());

    // On to the next batch: nobody is new.
    stage.ctrl(Key::Enter);
    stage.ctrl(Key::Enter);
    assert!(stage.says("Nobody new"), "{:#?}", stage.everything());
    assert!(stage.says("1 earlier batch"));
}

#[test]
fn a_recipient_whose_words_were_not_compared_cannot_be_chosen_r21() {
    let before = Before::with_visitors();
    let office = add(&before, "office", "The office", &[Purpose::RecordKeeping], false);
    let stick = stick(&before);
    let mut stage = before.unlocked();
    to_recipients(&mut stage);
    assert!(stage.says("Not checked by phone"));
    assert!(stage.control("The office").accesskit_node().is_disabled());
    write_to(&mut stage, &stick.to_string_lossy());
    assert!(stage.says("Compare the words of somebody who receives it."), "{:#?}", stage.everything());
    assert_eq!(stage.focused().as_deref(), Some("Compare the words"), "nobody can be chosen before");
    assert!(files(&stick).is_empty());

    // Words that differ change nothing.
    stage.click("Compare the words");
    stage.write("The six words you hear", "one two three four five six");
    stage.key(Key::Enter);
    assert!(stage.says("Those are not the words"), "{:#?}", stage.everything());
    stage.rewrite("The six words you hear", &office.words);
    stage.key(Key::Enter);
    assert!(stage.says("Checked "), "{:#?}", stage.everything());
    stage.ctrl(Key::Enter);
    assert!(stage.says("Choose somebody who receives it."), "{:#?}", stage.everything());
    assert_eq!(stage.focused().as_deref(), Some("The office"));
    stage.key(Key::Space);
    stage.ctrl(Key::Enter);
    assert!(stage.shows("Written, read back and matched"), "{:#?}", stage.everything());
    assert_eq!(files(&stick).len(), 1);
}

#[test]
fn where_nobody_receives_batches_writing_leads_to_adding_a_key_before_the_folder() {
    let mut stage = Before::with_visitors().unlocked();
    to_recipients(&mut stage);
    stage.ctrl(Key::Enter);
    assert!(stage.says("Add the key of somebody who receives it."), "{:#?}", stage.everything());
    assert!(stage.says("Choose a folder"), "what is wrong further down is said too: {:#?}", stage.everything());
    assert_eq!(stage.focused().as_deref(), Some("Add a public key"));
}

#[test]
fn a_stick_that_is_plugged_in_is_chosen_and_one_that_is_pulled_out_is_not_r22() {
    let before = Before::with_visitors();
    let office = add(&before, "office", "Admissions office", &[Purpose::RecordKeeping], true);
    let mut stage = before.unlocked();
    to_recipients(&mut stage);
    assert!(stage.has_field("Folder") && !stage.says("USB stick, "), "{:?}", stage.everything());
    let first = stage.before.plug_in("Blue USB stick");
    stage.wait_for(|stage| stage.shows("Blue USB stick, 27.4 GB free"));
    assert!(!stage.has_field("Folder"), "the stick is chosen");
    stage.before.pull_out();
    stage.wait_for(|stage| !stage.shows("Blue USB stick, 27.4 GB free"));
    let second = stage.before.plug_in("Green USB stick");
    stage.wait_for(|stage| stage.shows("Green USB stick, 27.4 GB free"));
    // A folder can be chosen all the same, and the stick again.
    stage.click("A folder on this laptop, Not chosen yet");
    assert!(stage.has_field("Folder"), "{:?}", stage.everything());
    stage.click("Green USB stick, 27.4 GB free");
    stage.press(Modifiers::COMMAND, Key::Enter);
    stage.wait_for(|stage| stage.says("safe in Green USB stick"));
    assert!(files(&first).is_empty());
    let written = files(&second);
    let before = stage.close();
    let desk_key: VerifyingKey = before.open().public_key().unwrap().0.parse().unwrap();
    assert_eq!(written.len(), 1);
    assert!(verify(&written[0], &office.identity, &desk_key).is_ok());
}

#[test]
fn a_folder_that_is_not_there_or_takes_nothing_stops_it_before_anything_is_sealed_r22() {
    let before = Before::with_visitors();
    add(&before, "office", "The office", &[Purpose::RecordKeeping], true);
    let (stick, gone) = (stick(&before), before.folder.join("gone"));
    let outbox = before.place().join("outbox");
    let mut stage = before.unlocked();
    to_recipients(&mut stage);
    stage.ctrl(Key::Enter);
    assert!(stage.says("Choose a folder"));
    write_to(&mut stage, "stick");
    assert!(stage.says("Write the whole path"));
    write_to(&mut stage, &gone.to_string_lossy());
    assert!(stage.says("There is no such folder"), "{:#?}", stage.everything());
    assert!(stage.says("Everything that was registered is safe in this desk."));
    assert!(!outbox.exists() || files(&outbox).is_empty(), "nothing was reserved");

    // Plugged in, it is tried again.
    std::fs::create_dir_all(&gone).unwrap();
    stage.click("Try again");
    assert!(stage.shows("Written, read back and matched"), "{:#?}", stage.everything());
    assert_eq!(files(&gone).len(), 1);
    assert!(files(&stick).is_empty());
}

#[test]
fn a_file_in_the_way_is_left_and_the_sealed_batch_is_copied_elsewhere_r22() {
    let before = Before::with_visitors();
    let office = add(&before, "office", "The office", &[Purpose::RecordKeeping], true);
    let (stick, other) = (stick(&before), before.folder.join("other"));
    std::fs::create_dir_all(&other).unwrap();
    let (key, desk8) = {
        let desk = before.open();
        (desk.public_key().unwrap().0.parse::<VerifyingKey>().unwrap(), desk.outbox())
    };
    let mut stage = before.unlocked();
    to_recipients(&mut stage);
    // The name of the first batch is known once it is sealed: another file has it on a second stick.
    write_to(&mut stage, &stick.to_string_lossy());
    let name = files(&desk8)[0].file_name().unwrap().to_owned();
    std::fs::write(other.join(&name), "somebody else's").unwrap();
    stage.click("Second copy");
    stage.rewrite("Folder", &other.to_string_lossy());
    stage.click("Copy");
    assert_eq!(std::fs::read(other.join(&name)).unwrap(), b"somebody else's");
    assert!(stage.shows("A second copy"), "it stays open and says why: {:#?}", stage.everything());
    verify(&stick.join(&name), &office.identity, &key).unwrap();
}

#[test]
fn a_recipient_is_added_and_its_words_are_compared_right_away_r21() {
    let before = Before::with_visitors();
    let office = office();
    let mut stage = before.unlocked();
    to_recipients(&mut stage);
    assert!(stage.says("Nobody receives batches yet"));
    stage.click("Add a public key");
    stage.click("Add and compare words");
    assert!(stage.says("Write who it is"), "{:#?}", stage.everything());
    stage.write("Name", "CRM team");
    assert_eq!(stage.field("Short name in file names").value().as_deref(), Some("crm-team"));
    stage.write("age public key", "age1nonsense");
    stage.write("minisign public key, for their receipts", &office.minisign_key);
    stage.click("Sending news");
    stage.click("Add and compare words");
    assert!(!stage.says("Compare words with"), "a key that is none");
    // A key comes on a stick: the file that it is in can stand there, with the comments that its tool wrote.
    let stick = Folder::new();
    let (age, minisign) = (stick.join("office.txt"), stick.join("minisign.pub"));
    std::fs::write(&age, format!("# public key of the office\n{}\n", office.age_key)).unwrap();
    std::fs::write(&minisign, format!("untrusted comment: minisign key\n{}\n", office.minisign_key)).unwrap();
    stage.rewrite("age public key", &stick.join("another.txt").display().to_string());
    stage.rewrite("minisign public key, for their receipts", &minisign.display().to_string());
    stage.click("Add and compare words");
    assert!(stage.says("That file could not be read. Nothing was added"), "{:#?}", stage.everything());
    std::fs::write(stick.join("another.txt"), format!("{0}\n{0}\n", office.age_key)).unwrap();
    stage.click("Add and compare words");
    assert!(stage.says("That file does not hold one public key"), "{:#?}", stage.everything());
    assert!(stage.shows("Choose the age key’s file") && stage.shows("Choose the minisign key’s file"));
    stage.rewrite("age public key", &age.display().to_string());
    stage.click("Add and compare words");
    assert!(stage.says("Compare words with CRM team"), "{:#?}", stage.everything());
    stage.click("Later");
    assert!(stage.says("Not checked by phone"), "{:#?}", stage.everything());
}

#[test]
fn back_and_forth_and_other_sections_leave_the_wizard_where_it_was() {
    let before = Before::with_visitors();
    add(&before, "office", "The office", &[Purpose::RecordKeeping], true);
    let mut stage = before.unlocked();
    to_recipients(&mut stage);
    stage.ctrl(Key::Num1);
    stage.ctrl(Key::Num4);
    assert!(stage.shows("Who can open this batch"));
    stage.key(Key::Escape);
    assert!(stage.says("people today"));
    stage.press(Modifiers::NONE, Key::Escape);
    assert!(stage.says("people today"));
}

#[test]
fn desk_staff_do_not_close_the_day_and_are_told_who_can() {
    let mut stage = Before::with_visitors().unlocked_by_desk_staff();
    stage.ctrl(Key::Num4);
    assert!(stage.says("Closing the day is for a desk lead"), "{:#?}", stage.everything());
    assert!(stage.says("Priya Nair can."));
    assert!(!stage.says("Choose recipients"));
}

#[test]
fn every_key_on_the_sheet_is_read_out_and_esc_closes_it() {
    let mut stage = Before::desk().unlocked();
    stage.key(Key::F1);
    assert!(stage.shows("Ctrl+K: Find a person"), "{:#?}", stage.everything());
    assert!(stage.shows("Ctrl+1 to 5: Register … Settings"));
    stage.key(Key::Escape);
    assert!(!stage.shows("Ctrl+K: Find a person"));
}

#[test]
fn a_damaged_batch_in_the_outbox_is_not_copied_and_is_taken_back_from_a_whole_copy_r22() {
    let before = Before::with_visitors();
    add(&before, "office", "The office", &[Purpose::RecordKeeping], true);
    let stick = stick(&before);
    let other = before.folder.join("other");
    std::fs::create_dir_all(&other).unwrap();
    let sealed = {
        let mut desk = before.open();
        let event = desk.events().unwrap().remove(0).definition().code.clone();
        let sealed = desk.close_day(&event, &[Code::new("office").unwrap()]).unwrap().remove(0);
        desk.copy_out(&sealed, &stick).unwrap();
        sealed.path
    };
    let whole = std::fs::read(&sealed).unwrap();
    std::fs::write(&sealed, b"something else").unwrap();
    let mut stage = before.unlocked();
    to_recipients(&mut stage);
    write_to(&mut stage, &other.to_string_lossy());
    assert!(stage.says("was changed or damaged after it was made, so it was not copied"), "{:#?}", stage.everything());
    assert!(!stage.says("The sealed batch is safe in the desk’s outbox"), "it is not");
    assert_eq!(files(&other), Vec::<PathBuf>::new());

    stage.click("Choose another folder");
    write_to(&mut stage, &stick.to_string_lossy());
    assert!(stage.shows("Written, read back and matched"), "{:#?}", stage.everything());
    assert!(stage.says("was taken back from here"), "{:#?}", stage.everything());
    assert_eq!(std::fs::read(&sealed).unwrap(), whole);
}

#[test]
fn after_the_desks_key_was_replaced_the_words_are_compared_again_r21() {
    let before = Before::with_visitors();
    let office = add(&before, "office", "The office", &[Purpose::RecordKeeping], true);
    let own = {
        let mut desk = before.open();
        desk.renew_recovery_code().unwrap();
        desk.public_key().unwrap().1.words().join(" ")
    };
    let mut stage = before.unlocked();
    to_recipients(&mut stage);
    assert!(stage.says("Has this desk’s old key"), "{:#?}", stage.everything());
    assert!(!stage.control("The office").accesskit_node().is_disabled(), "their own key is as good as it was");
    stage.click("Compare the words");
    let shown = stage.everything().join("\n").replace(['\u{a0}', ','], " ");
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains(&own), "their own words to read out: {shown}");
    stage.write("The six words you hear", &office.words);
    stage.click("Compare");
    assert!(stage.says("Checked ") && !stage.says("Has this desk’s old key"), "{:#?}", stage.everything());
}

#[test]
fn a_copy_that_is_not_what_was_sealed_any_more_is_found_when_it_is_read_again_r22() {
    let before = Before::with_visitors();
    add(&before, "office", "The office", &[Purpose::RecordKeeping], true);
    let stick = stick(&before);
    let mut stage = before.unlocked();
    to_recipients(&mut stage);
    write_to(&mut stage, &stick.to_string_lossy());
    let file = files(&stick).remove(0);
    let sealed = std::fs::read(&file).unwrap();

    let mut damaged = sealed.clone();
    damaged[600] ^= 1;
    std::fs::write(&file, damaged).unwrap();
    stage.click("Read it again");
    assert!(stage.says("is not what was sealed any more. Do not hand it over"), "{:#?}", stage.everything());
    assert!(!stage.shows("Written, read back and matched"));

    std::fs::remove_file(&file).unwrap();
    stage.click("Read it again");
    assert!(stage.says("is not there any more"), "{:#?}", stage.everything());

    std::fs::write(&file, sealed).unwrap();
    stage.click("Read it again");
    assert!(stage.shows("Written, read back and matched"), "{:#?}", stage.everything());
}

/// A desk with the demo's visitors: one whose email looks misspelt, and one who registered twice.
pub(crate) fn with_things_to_look_at() -> Before {
    let before = Before::with_visitors_but("a.bello@example.com", "a.bello@gmial.com");
    let mut desk = before.open();
    let event = desk.events().unwrap()[0].definition().code.clone();
    let twice = "full_name,date_of_birth,email,asked_how\n\
                 Amara Osei-Lindqvist,2004-08-19,amara.ol@example.org,out loud\n";
    before.register(&mut desk, &event, twice);
    drop(desk);
    before
}

/// Two who may be one person, side by side.
pub(crate) fn compares(stage: &mut Stage) {
    stage.ctrl(Key::Num4);
    stage.click("Compare");
    stage.rest();
}

#[test]
fn what_is_to_be_looked_at_leads_to_where_it_is_mended_and_back_by_keys_r14_r17() {
    let mut stage = with_things_to_look_at().unlocked();
    stage.ctrl(Key::Num4);
    assert!(stage.shows("1 email looks wrong. gmial.com, for Adeama Bello"), "{:#?}", stage.everything());
    tab_to(&mut stage, "Fix");
    stage.key(Key::Enter);
    stage.rest();
    assert!(stage.shows("Amend Adeama Bello"), "{:#?}", stage.everything());
    assert_eq!(stage.focused().as_deref(), Some("Email"), "what is to be mended has the keyboard");
    assert!(stage.says("Did you mean @gmail.com?"), "what may have been meant is offered: {:#?}", stage.everything());
    stage.keys(Modifiers::ALT, Key::Y);
    assert_eq!(stage.field("Email").value().as_deref(), Some("a.bello@gmail.com"));
    stage.write("Why it is corrected", "misspelt");
    stage.ctrl(Key::Enter);
    stage.rest();
    assert!(stage.shows("1 possible duplicate. Amara Osei-Lindqvist, perhaps twice"), "{:#?}", stage.everything());
    assert!(!stage.says("looks wrong"), "it is mended: {:#?}", stage.everything());

    tab_to(&mut stage, "Compare");
    stage.key(Key::Enter);
    assert!(stage.shows("Is this the same person?"), "{:#?}", stage.everything());
    assert_eq!(stage.focused().as_deref(), Some("Decide later"), "nothing is decided by one key too many");
    assert!(stage.shows("Email: amara.ol@example.org; amara.ol@example.org; the same"), "{:#?}", stage.everything());
    stage.key(Key::Escape);
    assert!(stage.says("1 possible duplicate"), "nothing was said");
    assert_eq!(stage.focused().as_deref(), Some("Compare"));
    stage.key(Key::Enter);
    assert!(stage.shows("Is this the same person?"), "the key that opens it answers nothing in it");
    tab_to(&mut stage, "Same person");
    stage.key(Key::Enter);
    stage.rest();
    assert!(stage.says("One person, from now on"), "{:#?}", stage.everything());
    assert!(!stage.says("possible duplicate"), "{:#?}", stage.everything());

    let desk = stage.close().open();
    let event = desk.events().unwrap()[0].definition().code.clone();
    assert!(desk.review(&event).unwrap().odd_emails.is_empty());
    let found = desk.find(&event, "amara osei", 5).unwrap();
    assert_eq!(desk.history(found[0].registered.id).unwrap().same_person.len(), 2, "both stay, and are one person");
}

#[test]
fn two_who_look_alike_are_said_to_be_two_people_from_the_review_r14() {
    let mut stage = with_things_to_look_at().unlocked();
    compares(&mut stage);
    stage.click("Not the same");
    stage.rest();
    assert!(stage.says("Two people, from now on"), "{:#?}", stage.everything());
    assert!(!stage.says("possible duplicate"), "it is not asked again: {:#?}", stage.everything());
}

#[test]
fn whoever_waits_for_a_guardian_is_asked_for_from_the_review_r11() {
    let mut stage = with_a_listed_child().unlocked();
    stage.ctrl(Key::Num4);
    assert!(stage.says("1 person waits for a guardian. Kit Hale."), "{:#?}", stage.everything());
    tab_to(&mut stage, "Ask now");
    stage.key(Key::Enter);
    stage.rest();
    assert!(stage.shows("Confirm the guardian of Kit Hale"), "{:#?}", stage.everything());
    stage.click("They are here, and say so to me again");
    stage.click("Confirm");
    stage.rest();
    assert!(!stage.says("waits for a guardian") && stage.says("News by email: "), "{:#?}", stage.everything());
}

#[test]
fn the_keys_are_written_as_a_sheet_to_print() {
    let mut stage = Before::desk().unlocked_by_desk_staff();
    let papers = stage.before.folder.made("papers");
    stage.key(Key::F1);
    tab_to(&mut stage, "Print this");
    stage.key(Key::Enter);
    stage.rewrite("Folder", &papers.to_string_lossy());
    stage.click("Write it");
    stage.rest();
    assert!(stage.says("The list is written."), "{:#?}", stage.everything());
    assert!(!stage.shows("Ctrl+K: Find a person"), "it is done");
    let (md, pdf): (Vec<_>, Vec<_>) =
        files(&papers).into_iter().partition(|file| file.extension().is_some_and(|kind| kind == "md"));
    assert!(std::fs::read(&pdf[0]).unwrap().starts_with(b"%PDF"));
    assert!(std::fs::read_to_string(&md[0]).unwrap().contains("Find a person"));
}

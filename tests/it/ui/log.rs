//! The log in the window: whoever looks after data protection reads it, in words; a lead has it proven; a break is named by its
//! act (R13, R27).

use egui::Key;
use lanyard::desk::{Desk, NewReader, Passphrase};
use lanyard::domain::act_kind::ActKind;
use lanyard::domain::staff::{Handle, Role};

use super::scenes::page;
use super::stage::{Before, Stage, handle};

const HEAD: &str = "The head, as they read it out";

/// Whoever opens the desk is its data protection officer.
pub(super) fn with_an_officer() -> Before {
    officer(Before::desk())
}

fn officer(before: Before) -> Before {
    let (owen, passphrase) = (Handle::parse("owen").unwrap(), Passphrase::given("plain orchard gate"));
    let new = NewReader { handle: owen.clone(), name: "Owen Pryce".into(), role: Role::Lead, passphrase };
    before.open().add_staff(&new).unwrap();
    let env = before.clock.env(&before.folder, 901);
    let mut desk = Desk::open(&before.place(), &owen, &new.passphrase, &env).unwrap();
    desk.change_role(&handle(), Role::DataOfficer).unwrap();
    drop(desk);
    before
}

/// The rows that are seen, as they are read out.
fn seen(stage: &Stage) -> Vec<String> {
    let all = stage.everything().into_iter();
    all.filter(|said| said.split_once(", ").is_some_and(|(number, _)| number.parse::<u64>().is_ok())).collect()
}

#[test]
fn the_officer_reads_who_did_what_in_words_and_finds_it_by_number_and_by_reference_r27() {
    let before = officer(Before::with_visitors());
    let mut desk = before.open();
    let event = desk.events().unwrap()[0].definition().code.clone();
    let found = desk.find(&event, "amara", 1).unwrap().remove(0).registered;
    desk.history(found.id).unwrap();
    desk.note_looks().unwrap();
    drop(desk);
    let mut stage = before.unlocked();
    page(&mut stage, "Log");
    let newest = seen(&stage);
    assert!(
        newest.iter().any(|row| row.ends_with(&format!("Priya Nair: Looked at a person, about {}", found.reference)))
    );
    assert!(!stage.everything().iter().any(|said| said.contains("Amara")), "it names nobody who visited");
    let raw = |said: &String| ActKind::ALL.iter().any(|kind| kind.code().contains('-') && said.contains(kind.code()));
    assert!(!newest.iter().any(raw), "no code of the program is shown: {newest:#?}");

    stage.write("From number", "x");
    stage.key(Key::Enter);
    assert!(stage.says("Write a number"), "{:#?}", stage.everything());
    stage.rewrite("From number", "1");
    stage.key(Key::Enter);
    let first = seen(&stage);
    assert!(first[0].starts_with("1, ") && first[0].ends_with("Made this desk"), "{first:#?}");
    assert!(first[1].ends_with("Set whom to ask") && first[2].ends_with("Opened an event"), "{first:#?}");

    stage.rewrite("From number", "");
    stage.write("About", &found.reference);
    stage.key(Key::Enter);
    let about = seen(&stage);
    let ends = |row: &String| row.ends_with(&format!("about {}", found.reference));
    assert!(about.len() >= 2 && about.iter().all(ends), "{about:#?}");
    stage.rewrite("About", "ZZZ-ZZZ");
    stage.key(Key::Enter);
    assert!(stage.says("Nobody here has that reference"), "{:#?}", stage.everything());
}

#[test]
fn more_acts_than_are_read_at_once_come_by_the_keyboard_r27() {
    let before = officer(Before::desk());
    let mut desk = before.open();
    let event = desk.events().unwrap()[0].definition().code.clone();
    for _ in 0..520 {
        desk.count_only(&event).unwrap();
    }
    drop(desk);
    let mut stage = before.unlocked();
    page(&mut stage, "Log");
    assert!(stage.says("to 525 of 525"), "{:#?}", stage.everything());
    stage.write("From number", "1");
    stage.key(Key::Enter);
    assert!(stage.says("Acts 1 to 500 of "), "{:#?}", stage.everything());
    stage.control("Acts").focus();
    stage.settle();
    stage.key(Key::End);
    assert!(stage.says("Acts 1 to 52"), "{:#?}", stage.everything());
    stage.key(Key::End);
    assert!(seen(&stage).last().unwrap().starts_with("525, "), "{:#?}", seen(&stage));
}

#[test]
fn a_break_is_named_by_its_act_and_a_lead_may_have_it_proven_r13() {
    let before = Before::with_visitors();
    let mut stage = before.unlocked();
    page(&mut stage, "Log");
    assert!(stage.says("Nobody here has that role yet"), "{:#?}", stage.everything());
    assert!(seen(&stage).is_empty(), "a lead does not read it");
    stage.click("Check the log");
    assert!(stage.says("It holds: 33 acts"), "{:#?}", stage.everything());
    assert!(stage.says("No batch names a head yet."), "{:#?}", stage.everything());

    let before = stage.close();
    let desk = before.open();
    let conn = desk.vault().conn().unwrap();
    let guards = "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'act'";
    let guards: Vec<String> =
        conn.prepare(guards).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    guards.iter().for_each(|guard| conn.execute_batch(&format!("DROP TRIGGER {guard}")).unwrap());
    conn.execute("UPDATE act SET staff = 'eve' WHERE sequence = 7", []).unwrap();
    drop(desk);
    let mut stage = before.unlocked();
    page(&mut stage, "Log");
    stage.click("Check the log");
    assert!(stage.says("The ledger was changed at act 7"), "{:#?}", stage.everything());
}

#[test]
fn r27_a_batch_from_before_the_desks_key_was_replaced_is_compared_with_its_older_key() {
    const BATCH: &str = "Batch, as they have it";
    const KEY: &str = "The key file it is sealed to";
    let before = Before::with_visitors();
    let mut desk = before.open();
    let office = super::keeping::office(&mut desk);
    let event = desk.events().unwrap()[0].definition().code.clone();
    let batch = desk.close_day(&event, std::slice::from_ref(&office.code)).unwrap().remove(0).path;
    let older = desk.public_key().unwrap().0;
    desk.renew_recovery_code().unwrap();
    drop(desk);
    let keys = before.folder.join("key.txt");
    std::fs::write(&keys, format!("{}\n", *office.identity.to_secret_text())).unwrap();
    let mut stage = before.unlocked();
    page(&mut stage, "Log");
    stage.click("Check the log");
    stage.click("Compare with a batch…");
    stage.rest();
    stage.click("Compare");
    assert!(stage.says("Choose the batch, or write the head") && stage.says("Choose the key file"));
    stage.write(BATCH, &batch.to_string_lossy());
    stage.write(KEY, &keys.to_string_lossy());
    stage.click("Compare");
    assert!(stage.says("Another desk signed this batch"), "{:#?}", stage.everything());
    stage.write("This desk’s older public keys, where it was replaced", &format!("{older} {older}"));
    stage.click("Compare");
    assert!(stage.says("is as the other copy has it."), "{:#?}", stage.everything());
}

#[test]
fn r27_the_head_that_the_newest_batch_names_is_shown_and_the_log_is_compared_with_what_the_office_reads_out() {
    let before = super::scenes::with_a_recipient();
    let mut desk = before.open();
    let event = desk.events().unwrap()[0].definition().code.clone();
    desk.close_day(&event, &[lanyard::domain::code::Code::new("office").unwrap()]).unwrap();
    let named = desk.newest_batch_head().unwrap().unwrap();
    drop(desk);
    let digits = hex::encode(named.chain);
    let mut stage = before.unlocked();
    page(&mut stage, "Log");
    stage.click("Check the log");
    let groups: Vec<_> = (0..4).map(|group| &digits[4 * group..4 * group + 4]).collect();
    let says = format!("1 to Admissions office, names {}:{}", named.act, groups.join(" "));
    assert!(stage.says(&says), "{says}\n{:#?}", stage.everything());

    stage.click("Compare with a batch…");
    stage.rest();
    assert_eq!(stage.focused().as_deref(), Some(HEAD));
    let faults = super::sound::faults(&mut stage.harness);
    assert!(faults.is_empty(), "{faults:#?}");
    stage.click("Compare");
    assert!(stage.says("Choose the batch, or write the head"), "{:#?}", stage.everything());
    stage.write(HEAD, "12");
    stage.click("Compare");
    assert!(stage.says("Write the act’s number and 16 digits"), "{:#?}", stage.everything());
    stage.rewrite(HEAD, &format!("{}:{}", named.act, groups.join(" ")));
    stage.key(Key::Enter);
    assert!(stage.says(&format!("Act {} is as the other copy has it.", named.act)), "{:#?}", stage.everything());

    stage.click("Compare with a batch…");
    stage.rest();
    stage.write(HEAD, &format!("9999:{digits}"));
    stage.key(Key::Enter);
    assert!(stage.says("acts were cut off its end"), "{:#?}", stage.everything());
}

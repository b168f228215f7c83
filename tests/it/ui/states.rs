//! What a screen looks like when something is open over it, wrong in it or just done: one picture each.

use chrono::TimeDelta;
use egui::{Key, Modifiers, ViewportEvent, ViewportId};
use egui_kittest::kittest::Queryable;

use super::badges;
use super::helping;
use super::keeping;
use super::languages;
use super::log;
use super::outcomes;
use super::scenes::{self, REFERENCE, Scene, page, section};
use super::stage::{Before, Stage};
use crate::batch::keys::{AGE, MINISIGN};

/// A backup is a few bytes longer or shorter each time: what is sealed in it is filled up by lot.
pub(super) const SIZE: &[&str] = &[" kB"];
/// As wide as the columns of its row up to there.
pub(super) const WHEN_AND_SIZE: f32 = 288.0;

/// Every state that has no screen of its own.
pub(crate) const STATES: &[Scene] = &[
    Scene::of("b3-recovery-key", Before::desk, recovery).locked().changing(&["/"], 300.0),
    Scene::of("b4-another-desk", Before::desk, another_desk).locked().changing(&["/"], 320.0),
    Scene::of("c9-register-unusual", Before::desk, unusual),
    Scene::of("c9-register-hidden", Before::desk, hidden),
    Scene::of("c9-register-paper", Before::desk, paper),
    Scene::of("c9-register-counted", Before::desk, counted).changing(&["Counted"], 371.0),
    Scene::of("c9-register-offered", with_a_begun_form, |_| ()),
    Scene::of("c9-register-rest", Before::desk, rest).changing(&["answered No"], 371.0),
    Scene::of("c9-register-rest-asked", Before::desk, |stage| {
        hannah(stage);
        rest_asked(stage);
    }),
    Scene::of("c9-register-narrow-list", Before::desk, |stage| narrow_list(stage, "Foster")),
    Scene::of("c9-register-narrow-none", Before::desk, |stage| narrow_list(stage, "grace@x")),
    Scene::of("c9-register-missed", Before::desk, |stage| {
        hannah(stage);
        stage.focus("Wants to start");
        stage.type_text("zzz");
        stage.tab();
        stage.settle();
    }),
    Scene::of("c9-register-guardian-missed", Before::desk, |stage| {
        childs_birth(stage);
        stage.focus("Their phone: country code");
        stage.type_text("zzz");
        stage.tab();
        stage.settle();
        assert!(stage.says("Nothing fits “zzz”"), "{:#?}", stage.everything());
        told_within_its_panel(stage);
    }),
    Scene::of("c9-register-detail-gone", Before::desk, detail_gone).changing(&["Detail deleted"], 371.0),
    Scene::of("c9-register-lock-warning", Before::desk, lock_warning),
    Scene::of("e5-people-amend-wrong", Before::with_visitors, amend_wrong).changing(REFERENCE, 150.0),
    Scene::of("e6-people-corrected", Before::with_visitors, corrected).changing(REFERENCE, 150.0),
    Scene::of("e7-people-filter", Before::with_visitors, filter).changing(REFERENCE, 150.0),
    Scene::of("e8-people-receipt", Before::with_visitors, outcomes::receipt).changing(&["Your reference: "], 110.0),
    Scene::of("e8-people-receipt-in-welsh", languages::in_welsh_with_visitors, outcomes::receipt)
        .changing(&["Eich cyfeirnod: "], 110.0),
    Scene::of("e8-people-receipt-saves", Before::with_visitors, outcomes::saves_receipt),
    Scene::of("e8-people-badge", Before::with_visitors, badges::shown).changing(&["Reference ", ", reference "], 262.0),
    Scene::of("e8-people-removal", Before::with_visitors, outcomes::removal).changing(REFERENCE, 150.0),
    Scene::of("e8-people-removals", outcomes::with_recordings, outcomes::removals).changing(&["Badge "], 150.0),
    Scene::of("e8-people-help", Before::with_visitors, helping::shown).changing(&[", badge "], 400.0),
    Scene::of("e8-people-help-noted", Before::with_visitors, helping::noted).changing(&[", badge "], 400.0),
    Scene::of("e8-people-help-saves", Before::with_visitors, helping::saves),
    Scene::of("c9-register-badges", Before::desk, badges::begins),
    Scene::of("c9-register-slip", Before::desk, outcomes::slip),
    Scene::of("h5-rights-letter", outcomes::with_a_restriction, outcomes::letter)
        .changing(&[" Request ", ", reference "], 500.0),
    Scene::of("h5-rights-lifting", outcomes::with_a_restriction, outcomes::lifting)
        .changing(&[" Request ", ", reference "], 500.0),
    Scene::of("g5-not-written", scenes::with_a_recipient, not_written).changing(&["/", "\u{a0}"], 420.0),
    Scene::of("g5-second-copy", scenes::with_a_recipient, second_copy)
        .changing(&["open-day", "\u{a0}", "\n", "/"], 420.0),
    Scene::of("j7-staff-add", Before::desk, staff_add),
    Scene::of("j7-staff-remove", scenes::with_colleagues, staff_remove),
    Scene::of("j7-staff-role", scenes::with_colleagues, staff_role),
    Scene::of("j7-staff-passphrase", Before::desk, staff_passphrase),
    Scene::of("j7-staff-new-code", Before::desk, |stage| staff(stage, "Make a new recovery code")),
    Scene::of("j7-staff-organisation", Before::desk, |stage| staff(stage, "Add the organisation’s key")),
    Scene::of("j8-new-event", Before::desk, new_event),
    Scene::of("j8-recipient-add", Before::desk, recipient_add).changing(&["\u{a0}", "^RW"], 420.0),
    Scene::of("j8-recipient-words", Before::desk, recipient_words).changing(&["\u{a0}", "^RW"], 420.0),
    Scene::of("j8-recipient-remove", scenes::with_a_recipient, recipient_remove)
        .changing(&["Key words", "\u{a0}", "RW"], 420.0),
    Scene::of("j9-backed-up", Before::desk, backed_up).changing(SIZE, WHEN_AND_SIZE),
    Scene::of("j6-keeping-due", past_the_period, due),
    Scene::of("j6-keeping-confirm", past_the_period, due_confirmed).changing(&["/"], 500.0),
    Scene::of("j6-keeping-gone", past_the_period, gone).changing(&["/"], 500.0),
    Scene::of("j6-keeping-acknowledge", Before::desk, acknowledging),
    Scene::of("j6-keeping-place", Before::desk, place),
    Scene::of("j6-keeping-incident", Before::desk, incident),
    Scene::of("j6-keeping-restore", with_a_backup, restore).changing(SIZE, WHEN_AND_SIZE),
    Scene::of("j6-keeping-clock", clock_set_back, |stage| page(stage, "Keep and back up")),
    Scene::of("g6-summary", Before::with_visitors, summary),
    Scene::of("j9-log", log::with_an_officer, the_log).changing(&["Chain", "Its head now is"], 350.0),
    Scene::of("j9-log-of-a-lead", Before::desk, |stage| page(stage, "Log")),
    Scene::of("l2-close-window", Before::desk, close_window),
    Scene::of("l4-on-a-stick", scenes::on_a_small_disk_with_a_stick, on_a_stick),
    Scene::of("l7-menu", Before::desk, menu),
];

/// Presses what has this name with the keyboard: it may be scrolled away.
pub(super) fn press(stage: &mut Stage, name: &str) {
    stage.focus(name);
    stage.settle();
    stage.key(Key::Enter);
    stage.rest();
}

/// Gives the keyboard to the last thing of this name: the one in the dialog.
pub(super) fn enter_last(stage: &mut Stage, label: &str) {
    let found: Vec<_> = stage.harness.query_all_by(|node| node.label().as_deref() == Some(label)).collect();
    found.last().expect(label).focus();
    stage.harness.run_steps(2);
}

fn recovery(stage: &mut Stage) {
    press(stage, "Use the recovery key");
    stage.type_in("K7QM 4XD2");
    stage.key(Key::Enter);
}

fn another_desk(stage: &mut Stage) {
    stage.click("Another desk");
    stage.rewrite("The desk’s folder", "/no such folder");
    stage.key(Key::Enter);
    assert!(stage.says("No desk is there"), "{:#?}", stage.everything());
}

fn hannah(stage: &mut Stage) {
    stage.enter("Full name");
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
}

fn unusual(stage: &mut Stage) {
    hannah(stage);
    for (label, typed) in [("Phone", "07700 9003"), ("Postcode", "LS12 3Q")] {
        stage.enter(label);
        stage.type_text(typed);
        stage.tab();
    }
    stage.settle();
}

/// What hides in a text comes from another program, and is told at its box, the narrow ones too.
fn hidden(stage: &mut Stage) {
    hannah(stage);
    for (label, pasted) in
        [("Name on badge", "Hannah\u{202E}"), ("Phone", "07700 9oo318"), ("Interested in", "Law\u{0}")]
    {
        stage.enter(label);
        stage.harness.event(egui::Event::Paste(pasted.to_owned()));
        stage.rest();
        stage.tab();
    }
    stage.settle();
}

fn paper(stage: &mut Stage) {
    hannah(stage);
    stage.focus("Told us");
    stage.type_text("On paper");
    stage.key(Key::Enter);
    stage.answer_question("Sound: Yes", false);
    stage.enter("Full name");
    stage.rest();
    stage.enter("Number of the paper form");
    stage.harness.event(egui::Event::Paste("P-0417\u{202E}".to_owned()));
    stage.rest();
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.rest();
}

fn counted(stage: &mut Stage) {
    hannah(stage);
    stage.key(Key::F2);
    stage.rest();
}

fn rest(stage: &mut Stage) {
    hannah(stage);
    rest_asked(stage);
    // Where the list has to be scrolled, its end is read first.
    for _ in 0..12 {
        stage.key(Key::PageDown);
    }
    stage.keys(Modifiers::ALT, Key::N);
    stage.rest();
    assert!(stage.says("answered No"), "{:#?}", stage.everything());
}

fn rest_asked(stage: &mut Stage) {
    stage.answer_question("Email: Yes", false);
    stage.rest();
    stage.keys(Modifiers::ALT, Key::N);
    stage.rest();
}

/// A child, whose guardian is asked.
fn childs_birth(stage: &mut Stage) {
    stage.type_text("Ada Okonjo");
    stage.focus("Date of birth: Day");
    stage.type_text("22062016");
    stage.settle();
}

/// The list of who answers for a child is the narrowest of those that offer while one writes.
fn narrow_list(stage: &mut Stage, typed: &str) {
    childs_birth(stage);
    stage.enter("They are the child’s");
    stage.type_text(typed);
    stage.rest();
}

fn detail_gone(stage: &mut Stage) {
    hannah(stage);
    stage.answer_question("Diet, for catering: Yes", true);
    stage.rest();
    stage.type_text("Coeliac");
    stage.answer_question("Diet, for catering: Yes", false);
}

fn lock_warning(stage: &mut Stage) {
    hannah(stage);
    // The pointer goes now: going later it would count as somebody.
    stage.harness.remove_cursor();
    stage.settle();
    stage.wait(TimeDelta::seconds(170));
    assert!(stage.says("This desk locks in"), "{:#?}", stage.everything());
}

/// What the guardian's list was left with stays within the guardian's panel, which has a name of its own.
fn told_within_its_panel(stage: &mut Stage) {
    let named = stage.harness.query_by_role_and_label(egui::accesskit::Role::Group, "Parent or guardian");
    assert!(named.is_some(), "{:#?}", stage.everything());
    let told = stage.harness.get_by_label_contains("Nothing fits “zzz”").rect();
    let (first, last) = (stage.field("Guardian's full name").rect(), stage.field("Their phone").rect());
    assert!(
        first.left() <= told.left() && told.right() <= last.right() + 12.0,
        "{told:?} within {first:?} and {last:?}"
    );
}

fn corrected(stage: &mut Stage) {
    scenes::amend(stage);
    stage.rewrite("Full name", "Amara Osei Lindqvist");
    stage.write("Why it is corrected", "asked for it");
    stage.press(Modifiers::COMMAND, Key::Enter);
    stage.rest();
}

fn amend_wrong(stage: &mut Stage) {
    scenes::amend(stage);
    stage.rewrite("Email", "amara@");
    stage.write("Why it is corrected", "new address");
    stage.press(Modifiers::COMMAND, Key::Enter);
    stage.rest();
}

fn filter(stage: &mut Stage) {
    section(stage, Key::Num2);
    press(stage, "Filter people");
}

fn not_written(stage: &mut Stage) {
    scenes::recipients(stage);
    stage.rewrite("Folder", "/no such folder");
    stage.ctrl(Key::Enter);
    stage.rest();
}

fn second_copy(stage: &mut Stage) {
    scenes::written(stage);
    press(stage, "Second copy");
}

fn staff(stage: &mut Stage, name: &str) {
    page(stage, "Staff and roles");
    press(stage, name);
}

fn staff_add(stage: &mut Stage) {
    staff(stage, "Add a person");
    enter_last(stage, "Name");
    stage.type_in("Callum Reid");
    enter_last(stage, "Passphrase");
    stage.type_in("short");
    press(stage, "Add them");
}

fn staff_remove(stage: &mut Stage) {
    staff(stage, "Remove Callum Reid");
}

fn staff_role(stage: &mut Stage) {
    staff(stage, "Role of Callum Reid");
}

fn staff_passphrase(stage: &mut Stage) {
    staff(stage, "Change your passphrase");
    enter_last(stage, "New passphrase");
    stage.type_in("second gate harbour");
    enter_last(stage, "The same again");
    stage.type_in("second gate harbor");
    press(stage, "Change it");
}

fn new_event(stage: &mut Stage) {
    page(stage, "Event");
    press(stage, "New event");
    stage.rewrite("Registrations", "365");
    press(stage, "Open this event");
    stage.focus("Registrations");
    stage.rest();
}

fn recipient_add(stage: &mut Stage) {
    page(stage, "Recipient keys");
    press(stage, "Add a recipient");
    press(stage, "Add and compare words");
}

pub(super) fn recipient_words(stage: &mut Stage) {
    page(stage, "Recipient keys");
    press(stage, "Add a recipient");
    for (label, typed) in
        [("Name", "CRM team"), ("age public key", AGE), ("minisign public key, for their receipts", MINISIGN)]
    {
        enter_last(stage, label);
        stage.type_in(typed);
    }
    stage.focus("Sending news");
    stage.settle();
    stage.key(Key::Space);
    press(stage, "Add and compare words");
    assert!(stage.says("Compare words with CRM team"), "{:#?}", stage.everything());
}

fn recipient_remove(stage: &mut Stage) {
    page(stage, "Recipient keys");
    press(stage, "Remove Admissions office");
}

fn backed_up(stage: &mut Stage) {
    page(stage, "Keep and back up");
    press(stage, "Back up now");
    press(stage, "Check all copies");
    assert!(stage.says("Opens fine"), "{:#?}", stage.everything());
}

/// Every period is over but that of the proof, and nothing was sealed yet.
pub(super) fn past_the_period() -> Before {
    let before = scenes::with_a_recipient();
    before.clock.forward(TimeDelta::days(731));
    before
}

pub(super) fn due(stage: &mut Stage) {
    page(stage, "Keep and back up");
    press(stage, "What is due");
    press(stage, "Let it go all the same, and say why");
    enter_last(stage, "Why, for the log and the certificate");
    stage.type_in("the office has closed");
    stage.settle();
}

pub(super) fn due_confirmed(stage: &mut Stage) {
    due(stage);
    press(stage, "Go on");
    let folder = stage.before.folder.join("papers");
    std::fs::create_dir_all(&folder).unwrap();
    enter_last(stage, "Folder");
    stage.type_in(&folder.to_string_lossy());
    let typed = keeping::to_type(stage);
    enter_last(stage, &typed);
    stage.type_in(typed.trim_start_matches("Type ").trim_end_matches(" to confirm"));
    stage.settle();
}

fn gone(stage: &mut Stage) {
    due_confirmed(stage);
    press(stage, "Let it go");
    stage.wait_for(|stage| stage.says("The certificate: "));
}

fn acknowledging(stage: &mut Stage) {
    page(stage, "Keep and back up");
    press(stage, "Take in an acknowledgement");
    enter_last(stage, "File");
    stage.type_in("/no such file.json");
    press(stage, "Take it in");
}

fn the_log(stage: &mut Stage) {
    page(stage, "Log");
    press(stage, "Check the log");
    assert!(stage.says("It holds: "), "{:#?}", stage.everything());
}

fn place(stage: &mut Stage) {
    page(stage, "Keep and back up");
    press(stage, "Change where the next backup goes");
    press(stage, "Another medium, A stick or a folder that is kept elsewhere");
    press(stage, "Keep it there");
}

pub(super) fn with_a_backup() -> Before {
    let before = Before::desk();
    before.open().backup(None).unwrap();
    before
}

fn restore(stage: &mut Stage) {
    page(stage, "Keep and back up");
    press(stage, "Restore a backup");
    enter_last(stage, "Passphrase of priya");
    stage.type_in("not this one at all");
    press(stage, "Restore it");
}

fn clock_set_back() -> Before {
    let before = scenes::with_a_recipient();
    before.clock.forward(TimeDelta::days(-1));
    before
}

fn summary(stage: &mut Stage) {
    section(stage, Key::Num4);
    press(stage, "Print summary");
    press(stage, "Write it");
}

fn incident(stage: &mut Stage) {
    page(stage, "Keep and back up");
    press(stage, "Incident sheet");
    press(stage, "Write it");
}

/// A form that may not be on the disk yet would be lost.
fn close_window(stage: &mut Stage) {
    stage.enter("Full name");
    stage.type_text("Hannah Brightwell");
    stage.harness.input_mut().viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
    stage.harness.step();
    stage.harness.input_mut().viewports.entry(ViewportId::ROOT).or_default().events.clear();
    stage.rest();
    assert!(stage.says("is not finished"), "{:#?}", stage.everything());
}

/// Whom the disk refused is on the stick, and waits for room.
fn on_a_stick(stage: &mut Stage) {
    scenes::full(stage);
    stage.wait_for(|stage| stage.shows("Save this visitor to the USB stick"));
    stage.click("Save this visitor to the USB stick");
    stage.wait_for(|stage| stage.says("is on the stick, locked"));
}

fn menu(stage: &mut Stage) {
    // With doubled text the sections are in the menu too.
    let narrow = stage.shows("Menu");
    stage.click(if narrow { "Menu" } else { "Priya Nair, Desk lead" });
    assert!(stage.says("All keys"), "{:#?}", stage.everything());
}

/// A form that a crash left behind, of somebody with a long name.
pub(crate) fn with_a_begun_form() -> Before {
    let mut stage = Stage::unlocked();
    stage.type_text("Wilhelmina Featherstonehaugh");
    stage.choose("Yes");
    stage.rest();
    stage.close()
}

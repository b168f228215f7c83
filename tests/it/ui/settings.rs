//! The settings in the window: an event and its form, who works here, keys, backups and the look (R1, R21, R22, R24).

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use lanyard::desk::{Desk, Passphrase, RecipientIdentity, SigningKey, VaultError};
use lanyard::domain::form::{Field, Need};
use lanyard::domain::purpose::SpecialPair;
use lanyard::domain::staff::Handle;
use lanyard::ui::app::Opening;

use super::by_keys;
use super::stage::{Before, PASSPHRASE, Stage, handle};

fn page(stage: &mut Stage, name: &str) {
    stage.ctrl(Key::Num5);
    stage.click(name);
}

/// Presses something as a screen reader does, wherever it is.
fn choose(stage: &mut Stage, name: &str) {
    stage.control(name).click_accesskit();
    stage.settle();
}

#[test]
fn what_the_form_asks_changes_with_the_next_visitor_and_earlier_records_stay_r1() {
    let before = Before::with_visitors();
    let mut stage = before.unlocked();
    assert!(stage.shows("Postcode"));
    page(&mut stage, "Form");
    stage.click("Postcode: Off");
    choose(&mut stage, "Gender: Optional");
    stage.ctrl(Key::S);
    assert!(stage.says("Saved"), "{:#?}", stage.everything());
    stage.ctrl(Key::Num1);
    assert!(!stage.shows("Postcode"), "{:#?}", stage.everything());

    let before = stage.close();
    let desk = before.open();
    let event = desk.events().unwrap().remove(0);
    assert_eq!(event.form().need(Field::Postcode), Need::Off);
    assert_eq!(event.form().need(Field::Gender), Need::Optional);
    let found = desk.find(&event.definition().code, "", 100).unwrap();
    assert!(found.iter().any(|hit| hit.record.postcode.is_some()), "what was said before is kept");
    let health = desk.check().unwrap();
    assert!(health.pages.is_clean() && health.ledger.is_ok(), "other settings are in the proof too");
}

#[test]
fn only_what_a_purpose_needs_can_be_needed_r1() {
    let mut stage = Before::desk().unlocked();
    page(&mut stage, "Form");
    assert!(stage.control("Gender: Needed").accesskit_node().is_disabled());
    assert!(stage.control("Full name: Off").accesskit_node().is_disabled(), "the name is always asked for");
    // Safety today needs somebody to call.
    choose(&mut stage, "Emergency contact: Needed");
    choose(&mut stage, "Health, for safety today");
    stage.ctrl(Key::S);
    assert!(stage.says("Saved"), "{:#?}", stage.everything());
    let desk = stage.close().open();
    let event = desk.events().unwrap().remove(0);
    assert!(!event.definition().special.contains(&SpecialPair::HealthSafety));
    assert_eq!(event.form().need(Field::EmergencyName), Need::Optional, "no purpose needs it any more");
}

#[test]
fn an_own_question_of_each_kind_is_asked_of_the_next_visitor_r1() {
    let mut stage = Before::desk().unlocked();
    page(&mut stage, "Form");
    stage.click("Add a question");
    stage.click("Add question");
    assert!(stage.says("Write the question"));
    stage.write("What staff will ask", "Which campus would you visit?");
    stage.click("Pick one");
    stage.click("Add question");
    assert!(stage.says("Write at least two"), "{:#?}", stage.everything());
    stage.write("Answers, one to a line", "North");
    stage.key(Key::Enter);
    stage.type_in("South");
    stage.click("Add question");
    assert!(stage.says("Pick one, 2 answers"), "{:#?}", stage.everything());
    stage.ctrl(Key::S);
    assert!(stage.says("Saved"), "{:#?}", stage.everything());
    let desk = stage.close().open();
    let event = desk.events().unwrap().remove(0);
    let question = &event.definition().questions[0];
    assert_eq!(question.code.as_str(), "which-campus-would-you-vis");
    assert_eq!(question.text, "Which campus would you visit?");
}

#[test]
fn a_form_being_filled_in_goes_on_under_the_new_settings_r1() {
    let mut stage = Before::desk().unlocked();
    stage.write("Full name", "Mei Tan");
    stage.write("Postcode", "SW7 2AZ");
    page(&mut stage, "Form");
    stage.click("Postcode: Off");
    stage.ctrl(Key::S);
    stage.ctrl(Key::Num1);
    assert_eq!(stage.field("Full name").value().as_deref(), Some("Mei Tan"), "{:#?}", stage.everything());
}

#[test]
fn what_is_not_saved_can_be_discarded_and_wrong_dates_are_named() {
    let mut stage = Before::desk().unlocked();
    page(&mut stage, "Event");
    stage.rewrite("Name", "");
    stage.ctrl(Key::S);
    assert!(stage.says("Write a name"), "{:#?}", stage.everything());
    stage.rewrite("Time zone", "Nowhere");
    assert!(stage.says("Write a zone, such as Europe/London"));
    stage.click("Discard changes");
    assert_eq!(stage.field("Name").value().as_deref(), Some("Open Day & Course Fair"));
    stage.rewrite("Name", "Winter open day");
    stage.ctrl(Key::S);
    assert!(stage.says("Saved"), "{:#?}", stage.everything());
    assert!(stage.says("Winter open day"));
}

#[test]
fn a_second_event_is_made_and_worked_at_r1() {
    let mut stage = Before::desk().unlocked();
    page(&mut stage, "Event");
    stage.click("New event");
    stage.click("Open this event");
    assert!(stage.says("Write who holds it"), "{:#?}", stage.everything());
    stage.press(Modifiers::NONE, Key::Escape);
    assert!(!stage.says("Write who holds it"), "Esc leaves everything as it was");
    stage.click("New event");
    let dialog_name = |stage: &mut Stage, label: &str, text: &str| {
        // The page behind has fields of the same names: the dialog's come last.
        let found: Vec<_> = stage.harness.query_all_by(|node| node.label().as_deref() == Some(label)).collect();
        found.last().unwrap().focus();
        stage.harness.step();
        stage.type_in(text);
    };
    dialog_name(&mut stage, "Name", "Taster day");
    dialog_name(&mut stage, "Organisation, as every question names it", "Imperial");
    stage.click("Open this event");
    assert!(stage.says("Taster day"), "{:#?}", stage.everything());
    let desk = stage.close().open();
    assert_eq!(desk.events().unwrap().len(), 2);
}

#[test]
fn r24_a_lead_sets_the_periods_of_a_new_event_and_they_are_those_of_its_notice() {
    let mut stage = Before::desk().unlocked();
    page(&mut stage, "Event");
    let enter = |stage: &mut Stage, name: &str, typed: &str| {
        by_keys::tab_to(stage, name);
        stage.ctrl(Key::A);
        stage.type_in(typed);
    };
    by_keys::tab_to(&mut stage, "New event");
    stage.key(Key::Enter);
    stage.type_in("Taster day");
    enter(&mut stage, "Organisation, as every question names it", "Imperial after:hours");
    by_keys::tab_to(&mut stage, "Registrations");
    for (kind, days) in PERIODS_OF_THE_SHIPPED_NOTICE {
        assert_eq!(stage.field(kind).value().as_deref(), Some(days), "{kind}");
    }
    assert!(!stage.shows("Equality answers"), "this event does not ask about it: {:#?}", stage.everything());
    for (kind, days) in PERIODS_OF_THE_SHIPPED_NOTICE {
        enter(&mut stage, kind, "1");
        by_keys::tab_to(&mut stage, "Open this event");
        stage.key(Key::Enter);
        assert!(stage.says(&format!("Write {days}: the notice says so")), "{kind}: {:#?}", stage.everything());
        assert_eq!(stage.focused().as_deref(), Some(kind), "what is to be put right has the keyboard");
        stage.ctrl(Key::A);
        stage.type_in(days);
    }
    by_keys::tab_to(&mut stage, "Open this event");
    stage.key(Key::Enter);
    assert!(stage.says("The event is open"), "{:#?}", stage.everything());
    let desk = stage.close().open();
    let event = desk.events().unwrap().remove(1);
    let retention = event.definition().retention;
    assert_eq!(event.definition().name, "Taster day");
    assert_eq!((retention.registrations_days, retention.consent_proof_days), (730, 2190));
    assert_eq!(retention, event.notice().retention);
}

/// What the notice that comes with the program says, as its fields do.
const PERIODS_OF_THE_SHIPPED_NOTICE: [(&str, &str); 4] = [
    ("Registrations", "730"),
    ("Health, disability and diet", "7"),
    ("Emergency contacts", "7"),
    ("Proof of answers", "2190"),
];

#[test]
fn r11_r12_the_ages_are_set_with_the_event_and_hold_together() {
    let mut stage = Before::desk().unlocked();
    page(&mut stage, "Event");
    let (own, grown_up) = ("Answer for themselves from age", "Grown up from age");
    assert_eq!([own, grown_up].map(|name| stage.field(name).value()), ["13", "18"].map(|age| Some(age.to_owned())));
    stage.rewrite(own, "nobody");
    stage.ctrl(Key::S);
    assert!(stage.says("Write both ages, in years"), "{:#?}", stage.everything());
    assert_eq!(stage.focused().as_deref(), Some(own));
    stage.rewrite(own, "19");
    assert!(stage.says("Write no age above that of a grown-up"), "{:#?}", stage.everything());
    stage.rewrite(own, "16");
    stage.ctrl(Key::S);
    assert!(stage.says("Saved"), "{:#?}", stage.everything());
    stage.ctrl(Key::Num1);
    assert!(stage.shows("16 or over?"), "{:#?}", stage.everything());
    let mut desk = stage.close().open();
    let mut definition = desk.events().unwrap().remove(0).definition().clone();
    assert_eq!((definition.ages.consent, definition.ages.adult), (16, 18));
    definition.ages.consent = 19;
    let refused = desk.change_event(definition).unwrap_err().to_string();
    assert!(refused.contains("grown up before they answer"), "{refused}");
}

/// A desk that was made and has no event yet.
pub(super) fn without_an_event() -> Before {
    let before = Before::nothing();
    let env = before.clock.env(&before.folder, 7);
    let founder = lanyard::desk::NewReader {
        handle: handle(),
        name: "Priya Nair".into(),
        role: lanyard::domain::staff::Role::Lead,
        passphrase: Passphrase::given(PASSPHRASE),
    };
    drop(Desk::create(&before.place(), &founder, lanyard::desk::Kdf::for_tests(), &env).unwrap());
    before
}

#[test]
fn a_desk_without_an_event_makes_its_first_one_and_registers_r1() {
    let mut stage = without_an_event().unlocked();
    assert!(stage.shows("The first event"), "{:#?}", stage.everything());
    stage.write("Name", "Autumn open day");
    choose(&mut stage, "Open this event");
    assert!(stage.says("Write who holds it"));
    stage.write("Organisation, as every question names it", "Imperial after:hours");
    assert_eq!(stage.field("Short name in file names").value().as_deref(), Some("autumn-open-day"));
    choose(&mut stage, "Open this event");
    stage.ctrl(Key::Num1);
    assert!(stage.shows("13 or over?"), "{:#?}", stage.everything());
    let desk = stage.close().open();
    assert_eq!(desk.events().unwrap()[0].definition().name, "Autumn open day");
}

#[test]
fn an_event_is_opened_from_a_file_and_a_fault_in_it_is_named_r1() {
    let before = Before::desk();
    let file = before.folder.join("taster.toml");
    let text = super::stage::EVENT.replace("code = \"open-day\"", "code = \"taster\"");
    std::fs::write(&file, text.replace("name = \"Open Day", "name = \"Taster Day")).unwrap();
    let broken = before.folder.join("broken.toml");
    std::fs::write(&broken, "code = 7").unwrap();
    let mut stage = before.unlocked();
    page(&mut stage, "Event");
    stage.click("New event");
    stage.write("File", &broken.to_string_lossy());
    stage.click("Open the file");
    assert!(stage.says("Line 1"), "{:#?}", stage.everything());
    stage.rewrite("File", &file.to_string_lossy());
    stage.click("Open the file");
    assert!(stage.says("Taster Day"), "{:#?}", stage.everything());
    let desk = stage.close().open();
    assert_eq!(desk.events().unwrap().len(), 2);
}

#[test]
fn somebody_who_is_added_opens_the_desk_and_once_removed_does_not_r22() {
    let mut stage = Before::desk().unlocked();
    page(&mut stage, "Staff and roles");
    stage.click("Add a person");
    stage.click("Add them");
    assert!(stage.says("Write their name"), "{:#?}", stage.everything());
    // What has to be put right first has the keyboard.
    assert_eq!(stage.focused().as_deref(), Some("Name"));
    stage.type_in("Callum Reid");
    assert_eq!(stage.field("Handle, seen before the desk is open").value().as_deref(), Some("callum"));
    stage.click("Add them");
    assert_eq!(stage.focused().as_deref(), Some("Role"));
    stage.key(Key::Enter);
    stage.key(Key::Enter);
    stage.write("Passphrase", "short");
    stage.click("Add them");
    assert!(stage.says("Write at least 12 characters"), "{:#?}", stage.everything());
    assert_eq!(stage.focused().as_deref(), Some("Passphrase"));
    stage.rewrite("Passphrase", "plain orchard gate");
    stage.click("Add them");
    assert!(stage.says("Callum Reid, callum, Desk"), "{:#?}", stage.everything());
    assert_eq!(stage.focused().as_deref(), Some("Add a person"), "the keyboard is where the dialog was opened");

    let before = stage.close();
    let callum = Handle::parse("callum").unwrap();
    let open = |before: &Before| {
        Desk::open(
            &before.place(),
            &callum,
            &Passphrase::given("plain orchard gate"),
            &before.clock.env(&before.folder, 77),
        )
    };
    drop(open(&before).unwrap());

    let mut stage = before.unlocked();
    page(&mut stage, "Staff and roles");
    assert!(!stage.shows("Role of Priya Nair"), "nobody changes their own");
    stage.control("Role of Callum Reid").focus();
    stage.harness.step();
    for key in [Key::Enter, Key::ArrowDown, Key::Enter] {
        stage.key(key);
    }
    assert!(stage.says("callum is desk lead from the next time they open the desk"), "{:#?}", stage.everything());
    assert!(stage.says("Callum Reid, callum, Desk lead, can open the desk"), "{:#?}", stage.everything());
    stage.click("Remove Callum Reid");
    assert!(stage.says("Every key of the desk is changed"), "what it does is said first");
    stage.click("Remove and change the keys");
    assert!(stage.says("The keys were changed"), "{:#?}", stage.everything());
    stage.click("Done");
    assert!(stage.says("callum, Desk lead, removed"), "{:#?}", stage.everything());
    let before = stage.close();
    assert!(matches!(open(&before), Err(lanyard::desk::DeskError::Vault(VaultError::NoSuchReader(_)))));
    drop(before.open());
}

#[test]
fn desk_staff_set_their_own_passphrase_and_the_look_and_nothing_else() {
    let before = Before::desk();
    let callum = Handle::parse("callum").unwrap();
    let new = lanyard::desk::NewReader {
        handle: callum.clone(),
        name: "Callum Reid".into(),
        role: lanyard::domain::staff::Role::Desk,
        passphrase: Passphrase::given("plain orchard gate"),
    };
    before.open().add_staff(&new).unwrap();
    let opening = |opening: &mut Opening| {
        opening.unlocked = Some((Handle::parse("callum").unwrap(), Passphrase::given("plain orchard gate")));
    };
    let mut stage = before.opened_as(&opening);
    stage.ctrl(Key::Num5);
    for hidden in ["Event", "Form", "Recipient keys", "Keep and back up", "Add a person", "Make a new recovery code"] {
        assert!(!stage.shows(hidden), "{hidden}: {:#?}", stage.everything());
    }
    stage.click("Change your passphrase");
    stage.write("New passphrase", "second gate harbour");
    stage.write("The same again", "second gate harbor");
    stage.click("Change it");
    assert!(stage.says("Type the same again"), "{:#?}", stage.everything());
    stage.rewrite("The same again", "second gate harbour");
    stage.click("Change it");
    assert!(stage.says("The keys were changed"), "{:#?}", stage.everything());
    let before = stage.close();
    let env = before.clock.env(&before.folder, 78);
    assert!(Desk::open(&before.place(), &callum, &Passphrase::given("plain orchard gate"), &env).is_err());
    drop(Desk::open(&before.place(), &callum, &Passphrase::given("second gate harbour"), &env).unwrap());
}

#[test]
fn a_new_recovery_code_is_shown_once_and_must_be_written_down() {
    let mut stage = Before::desk().unlocked();
    page(&mut stage, "Staff and roles");
    stage.click("Make a new recovery code");
    stage.press(Modifiers::NONE, Key::Escape);
    assert!(!stage.says("The printed one opens nothing"), "Esc keeps the old one");
    assert_eq!(stage.focused().as_deref(), Some("Make a new recovery code"), "the keyboard is where it was pressed");
    // It is scrolled to.
    stage.rest();
    stage.click("Make a new recovery code");
    stage.click("Make a new code");
    assert!(stage.says("The new recovery code"), "{:#?}", stage.everything());
    stage.press(Modifiers::NONE, Key::Escape);
    assert!(stage.says("The new recovery code"), "it must be answered");
    stage.click("I have written it down and checked it");
    stage.click("Done");
    assert!(!stage.says("The new recovery code"));
    assert_eq!(stage.focused().as_deref(), Some("Make a new recovery code"), "past the dialog between");
}

#[test]
fn what_could_not_be_done_leaves_the_keyboard_at_its_button() {
    let mut stage = Before::desk().unlocked();
    page(&mut stage, "Staff and roles");
    stage.ctrl(Key::Num1);
    // The desk is held up from here on: what is asked of it takes its time.
    stage.before.clock.hold_after(0);
    stage.press(Modifiers::COMMAND, Key::Num5);
    stage.until_held();
    stage.focus("Add the organisation’s key");
    stage.press(Modifiers::NONE, Key::Enter);
    for (label, typed) in [("Whose key it is", "Admissions office"), ("age public key", "age1notakey")] {
        stage.enter(label);
        stage.type_in(typed);
    }
    stage.focus("Let them read it");
    stage.press(Modifiers::NONE, Key::Enter);
    stage.harness.run_steps(4);
    assert!(stage.control("Let them read it").accesskit_node().is_disabled());
    assert_eq!(stage.focused(), None, "what cannot be pressed has no keyboard");
    stage.before.clock.release();
    stage.settle();
    assert!(stage.says("This is not an age public key"), "{:#?}", stage.everything());
    assert_eq!(stage.focused().as_deref(), Some("Let them read it"));
}

#[test]
fn the_organisations_key_is_added_with_what_it_lets_them_read_said() {
    let key = RecipientIdentity::generate().public().to_string();
    let mut stage = Before::desk().unlocked();
    page(&mut stage, "Staff and roles");
    // It stands below the edge of the window: the keyboard brings it into sight.
    stage.control("Add the organisation’s key").focus();
    stage.settle();
    let seen = stage.control("Add the organisation’s key").rect();
    assert!(seen.bottom() < 768.0, "{seen:?}");
    stage.key(Key::Enter);
    assert!(stage.says("every name, every answer"), "{:?} {:#?}", stage.focused(), stage.everything());
    stage.write("Whose key it is", "Admissions office");
    let file = stage.before.place().with_file_name("organisation.pub");
    std::fs::write(&file, &key).unwrap();
    stage.write("age public key", &file.display().to_string());
    stage.click("Let them read it");
    assert!(stage.says("Whoever holds the key of Admissions office"), "{:#?}", stage.everything());
}

#[test]
fn a_recipient_is_compared_and_removed_r21() {
    let before = Before::desk();
    let words = {
        let mut desk = before.open();
        let new = lanyard::desk::NewRecipient {
            code: lanyard::domain::code::Code::new("crm").unwrap(),
            name: "CRM team".into(),
            age_key: RecipientIdentity::generate().public().to_string(),
            minisign_key: SigningKey::generate().unwrap().public().to_string(),
            purposes: [lanyard::domain::purpose::Purpose::News].into(),
        };
        desk.add_recipient(new).unwrap().words().join(" ")
    };
    let mut stage = before.unlocked();
    page(&mut stage, "Recipient keys");
    assert!(stage.says("Not checked"));
    stage.click("Compare");
    stage.write("The six words you hear", &words);
    stage.key(Key::Enter);
    assert!(stage.says("Checked "), "{:#?}", stage.everything());
    stage.click("Remove CRM team");
    stage.key(Key::Escape);
    assert_eq!(stage.focused().as_deref(), Some("Remove CRM team"), "the keyboard is where it was pressed");
    stage.click("Remove CRM team");
    assert!(stage.says("Remove CRM team?"));
    stage.click("Remove");
    assert!(stage.says("Nobody receives batches yet"), "{:#?}", stage.everything());
}

#[test]
fn the_look_applies_at_once_and_is_remembered() {
    use lanyard::ui::theme::{Theme, Themed};
    let mut stage = Before::desk().unlocked();
    page(&mut stage, "Look");
    stage.click("Dark");
    assert_eq!(stage.harness.ctx.mode(), Theme::Dark);
    stage.click("Reduce motion");
    let before = stage.close();
    let opening = |opening: &mut Opening| {
        opening.unlocked = Some((handle(), Passphrase::given(PASSPHRASE)));
        opening.look = None;
    };
    let stage = before.opened_as(&opening);
    assert_eq!(stage.harness.ctx.mode(), Theme::Dark);
}

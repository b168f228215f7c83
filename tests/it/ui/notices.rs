//! Privacy notices in the window: written in draft, published while a form is open, and one key away (R6, R25, R26).

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use lanyard::desk::Passphrase;
use lanyard::domain::equality::{LegalCondition, Monitoring};
use lanyard::domain::event::RecordingRule;
use lanyard::domain::organisation::Profile;
use lanyard::domain::purpose::{Channel, LawfulBasis, Purpose, Question, SpecialPair};
use lanyard::domain::staff::Handle;

use super::scenes::{self, page};
use super::stage::{Before, PASSPHRASE, Stage};
use super::states::press;
use crate::support::settings::change_event;

const NEWS: Question = Question::News(Channel::Email);

fn choose(stage: &mut Stage, name: &str) {
    stage.control(name).click_accesskit();
    stage.settle();
}

/// Begins a version and writes other words for news by email.
fn writes_other_words(stage: &mut Stage) {
    page(stage, "Privacy notice");
    stage.click("New version");
    stage.click("Write 1.1");
    stage.rewrite("Email", "May {organisation} write to you by email?");
}

/// A version that begins tomorrow.
pub(crate) fn to_come(stage: &mut Stage) {
    page(stage, "Privacy notice");
    press(stage, "New version");
    press(stage, "Write 1.1");
    stage.rewrite("Email", "May {organisation} write to you by email?");
    for (box_of, number) in [("Day", "22"), ("Month", "11"), ("Year", "2026")] {
        stage.rewrite(&format!("Begins on, if not at once: {box_of}"), number);
    }
    press(stage, "Publish 1.1");
    stage.write("Your passphrase", PASSPHRASE);
    stage.key(Key::Enter);
    stage.wait_for(|stage| stage.says("Version 1.1, to come, from 22 November 2026"));
}

#[test]
fn r26_a_form_that_is_half_filled_when_a_lead_publishes_asks_again_and_keeps_what_was_typed() {
    let mut stage = Before::desk().unlocked();
    stage.type_text("Mei Tan");
    stage.write("Email", "mei@example.org");
    stage.choose("Yes");
    stage.answer_question("Email: Yes", true);
    stage.answer_question("Diet, for catering: Yes", true);
    stage.rest();
    stage.type_text("Coeliac");
    stage.rest();
    assert!(stage.says("2 of 10 answered"), "{:#?}", stage.everything());

    writes_other_words(&mut stage);
    stage.click("Publish 1.1");
    assert!(stage.says("1 form that was begun, and any on a screen"), "{:#?}", stage.everything());
    stage.write("Your passphrase", "not this one at all");
    stage.key(Key::Enter);
    assert!(stage.says("That passphrase is not right"), "{:#?}", stage.everything());
    assert!(!stage.says("is in use. Nobody"), "nothing was published");
    stage.write("Your passphrase", PASSPHRASE);
    stage.key(Key::Enter);
    assert!(stage.says("Version 1.1 is in use"), "{:#?}", stage.everything());

    stage.ctrl(Key::Num1);
    assert_eq!(stage.field("Full name").value().as_deref(), Some("Mei Tan"), "what was typed stays");
    assert!(stage.says("0 of 10 answered"), "{:#?}", stage.everything());
    assert!(stage.says("The notice has changed: ask 2 questions again"), "{:#?}", stage.everything());
    assert!(!stage.says("Coeliac"), "what hung on a Yes went with it (R3)");
    stage.answer_question("Email: Yes", true);
    stage.keys(egui::Modifiers::COMMAND, Key::Enter);

    let desk = stage.close().open();
    let event = desk.events().unwrap().remove(0);
    let hit = desk.find(&event.definition().code, "mei", 5).unwrap().remove(0);
    let history = desk.history(hit.registered.id).unwrap();
    let evidence: Vec<_> = history.answers.iter().map(|(_, answer)| (answer.question, &answer.evidence)).collect();
    assert_eq!(evidence.len(), 1, "nothing that was said to the old words is kept");
    assert_eq!((evidence[0].0, evidence[0].1.notice), (NEWS, event.notice_hash()));
    assert_eq!(evidence[0].1.statement.as_str(), "May Imperial after:hours write to you by email?");
}

#[test]
fn r26_a_draft_outlives_locking_and_a_restart_and_can_be_thrown_away() {
    let mut stage = Before::desk().unlocked();
    writes_other_words(&mut stage);
    // At once: nothing has to wait for the disk first.
    stage.press(egui::Modifiers::COMMAND, Key::L);
    stage.settle();
    stage.unlock();
    page(&mut stage, "Privacy notice");
    assert!(stage.says("Other words for: Email."), "{:#?}", stage.everything());
    let mut stage = stage.close().unlocked();
    page(&mut stage, "Privacy notice");
    stage.click("Write 1.1");
    let written = "May {organisation} write to you by email?";
    assert_eq!(stage.field("Email").value().as_deref(), Some(written), "{:#?}", stage.everything());
    stage.click("Discard the draft");
    stage.click("Discard it");
    assert!(stage.shows("New version"), "{:#?}", stage.everything());
    let desk = stage.close().open();
    let event = desk.events().unwrap().remove(0);
    assert!(desk.notice_draft(&event.definition().code).is_err());
    assert_eq!(event.notice().version, "1.0");
}

#[test]
fn r26_what_has_to_be_put_right_stands_beside_its_field_and_nothing_is_published() {
    let mut stage = Before::desk().unlocked();
    page(&mut stage, "Privacy notice");
    stage.click("New version");
    assert!(stage.says("Change something"), "{:#?}", stage.everything());
    stage.click("Write 1.1");
    stage.rewrite("Registrations", "1095");
    stage.click("Publish 1.1");
    assert!(!stage.shows("Publish 1.1?"), "{:#?}", stage.everything());
    assert!(stage.says("Say in the text how long registrations are kept: 1095 days"), "{:#?}", stage.everything());
    stage.rewrite("Registrations", "years");
    assert!(stage.says("Write a number of days, from 1 to 36500"), "{:#?}", stage.everything());
    let desk = stage.close().open();
    assert_eq!(desk.events().unwrap()[0].notice().version, "1.0");
}

#[test]
fn r26_a_small_change_with_other_periods_is_refused_and_a_change_of_meaning_lists_who_has_to_be_told() {
    let mut stage = scenes::with_a_notice_draft().unlocked();
    page(&mut stage, "Privacy notice");
    assert!(stage.says("Taken out: your registration: 730 days (two years);"), "{:#?}", stage.everything());
    assert!(stage.says("Other periods for: registrations."), "{:#?}", stage.everything());
    choose(&mut stage, "Small change: people keep their answers, and nobody has to be told.");
    assert!(stage.says("Other periods are no small change"), "{:#?}", stage.everything());
    stage.click("Publish 1.2");
    assert!(!stage.shows("Publish 1.2?"), "it is not even asked");
    stage.click("Back to the versions");
    choose(&mut stage, "Small change: people keep their answers, and nobody has to be told.");
    stage.click("Publish 1.2");
    assert!(stage.says("30 people who registered before have to be told"), "{:#?}", stage.everything());
    stage.write("Your passphrase", PASSPHRASE);
    stage.key(Key::Enter);
    assert!(stage.says("30 people have to be told"), "{:#?}", stage.everything());
    stage.click("Who has to be told (30)");
    let desk_told = stage.everything();
    stage.key(Key::Escape);
    let desk = stage.close().open();
    let event = desk.events().unwrap().remove(0);
    assert_eq!(event.definition().retention.registrations_days, 365, "R24");
    let told = desk.to_be_told(&event.definition().code).unwrap();
    assert_eq!(told.len(), 30);
    assert!(told.iter().all(|(_, reference)| desk_told.contains(reference)), "{desk_told:#?}");
}

#[test]
fn r26_desk_staff_read_the_versions_and_change_nothing() {
    let before = scenes::with_colleagues();
    let callum = Handle::parse("callum").unwrap();
    let mut stage = before.unlocked_as(&callum, Passphrase::given("plain orchard gate"));
    page(&mut stage, "Privacy notice");
    assert!(stage.says("Version 1.0, in use"), "{:#?}", stage.everything());
    assert!(stage.shows("Print for the desk"));
    for forbidden in ["New version", "Change whom to ask", "Publish 1.0"] {
        assert!(!stage.shows(forbidden), "{forbidden}: {:#?}", stage.everything());
    }
}

#[test]
fn r25_the_notice_is_printed_for_the_desk() {
    let mut stage = Before::desk().unlocked();
    page(&mut stage, "Privacy notice");
    stage.click("Print for the desk");
    let folder = stage.before.folder.join("printed");
    std::fs::create_dir_all(&folder).unwrap();
    stage.write("Folder", &folder.to_string_lossy());
    stage.click("Write the PDF");
    assert!(stage.says("notice-open-day-1.0-en.pdf"), "{:#?}", stage.everything());
    assert!(std::fs::read(folder.join("notice-open-day-1.0-en.pdf")).unwrap().starts_with(b"%PDF"));
}

const WHOM: &str = "Whom to ask, and where to complain";

/// The notice with its contacts, over whatever is open.
fn shows_whom_to_ask(stage: &Stage) {
    for said in [
        WHOM,
        "Held by: Imperial College London",
        "Write to: Data Enquiry, Imperial after:hours, Level 3 Sherfield Building, London SW7 2AZ",
        "Email: eveningclass@imperial.ac.uk",
        "Officer: Data Protection Officer, Level 4 Faculty Building, South Kensington, London SW7 2AZ",
        "Complain: To us, or to Information Commissioner's Office, www.ico.org.uk",
        "Our number: Z5940050",
    ] {
        assert!(stage.shows(said), "{said}: {:#?}", stage.everything());
    }
}

#[test]
fn r25_whom_to_ask_is_one_key_away_on_every_screen_that_asks() {
    let mut stage = Before::with_visitors().unlocked();
    for section in [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5] {
        stage.ctrl(section);
        stage.key(Key::F8);
        shows_whom_to_ask(&stage);
        stage.key(Key::F8);
        assert!(!stage.shows(WHOM), "{section:?}: the same key leaves it");
    }
    // Over what is open on a screen: Esc leaves the notice, and nothing else.
    scenes::amend(&mut stage);
    stage.key(Key::F8);
    shows_whom_to_ask(&stage);
    stage.key(Key::Escape);
    assert!(!stage.shows(WHOM));
    assert!(stage.has_field("Why it is corrected"), "{:#?}", stage.everything());
    stage.key(Key::Escape);
    // The screen that is turned to the visitor.
    stage.ctrl(Key::Num1);
    stage.key(Key::F9);
    assert!(stage.shows("Is this what you said?"));
    stage.key(Key::F8);
    shows_whom_to_ask(&stage);
    stage.key(Key::Escape);
    assert!(stage.shows("Is this what you said?") && !stage.shows(WHOM), "{:#?}", stage.everything());
    stage.key(Key::F9);
    stage.key(Key::F1);
    assert!(stage.shows("F8: Privacy notice"), "{:#?}", stage.everything());
}

/// What can be ticked or chosen, by its name.
fn boxes(stage: &Stage) -> Vec<String> {
    let is_box = |role| matches!(role, Role::CheckBox | Role::Switch | Role::RadioButton | Role::Button);
    let found = stage.harness.query_all_by(|node| is_box(node.role()));
    found.filter_map(|node| node.accesskit_node().label()).collect()
}

#[test]
fn r06_every_purpose_is_shown_with_its_one_basis_and_only_what_rests_on_consent_has_a_box() {
    let before = Before::desk();
    let mut desk = before.open();
    let mut settings = desk.events().unwrap().remove(0).definition().clone();
    settings.recording = Some(RecordingRule::Objection);
    settings.special = SpecialPair::ALL.iter().copied().collect();
    settings.opportunities_out_loud = true;
    settings.other_purposes = [Purpose::WideningParticipation].into();
    let (condition, policy_date) = (LegalCondition::EqualityOfOpportunity, settings.first_day);
    settings.equality = Some(Monitoring { condition, policy_date });
    change_event(&mut desk, settings);
    let event = desk.events().unwrap().remove(0);
    assert_eq!(event.purposes().len(), Purpose::ALL.len());
    drop(desk);
    let mut stage = before.unlocked();
    page(&mut stage, "Privacy notice");
    let said = stage.everything();
    for purpose in Purpose::ALL {
        let mut words = purpose.words().to_owned();
        words[..1].make_ascii_uppercase();
        let shown: Vec<_> = said.iter().filter(|said| said.starts_with(&format!("{words}: "))).collect();
        assert_eq!(shown.len(), 1, "{purpose}: {shown:?}");
        let bases = [
            LawfulBasis::Consent,
            LawfulBasis::Contract,
            LawfulBasis::LegalObligation,
            LawfulBasis::VitalInterests,
            LawfulBasis::PublicTask,
            LawfulBasis::LegitimateInterests,
        ];
        let named: Vec<_> = bases.into_iter().filter(|basis| shown[0].contains(basis.article())).collect();
        assert_eq!(named, [purpose.basis()], "{}", shown[0]);
        assert!(!boxes(&stage).iter().any(|name| name.contains(purpose.words())), "{purpose} has no box");
    }
    // R12: the mode, in words.
    assert!(stage.says("Adults are recorded unless they object"), "{said:#?}");
    // And on the form: whatever can be ticked as an answer is one of the questions, each for a purpose by consent.
    stage.ctrl(Key::Num1);
    let without = [Purpose::RecordKeeping, Purpose::EqualityMonitoring, Purpose::WideningParticipation];
    let answers: Vec<_> = boxes(&stage).into_iter().filter(|name| name.ends_with(": Yes")).collect();
    // Whoever's age is not known is recorded by consent only (R12).
    assert_eq!(answers.len(), event.questions_at_the_desk().count(), "{answers:#?}");
    for purpose in without {
        assert!(!boxes(&stage).iter().any(|name| name.to_lowercase().contains(purpose.words())), "{purpose}");
    }
}

#[test]
fn r25_an_organisation_that_nobody_knows_yet_is_asked_whom_to_ask_before_its_first_event() {
    let before = Before::desk();
    let mut desk = before.open();
    desk.set_organisation(&Profile::default()).unwrap();
    drop(desk);
    let mut stage = before.unlocked();
    stage.ctrl(Key::Num5);
    stage.click("New event");
    let last = |stage: &mut Stage, label: &str, text: &str| {
        // The page behind has fields of the same names: the dialog's come last.
        let found: Vec<_> = stage.harness.query_all_by(|node| node.label().as_deref() == Some(label)).collect();
        found.last().unwrap_or_else(|| panic!("{label}")).focus();
        stage.harness.step();
        stage.type_in(text);
    };
    last(&mut stage, "Name", "Taster day");
    last(&mut stage, "Organisation, as every question names it", "Night School");
    choose(&mut stage, "Open this event");
    assert!(stage.says("the address for data enquiries"), "{:#?}", stage.everything());
    last(&mut stage, "The address for data enquiries", "Night School, 1 High Street, Leeds");
    last(&mut stage, "The email for data enquiries", "data@night.example.org");
    last(&mut stage, "The regulator", "A regulator");
    last(&mut stage, "The registration number", "Z7");
    choose(&mut stage, "Open this event");
    assert!(stage.says("Taster day"), "{:#?}", stage.everything());
    let desk = stage.close().open();
    let event = desk.events().unwrap().remove(1);
    assert!(event.notice().text.contains("data@night.example.org") && !event.notice().text.contains("Imperial"));
    assert_eq!(event.notice().contacts.as_ref().unwrap().address, "Night School, 1 High Street, Leeds");
}

#[test]
fn r26_a_version_of_a_later_day_is_shown_as_to_come_can_be_called_off_and_begins_overnight() {
    let mut stage = Before::desk().unlocked();
    writes_other_words(&mut stage);
    for (box_of, number) in [("Day", "22"), ("Month", "11"), ("Year", "2026")] {
        stage.rewrite(&format!("Begins on, if not at once: {box_of}"), number);
    }
    stage.click("Publish 1.1");
    assert!(stage.says("From the start of 22 November 2026"), "{:#?}", stage.everything());
    stage.write("Your passphrase", PASSPHRASE);
    stage.key(Key::Enter);
    assert!(stage.says("Version 1.1 begins on 22 November 2026"), "{:#?}", stage.everything());
    assert!(stage.says("Version 1.1, to come, from 22 November 2026"), "{:#?}", stage.everything());
    assert!(stage.says("Version 1.0, in use"), "{:#?}", stage.everything());
    stage.click("Call it off");
    assert!(stage.says("Its number is not given again"), "{:#?}", stage.everything());
    stage.key(Key::Escape);

    // A form that is half filled when the desk is left.
    stage.ctrl(Key::Num1);
    stage.enter("Full name");
    stage.type_text("Mei Tan");
    stage.write("Email", "mei@example.org");
    stage.choose("Yes");
    stage.answer_question("Email: Yes", true);
    stage.rest();
    stage.wait(chrono::TimeDelta::hours(14));
    stage.unlock();
    assert_eq!(stage.field("Full name").value().as_deref(), Some("Mei Tan"), "what was typed stays");
    assert!(stage.says("The notice has changed: ask 1 question again"), "{:#?}", stage.everything());
    let desk = stage.close().open();
    assert_eq!(desk.events().unwrap()[0].notice().version, "1.1");
}

#[test]
fn r26_a_version_that_is_called_off_never_begins() {
    let mut stage = Before::desk().unlocked();
    writes_other_words(&mut stage);
    for (box_of, number) in [("Day", "22"), ("Month", "11"), ("Year", "2026")] {
        stage.rewrite(&format!("Begins on, if not at once: {box_of}"), number);
    }
    stage.click("Publish 1.1");
    stage.write("Your passphrase", PASSPHRASE);
    stage.key(Key::Enter);
    stage.focus("Call it off");
    stage.key(Key::Enter);
    // The safe answer has the keyboard first; the other is beside it.
    stage.key(Key::Tab);
    stage.key(Key::Enter);
    assert!(stage.says("It is called off. The version in use stays in use."), "{:#?}", stage.everything());
    assert!(stage.shows("New version") && !stage.says("to come"), "{:#?}", stage.everything());
    let desk = stage.close().open();
    let code = desk.events().unwrap().remove(0).definition().code.clone();
    assert_eq!(desk.notices_of(&code).unwrap().published.len(), 1);
}

#[test]
fn r13_r26_a_renamed_organisation_asks_for_a_new_version_where_it_is_edited_and_where_notices_are() {
    let mut stage = Before::desk().unlocked();
    stage.ctrl(Key::Num5);
    stage.click("Event");
    stage.rewrite("Organisation, as every question names it", "Night School");
    assert!(stage.says("Notice 1.0 goes on naming Imperial after:hours"), "{:#?}", stage.everything());
    stage.ctrl(Key::S);
    page(&mut stage, "Privacy notice");
    assert!(stage.says("Version 1.0 goes on saying the organisation's name"), "{:#?}", stage.everything());
    stage.ctrl(Key::Num1);
    stage.focus("Email: Yes");
    assert!(stage.says("May Imperial after:hours email you"), "{:#?}", stage.everything());
}

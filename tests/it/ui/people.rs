//! People through the window: found, shown, corrected, and what they take back.

use std::time::Duration;

use chrono::TimeDelta;
use egui::accesskit::Toggled;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use lanyard::desk::{Desk, DeskError, Entering, WalkIns};
use lanyard::domain::code::Code;
use lanyard::domain::ids::RegistrationId;
use lanyard::domain::ledger::Standing;
use lanyard::domain::purpose::{Channel, Question, SpecialPair};
use lanyard::domain::source::{Giver, ListSource};

use super::sound;
use super::stage::{Before, Stage, handle};

const EMAIL: Question = Question::News(Channel::Email);
const TEXT: Question = Question::News(Channel::Sms);

fn event() -> Code {
    Code::new("open-day").unwrap()
}

/// People of a desk with visitors, with nothing typed.
fn people(before: Before) -> Stage {
    let mut stage = before.unlocked();
    stage.ctrl(Key::Num2);
    assert_eq!(stage.focused().as_deref(), Some(SEARCH), "whoever comes here can type at once");
    stage
}

const SEARCH: &str = "Find people by name, contact or reference";

/// What is called so and so much, among the rows of the list.
fn row(stage: &Stage, name: &str) -> Option<String> {
    stage.everything().into_iter().find(|said| said.starts_with(name) && said.contains(", came "))
}

fn standing(desk: &Desk, name: &str, question: Question) -> Standing {
    let hits = desk.find(&event(), name, 5).unwrap();
    desk.history(hits[0].registered.id).unwrap().standings.get(question)
}

#[test]
fn r14_somebody_is_found_while_their_name_is_typed_and_shown_with_all_that_stands() {
    let mut stage = people(Before::with_visitors());
    stage.type_in("amara");
    stage.settle();
    let said = row(&stage, "Amara Osei-Lindqvist").unwrap();
    assert!(said.contains("amara.ol@example.org, Spanish, level 2, +1, came 10:42, 1 yes, 4 no"), "{said}");
    assert!(row(&stage, "Samantha").is_none(), "the beginning of a word is looked for");
    assert!(stage.says("reference "), "{:?}", stage.everything());
    assert!(stage.shows("Email: amara.ol@example.org"));
    assert!(stage.shows("Consent now"));
    assert!(
        stage
            .everything()
            .iter()
            .any(|said| said.starts_with("10:42: Yes to email. Chosen on screen by the visitor. Notice"))
    );
    assert!(stage.says("No to text message and 3 more"), "{:?}", stage.everything());
}

/// What was found for "am" may come after another letter was typed: its first one is not whom "ama" is about.
#[test]
fn r14_the_first_of_what_is_looked_for_last_is_chosen_however_late_the_desk_answers() {
    let mut stage = people(Before::with_visitors());
    stage.type_in("ama");
    // The desk answers; the window does not look meanwhile.
    std::thread::sleep(std::time::Duration::from_millis(400));
    stage.settle();
    assert!(row(&stage, "محمد علي").is_some(), "{:#?}", stage.everything());
    assert!(stage.shows("Email: m.ali@example.org"), "{:#?}", stage.everything());
}

/// Down and Alt+W, before the desk has said a word about whoever the arrow went to.
#[test]
fn r15_a_key_that_follows_an_arrow_is_about_whom_the_arrow_chose() {
    let mut stage = people(Before::with_visitors());
    stage.type_in("ama");
    stage.settle();
    for (modifiers, key) in [(Modifiers::NONE, Key::ArrowDown), (Modifiers::ALT, Key::W)] {
        stage.harness.key_press_modifiers(modifiers, key);
    }
    stage.harness.step();
    stage.settle();
    assert!(stage.shows("Withdraw consent for Amadeus van der Berg"), "{:#?}", stage.everything());
}

#[test]
fn r14_names_are_found_in_the_letters_of_another_script() {
    let before = Before::with_visitors();
    let mut desk = before.open();
    before.register(
        &mut desk,
        &event(),
        "full_name,thirteen_or_over,email\nМария Иванова,yes,m.i@example.org\nJürgen Müller,yes,j@example.org\nمحمد علي,yes,m@example.org\n",
    );
    drop(desk);
    let mut stage = people(before);
    for (typed, name) in [("ivanova", "Мария Иванова"), ("muller", "Jürgen Müller"), ("muhammad", "محمد علي")]
    {
        stage.rewrite(SEARCH, typed);
        assert!(row(&stage, name).is_some(), "{typed} finds {name}: {:?}", stage.everything());
    }
}

#[test]
fn empty_lists_say_so_and_offer_one_thing_to_do() {
    let mut stage = people(Before::desk());
    assert!(stage.shows("No one yet. Register the first visitor, Ctrl+1."), "{:?}", stage.everything());
    stage.type_in("ama");
    stage.settle();
    assert!(stage.shows("No one matches ‘ama’."), "{:?}", stage.everything());
    stage.click("Register them");
    assert_eq!(stage.field("Full name").value().as_deref(), Some("ama"), "what was typed is carried over");
}

#[test]
fn the_list_is_walked_with_the_keys_alone() {
    let mut stage = people(Before::with_visitors());
    stage.key(Key::ArrowDown);
    let heading = |stage: &Stage| {
        let found = stage.harness.query_all_by(|node| node.role() == egui::accesskit::Role::Heading);
        found.filter_map(|node| egui_kittest::kittest::NodeT::accesskit_node(&node).label()).next().unwrap()
    };
    let newest = heading(&stage);
    stage.key(Key::ArrowDown);
    assert_ne!(heading(&stage), newest, "the arrows choose while the box has the keyboard");
    stage.key(Key::ArrowUp);
    assert_eq!(heading(&stage), newest);
    stage.key(Key::Enter);
    assert_eq!(stage.focused().as_deref(), Some("Amend"));
    stage.control("People, 30").focus();
    stage.settle();
    stage.key(Key::End);
    assert_eq!(heading(&stage), "Amara Osei-Lindqvist", "the first who came is the last of the list");
    stage.key(Key::Home);
    assert_eq!(heading(&stage), newest);
    stage.key(Key::PageDown);
    assert_ne!(heading(&stage), newest);
}

#[test]
fn a_dialog_that_the_pointer_opened_gives_the_keyboard_back_to_what_was_pressed() {
    let mut stage = people(Before::with_visitors());
    stage.key(Key::ArrowDown);
    stage.click("Withdraw");
    assert!(stage.says("Withdraw consent"), "{:?}", stage.everything());
    stage.key(Key::Escape);
    assert_eq!(stage.focused().as_deref(), Some("Withdraw"));
    stage.click("Withdraw");
    stage.click("Cancel");
    assert_eq!(stage.focused().as_deref(), Some("Withdraw"), "Cancel does the same");
}

#[test]
fn filters_leave_as_many_as_they_say() {
    let mut stage = people(Before::with_visitors());
    let chip = |stage: &Stage, name: &str| {
        let found = stage.everything().into_iter().find(|said| said.starts_with(name)).unwrap();
        found[name.len()..].trim().to_owned()
    };
    for name in ["Email yes", "Under 13"] {
        let count = chip(&stage, name);
        stage.click(&format!("{name} {count}"));
        assert!(stage.shows(&format!("People, {count} of 30")), "{name} leaves {count}: {:?}", stage.everything());
        stage.click(&format!("{name} {count}"));
    }
    stage.click("Filter people");
    stage.click("All withdrawn");
    assert!(stage.shows("No one is left by these filters."), "{:?}", stage.everything());
    stage.key(Key::Escape);
    stage.click("Show everyone");
    assert!(stage.shows("People, 30"), "{:?}", stage.everything());
    let rows = stage.everything().into_iter().filter(|said| said.contains(", came ")).count();
    assert!((10..20).contains(&rows), "only rows that are seen are made: {rows}");
}

#[test]
fn r15_a_yes_is_taken_back_with_the_keyboard_in_no_more_steps_than_it_took_to_give() {
    let mut stage = people(Before::with_visitors());
    stage.type_in("kagiso");
    stage.settle();
    stage.press(Modifiers::ALT, Key::W);
    stage.settle();
    assert!(stage.shows("News by email. Yes since 10:42"), "{:?}", stage.everything());
    assert!(!stage.says("undo this for"), "a withdrawal takes effect at once");
    assert_eq!(stage.focused().as_deref(), Some("News by email. Yes since 10:42"));
    stage.key(Key::Space);
    assert!(stage.shows("Change 1 to No"), "{:?}", stage.everything());
    stage.press(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    assert!(stage.shows("Email withdrawn"), "{:?}", stage.everything());
    assert!(stage.says("Withdrawn: email. Told Priya Nair out loud at the desk."), "{:?}", stage.everything());
    assert!(row(&stage, "Kagiso").unwrap().contains(" 2 yes, 3 no, "), "{:?}", row(&stage, "Kagiso"));
    let desk = stage.close().open();
    assert_eq!(standing(&desk, "kagiso", EMAIL), Standing::Withdrawn);
    assert_eq!(standing(&desk, "kagiso", TEXT), Standing::Yes, "only what was ticked");
}

#[test]
fn r9_r20_an_objection_stops_every_channel_and_several_withdrawals_are_one_act() {
    let before = Before::with_visitors();
    let asked = before.open().event(&event()).unwrap();
    let mut stage = people(before);
    stage.type_in("kagiso");
    stage.settle();
    stage.press(Modifiers::ALT, Key::W);
    stage.settle();
    let news = asked.questions().filter(|question| matches!(question, Question::News(_)));
    let words: Vec<_> = news.map(|question| asked.statement(question).unwrap().as_str().to_owned()).collect();
    let told = |stage: &Stage| words.iter().filter(|words| stage.shows(&format!("“{words}”"))).count();
    assert!(words.len() > 2 && told(&stage) < 2, "{words:?}");
    stage.click("They object to any news. Every channel stops, until they change it themselves");
    stage.rest();
    // Each channel is recorded with its own words, which stand there (R13).
    assert_eq!(told(&stage), words.len(), "{:#?}", stage.everything());
    stage.click("Photos. Yes since 10:42");
    stage.click("Change 1 to No, record objection");
    let desk = stage.close().open();
    let hit = &desk.find(&event(), "kagiso", 1).unwrap()[0];
    let history = desk.history(hit.registered.id).unwrap();
    assert_eq!(history.standings.get(EMAIL), Standing::Objected);
    assert_eq!(history.standings.get(TEXT), Standing::Objected);
    let last = history.answers.last().unwrap().0.sequence;
    let objected: Vec<_> = history.answers.iter().filter(|(place, _)| place.sequence == last).collect();
    assert!(objected.len() >= 3, "one act");
    for shown in &words {
        assert!(objected.iter().any(|(_, answer)| answer.evidence.statement.as_str() == shown), "{shown}");
    }
}

#[test]
fn r3_withdrawing_a_note_deletes_it() {
    let before = Before::desk();
    let mut desk = before.open();
    before.register(
        &mut desk,
        &event(),
        "full_name,thirteen_or_over,consent_special_dietary,dietary_requirements,asked_how\nOmar Haddad,yes,yes,No nuts,out loud\n",
    );
    drop(desk);
    let mut stage = people(before);
    stage.type_in("omar");
    stage.settle();
    assert!(stage.shows("Help notes"), "a lead sees that there are some: {:?}", stage.everything());
    assert!(!stage.says("No nuts"), "and not what they say");
    stage.press(Modifiers::ALT, Key::W);
    stage.settle();
    stage.click("Diet note. Yes since 10:42. No would also delete the note");
    stage.click("Change 1 to No");
    let desk = stage.close().open();
    assert_eq!(standing(&desk, "omar", Question::Special(SpecialPair::DietCatering)), Standing::Withdrawn);
}

#[test]
fn r13_a_withdrawal_on_paper_asks_for_the_number_of_the_form() {
    let mut stage = people(Before::with_visitors());
    stage.type_in("kagiso");
    stage.settle();
    stage.press(Modifiers::ALT, Key::W);
    stage.settle();
    stage.click("News by email. Yes since 10:42");
    stage.field("How they told us").focus();
    stage.key(Key::ArrowDown);
    stage.key(Key::ArrowDown);
    stage.key(Key::Enter);
    stage.click("Change 1 to No");
    assert!(stage.says("Write the number on the form"), "{:?}", stage.everything());
    stage.write("Number of the form", "P-17");
    stage.click("Change 1 to No");
    assert!(stage.says("On paper form P-17, entered by Priya Nair."), "{:?}", stage.everything());
}

#[test]
fn r17_a_correction_needs_its_reason_and_the_old_value_stays_in_sight() {
    let mut stage = people(Before::with_visitors());
    stage.type_in("kagiso");
    stage.settle();
    stage.press(Modifiers::ALT, Key::E);
    stage.settle();
    stage.rewrite("Full name", "Kagiso A. Dube");
    assert!(stage.shows("Was Kagiso Amandla Dube"), "{:?}", stage.everything());
    stage.click("Save 1 change");
    assert!(stage.says("Say why in a few words"), "{:?}", stage.everything());
    stage.write("Why it is corrected", "asked for it");
    stage.press(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    assert!(row(&stage, "Kagiso A. Dube").is_some(), "{:?}", stage.everything());
    let told = "Corrected: full name. Was Kagiso Amandla Dube. Priya Nair: asked for it";
    assert!(stage.says(told), "{:?}", stage.everything());
    let desk = stage.close().open();
    let history = desk.history(desk.find(&event(), "kagiso", 1).unwrap()[0].registered.id).unwrap();
    assert_eq!(history.versions.len(), 2);
    assert_eq!(history.versions[1].record.full_name.as_deref(), Some("Kagiso A. Dube"));
    assert_eq!(history.versions[0].record.full_name.as_deref(), Some("Kagiso Amandla Dube"));
}

#[test]
fn r17_what_cannot_be_kept_is_said_at_its_field() {
    let mut stage = people(Before::with_visitors());
    stage.type_in("kagiso");
    stage.settle();
    stage.press(Modifiers::ALT, Key::E);
    stage.settle();
    stage.rewrite("Email", "kagiso@");
    assert!(!stage.says("Add the part after the @"), "not while somebody types: {:?}", stage.everything());
    stage.write("Why it is corrected", "new address");
    assert!(stage.says("Add the part after the @"), "once it is left: {:?}", stage.everything());
    stage.click("Save 1 change");
    assert!(stage.says("Add the part after the @"), "{:?}", stage.everything());
    assert_eq!(stage.focused().as_deref(), Some("Email"));
    // A date is checked on leaving too, and so is what may have been meant: it is offered, and taken when that is pressed.
    stage.rewrite("Date of birth: Year", "2199");
    stage.rewrite("Email", "kagiso@gmial.com");
    assert!(!stage.says("Add the part after the @"), "{:?}", stage.everything());
    stage.enter("Why it is corrected");
    assert!(stage.says("this is in the future"), "{:?}", stage.everything());
    assert!(stage.shows("@gmail.com"), "{:?}", stage.everything());
    assert_eq!(stage.value("Email"), "kagiso@gmial.com");
    stage.press(Modifiers::ALT, Key::Y);
    stage.settle();
    assert_eq!(stage.value("Email"), "kagiso@gmail.com");
    stage.rewrite("Date of birth: Year", "2001");
    stage.press(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    assert!(stage.shows("Email: kagiso@gmail.com"), "{:?}", stage.everything());
}

#[test]
fn r11_r17_a_date_of_birth_that_makes_a_child_asks_for_the_guardian_first() {
    let mut stage = people(Before::with_visitors());
    stage.type_in("kagiso");
    stage.settle();
    stage.press(Modifiers::ALT, Key::E);
    stage.settle();
    stage.rewrite("Date of birth: Year", "2018");
    stage.write("Why it is corrected", "wrong year");
    stage.click("Save 1 change");
    assert!(stage.says("Ask their parent or guardian first"), "{:?}", stage.everything());
    stage.write("Guardian's name", "Thandi Dube");
    stage.write("Guardian is their", "Mother");
    stage.write("Guardian's email", "thandi@example.org");
    stage.write("Guardian's phone", "07700 900123");
    stage.press(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    assert!(stage.says("Ask the guardian; without their Yes keep nothing"), "{:?}", stage.everything());
    for words in ["legally responsible for them?", "keeping this child's details?"] {
        stage.answer_question(words, true);
    }
    stage.press(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    assert!(stage.says("Guardian: Thandi Dube, Mother, thandi@example.org, 07700 900123"), "{:?}", stage.everything());
    assert!(!stage.shows("Waits for guardian"), "{:?}", stage.everything());
}

#[test]
fn r11_r17_who_waits_for_a_guardian_is_let_out_by_their_age_and_by_nothing_else_that_is_corrected() {
    const PARTS: [&str; 3] = ["Date of birth: Day", "Date of birth: Month", "Date of birth: Year"];
    let mut stage = people(Before::with_visitors());
    stage.type_in("kagiso");
    stage.settle();
    let amends = |stage: &mut Stage| {
        stage.press(Modifiers::ALT, Key::E);
        stage.settle();
        stage.write("Why it is corrected", "misheard");
    };
    amends(&mut stage);
    let born = PARTS.map(|part| stage.value(part));
    stage.rewrite(PARTS[2], "2018");
    stage.click("Save 1 change");
    assert!(stage.says("or put the date right"), "{:?}", stage.everything());
    // The date that was right is not what it was, to the desk: it is said again.
    stage.rewrite(PARTS[2], &born[2]);
    stage.click("Save 1 change");
    assert!(stage.says("Corrected. The old value is in the history"), "{:?}", stage.everything());
    assert!(!stage.shows("Waits for guardian"), "{:?}", stage.everything());

    amends(&mut stage);
    stage.rewrite(PARTS[2], "2018");
    stage.click("Save 1 change");
    stage.key(Key::Escape);
    assert!(stage.shows("Waits for guardian"), "{:?}", stage.everything());
    amends(&mut stage);
    assert!(stage.says("a date of birth that was corrected made a child of them"), "{:?}", stage.everything());
    assert_eq!(PARTS.map(|part| stage.value(part)), ["", "", ""]);
    stage.rewrite("Town or city", "York");
    stage.click("Save 1 change");
    assert!(stage.says("Corrected. They still wait for a parent or guardian."), "{:?}", stage.everything());
    assert!(stage.shows("Waits for guardian"), "{:?}", stage.everything());
    amends(&mut stage);
    PARTS.iter().zip(&born).for_each(|(part, said)| stage.rewrite(part, said));
    stage.click("Save 1 change");
    assert!(!stage.shows("Waits for guardian"), "{:?}", stage.everything());
    let desk = stage.close().open();
    let history = desk.history(desk.find(&event(), "kagiso", 1).unwrap()[0].registered.id).unwrap();
    let born: Vec<_> = history.versions.iter().map(|past| past.record.date_of_birth.as_deref()).collect();
    assert!(born.len() == 4 && born.iter().all(|said| *said == born[0]), "{born:?}");
}

#[test]
fn r11_r13_a_guardian_answers_nothing_whose_words_are_scrolled_away() {
    let mut stage = Before::with_visitors().unlocked_of(683.0, 344.0, None);
    stage.ctrl(Key::Num2);
    stage.type_in("kagiso");
    stage.rest();
    stage.key(Key::ArrowDown);
    // Where there is room for one of both, this opens the person first.
    stage.key(Key::Enter);
    stage.click("Amend");
    stage.rest();
    stage.rewrite("Date of birth: Year", "2018");
    stage.write("Why it is corrected", "wrong year");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    let asked: Vec<_> = stage.everything().into_iter().filter(|said| said.ends_with("”: Yes")).collect();
    assert_eq!(asked.len(), 2, "{:#?}", stage.everything());
    let chosen = |stage: &Stage, yes: &str| stage.control(yes).accesskit_node().toggled() == Some(Toggled::True);
    for yes in &asked {
        let words = yes.trim_end_matches(": Yes");
        assert!(!sound::shows_whole(&stage.harness, words), "the first error is what is looked at");
        stage.control(yes).click_accesskit();
        for _ in 0..5 {
            stage.harness.step();
            println!("{:?} {:?}", stage.control(yes).rect(), stage.focused());
        }
        stage.rest();
        assert!(!chosen(&stage, yes), "they come first: {words}");
        assert!(sound::shows_whole(&stage.harness, words), "they are in sight: {words}");
        stage.control(yes).click_accesskit();
        stage.rest();
        assert!(chosen(&stage, yes), "{:#?}", stage.everything());
        stage.focus("Email");
        stage.rest();
    }
}

#[test]
fn r11_who_waits_for_a_guardian_needs_a_look() {
    let mut stage = people(Before::with_visitors());
    stage.type_in("kagiso");
    stage.settle();
    stage.press(Modifiers::ALT, Key::E);
    stage.settle();
    stage.rewrite("Date of birth: Year", "2018");
    stage.write("Why it is corrected", "wrong year");
    stage.click("Save 1 change");
    stage.key(Key::Escape);
    assert!(stage.shows("Waits for guardian"), "{:?}", stage.everything());
    assert!(stage.shows("Needs a look 1"), "{:?}", stage.everything());
    let kept = stage.close().open();
    let hit = &kept.find(&event(), "kagiso", 1).unwrap()[0];
    assert_eq!(hit.record.date_of_birth.as_deref(), Some("2001-12-11"), "the old date is kept until then");
}

/// A desk with visitors, and a child whom a list brought with her mother's Yes.
pub(crate) fn with_a_listed_child() -> Before {
    let list = "full_name,date_of_birth,guardian_name,guardian_relationship,guardian_email,guardian_responsible,guardian_consent,\
                asked_how\nKit Hale,2018-01-31,Robin Hale,Mother,robin@example.org,yes,yes,on paper\n";
    with_a_list(list, Giver::Themselves)
}

/// A desk with visitors, and those of a list that others wrote.
fn with_a_list(list: &str, given_by: Giver) -> Before {
    let before = Before::with_visitors();
    let mut desk = before.open();
    let entering = Entering::of(&desk.event(&event()).unwrap(), handle(), desk.now());
    let ids = desk.id_source();
    let source = ListSource::parse("Hillside School’s list for the open day", given_by).unwrap();
    let taken = desk.take_list(&event(), &source, std::iter::empty()).unwrap();
    for row in WalkIns::open(list.as_bytes(), entering, move || ids.new_id()).unwrap() {
        desk.register_listed(&row.unwrap().draft, &event(), taken).unwrap();
    }
    drop(desk);
    before
}

/// A desk with visitors, and three whom others put on a list.
pub(crate) fn with_people_to_tell() -> Before {
    let list = "full_name,date_of_birth,email\nAnn Lee,1990-01-01,ann@example.org\nBo Lee,1991-01-01,bo@example.org\n\
                Cy Lee,1992-01-01,cy@example.org\n";
    with_a_list(list, Giver::Others)
}

/// The dialog that says who is to be told.
pub(crate) fn telling_source(stage: &mut Stage) {
    stage.ctrl(Key::Num2);
    stage.rest();
    stage.click("To be told 3");
}

#[test]
fn who_never_gave_us_their_details_is_listed_with_the_day_by_which_they_are_told_and_ticked_off() {
    let mut stage = with_people_to_tell().unlocked();
    telling_source(&mut stage);
    let said = |stage: &Stage, words: &str| assert!(stage.says(words), "{words}: {:#?}", stage.everything());
    said(&stage, "Hillside School’s list for the open day");
    said(&stage, "To be told by 21 December 2026");
    let told = stage.everything().into_iter().find(|said| said.starts_with("They were told: ")).unwrap();
    stage.click(&told);
    stage.rest();
    said(&stage, "Noted: they were told.");
    assert!(!stage.shows(&told), "{:#?}", stage.everything());
    stage.click("All 2 were told: Hillside School’s list for the open day");
    stage.rest();
    said(&stage, "Nobody is to be told.");
    stage.key(Key::Escape);
    stage.rest();
    assert!(!stage.says("To be told "), "{:#?}", stage.everything());
    stage.rewrite(SEARCH, "ann lee");
    stage.settle();
    stage.rest();
    said(&stage, "Hillside School’s list for the open day, taken 21 November 2026");
    said(&stage, "Others gave us their details; told 21 November 2026");
    // It is for a lead to tell them.
    let desk = stage.close().open();
    assert_eq!(desk.to_tell_waiting(&event()).unwrap(), 0);
}

/// That child's page.
pub(crate) fn listed_child(stage: &mut Stage) {
    stage.ctrl(Key::Num2);
    stage.type_in("kit hale");
    stage.settle();
    stage.key(Key::Enter);
    stage.rest();
}

/// The dialog in which a lead confirms her mother's consent.
pub(crate) fn confirming(stage: &mut Stage) {
    listed_child(stage);
    stage.control("Confirm their guardian").click_accesskit();
    stage.settle();
}

#[test]
fn r11_a_lead_confirms_that_the_guardian_of_a_child_of_a_list_agreed_in_person_and_takes_it_back() {
    let mut stage = with_a_listed_child().unlocked();
    confirming(&mut stage);
    assert!(stage.shows("Waits for guardian") && stage.shows("Needs a look 1"), "{:#?}", stage.everything());
    assert!(stage.says("A list brought this child. In no batch until you confirm"), "{:#?}", stage.everything());
    stage.press(Modifiers::COMMAND, Key::Enter);
    assert!(stage.says("Choose how you know it"), "nothing is chosen for them: {:#?}", stage.everything());
    stage.click("I have seen their form, which they filled in and signed in person");
    stage.click("Confirm");
    stage.rest();
    assert!(stage.says("Confirmed. They wait no more."), "{:#?}", stage.everything());
    assert!(!stage.shows("Waits for guardian") && stage.says("Confirmed: their guardian agreed in person"));
    assert!(stage.says("saw the form that they signed."), "{:#?}", stage.everything());
    stage.click("Guardian not confirmed after all");
    stage.rest();
    assert!(stage.shows("Waits for guardian"), "{:#?}", stage.everything());
    assert!(stage.shows("Confirm their guardian"), "{:#?}", stage.everything());

    // Whoever else works here sees why she waits, and leaves it to a lead.
    let mut stage = stage.close().unlocked_by_desk_staff();
    listed_child(&mut stage);
    assert!(stage.says("until a lead confirms"), "{:#?}", stage.everything());
    assert!(!stage.shows("Confirm their guardian"), "{:#?}", stage.everything());
}

#[test]
fn desk_staff_see_the_people_of_today_only_and_no_counts_of_help() {
    let before = Before::with_visitors();
    let mut lead = before.open();
    let mut definition = lead.event(&event()).unwrap().definition().clone();
    definition.last_day = definition.first_day.succ_opt();
    lead.change_event(definition).unwrap();
    drop(lead);
    before.clock.forward(TimeDelta::days(1));
    let mut desk = before.open();
    before.register(
        &mut desk,
        &event(),
        "full_name,thirteen_or_over,consent_special_dietary,dietary_requirements,asked_how\nOmar Haddad,yes,yes,No nuts,out loud\n",
    );
    drop(desk);
    let mut stage = before.unlocked_by_desk_staff();
    stage.ctrl(Key::Num2);
    assert!(row(&stage, "Omar Haddad").is_some(), "{:?}", stage.everything());
    assert!(!stage.says("Today 1"), "they have today's people anyway");
    stage.type_in("kagiso");
    stage.settle();
    assert!(stage.shows("No one matches ‘kagiso’."), "{:?}", stage.everything());
    stage.rewrite(SEARCH, "omar");
    assert!(!stage.shows("Help notes"), "{:?}", stage.everything());
    assert!(!stage.says("a help note"), "{:?}", stage.everything());
}

#[test]
fn nothing_is_painted_while_nothing_changes() {
    let mut stage = people(Before::with_visitors());
    stage.type_in("ama");
    stage.settle();
    for _ in 0..20 {
        stage.harness.step();
    }
    let views = stage.harness.output().viewport_output.values();
    let soonest = views.map(|view| view.repaint_delay).min().unwrap();
    assert!(soonest > Duration::from_secs(1), "{:?}", stage.harness.ctx.repaint_causes());
}

/// A desk where one registration says Yes and another, by the same email, No.
fn with_a_doubt() -> Before {
    let before = Before::with_visitors();
    let mut desk = before.open();
    let list = "full_name,email,date_of_birth,consent_marketing_email,asked_how\n\
                Nia Quillfeather,nia@example.org,1990-05-04,no,out loud\n\
                Nia Quillfeather,Nia@Example.org,1990-05-04,yes,out loud\n";
    before.register(&mut desk, &event(), list);
    drop(desk);
    before
}

#[test]
fn r14_why_a_yes_is_held_back_is_said_where_the_person_is_shown_and_settled_there() {
    let before = with_a_doubt();
    let desk = before.open();
    let found = desk.find(&event(), "quillfeather", 5).unwrap();
    let of = |said: Standing| {
        let hit = found.iter().find(|hit| desk.history(hit.registered.id).unwrap().standings.get(EMAIL) == said);
        hit.unwrap().registered.clone()
    };
    let (yes, no) = (of(Standing::Yes), of(Standing::No));
    drop(desk);
    let mut stage = people(before);
    stage.type_in(&yes.reference);
    stage.settle();
    assert!(stage.says("News by email is held back: somebody who may be the same person gave this email and said no."));
    let name = stage.everything().into_iter().find(|said| said.starts_with("Not the same: ")).unwrap();
    assert!(name.contains(&no.reference), "{name}");
    stage.focus(&name);
    stage.settle();
    stage.key(Key::Enter);
    assert!(stage.says("Two people, from now on."), "{:#?}", stage.everything());
    stage.wait_for(|stage| !stage.says("is held back"));
    let desk = stage.close().open();
    assert_eq!(desk.history(yes.id).unwrap().held_back.len(), 0);
    assert_eq!(desk.history(yes.id).unwrap().standings.get(EMAIL), Standing::Yes);
}

#[test]
fn r14_same_person_is_taken_back_where_the_person_is_shown() {
    let before = Before::with_visitors();
    let mut desk = before.open();
    let (one, other) = (found(&desk, "kagiso"), found(&desk, "brightwell"));
    desk.say_same(one, other, true).unwrap();
    drop(desk);
    let mut stage = people(before);
    stage.type_in("kagiso");
    stage.settle();
    let name = {
        use egui_kittest::kittest::{NodeT, Queryable};
        let found = stage.harness.query_all_by_label_contains("Not the same person: ").next().expect("the other one");
        found.accesskit_node().label().unwrap()
    };
    stage.click(&name);
    stage.wait_for(|stage| stage.says("Two people, from now on."));
    assert!(!stage.says("Not the same person: "), "{:?}", stage.everything());
    let desk = stage.close().open();
    assert_eq!(desk.history(one).unwrap().same_person, [one]);
}

/// A desk on which three visitors are one person: of the first and the second it was said, and of the second and the third.
pub(crate) fn with_one_person() -> Before {
    let before = Before::with_visitors();
    let mut desk = before.open();
    let [one, other, third] = ["kagiso", "brightwell", "amara"].map(|name| found(&desk, name));
    desk.say_same(one, other, true).unwrap();
    desk.say_same(other, third, true).unwrap();
    drop(desk);
    before
}

fn found(desk: &Desk, name: &str) -> RegistrationId {
    desk.find(&event(), name, 1).unwrap()[0].registered.id
}

/// The first of them, shown with the others.
pub(crate) fn one_person(stage: &mut Stage) {
    stage.ctrl(Key::Num2);
    stage.type_in("kagiso");
    stage.settle();
}

#[test]
fn r14_that_two_are_one_person_is_taken_back_with_the_keyboard_as_if_nobody_had_said_so() {
    let mut stage = with_one_person().unlocked();
    one_person(&mut stage);
    let named = |stage: &Stage, label: &str| {
        let all = stage.everything().into_iter().filter(|said| said.starts_with(label));
        all.collect::<Vec<_>>()
    };
    let (apart, taken_back) = ("Not the same person: ", "Take back “same person”: ");
    assert_eq!(named(&stage, apart).len(), 2, "{:#?}", stage.everything());
    let said = named(&stage, taken_back);
    assert_eq!(said.len(), 1, "what follows from another is taken back there: {said:?}");
    stage.focus(&said[0]);
    stage.key(Key::Enter);
    stage.wait_for(|stage| stage.says("Taken back: nobody has said whether they are one person."));
    stage.rest();
    assert!(named(&stage, apart).is_empty() && named(&stage, taken_back).is_empty(), "{:#?}", stage.everything());
    let mut desk = stage.close().open();
    let [one, other, third] = ["kagiso", "brightwell", "amara"].map(|name| found(&desk, name));
    assert_eq!(desk.history(one).unwrap().same_person, [one]);
    assert_eq!(desk.history(third).unwrap().said_same, [other].into(), "the other two are one person still");
    let nothing = desk.reverse_link(one, other);
    assert!(matches!(nothing, Err(DeskError::NoSuchLink)), "nor was it said that they are two");
}

/// A desk with visitors, and those of two lists.
pub(crate) fn with_two_lists() -> Before {
    let before = with_people_to_tell();
    let mut desk = before.open();
    let source = ListSource::parse("Paper forms of the morning", Giver::Themselves).unwrap();
    desk.take_list(&event(), &source, std::iter::empty()).unwrap();
    drop(desk);
    before
}

/// The dialog that says which lists were taken in.
pub(crate) fn lists_taken_in(stage: &mut Stage) {
    stage.ctrl(Key::Num2);
    stage.rest();
    stage.focus("Lists taken in 2");
    stage.key(Key::Enter);
    stage.rest();
}

#[test]
fn the_lists_that_were_taken_in_are_shown_with_who_gave_them_when_by_whom_and_how_many_they_brought() {
    let mut stage = with_two_lists().unlocked();
    lists_taken_in(&mut stage);
    let all = stage.everything();
    let at =
        |words: &str| all.iter().position(|said| said.contains(words)).unwrap_or_else(|| panic!("{words}: {all:#?}"));
    assert!(at("Paper forms of the morning") < at("Hillside School’s list for the open day"), "the newest first");
    for words in [
        "Brought 0 people. They gave us their details themselves.",
        "Brought 3 people. Others gave us their details.",
        "Taken 21 November 2026, ",
        ", by Priya Nair",
        "To be told by 21 December 2026",
    ] {
        at(words);
    }
    assert_eq!(all.iter().filter(|said| said.starts_with("To be told by")).count(), 1, "{all:#?}");
    stage.key(Key::Escape);
    stage.rest();
    assert_eq!(stage.focused().as_deref(), Some("Lists taken in 2"), "the keyboard is where it was");

    // It is for a lead, and there is nothing to show where there is no list.
    let mut stage = stage.close().unlocked_by_desk_staff();
    stage.ctrl(Key::Num2);
    stage.rest();
    assert!(!stage.says("Lists taken in"), "{:#?}", stage.everything());
    let mut stage = people(Before::with_visitors());
    stage.rest();
    assert!(!stage.says("Lists taken in"), "{:#?}", stage.everything());
}

/// A desk with visitors, one of whom named somebody to be called in an emergency.
pub(crate) fn with_a_contact() -> Before {
    let before = Before::with_visitors();
    let mut desk = before.open();
    let list = "full_name,date_of_birth,email,emergency_contact_name,emergency_contact_phone,asked_how\n\
                Ann Lee,1990-01-01,ann@example.org,Zebedee Xandrell,+44 7700 900999,out loud\n";
    before.register(&mut desk, &event(), list);
    drop(desk);
    before
}

/// The dialog, about the visitor who is found by their emergency contact.
pub(crate) fn forgetting(stage: &mut Stage) {
    stage.ctrl(Key::Num2);
    stage.type_in("xandrell");
    stage.settle();
    stage.click("More");
    stage.click("Forget emergency contact");
}

#[test]
fn r02_a_lead_finds_a_visitor_by_their_emergency_contact_and_lets_it_go() {
    let mut stage = with_a_contact().unlocked();
    forgetting(&mut stage);
    let said = row(&stage, "Ann Lee").unwrap();
    assert!(said.contains("Zebedee Xandrell, emergency contact of Ann Lee"), "{said}");
    assert!(stage.says("Forget the emergency contact of Ann Lee"), "{:#?}", stage.everything());
    stage.control("Forget them").click_accesskit();
    stage.settle();
    assert!(stage.says("Say why, in one line"), "{:#?}", stage.everything());
    stage.write("Why", "Zebedee rang");
    stage.control("Forget them").click_accesskit();
    stage.settle();
    assert!(stage.says("it names somebody"), "{:#?}", stage.everything());
    stage.rewrite("Why", "They asked us to");
    stage.control("Forget them").click_accesskit();
    stage.settle();
    assert!(stage.says("The emergency contact is forgotten. It was sent to nobody."), "{:#?}", stage.everything());
    assert!(!stage.says("Zebedee"), "{:#?}", stage.everything());
    // Found by themselves they are shown as ever, and nothing more is offered.
    stage.rewrite(SEARCH, "ann lee");
    stage.settle();
    let said = row(&stage, "Ann Lee").unwrap();
    assert!(said.contains("ann@example.org") && !said.contains("emergency"), "{said}");
    stage.click("More");
    assert!(stage.shows("Receipt") && !stage.shows("Forget emergency contact"), "{:#?}", stage.everything());
}

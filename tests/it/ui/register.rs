//! Registering a visitor through the window.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write;
use std::path::Path;

use chrono::TimeDelta;
use egui::accesskit::Toggled;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use lanyard::domain::answer::{Answer, How, NoticeCard};
use lanyard::domain::code::Code;
use lanyard::domain::ledger::Standing;
use lanyard::domain::purpose::{Channel, Medium, Question};
use lanyard::lists::event_file::SHIPPED_NOTICE;

use super::scenes;
use super::sound;
use super::stage::{Before, Stage};

fn event() -> Code {
    Code::new("open-day").unwrap()
}

/// The form of picture c2, but for its answers, typed from the first box on with Tab alone.
fn hannah(stage: &mut Stage) {
    for part in ["Hannah Brightwell", "Hannah", "hannah.brightwell@example.org"] {
        stage.type_text(part);
        stage.tab();
    }
    assert_eq!(
        stage.at(),
        "Phone: country code",
        "the country's code comes before the number: {:?}",
        stage.everything()
    );
    stage.tab();
    stage.type_text("07700 900318");
    stage.tab();
    stage.type_text("14031988");
    stage.tab();
    assert_eq!(stage.at(), "Send them");
}

#[test]
fn r1_a_walk_in_is_registered_with_the_keyboard_alone() {
    let mut stage = Stage::unlocked();
    assert_eq!(stage.at(), "Full name");
    hannah(&mut stage);
    assert!(stage.says("38 years"), "{:?}", stage.everything());
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    assert!(stage.says("Hannah Brightwell, 10:42"), "{:?}", stage.everything());
    assert_eq!(stage.at(), "Full name", "the next visitor can begin");
    let set = stage.close();
    let desk = set.open();
    let hits = desk.find(&event(), "brightwell", 5).unwrap();
    assert_eq!(hits.len(), 1);
    let record = &hits[0].record;
    assert_eq!(record.email.as_deref(), Some("hannah.brightwell@example.org"));
    assert_eq!(record.phone.as_deref(), Some("+447700900318"));
    assert_eq!(record.date_of_birth.as_deref(), Some("1988-03-14"));
}

#[test]
fn r1_every_error_says_what_to_do_and_goes_as_soon_as_it_is_right() {
    let mut stage = Stage::unlocked();
    stage.type_text("Hannah Brightwell");
    stage.tab();
    stage.tab();
    stage.type_text("hannah@");
    assert!(!stage.says("Add the part after"), "nothing is checked while somebody types");
    stage.tab();
    assert!(stage.error("Email").contains("Add the part after the @"), "{}", stage.error("Email"));
    stage.focus("Date of birth: Day");
    stage.type_text("31021988");
    stage.tab();
    assert!(stage.error("Date of birth: Day").contains("Check the day"), "{}", stage.error("Date of birth: Day"));
    stage.keys(Modifiers::COMMAND, Key::Enter);
    assert!(stage.says("2 to fix:"), "{:?}", stage.everything());
    assert_eq!(stage.at(), "Email", "saving goes to the first error");
    stage.keys(Modifiers::NONE, Key::End);
    stage.type_text("example.org");
    assert_eq!(stage.error("Email"), "Optional", "right is right, before the field is left");
    stage.click("Date of birth");
    assert!(stage.at().starts_with("Date of birth"), "{}", stage.at());
    stage.keys(Modifiers::COMMAND, Key::A);
    stage.type_text("14");
    stage.settle();
    assert!(!stage.says("to fix"), "{:?}", stage.everything());
}

#[test]
fn r2_a_likely_misspelling_is_offered_and_never_taken_by_itself() {
    let mut stage = Stage::unlocked();
    stage.focus("Email");
    stage.type_text("hannah@gmial.com");
    stage.tab();
    assert_eq!(stage.value("Email"), "hannah@gmial.com");
    assert!(stage.says("@gmail.com"), "{:?}", stage.everything());
    stage.keys(Modifiers::ALT, Key::Y);
    assert_eq!(stage.value("Email"), "hannah@gmail.com");
    // News of a child goes to the guardian, whose address is looked at in the same way.
    stage.choose("No");
    stage.focus("Their email");
    stage.type_text("grace@hotnail.com");
    assert!(!stage.says("@hotmail.com"), "not while somebody types: {:?}", stage.everything());
    stage.tab();
    assert!(stage.says("@hotmail.com"), "{:?}", stage.everything());
    assert_eq!(stage.value("Their email"), "grace@hotnail.com");
    stage.keys(Modifiers::ALT, Key::Y);
    assert_eq!(stage.value("Their email"), "grace@hotmail.com");
}

#[test]
fn r2_what_looks_unusual_is_told_when_its_box_is_left_and_kept_as_typed() {
    let mut stage = Stage::unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    for (label, typed, says, usual) in [
        ("Phone", "07700 9003", "Check the number: it looks unusual", "07700 900318"),
        ("Postcode", "LS12 3Q", "Check the postcode: it looks unusual", "LS12 3QA"),
    ] {
        let told = |stage: &Stage| stage.shows(says) && super::sound::shows_whole(&stage.harness, says);
        let described = |stage: &Stage| stage.everything().iter().any(|said| said.contains(says));
        stage.enter(label);
        stage.type_text(typed);
        assert!(!described(&stage), "{label}: nothing is told while somebody types");
        stage.tab();
        stage.settle();
        assert!(told(&stage), "{label}: {:?}", stage.everything());
        assert!(!stage.says(" to fix"), "{label} is not wrong");
        stage.enter(label);
        stage.keys(Modifiers::COMMAND, Key::A);
        stage.type_text(usual);
        assert!(!described(&stage), "{label}: it goes as soon as it looks usual");
        stage.keys(Modifiers::COMMAND, Key::A);
        stage.type_text(typed);
        stage.tab();
        stage.settle();
        assert!(told(&stage), "{label}: {:?}", stage.everything());
    }
    // Where somebody lives decides what a postcode looks like there.
    stage.focus("Lives in");
    stage.type_text("Ireland");
    stage.key(Key::Enter);
    assert!(!stage.says("Check the postcode"), "{:?}", stage.everything());
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    let desk = stage.close().open();
    let record = &desk.find(&event(), "hannah", 5).unwrap()[0].record;
    assert_eq!(record.phone_as_typed.as_deref(), Some("07700 9003"));
    assert_eq!(record.postcode.as_deref(), Some("LS12 3Q"));
}

#[test]
fn r11_nothing_of_a_child_is_stored_before_the_guardian_says_yes() {
    let mut stage = Stage::unlocked();
    stage.type_text("Ada Okonjo");
    stage.focus("Date of birth: Day");
    stage.type_text("22062016");
    stage.settle();
    assert!(stage.says("10, under 13"), "{:?}", stage.everything());
    assert!(stage.says("Nothing is stored until the parent or guardian says Yes"), "{:?}", stage.everything());
    assert!(!stage.shows("Email"), "a child's own contact is not asked for");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    assert!(stage.says("to fix:"), "{:?}", stage.everything());
    stage.fill_guardian("Grace Okonjo", "Mother", "grace.okonjo@example.org");
    stage.answer_guardian(true, true);
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    assert!(stage.says("Ada Okonjo, 10:42"), "{:?}", stage.everything());
    let set = stage.close();
    let desk = set.open();
    let hits = desk.find(&event(), "ada", 5).unwrap();
    assert_eq!(hits[0].record.guardian_email.as_deref(), Some("grace.okonjo@example.org"));
}

#[test]
fn r11_a_refusing_guardian_leaves_nothing_and_clearing_has_no_undo() {
    let mut stage = Stage::unlocked();
    stage.type_text("Ada Okonjo");
    stage.focus("Date of birth: Day");
    stage.type_text("22062016");
    stage.settle();
    stage.fill_guardian("Grace Okonjo", "Mother", "grace.okonjo@example.org");
    stage.answer_guardian(true, false);
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    assert!(stage.says("1 to fix:"), "{:?}", stage.everything());
    stage.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::X);
    stage.settle();
    assert_eq!(stage.value("Full name"), "");
    assert!(!stage.says("Undo"), "{:?}", stage.everything());
    let set = stage.close();
    let desk = set.open();
    assert!(desk.find(&event(), "", 5).unwrap().is_empty());
    assert!(desk.drafts(&event()).unwrap().is_empty());
}

#[test]
fn r14_somebody_alike_is_shown_compared_and_kept_apart() {
    let mut stage = Stage::unlocked();
    hannah(&mut stage);
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    hannah(&mut stage);
    stage.rest();
    assert!(stage.says("This may be someone you already have."), "{:?}", stage.everything());
    assert_eq!(stage.at(), "Send them", "the banner takes no focus");
    stage.click("Compare");
    assert!(stage.says("Is this the same person?"), "{:?}", stage.everything());
    stage.click_last("Not the same");
    assert!(!stage.says("This may be someone"), "{:?}", stage.everything());
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    let set = stage.close();
    assert_eq!(set.open().find(&event(), "brightwell", 5).unwrap().len(), 2, "both stay");
}

#[test]
fn r14_the_same_person_keeps_what_was_typed_and_is_linked() {
    let mut stage = Stage::unlocked();
    hannah(&mut stage);
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    hannah(&mut stage);
    stage.rest();
    stage.click("Same person: update");
    assert_eq!(stage.value("Email"), "hannah.brightwell@example.org");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    let set = stage.close();
    let desk = set.open();
    let hits = desk.find(&event(), "brightwell", 5).unwrap();
    assert_eq!(desk.history(hits[0].registered.id).unwrap().same_person.len(), 2);
}

#[test]
fn a_subject_that_is_being_typed_is_saved_too_and_never_the_next_visitors() {
    let mut stage = Stage::unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    stage.enter("Interested in");
    stage.type_text("watercolour");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    stage.type_text("Tom Okafor");
    stage.choose("Yes");
    stage.enter("Interested in");
    stage.type_text("Gliding; and kites");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    stage.enter("Interested in");
    stage.type_text("Law");
    stage.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::X);
    assert_eq!(stage.value("Interested in"), "", "cleared with the rest");
    let desk = stage.close().open();
    let subjects = |name: &str| desk.find(&event(), name, 5).unwrap()[0].record.subjects.clone();
    assert_eq!(subjects("hannah").as_deref(), Some("Watercolour"), "as it is offered");
    assert_eq!(subjects("tom").as_deref(), Some("Gliding, and kites"), "one, and Tom's own");
}

#[test]
fn r01_a_subject_that_is_being_typed_is_on_the_disk_as_well() {
    let mut stage = Stage::unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    stage.enter("Interested in");
    stage.type_text("Water");
    stage.rest();
    let desk = stage.close().open();
    let begun = desk.drafts(&event()).unwrap();
    let form = desk.draft(&event(), begun[0].registration).unwrap();
    assert_eq!(form.field(lanyard::domain::form::Field::Subjects), "Water");
}

#[test]
fn r02_the_code_of_an_address_is_called_as_where_they_live_and_no_value_goes_out_of_sight() {
    let mut stage = Stage::unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    let lives_in = |stage: &mut Stage, country: &str| {
        stage.focus("Lives in");
        stage.type_text(country);
        stage.tab();
        stage.settle();
    };
    for (country, called) in
        [("United States", "ZIP code"), ("Ireland", "Eircode"), ("India", "PIN code"), ("France", "Postcode")]
    {
        lives_in(&mut stage, country);
        assert!(stage.has_field(called), "{country}: {:?}", stage.everything());
    }
    lives_in(&mut stage, "Hong Kong");
    assert!(!stage.has_field("Postcode"), "they have none there: {:?}", stage.everything());
    lives_in(&mut stage, "France");
    stage.enter("Postcode");
    stage.type_text("75001");
    lives_in(&mut stage, "Hong Kong");
    assert_eq!(stage.value("Postcode"), "75001", "what stands there stays in sight");
}

#[test]
fn an_undone_save_is_gone_from_the_desk_and_back_in_the_form() {
    let mut stage = Stage::unlocked();
    hannah(&mut stage);
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    stage.click("Undo");
    assert!(stage.value("Email").contains("hannah.brightwell"), "{:?}", stage.everything());
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    let set = stage.close();
    assert_eq!(set.open().find(&event(), "", 5).unwrap().len(), 1, "saved anew, once");
}

#[test]
fn a_cleared_form_comes_back_with_undo() {
    let mut stage = Stage::unlocked();
    stage.type_text("Hannah");
    stage.choose("Yes");
    stage.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::X);
    stage.settle();
    assert_eq!(stage.value("Full name"), "");
    assert!(stage.says("Form cleared"), "{:?}", stage.everything());
    stage.click("Undo");
    assert_eq!(stage.value("Full name"), "Hannah");
    stage.rest();
    assert_eq!(stage.at(), "Full name");
    stage.type_text(" B");
    assert_eq!(stage.value("Full name"), "Hannah B", "the caret stands where the typing went on");
}

#[test]
fn r13_an_answer_needs_its_words_on_the_screen_and_the_keyboard_moves_on() {
    let mut stage = Stage::unlocked();
    stage.type_text("Hannah");
    stage.choose("Yes");
    stage.keys(Modifiers::ALT, Key::C);
    assert_eq!(stage.at(), "Email: Yes");
    assert!(stage.says("Read out: “May Imperial after:hours email you"), "{:?}", stage.everything());
    stage.key(Key::Y);
    stage.rest();
    assert_eq!(stage.at(), "Text: Yes");
    stage.key(Key::N);
    stage.rest();
    assert_eq!(stage.at(), "Phone call: Yes");
    stage.key(Key::Tab);
    assert_eq!(stage.at(), "Photos: Yes", "Tab goes on to the next group");
    stage.keys(Modifiers::ALT, Key::N);
    stage.rest();
    assert!(stage.says("No to all of these?"), "{:?}", stage.everything());
    // Every statement that it answers is on the screen before it does, and no other.
    let mut asked = BTreeSet::new();
    for _ in 0..12 {
        asked.extend(stage.everything().into_iter().filter(|said| said.starts_with("May Imperial after:hours")));
        stage.key(Key::PageDown);
    }
    stage.key(Key::Escape);
    stage.rest();
    assert!(stage.says("2 of 10 answered"), "going back answers nothing: {:?}", stage.everything());
    stage.keys(Modifiers::ALT, Key::N);
    stage.rest();
    stage.keys(Modifiers::ALT, Key::N);
    stage.rest();
    assert!(stage.says("10 of 10 answered"), "{:?}", stage.everything());
    stage.focus("Email");
    stage.type_text("h@example.org");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    let set = stage.close();
    let desk = set.open();
    let hits = desk.find(&event(), "hannah", 5).unwrap();
    let answers = desk.history(hits[0].registered.id).unwrap().answers;
    let said: Vec<_> = answers.iter().map(|(_, answer)| answer.said.code()).collect();
    assert_eq!(said.iter().filter(|said| **said == "yes").count(), 1);
    assert_eq!(said.iter().filter(|said| **said == "no").count(), 9);
    assert!(answers.iter().all(|(_, answer)| answer.evidence.how.code() == "out-loud"));
    let one_by_one = [Channel::Email, Channel::Sms].map(Question::News);
    let rest = answers.iter().filter(|(_, answer)| !one_by_one.contains(&answer.question));
    let rest: BTreeSet<_> = rest.map(|(_, answer)| answer.evidence.statement.as_str().to_owned()).collect();
    assert_eq!((asked.len(), asked), (8, rest), "what was answered was shown, and no more");
}

#[test]
fn r11_what_is_missing_of_a_guardian_is_read_whole_where_all_of_it_is_missing() {
    for (width, height) in [(1366.0, 689.0), (1280.0, 641.0)] {
        let mut stage = Before::desk().unlocked_of(width, height, None);
        stage.write("Full name", "Ada Okonjo");
        stage.choose("No");
        stage.keys(Modifiers::COMMAND, Key::Enter);
        stage.rest();
        for words in ["Write a name", "Say who they are", "Add the guardian's phone or email"] {
            assert!(sound::shows_whole(&stage.harness, words), "{words} at {width}: {:#?}", stage.everything());
        }
    }
}

#[test]
fn tab_enters_the_questions_at_the_first_that_is_open_and_goes_through_the_head_of_their_card_to_the_bar() {
    let mut stage = Stage::unlocked();
    stage.focus("More details");
    for stop in ["Card given", "Read out", "Email: Yes", "Photos: Yes", "Health, for safety: Yes", "Told us"] {
        stage.tab();
        stage.rest();
        assert_eq!(stage.at(), stop);
    }
    for stop in ["Turn the screen to the visitor", "Notice 1.0", "No to the rest"] {
        stage.tab();
        assert_eq!(stage.at(), stop);
    }
    // Into the questions, to the one that Tab went on from.
    let back = ["Notice 1.0", "Turn the screen to the visitor", "Told us", "Health, for safety: Yes", "Photos: Yes"];
    for stop in back {
        stage.keys(Modifiers::SHIFT, Key::Tab);
        stage.rest();
        assert_eq!(stage.at(), stop);
    }
    // What is answered is passed.
    stage.keys(Modifiers::ALT, Key::C);
    stage.key(Key::N);
    stage.rest();
    stage.focus("More details");
    (0..3).for_each(|_| stage.tab());
    stage.rest();
    assert_eq!(stage.at(), "Text: Yes");
}

/// The sizes of the most usual laptop with its text at 112.5, 125 and 200 %, and of a smaller one with it at 200 %: one column.
const IN_ONE_COLUMN: [(f32, f32); 4] = [(1214.0, 612.0), (1093.0, 551.0), (683.0, 344.0), (640.0, 320.0)];

/// What stands in the strip.
fn strip(stage: &Stage) -> (String, egui::Rect) {
    let strip = stage.harness.query_all_by_label_contains("Read out: “").next();
    let strip = strip.unwrap_or_else(|| panic!("nothing is read out: {:#?}", stage.everything()));
    (strip.value().unwrap(), strip.rect())
}

/// Answers every question that stands on the form with No, those to a guardian with Yes, each with its key: when it is pressed, all
/// of its words are on the screen, and so is the row.
fn answers_with_the_words_in_sight(stage: &mut Stage) {
    let everything = stage.everything();
    let asked: BTreeSet<_> = everything.iter().filter(|said| said.ends_with(": Yes")).collect();
    assert_eq!(asked.len(), 12, "{asked:?}");
    for name in asked {
        stage.focus(name);
        stage.settle();
        let ((words, strip), row) = (strip(stage), stage.control(name).rect());
        let window = stage.harness.ctx.content_rect();
        assert!(sound::shows_whole(&stage.harness, &words), "{window:?}, {name}: {words:?} is not in sight");
        assert!(row.top() >= strip.bottom() || row.right() <= strip.left(), "{window:?}, {name}: {row:?} in {strip:?}");
        assert!(row.bottom() <= window.bottom() - 60.0, "{window:?}, {name}: {row:?} is below the bar");
        stage.key(if name.contains("Ada") { Key::Y } else { Key::N });
        stage.settle();
    }
    assert!(stage.says("10 of 10 answered"), "{:?}", stage.everything());
}

#[test]
fn r11_r13_every_word_is_in_sight_when_a_question_is_answered_at_every_size_of_text() {
    for (width, height) in IN_ONE_COLUMN {
        let mut stage = Before::desk().unlocked_of(width, height, None);
        stage.write("Full name", "Ada Okonjo");
        stage.focus("Date of birth: Day");
        stage.type_text("22062015");
        stage.settle();
        stage.fill_guardian("Grace Okonjo", "Mother", "grace.okonjo@example.org");
        answers_with_the_words_in_sight(&mut stage);
        // And what they asked to be sent.
        stage.focus("Send them");
        stage.type_text("Bro");
        let (words, strip) = strip(&stage);
        assert!(words.contains("to send you what you asked for"), "{words}");
        assert!(sound::shows_whole(&stage.harness, &words), "{words}");
        let row = stage.harness.get_by_label("Brochure, by email").rect();
        assert!(row.top() >= strip.bottom(), "{width}: the list at {row:?} lies over the words at {strip:?}");
        stage.key(Key::Enter);
        assert_eq!(stage.value("Send them"), "Brochure, by email");
        stage.keys(Modifiers::COMMAND, Key::Enter);
        stage.settle();
        let set = stage.close();
        let desk = set.open();
        let ada = desk.find(&event(), "ada", 5).unwrap().remove(0).registered.id;
        assert_eq!(desk.history(ada).unwrap().answers.len(), 13, "{width}");
    }
}

#[test]
fn r13_long_words_stand_whole_and_where_they_cannot_nothing_is_answered() {
    // As long as they may be.
    let notice = SHIPPED_NOTICE.replace("courses and events? You", &format!("courses{}? You", " and more".repeat(28)));
    let text_of = |stage: &Stage| strip(stage).0;
    for (width, height) in [(1366.0, 689.0), (640.0, 320.0)] {
        let mut stage = Before::asking(&notice).unlocked_of(width, height, None);
        stage.keys(Modifiers::ALT, Key::C);
        stage.settle();
        let words = text_of(&stage);
        assert!(words.chars().count() > 390, "{words}");
        assert!(sound::shows_whole(&stage.harness, &words), "{width}: {words}");
        stage.key(Key::Y);
        stage.rest();
        assert!(stage.says("1 of 10 answered"), "{width}: {:?}", stage.everything());
        stage.focus("Email: Yes");
        stage.settle();
        let faults = sound::faults(&mut stage.harness);
        assert!(faults.is_empty(), "{width}: {faults:#?}");
    }
    // A window that is lower than any that the program lets itself be made.
    let mut stage = Before::desk().unlocked_of(640.0, 150.0, None);
    stage.keys(Modifiers::ALT, Key::C);
    stage.settle();
    assert!(stage.says("These words need more room"), "{:?}", stage.everything());
    for _ in 0..2 {
        stage.key(Key::Y);
        stage.rest();
    }
    assert!(stage.says("0 of 10 answered"), "{:?}", stage.everything());
}

#[test]
fn r13_words_that_a_list_lies_over_are_not_in_sight() {
    let mut stage = Stage::unlocked();
    stage.focus("Email: Yes");
    stage.settle();
    // The list opens over the words; a screen reader presses what is behind it.
    stage.click("Told us");
    assert!(stage.shows("On paper"), "{:?}", stage.everything());
    stage.control("Email: Yes").click_accesskit();
    stage.harness.run_steps(2);
    assert!(stage.says("0 of 10 answered"), "{:?}", stage.everything());
    stage.settle();
    stage.control("Email: Yes").click_accesskit();
    stage.settle();
    assert!(stage.says("1 of 10 answered"), "{:?}", stage.everything());
}

/// Presses keys as a scanner writes them, each in a pass of its own.
fn scans(stage: &mut Stage, keys: &[Key]) {
    for &key in keys {
        let now = stage.harness.ctx.input(|input| input.time);
        let modifiers = Modifiers::NONE;
        let press = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        let written = (key != Key::Enter && key != Key::Tab).then(|| Event::Text(key.name().to_lowercase()));
        let input = stage.harness.input_mut();
        input.time = Some(now + 0.004);
        input.events.extend([press(true), press(false)].into_iter().chain(written));
        stage.harness.step();
    }
    stage.harness.input_mut().time = None;
    stage.rest();
}

#[test]
fn r11_r28_a_scanner_asks_for_nothing_and_makes_nobody_older() {
    let mut stage = Stage::unlocked();
    for keys in [&[Key::B, Key::Enter][..], &[Key::B, Key::Tab], &[Key::B, Key::R, Key::O]] {
        stage.focus("Send them");
        stage.rest();
        scans(&mut stage, keys);
        assert_eq!(stage.value("Send them"), "", "{keys:?}: {:?}", stage.everything());
        assert!(!stage.shows("Brochure, by email"), "{keys:?}: the list is closed");
    }
    stage.focus("Yes");
    stage.rest();
    scans(&mut stage, &[Key::B, Key::Num4, Key::Enter]);
    let chosen = |stage: &Stage| stage.control("Yes").accesskit_node().toggled() == Some(Toggled::True);
    assert!(!chosen(&stage), "{:?}", stage.everything());
    // A person presses the same keys.
    stage.key(Key::Enter);
    stage.rest();
    assert!(chosen(&stage), "{:?}", stage.everything());
    stage.focus("Send them");
    stage.type_text("B");
    assert!(stage.shows("Brochure, by email"), "{:#?}", stage.everything());
    stage.key(Key::Enter);
    assert_eq!(stage.value("Send them"), "Brochure, by email", "{:#?}", stage.everything());
}

#[test]
fn r3_a_detail_opens_with_its_yes_and_goes_with_it() {
    let mut stage = Stage::unlocked();
    stage.type_text("Hannah");
    stage.choose("Yes");
    assert!(!stage.shows("Diet detail"));
    stage.focus("Diet, for catering: Yes");
    stage.key(Key::Y);
    stage.rest();
    assert_eq!(stage.at(), "Diet detail", "{:?}", stage.everything());
    stage.type_text("Coeliac");
    stage.focus("Diet, for catering: Yes");
    stage.key(Key::N);
    stage.rest();
    assert!(!stage.shows("Diet detail"), "{:?}", stage.everything());
    stage.click("Undo");
    assert_eq!(stage.value("Diet detail"), "Coeliac");
}

#[test]
fn r1_who_declines_everything_is_counted_and_nothing_is_kept() {
    let mut stage = Stage::unlocked();
    stage.type_text("Hannah");
    stage.key(Key::F2);
    stage.settle();
    assert_eq!(stage.value("Full name"), "");
    assert!(stage.says("Counted. 1 today"), "{:?}", stage.everything());
    let set = stage.close();
    assert!(set.open().find(&event(), "", 5).unwrap().is_empty());
}

#[test]
fn a_form_that_a_crash_left_behind_is_offered_by_name_and_time() {
    let mut stage = Stage::unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    stage.rest();
    let set = stage.close();
    assert_eq!(set.open().drafts(&event()).unwrap().len(), 1);
    let mut stage = set.unlocked_of(1366.0, 689.0, None);
    assert!(stage.says("Hannah Brightwell, 10:42, was not finished"), "{:?}", stage.everything());
    stage.click("Go on");
    assert_eq!(stage.value("Full name"), "Hannah Brightwell");
}

#[test]
fn r12_names_in_other_scripts_are_kept_as_typed() {
    let mut stage = Stage::unlocked();
    stage.type_text("محمد علي");
    stage.choose("Yes");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    let set = stage.close();
    let hits = set.open().find(&event(), "muhammad", 5).unwrap();
    assert_eq!(hits[0].record.full_name.as_deref(), Some("محمد علي"));
}

#[test]
fn what_is_red_is_listed_with_what_keeps_from_saving_and_alone_keeps_nobody() {
    let mut stage = Stage::unlocked();
    scenes::wrong(&mut stage);
    assert!(stage.says("2 to fix:") && stage.shows("Email") && stage.says("February 1988 had 29"));
    assert_eq!(stage.at(), "Date of birth: Day", "what keeps from saving has the keyboard");
    stage.press(Modifiers::COMMAND, Key::A);
    stage.type_text("28");
    stage.rest();
    assert!(!stage.says(" to fix") && stage.says("Ready to save"), "{:#?}", stage.everything());
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.rest();
    assert!(stage.says("Hannah Brightwell, 10:42"), "{:#?}", stage.everything());
}

#[test]
fn one_of_a_few_is_chosen_with_its_letters_and_a_space_within_them_takes_nothing_back() {
    let mut stage = Stage::unlocked();
    let chosen = |stage: &Stage| {
        let kinds = ["Short course", "Undergraduate", "Postgraduate"];
        kinds.map(|kind| stage.harness.get_by_role_and_label(egui::Role::RadioButton, kind).accesskit_node().toggled())
    };
    let only = |at: usize| std::array::from_fn(|each| Some(Toggled::from(each == at)));
    stage.focus("Short course");
    stage.type_text("un");
    assert_eq!(chosen(&stage), only(1));
    stage.rest();
    stage.type_text("short course");
    assert_eq!((chosen(&stage), stage.at().as_str()), (only(0), "Short course"));
    stage.rest();
    stage.type_text("zz");
    assert_eq!(chosen(&stage), only(0), "what fits nothing changes nothing");
    // A space that belongs to no name presses.
    stage.rest();
    stage.key(Key::Space);
    assert_eq!(chosen(&stage), [Some(Toggled::False); 3]);
}

/// Somebody at the keyboard, and the keys that they need beyond what the visitor says.
struct Typist {
    stage: Stage,
    keys: usize,
}

impl Typist {
    /// What the visitor says, letter by letter.
    fn says(&mut self, words: &str) -> &mut Self {
        self.stage.type_text(words);
        self
    }

    /// A key that goes on, chooses, answers or saves.
    fn key(&mut self, modifiers: Modifiers, key: Key) -> &mut Self {
        self.keys += 1;
        self.stage.keys(modifiers, key);
        self.stage.rest();
        self
    }

    fn tab(&mut self, to: &str) -> &mut Self {
        self.key(Modifiers::NONE, Key::Tab);
        assert_eq!(self.stage.at(), to, "after {} keys", self.keys);
        self
    }
}

#[test]
fn r1_hannah_of_the_picture_costs_one_key_for_each_field_and_answer() {
    let mut typist = Typist { stage: Stage::unlocked(), keys: 0 };
    typist.says("Hannah Brightwell").tab("Name on badge").says("Hannah").tab("Email");
    typist
        .says("hannah.brightwell@example.org")
        .tab("Phone: country code")
        .key(Modifiers::NONE, Key::Tab)
        .says("07700 900318");
    typist.tab("Date of birth: Day").says("14031988").tab("Send them").says("Bro").tab("Interested in");
    typist.says("Italian, level 1").key(Modifiers::NONE, Key::Enter);
    typist.says("Python for beginners").key(Modifiers::NONE, Key::Enter);
    typist.says("Watercolour").tab("Short course").says("sho");
    typist.tab("Wants to start").says("Jan").tab("School, college or employer").says("Northgate Library");
    typist.tab("Lives in").says("united k").tab("Postcode").says("LS12 3QA");
    // What the picture leaves blank stands before how she heard of it.
    typist.tab("More details").key(Modifiers::NONE, Key::Enter);
    assert_eq!(typist.stage.at(), "Nationality");
    for blank in ["Emergency contact", "Emergency phone", "Address", "Town or city"] {
        typist.tab(blank);
    }
    typist.tab("How they heard").says("Poster");
    typist.key(Modifiers::ALT, Key::C);
    for answer in [Key::Y, Key::N, Key::N, Key::N, Key::Y, Key::Y, Key::N, Key::N] {
        typist.key(Modifiers::NONE, answer);
    }
    // Nobody asked her about a disability.
    typist.key(Modifiers::NONE, Key::Tab).key(Modifiers::NONE, Key::Y).says("Coeliac, no gluten");
    typist.key(Modifiers::COMMAND, Key::Enter);

    // Every field and answer of the picture, those among them that are passed and left blank.
    let at_once = [
        "name",
        "badge",
        "email",
        "code",
        "phone",
        "birth",
        "send",
        "looking for",
        "start",
        "school",
        "country",
        "postcode",
    ];
    let subjects = ["Italian", "Python", "Watercolour"];
    let behind = ["nationality", "contact", "their phone", "address", "town", "heard", "note"];
    let questions = ["email", "text", "call", "post", "photos", "sound", "video", "health", "disability", "diet"];
    let details = ["diet"];
    let most = at_once.len() + subjects.len() + behind.len() + questions.len() + details.len();
    assert_eq!(typist.keys, most, "one for each, and no other");

    let desk = typist.stage.close().open();
    let hits = desk.find(&event(), "brightwell", 5).unwrap();
    assert_eq!(hits.len(), 1);
    let record = &hits[0].record;
    assert_eq!(record.subjects.as_deref(), Some("Italian, level 1;Python for beginners;Watercolour"));
    assert_eq!(record.looking_for.as_deref(), Some("Short course"));
    assert_eq!(record.postcode.as_deref(), Some("LS12 3QA"));
    assert_eq!(record.year_of_entry.as_deref(), Some("Jan 2027"));
    assert_eq!(record.organisation.as_deref(), Some("Northgate Library"));
    assert_eq!(record.country.as_deref(), Some("GB"));
    assert_eq!(record.heard_about_us.as_deref(), Some("Poster or leaflet"));
    assert_eq!([&record.full_name, &record.badge_name, &record.date_of_birth].map(|each| each.as_deref()), {
        [Some("Hannah Brightwell"), Some("Hannah"), Some("1988-03-14")]
    });
    assert!(record.send_them.as_deref().is_some_and(|wish| wish.contains("Brochure")));
    let standings = desk.history(hits[0].registered.id).unwrap().standings;
    for (question, said) in [
        (Question::News(Channel::Email), true),
        (Question::News(Channel::Sms), false),
        (Question::News(Channel::Phone), false),
        (Question::News(Channel::Post), false),
        (Question::Recording(Medium::Photo), true),
        (Question::Recording(Medium::Audio), true),
        (Question::Recording(Medium::Video), false),
    ] {
        let expected = if said { Standing::Yes } else { Standing::No };
        assert_eq!(standings.get(question), expected, "{question:?}");
    }
}

#[test]
fn who_came_last_stands_beside_the_form_where_there_is_room() {
    let mut stage = Before::with_visitors().unlocked_of(1920.0, 1080.0, None);
    assert!(stage.says("Show ") && stage.says(", 10:42"), "{:#?}", stage.everything());
    stage.before.clock.forward(TimeDelta::minutes(1));
    stage.write("Full name", "Hannah Brightwell");
    stage.choose("Yes");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.rest();
    assert!(stage.shows("Show Hannah Brightwell, 10:43"), "{:#?}", stage.everything());
    // The way to a badge stands in every row; nothing is printed before a lead begins that.
    stage.click("Badge of Hannah Brightwell, 10:43");
    assert!(stage.shows("Say where badges go…"), "{:#?}", stage.everything());
    stage.key(Key::Escape);
    stage.keys(Modifiers::COMMAND, Key::Num1);
    stage.click("Show Hannah Brightwell, 10:43");
    stage.rest();
    assert!(stage.shows("Amend") && stage.says("Arrived 10:43"), "{:#?}", stage.everything());
}

/// What proves the answers of the one who is registered: how it was told, the notice card, and the paper form's number.
fn proofs(stage: Stage) -> Vec<(How, NoticeCard, Option<String>)> {
    let desk = stage.close().open();
    let hits = desk.find(&event(), "", 5).unwrap();
    let answers = desk.history(hits[0].registered.id).unwrap().answers;
    let proof = |answer: &Answer| {
        let evidence = &answer.evidence;
        (evidence.how, evidence.notice_card, evidence.paper_form.as_ref().map(|number| number.as_str().to_owned()))
    };
    answers.iter().map(|(_, answer)| proof(answer)).collect()
}

#[test]
fn r13_the_notice_card_counts_as_given_only_when_somebody_says_so() {
    let mut stage = Stage::unlocked();
    stage.write("Full name", "Hannah Brightwell");
    stage.choose("Yes");
    stage.keys(Modifiers::ALT, Key::C);
    stage.key(Key::N);
    stage.rest();
    stage.keys(Modifiers::ALT, Key::G);
    assert!(stage.says(", card given"), "{:#?}", stage.everything());
    stage.key(Key::N);
    stage.rest();
    stage.keys(Modifiers::ALT, Key::R);
    assert!(stage.says(", read out"), "one way at a time: {:#?}", stage.everything());
    stage.key(Key::N);
    stage.rest();
    stage.keys(Modifiers::ALT, Key::R);
    stage.key(Key::N);
    stage.rest();
    stage.keys(Modifiers::ALT, Key::G);
    stage.keys(Modifiers::COMMAND, Key::Enter);
    assert!(!stage.says(", card given"), "the next visitor has not been given it");
    let cards: Vec<_> = proofs(stage).into_iter().map(|(_, card, _)| card).collect();
    assert_eq!(cards, [NoticeCard::Neither, NoticeCard::Given, NoticeCard::Read, NoticeCard::Neither]);
}

#[test]
fn r13_answers_on_paper_carry_the_number_of_the_form() {
    let mut stage = Stage::unlocked();
    stage.write("Full name", "Hannah Brightwell");
    stage.choose("Yes");
    let answer = |stage: &mut Stage| {
        stage.keys(Modifiers::ALT, Key::C);
        stage.key(Key::N);
        stage.rest();
    };
    answer(&mut stage);
    stage.focus("Told us");
    stage.type_text("On paper");
    stage.key(Key::Enter);
    answer(&mut stage);
    stage.focus("Full name");
    stage.rest();
    stage.write("Number of the paper form", "P-0417");
    answer(&mut stage);
    stage.keys(Modifiers::COMMAND, Key::Enter);
    let paper = || (How::OnPaper, NoticeCard::Neither, Some("P-0417".to_owned()));
    assert_eq!(proofs(stage), [(How::OutLoud, NoticeCard::Neither, None), paper(), paper()]);
}

#[test]
fn r22_a_disk_that_is_full_while_saving_loses_nothing_and_says_so() {
    let Some(before) = Before::on_a_small_disk() else { return };
    let filler = before.folder.join("filler");
    let mut stage = before.unlocked();
    fill(&filler);
    let name = |number: usize| format!("Visitor number {number}");
    // What is free inside the database still takes somebody.
    let refused = (0..60).find(|&number| {
        stage.type_text(&name(number));
        stage.choose("Yes");
        stage.keys(Modifiers::COMMAND, Key::Enter);
        stage.says("disk is full")
    });
    let refused = refused.expect("a full disk takes nobody any more");
    assert_eq!(stage.value("Full name"), name(refused), "what was typed stays in the form: {:?}", stage.everything());
    assert!(!stage.says(&format!("{}, 10:4", name(refused))), "nobody is told that it was saved");

    assert!(stage.says(&format!("{}’s details are still on the screen", name(refused))), "{:?}", stage.everything());
    assert!(stage.shows("Back to the form") && stage.says("No USB stick"), "{:?}", stage.everything());
    std::fs::remove_file(&filler).unwrap();
    stage.click("Try again");
    assert_eq!(stage.value("Full name"), "", "{:?}", stage.everything());
    let before = stage.close();
    let desk = before.open();
    let mut found: Vec<_> =
        desk.find(&event(), "", 100).unwrap().into_iter().filter_map(|hit| hit.record.full_name).collect();
    let mut expected: Vec<_> = (0..=refused).map(name).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected, "everybody once");
    drop(desk);
    drop(before);
}

#[test]
fn r22_who_cannot_be_saved_goes_to_a_stick_sealed_and_is_taken_in_once_there_is_room() {
    let Some(before) = Before::on_a_small_disk() else { return };
    let filler = before.folder.join("filler");
    let mut stage = before.unlocked();
    fill(&filler);
    let refused = (0..60).find(|number| {
        stage.type_text(&format!("Visitor number {number}"));
        stage.choose("Yes");
        stage.keys(Modifiers::COMMAND, Key::Enter);
        stage.says("disk is full")
    });
    let refused = format!("Visitor number {}", refused.expect("a full disk takes nobody any more"));
    // A stick is seen while the dialog is open.
    let root = stage.before.plug_in("Blue USB stick");
    stage.wait_for(|stage| stage.says("27.4 GB free"));
    stage.click("Save this visitor to the USB stick");
    stage.wait_for(|stage| stage.says("is on the stick, locked"));
    assert_eq!(stage.value("Full name"), "", "{:?}", stage.everything());
    let files: Vec<_> = std::fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path()).collect();
    let [file] = &files[..] else { panic!("one file: {files:?}") };
    assert!(!file.to_string_lossy().contains("Visitor"), "its name names nobody");
    let sealed = std::fs::read(file).unwrap();
    assert!(sealed.starts_with(b"age-encryption.org/v1\n") && !contains(&sealed, refused.as_bytes()));
    assert!(!stage.shows("Take in"), "there is no room yet: {:?}", stage.everything());

    // The desk goes on, and offers to take them in once there is room; also when it was closed meanwhile.
    std::fs::remove_file(&filler).unwrap();
    let mut stage = stage.close().unlocked();
    stage.wait_for(|stage| stage.says(&format!("{refused}, 10:42, waits on a stick")));
    stage.click("Take in");
    stage.wait_for(|stage| stage.says("is saved here now, and gone from the stick"));
    assert!(!file.exists() && !stage.shows("Take in"), "{:?}", stage.everything());
    let before = stage.close();
    let desk = before.open();
    // By a number alone somebody's reference may be found too, which is drawn by lot.
    let found = desk.find(&event(), "Visitor number", 100).unwrap();
    let they = |hit: &&lanyard::desk::Hit| hit.record.full_name.as_deref() == Some(&refused);
    assert_eq!(found.iter().filter(they).count(), 1);
    assert!(desk.check().unwrap().ledger.is_ok());
    drop(desk);
    drop(before);
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Takes all the room that is left.
pub(super) fn fill(file: &Path) {
    let mut file = File::create(file).unwrap();
    for size in [4096, 1] {
        while file.write_all(&vec![0; size]).is_ok() {}
    }
}

#[test]
fn every_question_is_read_whole_by_its_name_however_wide_the_window_is() {
    for (width, height, answer) in [(1280.0, 720.0, 54.0), (1280.0, 768.0, 54.0), (1366.0, 768.0, 62.0)] {
        let stage = Before::desk().unlocked_of(width, height, None);
        for name in ["Phone call", "Photos", "Health, for safety", "Disability, for help", "Diet, for catering"] {
            assert!(sound::shows_whole(&stage.harness, name), "{width} by {height}: {name}");
        }
        assert_eq!(stage.control("Diet, for catering: Yes").rect().width(), answer, "{width} by {height}");
    }
}

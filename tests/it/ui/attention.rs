//! Errors stand where they can be put right and are read out; keys that no person pressed answer nothing; what was undone
//! comes back, and what was somebody else's does not.

use egui::accesskit::Live;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use lanyard::domain::code::Code;
use lanyard::domain::form::{Field, Need};
use lanyard::domain::purpose::Purpose;
use lanyard::lists::event_file::EventFile;

use super::stage::{Before, EVENT, Stage};

fn event() -> Code {
    Code::new("open-day").unwrap()
}

#[test]
fn r11_a_childs_yes_without_the_guardians_contact_is_told_at_the_guardians_box() {
    let mut stage = Stage::unlocked();
    stage.type_text("Ada Okonjo");
    stage.choose("No");
    stage.fill_guardian("Grace Okonjo", "Mother", "grace.okonjo@example.org");
    stage.answer_guardian(true, true);
    stage.answer_question("Text: Yes", true);
    stage.keys(Modifiers::COMMAND, Key::Enter);
    assert!(stage.says("Add the guardian's phone, or answer No"), "{:?}", stage.everything());
    stage.settle();
    assert_eq!(stage.focused().as_deref(), Some("Their phone"), "the keyboard is where it is put right");
    stage.type_text("07700 900744");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    let before = stage.close();
    assert_eq!(before.open().find(&event(), "ada", 5).unwrap().len(), 1);
}

#[test]
fn r07_a_yes_without_its_contact_is_asked_for_beside_save_before_saving() {
    let mut stage = Stage::unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    stage.answer_question("Email: Yes", true);
    let asks = "Add the email they said Yes to";
    assert!(stage.shows(asks) && !stage.says("to fix"), "asked for, and nothing is called wrong");
    stage.click(asks);
    assert_eq!(stage.focused().as_deref(), Some("Email"), "the link goes where it is typed");
    stage.type_text("hannah.brightwell@example.org");
    stage.settle();
    assert!(!stage.shows(asks) && stage.says("Ready to save"), "{:?}", stage.everything());
    stage.answer_question("Post: Yes", true);
    stage.click("Add the address they said Yes to");
    assert_eq!(stage.focused().as_deref(), Some("Address"), "{:?}", stage.everything());
}

#[test]
fn r13_a_pointer_that_only_rests_on_a_row_keeps_nobody_from_answering_another() {
    let mut stage = Stage::unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    // The mouse is left on one row, and the keyboard is at another.
    let resting = stage.control("Phone call: Yes").rect().center();
    stage.harness.event(Event::PointerMoved(resting));
    stage.rest();
    assert!(stage.says("phone you"), "who points at a question reads it");
    stage.focus("Email: Yes");
    stage.rest();
    assert!(stage.says("email you") && !stage.says("phone you"), "{:?}", stage.everything());
    for answered in ["1 of 10 answered", "2 of 10 answered", "3 of 10 answered"] {
        stage.key(Key::Y);
        stage.rest();
        assert!(stage.says(answered), "{answered}: {:?}", stage.everything());
    }
    // Moved again, it points again: the words of the question at hand come first, and only then its answer.
    stage.harness.event(Event::PointerMoved(resting + egui::vec2(1.0, 0.0)));
    stage.rest();
    assert!(stage.says("phone you") && stage.at() == "Post: Yes", "{:?}", stage.everything());
    stage.key(Key::N);
    stage.rest();
    assert!(stage.says("3 of 10 answered") && stage.says("post you"), "{:?}", stage.everything());
    stage.key(Key::N);
    stage.rest();
    assert!(stage.says("4 of 10 answered"), "{:?}", stage.everything());
}

#[test]
fn r01_a_needed_field_with_choices_says_that_it_is_missing() {
    let mut file = EventFile::parse(EVENT).unwrap();
    file.definition.other_purposes.insert(Purpose::WideningParticipation);
    file.definition.fields.insert(Field::Organisation, Need::Needed);
    assert!(!file.definition.choices[&Field::Organisation].is_empty());
    let now = Before::nothing().clock.now();
    let mut stage = Before::desk_of(file, now).unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    assert!(stage.says("Fill this in: this event needs it"), "{:?}", stage.everything());
}

#[test]
fn what_is_wrong_is_read_out_wherever_the_keyboard_is() {
    let mut stage = Stage::unlocked();
    stage.focus("Email");
    stage.type_text("hannah@");
    stage.tab();
    stage.settle();
    let live = |stage: &Stage, words: &str| {
        let found = stage.harness.query_all_by_label_contains(words);
        found.map(|node| node.accesskit_node().live()).find(|live| *live != Live::Off)
    };
    assert_eq!(live(&stage, "Add the part after the @"), Some(Live::Assertive), "{:?}", stage.everything());
    stage.rewrite("Email", "hannah@example.org");
    stage.write("Full name", "Hannah Brightwell");
    stage.choose("Yes");
    assert_eq!(live(&stage, "Ready to save"), Some(Live::Polite), "{:?}", stage.everything());
}

/// A scanner writes a code and ends it with Enter, all within a moment.
fn scan(stage: &mut Stage) {
    for key in [Key::K, Key::Num7, Key::M, Key::Enter] {
        for pressed in [true, false] {
            let modifiers = Modifiers::NONE;
            // Into one frame: the stage would give each a frame of its own, as slow as a person.
            let event = Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
            stage.harness.input_mut().events.push(event);
        }
    }
    stage.settle();
}

#[test]
fn a_scanner_answers_nothing_wherever_the_keyboard_is() {
    let mut stage = Stage::unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    for place in ["No to the rest", "Email: Yes", "Diet, for catering: Yes"] {
        stage.focus(place);
        stage.settle();
        scan(&mut stage);
        assert!(!stage.says("No to all of these?"), "{place}: {:?}", stage.everything());
        assert!(stage.says("0 of 10 answered"), "{place}: {:?}", stage.everything());
    }
    stage.focus("No to the rest");
    stage.settle();
    stage.key(Key::Enter);
    assert!(stage.says("No to all of these?"), "a person asks: {:?}", stage.everything());
    for _ in 0..12 {
        stage.key(Key::PageDown);
    }
    stage.focus("No to these");
    stage.settle();
    scan(&mut stage);
    assert!(stage.says("No to all of these?") && stage.says("0 of 10 answered"), "{:?}", stage.everything());
    stage.keys(Modifiers::ALT, Key::N);
    stage.rest();
    assert!(stage.says("10 of 10 answered"), "a person answers: {:?}", stage.everything());
}

#[test]
fn ctrl_z_brings_back_a_cleared_form_and_never_another_visitors_words() {
    let mut stage = Stage::unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    stage.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::X);
    assert_eq!(stage.value("Full name"), "");
    stage.ctrl(Key::Z);
    assert_eq!(stage.value("Full name"), "Hannah Brightwell", "{:?}", stage.everything());
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    // The next visitor: what is taken back is their own, letter by letter.
    stage.type_text("Tom");
    for _ in 0..8 {
        if stage.value("Full name").is_empty() {
            break;
        }
        stage.ctrl(Key::Z);
        assert!(!stage.value("Full name").contains("Hannah"), "{:?}", stage.everything());
    }
}

#[test]
fn ctrl_z_takes_back_a_save_while_nothing_is_typed() {
    let mut stage = Stage::unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    stage.ctrl(Key::Z);
    stage.wait_for(|stage| stage.value("Full name") == "Hannah Brightwell");
    let before = stage.close();
    assert!(before.open().find(&event(), "", 5).unwrap().is_empty());
}

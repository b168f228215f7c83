//! Lists to choose from: what is typed into one is chosen, however it is left, and nothing is dropped without a word.

use egui::{Key, Modifiers};

use lanyard::domain::code::Code;

use super::stage::{Before, Stage};

/// The lists of the visitor card, some letters, and what they choose.
const TYPED: [(&str, &str, &str); 3] = [
    ("Send them", "bro", "Brochure, by email"),
    ("Wants to start", "Jan", "Jan 2027"),
    ("Lives in", "united k", "United Kingdom"),
];

/// How somebody leaves a list.
type Leaving = (&'static str, fn(&mut Stage));

/// Ways to leave a list without pressing Enter.
const LEFT: [Leaving; 4] = [
    ("Tab", Stage::tab),
    ("Shift+Tab", |stage| stage.keys(Modifiers::SHIFT, Key::Tab)),
    ("a click elsewhere", |stage| stage.click("Name on badge")),
    ("Alt+C", |stage| stage.keys(Modifiers::ALT, Key::C)),
];

#[test]
fn r02_what_letters_find_in_a_list_is_chosen_however_it_is_left() {
    let mut stage = Stage::unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    for (label, letters, chosen) in TYPED {
        for (how, leave) in LEFT {
            stage.focus(label);
            stage.type_text(letters);
            leave(&mut stage);
            stage.settle();
            assert_eq!(stage.value(label), chosen, "{label}, left with {how}");
            // An optional choice is taken away with Backspace, so that the next way begins from nothing.
            stage.focus(label);
            stage.key(Key::Backspace);
            stage.rest();
            assert_eq!(stage.value(label), "", "{label}, after Backspace");
        }
    }
}

#[test]
fn r02_what_letters_find_in_a_list_is_saved_with_the_list_still_open() {
    let mut stage = Stage::unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    stage.enter("Email");
    stage.type_text("h@example.org");
    for (label, letters, _) in TYPED {
        stage.focus(label);
        stage.type_text(letters);
    }
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    let desk = stage.close().open();
    let hits = desk.find(&Code::new("open-day").unwrap(), "hannah", 5).unwrap();
    let record = &hits[0].record;
    assert_eq!(record.year_of_entry.as_deref(), Some("Jan 2027"));
    assert_eq!(record.country.as_deref(), Some("GB"));
    let wish = record.send_them.as_deref().unwrap_or_default();
    assert!(wish.contains("Brochure") && wish.contains("email"), "{wish:?}");
}

#[test]
fn r02_letters_that_fit_nothing_change_nothing_and_that_is_said() {
    let mut stage = Stage::unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    for (label, letters, chosen) in TYPED {
        stage.focus(label);
        stage.type_text(letters);
        stage.tab();
        stage.focus(label);
        stage.type_text("zzz");
        stage.rest();
        assert!(stage.shows("Nothing fits “zzz”"), "{label}: {:#?}", stage.everything());
        stage.tab();
        stage.settle();
        assert_eq!(stage.value(label), chosen, "{label} keeps what was there");
        let says = "Nothing fits “zzz”: not changed";
        assert!(super::sound::shows_whole(&stage.harness, says), "{label}: {:#?}", stage.everything());
        assert_eq!(super::sound::faults(&mut stage.harness), Vec::<String>::new(), "{label}");
        stage.focus(label);
        stage.type_text(letters);
        stage.tab();
        stage.settle();
        assert!(!stage.says("Nothing fits"), "{label}: it goes when something fits: {:#?}", stage.everything());
    }
}

#[test]
fn escape_takes_back_what_letters_had_chosen_and_a_list_that_is_only_looked_at_chooses_nothing() {
    let mut stage = Stage::unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    for (label, letters, chosen) in TYPED {
        stage.focus(label);
        stage.key(Key::Space);
        stage.tab();
        assert_eq!(stage.value(label), "", "{label} was only opened");
        stage.focus(label);
        stage.type_text(letters);
        assert_eq!(stage.value(label), chosen, "{label}");
        stage.key(Key::Escape);
        stage.rest();
        assert_eq!(stage.value(label), "", "{label} after Escape");
    }
}

#[test]
fn r17_a_country_that_is_being_amended_is_taken_by_its_first_letters() {
    let mut stage = Before::with_visitors().unlocked();
    super::scenes::amend(&mut stage);
    stage.rewrite("Lives in", "united k");
    stage.tab();
    stage.settle();
    assert_eq!(stage.value("Lives in"), "United Kingdom", "{:#?}", stage.everything());
    stage.rewrite("Lives in", "zzz");
    stage.rest();
    assert!(stage.says("None of the countries fits"), "{:#?}", stage.everything());
}

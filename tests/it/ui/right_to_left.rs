//! Names that are written from right to left stand in the order they are read, wherever the window shows one.

use egui::{FontFamily, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use lanyard::desk::{NewReader, Passphrase};
use lanyard::domain::code::Code;
use lanyard::domain::staff::{Handle, Role};

use super::scenes::page;
use super::sound;
use super::stage::{Before, PASSPHRASE, Stage};

const VISITOR: &str = "محمد علي";
const CHILD: &str = "فاطمة الزهراء";
const GUARDIAN: &str = "עבד לוי כהן";
const LEAD: &str = "ليلى الحسن";

/// A desk with a visitor and a lead of such names.
fn desk() -> Before {
    let before = Before::desk();
    let mut desk = before.open();
    let row = format!("full_name,thirteen_or_over,email\n{VISITOR},yes,m.ali@example.org\n");
    before.register(&mut desk, &Code::new("open-day").unwrap(), &row);
    let (handle, passphrase) = (Handle::parse("layla").unwrap(), Passphrase::given(PASSPHRASE));
    desk.add_staff(&NewReader { handle, name: LEAD.to_owned(), role: Role::Lead, passphrase }).unwrap();
    before
}

/// A child of such a name, whose guardian has one too.
fn child(stage: &mut Stage) {
    stage.write("Full name", CHILD);
    stage.focus("Date of birth: Day");
    stage.type_text("22062015");
    stage.settle();
    stage.fill_guardian(GUARDIAN, "Mother", "layla@example.org");
}

/// Whether a letter is one of those that this looks at.
fn turns(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{6FF}')
}

/// Whoever is named here is, in letters that are read from right to left, and each stands as it is read: laid out in the font
/// of its script, as only what was ordered is. A box holds what was typed.
fn stands_as_read(stage: &Stage, place: &str, names: usize) {
    let boxes: Vec<_> = stage.harness.query_all_by(|node| node.is_text_input() && node.value().is_some()).collect();
    let typed = |text: &egui::epaint::TextShape| {
        let is = |value: Option<String>| value.as_ref() == Some(&text.galley.job.text);
        boxes.iter().any(|node| is(node.accesskit_node().value()) && node.rect().contains(text.pos))
    };
    let (mut seen, mut wrong) = (0, Vec::new());
    sound::each_painted(&stage.harness, &mut |text| {
        let job = &text.galley.job;
        if !job.text.contains(turns) || typed(text) {
            return;
        }
        seen += 1;
        let plain = job.sections.iter().filter(|section| {
            let words = &job.text[section.byte_range.start.0..section.byte_range.end.0];
            let ours = matches!(&section.format.font_id.family, FontFamily::Name(name) if name.starts_with("noto-"));
            words.contains(turns) && !ours
        });
        if plain.count() > 0 {
            wrong.push(job.text.clone());
        }
    });
    assert!(wrong.is_empty(), "{place}: {wrong:#?}");
    assert!(seen >= names, "{place}: {seen} of {names} are there: {:#?}", stage.everything());
}

#[test]
fn names_stand_in_the_order_they_are_read_on_every_screen() {
    let (handle, passphrase) = (Handle::parse("layla").unwrap(), Passphrase::given(PASSPHRASE));
    let mut stage = desk().unlocked_as(&handle, passphrase);
    stage.write("Full name", VISITOR);
    stage.write("Email", "m.ali@example.org");
    stage.tab();
    stage.rest();
    // The lead in the bar, the reading below the box, the banner.
    stands_as_read(&stage, "the banner", 3);
    let began = "محمد علي, 10:42";
    assert!(stage.everything().iter().any(|said| said.contains(began)), "{:#?}", stage.everything());
    stage.click("Compare");
    stage.rest();
    stands_as_read(&stage, "the comparison", 3);
    stage.key(Key::Escape);
    stage.rest();
    stage.click("Same person: update");
    stage.rest();
    assert!(stage.says("Same person."), "{:#?}", stage.everything());
    stands_as_read(&stage, "the same person", 3);
    stage.press(Modifiers::NONE, Key::F9);
    stage.rest();
    assert!(stage.shows("Turn back"), "{:#?}", stage.everything());
    stands_as_read(&stage, "the turned screen", 1);
    stage.key(Key::F9);
    stage.rest();
    stage.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::X);
    stage.rest();
    assert!(!stage.shows("Turn back"), "{:#?}", stage.everything());
    child(&mut stage);
    // Both readings, the tag, why the guardian is needed, both questions, the strip and the lead.
    stands_as_read(&stage, "a child's form", 8);
    stage.click("More details");
    stage.rest();
    stage.write("Emergency contact", VISITOR);
    stage.click("Fewer details");
    stage.rest();
    stands_as_read(&stage, "what is behind the button", 9);
    stage.ctrl(Key::Num2);
    stage.settle();
    stage.type_text("muhammad");
    stage.rest();
    stage.rest();
    stage.key(Key::ArrowDown);
    stage.rest();
    stands_as_read(&stage, "People", 4);
    stage.click("Amend");
    stage.rest();
    stands_as_read(&stage, "a correction", 3);
    stage.rewrite("Full name", GUARDIAN);
    stage.write("Why it is corrected", "misspelt");
    stands_as_read(&stage, "what a corrected name was", 3);
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    stands_as_read(&stage, "the history", 5);
    page(&mut stage, "Staff and roles");
    stands_as_read(&stage, "the staff", 3);
    stage.click("Add a person");
    stage.rest();
    stage.write("Name", CHILD);
    stands_as_read(&stage, "another of the staff", 4);
    assert!(stage.says("Reads:"), "{:#?}", stage.everything());
    stage.key(Key::Escape);
    stage.ctrl(Key::L);
    stage.settle();
    stands_as_read(&stage, "the door", 1);
}

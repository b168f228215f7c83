//! The screen in the visitor's own language: what stands around the statements follows the language of the notice, and what
//! staff read does not.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use lanyard::domain::answer::{How, Said};
use lanyard::domain::code::Code;
use lanyard::domain::purpose::{Question, SpecialPair};

use super::outcomes;
use super::own_screen::{self, kept, on, pick};
use super::scenes;
use super::stage::{Before, Stage};

/// A desk whose notice is in Welsh.
pub(crate) fn in_welsh() -> Before {
    Before::in_welsh(|_| {}, false)
}

/// The same with the demo's visitors.
pub(crate) fn in_welsh_with_visitors() -> Before {
    Before::in_welsh(|_| {}, true)
}

/// The same, asking what only the visitor answers.
pub(crate) fn asks_in_welsh() -> Before {
    Before::in_welsh(
        |settings| {
            on(settings);
            settings.special.extend([SpecialPair::DisabilityOpportunities, SpecialPair::EthnicityOpportunities]);
        },
        false,
    )
}

/// The screen is turned to a visitor whose form is filled in.
pub(crate) fn turned(stage: &mut Stage) {
    scenes::filled(stage);
    stage.key(Key::F9);
    stage.rest();
}

/// They are asked what only they answer.
pub(crate) fn opportunities(stage: &mut Stage) {
    own_screen::asked_of_opportunities_by(stage, "Y cwestiynau nesaf");
}

/// They are asked about equality, and have answered the first question.
pub(crate) fn equality(stage: &mut Stage) {
    own_screen::turned_after_saving(stage);
    pick(stage, "1. Grŵp", "Asiaidd");
    pick(stage, "2. Manylion", "Banglad");
    stage.focus("1. Grŵp");
    stage.rest();
}

/// What staff read, and no visitor does.
const STAFF: [&str; 4] = ["Register", "People", "Settings", "Saved"];

/// English that stood around the statements, in parts of the words that no Welsh has.
const ENGLISH: [&str; 12] = [
    "Yes",
    "Not asked",
    "Is this what",
    "Turn back",
    "Next",
    "Skip",
    "Read the",
    "Optional",
    "optional",
    "Choose",
    "Thank you",
    "Prefer not",
];

/// Which language a screen reader speaks this in.
fn spoken(stage: &Stage, words: &str) -> Option<String> {
    let says = |said: Option<String>| said.is_some_and(|said| said.contains(words));
    let found = stage.harness.query_all_by(|node| says(node.label()) || says(node.value()));
    let found: Vec<_> = found.map(|node| node.accesskit_node().language().map(str::to_owned)).collect();
    assert!(!found.is_empty(), "{words}: {:#?}", stage.everything());
    assert!(found.iter().all(|language| *language == found[0]), "{words}: {found:?}");
    found[0].clone()
}

fn says_no_english(stage: &Stage) {
    for words in STAFF.iter().chain(&ENGLISH) {
        assert!(!stage.says(words), "{words}: {:#?}", stage.everything());
    }
}

#[test]
fn r13_under_a_welsh_notice_the_turned_screen_is_welsh_around_the_exact_statements() {
    let mut stage = in_welsh().unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    stage.answer_question("Photos: Yes", true);
    stage.settle();
    assert!(stage.shows("Photos: Yes"), "staff's words are English: {:#?}", stage.everything());
    stage.key(Key::F9);
    stage.rest();
    assert!(stage.shows("Ai dyma’r hyn a ddywedoch chi?"), "{:#?}", stage.everything());
    let statement = "A gaiff Imperial after:hours dynnu eich llun heddiw ar gyfer print, y we a’r cyfryngau cymdeithasol? Ni ellir \
                     galw print yn ôl.";
    assert!(stage.shows(&format!("Lluniau: {statement} Cytuno")), "{:#?}", stage.everything());
    assert!(stage.says("Heb ei ofyn"), "{:#?}", stage.everything());
    says_no_english(&stage);
    assert_eq!(spoken(&stage, "Ai dyma").as_deref(), Some("cy"));
    assert_eq!(spoken(&stage, "Heb ei ofyn").as_deref(), Some("cy"));
    stage.key(Key::F8);
    stage.rest();
    for words in ["Hysbysiad preifatrwydd, fersiwn 1.0", "Gyda phwy i gysylltu", "I ni, neu i", "Cau"] {
        assert!(stage.says(words), "{words}: {:#?}", stage.everything());
    }
    stage.key(Key::Escape);
    stage.rest();
    stage.click("Troi’n ôl");
    stage.rest();
    assert_eq!(stage.value("Full name"), "Hannah Brightwell");
    assert_eq!(spoken(&stage, "Full name").as_deref(), Some("en"), "staff's words are English again");
    stage.key(Key::F8);
    stage.rest();
    assert_eq!(spoken(&stage, "Mae’r hysbysiad hwn").as_deref(), Some("cy"), "the notice is in its own");
    assert_eq!(spoken(&stage, "It was read out").as_deref(), Some("en"));
}

#[test]
fn r13_under_an_english_notice_it_is_english() {
    let mut stage = Before::desk().unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    stage.key(Key::F9);
    stage.rest();
    assert!(stage.shows("Is this what you said?") && stage.says("Not asked"), "{:#?}", stage.everything());
    for words in ["Ai dyma", "Heb ei ofyn", "Troi"] {
        assert!(!stage.says(words), "{words}");
    }
}

#[test]
fn r11_a_guardian_who_is_responsible_is_confirmed_and_who_agrees_agrees() {
    let mut stage = in_welsh().unlocked();
    stage.write("Full name", "Ada Okonjo");
    stage.focus("Date of birth: Day");
    stage.type_text("22062015");
    stage.settle();
    stage.fill_guardian("Grace Okonjo", "Mother", "grace.okonjo@example.org");
    stage.answer_guardian(true, true);
    stage.key(Key::F9);
    stage.rest();
    let said = stage.everything();
    let of = |begins: &str| said.iter().find(|said| said.starts_with(begins)).unwrap_or_else(|| panic!("{said:#?}"));
    assert!(of("Rhiant, neu’n gyfrifol").ends_with("yn ôl y gyfraith? Wedi cadarnhau"), "{said:#?}");
    assert!(of("Cytuno i ni gadw").ends_with("manylion y plentyn hwn? Cytuno"), "{said:#?}");
}

#[test]
fn r03_r13_what_is_answered_in_welsh_is_kept_as_it_would_be_in_english() {
    let mut stage = asks_in_welsh().unlocked();
    opportunities(&mut stage);
    assert!(stage.says("A gawn ni roi gwybod i chi am gyfleoedd?"), "{:#?}", stage.everything());
    says_no_english(&stage);
    let everything = stage.everything();
    let agree =
        everything.iter().find(|said| said.contains("grŵp ethnig") && said.ends_with(": Cytuno")).unwrap().clone();
    stage.focus(&agree);
    // The letter that the answer begins with.
    stage.key(Key::C);
    stage.settle();
    let field = "Grŵp ethnig (Ethnigrwydd, ar gyfer cyfleoedd)";
    // A character that can be copied and not seen.
    stage.write(field, "Cymraes\u{202e}");
    stage.tab();
    stage.settle();
    assert!(stage.says("Teipiwch hwn eto â llaw"), "{:#?}", stage.everything());
    stage.rewrite(field, "Cymraes");
    stage.click("Nesaf");
    stage.settle();
    assert!(stage.shows("Diolch"), "{:#?}", stage.everything());
    says_no_english(&stage);
    stage.key(Key::F9);
    stage.rest();
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    let before = stage.close();
    let desk = before.open();
    let hannah = desk.find(&Code::new("open-day").unwrap(), "hannah", 1).unwrap().remove(0).registered;
    let answers = desk.history(hannah.id).unwrap().answers;
    let [(_, answer)] = &answers[..] else { panic!("one answer, not {}", answers.len()) };
    let asked = Question::Special(SpecialPair::EthnicityOpportunities);
    assert_eq!((answer.question, answer.said, answer.evidence.how), (asked, Said::Yes, How::OnScreen));
    assert_eq!(answer.evidence.language, "cy");
}

#[test]
fn r04_about_equality_is_asked_in_welsh_and_kept_by_the_same_codes() {
    let mut stage = asks_in_welsh().unlocked();
    own_screen::turned_after_saving(&mut stage);
    assert!(stage.says("Ynglŷn â chydraddoldeb") && stage.says("Dewisol"), "{:#?}", stage.everything());
    says_no_english(&stage);
    pick(&mut stage, "1. Grŵp", "Gwyn");
    pick(&mut stage, "2. Manylion", "Gwyddelig");
    pick(&mut stage, "Math", "Byddar");
    assert!(stage.says("Tynnu Byddar, neu drwm eich clyw"), "{:#?}", stage.everything());
    stage.focus("Math");
    stage.type_text("zzz");
    stage.settle();
    assert!(stage.says("Does dim yn cyfateb i “zzz”"), "{:#?}", stage.everything());
    stage.key(Key::Escape);
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    assert!(stage.shows("Diolch") && stage.says("Yn ôl i’r ddesg"), "{:#?}", stage.everything());
    assert_eq!(kept(&stage.close()), ["disability 57", "ethnicity 166"]);
}

#[test]
fn r13_r25_the_receipt_on_the_screen_is_in_the_language_of_its_answers() {
    let mut stage = in_welsh_with_visitors().unlocked();
    outcomes::receipt(&mut stage);
    for words in [
        "Atebion Amadeus",
        "Eich cyfeirnod: ",
        "E-bost: Cytuno",
        "Fideo: Gwrthod",
        "ar lafar. Hysbysiad 1.0",
        "21 Tachwedd 2026",
    ] {
        assert!(stage.says(words), "{words}: {:#?}", stage.everything());
    }
    assert!(
        stage.says("Gallwch dynnu cytundeb yn ôl") && stage.says("Gallwch gwyno i ni"),
        "{:#?}",
        stage.everything()
    );
    assert_eq!(spoken(&stage, "Atebion Amadeus").as_deref(), Some("cy"));
    assert_eq!(spoken(&stage, "E-bost: Cytuno").as_deref(), Some("cy"));
    assert_eq!(spoken(&stage, "Save as a file…").as_deref(), Some("en"), "staff press that");
}

//! A notice in two languages in the window (R13, R26): a lead adds one, and a visitor is asked in it.

use egui::{Key, Modifiers};
use lanyard::desk::TranslationFrom;
use lanyard::domain::answer::{NoticeCard, Said};
use lanyard::domain::event::Event;
use lanyard::domain::purpose::{Channel, Question};

use super::scenes::{Scene, page};
use super::stage::{Before, PASSPHRASE, Stage};
use crate::support::welsh;

const EMAIL: Question = Question::News(Channel::Email);
const POST: Question = Question::News(Channel::Post);
/// The beginning of the question about news by email.
const IN_WELSH: &str = "Read out: “A gaiff Imperial after:hours anfon newyddion atoch drwy e-bost";
const IN_ENGLISH: &str = "Read out: “May Imperial after:hours email you news";

/// What there is to see of it.
pub(super) const SCENES: &[Scene] = &[
    Scene::of("c9-register-languages", in_two_languages, |stage| {
        stage.write("Full name", "Mei Tan");
        stage.keys(Modifiers::ALT, Key::L);
        stage.answer_question("Email: Yes", false);
        stage.rest();
    }),
    Scene::of("c9-register-many-languages", in_many_languages, |stage| {
        stage.write("Full name", "Mei Tan");
        stage.keys(Modifiers::ALT, Key::L);
        stage.rest();
    }),
    Scene::of("j2-settings-notice-languages", in_two_languages, |stage| {
        page(stage, "Privacy notice");
        stage.click("Cymraeg");
        stage.rest();
    }),
    Scene::of("j2-settings-notice-language-faults", Before::desk, |stage| {
        shows_a_file(stage, &welsh::FILE.replace("730 o", "rhai o").replace("{registration}", "yma"));
        stage.rest();
    })
    .changing(&["/"], 560.0),
    Scene::of("j2-settings-notice-language", Before::desk, |stage| {
        shows_a_file(stage, welsh::FILE);
        stage.rest();
    }),
    Scene::of("j2-settings-notice-words", Before::desk, |stage| {
        writes_here(stage);
        stage.type_in("cy");
        stage.write("Say first", "Dyma ein hysbysiad preifatrwydd.");
        stage.rest();
    }),
    Scene::of("j2-settings-notice-words-text", with_words_begun, |stage| {
        goes_on(stage);
        stage.click("The notice");
        stage.rest();
    }),
    Scene::of("j2-settings-notice-words-read", with_words_begun, |stage| {
        goes_on(stage);
        stage.click("As it will be read");
        stage.rest();
    }),
    Scene::of("j2-settings-notice-words-lost", with_a_version_that_lacks_welsh, |stage| {
        page(stage, "Privacy notice");
        stage.rest();
    }),
];

/// Opens an empty page for the version's words in another language.
pub(super) fn writes_here(stage: &mut Stage) {
    page(stage, "Privacy notice");
    stage.click("Add a language");
    stage.rest();
    stage.focus("Write it here");
    stage.key(Key::Enter);
    stage.rest();
}

fn goes_on(stage: &mut Stage) {
    page(stage, "Privacy notice");
    stage.rest();
    stage.focus("Go on with Welsh");
    stage.key(Key::Enter);
    stage.rest();
}

/// The next version is in use, in English only, and its Welsh is being written with the words of the one before.
fn with_words_begun() -> Before {
    let before = with_a_version_that_lacks_welsh();
    let mut desk = before.open();
    let code = desk.events().unwrap().remove(0).definition().code.clone();
    desk.begin_translation(&code, None, TranslationFrom::Language("cy".into())).unwrap();
    drop(desk);
    before
}

fn with_a_version_that_lacks_welsh() -> Before {
    let before = in_two_languages();
    let mut desk = before.open();
    let code = desk.events().unwrap().remove(0).definition().code.clone();
    let mut draft = desk.begin_notice(&code).unwrap();
    draft.text = draft.text.replace("We do not sell data.", "We never sell what you tell us.");
    desk.keep_notice(&code, &draft).unwrap();
    desk.publish_notice_draft(&code).unwrap();
    drop(desk);
    before
}

/// The demo's event, whose notice stands in Welsh too.
pub(super) fn in_two_languages() -> Before {
    in_languages(&["cy"])
}

/// The same in more than can stand side by side.
fn in_many_languages() -> Before {
    in_languages(&["cy", "fr", "pl", "pt-BR", "ga"])
}

fn in_languages(tags: &[&str]) -> Before {
    let before = Before::desk();
    let mut desk = before.open();
    let code = desk.events().unwrap().remove(0).definition().code.clone();
    for tag in tags {
        let mut file = welsh::file();
        file.language = (*tag).to_owned();
        desk.translate_notice(&code, &file).unwrap();
    }
    drop(desk);
    before
}

/// Opens the dialog that adds a language, with this file.
pub(super) fn adds_a_language(stage: &mut Stage, file: &str) {
    let path = stage.before.folder.join("cy.toml");
    std::fs::write(&path, file).unwrap();
    page(stage, "Privacy notice");
    stage.click("Add a language");
    stage.rest();
    stage.write("The translated file", path.to_str().unwrap());
}

pub(super) fn shows_a_file(stage: &mut Stage, file: &str) {
    adds_a_language(stage, file);
    stage.key(Key::Enter);
}

/// An answer that was kept.
#[derive(PartialEq, Debug)]
struct Kept {
    question: Question,
    said: Said,
    language: String,
    words: String,
    card: NoticeCard,
}

/// Everything that was answered by somebody.
fn answered(before: &Before, name: &str) -> (Event, Vec<Kept>) {
    let desk = before.open();
    let event = desk.events().unwrap().remove(0);
    let hit = desk.find(&event.definition().code, name, 5).unwrap().remove(0);
    let history = desk.history(hit.registered.id).unwrap();
    let answers = history.answers.into_iter().map(|(_, answer)| {
        let proof = answer.evidence;
        let words = event.words_under(proof.notice).unwrap();
        assert_eq!(words.language(), proof.language, "the hash names the language");
        assert_eq!(words.statement(answer.question), Some(&proof.statement), "and the words that were on the screen");
        Kept {
            question: answer.question,
            said: answer.said,
            language: proof.language,
            words: proof.statement.as_str().to_owned(),
            card: proof.notice_card,
        }
    });
    let answers = answers.collect();
    (event, answers)
}

#[test]
fn r13_a_visitor_is_asked_in_welsh_and_that_is_what_is_kept() {
    let mut stage = in_two_languages().unlocked();
    stage.type_text("Mei Tan");
    stage.write("Email", "mei@example.org");
    stage.choose("Yes");
    assert!(stage.says("First say: “Here is our privacy notice."), "{:#?}", stage.everything());
    stage.keys(Modifiers::ALT, Key::G);
    stage.click("Cymraeg");
    assert!(stage.says("First say: “Dyma ein hysbysiad preifatrwydd."), "{:#?}", stage.everything());
    stage.answer_question("Email: Yes", true);
    stage.focus("Post: Yes");
    stage.rest();
    assert!(stage.says("Read out: “A gaiff Imperial after:hours anfon newyddion atoch drwy'r post"));
    stage.answer_question("Post: Yes", false);
    stage.key(Key::F8);
    assert!(stage.says("Eich manylion yn ein diwrnod agored"), "the notice is in Welsh too: {:#?}", stage.everything());
    stage.key(Key::Escape);
    stage.key(Key::F9);
    assert!(stage.says("A gaiff Imperial after:hours anfon newyddion atoch drwy e-bost"), "{:#?}", stage.everything());
    stage.key(Key::F9);
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    assert!(stage.says("First say: “Here is"), "the next visitor is asked in English: {:#?}", stage.everything());

    let (event, answers) = answered(&stage.close(), "mei");
    let cy = event.in_language("cy").unwrap();
    let proof = |question: Question| cy.statement(question).unwrap().as_str().to_owned();
    let expected = [(EMAIL, Said::Yes), (POST, Said::No)].map(|(question, said)| {
        // The English card was given, before; nobody gave a Welsh one.
        Kept { question, said, language: "cy".to_owned(), words: proof(question), card: NoticeCard::Neither }
    });
    assert_eq!(answers, expected);
}

#[test]
fn r13_what_was_answered_before_another_language_is_chosen_keeps_the_words_that_it_was_answered_to() {
    let mut stage = in_two_languages().unlocked();
    stage.type_text("Mei Tan");
    stage.write("Email", "mei@example.org");
    stage.choose("Yes");
    stage.answer_question("Email: Yes", false);
    stage.answer_question("Post: Yes", false);
    stage.keys(Modifiers::ALT, Key::L);
    assert!(stage.says("2 of 10 answered"), "nothing is asked again: {:#?}", stage.everything());
    // Turned to the visitor, each has the words that it was answered to.
    stage.key(Key::F9);
    assert!(stage.says("May Imperial after:hours email you news") && stage.says("A gaiff Imperial after:hours dynnu"));
    stage.key(Key::F9);
    stage.rest();
    // Answered anew, it is answered to the new words.
    stage.focus("Email: No");
    stage.rest();
    assert!(stage.says(IN_WELSH), "{:#?}", stage.everything());
    stage.key(Key::Y);
    stage.settle();
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    let (_, answers) = answered(&stage.close(), "mei");
    let told: Vec<_> = answers.into_iter().map(|kept| (kept.question, kept.said, kept.language)).collect();
    assert_eq!(told, [(EMAIL, Said::Yes, "cy".to_owned()), (POST, Said::No, "en".to_owned())]);
}

#[test]
fn r13_the_language_outlives_locking_and_a_crash() {
    let mut stage = in_two_languages().unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    stage.keys(Modifiers::ALT, Key::L);
    stage.answer_question("Post: Yes", false);
    stage.press(Modifiers::COMMAND, Key::L);
    stage.settle();
    stage.unlock();
    assert!(stage.says("First say: “Dyma ein"), "{:#?}", stage.everything());
    stage.rest();
    // A crash: the window is gone, and nothing was saved.
    let mut stage = stage.close().unlocked();
    assert!(stage.says("First say: “Here is"), "nobody is here yet: {:#?}", stage.everything());
    stage.click("Go on");
    assert!(stage.says("First say: “Dyma ein") && stage.says("1 of 10 answered"), "{:#?}", stage.everything());
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    let (_, answers) = answered(&stage.close(), "hannah");
    assert_eq!(answers[0].language, "cy");
}

#[test]
fn r26_a_language_that_is_added_while_a_form_is_open_asks_nothing_again() {
    let mut stage = Before::desk().unlocked();
    assert!(!stage.says("Language of the questions"), "there is no choice where there is one language");
    stage.type_text("Mei Tan");
    stage.choose("Yes");
    stage.answer_question("Post: Yes", false);
    shows_a_file(&mut stage, welsh::FILE);
    assert!(stage.says("Publish 1.0 in Welsh?"), "{:#?}", stage.everything());
    assert!(
        stage.says("A gaiff Imperial after:hours anfon newyddion atoch drwy e-bost"),
        "what will be published is shown"
    );
    stage.write("Your passphrase", "not this one at all");
    stage.key(Key::Enter);
    assert!(stage.says("That passphrase is not right"), "{:#?}", stage.everything());
    stage.write("Your passphrase", PASSPHRASE);
    stage.key(Key::Enter);
    assert!(stage.says("It is published in Welsh. People can be asked in it now."), "{:#?}", stage.everything());
    assert!(stage.says("1.0 is in use, in English and Welsh. Its words never change."), "{:#?}", stage.everything());
    assert!(stage.says("Version 1.0 in English and Welsh, in use"), "{:#?}", stage.everything());
    stage.click("English");
    assert!(stage.says("May Imperial after:hours email you news"), "{:#?}", stage.everything());

    stage.ctrl(Key::Num1);
    assert!(stage.says("1 of 10 answered"), "{:#?}", stage.everything());
    assert!(!stage.says("The notice has changed"));
    stage.focus("Email: Yes");
    stage.rest();
    assert!(stage.says(IN_ENGLISH), "{:#?}", stage.everything());
    stage.keys(Modifiers::ALT, Key::L);
    assert!(stage.says(IN_WELSH), "the words change where they stand: {:#?}", stage.everything());
    // Whoever is only counted leaves nothing behind, the language neither.
    stage.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::X);
    stage.keys(Modifiers::ALT, Key::L);
    assert!(stage.says("First say: “Dyma ein"), "{:#?}", stage.everything());
    stage.key(Key::F2);
    stage.settle();
    assert!(stage.says("First say: “Here is"), "{:#?}", stage.everything());
}

#[test]
fn r13_what_is_wrong_with_a_translated_file_is_told_before_anything_is_published() {
    let mut stage = Before::desk().unlocked();
    shows_a_file(&mut stage, &welsh::FILE.replace("730 o", "rhai o").replace("version = \"1.0\"", "version = \"2.0\""));
    assert!(
        stage.says("to put right before this translation can be published. Nothing was published."),
        "{:#?}",
        stage.everything()
    );
    assert!(stage.says("Version: Write 1.0: a translation has the number of its version"), "{:#?}", stage.everything());
    assert!(stage.says("Text: Say in the text how long registrations are kept: 730 days"), "{:#?}", stage.everything());
    stage.rewrite("The translated file", "/nowhere/at/all.toml");
    stage.key(Key::Enter);
    assert!(
        stage.says("The file could not be read. Nothing was published; check its name."),
        "{:#?}",
        stage.everything()
    );
    let path = stage.before.folder.join("cy.toml");
    std::fs::write(&path, "language = ").unwrap();
    stage.rewrite("The translated file", path.to_str().unwrap());
    stage.key(Key::Enter);
    assert!(stage.says("Line 1"), "{:#?}", stage.everything());
    stage.key(Key::Escape);
    let desk = stage.close().open();
    assert_eq!(desk.events().unwrap()[0].languages().count(), 1);
}

#[test]
fn r26_a_lead_writes_the_words_for_a_translator_and_is_told_which_languages_a_new_version_lacks() {
    let mut stage = in_two_languages().unlocked();
    let folder = stage.before.folder.path().to_owned();
    page(&mut stage, "Privacy notice");
    stage.click("Add a language");
    stage.rest();
    stage.click("Write a file to translate");
    stage.rest();
    stage.write("Folder", folder.to_str().unwrap());
    stage.click("Write the file");
    assert!(stage.says("can be translated"), "{:#?}", stage.everything());
    let written = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let file = written.into_iter().find(|path| path.to_string_lossy().ends_with("1.0-to-translate.toml")).unwrap();
    let file = lanyard::desk::parse_notice(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert!(file.text.contains("{email}") && file.statements[&EMAIL.into()].contains("{organisation}"));

    stage.click("New version");
    stage.click("Write 1.1");
    stage.rewrite("Email", "May {organisation} write to you by email?");
    stage.click("Publish 1.1");
    let lacks = "It has its words in English only, and the version in use has them in Welsh too.";
    assert!(stage.says(lacks), "{:#?}", stage.everything());
    stage.write("Your passphrase", PASSPHRASE);
    stage.key(Key::Enter);
    assert!(stage.says("Version 1.1 is in use"), "{:#?}", stage.everything());
    stage.ctrl(Key::Num1);
    assert!(!stage.says("Language of the questions"), "{:#?}", stage.everything());
}

#[test]
fn r13_the_choice_is_reached_with_the_keyboard_and_named_in_full() {
    let mut stage = in_two_languages().unlocked();
    stage.focus("English");
    stage.key(Key::ArrowRight);
    assert_eq!(stage.focused().as_deref(), Some("Cymraeg"));
    assert!(stage.says("First say: “Dyma ein"), "{:#?}", stage.everything());
    stage.key(Key::ArrowRight);
    assert!(stage.says("First say: “Here is"), "{:#?}", stage.everything());
    let mut stage = in_many_languages().unlocked();
    stage.focus("Language of the questions");
    stage.type_text("Fran");
    stage.key(Key::Enter);
    assert!(stage.says("First say: “Dyma ein"), "{:#?}", stage.everything());
    page(&mut stage, "Privacy notice");
    assert!(
        stage.says("Version 1.0 in English, Welsh, French, Polish, pt-BR and Irish, in use"),
        "{:#?}",
        stage.everything()
    );
}

#[test]
fn r13_a_lead_writes_the_words_in_the_window_sees_what_is_missing_and_publishes_them() {
    let mut stage = Before::desk().unlocked();
    writes_here(&mut stage);
    assert_eq!(stage.focused().as_deref(), Some("Language, by its tag"));
    assert!(stage.says("Not written yet: Say first; How to stop; Email"), "{:#?}", stage.everything());
    assert!(stage.says("May {organisation} email you news of its courses"), "the version's words stand above each");
    stage.type_in("cy");
    stage.rest();
    assert!(stage.says("1.0 in Welsh"), "{:#?}", stage.everything());
    stage.write("Email", "A gaiff {organisation} anfon e-bost atoch? {hwo}");
    stage.rest();
    assert!(stage.says("Email: Correct {hwo}: no such place-holder."), "as it is typed: {:#?}", stage.everything());
    // Pressed too early, it says so beside what is missing, and keeps everything.
    stage.click("Publish in Welsh");
    assert_eq!(stage.focused().as_deref(), Some("Say first"));
    assert!(stage.says("Write it in this language too"), "{:#?}", stage.everything());
    assert!(!stage.says("Your passphrase"));

    // What is typed outlives the lock, and the program.
    stage.press(Modifiers::COMMAND, Key::L);
    stage.settle();
    stage.unlock();
    let before = stage.close();
    let desk = before.open();
    let event = desk.events().unwrap().remove(0).definition().code.clone();
    let begun = desk.translations_begun(&event).unwrap().remove(0).draft;
    assert_eq!((begun.language.as_str(), begun.statements.len()), ("cy", 1));
    assert!(begun.statements[&EMAIL.into()].ends_with("{hwo}"), "{begun:?}");
    drop(desk);

    let mut stage = before.unlocked();
    goes_on(&mut stage);
    for (field, words) in
        [("Say first", welsh::file().first_say), ("How to stop, for {how}", welsh::file().how_to_stop)]
    {
        stage.write(field, &words);
    }
    for (question, words) in welsh::file().statements {
        stage.rewrite(&lanyard::ui::questions::statement_name(question), &words);
    }
    stage.rest();
    assert!(stage.says("Not written yet: The notice."), "{:#?}", stage.everything());
    stage.click("The notice");
    stage.rest();
    assert!(stage.says("The notice in English"), "{:#?}", stage.everything());
    stage.click("Begin with the words of 1.0");
    stage.rest();
    assert!(stage.says("Translate it: these are the words of the version"), "{:#?}", stage.everything());
    stage.rewrite("The notice, in Markdown", &welsh::file().text);
    stage.click("As it will be read");
    stage.rest();
    assert!(stage.says("Eich manylion yn ein diwrnod agored"), "{:#?}", stage.everything());
    assert!(stage.says("1.0 in Welsh needs your passphrase"), "{:#?}", stage.everything());
    stage.click("Publish in Welsh");
    stage.rest();
    assert!(stage.says("Publish 1.0 in Welsh?"), "{:#?}", stage.everything());
    stage.write("Your passphrase", "not this one at all");
    stage.key(Key::Enter);
    assert!(stage.says("That passphrase is not right"), "{:#?}", stage.everything());
    stage.write("Your passphrase", PASSPHRASE);
    stage.key(Key::Enter);
    assert!(stage.says("It is published in Welsh. People can be asked in it now."), "{:#?}", stage.everything());
    assert!(stage.says("Version 1.0 in English and Welsh, in use"), "{:#?}", stage.everything());

    let desk = stage.close().open();
    let event = desk.events().unwrap().remove(0);
    let named = event.in_language("cy").unwrap().statement(EMAIL).unwrap().as_str().to_owned();
    assert!(named.starts_with("A gaiff Imperial after:hours anfon newyddion"), "{named}");
    assert!(desk.translations_begun(&event.definition().code).unwrap().is_empty());
}

#[test]
fn r26_a_new_version_says_which_language_it_lacks_and_begins_with_the_last_words() {
    let mut stage = in_two_languages().unlocked();
    page(&mut stage, "Privacy notice");
    stage.click("New version");
    stage.click("Write 1.1");
    stage.rewrite("Email", "May {organisation} write to you by email?");
    stage.click("Back to the versions");
    assert!(stage.says("1.1 has no words in Welsh. 1.0 has."), "while it is a draft: {:#?}", stage.everything());
    stage.focus("Begin Welsh with the words of 1.0");
    stage.key(Key::Enter);
    stage.rest();
    assert!(stage.says("Nothing is missing."), "{:#?}", stage.everything());
    assert!(stage.says("Its words have changed since 1.0. Look whether this still says the same."));
    assert!(stage.says("It is published after version 1.1, which is being written"), "{:#?}", stage.everything());
    assert!(stage.says("Look again at: Email. What it translates has changed since 1.0."), "{:#?}", stage.everything());
    stage.rewrite("Email", "A gaiff {organisation} ysgrifennu atoch drwy e-bost?");
    stage.rest();
    assert!(!stage.says("Look again at"), "{:#?}", stage.everything());
    assert!(!stage.says("Its words have changed since 1.0"), "{:#?}", stage.everything());
    stage.click("Back to the versions");
    stage.rest();
    assert!(stage.says("Welsh is being written, by Priya Nair last."), "{:#?}", stage.everything());
    stage.click("Publish 1.1");
    stage.write("Your passphrase", PASSPHRASE);
    stage.key(Key::Enter);
    assert!(stage.says("Version 1.1 is in use"), "{:#?}", stage.everything());
    stage.focus("Go on with Welsh");
    stage.key(Key::Enter);
    stage.rest();
    stage.click("Publish in Welsh");
    stage.rest();
    stage.write("Your passphrase", PASSPHRASE);
    stage.key(Key::Enter);
    assert!(stage.says("Version 1.1 in English and Welsh, in use"), "{:#?}", stage.everything());
    assert!(!stage.says("has no words in Welsh"), "{:#?}", stage.everything());
    stage.ctrl(Key::Num1);
    stage.keys(Modifiers::ALT, Key::L);
    stage.focus("Email: Yes");
    stage.rest();
    assert!(stage.says("A gaiff Imperial after:hours ysgrifennu atoch drwy e-bost?"), "{:#?}", stage.everything());
}

#[test]
fn r13_a_file_can_be_the_beginning_and_what_is_thrown_away_is_gone() {
    let mut stage = Before::desk().unlocked();
    adds_a_language(&mut stage, &welsh::FILE.replace("730 o", "rhai o"));
    stage.click("Write it here");
    stage.rest();
    assert!(
        stage.says("The notice: Say in the text how long registrations are kept: 730 days."),
        "{:#?}",
        stage.everything()
    );
    stage.click("Discard these words");
    stage.rest();
    stage.click("Discard them");
    stage.rest();
    assert!(stage.says("Privacy notice versions") && !stage.says("is being written"), "{:#?}", stage.everything());
    let desk = stage.close().open();
    let event = desk.events().unwrap().remove(0).definition().code.clone();
    assert!(desk.translations_begun(&event).unwrap().is_empty());
}

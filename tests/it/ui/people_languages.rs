//! People in the language that they were asked in last: what they take back, and what a guardian is asked in a correction (R13).

use egui::{Key, Modifiers};
use lanyard::domain::answer::Said;
use lanyard::domain::purpose::{GuardianQuestion, Question};

use super::notice_languages::in_two_languages;
use super::scenes::{REFERENCE, Scene};
use super::stage::{Before, Stage};

/// Mei was asked about news by email in English, and about everything else in Welsh.
const MEI: &str = "full_name,date_of_birth,email,consent_marketing_email,consent_marketing_post,consent_photography,address_line_1,\
    city,postcode,country_of_residence,asked_how,asked_in\n\
    Mei Tan,1990-01-01,mei@example.org,yes,yes,yes,1 Wyvern Road,London,SW7 2AZ,GB,out loud,cy\n";

const IN_WELSH: &str = "“A gaiff Imperial after:hours anfon newyddion atoch drwy e-bost";
const IN_ENGLISH: &str = "“May Imperial after:hours email you news";
const POST: &str = "“A gaiff Imperial after:hours anfon newyddion atoch drwy'r post";

/// What there is to see of it.
pub(super) const SCENES: &[Scene] = &[
    Scene::of("e2-people-withdraw-languages", asked_in_welsh, |stage| {
        withdraws(stage);
        stage.focus("News by post. Yes since 10:42");
        stage.key(Key::Space);
        stage.rest();
    })
    .changing(REFERENCE, 150.0),
    Scene::of("e3-people-amend-languages", asked_in_welsh, |stage| {
        amends(stage);
        stage.focus("Asked in");
        stage.rest();
    })
    .changing(REFERENCE, 150.0),
];

fn asked_in_welsh() -> Before {
    let before = in_two_languages();
    let mut desk = before.open();
    let event = desk.events().unwrap().remove(0).definition().code.clone();
    before.register(&mut desk, &event, MEI);
    drop(desk);
    before
}

fn mei(stage: &mut Stage) {
    stage.ctrl(Key::Num2);
    stage.type_text("mei");
    stage.rest();
    stage.rest();
    stage.key(Key::ArrowDown);
    stage.key(Key::Enter);
    stage.rest();
}

fn withdraws(stage: &mut Stage) {
    mei(stage);
    stage.keys(Modifiers::ALT, Key::W);
    stage.rest();
}

/// A date of birth that makes a child of her: her guardian has to be asked.
fn amends(stage: &mut Stage) {
    mei(stage);
    stage.keys(Modifiers::ALT, Key::E);
    stage.settle();
    stage.rewrite("Date of birth: Year", "2018");
    stage.write("Why it is corrected", "wrong year");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
}

fn choose(stage: &mut Stage, language: &str) {
    stage.focus("Asked in");
    stage.type_text(language);
    stage.key(Key::Enter);
    stage.settle();
}

/// What was answered after registering: the question, what was said, and in which language.
fn since(before: &Before) -> Vec<(Question, Said, String)> {
    let desk = before.open();
    let event = desk.events().unwrap().remove(0);
    let hit = desk.find(&event.definition().code, "mei", 5).unwrap().remove(0);
    let answers = desk.history(hit.registered.id).unwrap().answers;
    let first = answers[0].0.sequence;
    let answers = answers.into_iter().filter(|(place, _)| place.sequence > first).map(|(_, answer)| {
        let words = event.words_under(answer.evidence.notice).unwrap();
        assert_eq!(words.language(), answer.evidence.language, "the hash names the language");
        assert_eq!(words.statement(answer.question), Some(&answer.evidence.statement), "and the words");
        (answer.question, answer.said, answer.evidence.language)
    });
    answers.collect()
}

#[test]
fn r13_r15_what_is_taken_back_shows_the_words_in_the_language_that_they_were_asked_in_last() {
    let mut stage = asked_in_welsh().unlocked();
    withdraws(&mut stage);
    assert_eq!(stage.value("Asked in"), "Cymraeg");
    stage.focus("News by email. Yes since 10:42");
    stage.key(Key::Space);
    stage.rest();
    assert!(stage.says(IN_WELSH), "{:#?}", stage.everything());
    stage.focus("News by post. Yes since 10:42");
    stage.rest();
    assert!(stage.says(POST) && !stage.says(IN_WELSH), "{:#?}", stage.everything());
    stage.click("Change 1 to No");
    stage.settle();
    let email = Question::News(lanyard::domain::purpose::Channel::Email);
    assert_eq!(since(&stage.close()), [(email, Said::Withdrawn, "cy".to_owned())]);
}

#[test]
fn r13_r15_staff_ask_in_another_language_and_that_is_what_is_recorded() {
    let mut stage = asked_in_welsh().unlocked();
    withdraws(&mut stage);
    choose(&mut stage, "English");
    stage.focus("News by email. Yes since 10:42");
    stage.key(Key::Space);
    stage.rest();
    assert!(stage.says(IN_ENGLISH), "{:#?}", stage.everything());
    // What is not done yet outlives locking, the language too.
    stage.press(Modifiers::COMMAND, Key::L);
    stage.settle();
    stage.unlock();
    stage.rest();
    assert_eq!(stage.value("Asked in"), "English");
    stage.click("Change 1 to No");
    stage.settle();
    let email = Question::News(lanyard::domain::purpose::Channel::Email);
    assert_eq!(since(&stage.close()), [(email, Said::Withdrawn, "en".to_owned())]);
}

#[test]
fn r13_r11_a_guardian_is_asked_in_welsh_and_what_is_answered_keeps_its_words() {
    let before = asked_in_welsh();
    let event = before.open().events().unwrap().remove(0);
    let mut stage = before.unlocked();
    amends(&mut stage);
    assert!(stage.says("Ask their parent or guardian first"), "{:#?}", stage.everything());
    stage.write("Guardian's name", "Bo Tan");
    stage.write("Guardian is their", "Mother");
    stage.write("Guardian's email", "bo@example.org");
    assert_eq!(stage.value("Asked in"), "Cymraeg");
    let words = |tag: &str, asked| {
        event.words_in(tag).unwrap().statement(Question::Guardian(asked)).unwrap().as_str().to_owned()
    };
    let (responsible, agrees) = (GuardianQuestion::Responsible, GuardianQuestion::Consent);
    assert!(stage.says(&words("cy", responsible)) && stage.says(&words("cy", agrees)), "{:#?}", stage.everything());
    stage.answer_question(&words("cy", responsible), true);
    choose(&mut stage, "English");
    assert!(stage.says(&words("cy", responsible)), "it was answered to these: {:#?}", stage.everything());
    assert!(stage.says(&words("en", agrees)) && !stage.says(&words("cy", agrees)), "{:#?}", stage.everything());
    stage.answer_question(&words("en", agrees), true);
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    assert!(stage.says("Guardian: Bo Tan, Mother, bo@example.org"), "{:#?}", stage.everything());
    let told = [
        (Question::Guardian(responsible), Said::Yes, "cy".to_owned()),
        (Question::Guardian(agrees), Said::Yes, "en".to_owned()),
    ];
    assert_eq!(since(&stage.close()), told);
}

#[test]
fn r13_there_is_nothing_to_choose_where_their_version_stands_in_one_language() {
    let mut stage = Before::with_visitors().unlocked();
    super::scenes::withdraw(&mut stage);
    assert!(!stage.has_field("Asked in"), "{:#?}", stage.everything());
    assert!(stage.says("“May Imperial"), "what is recorded stands there all the same: {:#?}", stage.everything());
}

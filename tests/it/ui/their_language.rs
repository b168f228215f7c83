//! The visitor chooses the language themselves, on whatever they have before them when the screen is turned (R13).

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use lanyard::domain::answer::{How, NoticeCard, Said};
use lanyard::domain::notice::NoticeVersion;
use lanyard::domain::purpose::{Channel, Question, SpecialPair};

use super::notice_languages::in_two_languages;
use super::own_screen::{asks_opportunities, kept, pick, saved, turned_after_saving};
use super::scenes::Scene;
use super::stage::{Before, Stage};
use crate::support::welsh;

const EMAIL: Question = Question::News(Channel::Email);
const POST: Question = Question::News(Channel::Post);
const HELP: Question = Question::Special(SpecialPair::DisabilityOpportunities);
const ETHNICITY: Question = Question::Special(SpecialPair::EthnicityOpportunities);

/// What there is to see of it.
pub(super) const SCENES: &[Scene] = &[
    Scene::of("d6-turned-two-languages", in_two_languages, |stage| {
        stage.write("Full name", "Mei Tan");
        stage.choose("Yes");
        stage.answer_question("Email: Yes", false);
        stage.key(Key::F9);
        stage.click("Cymraeg");
        stage.rest();
    }),
    Scene::of("d6-opportunities-two-languages", asks_in_both, |stage| {
        asked_of_opportunities(stage);
        stage.click("Cymraeg");
        stage.rest();
    }),
    Scene::of("d6-equality-two-languages", asks_in_both, |stage| {
        turned_after_saving(stage);
        stage.click("Cymraeg");
        pick(stage, "1. Grŵp", "Gwyn");
        pick(stage, "2. Manylion", "Seisnig");
        stage.focus("Math");
        stage.rest();
    }),
    Scene::of("d6-equality-not-kept", asks_in_both, |stage| {
        not_kept(stage);
        stage.focus("Math");
        stage.rest();
    }),
];

/// A desk that asks what only the visitor answers, and whose notice stands in Welsh too.
fn asks_in_both() -> Before {
    let before = asks_opportunities();
    let mut desk = before.open();
    let event = desk.events().unwrap().remove(0);
    let version = event.notice();
    let mut file = NoticeVersion {
        version: version.version.clone(),
        effective_from: version.effective_from,
        change: version.change,
        retention: version.retention,
        sections: version.sections.clone(),
        ..welsh::file()
    };
    file.text
        .push_str("\n## Cydraddoldeb\n\nDim ond fel cyfansymiau y byddwn yn defnyddio eich atebion am gydraddoldeb.\n");
    desk.translate_notice(&event.definition().code, &file).unwrap();
    drop(desk);
    before
}

fn asked_of_opportunities(stage: &mut Stage) {
    super::own_screen::asked_of_opportunities_by(stage, "Next questions");
}

/// What a visitor answered in Welsh about equality cannot be kept: they had it stopped meanwhile.
fn not_kept(stage: &mut Stage) {
    saved(stage);
    stage.ctrl(Key::Num2);
    stage.key(Key::ArrowDown);
    stage.key(Key::Enter);
    stage.rest();
    stage.keys(Modifiers::ALT, Key::W);
    stage.focus("They want equality monitoring stopped. Whatever they answered is erased, and nothing is kept again");
    stage.key(Key::Space);
    stage.click("Stop equality monitoring");
    stage.settle();
    stage.ctrl(Key::Num1);
    stage.key(Key::F9);
    stage.rest();
    stage.click("Cymraeg");
    pick(stage, "Math", "Byddar");
    stage.click("Nesaf");
    stage.settle();
}

/// One kept answer: the question, what was said, in which language and how, and whether the notice was given.
type Kept = (Question, Said, String, How, NoticeCard);

fn answered(before: &Before, name: &str) -> Vec<Kept> {
    let desk = before.open();
    let event = desk.events().unwrap().remove(0);
    let hit = desk.find(&event.definition().code, name, 5).unwrap().remove(0);
    let answers = desk.history(hit.registered.id).unwrap().answers.into_iter().map(|(_, answer)| {
        let proof = answer.evidence;
        let words = event.words_under(proof.notice).unwrap();
        assert_eq!(words.language(), proof.language, "the hash names the language");
        assert_eq!(words.statement(answer.question), Some(&proof.statement), "and the words that were on the screen");
        (answer.question, answer.said, proof.language, proof.how, proof.notice_card)
    });
    answers.collect()
}

/// The language in which a screen reader speaks the choice of this name, and whether it is chosen.
fn choice(stage: &Stage, name: &str) -> (Option<String>, bool) {
    let found =
        stage.harness.query_all_by(|node| node.role() == Role::RadioButton && node.label().as_deref() == Some(name));
    let found: Vec<_> = found.collect();
    let [node] = &found[..] else { panic!("{name}: {} of {:#?}", found.len(), stage.everything()) };
    let chosen = node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True);
    (node.accesskit_node().language().map(str::to_owned), chosen)
}

#[test]
fn r13_on_the_turned_screen_the_visitor_chooses_the_language_and_what_was_answered_keeps_its_words() {
    let mut stage = in_two_languages().unlocked();
    stage.type_text("Mei Tan");
    stage.write("Email", "mei@example.org");
    stage.choose("Yes");
    stage.keys(Modifiers::ALT, Key::G);
    stage.answer_question("Email: Yes", true);
    stage.key(Key::F9);
    stage.rest();
    assert!(stage.shows("Is this what you said?"), "{:#?}", stage.everything());
    assert_eq!(choice(&stage, "English"), (Some("en".to_owned()), true));
    assert_eq!(choice(&stage, "Cymraeg"), (Some("cy".to_owned()), false), "each is named in itself");
    stage.click("Cymraeg");
    stage.rest();
    assert!(stage.shows("Ai dyma’r hyn a ddywedoch chi?") && !stage.says("Turn back"), "{:#?}", stage.everything());
    assert!(stage.says("May Imperial after:hours email you news"), "that was answered to these words");
    assert!(stage.says("anfon newyddion atoch drwy'r post"), "{:#?}", stage.everything());
    assert!(choice(&stage, "Cymraeg").1);
    stage.key(Key::F9);
    stage.rest();
    assert!(choice(&stage, "Cymraeg").1, "staff go on in it: {:#?}", stage.everything());
    assert!(stage.says("They have the notice in English. Give it in Welsh too"), "{:#?}", stage.everything());
    stage.answer_question("Post: Yes", false);
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    let answers = answered(&stage.close(), "mei");
    let expected = [
        (EMAIL, Said::Yes, "en".to_owned(), How::OutLoud, NoticeCard::Given),
        // Nobody gave them the card in Welsh.
        (POST, Said::No, "cy".to_owned(), How::OutLoud, NoticeCard::Neither),
    ];
    assert_eq!(answers, expected);
}

#[test]
fn r13_a_card_that_was_given_stands_for_its_language_when_that_is_chosen_again() {
    let mut stage = in_two_languages().unlocked();
    stage.type_text("Mei Tan");
    stage.write("Email", "mei@example.org");
    stage.choose("Yes");
    stage.keys(Modifiers::ALT, Key::G);
    assert!(stage.says("Notice 1.0, card given"), "{:#?}", stage.everything());
    stage.key(Key::F9);
    stage.keys(Modifiers::ALT, Key::L);
    assert!(stage.shows("Ai dyma’r hyn a ddywedoch chi?"), "the key works here too: {:#?}", stage.everything());
    stage.key(Key::F9);
    stage.rest();
    assert!(!stage.says("card given"), "{:#?}", stage.everything());
    stage.keys(Modifiers::ALT, Key::R);
    assert!(!stage.says("Give it in Welsh too"), "it was read out in Welsh: {:#?}", stage.everything());
    stage.answer_question("Email: Yes", true);
    stage.keys(Modifiers::ALT, Key::L);
    assert!(stage.says("Notice 1.0, card given"), "{:#?}", stage.everything());
    // Locking keeps both.
    stage.press(Modifiers::COMMAND, Key::L);
    stage.settle();
    stage.unlock();
    stage.rest();
    assert!(stage.says("Notice 1.0, card given"), "{:#?}", stage.everything());
    stage.answer_question("Post: Yes", false);
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    let answers = answered(&stage.close(), "mei");
    let told: Vec<_> = answers.into_iter().map(|(question, _, language, _, card)| (question, language, card)).collect();
    let expected = [(EMAIL, "cy".to_owned(), NoticeCard::Read), (POST, "en".to_owned(), NoticeCard::Given)];
    assert_eq!(told, expected);
}

#[test]
fn r13_r03_what_only_the_visitor_answers_is_answered_to_the_words_of_the_language_that_they_chose() {
    let mut stage = asks_in_both().unlocked();
    asked_of_opportunities(&mut stage);
    let button = |stage: &Stage, about: &str, ends: &str| {
        let said = stage.everything();
        said.iter()
            .find(|said| said.contains(about) && said.ends_with(ends))
            .unwrap_or_else(|| panic!("{said:#?}"))
            .clone()
    };
    let yes = button(&stage, "disab", ": Yes");
    stage.focus(&yes);
    stage.key(Key::N);
    stage.settle();
    stage.click("Cymraeg");
    stage.rest();
    assert!(stage.says("A gawn ni roi gwybod i chi am gyfleoedd?"), "{:#?}", stage.everything());
    let agree = button(&stage, "ethnig", ": Cytuno");
    stage.focus(&agree);
    // What stands there is Cytuno and Gwrthod: English letters answer nothing.
    for letter in [Key::Y, Key::N] {
        stage.key(letter);
        stage.settle();
    }
    assert!(!stage.says("Grŵp ethnig (Ethnigrwydd"), "{:#?}", stage.everything());
    stage.key(Key::C);
    stage.settle();
    stage.write("Grŵp ethnig (Ethnigrwydd, ar gyfer cyfleoedd)", "Cymraes");
    stage.click("Nesaf");
    stage.settle();
    assert!(stage.shows("Diolch"), "{:#?}", stage.everything());
    stage.key(Key::F9);
    stage.rest();
    assert!(choice(&stage, "Cymraeg").1, "the form goes on in it: {:#?}", stage.everything());
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    let answers = answered(&stage.close(), "hannah");
    let expected = [
        (HELP, Said::No, "en".to_owned(), How::OnScreen, NoticeCard::Neither),
        (ETHNICITY, Said::Yes, "cy".to_owned(), How::OnScreen, NoticeCard::Neither),
    ];
    assert_eq!(answers, expected);
}

#[test]
fn r13_r04_after_saving_they_choose_for_themselves_and_not_for_whoever_comes_next() {
    let mut stage = asks_in_both().unlocked();
    turned_after_saving(&mut stage);
    assert!(stage.says("About equality"), "{:#?}", stage.everything());
    stage.click("Cymraeg");
    stage.rest();
    assert!(stage.says("Ynglŷn â chydraddoldeb") && !stage.says("Skip"), "{:#?}", stage.everything());
    stage.key(Key::F8);
    stage.rest();
    assert!(stage.says("Eich manylion yn ein diwrnod agored"), "and the notice: {:#?}", stage.everything());
    stage.key(Key::Escape);
    stage.rest();
    pick(&mut stage, "1. Grŵp", "Gwyn");
    pick(&mut stage, "2. Manylion", "Gwyddelig");
    stage.click("Nesaf");
    stage.settle();
    assert!(stage.shows("Diolch"), "{:#?}", stage.everything());
    stage.click("English");
    stage.rest();
    assert!(stage.shows("Thank you"), "{:#?}", stage.everything());
    stage.click("Cymraeg");
    stage.key(Key::F9);
    stage.rest();
    assert!(stage.says("First say: “Here is"), "the next one is asked in English: {:#?}", stage.everything());
    assert_eq!(kept(&stage.close()), ["ethnicity 166"]);
}

#[test]
fn r13_there_is_no_choice_where_the_version_stands_in_one_language() {
    let mut stage = asks_opportunities().unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    stage.key(Key::F9);
    stage.rest();
    assert!(stage.shows("Is this what you said?") && !stage.shows("Language") && !stage.shows("English"));
    stage.keys(Modifiers::ALT, Key::L);
    stage.control("Next questions").click_accesskit();
    stage.settle();
    stage.rest();
    assert!(stage.says("May we tell you of opportunities?"), "{:#?}", stage.everything());
    assert!(!stage.shows("Language") && !stage.shows("English"), "{:#?}", stage.everything());
}

#[test]
fn r04_what_could_not_be_kept_is_said_to_the_visitor_in_their_language_and_why_to_staff() {
    let mut stage = asks_in_both().unlocked();
    not_kept(&mut stage);
    assert!(
        stage.says("Nid oedd modd i ni gadw hyn nawr. Gofynnwch i’r person wrth y ddesg"),
        "{:#?}",
        stage.everything()
    );
    assert!(!stage.says("equality monitoring") && !stage.says("not kept"), "{:#?}", stage.everything());
    stage.click("Hepgor");
    stage.settle();
    assert!(stage.shows("Diolch"), "{:#?}", stage.everything());
    stage.key(Key::F9);
    stage.rest();
    let why = "This person had equality monitoring stopped, so nothing was kept.";
    assert!(stage.says("That was not done") && stage.says(why), "{:#?}", stage.everything());
    stage.click("Go on");
    stage.rest();
    assert!(!stage.says(why) && choice(&stage, "English").1, "{:#?}", stage.everything());
    assert!(kept(&stage.close()).is_empty());
}

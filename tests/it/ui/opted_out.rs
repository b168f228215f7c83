//! Whoever opted out of news before is not asked to come back, unless they bring it up themselves (R7).

use egui::{Key, Modifiers};
use lanyard::desk::Withdrawal;
use lanyard::domain::answer::How;
use lanyard::domain::code::Code;
use lanyard::domain::ledger::Standing;
use lanyard::domain::purpose::{Channel, Question};

use super::stage::{Before, Stage};

const EMAIL: Question = Question::News(Channel::Email);
const SMS: Question = Question::News(Channel::Sms);

fn event() -> Code {
    Code::new("open-day").unwrap()
}

/// A desk with visitors, of whom Amara objected to email and took back what she said of text messages.
pub(crate) fn with_an_objector() -> Before {
    // She had said Yes to both.
    let before = Before::with_visitors_but("Creative writing\",yes,no,", "Creative writing\",yes,yes,");
    let mut desk = before.open();
    let amara = desk.find(&event(), "amara", 1).unwrap()[0].registered.id;
    for (question, objects) in [(EMAIL, true), (SMS, false)] {
        desk.withdraw(amara, Withdrawal { question, objects, how: How::OutLoud }).unwrap();
    }
    drop(desk);
    before
}

/// She comes again, and is said to be the same person.
pub(crate) fn the_same(stage: &mut Stage) {
    super::scenes::alike(stage);
    stage.click("Same person: update");
    stage.rest();
}

const OBJECTED: &str = "Email. Objected on 21 Nov: only if they bring it up";
const WITHDRAWN: &str = "Text. Withdrawn on 21 Nov: only if they bring it up";

#[test]
fn r07_who_opted_out_is_not_asked_counted_or_answered_for_until_they_bring_it_up() {
    let mut stage = with_an_objector().unlocked();
    super::scenes::alike(&mut stage);
    stage.choose("Yes");
    assert!(
        stage.shows("Email: Yes") && stage.says("0 of 10 answered"),
        "a stranger is asked: {:#?}",
        stage.everything()
    );
    stage.click("Same person: update");
    stage.rest();
    assert!(stage.says(OBJECTED) && stage.says(WITHDRAWN), "{:#?}", stage.everything());
    assert!(!stage.shows("Email: Yes") && !stage.shows("Text: No") && stage.shows("Phone call: Yes"));
    assert!(stage.says("0 of 8 answered"), "{:#?}", stage.everything());
    // The first that is to be asked, by its key and by Tab.
    stage.keys(Modifiers::ALT, Key::C);
    assert_eq!(stage.at(), "Phone call: Yes");
    stage.key(Key::Tab);
    assert_eq!(stage.at(), "Photos: Yes");
    stage.keys(Modifiers::SHIFT, Key::Tab);
    assert_eq!(stage.at(), "Phone call: Yes");
    // The arrows lead there; nothing is read out, and no letter answers.
    stage.key(Key::ArrowUp);
    assert_eq!(stage.at(), "Text: bring it up");
    stage.key(Key::ArrowUp);
    assert_eq!(stage.at(), "Email: bring it up");
    stage.rest();
    assert!(!stage.says("Read out:"), "{:#?}", stage.everything());
    stage.key(Key::Y);
    stage.rest();
    assert!(stage.says(OBJECTED) && stage.says("0 of 8 answered"), "{:#?}", stage.everything());
    // No to the rest is of what was to be asked.
    stage.keys(Modifiers::ALT, Key::N);
    stage.rest();
    for _ in 0..12 {
        assert!(!stage.says("May Imperial after:hours email you"), "{:#?}", stage.everything());
        stage.key(Key::PageDown);
    }
    stage.keys(Modifiers::ALT, Key::N);
    stage.rest();
    assert!(stage.says("8 answered No") && stage.says("8 of 8 answered"), "{:#?}", stage.everything());
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    let set = stage.close();
    let desk = set.open();
    let again = desk.find(&event(), "amara", 1).unwrap()[0].registered.id;
    let history = desk.history(again).unwrap();
    assert_eq!(history.same_person.len(), 2);
    assert_eq!([EMAIL, SMS].map(|asked| history.standings.get(asked)), [Standing::Objected, Standing::Withdrawn]);
    assert!(history.answers.iter().all(|(_, answer)| ![EMAIL, SMS].contains(&answer.question)), "nothing was noted");
}

#[test]
fn r07_once_they_bring_it_up_it_is_read_out_and_answered_and_a_lock_and_a_crash_keep_it_so() {
    let mut stage = with_an_objector().unlocked();
    the_same(&mut stage);
    stage.choose("Yes");
    stage.click("Email: bring it up");
    stage.rest();
    assert_eq!(stage.at(), "Email: Yes", "{:#?}", stage.everything());
    assert!(stage.says("Read out: “May Imperial after:hours email you"), "{:#?}", stage.everything());
    assert!(stage.says("0 of 9 answered") && stage.says(WITHDRAWN), "{:#?}", stage.everything());
    stage.ctrl(Key::L);
    assert!(!stage.says("Objected"), "{:#?}", stage.everything());
    stage.unlock();
    stage.rest();
    let brought_up = |stage: &Stage| stage.says(WITHDRAWN) && !stage.says(OBJECTED) && stage.shows("Email: Yes");
    assert!(brought_up(&stage), "{:#?}", stage.everything());
    stage.rest();
    // As a crash leaves it.
    let mut stage = stage.close().unlocked();
    stage.click("Go on");
    stage.rest();
    assert!(brought_up(&stage), "{:#?}", stage.everything());
    stage.focus("Email: Yes");
    stage.settle();
    stage.key(Key::Y);
    stage.rest();
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    let set = stage.close();
    let desk = set.open();
    let again = desk.find(&event(), "amara", 1).unwrap()[0].registered.id;
    let standings = desk.history(again).unwrap().standings;
    assert_eq!([EMAIL, SMS].map(|asked| standings.get(asked)), [Standing::Yes, Standing::Withdrawn]);
}

#[test]
fn r07_a_yes_that_was_asked_for_before_it_was_known_is_taken_back_and_somebody_else_is_asked() {
    let mut stage = with_an_objector().unlocked();
    super::scenes::alike(&mut stage);
    stage.choose("Yes");
    stage.focus("Email: Yes");
    stage.settle();
    stage.key(Key::Y);
    stage.rest();
    assert!(stage.says("1 of 10 answered"), "{:#?}", stage.everything());
    stage.click("Same person: update");
    stage.rest();
    assert!(stage.says("that Yes is not noted") && stage.says("0 of 8 answered"), "{:#?}", stage.everything());
    stage.click("Not the same");
    stage.rest();
    assert!(stage.shows("Email: Yes") && stage.says("0 of 10 answered"), "{:#?}", stage.everything());
}

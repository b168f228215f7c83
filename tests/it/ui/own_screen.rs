//! The visitor's own screen: what is asked of them alone (R3), about equality (R4), and nothing of the desk on it.

use chrono::NaiveDate;
use egui::accesskit::Toggled;
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::NodeT;
use lanyard::domain::answer::{How, Said};
use lanyard::domain::code::Code;
use lanyard::domain::equality::{LegalCondition, Monitoring};
use lanyard::domain::event::EventDefinition;
use lanyard::domain::notice_section::Section;
use lanyard::domain::purpose::{Question, SpecialPair};

use super::settings_form::desk_with;
use super::sound;
use super::stage::{Before, Stage};
use crate::support::settings::notice_says;

pub(crate) fn on(settings: &mut EventDefinition) {
    let (condition, policy_date) = (LegalCondition::EqualityOfOpportunity, settings.first_day);
    settings.equality = Some(Monitoring { condition, policy_date });
}

/// A desk that asks about equality.
pub(crate) fn asks_about_equality() -> Before {
    desk_with(on)
}

/// A desk that asks what may be asked on the visitor's own screen only.
pub(crate) fn asks_opportunities() -> Before {
    desk_with(|settings| {
        on(settings);
        settings.special.extend([SpecialPair::DisabilityOpportunities, SpecialPair::EthnicityOpportunities]);
    })
}

/// Somebody is saved.
pub(crate) fn saved(stage: &mut Stage) {
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
}

/// The same, and the screen is turned to them.
pub(crate) fn turned_after_saving(stage: &mut Stage) {
    saved(stage);
    stage.key(Key::F9);
    stage.rest();
}

/// The page as it is in the picture: a group, and the list of its details.
pub(crate) fn a_group_is_chosen(stage: &mut Stage) {
    turned_after_saving(stage);
    pick(stage, "1. Group", "Asian");
    stage.focus("Type");
    pick(stage, "Type", "Prefer");
    stage.focus("2. Detail");
    stage.rest();
}

/// Several kinds are chosen, which stand below the list.
pub(crate) fn several_are_chosen(stage: &mut Stage) {
    turned_after_saving(stage);
    for kind in ["Deaf", "A learning", "A condition since"] {
        pick(stage, "Type", kind);
    }
    stage.rest();
}

/// The visitor is asked of opportunities.
pub(crate) fn asked_of_opportunities(stage: &mut Stage) {
    asked_of_opportunities_by(stage, "Next questions");
}

/// The same, where the button that leads there is called so.
pub(crate) fn asked_of_opportunities_by(stage: &mut Stage, next: &str) {
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    stage.key(Key::F9);
    stage.rest();
    stage.control(next).click_accesskit();
    stage.settle();
    stage.rest();
}

/// Opens a list, types how its choice begins, and takes it.
pub(crate) fn pick(stage: &mut Stage, list: &str, begins: &str) {
    stage.focus(list);
    stage.type_text(begins);
    stage.key(Key::Enter);
    stage.settle();
}

pub(crate) fn kept(before: &Before) -> Vec<String> {
    let desk = before.open();
    let conn = desk.vault().conn().unwrap();
    let mut statement =
        conn.prepare("SELECT question || ' ' || code FROM equality_answer ORDER BY question, code").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Whether anything of the desk, or of whoever is registered, can be seen or heard.
fn shows_the_desk(stage: &Stage) -> bool {
    ["Hannah", "Register", "People", "Settings", "Find a person", "Saved", "Priya"]
        .iter()
        .any(|words| stage.says(words))
}

/// Every key that means something at the desk, but for F9, which turns the screen back, and Ctrl+L, which locks.
fn desk_keys() -> Vec<(Modifiers, Key)> {
    let numbers = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6];
    let alt = [Key::B, Key::C, Key::E, Key::G, Key::H, Key::N, Key::P, Key::R, Key::V, Key::W, Key::Y, Key::ArrowUp];
    let ctrl = [Key::K, Key::Enter, Key::S, Key::Z].into_iter().chain(numbers);
    let plain = [Key::F1, Key::F2, Key::F6, Key::F7, Key::F8, Key::Escape];
    let mut keys: Vec<_> = ctrl.map(|key| (Modifiers::COMMAND, key)).collect();
    keys.extend(alt.map(|key| (Modifiers::ALT, key)));
    keys.extend(plain.map(|key| (Modifiers::NONE, key)));
    keys.push((Modifiers::COMMAND | Modifiers::SHIFT, Key::X));
    keys
}

/// Presses a key; what comes of it in the same frame can be looked at.
fn press_only(stage: &mut Stage, key: Key) {
    let modifiers = Modifiers::NONE;
    for pressed in [false, true] {
        stage.harness.event(egui::Event::Key { key, physical_key: None, pressed, repeat: false, modifiers });
        stage.harness.step();
    }
}

/// Whether the window was told to fill the whole screen, or to stop that, since the last frame.
fn fills_the_screen(stage: &Stage) -> Option<bool> {
    let told = stage.harness.output().viewport_output.values().flat_map(|viewport| &viewport.commands);
    let fills = |command: &egui::ViewportCommand| match command {
        egui::ViewportCommand::Fullscreen(fills) => Some(*fills),
        _ => None,
    };
    told.filter_map(fills).next_back()
}

#[test]
fn r13_no_key_leads_from_the_look_to_anybody_elses_details() {
    let mut stage = Before::with_visitors().unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    press_only(&mut stage, Key::F9);
    assert_eq!(fills_the_screen(&stage), Some(true), "no taskbar leads past it");
    stage.rest();
    for (modifiers, key) in desk_keys() {
        stage.keys(modifiers, key);
        stage.settle();
        if key == Key::F8 {
            // The notice is nobody's, and theirs to read (R25).
            assert!(stage.says("Whom to ask"), "{:?}", stage.everything());
            stage.key(Key::Escape);
        }
        assert!(stage.shows("Is this what you said?"), "{modifiers:?} {key:?}: {:?}", stage.everything());
        for words in ["Register", "People", "Settings", "Find a person", "Saved", "Priya", "Amara", "Undo"] {
            assert!(!stage.says(words), "{modifiers:?} {key:?} shows {words}: {:?}", stage.everything());
        }
    }
    press_only(&mut stage, Key::F9);
    assert_eq!(fills_the_screen(&stage), Some(false));
    stage.rest();
    assert_eq!(stage.value("Full name"), "Hannah Brightwell", "no key did anything to the form either");
    assert_eq!(stage.close().open().drafts(&Code::new("open-day").unwrap()).unwrap().len(), 1, "nobody was saved");
}

#[test]
fn no_key_of_the_desk_reaches_past_a_sheet_that_is_open_over_it() {
    let mut stage = Before::with_visitors().unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    for (opens, title) in [(Key::F1, "Keys"), (Key::F8, "Privacy notice")] {
        stage.key(opens);
        stage.rest();
        for (modifiers, key) in desk_keys() {
            if [Key::Escape, opens].contains(&key) {
                continue;
            }
            stage.keys(modifiers, key);
            stage.settle();
            assert!(stage.says(title), "{title}: {modifiers:?} {key:?}: {:?}", stage.everything());
        }
        stage.key(Key::Escape);
        stage.rest();
        assert_ne!(stage.at(), "Told us", "{title}");
        assert_eq!(stage.value("Full name"), "Hannah Brightwell", "{title}: the form is as it was");
    }
}

#[test]
fn r04_the_visitor_answers_alone_with_the_keyboard_and_it_is_kept_apart() {
    let mut stage = asks_about_equality().unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    assert!(stage.says("About equality"), "{:?}", stage.everything());
    stage.key(Key::F9);
    stage.rest();
    assert!(stage.says("They are kept apart from your details."), "{:?}", stage.everything());
    assert!(!shows_the_desk(&stage), "{:?}", stage.everything());
    assert_eq!(stage.at(), "1. Group");
    for key in [Key::Num1, Key::Num2, Key::Num5, Key::K] {
        stage.ctrl(key);
    }
    stage.key(Key::F1);
    stage.key(Key::Escape);
    assert!(stage.says("Every list has") && !shows_the_desk(&stage), "no key but F9 leads away");
    pick(&mut stage, "1. Group", "Asian");
    stage.tab();
    assert_eq!(stage.at(), "2. Detail");
    pick(&mut stage, "2. Detail", "Indian");
    stage.tab();
    assert_eq!(stage.at(), "Type");
    pick(&mut stage, "Type", "Deaf");
    pick(&mut stage, "Type", "A learning");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    assert!(stage.says("Thank you"), "{:?}", stage.everything());
    assert!(!stage.says("Indian") && !shows_the_desk(&stage), "{:?}", stage.everything());
    stage.key(Key::F9);
    stage.rest();
    assert_eq!(stage.at(), "Full name", "the desk goes on with the next visitor");
    stage.ctrl(Key::Num2);
    for words in ["Indian", "Deaf", "quality"] {
        assert!(!stage.says(words), "{words} is nowhere on staff's pages: {:?}", stage.everything());
    }
    assert_eq!(kept(&stage.close()), ["disability 51", "disability 57", "ethnicity 103"]);
}

#[test]
fn r04_prefer_not_to_say_stands_alone_in_every_list() {
    let mut stage = asks_about_equality().unlocked();
    turned_after_saving(&mut stage);
    pick(&mut stage, "1. Group", "White");
    pick(&mut stage, "2. Detail", "Prefer");
    pick(&mut stage, "Type", "Blind");
    assert!(stage.says("Blind, or sight that glasses do not correct"));
    pick(&mut stage, "Type", "No known");
    assert!(!stage.says("Remove Blind"), "{:?}", stage.everything());
    pick(&mut stage, "Type", "Prefer");
    stage.click("Next");
    stage.settle();
    assert_eq!(kept(&stage.close()), ["disability 98", "ethnicity 998"]);
}

#[test]
fn r04_skipping_is_as_easy_as_answering_and_a_blank_page_keeps_nothing() {
    for (way, group) in [("Skip", "Mixed"), ("Next", "")] {
        let mut stage = asks_about_equality().unlocked();
        turned_after_saving(&mut stage);
        let size = |stage: &Stage, name: &str| stage.control(name).rect().size();
        assert_eq!(size(&stage, "Skip"), size(&stage, "Next"));
        if !group.is_empty() {
            pick(&mut stage, "1. Group", group);
        }
        stage.click(way);
        stage.settle();
        assert!(stage.says("Thank you"), "{way}: {:?}", stage.everything());
        assert!(kept(&stage.close()).is_empty(), "{way}");
    }
}

#[test]
fn r04_a_group_without_its_detail_is_not_dropped_in_silence_and_can_be_taken_back() {
    let missing = "Choose one, or “Prefer not to say”";
    let mut stage = asks_about_equality().unlocked();
    turned_after_saving(&mut stage);
    pick(&mut stage, "Type", "Deaf");
    pick(&mut stage, "1. Group", "Mixed");
    assert!(!stage.says(missing), "nobody is told before they went on");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.rest();
    assert!(stage.says(missing) && !stage.says("Thank you"), "{:?}", stage.everything());
    assert_eq!(stage.at(), "2. Detail", "what is missing has the keyboard");
    stage.focus("1. Group");
    stage.key(Key::Backspace);
    assert!(!stage.says(missing), "{:?}", stage.everything());
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    assert!(stage.says("Thank you"), "{:?}", stage.everything());
    assert_eq!(kept(&stage.close()), ["disability 57"]);
}

#[test]
fn r04_what_was_answered_is_gone_when_the_laptop_is_taken_back_or_locked() {
    for lock in [false, true] {
        let mut stage = asks_about_equality().unlocked();
        turned_after_saving(&mut stage);
        pick(&mut stage, "1. Group", "Prefer");
        if lock {
            stage.ctrl(Key::L);
            assert!(stage.says("Desk locked"));
            stage.unlock();
        } else {
            stage.click("Staff");
            stage.settle();
        }
        assert_eq!(stage.at(), "Full name");
        stage.key(Key::F9);
        stage.rest();
        assert!(!stage.says("1. Group"), "whoever was saved is not asked twice: {:?}", stage.everything());
        assert!(kept(&stage.close()).is_empty());
    }
}

#[test]
fn r04_it_is_offered_only_where_the_event_asks_and_only_until_the_next_form_is_begun() {
    let mut stage = Stage::unlocked();
    turned_after_saving(&mut stage);
    assert!(!stage.says("About equality"), "it is off unless somebody switched it on");
    let mut stage = asks_about_equality().unlocked();
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    stage.type_text("Ann");
    assert!(!stage.says("About equality"));
    stage.key(Key::F9);
    stage.rest();
    assert!(stage.says("Is this what you said?"), "it is the next visitor who stands there");
}

#[test]
fn r04_the_notice_is_one_key_away_from_the_page() {
    let mut stage = asks_about_equality().unlocked();
    turned_after_saving(&mut stage);
    stage.key(Key::F8);
    stage.rest();
    assert!(stage.says("Privacy notice, version"), "{:?}", stage.everything());
    assert!(!stage.says("It was read out"), "that is for staff to say");
    stage.key(Key::Escape);
    stage.rest();
    assert!(stage.says("Every list has") && !stage.says("Privacy notice, version"));
    stage.click("Read the privacy notice");
    stage.rest();
    assert!(stage.says("Privacy notice, version"));
}

/// A desk where staff ask what is for opportunities: all of it, beside help for today.
pub(crate) fn asks_opportunities_out_loud() -> Before {
    desk_with(|settings| {
        settings.special = SpecialPair::ALL.iter().copied().collect();
        settings.opportunities_out_loud = true;
    })
}

#[test]
fn r03_what_is_for_opportunities_stands_apart_from_help_today_and_is_not_called_news() {
    let (help, opportunities) =
        ("We need not write it down: ask what would help today", "Only to choose what to tell them of later");
    let mut stage = asks_opportunities_out_loud().unlocked();
    assert!(stage.shows(help) && stage.shows(opportunities), "{:#?}", stage.everything());
    for of in ["Health", "Disability", "Ethnicity"] {
        assert!(stage.shows(&format!("{of}, for opportunities: Yes")), "{:#?}", stage.everything());
    }
    assert!(!stage.says("for news"), "{:#?}", stage.everything());
    let top = |stage: &Stage, name: &str| stage.control(name).rect().top();
    assert!(top(&stage, "Health, for opportunities: Yes") > top(&stage, "Diet, for catering: Yes"), "below it");
    // Tab goes on to the next group, and a detail opens in its own.
    stage.focus("Health, for safety: Yes");
    stage.tab();
    stage.settle();
    assert_eq!(stage.at(), "Health, for opportunities: Yes");
    stage.answer_question("Ethnicity, for opportunities", true);
    assert!(
        top(&stage, "Ethnic group") > top(&stage, "Ethnicity, for opportunities: Yes"),
        "{:#?}",
        stage.everything()
    );
    let only =
        |pair| desk_with(move |settings| (settings.special, settings.opportunities_out_loud) = ([pair].into(), true));
    let stage = only(SpecialPair::EthnicityOpportunities).unlocked();
    assert!(stage.shows(opportunities) && !stage.shows(help), "nobody is asked what would help");
}

#[test]
fn r03_opportunities_are_asked_on_the_visitors_own_screen_and_nowhere_else() {
    let mut stage = asks_opportunities().unlocked();
    assert!(!stage.says("Ethnicity, for opportunities"), "staff do not ask it: {:?}", stage.everything());
    asked_of_opportunities(&mut stage);
    assert!(stage.says("May we tell you of opportunities?") && !shows_the_desk(&stage), "{:?}", stage.everything());
    let words = "to choose which opportunities";
    assert!(stage.says(words), "the exact words are on the screen: {:?}", stage.everything());
    let yes = |stage: &Stage, about: &str| {
        let everything = stage.everything();
        everything.iter().find(|said| said.contains(about) && said.ends_with(": Yes")).unwrap().clone()
    };
    let question = yes(&stage, "ethnic");
    stage.focus(&question);
    stage.key(Key::Y);
    stage.settle();
    stage.write("Ethnic group (Ethnicity, for opportunities)", "Cornish");
    stage.click("Next");
    stage.settle();
    assert!(stage.says("Thank you") && !stage.says("Cornish"));
    stage.key(Key::F9);
    stage.rest();
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    let before = stage.close();
    let desk = before.open();
    let hannah = desk.find(&Code::new("open-day").unwrap(), "hannah", 1).unwrap().remove(0).registered;
    let history = desk.history(hannah.id).unwrap();
    let pair = SpecialPair::EthnicityOpportunities;
    let answers: Vec<_> =
        history.answers.iter().map(|(_, answer)| (answer.question, answer.said, answer.evidence.how)).collect();
    assert_eq!(answers, [(Question::Special(pair), Said::Yes, How::OnScreen)], "the other was left blank");
    let kept = lanyard::store::answers::special(desk.vault().conn().unwrap(), history.registered.row).unwrap();
    assert_eq!(kept.iter().map(|kept| kept.value.as_str()).collect::<Vec<_>>(), ["Cornish"]);
}

#[test]
fn r13_the_visitor_answers_nothing_whose_words_are_scrolled_away() {
    let mut stage = asks_opportunities().unlocked_of(683.0, 344.0, None);
    asked_of_opportunities(&mut stage);
    // Their screen is larger by a third.
    stage.harness.set_size(vec2(512.0, 258.0));
    stage.focus("Next");
    stage.rest();
    let everything = stage.everything();
    let asked: Vec<_> = everything.iter().filter_map(|said| said.strip_suffix(": Yes")).collect();
    assert_eq!(asked.len(), 2, "{everything:?}");
    let yes = asked.iter().map(|words| format!("{words}: Yes")).collect::<Vec<_>>();
    for (words, yes) in asked.iter().zip(&yes) {
        stage.focus(yes);
        stage.rest();
        assert!(sound::shows_whole(&stage.harness, words), "the keyboard brings {words:?} into sight");
    }
    // The page is at its end: the words of the first question are above it.
    assert!(!sound::shows_whole(&stage.harness, asked[0]), "{:?}", stage.everything());
    let chosen = |stage: &Stage| stage.control(&yes[0]).accesskit_node().toggled() == Some(Toggled::True);
    stage.control(&yes[0]).click_accesskit();
    stage.rest();
    assert!(!chosen(&stage) && sound::shows_whole(&stage.harness, asked[0]), "they come first");
    stage.control(&yes[0]).click_accesskit();
    stage.rest();
    assert!(chosen(&stage), "{:?}", stage.everything());
}

#[test]
fn r04_a_lead_switches_it_on_only_with_condition_and_policy_date() {
    let before = Before::desk();
    let mut desk = before.open();
    let code = desk.events().unwrap().remove(0).definition().code.clone();
    notice_says(&mut desk, &code, Section::Equality);
    drop(desk);
    let mut stage = before.unlocked_of(1366.0, 689.0, None);
    stage.ctrl(Key::Num5);
    stage.click("Form");
    stage.focus("Ask about equality");
    stage.key(Key::Space);
    stage.ctrl(Key::S);
    assert!(
        stage.says("needs its legal condition ticked and the date of its policy document"),
        "{:?}",
        stage.everything()
    );
    stage.focus("It rests on that condition");
    stage.key(Key::Space);
    stage.ctrl(Key::S);
    assert!(stage.says("Nothing was saved"), "the date is missing still");
    stage.focus("Date of the policy document: Day");
    stage.type_text("22112026");
    stage.ctrl(Key::S);
    assert!(stage.says("dated after the event's first day"), "{:?}", stage.everything());
    stage.rewrite("Date of the policy document: Day", "1");
    stage.rewrite("Date of the policy document: Month", "9");
    stage.ctrl(Key::S);
    let before = stage.close();
    let settings = before.open().events().unwrap().remove(0).definition().clone();
    let policy_date = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
    let expected = Monitoring { condition: LegalCondition::EqualityOfOpportunity, policy_date };
    assert_eq!(settings.equality, Some(expected));
}

#[test]
fn r04_somebody_has_it_stopped_where_they_take_back_what_they_said() {
    let mut stage = asks_about_equality().unlocked();
    turned_after_saving(&mut stage);
    pick(&mut stage, "1. Group", "Prefer");
    stage.click("Next");
    stage.settle();
    stage.key(Key::F9);
    stage.rest();
    stage.ctrl(Key::Num2);
    stage.key(Key::ArrowDown);
    stage.key(Key::Enter);
    stage.rest();
    stage.keys(Modifiers::ALT, Key::W);
    stage.focus("They want equality monitoring stopped. Whatever they answered is erased, and nothing is kept again");
    stage.key(Key::Space);
    stage.click("Stop equality monitoring");
    stage.settle();
    assert!(stage.says("Equality monitoring is stopped for them"), "{:?}", stage.everything());
    let before = stage.close();
    assert!(kept(&before).is_empty());
    let desk = before.open();
    let stops: i64 =
        desk.vault().conn().unwrap().query_row("SELECT count(*) FROM equality_stop", [], |row| row.get(0)).unwrap();
    assert_eq!(stops, 1);
}

//! What people take home, and what is done for them after: the receipt (R13, R25), recordings to be taken out (R12), letters
//! about what they asked for (R15 to R20), and the slip for a guardian who is not there (R11).

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use lanyard::desk::{Desk, NewRequest};
use lanyard::domain::code::Code;
use lanyard::domain::removal::{Found, Recorded};
use lanyard::domain::rights::{Arrived, Identity, Right, Step};

use super::by_keys::tab_to;
use super::scenes;
use super::stage::{Before, Stage};
use crate::support::scratch::Folder;

fn event() -> Code {
    Code::new("open-day").unwrap()
}

/// Somebody is found in People.
fn shown(before: Before, name: &str) -> Stage {
    let mut stage = before.unlocked();
    stage.ctrl(Key::Num2);
    find(&mut stage, name);
    stage
}

fn find(stage: &mut Stage, name: &str) {
    stage.type_in(name);
    stage.settle();
}

fn more(stage: &mut Stage, item: &str) {
    stage.click("More");
    stage.click(item);
}

/// Notes a recording of somebody before any window is open.
fn recorded(desk: &mut Desk, name: &str, taken: &str) {
    let id = desk.find(&event(), name, 1).unwrap()[0].registered.id;
    desk.ask_removal(id, &Recorded::parse(taken, "By the main stairs", "Green coat, red scarf").unwrap()).unwrap();
}

/// A desk with two recordings to be taken out.
pub(crate) fn with_recordings() -> Before {
    let before = Before::with_visitors();
    let mut desk = before.open();
    recorded(&mut desk, "amara", "About half past ten");
    recorded(&mut desk, "kagiso", "A little after eleven, with the choir");
    drop(desk);
    before
}

/// The receipt of the picture.
pub(crate) fn receipt(stage: &mut Stage) {
    scenes::people(stage);
    stage.keys(Modifiers::ALT, Key::V);
    stage.rest();
}

/// And where it goes.
pub(crate) fn saves_receipt(stage: &mut Stage) {
    receipt(stage);
    stage.click("Save as a file…");
}

/// The question of the picture.
pub(crate) fn removal(stage: &mut Stage) {
    scenes::people(stage);
    stage.keys(Modifiers::ALT, Key::P);
    stage.rest();
}

/// The photographer's list.
pub(crate) fn removals(stage: &mut Stage) {
    stage.ctrl(Key::Num2);
    stage.click("To be taken out 2");
    stage.rest();
}

#[test]
fn r13_r25_what_somebody_answered_is_shown_word_by_word_with_whom_to_ask() {
    let mut stage = shown(Before::with_visitors(), "amara");
    stage.press(Modifiers::ALT, Key::V);
    stage.settle();
    assert!(stage.shows("What Amara Osei-Lindqvist answered"), "{:#?}", stage.everything());
    for said in [
        "Email: Yes",
        "Photos: No",
        "“May Imperial after:hours email you news of its courses and events?",
        "on the screen. Notice 1.0",
        "You can take a Yes back any time",
        "Your data is held by Imperial College London.",
        "Data protection officer:",
        "www.ico.org.uk",
    ] {
        assert!(stage.says(said), "{said}: {:#?}", stage.everything());
    }
    stage.key(Key::Escape);
    assert!(!stage.shows("What Amara Osei-Lindqvist answered"));
    let search = "Find people by name, contact or reference";
    assert_eq!(stage.focused().as_deref(), Some(search), "the keyboard is back where it was");

    // It is what stands beside their history to be printed, too.
    tab_to(&mut stage, "Print");
    stage.key(Key::Enter);
    assert!(stage.shows("What Amara Osei-Lindqvist answered"), "{:#?}", stage.everything());
}

#[test]
fn r13_r22_a_lead_saves_it_in_plain_form_once_they_say_that_they_know_what_that_is() {
    let mut stage = shown(Before::with_visitors(), "amara");
    stage.press(Modifiers::ALT, Key::V);
    stage.settle();
    stage.click("Save as a file…");
    let folder = Folder::new();
    stage.rewrite("Folder", &folder.path().display().to_string());
    stage.click("Save the receipt");
    assert!(stage.says("Tick it first"), "{:#?}", stage.everything());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    stage.click("I hand the files over to them, then remove them");
    stage.click("Save the receipt");
    assert!(stage.says("The receipt is saved, in plain form"), "{:#?}", stage.everything());
    let mut kinds: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|file| file.unwrap().path().extension().unwrap().to_string_lossy().into_owned())
        .collect();
    kinds.sort();
    assert_eq!(kinds, ["jsonld", "md", "pdf"]);
    stage.click("Close");
    // Again into the same folder: what is there is not written over, and why is said at the folder.
    stage.press(Modifiers::ALT, Key::V);
    stage.settle();
    stage.click("Save as a file…");
    stage.rewrite("Folder", &folder.path().display().to_string());
    stage.click("I hand the files over to them, then remove them");
    stage.click("Save the receipt");
    assert!(stage.says("It is there already: choose another folder"), "{:#?}", stage.everything());
}

#[test]
fn r13_r22_desk_staff_see_it_on_the_screen_and_are_told_who_can_save_it() {
    let mut stage = Before::with_visitors().unlocked_by_desk_staff();
    stage.ctrl(Key::Num2);
    find(&mut stage, "amara");
    more(&mut stage, "Receipt");
    assert!(stage.says("Email: Yes") && stage.says("A desk lead can save it as a file."), "{:#?}", stage.everything());
    assert!(!stage.shows("Save as a file…"));
}

#[test]
fn r12_r13_from_the_bar_after_saving_there_and_back_again() {
    let mut stage = Before::desk().unlocked();
    stage.write("Full name", "Hannah Brightwell");
    stage.choose("Yes");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    stage.click("Receipt");
    assert!(stage.shows("What Hannah Brightwell answered"), "{:#?}", stage.everything());
    assert!(stage.says("You were asked nothing, and agreed to nothing."));
    stage.key(Key::Escape);
    assert!(stage.has_field("Full name"), "the next visitor waits: {:#?}", stage.everything());
    stage.press(Modifiers::ALT, Key::P);
    stage.settle();
    stage.write("When", "noon");
    stage.write("Where", "the lawn");
    stage.write("What they look like", "a green coat");
    stage.ctrl(Key::Enter);
    assert!(stage.has_field("Full name"), "{:#?}", stage.everything());
    let desk = stage.close().open();
    let open = desk.removals(&event(), false).unwrap();
    assert_eq!((open.len(), open[0].said.looked_like.as_str()), (1, "a green coat"));
}

#[test]
fn r12_who_was_photographed_already_is_noted_listed_without_a_name_and_ended() {
    let mut stage = shown(Before::with_visitors(), "amara");
    assert!(!stage.says("To be taken out"), "nothing is to be");
    more(&mut stage, "Already photographed");
    assert!(stage.says("Print cannot be recalled"), "{:#?}", stage.everything());
    stage.write("When", "about half past ten");
    stage.click("Note it");
    assert!(stage.says("Write where it was") && stage.says("Write what they look like"), "{:#?}", stage.everything());
    stage.write("Where", "by the stairs");
    stage.write("What they look like", "green coat");
    stage.click("Note it");
    assert!(stage.says("Noted for the photographer"), "{:#?}", stage.everything());
    assert!(stage.shows("Recording to be taken out"), "{:#?}", stage.everything());
    stage.click("To be taken out 1");
    assert!(stage.says("about half past ten, by the stairs") && stage.shows("green coat"), "{:#?}", stage.everything());
    let end = stage.everything().into_iter().find(|said| said.starts_with("Not found: ")).unwrap();
    stage.click(&end);
    assert!(stage.says("Nothing is to be taken out."), "{:#?}", stage.everything());
    stage.click("Close");
    assert!(!stage.says("To be taken out 1"));
    let desk = stage.close().open();
    assert_eq!(desk.removals(&event(), true).unwrap()[0].found, Some(Found::NotFound));
}

#[test]
fn r12_the_photographers_list_names_nobody() {
    let mut stage = with_recordings().unlocked();
    removals(&mut stage);
    #[expect(clippy::redundant_closure_for_method_calls, reason = "the method is not general enough")]
    let dialog = stage.harness.query_all_by(|node| node.is_dialog()).last().unwrap();
    let said = |node: egui_kittest::Node<'_>| [node.accesskit_node().label(), node.accesskit_node().value()];
    let front: Vec<_> = dialog.query_all_by(|_| true).flat_map(said).flatten().collect();
    assert!(front.iter().any(|said| said.contains("Green coat")), "{front:#?}");
    assert!(!front.iter().any(|said| said.contains("Amara") || said.contains("Kagiso")), "{front:#?}");
}

#[test]
fn r12_r18_before_somebody_is_erased_it_says_what_is_still_to_be_taken_out() {
    let mut stage = with_recordings().unlocked();
    super::rights::confirms_erasing(&mut stage);
    let said =
        "First: 1 recording of them is not taken out yet, and what they looked like goes too: look for those first";
    assert!(stage.says(said), "{:#?}", stage.everything());
}

/// A desk where Amara's data is restricted, as she asked.
pub(crate) fn with_a_restriction() -> Before {
    let before = Before::with_visitors();
    let mut desk = before.open();
    let about = Some(desk.find(&event(), "amara", 1).unwrap()[0].registered.id);
    let new = NewRequest { right: Right::Restrict, received: desk.now().date_naive(), how: Arrived::AtDesk, about };
    let request = desk.record_request(&new).unwrap();
    desk.go_on(&request.reference, Step::Identified { by: Identity::Badge }).unwrap();
    desk.restrict(&request.reference).unwrap();
    drop(desk);
    before
}

/// The letter of the picture: how a request ended.
pub(crate) fn letter(stage: &mut Stage) {
    stage.ctrl(Key::Num3);
    super::rights::choose(stage, "Write the letter…");
    stage.rest();
}

/// Before somebody is used again they are told, and there is a letter for that.
pub(crate) fn lifting(stage: &mut Stage) {
    stage.ctrl(Key::Num3);
    super::rights::choose(stage, "Lift the restriction");
    stage.rest();
}

fn written(folder: &Folder) -> Vec<String> {
    let files = std::fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<_> = files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn r19_r25_how_a_request_ended_is_written_as_a_letter_and_before_lifting_another() {
    let mut stage = with_a_restriction().unlocked();
    let folder = Folder::new();
    letter(&mut stage);
    stage.rewrite("Folder", &folder.path().display().to_string());
    stage.click_last("Write the letter");
    assert!(stage.says("Tick it first"), "{:#?}", stage.everything());
    stage.click("I send the letter, then remove the files");
    stage.click_last("Write the letter");
    assert!(stage.says("The letter is written, in plain form"), "{:#?}", stage.everything());
    let first = written(&folder);
    assert_eq!(first.len(), 2);
    let text = std::fs::read_to_string(folder.join(&first[0])).unwrap();
    assert!(text.contains("Dear Amara") && text.contains("we keep your details and do not use them"), "{text}");

    lifting(&mut stage);
    stage.click("Write the letter that tells them…");
    stage.rewrite("Folder", &folder.path().display().to_string());
    stage.click("I send the letter, then remove the files");
    stage.click_last("Write the letter");
    let both = written(&folder);
    assert_eq!(both.len(), 4, "{both:?}");
    assert!(both.iter().any(|name| name.ends_with("before-lifting.pdf")), "{both:?}");
    assert!(stage.shows("Lift the restriction"), "it is not lifted yet: {:#?}", stage.everything());
}

#[test]
fn r25_an_open_request_has_its_letter_too() {
    let before = Before::with_visitors();
    let mut desk = before.open();
    let new =
        NewRequest { right: Right::Complaint, received: desk.now().date_naive(), how: Arrived::Email, about: None };
    desk.record_request(&new).unwrap();
    drop(desk);
    let mut stage = before.unlocked();
    let folder = Folder::new();
    stage.ctrl(Key::Num3);
    stage.click("Acknowledge");
    more(&mut stage, "Write a letter");
    stage.rewrite("Folder", &folder.path().display().to_string());
    stage.click("I send the letter, then remove the files");
    stage.click_last("Write the letter");
    let names = written(&folder);
    assert!(names.len() == 2 && names[0].ends_with("-acknowledged.md"), "{names:?}");
}

fn child(stage: &mut Stage) {
    stage.write("Full name", "Ada Okonjo");
    stage.focus("Date of birth: Day");
    stage.type_text("22062015");
    stage.settle();
}

/// The slip of the picture.
pub(crate) fn slip(stage: &mut Stage) {
    child(stage);
    super::rights::choose(stage, "Slip to take home");
    stage.rest();
}

#[test]
fn r11_where_no_guardian_is_there_a_slip_can_be_taken_home_and_the_form_stays_in_memory() {
    let mut stage = Before::desk().unlocked();
    let folder = Folder::new();
    slip(&mut stage);
    stage.rewrite("Folder", "/no such folder");
    stage.click("Write the slip");
    assert!(stage.says("There is no such folder"), "{:#?}", stage.everything());
    stage.rewrite("Folder", &folder.path().display().to_string());
    stage.click("Write the slip");
    assert!(stage.shows("The slip is written"), "{:#?}", stage.everything());
    let names = written(&folder);
    assert_eq!(names.len(), 2, "{names:?}");
    let text = std::fs::read_to_string(folder.join(&names[0])).unwrap();
    assert!(text.contains("legally responsible") && !text.contains("Ada") && !text.contains("Okonjo"), "{text}");
    stage.click("Close");
    assert_eq!(stage.field("Full name").value().as_deref(), Some("Ada Okonjo"));
    let desk = stage.close().open();
    assert!(desk.drafts(&event()).unwrap().is_empty(), "nothing of the child is kept");
}

#[test]
fn r18_a_request_that_is_being_written_is_there_again_after_the_desk_was_locked() {
    let mut stage = Before::with_visitors().unlocked();
    super::rights::asks_to_be_erased(&mut stage);
    assert!(stage.says("Not saved yet"));
    stage.ctrl(Key::L);
    assert!(stage.shows("A request is waiting"), "{:#?}", stage.everything());
    assert!(!stage.says("Amara") && !stage.says("amara"), "nothing of whom it is about: {:#?}", stage.everything());
    stage.unlock();
    stage.ctrl(Key::Num3);
    assert!(stage.says("Not saved yet"), "{:#?}", stage.everything());
    assert!(stage.says("Amara Osei-Lindqvist"), "{:#?}", stage.everything());
    stage.ctrl(Key::S);
    let requests = stage.close().open().requests().unwrap();
    let [request] = &requests[..] else { panic!("{requests:?}") };
    assert_eq!((request.right, request.identified), (Right::Erase, Some(Identity::Badge)));
}

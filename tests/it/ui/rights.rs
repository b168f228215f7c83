//! What people ask for under their rights, through the window: recorded, due, and carried out (R15 to R20, R25).

use std::path::PathBuf;

use chrono::{NaiveDate, TimeDelta};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use lanyard::desk::{Amendment, Desk, DeskError, NewRequest, Withdrawal};
use lanyard::domain::answer::How;
use lanyard::domain::code::Code;
use lanyard::domain::form::Field;
use lanyard::domain::ids::RegistrationId;
use lanyard::domain::ledger::Standing;
use lanyard::domain::organisation::Fact;
use lanyard::domain::purpose::{Channel, Question};
use lanyard::domain::rights::{Advice, Arrived, Identity, MoreTime, Outcome, Request, Right, Step};

use super::stage::{Before, Stage};
use super::{scenes, sound};

const ACCESS: &str = "Access, A copy of all we hold";
const RECTIFY: &str = "Rectify, Put something right";
const ERASE: &str = "Erase, Delete their details";
const RESTRICT: &str = "Restrict, Keep, but do not use";
const OBJECT: &str = "Object, Ask us to stop using it";
const WITHDRAW: &str = "Withdraw, Change a Yes to a No";
const PORTABILITY: &str = "Portability, A file to take away";
const COMPLAINT: &str = "Complaint, Something went wrong";
const IDENTITY: &str = "How you know it is them";

fn event() -> Code {
    Code::new("open-day").unwrap()
}

fn id_of(desk: &Desk, name: &str) -> RegistrationId {
    desk.find(&event(), name, 1).unwrap()[0].registered.id
}

/// Finds somebody in People, and begins a request about them.
fn about(stage: &mut Stage, name: &str) {
    stage.ctrl(Key::K);
    stage.rewrite("Find people by name, contact or reference", name);
    stage.key(Key::Enter);
    choose(stage, "Rights request");
}

/// Chooses what they ask for; a card may be scrolled out of sight.
pub(crate) fn choose(stage: &mut Stage, name: &str) {
    stage.control(name).click_accesskit();
    stage.settle();
}

/// Presses the last thing of this name: the one in a dialog.
fn choose_last(stage: &mut Stage, name: &str) {
    stage.harness.query_all_by_label(name).last().unwrap().click_accesskit();
    stage.settle();
}

/// They have the badge.
pub(crate) fn identify(stage: &mut Stage) {
    stage.focus(IDENTITY);
    for key in [Key::ArrowDown, Key::ArrowDown, Key::Enter] {
        stage.key(key);
    }
    assert_eq!(stage.field(IDENTITY).value().as_deref(), Some("Badge, knows the record"));
}

/// A request that a window recorded: the only one there is.
fn only(desk: &Desk) -> Request {
    let mut all = desk.requests().unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

/// Records a request of today about somebody, before any window is open.
fn recorded(desk: &mut Desk, right: Right, name: &str, how: Arrived) -> Request {
    let about = Some(id_of(desk, name));
    desk.record_request(&NewRequest { right, received: desk.now().date_naive(), how, about }).unwrap()
}

fn step(desk: &mut Desk, request: &Request, step: Step) {
    desk.go_on(&request.reference, step).unwrap();
}

/// A desk with requests in many states, on the day that one of them is nearly due: for the picture.
pub(crate) fn with_requests() -> Before {
    let before = scenes::with_a_recipient();
    let badge = Step::Identified { by: Identity::Badge };
    let done = Step::Closed { outcome: Outcome::Done };
    let mut desk = before.open();
    desk.close_day(&event(), &[Code::new("office").unwrap()]).unwrap();
    recorded(&mut desk, Right::Access, "kagiso", Arrived::Email);
    before.clock.forward(TimeDelta::days(2));
    let withdraws = recorded(&mut desk, Right::Withdraw, "tamar", Arrived::AtDesk);
    // She never said Yes to it, and wants it stopped for good.
    let (question, how) = (Question::News(Channel::Email), How::OutLoud);
    desk.withdraw(id_of(&desk, "tamar"), Withdrawal { question, objects: true, how }).unwrap();
    step(&mut desk, &withdraws, badge);
    step(&mut desk, &withdraws, done);
    before.clock.forward(TimeDelta::days(2));
    let corrected = recorded(&mut desk, Right::Rectify, "niamh", Arrived::Post);
    let fields = [(Field::HeardAboutUs, "from a friend".to_owned())].into();
    let amendment = Amendment { fields, reason: "she wrote so".into(), ..Amendment::default() };
    desk.amend(id_of(&desk, "niamh"), &amendment).unwrap();
    step(&mut desk, &corrected, badge);
    step(&mut desk, &corrected, done);
    let objects = recorded(&mut desk, Right::Object, "samantha", Arrived::Phone);
    step(&mut desk, &objects, badge);
    before.clock.forward(TimeDelta::days(1));
    step(&mut desk, &objects, Step::Advised { advice: Advice::Stop });
    desk.decide_objection(&objects.reference).unwrap();
    before.clock.forward(TimeDelta::days(20));
    desk.backup(None).unwrap();
    drop(desk);
    before
}

/// The form of the picture: somebody asks to be forgotten.
pub(crate) fn asks_to_be_erased(stage: &mut Stage) {
    about(stage, "amara");
    choose(stage, ERASE);
    identify(stage);
}

/// And is about to be.
pub(crate) fn confirms_erasing(stage: &mut Stage) {
    asks_to_be_erased(stage);
    stage.click("Erase now");
    stage.rest();
}

/// And it is looked up what was sent of them.
pub(crate) fn looks_up_what_was_sent(stage: &mut Stage) {
    asks_to_be_erased(stage);
    choose(stage, "All that was sent elsewhere");
    stage.rest();
}

/// Somebody complains, whom nobody was found for; it is recorded.
pub(crate) fn complains(stage: &mut Stage) {
    stage.ctrl(Key::Num3);
    stage.press(Modifiers::ALT, Key::N);
    stage.settle();
    choose(stage, COMPLAINT);
    stage.ctrl(Key::S);
    stage.settle();
}

/// Goes to the other of two requests with the keys.
pub(crate) fn row(stage: &mut Stage, key: Key) {
    stage.focus("2 requests");
    stage.key(key);
    stage.settle();
}

/// One that is nearly due.
pub(crate) fn shows_a_recorded_one(stage: &mut Stage) {
    stage.ctrl(Key::Num3);
    stage.rest();
    stage.key(Key::Enter);
}

#[test]
fn r18_somebody_is_forgotten_once_it_is_known_that_it_is_them_and_the_window_says_what_it_cannot_reach() {
    let mut stage = with_requests().unlocked();
    about(&mut stage, "amara");
    assert_eq!(stage.focused().as_deref(), Some(ACCESS), "what they ask for comes first");
    choose(&mut stage, ERASE);
    assert!(stage.says("Delete: Name, contact and all else they said: 5 answers"), "{:#?}", stage.everything());
    assert!(stage.shows("Batch 1 to Admissions office"), "{:#?}", stage.everything());
    assert!(stage.says("The next batch tells them to erase."));
    // What it was told is said there, and all of it one key press away.
    assert!(
        stage.says("Sent 21 Nov: 26 details (reference, role, name, first name and 22 more), for keeping a record")
    );
    choose(&mut stage, "All that was sent elsewhere");
    assert!(stage.shows("What was sent of Amara Osei-Lindqvist"), "{:#?}", stage.everything());
    assert!(stage.says("heard about us") && stage.says("recording answers"), "{:#?}", stage.everything());
    stage.key(Key::Escape);
    assert!(stage.says("Erase, Asked today, Not saved yet"), "{:#?}", stage.everything());

    stage.click("Erase now");
    assert!(stage.says("Say how you know it is them"), "{:#?}", stage.everything());
    assert_eq!(stage.focused().as_deref(), Some(IDENTITY));
    identify(&mut stage);
    stage.click("Erase now");
    assert!(stage.shows("Erase Amara Osei-Lindqvist"), "{:#?}", stage.everything());
    assert_eq!(stage.focused().as_deref(), Some("Cancel"), "the safest control");
    assert!(stage.says("Not reached: Batch 1 to Admissions office"), "{:#?}", stage.everything());
    assert!(stage.says("Not reached: Backups on sticks and other media"));
    stage.key(Key::Escape);
    assert!(stage.says("Not saved yet"), "nothing was done: {:#?}", stage.everything());
    stage.click("Erase now");
    stage.click_last("Erase now");

    assert!(stage.says("Erased. This was not reached: Batch 1 to Admissions office"), "{:#?}", stage.everything());
    assert!(!stage.says("Amara"), "{:#?}", stage.everything());
    assert!(stage.says("Reference "), "the badge's reference is what is left");
    assert!(stage.says("Erase, Asked today, Done today"), "{:#?}", stage.everything());
    let desk = stage.close().open();
    let request = desk.requests().unwrap().into_iter().find(|request| request.right == Right::Erase).unwrap();
    assert_eq!((request.outcome, request.identified), (Some(Outcome::Done), Some(Identity::Badge)));
    assert!(matches!(desk.history(request.about.unwrap()), Err(DeskError::Gone)));
}

#[test]
fn r18_a_recorded_request_is_erased_later_from_the_list() {
    let before = Before::with_visitors();
    recorded(&mut before.open(), Right::Erase, "kagiso", Arrived::Post);
    let mut stage = before.unlocked();
    stage.ctrl(Key::Num3);
    assert!(stage.says("Nobody has made sure yet who asks."), "{:#?}", stage.everything());
    identify(&mut stage);
    stage.ctrl(Key::S);
    assert!(stage.says("It is them: they have the badge"), "{:#?}", stage.everything());
    stage.click("Erase now");
    stage.click_last("Erase now");
    assert!(!stage.says("kept, and used for nothing"), "nothing is kept of them");
    assert!(stage.says("Erased. This was not reached"), "{:#?}", stage.everything());
    let desk = stage.close().open();
    assert!(desk.find(&event(), "kagiso", 5).unwrap().is_empty());
}

fn copied(right: &str) -> (Stage, PathBuf) {
    let mut stage = Before::with_visitors().unlocked();
    let place = stage.before.folder.join("for them");
    about(&mut stage, "kagiso");
    choose(&mut stage, right);
    identify(&mut stage);
    stage.click("Write the copy…");
    assert!(stage.says("plain form: anybody who has the folder can read it"), "{:#?}", stage.everything());
    stage.write("Folder", &place.to_string_lossy());
    stage.click_last("Write the copy");
    assert!(stage.says("Tick it first"), "{:#?}", stage.everything());
    assert!(!place.exists(), "nothing is written before that");
    stage.click("I hand the folder over to them, then remove it");
    stage.click_last("Write the copy");
    assert!(stage.says("There is no such folder"), "{:#?}", stage.everything());
    std::fs::create_dir_all(&place).unwrap();
    stage.click_last("Write the copy");
    assert!(stage.says("The copy is written, in plain form: "), "{:#?}", stage.everything());
    let mut made: Vec<_> = std::fs::read_dir(&place).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(made.len(), 1);
    (stage, made.remove(0))
}

#[test]
fn r16_access_writes_one_copy_with_all_that_is_held_and_closes_the_request() {
    let (stage, folder) = copied(ACCESS);
    let text = std::fs::read_to_string(folder.join("your-data.json")).unwrap();
    assert!(text.contains("kagiso.dube@example.com") && !text.contains("amara.ol@example.org"));
    assert!(folder.join("your-data.pdf").is_file());
    let request = only(&stage.close().open());
    assert_eq!((request.right, request.outcome), (Right::Access, Some(Outcome::Done)));
}

#[test]
fn r16_portability_writes_what_another_program_reads_and_closes_the_request() {
    let (stage, folder) = copied(PORTABILITY);
    assert!(std::fs::read_to_string(folder.join("details.csv")).unwrap().contains("Kagiso Amandla Dube"));
    let request = only(&stage.close().open());
    assert_eq!((request.right, request.outcome), (Right::Portability, Some(Outcome::Done)));
}

#[test]
fn r17_what_is_wrong_is_corrected_in_people_and_the_request_is_closed_after() {
    let mut stage = Before::with_visitors().unlocked();
    about(&mut stage, "kagiso");
    choose(&mut stage, RECTIFY);
    identify(&mut stage);
    stage.click("Correct…");
    stage.rest();
    stage.rewrite("Full name", "Kagiso A. Dube");
    stage.write("Why it is corrected", "asked for it");
    stage.press(Modifiers::COMMAND, Key::Enter);
    stage.settle();
    assert!(stage.shows("Data-rights requests") || stage.shows("Requests"), "{:#?}", stage.everything());
    assert!(stage.says("Kagiso A. Dube, Rectify"), "{:#?}", stage.everything());
    stage.click("Close as done");
    assert!(stage.says("Done today"), "{:#?}", stage.everything());
    let desk = stage.close().open();
    assert_eq!(only(&desk).outcome, Some(Outcome::Done));
    assert_eq!(desk.history(id_of(&desk, "kagiso")).unwrap().versions.len(), 2);
}

#[test]
fn r15_a_consent_is_taken_back_in_people_and_the_request_is_closed_after() {
    let mut stage = Before::with_visitors().unlocked();
    about(&mut stage, "kagiso");
    choose(&mut stage, WITHDRAW);
    identify(&mut stage);
    stage.click("Withdraw…");
    stage.rest();
    stage.click("News by email. Yes since 10:42");
    stage.click("Change 1 to No");
    stage.click("Close as done");
    let desk = stage.close().open();
    assert_eq!(only(&desk).outcome, Some(Outcome::Done));
    let history = desk.history(id_of(&desk, "kagiso")).unwrap();
    assert_eq!(history.standings.get(Question::News(Channel::Email)), Standing::Withdrawn);
}

#[test]
fn r15_whoever_does_not_take_anything_back_comes_back_to_the_open_request() {
    let mut stage = Before::with_visitors().unlocked();
    about(&mut stage, "kagiso");
    choose(&mut stage, WITHDRAW);
    stage.click("Withdraw…");
    stage.rest();
    stage.key(Key::Escape);
    assert!(stage.says("Kagiso Amandla Dube, Withdraw, Asked today, 30 days left"), "{:#?}", stage.everything());
    assert!(!stage.shows("Close as done"), "nothing was done: {:#?}", stage.everything());
    assert!(stage.shows("Withdraw…"), "{:#?}", stage.everything());
    assert!(only(&stage.close().open()).is_open());
}

#[test]
fn r17_what_somebody_else_has_not_corrected_yet_is_not_closed_as_done() {
    let before = Before::with_visitors();
    let mut desk = before.open();
    let asked = recorded(&mut desk, Right::Rectify, "kagiso", Arrived::Email);
    step(&mut desk, &asked, Step::Identified { by: Identity::KnownContact });
    drop(desk);
    let mut stage = before.unlocked();
    stage.ctrl(Key::Num3);
    assert!(stage.says("Correct it in People first"), "{:#?}", stage.everything());
    assert!(stage.shows("Correct…") && !stage.shows("Close as done"), "{:#?}", stage.everything());
}

/// A request to be forgotten, or an objection, that came before anybody knew whose it is; in People, the person is found.
fn found_later(right: Right) -> Stage {
    let before = Before::with_visitors();
    let mut desk = before.open();
    let (received, how) = (desk.now().date_naive(), Arrived::Email);
    desk.record_request(&NewRequest { right, received, how, about: None }).unwrap();
    drop(desk);
    let mut stage = before.unlocked();
    stage.ctrl(Key::Num3);
    assert!(stage.says("Nobody was found yet. Find the person in People"), "{:#?}", stage.everything());
    assert!(!stage.shows(IDENTITY), "of whom is not known");
    stage.click("Find the person");
    stage.type_in("kagiso");
    stage.settle();
    stage.key(Key::Enter);
    stage.click("Rights request");
    stage.rest();
    stage
}

#[test]
fn r18_a_request_whose_person_is_found_later_is_theirs_and_restricts_them_at_once() {
    let mut stage = found_later(Right::Erase);
    assert!(stage.says("about Kagiso Amandla Dube?"), "{:#?}", stage.everything());
    assert!(stage.says("They are restricted at once, until it is decided."), "{:#?}", stage.everything());
    assert_eq!(stage.focused().as_deref(), Some("Cancel"), "the safest control");
    let told = faults(&mut stage, "the dialog");
    assert!(told.is_empty(), "{told:#?}");
    stage.click("It is them");
    assert!(stage.says("Kagiso Amandla Dube, Erase, Asked today"), "{:#?}", stage.everything());
    assert!(stage.says("They are restricted: kept, and used for nothing."), "{:#?}", stage.everything());
    assert!(stage.shows(IDENTITY), "who asks is made sure now");
    let desk = stage.close().open();
    let kagiso = id_of(&desk, "kagiso");
    assert_eq!(only(&desk).about, Some(kagiso));
    assert_eq!(desk.history(kagiso).unwrap().registered.state.code(), "restricted");
}

#[test]
fn r16_a_request_that_nobody_was_found_for_is_left_alone_where_another_one_is_begun() {
    let mut stage = found_later(Right::Access);
    stage.click("No: begin a new request about them");
    assert!(stage.says("Kagiso Amandla Dube, Not chosen, Asked today, Not saved yet"), "{:#?}", stage.everything());
    assert_eq!(only(&stage.close().open()).about, None);
}

#[test]
fn r19_somebody_is_restricted_until_it_is_lifted() {
    let mut stage = Before::with_visitors().unlocked();
    about(&mut stage, "kagiso");
    choose(&mut stage, RESTRICT);
    assert!(stage.says("In no batch, no statistics and no search by desk staff"), "{:#?}", stage.everything());
    identify(&mut stage);
    stage.click("Restrict now");
    assert!(stage.says("They are restricted: kept, and used for nothing."), "{:#?}", stage.everything());
    assert!(stage.says("Done today"));
    let state = |desk: &Desk| desk.history(id_of(desk, "kagiso")).unwrap().registered.state.code();
    let before = stage.close();
    assert_eq!(state(&before.open()), "restricted");

    let mut stage = before.unlocked();
    stage.ctrl(Key::Num3);
    stage.click("Lift the restriction");
    assert!(stage.says("they are told before"), "{:#?}", stage.everything());
    stage.click("They were told: lift it");
    assert!(!stage.says("They are restricted"), "{:#?}", stage.everything());
    assert_eq!(state(&stage.close().open()), "standing");
}

fn objection(advice: &str) -> (Outcome, &'static str) {
    let mut stage = Before::with_visitors().unlocked();
    about(&mut stage, "kagiso");
    choose(&mut stage, OBJECT);
    identify(&mut stage);
    stage.ctrl(Key::S);
    assert!(stage.says("They are restricted at once."), "{:#?}", stage.everything());
    assert!(stage.says("They are restricted: kept"), "{:#?}", stage.everything());
    assert!(stage.says("News: Stops as soon as it is recorded, and stays stopped"), "{:#?}", stage.everything());
    assert!(stage.control("Decide").accesskit_node().is_disabled(), "not without advice");
    stage.click("Record advice…");
    stage.click_last("Record advice");
    assert!(stage.says("Choose what they advise"), "{:#?}", stage.everything());
    stage.click(advice);
    stage.click_last("Record advice");
    assert!(stage.says("The data protection officer advises that"), "{:#?}", stage.everything());
    stage.click("Decide");
    assert!(!stage.shows("Lift the restriction"), "for good, or not at all: {:#?}", stage.everything());
    let desk = stage.close().open();
    let news = desk.history(id_of(&desk, "kagiso")).unwrap().standings.get(Question::News(Channel::Email));
    assert_eq!(news, Standing::Objected, "whatever is decided about the rest");
    let state = desk.history(id_of(&desk, "kagiso")).unwrap().registered.state.code();
    (only(&desk).outcome.unwrap(), state)
}

#[test]
fn r20_an_objection_that_holds_stops_the_use() {
    assert_eq!(objection("Stop the use, The objection holds"), (Outcome::Done, "restricted"));
}

#[test]
fn r20_an_objection_that_weighs_less_lets_the_use_go_on() {
    let went = objection("Go on, Our grounds weigh more: they are told why");
    assert_eq!(went, (Outcome::GroundsWeighMore, "standing"));
}

#[test]
fn r25_a_complaint_is_acknowledged_then_closed_whoever_complains() {
    let mut stage = Before::desk().unlocked();
    stage.ctrl(Key::Num3);
    assert!(stage.shows("No requests."), "{:#?}", stage.everything());
    stage.press(Modifiers::ALT, Key::N);
    stage.settle();
    choose(&mut stage, COMPLAINT);
    assert!(stage.says("Acknowledge by Monday 21 December 2026"), "{:#?}", stage.everything());
    stage.click("Acknowledge");
    assert!(stage.says("Acknowledged: they know that it arrived."), "{:#?}", stage.everything());
    assert!(stage.says("Nobody found, Complaint, Asked today"), "{:#?}", stage.everything());
    assert!(stage.says("Nothing is written down yet."), "{:#?}", stage.everything());
    stage.click("Add what they said");
    assert!(stage.says("Write what was said"), "{:#?}", stage.everything());
    stage.write("Write it down", "The queue was too long");
    stage.click("Add what they said");
    stage.wait_for(|stage| stage.says("written down by Priya") && stage.says("The queue was too long"));
    stage.write("Write it down", "We will open a second desk");
    stage.click("Add our answer");
    stage.wait_for(|stage| stage.says("Answered by Priya") && stage.says("We will open a second desk"));
    stage.click("Close");
    assert!(stage.says("Done today"), "{:#?}", stage.everything());
    let desk = stage.close().open();
    let request = only(&desk);
    assert_eq!((request.acknowledged, request.outcome, request.about), (true, Some(Outcome::Done), None));
    let kept = desk.complaint(&request.reference).unwrap();
    let words: Vec<_> = kept.iter().map(|kept| kept.words.as_ref().unwrap().as_str()).collect();
    assert_eq!(words, ["The queue was too long", "We will open a second desk"]);
}

/// Opens what is behind *More*, and takes this of it.
pub(crate) fn more(stage: &mut Stage, name: &str) {
    stage.click("More");
    stage.click(name);
}

#[test]
fn r16_r25_a_request_is_refused_where_nobody_can_make_sure_who_asks() {
    let before = Before::with_visitors();
    let mut desk = before.open();
    recorded(&mut desk, Right::Access, "kagiso", Arrived::Email);
    let mut profile = desk.organisation().unwrap();
    profile.set(Fact::Regulator, "Data Inspectorate, inspectorate.example.org").unwrap();
    desk.set_organisation(&profile).unwrap();
    drop(desk);
    let mut stage = before.unlocked();
    stage.ctrl(Key::Num3);
    more(&mut stage, "Refuse or close");
    stage.click("Close it");
    assert!(stage.says("Choose how it ends"), "{:#?}", stage.everything());
    stage.click("Not identified, Refused: nobody could make sure who asks");
    let told = "that they can complain to the regulator: Data Inspectorate, inspectorate.example.org.";
    assert!(stage.says(told), "whom the profile names: {:#?}", stage.everything());
    stage.click("Close it");
    assert!(stage.says("Refused today"), "{:#?}", stage.everything());
    let request = only(&stage.close().open());
    assert_eq!((request.outcome, request.identified), (Some(Outcome::NotIdentified), None));
}

#[test]
fn r16_more_time_is_taken_with_its_reason() {
    let before = Before::with_visitors();
    recorded(&mut before.open(), Right::Access, "kagiso", Arrived::Email);
    let mut stage = before.unlocked();
    stage.ctrl(Key::Num3);
    assert!(stage.says("Reply by Monday 21 December 2026"), "{:#?}", stage.everything());
    more(&mut stage, "Take more time");
    stage.click("It is complex, It takes longer to find or to weigh");
    stage.click("Take two months more");
    // 21 February 2027 is a Sunday.
    assert!(stage.says("Reply by Monday 22 February 2027"), "{:#?}", stage.everything());
    assert!(stage.says("because it is complex. Tell them by 21 December 2026."), "{:#?}", stage.everything());
    stage.click("More");
    assert!(!stage.shows("Take more time"), "the law gives it once");
    assert_eq!(only(&stage.close().open()).extended, Some(MoreTime::Complex));
}

#[test]
fn r18_desk_staff_record_what_is_asked_and_a_lead_does_the_rest() {
    let mut stage = Before::with_visitors().unlocked_by_desk_staff();
    about(&mut stage, "kagiso");
    choose(&mut stage, ERASE);
    assert!(stage.says("A desk lead makes sure who asks, and carries it out."), "{:#?}", stage.everything());
    for name in ["Erase now", IDENTITY] {
        assert!(stage.control(name).accesskit_node().is_disabled(), "{name}");
    }
    assert!(stage.says("A desk lead sees who was sent something of theirs."));
    stage.click("Record only");
    // They are restricted from then on, so that the desk sees the request and not who it is (R19).
    assert!(stage.says(", Erase, Asked today, 30 days left"), "{:#?}", stage.everything());
    for name in ["Erase now", "More", "Record identity"] {
        assert!(!stage.shows(name), "{name}");
    }
    let desk = stage.close().open();
    let request = only(&desk);
    assert_eq!((request.is_open(), request.identified), (true, None));
    assert!(desk.history(id_of(&desk, "kagiso")).is_ok(), "nothing was erased");
}

#[test]
fn r19_desk_staff_see_a_request_about_somebody_restricted_and_not_who_it_is() {
    let before = Before::with_visitors();
    recorded(&mut before.open(), Right::Object, "kagiso", Arrived::AtDesk);
    let mut stage = before.unlocked_by_desk_staff();
    stage.ctrl(Key::Num3);
    assert!(stage.says("Reference "), "{:#?}", stage.everything());
    assert!(stage.shows("A desk lead sees who they are"), "{:#?}", stage.everything());
    assert!(!stage.says("Kagiso"), "{:#?}", stage.everything());
}

/// What the rail says of how many requests are pressing.
fn counted(stage: &Stage) -> String {
    stage.control("Rights").accesskit_node().data().description().unwrap_or_default().to_owned()
}

#[test]
fn r16_what_is_nearly_due_or_late_is_said_in_the_list_and_counted_on_the_rail() {
    let before = Before::with_visitors();
    let mut desk = before.open();
    recorded(&mut desk, Right::Access, "kagiso", Arrived::Email);
    before.clock.forward(TimeDelta::days(22));
    recorded(&mut desk, Right::Erase, "tamar", Arrived::Post);
    drop(desk);
    let tag = |days, left: &str, count: &str| {
        let later = Before::with_visitors();
        let mut desk = later.open();
        recorded(&mut desk, Right::Access, "kagiso", Arrived::Email);
        drop(desk);
        later.clock.forward(TimeDelta::days(days));
        let mut stage = later.unlocked();
        // The rail counts before anybody came to the screen.
        assert_eq!(counted(&stage), count, "after {days} days");
        stage.ctrl(Key::Num3);
        let said = format!("Kagiso Amandla Dube, Access, Asked 21 Nov, {left}");
        assert!(stage.says(&said), "{said}: {:#?}", stage.everything());
    };
    // Received on 21 November 2026, due on 21 December, a Monday.
    tag(22, "8 days left", "");
    tag(23, "7 days left", "1 request is late or due within 7 days");
    tag(30, "Due today", "1 request is late or due within 7 days");
    tag(31, "1 day late", "1 request is late or due within 7 days");
    // What has to be done first stands first.
    let mut stage = before.unlocked();
    stage.ctrl(Key::Num3);
    let rows: Vec<_> = stage.everything().into_iter().filter(|said| said.contains(", Asked ")).collect();
    assert!(rows[0].starts_with("Kagiso") && rows[1].starts_with("Tamar"), "{rows:?}");
}

#[test]
fn r16_a_request_is_recorded_with_the_keyboard_alone_about_nobody_on_a_day_that_has_come() {
    let mut stage = Before::desk().unlocked();
    stage.ctrl(Key::Num3);
    assert_eq!(stage.focused().as_deref(), Some("New request"));
    stage.press(Modifiers::ALT, Key::N);
    stage.settle();
    assert_eq!(stage.focused().as_deref(), Some(ACCESS));
    stage.ctrl(Key::S);
    assert!(stage.says("Choose what they ask for"), "{:#?}", stage.everything());
    stage.key(Key::Space);
    stage.key(Key::ArrowRight);
    assert_eq!(stage.focused().as_deref(), Some(RECTIFY), "arrows choose");
    stage.key(Key::ArrowDown);
    assert_eq!(stage.focused().as_deref(), Some(WITHDRAW));
    stage.key(Key::ArrowUp);
    stage.key(Key::ArrowLeft);
    assert_eq!(stage.focused().as_deref(), Some(ACCESS));
    stage.tab();
    assert_eq!(stage.focused().as_deref(), Some("At the desk"));
    stage.key(Key::ArrowRight);
    assert_eq!(stage.focused().as_deref(), Some("Email"));
    stage.tab();
    assert_eq!(stage.focused().as_deref(), Some("Asked on: Day"));
    stage.rewrite("Asked on: Day", "22");
    stage.ctrl(Key::S);
    assert!(stage.says("Use a day that has come"), "{:#?}", stage.everything());
    assert_eq!(stage.focused().as_deref(), Some("Asked on: Day"));
    stage.rewrite("Asked on: Day", "19");
    stage.ctrl(Key::S);
    assert!(stage.says("Nobody found, Access, Asked 19 Nov, 30 days left"), "{:#?}", stage.everything());
    let request = only(&stage.close().open());
    let day = NaiveDate::from_ymd_opt(2026, 11, 19).unwrap();
    assert_eq!((request.received, request.how, request.about), (day, Arrived::Email, None));
}

#[test]
fn r16_a_request_begun_about_nobody_goes_on_about_whoever_is_found() {
    let mut stage = Before::with_visitors().unlocked();
    stage.ctrl(Key::Num3);
    stage.click("New request");
    choose(&mut stage, RESTRICT);
    stage.click("Find the person");
    stage.type_in("kagiso");
    stage.settle();
    stage.key(Key::Enter);
    stage.click("Rights request");
    assert!(stage.says("Kagiso Amandla Dube, Restrict, Asked today, Not saved yet"), "{:#?}", stage.everything());
    stage.click("Discard");
    assert!(stage.shows("No requests."), "{:#?}", stage.everything());
    assert!(stage.close().open().requests().unwrap().is_empty());
}

#[test]
fn r16_with_doubled_text_a_request_covers_the_list_and_the_menu_counts_what_presses() {
    let mut stage = with_requests().unlocked_of(683.0, 384.0, None);
    stage.click("Menu");
    stage.click("Rights, 1 due soon or late");
    assert!(!stage.shows("Back to the list"), "{:#?}", stage.everything());
    stage.click("Kagiso Amandla Dube, Access, Asked 21 Nov, 5 days left. Do not record: sound, film");
    assert!(stage.shows("Back to the list") && !stage.shows("Requests"), "{:#?}", stage.everything());
    stage.key(Key::Escape);
    assert_eq!(stage.focused().as_deref(), Some("4 requests"));
    stage.key(Key::ArrowDown);
    assert!(stage.shows("Requests"), "the arrows only move");
    stage.key(Key::Enter);
    assert_eq!(stage.focused().as_deref(), Some("Back to the list"));
    assert!(stage.says("Closed on 26 November 2026: done."), "{:#?}", stage.everything());
}

#[test]
fn r18_when_somebody_is_erased_their_other_requests_are_closed_as_nothing_held() {
    let before = Before::with_visitors();
    let mut desk = before.open();
    recorded(&mut desk, Right::Rectify, "kagiso", Arrived::Email);
    let erase = recorded(&mut desk, Right::Erase, "kagiso", Arrived::Email);
    step(&mut desk, &erase, Step::Identified { by: Identity::KnownContact });
    desk.erase(&erase.reference).unwrap();
    drop(desk);
    let mut stage = before.unlocked();
    stage.ctrl(Key::Num3);
    assert!(stage.says("Nothing is left of them. Close it as nothing held."), "{:#?}", stage.everything());
    assert!(!stage.shows("Correct…"));
    more(&mut stage, "Refuse or close");
    stage.click("Nothing held, Nothing is held of them here");
    stage.click("Close it");
    assert!(stage.says("Nothing held today"), "{:#?}", stage.everything());
}

#[test]
fn r18_what_was_chosen_for_one_person_is_not_carried_over_to_another() {
    let mut stage = Before::with_visitors().unlocked();
    asks_to_be_erased(&mut stage);
    about(&mut stage, "kagiso");
    assert!(stage.says("Kagiso Amandla Dube, Not chosen, Asked today, Not saved yet"), "{:#?}", stage.everything());
    assert_eq!(stage.field(IDENTITY).value().as_deref(), Some("Not made sure yet"));
    assert!(!stage.shows("Erase now") && !stage.says("Amara"), "{:#?}", stage.everything());
}

#[test]
fn r16_what_is_closed_is_not_counted_any_more() {
    let mut stage = with_requests().unlocked();
    assert_eq!(counted(&stage), "1 request is late or due within 7 days");
    stage.ctrl(Key::Num3);
    more(&mut stage, "Refuse or close");
    stage.click("Taken back, They do not ask for it any more");
    stage.click("Close it");
    assert!(stage.says("Taken back today"), "{:#?}", stage.everything());
    assert_eq!(counted(&stage), "");
}

#[test]
fn r12_whoever_is_not_to_be_recorded_is_marked_in_the_list_and_over_their_request() {
    let before = Before::with_visitors();
    let mut desk = before.open();
    for name in ["kagiso", "amara", "adeama"] {
        recorded(&mut desk, Right::Access, name, Arrived::Email);
    }
    drop(desk);
    let mut stage = before.unlocked();
    stage.ctrl(Key::Num3);
    let asked = "Access, Asked today, 30 days left";
    for (name, mark) in [
        ("Kagiso Amandla Dube", Some("Do not record: sound, film")),
        ("Amara Osei-Lindqvist", Some("Do not record")),
        ("Adeama Bello", None),
    ] {
        let row = mark.map_or(format!("{name}, {asked}"), |mark| format!("{name}, {asked}. {mark}"));
        assert!(stage.shows(&row), "{row}: {:#?}", stage.everything());
        choose(&mut stage, &row);
        let over = stage.everything().into_iter().filter(|said| said.starts_with("Do not record")).collect::<Vec<_>>();
        assert_eq!(over, mark.into_iter().map(str::to_owned).collect::<Vec<_>>(), "{name}");
    }
}

/// What is wrong with what is shown.
fn faults(stage: &mut Stage, what: &str) -> Vec<String> {
    sound::faults(&mut stage.harness).into_iter().map(|fault| format!("{what}: {fault}")).collect()
}

/// Opens what is behind *More*: on the smallest window it lies where a press by pointer does not reach it.
fn open_more(stage: &mut Stage, name: &str) {
    choose(stage, "More");
    choose(stage, name);
    stage.rest();
}

#[test]
fn every_right_and_every_dialog_of_this_section_is_sound_in_every_size() {
    let mut found = Vec::new();
    for (width, height) in [(1366.0, 689.0), (1280.0, 641.0), (683.0, 384.0)] {
        let at = |what: &str| format!("{what} at {width}");
        let mut stage = with_requests().unlocked_of(width, height, None);
        about(&mut stage, "amara");
        for right in [ACCESS, RECTIFY, ERASE, RESTRICT, OBJECT, WITHDRAW, PORTABILITY, COMPLAINT] {
            choose(&mut stage, right);
            found.extend(faults(&mut stage, &at(right)));
        }
        choose(&mut stage, ACCESS);
        choose(&mut stage, "All that was sent elsewhere");
        stage.rest();
        found.extend(faults(&mut stage, &at("all that was sent")));
        stage.key(Key::Escape);
        choose(&mut stage, "Write the copy…");
        assert!(stage.says("Say how you know it is them"));
        found.extend(faults(&mut stage, &at("nobody made sure")));
        identify(&mut stage);
        choose(&mut stage, "Write the copy…");
        stage.rest();
        found.extend(faults(&mut stage, &at("the copy")));
        stage.key(Key::Escape);
        choose(&mut stage, "Record only");
        for dialog in ["Take more time", "Refuse or close"] {
            open_more(&mut stage, dialog);
            found.extend(faults(&mut stage, &at(dialog)));
            stage.key(Key::Escape);
        }
        // Nobody is found, and a day that has not come.
        stage.press(Modifiers::ALT, Key::N);
        stage.settle();
        choose(&mut stage, OBJECT);
        stage.rewrite("Asked on: Year", "2031");
        stage.ctrl(Key::S);
        assert!(stage.says("Use a day that has come"), "{:#?}", stage.everything());
        found.extend(faults(&mut stage, &at("a day that has not come")));
    }
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}

#[test]
fn what_can_be_done_about_an_objection_and_what_came_of_an_erasure_is_sound_in_every_size() {
    let mut found = Vec::new();
    for (width, height) in [(1366.0, 689.0), (1280.0, 641.0), (683.0, 384.0)] {
        let at = |what: &str| format!("{what} at {width}");
        let mut stage = with_requests().unlocked_of(width, height, None);
        about(&mut stage, "amara");
        choose(&mut stage, OBJECT);
        identify(&mut stage);
        choose(&mut stage, "Record advice…");
        stage.rest();
        found.extend(faults(&mut stage, &at("advice")));
        choose(&mut stage, "Stop the use, The objection holds");
        choose_last(&mut stage, "Record advice");
        found.extend(faults(&mut stage, &at("an objection that is advised on")));
        choose(&mut stage, "Decide");
        found.extend(faults(&mut stage, &at("an objection that was decided for good")));
        about(&mut stage, "tamar");
        choose(&mut stage, RESTRICT);
        identify(&mut stage);
        choose(&mut stage, "Restrict now");
        choose(&mut stage, "Lift the restriction");
        stage.rest();
        found.extend(faults(&mut stage, &at("lifting")));
        stage.key(Key::Escape);
        about(&mut stage, "kagiso");
        choose(&mut stage, ERASE);
        identify(&mut stage);
        choose(&mut stage, "Erase now");
        choose_last(&mut stage, "Erase now");
        assert!(stage.says("Erased. This was not reached"), "{:#?}", stage.everything());
        found.extend(faults(&mut stage, &at("what was not reached")));
    }
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}

/// Where mounting is permitted: under `CI=true` it has to be.
#[test]
fn r16_a_request_that_the_disk_refuses_is_not_recorded_and_the_window_says_so() {
    let Some(before) = Before::on_a_small_disk() else { return };
    let mut stage = before.unlocked();
    stage.ctrl(Key::Num3);
    super::register::fill(&stage.before.folder.join("filler"));
    // What is free inside the database still takes some.
    let refused = (0..200).any(|_| {
        stage.press(Modifiers::ALT, Key::N);
        stage.settle();
        choose(&mut stage, COMPLAINT);
        stage.ctrl(Key::S);
        stage.shows("That was not done")
    });
    assert!(refused, "{:#?}", stage.everything());
    assert!(stage.says("disk is full"), "{:#?}", stage.everything());
    assert!(stage.says("Everything that was saved before is safe."));
    stage.click("Back to the request");
    assert!(stage.says("Not saved yet"), "what was chosen is still there: {:#?}", stage.everything());
    std::fs::remove_file(stage.before.folder.join("filler")).unwrap();
    stage.ctrl(Key::S);
    assert!(!stage.says("Not saved yet"), "{:#?}", stage.everything());
}

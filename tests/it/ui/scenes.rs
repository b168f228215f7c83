//! What there is to see: every screen of the window, and how somebody gets there.

use egui::{Key, Modifiers};
use lanyard::desk::{NewReader, NewRecipient, Passphrase};
use lanyard::domain::code::Code;
use lanyard::domain::notice::ChangeKind;
use lanyard::domain::own_question::{AnswerKind, OwnQuestion};
use lanyard::domain::purpose::Purpose;
use lanyard::domain::retention::Kept;
use lanyard::domain::staff::{Handle, Role};

use crate::batch::keys::{AGE, MINISIGN};

use super::languages;
use super::opted_out;
use super::own_screen;
use super::professionals;
use super::rights;
use super::stage::{Before, HANDLE, NAME, PASSPHRASE, Stage};
use super::totals;

/// A screen, and how it comes about.
pub(crate) struct Scene {
    /// What its pictures are called.
    pub(crate) name: &'static str,
    /// The desk that it is seen on.
    pub(crate) before: fn() -> Before,
    /// The desk is open when the window appears.
    pub(crate) unlocked: bool,
    /// How somebody gets there.
    pub(crate) drive: fn(&mut Stage),
    /// What differs from one run to the next, and is left out of its picture: what says one
    /// of these is a key, the folder of the test, or the like; after `^` it is what begins so.
    pub(crate) changing: &'static [&'static str],
    /// How wide that is at the most, in points; below nothing where it is set against the right, so far to the left of its end.
    pub(crate) hidden: f32,
    /// It is drawn in every look and size.
    pub(crate) everywhere: bool,
}

impl Scene {
    pub(crate) const fn of(name: &'static str, before: fn() -> Before, drive: fn(&mut Stage)) -> Self {
        Self { name, before, unlocked: true, drive, changing: &[], hidden: 0.0, everywhere: false }
    }

    pub(crate) const fn locked(mut self) -> Self {
        self.unlocked = false;
        self
    }

    const fn everywhere(mut self) -> Self {
        self.everywhere = true;
        self
    }

    pub(crate) const fn changing(mut self, names: &'static [&'static str], width: f32) -> Self {
        self.changing = names;
        self.hidden = width;
        self
    }
}

/// The short code of a person is drawn by lot.
pub(crate) const REFERENCE: &[&str] = &[", reference "];

/// Every screen; what opens over them is in [`super::states`].
pub(crate) const SCENES: &[Scene] = &[
    Scene::of("a1-first-run", Before::nothing, nothing).locked().changing(&["Folder", "/", " free, "], 620.0),
    Scene::of("a2-passphrase", Before::nothing, organisation).locked().changing(&["Kept in", "/"], -420.0),
    Scene::of("a3-recovery-key", Before::nothing, recovery_key).locked().changing(&["Key group", "Group "], 150.0),
    Scene::of("b1-unlock", Before::desk, nothing).locked().changing(&["/"], 300.0),
    Scene::of("b1-after-locking", with_colleagues, not_me),
    Scene::of("b2-wrong-passphrase", Before::desk, wrong_passphrase).locked().changing(&["/"], 300.0),
    Scene::of("b2-caps-lock", Before::desk, caps_lock).locked().changing(&["/"], 300.0),
    Scene::of("c1-register-empty", Before::desk, nothing).everywhere(),
    Scene::of("c2-register-filled", Before::desk, filled).everywhere(),
    Scene::of("c3-register-child", Before::desk, child).everywhere(),
    Scene::of("c4-register-errors", Before::desk, wrong).everywhere(),
    Scene::of("c5-register-typing", Before::desk, typing).everywhere(),
    Scene::of("c6-register-alike", Before::with_visitors, alike),
    Scene::of("c6-register-opted-out", opted_out::with_an_objector, opted_out::the_same),
    Scene::of("c7-register-saved", Before::desk, saved),
    Scene::of("c8-register-asks-contact", Before::desk, asks_contact),
    Scene::of("c8-register-asks-address", Before::desk, asks_address),
    Scene::of("d1-about-equality", own_screen::asks_about_equality, own_screen::a_group_is_chosen),
    Scene::of("d1-about-equality-several", own_screen::asks_about_equality, own_screen::several_are_chosen),
    Scene::of("c9-register-opportunities", own_screen::asks_opportunities_out_loud, |stage| {
        stage.focus("Ethnicity, for opportunities: Yes");
        stage.rest();
    }),
    Scene::of("d2-opportunities", own_screen::asks_opportunities, own_screen::asked_of_opportunities),
    Scene::of("d3-thank-you", own_screen::asks_about_equality, |stage| {
        own_screen::turned_after_saving(stage);
        stage.click("Skip");
        stage.rest();
    }),
    Scene::of("d5-turned-in-welsh", languages::in_welsh, languages::turned),
    Scene::of("d5-opportunities-in-welsh", languages::asks_in_welsh, languages::opportunities),
    Scene::of("d5-equality-in-welsh", languages::asks_in_welsh, languages::equality),
    Scene::of("d4-offered", own_screen::asks_about_equality, saved),
    Scene::of("e1-people", Before::with_visitors, people).changing(REFERENCE, 150.0).everywhere(),
    Scene::of("e2-people-withdraw", Before::with_visitors, withdraw).changing(REFERENCE, 150.0),
    Scene::of("e3-people-amend", Before::with_visitors, amend).changing(REFERENCE, 150.0),
    Scene::of("e4-people-nobody", Before::desk, |stage| section(stage, Key::Num2)),
    Scene::of("e9-professional", professionals::with_a_professional, professionals::recording)
        .changing(REFERENCE, 150.0),
    Scene::of("e9-confirm-guardian", super::people::with_a_listed_child, super::people::confirming)
        .changing(REFERENCE, 150.0),
    Scene::of("e9-to-be-told", super::people::with_people_to_tell, super::people::telling_source)
        .changing(&["badge"], 240.0),
    Scene::of("e9-lists-taken-in", super::people::with_two_lists, super::people::lists_taken_in),
    Scene::of("e9-same-person", super::people::with_one_person, super::people::one_person)
        .changing(&["^10:42, reference ", "^24, reference "], 190.0),
    Scene::of("g1-close-day", Before::with_visitors, |stage| section(stage, Key::Num4)),
    Scene::of("g1-to-look-at", super::closing::with_things_to_look_at, |stage| section(stage, Key::Num4)),
    Scene::of("g1-compare", super::closing::with_things_to_look_at, super::closing::compares)
        .changing(&["Reference"], 520.0),
    Scene::of("g2-recipients", with_a_recipient, recipients).changing(&["Folder", "/", "Key words"], 420.0),
    Scene::of("g2-sticks", with_a_recipient_and_a_stick, recipients).changing(&["Key words", "\u{a0}"], 420.0),
    Scene::of("g3-writing", with_nothing_that_moves, writing).changing(&["\u{a0}", "stick"], 420.0),
    Scene::of("g4-written", with_a_recipient, written).changing(&["open-day", "\u{a0}", "\n"], 420.0),
    Scene::of("h1-rights", rights::with_requests, rights::asks_to_be_erased).changing(REFERENCE, 300.0).everywhere(),
    Scene::of("h2-rights-erase", rights::with_requests, rights::confirms_erasing).changing(REFERENCE, 300.0),
    Scene::of("h2-rights-sent", rights::with_requests, rights::looks_up_what_was_sent).changing(REFERENCE, 300.0),
    Scene::of("h3-rights-recorded", rights::with_requests, rights::shows_a_recorded_one)
        .changing(&[" Request ", ", reference "], 500.0),
    Scene::of("h4-rights-nothing", Before::desk, |stage| section(stage, Key::Num3)),
    Scene::of("j1-settings-form", with_own_questions, new_question),
    Scene::of("j1-settings-form-moving", with_own_questions, moving),
    Scene::of("j1-settings-form-scrolls", with_own_questions, scrolls),
    Scene::of("j1-settings-form-trial", with_own_questions, trial),
    Scene::of("j1-settings-form-equality", own_screen::asks_about_equality, |stage| {
        page(stage, "Form");
        stage.focus("It rests on that condition");
        stage.rest();
    }),
    Scene::of("j1-settings-form-totals", totals::with_answers, totals::shown),
    Scene::of("j2-settings-event", Before::desk, |stage| page(stage, "Event")),
    Scene::of("j2-settings-notice", with_an_old_notice, |stage| page(stage, "Privacy notice")),
    Scene::of("j2-settings-notice-draft", with_a_notice_draft, |stage| page(stage, "Privacy notice")),
    Scene::of("j2-settings-notice-write", with_a_notice_draft, writes_a_notice),
    Scene::of("j2-settings-notice-publish", with_a_notice_draft, publishes_a_notice),
    Scene::of("j2-settings-notice-organisation", with_a_notice_draft, changes_whom_to_ask),
    Scene::of("j3-settings-staff", with_colleagues, |stage| page(stage, "Staff and roles")),
    Scene::of("j4-settings-keys", with_a_recipient, |stage| page(stage, "Recipient keys"))
        .changing(&["Key words", "\u{a0}", "RW"], 420.0),
    Scene::of("j5-settings-look", Before::desk, |stage| page(stage, "Look")),
    Scene::of("j6-keeping", Before::with_visitors, |stage| page(stage, "Keep and back up")),
    Scene::of(
        "j6-keeping-set-aside",
        super::keeping::with_a_desk_set_aside,
        super::keeping::looks_at_what_is_set_aside,
    )
    .changing(super::states::SIZE, super::states::WHEN_AND_SIZE),
    Scene::of("j6-keeping-discard", super::keeping::with_a_desk_set_aside, super::keeping::asks_before_discarding)
        .changing(super::states::SIZE, super::states::WHEN_AND_SIZE),
    Scene::of("k-locked", Before::desk, locked),
    Scene::of("l2-notice", Before::desk, |stage| dialog(stage, Key::F8)),
    Scene::of("l2-turned", Before::desk, turned),
    Scene::of("l2-compare", Before::with_visitors, compare),
    Scene::of("l3-toast", Before::with_visitors, withdrawn).changing(REFERENCE, 150.0),
    Scene::of("l3-undo-docked", Before::desk, cleared).changing(&["Form cleared"], 200.0),
    Scene::of("l4-disk-full", on_a_small_disk_with_a_stick, full),
    Scene::of("l6-keys", Before::desk, keys),
];

fn nothing(_: &mut Stage) {}

fn organisation(stage: &mut Stage) {
    let folder = stage.before.folder.path().display().to_string();
    stage.write("Organisation", "Calder Vale University");
    stage.rewrite("Folder", &folder);
    stage.rewrite("Desk’s name", "Day.lanyard");
    stage.key(Key::Enter);
}

fn recovery_key(stage: &mut Stage) {
    organisation(stage);
    stage.write("Your name", NAME);
    assert_eq!(stage.field("Handle").value().as_deref(), Some(HANDLE));
    stage.write("Passphrase", PASSPHRASE);
    stage.write("Type it again", PASSPHRASE);
    stage.key(Key::Enter);
}

fn caps_lock(stage: &mut Stage) {
    stage.type_in("COPPER LANTERN HILLS");
    stage.key(Key::Enter);
}

/// Whose names and roles are known since the desk was open, and when they were last in.
pub(crate) fn not_me(stage: &mut Stage) {
    locked(stage);
    stage.click("Not me");
}

fn wrong_passphrase(stage: &mut Stage) {
    stage.type_in("copper lantern hill");
    stage.key(Key::Enter);
}

/// The form of picture c2. The drawn telephone number is in a range that no numbering plan knows, which the form remarks (R2): the
/// picture is of a form that nothing is remarked of, so another stands there.
pub(crate) fn filled(stage: &mut Stage) {
    filled_with(stage, "0161 496 0318");
}

fn filled_with(stage: &mut Stage, phone: &str) {
    for (field, text) in
        [("Full name", "Hannah Brightwell"), ("Name on badge", "Hannah"), ("Email", "hannah.brightwell@example.org")]
    {
        stage.write(field, text);
    }
    stage.tab();
    stage.tab();
    stage.type_text(phone);
    stage.tab();
    stage.type_text("14031988");
    stage.tab();
    stage.tab();
    for subject in ["Italian, level 1", "Python for beginners", "Watercolour"] {
        stage.type_text(subject);
        stage.key(Key::Enter);
    }
    pick(stage, "Looking for", "Short course");
    for (list, letters) in [("Send them", "Bro"), ("Wants to start", "Jan"), ("Lives in", "United K")] {
        stage.focus(list);
        stage.type_text(letters);
        stage.tab();
    }
    for (field, text) in [("School, college or employer", "Northgate Library"), ("Postcode", "LS12 3QA")] {
        stage.write(field, text);
        stage.tab();
    }
    stage.keys(Modifiers::ALT, Key::C);
    for letter in [Key::Y, Key::N, Key::N, Key::N, Key::Y, Key::Y, Key::N, Key::N] {
        stage.key(letter);
        stage.rest();
    }
    stage.focus("Diet, for catering: Yes");
    stage.key(Key::Y);
    stage.rest();
    stage.type_text("Coeliac, no gluten");
    stage.tab();
}

/// Chooses one of a few: they stand side by side, or in a list where there is no room for that.
fn pick(stage: &mut Stage, question: &str, answer: &str) {
    if stage.has_field(question) {
        stage.focus(question);
        stage.type_text(answer);
        stage.key(Key::Enter);
    } else {
        stage.choose(answer);
    }
}

fn child(stage: &mut Stage) {
    stage.write("Full name", "Ada Okonjo");
    stage.write("Name on badge", "Ada");
    stage.focus("Date of birth: Day");
    stage.type_text("22062015");
    stage.settle();
    stage.fill_guardian("Grace Okonjo", "Mother", "grace.okonjo@example.org");
}

pub(crate) fn wrong(stage: &mut Stage) {
    stage.write("Full name", "Hannah Brightwell");
    stage.write("Email", "hannah.brightwell@gmial.com");
    stage.focus("Date of birth: Day");
    stage.type_text("31021988");
    stage.tab();
    stage.keys(Modifiers::COMMAND, Key::Enter);
}

fn typing(stage: &mut Stage) {
    stage.write("Interested in", "pho");
}

pub(crate) fn alike(stage: &mut Stage) {
    stage.write("Full name", "Amara Osei-Lindqvist");
    stage.write("Email", "amara.ol@example.org");
    stage.tab();
    stage.rest();
}

/// With a number that the numbering plan does not know, which the bar remarks.
fn saved(stage: &mut Stage) {
    filled_with(stage, "07700 900318");
    stage.keys(Modifiers::COMMAND, Key::Enter);
}

fn asks_contact(stage: &mut Stage) {
    said_yes(stage, "Email: Yes");
}

/// And what stands behind *More details* is opened for it.
fn asks_address(stage: &mut Stage) {
    said_yes(stage, "Post: Yes");
    let everything = stage.everything();
    let asks = everything.iter().find(|said| said.starts_with("Add") && said.contains("address")).unwrap().clone();
    stage.click(&asks);
}

/// Doubled text has to be scrolled to the question first: its words are seen before it can be answered (R13).
fn said_yes(stage: &mut Stage, question: &str) {
    stage.type_text("Hannah Brightwell");
    stage.choose("Yes");
    stage.focus(question);
    stage.rest();
    stage.rest();
    stage.answer_question(question, true);
    assert!(stage.says("1 of 10 answered"), "{:?}", stage.everything());
}

pub(crate) fn section(stage: &mut Stage, key: Key) {
    stage.keys(Modifiers::COMMAND, key);
}

pub(crate) fn people(stage: &mut Stage) {
    section(stage, Key::Num2);
    stage.type_text("ama");
    // What was found stands there before one of it is chosen.
    stage.rest();
    stage.rest();
    stage.key(Key::ArrowDown);
}

pub(crate) fn withdraw(stage: &mut Stage) {
    people(stage);
    stage.keys(Modifiers::ALT, Key::W);
    stage.rest();
}

pub(crate) fn amend(stage: &mut Stage) {
    people(stage);
    // Where there is room for one of both, this opens the person first.
    stage.key(Key::Enter);
    stage.click("Amend");
    stage.rest();
}

/// Everybody of the picture: who never came, and who left, among them.
pub(crate) fn with_colleagues() -> Before {
    let before = Before::desk();
    let mut desk = before.open();
    let colleagues = [
        ("callum", "Callum Reid", Role::Desk),
        ("mei", "Mei Tan", Role::Desk),
        ("owen", "Owen Pryce", Role::DataOfficer),
        ("sunil", "Sunil Bhatt", Role::Desk),
    ];
    for (handle, name, role) in colleagues {
        let (handle, passphrase) = (Handle::parse(handle).unwrap(), Passphrase::given("plain orchard gate"));
        desk.add_staff(&NewReader { handle, name: name.to_owned(), role, passphrase }).unwrap();
    }
    desk.remove_staff(&Handle::parse("sunil").unwrap()).unwrap();
    before
}

pub(crate) fn with_a_recipient() -> Before {
    let before = Before::with_visitors();
    let mut desk = before.open();
    let code = Code::new("office").unwrap();
    let new = NewRecipient {
        code: code.clone(),
        name: "Admissions office".into(),
        age_key: AGE.to_owned(),
        minisign_key: MINISIGN.to_owned(),
        purposes: [Purpose::RecordKeeping].into(),
    };
    let words = desk.add_recipient(new).unwrap();
    desk.confirm_words(&code, &words.words().join(" ")).unwrap();
    drop(desk);
    before
}

/// The same where motion is reduced: what turns would have turned further in each run.
fn with_nothing_that_moves() -> Before {
    let before = with_a_recipient();
    before.remember(r#"{"text": {"percent": 100}, "reduce_motion": true}"#);
    before
}

fn with_a_recipient_and_a_stick() -> Before {
    let mut before = with_a_recipient();
    before.plug_in("Blue USB stick");
    before
}

pub(crate) fn recipients(stage: &mut Stage) {
    section(stage, Key::Num4);
    stage.ctrl(Key::Enter);
}

fn stick(stage: &mut Stage) {
    recipients(stage);
    let stick = stage.before.folder.join("stick");
    std::fs::create_dir_all(&stick).unwrap();
    stage.rewrite("Folder", &stick.to_string_lossy());
}

pub(crate) fn written(stage: &mut Stage) {
    stick(stage);
    stage.ctrl(Key::Enter);
}

/// The desk is held up while it writes.
fn writing(stage: &mut Stage) {
    stick(stage);
    stage.before.clock.hold_after(0);
    stage.press(Modifiers::COMMAND, Key::Enter);
    stage.until_held();
}

pub(crate) fn page(stage: &mut Stage, name: &str) {
    section(stage, Key::Num5);
    if stage.has_field("Page of settings") {
        stage.focus("Page of settings");
        stage.type_text(name);
        stage.key(Key::Enter);
    } else {
        stage.click(name);
    }
}

/// The demo's event with two questions of its own.
pub(crate) fn with_own_questions() -> Before {
    let before = Before::desk();
    let mut desk = before.open();
    let mut definition = desk.events().unwrap().remove(0).definition().clone();
    let own = |code: &str, text: &str, kind| OwnQuestion { code: Code::new(code).unwrap(), text: text.into(), kind };
    let campuses = ["South Kensington", "White City", "Silwood Park"].map(str::to_owned).to_vec();
    definition.questions = vec![
        own("campus", "Which campus would you visit?", AnswerKind::PickOne(campuses)),
        own("company", "Will someone come with you?", AnswerKind::YesOrNo),
    ];
    desk.change_event(definition).unwrap();
    drop(desk);
    before
}

/// The demo's desk and visitors, under the second version of the notice.
pub(crate) fn with_an_old_notice() -> Before {
    let before = Before::with_visitors();
    let mut desk = before.open();
    let event = desk.events().unwrap().remove(0).definition().code.clone();
    let mut draft = desk.begin_notice(&event).unwrap();
    draft.text = draft.text.replace("We do not sell data.", "We never sell what you tell us.");
    draft.change = ChangeKind::Small;
    desk.keep_notice(&event, &draft).unwrap();
    desk.publish_notice_draft(&event).unwrap();
    drop(desk);
    before
}

/// The same, with a version that is being written.
pub(crate) fn with_a_notice_draft() -> Before {
    let before = with_an_old_notice();
    let mut desk = before.open();
    let event = desk.events().unwrap().remove(0).definition().code.clone();
    let mut draft = desk.begin_notice(&event).unwrap();
    draft.text = draft.text.replace("730 days (two years)", "365 days (one year)");
    draft.periods.insert(Kept::Record, "365".to_owned());
    draft.change = ChangeKind::Substantial;
    desk.keep_notice(&event, &draft).unwrap();
    drop(desk);
    before
}

fn writes_a_notice(stage: &mut Stage) {
    page(stage, "Privacy notice");
    stage.focus("Write 1.2");
    stage.key(Key::Enter);
    stage.rest();
}

pub(crate) fn publishes_a_notice(stage: &mut Stage) {
    page(stage, "Privacy notice");
    stage.focus("Publish 1.2");
    stage.key(Key::Enter);
    stage.rest();
}

pub(crate) fn changes_whom_to_ask(stage: &mut Stage) {
    page(stage, "Privacy notice");
    stage.focus("Change whom to ask");
    stage.key(Key::Enter);
    stage.rest();
}

pub(crate) fn new_question(stage: &mut Stage) {
    page(stage, "Form");
    stage.focus("Add a question");
    stage.key(Key::Enter);
    stage.write("What staff will ask", "Have you studied with us before?");
}

/// The postcode is asked for before the country.
fn moving(stage: &mut Stage) {
    page(stage, "Form");
    stage.focus("Postcode: Optional");
    stage.press(Modifiers::ALT, Key::ArrowUp);
    stage.settle();
    assert!(stage.says("Postcode: 9 of 10"), "{:#?}", stage.everything());
}

/// One row more than there is room for; and a question is being corrected.
fn scrolls(stage: &mut Stage) {
    page(stage, "Form");
    stage.focus("Postcode: Optional");
    for _ in 0..8 {
        stage.keys(Modifiers::ALT, Key::ArrowUp);
    }
    stage.focus("Edit: Will someone come with you?");
    stage.key(Key::Enter);
    assert!(stage.says("Needs scrolling"), "{:#?}", stage.everything());
}

/// The form as it stands on the page, not saved, with a visitor on it.
fn trial(stage: &mut Stage) {
    moving(stage);
    stage.focus("Try the form");
    stage.key(Key::Enter);
    stage.type_text("Hannah Brightwell");
}

fn locked(stage: &mut Stage) {
    stage.write("Full name", "Hannah Brightwell");
    stage.ctrl(Key::L);
}

fn dialog(stage: &mut Stage, key: Key) {
    stage.key(key);
    stage.rest();
}

fn keys(stage: &mut Stage) {
    dialog(stage, Key::F1);
}

fn turned(stage: &mut Stage) {
    filled(stage);
    dialog(stage, Key::F9);
}

fn compare(stage: &mut Stage) {
    alike(stage);
    stage.click("Compare");
    stage.rest();
}

/// The first Yes is taken back.
fn withdrawn(stage: &mut Stage) {
    withdraw(stage);
    stage.click("News by email. Yes since 10:42");
    stage.click("Change 1 to No");
}

fn cleared(stage: &mut Stage) {
    filled(stage);
    stage.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::X);
}

/// What is free inside the database still takes some; then nobody is taken any more.
pub(crate) fn on_a_small_disk_with_a_stick() -> Before {
    let mut before = Before::on_a_small_disk().expect("a disk that may be mounted");
    before.plug_in("Blue USB stick");
    before
}

pub(crate) fn full(stage: &mut Stage) {
    super::register::fill(&stage.before.folder.join("filler"));
    for _ in 0..60 {
        stage.type_text("Hannah Brightwell");
        stage.choose("Yes");
        stage.keys(Modifiers::COMMAND, Key::Enter);
        if stage.says("disk is full") {
            return;
        }
    }
    panic!("a full disk takes nobody any more");
}

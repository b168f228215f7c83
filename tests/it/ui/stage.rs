//! The real program on a stage: its window without a screen, a desk in a scratch folder, and a clock that a test moves.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta};
use egui::{Event, Key, Modifiers, Role, Vec2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};
use lanyard::desk::{Desk, EventFile, Kdf, NewReader};
use lanyard::domain::code::Code;
use lanyard::domain::ids::EventId;
use lanyard::domain::staff;
use lanyard::env::Env;
use lanyard::ui::app::{App, Opening};
use lanyard::worker::preferences::Look;

use crate::desk::scene::{lead, passphrase};
use crate::support::scratch::Folder;

/// The event of the demo.
pub(crate) const DEMO_EVENT: &str = include_str!("../../../assets/event-demo.toml");

/// The size that the screens are drawn for.
pub(crate) const DRAWN: Vec2 = vec2(1366.0, 689.0);

/// A desk that is set up and not open.
pub(crate) struct Set {
    pub(crate) folder: Folder,
    pub(crate) event: Code,
    seconds: Arc<AtomicI64>,
    stages: AtomicI64,
}

impl Set {
    /// A desk with the demo's event, on the day of the event at 10:42.
    pub(crate) fn new() -> Self {
        Self::with_event(DEMO_EVENT)
    }

    pub(crate) fn with_event(event: &str) -> Self {
        let folder = Folder::new();
        let seconds = Arc::new(AtomicI64::new(0));
        let mut file = EventFile::parse(event).unwrap();
        file.notice_file = None;
        let code = file.definition.code.clone();
        let set = Self { folder, event: code, seconds, stages: AtomicI64::new(1) };
        let env = set.env(1);
        let founder =
            NewReader { handle: lead(), name: "Priya Nair".into(), role: staff::Role::Lead, passphrase: passphrase() };
        let (mut desk, _) = Desk::create(&set.desk(), &founder, Kdf::for_tests(), &env).unwrap();
        let event = file.event(EventId(env.new_id()), None).unwrap();
        desk.new_event(event.definition().clone(), event.notice().clone()).unwrap();
        set
    }

    /// Where the desk is.
    pub(crate) fn desk(&self) -> std::path::PathBuf {
        self.folder.join("Day.lanyard")
    }

    /// The clock, which stands still until it is moved, and ids of their own for each `seed`.
    pub(crate) fn env(&self, seed: u64) -> Env {
        let start = DateTime::parse_from_rfc3339("2026-11-21T10:42:00+00:00").unwrap();
        let seconds = self.seconds.clone();
        let clock = move || start + TimeDelta::seconds(seconds.load(Ordering::SeqCst));
        Env::told(clock, seed, self.folder.join("state"))
    }

    /// Moves the clock.
    pub(crate) fn pass(&self, time: TimeDelta) {
        self.seconds.fetch_add(time.num_seconds(), Ordering::SeqCst);
    }

    /// Opens the desk without a window, to look into it.
    pub(crate) fn open(&self) -> Desk {
        Desk::open(&self.desk(), &lead(), &passphrase(), &self.env(900)).unwrap()
    }
}

/// The program's window over a desk.
pub(crate) struct Stage {
    pub(crate) harness: Harness<'static, App>,
    pub(crate) set: Set,
}

impl Stage {
    /// The window with the desk open, at Register.
    pub(crate) fn unlocked() -> Self {
        Self::over(Set::new(), true)
    }

    /// The window over a desk, opened at once or at its door.
    pub(crate) fn over(set: Set, unlocked: bool) -> Self {
        Self::sized(set, unlocked, DRAWN, Look::Light)
    }

    pub(crate) fn sized(set: Set, unlocked: bool, size: Vec2, look: Look) -> Self {
        let opening = Opening {
            // Every start of the program has ids of its own.
            env: set.env(1 + set.stages.fetch_add(1, Ordering::SeqCst).unsigned_abs()),
            kdf: Kdf::for_tests(),
            folder: Some(set.desk()),
            unlocked: unlocked.then(|| (lead(), passphrase())),
            look: Some(look),
        };
        let builder = Harness::builder().with_size(size).with_step_dt(0.05).with_max_steps(400);
        let harness = builder.build_eframe(|cc| App::new(&cc.egui_ctx, opening).unwrap());
        let mut stage = Self { harness, set };
        stage.settle();
        stage
    }

    /// Paints until everything that was asked of the desk is answered and shown.
    pub(crate) fn settle(&mut self) {
        let patience = Instant::now() + Duration::from_secs(60);
        let mut calm = 0;
        while calm < 4 {
            assert!(Instant::now() < patience, "the window does not settle");
            self.harness.step();
            if self.harness.state().is_settled() {
                calm += 1;
            } else {
                calm = 0;
                std::thread::sleep(Duration::from_millis(1));
            }
        }
    }

    /// Presses a key.
    pub(crate) fn key(&mut self, key: Key) {
        self.keys(Modifiers::NONE, key);
    }

    /// Presses a key while others are held.
    pub(crate) fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.step();
        self.harness.step();
    }

    /// Types as a person does: key by key, each in a frame of its own.
    pub(crate) fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            let key = Key::from_name(&letter.to_uppercase().to_string()).filter(|_| letter.is_ascii_alphanumeric());
            let press = |pressed| key.map(|key| event(key, pressed));
            let modifiers = Modifiers::NONE;
            for each in [press(true), Some(Event::Text(letter.to_string())), press(false)].into_iter().flatten() {
                self.harness.event_modifiers(each, modifiers);
            }
            self.harness.step();
        }
        self.harness.step();
    }

    /// Goes on to the next field.
    pub(crate) fn tab(&mut self) {
        self.key(Key::Tab);
    }

    /// What has the keyboard, by its name.
    pub(crate) fn focused(&self) -> String {
        let found = self.harness.root().children_recursive().find(Node::is_focused);
        found.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    }

    /// Whether something with this name is on the screen.
    pub(crate) fn shows(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).next().is_some()
    }

    /// Whether these words are in some name on the screen.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    /// Presses what has this name.
    pub(crate) fn press(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.harness.step();
        self.settle();
    }

    /// What stands in the field of this name.
    pub(crate) fn value(&self, label: &str) -> String {
        self.field(label).value().unwrap_or_default()
    }

    /// What is typed into or chosen from, where a link or a column has the same name.
    fn field<'a>(&'a self, label: &'a str) -> Node<'a> {
        let typed = |node: &Node<'_>| {
            matches!(node.accesskit_node().role(), Role::TextInput | Role::ComboBox | Role::PasswordInput)
        };
        let all: Vec<_> = self.harness.query_all_by_label(label).collect();
        let number = all.iter().position(typed).unwrap_or(0);
        all.into_iter().nth(number).unwrap_or_else(|| panic!("no field {label}"))
    }

    /// Gives the keyboard to what has this name.
    pub(crate) fn focus(&mut self, label: &str) {
        self.field(label).focus();
        self.harness.step();
        self.harness.step();
    }

    /// Lets half a second pass: typing rests, and a letter that nothing follows is an answer.
    pub(crate) fn rest(&mut self) {
        self.harness.run_steps(12);
        self.settle();
    }

    /// What is said of the field of this name: an error, or that it is optional.
    pub(crate) fn error(&self, label: &str) -> String {
        self.field(label).accesskit_node().description().unwrap_or_default()
    }

    /// Presses one of a few that stand side by side.
    pub(crate) fn choose(&mut self, _group: &str, option: &str) {
        self.harness.get_by_role_and_label(Role::RadioButton, option).click();
        self.harness.step();
        self.settle();
    }

    /// Presses the last thing of this name: the one in a dialog over the others.
    pub(crate) fn press_last(&mut self, label: &str) {
        self.harness.query_all_by_label(label).last().expect(label).click();
        self.harness.step();
        self.settle();
    }

    /// Fills in who answers for a child.
    pub(crate) fn fill_guardian(&mut self, name: &str, relationship: &str, email: &str) {
        let second = self.harness.query_all_by_label("Full name").nth(1).expect("the guardian's name");
        second.focus();
        self.harness.step();
        self.harness.step();
        self.type_text(name);
        self.focus("They are the child’s");
        self.type_text(relationship);
        self.focus("Their email");
        self.type_text(email);
        self.tab();
    }

    /// Answers the two questions to the guardian.
    pub(crate) fn answer_guardian(&mut self, responsible: bool, agrees: bool) {
        for (words, yes) in [("legally responsible", responsible), ("Do you agree to us keeping", agrees)] {
            let answer = if yes { ": Yes" } else { ": No" };
            let found = self.harness.query_all_by_label_contains(words);
            let name = found.filter_map(|node| node.accesskit_node().label()).find(|name| name.ends_with(answer));
            let name = name.expect(words);
            self.harness.get_by_label(&name).click();
            self.harness.step();
            self.settle();
        }
    }

    /// Every name on the screen, for a failure to show.
    pub(crate) fn names(&self) -> Vec<String> {
        self.harness
            .root()
            .children_recursive()
            .filter_map(|node| node.accesskit_node().label().or_else(|| node.value()))
            .collect()
    }

    /// Ends the program as closing its window does, and gives the desk back.
    pub(crate) fn close(self) -> Set {
        let Self { harness, set } = self;
        drop(harness);
        set
    }
}

fn event(key: Key, pressed: bool) -> Event {
    Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE }
}

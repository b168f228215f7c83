//! A stage for the window: the real app, a real vault, and a clock that stands still until a test moves it.
//!
//! What is on the window is found by what it is called, as somebody who hears it finds it.

#![allow(dead_code, reason = "a test takes what it needs")]

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::ThreadId;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, TimeDelta};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};
use lanyard::desk::{Desk, Entering, EventFile, Kdf, NewReader, Passphrase, WalkIns, shipped_profile};
use lanyard::domain::code::Code;
use lanyard::domain::event::EventDefinition;
use lanyard::domain::ids::EventId;
use lanyard::domain::staff::{self, Handle};
use lanyard::env::{Env, Medium};
use lanyard::ui::app::{App, Opening};
use lanyard::worker::preferences::Look;
use lanyard::worker::sleep::Teller;

use super::brush::Brush;
use crate::faults::mounts::Mounted;
use crate::support::scratch::Folder;
use crate::support::tools::need;
use crate::support::welsh;

/// What opens the desk.
pub(crate) const PASSPHRASE: &str = "copper lantern hills";
/// Whose it is.
pub(crate) const NAME: &str = "Priya Nair";
/// Their handle.
pub(crate) const HANDLE: &str = "priya";
/// The demo's event: what a real one looks like.
pub(crate) const EVENT: &str = include_str!("../../../assets/event-demo.toml");
/// The demo's visitors.
pub(crate) const VISITORS: &str = include_str!("../../../assets/demo-visitors.csv");

/// How long something may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long a frame is shown, in seconds.
const FRAME: f64 = 1.0 / 60.0;

/// A clock that stands still until it is moved. Whoever asks it from another thread than the window's, which is the
/// desk's own, can be made to wait: a disk that is slow.
#[derive(Clone)]
pub(crate) struct Clock(Arc<(Mutex<Reading>, Condvar)>);

struct Reading {
    now: DateTime<FixedOffset>,
    window: ThreadId,
    /// How many more readings the desk gets before it waits.
    left: Option<usize>,
    /// It waits now.
    held: bool,
}

impl Clock {
    /// The morning of an open day.
    fn new() -> Self {
        let now = DateTime::parse_from_rfc3339("2026-11-21T10:42:00+00:00").unwrap();
        let reading = Reading { now, window: std::thread::current().id(), left: None, held: false };
        Self(Arc::new((Mutex::new(reading), Condvar::new())))
    }

    pub(crate) fn now(&self) -> DateTime<FixedOffset> {
        let (reading, released) = &*self.0;
        let mut reading = reading.lock().unwrap();
        if std::thread::current().id() != reading.window {
            // Not without end: a test that fails meanwhile closes its window, which waits for the desk.
            let held = |reading: &mut Reading| {
                reading.held = reading.left == Some(0);
                reading.held
            };
            reading = released.wait_timeout_while(reading, PATIENCE, held).unwrap().0;
            reading.left = reading.left.map(|left| left.saturating_sub(1));
        }
        reading.now
    }

    pub(crate) fn forward(&self, by: TimeDelta) {
        self.0.0.lock().unwrap().now += by;
    }

    fn set(&self, now: DateTime<FixedOffset>) {
        self.0.0.lock().unwrap().now = now;
    }

    /// From its reading after so many on, the desk waits until it is released.
    pub(crate) fn hold_after(&self, readings: usize) {
        self.0.0.lock().unwrap().left = Some(readings);
    }

    /// Whether the desk waits: everything that it said before is said.
    pub(crate) fn is_held(&self) -> bool {
        self.0.0.lock().unwrap().held
    }

    /// Lets the desk go on.
    pub(crate) fn release(&self) {
        self.0.0.lock().unwrap().left = None;
        self.0.1.notify_all();
    }

    /// What a window takes as its world.
    pub(crate) fn env(&self, folder: &Folder, seed: u64) -> Env {
        let clock = self.clone();
        Env::told(move || clock.now(), seed, folder.join("state"))
    }
}

/// The sticks that are plugged in, as a window sees them.
type Sticks = Arc<Mutex<Vec<Medium>>>;

/// A desk before any window is open on it.
pub(crate) struct Before {
    pub(crate) folder: Folder,
    pub(crate) clock: Clock,
    seed: u64,
    /// What is plugged in, and the folders that stand for it.
    sticks: Sticks,
    stick_folders: Vec<Folder>,
    /// How often a window looked at that.
    looks: Arc<AtomicUsize>,
    /// The disk that the folder is on, where it has one of its own; it goes after the folder.
    _disk: Option<Mounted>,
}

impl Before {
    /// No desk at all.
    pub(crate) fn nothing() -> Self {
        Self {
            folder: Folder::new(),
            clock: Clock::new(),
            seed: 100,
            sticks: Sticks::default(),
            stick_folders: Vec::new(),
            looks: Arc::default(),
            _disk: None,
        }
    }

    /// A desk with the demo's event, held today, and nobody registered.
    pub(crate) fn desk() -> Self {
        let before = Self::nothing();
        drop(before.made());
        before
    }

    /// The same on a disk in memory that has hardly any room; nothing where mounting is not permitted.
    pub(crate) fn on_a_small_disk() -> Option<Self> {
        let disk = Mounted::in_memory(&need(&["mount", "umount"])?)?;
        let before = Self { folder: Folder::inside(&disk.place), _disk: Some(disk), ..Self::nothing() };
        drop(before.made());
        Some(before)
    }

    /// A desk with the demo's event, held on the day that this computer has, for the program itself.
    pub(crate) fn desk_of_today() -> Self {
        let before = Self::nothing();
        before.clock.set(Env::real(None).now());
        drop(before.made());
        before
    }

    /// The same, with the demo's visitors.
    pub(crate) fn with_visitors() -> Self {
        Self::with_these(VISITORS)
    }

    /// A desk with the demo's visitors, of whom this says something else.
    pub(crate) fn with_visitors_but(said: &str, instead: &str) -> Self {
        assert!(VISITORS.contains(said), "nobody says {said}");
        Self::with_these(&VISITORS.replacen(said, instead, 1))
    }

    fn with_these(visitors: &str) -> Self {
        let before = Self::nothing();
        let (mut desk, event) = before.made();
        before.register(&mut desk, &event, visitors);
        // References are drawn by lot: one that begins as the names that scenes look for would be found among them.
        let drawn = "SELECT EXISTS (SELECT 1 FROM registration WHERE reference LIKE 'AMA%')";
        if desk.vault().conn().unwrap().query_row(drawn, [], |row| row.get(0)).unwrap() {
            return Self::with_these(visitors);
        }
        drop(desk);
        before
    }

    /// A desk with this event, made at this time, and nobody registered.
    pub(crate) fn desk_of(event: EventFile, made: DateTime<FixedOffset>) -> Self {
        let before = Self::nothing();
        before.clock.set(made);
        drop(before.made_of(event));
        before
    }

    /// A desk with the demo's event, changed like this, whose notice is in Welsh; with the demo's visitors, where they are to be
    /// there.
    pub(crate) fn in_welsh(change: impl FnOnce(&mut EventDefinition), with_visitors: bool) -> Self {
        let before = Self::nothing();
        let mut file = EventFile::parse(EVENT).unwrap();
        file.definition.first_day = before.clock.now().date_naive();
        change(&mut file.definition);
        let (mut desk, event) = before.made_with(file, Some(welsh::NOTICE));
        if with_visitors {
            before.register(&mut desk, &event, VISITORS);
        }
        drop(desk);
        before
    }

    /// A desk with the demo's event that asks in the words of this notice, and nobody registered.
    pub(crate) fn asking(notice: &str) -> Self {
        let before = Self::nothing();
        drop(before.made_with(EventFile::parse(EVENT).unwrap(), Some(notice)));
        before
    }

    /// Plugs a stick in; gives its topmost folder.
    pub(crate) fn plug_in(&mut self, name: &str) -> PathBuf {
        let folder = Folder::new();
        let root = folder.path().to_owned();
        let medium = Medium { name: name.to_owned(), root: root.clone(), free: 27_460_000_000 };
        self.sticks.lock().unwrap().push(medium);
        self.stick_folders.push(folder);
        root
    }

    /// Pulls every stick out; what is on them stays on them.
    pub(crate) fn pull_out(&mut self) {
        self.sticks.lock().unwrap().clear();
    }

    /// How often a window has looked at what is plugged in.
    pub(crate) fn looks_for_sticks(&self) -> usize {
        self.looks.load(Ordering::SeqCst)
    }

    /// Where the desk is, or would be.
    pub(crate) fn place(&self) -> PathBuf {
        self.folder.join("Day.lanyard")
    }

    /// The desk as a command has it: no window may be open.
    pub(crate) fn open(&self) -> Desk {
        let env = self.clock.env(&self.folder, 900);
        Desk::open(&self.place(), &handle(), &Passphrase::given(PASSPHRASE), &env).unwrap()
    }

    fn made(&self) -> (Desk, Code) {
        self.made_of(EventFile::parse(EVENT).unwrap())
    }

    fn made_of(&self, file: EventFile) -> (Desk, Code) {
        self.made_with(file, None)
    }

    /// Makes the desk; its event asks in the words of this notice, or of the program's own.
    fn made_with(&self, mut file: EventFile, notice: Option<&str>) -> (Desk, Code) {
        let env = self.clock.env(&self.folder, 7);
        let founder = NewReader {
            handle: handle(),
            name: NAME.into(),
            role: staff::Role::Lead,
            passphrase: Passphrase::given(PASSPHRASE),
        };
        let (mut desk, _) = Desk::create(&self.place(), &founder, Kdf::for_tests(), &env).unwrap();
        let today = self.clock.now().with_timezone(&file.definition.time_zone).date_naive();
        (file.definition.first_day, file.definition.last_day) = (today, Some(today));
        desk.set_organisation(&shipped_profile(&file.definition.organisation).unwrap()).unwrap();
        let event = file.event(EventId(env.new_id()), notice).unwrap();
        let code = event.definition().code.clone();
        desk.new_event(event.definition().clone(), event.notice().clone()).unwrap();
        (desk, code)
    }

    /// Registers the rows of a CSV file that can be kept.
    pub(crate) fn register(&self, desk: &mut Desk, event: &Code, csv: &str) {
        let entering = Entering::of(&desk.event(event).unwrap(), handle(), desk.now());
        let ids = desk.id_source();
        for row in WalkIns::open(csv.as_bytes(), entering, move || ids.new_id()).unwrap().flatten() {
            _ = desk.register(&row.draft, event);
        }
    }

    /// Opens the window on it, at the size that the screens are drawn for.
    pub(crate) fn window(self) -> Stage {
        self.window_of(1366.0, 768.0)
    }

    /// Opens the window on whatever this computer remembers.
    pub(crate) fn window_as_remembered(self) -> Stage {
        self.show(1366.0, 768.0, None, None)
    }

    /// Opens the window as if no desk were there.
    pub(crate) fn window_without(self) -> Stage {
        self.window_as_remembered()
    }

    /// Opens a window of this size.
    pub(crate) fn window_of(self, width: f32, height: f32) -> Stage {
        let desk = self.place();
        self.show(width, height, desk.is_dir().then_some(desk), None)
    }

    /// Opens a window of this size and look, at the door.
    pub(crate) fn window_in(self, width: f32, height: f32, look: Look) -> Stage {
        let desk = self.place();
        self.show(
            width,
            height,
            desk.is_dir().then_some(desk),
            Some(&|opening: &mut Opening| opening.look = Some(look)),
        )
    }

    /// Opens the window on the desk, unlocked.
    pub(crate) fn unlocked(self) -> Stage {
        self.unlocked_of(1366.0, 768.0, None)
    }

    /// Opens a window of this size and look, unlocked.
    pub(crate) fn unlocked_of(self, width: f32, height: f32, look: Option<Look>) -> Stage {
        let desk = self.place();
        let opening = |opening: &mut Opening| {
            opening.unlocked = Some((handle(), Passphrase::given(PASSPHRASE)));
            opening.look = look;
        };
        self.show(width, height, Some(desk), Some(&opening))
    }

    /// Opens a window at the size that the screens are drawn for, by other ways than the lead's.
    pub(crate) fn opened_as(self, change: &dyn Fn(&mut Opening)) -> Stage {
        let desk = self.place();
        self.show(1366.0, 768.0, Some(desk), Some(change))
    }

    /// Opens the window on the desk, unlocked by somebody else.
    #[expect(clippy::needless_pass_by_value, reason = "a test hands the passphrase over")]
    pub(crate) fn unlocked_as(self, handle: &Handle, passphrase: Passphrase) -> Stage {
        let desk = self.place();
        let opening = |opening: &mut Opening| opening.unlocked = Some((handle.clone(), passphrase.clone()));
        self.show(1366.0, 768.0, Some(desk), Some(&opening))
    }

    /// Opens the window on the desk, unlocked by Callum Reid, who works there too and leads nothing.
    pub(crate) fn unlocked_by_desk_staff(self) -> Stage {
        let (handle, passphrase) = (Handle::parse("callum").unwrap(), Passphrase::given("seven green bottles"));
        let (name, role) = ("Callum Reid".to_owned(), staff::Role::Desk);
        let colleague = NewReader { handle: handle.clone(), name, role, passphrase: passphrase.clone() };
        self.open().add_staff(&colleague).unwrap();
        self.unlocked_as(&handle, passphrase)
    }

    fn show(mut self, width: f32, height: f32, desk: Option<PathBuf>, change: Option<&dyn Fn(&mut Opening)>) -> Stage {
        self.seed += 1;
        let (sticks, looks) = (self.sticks.clone(), self.looks.clone());
        let env = self.clock.env(&self.folder, self.seed).with_media(move || {
            looks.fetch_add(1, Ordering::SeqCst);
            sticks.lock().unwrap().clone()
        });
        let mut opening = Opening {
            env,
            kdf: Kdf::for_tests(),
            folder: desk,
            unlocked: None,
            look: Some(Look::Light),
            note: None,
            teller: Teller::Nobody,
        };
        if let Some(change) = change {
            change(&mut opening);
        }
        self.draw_at_full_size();
        let builder = Harness::builder().with_size([width, height]).renderer(Brush::default());
        let harness = builder.build_eframe(|cc| App::new(&cc.egui_ctx, opening).unwrap());
        let mut stage = Stage { harness, before: self };
        stage.settle();
        // The zoom of before the preferences were read has changed the size.
        stage.harness.set_size([width, height].into());
        stage.settle();
        stage
    }
}

impl Before {
    /// The harness gives the window's size in points whatever the zoom is, so that *Auto* would grow without end.
    fn draw_at_full_size(&self) {
        if !self.folder.join("state").join("window.json").exists() {
            self.remember(r#"{"text": {"percent": 100}}"#);
        }
    }

    /// What this computer remembers of how its window looks.
    pub(crate) fn remember(&self, preferences: &str) {
        std::fs::create_dir_all(self.folder.join("state")).unwrap();
        std::fs::write(self.folder.join("state").join("window.json"), preferences).unwrap();
    }
}

/// The person who made the desk.
pub(crate) fn handle() -> Handle {
    Handle::parse(HANDLE).unwrap()
}

/// The window, open.
pub(crate) struct Stage {
    pub(crate) harness: Harness<'static, App>,
    pub(crate) before: Before,
}

impl Stage {
    /// Lets the window go on until everything that was asked of the desk is answered and shown.
    pub(crate) fn settle(&mut self) {
        let started = Instant::now();
        let mut quiet = 0;
        // A screen may ask again because of an answer, or a moment after something was typed.
        while quiet < 4 {
            self.step();
            quiet = if self.harness.state().is_settled() { quiet + 1 } else { 0 };
            if quiet == 0 {
                std::thread::sleep(Duration::from_millis(2));
            }
            assert!(started.elapsed() < PATIENCE, "the desk did not answer within {PATIENCE:?}\n{:?}", self.harness);
        }
    }

    /// Lets the window go on until it is so, and what goes on then is done.
    pub(crate) fn wait_for(&mut self, is: impl Fn(&Self) -> bool) {
        let started = Instant::now();
        while !is(self) {
            self.step();
            std::thread::sleep(Duration::from_millis(2));
            assert!(started.elapsed() < PATIENCE, "it never was so\n{:?}", self.harness);
        }
        self.settle();
    }

    /// Draws one frame. While the desk is at work it takes no longer than a frame does: with the harness's quarter of a second each,
    /// what is said for a few seconds would be gone before a slow disk has answered.
    fn step(&mut self) {
        if self.harness.state().is_settled() { self.harness.step() } else { self.frame() }
    }

    /// Draws one frame, as long as a display shows it.
    pub(crate) fn frame(&mut self) {
        let now = self.harness.ctx.input(|input| input.time);
        self.harness.input_mut().time = Some(now + FRAME);
        self.harness.step();
        self.harness.input_mut().time = None;
    }

    /// Lets the window go on until the desk is held up, and what it said before is shown.
    pub(crate) fn until_held(&mut self) {
        let started = Instant::now();
        while !self.before.clock.is_held() {
            self.harness.step();
            std::thread::sleep(Duration::from_millis(2));
            assert!(started.elapsed() < PATIENCE, "the desk was not held up");
        }
        self.harness.run_steps(2);
    }

    /// Lets time go by, in steps that the window sees: a clock that jumps is a laptop that slept.
    pub(crate) fn wait(&mut self, by: TimeDelta) {
        let mut left = by;
        while left > TimeDelta::zero() {
            let step = left.min(TimeDelta::seconds(20));
            self.before.clock.forward(step);
            self.harness.step();
            left -= step;
        }
        self.settle();
    }

    /// Lets the laptop sleep.
    pub(crate) fn sleep(&mut self, by: TimeDelta) {
        self.before.clock.forward(by);
        self.settle();
    }

    /// Closes the window, which waits for what was asked.
    pub(crate) fn close(self) -> Before {
        drop(self.harness);
        self.before
    }

    /// Whether something is called exactly so.
    pub(crate) fn shows(&self, name: &str) -> bool {
        self.harness.query_all_by_label(name).next().is_some()
    }

    /// Whether these words stand anywhere: in a name, a value or a description.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.everything().iter().any(|said| said.contains(words))
    }

    /// Everything that is said of the window.
    pub(crate) fn everything(&self) -> Vec<String> {
        everything(&self.harness)
    }

    /// What can be pressed or written in, by its name.
    pub(crate) fn control<'a>(&'a self, name: &'a str) -> Node<'a> {
        let found =
            self.harness.query_all_by(move |node| node.label().as_deref() == Some(name) && !is_words(node.role()));
        let mut found: Vec<_> = found.collect();
        assert!(!found.is_empty(), "nothing to press or write in is called {name:?}\n{:#?}", self.everything());
        found.remove(0)
    }

    /// Whether a field has this label.
    pub(crate) fn has_field(&self, label: &str) -> bool {
        let mut found = self.harness.query_all_by(|node| is_field(node.role()));
        found.any(|node| node.accesskit_node().label().as_deref() == Some(label))
    }

    /// A field by its label.
    pub(crate) fn field<'a>(&'a self, label: &'a str) -> Node<'a> {
        let found =
            self.harness.query_all_by(move |node| node.label().as_deref() == Some(label) && is_field(node.role()));
        let mut found: Vec<_> = found.collect();
        assert!(!found.is_empty(), "no field is called {label:?}\n{:#?}", self.everything());
        found.remove(0)
    }

    /// Presses something by the pointer.
    pub(crate) fn click(&mut self, name: &str) {
        self.control(name).click();
        self.settle();
    }

    /// Gives the keyboard to a box for text: a list beside it may have the same label, as a dialling code does.
    pub(crate) fn enter(&mut self, label: &str) {
        let boxes = [Role::TextInput, Role::MultilineTextInput, Role::EditableComboBox];
        let found = self
            .harness
            .query_all_by(|node| node.label().as_deref() == Some(label) && boxes.contains(&node.role()))
            .next();
        found.unwrap_or_else(|| panic!("no box is called {label:?}\n{:#?}", self.everything())).focus();
        self.harness.run_steps(2);
    }

    /// Writes into a field, after what stands in it.
    pub(crate) fn write(&mut self, label: &str, text: &str) {
        self.field(label).focus();
        self.harness.step();
        self.type_in(text);
        self.settle();
    }

    /// Empties a field and writes into it.
    pub(crate) fn rewrite(&mut self, label: &str, text: &str) {
        self.field(label).focus();
        self.harness.step();
        self.press(Modifiers::COMMAND, Key::A);
        self.press(Modifiers::NONE, Key::Backspace);
        self.type_in(text);
        self.settle();
    }

    /// Types a text, a character a step, as fingers do.
    pub(crate) fn type_in(&mut self, text: &str) {
        for character in text.chars() {
            self.harness.event(Event::Text(character.to_string()));
            self.harness.step();
        }
    }

    /// Presses a key, once.
    pub(crate) fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.step();
        self.harness.step();
    }

    /// Presses a key alone, and waits for what comes of it.
    pub(crate) fn key(&mut self, key: Key) {
        self.press(Modifiers::NONE, key);
        self.settle();
    }

    /// Presses Ctrl with a key, and waits for what comes of it.
    pub(crate) fn ctrl(&mut self, key: Key) {
        self.press(Modifiers::COMMAND, key);
        self.settle();
    }

    /// What has the keyboard, by its name.
    pub(crate) fn focused(&self) -> Option<String> {
        focused(&self.harness)
    }

    /// Unlocks with the lead's passphrase.
    pub(crate) fn unlock(&mut self) {
        self.type_in(PASSPHRASE);
        self.key(Key::Enter);
    }
}

/// Everything that is said of a window.
pub(super) fn everything<S>(harness: &Harness<'_, S>) -> Vec<String> {
    let nodes = harness.query_all_by(|_| true);
    nodes
        .flat_map(|node| {
            let node = node.accesskit_node();
            [node.label(), node.value(), node.data().description().map(str::to_owned)]
        })
        .flatten()
        .collect()
}

/// What has the keyboard, by its name.
pub(super) fn focused<S>(harness: &Harness<'_, S>) -> Option<String> {
    #[expect(clippy::redundant_closure_for_method_calls, reason = "the method is not general enough")]
    let mut found = harness.query_all_by(|node| node.is_focused());
    found.find_map(|node| node.accesskit_node().label())
}

fn is_field(role: Role) -> bool {
    matches!(
        role,
        Role::TextInput
            | Role::MultilineTextInput
            | Role::PasswordInput
            | Role::SearchInput
            | Role::EditableComboBox
            | Role::ComboBox
    )
}

fn is_words(role: Role) -> bool {
    matches!(role, Role::Label | Role::Heading | Role::TextRun | Role::GenericContainer | Role::Unknown)
}

//! The program itself under a display of its own, with keys from outside: what somebody types is on the disk when the
//! window is closed.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use lanyard::domain::code::Code;
use lanyard::domain::form::Field;

use super::stage::{Before, HANDLE, PASSPHRASE};
use crate::support::tools::{Tools, need, run};

const PROGRAM: &str = env!("CARGO_BIN_EXE_lanyard");
/// Far above what any step needs, on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(120);
/// Above what unlocking takes there.
const UNLOCKING: Duration = Duration::from_secs(20);

/// A process that does not outlive its test.
pub(super) struct Running(pub(super) Child);

impl Drop for Running {
    fn drop(&mut self) {
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

/// A display that nobody sees, with the window manager that gives a window the keyboard and asks it to close.
struct Display {
    name: String,
    _manager: Running,
    _server: Running,
}

impl Display {
    fn start(tools: &Tools, folder: &Path) -> Self {
        let said = folder.join("display");
        let file = File::create(&said).unwrap();
        let mut server = tools.command("Xvfb");
        // It writes the number of the display that was free.
        server.args(["-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"]);
        let server = server.stdin(Stdio::null()).stdout(file).stderr(Stdio::null()).spawn().unwrap();
        let server = Running(server);
        let number = until("a display", || {
            let number = std::fs::read_to_string(&said).unwrap();
            number.ends_with('\n').then(|| number.trim().to_owned())
        });
        let name = format!(":{number}");
        let mut manager = tools.command("openbox");
        // The settings of whoever runs the tests are not its business.
        manager.env("DISPLAY", &name).env("HOME", folder).env("XDG_CONFIG_HOME", folder);
        let manager = manager.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        Self { name, _manager: Running(manager), _server: server }
    }

    fn tool(&self, tools: &Tools, arguments: &[&str]) -> String {
        let output = run(tools.command("xdotool").args(arguments).env("DISPLAY", &self.name));
        output.text()
    }

    /// Keys and focus: what xdotool does not know or cannot do must not pass for done.
    fn play(&self, tools: &Tools, arguments: &[&str]) {
        let output = run(tools.command("xdotool").args(arguments).env("DISPLAY", &self.name));
        assert!(output.success(), "{arguments:?}: {output:?}");
    }
}

/// Waits until there is something, and gives it.
pub(super) fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(started.elapsed() < PATIENCE, "{what} did not come within {PATIENCE:?}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// The program, unlocked, at a desk of today.
pub(super) struct Seat {
    tools: Tools,
    window: Running,
    display: Display,
    complaints: PathBuf,
}

impl Seat {
    fn at(tools: Tools, before: &Before) -> Self {
        Self::with(tools, before, &[])
    }

    /// The same, in a world where these variables are set.
    pub(super) fn with(tools: Tools, before: &Before, world: &[(&str, &str)]) -> Self {
        let (desk, state) = (before.place(), before.folder.join("state"));
        let display = Display::start(&tools, before.folder.path());
        let mut window = Command::new(PROGRAM);
        window.arg("--desk").arg(&desk).arg("--state-dir").arg(&state);
        window.env("DISPLAY", &display.name).env_remove("WAYLAND_DISPLAY").env("LIBGL_ALWAYS_SOFTWARE", "1");
        window.envs(world.iter().copied());
        let complaints = before.folder.join("complaints");
        window.stdin(Stdio::null()).stdout(Stdio::null()).stderr(File::create(&complaints).unwrap());
        let mut window = Running(window.spawn().unwrap());
        let id = until("the window", || {
            if let Some(ended) = window.0.try_wait().unwrap() {
                panic!("the window ended with {ended}: {}", std::fs::read_to_string(&complaints).unwrap());
            }
            let found = display.tool(&tools, &["search", "--onlyvisible", "--name", "^Lanyard$"]);
            found.lines().last().map(str::to_owned)
        });
        let seat = Self { tools, window, display, complaints };
        seat.play(&["windowfocus", "--sync", &id]);
        // What is typed before the window listens is lost, so the passphrase is typed until it opens the desk: the program
        // then notes who did.
        until("the open desk", || {
            std::thread::sleep(Duration::from_secs(2));
            seat.play(&["type", "--delay", "60", PASSPHRASE]);
            seat.play(&["key", "Return"]);
            // Not again before the first has surely failed: a second one would be typed into the open desk.
            let noted = || std::fs::read_to_string(state.join("window.json")).unwrap_or_default();
            let began = Instant::now();
            while !noted().contains(HANDLE) && began.elapsed() < UNLOCKING {
                std::thread::sleep(Duration::from_millis(200));
            }
            noted().contains(HANDLE).then_some(())
        });
        std::thread::sleep(Duration::from_secs(2));
        seat
    }

    fn play(&self, arguments: &[&str]) {
        self.display.play(&self.tools, arguments);
    }

    /// A visitor's name and email, and that they are 13 or over.
    pub(super) fn hannah(&self) {
        self.play(&["type", "--delay", "60", "Hannah Brightwell"]);
        self.play(&["key", "Tab", "Tab"]);
        self.play(&["type", "--delay", "60", "hannah.brightwell@example.org"]);
        for _ in 0..6 {
            self.play(&["key", "--delay", "60", "Tab"]);
        }
        self.play(&["key", "--delay", "60", "space"]);
    }

    /// Closes the window as by its button: the window manager asks the program, which waits for the disk. On a busy machine
    /// the manager may be behind with a key, so that it is pressed again, as a person would.
    pub(super) fn closes(&mut self) {
        until("the end of the program", || {
            self.play(&["key", "--delay", "100", "alt+F4"]);
            std::thread::sleep(Duration::from_secs(4));
            self.window.0.try_wait().unwrap()
        });
    }
}

#[test]
fn what_is_typed_into_the_program_is_found_by_the_program() {
    let Some(tools) = need(&["Xvfb", "xdotool", "openbox"]) else { return };
    let before = Before::desk_of_today();
    let mut seat = Seat::at(tools, &before);
    seat.hannah();
    seat.play(&["key", "--delay", "60", "ctrl+Return"]);
    std::thread::sleep(Duration::from_secs(2));
    seat.closes();

    let found = run(Command::new(PROGRAM)
        .arg("--desk")
        .arg(before.place())
        .arg("--state-dir")
        .arg(before.folder.join("state"))
        .args(["--as", HANDLE, "find", "--event", "open-day", "brightwell"])
        .env("LANYARD_PASSPHRASE", PASSPHRASE));
    let mut said = String::new();
    _ = File::open(&seat.complaints).and_then(|mut file| file.read_to_string(&mut said));
    assert!(found.success() && found.text().contains("Hannah Brightwell"), "{found:?}\n{said}");
}

#[test]
fn r01_what_is_typed_is_on_the_disk_within_a_second_although_the_program_is_killed() {
    let Some(tools) = need(&["Xvfb", "xdotool", "openbox"]) else { return };
    let before = Before::desk_of_today();
    let mut seat = Seat::at(tools, &before);
    seat.hannah();
    // Back to the name on the badge.
    for _ in 0..7 {
        seat.play(&["key", "--delay", "60", "shift+Tab"]);
    }
    seat.play(&["type", "--delay", "60", "Hanna"]);
    // And on to what they are interested in, where no Enter has made a subject of it yet.
    for _ in 0..9 {
        seat.play(&["key", "--delay", "60", "Tab"]);
    }
    seat.play(&["type", "--delay", "60", "Water"]);
    std::thread::sleep(Duration::from_secs(1));
    seat.window.0.kill().unwrap();
    seat.window.0.wait().unwrap();

    let desk = before.open();
    let event = Code::new("open-day").unwrap();
    let begun = desk.drafts(&event).unwrap();
    assert_eq!(begun.iter().map(|form| form.name.as_str()).collect::<Vec<_>>(), ["Hannah Brightwell"]);
    let form = desk.draft(&event, begun[0].registration).unwrap();
    assert_eq!(form.field(Field::Email), "hannah.brightwell@example.org");
    assert_eq!((form.thirteen_or_over.is_some(), form.field(Field::BadgeName)), (true, "Hanna"), "typed before that");
    assert_eq!(form.field(Field::Subjects), "Water", "the last thing typed");
}

//! From the start of the program to its painted unlock screen, against KeePassXC, and what both take of the processor while
//! nobody touches them. Both run by turns under a display that nobody sees, whose pixels are a file: what counts is the
//! first moment at which the picture is the one that stays.

use std::fs::File;
use std::io::Write;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use criterion::Criterion;

use crate::figures::{Figures, Samples, percentile};
use crate::fixture::Fixture;

/// The display's width and height.
const SIZE: (usize, usize) = (1366, 768);
/// Every so manieth pixel is looked at, across and down.
const STEP: usize = 6;
/// How long a picture has to stay as it is.
const STILL: Duration = Duration::from_secs(2);
/// A cursor blinks in both; it is less than a hundredth of what is looked at.
const BLINKING: usize = (SIZE.0 / STEP) * (SIZE.1 / STEP) / 100;
const TURNS: usize = 9;

pub(crate) fn run(criterion: &mut Criterion, figures: &mut Figures, large: &Fixture) {
    let tools = ["Xvfb", "keepassxc", "keepassxc-cli"];
    if let Some(missing) = tools.into_iter().find(|tool| !is_there(tool)) {
        figures.line(format!("the start against KeePassXC: not measured, {missing} is not installed"));
        return;
    }
    let mut samples = Samples::default();
    let mut idle = None;
    criterion.bench_function("from the start to the unlock screen", |bench| {
        bench.iter_custom(|iterations| {
            if samples.ours.is_empty() {
                idle = Some(measure(large, &mut samples));
            }
            percentile(&samples.ours, 50) * u32::try_from(iterations).unwrap_or(u32::MAX)
        });
    });
    if let Some([ours, theirs]) = idle {
        let (own, other) = (percentile(&samples.ours, 50), percentile(&samples.floor, 50));
        figures.ratio("from the start to the unlock screen, median, against KeePassXC", own, other, 1.0);
        let verdict = if ours.is_zero() { "reached" } else { "MISSED" };
        figures.line(format!("processor in {IDLE:?} of standing still: {ours:?}, KeePassXC {theirs:?} (0: {verdict})"));
    }
}

/// How long nobody touches them.
const IDLE: Duration = Duration::from_secs(10);

fn is_there(tool: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(tool).is_file())
}

fn measure(large: &Fixture, samples: &mut Samples) -> [Duration; 2] {
    let folder = tempfile::tempdir().unwrap();
    let display = Display::start(folder.path());
    let database = folder.path().join("database.kdbx");
    create(&database, folder.path());
    let lanyard = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lanyard"));
        command.arg("--desk").arg(large.place()).arg("--state-dir").arg(folder.path().join("state"));
        command
    };
    let keepassxc = || {
        let mut command = Command::new("keepassxc");
        command.arg("--config").arg(settings(folder.path())).arg(&database);
        command
    };
    // What is read from the disk for the first time is not what is compared.
    display.shown(&mut lanyard());
    display.shown(&mut keepassxc());
    for _ in 0..TURNS {
        samples.ours.push(display.shown(&mut lanyard()).0);
        samples.floor.push(display.shown(&mut keepassxc()).0);
    }
    [display.shown(&mut lanyard()).1.idle(), display.shown(&mut keepassxc()).1.idle()]
}

/// A database of KeePassXC's own, as it makes one.
fn create(database: &Path, home: &Path) {
    let mut command = Command::new("keepassxc-cli");
    command.args(["db-create", "--set-password", "--decryption-time", "100"]).arg(database);
    let command = command.env("HOME", home).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"correct horse battery\ncorrect horse battery\n").unwrap();
    assert!(child.wait().unwrap().success() && database.is_file());
}

/// Nothing but its unlock screen: it asks about updates the first time.
fn settings(folder: &Path) -> PathBuf {
    let file = folder.join("keepassxc.ini");
    std::fs::write(&file, "[General]\nUpdateCheckMessageShown=true\n[GUI]\nCheckForUpdates=false\n").unwrap();
    file
}

/// A program that does not outlive its measure.
struct Running(Child);

impl Running {
    /// What it takes of the processor while nobody touches it, in the clock ticks that the system counts.
    fn idle(&self) -> Duration {
        // What a program does once, a moment after it has appeared, is not standing still.
        sleep(STILL);
        let before = self.worked();
        sleep(IDLE);
        self.worked() - before
    }

    fn worked(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.0.id())).unwrap();
        // Behind the name, which may hold anything: user and system time are the 12th and 13th of what follows.
        let (_, after) = stat.rsplit_once(')').unwrap();
        let ticks: u64 = after.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<u64>().unwrap()).sum();
        Duration::from_millis(ticks * 1_000 / rustix::param::clock_ticks_per_second())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

/// A display whose pixels are a file (`Xvfb -fbdir`).
struct Display {
    name: String,
    home: PathBuf,
    pixels: File,
    _server: Running,
}

impl Display {
    fn start(folder: &Path) -> Self {
        let said = folder.join("display");
        let screen = format!("{}x{}x24", SIZE.0, SIZE.1);
        let mut server = Command::new("Xvfb");
        server.args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", &screen, "-fbdir"]).arg(folder);
        let server = server.stdin(Stdio::null()).stdout(File::create(&said).unwrap()).stderr(Stdio::null());
        let server = Running(server.spawn().unwrap());
        let began = Instant::now();
        let number = loop {
            let number = std::fs::read_to_string(&said).unwrap();
            if number.ends_with('\n') {
                break number.trim().to_owned();
            }
            assert!(began.elapsed() < Duration::from_secs(30), "no display");
            sleep(Duration::from_millis(20));
        };
        let pixels = File::open(folder.join("Xvfb_screen0")).unwrap();
        Self { name: format!(":{number}"), home: folder.to_owned(), pixels, _server: server }
    }

    /// What is on it now, as far as it is looked at.
    fn look(&self) -> Vec<u32> {
        // The pixels are the end of the file; what is before them says how they lie.
        let line = SIZE.0 * 4;
        let length = self.pixels.metadata().unwrap().len();
        let before = length - u64::try_from(line * SIZE.1).unwrap();
        let mut row = vec![0; line];
        let mut seen = Vec::with_capacity(SIZE.0 / STEP * SIZE.1 / STEP);
        for y in (0..SIZE.1).step_by(STEP) {
            self.pixels.read_exact_at(&mut row, before + u64::try_from(y * line).unwrap()).unwrap();
            seen.extend(row.chunks_exact(4).step_by(STEP).map(|pixel| u32::from_ne_bytes(pixel.try_into().unwrap())));
        }
        seen
    }

    /// Starts a program; gives back how long it took to the picture that stayed, and the program.
    fn shown(&self, command: &mut Command) -> (Duration, Running) {
        let empty = self.still();
        command.env("DISPLAY", &self.name).env("HOME", &self.home).env_remove("WAYLAND_DISPLAY");
        command.env("XDG_CONFIG_HOME", &self.home).env("XDG_CACHE_HOME", &self.home).env("LIBGL_ALWAYS_SOFTWARE", "1");
        command.env("QT_QPA_PLATFORM", "xcb");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let began = Instant::now();
        let mut program = Running(command.spawn().unwrap());
        let mut last = (Duration::ZERO, empty.clone());
        loop {
            let now = self.look();
            if differ(&now, &last.1) {
                last = (began.elapsed(), now);
            }
            if differ(&last.1, &empty) && began.elapsed() > last.0 + STILL {
                return (last.0, program);
            }
            assert!(program.0.try_wait().unwrap().is_none(), "the program ended before it showed anything");
            assert!(began.elapsed() < Duration::from_secs(60), "nothing was shown");
            sleep(Duration::from_millis(1));
        }
    }

    /// What it shows once nothing changes any more.
    fn still(&self) -> Vec<u32> {
        let mut last = (Instant::now(), self.look());
        while last.0.elapsed() < Duration::from_millis(500) {
            let now = self.look();
            if now != last.1 {
                last = (Instant::now(), now);
            }
            sleep(Duration::from_millis(10));
        }
        last.1
    }
}

fn differ(one: &[u32], other: &[u32]) -> bool {
    one.iter().zip(other).filter(|(one, other)| one != other).count() > BLINKING
}

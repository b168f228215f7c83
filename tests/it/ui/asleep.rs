//! The laptop is about to sleep, and logind tells: on a bus of the test's own, where a logind of the test's own is asked to wait.

use std::fs::File;
use std::io::{ErrorKind, PipeReader, Read, pipe};
use std::os::fd::OwnedFd;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use egui::Key;
use egui_kittest::kittest::Queryable;
use lanyard::desk::Passphrase;
use lanyard::domain::age::AgeAnswer;
use lanyard::domain::code::Code;
use lanyard::domain::form::Field;
use lanyard::worker::sleep::Teller;
use rustix::fs::{OFlags, fcntl_setfl};
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;

use super::binary::{Running, Seat, until};
use super::stage::{Before, PASSPHRASE, Stage, handle};
use crate::support::scratch::Folder;
use crate::support::tools::{Tools, need};

const PATH: &str = "/org/freedesktop/login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";

/// A bus that anybody may speak on.
const BUS: &str = r#"<busconfig>
  <type>custom</type>
  <listen>unix:path=SOCKET</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/><allow own="*"/>
    <allow send_type="method_call"/><allow send_type="signal"/>
    <allow send_requested_reply="true" send_type="method_return"/><allow send_requested_reply="true" send_type="error"/>
    <allow receive_type="method_call"/><allow receive_type="method_return"/><allow receive_type="error"/>
    <allow receive_type="signal"/>
  </policy>
</busconfig>
"#;

/// What logind was asked for, and the other end of what it gave: that ends when the lock is let go of.
struct Lock {
    asked: [String; 4],
    end: PipeReader,
}

impl Lock {
    fn is_held(&mut self) -> bool {
        match self.end.read(&mut [0]) {
            Ok(0) => false,
            Err(error) if error.kind() == ErrorKind::WouldBlock => true,
            other => panic!("nobody writes into a lock: {other:?}"),
        }
    }
}

type Locks = Arc<Mutex<Vec<Lock>>>;

struct Manager(Locks);

#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl Manager {
    fn inhibit(&self, what: String, who: String, why: String, mode: String) -> zbus::zvariant::OwnedFd {
        let (end, given) = pipe().unwrap();
        fcntl_setfl(&end, OFlags::NONBLOCK).unwrap();
        self.0.lock().unwrap().push(Lock { asked: [what, who, why, mode], end });
        OwnedFd::from(given).into()
    }
}

/// A bus with a logind on it.
struct Logind {
    address: String,
    locks: Locks,
    line: Connection,
    _bus: Running,
    _folder: Folder,
}

impl Logind {
    fn start(tools: &Tools) -> Self {
        let folder = Folder::new();
        let (socket, settings) = (folder.join("bus"), folder.join("bus.conf"));
        std::fs::write(&settings, BUS.replace("SOCKET", socket.to_str().unwrap())).unwrap();
        let mut bus = tools.command("dbus-daemon");
        bus.arg("--nofork").arg("--nopidfile").arg("--config-file").arg(&settings).stdin(Stdio::null());
        let complaints = folder.join("complaints");
        let bus = bus.stdout(Stdio::null()).stderr(File::create(&complaints).unwrap()).spawn().unwrap();
        let bus = Running(bus);
        let address = format!("unix:path={}", socket.display());
        let locks = Locks::default();
        let line = until("a bus", || {
            let line = Builder::address(address.as_str()).unwrap().serve_at(PATH, Manager(locks.clone())).unwrap();
            line.name("org.freedesktop.login1").unwrap().build().ok()
        });
        Self { address, locks, line, _bus: bus, _folder: folder }
    }

    /// Says that the laptop is about to sleep, or is awake again.
    fn says(&self, sleeps: bool) {
        self.line.emit_signal(None::<&str>, PATH, MANAGER, "PrepareForSleep", &sleeps).unwrap();
    }

    /// How many locks were asked for, and whether the last one is held.
    fn locks(&self) -> (usize, bool) {
        let mut locks = self.locks.lock().unwrap();
        (locks.len(), locks.last_mut().is_some_and(Lock::is_held))
    }

    fn until_locks_are(&self, wanted: (usize, bool)) {
        until("the lock", || (self.locks() == wanted).then_some(()));
    }
}

/// A desk, open, that hears this logind and has asked it to wait.
fn heard_by(logind: &Logind) -> Stage {
    let stage = Before::desk().opened_as(&|opening| {
        opening.unlocked = Some((handle(), Passphrase::given(PASSPHRASE)));
        opening.teller = Teller::At(logind.address.clone());
    });
    logind.until_locks_are((1, true));
    stage
}

/// Paints until it is so; the desk itself may be held up.
fn paint_until(stage: &mut Stage, is: impl Fn(&Stage) -> bool) {
    until("what was awaited", || {
        stage.harness.step();
        is(stage).then_some(())
    });
}

fn begun(before: &Before) -> Vec<(String, String)> {
    let desk = before.open();
    let event = Code::new("open-day").unwrap();
    let begun = desk.drafts(&event).unwrap();
    let typed = |form: &lanyard::desk::BegunForm| {
        let draft = desk.draft(&event, form.registration).unwrap();
        (form.name.clone(), draft.field(Field::BadgeName).to_owned())
    };
    begun.iter().map(typed).collect()
}

#[test]
fn r22_the_laptop_sleeps_only_once_the_desk_is_locked_and_the_form_is_on_the_disk() {
    let Some(tools) = need(&["dbus-daemon"]) else { return };
    let logind = Logind::start(&tools);
    let mut stage = heard_by(&logind);
    let asked = logind.locks.lock().unwrap()[0].asked.clone();
    assert_eq!((asked[0].as_str(), asked[1].as_str(), asked[3].as_str()), ("sleep", "Lanyard", "delay"));
    stage.write("Full name", "Hannah Brightwell");
    stage.choose("Yes");
    // The last letters are younger than what is written every now and then, and the disk is slow.
    stage.enter("Name on badge");
    stage.before.clock.hold_after(0);
    stage.type_in("Hanna");
    logind.says(true);
    paint_until(&mut stage, |stage| stage.shows("Desk locked"));
    for _ in 0..20 {
        stage.harness.step();
        std::thread::sleep(Duration::from_millis(10));
        assert_eq!(logind.locks(), (1, true), "it waits for the disk");
    }
    stage.before.clock.release();
    paint_until(&mut stage, |_| logind.locks() == (1, false));
    // Whatever happens while it sleeps: the desk is closed, and what was typed is on the disk.
    assert_eq!(begun(&stage.before), [("Hannah Brightwell".to_owned(), "Hanna".to_owned())]);

    logind.says(false);
    logind.until_locks_are((2, true));
    stage.settle();
    assert!(stage.says("when the laptop slept") && stage.says("A visitor’s form is waiting"));
    stage.unlock();
    assert_eq!(stage.field("Full name").value().as_deref(), Some("Hannah Brightwell"));
    // The next sleep is told in the same way.
    logind.says(true);
    paint_until(&mut stage, |stage| stage.shows("Desk locked"));
    paint_until(&mut stage, |_| logind.locks() == (2, false));
}

#[test]
fn r11_a_sleep_brings_no_unsettled_child_to_the_disk_and_takes_what_was_there_away() {
    let Some(tools) = need(&["dbus-daemon"]) else { return };
    let logind = Logind::start(&tools);
    let mut stage = heard_by(&logind);
    stage.write("Full name", "Hannah Brightwell");
    stage.choose("Yes");
    stage.rest();
    // It was a child after all, and the lid is closed at once.
    stage.harness.get_by_role_and_label(egui::Role::RadioButton, "No").click();
    stage.harness.step();
    logind.says(true);
    paint_until(&mut stage, |stage| stage.shows("Desk locked"));
    paint_until(&mut stage, |_| logind.locks() == (1, false));
    assert_eq!(begun(&stage.before), []);
    // It waits in memory.
    stage.unlock();
    assert_eq!(stage.field("Full name").value().as_deref(), Some("Hannah Brightwell"));
}

#[test]
fn a_desk_that_is_locked_already_lets_the_laptop_sleep_at_once() {
    let Some(tools) = need(&["dbus-daemon"]) else { return };
    let logind = Logind::start(&tools);
    let mut stage = heard_by(&logind);
    stage.ctrl(Key::L);
    logind.says(true);
    paint_until(&mut stage, |_| logind.locks() == (1, false));
    assert!(stage.says("Locked at 10:42") && !stage.says("when the laptop slept"), "{:#?}", stage.everything());
}

#[test]
#[expect(clippy::disallowed_types, reason = "the desk speaks to it, and it does not answer")]
fn a_bus_that_does_not_answer_holds_no_window_open() {
    let folder = Folder::new();
    let socket = folder.join("bus");
    let _deaf = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let mut stage = Before::desk().opened_as(&|opening| {
        opening.unlocked = Some((handle(), Passphrase::given(PASSPHRASE)));
        opening.teller = Teller::At(format!("unix:path={}", socket.display()));
    });
    stage.write("Full name", "Hannah Brightwell");
    let closing = Instant::now();
    drop(stage.close());
    assert!(closing.elapsed() < Duration::from_secs(20), "{:?}", closing.elapsed());
}

#[test]
fn r22_the_program_itself_locks_before_the_laptop_sleeps() {
    let Some(tools) = need(&["Xvfb", "xdotool", "openbox", "dbus-daemon"]) else { return };
    let logind = Logind::start(&tools);
    let before = Before::desk_of_today();
    let mut seat = Seat::with(tools, &before, &[("DBUS_SYSTEM_BUS_ADDRESS", &logind.address)]);
    logind.until_locks_are((1, true));
    seat.hannah();
    // Keys take their time to arrive on a busy machine.
    std::thread::sleep(Duration::from_secs(3));
    logind.says(true);
    logind.until_locks_are((1, false));
    // Only one may have a desk open at a time.
    let desk = before.open();
    let event = Code::new("open-day").unwrap();
    let begun = desk.drafts(&event).unwrap();
    let form = desk.draft(&event, begun[0].registration).unwrap();
    assert_eq!((form.name().as_str(), form.thirteen_or_over), ("Hannah Brightwell", Some(AgeAnswer::Yes)));
    drop(desk);
    // It goes on, and ends when it is asked to.
    logind.says(false);
    logind.until_locks_are((2, true));
    seat.closes();
    logind.until_locks_are((2, false));
}

//! A desk that is worked at through the program alone, with everything that a process can write in folders of its own.

use std::cell::RefCell;
use std::path::PathBuf;
use std::process::Command;

use crate::support::scratch::Folder;
use crate::support::tools::{Output, run};

const PROGRAM: &str = env!("CARGO_BIN_EXE_lanyard");
pub(super) const PASSPHRASE: &str = "correct horse battery";
/// The lead's name.
pub(super) const NAME: &str = "Alex Stavqenholt";
pub(super) const EVENT: &str = "open-day-2026";

pub(super) struct Day {
    pub(super) folder: Folder,
    heard: RefCell<String>,
}

impl Day {
    /// A desk with the example event.
    pub(super) fn new() -> Self {
        Self::at(lanyard::lists::event_file::EXAMPLE_EVENT)
    }

    /// A desk with the example event, held today.
    pub(super) fn today() -> Self {
        let today = lanyard::env::Env::real(None).now().date_naive().to_string();
        Self::at(&lanyard::lists::event_file::EXAMPLE_EVENT.replace("2026-11-21", &today))
    }

    fn at(event: &str) -> Self {
        let day = Self { folder: Folder::new(), heard: RefCell::default() };
        for name in ["tmp", "home", "state", "out", "given"] {
            std::fs::create_dir(day.folder.join(name)).unwrap();
        }
        day.done(&["init", "--name", NAME], 0);
        let event = day.file("event.toml", event);
        day.done(&["event", "new", &event], 0);
        day
    }

    /// A file that the desk is given, apart from everything that it writes.
    pub(super) fn file(&self, name: &str, text: &str) -> String {
        let path = self.path("given").join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The program with arguments.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        self.arguments(Command::new(PROGRAM), arguments)
    }

    /// The program with arguments, started by another.
    pub(super) fn command_around(&self, mut starter: Command, arguments: &[&str]) -> Command {
        starter.arg(PROGRAM);
        self.arguments(starter, arguments)
    }

    fn arguments(&self, mut command: Command, arguments: &[&str]) -> Command {
        command.arg("--desk").arg(self.path("Day.lanyard")).arg("--state-dir").arg(self.path("state"));
        command.args(["--as", "alex"]).args(arguments);
        command.env("LANYARD_PASSPHRASE", PASSPHRASE).env("LANYARD_NEW_PASSPHRASE", PASSPHRASE);
        for (name, folder) in
            [("TMPDIR", "tmp"), ("HOME", "home"), ("XDG_STATE_HOME", "home"), ("XDG_DATA_HOME", "home")]
        {
            command.env(name, self.path(folder));
        }
        command.current_dir(self.path("home"));
        command
    }

    pub(super) fn run(&self, arguments: &[&str]) -> Output {
        let output = run(&mut self.command(arguments));
        self.heard.borrow_mut().push_str(&(output.text() + &output.complaint()));
        output
    }

    /// Registers a list; answers what was said of each row, and the count at the end.
    pub(super) fn register(&self, list: &str, code: i32) -> Vec<serde_json::Value> {
        let said = self.done(
            &["--json", "register", "--event", EVENT, "--from", list, "--source", "a test", "--given-by-themselves"],
            code,
        );
        said.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Runs a command that ends with this code; answers what it said.
    pub(super) fn done(&self, arguments: &[&str], code: i32) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{output:?}");
        output.text()
    }

    /// Everything that the program said so far.
    pub(super) fn heard(&self) -> String {
        self.heard.borrow().clone()
    }

    /// The recovery code, as the program showed it once.
    pub(super) fn recovery_code(&self) -> String {
        let heard = self.heard.borrow();
        heard.lines().find_map(|line| line.strip_prefix("    ")).unwrap().to_owned()
    }

    /// Runs a command that ends well; answers the one object that it said in JSON.
    pub(super) fn json(&self, arguments: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.done(&[&["--json"], arguments].concat(), 0)).unwrap()
    }

    /// The desk's key, as it signs batches.
    pub(super) fn key(&self) -> String {
        self.json(&["key"])["desk_key"].as_str().unwrap().to_owned()
    }
}

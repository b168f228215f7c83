//! A terminal that answers prompts: `age` and our own program ask for a passphrase there and nowhere else.

use std::ffi::OsStr;
use std::fmt::{self, Debug, Formatter};
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use super::tools::{self, Tools};

/// What stays on the terminal before the script gives up, in seconds; its caller waits a little longer.
const PATIENCE: u64 = 120;

/// What a command on a terminal left behind.
pub(crate) struct Session {
    /// Its exit code; below zero a signal.
    pub(crate) code: i64,
    /// What it wrote to its standard output, which was not the terminal.
    pub(crate) stdout: Vec<u8>,
    /// What it wrote to its standard error, which was not the terminal.
    pub(crate) stderr: Vec<u8>,
    /// What stood on the terminal: prompts, and what was echoed.
    pub(crate) terminal: Vec<u8>,
    /// Whether the terminal shows what is typed next.
    pub(crate) echoes: bool,
}

impl Session {
    /// Whether it ended well.
    pub(crate) fn success(&self) -> bool {
        self.code == 0
    }
}

impl Debug for Session {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let parts = [("stdout", &self.stdout), ("stderr", &self.stderr), ("terminal", &self.terminal)];
        write!(f, "code {}", self.code)?;
        parts.iter().try_for_each(|(name, bytes)| write!(f, "\n--- {name}\n{}", String::from_utf8_lossy(bytes)))
    }
}

/// Runs a command on a terminal of its own and gives each answer when its prompt (a part of it) appears, in order.
/// `tools` must have been asked for `python3`.
///
/// # Panics
/// When the script that holds the terminal fails.
pub(crate) fn run(tools: &Tools, command: &Command, answers: &[(&str, &str)]) -> Session {
    let text = |part: &OsStr| part.to_str().expect("a command line in UTF-8").to_owned();
    let argv: Vec<String> = std::iter::once(command.get_program()).chain(command.get_args()).map(text).collect();
    let asked = json!({ "argv": argv, "answers": answers, "patience": PATIENCE });

    let mut python = tools.python();
    python.args(["-c", include_str!("pty.py")]);
    if let Some(folder) = command.get_current_dir() {
        python.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => python.env(name, value),
            None => python.env_remove(name),
        };
    }
    let output = tools::run_with(&mut python, asked.to_string().as_bytes(), Duration::from_secs(PATIENCE + 30));
    assert!(output.success(), "{output:?}");
    let left: Value = serde_json::from_slice(&output.stdout).unwrap();
    let bytes = |name: &str| hex::decode(left[name].as_str().unwrap()).unwrap();
    Session {
        code: left["code"].as_i64().unwrap(),
        stdout: bytes("stdout"),
        stderr: bytes("stderr"),
        terminal: bytes("terminal"),
        echoes: left["echoes"].as_bool().unwrap(),
    }
}

#[test]
fn a_prompt_on_the_terminal_is_answered_and_not_echoed() {
    let Some(tools) = tools::need(&["python3"]) else { return };
    let program = "import getpass, sys
first = getpass.getpass('First: ')
second = getpass.getpass('Second: ')
print(first + '/' + second)
sys.exit(7)";
    let mut command = tools.python();
    command.args(["-c", program]);
    let session = run(&tools, &command, &[("First:", "correct horse"), ("Second:", "battery")]);
    assert_eq!(session.code, 7, "{session:?}");
    assert_eq!(session.stdout, b"correct horse/battery\n", "{session:?}");
    let terminal = String::from_utf8_lossy(&session.terminal);
    assert!(terminal.contains("First:") && !terminal.contains("battery"), "{session:?}");
}

#[test]
fn age_opens_an_identity_under_a_passphrase() {
    let Some(tools) = tools::need(&["age", "age-keygen", "python3"]) else { return };
    let folder = super::scratch::Folder::new();
    let passphrase = "three random words";
    let key = tools::run(&mut tools.command("age-keygen"));
    std::fs::write(folder.join("plain.key"), &key.stdout).unwrap();
    let public = tools::run(tools.command("age-keygen").arg("-y").arg(folder.join("plain.key"))).text();
    let sealed = tools::run_with(
        tools.command("age").args(["-r", public.trim(), "-o"]).arg(folder.join("sealed.age")),
        b"what is inside",
        Duration::from_secs(60),
    );
    assert!(sealed.success(), "{sealed:?}");

    let mut lock = tools.command("age");
    lock.args(["-p", "-o", "alex.age", "plain.key"]).current_dir(folder.path());
    let locked = run(&tools, &lock, &[("passphrase", passphrase), ("Confirm", passphrase)]);
    assert!(locked.success(), "{locked:?}");

    let mut open = tools.command("age");
    open.args(["-d", "-i", "alex.age", "sealed.age"]).current_dir(folder.path());
    let opened = run(&tools, &open, &[("passphrase", passphrase)]);
    assert_eq!((opened.code, opened.stdout.as_slice()), (0, b"what is inside".as_slice()), "{opened:?}");
    let refused = run(&tools, &open, &[("passphrase", "three other words")]);
    assert!(!refused.success() && refused.stdout.is_empty(), "{refused:?}");
}

//! Programs from elsewhere, as judges: a vault or a batch is right when they can open it.
//!
//! On a machine that has not got them a test says so and passes; under `CI=true` that is a failure.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt::{self, Debug, Formatter};
use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// How long a tool may take. Far above what any needs: it ends a test that would never end.
pub(crate) const PATIENCE: Duration = Duration::from_secs(300);

/// What stands before the name of a Python module.
const MODULE: &str = "python:";

/// Python itself, with the modules asked for.
const PYTHON: &str = "python3";

/// The tools that a test asked for, all of them there.
#[derive(Clone)]
pub(crate) struct Tools(BTreeMap<String, PathBuf>);

/// Finds tools by name: programs (`age`, `strace`), Python itself (`python3`) and its modules (`python:frictionless`).
///
/// # Panics
/// When one is missing and `CI` is `true`.
pub(crate) fn need(names: &[&str]) -> Option<Tools> {
    let modules: Vec<&str> = names.iter().filter_map(|name| name.strip_prefix(MODULE)).collect();
    let mut found = BTreeMap::new();
    let mut missing = Vec::new();
    for &name in names {
        let (program, path) = match name {
            _ if name == PYTHON || name.starts_with(MODULE) => (PYTHON, python_with(&modules)),
            _ => (name, on_path(name)),
        };
        match path {
            Some(path) => drop(found.insert(program.to_owned(), path)),
            None => missing.push(name),
        }
    }
    if missing.is_empty() {
        return Some(Tools(found));
    }
    let missing = missing.join(", ");
    assert!(
        std::env::var_os("CI").is_none_or(|ci| ci != "true"),
        "tool missing, and CI=true allows no skip: {missing}"
    );
    eprintln!("SKIPPED (tool missing): {missing}");
    None
}

impl Tools {
    /// A command that starts one of the tools asked for.
    pub(crate) fn command(&self, name: &str) -> Command {
        let path = self.0.get(name).unwrap_or_else(|| panic!("this test did not ask for {name}"));
        Command::new(path)
    }

    /// A command that starts the Python that has the modules asked for.
    pub(crate) fn python(&self) -> Command {
        self.command(PYTHON)
    }
}

/// What a command left behind.
pub(crate) struct Output {
    /// How it ended.
    pub(crate) status: ExitStatus,
    /// What it wrote to its standard output.
    pub(crate) stdout: Vec<u8>,
    /// What it wrote to its standard error.
    pub(crate) stderr: Vec<u8>,
}

impl Output {
    /// Whether it ended well.
    pub(crate) fn success(&self) -> bool {
        self.status.success()
    }

    /// Its standard output as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }

    /// Its standard error as text.
    pub(crate) fn complaint(&self) -> String {
        String::from_utf8_lossy(&self.stderr).into_owned()
    }
}

impl Debug for Output {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n--- stdout\n{}\n--- stderr\n{}", self.status, self.text(), self.complaint())
    }
}

/// Runs a command to its end, with nothing to read.
///
/// # Panics
/// When it cannot be started, or does not end within five minutes.
pub(crate) fn run(command: &mut Command) -> Output {
    run_with(command, &[], PATIENCE)
}

/// Runs a command to its end, gives it `input` to read, and stops it when `patience` is over.
///
/// Input and output are files and not pipes: so nobody has to read while it runs, and a grandchild that stays behind
/// holds nothing up.
///
/// # Panics
/// When it cannot be started, or does not end in time.
pub(crate) fn run_with(command: &mut Command, input: &[u8], patience: Duration) -> Output {
    let mut stdin = tempfile();
    stdin.write_all(input).unwrap();
    stdin.rewind().unwrap();
    let (mut stdout, mut stderr) = (tempfile(), tempfile());
    let mut child = command
        .stdin(stdin)
        .stdout(Stdio::from(stdout.try_clone().unwrap()))
        .stderr(Stdio::from(stderr.try_clone().unwrap()))
        .spawn()
        .unwrap_or_else(|error| panic!("{} cannot be started: {error}", Path::new(command.get_program()).display()));
    let started = Instant::now();
    let mut pause = Duration::from_millis(1);
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if started.elapsed() > patience {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("{} did not end within {patience:?}", Path::new(command.get_program()).display());
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(50));
    };
    Output { status, stdout: read_all(&mut stdout), stderr: read_all(&mut stderr) }
}

#[expect(clippy::disallowed_methods, reason = "without a name, so that no search of the temporary folder finds it")]
fn tempfile() -> File {
    tempfile::tempfile().unwrap()
}

fn read_all(file: &mut File) -> Vec<u8> {
    let mut bytes = Vec::new();
    file.rewind().unwrap();
    file.read_to_end(&mut bytes).unwrap();
    bytes
}

fn on_path(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

/// The first Python that has all these modules: the one named by `LANYARD_TOOLS_PYTHON`, the one that `.ci/run` makes
/// under `target`, the one on `PATH`.
fn python_with(modules: &[&str]) -> Option<PathBuf> {
    let made = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/ci-venv");
    let candidates = [
        std::env::var_os("LANYARD_TOOLS_PYTHON").map(PathBuf::from),
        Some(made.join("bin/python3")),
        Some(made.join("Scripts/python.exe")),
        on_path("python3"),
        on_path("python"),
    ];
    candidates.into_iter().flatten().find(|python| python.is_file() && has_modules(python, modules))
}

fn has_modules(python: impl AsRef<OsStr>, modules: &[&str]) -> bool {
    const LOOK: &str = "import sys, importlib.util as u; sys.exit(any(u.find_spec(m) is None for m in sys.argv[1:]))";
    run(Command::new(python).arg("-c").arg(LOOK).args(modules)).success()
}

#[test]
fn every_judge_that_the_tests_call_starts() {
    let names = ["age", "age-keygen", "minisign", "unzip", "strace", "python:sqlcipher3", "python:frictionless"];
    let Some(tools) = need(&names) else { return };
    for (name, version) in [("age", "--version"), ("minisign", "-v"), ("unzip", "-v"), ("strace", "-V")] {
        let output = run(tools.command(name).arg(version));
        assert!(output.success(), "{name}: {output:?}");
    }
    let output = run(tools.python().args(["-c", "import sqlcipher3, frictionless"]));
    assert!(output.success(), "{output:?}");
}

#[test]
fn a_tool_that_is_not_there_is_reported_or_fails_under_ci() {
    let ci = std::env::var_os("CI").is_some_and(|ci| ci == "true");
    let outcome = std::panic::catch_unwind(|| need(&["no-such-tool-anywhere"]).is_none());
    assert_eq!(outcome.is_err(), ci, "a missing tool may be skipped on a desk, never under CI=true");
    assert!(outcome.unwrap_or(true));
}

#[test]
fn a_command_that_reads_and_writes_much_comes_to_its_end() {
    let Some(tools) = need(&["python3"]) else { return };
    let program = "import sys; d = sys.stdin.buffer.read(); sys.stdout.buffer.write(d + d); sys.exit(3)";
    let input = vec![b'x'; 300_000];
    let output = run_with(tools.python().arg("-c").arg(program), &input, PATIENCE);
    assert_eq!((output.stdout.len(), output.status.code()), (600_000, Some(3)), "{}", output.complaint());
}

#[test]
fn a_command_that_never_ends_is_ended() {
    let Some(tools) = need(&["python3"]) else { return };
    let endless = || run_with(tools.python().args(["-c", "while True: pass"]), &[], Duration::from_millis(200));
    let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(endless)).unwrap_err();
    assert!(panic.downcast_ref::<String>().is_some_and(|message| message.contains("did not end within")));
}

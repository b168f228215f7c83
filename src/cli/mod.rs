//! The use cases from a command line. Exit codes: 0 done; 1 not done, and the sentence on standard error says why; 2 the
//! command was written wrongly; 3 done, but some rows of a list were not kept; 4 a check or a verification found something.

mod args;
mod audit;
mod batches;
mod closing;
mod demo;
mod equality;
mod events;
mod files;
mod help_today;
mod keeping;
mod lists;
mod notices;
mod output;
mod people;
mod progress;
mod register;
mod removals;
mod restoring;
mod retention;
mod rights;
mod secrets;
mod sheets;
mod shown;
mod staff;
mod translations;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::desk::{Desk, DeskError};
use crate::env::Env;

use args::{Args, Command};
use output::Output;

pub use demo::{Demo, ThrowAway};

/// How a command ended, where it did not fail.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Outcome {
    Done,
    SomeRowsNotKept,
    FoundSomething,
}

/// What a command line can fail with.
#[derive(Debug, thiserror::Error)]
enum CliError {
    #[error(transparent)]
    Desk(#[from] DeskError),
    #[error(transparent)]
    Vault(#[from] crate::desk::VaultError),
    #[error(transparent)]
    Batch(#[from] crate::desk::BatchError),
    #[error("{0}")]
    Say(String),
    #[error("The answer could not be written out. What was done before is safe.")]
    Output(#[from] std::io::Error),
}

impl CliError {
    fn say(sentence: impl std::fmt::Display) -> Self {
        Self::Say(sentence.to_string())
    }
}

/// Makes the process fit to hold keys: no core dumps, and a file-size limit is an error to report, not a death.
pub fn prepare_process() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // Where the system refuses, the program still runs; nothing else depends on these.
        _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
        _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
    }
}

/// What the arguments ask for.
pub enum Task {
    /// The window.
    Window(Window),
    /// The sheet of everything the window is made of, in a look.
    Gallery(Option<String>),
    /// A throw-away desk.
    Demo(Demo),
    /// A command, or the help.
    Command(Given),
}

/// What a window begins with.
pub struct Window {
    /// Clock, ids and the place outside the vault.
    pub env: Env,
    /// The desk's folder, where one was named.
    pub desk: Option<PathBuf>,
    /// The look, where one was named.
    pub look: Option<String>,
}

/// What was given on the command line: a command, or what is wrong with it.
pub struct Given(Result<Box<Args>, clap::Error>);

/// Reads the arguments.
pub fn read<I, T>(arguments: I) -> Task
where
    I: IntoIterator<Item = T>,
    T: Into<OsString> + Clone,
{
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(wrong) => return Task::Command(Given(Err(wrong))),
    };
    let env = || Env::real(args.state_dir.clone());
    match &args.command {
        None if args.gallery => Task::Gallery(args.look),
        None => Task::Window(Window { env: env(), desk: args.desk, look: args.look }),
        Some(Command::Demo { folder, no_window }) => {
            let window = !(*no_window || args.json);
            Task::Demo(Demo { folder: folder.clone(), env: env(), json: args.json, look: args.look, window })
        }
        Some(_) => Task::Command(Given(Ok(Box::new(args)))),
    }
}

impl Given {
    /// Runs the command.
    pub fn run(self, out: &mut dyn Write, complaints: &mut dyn Write) -> ExitCode {
        let args = match self.0 {
            Ok(args) => args,
            Err(wrong) => {
                let code = u8::try_from(wrong.exit_code()).unwrap_or(2);
                // Help goes to standard output, errors of use to standard error.
                _ = if code == 0 { write!(out, "{wrong}") } else { write!(complaints, "{wrong}") };
                return ExitCode::from(code);
            }
        };
        let env = Env::real(args.state_dir.clone());
        run_in(&args, &env, out, complaints)
    }

    /// Runs the command in this world instead of the real one.
    pub fn run_by(self, env: &Env, out: &mut dyn Write, complaints: &mut dyn Write) -> ExitCode {
        match self.0 {
            Ok(args) => run_in(&args, env, out, complaints),
            Err(wrong) => Self(Err(wrong)).run(out, complaints),
        }
    }
}

fn run_in(args: &Args, env: &Env, out: &mut dyn Write, complaints: &mut dyn Write) -> ExitCode {
    let mut output = Output { out, complaints, json: args.json };
    let done = perform(args, env, &mut output);
    exit_code(done, &mut output)
}

/// The exit code of what was done; why it was not, on standard error.
fn exit_code(done: Result<Outcome, CliError>, output: &mut Output<'_>) -> ExitCode {
    match done {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeRowsNotKept) => ExitCode::from(3),
        Ok(Outcome::FoundSomething) => ExitCode::from(4),
        Err(error) => {
            _ = writeln!(output.complaints, "lanyard: {error}");
            if let CliError::Desk(DeskError::Form(errors) | DeskError::GuardianFirst(errors)) = &error {
                for error in errors {
                    _ = writeln!(output.complaints, "  {error}");
                }
            }
            if let CliError::Desk(DeskError::NoticeFaults(faults) | DeskError::TranslationFaults(faults)) = &error {
                for fault in faults {
                    _ = writeln!(output.complaints, "  {fault}");
                }
            }
            ExitCode::FAILURE
        }
    }
}

fn perform(args: &Args, env: &Env, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let Some(command) = &args.command else { return Err(CliError::say("Name a command: lanyard --help.")) };
    match command {
        Command::Init(init) => staff::init(args, init, env, output),
        Command::Staff(command) => {
            let new = args.new_passphrase_file.as_deref();
            staff::run(&mut open(args, env, output)?, command, new, output)
        }
        Command::Event(command) => events::run(&mut open(args, env, output)?, command, output),
        Command::Organisation(command) => notices::organisation(&mut open(args, env, output)?, command, output),
        Command::Notice(command) => notices::run(args, command, env, output),
        Command::Register(list) => register::run(&mut open(args, env, output)?, list, output),
        Command::CountOnly { event } => register::count_only(&mut open(args, env, output)?, event, output),
        Command::Undo { reference } => people::undo(&mut open(args, env, output)?, reference, output),
        Command::TakeIn { files } => register::take_in(&mut open(args, env, output)?, files, output),
        Command::Find(find) => people::find(&mut open(args, env, output)?, find, output),
        Command::Person(command) => people::run(&mut open(args, env, output)?, command, output),
        Command::Rights(command) => rights::run(&mut open(args, env, output)?, command, output),
        Command::HelpToday(command) => help_today::run(&mut open(args, env, output)?, command, output),
        Command::Lists(command) => lists::run(&mut open(args, env, output)?, command, output),
        Command::Removal(command) => removals::run(&mut open(args, env, output)?, command, output),
        Command::Equality(command) => equality::run(&mut open(args, env, output)?, command, output),
        Command::Retention(command) => retention::run(&mut open(args, env, output)?, command, output),
        Command::Acknowledge { recipient, file } => {
            retention::acknowledge(&mut open(args, env, output)?, recipient, file, output)
        }
        Command::Sheet(command) => sheets::run(&mut open(args, env, output)?, command, output),
        Command::Audit(command) => audit::run(&mut open(args, env, output)?, command, output),
        Command::Recipient(command) => closing::recipients(&mut open(args, env, output)?, command, output),
        Command::Key => closing::key(&open(args, env, output)?, output),
        Command::CloseDay(day) => closing::close_day(&mut open(args, env, output)?, day, output),
        Command::CopyOut(copy) => closing::copy_again(&mut open(args, env, output)?, copy, output),
        Command::Batch(command) => batches::run(command, env, output),
        Command::Check { backups } => keeping::check(&mut open(args, env, output)?, *backups, output),
        Command::Rules(command) => keeping::rules(&mut open(args, env, output)?, command, output),
        Command::Backup { to } => keeping::backup(&mut open(args, env, output)?, to.as_deref(), output),
        Command::Restore(command) => restoring::run(args, command, env, output),
        Command::SetAside(command) => restoring::set_aside(&mut open(args, env, output)?, command, output),
        Command::ChangeKey => staff::change_key(&mut open(args, env, output)?, output),
        Command::Demo { folder, .. } => demo::run_without_window(folder.as_deref(), env, output),
    }
}

/// Opens the desk that the arguments name, and says what there is to know about it.
fn open(args: &Args, env: &Env, output: &mut Output<'_>) -> Result<Desk, CliError> {
    let (folder, handle) = (args.desk()?, args.handle()?);
    let passphrase = secrets::passphrase(args)?;
    let desk = progress::Progress::around("opening the desk", || Desk::open(folder, handle, &passphrase, env))?;
    say_notices(&desk, output)?;
    Ok(desk)
}

/// Writes into the audit log what was looked at. What was shown was shown: a disk that refuses is only told of.
fn note_looks(desk: &mut Desk, output: &mut Output<'_>) -> Result<(), CliError> {
    match desk.note_looks() {
        Ok(()) => Ok(()),
        Err(error) => output.complain(format!("This look is not in the audit log: {error}")),
    }
}

/// Says what there is to know about an open desk.
fn say_notices(desk: &Desk, output: &mut Output<'_>) -> Result<(), CliError> {
    say_notices_after(0, desk, output)
}

/// Says what there is to know, but for the first notices, which were said before.
fn say_notices_after(said: usize, desk: &Desk, output: &mut Output<'_>) -> Result<(), CliError> {
    desk.vault().notices().iter().skip(said).try_for_each(|notice| output.complain(notice))
}

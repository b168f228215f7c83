//! Where passphrases come from: a file, the environment, or a prompt; never an argument.

use std::path::Path;

use zeroize::Zeroizing;

use crate::desk::Passphrase;

use super::CliError;
use super::args::Args;

/// Holds the passphrase of whoever opens the desk.
const OWN: &str = "LANYARD_PASSPHRASE";
/// Holds the passphrase that is to be set.
const NEW: &str = "LANYARD_NEW_PASSPHRASE";
const ASKED: &str = "There is no terminal to ask for the passphrase. Use --passphrase-file or LANYARD_PASSPHRASE.";
const NEW_ASKED: &str = "There is no terminal to ask for the new passphrase. Use --new-passphrase-file or \
    LANYARD_NEW_PASSPHRASE. Nothing was changed.";

/// The passphrase of whoever opens the desk.
pub(super) fn passphrase(args: &Args) -> Result<Passphrase, CliError> {
    let given = match given(args.passphrase_file.as_deref(), OWN)? {
        Some(text) => text,
        None => prompt("Passphrase: ", ASKED)?,
    };
    Ok(Passphrase::given(&given))
}

/// The same passphrase once more, before something that cannot be taken back; `words` say what. A script that gives it by a file
/// or by the environment has given it on purpose, so nothing is asked there.
pub(super) fn typed_again(args: &Args, words: &str) -> Result<Option<Passphrase>, CliError> {
    if given(args.passphrase_file.as_deref(), OWN)?.is_some() {
        return Ok(None);
    }
    Ok(Some(Passphrase::given(&prompt(&format!("{words} Passphrase: "), ASKED)?)))
}

/// The passphrase of whoever opens a backup, where it is another one.
pub(super) fn backup_passphrase(file: Option<&Path>) -> Result<Option<Passphrase>, CliError> {
    Ok(given(file, "LANYARD_BACKUP_PASSPHRASE")?.map(|text| Passphrase::given(&text)))
}

/// The passphrase that a new desk is made under: the one that is given, since there is no other yet.
pub(super) fn first_passphrase(args: &Args) -> Result<Passphrase, CliError> {
    let new = given(args.new_passphrase_file.as_deref(), NEW)?;
    let given = match new {
        Some(text) => Some(text),
        None => given(args.passphrase_file.as_deref(), OWN)?,
    };
    to_be_set(given, ASKED)
}

/// A passphrase that is to be set beside the one that opens the desk.
pub(super) fn new_passphrase(file: Option<&Path>) -> Result<Passphrase, CliError> {
    to_be_set(given(file, NEW)?, NEW_ASKED)
}

/// Typed twice where it is typed.
fn to_be_set(given: Option<Zeroizing<String>>, unheard: &'static str) -> Result<Passphrase, CliError> {
    let text = match given {
        Some(text) => text,
        None => {
            let first = prompt("New passphrase: ", unheard)?;
            if *first != *prompt("The same again: ", unheard)? {
                return Err(CliError::say("The two were not the same. Nothing was changed; try again."));
            }
            first
        }
    };
    Passphrase::new_for_vault(&text).map_err(CliError::say)
}

fn given(file: Option<&Path>, variable: &str) -> Result<Option<Zeroizing<String>>, CliError> {
    if let Some(file) = file {
        let text = super::files::text_of(file, "The passphrase file", "Nothing was changed").map(Zeroizing::new)?;
        return Ok(Some(Zeroizing::new(text.lines().next().unwrap_or_default().to_owned())));
    }
    Ok(std::env::var(variable).ok().map(Zeroizing::new))
}

/// Asks on the terminal; `unheard` says what to do where there is none.
fn prompt(words: &str, unheard: &'static str) -> Result<Zeroizing<String>, CliError> {
    let typed = putting_the_terminal_back(|| rpassword::prompt_password(words));
    typed.map(Zeroizing::new).map_err(|_| CliError::say(unheard))
}

/// `rpassword` reads Ctrl-C itself, and passes it on before it has put the terminal back. So it ends the program only after
/// that: else whatever is typed next, in any other program, would not be shown.
#[cfg(unix)]
fn putting_the_terminal_back<T>(prompt: impl FnOnce() -> std::io::Result<T>) -> std::io::Result<T> {
    use signal_hook::consts::SIGINT;
    use std::sync::Once;
    use std::sync::atomic::{AtomicBool, Ordering};

    static LISTENING: Once = Once::new();
    static ENDS: AtomicBool = AtomicBool::new(true);
    // Where the system refuses, the program still asks, and ends as it did.
    LISTENING.call_once(|| _ = signal_hook::flag::register_conditional_default(SIGINT, &ENDS));
    ENDS.store(false, Ordering::SeqCst);
    let typed = prompt();
    ENDS.store(true, Ordering::SeqCst);
    if typed.as_ref().is_err_and(|error| error.kind() == std::io::ErrorKind::Interrupted) {
        _ = signal_hook::low_level::emulate_default_handler(SIGINT);
    }
    typed
}

#[cfg(not(unix))]
fn putting_the_terminal_back<T>(prompt: impl FnOnce() -> std::io::Result<T>) -> std::io::Result<T> {
    prompt()
}

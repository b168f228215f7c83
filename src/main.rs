//! The program: it reads its arguments and hands over to the command line, or to the window.

use std::process::ExitCode;

fn main() -> ExitCode {
    lanyard::cli::prepare_process();
    let words: Vec<String> = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    if words.get(1).is_some_and(|word| word == "--gallery") {
        return lanyard::ui::gallery::run(&words);
    }
    // Standard error is not locked: a thread draws progress there, and would wait for the lock until this one ends, and
    // this one for it.
    lanyard::cli::run(std::env::args_os(), &mut std::io::stdout().lock(), &mut std::io::stderr())
}

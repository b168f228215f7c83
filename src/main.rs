//! The program: it reads its arguments and hands over to the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    lanyard::cli::prepare_process();
    // Standard error is not locked: a thread draws progress there, and would wait for the lock until this one ends, and
    // this one for it.
    lanyard::cli::run(std::env::args_os(), &mut std::io::stdout().lock(), &mut std::io::stderr())
}

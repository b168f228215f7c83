//! The program: it reads its arguments and hands over to the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    lanyard::cli::prepare_process();
    lanyard::cli::run(std::env::args_os(), &mut std::io::stdout().lock(), &mut std::io::stderr().lock())
}

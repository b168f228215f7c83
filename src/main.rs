//! The program: it reads its arguments, and chooses between a command and the window.

use std::process::ExitCode;

use lanyard::cli::{self, Task};
use lanyard::ui::start;

fn main() -> ExitCode {
    cli::prepare_process();
    // Standard error is not locked: a thread draws progress there, and would wait for the lock until this one ends, and
    // this one for it.
    let (out, complaints) = (&mut std::io::stdout().lock(), &mut std::io::stderr());
    match cli::read(std::env::args_os()) {
        Task::Window(window) => start::window(window.env, window.desk, window.look.as_deref(), complaints),
        Task::Gallery(look) => start::gallery(look.as_deref(), complaints),
        Task::Demo(demo) => demo.run(out, complaints, |desk| {
            start::throw_away(desk.env, desk.desk, desk.handle, &desk.passphrase, desk.look.as_deref())
        }),
        Task::Command(command) => command.run(out, complaints),
    }
}

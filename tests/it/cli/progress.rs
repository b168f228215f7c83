//! How far long work has got: on a terminal, and nowhere else.

#![cfg(unix)]

use std::time::Duration;

use super::day::Day;
use super::recipient::Recipient;
use crate::support::tools::{need, run_with};

/// Runs a command with its standard error on a terminal, and says what stood there.
const ON_A_TERMINAL: &str = r#"
import os, pty, subprocess, sys
ours, theirs = pty.openpty()
child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=theirs)
os.close(theirs)
seen = b""
while True:
    try:
        part = os.read(ours, 65536)
    except OSError:
        break
    if not part:
        break
    seen += part
sys.stdout.buffer.write(seen)
sys.exit(child.wait())
"#;

#[test]
fn a_bar_is_drawn_on_a_terminal_and_none_into_a_file() {
    let Some(tools) = need(&["python3"]) else { return };
    let day = Day::new();
    let rows: String = (0..12).map(|n| format!("Ann{n},1990-01-01\n")).collect();
    let list = day.file("list.csv", &format!("given_name,date_of_birth\n{rows}"));
    let register =
        ["register", "--event", "open-day-2026", "--from", &list, "--source", "a test", "--given-by-themselves"];
    let (office, out) = (Recipient::named(&day, "office", "record-keeping"), day.path("out"));
    let close = ["close-day", "--event", "open-day-2026", "--to", office.code, "--out", out.to_str().unwrap()];
    for (arguments, sign) in
        [(&register[..], "rows"), (&["check"], "Checking"), (&["backup"], "copying"), (&close[..], "Sealing")]
    {
        let mut python = tools.python();
        python.args(["-c", ON_A_TERMINAL]);
        let mut command = day.command_around(python, arguments);
        let output = run_with(command.env("TERM", "xterm"), &[], Duration::from_secs(120));
        assert!(output.success() && output.text().contains(sign), "{arguments:?}: {output:?}");

        let quiet = day.run(arguments);
        assert!(quiet.success() && quiet.stderr.is_empty(), "{arguments:?}: {quiet:?}");
    }
}

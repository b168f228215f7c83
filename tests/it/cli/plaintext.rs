//! Nothing is ever in plain form: not in the vault's folder, among temporary files, in the state folder, in the outbox or
//! beside a batch; also where the program was killed in the middle of a write (R22).

#![cfg(target_os = "linux")]

use std::os::unix::process::ExitStatusExt;

use super::day::{Day, EVENT, NAME, PASSPHRASE};
use super::recipient::{self, Recipient};
use crate::support::scratch::find_text;
use crate::support::tools::{Tools, need, run};

const LIST: &str = "given_name,family_name,date_of_birth,email,phone,notes_for_desk,consent_marketing_email,\
    consent_special_dietary,dietary_requirements,guardian_name,guardian_relationship,guardian_responsible,guardian_email,\
    guardian_consent,asked_how\n\
    Xyzzyqwv,Plughfjord,1990-01-01,vgvtqj@example.org,+44 7700 900 777,Qumbrelwick note,yes,yes,Grueznut allergy,,,,,,out loud\n\
    Kitqwerzl,Plughfjord,2018-01-01,,,,,no,Refuzledetail,Robqinzle Plughfjord,Mother,yes,robqinzle@example.org,yes,out loud\n\
    Nobodyqz,,2018-01-01,,,,,,,,,,,,out loud\n";

/// Pieces of everything that people said, and of what opens the vault.
const MARKS: [&str; 11] = [
    "Xyzzyqwv",
    "Plughfjord",
    "vgvtqj",
    "7700900777",
    "7700 900 777",
    "Qumbrelwick",
    "Grueznut",
    "Refuzledetail",
    "obqinzle",
    "Nobodyqz",
    "xyzzyqwv",
];

/// Every file that the program can have written, but for those it was given.
fn nothing_is_readable(day: &Day, when: &str) {
    let code = day.recovery_code();
    let secret = [NAME, PASSPHRASE, code.as_str()];
    for folder in ["Day.lanyard", "tmp", "home", "state", "out"] {
        for mark in MARKS.into_iter().chain(secret) {
            let found = find_text(&day.path(folder), mark);
            assert!(found.is_empty(), "{when}: a mark lies in plain form in {found:?}");
        }
    }
}

/// Kills a command at the `when`th call of each kind, and looks. Answers how often it was killed.
fn kill(tools: &Tools, day: &Day, command: &[&str], calls: &[(&str, &[u32])], before: impl Fn(usize)) -> usize {
    let mut killed = 0;
    for (call, points) in calls {
        for when in *points {
            before(killed);
            let mut strace = tools.command("strace");
            let inject = format!("inject={call}:signal=SIGKILL:when={when}");
            strace.args(["-f", "-o", "/dev/null", "-e", &format!("trace={call}"), "-e", &inject]);
            let output = run(&mut day.command_around(strace, command));
            killed += usize::from(output.status.signal() == Some(9));
            nothing_is_readable(day, &format!("{} killed at {call} {when}", command[0]));
        }
    }
    killed
}

#[test]
fn r22_nothing_is_in_plain_form_also_after_kills_in_the_middle_of_writes() {
    let Some(tools) = need(&["strace"]) else { return };
    let day = Day::new();
    let list = day.file("list.csv", LIST);
    assert_eq!(find_text(&day.path("given"), "Plughfjord").len(), 1, "the search finds what is there to be read");
    let said = day.register(&list, 3);
    let count = said.last().unwrap();
    assert_eq!((count["kept"].as_u64(), count["not_kept"].as_u64()), (Some(2), Some(1)), "{said:?}");
    nothing_is_readable(&day, "registered");
    // The first writes belong to opening the vault, those after them to each save: page by page, log and database.
    let register = ["register", "--event", EVENT, "--from", &list, "--source", "a test", "--given-by-themselves"];
    let points: [(&str, &[u32]); 2] = [("pwrite64", &[1, 5, 11, 18, 26, 35]), ("fsync,fdatasync", &[1, 3, 5, 7])];
    // Other rows each time: of those that are given again, nobody is saved twice.
    let another = |killed| {
        let others = LIST
            .replace(" note,", &format!(" note {killed},"))
            .replace("Refuzledetail", &format!("Refuzledetail{killed}"));
        drop(day.file("list.csv", &others));
    };
    let killed = kill(&tools, &day, &register, &points, another);
    assert!(killed >= 8, "killed {killed} times in registering");

    day.done(&["backup"], 0);
    nothing_is_readable(&day, "backed up");
    let backup: [(&str, &[u32]); 3] =
        [("pwrite64", &[2, 4]), ("fsync,fdatasync", &[2, 7, 12]), ("rename,renameat2", &[1])];
    let killed = kill(&tools, &day, &["backup"], &backup, |_| ());
    assert!(killed >= 5, "killed {killed} times in backing up");

    let office = Recipient::named(&day, "office", "record-keeping");
    let out = day.path("out");
    let close = ["close-day", "--event", EVENT, "--to", "office", "--out", out.to_str().unwrap()];
    let points: [(&str, &[u32]); 4] =
        [("pwrite64", &[5, 12]), ("write", &[1, 3, 6]), ("fsync,fdatasync", &[2, 5, 9]), ("rename,renameat2", &[1, 2])];
    let killed = kill(&tools, &day, &close, &points, |_| ());
    assert!(killed >= 8, "killed {killed} times in closing the day");

    // What the kills left behind does not stop the day from ending.
    recipient::close(&day, &[&office]);
    day.done(&["check"], 0);
    nothing_is_readable(&day, "closed");
}

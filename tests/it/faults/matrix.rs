//! The program under a fault, at many points of what it does: each point on a copy of the same desk, looked at afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Command;

use crate::desk::scene::{Closed, lead};
use crate::support::tools::{self, Output, Tools, need};

/// How many points of each fault are tried at least; where the deed makes fewer calls that it can hit, all of them.
const POINTS: usize = 20;

/// The calls after which the disk is another one. The question mark: not every processor's Linux has each of them.
const STEPS: [&str; 14] = [
    "write",
    "pwrite64",
    "copy_file_range",
    "fsync",
    "fdatasync",
    "ftruncate",
    "?rename",
    "?renameat",
    "?renameat2",
    "?linkat",
    "?unlink",
    "unlinkat",
    "?rmdir",
    "?mkdir",
];

/// What goes wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    /// The program is killed at one call.
    Kill,
    /// A sync fails, once or from then on.
    SyncFails,
    /// There is no room, from one write on.
    DiskFull,
    /// No file may grow beyond a size.
    FileSize,
    /// From one moment on the disk may only be read.
    ReadOnly,
}

impl Fault {
    /// Those of a disk, and not of the power.
    pub(super) const OF_DISKS: [Self; 4] = [Self::SyncFails, Self::DiskFull, Self::FileSize, Self::ReadOnly];
}

/// A command line, the program first, for the desk in this folder.
pub(super) type Deed = fn(&Path) -> Vec<String>;

/// Who opens the desk with what passphrase; the new one is the same for all.
pub(super) const PASSPHRASE: &str = "correct horse battery";
pub(super) const NEW_PASSPHRASE: &str = "an entirely new phrase";

/// The command line of our own program, as the lead, answering in JSON.
pub(super) fn lanyard(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let [desk, state] = ["Day.lanyard", "state"].map(|name| folder.join(name).to_str().unwrap().to_owned());
    let desk = [super::PROGRAM, "--json", "--as", lead().as_str(), "--desk", &desk, "--state-dir", &state]
        .map(str::to_owned)
        .to_vec();
    desk.into_iter().chain(arguments.iter().map(|argument| (*argument).to_owned())).collect()
}

/// The deed, ready to run: by itself, or by the program that `through` starts.
pub(super) fn doing(through: Option<Command>, folder: &Path, deed: Deed) -> Command {
    let line = deed(folder);
    let mut command = match through {
        Some(mut command) => {
            command.arg(&line[0]);
            command
        }
        None => Command::new(&line[0]),
    };
    command.args(&line[1..]).env("LANYARD_PASSPHRASE", PASSPHRASE).env("LANYARD_NEW_PASSPHRASE", NEW_PASSPHRASE);
    command
}

/// The deed with nothing in its way.
pub(super) fn undisturbed(folder: &Path, deed: Deed) -> Output {
    tools::run(&mut doing(None, folder, deed))
}

/// Does `deed` on copies of `sound` under the fault, at many points, and has each copy looked at afterwards: `look` says
/// whether the deed had taken effect. It has at some points, and not at others.
pub(super) fn at_many_points(fault: Fault, sound: &Closed, deed: Deed, look: impl Fn(Closed, &Output) -> bool) {
    let Some(tools) = need(&["strace", "prlimit"]) else { return };
    let (mut felt, mut before, mut after) = (0, 0, 0);
    for point in points(&tools, fault, sound, deed) {
        let scene = sound.copy();
        let output = tools::run(&mut doing(Some(point.command(&tools, &scene)), scene.folder.path(), deed));
        let log = std::fs::read_to_string(scene.folder.join("log")).unwrap_or_default();
        match output.status.code() {
            None => assert!(fault == Fault::Kill && output.status.signal() == Some(9), "{point:?}: {output:?}"),
            Some(0) => {}
            // It is dead, or it was done before: a kill is nothing that it can complain of.
            _ if fault == Fault::Kill => panic!("{point:?}: {output:?}\n{log}"),
            // Where it was its complaint that could not be written, nobody can have read one.
            Some(1) if log.lines().any(|line| line.contains("write(2, ") && line.contains("INJECTED")) => {}
            // No more of it, where no file may grow further, that of the complaints among them.
            Some(1) if matches!(point, Point::Size(most) if output.stderr.len() as u64 >= most) => {}
            code => {
                assert_eq!(code, Some(1), "{point:?}: {output:?}");
                is_a_sentence(&output);
            }
        }
        felt += usize::from(!output.success());
        let looked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| look(scene, &output)));
        let took_effect = looked.unwrap_or_else(|_| panic!("{point:?}: {output:?}\n{log}"));
        assert!(took_effect || !output.success(), "{point:?}: it says that it is done: {output:?}");
        *(if took_effect { &mut after } else { &mut before }) += 1;
    }
    let least = if fault == Fault::Kill { POINTS * 3 / 4 } else { POINTS / 4 };
    assert!(felt > least && before > 0, "{fault:?} was felt at {felt} points; {before} before, {after} after");
    assert!(fault != Fault::Kill || after > 0, "{fault:?} was never too late");
}

/// A failure is told in a sentence, and nothing else.
pub(super) fn is_a_sentence(output: &Output) {
    let complaint = output.complaint();
    let sentence = complaint.lines().find_map(|line| line.strip_prefix("lanyard: "));
    assert!(sentence.is_some_and(|line| line.ends_with('.')), "{output:?}");
    assert!(!complaint.contains("panicked"), "{output:?}");
}

/// One fault at one point.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Point {
    /// Options of `strace`.
    Strace(Vec<String>),
    /// The most bytes of a file.
    Size(u64),
}

impl Point {
    fn command(&self, tools: &Tools, scene: &Closed) -> Command {
        match self {
            Self::Strace(options) => {
                let mut strace = tools.command("strace");
                strace.args(["-f", "-qq", "-o"]).arg(scene.folder.join("log")).args(options);
                // Much faster where thousands of other calls are made; but strace 6.1 then sends no signals.
                if !options.iter().any(|option| option.contains("SIGKILL")) {
                    strace.arg("--seccomp-bpf");
                }
                strace
            }
            Self::Size(bytes) => {
                let mut prlimit = tools.command("prlimit");
                prlimit.arg(format!("--fsize={bytes}"));
                prlimit
            }
        }
    }
}

/// A call that the deed makes: its name, and how often each call was made by then in the same thread.
struct Step {
    thread: String,
    call: String,
    so_far: BTreeMap<String, usize>,
}

/// The points that are tried, each another one.
fn points(tools: &Tools, fault: Fault, sound: &Closed, deed: Deed) -> Vec<Point> {
    let (points, possible) = match fault {
        Fault::FileSize => (sizes(largest_file(sound, deed)), POINTS),
        _ => calls(fault, &steps(tools, sound, deed)),
    };
    let distinct: BTreeSet<&Point> = points.iter().collect();
    assert_eq!(distinct.len(), points.len(), "{fault:?}: a point is tried twice: {points:?}");
    assert!(points.len() >= POINTS.min(possible), "{fault:?}: {} points of {possible}", points.len());
    points
}

/// Closer together where they are small: so small that not even a key file may be written.
fn sizes(largest: u64) -> Vec<Point> {
    let size = |n: u64| largest * n * n / (POINTS * POINTS) as u64;
    (1..=POINTS as u64).map(|n| Point::Size(size(n))).collect()
}

/// Points at the deed's own calls, spread over all that this fault can hit; and how many those are.
fn calls(fault: Fault, steps: &[Step]) -> (Vec<Point>, usize) {
    let hit: &[&str] = match fault {
        Fault::SyncFails => &["fsync", "fdatasync"],
        Fault::DiskFull => &["write", "pwrite64", "copy_file_range"],
        Fault::Kill | Fault::ReadOnly | Fault::FileSize => &[],
    };
    // Calls are counted by thread: for a disk that may only be read, a moment is one of the main thread, which begins.
    let is_main = |step: &Step| fault != Fault::ReadOnly || step.thread == steps[0].thread;
    let mut seen = BTreeSet::new();
    // The same call of another thread, or a moment in which nothing changed since, is the same point.
    let mut is_new = |step: &Step| seen.insert(point(fault, false, step));
    let can_hit = |step: &&Step| is_main(step) && (hit.is_empty() || hit.contains(&&*step.call));
    let among: Vec<&Step> = steps.iter().filter(can_hit).filter(|step| is_new(step)).collect();
    let count = POINTS.min(among.len());
    let mut chosen: BTreeSet<usize> = (0..count).map(|n| n * among.len() / count).collect();
    if hit.is_empty() {
        // So that no kind of step is left out, the last of every kind.
        let kinds: BTreeMap<&str, usize> = among.iter().enumerate().map(|(at, step)| (&*step.call, at)).collect();
        chosen.extend(kinds.into_values());
    }
    let points = chosen.into_iter().enumerate().map(|(n, at)| point(fault, n % 2 == 1, among[at]));
    (points.collect(), among.len())
}

/// A fault at a step; of those that can be over at once, one that goes on or not.
fn point(fault: Fault, goes_on: bool, step: &Step) -> Point {
    let nth = step.so_far[&step.call];
    let inject = |what: &str, when: String| {
        let call = &step.call;
        ["-e", &format!("trace={call}"), "-e", &format!("inject={call}:{what}:when={when}")].map(str::to_owned).to_vec()
    };
    Point::Strace(match fault {
        Fault::Kill => inject("signal=SIGKILL", nth.to_string()),
        Fault::SyncFails => inject("error=EIO", format!("{nth}{}", if goes_on { "+" } else { "" })),
        // `write` is how the program speaks, too: it fails once, so that there is a complaint to read.
        Fault::DiskFull if step.call == "write" => inject("error=ENOSPC", nth.to_string()),
        Fault::DiskFull => inject("error=ENOSPC", format!("{nth}+")),
        Fault::ReadOnly | Fault::FileSize => read_only_after(step),
    })
}

/// From the moment of this step on, whatever would change the disk is refused.
fn read_only_after(step: &Step) -> Vec<String> {
    let changing = STEPS.iter().map(|call| call.trim_start_matches('?'));
    let refused = changing.filter(|call| !matches!(*call, "write" | "fsync" | "fdatasync")).chain(["openat"]);
    let refused: Vec<_> = refused.collect();
    let traced = refused.iter().map(|call| format!("?{call}")).collect::<Vec<_>>().join(",");
    let mut options = vec!["-e".to_owned(), format!("trace={traced}")];
    for call in refused {
        let from = step.so_far.get(call).map_or(0, |made| *made) + usize::from(call != step.call);
        options.extend(["-e".to_owned(), format!("inject=?{call}:error=EROFS:when={from}+")]);
    }
    options
}

/// Every step of the deed from opening the database on, in their order.
fn steps(tools: &Tools, sound: &Closed, deed: Deed) -> Vec<Step> {
    let scene = sound.copy();
    let trace = format!("trace={},openat", STEPS.join(","));
    let traced = Point::Strace(vec!["-e".to_owned(), trace]);
    let output = tools::run(&mut doing(Some(traced.command(tools, &scene)), scene.folder.path(), deed));
    assert!(output.success(), "{output:?}");
    let log = std::fs::read_to_string(scene.folder.join("log")).unwrap();
    let (mut steps, mut begun) = (Vec::new(), false);
    let mut made: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for line in log.lines() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let Some((call, _)) = rest.trim_start().split_once('(') else { continue };
        let so_far = made.entry(thread.to_owned()).or_default();
        *so_far.entry(call.to_owned()).or_default() += 1;
        begun |= line.contains("/lock\"");
        if begun && call != "openat" {
            steps.push(Step { thread: thread.to_owned(), call: call.to_owned(), so_far: so_far.clone() });
        }
    }
    assert!(steps.len() > 20, "{log}");
    steps
}

/// The size of the largest file that the deed writes, found by halving: the least limit that it does not feel.
fn largest_file(sound: &Closed, deed: Deed) -> u64 {
    let tools = need(&["prlimit"]).unwrap();
    let felt = |bytes: u64| {
        let scene = sound.copy();
        let command = Point::Size(bytes).command(&tools, &scene);
        !tools::run(&mut doing(Some(command), scene.folder.path(), deed)).success()
    };
    let (mut too_small, mut enough) = (0, 64 << 20);
    while enough - too_small > 8192 {
        let middle = (too_small + enough) / 2;
        if felt(middle) { too_small = middle } else { enough = middle }
    }
    enough
}

//! The arrows of the house run one way.
//!
//! The lists below are the design. A new arrow is a line changed here on purpose, never an accident.

#![allow(clippy::unwrap_used, reason = "a source that cannot be read is a failure")]

mod source;

use std::fs;
use std::path::{Path, PathBuf};

use source::Source;

/// Which parts of the house a part may use. A part is a folder of `src`, or a file there, whether or not it exists yet.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("env", &[]),
    // It knows what the field's terms are called, so that a new one does not compile before it has its words.
    ("text", &["domain"]),
    ("vault", &["domain", "env", "text"]),
    ("store", &["domain", "env", "text"]),
    ("lists", &["domain", "env", "text"]),
    ("batch", &["domain", "env", "text"]),
    ("scripts", &[]),
    ("paper", &["domain", "scripts", "text"]),
    ("desk", &["vault", "store", "lists", "batch", "paper", "domain", "env", "text"]),
    ("worker", &["desk", "domain", "env", "text"]),
    ("cli", &["desk", "domain", "env", "text"]),
    ("ui", &["worker", "domain", "scripts", "env", "text"]),
    ("main", &["ui", "cli", "env", "text"]),
    ("lib", &[]),
];

/// What a part never mentions, and why.
const NEVER: &[(&str, &[&str], &str)] = &[
    ("domain", &["std::fs", "std::io", "std::env", "std::thread"], "it is pure: no input or output"),
    ("domain", &["std::time::SystemTime", "std::time::Instant"], "it is pure: the time comes in as an argument"),
    ("domain", &["getrandom", "rand"], "it is pure: ids and salts come in as arguments"),
    ("domain", &["rusqlite"], "SQL is for `store`"),
    ("domain", &["egui", "eframe"], "painting is for `ui`"),
    ("paper", &["std::fs", "egui"], "it makes bytes; `desk` writes them"),
    ("scripts", &["egui"], "what is printed needs it too"),
    ("ui", &["rusqlite", "std::fs"], "it asks `worker`"),
];

/// What no part mentions: the tests may, so it is not in `clippy.toml`.
const NEVER_ANYWHERE: &[(&str, &str)] =
    &[("std::process::Command", "the program starts no other program: its environment may hold a passphrase")];

/// How long `main.rs` may be: it reads the arguments and chooses.
const MAIN_LINES: usize = 40;

#[test]
fn arrows_run_one_way() {
    let faults: Vec<String> = house().iter().flat_map(|(file, source)| faults(file, source)).collect();
    assert!(faults.is_empty(), "\n{}\nThe lists are in tests/it/layers.rs.\n", faults.join("\n"));
}

#[test]
fn main_only_chooses() {
    let lines = fs::read_to_string(src().join("main.rs")).unwrap().lines().count();
    assert!(
        lines <= MAIN_LINES,
        "src/main.rs has {lines} lines, and may have {MAIN_LINES}: what it does belongs in `cli` or `ui`"
    );
}

#[test]
fn the_house_is_read_whole() {
    let house = house();
    for part in ["domain", "vault", "store", "batch", "desk", "cli", "env", "lib", "main"] {
        assert!(house.iter().any(|(file, _)| part_of(file) == part), "no file of {part} was read");
    }
}

#[test]
fn a_forbidden_arrow_is_caught_however_it_is_written() {
    let forbidden = [
        ("domain/age.rs", "use crate::store::people;"),
        ("domain/age.rs", "use crate::{\n    env::Env,\n};"),
        ("domain/age.rs", "pub(crate) use crate::text as words;"),
        ("vault/open.rs", "use crate::{domain::{staff::Role, age}, store::{self, people::Row}};"),
        ("vault/open.rs", "use std::fmt; use {crate::domain::age, crate::desk};"),
        ("vault/open.rs", "fn f() -> u8 { crate::store::count() }"),
        ("vault/open.rs", "fn f(x: &crate::desk::Desk<crate::env::Env>) {}"),
        ("vault/open.rs", "fn f<T>(_: T) where T: Into<crate::batch::Sealed> {}"),
        ("vault/open.rs", "macro_rules! m { () => { $crate::desk::register() } }"),
        ("vault/open.rs", "use super::super::store;"),
        ("vault/mod.rs", "use super::store::Row;"),
        ("vault/mod.rs", "mod inner { use super::super::store::Row; }"),
        ("vault/mod.rs", "mod inner { fn f() {} } use super::store::Row;"),
        ("vault/keys/mod.rs", "use super::super::desk;"),
        ("vault/open.rs", "use crate::*;"),
        ("vault/open.rs", "use crate as house;"),
        ("vault/open.rs", "use crate::{self as house};"),
        ("vault/open.rs", "use super::super as house;"),
        ("vault/open.rs", "use super::{super as house, keys};"),
        ("vault/open.rs", "use crate :: r#store :: y;"),
        ("vault/open.rs", "const A: &str = \"// \\\" \"; use crate::desk;"),
        ("vault/open.rs", "const A: char = '\"'; use crate::desk; const B: char = '\"';"),
        ("vault/open.rs", "const A: &str = r#\"\" \"#; use crate::desk;"),
        ("vault/open.rs", "fn f<'a>(x: &'a u8) { /* /* */ */ crate::desk::g(x) }"),
        ("store/mod.rs", "use lanyard::desk;"),
        ("desk/mod.rs", "use crate::cli;"),
        ("ui/app.rs", "use crate::desk::Desk;"),
        ("main.rs", "fn main() { lanyard::desk::open() }"),
        ("main.rs", "use lanyard::{cli, store};"),
        ("lib.rs", "pub use crate::vault::Vault;"),
        ("attic/mod.rs", "use crate::domain::age;"),
        ("domain/age.rs", "use std::{fmt, fs};"),
        ("domain/age.rs", "use std::time::{Duration, SystemTime};"),
        ("domain/age.rs", "fn f() { ::getrandom::fill(&mut []).ok(); }"),
        ("domain/age.rs", "impl rusqlite::ToSql for Age {}"),
        ("domain/age.rs", "use std::*;"),
        ("domain/age.rs", "use std::time; fn f() { time::SystemTime::now(); }"),
        ("ui/app.rs", "use std::fs::File;"),
        ("cli/mod.rs", "use std::process::{Command, ExitCode};"),
        ("cli/mod.rs", "use std::process as p; fn f() { p::Command::new(\"ls\"); }"),
        ("cli/mod.rs", "use std::process::{self, ExitCode}; fn f() { process::Command::new(\"ls\"); }"),
        ("cli/mod.rs", "fn f() { std::process::Command::new(\"ls\"); }"),
    ];
    for (file, text) in forbidden {
        assert!(!faults(Path::new(file), &Source::read(text)).is_empty(), "not caught in {file}: {text}");
    }
}

#[test]
fn an_allowed_arrow_is_not_caught() {
    let allowed = [
        ("domain/age.rs", "use crate::domain::{name, text::Line}; use super::name; use chrono::NaiveDate;"),
        ("domain/age.rs", "//! See [`crate::store`].\n/* use crate::store; */\nconst A: &str = \"crate::store\";"),
        ("domain/age.rs", "mod inner { use super::super::name; use super::*; }"),
        ("domain/age.rs", "/// `std::fs` is not here.\npub(crate) struct A; pub(in crate::domain) struct B;"),
        ("vault/mod.rs", "mod open; pub(super) fn f() {} use self::open::g;"),
        ("vault/open.rs", "use crate::domain::staff::Role; use super::{keys, super::domain};"),
        ("vault/open.rs", "use std::fs; use rusqlite::Connection; fn f(store: u8, a: A) { a.store(store); }"),
        ("desk/mod.rs", "use crate::{batch, domain::age, store::{self, people}, vault::Vault, env::Env};"),
        ("cli/mod.rs", "use crate::desk::Desk; use std::process; fn f() -> process::ExitCode {}"),
        ("ui/app.rs", "use crate::worker::{Answer, Request}; use egui::Ui;"),
        ("main.rs", "use lanyard::cli; fn main() -> std::process::ExitCode { cli::run() }"),
        ("lib.rs", "pub mod domain; static A: zeroizing_alloc::ZeroAlloc<std::alloc::System> = f();"),
    ];
    for (file, text) in allowed {
        let faults = faults(Path::new(file), &Source::read(text));
        assert!(faults.is_empty(), "caught in {file}: {text}\n{}", faults.join("\n"));
    }
}

/// What is wrong with one file, whose path counts from `src`.
fn faults(file: &Path, source: &Source) -> Vec<String> {
    let part = part_of(file);
    let Some((_, may_use)) = ARROWS.iter().find(|(name, _)| *name == part) else {
        return vec![format!("{}: `{part}` is no part of the house", file.display())];
    };
    let arrows = source
        .used_parts(depth(file))
        .into_iter()
        .filter(|used| *used != part && !may_use.contains(&used.as_str()))
        .map(|used| format!("{}: `{part}` may not use `{used}`", file.display()));
    let here = NEVER.iter().filter(|(name, ..)| *name == part);
    let words = here
        .flat_map(|(_, words, why)| words.iter().map(move |word| (*word, *why)))
        .chain(NEVER_ANYWHERE.iter().copied())
        .filter(|(word, _)| source.mentions(word))
        .map(|(word, why)| format!("{}: `{part}` may not mention `{word}`: {why}", file.display()));
    arrows.chain(words).collect()
}

/// The folder, or the name of a file that lies in `src` itself.
fn part_of(file: &Path) -> String {
    let first = file.iter().next().expect("a file has a name");
    Path::new(first).with_extension("").to_str().expect("our file names are plain").to_owned()
}

/// How many modules deep the file's own module is: how many `super` lead from it to the crate's root.
fn depth(file: &Path) -> usize {
    match file.file_name().and_then(|name| name.to_str()) {
        Some("lib.rs" | "main.rs") => 0,
        Some("mod.rs") => file.iter().count() - 1,
        _ => file.iter().count(),
    }
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every source file, by its path from `src`.
fn house() -> Vec<(PathBuf, Source)> {
    let mut files = Vec::new();
    let mut open = vec![src()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                let source = Source::read(&fs::read_to_string(&path).unwrap());
                files.push((path.strip_prefix(src()).unwrap().to_owned(), source));
            }
        }
    }
    files
}

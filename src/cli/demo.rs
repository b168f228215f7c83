//! A whole day on a throw-away desk, through the same use cases as a real one, with made-up visitors.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::desk::{
    Desk, Entering, EventFile, Kdf, NewReader, NewRecipient, Passphrase, RecipientIdentity, SigningKey, VerifyingKey,
    Withdrawal, copy_out, suggest_passphrase, verify,
};
use crate::domain::answer::How;
use crate::domain::code::Code;
use crate::domain::ids::EventId;
use crate::domain::purpose::{Channel, Purpose, Question};
use crate::domain::staff::{Handle, Role};
use crate::env::Env;

use super::output::Output;
use super::{CliError, Outcome, register};

const EVENT: &str = include_str!("../../assets/event-demo.toml");
const VISITORS: &str = include_str!("../../assets/demo-visitors.csv");

pub(super) fn run(folder: Option<&Path>, env: &Env, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let folder = match folder {
        Some(folder) => folder.to_owned(),
        None => fresh_folder()?,
    };
    std::fs::create_dir_all(&folder)?;
    let desk_folder = folder.join("Demo.lanyard");
    // The throw-away desk is remembered beside it, and not among the desks that this computer really works with.
    let env = Env::real(Some(folder.join("state"))).with_clock_of(env);

    let words = suggest_passphrase()?;
    let passphrase = || Passphrase::new_for_vault(&words).map_err(CliError::say);
    let handle = Handle::parse("demo").map_err(CliError::say)?;
    let founder =
        NewReader { handle: handle.clone(), name: "Demo lead".into(), role: Role::Lead, passphrase: passphrase()? };
    let (mut desk, _code) = Desk::create(&desk_folder, &founder, Kdf::STANDARD, &env)?;
    output.remark("1. A desk is made, encrypted, with one lead.")?;

    let event = open_event(&mut desk)?;
    output.remark(format!("2. The event {event} is open, with its form, its questions and its notice."))?;

    output.remark("3. Made-up visitors come:")?;
    let notice = desk.event(&event)?.notice_hash();
    let entering = Entering { staff: handle.clone(), now: desk.now(), notice };
    let list = register::List { file: VISITORS.as_bytes(), bytes: None };
    let tally = register::register(&mut desk, &event, list, entering, output)?;
    desk.count_only(&event)?;
    output.remark("   One more declined everything and was only counted.")?;

    output.remark("4. They are found by any part of any name:")?;
    for query in ["brightw", "wang", "ivanova", "muhammad"] {
        let hits = desk.find(&event, query, 5)?;
        let found: Vec<_> = hits.iter().filter_map(|hit| hit.record.full_name.as_deref()).collect();
        output.remark(format!("   {query}: {}", found.join(", ")))?;
    }
    withdraw_one(&mut desk, &event, output)?;

    close(&mut desk, &event, &folder, output)?;

    // Closed and opened again, as on the next morning: what counts is what is on the disk.
    drop(desk);
    let desk = Desk::open(&desk_folder, &handle, &passphrase()?, &env)?;
    let health = desk.check()?;
    let clean = health.pages.is_clean() && health.ledger.is_ok();
    let state = if clean { "whole" } else { "DAMAGED" };
    output
        .remark(format!("7. Closed, opened again with the passphrase, every page and the ledger checked: {state}."))?;

    let place = desk_folder.display();
    let line = format!(
        "\n{} kept, {} not kept, 1 counted only. The desk is in {place}\nLook around: lanyard --desk \
        \"{place}\" --as demo find --event {event} ha\nIts passphrase, for this throw-away desk: {}",
        tally.kept, tally.not_kept, *words
    );
    let json = json!({ "kept": tally.kept, "not_kept": tally.not_kept, "desk": desk_folder, "event": event,
        "clean": clean, "passphrase": *words });
    output.say(line, &json)?;
    Ok(if clean { Outcome::Done } else { Outcome::FoundSomething })
}

fn fresh_folder() -> Result<PathBuf, CliError> {
    let made = tempfile::Builder::new().prefix("lanyard-demo-").tempdir();
    let made = made.map_err(|_| CliError::say("No folder could be made for the demo. Name one with --folder."))?;
    Ok(made.keep())
}

/// The example event, held today.
fn open_event(desk: &mut Desk) -> Result<Code, CliError> {
    let mut file = EventFile::parse(EVENT).map_err(CliError::say)?;
    let today = desk.now().with_timezone(&file.definition.time_zone).date_naive();
    (file.definition.first_day, file.definition.last_day) = (today, Some(today));
    let event = file.event(EventId(desk.new_id()), None).map_err(CliError::say)?;
    let code = event.definition().code.clone();
    desk.new_event(event.definition().clone(), event.notice().clone())?;
    Ok(code)
}

/// Closes the day for an office that exists only here, and verifies the batch as that office would.
fn close(desk: &mut Desk, event: &Code, folder: &Path, output: &mut Output<'_>) -> Result<(), CliError> {
    let identity = RecipientIdentity::generate();
    let code = Code::new("office").map_err(CliError::say)?;
    let acknowledging = SigningKey::generate().map_err(CliError::say)?;
    let office = NewRecipient {
        code: code.clone(),
        name: "Demo office".into(),
        age_key: identity.public().to_string(),
        minisign_key: acknowledging.public().to_string(),
        purposes: [Purpose::RecordKeeping].into(),
    };
    let words = desk.add_recipient(office)?;
    desk.confirm_words(&code, &words.words().join(" "))?;
    let (key, _) = desk.public_key()?;
    let key: VerifyingKey = key.parse().map_err(CliError::say)?;
    let stick = folder.join("stick");
    std::fs::create_dir_all(&stick)?;
    for closed in desk.close_day(event, &[code])? {
        let copy = copy_out(&closed.path, &stick)?;
        verify(&copy, &identity, &key)?;
        let people = closed.people;
        let place = copy.display();
        output.remark(format!(
            "6. The day is closed: {people} people sealed for the office, copied and verified:\n   {place}"
        ))?;
    }
    let secret = identity.to_secret_text();
    let kept = folder.join("office-identity.txt");
    std::fs::write(&kept, format!("{}\n", *secret))?;
    output.remark(format!("   Open it: age -d -i {} BATCH > batch.zip", kept.display()))
}

fn withdraw_one(desk: &mut Desk, event: &Code, output: &mut Output<'_>) -> Result<(), CliError> {
    let hits = desk.find(event, "brightwell", 1)?;
    let first = hits.first().ok_or_else(|| CliError::say("The demo's own visitor was not found."))?;
    let id = first.registered.id;
    let withdrawal = Withdrawal { question: Question::News(Channel::Email), objects: false, how: How::OutLoud };
    desk.withdraw(id, withdrawal)?;
    let now = desk.history(id)?.standings.get(withdrawal.question);
    output.remark(format!("5. One takes her Yes to news by email back; it reads now: {now}."))
}

//! Checking and backing up.

use std::path::Path;

use serde_json::json;

use crate::desk::{CopyState, Desk, Health, Whole};
use crate::domain::rules::{BackUpEvery, DeskRules};

use super::args::{Every, Rules};
use super::output::{Output, counted};
use super::progress::Progress;
use super::{CliError, Outcome};

pub(super) fn check(desk: &mut Desk, backups: bool, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let whole = check_desk(desk, output)?;
    if !backups {
        return Ok(whole);
    }
    let mut all_fine = true;
    for backup in desk.backups()? {
        let state =
            Progress::around("opening a backup, and looking at every page", || desk.check_backup(&backup.path))?;
        let (words, code) = match state {
            CopyState::Whole => ("opens, and every page is whole", "whole"),
            CopyState::ForOthers => {
                ("opens for others only: you were no reader of it, or have another passphrase since", "for-others")
            }
            CopyState::Damaged => ("is DAMAGED: make another one", "damaged"),
        };
        all_fine &= state == CopyState::Whole;
        let json = json!({ "backup": backup.path, "taken_at": backup.taken_at, "state": code });
        output.say(format!("The backup of {} {words}.", backup.taken_at.format("%Y-%m-%d %H:%M:%S UTC")), &json)?;
    }
    super::note_looks(desk, output)?;
    Ok(if all_fine { whole } else { Outcome::FoundSomething })
}

/// Shows when the desk locks itself and how it is backed up; sets what was given.
pub(super) fn rules(desk: &mut Desk, command: &Rules, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let before = desk.rules()?;
    let wanted = DeskRules {
        lock_after: command.lock_after.unwrap_or(before.lock_after),
        back_up_every: command.back_up_every.map_or(before.back_up_every, |Every(every)| every),
        copies: command.copies.unwrap_or(before.copies),
    };
    if wanted != before {
        desk.set_rules(wanted)?;
    }
    let (lock, copies) = (wanted.lock_after.number(), wanted.copies.number());
    let every = wanted.back_up_every.map(BackUpEvery::number);
    let by_itself =
        every.map_or_else(|| "never by itself".to_owned(), |every| format!("every {every} minutes by itself"));
    let line = format!("It locks after {lock} minutes. It is backed up {by_itself}; {copies} backups are kept.");
    output.say(line, &json!({ "lock_after": lock, "back_up_every": every, "copies": copies }))?;
    Ok(Outcome::Done)
}

fn check_desk(desk: &mut Desk, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let bar = Progress::steps("Checking every page, the ledger and the outbox");
    let health = desk.check_telling(&mut |done, of| bar.step(done, of))?;
    drop(bar);
    let Health { pages, ledger, outbox } = health;
    let mut found: Vec<_> = pages.pages.iter().chain(&pages.structure).chain(&pages.references).cloned().collect();
    found.extend(ledger.as_ref().err().map(ToString::to_string));
    found.extend(outbox.iter().map(ToString::to_string));
    if let Ok(Whole { acts, rows, .. }) = ledger
        && found.is_empty()
    {
        let held = (counted(acts, "act", "acts"), counted(rows, "row", "rows"));
        let line = format!("Every page is whole, and the ledger holds: {}, {}.", held.0, held.1);
        output.say(line, &json!({ "clean": true, "acts": acts, "rows": rows }))?;
        super::note_looks(desk, output)?;
        return Ok(Outcome::Done);
    }
    output.say("Something is not as it was written.", &json!({ "clean": false, "found": found }))?;
    for line in found {
        output.remark(format!("  {line}"))?;
    }
    Ok(Outcome::FoundSomething)
}

pub(super) fn backup(desk: &mut Desk, to: Option<&Path>, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let made = Progress::around("copying, and checking the copy", || desk.backup(to))?;
    let place = made.path.display();
    let json = json!({ "backup": made.path, "taken_at": made.taken_at });
    output.say(format!("Backed up and checked, in {place}. Keep one on another medium."), &json)?;
    Ok(Outcome::Done)
}

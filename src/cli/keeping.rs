//! Checking and backing up.

use std::path::Path;

use serde_json::json;

use crate::desk::{Desk, Health, Whole};

use super::output::Output;
use super::progress::Progress;
use super::{CliError, Outcome};

pub(super) fn check(desk: &mut Desk, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let Health { pages, ledger } = Progress::around("checking every page and the ledger", || desk.check())?;
    let mut found: Vec<_> = pages.pages.iter().chain(&pages.structure).chain(&pages.references).cloned().collect();
    found.extend(ledger.as_ref().err().map(ToString::to_string));
    if let Ok(Whole { acts, rows, .. }) = ledger
        && found.is_empty()
    {
        let line = format!("Every page is whole, and the ledger holds: {acts} acts, {rows} rows.");
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

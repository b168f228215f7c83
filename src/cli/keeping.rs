//! Checking and backing up.

use std::path::Path;

use serde_json::json;

use crate::desk::Desk;

use super::output::Output;
use super::{CliError, Outcome};

pub(super) fn check(desk: &Desk, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let report = desk.vault().check()?;
    let found: Vec<_> = report.pages.iter().chain(&report.structure).chain(&report.references).collect();
    if report.is_clean() {
        output.say("Every page is whole.", &json!({ "clean": true }))?;
        return Ok(Outcome::Done);
    }
    output
        .say("Something is damaged. Change nothing; restore a backup.", &json!({ "clean": false, "found": found }))?;
    for line in found {
        output.remark(format!("  {line}"))?;
    }
    Ok(Outcome::FoundSomething)
}

pub(super) fn backup(desk: &mut Desk, to: Option<&Path>, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let made = desk.backup(to)?;
    let place = made.path.display();
    let json = json!({ "backup": made.path, "taken_at": made.taken_at });
    output.say(format!("Backed up and checked, in {place}. Keep one on another medium."), &json)?;
    Ok(Outcome::Done)
}

//! Registering a list of visitors. Every row is answered for: kept, or not kept with what to put right.

use std::io::Read;

use indicatif::ProgressBar;
use serde_json::json;

use crate::desk::{Desk, DeskError, Duplicate, Entering, WalkIns};
use crate::domain::code::Code;
use crate::domain::draft::RegistrationDraft;
use crate::domain::likeness::Verdict;

use super::args::Register;
use super::output::Output;
use super::{CliError, Outcome};

pub(super) fn run(desk: &mut Desk, list: &Register, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let file: Box<dyn Read> = if list.from.as_os_str() == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        let unreadable = |_| CliError::say("The list could not be read. Check its name; nothing was registered.");
        Box::new(std::fs::File::open(&list.from).map_err(unreadable)?)
    };
    let event = desk.event(&list.event)?;
    let entering = Entering { staff: desk.staff().clone(), now: desk.now(), notice: event.notice_hash() };
    let tally = register(desk, &list.event, file, entering, output)?;
    let line = format!("{} kept, {} not kept.", tally.kept, tally.not_kept);
    output.say(line, &json!({ "kept": tally.kept, "not_kept": tally.not_kept }))?;
    Ok(if tally.not_kept == 0 { Outcome::Done } else { Outcome::SomeRowsNotKept })
}

/// How many rows were kept.
pub(super) struct Tally {
    pub(super) kept: u64,
    pub(super) not_kept: u64,
}

pub(super) fn register(
    desk: &mut Desk,
    event: &Code,
    file: impl Read,
    entering: Entering,
    output: &mut Output<'_>,
) -> Result<Tally, CliError> {
    let ids = desk.id_source();
    let rows = WalkIns::open(file, entering, move || ids.new_id()).map_err(CliError::say)?;
    let progress = ProgressBar::new_spinner().with_message("rows");
    let mut tally = Tally { kept: 0, not_kept: 0 };
    for row in rows {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                tally.not_kept += 1;
                let reasons: Vec<_> = error.reasons.iter().map(ToString::to_string).collect();
                not_kept(error.row, &reasons, output)?;
                continue;
            }
        };
        // Looked for before the row is saved: a look that fails cannot leave a saved row unanswered for.
        let likely = likely_duplicates(desk, &row.draft, event)?;
        match desk.register(&row.draft, event) {
            Ok(saved) => {
                tally.kept += 1;
                let remarks: Vec<_> = saved.remarks.iter().map(ToString::to_string).chain(likely).collect();
                let notes = if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join("; ")) };
                let json = json!({ "row": row.row, "kept": saved.reference, "registration": saved.registration,
                    "remarks": remarks });
                output.say(format!("row {}: kept as {}{notes}", row.row, saved.reference), &json)?;
            }
            Err(DeskError::Form(errors)) => {
                tally.not_kept += 1;
                let reasons: Vec<_> = errors.iter().map(ToString::to_string).collect();
                not_kept(row.row, &reasons, output)?;
            }
            Err(other) => return Err(other.into()),
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    Ok(tally)
}

/// Who may be the same person already; the row is kept all the same (R14).
fn likely_duplicates(desk: &Desk, draft: &RegistrationDraft, event: &Code) -> Result<Vec<String>, CliError> {
    let alike = desk.duplicates_of_draft(draft, event)?;
    let likely = alike.iter().filter(|found| found.likeness.verdict == Verdict::Likely);
    let remark = |found: &Duplicate| {
        let reference = &found.other.registered.reference;
        format!("may be the same person as {reference}: {}", found.likeness)
    };
    Ok(likely.map(remark).collect())
}

fn not_kept(row: u64, reasons: &[String], output: &mut Output<'_>) -> Result<(), CliError> {
    let json = json!({ "row": row, "not_kept": reasons });
    output.say(format!("row {row}: NOT KEPT: {}", reasons.join("; ")), &json)
}

pub(super) fn count_only(desk: &mut Desk, event: &Code, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let total = desk.count_only(event)?;
    output.say(format!("Counted; {total} today."), &json!({ "counted": total }))?;
    Ok(Outcome::Done)
}

//! Sheets for the data protection officer, and for whoever closes the day.

use std::path::PathBuf;

use serde_json::json;

use crate::desk::Desk;

use super::args::Sheet;
use super::output::Output;
use super::{CliError, Outcome};

pub(super) fn run(desk: &mut Desk, command: &Sheet, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let files = match command {
        Sheet::Incident { to } => desk.write_incident(to)?,
        Sheet::Guardian { event, language, to } => desk.write_guardian_slip(event, language.as_deref(), to)?,
        Sheet::Day { event, to } => desk.write_day_summary(event, to)?,
        Sheet::Processing { event, to } => desk.write_processing_record(event, to)?,
    };
    written(&files, output)?;
    super::note_looks(desk, output)?;
    Ok(Outcome::Done)
}

/// Says where a sheet is.
pub(super) fn written(files: &[PathBuf], output: &mut Output<'_>) -> Result<(), CliError> {
    let names: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
    output.say(format!("Written: {}.", names.join(" and ")), &json!({ "files": files }))
}

//! Batches, from the recipient's side: verified before anything is shown.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::desk::{
    ChainPoint, HadBatch, RecipientIdentity, Verified, VerifyingKey, incident_of_batches, read_identity, verify_chain,
    verify_keys, write_incident,
};
use crate::domain::sheet::{Incident, Source};
use crate::env::Env;

use super::args::{After, Batch};
use super::output::{Output, counted};
use super::progress::Progress;
use super::{CliError, Outcome};

pub(super) fn run(command: &Batch, env: &Env, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let (opening, show) = match command {
        Batch::Verify(opening) | Batch::Incident { opening, .. } => (opening, false),
        Batch::Show(opening) => (opening, true),
    };
    let identity = identity(&opening.identity)?;
    let keys = desk_keys(&opening.desk_keys)?;
    let verifying = Progress::bytes("Opening and verifying", 2 * lengths(&opening.files));
    let mut had = Vec::new();
    for file in &opening.files {
        match HadBatch::read_heard(file, &identity, &keys, Some(verifying.hears())) {
            Ok(batch) => had.push(batch),
            Err(error) => {
                let json =
                    json!({ "file": file.file_name().map(|name| name.to_string_lossy()), "fault": error.to_string() });
                verifying.aside(|| output.say(format!("{}: {error}", file.display()), &json))?;
                return Ok(Outcome::FoundSomething);
            }
        }
    }
    drop(verifying);
    if let Batch::Incident { to, .. } = command {
        // The laptop is gone, so that nothing can be asked for again: what is missing is said on the sheet.
        return match incident_of_batches(had, env.now()) {
            Ok(incident) => {
                super::sheets::written(&write_incident(&incident, to)?, output)?;
                missing(&incident, output)?;
                Ok(Outcome::Done)
            }
            Err(error) => found(&error, output),
        };
    }
    let verified: Vec<_> = had.into_iter().map(|had| had.batch).collect();
    // Which desk and recipient it was, the first of these files has to say; the digest is what it is held against.
    let after = opening.after.zip(verified.first()).map(|(After { sequence, manifest }, first)| ChainPoint {
        sequence,
        manifest,
        ..first.point()
    });
    let chain = verify_keys(&verified, &keys).and_then(|()| verify_chain(&verified, after.as_ref()));
    let end = match chain {
        Ok(end) => end,
        Err(error) => return found(&error, output),
    };
    for batch in &verified {
        say(batch, show, output)?;
    }
    if let Some(ChainPoint { sequence, manifest, .. }) = end {
        output.remark(format!("The next batches follow --after {sequence}:{}", manifest.hex()))?;
    }
    Ok(Outcome::Done)
}

/// How many bytes these files have; one that cannot be read is told of when it is its turn.
fn lengths(files: &[PathBuf]) -> u64 {
    files.iter().filter_map(|file| file.metadata().ok()).map(|metadata| metadata.len()).sum()
}

/// A desk's public keys, as they are given.
pub(super) fn desk_keys(given: &[String]) -> Result<Vec<VerifyingKey>, CliError> {
    given.iter().map(|key| key.parse()).collect::<Result<_, _>>().map_err(CliError::say)
}

fn found(error: &dyn std::error::Error, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    output.say(error.to_string(), &json!({ "fault": error.to_string() }))?;
    Ok(Outcome::FoundSomething)
}

fn missing(incident: &Incident, output: &mut Output<'_>) -> Result<(), CliError> {
    match &incident.from {
        Source::Batches(from) if !from.missing.is_empty() => {
            output.remark("Batches are missing, so its numbers are too low. It says which.")
        }
        _ => Ok(()),
    }
}

fn say(batch: &Verified, show: bool, output: &mut Output<'_>) -> Result<(), CliError> {
    let header = &batch.statement().header;
    let line = format!("Batch {} to {}: whole, signed, and in its place.", header.sequence, header.recipient);
    if !show {
        let manifest = batch.point().manifest.hex();
        let json = json!({ "sequence": header.sequence, "recipient": header.recipient, "verified": true,
            "manifest_sha256": manifest });
        return output.say(line, &json);
    }
    output.say(line, &json!({ "statement": batch.statement(), "resources": batch.manifest().resources }))?;
    let head = header.audit_head;
    output.remark(format!("  audit log: {}:{}", head.sequence, head.hash.hex()))?;
    for resource in &batch.manifest().resources {
        let rows = resource.rows.map(|rows| format!(", {}", counted(rows, "row", "rows"))).unwrap_or_default();
        output.remark(format!("  {}: {} bytes{rows}", resource.path, resource.bytes))?;
    }
    Ok(())
}

/// The identity in an age identity file.
pub(super) fn identity(file: &Path) -> Result<RecipientIdentity, CliError> {
    read_identity(file).map_err(CliError::say)
}

//! Batches, from the recipient's side: verified before anything is shown.

use std::path::Path;

use serde_json::json;

use crate::desk::{
    ChainPoint, RecipientIdentity, Verified, VerifyingKey, incident_of_batch, verify_by_any, verify_chain, verify_keys,
    write_incident,
};
use crate::env::Env;

use super::args::{After, Batch};
use super::output::Output;
use super::progress::Progress;
use super::{CliError, Outcome};

pub(super) fn run(command: &Batch, env: &Env, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let (opening, show) = match command {
        Batch::Verify(opening) | Batch::Incident { opening, .. } => (opening, false),
        Batch::Show(opening) => (opening, true),
    };
    let identity = identity(&opening.identity)?;
    let keys = opening.desk_keys.iter().map(|key| key.parse::<VerifyingKey>());
    let keys = keys.collect::<Result<Vec<_>, _>>().map_err(CliError::say)?;
    let verifying = Progress::spinner("opening and verifying");
    let mut verified = Vec::new();
    for file in &opening.files {
        match verify_by_any(file, &identity, &keys) {
            Ok(batch) => verified.push(batch),
            Err(error) => {
                let json =
                    json!({ "file": file.file_name().map(|name| name.to_string_lossy()), "fault": error.to_string() });
                verifying.aside(|| output.say(format!("{}: {error}", file.display()), &json))?;
                return Ok(Outcome::FoundSomething);
            }
        }
    }
    drop(verifying);
    // Which desk and recipient it was, the first of these files has to say; the digest is what it is held against.
    let after = opening.after.zip(verified.first()).map(|(After { sequence, manifest }, first)| ChainPoint {
        sequence,
        manifest,
        ..first.point()
    });
    let chain = verify_keys(&verified, &keys).and_then(|()| verify_chain(&verified, after.as_ref()));
    let end = match chain {
        Ok(end) => end,
        Err(error) => {
            output.say(&error, &json!({ "fault": error.to_string() }))?;
            return Ok(Outcome::FoundSomething);
        }
    };
    for batch in &verified {
        say(batch, show, output)?;
    }
    if let Some(ChainPoint { sequence, manifest, .. }) = end {
        output.remark(format!("The next batches follow --after {sequence}:{}", manifest.hex()))?;
    }
    if let (Batch::Incident { to, .. }, Some(last)) = (command, verified.last_mut()) {
        let incident = incident_of_batch(last, env.now())?;
        super::sheets::written(&write_incident(&incident, to)?, output)?;
    }
    Ok(Outcome::Done)
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
    for resource in &batch.manifest().resources {
        let rows = resource.rows.map(|rows| format!(", {rows} rows")).unwrap_or_default();
        output.remark(format!("  {}: {} bytes{rows}", resource.path, resource.bytes))?;
    }
    Ok(())
}

/// Reads an age identity file, as `age-keygen` writes it: comments, and one `AGE-SECRET-KEY-1…` line.
pub(super) fn identity(file: &Path) -> Result<RecipientIdentity, CliError> {
    let text = std::fs::read_to_string(file).map(zeroize::Zeroizing::new);
    let text = text.map_err(|_| CliError::say("The identity file could not be read. Check its name."))?;
    let line = text.lines().map(str::trim).find(|line| line.starts_with("AGE-SECRET-KEY-"));
    let line = line.ok_or_else(|| CliError::say("The identity file holds no AGE-SECRET-KEY line."))?;
    line.parse().map_err(CliError::say)
}

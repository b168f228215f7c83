//! The audit log.

use serde_json::json;

use crate::desk::{Desk, Whole};

use super::args::Audit;
use super::output::{Output, counted};
use super::progress::Progress;
use super::{CliError, Outcome, batches};

pub(super) fn run(desk: &mut Desk, command: &Audit, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    match command {
        Audit::Verify { batch, identity, desk_keys, head } => {
            let compared = match (batch, identity, head) {
                (Some(file), Some(identity), _) => {
                    let older = batches::desk_keys(desk_keys)?;
                    Some(desk.compare_batch(file, &batches::identity(identity)?, &older)?)
                }
                (_, _, Some(head)) => Some(desk.compare_head(head, None)?),
                _ => None,
            };
            let proved = verify(desk, output)?;
            let Some(compared) = compared else { return Ok(proved) };
            output.say(compared, &json!({ "compared": compared.code() }))?;
            Ok(if compared.is_same() { proved } else { Outcome::FoundSomething })
        }
        Audit::Show { from, most, about } => {
            let about = about.as_deref().map(|reference| desk.by_reference(reference)).transpose()?;
            for row in desk.audit(*from, *most, about.map(|found| found.id))? {
                let at = row.at.format("%Y-%m-%d %H:%M:%S %:z");
                let about = row.reference.as_deref().unwrap_or("-");
                let line = format!(
                    "{:>7}  {at}  {:<10}  {:<18}  {about:<7}  {}",
                    row.sequence,
                    row.staff,
                    row.kind.code(),
                    row.details
                );
                let json = json!({ "sequence": row.sequence, "at": row.at, "staff": row.staff, "kind": row.kind.code(),
                    "about": row.reference, "details": row.details, "chain": hex::encode(row.chain) });
                output.say(line, &json)?;
            }
            super::note_looks(desk, output)?;
            Ok(Outcome::Done)
        }
    }
}

fn verify(desk: &Desk, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    match Progress::around("proving the audit log", || desk.verify_audit())? {
        Ok(Whole { acts, rows, head, .. }) => {
            let chain = hex::encode(head.chain);
            let held = (counted(acts, "act", "acts"), counted(rows, "row", "rows"));
            let line = format!("The audit log holds: {}, {}. Its head is {acts}:{chain}.", held.0, held.1);
            let newest = desk.newest_batch_head()?;
            let named = newest.as_ref().map(|head| format!("{}:{}", head.act, hex::encode(head.chain)));
            output.say(
                line,
                &json!({ "holds": true, "acts": acts, "rows": rows, "head": chain, "newest_batch": named }),
            )?;
            if let (Some(head), Some(named)) = (newest, named) {
                let (to, sequence) = (head.recipient, head.sequence);
                output
                    .remark(format!("The newest batch, {sequence} to {to}, names {named}: they can read that out."))?;
            }
            Ok(Outcome::Done)
        }
        Err(broken) => {
            let json = json!({ "holds": false, "act": broken.act, "what": broken.what.to_string() });
            output.say(&broken, &json)?;
            Ok(Outcome::FoundSomething)
        }
    }
}

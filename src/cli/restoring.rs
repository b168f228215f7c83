//! Restoring a backup, and what restores set aside.

use serde_json::json;

use crate::desk::{Access, Desk, Replayed, Restoring};
use crate::env::Env;

use super::args::{Args, Restore, SetAside};
use super::output::{Output, counted};
use super::progress::Progress;
use super::{CliError, Outcome, batches, say_notices, secrets};

pub(super) fn run(args: &Args, command: &Restore, env: &Env, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let (folder, handle, passphrase) = (args.desk()?, args.handle()?, secrets::passphrase(args)?);
    let of_backup = secrets::backup_passphrase(command.backup_passphrase_file.as_deref())?;
    let identities: Vec<_> = command.identities.iter().map(|file| batches::identity(file)).collect::<Result<_, _>>()?;
    let restoring = Restoring {
        backup: &command.backup,
        opens_backup: Access {
            handle: command.backup_as.as_ref().unwrap_or(handle),
            passphrase: of_backup.as_ref().unwrap_or(&passphrase),
        },
        opens_present: Access { handle, passphrase: &passphrase },
        batches: &command.batches,
        identities: &identities,
        desk_key: command.desk_key.as_deref().map(str::parse).transpose().map_err(CliError::say)?,
        nothing_newer: command.nothing_newer.as_deref(),
    };
    let (desk, replayed) = Progress::around("restoring", || Desk::restore(folder, &restoring, env))?;
    say_notices(&desk, output)?;
    say(&replayed, output)?;
    Ok(Outcome::Done)
}

fn say(replayed: &Replayed, output: &mut Output<'_>) -> Result<(), CliError> {
    let Replayed { epoch, erased, answers, special, restricted, settings, recipients, batches, missing, .. } = replayed;
    output.say(format!("The backup is restored. Epoch {epoch} begins."), &json!(replayed))?;
    output.remark(format!(
        "Replayed from what came after it: {erased} erased, {answers} answers that decline or take back, {special} \
         protected details erased, {restricted} taken out of use, {settings} settings and notices of events, {recipients} recipients, {batches} batches."
    ))?;
    for lost in &replayed.lost_notices {
        output.complain(lost)?;
    }
    if erased + special > 0 {
        output.remark(
            "The backup itself, and every other copy from before, still holds what was erased: remove them in time.",
        )?;
    }
    if *missing > 0 {
        output.remark(format!("Not in the backup: {}.", counted(*missing, "registration", "registrations")))?;
    }
    if let Some(aside) = &replayed.set_aside {
        let place = aside.display();
        output.remark(format!("The desk before it is set aside, readable as it was, in {place}"))?;
    }
    if replayed.key_changed {
        output.remark("The desk's signing key is new: compare its key words with every recipient again.")?;
    }
    Ok(())
}

pub(super) fn set_aside(desk: &mut Desk, command: &SetAside, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    match command {
        SetAside::List => {
            for aside in desk.set_asides()? {
                let name = aside.path.file_name().unwrap_or_default().to_string_lossy();
                output.say(format!("{name}  {}", aside.at), &json!({ "set_aside": name, "at": aside.at }))?;
            }
        }
        SetAside::Discard { name } => {
            desk.discard_set_aside(name)?;
            output.say("Discarded; what only it had is gone.", &json!({ "discarded": name }))?;
        }
    }
    Ok(Outcome::Done)
}

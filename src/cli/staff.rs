//! Making a desk, and who works at it.

use std::path::Path;

use serde_json::json;

use crate::desk::{Desk, Kdf, NewReader};
use crate::domain::staff::Role;
use crate::env::Env;

use super::args::{Args, Init, Staff};
use super::output::Output;
use super::progress::Progress;
use super::{CliError, Outcome, secrets};

pub(super) fn init(args: &Args, init: &Init, env: &Env, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let passphrase = secrets::new_passphrase(args.new_passphrase_file.as_deref())?;
    let founder = NewReader { handle: args.handle()?.clone(), name: init.name.clone(), role: Role::Lead, passphrase };
    let (_desk, code) = Desk::create(args.desk()?, &founder, Kdf::STANDARD, env)?;
    let words = "The desk is made. This recovery code opens it when a passphrase is forgotten. It is shown only now:\n\
                 print it and lock it away from the laptop.";
    output.say(format!("{words}\n\n    {}\n", code.reveal()), &json!({ "recovery_code": code.reveal() }))?;
    Ok(Outcome::Done)
}

pub(super) fn run(
    desk: &mut Desk,
    command: &Staff,
    new_passphrase_file: Option<&Path>,
    output: &mut Output<'_>,
) -> Result<Outcome, CliError> {
    match command {
        Staff::Add { handle, name, role } => {
            let passphrase = secrets::new_passphrase(new_passphrase_file)?;
            desk.add_staff(&NewReader { handle: handle.clone(), name: name.clone(), role: *role, passphrase })?;
            output.say(format!("{handle} can open the desk now."), &json!({ "added": handle }))?;
        }
        Staff::Remove { handle } => {
            let changing = Progress::spinner("changing every key");
            desk.remove_staff(handle)?;
            drop(changing);
            let words = "can no longer open the desk. Its keys are new: compare the desk's key words with every \
                         recipient again.";
            output.say(format!("{handle} {words}"), &json!({ "removed": handle }))?;
        }
        Staff::Passphrase { handle } => {
            let passphrase = secrets::new_passphrase(new_passphrase_file)?;
            let changing = Progress::spinner("changing every key");
            desk.change_passphrase(handle, &passphrase)?;
            drop(changing);
            output.say("The passphrase is changed; the old one opens nothing.", &json!({ "changed": handle }))?;
        }
        Staff::List => {
            for member in desk.staff_list()? {
                let removed = if member.removed { ", removed" } else { "" };
                let line = format!("{}  {}  {}{removed}", member.handle, member.role, member.name);
                let json = json!({ "handle": member.handle, "name": member.name, "role": member.role,
                    "removed": member.removed });
                output.say(line, &json)?;
            }
        }
    }
    Ok(Outcome::Done)
}

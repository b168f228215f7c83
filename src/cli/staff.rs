//! Making a desk, and who works at it.

use std::path::Path;

use serde_json::json;

use crate::desk::{Desk, Kdf, KeyChange, NewReader};
use crate::domain::staff::Role;
use crate::env::Env;

use super::args::{Args, Init, Organisation, Staff};
use super::output::Output;
use super::progress::Progress;
use super::{CliError, Outcome, secrets};

/// What takes as long as the desk is large: everything is encrypted anew.
const CHANGING: &str = "changing every key";

pub(super) fn init(args: &Args, init: &Init, env: &Env, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let (folder, handle) = (args.desk()?, args.handle()?.clone());
    let passphrase = secrets::first_passphrase(args)?;
    let founder = NewReader { handle, name: init.name.clone(), role: Role::Lead, passphrase };
    let (_desk, code) = Progress::around("making the desk", || Desk::create(folder, &founder, Kdf::STANDARD, env))?;
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
    let said = desk.vault().notices().len();
    match command {
        Staff::Add { handle, name, role } => {
            let passphrase = secrets::new_passphrase(new_passphrase_file)?;
            let new = NewReader { handle: handle.clone(), name: name.clone(), role: *role, passphrase };
            Progress::around("making their key", || desk.add_staff(&new))?;
            output.say(format!("{handle} can open the desk now."), &json!({ "added": handle }))?;
        }
        Staff::Role { handle, role } => {
            desk.change_role(handle, *role)?;
            let json = json!({ "changed": handle, "role": role });
            output.say(format!("{handle} has the role {role} from now on."), &json)?;
        }
        Staff::Remove { handle } => {
            Progress::around(CHANGING, || desk.remove_staff(handle))?;
            let words = "can no longer open the desk. Its keys are new: compare the desk's key words with every \
                         recipient again.";
            output.say(format!("{handle} {words}"), &json!({ "removed": handle }))?;
        }
        Staff::Passphrase { handle } => {
            let passphrase = secrets::new_passphrase(new_passphrase_file)?;
            Progress::around(CHANGING, || desk.change_passphrase(handle, &passphrase))?;
            output.say("The passphrase is changed; the old one opens nothing. The desk's signing key is new too: compare its key \
                         words with every recipient again.", &json!({ "changed": handle }))?;
        }
        Staff::RecoveryCode => {
            let code = Progress::around(CHANGING, || desk.renew_recovery_code())?;
            let words = "This recovery code opens the desk from now on, and the old one opens nothing. It is shown only \
                         now:\nprint it and lock it away from the laptop. The desk's signing key is new too: compare its \
                         key words with every recipient again.";
            output.say(format!("{words}\n\n    {}\n", code.reveal()), &json!({ "recovery_code": code.reveal() }))?;
        }
        Staff::Organisation(Organisation::Add { name, age_key }) => {
            desk.add_organisation(name, age_key)?;
            let words = "can open this desk now, and every copy and backup made from now on, without anybody here. It can \
                         read everything in it: what visitors said, health and other protected details, children and \
                         their guardians, and the audit log.";
            output.say(format!("{name} {words}"), &json!({ "organisation": name }))?;
        }
        Staff::Organisation(Organisation::Remove) => {
            Progress::around(CHANGING, || desk.remove_organisation())?;
            let words = "The organisation's key no longer opens the desk; copies made before still open with it. The \
                         desk's keys are new: compare the desk's key words with every recipient again.";
            output.say(words, &json!({ "organisation": null }))?;
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
    // What could not be taken from whoever lost access.
    super::say_notices_after(said, desk, output)?;
    Ok(Outcome::Done)
}

pub(super) fn change_key(desk: &mut Desk, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let changed = Progress::around("encrypting the desk anew", || desk.change_data_key())?;
    let KeyChange { generation, backups_replaced } = changed;
    let backups = if backups_replaced { "" } else { " Backups in the desk's folder still open with the old one." };
    let line = format!("The desk is encrypted anew, under key number {generation}.{backups}");
    output.say(line, &json!({ "generation": generation, "backups_replaced": backups_replaced }))?;
    Ok(Outcome::Done)
}

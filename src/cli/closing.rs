//! Recipients, and closing the day.

use std::path::Path;

use serde_json::json;

use crate::desk::{BatchError, Closed, Desk, NewRecipient, copy_out, takes_files};
use crate::domain::code::Code;

use super::args::{CloseDay, CopyOut, Recipient};
use super::output::Output;
use super::progress::Progress;
use super::{CliError, Outcome};

pub(super) fn recipients(desk: &mut Desk, command: &Recipient, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    match command {
        Recipient::Add { code, name, age_key, minisign_key, purposes } => {
            let new = NewRecipient {
                code: code.clone(),
                name: name.clone(),
                age_key: age_key.clone(),
                minisign_key: minisign_key.clone(),
                purposes: purposes.iter().copied().collect(),
            };
            let words = desk.add_recipient(new)?;
            let line =
                format!("Call {name} and compare these six words: {words}\nThen: recipient confirm {code} WORDS");
            output.say(line, &json!({ "recipient": code, "words": words.words() }))?;
        }
        Recipient::Confirm { code, words } => {
            desk.confirm_words(code, &words.join(" "))?;
            output.say(format!("{code} can be chosen now."), &json!({ "confirmed": code }))?;
        }
        Recipient::List => {
            for recipient in desk.recipients()? {
                let checked = if recipient.words_checked { "words compared" } else { "WORDS NOT COMPARED" };
                let purposes: Vec<_> = recipient.purposes.iter().map(|purpose| purpose.code()).collect();
                let line = format!("{}  {}  {}  {checked}", recipient.code, recipient.name, purposes.join(", "));
                let json = json!({ "recipient": recipient.code, "name": recipient.name, "purposes": purposes,
                    "words_checked": recipient.words_checked });
                output.say(line, &json)?;
            }
        }
        Recipient::Remove { code } => {
            desk.remove_recipient(code)?;
            output.say(format!("{code} receives nothing any more."), &json!({ "removed": code }))?;
        }
    }
    Ok(Outcome::Done)
}

pub(super) fn key(desk: &Desk, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let (key, words) = desk.public_key()?;
    output.say(format!("{key}\n{words}"), &json!({ "desk_key": key, "words": words.words() }))?;
    Ok(Outcome::Done)
}

pub(super) fn close_day(desk: &mut Desk, day: &CloseDay, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    // Asked before anything is reserved: trying again would seal one more batch for each.
    takes_files(&day.out)?;
    let bar = Progress::steps("Sealing");
    let closed = desk.close_day_telling(&day.event, &day.to, &mut |now| bar.step(now.done, now.of))?;
    drop(bar);
    copy_waiting(desk, &day.to, &day.out, &closed, output)
}

/// Copies what is sealed and waits, and seals nothing.
pub(super) fn copy_again(desk: &Desk, copy: &CopyOut, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    takes_files(&copy.out)?;
    copy_waiting(desk, &copy.to, &copy.out, &[], output)
}

/// Copies every batch to these recipients that nobody has acknowledged. Earlier ones too: one that did not get to a stick,
/// because that closing was cut off, is missed by its recipient.
fn copy_waiting(
    desk: &Desk,
    to: &[Code],
    out: &Path,
    closed: &[Closed],
    output: &mut Output<'_>,
) -> Result<Outcome, CliError> {
    let waiting = desk.waiting(to)?;
    for batch in &waiting {
        let Closed { recipient, sequence, path, file_sha256, people } = batch;
        let made = if closed.contains(batch) { "sealed, read back" } else { "sealed earlier, not acknowledged" };
        if !path.exists() {
            output.complain(format!("Batch {sequence} to {recipient} is not in the outbox any more: not copied."))?;
            continue;
        }
        let copied = Progress::around("copying, and reading back", || copy_out(path, out));
        let copy = copied.map_err(|error| still_waiting(&error, to))?;
        let place = copy.display();
        let line = format!("{recipient}: batch {sequence}, {people} people, {made}, copied to {place}");
        let json = json!({ "recipient": recipient, "sequence": sequence, "people": people, "file": copy,
            "sha256": file_sha256.hex() });
        output.say(line, &json)?;
    }
    if waiting.is_empty() {
        output.remark("No batch waits for them in the outbox.")?;
    }
    Ok(Outcome::Done)
}

fn still_waiting(error: &BatchError, to: &[Code]) -> CliError {
    let to = to.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    CliError::say(format!(
        "{error} Every batch is sealed and waits in the desk's outbox. Copy them again, without sealing new ones: lanyard copy-out --to {to} \
         --out FOLDER"
    ))
}

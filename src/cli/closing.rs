//! Recipients, and closing the day.

use serde_json::json;

use crate::desk::{Closed, Desk, NewRecipient, copy_out};

use super::args::{CloseDay, Recipient};
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
    let bar = Progress::steps("Sealing");
    let closed = desk.close_day_telling(&day.event, &day.to, &mut |now| bar.step(now.done, now.of))?;
    drop(bar);
    // Earlier ones too: one that did not get to a stick, because that closing was cut off, is missed by its recipient.
    for batch in desk.waiting(&day.to)? {
        let Closed { recipient, sequence, path, file_sha256, people } = &batch;
        let made = if closed.contains(&batch) { "sealed, read back" } else { "sealed earlier, not acknowledged" };
        if !path.exists() {
            output.complain(format!("Batch {sequence} to {recipient} is not in the outbox any more: not copied."))?;
            continue;
        }
        let copy = Progress::around("copying, and reading back", || copy_out(path, &day.out))?;
        let place = copy.display();
        let line = format!("{recipient}: batch {sequence}, {people} people, {made}, copied to {place}");
        let json = json!({ "recipient": recipient, "sequence": sequence, "people": people, "file": copy,
            "sha256": file_sha256.hex() });
        output.say(line, &json)?;
    }
    Ok(Outcome::Done)
}

//! Recipients, and closing the day.

use std::path::Path;

use serde_json::json;

use crate::desk::{BatchError, Closed, CopiedOut, Copying, Desk, DeskError, NewRecipient, takes_files};
use crate::domain::code::Code;

use super::args::{CloseDay, CopyOut, Recipient};
use super::output::{Output, counted};
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
            let own = desk.public_key()?.1;
            let line = format!("{code} can be chosen now. They compare the six words of this desk's key, too: {own}");
            output.say(line, &json!({ "confirmed": code, "desk_words": own.words() }))?;
        }
        Recipient::List => {
            for recipient in desk.recipients()? {
                let checked = match (recipient.words_checked, recipient.desk_key_changed) {
                    (false, _) => "WORDS NOT COMPARED",
                    (true, false) => "words compared",
                    (true, true) => "words compared, BUT THIS DESK HAS A NEWER KEY: compare again",
                };
                let purposes: Vec<_> = recipient.purposes.iter().map(|purpose| purpose.code()).collect();
                let line = format!("{}  {}  {}  {checked}", recipient.code, recipient.name, purposes.join(", "));
                let json = json!({ "recipient": recipient.code, "name": recipient.name, "purposes": purposes,
                    "words_checked": recipient.words_checked, "desk_key_changed": recipient.desk_key_changed });
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
    for recipient in desk.recipients()?.iter().filter(|one| one.desk_key_changed && day.to.contains(&one.code)) {
        let (code, own) = (&recipient.code, desk.public_key()?.1);
        output.complain(format!(
            "{code} still has an older key of this desk, and cannot verify what is sealed now. Call them, read out the six \
             words of the new key ({own}), let them read out theirs, and then: recipient confirm {code} WORDS"
        ))?;
    }
    copy_waiting(desk, &day.to, &day.out, &closed, output)
}

/// Copies what is sealed and waits, and seals nothing.
pub(super) fn copy_again(desk: &mut Desk, copy: &CopyOut, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    takes_files(&copy.out)?;
    copy_waiting(desk, &copy.to, &copy.out, &[], output)
}

/// Copies every batch to these recipients that waits, those that were closed just now first, and says what came of each.
fn copy_waiting(
    desk: &mut Desk,
    to: &[Code],
    out: &Path,
    closed: &[Closed],
    output: &mut Output<'_>,
) -> Result<Outcome, CliError> {
    let (mut all, mut shown) = (true, None);
    let mut tell = |now: Copying<'_>| match now {
        Copying::Begins { .. } => {
            shown = Some(Progress::steps("copying, and reading back"));
            Ok(())
        }
        Copying::Goes { done, .. } => {
            shown.iter().for_each(|bar| bar.step(done.into(), 1000));
            Ok(())
        }
        Copying::Ends { batch, copied } => {
            drop(shown.take());
            all &= copied.is_ok();
            say_copied(batch, copied, closed.contains(batch), output)
        }
    };
    let waiting = desk.copy_waiting(to, out, closed, &mut tell).map_err(|error| match error {
        CliError::Desk(DeskError::Batch(error)) => still_waiting(&error, to),
        other => other,
    })?;
    if waiting == 0 {
        output.remark("No batch waits for them in the outbox.")?;
    }
    if all {
        return Ok(Outcome::Done);
    }
    Err(CliError::say("Not everything was copied: what is missing is named above. What was copied is whole."))
}

fn say_copied(
    batch: &Closed,
    copied: Result<CopiedOut, BatchError>,
    sealed_now: bool,
    output: &mut Output<'_>,
) -> Result<(), CliError> {
    let Closed { recipient, sequence, file_sha256, people, .. } = batch;
    let CopiedOut { path, taken_back } = match copied {
        Err(error) => return output.complain(format!("Batch {sequence} to {recipient}: NOT COPIED. {error}")),
        Ok(copied) => copied,
    };
    let made = if sealed_now { "sealed, read back" } else { "sealed earlier, not acknowledged" };
    let place = path.display();
    let people_words = counted(*people, "person", "people");
    let line = format!("{recipient}: batch {sequence}, {people_words}, {made}, copied to {place}");
    let json = json!({ "recipient": recipient, "sequence": sequence, "people": people, "file": path,
        "sha256": file_sha256.hex(), "taken_back": taken_back });
    output.say(line, &json)?;
    if taken_back {
        output.remark(
            "  The outbox had no whole file of it any more: this copy is whole, and was taken back from here.",
        )?;
    }
    Ok(())
}

fn still_waiting(error: &BatchError, to: &[Code]) -> CliError {
    let to = to.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    CliError::say(format!(
        "{error} Every batch is sealed and waits in the desk's outbox. To copy them again, without sealing new ones, run: lanyard \
         copy-out --to {to} --out FOLDER."
    ))
}

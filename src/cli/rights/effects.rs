//! What carrying a request out does, said before it happens and after.

use serde_json::{Value, json};

use crate::desk::{Concerned, Desk, Disclosed, Erasure};
use crate::domain::rights::{Request, Right};

use super::super::CliError;
use super::super::output::{Output, counted};

/// Says what carrying a request out would do: to which registrations, and which recipients were already sent what.
pub(super) fn preview(desk: &Desk, request: &str, output: &mut Output<'_>) -> Result<(), CliError> {
    let asked = desk.request(request)?;
    if let Some(outcome) = asked.outcome {
        let line = format!("That request is closed ({outcome}), so nothing would be done any more.");
        return output.say(line, &json!({ "request": asked.reference, "outcome": outcome }));
    }
    let Some(about) = asked.about else {
        return Err(CliError::say(
            "Nobody was found for that request, so nothing would be done. Say whom it is about with `lanyard rights found`.",
        ));
    };
    if asked.right == Right::Erase {
        return to_be_erased(&desk.erasure(about)?, &asked, output);
    }
    let Concerned { registrations, sent } = desk.concerned(about)?;
    let does = effect(asked.right);
    let line = format!("{}: {does}", registrations.join(", "));
    let json = json!({ "request": asked.reference, "right": asked.right, "registrations": registrations, "does": does,
        "sent": sent.iter().map(disclosed).collect::<Vec<_>>() });
    output.say(line, &json)?;
    if sent.is_empty() {
        return output.remark("Nothing of theirs has left this desk.");
    }
    let after = asked.right.told();
    let of_copy = matches!(asked.right, Right::Access | Right::Portability);
    went_out(&sent, format!("Already sent. {after}").trim_end(), of_copy, output)
}

/// What went out, under these words; and apart from it what its recipient is told nothing more of.
fn went_out(sent: &[Disclosed], words: &str, of_all: bool, output: &mut Output<'_>) -> Result<(), CliError> {
    let (after, stopped): (Vec<_>, Vec<_>) = sent.iter().partition(|sent| of_all || sent.is_told_after());
    if !after.is_empty() {
        output.remark(words)?;
        told(after, output)?;
    }
    if !stopped.is_empty() {
        output.remark("Already sent: an address to be stopped and nothing else. It stays stopped there:")?;
        told(stopped, output)?;
    }
    Ok(())
}

/// What it does to them.
fn effect(right: Right) -> &'static str {
    match right {
        Right::Restrict => "kept, and in no batch, no statistics and no search of desk staff until it is lifted.",
        Right::Object => {
            "news stopped as soon as it was recorded, and stays stopped. The rest is kept, and in no batch, no statistics and no \
             search of desk staff; with the data protection officer's advice that stays so for good, or the rest is used again."
        }
        Right::Access | Right::Portability => {
            "everything that is held, without other people's details, as PDF, JSON and CSV."
        }
        Right::Rectify => "corrected with `lanyard person amend`; the request can be closed as done then.",
        Right::Withdraw => "taken back with `lanyard person withdraw`; the request can be closed as done then.",
        Right::Complaint | Right::Erase => "a complaint is answered by people; close the request then.",
    }
}

/// What erasing would do, and the mark that lets just that be done.
pub(super) fn to_be_erased(erasure: &Erasure, asked: &Request, output: &mut Output<'_>) -> Result<(), CliError> {
    let mark = erasure.mark(&asked.reference);
    self::erasure(erasure, "Would be erased", Some(&mark), output)?;
    output.remark(format!(
        "Nothing was erased. To erase what is shown here: lanyard rights carry-out {} --shown {mark}",
        asked.reference
    ))
}

/// What erasing does or did, with the mark of it before it is done.
pub(super) fn erasure(
    erasure: &Erasure,
    did: &str,
    mark: Option<&str>,
    output: &mut Output<'_>,
) -> Result<(), CliError> {
    let Erasure { registrations, versions, answers, special, forms, backups, sent, set_aside, can_come_back, .. } =
        erasure;
    let line = format!(
        "{did}: {} ({}, {}, {special} protected details, {forms} half-filled forms). {backups} \
         backups in the desk's own folder are replaced.",
        registrations.join(", "),
        counted(*versions, "version", "versions"),
        counted(*answers, "answer", "answers"),
    );
    let json = json!({ "registrations": registrations, "versions": versions, "answers": answers, "special": special,
        "forms": forms, "backups": backups, "in_outbox": erasure.in_outbox, "set_aside": set_aside, "can_come_back": can_come_back,
        "open_removals": erasure.open_removals, "left_over": erasure.left_over, "shown": mark,
        "sent": sent.iter().map(disclosed).collect::<Vec<_>>() });
    output.say(line, &json)?;
    let words = "Not reached: what was sealed and handed over. The next batch tells each of these to erase:";
    went_out(sent, words, false, output)?;
    output.remark("Not reached: backups on other media. Replace them with one made now, and destroy the old ones.")?;
    if erasure.in_outbox > 0 {
        output.remark(format!(
            "Not reached: {} sealed batches in the outbox that they are in. Closing copies these out again, since the batches \
             after them cannot be taken in without; the next batch tells to erase.",
            erasure.in_outbox
        ))?;
    }
    if *set_aside > 0 {
        output.remark(format!(
            "Not reached: {set_aside} desks that a restore set aside. `lanyard set-aside list` shows them."
        ))?;
    }
    if erasure.open_removals > 0 {
        output.remark(format!(
            "{} recordings of theirs are not taken out yet, and what they looked like goes with them: look for those first.",
            erasure.open_removals
        ))?;
    }
    if let Some(why) = &erasure.left_over {
        output.remark(format!(
            "The backups in the desk's folder are not replaced yet: they are when it is opened next. {why}"
        ))?;
    }
    if *can_come_back {
        output.remark("They gave no contact, so a list that names them cannot be told from another person's.")?;
    }
    Ok(())
}

pub(in crate::cli) fn told<'s>(
    sent: impl IntoIterator<Item = &'s Disclosed>,
    output: &mut Output<'_>,
) -> Result<(), CliError> {
    sent.into_iter().try_for_each(|sent| {
        let what = sent.told().iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let what_for = sent.what_for_words().join("; ");
        let what_for = if what_for.is_empty() { what_for } else { format!("; for {what_for}") };
        output.remark(format!("  {}, batch {}, {}: {what}{what_for}", sent.recipient, sent.sequence, sent.at))
    })
}

pub(in crate::cli) fn disclosed(sent: &Disclosed) -> Value {
    json!({ "recipient": sent.recipient, "sequence": sent.sequence, "at": sent.at, "columns": sent.columns,
        "stops": sent.stops, "told": sent.told(), "purposes": sent.purposes, "bases": sent.bases })
}

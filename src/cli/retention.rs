//! Keeping only as long as needed.

use std::path::Path;

use serde_json::json;

use crate::desk::{Certificate, Desk, Due, DuePerson, read_acknowledgement};
use crate::domain::code::Code;
use crate::domain::retention::{Kept, unstated_words};

use super::args::Retention;
use super::output::{Output, counted};
use super::progress::Progress;
use super::shown::was_shown;
use super::{CliError, Outcome};

pub(super) fn run(desk: &mut Desk, command: &Retention, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    match command {
        Retention::ClockIsRight => {
            desk.confirm_clock()?;
            output.say("Noted: the clock is right now.".to_owned(), &json!({ "clock": "right" }))?;
        }
        Retention::Due { event, not_taken_in_too, people } => {
            shown(desk, event, *not_taken_in_too, output)?;
            if *people {
                let due = desk.due_people(event, *not_taken_in_too)?;
                due.iter().try_for_each(|person| name(person, output))?;
                if due.is_empty() {
                    output.remark("Nothing is due of anybody.")?;
                }
                super::note_looks(desk, output)?;
            }
        }
        Retention::Purge { event, not_taken_in_too, shown: seen, certificate } => {
            if !certificate.is_dir() {
                return Err(CliError::say("There is no such folder for the certificate. Nothing was let go."));
            }
            let reason = not_taken_in_too.as_deref();
            let mark = desk.outlook(event, reason.is_some())?.mark();
            let changed = "What is due is not what was shown then. Nothing was let go.";
            // A dry run first, always: what goes is gone (R24).
            if !was_shown(seen.as_deref(), &mark, changed, || shown(desk, event, reason.is_some(), output))? {
                return Ok(Outcome::Done);
            }
            let done = Progress::around("letting go what is due", || desk.purge(event, reason))?;
            done.kinds.iter().try_for_each(|due| say(due, "went", output))?;
            besides(done.forms as u64, done.complaints as u64, "went", output)?;
            if done.is_empty() {
                output.remark("Nothing was due, so nothing went and there is no certificate.")?;
            } else {
                written(desk, &done, certificate, output)?;
            }
            not_reached(&done, output)?;
        }
    }
    Ok(Outcome::Done)
}

/// What would go, and the mark that lets just that go.
fn shown(desk: &Desk, event: &Code, decided: bool, output: &mut Output<'_>) -> Result<(), CliError> {
    let outlook = desk.outlook(event, decided)?;
    outlook.kinds.iter().try_for_each(|due| say(due, "would go", output))?;
    besides(outlook.forms, outlook.complaints, "would go", output)?;
    let mark = outlook.mark();
    let decided = if decided { " --not-taken-in-too REASON" } else { "" };
    let line = if outlook.goes_anything() {
        format!(
            "Nothing was let go. To let go what is shown here: lanyard retention purge {event} --certificate FOLDER{decided} \
             --shown {mark}"
        )
    } else {
        "Nothing was let go, and nothing would go today.".to_owned()
    };
    output.say(line, &json!({ "goes": outlook.goes, "waits": outlook.waits, "shown": mark }))
}

/// What goes that is of no registration.
fn besides(forms: u64, complaints: u64, did: &str, output: &mut Output<'_>) -> Result<(), CliError> {
    if forms > 0 {
        let line = format!("half-filled forms: {forms} {did}, with the shortest period");
        output.say(line, &json!({ "kind": "half-filled-form", "goes": forms }))?;
    }
    if complaints > 0 {
        let line = format!("complaints about nobody on the record: the words of {complaints} {did}");
        output.say(line, &json!({ "kind": "complaint", "goes": complaints }))?;
    }
    Ok(())
}

/// What stays although its period is over, in desks that a restore set aside.
fn not_reached(done: &Certificate, output: &mut Output<'_>) -> Result<(), CliError> {
    done.left_over.iter().try_for_each(|left| output.complain(left))?;
    let said = [
        (done.set_aside, "could not be reached, and hold all that they held"),
        (done.only_set_aside, "hold more of this event, which only they have"),
    ];
    for (desks, says) in said.into_iter().filter(|(desks, _)| *desks > 0) {
        output.complain(format!(
            "{desks} of the desks that a restore set aside {says}. `lanyard set-aside list` shows them."
        ))?;
    }
    Ok(())
}

fn written(desk: &Desk, done: &Certificate, folder: &Path, output: &mut Output<'_>) -> Result<(), CliError> {
    let files = desk.write_certificate(done, folder)?;
    let names: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
    output.say(format!("The certificate is in {}.", names.join(" and ")), &json!({ "act": done.act, "files": files }))
}

/// Who, what of them since when, and whether the office has it.
fn name(person: &DuePerson, output: &mut Output<'_>) -> Result<(), CliError> {
    let reference = &person.registered.reference;
    let name = person.name.as_deref().unwrap_or("(erased)");
    let due: Vec<_> = person.due.iter().map(|due| format!("{} ended {}", due.kept, due.until)).collect();
    let line = format!("{reference}  {name}  {}; {}; {}", due.join(", "), person.taken_in_words(), person.words());
    let due = person.due.iter().map(|due| json!({ "kind": due.kept, "until": due.until, "fate": due.fate.code() }));
    let json = json!({ "reference": reference, "name": person.name, "due": due.collect::<Vec<_>>(),
        "taken_in": person.taken_in });
    output.say(line, &json)
}

fn say(due: &Due, did: &str, output: &mut Output<'_>) -> Result<(), CliError> {
    let Due { kept, days, stated, until, is_over, held, goes, not_taken_in, restricted } = due;
    let mut line = format!("{kept}: {}, until {until}", counted(*days, "day", "days"));
    line += &if *is_over {
        format!(", over: of {} it {did}", counted(*goes, "registration", "registrations"))
    } else {
        ", not over".to_owned()
    };
    if *not_taken_in > 0 {
        let who = if *kept == Kept::Equality { "its recipient" } else { "the office" };
        line += &format!("; of {not_taken_in} it stays, because {who} has not acknowledged them");
    }
    if *restricted > 0 {
        line += &format!("; of {restricted} it stays, because they asked for it");
    }
    if !stated {
        line += &format!(". {}", unstated_words(*days));
    }
    let json = json!({ "kind": kept, "days": days, "stated": stated, "until": until, "is_over": is_over, "held": held, "goes": goes,
        "not_taken_in": not_taken_in, "restricted": restricted });
    output.say(line, &json)
}

pub(super) fn acknowledge(
    desk: &mut Desk,
    recipient: &Code,
    file: &Path,
    output: &mut Output<'_>,
) -> Result<Outcome, CliError> {
    let rejected = desk.acknowledge(recipient, &read_acknowledgement(file)?)?;
    let line = match rejected {
        0 => "Acknowledged: all of it was taken in.".to_owned(),
        1 => "Acknowledged, but 1 registration was not taken in: it stays here.".to_owned(),
        some => format!("Acknowledged, but {some} registrations were not taken in: they stay here."),
    };
    output.say(line, &json!({ "acknowledged": true, "rejected": rejected }))?;
    Ok(Outcome::Done)
}

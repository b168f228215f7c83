//! What people ask for under their rights.

use std::path::Path;

use serde_json::{Value, json};

use crate::desk::{Desk, Disclosed, Erasure, LetterAbout, NewRequest};
use crate::domain::complaint::Part;
use crate::domain::rights::{Request, Right, Step};
use crate::domain::text::Paragraph;

use super::args::Rights;
use super::output::Output;
use super::{CliError, Outcome};

pub(super) fn run(desk: &mut Desk, command: &Rights, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    match command {
        Rights::Record { right, about, received, how } => {
            let about = about.as_deref().map(|reference| desk.by_reference(reference)).transpose()?;
            let received = received.unwrap_or_else(|| desk.now().date_naive());
            let new = NewRequest { right: *right, received, how: *how, about: about.map(|found| found.id) };
            let request = desk.record_request(&new)?;
            say(desk, &request, output)?;
        }
        Rights::List { all } => {
            let mut requests = desk.requests()?;
            requests.retain(|request| *all || request.is_open());
            requests.sort_by_key(|request| (!request.is_open(), request.next_date()));
            requests.iter().try_for_each(|request| say(desk, request, output))?;
            if requests.is_empty() {
                output.remark("No request is open.")?;
            }
        }
        Rights::Found { request, about } => {
            let about = desk.by_reference(about)?.id;
            step(desk, request, Step::Found { about }, output)?;
        }
        Rights::Identify { request, by } => step(desk, request, Step::Identified { by: *by }, output)?,
        Rights::Extend { request, why } => step(desk, request, Step::Extended { why: *why }, output)?,
        Rights::Advise { request, advice } => step(desk, request, Step::Advised { advice: *advice }, output)?,
        Rights::Acknowledge { request } => step(desk, request, Step::Acknowledged, output)?,
        Rights::Close { request, outcome } => step(desk, request, Step::Closed { outcome: *outcome }, output)?,
        Rights::WriteDown { request, words, answer } => {
            let part = if *answer { Part::Answered } else { Part::Said };
            desk.write_down(request, part, &text(words)?)?;
            output.say("Written down. It goes with everything else of theirs.", &json!({ "written": part }))?;
        }
        Rights::Words { request } => {
            let written = desk.complaint(request)?;
            for kept in &written {
                let (part, at) = (kept.part, kept.at.format("%Y-%m-%d %H:%M"));
                let words = kept.words.as_ref().map(Paragraph::as_str);
                let line = format!("{part}, {at}, by {}: {}", kept.staff, words.unwrap_or("(erased)"));
                output.say(line, &json!({ "part": part, "at": kept.at, "staff": kept.staff, "words": words }))?;
            }
            if written.is_empty() {
                output.remark("Nothing is written down yet.")?;
            }
        }
        Rights::Preview { request } => preview(desk, request, output)?,
        Rights::CarryOut { request, in_plain_form_to } => {
            let asked = desk.request(request)?;
            match (asked.right, in_plain_form_to) {
                (Right::Erase, _) => {
                    let erased = desk.erase(request)?;
                    erasure(&erased, "Erased", output)?;
                }
                (Right::Restrict, _) => {
                    let done = desk.restrict(request)?;
                    say(desk, &done, output)?;
                }
                (Right::Object, _) => {
                    let done = desk.decide_objection(request)?;
                    say(desk, &done, output)?;
                }
                (Right::Access | Right::Portability, Some(folder)) => {
                    let written = desk.write_copy(request, folder)?;
                    let place = written.folder.display();
                    let line = format!(
                        "The copy is in {place}. Anybody who has that folder can read it: hand it over, then remove it."
                    );
                    output.say(line, &json!({ "folder": written.folder, "files": written.files }))?;
                }
                (Right::Access | Right::Portability, None) => {
                    return Err(CliError::say("Say where the copy goes, in plain form: --in-plain-form-to FOLDER."));
                }
                (Right::Rectify, _) => {
                    return Err(CliError::say(
                        "Correct it with `lanyard person amend`, then close the request as done.",
                    ));
                }
                (Right::Withdraw, _) => {
                    return Err(CliError::say(
                        "Take it back with `lanyard person withdraw`, then close the request as done.",
                    ));
                }
                (Right::Complaint, _) => return Err(CliError::say("Answer the complaint, then close it as done.")),
            }
        }
        Rights::Letter { request, before_lifting, in_plain_form_to } => {
            let about = if *before_lifting { LetterAbout::Lifting } else { LetterAbout::Stands };
            let files = desk.write_letter(request, about, in_plain_form_to)?;
            let names: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
            let line = format!("The letter is in {}. Send it, then remove the files.", names.join(" and "));
            output.say(line, &json!({ "files": files }))?;
        }
        Rights::Lift { reference } => {
            let registered = desk.by_reference(reference)?;
            desk.lift_restriction(registered.id)?;
            output.say("Lifted: in use again.", &json!({ "lifted": registered.reference }))?;
        }
    }
    super::note_looks(desk, output)?;
    Ok(Outcome::Done)
}

/// The words in a file, or out of standard input: never an argument, which others on the computer can see.
fn text(file: &Path) -> Result<String, CliError> {
    let read =
        if file == Path::new("-") { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(file) };
    read.map_err(|_| CliError::say("The file with the words could not be read. Nothing was changed; check its name."))
}

fn step(desk: &mut Desk, request: &str, step: Step, output: &mut Output<'_>) -> Result<(), CliError> {
    let request = desk.go_on(request, step)?;
    say(desk, &request, output)
}

fn say(desk: &Desk, request: &Request, output: &mut Output<'_>) -> Result<(), CliError> {
    let about = request.about.and_then(|id| desk.reference_of(id).ok().flatten());
    let today = desk.now().date_naive();
    let stands = match (request.outcome, request.acknowledge_by()) {
        (Some(outcome), _) => outcome.to_string(),
        (None, Some(by)) => format!("acknowledge by {by}, answer by {}", request.due()),
        (None, None) => format!("due {}", request.due()),
    };
    let late = if request.is_open() && request.days_left(today) < 0 { ", LATE" } else { "" };
    let waits = request.is_open() && request.identified.is_none() && request.right.needs_identity();
    let who = if waits { ", not identified yet" } else { "" };
    let line = format!(
        "{}  {}  about {}  received {}  {stands}{late}{who}",
        request.reference,
        request.right,
        about.as_deref().unwrap_or("nobody found"),
        request.received
    );
    let json = json!({ "request": request.reference, "right": request.right, "about": about,
        "received": request.received, "how": request.how, "due": request.due(),
        "acknowledge_by": request.acknowledge_by(), "identified": request.identified, "extended": request.extended,
        "advice": request.advice, "outcome": request.outcome });
    output.say(line, &json)
}

fn preview(desk: &Desk, request: &str, output: &mut Output<'_>) -> Result<(), CliError> {
    let asked = desk.request(request)?;
    match (asked.right, asked.about) {
        (Right::Erase, Some(about)) => erasure(&desk.erasure(about)?, "Would be erased", output),
        (_, Some(about)) => {
            let sent = desk.sent(about)?;
            output.remark(match asked.right {
                Right::Restrict => {
                    "Kept, and in no batch, no statistics and no search of desk staff until it is lifted."
                }
                Right::Object => {
                    "News stopped as soon as it was recorded, and stays stopped. The rest is kept, and in no batch, no \
                     statistics and no search of desk staff; with the data protection officer's advice that stays so for good, \
                     or the rest is used again."
                }
                Right::Access | Right::Portability => {
                    "Everything that is held, without other people's details, as PDF, JSON and CSV."
                }
                Right::Rectify => "Corrected with `lanyard person amend`; the request can be closed as done then.",
                Right::Withdraw => "Taken back with `lanyard person withdraw`; the request can be closed as done then.",
                Right::Complaint | Right::Erase => "A complaint is answered by people; close the request then.",
            })?;
            told(&sent, output)
        }
        (_, None) => Err(CliError::say(
            "Nobody was found for that request, so nothing would be done. Say whom it is about with `lanyard rights found`.",
        )),
    }
}

fn erasure(erasure: &Erasure, did: &str, output: &mut Output<'_>) -> Result<(), CliError> {
    let Erasure { registrations, versions, answers, special, forms, backups, sent, set_aside, can_come_back, .. } =
        erasure;
    let line = format!(
        "{did}: {} ({versions} versions, {answers} answers, {special} protected details, {forms} half-filled forms). {backups} \
         backups in the desk's own folder are replaced.",
        registrations.join(", ")
    );
    let json = json!({ "registrations": registrations, "versions": versions, "answers": answers, "special": special,
        "forms": forms, "backups": backups, "in_outbox": erasure.in_outbox, "set_aside": set_aside, "can_come_back": can_come_back,
        "sent": sent.iter().map(disclosed).collect::<Vec<_>>() });
    output.say(line, &json)?;
    if !sent.is_empty() {
        output.remark("Not reached: what was sealed and handed over. The next batch tells each of these to erase:")?;
    }
    told(sent, output)?;
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

fn told(sent: &[Disclosed], output: &mut Output<'_>) -> Result<(), CliError> {
    sent.iter().try_for_each(|sent| {
        let what = sent.told().join(", ");
        output.remark(format!("  {}, batch {}, {}: {what}", sent.recipient, sent.sequence, sent.at))
    })
}

fn disclosed(sent: &Disclosed) -> Value {
    json!({ "recipient": sent.recipient, "sequence": sent.sequence, "at": sent.at, "columns": sent.columns,
        "purposes": sent.purposes })
}

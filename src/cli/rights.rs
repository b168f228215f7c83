//! What people ask for under their rights.

pub(super) mod effects;

use std::path::Path;

use serde_json::json;

use crate::desk::{Desk, LetterAbout, NewRequest};
use crate::domain::complaint::Part;
use crate::domain::rights::{Outcome as Ended, Request, Right, Step};
use crate::domain::text::Paragraph;

use super::args::Rights;
use super::output::Output;
use super::shown::was_shown;
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
        Rights::Close { request, outcome } => {
            step(desk, request, Step::Closed { outcome: *outcome }, output)?;
            after_closing(desk, request, output)?;
        }
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
        Rights::Preview { request } => effects::preview(desk, request, output)?,
        Rights::CarryOut { request, shown, in_plain_form_to } => {
            let asked = desk.request(request)?;
            match (asked.right, in_plain_form_to) {
                (Right::Erase, _) => {
                    // What is closed, or about nobody, is refused as it is without this.
                    if let Some(about) = asked.about.filter(|_| asked.is_open()) {
                        let erasure = desk.erasure(about)?;
                        let mark = erasure.mark(&asked.reference);
                        let changed = "What would be erased is not what was shown then. Nothing was erased.";
                        let show = || effects::to_be_erased(&erasure, &asked, output);
                        // A dry run first, always: what goes is gone (R18).
                        if !was_shown(shown.as_deref(), &mark, changed, show)? {
                            super::note_looks(desk, output)?;
                            return Ok(Outcome::Done);
                        }
                    }
                    let erased = desk.erase(request)?;
                    effects::erasure(&erased, "Erased", None, output)?;
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
        Rights::Lift { reference, they_were_told: _ } => {
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
    if file != Path::new("-") {
        return super::files::text_of(file, "The file with the words", "Nothing was changed");
    }
    let read = std::io::read_to_string(std::io::stdin());
    read.map_err(|_| CliError::say("The words were not text in UTF-8. Nothing was changed; give them so."))
}

fn step(desk: &mut Desk, request: &str, step: Step, output: &mut Output<'_>) -> Result<(), CliError> {
    let request = desk.go_on(request, step)?;
    say(desk, &request, output)
}

/// What is left to do once a request was closed: whoever is restricted stays so, and a complaint's letter says that an answer comes
/// with it.
fn after_closing(desk: &Desk, request: &str, output: &mut Output<'_>) -> Result<(), CliError> {
    let closed = desk.request(request)?;
    let restricted = match closed.about {
        Some(about) if closed.right.restricts_at_once() => desk.subject(about)?.restricted,
        _ => false,
    };
    if restricted {
        output.remark(
            "They stay restricted. Where their details are to be used again, tell them first (`lanyard rights letter \
             --before-lifting`), then: lanyard rights lift REFERENCE --they-were-told",
        )?;
    }
    if closed.right == Right::Complaint
        && closed.outcome == Some(Ended::Done)
        && desk.complaint(request)?.iter().all(|kept| kept.part != Part::Answered)
    {
        output.remark("No answer to it is written down here: its letter says that one comes with it, so put it in.")?;
    }
    Ok(())
}

fn say(desk: &Desk, request: &Request, output: &mut Output<'_>) -> Result<(), CliError> {
    let about = request.about.and_then(|id| desk.reference_of(id).ok().flatten());
    let today = desk.now().date_naive();
    let stands = match (request.outcome, request.acknowledge_by()) {
        (Some(outcome), _) => match request.closed_on {
            Some(on) => format!("{outcome} on {on}"),
            None => outcome.to_string(),
        },
        (None, Some(by)) => format!("acknowledge by {by}, answer by {}", request.due()),
        (None, None) => format!("due {}", request.due()),
    };
    let late = if request.is_open() && request.days_left(today) < 0 { ", LATE" } else { "" };
    let waits = request.is_open() && request.identified.is_none() && request.right.needs_identity();
    let who = if waits { ", not identified yet" } else { "" };
    let more = request.extended.map(|why| format!(", two months more ({why})")).unwrap_or_default();
    let advised = request.advice.map(|advice| format!(", advised: {advice}")).unwrap_or_default();
    let line = format!(
        "{}  {}  about {}  received {}  {stands}{late}{more}{advised}{who}",
        request.reference,
        request.right,
        about.as_deref().unwrap_or("nobody found"),
        request.received
    );
    let json = json!({ "request": request.reference, "right": request.right, "about": about,
        "received": request.received, "how": request.how, "due": request.due(),
        "acknowledge_by": request.acknowledge_by(), "identified": request.identified, "extended": request.extended,
        "advice": request.advice, "outcome": request.outcome, "closed_on": request.closed_on });
    output.say(line, &json)
}

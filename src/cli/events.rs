//! Events.

use std::path::Path;

use serde_json::json;

use crate::desk::{Desk, EventFile, parse_notice};
use crate::domain::form::{Field, Need};
use crate::domain::ids::EventId;

use super::args::{Event, Notice};
use super::output::Output;
use super::{CliError, Outcome};

pub(super) fn run(desk: &mut Desk, command: &Event, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    match command {
        Event::New { file } => {
            let text = std::fs::read_to_string(file)
                .map_err(|_| CliError::say("The event's file could not be read. Check its name."))?;
            let parsed = EventFile::parse(&text).map_err(CliError::say)?;
            let notice = notice_beside(file, parsed.notice_file.as_deref())?;
            // Checked with an id that is thrown away, for its words; the desk checks again.
            let event = parsed.event(EventId(desk.new_id()), notice.as_deref()).map_err(CliError::say)?;
            let (code, name) = (event.definition().code.clone(), event.definition().name.clone());
            desk.new_event(event.definition().clone(), event.notice().clone())?;
            output.say(format!("{name} is open, as {code}."), &json!({ "event": code }))?;
        }
        Event::List => {
            for event in desk.events()? {
                let definition = event.definition();
                let line = format!("{}  {}  {}", definition.code, definition.first_day, definition.name);
                let json = json!({ "event": definition.code, "first_day": definition.first_day,
                    "name": definition.name });
                output.say(line, &json)?;
            }
        }
        Event::Show { event } => show(desk, event, output)?,
    }
    Ok(Outcome::Done)
}

/// The notice that an event's file names, which stands beside it; the one that comes with the program where it names none.
/// Nobody is ever asked in words that their organisation did not choose (R13).
fn notice_beside(file: &Path, named: Option<&str>) -> Result<Option<String>, CliError> {
    let Some(named) = named else { return Ok(None) };
    let path = file.with_file_name(named);
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(CliError::say(format!(
            "The notice {named} has to lie beside the event's file. Nothing was opened; put it there, or correct its name."
        ))),
        Err(_) => Err(CliError::say("The notice's file could not be read. Nothing was opened; check that it is text.")),
    }
}

fn show(desk: &Desk, code: &crate::domain::code::Code, output: &mut Output<'_>) -> Result<(), CliError> {
    let event = desk.event(code)?;
    let definition = event.definition();
    let names = Field::ALL.iter().copied().filter(|field| field.is_name());
    let fields = names.chain(definition.order.all()).map(|field| (field, event.form().need(field)));
    let asked: Vec<_> = fields.filter(|(_, need)| *need != Need::Off).collect();
    let purposes: Vec<_> = event.purposes().iter().map(|p| format!("{p} ({})", p.basis().code())).collect();
    let json = json!({ "event": definition, "notice": event.notice_hash().to_string(), "purposes": purposes });
    output.say(format!("{}, {}, on {}", definition.name, definition.organisation, definition.first_day), &json)?;
    output.remark(format!("Purposes: {}", purposes.join(", ")))?;
    for (field, need) in asked {
        output.remark(format!("  {} ({need})", field.label()))?;
    }
    for question in event.questions() {
        let words = event.statement(question).map(|line| line.as_str().to_owned()).unwrap_or_default();
        output.remark(format!("  {question}: {words}"))?;
    }
    Ok(())
}

pub(super) fn notices(desk: &mut Desk, command: &Notice, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    match command {
        Notice::Publish { event, file } => {
            let text = std::fs::read_to_string(file).map_err(|_| {
                CliError::say("The notice's file could not be read. Nothing was published; check its name.")
            })?;
            let notice = parse_notice(&text).map_err(CliError::say)?;
            let (version, hash) = (notice.version.clone(), notice.hash().to_string());
            desk.publish_notice(event, notice)?;
            let told = desk.to_be_told(event)?.len();
            let line = format!("Notice {version} holds from the next answer on. {told} people are to be told of it.");
            output.say(line, &json!({ "notice": hash, "version": version, "to_be_told": told }))?;
        }
        Notice::List => {
            for notice in desk.notices()? {
                let (version, change, from) = (&notice.version, notice.change, notice.effective_from);
                let line = format!(
                    "{} {version}  {}  from {from}  {change}  {}",
                    notice.notice,
                    notice.language,
                    notice.hash()
                );
                let json = json!({ "notice": notice.notice, "version": version, "language": notice.language,
                    "effective_from": from, "change": change, "hash": notice.hash().to_string() });
                output.say(line, &json)?;
            }
        }
        Notice::ToBeTold { event } => {
            let told = desk.to_be_told(event)?;
            for (id, reference) in &told {
                output.say(reference, &json!({ "reference": reference, "registration": id }))?;
            }
            if told.is_empty() {
                output.remark("Nobody has to be told.")?;
            }
        }
    }
    super::note_looks(desk, output)?;
    Ok(Outcome::Done)
}

//! *Help today*: who is to be helped, where they are, who was told, and what the kitchen has to make (R3).

use serde_json::json;

use crate::desk::Desk;
use crate::domain::help_today::{HelpNote, Plates, words};

use super::args::HelpToday;
use super::output::Output;
use super::{CliError, Outcome};

pub(super) fn run(desk: &mut Desk, command: &HelpToday, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    match command {
        HelpToday::Show { event } => {
            let notes = desk.help_today(event)?;
            notes.iter().try_for_each(|note| say(note, output))?;
            if notes.is_empty() {
                output.remark("Nobody here has told us of a need today.")?;
            }
        }
        HelpToday::Place { reference, place } => {
            let registered = desk.by_reference(reference)?;
            desk.set_help_place(registered.id, place)?;
            output.say("Noted.", &json!({ "about": registered.reference }))?;
        }
        HelpToday::Told { reference, need, whom } => {
            let registered = desk.by_reference(reference)?;
            desk.tell_of_help(registered.id, *need, whom)?;
            output.say("Noted.", &json!({ "about": registered.reference, "need": need }))?;
        }
        HelpToday::NotTold { reference, need, number } => {
            let registered = desk.by_reference(reference)?;
            desk.not_told_of_help(registered.id, *need, *number)?;
            output.say("Taken off.", &json!({ "about": registered.reference, "need": need, "number": number }))?;
        }
        HelpToday::Kitchen { event } => {
            let plates = desk.kitchen(event)?;
            for Plates { diet, people } in &plates {
                output.say(format!("{people:>4}  {diet}"), &json!({ "diet": diet, "people": people }))?;
            }
            if plates.is_empty() {
                output.remark("Nobody has told us of a diet today.")?;
            }
        }
        HelpToday::Print { event, kitchen, in_plain_form_to } => {
            let files = if *kitchen {
                desk.write_kitchen(event, in_plain_form_to)?
            } else {
                desk.write_help_today(event, in_plain_form_to)?
            };
            let names: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
            let line = format!("Written in plain form: {}. Print it, then remove the file.", names.join(", "));
            output.say(line, &json!({ "files": files }))?;
        }
    }
    super::note_looks(desk, output)?;
    Ok(Outcome::Done)
}

fn say(note: &HelpNote, output: &mut Output<'_>) -> Result<(), CliError> {
    let HelpNote { registration, reference, name, do_not_record, pair, need, place, told } = note;
    let whom: Vec<_> = told
        .iter()
        .map(|told| json!({ "number": told.number, "whom": told.whom, "at": told.at.to_rfc3339() }))
        .collect();
    let json = json!({ "reference": reference, "registration": registration, "name": name,
        "do_not_record": do_not_record.words(), "need": pair, "says": need, "place": place, "told": whom });
    output.say(format!("{reference}  {name}  {}: {need}", words(*pair)), &json)?;
    if let Some(mark) = do_not_record.words() {
        output.remark(format!("  {mark}"))?;
    }
    output.remark(format!("  Where: {}", place.as_deref().unwrap_or("not known yet")))?;
    if told.is_empty() {
        output.remark("  Told: nobody yet")?;
    }
    for told in told {
        output.remark(format!("  Told {}: {}, {}", told.number, told.whom, told.at.format("%H:%M")))?;
    }
    Ok(())
}

//! Events.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;

use crate::desk::event_changes::{self, Changed};
use crate::desk::{Desk, EventFile};
use crate::domain::code::Code;
use crate::domain::equality::Monitoring;
use crate::domain::event::EventDefinition;
use crate::domain::form::{Field, Need};
use crate::domain::ids::EventId;
use crate::domain::own_question::AnswerKind;
use crate::domain::retention::{period_words, unstated_words};

use super::args::Event;
use super::files::text_of;
use super::output::Output;
use super::{CliError, Outcome};

pub(super) fn run(desk: &mut Desk, command: &Event, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    match command {
        Event::New { file } => {
            let text = text_of(file, "The event's file", "Nothing was opened")?;
            let parsed = EventFile::parse(&text).map_err(CliError::say)?;
            let notice = notice_beside(file, parsed.notice_file.as_deref())?;
            // Checked with an id that is thrown away, for its words; the desk checks again.
            let profile = desk.profile_for(&parsed.definition.organisation)?;
            let event = parsed.event_by(EventId(desk.new_id()), notice.as_deref(), &profile).map_err(CliError::say)?;
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
        Event::Amend { event, file, set, dry_run } => amend(desk, event, file.as_deref(), set, *dry_run, output)?,
        Event::Show { event, toml: true } => {
            let definition = desk.event(event)?.definition().clone();
            let text = event_changes::written(&definition);
            output.say(text.trim_end(), &json!({ "event": definition, "toml": text }))?;
        }
        Event::Show { event, toml: false } => show(desk, event, output)?,
    }
    Ok(Outcome::Done)
}

/// Sets an open event anew, by the use case of the window's settings: what changes is said first, and whether the event holds so.
fn amend(
    desk: &mut Desk,
    code: &Code,
    file: Option<&Path>,
    set: &[String],
    dry_run: bool,
    output: &mut Output<'_>,
) -> Result<(), CliError> {
    let before = desk.event(code)?;
    let after = match file {
        Some(file) => EventFile::parse(&read(file)?).map_err(CliError::say)?.definition,
        None => event_changes::set(before.definition(), set).map_err(CliError::say)?,
    };
    if after.code != *code {
        return Err(CliError::say(format!(
            "These are the settings of {}, and {code} keeps its code: batches and badges name it. Nothing was changed.",
            after.code
        )));
    }
    let changes = event_changes::changes(before.definition(), &after);
    for Changed { setting, before, after } in &changes {
        let [was, is] = [before, after].map(|value| value.as_deref().unwrap_or("not set"));
        let json = json!({ "setting": setting, "before": before, "after": after });
        output.say(format!("{setting}: {was}, would be {is}"), &json)?;
    }
    if changes.is_empty() {
        return output
            .say("Nothing is set otherwise, so nothing was changed.", &json!({ "event": code, "changed": 0 }));
    }
    desk.check_event(&after)?;
    if dry_run {
        return output.say("The event would hold so. Nothing was changed.", &json!({ "event": code, "changed": 0 }));
    }
    desk.change_event(after)?;
    let line = "Changed, from the next visitor on. Whoever registered before keeps the settings they registered under.";
    output.say(line, &json!({ "event": code, "changed": changes.len() }))
}

fn read(file: &Path) -> Result<String, CliError> {
    text_of(file, "The event's file", "Nothing was changed")
}

/// The notice that an event's file names, which stands beside it; the one that comes with the program where it names none.
/// Nobody is ever asked in words that their organisation did not choose (R13).
fn notice_beside(file: &Path, named: Option<&str>) -> Result<Option<String>, CliError> {
    let Some(named) = named else { return Ok(None) };
    let path = file.with_file_name(named);
    if !path.exists() {
        if EventFile::can_do_without(named) {
            return Ok(None);
        }
        return Err(CliError::say(format!(
            "The notice {named} has to lie beside the event's file. Nothing was opened; put it there, or correct its name."
        )));
    }
    text_of(&path, "The notice's file", "Nothing was opened").map(Some)
}

fn show(desk: &Desk, code: &Code, output: &mut Output<'_>) -> Result<(), CliError> {
    let event = desk.event(code)?;
    let definition = event.definition();
    let names = Field::ALL.iter().copied().filter(|field| field.is_name());
    let fields = names.chain(definition.order.all()).map(|field| (field, event.form().need(field)));
    let asked: Vec<_> = fields.filter(|(_, need)| *need != Need::Off).collect();
    let purposes: Vec<_> = event.purposes().iter().map(|p| format!("{p} ({})", p.basis().code())).collect();
    let bases = event.purposes().iter().map(|purpose| {
        json!({ "purpose": purpose, "what_for": purpose.words(), "basis": purpose.basis(), "why": event.why(*purpose) })
    });
    let (retention, last) = (definition.retention, definition.final_day());
    let kept = definition.kept().map(|kept| {
        json!({ "kind": kept, "days": retention.days(kept), "until": retention.until(kept, last),
            "stated": retention.stated(kept).is_some() })
    });
    let said = event.words().statements();
    let statements: BTreeMap<_, _> =
        said.clone().map(|(statement, words)| (statement.code(), words.as_str())).collect();
    let json = json!({ "event": definition, "notice": event.notice_hash().to_string(), "purposes": purposes,
        "bases": bases.collect::<Vec<_>>(), "recording": definition.recording,
        "exception_for_professionals": definition.exception_for_professionals, "kept": kept.collect::<Vec<_>>(),
        "statements": statements });
    output.say(format!("{}, {}, on {}", definition.name, definition.organisation, definition.first_day), &json)?;
    output.remark("What for, and why we may:")?;
    for &purpose in event.purposes() {
        output.remark(format!("  {}: {}", purpose.words(), event.why(purpose)))?;
    }
    rests_on(definition, output)?;
    output.remark("How long we keep, from the last day:")?;
    for kept in definition.kept() {
        let days = retention.days(kept);
        let (period, until) = (period_words(days), retention.until(kept, last));
        output.remark(format!("  {} {period}, until {until}", kept.words_of_notice()))?;
        if retention.stated(kept).is_none() {
            output.remark(format!("    {}", unstated_words(days)))?;
        }
    }
    output.remark("What is asked for:")?;
    for (field, need) in asked {
        output.remark(format!("  {} ({need})", field.label()))?;
    }
    output.remark("What is read before an answer:")?;
    for (statement, words) in said {
        output.remark(format!("  {statement}: {}", words.as_str()))?;
    }
    for question in &definition.questions {
        output.remark(format!("  question.{}: {} ({})", question.code, question.text, answers_to(&question.kind)))?;
    }
    super::notices::outdated(desk, &event, output)
}

/// By which rule people are recorded (R12), whether professionals can be an exception (R8), and what equality monitoring rests on (R4).
fn rests_on(definition: &EventDefinition, output: &mut Output<'_>) -> Result<(), CliError> {
    let recorded = definition.recording.map_or("not recorded".to_owned(), |rule| rule.words().to_lowercase());
    output.remark(format!("Photos, sound and video: {recorded}"))?;
    output.remark(if definition.exception_for_professionals {
        "Professionals by email without a Yes: only once a lead has recorded the relationship and that they could opt out, on \
         legitimate interests"
    } else {
        "Professionals by email without a Yes: no"
    })?;
    match definition.equality {
        Some(Monitoring { condition, policy_date }) => {
            output.remark(format!("Equality monitoring: {}; policy document of {policy_date}", condition.words()))
        }
        None => output.remark("Equality monitoring: no"),
    }
}

/// What can be answered to one of the event's own questions.
fn answers_to(kind: &AnswerKind) -> String {
    match kind {
        AnswerKind::PickOne(options) | AnswerKind::PickSeveral(options) => {
            format!("{}: {}", kind.code(), options.join(", "))
        }
        _ => kind.code().to_owned(),
    }
}

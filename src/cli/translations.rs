//! The words of a notice in another language that are being written (R13, R26): begun, looked at, published or thrown away, as the
//! notice's own draft is.

use std::path::Path;

use serde_json::json;

use crate::desk::{BegunTranslation, Desk, Passphrase, TranslationFrom, notice_file};
use crate::domain::code::Code;
use crate::domain::language;
use crate::domain::notice_draft::same_language;

use super::CliError;
use super::notices::{read, translated};
use super::output::Output;

/// Begins them, or goes on with them, and prints them as a file to change; with `from`, takes its words in.
pub(super) fn draft(
    desk: &mut Desk,
    event: &Code,
    (tag, version): (&str, Option<&str>),
    from: Option<&Path>,
    output: &mut Output<'_>,
) -> Result<(), CliError> {
    let begin = match from {
        Some(file) => {
            let file = read(file, "kept")?;
            if !same_language(&file.language, tag) {
                return Err(CliError::say(format!(
                    "The file is in {} and not in {}. Nothing was kept; name the language that it says.",
                    language::name(&file.language),
                    language::name(tag)
                )));
            }
            TranslationFrom::File(Box::new(file))
        }
        None => TranslationFrom::Language(tag.to_owned()),
    };
    let begun = desk.begin_translation(event, version, begin)?;
    let (file, _) = desk.translation_as_file(event, begun.id)?;
    let line = match from {
        Some(_) => format!("The draft of version {} in {} is kept.", file.version, language::name(&file.language)),
        None => notice_file(&file).trim_end().to_owned(),
    };
    let json = json!({ "event": event, "version": file.version, "language": file.language, "draft": file });
    output.say(line, &json)
}

/// What has to be put right in them before they can be published.
pub(super) fn show(desk: &Desk, event: &Code, tag: &str, output: &mut Output<'_>) -> Result<(), CliError> {
    let begun = desk.translation_in(event, tag, None)?;
    let (file, of) = desk.translation_as_file(event, begun.id)?;
    let faults = desk.translation_faults(event, begun.id)?;
    let wrong: Vec<_> = faults.iter().map(ToString::to_string).collect();
    let (staff, at) = (&begun.staff, begun.updated_at.to_rfc3339());
    let line = format!(
        "Version {} in {}, of {}, last written in by {staff}.",
        file.version,
        language::name(&file.language),
        language::name(&of.language)
    );
    let json = json!({ "event": event, "version": file.version, "language": file.language, "of": of.language,
        "staff": staff, "updated_at": at, "statements": file.statements, "text": file.text, "to_put_right": wrong });
    output.say(line, &json)?;
    output.remark(&file.text)?;
    for (statement, words) in &file.statements {
        output.remark(format!("  {statement}: {words}"))?;
    }
    for wrong in &wrong {
        output.remark(format!("To put right: {wrong}"))?;
    }
    Ok(())
}

/// `again` asks for the passphrase again, where somebody is there to type it.
pub(super) fn publish(
    desk: &mut Desk,
    event: &Code,
    tag: &str,
    again: impl FnOnce(&str) -> Result<Option<Passphrase>, CliError>,
    output: &mut Output<'_>,
) -> Result<(), CliError> {
    let BegunTranslation { id, draft, .. } = desk.translation_in(event, tag, None)?;
    if let Some(passphrase) = again(&format!("The notice in {}", language::name(draft.language.trim())))? {
        desk.confirm_passphrase(&passphrase)?;
    }
    let hash = desk.publish_translation(event, id)?;
    translated(desk, event, hash, output)
}

pub(super) fn discard(desk: &mut Desk, event: &Code, tag: &str, output: &mut Output<'_>) -> Result<(), CliError> {
    let begun = desk.translation_in(event, tag, None)?;
    desk.discard_translation(event, begun.id)?;
    let line = format!(
        "The draft in {} is gone. Nothing that was published has changed.",
        language::name(begun.draft.language.trim())
    );
    output.say(line, &json!({ "discarded": event, "language": begun.draft.language }))
}

/// What is being written for every event: versions, and their words in other languages.
pub(super) fn list(desk: &Desk, output: &mut Output<'_>) -> Result<(), CliError> {
    for event in desk.events()? {
        let code = &event.definition().code;
        let known = desk.notices_of(code)?;
        let drafts = known.draft.iter().map(|begun| {
            let draft = &begun.draft;
            (draft.notice.clone(), draft.version.clone(), draft.language.clone(), &begun.staff)
        });
        let mut all: Vec<_> = drafts.collect();
        for begun in &known.translating {
            let file = desk.translation_as_file(code, begun.id)?.0;
            all.push((file.notice, file.version, file.language, &begun.staff));
        }
        for (notice, version, tag, staff) in all {
            let line = format!("{notice} {version}  {tag}  being written for {code}, by {staff} last");
            let json = json!({ "event": code, "notice": notice, "version": version, "language": tag, "standing": "draft",
                "staff": staff });
            output.say(line, &json)?;
        }
    }
    Ok(())
}

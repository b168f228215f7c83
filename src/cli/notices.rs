//! Privacy notices, and what they say of the organisation (R25, R26).

use std::path::Path;

use chrono::NaiveDate;
use serde_json::json;

use crate::desk::{Desk, DeskError, NoticeStanding, Passphrase, PublishedNotice, notice_file, parse_notice};
use crate::domain::answer::NoticeHash;
use crate::domain::code::Code;
use crate::domain::event::Event;
use crate::domain::language;
use crate::domain::notice::NoticeVersion;
use crate::domain::notice_change::{Changes, Sentence};
use crate::domain::notice_draft::{NoticeDraft, same_language};
use crate::domain::organisation::{Fact, in_a_list, listed};
use crate::domain::reading_age::reading_age;
use crate::env::Env;

use super::args::{Args, Facts, Notice};
use super::files::text_of;
use super::output::{Output, counted};
use super::{CliError, Outcome, secrets, translations};

/// What is known of the organisation.
pub(super) fn organisation(desk: &mut Desk, command: &Facts, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let mut profile = desk.organisation()?;
    if let Facts::Set(set) = command {
        for (fact, typed) in set.given() {
            profile.set(fact, typed).map_err(|wrong| {
                CliError::say(format!("{} is not set: {wrong}. Nothing was changed.", fact.words()))
            })?;
        }
        desk.set_organisation(&profile)?;
    }
    for &fact in Fact::ALL {
        let known = profile.get(fact);
        let line = format!("{fact}  {}", known.unwrap_or("(not set)"));
        output.say(line, &json!({ "fact": fact, "value": known }))?;
    }
    let missing = profile.missing();
    if !missing.is_empty() {
        output.remark(format!("A notice needs {} before it can be published.", listed(&missing)))?;
    }
    for event in desk.events()? {
        outdated(desk, &event, output)?;
    }
    Ok(Outcome::Done)
}

pub(super) fn run(args: &Args, command: &Notice, env: &Env, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let desk = &mut super::open(args, env, output)?;
    let again = |what: &str| secrets::typed_again(args, &format!("{what} is never changed after."));
    match command {
        Notice::Draft { event, language: Some(tag), version, from } => {
            translations::draft(desk, event, (tag, version.as_deref()), from.as_deref(), output)?;
        }
        Notice::Publish { event, language: Some(tag), .. } => translations::publish(desk, event, tag, again, output)?,
        Notice::Show { event, draft: true, language: Some(tag), .. } => translations::show(desk, event, tag, output)?,
        Notice::Discard { event, language: Some(tag) } => translations::discard(desk, event, tag, output)?,
        Notice::Draft { event, from, .. } => draft(desk, event, from.as_deref(), output)?,
        Notice::Publish { event, file, .. } => publish(desk, event, file.as_deref(), again, output)?,
        Notice::List => {
            list(desk, output)?;
            translations::list(desk, output)?;
        }
        Notice::Translate { event, file: Some(file), .. } => translate(desk, event, file, again, output)?,
        Notice::Translate { event, file: None, version } => {
            let file = desk.file_to_translate(event, version.as_deref())?;
            let json = json!({ "event": event, "version": file.version, "to_translate": file });
            output.say(notice_file(&file).trim_end(), &json)?;
        }
        Notice::Show { event, draft: true, .. } => show_draft(desk, event, output)?,
        Notice::Show { event, version, language, .. } => {
            show(desk, event, version.as_deref(), language.as_deref(), output)?;
        }
        Notice::CallOff { event } => {
            desk.call_off_notice(event)?;
            output.say("It is called off. The version in use stays in use.", &json!({ "called_off": event }))?;
        }
        Notice::Discard { event, .. } => {
            desk.discard_notice(event)?;
            output.say("The draft is gone. Nothing that was published has changed.", &json!({ "discarded": event }))?;
        }
        Notice::Print { event, version, language, to } => {
            let found = one(desk, event, version.as_deref())?;
            let notice = in_language(&found, language.as_deref())?.0.hash();
            let file = desk.print_notice(event, notice, to)?;
            super::sheets::written(&[file], output)?;
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

/// What an event's notice goes on saying of whoever holds it although that has changed.
pub(super) fn outdated(desk: &Desk, event: &Event, output: &mut Output<'_>) -> Result<(), CliError> {
    let profile = desk.profile_for(&event.definition().organisation)?;
    if let Some(words) = event.notice_is_outdated(&profile) {
        let code = &event.definition().code;
        output.remark(format!("{code}: {words} `lanyard notice draft {code}` begins one."))?;
    }
    Ok(())
}

pub(super) fn read(file: &Path, not_done: &str) -> Result<NoticeVersion, CliError> {
    let text = text_of(file, "The notice's file", &format!("Nothing was {not_done}"))?;
    parse_notice(&text).map_err(CliError::say)
}

fn draft(desk: &mut Desk, event: &Code, from: Option<&Path>, output: &mut Output<'_>) -> Result<(), CliError> {
    let draft = match from {
        Some(file) => {
            let draft = NoticeDraft::of(&read(file, "kept")?);
            desk.keep_notice(event, &draft)?;
            draft
        }
        None => desk.begin_notice(event)?,
    };
    let file = draft.as_file(desk.now().date_naive()).map_err(DeskError::NoticeFaults)?;
    let line = match from {
        Some(_) => format!("The draft of version {} is kept.", draft.version),
        None => notice_file(&file),
    };
    output.say(line, &json!({ "event": event, "version": draft.version, "draft": file }))
}

/// `again` asks for the passphrase again, where somebody is there to type it, and says what is published.
fn publish(
    desk: &mut Desk,
    event: &Code,
    file: Option<&Path>,
    again: impl FnOnce(&str) -> Result<Option<Passphrase>, CliError>,
    output: &mut Output<'_>,
) -> Result<(), CliError> {
    let before = desk.notices_of(event)?;
    let from_file = file.map(|file| read(file, "published")).transpose()?;
    let version = match &from_file {
        Some(notice) => notice.version.clone(),
        None => desk.notice_to_publish(event)?.version,
    };
    if let Some(passphrase) = again(&format!("Version {version}"))? {
        desk.confirm_passphrase(&passphrase)?;
    }
    let hash = match from_file {
        Some(notice) => desk.publish_notice(event, notice)?,
        None => desk.publish_notice_draft(event)?,
    };
    let published = desk.notices_of(event)?.published;
    let found = published.into_iter().find(|one| one.version.hash() == hash);
    let PublishedNotice { version, standing, .. } = found.ok_or(DeskError::NoSuchNotice)?;
    let NoticeVersion { version, effective_from: from, language: own, .. } = version;
    let lost: Vec<_> = before.languages_to_lose(&own).map(language::name).collect();
    if !lost.is_empty() {
        output.remark(format!(
            "The version before has its words in {} too, and {version} has them in {} only until it is translated: \
             `lanyard notice translate {event}`.",
            in_a_list(&lost),
            language::name(&own)
        ))?;
    }
    if standing == NoticeStanding::Comes {
        let line =
            format!("Notice {version} begins on {}. Until then people are asked under the one in use.", day(from));
        return output.say(line, &json!({ "notice": hash.to_string(), "version": version, "begins": from }));
    }
    let told = desk.to_be_told(event)?.len();
    let line = format!(
        "Notice {version} holds from the next answer on. {} to be told of it.",
        counted(told, "person is", "people are")
    );
    output.say(line, &json!({ "notice": hash.to_string(), "version": version, "to_be_told": told }))
}

/// `again` as to [`publish`].
fn translate(
    desk: &mut Desk,
    event: &Code,
    file: &Path,
    again: impl FnOnce(&str) -> Result<Option<Passphrase>, CliError>,
    output: &mut Output<'_>,
) -> Result<(), CliError> {
    let file = read(file, "published")?;
    // Nobody types it for a file that has things to put right.
    let NoticeVersion { version, language: tag, .. } = desk.translation_to_publish(event, &file)?;
    if let Some(passphrase) = again(&format!("Version {version} in {}", language::name(&tag)))? {
        desk.confirm_passphrase(&passphrase)?;
    }
    let hash = desk.translate_notice(event, &file)?;
    translated(desk, event, hash, output)
}

/// That a version stands in another language from now on.
pub(super) fn translated(desk: &Desk, event: &Code, hash: NoticeHash, output: &mut Output<'_>) -> Result<(), CliError> {
    let published = desk.notices_of(event)?.published;
    let found = published.iter().find(|one| one.in_languages().any(|(version, _)| version.hash() == hash));
    let found = found.ok_or(DeskError::NoSuchNotice)?;
    let tag = found.in_languages().find(|(version, _)| version.hash() == hash).map(|(version, _)| &version.language);
    let languages: Vec<_> = found.languages().map(language::name).collect();
    let (version, languages) = (&found.version.version, in_a_list(&languages));
    let line = if found.standing == NoticeStanding::Comes {
        format!(
            "Notice {version}, which begins on {}, has its words in {languages}.",
            day(found.version.effective_from)
        )
    } else {
        format!("People can be asked in {languages} under notice {version}, from the next answer on.")
    };
    let json = json!({ "notice": hash.to_string(), "version": version, "language": tag,
        "languages": found.languages().collect::<Vec<_>>() });
    output.say(line, &json)
}

pub(super) fn day(day: NaiveDate) -> impl std::fmt::Display {
    day.format("%-d %B %Y")
}

fn list(desk: &Desk, output: &mut Output<'_>) -> Result<(), CliError> {
    let mut held_under = Vec::new();
    for event in desk.events()? {
        held_under.extend(desk.notices_of(&event.definition().code)?.published);
    }
    for notice in desk.notices()? {
        let (version, change, from) = (&notice.version, notice.change, notice.effective_from);
        let held = held_under.iter().filter(|one| one.in_languages().any(|(version, _)| *version == notice));
        let held = held.map(|one| one.standing);
        // Two events may hold one version; one that was called off is held by none.
        let standing = held.min().map_or("not in use", NoticeStanding::words);
        let line = format!(
            "{} {version}  {}  from {}  {standing}  {change}  {}",
            notice.notice,
            notice.language,
            day(from),
            notice.hash()
        );
        let json = json!({ "notice": notice.notice, "version": version, "language": notice.language,
            "effective_from": from, "standing": standing, "change": change, "hash": notice.hash().to_string() });
        output.say(line, &json)?;
    }
    Ok(())
}

/// A version of an event: by its number, or the one in use.
fn one(desk: &Desk, event: &Code, version: Option<&str>) -> Result<PublishedNotice, CliError> {
    let all = desk.notices_of(event)?.published;
    let is_meant = |one: &&PublishedNotice| {
        version.map_or(one.standing == NoticeStanding::InUse, |number| one.version.version == number)
    };
    let none =
        || CliError::say("This event was never held under a version of that number. `lanyard notice list` shows them.");
    all.iter().find(is_meant).cloned().ok_or_else(none)
}

/// A version in that language, or in the one that it was published in, and the organisation as those words name it.
fn in_language<'a>(one: &'a PublishedNotice, tag: Option<&str>) -> Result<(&'a NoticeVersion, &'a str), CliError> {
    let is_meant = |(version, _): &(&NoticeVersion, &str)| tag.is_none_or(|tag| same_language(tag, &version.language));
    one.in_languages().find(is_meant).ok_or_else(|| {
        let languages: Vec<_> = one.languages().collect();
        CliError::say(format!(
            "Version {} has no words in that language, but in {}.",
            one.version.version,
            in_a_list(&languages)
        ))
    })
}

fn show(
    desk: &Desk,
    event: &Code,
    version: Option<&str>,
    tag: Option<&str>,
    output: &mut Output<'_>,
) -> Result<(), CliError> {
    let shown = one(desk, event, version)?;
    let (notice, named) = in_language(&shown, tag)?;
    let wording = notice.wording(named);
    let languages: Vec<_> = shown.languages().collect();
    let asked = wording.statements.values().cloned().collect::<Vec<_>>().join(" ");
    let age = reading_age(&asked, &notice.language);
    let json = json!({ "notice": notice.notice, "version": notice.version, "language": notice.language,
        "languages": languages, "effective_from": notice.effective_from, "change": notice.change, "hash": notice.hash().to_string(),
        "in_use": shown.standing == NoticeStanding::InUse, "standing": shown.standing.words(), "published_by": shown.published_by, "published_at": shown.published_at.to_rfc3339(),
        "seen_by": shown.seen_by, "reading_age": age, "contacts": notice.contacts, "statements": wording.statements,
        "text": notice.text });
    output.say(notice.text.trim_end(), &json)?;
    output.remark(format!(
        "\nVersion {}, {}, from {}, published by {} on {}. {} registered under it.",
        notice.version,
        shown.standing.words(),
        day(notice.effective_from),
        shown.published_by,
        shown.published_at.format("%-d %B %Y at %H:%M"),
        counted(shown.seen_by, "person", "people")
    ))?;
    if languages.len() > 1 {
        let names: Vec<_> = languages.iter().map(|tag| language::name(tag)).collect();
        output.remark(format!("It has its words in {}; --language shows them.", in_a_list(&names)))?;
    }
    if let Some(age) = age {
        output.remark(format!("Its questions read easily from the age of {age} on."))?;
    }
    for (statement, words) in &wording.statements {
        output.remark(format!("  {statement}: {words}"))?;
    }
    Ok(())
}

fn show_draft(desk: &Desk, event: &Code, output: &mut Output<'_>) -> Result<(), CliError> {
    let of = desk.event(event)?;
    let draft = desk.notice_draft(event)?;
    let organisation = &of.definition().organisation;
    let after = draft.wording(organisation, &desk.profile_for(organisation)?);
    let changes = Changes::between(&of.notice().wording(of.named()), &after);
    let faults = match desk.notice_to_publish(event) {
        Ok(_) => Vec::new(),
        Err(DeskError::NoticeFaults(faults)) => faults,
        Err(other) => return Err(other.into()),
    };
    let sentences: Vec<_> = changes
        .sentences
        .iter()
        .map(|sentence| match sentence {
            Sentence::Gone(words) => format!("- {words}"),
            Sentence::New(words) => format!("+ {words}"),
        })
        .collect();
    let begun = desk.notices_of(event)?.draft;
    let (staff, at) = begun.map_or_else(Default::default, |begun| (begun.staff, begun.updated_at.to_rfc3339()));
    let line = format!(
        "What changes from {} to {}, a {} change, last written in by {staff}:",
        of.notice().version,
        draft.version,
        draft.change
    );
    let wrong: Vec<_> = faults.iter().map(ToString::to_string).collect();
    let json = json!({ "event": event, "version": draft.version, "change": draft.change, "staff": staff,
        "updated_at": at, "sentences": sentences, "questions": changes.statements, "periods": changes.periods,
        "to_put_right": wrong });
    output.say(line, &json)?;
    for sentence in &sentences {
        output.remark(format!("  {sentence}"))?;
    }
    for statement in &changes.statements {
        output.remark(format!("  {statement}: other words"))?;
    }
    for kept in &changes.periods {
        output.remark(format!("  {kept}: another period"))?;
    }
    for wrong in &wrong {
        output.remark(format!("To put right: {wrong}"))?;
    }
    Ok(())
}

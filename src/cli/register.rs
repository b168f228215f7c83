//! Registering a list of visitors. Every row is answered for: kept, or not kept with what to put right.

use std::io::Read;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::desk::{Desk, DeskError, Duplicate, Entering, RowError, RowPlace, Saved, WalkInRow, WalkIns};
use crate::domain::code::Code;
use crate::domain::draft::RegistrationDraft;
use crate::domain::field_error::FieldError;
use crate::domain::likeness::Verdict;
use crate::domain::source::{Giver, ListId, ListSource};

use super::args::Register;
use super::output::{Output, counted};
use super::progress::Progress;
use super::{CliError, Outcome};

/// What a list is that nothing was said of: its columns are those of a form, with how each answer was asked for.
const FORMS: &str = "paper forms";
/// What whoever says half of it is told.
const WHERE_FROM: &str = "Say where the list comes from, in words that name nobody on it: --source \"paper forms of this desk\", for \
                          example. It is kept with everybody on it. Nothing was registered.";
const GIVEN_BY: &str = "Say whether the people on the list gave us their details themselves, as on a form that they filled in: \
                        --given-by-themselves, or --given-by-others. Whose details others gave is told so within a month. Nothing was \
                        registered.";

/// Where a list comes from, as it was said.
fn source(list: &Register) -> Result<ListSource, CliError> {
    let given_by = match (list.given_by_themselves, list.given_by_others) {
        (true, _) => Some(Giver::Themselves),
        (_, true) => Some(Giver::Others),
        _ => None,
    };
    let (words, given_by) = match (list.source.as_deref().map(str::trim), given_by) {
        (None, None | Some(Giver::Themselves)) => (FORMS, Giver::Themselves),
        (None, Some(Giver::Others)) | (Some(""), _) => return Err(CliError::say(WHERE_FROM)),
        (Some(_), None) => return Err(CliError::say(GIVEN_BY)),
        (Some(words), Some(given_by)) => (words, given_by),
    };
    let wrong = |wrong| CliError::say(format!("{wrong}: --source is one line of text. Nothing was registered."));
    ListSource::parse(words, given_by).map_err(wrong)
}

pub(super) fn run(desk: &mut Desk, list: &Register, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let source = source(list)?;
    let (file, bytes): (Box<dyn Read>, _) = if list.from.as_os_str() == "-" {
        (Box::new(std::io::stdin().lock()), None)
    } else {
        let unreadable = |_| CliError::say("The list could not be read. Nothing was registered; check its name.");
        let file = std::fs::File::open(&list.from).map_err(unreadable)?;
        let metadata = file.metadata().map_err(unreadable)?;
        if metadata.is_dir() {
            return Err(CliError::say("The list is a folder. Nothing was registered; name a file in it."));
        }
        let bytes = metadata.is_file().then_some(metadata.len());
        (Box::new(file), bytes)
    };
    let event = desk.event(&list.event)?;
    let entering = Entering::of(&event, desk.staff().clone(), desk.now());
    let tally = register(desk, &list.event, List { file, bytes, source: &source }, entering, output)?;
    let line = format!("{} kept, {} not kept.", tally.kept, tally.not_kept);
    output.say(line, &json!({ "kept": tally.kept, "not_kept": tally.not_kept, "waiting": tally.waiting }))?;
    if list.source.is_none() && tally.new > 0 {
        output.remark(format!(
            "Its source is kept as “{FORMS}”, which the people themselves filled in. Of a list from elsewhere say so with --source, \
             and with --given-by-others where others gave it: whoever is on it is then told."
        ))?;
    }
    if tally.waiting > 0 {
        output.remark(format!(
            "{} for a guardian, and {} in no batch until then. A lead confirms of each that the guardian agreed in person: lanyard \
             person confirm-guardian REFERENCE, or in People.",
            counted(tally.waiting, "child waits", "children wait"),
            if tally.waiting == 1 { "is" } else { "are" },
        ))?;
    }
    let to_tell = source.tell_by(event.date_at(desk.now().to_utc())).filter(|_| tally.new > 0);
    if let Some(by) = to_tell {
        output.remark(format!(
            "{} to be told by {by} where their details came from: lanyard lists to-be-told {} says who.",
            counted(tally.new, "person has", "people have"),
            list.event
        ))?;
    }
    if tally.not_kept == 0 {
        return Ok(Outcome::Done);
    }
    output.remark(
        "Put those right, leave the other rows as they are, and give the list again: whoever is kept already is not kept \
         twice.",
    )?;
    Ok(Outcome::SomeRowsNotKept)
}

/// How many rows were kept.
pub(super) struct Tally {
    pub(super) kept: u64,
    pub(super) not_kept: u64,
    /// How many of those that were kept wait for a guardian (R11).
    pub(super) waiting: u64,
    /// How many of them were not kept before.
    pub(super) new: u64,
}

/// A list to register, where it comes from, and how long it is where that is known.
pub(super) struct List<'a, R> {
    pub(super) file: R,
    pub(super) bytes: Option<u64>,
    pub(super) source: &'a ListSource,
}

pub(super) fn register(
    desk: &mut Desk,
    event: &Code,
    list: List<'_, impl Read>,
    entering: Entering,
    output: &mut Output<'_>,
) -> Result<Tally, CliError> {
    let ids = desk.id_source();
    let mut rows = WalkIns::open(list.file, entering, move || ids.new_id()).map_err(CliError::say)?;
    let named = |row: WalkInRow| (row.row, row.draft);
    let taken = desk.take_list(event, list.source, rows.by_ref().flatten().map(named))?;
    rows.rewind();
    let progress = Progress::rows(list.bytes);
    let mut tally = Tally { kept: 0, not_kept: 0, waiting: 0, new: 0 };
    while let Some(row) = rows.next() {
        let said = match row {
            Ok(mut row) => {
                let number = row.row;
                let done = register_row(desk, (event, taken), &mut row, &|error| rows.in_its_words(error));
                done.map_err(|error| stopped(&error, number))?
            }
            Err(RowError { place, reasons }) => not_kept(&place, &reasons),
        };
        tally.kept += said.kept;
        tally.not_kept += said.not_kept;
        tally.waiting += said.waiting;
        tally.new += said.new;
        progress.aside(|| output.say(said.line, &said.json))?;
        progress.row(tally.kept + tally.not_kept, rows.bytes_done());
    }
    Ok(tally)
}

/// The disk, or something else that is no row's fault, ended the list: what was answered for is kept.
fn stopped(error: &CliError, row: u64) -> CliError {
    CliError::say(format!(
        "{error} The list stopped at row {row}, and every row above is answered for. To go on, give the same list again: \
         whoever is kept is not kept twice."
    ))
}

/// What is said of one row.
struct Said {
    kept: u64,
    not_kept: u64,
    waiting: u64,
    new: u64,
    line: String,
    json: Value,
}

fn register_row(
    desk: &mut Desk,
    (event, list): (&Code, ListId),
    row: &mut WalkInRow,
    in_its_words: &dyn Fn(&FieldError) -> String,
) -> Result<Said, CliError> {
    // A row is the same registration whenever it is given.
    row.draft.registration = desk.listed_id(event, &row.mark)?;
    match desk.listed_before(row.draft.registration) {
        Ok(None) => {}
        Ok(Some(saved)) => return Ok(kept(row, &saved, Vec::new())),
        Err(refused @ DeskError::ListedAndUndone) => return Ok(not_kept(&RowPlace::Row(row.row), &[refused])),
        Err(other) => return Err(other.into()),
    }
    // Looked for before the row is saved: a look that fails cannot leave a saved row unanswered for.
    let likely = likely_duplicates(desk, &row.draft, event)?;
    let saved = match desk.register_listed(&row.draft, event, list) {
        Ok(saved) => saved,
        Err(refused @ DeskError::WasErased) => return Ok(not_kept(&RowPlace::Row(row.row), &[refused])),
        Err(DeskError::Form(errors)) => {
            let reasons: Vec<_> = errors.iter().map(in_its_words).collect();
            return Ok(not_kept(&RowPlace::Row(row.row), &reasons));
        }
        Err(other) => return Err(other.into()),
    };
    Ok(kept(row, &saved, likely))
}

fn kept(row: &WalkInRow, saved: &Saved, likely: Vec<String>) -> Said {
    let remarks: Vec<_> = saved.remarks.iter().chain(&row.remarks).map(ToString::to_string).chain(likely).collect();
    let notes = if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join("; ")) };
    let (number, reference) = (row.row, &saved.reference);
    let json = json!({ "row": number, "kept": reference, "registration": saved.registration, "already": saved.already,
        "waits": saved.waits, "remarks": remarks });
    let waits = if saved.waits { ", waits for guardian" } else { "" };
    let line = if saved.already {
        format!("row {number}: was kept before, as {reference}{waits}")
    } else {
        format!("row {number}: kept as {reference}{waits}{notes}")
    };
    Said { kept: 1, not_kept: 0, waiting: u64::from(saved.waits), new: u64::from(!saved.already), line, json }
}

/// Who may be the same person already; the row is kept all the same (R14).
fn likely_duplicates(desk: &Desk, draft: &RegistrationDraft, event: &Code) -> Result<Vec<String>, CliError> {
    let alike = desk.duplicates_of_draft(draft, event)?;
    let likely = alike.iter().filter(|found| found.likeness.verdict == Verdict::Likely);
    let remark = |found: &Duplicate| {
        let reference = &found.other.registered.reference;
        format!("may be the same person as {reference}: {}", found.likeness)
    };
    Ok(likely.map(remark).collect())
}

fn not_kept(place: &RowPlace, reasons: &[impl ToString]) -> Said {
    let reasons: Vec<_> = reasons.iter().map(ToString::to_string).collect();
    let line = format!("{place}: NOT KEPT: {}", reasons.join("; "));
    let json = match place {
        RowPlace::Row(row) => json!({ "row": row, "not_kept": reasons }),
        RowPlace::Lines(lines) => json!({ "lines": lines.clone().collect::<Vec<_>>(), "not_kept": reasons }),
    };
    Said { kept: 0, not_kept: place.rows(), waiting: 0, new: 0, line, json }
}

pub(super) fn take_in(desk: &mut Desk, files: &[PathBuf], output: &mut Output<'_>) -> Result<Outcome, CliError> {
    for file in files {
        let saved = desk.take_in(file)?;
        let already = if saved.already { ", saved before" } else { "" };
        let json = json!({ "taken_in": saved.reference, "already": saved.already });
        output.say(format!("{}: taken in{already}.", saved.reference), &json)?;
    }
    Ok(Outcome::Done)
}

pub(super) fn count_only(desk: &mut Desk, event: &Code, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let total = desk.count_only(event)?;
    output.say(format!("Counted; {total} today."), &json!({ "counted": total }))?;
    Ok(Outcome::Done)
}

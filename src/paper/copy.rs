//! The copy that a person is given (R16): to read, as PDF, and for another program, as JSON and CSV.

use std::io;

use chrono::{DateTime, FixedOffset};

use crate::domain::answer::NoticeCard;
use crate::domain::complaint::Part;
use crate::domain::country::Country;
use crate::domain::moment::Certainty;
use crate::domain::person_copy::{
    CopiedAnswer, CopiedEquality, CopiedException, CopiedRegistration, CopiedRemoval, CopiedUnfinished, Detail,
    PersonCopy, label,
};

use super::{Block, Document, prose};

/// The files of a copy, by their names: what to read first, the whole of it, and its tables.
///
/// # Errors
/// When one cannot be made, which is a fault of the program.
pub fn files(copy: &PersonCopy) -> io::Result<Vec<(String, Vec<u8>)>> {
    let whole = [
        ("your-data.pdf", document(copy).to_pdf().map_err(io::Error::other)?),
        ("your-data.json", serde_json::to_vec_pretty(copy).map_err(io::Error::other)?),
        ("details.csv", details(copy)?),
        ("answers.csv", answers(copy)?),
        ("sent.csv", sent(copy)?),
    ];
    let whole = whole.into_iter().map(|(name, bytes)| (name.to_owned(), bytes));
    let records = copy.registrations.iter().zip(&copy.consent_records);
    let records = records.map(|(visit, records)| {
        (format!("consents-{}.jsonld", visit.reference.to_lowercase()), records.clone().into_bytes())
    });
    Ok(whole.chain(records).collect())
}

/// The copy to read.
#[must_use]
pub fn document(copy: &PersonCopy) -> Document {
    let mut blocks = vec![
        Block::Text(format!(
            "This is all that is held about you at this registration desk. It was made on {} for your request {}. The \
             same is in the files beside this one, for another program to read.",
            copy.made_at.format("%-d %B %Y at %H:%M"),
            copy.request
        )),
        Block::Text(
            "Details of other people, such as a guardian or an emergency contact, are theirs and are left out."
                .to_owned(),
        ),
    ];
    copy.registrations.iter().for_each(|registration| visit(registration, &mut blocks));
    blocks.push(Block::Heading("What was sent, and to whom".to_owned()));
    if copy.disclosures.is_empty() {
        blocks.push(Block::Text("Nothing about you has left this desk.".to_owned()));
    }
    for sent in &copy.disclosures {
        blocks.push(Block::Subheading(format!("{}, {}", sent.recipient, sent.at)));
        blocks.push(Block::Pair("What".to_owned(), words(&sent.columns)));
        let purposes = sent.purposes.iter().map(|(purpose, basis)| format!("{purpose} (by {basis})"));
        blocks.push(Block::Pair("What for".to_owned(), purposes.collect::<Vec<_>>().join(", ")));
    }
    if !copy.removals.is_empty() {
        blocks.push(Block::Heading("Recordings of you that are to be taken out".to_owned()));
    }
    for removal in &copy.removals {
        let CopiedRemoval { taken, place, looked_like, found } = removal;
        let found = found.as_deref().unwrap_or("not ended yet");
        blocks.push(Block::Item(format!("{taken}, {place}: {looked_like} ({found})")));
    }
    for form in &copy.half_filled {
        blocks.push(Block::Heading("A form with your name that was begun and not finished".to_owned()));
        pairs(form, &mut blocks);
    }
    for CopiedUnfinished { what, at, staff, typed } in &copy.unfinished {
        let at = at.format("%-d %B %Y at %H:%M (UTC)");
        blocks.push(Block::Heading(format!("Typed about you and not saved: {what}")));
        blocks.push(Block::Text(format!(
            "By {staff}, last on {at}. It is kept for a day, or until it is saved or closed."
        )));
        let boxes = typed.iter().map(|(name, text)| Block::Pair(sentence(&label(name)), text.clone()));
        blocks.extend(boxes);
    }
    blocks.push(Block::Heading("What you asked for under your rights".to_owned()));
    for request in &copy.requests {
        let ended = request.outcome.as_deref().unwrap_or("open");
        let says = format!("{}, received {}, {ended}", request.right, request.received.format("%-d %B %Y"));
        blocks.push(Block::Pair(request.reference.clone(), says));
        for kept in &request.words {
            let who = if kept.part == Part::Said { "You said" } else { "We answered" };
            let at = kept.at.format("%-d %B %Y at %H:%M");
            blocks.push(Block::Text(format!("{who}, {at}: {}", kept.words)));
        }
    }
    let title = copy.registrations.first().map_or("Your data".to_owned(), |r| format!("Your data at {}", r.event));
    Document { title, language: "en".to_owned(), blocks }
}

fn visit(registration: &CopiedRegistration, blocks: &mut Vec<Block>) {
    let CopiedRegistration { reference, event, organisation, .. } = registration;
    blocks.push(Block::Heading(format!("{event}: {reference}")));
    blocks.push(Block::Pair("Held by".to_owned(), organisation.clone()));
    let at = registration.registered_at.format("%-d %B %Y at %H:%M").to_string();
    blocks.push(Block::Pair("Registered".to_owned(), at));
    blocks.push(Block::Pair("Its id".to_owned(), registration.id.0.to_string()));
    blocks.push(Block::Pair("How it is".to_owned(), sentence(&registration.state)));
    pairs(&registration.details, blocks);
    for special in &registration.special {
        let label = format!("{}, for {}", sentence(&special.category), special.purpose.replace('-', " "));
        blocks.push(Block::Pair(label, special.value.clone()));
        let place = special.place.iter().map(|place| Block::Pair("Where you are helped".to_owned(), place.clone()));
        blocks.extend(place);
        let told = |at: &DateTime<FixedOffset>| {
            Block::Pair("Somebody was told, to help you".to_owned(), at.format("%-d %B %Y at %H:%M").to_string())
        };
        blocks.extend(special.told_at.iter().map(told));
    }
    for CopiedException { at, staff, said } in &registration.exceptions {
        let at = at.format("%-d %B %Y at %H:%M");
        blocks.push(Block::Subheading(format!("Why news may go to your address at work, recorded on {at} by {staff}")));
        let parts = [
            ("You work at", &said.institution),
            ("As", &said.role),
            ("What we have to do with each other", &said.relationship),
        ];
        blocks.extend(parts.map(|(label, line)| Block::Pair(label.to_owned(), line.as_str().to_owned())));
        let right = "This rests on legitimate interests, and you were offered to opt out. You can opt out at any time.";
        blocks.push(Block::Text(right.to_owned()));
    }
    registration.equality.iter().for_each(|equality| about_equality(equality, blocks));
    let held = [
        (registration.guardian_is_held, "A parent or guardian is named; their details are theirs."),
        (registration.emergency_contact_is_held, "An emergency contact is named; their details are theirs."),
    ];
    blocks.extend(held.into_iter().filter(|(is, _)| *is).map(|(_, says)| Block::Text(says.to_owned())));
    let until = |day: chrono::NaiveDate| day.format("%-d %B %Y").to_string();
    blocks.push(Block::Pair("Kept until".to_owned(), until(registration.kept_until)));
    blocks.push(Block::Pair("Proof of answers kept until".to_owned(), until(registration.proof_kept_until)));
    for earlier in &registration.earlier {
        let when = earlier.corrected_at.format("%-d %B %Y at %H:%M");
        let why = earlier.reason.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default();
        blocks.push(Block::Subheading(format!("Until it was corrected on {when}{why}")));
        pairs(&earlier.was, blocks);
    }
    blocks.push(Block::Subheading("What you were asked, and what was answered".to_owned()));
    registration.answers.iter().for_each(|answer| blocks.push(Block::Item(said(answer))));
    blocks.push(Block::Subheading("What stands now".to_owned()));
    let answered = |code: &str| registration.answers.iter().any(|answer| answer.question == code);
    for (question, standing) in registration.stands.iter().filter(|(question, _)| answered(question)) {
        blocks.push(Block::Pair(sentence(&question.replace('.', " ")), sentence(standing.code())));
    }
    blocks.push(Block::Subheading("The privacy notice you were given".to_owned()));
    blocks.extend(prose::blocks(&registration.notice));
}

/// Kept under a pseudonym, apart from the rest; it comes together here only because the person asked.
fn about_equality(equality: &CopiedEquality, blocks: &mut Vec<Block>) {
    blocks.push(Block::Subheading("Equality monitoring, kept apart from all the rest".to_owned()));
    pairs(&equality.answers, blocks);
    if let Some(day) = equality.day {
        blocks.push(Block::Pair("Answered".to_owned(), day.format("%-d %B %Y").to_string()));
        if let Some(until) = equality.kept_until {
            blocks.push(Block::Pair("Kept until".to_owned(), until.format("%-d %B %Y").to_string()));
        }
        let why = "It is used for totals only, by law and not by your consent. You can have it stopped at any time.";
        blocks.push(Block::Text(why.to_owned()));
    }
    if equality.stopped {
        blocks.push(Block::Text("You had it stopped, so nothing can be kept for it.".to_owned()));
    }
}

fn pairs(details: &[Detail], blocks: &mut Vec<Block>) {
    blocks.extend(details.iter().map(|detail| Block::Pair(detail.label.clone(), shown(detail))));
}

/// What was said, with the name of a country beside its code.
fn shown(detail: &Detail) -> String {
    let Detail { field, value, .. } = detail;
    let country = matches!(*field, "country" | "nationality").then(|| Country::find(value).ok()).flatten();
    country.map_or_else(|| value.clone(), |country| format!("{} ({value})", country.name()))
}

fn said(answer: &CopiedAnswer) -> String {
    const TIME: &str = "%-d %B %Y at %H:%M";
    let CopiedAnswer { words, said, how, given_by, notice_version, notice, staff, place, id, .. } = answer;
    let (said, how) = (sentence(said), how.replace('-', " "));
    let at = answer.at.format(TIME);
    let known = match answer.certainty {
        Certainty::Clock => "by the desk’s clock",
        Certainty::Written => "as it was written down",
        Certainty::Unknown => "at the latest",
    };
    let form = answer.paper_form.as_ref().map(|number| format!(", form {number}")).unwrap_or_default();
    let card = match answer.notice_card {
        NoticeCard::Given => "the notice card was given",
        NoticeCard::Read => "the notice card was read out",
        NoticeCard::Neither => "no notice card is noted",
    };
    let entered = answer.entered_at.format(TIME);
    let desk =
        format!("desk {:08x}, epoch {}, act {}, entry {}", place.desk.0, place.epoch, place.sequence, place.ordinal);
    format!(
        "“{words}” {said}: {at} ({known}), {how}{form}, by the {given_by}, under notice {notice_version}; {card}. Entered on \
         {entered} by {staff}; {desk}. Answer {id}, notice {notice}.",
        id = id.0,
    )
}

/// A code as the beginning of a sentence.
fn sentence(code: &str) -> String {
    let words = code.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn words(columns: &[String]) -> String {
    columns.iter().map(|column| column.replace(['_', '-'], " ")).collect::<Vec<_>>().join(", ")
}

fn details(copy: &PersonCopy) -> io::Result<Vec<u8>> {
    let mut rows = vec![row(["registration", "field", "value", "until"])];
    for registration in &copy.registrations {
        let of = |detail: &Detail, until: &str| row([&registration.reference, detail.field, &detail.value, until]);
        rows.extend(registration.details.iter().map(|detail| of(detail, "")));
        for special in &registration.special {
            let field = format!("{} for {}", special.category, special.purpose);
            rows.push(row([&registration.reference, &field, &special.value, ""]));
            if let Some(place) = &special.place {
                rows.push(row([&registration.reference, &format!("place, {field}"), place, ""]));
            }
            for at in &special.told_at {
                rows.push(row([&registration.reference, &format!("somebody was told, {field}"), &at.to_rfc3339(), ""]));
            }
        }
        for CopiedException { said, .. } in &registration.exceptions {
            let parts =
                [("institution", &said.institution), ("role", &said.role), ("relationship", &said.relationship)];
            for (part, line) in parts {
                let field = format!("{part} for the exception for professionals");
                rows.push(row([&registration.reference, &field, line.as_str(), ""]));
            }
        }
        for said in registration.equality.iter().flat_map(|equality| &equality.answers) {
            let field = format!("{} for equality monitoring", said.field);
            rows.push(row([&registration.reference, &field, &said.value, ""]));
        }
        for earlier in &registration.earlier {
            let until = earlier.corrected_at.to_rfc3339();
            rows.extend(earlier.was.iter().map(|detail| of(detail, &until)));
        }
    }
    csv(&rows)
}

fn answers(copy: &PersonCopy) -> io::Result<Vec<u8>> {
    let mut rows = vec![row([
        "registration",
        "answer",
        "question",
        "words",
        "said",
        "at",
        "certainty",
        "entered_at",
        "how",
        "paper_form",
        "given_by",
        "notice_version",
        "notice",
        "notice_card",
        "language",
        "staff",
        "desk",
        "epoch",
        "act",
        "entry",
    ])];
    for registration in &copy.registrations {
        for answer in &registration.answers {
            let CopiedAnswer { question, words, said, how, given_by, notice_version, language, place, .. } = answer;
            rows.push(row([
                &registration.reference,
                &answer.id.0.to_string(),
                question,
                words,
                said,
                &answer.at.to_rfc3339(),
                answer.certainty.code(),
                &answer.entered_at.to_rfc3339(),
                how,
                answer.paper_form.as_deref().unwrap_or_default(),
                given_by,
                notice_version,
                &answer.notice.to_string(),
                answer.notice_card.code(),
                language,
                answer.staff.as_str(),
                &format!("{:08x}", place.desk.0),
                &place.epoch.to_string(),
                &place.sequence.to_string(),
                &place.ordinal.to_string(),
            ]));
        }
    }
    csv(&rows)
}

fn sent(copy: &PersonCopy) -> io::Result<Vec<u8>> {
    let mut rows = vec![row(["recipient", "at", "what", "what_for"])];
    for sent in &copy.disclosures {
        let purposes: Vec<_> = sent.purposes.iter().map(|(purpose, _)| purpose.as_str()).collect();
        rows.push(row([&sent.recipient, &sent.at, &sent.columns.join(" "), &purposes.join(" ")]));
    }
    csv(&rows)
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(guarded).into()
}

/// A cell that a spreadsheet would run as a formula begins with an apostrophe, which it takes for "this is text".
fn guarded(cell: &str) -> String {
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']);
    if runs { format!("'{cell}") } else { cell.to_owned() }
}

fn csv(rows: &[Vec<String>]) -> io::Result<Vec<u8>> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    rows.iter().try_for_each(|row| csv.write_record(row))?;
    csv.into_inner().map_err(csv::IntoInnerError::into_error)
}

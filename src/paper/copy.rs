//! The copy that a person is given (R16): to read, as PDF, and for another program, as JSON and CSV.

use std::borrow::Cow;
use std::io;

use chrono::DateTime;

use crate::domain::answer::{GivenBy, How, Said};
use crate::domain::complaint::Part;
use crate::domain::country::Country;
use crate::domain::equality::{Disability, EthnicGroup};
use crate::domain::guardian::InPerson;
use crate::domain::ids::LedgerPlace;
use crate::domain::language;
use crate::domain::person_copy::{
    CopiedAnswer, CopiedConfirmation, CopiedEquality, CopiedException, CopiedForm, CopiedRegistration, CopiedRemoval,
    CopiedSource, CopiedSpecial, CopiedUnfinished, Detail, PersonCopy, ToldOf, label,
};
use crate::domain::purpose::{LawfulBasis, Purpose, Question, SpecialPair};
use crate::domain::removal::Found;
use crate::domain::rights::{Outcome, Right};
use crate::domain::send::Sendable;
use crate::domain::source::Giver;
use crate::domain::statement::Statement;
use crate::text::{Words, say};

use super::{Block, Document, pair, prose};

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

/// The copy to read, in the language that whoever asked was asked in last.
#[must_use]
pub fn document(copy: &PersonCopy) -> Document {
    let words = Words::in_language(&copy.language);
    let mut blocks = vec![
        Block::Text(say!(
            words,
            "copy-lead",
            when = words.date_and_time(copy.made_at),
            request = copy.request.as_str()
        )),
        text(say!(words, "copy-others")),
        text(say!(words, "copy-tables")),
    ];
    copy.registrations.iter().for_each(|registration| visit(registration, words, &mut blocks));
    disclosed(copy, words, &mut blocks);
    if !copy.removals.is_empty() {
        blocks.push(heading(say!(words, "copy-removals")));
    }
    for CopiedRemoval { taken, place, looked_like, found } in &copy.removals {
        let found = words.found(found.as_deref().and_then(Found::from_code));
        let (taken, place, looks) = (taken.as_str(), place.as_str(), looked_like.as_str());
        blocks.push(Block::Item(say!(
            words,
            "copy-removal",
            taken = taken,
            place = place,
            looks = looks,
            found = found
        )));
    }
    copy.half_filled.iter().for_each(|form| half_filled(form, words, &mut blocks));
    for CopiedUnfinished { dialog, at, staff, typed } in &copy.unfinished {
        blocks.push(Block::Heading(say!(words, "copy-unfinished", what = words.unfinished(*dialog))));
        let when = words.date_and_time(*at);
        blocks.push(Block::Text(say!(words, "copy-unfinished-by", staff = staff.as_str(), when = when)));
        // A box that is no field of the form is called as it is at the desk.
        let called = |name: &str| words.record_column(name).map_or_else(|| sentence(&label(name)), str::to_owned);
        blocks.extend(typed.iter().map(|(name, text)| Block::Pair(called(name), text.clone())));
    }
    asked(copy, words, &mut blocks);
    let event = copy.registrations.first().map(|registration| registration.event.as_str());
    let title =
        event.map_or_else(|| say!(words, "copy-title").to_owned(), |event| say!(words, "copy-title-at", event = event));
    Document { title, language: words.language().to_owned(), blocks }
}

fn heading(words: &str) -> Block {
    Block::Heading(words.to_owned())
}

fn subheading(words: &str) -> Block {
    Block::Subheading(words.to_owned())
}

fn text(words: &str) -> Block {
    Block::Text(words.to_owned())
}

/// A form that was begun and not finished, with all that is in it.
fn half_filled(form: &CopiedForm, words: Words, blocks: &mut Vec<Block>) {
    let CopiedForm { event, at, staff, details, answers, .. } = form;
    blocks.push(heading(say!(words, "copy-half-filled")));
    let when = words.date_and_time(*at);
    let by = say!(words, "copy-half-filled-by", event = event.as_str(), staff = staff.as_str(), when = when);
    blocks.push(Block::Text(by));
    pairs(details, words, blocks);
    others(form.guardian_is_held, form.emergency_contact_is_held, words, blocks);
    blocks.push(pair(say!(words, "copy-kept-until"), &words.date(form.kept_until)));
    if !answers.is_empty() {
        blocks.push(subheading(say!(words, "copy-answers")));
        answers.iter().for_each(|answer| blocks.push(Block::Item(said(answer, words))));
    }
}

/// Whom else something is held of, which is theirs.
fn others(guardian: bool, emergency_contact: bool, words: Words, blocks: &mut Vec<Block>) {
    let held = [(guardian, say!(words, "copy-guardian")), (emergency_contact, say!(words, "copy-emergency"))];
    blocks.extend(held.into_iter().filter(|(is, _)| *is).map(|(_, says)| text(says)));
}

/// To whom something went, and what.
fn disclosed(copy: &PersonCopy, words: Words, blocks: &mut Vec<Block>) {
    blocks.push(heading(say!(words, "copy-sent")));
    if copy.disclosures.is_empty() {
        blocks.push(text(say!(words, "copy-sent-nothing")));
    }
    for sent in &copy.disclosures {
        let at = DateTime::parse_from_rfc3339(&sent.at).map(|at| at.with_timezone(copy.made_at.offset()));
        let when = at.map_or_else(|_| sent.at.clone(), |at| words.date_and_time(at));
        blocks.push(Block::Subheading(say!(words, "copy-sent-to", recipient = sent.recipient.as_str(), when = when)));
        let told = sent.told.iter().map(|told| match told {
            ToldOf::Column(column) => words.column(*column).to_owned(),
            ToldOf::Stop(channel) => say!(words, "copy-sent-stop", channel = words.channel(*channel)),
            ToldOf::Equality => say!(words, "copy-sent-equality").to_owned(),
            ToldOf::Changed => say!(words, "copy-sent-changed").to_owned(),
        });
        blocks.push(pair(say!(words, "copy-sent-what"), &told.collect::<Vec<_>>().join("; ")));
        let purposes = sent.purposes.iter().map(|(purpose, basis)| {
            let purpose = term(purpose, Purpose::from_code, |purpose| words.purpose(purpose));
            match basis {
                Some(basis) => {
                    let basis = term(basis, LawfulBasis::from_code, |basis| words.basis(basis));
                    say!(words, "copy-sent-for", purpose = purpose, basis = basis)
                }
                None => say!(words, "copy-sent-for-not-kept", purpose = purpose),
            }
        });
        blocks.push(pair(say!(words, "copy-sent-what-for"), &purposes.collect::<Vec<_>>().join("; ")));
    }
}

/// What was asked for under their rights, and what was said of it.
fn asked(copy: &PersonCopy, words: Words, blocks: &mut Vec<Block>) {
    blocks.push(heading(say!(words, "copy-requests")));
    for request in &copy.requests {
        let what = term(&request.right, Right::from_code, |right| super::letter::asked(right, words));
        let ended = words.outcome(request.outcome.as_deref().and_then(Outcome::from_code));
        let date = words.date(request.received);
        let says = say!(words, "copy-request", what = what, date = date, ended = ended);
        blocks.push(pair(&request.reference, &says));
        for kept in &request.words {
            let (when, said) = (words.date_and_time(kept.at), kept.words.as_str());
            blocks.push(Block::Text(match kept.part {
                Part::Said => say!(words, "copy-you-said", when = when, words = said),
                Part::Answered => say!(words, "copy-we-answered", when = when, words = said),
            }));
        }
    }
}

fn visit(registration: &CopiedRegistration, words: Words, blocks: &mut Vec<Block>) {
    let CopiedRegistration { reference, event, organisation, .. } = registration;
    blocks.push(Block::Heading(format!("{event}: {reference}")));
    blocks.push(pair(say!(words, "copy-held-by"), organisation));
    blocks.push(pair(say!(words, "receipt-registered"), &words.date_and_time(registration.registered_at)));
    blocks
        .extend(registration.source.iter().map(|source| pair(say!(words, "copy-source"), &from_a_list(source, words))));
    blocks.push(pair(say!(words, "copy-id"), &registration.id.0.to_string()));
    let mark = registration.do_not_record.as_ref().map(|_| say!(words, "badge-do-not-record"));
    blocks.extend(mark.map(|mark| pair(say!(words, "copy-recording"), mark)));
    let states = registration.state.split(", ").map(|code| state(code, words));
    blocks.push(pair(say!(words, "copy-state"), &states.collect::<Vec<_>>().join("; ")));
    pairs(&registration.details, words, blocks);
    for special in &registration.special {
        blocks.push(Block::Pair(of_pair(special, words), special.value.clone()));
        blocks.extend(special.place.iter().map(|place| pair(say!(words, "copy-place"), place)));
        let told = special.told_at.iter().map(|at| pair(say!(words, "copy-told"), &words.date_and_time(*at)));
        blocks.extend(told);
        blocks.push(pair(say!(words, "copy-kept-until"), &words.date(special.kept_until)));
    }
    for CopiedException { at, staff, said } in &registration.exceptions {
        let when = words.date_and_time(*at);
        blocks.push(Block::Subheading(say!(words, "copy-exception", when = when, staff = staff.as_str())));
        let parts = [
            (say!(words, "copy-exception-institution"), &said.institution),
            (say!(words, "copy-exception-role"), &said.role),
            (say!(words, "copy-exception-relationship"), &said.relationship),
        ];
        blocks.extend(parts.map(|(label, line)| pair(label, line.as_str())));
        blocks.push(text(say!(words, "copy-exception-right")));
    }
    blocks.extend(registration.confirmations.iter().map(|confirmed| Block::Text(confirmation(confirmed, words))));
    registration.equality.iter().for_each(|equality| about_equality(equality, words, blocks));
    others(registration.guardian_is_held, registration.emergency_contact_is_held, words, blocks);
    let emergency = registration.emergency_contact_kept_until.map(|until| words.date(until));
    blocks.extend(emergency.map(|until| pair(say!(words, "copy-emergency-kept-until"), &until)));
    blocks.push(pair(say!(words, "copy-record-kept-until"), &words.date(registration.kept_until)));
    blocks.push(pair(say!(words, "copy-proof-kept-until"), &words.date(registration.proof_kept_until)));
    for earlier in &registration.earlier {
        let when = words.date_and_time(earlier.corrected_at);
        blocks.push(Block::Subheading(match earlier.reason.as_deref() {
            None => say!(words, "copy-corrected", when = when),
            Some(reason) => say!(words, "copy-corrected-why", when = when, reason = reason),
        }));
        pairs(&earlier.was, words, blocks);
    }
    blocks.push(subheading(say!(words, "copy-answers")));
    registration.answers.iter().for_each(|answer| blocks.push(Block::Item(said(answer, words))));
    blocks.push(subheading(say!(words, "copy-stands")));
    let last = |code: &str| registration.answers.iter().rev().find(|answer| answer.question == code);
    let put = |code: &str| Statement::from_code(last(code)?.statement);
    let stands = registration.stands.iter().filter_map(|(code, standing)| Some((put(code)?, *standing)));
    blocks.extend(stands.map(|(to, standing)| pair(words.question(to.question()), words.standing(to, standing))));
    blocks.push(subheading(say!(words, "copy-notice")));
    blocks.extend(prose::blocks(&registration.notice));
}

/// The list that brought somebody, and who gave us what it says.
fn from_a_list(source: &CopiedSource, words: Words) -> String {
    let (list, date) = (source.list.as_str(), words.date(source.taken_on));
    match source.given_by {
        Giver::Themselves => say!(words, "copy-source-themselves", list = list, date = date),
        Giver::Others => say!(words, "copy-source-others", list = list, date = date),
    }
}

/// That a guardian agreed in person, and what that is known by.
fn confirmation(confirmed: &CopiedConfirmation, words: Words) -> String {
    let (when, staff) = (words.date_and_time(confirmed.at), confirmed.staff.as_str());
    let how = match confirmed.known_by {
        Some(InPerson::GuardianHere) => say!(words, "copy-confirmed-guardian-here"),
        Some(InPerson::FormSeen) => say!(words, "copy-confirmed-form-seen"),
        Some(InPerson::StaffAsked) => say!(words, "copy-confirmed-staff-asked"),
        None => return say!(words, "copy-guardian-unconfirmed", when = when, staff = staff),
    };
    say!(words, "copy-guardian-confirmed", when = when, staff = staff, how = how)
}

/// How it is with a registration, by its code.
fn state(code: &str, words: Words) -> String {
    let said = match code {
        "standing" => say!(words, "copy-state-standing"),
        "quarantined" => say!(words, "copy-state-quarantined"),
        "restricted" => say!(words, "copy-state-restricted"),
        "undone" => say!(words, "copy-state-undone"),
        "erased" => say!(words, "copy-state-erased"),
        other => return sentence(other),
    };
    said.to_owned()
}

/// What a special detail is, and what for.
fn of_pair(special: &CopiedSpecial, words: Words) -> String {
    let is =
        |pair: &SpecialPair| (pair.category().code(), pair.purpose().code()) == (&special.category, &special.purpose);
    let pair = SpecialPair::ALL.iter().copied().find(is);
    pair.map_or_else(|| sentence(&special.category), |pair| words.question(Question::Special(pair)).to_owned())
}

/// Kept under a pseudonym, apart from the rest; it comes together here only because the person asked.
fn about_equality(equality: &CopiedEquality, words: Words, blocks: &mut Vec<Block>) {
    blocks.push(subheading(say!(words, "copy-equality")));
    if let Some(said) = &equality.said {
        let ethnicity = said.ethnicity().map(|kind| match kind.group() {
            EthnicGroup::PreferNotToSay => words.ethnicity(kind).to_owned(),
            group => format!("{}: {}", words.ethnic_group(group), words.ethnicity(kind)),
        });
        blocks.extend(ethnicity.map(|said| pair(say!(words, "equality-ethnicity"), &said)));
        let disability = said.disability().map(|said| match said {
            Disability::Has(kinds) => kinds.iter().map(|kind| words.impairment(kind)).collect::<Vec<_>>().join("; "),
            alone => words.no_impairment(alone).unwrap_or_default().to_owned(),
        });
        blocks.extend(disability.map(|said| pair(say!(words, "equality-disability"), &said)));
    }
    if let Some(day) = equality.day {
        blocks.push(pair(say!(words, "copy-equality-day"), &words.date(day)));
        blocks.extend(equality.kept_until.map(|until| pair(say!(words, "copy-kept-until"), &words.date(until))));
        blocks.push(text(say!(words, "copy-equality-why")));
    }
    if equality.stopped {
        blocks.push(text(say!(words, "copy-equality-stopped")));
    }
}

fn pairs(details: &[Detail], words: Words, blocks: &mut Vec<Block>) {
    let called = |detail: &Detail| words.record_column(&detail.field).unwrap_or(&detail.label).to_owned();
    blocks.extend(details.iter().map(|detail| Block::Pair(called(detail), shown(detail, words))));
}

/// What was said, with the name of a country beside its code, and a wish with its way.
fn shown(detail: &Detail, words: Words) -> String {
    let Detail { field, value, .. } = detail;
    let shown = match &**field {
        "country" | "nationality" | "phone_country" => {
            Country::find(value).ok().map(|country| format!("{} ({value})", country.name()))
        }
        "send_them" => Sendable::of_label(value).map(|wish| words.wish(&wish)),
        "asked_in" => Some(language::own_name(value).to_owned()),
        _ => None,
    };
    shown.unwrap_or_else(|| value.clone())
}

/// An answer with all that proves it (R13).
fn said(answer: &CopiedAnswer, words: Words) -> String {
    let CopiedAnswer { words: asked, notice_version, notice, id, .. } = answer;
    let said = match (Statement::from_code(answer.statement), Said::from_code(&answer.said)) {
        (Some(to), Some(said)) => words.said(to, said).to_owned(),
        _ => sentence(&answer.said),
    };
    let how = match (How::from_code(&answer.how), GivenBy::from_code(&answer.given_by)) {
        (Some(how), Some(given_by)) => words.how(how, given_by),
        _ => answer.how.clone(),
    };
    let how = match answer.paper_form.as_deref() {
        None => how,
        Some(form) => say!(words, "copy-answer-how-on-form", how = how, form = form),
    };
    let entered = match answer.place {
        None => say!(words, "copy-answer-not-saved").to_owned(),
        Some(place) => say!(
            words,
            "copy-answer-place",
            desk = format!("{:08x}", place.desk.0),
            epoch = place.epoch.to_string(),
            act = place.sequence.to_string(),
            entry = place.ordinal.to_string(),
        ),
    };
    say!(
        words,
        "copy-answer",
        words = asked.as_str(),
        said = said,
        when = words.date_and_time(answer.at),
        known = words.certainty(answer.certainty),
        how = how,
        version = notice_version.as_str(),
        card = words.notice_card(answer.notice_card),
        entered = words.date_and_time(answer.entered_at),
        staff = answer.staff.as_str(),
        place = entered,
        id = id.0.to_string(),
        hash = notice.to_string(),
    )
}

/// What a code stands for, in words; the code itself where it stands for nothing here.
fn term<T>(code: &str, from: impl Fn(&str) -> Option<T>, words: impl Fn(T) -> &'static str) -> String {
    from(code).map_or_else(|| code.replace('-', " "), |of| words(of).to_owned())
}

/// A code as the beginning of a sentence.
fn sentence(code: &str) -> String {
    let words = code.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn details(copy: &PersonCopy) -> io::Result<Vec<u8>> {
    let mut rows = vec![row(["registration", "field", "value", "until"])];
    for registration in &copy.registrations {
        let of = |detail: &Detail, until: &str| {
            let value = cell_of(detail);
            row([&registration.reference, &detail.field, &value, until])
        };
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
        for confirmed in &registration.confirmations {
            let known_by = confirmed.known_by.map_or("taken-back", InPerson::code);
            let value = format!("{known_by}, {}, by {}", confirmed.at.to_rfc3339(), confirmed.staff.as_str());
            rows.push(row([&registration.reference, "guardian confirmed", &value, ""]));
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

/// What was said as a cell for programs: a number in E.164 is written so that no spreadsheet computes it, as in a batch.
fn cell_of(detail: &Detail) -> Cow<'_, str> {
    if detail.field == "phone" { format!("tel:{}", detail.value).into() } else { (&*detail.value).into() }
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
        "statement",
    ])];
    for registration in &copy.registrations {
        for answer in &registration.answers {
            let CopiedAnswer { question, words, said, how, given_by, notice_version, language, place, .. } = answer;
            let place = |part: fn(LedgerPlace) -> String| place.map(part).unwrap_or_default();
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
                &place(|place| format!("{:08x}", place.desk.0)),
                &place(|place| place.epoch.to_string()),
                &place(|place| place.sequence.to_string()),
                &place(|place| place.ordinal.to_string()),
                answer.statement,
            ]));
        }
    }
    csv(&rows)
}

fn sent(copy: &PersonCopy) -> io::Result<Vec<u8>> {
    let mut rows = vec![row(["recipient", "at", "what", "what_for", "basis"])];
    for sent in &copy.disclosures {
        let purposes: Vec<_> = sent.purposes.iter().map(|(purpose, _)| purpose.as_str()).collect();
        let told: Vec<_> = sent.told.iter().map(ToString::to_string).collect();
        // As many as there are purposes, in their order.
        let bases: Vec<_> = sent.purposes.iter().map(|(_, basis)| basis.as_deref().unwrap_or("not-kept")).collect();
        rows.push(row([&sent.recipient, &sent.at, &told.join(" "), &purposes.join(" "), &bases.join(" ")]));
    }
    csv(&rows)
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(guarded).into()
}

/// A cell that a spreadsheet would run as a formula begins with an apostrophe, which it takes for "this is text"; and so does one
/// that has an apostrophe there itself, so that taking one away gives what was said. What is to be read says so.
fn guarded(cell: &str) -> String {
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0', '\'']);
    if runs { format!("'{cell}") } else { cell.to_owned() }
}

fn csv(rows: &[Vec<String>]) -> io::Result<Vec<u8>> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    rows.iter().try_for_each(|row| csv.write_record(row))?;
    csv.into_inner().map_err(csv::IntoInnerError::into_error)
}

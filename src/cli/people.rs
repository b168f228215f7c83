//! Finding people, and what is done with one.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::json;

use crate::desk::{Amendment, ContactForgotten, Desk, GuardianSaid, Hit, Right, Told};
use crate::domain::age::AgeAnswer;
use crate::domain::answer::{How, Said};
use crate::domain::badge::DoNotRecord;
use crate::domain::code::Code;
use crate::domain::event::Event;
use crate::domain::field_error::GuardianField;
use crate::domain::form::Field;
use crate::domain::guardian::InPerson;
use crate::domain::language;
use crate::domain::likeness::Verdict;
use crate::domain::professional::ProfessionalException;
use crate::domain::purpose::{GuardianQuestion, Question};
use crate::domain::record::RegistrationRecord;
use crate::domain::statement::Statement;

use super::args::{Find, Person};
use super::output::{Output, counted};
use super::rights::effects::{disclosed, told};
use super::{CliError, Outcome};

const NOBODY_ASKED: &str = "--language says in which language a guardian was asked, and nothing here says what one answered. Nothing was \
                            changed.";

pub(super) fn find(desk: &mut Desk, find: &Find, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let hits = desk.find(&find.event, &find.words.join(" "), find.most)?;
    for Hit { registered, record, by } in &hits {
        let name = record.full_name.as_deref().unwrap_or_default();
        let who = match by {
            None => name.to_owned(),
            Some(Some(by)) => by.words(name),
            Some(None) => format!("guardian or emergency contact of {name}"),
        };
        let contact = record.email.as_deref().or(record.phone_as_typed.as_deref()).unwrap_or("no contact");
        let mark = desk.do_not_record(registered, record)?.words();
        let marked = mark.as_ref().map(|mark| format!("  {mark}")).unwrap_or_default();
        let line = format!("{}  {who}  {contact}  {}{marked}", registered.reference, registered.state);
        let json = json!({ "reference": registered.reference, "registration": registered.id, "name": name,
            "email": record.email, "phone": record.phone, "state": registered.state, "do_not_record": mark,
            "found_by": by.as_ref().map(|by| by.as_ref().map_or("guardian or emergency contact", |by| by.is.words())) });
        output.say(line, &json)?;
    }
    if hits.is_empty() {
        output.remark("No one matches.")?;
    }
    super::note_looks(desk, output)?;
    Ok(Outcome::Done)
}

pub(super) fn undo(desk: &mut Desk, reference: &str, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    let registered = desk.by_reference(reference)?;
    desk.undo(registered.id)?;
    output.say("Undone: what was said is erased.", &json!({ "undone": registered.reference }))?;
    Ok(Outcome::Done)
}

pub(super) fn run(desk: &mut Desk, command: &Person, output: &mut Output<'_>) -> Result<Outcome, CliError> {
    match command {
        Person::Show { reference } => show(desk, reference, output)?,
        Person::Exception { reference, institution, role, relationship, offered_opt_out } => {
            let exception = ProfessionalException::parse(institution, role, relationship, *offered_opt_out)
                .map_err(CliError::say)?;
            let registered = desk.by_reference(reference)?;
            desk.record_exception(registered.id, &exception)?;
            output.say(
                "Recorded: news may go to their address at work, until they say No or object.",
                &json!({ "excepted": registered.reference, "basis": "legitimate-interests" }),
            )?;
        }
        Person::ConfirmGuardian { reference, known_by, .. } => confirm(desk, reference, *known_by, output)?,
        Person::Amend { reference, set, reason, on_paper, language } => {
            let registered = desk.by_reference(reference)?;
            let mut amendment = Amendment { reason: reason.clone(), ..Amendment::default() };
            for assignment in set {
                assign(&mut amendment, assignment)?;
            }
            if language.is_some() || on_paper.is_some() {
                let told = amendment.guardian_said.as_mut().ok_or_else(|| CliError::say(NOBODY_ASKED))?;
                (told.how, told.paper_form) = way(on_paper.as_ref());
                let asked = told.said.keys().filter_map(|&asked| Some((asked, language.clone()?)));
                told.languages = asked.collect();
            }
            let remarks = desk.amend(registered.id, &amendment)?;
            let remarks: Vec<_> = remarks.iter().map(ToString::to_string).collect();
            let said = match (amendment.special.is_empty(), amendment.special.len() == set.len()) {
                (true, _) => "Corrected; the old value stays in the history.",
                (false, true) => "Corrected; what the detail said before is erased.",
                (false, false) => {
                    "Corrected; the old value stays in the history, but for that of a protected detail, which is erased."
                }
            };
            output.say(
                said,
                &json!({ "amended": registered.reference,
                "remarks": remarks }),
            )?;
            for remark in remarks {
                output.remark(remark)?;
            }
        }
        Person::Withdraw { reference, questions, objects, on_paper, language } => {
            let registered = desk.by_reference(reference)?;
            let what = questions.iter().map(|&question| (question, *objects)).collect();
            let (how, paper_form) = way(on_paper.as_ref());
            let told = Told { what, how, paper_form, language: language.clone() };
            for answer in desk.withdraw_all(registered.id, &told)? {
                let (question, said) = (answer.question, answer.said);
                // The very words that are proof of it, so that whoever stands there can be told them (R13).
                let (words, tag) = (answer.evidence.statement.as_str(), &answer.evidence.language);
                output.say(
                    format!(
                        "{question}: stopped at once. Recorded with these words, in {}: “{words}”",
                        language::name(tag)
                    ),
                    &json!({ "withdrawn": question, "said": said, "statement": words, "language": tag }),
                )?;
            }
        }
        Person::ForgetEmergencyContact { reference, reason } => {
            let registered = desk.by_reference(reference)?;
            let done = desk.forget_emergency_contact(registered.id, reason)?;
            forgotten(&registered.reference, &done, output)?;
        }
        Person::Receipt { reference, in_plain_form_to } => {
            let registered = desk.by_reference(reference)?;
            let files = desk.write_receipt(registered.id, in_plain_form_to)?;
            let names: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
            let line = format!("The receipt is in {}. Hand it over, then remove it.", names.join(", "));
            output.say(line, &json!({ "files": files }))?;
        }
        Person::Badge { reference, in_plain_form_to } => {
            let registered = desk.by_reference(reference)?;
            let file = desk.write_one_badge(registered.id, in_plain_form_to)?;
            let line = format!("The badge is in {}. Print it, then remove the file.", file.display());
            output.say(line, &json!({ "files": [file] }))?;
        }
        Person::Duplicates { reference, event } => duplicates(desk, reference.as_deref(), event.as_ref(), output)?,
        Person::Link { one, other, say } => {
            let (a, b) = (desk.by_reference(one)?.id, desk.by_reference(other)?.id);
            match say.as_str() {
                "same" => desk.say_same(a, b, true)?,
                "not-same" => desk.say_same(a, b, false)?,
                _ => desk.reverse_link(a, b)?,
            }
            output.say("Noted; it can be reversed.", &json!({ "linked": say }))?;
        }
    }
    super::note_looks(desk, output)?;
    Ok(Outcome::Done)
}

fn confirm(
    desk: &mut Desk,
    reference: &str,
    known_by: Option<InPerson>,
    output: &mut Output<'_>,
) -> Result<(), CliError> {
    let registered = desk.by_reference(reference)?;
    let reference = &registered.reference;
    match known_by {
        Some(known_by) => {
            desk.confirm_guardian(registered.id, known_by)?;
            let line = format!("Confirmed: the guardian of {reference} agreed in person, so the child waits no more.");
            output.say(line, &json!({ "confirmed": reference, "known_by": known_by }))
        }
        None => {
            desk.unconfirm_guardian(registered.id)?;
            let line = format!("Taken back: {reference} waits for a guardian again, and is in no batch.");
            output.say(line, &json!({ "waits": reference }))
        }
    }
}

fn forgotten(reference: &str, done: &ContactForgotten, output: &mut Output<'_>) -> Result<(), CliError> {
    let ContactForgotten { versions, forms, told, backups, set_aside, left_over } = done;
    let line = format!(
        "The emergency contact of {reference} is forgotten ({}, {forms} half-filled forms; {backups} backups in the folder replaced).",
        counted(u64::try_from(*versions).unwrap_or(u64::MAX), "version", "versions")
    );
    let json = json!({ "forgotten": reference, "versions": versions, "forms": forms, "told": told, "backups": backups,
        "set_aside": set_aside, "left_over": left_over });
    output.say(line, &json)?;
    for recipient in told {
        output.remark(format!("{recipient} was sent what this visitor said, and is told with their next batch."))?;
    }
    if *set_aside > 0 {
        output.remark(format!(
            "Not reached: {set_aside} desks that a restore set aside. `lanyard set-aside list` shows them."
        ))?;
    }
    if let Some(why) = left_over {
        output.remark(format!(
            "The backups in the desk's folder are not replaced yet: they are when it is opened next. {why}"
        ))?;
    }
    Ok(())
}

fn duplicates(
    desk: &Desk,
    reference: Option<&str>,
    event: Option<&Code>,
    output: &mut Output<'_>,
) -> Result<(), CliError> {
    let mut pairs = Vec::new();
    if let Some(reference) = reference {
        let one = desk.by_reference(reference)?;
        let alike = desk.duplicates_of(one.id)?;
        pairs.extend(alike.into_iter().map(|found| (one.reference.clone(), found.other, found.likeness)));
    } else if let Some(event) = event {
        let all = desk.duplicates(event)?;
        pairs.extend(all.into_iter().map(|pair| (pair.one.registered.reference, pair.other, pair.likeness)));
    }
    for (one, other, likeness) in &pairs {
        let other = &other.registered.reference;
        let verdict = match likeness.verdict {
            Verdict::Likely => "may be one person",
            Verdict::SharesContact | Verdict::Unlike => "two people, it seems",
        };
        let json = json!({ "one": one, "other": other, "verdict": likeness.verdict, "evidence": likeness.evidence });
        output.say(format!("{one}  {other}  {verdict}: {likeness}"), &json)?;
    }
    if pairs.is_empty() {
        output.remark("No one here seems to have registered twice.")?;
    }
    Ok(())
}

fn show(desk: &Desk, reference: &str, output: &mut Output<'_>) -> Result<(), CliError> {
    let registered = desk.by_reference(reference)?;
    let history = desk.history(registered.id)?;
    let asked = Question::ALL.iter().map(|&question| (question, history.standings.get(question)));
    let standings: serde_json::Map<_, _> =
        asked.map(|(question, standing)| (question.code().to_owned(), json!(standing))).collect();
    let versions: Vec<_> = history
        .versions
        .iter()
        .map(|version| json!({ "version": version.version, "reason": version.reason, "said": version.record }))
        .collect();
    let answers: Vec<_> = history
        .answers
        .iter()
        .map(|(place, answer)| {
            json!({ "place": place, "statement": history.statement_of(answer).code(), "answer": answer })
        })
        .collect();
    // To whom what of them went out is for whoever carries rights out.
    let may = Right::Rights.belongs_to(desk.role());
    let sent = if may { desk.sent(registered.id)? } else { Vec::new() };
    let newest = history.versions.last().map(|version| &version.record);
    let mark = newest.map(|record| desk.do_not_record(&registered, record)).transpose()?.and_then(DoNotRecord::words);
    let json = json!({ "reference": registered.reference, "registration": registered.id, "state": registered.state,
        "do_not_record": mark, "sent": sent.iter().map(disclosed).collect::<Vec<_>>(),
        "versions": versions, "standings": standings, "answers": answers,
        "exceptions": history.exceptions.iter().map(|(at, staff, said)| json!({ "at": at.to_rfc3339(), "staff": staff,
            "exception": said })).collect::<Vec<_>>(),
        "guardian_confirmed": history.confirmations.iter().map(|confirmed| json!({ "at": confirmed.at.to_rfc3339(),
            "staff": confirmed.staff, "known_by": confirmed.known_by })).collect::<Vec<_>>(),
        "from_list": history.from_list.as_ref().map(|from| json!({ "source": from.source.words.as_str(),
            "given_by": from.source.given_by, "taken_on": from.taken_on, "staff": from.taken_by, "tell_by": from.tell_by(),
            "told": from.told.as_ref().map(|(at, staff)| json!({ "at": at.to_rfc3339(), "staff": staff })) })),
        "awaits_confirmation": history.awaits_confirmation,
        "held_back": history.held_back.iter().map(|held| json!({ "channel": held.channel,
            "others": held.others.iter().map(|other| &other.reference).collect::<Vec<_>>(), "hidden": held.hidden }))
            .collect::<Vec<_>>(),
        "same_person": history.same_person });
    let marked = mark.map(|mark| format!(". {mark}")).unwrap_or_default();
    output.say(format!("{} ({}){marked}", registered.reference, registered.state), &json)?;
    for version in &history.versions {
        let reason = version.reason.as_deref().map(|why| format!(", because: {why}")).unwrap_or_default();
        output.remark(format!("Version {}{reason}", version.version))?;
        let record = &version.record;
        said(record, &history.event, output)?;
    }
    for (place, answer) in &history.answers {
        let answered = answer.answered.at.to_rfc3339();
        let how = answer.evidence.how;
        let said = meaning(answer.said.code(), history.statement_of(answer));
        let (question, staff) = (answer.question, &answer.evidence.staff);
        output.remark(format!(
            "  {}.{} {question}: {said}, {how}, {answered}, by {staff}",
            place.sequence, place.ordinal
        ))?;
    }
    for (at, staff, said) in &history.exceptions {
        let [institution, role, relationship] =
            [&said.institution, &said.role, &said.relationship].map(crate::domain::text::Line::as_str);
        output.remark(format!(
            "  exception for professionals: {role}, {institution}, {relationship}, {}, by {staff}",
            at.to_rfc3339()
        ))?;
    }
    if let Some(from) = &history.from_list {
        let (words, given_by) = (from.source.words.as_str(), from.source.given_by);
        let told = match (&from.told, from.tell_by()) {
            (Some((at, staff)), _) => format!(", told {}, by {staff}", at.to_rfc3339()),
            (None, Some(by)) => format!(", to be told by {by}"),
            (None, None) => String::new(),
        };
        output.remark(format!("  from a list: {words}, {}, given by {given_by}{told}", from.taken_on))?;
    }
    for confirmed in &history.confirmations {
        let (at, staff) = (confirmed.at.to_rfc3339(), &confirmed.staff);
        output.remark(match confirmed.known_by {
            Some(by) => format!("  guardian's consent confirmed: {}, {at}, by {staff}", by.words()),
            None => format!("  guardian's consent: the confirmation was taken back, {at}, by {staff}"),
        })?;
    }
    if history.awaits_confirmation {
        output.remark(format!(
            "  Waits: a list brought this child. A lead confirms that the guardian agreed in person: lanyard person \
             confirm-guardian {}",
            registered.reference
        ))?;
    }
    for question in Question::ALL {
        let standing = history.standings.get(question);
        output.remark(format!("  now {question}: {}", meaning(standing.code(), history.statement_put(question))))?;
    }
    for held in &history.held_back {
        output.remark(format!("  {}", held.words()))?;
        for other in &held.others {
            let (one, other) = (&registered.reference, &other.reference);
            output.remark(format!("    lanyard person link {one} {other} same, or not-same"))?;
        }
    }
    if !sent.is_empty() {
        output.remark("Sent:")?;
    }
    told(&sent, output)
}

/// What was said, by its code; of a blank to words that say that one may object, what that is (R12).
fn meaning(code: &str, to: Statement) -> Cow<'_, str> {
    if code == Said::LeftBlank.code() && to.is_of_objection() {
        format!("{code}, which is no objection").into()
    } else {
        code.into()
    }
}

/// How somebody told us, and the number of their paper form where it has one (R13).
fn way(on_paper: Option<&Option<String>>) -> (How, Option<String>) {
    on_paper.map_or((How::OutLoud, None), |number| (How::OnPaper, number.clone()))
}

/// What a version says, column by column. What is kept there as a list is said in words.
fn said(record: &RegistrationRecord, event: &Event, output: &mut Output<'_>) -> Result<(), CliError> {
    let (own, wishes) = (record.answers_to_own(), record.wishes());
    for (column, value) in RegistrationRecord::COLUMNS.iter().zip(record.values()) {
        let Some(value) = value else { continue };
        match (*column, &own, &wishes) {
            ("own_answers", Ok(answers), _) => {
                for answer in answers {
                    let code = answer.question();
                    let asked = event.own_question(code).map(|own| format!(" ({})", own.text)).unwrap_or_default();
                    output.remark(format!("  question.{code}{asked}: {}", answer.text()))?;
                }
            }
            ("send_them", _, Ok(wishes)) => {
                for wish in wishes {
                    output.remark(format!("  {column}: {}", wish.label()))?;
                }
            }
            _ => output.remark(format!("  {column}: {value}"))?,
        }
    }
    Ok(())
}

fn assign(amendment: &mut Amendment, assignment: &str) -> Result<(), CliError> {
    let (name, value) = assignment.split_once('=').ok_or_else(|| CliError::say("Write --set FIELD=VALUE."))?;
    if let Some(question) = GuardianQuestion::from_code(name) {
        let said = match value {
            "yes" => Said::Yes,
            "no" => Said::No,
            _ => return Err(CliError::say(format!("Write {name}=yes or {name}=no."))),
        };
        let nothing =
            || GuardianSaid { said: BTreeMap::new(), how: How::OutLoud, paper_form: None, languages: BTreeMap::new() };
        amendment.guardian_said.get_or_insert_with(nothing).said.insert(question, said);
    } else if let Some(Question::Special(pair)) = Question::from_code(name) {
        amendment.special.insert(pair, value.to_owned());
    } else if let Some(field) = Field::from_code(name) {
        amendment.fields.insert(field, value.to_owned());
    } else if let Some(field) = GuardianField::from_code(name) {
        amendment.guardian.insert(field, value.to_owned());
    } else if name == "thirteen_or_over" {
        let answer = AgeAnswer::from_code(value);
        let answer = answer.ok_or_else(|| CliError::say("Write thirteen_or_over=yes, no or not-sure."))?;
        amendment.thirteen_or_over = Some(answer);
    } else {
        let details = Question::ALL.iter().filter(|question| matches!(question, Question::Special(_)));
        let details = details.map(|question| question.code());
        let known: Vec<_> = Field::ALL.iter().map(|field| field.code()).chain(details).collect();
        return Err(CliError::say(format!("There is no field of that name. Fields: {}.", known.join(", "))));
    }
    Ok(())
}

//! The consent questions, what they ask for in turn, and the event's own questions.

use chrono::NaiveDate;

use crate::domain::age::AgeStanding;
use crate::domain::answer::{Answer, Evidence, GivenBy, How, Said};
use crate::domain::draft::{AnswerDraft, RegistrationDraft};
use crate::domain::event::{Event, RecordingRule};
use crate::domain::field_error::{Place, Remark};
use crate::domain::own_question::OwnAnswer;
use crate::domain::purpose::{Purpose, Question};
use crate::domain::send::Sendable;
use crate::domain::special::SpecialValue;
use crate::domain::text::{Line, Paragraph};
use crate::domain::wrong::{AnswerWrong, FormWrong, Wrong};

use super::Findings;

/// Reads every answer, with the words it was given to. Who answers for themselves has no guardian to answer anything.
pub(super) fn read(draft: &RegistrationDraft, event: &Event, who: AgeStanding, findings: &mut Findings) -> Vec<Answer> {
    let child = who == AgeStanding::NeedsGuardian;
    let given_by = if child { GivenBy::Guardian } else { GivenBy::Visitor };
    let asked = draft.answers.iter().filter(|(question, _)| child || !question.is_to_guardian());
    let answers = asked.filter_map(|(&question, answer)| {
        let read = one(question, answer, event, who, given_by);
        findings.take(Place::Question(question), read)
    });
    let answers: Vec<Answer> = answers.collect();
    // What was written down is not lost for the want of a number, but without one nobody finds the sheet again (R13).
    if answers.iter().any(|answer| answer.evidence.how == How::OnPaper && answer.evidence.paper_form.is_none()) {
        findings.remarks.push(Remark::PaperFormUnnumbered);
    }
    answers
}

fn one(
    question: Question,
    answer: &AnswerDraft,
    event: &Event,
    who: AgeStanding,
    given_by: GivenBy,
) -> Result<Answer, Wrong> {
    event.statement(question).ok_or(FormWrong::NotAsked)?;
    // The words that stood on the screen, in the language that they were in (R13); of another version, it is asked again (R26).
    let words = event.words_under(answer.notice).ok_or(AnswerWrong::NoticeChanged)?;
    let statement = event.statement_answered(question, answer.said, who);
    let statement = words.statement(statement).ok_or(FormWrong::NotAsked)?;
    allowed(question, answer, event, who)?;
    let paper_form = answer.paper_form.as_deref().map(str::trim).filter(|number| !number.is_empty());
    let paper_form = paper_form.map(Line::parse).transpose().map_err(|_| AnswerWrong::PaperForm)?;
    let evidence = Evidence {
        how: answer.how,
        given_by,
        statement: statement.clone(),
        language: words.language().to_owned(),
        notice: answer.notice,
        notice_card: answer.notice_card,
        staff: answer.staff.clone(),
        paper_form,
    };
    Ok(Answer { id: answer.id, question, said: answer.said, answered: answer.answered, evidence })
}

/// Which answers a question can have on a form. Taking a Yes back is not one of them: it has a page of its own.
fn allowed(question: Question, answer: &AnswerDraft, event: &Event, who: AgeStanding) -> Result<(), AnswerWrong> {
    match (question, answer.said) {
        (_, Said::Withdrawn) => Err(AnswerWrong::Withdrawn),
        (Question::Recording(_), Said::Yes | Said::No)
            if event.recording_rule(who) == Some(RecordingRule::Objection) =>
        {
            Err(AnswerWrong::ObjectsOrNothing)
        }
        (Question::Special(pair), _)
            if pair.purpose() == Purpose::Opportunities
                && answer.how == How::OutLoud
                && !event.definition().opportunities_out_loud =>
        {
            Err(AnswerWrong::OnTheirScreenOnly)
        }
        (Question::SendThem, said) if said != Said::Yes => Err(AnswerWrong::WishOnly),
        _ => Ok(()),
    }
}

/// Reads what they asked to be sent. The wish and its answer go together (R28).
pub(super) fn send(draft: &RegistrationDraft, event: &Event, findings: &mut Findings) -> Vec<Sendable> {
    let asked = draft.said(Question::SendThem).is_some();
    if asked == draft.send.is_empty() {
        let wrong = if asked { AnswerWrong::NothingToSend } else { AnswerWrong::NoWish };
        findings.error(Place::Send, wrong);
    }
    let found = draft.send.iter().filter_map(|typed| {
        let found = Sendable::find(&event.definition().send, typed).cloned();
        findings.take(Place::Send, found.ok_or(AnswerWrong::NotOnOffer))
    });
    found.collect()
}

/// Takes a detail only with its Yes; any other is left out and said to be (R3).
pub(super) fn special(draft: &RegistrationDraft, answers: &[Answer], findings: &mut Findings) -> Vec<SpecialValue> {
    let mut kept = Vec::new();
    for (&pair, typed) in &draft.details {
        if typed.trim().is_empty() {
            continue;
        }
        let consent = answers.iter().find(|a| a.question == Question::Special(pair) && a.said == Said::Yes);
        let Some(consent) = consent else {
            findings.remarks.push(Remark::DetailWithoutYes);
            continue;
        };
        let value = findings.take(Place::Detail(pair), Paragraph::parse(typed));
        kept.extend(value.and_then(|value| SpecialValue::allowed_by(consent, pair, value)));
    }
    kept
}

/// Reads the event's own questions.
pub(super) fn own(
    draft: &RegistrationDraft,
    event: &Event,
    today: NaiveDate,
    findings: &mut Findings,
) -> Vec<OwnAnswer> {
    let mut answers = Vec::new();
    for (code, typed) in &draft.own {
        let place = Place::Own(code.clone());
        match event.own_question(code) {
            None if typed.trim().is_empty() => {}
            None => findings.error(place, FormWrong::NotAsked),
            Some(question) => answers.extend(findings.take(place, question.parse(typed, today)).flatten()),
        }
    }
    answers
}

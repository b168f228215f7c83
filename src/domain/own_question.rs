//! An event's own questions, of six kinds, and their answers (R1). They are never needed: no purpose depends on them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::code::Code;
use super::date::parse_date;
use super::text::Line;

/// The kind of answer a question takes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerKind {
    /// Yes or no.
    YesOrNo,
    /// One of the options.
    PickOne(Vec<String>),
    /// Any of the options.
    PickSeveral(Vec<String>),
    /// A line of text.
    ShortText,
    /// A number, such as 3 or 2.5.
    Number,
    /// A date.
    Date,
}

impl AnswerKind {
    /// The word used in files.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::YesOrNo => "yes-or-no",
            Self::PickOne(_) => "pick-one",
            Self::PickSeveral(_) => "pick-several",
            Self::ShortText => "short-text",
            Self::Number => "number",
            Self::Date => "date",
        }
    }
}

/// A question of the event's own.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnQuestion {
    /// Its short name in files.
    pub code: Code,
    /// What staff ask.
    pub text: String,
    /// What can be answered.
    pub kind: AnswerKind,
}

/// An answer that fits its question. Built only by [`OwnQuestion::parse`].
#[derive(Clone, PartialEq, Eq)]
pub struct OwnAnswer {
    question: Code,
    text: Line,
}

/// What is wrong with an answer to an event's own question.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum OwnAnswerError {
    /// Neither yes nor no.
    #[error("Answer yes or no")]
    YesOrNo,
    /// Not among the options.
    #[error("Choose from the list")]
    NotAnOption,
    /// Not a number.
    #[error("Write a number")]
    NotANumber,
    /// Not a date that can be decided.
    #[error("Write a date, day first")]
    NotADate,
    /// Not a line of text.
    #[error("Write one line of text")]
    NotALine,
}

impl OwnAnswer {
    /// Reads back an answer that was kept.
    pub(super) fn stored(question: Code, text: Line) -> Self {
        Self { question, text }
    }

    /// Which question it answers.
    #[must_use]
    pub fn question(&self) -> &Code {
        &self.question
    }

    /// The answer in its one written form: `yes`, an option, options joined by `; `, a number, an ISO date, or text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.as_str()
    }
}

impl OwnQuestion {
    /// Reads what was typed. An empty string is no answer.
    ///
    /// # Errors
    /// Says what kind of answer this question takes.
    pub fn parse(&self, typed: &str, on: NaiveDate) -> Result<Option<OwnAnswer>, OwnAnswerError> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let written = match &self.kind {
            AnswerKind::YesOrNo => match typed.to_lowercase().as_str() {
                "yes" | "y" => "yes".to_owned(),
                "no" | "n" => "no".to_owned(),
                _ => return Err(OwnAnswerError::YesOrNo),
            },
            AnswerKind::PickOne(options) => option(options, typed)?.to_owned(),
            AnswerKind::PickSeveral(options) => {
                let parts = typed.split(';').map(str::trim).filter(|part| !part.is_empty());
                let picked = parts.map(|part| option(options, part)).collect::<Result<Vec<_>, _>>()?;
                picked.join("; ")
            }
            AnswerKind::ShortText => typed.to_owned(),
            AnswerKind::Number => number(typed).ok_or(OwnAnswerError::NotANumber)?,
            AnswerKind::Date => parse_date(typed, on).map_err(|_| OwnAnswerError::NotADate)?.to_string(),
        };
        let text = Line::parse(&written).map_err(|_| OwnAnswerError::NotALine)?;
        Ok(Some(OwnAnswer { question: self.code.clone(), text }))
    }
}

fn option<'a>(options: &'a [String], typed: &str) -> Result<&'a str, OwnAnswerError> {
    let same = |option: &&String| option.to_lowercase() == typed.to_lowercase();
    options.iter().find(same).map(String::as_str).ok_or(OwnAnswerError::NotAnOption)
}

/// A decimal number kept as written, so that nothing is rounded.
fn number(typed: &str) -> Option<String> {
    let digits = typed.strip_prefix('-').unwrap_or(typed);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.len() <= 18 && part.bytes().all(|b| b.is_ascii_digit());
    (all_digits(whole) && all_digits(fraction)).then(|| typed.to_owned())
}

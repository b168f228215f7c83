//! Privacy notices: versions that are published once and never changed (R25, R26), and the exact words of every
//! question, which belong to a version (R7, R13).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::answer::NoticeHash;
use super::coded::coded;
use super::notice_section::Section;
use super::organisation::{Fact, Profile, in_a_list, listed, place_holders, unfill};
use super::retention::{Kept, Retention, period_words};
use super::statement::Statement;
use super::text::Line;

/// How long what is read out may be where a version is written, in characters. Whoever answers has to have all of it before them,
/// with the text at twice its size too (R13); what was published before is kept as it is.
pub const LONGEST_READ_OUT: usize = 400;

/// How much a version differs from the one before it (R26).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ChangeKind {
    /// Wording: nobody needs to be told.
    Small,
    /// Meaning: those registered under an earlier version have to be told.
    Substantial,
}

coded!(ChangeKind { Small => "small", Substantial => "substantial" });

/// One version of one notice in one language.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeVersion {
    /// The notice's name, such as `open-day`.
    pub notice: String,
    /// Its version, such as `4.2`.
    pub version: String,
    /// BCP 47 tag of its language.
    pub language: String,
    /// The first day it holds.
    pub effective_from: NaiveDate,
    /// How much it changed.
    pub change: ChangeKind,
    /// The periods that its text states; an event opens only when its own are the same (R24).
    pub retention: Retention,
    /// What staff say first.
    pub first_say: String,
    /// How a person can stop news, for the `{how}` of a statement.
    pub how_to_stop: String,
    /// Whom to ask and where to complain (R25), as it stands in the text too: for receipts and records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contacts: Option<Contacts>,
    /// Who asks, as its words name them. Absent in what is not published yet, and in versions that were published when their
    /// statements still took the event's organisation in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Holder>,
    /// What its text says beside everything else, which an event must not do while its notice is silent about it (R4, R8).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub sections: BTreeSet<Section>,
    /// The exact statement of each question (R7, R13), and those of objection (R12), which versions from before there were any have
    /// none of. Published, each is as it is read; before, `{organisation}` and `{how}` stand in it.
    pub statements: BTreeMap<Statement, String>,
    /// The notice itself, in Markdown.
    pub text: String,
}

/// Who holds the event, as the words of a version name them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holder {
    /// The organisation, as every question names it.
    pub organisation: String,
    /// The controller by its full name, where the organisation is a part of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub controller: Option<String>,
}

/// Whom to ask about data, and where to complain (R25).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contacts {
    /// The controller by its full name, where the notice names one beside the event's organisation (UK GDPR, article 13(1)(a)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub controller: Option<String>,
    /// Where the organisation is written to.
    pub address: String,
    /// Its address for questions about data.
    pub email: String,
    /// Its data protection officer, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_protection_officer: Option<String>,
    /// Whom to complain to beside the organisation.
    pub regulator: String,
    /// Under which number the organisation is registered there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration_number: Option<String>,
}

/// A notice that cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoticeError {
    /// A question is asked that the notice has no words for.
    #[error("The notice has no statement for the question {0}. Add one under [statements], then try again.")]
    NoStatement(Statement),
    /// It names what is not known of the organisation (R25).
    #[error(
        "The notice names what is not known here of the organisation: {}. Nothing was published; set it under Privacy \
         notice in the settings, or with `lanyard organisation set`.",
        listed(.0)
    )]
    Unfilled(Vec<Fact>),
    /// Its text does not name whom to ask or where to complain (R25).
    #[error(
        "The notice's text does not name {}. Nothing was changed; name it there ({}), and set it under Privacy notice in the \
         settings, or with `lanyard organisation set`.",
        listed(.0),
        place_holders(.0)
    )]
    NotNamed(Vec<Fact>),
    /// Its text does not state a period that it gives (R24).
    #[error(
        "The notice's text does not say how long {}: {}. Nothing was changed; say it there as it stands under [retention].",
        .kept.words_of_notice(),
        period_words(*.days)
    )]
    PeriodNotStated {
        /// Of what.
        kept: Kept,
        /// The period, in days.
        days: u32,
    },
    /// It leaves a section to the project's words, which are not there in its language.
    #[error(
        "There are no words of ours in that language for {}. Write it in the notice's text in its own words, and name it under \
         sections.",
        .0.place_holder()
    )]
    NoWords(Section),
    /// It speaks for another organisation than the one that holds the event.
    #[error(
        "The notice's words name another organisation than the one that holds the event. Nothing was published; begin a \
         version that names it."
    )]
    NamesAnother,
    /// A statement is longer than what can be read on the screen at once.
    #[error(
        "The notice's statement for {0} is too long to stand on the screen while it is answered. Nothing was published; shorten \
         it to {LONGEST_READ_OUT} characters."
    )]
    TooLong(Statement),
    /// A statement is empty, has control characters or is too long.
    #[error("The notice's statement for {0} has to be one line of text.")]
    NotALine(Statement),
}

impl NoticeVersion {
    /// SHA-256 over the version's own JSON: any change of words makes another version.
    #[must_use]
    pub fn hash(&self) -> NoticeHash {
        let json = serde_json::to_vec(self).unwrap_or_default();
        NoticeHash(Sha256::digest(&json).into())
    }

    /// The organisation as its words name it: `else_named` where they take in whoever holds the event.
    #[must_use]
    pub fn named<'a>(&'a self, else_named: &'a str) -> &'a str {
        self.holder.as_ref().map_or(else_named, |holder| &holder.organisation)
    }

    /// The exact words of a statement; `else_named` holds the event, for a version whose words take that in.
    ///
    /// # Errors
    /// When this version does not have it.
    pub fn statement(&self, statement: impl Into<Statement>, else_named: &str) -> Result<Line, NoticeError> {
        let statement = statement.into();
        let words = self.statements.get(&statement).ok_or(NoticeError::NoStatement(statement))?;
        let filled = if self.holder.is_some() {
            words.clone()
        } else {
            words.replace("{organisation}", else_named).replace("{how}", &self.how_to_stop)
        };
        Line::parse_up_to(&filled, Line::LONGEST).map_err(|_| NoticeError::NotALine(statement))
    }

    /// The version with what its text has to say for an event that does these: the project's words for them stand where their
    /// place-holder was, and what the event does not do is left out, unless the version says that it says so.
    ///
    /// # Errors
    /// [`NoticeError::NoWords`].
    pub fn with_sections(self, on: &BTreeSet<Section>) -> Result<Self, NoticeError> {
        let wanted: BTreeSet<_> = self.sections.union(on).copied().collect();
        let held = Section::held_in(&self.text);
        let text = Section::filled_in(&self.text, &self.language, &wanted).map_err(NoticeError::NoWords)?;
        let sections = self.sections.iter().copied().chain(held.intersection(on).copied()).collect();
        Ok(Self { text, sections, ..self })
    }

    /// The version as it is published on behalf of `organisation`: what its words say of the organisation is filled in, in the
    /// text and in every statement, and whom they name stands beside them (R13, R25, R26). Contacts that a version brings along
    /// are kept to. One that is filled in already stays as it is.
    ///
    /// # Errors
    /// [`NoticeError::Unfilled`] names what the words ask for and `profile` lacks; [`NoticeError::NamesAnother`] where they are
    /// those of another organisation; [`NoticeError::TooLong`]; as [`NoticeVersion::with_sections`].
    pub fn filled(self, organisation: &str, profile: &Profile) -> Result<Self, NoticeError> {
        if self.named(organisation) != organisation {
            return Err(NoticeError::NamesAnother);
        }
        // What was not asked for before is not said.
        let this = self.with_sections(&BTreeSet::new())?;
        let profile = profile.or_as_in(this.contacts.as_ref());
        let mut missing = Vec::new();
        let mut fill = |words: &str| {
            profile.fill(words, organisation).unwrap_or_else(|lacks| {
                missing.extend(lacks);
                String::new()
            })
        };
        let (text, first_say, how_to_stop) = (fill(&this.text), fill(&this.first_say), fill(&this.how_to_stop));
        let said = |(statement, words): (&Statement, &String)| (*statement, fill(words).replace("{how}", &how_to_stop));
        let statements: BTreeMap<_, _> = this.statements.iter().map(said).collect();
        let text = text.replace("{how}", &how_to_stop);
        missing.sort_unstable();
        missing.dedup();
        if !missing.is_empty() {
            return Err(NoticeError::Unfilled(missing));
        }
        if let Some((statement, _)) = statements.iter().find(|(_, words)| words.chars().count() > LONGEST_READ_OUT) {
            return Err(NoticeError::TooLong(*statement));
        }
        let contacts = this.contacts.or_else(|| profile.contacts());
        let holder = this.holder.or_else(|| Some(Holder::of(organisation, &profile)));
        Ok(Self { text, first_say, how_to_stop, contacts, holder, statements, ..this })
    }

    /// Its words with place-holders again for whatever they say of the organisation, which they name `named`: a draft that is
    /// made of it follows what is set since.
    #[must_use]
    pub fn unfilled(&self, named: &str, words: &str) -> String {
        let unnamed = Holder { organisation: named.to_owned(), controller: None };
        unfill(self.contacts.as_ref(), self.holder.as_ref().unwrap_or(&unnamed), words)
    }

    /// Every statement, with place-holders again.
    #[must_use]
    pub fn unfilled_statements(&self, named: &str) -> BTreeMap<Statement, String> {
        let said = |words: &String| match &self.holder {
            Some(_) if self.how_to_stop.is_empty() => self.unfilled(named, words),
            Some(_) => self.unfilled(named, &words.replace(&self.how_to_stop, "{how}")),
            None => words.clone(),
        };
        self.statements.iter().map(|(statement, words)| (*statement, said(words))).collect()
    }

    /// What it says of whoever holds the event and is another thing now: it goes on saying so until a version is published that
    /// says the new (R25, R26). `named` is how its words name the organisation, `organisation` and `profile` are how things stand.
    #[must_use]
    pub fn outdated(&self, named: &str, organisation: &str, profile: &Profile) -> Vec<Outdated> {
        let mut outdated = Vec::new();
        outdated.extend((named != organisation).then_some(Outdated::Organisation));
        let facts = profile.differing_from(self.contacts.as_ref(), self.holder.as_ref());
        outdated.extend(facts.into_iter().map(Outdated::Fact));
        outdated
    }
}

impl Holder {
    /// Whoever holds an event, as the words of a version that is published now name them.
    #[must_use]
    pub fn of(organisation: &str, profile: &Profile) -> Self {
        let controller = profile.get(Fact::Controller).map(str::to_owned);
        Self { organisation: organisation.to_owned(), controller }
    }
}

/// Something that a version says, and that has changed since.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outdated {
    /// The organisation's name.
    Organisation,
    /// A fact about it.
    Fact(Fact),
}

impl Outdated {
    /// What it is called, within a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Organisation => "the organisation's name",
            Self::Fact(fact) => fact.words(),
        }
    }

    /// What a version still says that has changed, and what to do about it; nothing where it is up to date.
    #[must_use]
    pub fn sentence(version: &str, outdated: &[Self]) -> Option<String> {
        let words: Vec<_> = outdated.iter().map(|each| each.words()).collect();
        let (still, new) = match words.len() {
            0 => return None,
            1 => (format!("{} that it was published with", words[0]), "the new one"),
            _ => (format!("{} that it was published with", in_a_list(&words)), "the new ones"),
        };
        Some(format!("Version {version} goes on saying {still}. Publish a new version to say {new}."))
    }
}

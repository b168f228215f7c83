//! Equality monitoring (R4): who is reached by an event, in totals. It rests on the law and not on consent, it is apart from what
//! is known of a person, and nobody has to answer. Codes and groups are those of HESA's student record (fields ETHNIC and
//! DISABLE).

mod lists;
mod totals;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::coded::coded;

pub use lists::{EthnicGroup, Ethnicity, Impairment};
pub use totals::{Cell, Shown, Totals};

/// The condition of the law under which equality data may be processed at all (UK GDPR, Article 9(2)(g)).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LegalCondition {
    /// Data Protection Act 2018, Schedule 1, paragraph 8: equality of opportunity or treatment.
    EqualityOfOpportunity,
}

coded!(LegalCondition { EqualityOfOpportunity => "dpa-2018-schedule-1-paragraph-8" });

impl LegalCondition {
    /// As it is cited.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::EqualityOfOpportunity => {
                "Data Protection Act 2018, Schedule 1, paragraph 8 (equality of opportunity or treatment)"
            }
        }
    }
}

/// What switches equality monitoring on: there is no such setting without both (R4).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct Monitoring {
    /// The condition it rests on.
    pub condition: LegalCondition,
    /// The date of the policy document that the condition asks for (Schedule 1, paragraph 39).
    pub policy_date: NaiveDate,
}

impl Monitoring {
    /// Whether the document is dated before the Act that asks for it began.
    #[must_use]
    pub fn is_before_the_act(&self) -> bool {
        NaiveDate::from_ymd_opt(2018, 5, 25).is_some_and(|began| self.policy_date < began)
    }
}

/// The setting as it stands in a file, where either may be missing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    condition: Option<LegalCondition>,
    policy_date: Option<NaiveDate>,
}

impl TryFrom<Written> for Monitoring {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        match (written.condition, written.policy_date) {
            (Some(condition), Some(policy_date)) => Ok(Self { condition, policy_date }),
            _ => Err(format!(
                "equality monitoring needs both condition = \"{}\" and policy_date, the date of the policy document",
                LegalCondition::EqualityOfOpportunity
            )),
        }
    }
}

/// One of the two questions of the page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum EqualityQuestion {
    /// Which ethnic group.
    Ethnicity,
    /// Which disabilities, if any.
    Disability,
}

coded!(EqualityQuestion { Ethnicity => "ethnicity", Disability => "disability" });

impl EqualityQuestion {
    /// What the page calls it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Ethnicity => "Ethnicity",
            Self::Disability => "Disability",
        }
    }
}

/// What somebody said about disabilities. That there is none, and that they prefer not to say, stand alone. It has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub enum Disability {
    /// None that they know of.
    NoneKnown,
    /// They prefer not to say.
    PreferNotToSay,
    /// One or several.
    Has(Impairments),
}

/// At least one kind of disability. It has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Impairments(BTreeSet<Impairment>);

impl Impairments {
    /// These; `None` where there is none.
    #[must_use]
    pub fn new(kinds: BTreeSet<Impairment>) -> Option<Self> {
        (!kinds.is_empty()).then_some(Self(kinds))
    }

    /// One kind.
    #[must_use]
    pub fn one(kind: Impairment) -> Self {
        Self([kind].into())
    }

    /// The same with one more.
    #[must_use]
    pub fn with(mut self, kind: Impairment) -> Self {
        self.0.insert(kind);
        self
    }

    /// The same without one; `None` where none is left.
    #[must_use]
    pub fn without(mut self, kind: Impairment) -> Option<Self> {
        self.0.remove(&kind);
        Self::new(self.0)
    }

    /// Which, in the order of the list.
    pub fn iter(&self) -> impl Iterator<Item = Impairment> + '_ {
        self.0.iter().copied()
    }
}

impl Disability {
    const NONE_KNOWN: &'static str = "95";
    const PREFER_NOT_TO_SAY: &'static str = "98";

    /// What stands first and last in the list of kinds: both exclude the others.
    #[must_use]
    pub fn words(&self) -> Option<&'static str> {
        match self {
            Self::NoneKnown => Some("No known disability"),
            Self::PreferNotToSay => Some("Prefer not to say"),
            Self::Has(_) => None,
        }
    }

    /// HESA's codes, in their order.
    #[must_use]
    pub fn codes(&self) -> Vec<&'static str> {
        match self {
            Self::NoneKnown => vec![Self::NONE_KNOWN],
            Self::PreferNotToSay => vec![Self::PREFER_NOT_TO_SAY],
            Self::Has(kinds) => kinds.iter().map(Impairment::code).collect(),
        }
    }

    /// Reads [`Self::codes`] back; `None` for codes that cannot stand together.
    #[must_use]
    pub fn from_codes(codes: &[&str]) -> Option<Self> {
        match codes {
            [Self::NONE_KNOWN] => Some(Self::NoneKnown),
            [Self::PREFER_NOT_TO_SAY] => Some(Self::PreferNotToSay),
            kinds => {
                let kinds = kinds.iter().map(|code| Impairment::from_code(code)).collect::<Option<_>>()?;
                Impairments::new(kinds).map(Self::Has)
            }
        }
    }
}

/// What somebody answered on the page: at least one question. It has no `Debug`, and no name of anybody.
#[derive(Clone, PartialEq, Eq)]
pub struct EqualityAnswers {
    ethnicity: Option<Ethnicity>,
    disability: Option<Disability>,
}

impl EqualityAnswers {
    /// The answers of a page; `None` where both questions were left blank, and nothing is to be kept.
    #[must_use]
    pub fn new(ethnicity: Option<Ethnicity>, disability: Option<Disability>) -> Option<Self> {
        (ethnicity.is_some() || disability.is_some()).then_some(Self { ethnicity, disability })
    }

    /// The ethnic group, where that was answered.
    #[must_use]
    pub fn ethnicity(&self) -> Option<Ethnicity> {
        self.ethnicity
    }

    /// What was said of a disability, where that was answered.
    #[must_use]
    pub fn disability(&self) -> Option<&Disability> {
        self.disability.as_ref()
    }

    /// Every code with its question, as it is kept and sent.
    #[must_use]
    pub fn codes(&self) -> Vec<(EqualityQuestion, &'static str)> {
        let ethnicity = self.ethnicity.iter().map(|kind| (EqualityQuestion::Ethnicity, kind.code()));
        let disability = self.disability.iter().flat_map(Disability::codes);
        ethnicity.chain(disability.map(|code| (EqualityQuestion::Disability, code))).collect()
    }

    /// Reads [`Self::codes`] back; `None` for what no page could have said.
    #[must_use]
    pub fn from_codes<'a>(codes: impl IntoIterator<Item = (EqualityQuestion, &'a str)>) -> Option<Self> {
        let (mut ethnic, mut disabled) = (Vec::new(), Vec::new());
        for (question, code) in codes {
            match question {
                EqualityQuestion::Ethnicity => ethnic.push(code),
                EqualityQuestion::Disability => disabled.push(code),
            }
        }
        let ethnicity = match ethnic[..] {
            [] => None,
            [code] => Some(Ethnicity::from_code(code)?),
            _ => return None,
        };
        let disability = if disabled.is_empty() { None } else { Some(Disability::from_codes(&disabled)?) };
        Self::new(ethnicity, disability)
    }

    /// Each question with what was answered, in words.
    #[must_use]
    pub fn words(&self) -> Vec<(EqualityQuestion, String)> {
        let ethnicity = self.ethnicity.map(|kind| (EqualityQuestion::Ethnicity, kind.words()));
        let disability = self.disability.as_ref().map(|said| {
            let words = match said {
                Disability::Has(kinds) => kinds.iter().map(Impairment::label).collect::<Vec<_>>().join("; "),
                alone => alone.words().unwrap_or_default().to_owned(),
            };
            (EqualityQuestion::Disability, words)
        });
        ethnicity.into_iter().chain(disability).collect()
    }
}

/// What a code stands for, in words; `None` for a code that is in no list.
#[must_use]
pub fn words_of(question: EqualityQuestion, code: &str) -> Option<String> {
    let answers = EqualityAnswers::from_codes([(question, code)])?;
    answers.words().pop().map(|(_, words)| words)
}

/// Every code of a question, in the order of its list.
#[must_use]
pub fn codes_of(question: EqualityQuestion) -> Vec<&'static str> {
    match question {
        EqualityQuestion::Ethnicity => Ethnicity::ALL.iter().map(|kind| kind.code()).collect(),
        EqualityQuestion::Disability => {
            let kinds = Impairment::ALL.iter().map(|kind| kind.code());
            kinds.chain([Disability::NONE_KNOWN, Disability::PREFER_NOT_TO_SAY]).collect()
        }
    }
}

//! What a desk knows of the organisation that holds its events: whom to ask about data, and where to complain (R25). Notices
//! name it by place-holders, which are filled in when a version is published: from then on its words are fixed (R26).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::coded::coded;
use super::email::Email;
use super::notice::{Contacts, Holder};
use super::notice_section::Section;
use super::text::{Line, TextError};

/// Something that a notice says of the organisation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Fact {
    /// The controller by its full name (UK GDPR, Article 13(1)(a)), where the event's organisation is a part of it.
    Controller,
    /// Where it is written to about data.
    Address,
    /// Its email for questions about data.
    Email,
    /// Its data protection officer, where it has one.
    DataProtectionOfficer,
    /// Whom to complain to beside the organisation.
    Regulator,
    /// Under which number it is registered there.
    Registration,
}

coded!(Fact {
    Controller => "controller",
    Address => "address",
    Email => "email",
    DataProtectionOfficer => "dpo",
    Regulator => "regulator",
    Registration => "registration",
});

impl Fact {
    /// What it is called, within a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Controller => "the controller's full name",
            Self::Address => "the address for data enquiries",
            Self::Email => "the email for data enquiries",
            Self::DataProtectionOfficer => "the data protection officer",
            Self::Regulator => "the regulator",
            Self::Registration => "the registration number",
        }
    }

    /// Whether a notice reads well without it: a line that names it is then left out, or names the event's organisation.
    #[must_use]
    pub fn may_be_absent(self) -> bool {
        matches!(self, Self::Controller | Self::DataProtectionOfficer)
    }

    /// What stands for it in a notice that is not published yet.
    #[must_use]
    pub fn place_holder(self) -> String {
        format!("{{{}}}", self.code())
    }
}

/// The facts in words, as a list within a sentence.
#[must_use]
pub fn listed(facts: &[Fact]) -> String {
    in_a_list(&facts.iter().map(|fact| fact.words()).collect::<Vec<_>>())
}

/// What stands for the facts in a notice that is not published yet, as a list.
#[must_use]
pub(super) fn place_holders(facts: &[Fact]) -> String {
    facts.iter().map(|fact| fact.place_holder()).collect::<Vec<_>>().join(", ")
}

/// Words as a list within a sentence.
#[must_use]
pub fn in_a_list(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Why a fact cannot be kept as typed; says what to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FactError {
    /// It is no line of text.
    #[error(transparent)]
    Text(#[from] TextError),
    /// It is no address to write to.
    #[error("Write an email address, such as data@example.org")]
    NotAnEmail,
    /// It would be taken for a place-holder.
    #[error("Take out the braces")]
    Braces,
}

/// What the desk knows of the organisation: any of the facts, each one line.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Profile(BTreeMap<Fact, Line>);

impl Profile {
    /// A fact, where it is known.
    #[must_use]
    pub fn get(&self, fact: Fact) -> Option<&str> {
        self.0.get(&fact).map(Line::as_str)
    }

    /// Sets a fact as typed; nothing typed takes it away.
    ///
    /// # Errors
    /// [`FactError`], and the fact is as it was.
    pub fn set(&mut self, fact: Fact, typed: &str) -> Result<(), FactError> {
        if typed.trim().is_empty() {
            self.0.remove(&fact);
            return Ok(());
        }
        if typed.contains(['{', '}']) {
            return Err(FactError::Braces);
        }
        let line = Line::parse(typed)?;
        if fact == Fact::Email && Email::parse(line.as_str()).is_err() {
            return Err(FactError::NotAnEmail);
        }
        self.0.insert(fact, line);
        Ok(())
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What no notice can do without and is not known (R25).
    #[must_use]
    pub fn missing(&self) -> Vec<Fact> {
        let needed = Fact::ALL.iter().copied().filter(|fact| !fact.may_be_absent());
        needed.filter(|fact| self.get(*fact).is_none()).collect()
    }

    /// Whom to ask and where to complain, where that much is known.
    #[must_use]
    pub fn contacts(&self) -> Option<Contacts> {
        let known = |fact| self.get(fact).map(str::to_owned);
        Some(Contacts {
            controller: known(Fact::Controller),
            address: known(Fact::Address)?,
            email: known(Fact::Email)?,
            data_protection_officer: known(Fact::DataProtectionOfficer),
            regulator: known(Fact::Regulator)?,
            registration_number: known(Fact::Registration),
        })
    }

    /// The same with whom a notice names itself, where it does.
    #[must_use]
    pub fn or_as_in(&self, contacts: Option<&Contacts>) -> Self {
        let Some(contacts) = contacts else { return self.clone() };
        let mut profile = Self::default();
        profile.0.extend(self.0.get(&Fact::Controller).map(|name| (Fact::Controller, name.clone())));
        let stated = stated(contacts).into_iter().filter_map(|(fact, words)| Some((fact, Line::parse(words).ok()?)));
        profile.0.extend(stated);
        profile
    }

    /// A notice's words with its place-holders filled in, on behalf of `organisation`. A line that names the data protection
    /// officer is left out where there is none. Braces that stand for nothing stay.
    ///
    /// # Errors
    /// The facts that it names and that are not known.
    pub fn fill(&self, written: &str, organisation: &str) -> Result<String, Vec<Fact>> {
        let mut missing = Vec::new();
        let filled = self.filled(written, organisation, &mut missing);
        if missing.is_empty() { Ok(filled) } else { Err(missing) }
    }

    /// The same as far as it goes: what is not known stays a place-holder, to be seen in a draft.
    #[must_use]
    pub fn fill_what_is_known(&self, written: &str, organisation: &str) -> String {
        self.filled(written, organisation, &mut Vec::new())
    }

    fn filled(&self, written: &str, organisation: &str, missing: &mut Vec<Fact>) -> String {
        let mut filled = String::with_capacity(written.len());
        'lines: for line in written.split_inclusive('\n') {
            let mut line = line.to_owned();
            for &fact in Fact::ALL {
                let holder = fact.place_holder();
                if !line.contains(&holder) {
                    continue;
                }
                match (self.get(fact), fact) {
                    (Some(words), _) => line = line.replace(&holder, words),
                    (None, Fact::Controller) => line = line.replace(&holder, organisation),
                    (None, Fact::DataProtectionOfficer) => continue 'lines,
                    (None, _) if missing.contains(&fact) => {}
                    (None, _) => missing.push(fact),
                }
            }
            filled.push_str(&line.replace("{organisation}", organisation));
        }
        filled
    }

    /// What words that name these say of the organisation and that is set to something else here. What is not known here says
    /// nothing, but for an officer who is gone.
    #[must_use]
    pub fn differing_from(&self, contacts: Option<&Contacts>, holder: Option<&Holder>) -> Vec<Fact> {
        if self.is_empty() {
            return Vec::new();
        }
        let said: BTreeMap<Fact, &str> = contacts.map(stated).unwrap_or_default().into_iter().collect();
        let differs = |fact: &Fact| {
            let (said, set) = match fact {
                Fact::Controller => {
                    let Some(holder) = holder else { return false };
                    (holder.controller.as_deref(), self.get(*fact))
                }
                _ if contacts.is_none() => return false,
                _ => (said.get(fact).copied(), self.get(*fact)),
            };
            said != set && (set.is_some() || fact.may_be_absent())
        };
        Fact::ALL.iter().copied().filter(differs).collect()
    }
}

/// Words with place-holders again for whatever they say of the organisation, as these name it.
pub(super) fn unfill(contacts: Option<&Contacts>, holder: &Holder, written: &str) -> String {
    let stated = contacts.map(stated).unwrap_or_default();
    let mut all: Vec<_> = stated.into_iter().map(|(fact, words)| (words, fact.place_holder())).collect();
    let Holder { organisation, controller } = holder;
    all.extend(controller.as_deref().map(|name| (name, Fact::Controller.place_holder())));
    all.push((organisation, "{organisation}".to_owned()));
    // One may stand within another.
    all.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    let long_enough = all.iter().filter(|(words, _)| words.chars().count() > 2);
    long_enough.fold(written.to_owned(), |text, (words, holder)| replaced(&text, words, holder))
}

/// A text with these words replaced wherever they stand by themselves, and are not a part of others.
fn replaced(text: &str, words: &str, by: &str) -> String {
    let mut found = String::with_capacity(text.len());
    let mut from = 0;
    for (at, _) in text.match_indices(words) {
        let (before, after) = (&text[..at], &text[at + words.len()..]);
        let part_of_a_word = before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric);
        if part_of_a_word {
            continue;
        }
        found.push_str(&text[from..at]);
        found.push_str(by);
        from = at + words.len();
    }
    found.push_str(&text[from..]);
    found
}

/// What a notice's contacts state.
pub(super) fn stated(contacts: &Contacts) -> Vec<(Fact, &str)> {
    let Contacts { controller, address, email, data_protection_officer, regulator, registration_number } = contacts;
    let mut stated =
        vec![(Fact::Address, address.as_str()), (Fact::Email, email.as_str()), (Fact::Regulator, regulator.as_str())];
    stated.extend(controller.as_deref().map(|name| (Fact::Controller, name)));
    stated.extend(data_protection_officer.as_deref().map(|officer| (Fact::DataProtectionOfficer, officer)));
    stated.extend(registration_number.as_deref().map(|number| (Fact::Registration, number)));
    stated
}

/// The place-holders in a text that stand for nothing: a misspelt one would be published as it is.
#[must_use]
pub fn unknown_place_holder(written: &str) -> Option<&str> {
    let known = |name: &str| {
        matches!(name, "organisation" | "how") || Fact::from_code(name).is_some() || Section::from_code(name).is_some()
    };
    written.split('{').skip(1).find_map(|after| {
        let name = after.split_once('}')?.0;
        let is_name = !name.is_empty() && name.chars().all(|char| char.is_ascii_lowercase() || char == '_');
        (is_name && !known(name)).then_some(name)
    })
}

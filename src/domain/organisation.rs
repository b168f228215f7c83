//! What a desk knows of the organisation that holds its events: whom to ask about data, and where to complain (R25). Notices
//! name it by place-holders, which are filled in when a version is published: from then on its words are fixed (R26).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::coded::coded;
use super::email::Email;
use super::notice::Contacts;
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
    let words: Vec<_> = facts.iter().map(|fact| fact.words()).collect();
    match words.as_slice() {
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

    /// The words with place-holders again for whatever they say of the organisation: a draft that is made of a published
    /// version follows what is set since.
    #[must_use]
    pub fn unfill(contacts: &Contacts, written: &str) -> String {
        let mut stated: Vec<_> = stated(contacts).into_iter().filter(|(_, words)| words.chars().count() > 4).collect();
        // One may stand within another.
        stated.sort_by_key(|(_, words)| std::cmp::Reverse(words.len()));
        stated.iter().fold(written.to_owned(), |text, (fact, words)| text.replace(words, &fact.place_holder()))
    }
}

/// What a notice's contacts state.
fn stated(contacts: &Contacts) -> Vec<(Fact, &str)> {
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
    let known = |name: &str| matches!(name, "organisation" | "how") || Fact::from_code(name).is_some();
    written.split('{').skip(1).find_map(|after| {
        let name = after.split_once('}')?.0;
        let is_name = !name.is_empty() && name.chars().all(|char| char.is_ascii_lowercase() || char == '_');
        (is_name && !known(name)).then_some(name)
    })
}

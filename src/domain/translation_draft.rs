//! A version in another language that is being written: strings, as typed (R13, R26). What it shares with the version that it
//! translates is not in it, so that it cannot differ in that: [`TranslationDraft::file`] takes it from there, and
//! [`Translating::read`] is the only way from here to a version.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::answer::NoticeHash;
use super::notice::{Contacts, Holder, NoticeVersion};
use super::notice_section::Section;
use super::notice_translation::Translating;
use super::organisation::{Fact, stated};
use super::statement::Statement;

/// What is translated: a version that is published, or the one that is being written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TranslationOf {
    /// The one that is being written. It has to be published first.
    Draft,
    /// One that people are or will be asked under.
    Published(NoticeHash),
}

/// A version in another language as it stands on the screen.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TranslationDraft {
    /// BCP 47 tag of its language.
    pub language: String,
    /// What staff say first.
    pub first_say: String,
    /// How a person can stop news.
    pub how_to_stop: String,
    /// What the organisation is called in that language; empty where it has no other name.
    pub organisation: String,
    /// What is said of it otherwise in that language; what is missing or empty is as in the version.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<Fact, String>,
    /// What the text is said to say beside everything else.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub sections: BTreeSet<Section>,
    /// The words of each statement.
    pub statements: BTreeMap<Statement, String>,
    /// The notice itself, in Markdown.
    pub text: String,
}

/// What may be called otherwise in another language. An email and a number are the same in every language.
pub const CALLED: [Fact; 4] = [Fact::Controller, Fact::Address, Fact::DataProtectionOfficer, Fact::Regulator];

impl TranslationDraft {
    /// A file's words as if they had been typed, for this version.
    #[must_use]
    pub fn of_file(file: &NoticeVersion, version: &NoticeVersion) -> Self {
        let own = file.contacts.as_ref().map(stated).unwrap_or_default().into_iter();
        let known: BTreeMap<_, _> = version.contacts.as_ref().map(stated).unwrap_or_default().into_iter().collect();
        let differs = |(fact, words): &(Fact, &str)| CALLED.contains(fact) && known.get(fact) != Some(words);
        let holder = file.holder.as_ref().filter(|holder| version.holder.as_ref() != Some(*holder));
        let mut facts: BTreeMap<_, _> = own.filter(differs).map(|(fact, words)| (fact, words.to_owned())).collect();
        let controller = holder.and_then(|holder| holder.controller.clone());
        facts.extend(controller.map(|name| (Fact::Controller, name)));
        Self {
            language: file.language.clone(),
            first_say: file.first_say.clone(),
            how_to_stop: file.how_to_stop.clone(),
            organisation: holder.map(|holder| holder.organisation.clone()).unwrap_or_default(),
            facts,
            sections: file.sections.clone(),
            statements: file.statements.clone(),
            text: file.text.clone(),
        }
    }

    /// The words of an earlier version in another language, as the beginning of this one's: `of` is the version that they
    /// translated, and `named` is how they name the organisation. What they said of the organisation follows what is set
    /// since; a name in that language stays where the version goes on saying the same in its own.
    #[must_use]
    pub fn after(earlier: &NoticeVersion, named: &str, of: &NoticeVersion, version: &NoticeVersion) -> Self {
        let unfilled = |words: &str| earlier.unfilled(named, words);
        let mut draft = Self::of_file(earlier, of);
        let says = |of: &NoticeVersion, fact: Fact| {
            let contacts = of.contacts.as_ref().map(stated).unwrap_or_default();
            contacts.into_iter().find(|(own, _)| *own == fact).map(|(_, words)| words.to_owned())
        };
        draft.facts.retain(|fact, _| says(of, *fact) == says(version, *fact));
        if of.holder.as_ref().map(|holder| &holder.organisation)
            != version.holder.as_ref().map(|holder| &holder.organisation)
        {
            draft.organisation.clear();
        }
        // A question that is not asked any more has no words.
        let mut statements = earlier.unfilled_statements(named);
        statements.retain(|statement, _| version.statements.contains_key(statement));
        Self {
            first_say: unfilled(&earlier.first_say),
            how_to_stop: unfilled(&earlier.how_to_stop),
            sections: earlier.sections.intersection(&version.sections).copied().collect(),
            text: unfilled(&earlier.text),
            statements,
            ..draft
        }
    }

    /// The draft as a file that translates this version: its number, its day, its periods and its contacts.
    #[must_use]
    pub fn file(&self, version: &NoticeVersion) -> NoticeVersion {
        let typed = |words: &str| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        let called = |fact: Fact| self.facts.get(&fact).and_then(|words| typed(words));
        let contacts = version.contacts.clone().map(|known| Contacts {
            controller: known.controller.map(|name| called(Fact::Controller).unwrap_or(name)),
            address: called(Fact::Address).unwrap_or(known.address),
            data_protection_officer: known
                .data_protection_officer
                .map(|officer| called(Fact::DataProtectionOfficer).unwrap_or(officer)),
            regulator: called(Fact::Regulator).unwrap_or(known.regulator),
            ..known
        });
        let holder = version.holder.clone().map(|known| Holder {
            organisation: typed(&self.organisation).unwrap_or(known.organisation),
            controller: known.controller.map(|name| called(Fact::Controller).unwrap_or(name)),
        });
        let unnamed = || typed(&self.organisation).map(|organisation| Holder { organisation, controller: None });
        let holder = holder.or_else(unnamed);
        let statements = self.statements.iter().filter(|(_, words)| !words.trim().is_empty());
        NoticeVersion {
            language: self.language.trim().to_owned(),
            first_say: self.first_say.clone(),
            how_to_stop: self.how_to_stop.clone(),
            contacts,
            holder,
            sections: self.sections.clone(),
            statements: statements.map(|(statement, words)| (*statement, words.clone())).collect(),
            text: self.text.clone(),
            ..version.clone()
        }
    }
}

/// What of a version in another language was taken over from an earlier one, although the words that it translates have changed
/// since: whoever writes it looks whether it still says the same.
#[must_use]
pub fn changed_since(
    draft: &TranslationDraft,
    (earlier, named): (&NoticeVersion, &str),
    before: &NoticeVersion,
    to: &Translating<'_>,
) -> Vec<Statement> {
    let (was, is) = (before.unfilled_statements(named), to.version.unfilled_statements(to.named));
    let translated = earlier.unfilled_statements(named);
    let same = |words: Option<&String>, other: Option<&String>| words.map(|w| w.trim()) == other.map(|w| w.trim());
    let untouched = |statement: &Statement| same(draft.statements.get(statement), translated.get(statement));
    let said = Statement::all().filter(|statement| translated.contains_key(statement));
    said.filter(|statement| was.get(statement) != is.get(statement) && untouched(statement)).collect()
}
